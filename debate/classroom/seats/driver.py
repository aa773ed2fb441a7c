"""The terminal of an app that has none: what it draws goes to a callback, what is typed comes as text.

A :class:`Wire` stands for one person's terminal. It outlives sockets: while none is attached the app goes on and
nothing is drawn; with the next one the whole screen is. :func:`run_seat` runs an app on a wire.
"""

from __future__ import annotations

import asyncio
import contextvars
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO, cast

from rich.console import Console
from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.geometry import Size
from textual.message import Message

from debate.classroom.front import Send
from debate.classroom.seats.keyboard import Keyboard
from debate.classroom.seats.shared import STREAMS, collect_seldom, door, keep_colours_apart
from debate.faces.tui.textual_private import failure, filters, take_output, whole_screen

MOST_COLUMNS, MOST_LINES = 240, 80
"""The largest screen that is drawn; in a larger window the rest stays empty."""
PENDING = 1 << 20
"""So many characters may wait for the end of one turn of the event loop; what is more becomes a whole new screen."""
RESIZE_PAUSE = 0.15
"""Seconds between two changes of the window's size; of those in between only the last counts."""
TRY_AGAIN = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds until a client that was too slow is sent a whole new screen: the first wait, the second ..."""

STOPS_WITHIN = 5.0
"""Seconds that an app has to close its screens."""

MODES_ON = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h"
"""The other screen, no cursor, mouse buttons and wheel (not every move of the mouse), pasted text in brackets."""
MODES_OFF = "\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[0m\x1b[?1049l"
CLEAR = "\x1b[0m\x1b[2J\x1b[H"
SYNC_ON, SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"


class Wire:
    """One person's terminal, as seen from the app. All methods are called in the event loop."""

    def __init__(self, cols: int, rows: int) -> None:
        self.size = _fitting(cols, rows)
        self.ready = asyncio.Event()
        """Set once the app has its first screen."""
        self._loop = asyncio.get_running_loop()
        self._send: Send | None = None
        self._app: App[Any] | None = None
        self._driver: SeatDriver | None = None
        self._keyboard = Keyboard(self._loop.time)
        self._pending: list[str] = []
        self._waiting = 0
        self._due = False
        self._behind = False
        self._tries = 0
        self._resized: tuple[int, int] | None = None
        self._resize_at = 0.0

    # The client's end.

    @property
    def drawing(self) -> bool:
        """Whether what the app draws goes out now."""
        return self._send is not None and not self._behind

    def attach(self, send: Send) -> None:
        """A client is there: set up its terminal and draw everything."""
        self._send, self._behind, self._tries = send, False, 0
        self._keyboard = Keyboard(self._loop.time)
        self._forget()
        self._out(MODES_ON + CLEAR + self._whole())

    def detach(self) -> None:
        """The client has gone."""
        self._send = None
        self._forget()

    def hang_up(self) -> None:
        """Give the client its terminal back as it was, and let it go."""
        if self.drawing:
            self._out(MODES_OFF)
        self.detach()

    def keys(self, text: str) -> None:
        """Terminal input: keys, mouse reports, pasted text."""
        self._post(self._keyboard.feed(text))
        if "\x1b" in text[-32:]:
            self._loop.call_later(constants.ESCAPE_DELAY + 0.01, self._tick)

    def resize(self, cols: int, rows: int) -> None:
        """The window has another size; the same size again asks for a whole new screen."""
        first = self._resized is None
        self._resized = (cols, rows)
        if first:
            self._loop.call_later(max(0.0, self._resize_at - self._loop.time()), self._apply_size)

    def _apply_size(self) -> None:
        if self._resized is None:
            return
        size, self._resized = _fitting(*self._resized), None
        self._resize_at = self._loop.time() + RESIZE_PAUSE
        if size == self.size:
            if self.drawing:
                self._forget()
                self._out(f"{SYNC_ON}{MODES_ON}\x1b[H{self._whole()}{SYNC_OFF}")
            return
        self.size = size
        if self._driver is not None:
            self._driver.resize(size)

    def _tick(self) -> None:
        self._post(self._keyboard.tick())

    def _post(self, messages: Any) -> None:
        driver = self._driver
        for message in messages:
            if driver is not None:
                driver.take(message)

    # The app's end.

    def plug(self, driver: SeatDriver, app: App[Any]) -> None:
        """The app has its driver now."""
        self._driver, self._app = driver, app

    def unplug(self) -> None:
        self._driver = self._app = None
        self.ready.clear()

    def write(self, text: str) -> None:
        """What the app draws. It goes out at the end of this turn of the event loop, all of it together."""
        if not self.drawing:
            return
        self._pending.append(text)
        self._waiting += len(text)
        if self._waiting > PENDING:
            self._fall_behind()
        elif not self._due:
            self._due = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._due = False
        if self._pending and self.drawing:
            text = "".join(self._pending)
            self._forget()
            self._out(f"{SYNC_ON}{text}{SYNC_OFF}")

    def _forget(self) -> None:
        self._pending.clear()
        self._waiting = 0

    def _out(self, text: str) -> None:
        send = self._send
        if send is not None and send(text.encode("utf-8", "replace")) is False:
            self._fall_behind()

    def _fall_behind(self) -> None:
        """The client cannot follow: draw nothing more, and everything once it can again."""
        self._forget()
        if not self._behind:
            self._behind = True
            self._try_later()

    def _try_later(self) -> None:
        wait = TRY_AGAIN[min(self._tries, len(TRY_AGAIN) - 1)]
        self._tries += 1
        self._loop.call_later(wait, self._catch_up, self._send)

    def _catch_up(self, send: Send | None) -> None:
        if not self._behind or send is None or send is not self._send:
            return
        text = f"{SYNC_ON}{MODES_ON}\x1b[H{self._whole()}{SYNC_OFF}"
        if send(text.encode("utf-8", "replace")) is False:
            self._try_later()
        else:
            self._behind, self._tries = False, 0

    def _whole(self) -> str:
        """The whole screen as it stands now; empty while there is none, since the first one is drawn whole anyway."""
        app = self._app
        if app is None or not self.ready.is_set():
            return ""
        return contextvars.copy_context().run(whole_screen, app)


def _fitting(cols: int, rows: int) -> tuple[int, int]:
    return max(1, min(cols, MOST_COLUMNS)), max(1, min(rows, MOST_LINES))


class SeatDriver(Driver):
    """Writes to a wire. It has no terminal, no files, no signals and no browser of its own: those are the host's."""

    wire: Wire

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=False, mouse=mouse, size=self.wire.size)
        self.wire.plug(self, app)

    @property
    def is_headless(self) -> bool:
        """Nothing is drawn while nobody looks; the app then keeps its screen up to date and renders none of it."""
        return not self.wire.drawing

    @property
    def is_web(self) -> bool:
        return True

    @property
    def can_suspend(self) -> bool:
        return False

    def write(self, data: str) -> None:
        """What is drawn. Bells, pointer shapes, clipboards and the like stay here: not every terminal knows them."""
        if data[:1] != "\x07" and data[:2] != "\x1b]":
            self.wire.write(data)

    def send_message(self, message: Message) -> None:
        """All runs in one thread, so that no other way round is needed."""
        self._app.post_message(message)

    def take(self, message: Message) -> None:
        """Input, as if it came from a terminal of the app's own."""
        if isinstance(message, events.MouseEvent) and not _inside(message, self.wire.size):
            return
        self.process_message(message)

    def resize(self, size: tuple[int, int]) -> None:
        self._size = size
        self.send_message(events.Resize(Size(*size), Size(*size)))

    def start_application_mode(self) -> None:
        self._app.call_later(self.wire.ready.set)

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass

    def suspend_application_mode(self) -> None:
        pass

    def resume_application_mode(self) -> None:
        pass

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Refused: it would open on the host's screen."""
        self._app.notify("Links cannot be opened from here.", markup=False)

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Refused: it would write a file on the host."""
        binary.close()
        self._app.notify("Files cannot be written from here.", markup=False)


def _inside(event: events.MouseEvent, size: tuple[int, int]) -> bool:
    return 0 <= event.screen_x < size[0] and 0 <= event.screen_y < size[1]


async def run_seat(app: App[Any], wire: Wire) -> Exception | None:
    """Run this app on the wire until it exits or the task is cancelled; what stopped it, if that was a failure.

    Nothing of it touches the host: no streams, no signals, no terminal. Its colours are those of a modern terminal,
    whatever the host's environment says. Raises nothing of the app's own.
    """
    collect_seldom()
    prepare(app, wire)
    with STREAMS.held():
        take_output(app, cast(TextIO, STREAMS.out), cast(TextIO, STREAMS.err))
        running: asyncio.Task[object] | None = None
        try:
            async with door():
                running = asyncio.create_task(app.run_async(), context=contextvars.copy_context())
                await either(running, wire.ready)
            await asyncio.wait((running,))
        finally:
            if running is not None and not running.done():
                app.exit()
                await asyncio.wait((running,), timeout=STOPS_WITHIN)
                running.cancel()
            wire.unplug()
    failed = None if running.cancelled() else running.exception()
    return failure(app) or (failed if isinstance(failed, Exception) else None)


async def either(running: asyncio.Future[Any], ready: asyncio.Event) -> None:
    """Wait until this is over, or that has come."""
    waiting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()


def prepare(app: App[Any], wire: Wire) -> None:
    """Make an app ready to be one of many: our driver, full colour, nothing that blinks or moves by itself."""
    app.driver_class = cast("type[Driver]", type("WireDriver", (SeatDriver,), {"wire": wire}))
    keep_colours_apart()
    app.animation_level = "none"
    app.console = _console()
    app.error_console = Console(file=cast(TextIO, STREAMS.void), markup=False, highlight=False)
    app.no_color = False
    filters(app)[:] = [each for each in filters(app) if not isinstance(each, (Monochrome, NoColor))]


def _console() -> Console:
    return Console(
        color_system="truecolor",
        file=cast(TextIO, STREAMS.void),
        markup=True,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
        force_terminal=True,
        safe_box=False,
        soft_wrap=False,
    )
