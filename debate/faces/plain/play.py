"""A game driven line by line: what is told, what is asked, what happens with the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from debate.debrief.hands import sensible_hand
from debate.faces.plain import keeping, pages, predictions
from debate.faces.plain.commands import After, typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.plain.ending import debrief_part, open_debrief
from debate.faces.plain.words import ONLY, PASSES, number_of, numbers_to, plain_word
from debate.game.session import Session
from debate.pages.recall import remember
from debate.pages.words import PHASES, choice, dealt, waited
from debate.rules.moves import IllegalMove, Move
from debate.store import RecordError, Saves

CURTAIN_LINES = 40
HINTED = 2
"""In so many rounds it is said that there are commands too."""


class Left(Exception):
    """The person has asked to leave and confirmed it."""


class TakenBack(Exception):
    """A choice was taken back: the game stands elsewhere now."""


Look = Callable[[], "tuple[bool, Iterable[str]] | None"]
"""Asked before and after each prompt: lines to be told, and whether the game stands elsewhere now; None for nothing."""


def play_plain(console: Console, session: Session, saves: Saves | None = None, look: Look = lambda: None) -> bool:
    """Play the session to its end, with a person wherever one sits; without people it is told to somebody who looks on.

    ``saves``: where the game is kept from its first choice on, if people play it; None: nowhere, unless it is kept
    already. ``look``: what else may change the game. Returns False where input ended before the game did, and where
    the game was left because it could not be saved.
    """
    while True:
        try:
            if not keeping.keep(console, session, saves):
                return False
        except EOFError:
            console.say("Input ended before the game was begun.")
            return False
        game = _Game(console, session, look)
        finished = game.run()
        if not game.begun:
            return finished


class _Game:
    def __init__(self, console: Console, session: Session, look: Look = lambda: None) -> None:
        self.console = console
        self.look = look
        self.session = session
        self.people = session.people()
        self.shared = len(self.people) > 1
        """Whether people share the keyboard: what a round brought is then told once, to all."""
        self.told: dict[str | None, int] = dict.fromkeys((None,) if self.shared or not self.people else self.people, 0)
        """The last round whose consequences each person (None: all of them) has been told; of a game gone on with, the
        one before the latest, which is told again."""
        for role in self.people:
            if any(entry.move.role == role for entry in session.entries):
                self.told[None if self.shared else role] = max(0, session.state.round - 2)
        self.facing: str | None = None
        self._thinking: set[str] = set()
        """Roles of which it has been said that they think."""
        self.briefed: set[str] = set()
        self.shown: set[tuple[str, int]] = set()
        """(role, round) of the floors that a person has read while they were open."""
        self.begun = False
        """Whether another game was begun in place of this one: the session is that one now."""

    def run(self) -> bool:
        session, console = self.session, self.console
        console.say(f"Game {session.state.seed}. {self._again()}")
        if not self.people:
            pages.briefing(self._desk(None))
        try:
            while True:
                while not session.state.over:
                    self._go_on()
                if not self._end():
                    break
        except EOFError:
            return self._stopped("Input ended")
        except KeyboardInterrupt:
            console.say()
            return self._stopped("Interrupted")
        except Left:
            again = keeping.go_on_words(session)
            console.say(f"You have left the game. {keeping.kept_words(session)}{again}")
            return session.writer is None or not session.writer.failed
        return True

    def _go_on(self) -> None:
        """Up to a person's next choice, and that choice."""
        session = self.session
        try:
            if not self.people:
                self._look_on()
                return
            self._opponents_choose()
            if session.withheld:
                self._foresee(session.to_predict()[0])
            elif session.awaited():
                role = session.awaited()[0]
                legal = session.legal(role)
                if self.shared and len(legal) == 1:
                    session.submit(legal[0])  # nothing to choose: no need to hand over the keyboard
                else:
                    self._turn(role)
        except RecordError as problem:
            if not keeping.save_elsewhere(self.console, session, problem.sentence):
                raise Left from None

    def _opponents_choose(self) -> None:
        """Until a person is awaited or the game is over; says once who takes time to think."""
        self._thinking.clear()
        while self._one_chooses():
            pass

    def _one_chooses(self) -> bool:
        """Let the first awaited opponent choose; False where none is."""
        due = self.session.due()
        if due is not None and due.slow and due.view.role not in self._thinking:
            self._thinking.add(due.view.role)
            self.console.say(f"{self.session.deck.roles[due.view.role].name} is thinking.")
        return self.session.ask() is not None

    def _foresee(self, role: str) -> None:
        """Ask what will come, before anything of the end of the round is told."""
        if role != self.facing:
            self._hand_over(role)
        try:
            predictions.ask(self._desk(role), partial(self._prompt, self._desk(role)))
        except TakenBack:
            self._went_back()

    def _desk(self, role: str | None) -> Desk:
        return Desk(self.console, self.session, role)

    def _again(self) -> str:
        return f"Play with --seed {self.session.state.seed} to get the same cards and the same chance again."

    # A person's turn.

    def _turn(self, role: str) -> None:
        if self.shared:
            self._tell_all()
        if role != self.facing:
            self._hand_over(role)
        desk = self._desk(role)
        if not self.shared:
            self._tell_rounds(desk)
        state = self.session.state
        deck = self.session.deck
        label = deck.rounds.labels[state.round - 1]
        motive = deck.roles[role].motives.get(desk.view.motive)
        who = f"You are {deck.roles[role].name}{f', {motive.name}' if motive else ''}"
        has = f"capital {state.capital[role]} of {deck.roles[role].capital_max}"
        self.console.head(f"Round {state.round} of {deck.rounds.count}, {label}: {PHASES[state.phase]}")
        self.console.say(f"{who}, {has}.")
        if state.phase == "answer" and (told := waited(desk.reader)):
            self.console.say(told)
        try:
            self._choose(desk, role)
        except TakenBack:
            self._went_back()

    def _went_back(self) -> None:
        """Rounds that are open again have not been told."""
        now = self.session.state.round
        self.told = {who: min(number, now - 1) for who, number in self.told.items()}
        self.shown = {(who, number) for who, number in self.shown if number < now}

    def _choose(self, desk: Desk, role: str) -> None:
        match self.session.state.phase:
            case "deal":
                self._keep(desk, role)
            case "choose":
                pages.moves_in_short(desk)
                if len(self.session.legal(role)) == 1:
                    self._only(desk)
                else:
                    self._choose_move(desk, role)
            case _:
                self._open_floor(desk, role)
                if len(self.session.legal(role)) == 1:
                    self._only(desk)
                else:
                    self._reply(desk)

    def _open_floor(self, desk: Desk, role: str) -> None:
        """What lies on the floor, whole when a person first sees it in a round; later only what came for them."""
        now = (role, self.session.state.round)
        if now not in self.shown:
            pages.floor(desk)
            self.shown.add(now)
        else:
            pages.answers_to(desk, role)

    def _only(self, desk: Desk) -> None:
        """Make the one choice there is, and say so: nothing is asked where nothing can be chosen."""
        assert desk.role is not None
        (move,) = self.session.legal(desk.role)
        self.console.say(ONLY.get(move.kind, f"There is one choice: {choice(desk.reader, move)}."))
        if self.session.redo() is None:  # where it was made before, what came after it can still be made again
            self.session.submit(move)

    def _hand_over(self, role: str) -> None:
        """The curtain between people on one keyboard, and the briefing of a person's first turn."""
        name = self.session.deck.roles[role].name
        if self.shared:
            self._cover()
            self.console.pause(f"Now {name}. Give them the keyboard; others look away. Press Enter to begin. ")
        first = role not in self.briefed and not any(entry.move.role == role for entry in self.session.entries)
        self.facing = role
        self.briefed.add(role)
        if first:
            pages.briefing(self._desk(role))

    def _cover(self) -> None:
        """Push what the last person read out of sight."""
        if self.console.interactive and self.facing is not None:
            self.console.out.write("\n" * CURTAIN_LINES)

    def _tell_all(self) -> None:
        """What the rounds that closed have brought, to everybody at the keyboard at once."""
        state = self.session.state
        if (state.term.round if state.term else state.round - 1) > self.told[None]:
            self._cover()
            self.facing = None
            self.console.say("For everybody to read:")
            self._tell_rounds(self._desk(None))

    def _tell_rounds(self, desk: Desk) -> None:
        """What happened in the rounds that closed since this person was told last."""
        state = self.session.state
        closed = state.term.round if state.term else state.round - 1
        for number in range(self.told[desk.role] + 1, closed + 1):
            if (desk.role or "", number) not in self.shown:
                pages.floor(desk, number)
            pages.brought(desk, [number])
            if number <= HINTED:
                desk.console.hint("'more' tells what is only counted here, 'log' every step.")
            self.told[desk.role] = number

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
        if self.console.ask(f"Leave the game? {kept} Type 'yes' to leave: ").casefold() in ("yes", "y"):
            raise Left

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
            f"Taken back: {choice(desk.reader, made).removesuffix('.')}." if made else "There is nothing to take back."
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
        self.console.say(f"Chosen: {choice(desk.reader, move).removesuffix('.')}.")
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
        if self.session.state.round <= HINTED:
            self.console.hint("A number looks at a move, 'hold' plays none; 'hand', 'world' and 'help' tell the rest.")
        while True:
            answer = self._prompt(desk, "Your move:", ("hold",))
            if not answer:
                pages.moves(desk)
                continue
            number = number_of(answer)
            if answer == "hold":
                if self._submit(desk, Move(role, "hold")):
                    return
            elif number is None or not 0 < number <= len(own):
                self.console.say(numbers_to(len(own), "hold"))
            elif self._choose_case(desk, role, own[number - 1]):
                return

    def _choose_case(self, desk: Desk, role: str, move: str) -> bool:
        """Show the move ahead and ask for its case; False where the person goes back."""
        told = pages.move_ahead(desk, move)
        options = [way for way in self.session.legal(role) if way.kind == "play" and way.move == move]
        if not options:
            refusal = self.session.refusal(Move(role, "play", move=move))
            if refusal is not None and refusal.sentence != told:
                self.console.say(refusal.sentence)
            return False
        self.console.say("How do you play it?")
        return self._one_of(desk, options)

    def _reply(self, desk: Desk) -> None:
        """One of what is legal in a phase of answering or paying."""
        assert desk.role is not None
        while True:
            *active, passing = self.session.legal(desk.role)
            if active and active[0].kind == "accept":
                self._offer(desk, active[0].move)
            if self._one_of(desk, active, passing):
                return

    def _offer(self, desk: Desk, move: str) -> None:
        deck = desk.deck
        definition = deck.moves[move]
        offering = deck.roles[definition.role].name
        self.console.say(f"An offer of {offering} to you: {definition.title}. {definition.text}")
        pages.move_ahead(desk, move)

    def _one_of(self, desk: Desk, options: Sequence[Move], passing: Move | None = None) -> bool:
        """Ask for one of the options, or for ``passing`` by its word; without one 'back' goes back: False."""
        word = "back" if passing is None else PASSES.get(passing.kind, passing.kind)
        words = "to the list of moves" if passing is None else choice(desk.reader, passing)
        while True:
            for number, option in enumerate(options, 1):
                self.console.say(f"{number}. {choice(desk.reader, option)}", 2)
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

    # Looking on, and the end.

    def _look_on(self) -> None:
        """One round of a game without people."""
        state = self.session.state
        number = state.round
        self._thinking.clear()
        while not self.session.state.over and self.session.state.round == number:
            if not self._one_chooses():
                return
        self._tell_rounds(self._desk(None))
        self.console.pause("\nPress Enter to go on. ")

    def _end(self) -> bool:
        """The ending and what can be asked after it; whether somebody went back into the game."""
        state = self.session.state
        role = self.people[0] if len(self.people) == 1 else None
        desk = self._desk(role)
        self.told.setdefault(role, min(self.told.values()))
        self._tell_rounds(desk)
        last = state.term.round if state.term else state.round
        pages.brought(desk, range(last + 1, state.round + 1))
        open_debrief(desk)
        remember(self.session, role)
        self.console.say()
        self.console.say(f"The game is over. {self._again()}")
        if not self.people and not self.console.interactive:
            return False
        try:
            while (after := self._asked_after(desk)) in (After.STAY, After.UNDO):
                if after is After.UNDO:
                    self.console.say("The game is over. 'back' and a number of the timeline goes back into it.")
        except EOFError:
            return False
        self.begun = after is After.BEGUN
        if after is After.MOVED:
            self._went_back()
        return after is After.MOVED

    def _asked_after(self, desk: Desk) -> After:
        """Carry out one thing that is asked after the end."""
        self.console.say("Look around with 'why', 'flow', 'map' and the other commands, or 'quit'.")
        try:
            self._look()
            answer = self.console.ask("> ")
            self._look(answered=True)
        except TakenBack:
            return After.MOVED
        if (part := number_of(answer)) is not None:
            debrief_part(desk, part)
        elif answer:
            try:
                return typed(desk, answer)
            except RecordError as problem:
                self.console.say(problem.sentence)
        return After.STAY

    def _stopped(self, how: str) -> bool:
        """Says how far the game got; False unless it had come to its end."""
        state, deck = self.session.state, self.session.deck
        if state.over:
            self.console.say(f"{how} after the game was over.")
            return True
        self.console.say(
            f"{how} in round {state.round} of {deck.rounds.count}, at '{PHASES[state.phase]}'. "
            f"The game was not finished. {keeping.kept_words(self.session)}"
        )
        return False
