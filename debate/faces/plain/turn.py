"""What a person is asked in plain lines, and what is made of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from debate.debrief.hands import sensible_hand
from debate.debrief.naming import ended
from debate.faces.plain import keeping, pages
from debate.faces.plain.commands import After, typed
from debate.faces.plain.console import HINTED, LEAVES, ONLY, PASSES, Console, number_of, numbers_to, plain_word
from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.game.session import Session
from debate.pages import floor as floors
from debate.pages.things_table import as_written
from debate.pages.words import HELD, against, choice, dealt, first_spending, kept, none_possible, way
from debate.rules.moves import IllegalMove, Move


class Left(Exception):
    """The person has asked to leave and confirmed it."""


class TakenBack(Exception):
    """A choice was taken back: the game stands elsewhere now."""


Look = Callable[[], "tuple[bool, Iterable[str]] | None"]
"""Asked before and after each prompt: lines to be told, and whether the game stands elsewhere now; None for nothing."""


class Turn:
    """Asks for the choices of whoever sits at the keyboard. ``shared``: several people do."""

    console: Console
    session: Session
    shared: bool
    look: Look

    def _only(self, desk: Desk) -> None:
        """Make the one choice there is, and say so: nothing is asked where nothing can be chosen."""
        assert desk.role is not None
        (move,) = self.session.legal(desk.role)
        told = ONLY.get(move.kind, ended(f"There is one choice: {choice(desk.reader, move)}"))
        if move.kind == "hold":
            told = f"{none_possible(desk.reader, desk.role, self.session.state.round)} So you hold."
            desk.told.add(HELD)
        self.console.say(told)
        if self.session.redo() is None:  # where it was made before, what came after it can still be made again
            self.session.submit(move)

    def _prompt(self, desk: Desk, prompt: str, words: Collection[str] = ()) -> str:
        """What was typed that is no command: nothing, numbers, or one of these words.

        Raises :class:`Left`, :class:`TakenBack`, ``EOFError``.
        """
        while True:
            self._look()
            answer = self.console.ask(f"\n{prompt} ")
            self._look(answered=True)
            if (word := plain_word(answer)) in words:
                return word
            if not answer or answer.replace(" ", "").isdecimal():
                return answer
            match typed(desk, answer):
                case After.QUIT:
                    self._leave()
                case After.UNDO:
                    self._undo(desk)
                case After.MOVED:
                    raise TakenBack

    def _look(self, answered: bool = False) -> None:
        """Tell what changed besides. Raises :class:`TakenBack` where the game stands elsewhere now."""
        found = self.look()
        if found is None:
            return
        moved, lines = found
        self.console.say()
        for line in lines:
            self.console.say(line)
        if moved:
            if answered:
                self.console.say(
                    "What you typed was not done, since the game has changed. Here it is as it stands now."
                )
            raise TakenBack

    def _leave(self) -> None:
        kept = keeping.kept_words(self.session)
        answer = self.console.ask(f"Leave the game? {kept} Type 'yes' to leave: ")
        if plain_word(answer) in ("yes", "y"):
            raise Left
        if plain_word(answer) not in ("no", "n", *LEAVES):
            self.console.put_back(answer)

    def _undo(self, desk: Desk) -> None:
        if self.shared:
            self.console.say("In a game that several people share nothing can be taken back.")
            return
        if self.session.state.over or not self.session.can_undo():
            self.console.say("There is nothing to take back.")
            return
        made = self.session.undo()
        while made and self._one_choice() and self.session.can_undo():
            made = self.session.undo()
        self.console.say(
            ended(f"Taken back: {choice(desk.reader, made)}") if made else "There is nothing to take back."
        )
        raise TakenBack

    def _one_choice(self) -> bool:
        """Whether the game stands where a person has nothing to choose, and would go on by itself."""
        awaited = self.session.awaited()
        return bool(awaited) and len(self.session.legal(awaited[0])) == 1

    def _submit(self, desk: Desk, move: Move) -> bool:
        try:
            self.session.submit(move)
        except IllegalMove as problem:
            self.console.say(problem.refusal.sentence)
            return False
        self.console.say(ended(f"Chosen: {choice(desk.reader, move, claims=False)}"))
        if told := first_spending(desk.reader, move):
            self.console.say(told)
        return True

    def _keep(self, desk: Desk, role: str) -> None:
        """Which of the dealt cards stay in the hand."""
        hand, size = desk.view.hand, desk.deck.rules.hand
        pages.hand(desk)
        sensible = [hand.index(card) + 1 for card in sensible_hand(desk.deck, desk.view)]
        listed = " ".join(map(str, sensible))
        self.console.say(f"{dealt(desk.reader)} Enter alone keeps {listed}: they back most of what your motive plays.")
        while True:
            answer = self._prompt(desk, f"Numbers of the {size} cards you keep (Enter: {listed}):")
            numbers = [int(word[:3]) for word in answer.split()] or sensible
            kept = sorted(set(numbers))
            if len(numbers) != size or len(kept) != size or not 1 <= kept[0] <= kept[-1] <= len(hand):
                self.console.say(f"Type {size} different numbers from 1 to {len(hand)}, with blanks between them.")
                continue
            if self._submit(desk, Move(role, "keep", cards=tuple(hand[number - 1] for number in kept))):
                return

    def _choose_move(self, desk: Desk, role: str) -> None:
        own = desk.moves()
        titles = {plain_word(desk.deck.moves[move].title): number for number, move in enumerate(own, 1)}
        if self.session.state.round <= HINTED:
            self.console.say("A number looks at a move, 'hold' plays none; 'hand', 'world' and 'help' tell the rest.")
        while True:
            answer = self._prompt(desk, "Your move:", ("hold", *titles))
            if not answer:
                pages.moves(desk)
                continue
            number = titles.get(answer) or number_of(answer)
            if answer == "hold":
                if self._submit(desk, Move(role, "hold")):
                    return
            elif number is None or not 0 < number <= len(own):
                self.console.say(numbers_to(len(own), "hold"))
            elif self._choose_case(desk, role, own[number - 1], number):
                return

    def _choose_case(self, desk: Desk, role: str, move: str, number: int) -> bool:
        """Show the move ahead and ask for its case; False where the person goes back."""
        pages.move_ahead(desk, move, number if self.session.state.round <= HINTED else 0)
        options = [way for way in self.session.legal(role) if way.kind == "play" and way.move == move]
        if not options:
            return False
        self.console.say(f"How do you play it? {kept(desk.view, options[0])}".rstrip())
        return self._one_of(
            desk, options, [f"  {number}. {way(desk.reader, each)}" for number, each in enumerate(options, 1)]
        )

    def _reply(self, desk: Desk) -> None:
        """One of what is legal in a phase of answering or paying."""
        assert desk.role is not None
        while True:
            *active, passing = self.session.legal(desk.role)
            if active and active[0].kind == "accept":
                self._offer(desk, active[0].move)
            if active and active[0].kind in ("answer", "press"):
                active, lines = self._cases(desk, active)
            else:
                lines = [f"  {number}. {choice(desk.reader, each)}" for number, each in enumerate(active, 1)]
            if self._one_of(desk, active, lines, passing):
                return

    def _cases(self, desk: Desk, active: Sequence[Move]) -> tuple[list[Move], list[str]]:
        """The floor of this round with what can be said to each case: the choices in that order, and the lines."""
        ordered: list[Move] = []
        lines = []
        for role, line in floors.in_short(desk.reader, self.session.state.round, desk.told):
            lines.append(line.words)
            for move in active:
                if move.to == role:
                    ordered.append(move)
                    lines.append(f"  {len(ordered)}. {against(desk.reader, move)}")
        if self.session.state.round <= HINTED:
            lines.append("'floor' tells their reasons.")
        return ordered, lines

    def _offer(self, desk: Desk, move: str) -> None:
        deck = desk.deck
        definition = deck.moves[move]
        offering = deck.roles[definition.role].name
        self.console.say(f"An offer of {offering} to you: {definition.title}. {definition.text}")
        write(self.console, as_written(deck, definition))

    def _one_of(self, desk: Desk, options: Sequence[Move], lines: Sequence[str], passing: Move | None = None) -> bool:
        """Ask for one of the options, which the ``lines`` number, or for ``passing`` by its word; without one 'back'
        goes back: False."""
        word = "back" if passing is None else PASSES.get(passing.kind, passing.kind)
        words = "to the list of moves" if passing is None else choice(desk.reader, passing)
        answer = ""
        while True:
            if not answer:
                for line in lines:
                    self.console.say(line.lstrip(), 2 if line.startswith(" ") else 0)
                self.console.say(f"{word}: {words.removeprefix(word).lstrip(', ') or words}", 2)
            answer = self._prompt(desk, f"A number, or '{word}':", (word,))
            if not answer:
                continue
            chosen = number_of(answer)
            if answer == word:
                return passing is not None and self._submit(desk, passing)
            if chosen is None or not 0 < chosen <= len(options):
                self.console.say(numbers_to(len(options), word))
            elif self._submit(desk, options[chosen - 1]):
                return True
