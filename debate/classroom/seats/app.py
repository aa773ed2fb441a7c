"""The app of one student: the terminal game on what this one seat may know, its choices sent to the room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4
from weakref import WeakKeyDictionary

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from debate.classroom.front import Send
from debate.classroom.room import Change, Refused, Request, Room
from debate.classroom.seats.beside import ASKED, BesideScreen
from debate.classroom.seats.seat_flow import SeatEnding, SeatPredict, Sitting
from debate.classroom.seats.shared import crowded, settle_once
from debate.classroom.seats.stage import SeatedApp
from debate.classroom.seats.table import MINE, SeatTable
from debate.classroom.seats.turns import PAUSE, Rank, changes, pages
from debate.classroom.seats.waiting import AwayScreen, WaitingScreen
from debate.classroom.seats.wired import AppFront, Wired
from debate.faces.tui.common import SmallScreen
from debate.faces.tui.text import say
from debate.game.record import GameRecord
from debate.game.seat_view import SeatView
from debate.rules.moves import JUDGE

if TYPE_CHECKING:
    from debate.classroom.room import Asking, Place

Result = TypeVar("Result")

SECOND = 1.0
"""Seconds between two looks whether another screen is on top, which then shows the banner."""
AT = ("propose", "support", "vote")
"""Requests that answer what is asked now, and nothing that came after."""
BREATH = 0.03
"""Seconds between two times that the room is shown anew."""
COMING = " One moment: your table is being laid. Your seat and your cards are kept."
LEAVING = "Close the window whenever you want. Your seat and your cards are kept, and you come back to them."


_games: WeakKeyDictionary[Room, dict[str, tuple[tuple[int, Place], SeatView | None]]] = WeakKeyDictionary()


def game_of(room: Room, person: str) -> SeatView | None:
    """What this person may know of their game; looked at once for each change."""
    place = room.people[person].place
    if place is None:
        return None
    kept, now = _games.setdefault(room, {}), (room.tables[place.table - 1].version, place)
    if person not in kept or kept[person][0] != now:
        kept[person] = now, room.game(person)
    return kept[person][1]


class SeatApp(Wired, SeatedApp):
    """One person's screen. It only reads the room; all that the person does goes through :meth:`request`."""

    QUITS = False
    SHARES_ROWS = True
    """Lists that show the same rows are drawn once for all seats."""
    CSS = """
    #banner {
        dock: top; width: 1fr; height: auto; max-height: 4; padding: 0 1; background: $warning 30%; text-style: bold;
    }
    SeatApp.-eyes-up Screen > * { opacity: 12%; }
    SeatApp.-eyes-up Screen > #banner { opacity: 100%; }
    SeatTable #ask { height: auto; max-height: 2; }
    SeatTable.-tall #ask { height: 2; }
    SeatTable.-stopped #ask { background: $warning 30%; }
    """

    def __init__(self, room: Room, person: str) -> None:
        super().__init__()
        self.room = room
        self.person = person
        self.session: GameRecord | None = None
        self.sitting: Sitting | None = None
        self.told: dict[Place, int] = {}
        """At each place the last round whose consequences this person was told."""
        self.briefed: set[Place] = set()
        self._asked: Asking | None = None
        self._message = ""
        self._bannered: tuple[Screen[Any], Static, str] | None = None
        """On which screen the banner stands, and what it says."""
        self._put: set[tuple[str, str, str]] = set()
        """What was asked beside the game and has been put before the person once; later a key opens it."""
        self._stage: tuple[Place | None, bool] | None = None
        """Where the person sits, and whether the game there is over; None before anything was shown."""
        self._worker: Worker[None] | None = None
        self._changed, self._rest = asyncio.Event(), asyncio.Event()
        self._deaf: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        yield Static(say(COMING))  # on the screen below all others, seen until the first of them is there

    def on_mount(self) -> None:
        self._deaf = self.room.listen(self.hear)
        self._changed.set()
        self.set_interval(SECOND, self._banner)
        self.run_worker(self._follow(), group="room", exclusive=True)
        self.run_worker(self._fill(), group="rest", exclusive=True)

    def on_unmount(self) -> None:
        if self._deaf is not None:
            self._deaf()

    # Following the room. It tells of a change in whoever's turn of the event loop caused it, where nothing of this app
    # may be touched: so only a flag is set there.

    def hear(self, change: Change) -> None:
        """The room has changed. Called in anybody's context."""
        if self._concerns(change):
            self._changed.set()

    def _concerns(self, change: Change) -> bool:
        place = self.room.people[self.person].place
        if (
            place is None
            or self._stage is None
            or place != self._stage[0]
            or change.what in ("settings", "message", "over")
        ):
            return True
        if change.what in ("game", "proposals", "foretold"):
            return change.table in (None, place.table)
        other = self.room.people.get(change.person or "")
        return other is None or other.id == self.person or other.place == place

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            await self._see()
            await asyncio.sleep(BREATH)

    async def _see(self) -> None:
        """Show the room as it stands: in place, and on another screen only where the person is somewhere else now."""
        place = self._take_up()
        over = self._over
        if self._stage is None or place != self._stage[0] or (self._stage[1] and not over):
            await self._sit(place)
        self._stage = (place, over)
        async with changes().take(self._rank()):
            if self._take_up() == place:  # else the room has changed meanwhile, and it is looked at anew
                self._show()

    def _take_up(self) -> Place | None:
        """Take up the game as it stands; the place where the person sits at one."""
        self.session = self.game()
        return self.room.people[self.person].place if self.session is not None else None

    def game(self) -> SeatView | None:
        return game_of(self.room, self.person) if self.room.phase != "gathering" else None

    @property
    def _over(self) -> bool:
        return self.session is not None and self.session.state.over

    def _rank(self) -> Rank:
        """Who is drawn before whom when all change at once."""
        place = self._stage[0] if self._stage is not None else None
        if place is None or self.session is None or self.room.paused or self.room.message != self._message:
            return Rank.FIRST
        if (place.role or JUDGE) in self.session.state.awaiting:
            return Rank.CHOOSES
        return Rank.WAITS if place.role else Rank.LOOKS_ON

    def _show(self) -> None:
        """Show what is on the screen as it stands now."""
        session = self.session
        if self.sitting is not None and session is not None:
            self._renew(session)
            self.sitting.moved.set()
        screen = self.screen
        if isinstance(screen, WaitingScreen):
            screen.show()
        else:
            for each in self.screen_stack:
                if isinstance(each, SeatTable):
                    each.show_first()
            if isinstance(screen, SeatPredict | BesideScreen):
                screen.show()
            self._rest.set()
        self._call_out()
        self._put_before()
        self._banner()

    def _put_before(self) -> None:
        """Open what is asked beside the game, once, over a screen on which nothing is going on. What one achieved is
        asked below how it ended, which is to be read first."""
        asking = self.room.asking(self.person)
        asked = asking.what, asking.when, asking.written
        if asking.what not in ("believe", "ticket") or asked in self._put:
            return
        if isinstance(self.screen, WaitingScreen | SeatTable | SeatEnding):
            self._put.add(asked)
            self.ask_beside()

    async def _fill(self) -> None:
        """Show the rest of the table. In a full class only once everybody has seen what matters most."""
        while True:
            await self._rest.wait()
            self._rest.clear()
            await asyncio.sleep(crowded())
            async with changes().take(self._rank().rest, PAUSE):
                for screen in self.screen_stack:
                    if isinstance(screen, SeatTable):
                        screen.show()  # below another one it is noted, and done once that has gone

    async def _sit(self, place: Place | None) -> None:
        """Leave the table, if there was one, for another or for the page to wait on."""
        if self._worker is not None:
            self._worker.cancel()
        self._worker = self.sitting = None
        # Whoever waits goes on reading until the table is there: in a full class that takes a moment.
        stays = WaitingScreen if place is not None and self.session is not None else ()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, stays):
            await self.pop_screen()
        if place is None:
            await self.push_screen(WaitingScreen(self.room, self.person))
            self.mind_size()
        elif self.session is not None:
            self.sitting = Sitting(self, self.session, place)
            self._worker = self.run_worker(self.sitting.run(), group="sitting", exclusive=True)

    def _renew(self, session: GameRecord) -> None:
        """Give all screens the session of now, if the room has made another one."""
        if self.sitting is not None:
            self.sitting.table.session = session
        for screen in self.screen_stack:
            if getattr(screen, "session", session) is not session:
                screen.session = session  # type: ignore[attr-defined]

    def _banner(self) -> None:
        """What stops the game and what the teacher says, on whichever screen is on top, for as long as it is so.

        The table has lines of its own for both; eyes up dims that too.
        """
        room = self.room
        self.set_class(room.eyes_up, "-eyes-up")
        screen, text = self.screen, self._banner_text()
        on = self._bannered
        if on is not None and (on[0] is not screen or not text):
            if on[1].is_attached:
                on[1].remove()
            on = None
        if text and on is None:
            banner = Static(say(text), id="banner")
            screen.mount(banner)
            on = screen, banner, text
        elif on is not None and text != on[2]:
            on[1].update(say(text))
            on = screen, on[1], text
        self._bannered = on

    def _banner_text(self) -> str:
        """What stands on the banner of the screen on top; empty where it has lines of its own for it."""
        room = self.room
        if isinstance(self.screen, SeatTable | WaitingScreen) and not room.eyes_up:
            return ""
        asking = room.asking(self.person)
        said = f"From your teacher: {room.message}" if room.message else ""
        stopped = asking.sentence if room.paused else ""
        beside = f"{asking.written or asking.sentence} v answers." if self._asks_below(asking) else ""
        return "\n".join(filter(None, (stopped, said, beside)))

    def _asks_below(self, asking: Asking) -> bool:
        """Whether something is asked beside the game of somebody who reads how it ended."""
        return asking.what in ASKED and isinstance(self.screen, SeatEnding)

    def _call_out(self) -> None:
        """Say in a corner what a person who reads something else would miss; messages and pauses have the banner."""
        asking, before = self.room.asking(self.person), self._asked
        self._asked = asking
        reading = not isinstance(self.screen, (WaitingScreen, SeatTable))
        self._message = self.room.message
        if before is None or before.what == asking.what or not reading:
            return
        if asking.what in (*MINE, "judge", "foretell", "ticket", "unsaved", "debrief"):
            self.say(asking.sentence)

    # Screens.

    async def lay(self, screen: Screen[Any], answered: Callable[[Any], None] | None = None) -> None:
        """Put a screen on top. One app at a time does this: a class that turns a page together must not stand still."""
        async with pages().take(self._rank(), PAUSE):
            if isinstance(self.screen, SmallScreen):
                await self.pop_screen()
            if isinstance(screen, SeatTable) and isinstance(self.screen, WaitingScreen):
                await self.switch_screen(screen)
            else:
                await self.push_screen(screen, answered)
        self.mind_size()

    async def wait_for(self, screen: Screen[Result]) -> Result | None:
        ended: asyncio.Future[Result | None] = asyncio.get_running_loop().create_future()

        def answered(result: Result | None) -> None:
            if not ended.done():
                ended.set_result(result)

        await self.lay(screen, answered)
        return await ended

    def came_back(self) -> None:
        """Somebody looks again after a time away: say what happened."""
        news = self.room.news(self.person)
        if not news:
            return
        if isinstance(self.screen, AwayScreen):
            self.pop_screen()
        self.push_screen(AwayScreen(news))

    def ask_beside(self) -> None:
        self.push_screen(BesideScreen(self.room, self.person, self.request))

    async def action_leave(self) -> None:
        self.say(LEAVING)

    # What the person does.

    def choose_hand(self) -> None:
        if self.sitting is not None:
            self.run_worker(self.sitting.choose_hand(), group="hand", exclusive=True)

    def request(self, kind: str, **fields: str) -> bool:
        table = self.sitting.table if self.sitting is not None else None
        at = table.seen if table is not None and kind in AT else -1
        try:
            done = self.room.do(self.person, Request(uuid4().hex, kind, at, fields))
        except Refused as refused:
            self.say(refused.sentence, warning=True)
            self._changed.set()
            return False
        if kind in ("rename", "captain", "withdraw", "say-achieved", "write-ticket"):
            self.say(done.words)
        return True


class SeatFront(AppFront):
    """Keeps a :class:`SeatApp` running for one person of the room, through any number of sockets."""

    def __init__(self, room: Room, person: str, cols: int, rows: int) -> None:
        super().__init__(cols, rows)
        self.room = room
        self.person = person

    def make(self) -> SeatApp:
        return SeatApp(self.room, self.person)

    def attach(self, send: Send) -> None:
        super().attach(send)
        if self.room.phase != "gathering":
            settle_once(self.room)
        if isinstance(self.app, SeatApp):
            self.app.call_later(self.app.came_back)
        send({"t": "title", "d": f"{self.room.deck.title}: {self.room.people[self.person].name}"})
