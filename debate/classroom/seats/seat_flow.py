"""One person at one place: briefed, then at the table, told what each round brought, and how it ended."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.widgets import Static

from debate.classroom.page.debriefing import report_of
from debate.classroom.seats.beside import ASKED
from debate.classroom.seats.shared import crowded
from debate.classroom.seats.stage import SeatedApp
from debate.classroom.seats.table import SeatTable
from debate.classroom.seats.waiting import before_judging
from debate.debrief.questions import Question
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.predict import PredictScreen, Said
from debate.faces.tui.text import say
from debate.game.record import GameRecord
from debate.pages.finale import Finale
from debate.pages.predictions import PRIVATE
from debate.pages.reader import Reader
from debate.rules.moves import Move

if TYPE_CHECKING:
    from debate.classroom.room import Place, Room


class Sitting:
    """Leads one person through the game, for as long as they sit at this place. It keeps nothing of the game."""

    def __init__(self, app: SeatedApp, session: GameRecord, place: Place) -> None:
        self.app = app
        self.place = place
        self.role = place.role or None
        self.table = SeatTable(app.room, app.person, session, self.role)
        self.moved = asyncio.Event()
        """Set when the game may have gone on."""
        self._take_up(session)

    @property
    def session(self) -> GameRecord:
        """What the person may know of the game now."""
        return self.table.session

    @property
    def closed(self) -> int:
        """How many rounds have closed."""
        state = self.session.state
        return state.round if state.over else state.round - 1

    def _take_up(self, session: GameRecord) -> None:
        """Somebody who comes into a game that runs is told of no round before; who played it, of the latest."""
        played = self.role is not None and any(entry.move.role == self.role for entry in session.entries)
        if played:
            self.app.briefed.add(self.place)
        self.app.told.setdefault(self.place, max(0, self.closed - 1) if played else self.closed)

    async def run(self) -> None:
        app = self.app
        if self.place not in app.briefed and not self.session.state.over:
            app.briefed.add(self.place)
            await self._brief()
        await app.lay(self.table)
        while True:
            await self._foretell(ahead=False)
            await self._tell()
            await self._foretell(ahead=True)
            if self.session.state.over:
                await app.wait_for(SeatEnding(app.room, self.place.table, self.session, self.role, app.person))
            await self.moved.wait()
            self.moved.clear()

    async def _brief(self) -> None:
        if self.role is None:
            await self.app.wait_for(before_judging(self.session, self.place.table))
        else:
            await self.choose_hand()

    async def choose_hand(self) -> None:
        """The briefing; where hands are being chosen it ends with the cards to keep."""
        if self.role is None:
            return
        kept: Move | None = await self.app.wait_for(BriefingScreen(self.session, self.role))
        if kept is not None:
            self.app.request("propose", move=str(kept))

    async def _foretell(self, *, ahead: bool) -> None:
        """Ask what will come, a question at a time: as long as the end of the round is withheld, or ``ahead`` of it, of
        somebody who waits and has been told of the round before."""
        room = self.app.room
        while questions := room.asking(self.app.person).questions:
            if ahead is bool(room.tables[self.place.table - 1].withheld):
                return
            question = questions[0]
            screen = SeatPredict(room, self.app.person, question)
            said: Said | str | None = await self.app.wait_for(screen)
            if isinstance(said, Said):
                given = {"question": question.id, "answer": said.answer, "sure": str(said.sure), "why": said.why}
                self.app.request("foretell", **given)
            elif said is None:
                self.app.request("foretell-nothing", question=question.id)

    async def _tell(self) -> None:
        """Show what came of the rounds that closed since this person was told last.

        Not of those that opponents played after the teacher had ended the game: then how it ended comes at once.
        """
        told, closed = self.app.told[self.place], self.closed
        self.app.told[self.place] = closed
        if closed > told and not self.app.room.tables[self.place.table - 1].cut_short:
            await asyncio.sleep(crowded())
            numbers = range(told + 1, closed + 1)
            await self.app.wait_for(AccountScreen(self.session, self.role, numbers))


GONE = "gone"
"""Ends a question that is not asked any more."""


class SeatPredict(PredictScreen):
    """One question for one of a class: it goes when the round is shown all the same, or is taken back."""

    def __init__(self, room: Room, person: str, question: Question) -> None:
        super().__init__(question, PRIVATE)
        self._room = room
        self._person = person

    def on_mount(self) -> None:
        self.call_later(self.show)  # it may have been shown while this screen was on its way

    def show(self) -> None:
        """Look whether it is still asked."""
        asked = self._room.asking(self._person)
        if asked.what != "paused" and all(each.id != self.asked.id for each in asked.questions):
            self.dismiss(GONE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action == "ask_no_more" else super().check_action(action, parameters)


class SeatEnding(EndingScreen):
    """How the game ended, for one of a class: it stays until the teacher closes the room."""

    DEFAULT_CSS = """
    SeatEnding #ending-cut { height: auto; padding: 0 1; background: $panel; }
    """
    SEARCHES = False  # thirty of them at once would hold up the host

    def __init__(self, room: Room, number: int, session: GameRecord, role: str | None, person: str = "") -> None:
        """``person``: whose screen it is; empty for a teacher who looks on."""
        super().__init__(session, role)
        self._room = room
        self._person = person
        self._table_number = number

    def compose(self) -> ComposeResult:
        words = self._room.tables[self._table_number - 1].cut_words
        for place, widget in enumerate(super().compose()):
            yield widget
            if place == 0 and words:
                yield Static(say(words), id="ending-cut")

    @cached_property
    def debrief(self) -> Finale:
        return Finale(Reader(self.session, self.role), report_of(self._room, self._table_number, self.session))

    def action_beliefs(self) -> None:
        cast("SeatedApp", self.app).ask_beside()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("keep", "timeline", "new_game", "back", "save_picture"):
            return False
        if action == "beliefs":
            return bool(self._person) and (
                self._room.asking(self._person).what in ASKED or bool(self._room.voice(self._person).after)
            )
        return super().check_action(action, parameters)
