"""Who plays at a published page: stands in for the room of a class, with one table and whoever is asked now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from debate.classroom.room.types import Asking, Person, Place, Settings
from debate.debrief.questions import Question
from debate.deckfile import first_deck, load_deck
from debate.game.session import Session
from debate.pages.words import LOOK_AT_THE_END, TO_DO
from debate.rules.deck import Deck

ME = "me"


class _Table:
    """The one table of :class:`Alone`, as far as pages ask it."""

    number = 1
    judges: tuple[str, ...] = ()
    captains: tuple[str, ...] = ()

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def version(self) -> int:
        return len(self.session.journal)

    @property
    def withheld(self) -> int | None:
        return self.session.withheld

    @property
    def teams(self) -> dict[str, tuple[str, ...]]:
        return {role: (ME,) if role in self.session.people() else () for role in self.session.source.turn_order}

    def ballot(self) -> None:
        return None

    def filled_by(self, role: str) -> str:
        return self.session.seats[role].who


class Alone:
    """Stands in for the room of a class: one table, and whoever of the people at it is asked."""

    settings = Settings(decide="anyone", names="open")
    message = ""
    eyes_up = False
    put: Mapping[str, str] = {}
    """What a teacher has put to the class: nothing here."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.facing = ""
        """The role whose player reads now; empty while nobody has taken the keyboard yet."""
        self.skipped: set[tuple[str, int, str]] = set()
        """(role, round, id) of questions that its player passed over."""
        self.heard: dict[str, int] = {}
        """Role -> the latest round of which its player was told what happened."""

    def take(self, session: Session | None) -> None:
        """Sit down at this game; unless it is over, the latest round that has closed is told again."""
        self.session, self.facing, self.heard, self.skipped = session, "", {}, set()
        if session is not None:
            self.heard = dict.fromkeys(session.people(), max(0, self.closed - (not session.state.over)))

    @property
    def closed(self) -> int:
        """The latest round that has closed; what the world does years after the last one is no round."""
        return 0 if self.session is None else min(self.session.state.round - 1, self.rounds)

    @property
    def untold(self) -> int:
        """The first round of which whoever reads is still to be told what happened; 0: none. Where a move waits, a
        round goes by in which nothing is asked: each is told, and before it is asked what the next will bring."""
        session = self.session
        if session is None or not self.facing or session.read_only:
            return 0
        heard = self.heard.get(self.facing, 0)
        return heard + 1 if self.closed > heard else 0

    @property
    def phase(self) -> str:
        return "gathering" if self.session is None else "playing"

    @property
    def tables(self) -> tuple[_Table, ...]:
        return () if self.session is None else (_Table(self.session),)

    @property
    def people(self) -> dict[str, Person]:
        place = None if self.session is None else Place(1, self.facing)
        return {ME: Person(ME, "You", "", "student", "in", place, True, 0.0)}

    @property
    def deck(self) -> Deck:
        return self.session.deck if self.session is not None else load_deck(first_deck())

    @property
    def rounds(self) -> int:
        return self.deck.rounds.count

    def game(self, person: str) -> Session | None:
        return self.session

    def hands(self, table: int) -> dict[str, tuple[str, ...]]:
        return {}

    def news(self, person: str) -> tuple[str, ...]:
        return ()

    def listen(self, told: Callable[[Any], None]) -> Callable[[], None]:
        return lambda: None

    def asking(self, person: str) -> Asking:
        session = self.session
        if session is None:
            return Asking("start", self.deck.question)
        if self.untold:
            return Asking("told", f"Round {self.untold} is over.")
        if session.state.over:
            return Asking("debrief", f"The game is over. {LOOK_AT_THE_END}")
        if session.read_only:
            return Asking("unsaved", session.read_only)
        if session.withheld:
            return Asking("foretell", "What do you think will come?", questions=tuple(self.questions()))
        if not self.facing:
            return Asking("wait", f"It is the turn of {called(session, self.next)}.")
        return Asking("choose", f"You play {called(session, self.facing)}. {TO_DO[session.state.phase]}")

    def questions(self) -> list[Question]:
        """What the one who reads is still to be asked of what will come, and has not passed over."""
        if self.session is None or not self.facing:
            return []
        skipped = {id_ for role, round_, id_ in self.skipped if (role, round_) == (self.facing, self.session.withheld)}
        return [each for each in self.session.questions(self.facing) if each.id not in skipped]

    def skip(self, question: str) -> None:
        """Pass over a question of the one who reads."""
        assert self.session is not None
        self.skipped.add((self.facing, self.session.withheld, question))

    def foretold(self) -> None:
        """Go on once all was answered or passed over."""
        if self.session is not None and self.session.withheld and self.facing and not self.questions():
            self.session.predict_nothing(self.facing)

    @property
    def next(self) -> str:
        """The role whose player is asked now; empty where none is."""
        assert self.session is not None
        waiting = self.session.to_predict() or self.session.awaited()
        return self.facing if self.facing in waiting else waiting[0] if waiting else ""

    def turn(self) -> None:
        """Have opponents choose, and hand the page to whom it is asked of next. Raises :class:`RecordError`."""
        session = self.session
        if session is None:
            return
        while not session.read_only and not session.state.over and not session.withheld:
            session.advance()
            awaited = session.awaited()
            if session.withheld or not awaited:
                break
            role = self.facing if self.facing in awaited else awaited[0]
            legal = session.legal(role)
            if len(legal) > 1:
                break
            session.submit(legal[0])  # nothing to choose, so nobody is asked
        people = session.people()
        if len(people) == 1:
            self.facing = people[0]
        elif session.state.over or (self.next and self.next != self.facing):
            self.facing = ""


def called(session: Session, role: str) -> str:
    return session.deck.roles[role].name if role else "nobody"
