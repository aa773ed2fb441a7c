"""The front end of a student who plays on the accessible page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from debate.classroom.front import Send
from debate.classroom.page.beside import reasons
from debate.classroom.page.blocks import Sheet, plain
from debate.classroom.page.choices import looked_ahead
from debate.classroom.page.foretelling import answered
from debate.classroom.page.head import goals, head
from debate.classroom.page.judging import reason
from debate.classroom.page.news import News
from debate.classroom.page.now import now
from debate.classroom.page.reading import NOW, listed_pages, read
from debate.classroom.page.seat import Seat
from debate.debrief.spoken import foreign
from debate.pages.words import PHASES, capital_left

if TYPE_CHECKING:
    from debate.classroom.room import Change, Room

SETTLE = 0.03
"""Seconds in which changes are gathered into one page."""


class PageFront:
    """Sends one person the page that they read, anew whenever something on it has changed."""

    def __init__(self, room: Room, person: str) -> None:
        self.room = room
        self.person = person
        self._page = NOW
        self._news = News()
        self._send: Send | None = None
        self._sent = ""
        self._attached = False
        """Whether a socket was there before; from then on this front end knows by itself what is new."""
        self._due: asyncio.TimerHandle | None = None
        self._unlisten: Callable[[], None] | None = None

    async def start(self) -> None:
        self._unlisten = self.room.listen(self._told)
        self._news.look(Seat(self.room, self.person))

    async def stop(self) -> None:
        self.detach()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None

    def attach(self, send: Send) -> None:
        if not self._attached:
            self._attached = True
            for sentence in self.room.news(self.person):
                self._news.add(f"While you were away: {sentence}")
        self._send, self._sent = send, ""
        self._show()

    def detach(self) -> None:
        self._send = None
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def feed(self, frame: Mapping[str, object]) -> None:
        if frame.get("t") == "look":
            self._page, self._sent = str(frame.get("page", NOW)), ""
            self._show()

    def _told(self, change: Change) -> None:
        """Something happened in the room; the page is made once all that belongs to it has."""
        if self._send is not None and self._due is None:
            self._due = asyncio.get_running_loop().call_later(SETTLE, self._show)

    def _show(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._send is None or self.person not in self.room.people:
            return
        seat = Seat(self.room, self.person)
        self._news.look(seat)
        frame = self._frame(seat)
        # What is left of the time changes by itself; until when it is does not.
        made = json.dumps({**frame, "left": seat.asking.until}, sort_keys=True)
        if made != self._sent:
            self._sent = made
            self._send(frame)

    def _frame(self, seat: Seat) -> dict[str, object]:
        name, sheet = self._sheet(seat)
        asking = seat.asking
        frame: dict[str, object] = {
            "t": "page",
            "page": name,
            "heading": sheet.heading,
            "asking": {"what": asking.what, "sentence": asking.sentence},
            "left": None if asking.until is None else max(0, int(asking.until - self.room.now)),
            "status": status(seat),
            "head": head(seat),
            "goals": goals(seat),
            "nav": [{"page": page, "label": label, "more": more} for page, label, more in listed_pages(seat)],
            "blocks": [plain(block) for block in sheet.blocks],
            "choices": [plain(choice) for choice in sheet.choices],
            "ahead": sheet.ahead,
            "lead": [plain(block) for block in sheet.lead],
            "message": self.room.message,
            "eyes": self.room.eyes_up,
            "news": [{"n": said.number, "text": said.text, "page": said.page} for said in self._news.said],
        }
        if spoken := foreign(self.room.deck, frame):
            frame["spoken"] = spoken
        if sheet.picture:
            frame["picture"] = sheet.picture
        return frame

    def _sheet(self, seat: Seat) -> tuple[str, Sheet]:
        """The page that is read, under its name; the first one where there is no such page now."""
        kind, _, rest = self._page.partition("/")
        taps = {"play": looked_ahead, "foretell": answered, "believe": reasons, "judged": reason}
        found = taps[kind](seat, rest) if kind in taps else None if kind == NOW else read(seat, self._page)
        if found is None:
            self._page = NOW
            return NOW, now(seat)
        return self._page, found


def status(seat: Seat) -> str:
    """One line: the round, the phase, who one is and what one has."""
    who, session = seat.who, seat.session
    if session is None:
        return f"{seat.room.deck.title}. You are called {who.name}."
    deck, state = session.deck, session.state
    parts = ["The game is over" if state.over else f"Round {state.round} of {deck.rounds.count}: {PHASES[state.phase]}"]
    if seat.role is not None:
        view = session.view(seat.role)
        motive = deck.roles[seat.role].motives.get(view.motive)
        role = seat.called(seat.role) + (f", {motive.name}" if motive is not None else "")
        parts.append(f"{who.name} plays {role}")
        parts.append(f"capital {capital_left(view)[seat.role]} of {deck.roles[seat.role].capital_max}")
    elif who.place is not None:
        parts.append(f"{who.name} is a judge")
    team = seat.team
    if len(team) > 1:
        parts.append(f"your team: {seat.named(team)}")
    return "; ".join(parts) + "."
