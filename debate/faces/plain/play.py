"""A game driven line by line: what is told, what is asked, what happens with the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from debate.command import role_called
from debate.faces.plain import keeping, pages, predictions
from debate.faces.plain.commands import After, typed
from debate.faces.plain.console import HINTED, LEAVES, Console, number_of, plain_word
from debate.faces.plain.desk import Desk
from debate.faces.plain.pages import debrief_part, open_debrief, ways_on
from debate.faces.plain.told import write
from debate.faces.plain.turn import Left, Look, TakenBack, Turn
from debate.faces.plain.why import moved
from debate.game.session import Session
from debate.pages import lesson
from debate.pages.lesson import Lesson, Step, asked_why, coach
from debate.pages.recall import remember
from debate.pages.table import moves_in_short
from debate.pages.words import PHASES, capital_left, waited
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import RecordError, Saves

LESSON = "0"
"""Typed for the lesson; no role is called so."""
HELPS = "help", "?"


def ask_role(console: Console, deck: Deck, teach: Callable[[], object]) -> str | None:
    """Which role the person takes; None where they leave, or input ends. ``teach``: plays the lesson, after which it is
    asked again."""
    while (chosen := _asked(console, deck)) == LESSON:
        teach()
    return chosen


def _asked(console: Console, deck: Deck) -> str | None:
    """The same, or :data:`LESSON`."""
    console.head(deck.title)
    console.say(deck.question)
    console.say("Which role do you take?")
    for number, role in enumerate(deck.turn_order, 1):
        console.say(f"{number}. {deck.roles[role].name}: {deck.roles[role].brief}", 2)
    console.say(f"{LESSON}. {lesson.TITLE}: {lesson.ABOUT}", 2)
    try:
        while True:
            answer = console.ask("Number of the role: ")
            if answer == LESSON:
                return LESSON
            if answer.isdecimal() and 0 < int(answer[:3]) <= len(deck.turn_order):
                return deck.turn_order[int(answer[:3]) - 1]
            if (called := role_called(deck, answer)) is not None:
                return called
            if plain_word(answer) in LEAVES:
                console.say("You have left; no game was begun.")
                return None
            console.say(f"Type a number from {LESSON} to {len(deck.turn_order)}, or 'quit'.")
            if plain_word(answer) in HELPS:
                console.say("'help' lists all commands once the game has begun.")
    except EOFError:
        console.say("Input ended before a role was chosen; no game was begun.")
        return None


CURTAIN_LINES = 40
HOW: dict[Step, str] = {
    (1, "choose"): "Type its number, then the number of an argument for it.",
    (2, "choose"): "'why' and a name asks why something moved, 'map' what drives what.",
    (2, "answer"): "'card' and a number reads a whole card, 'floor' shows the debate, 'help' lists all commands.",
    (3, "choose"): "'coming' shows what is on its way.",
}
"""What the coach of the lesson adds here."""


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


class _Game(Turn):
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
        self.heard: dict[tuple[str, int], set[str]] = {}
        """(role, round) -> what was told then to whoever plays it, and need not be told again."""
        self.greeted: dict[str, int] = {}
        """Role -> the round of which it was told what it is called."""
        self.begun = False
        """Whether another game was begun in place of this one: the session is that one now."""

    def run(self) -> bool:
        session, console = self.session, self.console
        kept = session.kept_at
        console.say(f"Game {session.state.seed}{f', kept as {visible(kept.stem, 100)!r}' if kept is not None else ''}.")
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
            self.console.say(f"Thinking: {self.session.deck.roles[due.view.role].name}.")
        return self.session.ask() is not None

    def _foresee(self, role: str) -> None:
        """Ask what will come, before anything of the end of the round is told."""
        desk = self._face(role)
        self._coach()
        try:
            predictions.ask(desk, partial(self._prompt, desk))
        except TakenBack:
            self._went_back()

    def _desk(self, role: str | None) -> Desk:
        return Desk(self.console, self.session, role)

    # A person's turn.

    def _face(self, role: str) -> Desk:
        """Tell what came of the rounds that closed, and have this role's player at the keyboard."""
        if self.shared:
            self._tell_all()
        if role != self.facing:
            self._hand_over(role)
        desk = self._desk(role)
        desk.told = self.heard.setdefault((role, self.session.state.round), set())
        if not self.shared:
            self._tell_rounds(desk)
        return desk

    def _turn(self, role: str) -> None:
        desk = self._face(role)
        state = self.session.state
        deck = self.session.deck
        has = f"apital {capital_left(desk.view)[role]} of {deck.roles[role].capital_max}."
        if self.shared or self.greeted.get(role) != state.round:
            self.greeted[role] = state.round
            label = deck.rounds.labels[state.round - 1]
            motive = deck.roles[role].motives.get(desk.view.motive)
            who = f"You are {deck.roles[role].name}{f', {motive.name}' if motive else ''}"
            self.console.head(f"Round {state.round} of {deck.rounds.count}, {label}: {PHASES[state.phase]}")
            self.console.say(f"{who}, c{has}")
        else:
            self.console.head(f"Round {state.round}: {PHASES[state.phase]}")
            self.console.say(f"C{has}")
        self._coach()
        if state.phase == "answer" and (told := waited(desk.reader)) and told not in desk.told:
            desk.told.add(told)
            self.console.say(told)
        try:
            self._choose(desk, role)
        except TakenBack:
            self._went_back()

    def _coach(self) -> None:
        """What the lesson says to this step; nothing in any other game."""
        if isinstance(self.session, Lesson):
            self.console.say()
            self.console.say(coach(self.session, HOW))
            self.console.say()

    def _went_back(self) -> None:
        """Rounds that are open again have not been told."""
        now = self.session.state.round
        self.told = {who: min(number, now - 1) for who, number in self.told.items()}
        self.shown = {(who, number) for who, number in self.shown if number < now}
        self.heard = {of: told for of, told in self.heard.items() if of[1] < now}

    def _choose(self, desk: Desk, role: str) -> None:
        match self.session.state.phase:
            case "deal":
                self._keep(desk, role)
            case "choose":
                write(self.console, moves_in_short(desk.reader))
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
        state, now = self.session.state, (role, self.session.state.round)
        kinds = {move.kind for move in self.session.legal(role)}
        if "accept" in kinds:
            return  # first the offer alone
        if now not in self.shown:
            self.shown.add(now)
            if state.phase == "answer" and kinds & {"answer", "press"}:
                return  # the cases are told with what can be said to each
            pages.floor_in_short(desk, desk.told)
        pages.answers_to(desk, role, desk.told)

    def _hand_over(self, role: str) -> None:
        """The curtain between people on one keyboard, and the briefing of a person's first turn."""
        name = self.session.deck.roles[role].name
        if self.shared:
            self._cover()
            self.console.pause(f"Now {name}. Give them the keyboard; others look away. Press Enter to begin. ")
        first = role not in self.briefed and not any(entry.move.role == role for entry in self.session.entries)
        self.facing = role
        self.briefed.add(role)
        if first and not isinstance(self.session, Lesson):  # there the coach does it
            pages.beginning(self._desk(role))

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
                desk.console.say("'more' tells what is only counted here, 'log' every step.")
            self.told[desk.role] = number

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
        if isinstance(self.session, Lesson):
            self._coach()
            moved(desk, asked_why(self.session), 1)
        open_debrief(desk)
        remember(self.session, role)
        self.console.say()
        again = f"Play with --seed {self.session.state.seed} to get the same cards and the same chance again."
        self.console.say(f"The game is over. {again}")
        if not self.people and not self.console.interactive:
            return False
        ways_on(desk)
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
        try:
            self._look()
            answer = self.console.ask("\nPart, command or 'quit': ")
            self._look(answered=True)
        except TakenBack:
            return After.MOVED
        if not answer:
            ways_on(desk)
        elif (part := number_of(answer)) is not None:
            debrief_part(desk, part)
        else:
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
