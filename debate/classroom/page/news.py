"""What is new, in sentences, each with a number: a page that comes back knows which of them it has told."""

from __future__ import annotations

from collections import deque

from attrs import frozen

from debate.classroom.page.seat import Seat
from debate.game.record import GameRecord
from debate.pages.words import WENT_BACK
from debate.store import said

KEPT = 12


@frozen
class Said:
    """``page``: where one can read more, empty for nowhere."""

    number: int
    text: str
    page: str = ""


class News:
    """What one person has been told. Only what their seat may know comes in."""

    def __init__(self) -> None:
        self.said: deque[Said] = deque(maxlen=KEPT)
        self._count = 0
        self._game: tuple[int, str | None] | None = None
        self._known: set[int] = set()
        self._choices = 0
        self._round = 0
        self._message = ""
        self._name = ""
        self._over = False

    def add(self, text: str, page: str = "") -> None:
        self._count += 1
        self.said.append(Said(self._count, text, page))

    def look(self, seat: Seat) -> None:
        """Note what has come since the last look."""
        message = seat.room.message
        if message != self._message:
            self._message = message
            if message:
                self.add(f"The teacher says: {message}")
        if seat.who.name != self._name:
            if self._name:
                self.add(f"You are called {seat.who.name} now.")
            self._name = seat.who.name
        session, table = seat.session, seat.table
        if session is None or table is None:
            self._game = None
            return
        game = (table.number, seat.role)
        if game != self._game:
            self._begin(session, seat, begun=self._game is not None)
            self._game = game
            return
        if len(session.entries) < self._choices:
            self.add(WENT_BACK)
            self._begin(session, seat, begun=False)
            return
        self._game_on(session, seat)

    def _begin(self, session: GameRecord, seat: Seat, begun: bool) -> None:
        """Look at a game for the first time, or anew: what is there already is no news."""
        if begun:
            self.add(f"You play {seat.called(seat.role)} now." if seat.role else "You are a judge now.")
        self._known = {known.number for known in session.known(seat.role)}
        self._choices, self._round, self._over = len(session.entries), session.state.round, session.state.over

    def _game_on(self, session: GameRecord, seat: Seat) -> None:
        deck, state = session.deck, session.state
        for known in session.known(seat.role):
            if known.number not in self._known:
                self._known.add(known.number)
                mine = known.entry.move.role == seat.role
                if not mine and not state.over:
                    self.add(said(deck, known.entry.move), f"floor/{known.round}")
        for number in range(self._round, state.round):
            if number <= deck.rounds.count and not state.over:
                self.add(f"Round {number} is over. Read what happened.", f"told/{number}")
        if state.over and not self._over:
            self.add("The game is over. Read how it ended, and why.", "debrief")
        self._choices, self._round, self._over = len(session.entries), state.round, state.over
