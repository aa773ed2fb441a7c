"""What every app that runs on a wire has in common, and the front end that keeps one running for a person."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from debate.classroom.faults import LOG, failure
from debate.classroom.front import Send
from debate.classroom.seats.driver import Wire, either, run_seat

RESTARTS = 3
"""So often an app that failed is begun anew within :data:`LATELY` seconds; then its person is told and let go."""
LATELY = 60.0


class Wired(App[None]):
    """An app on a wire: nothing in it blinks, and nothing in it reaches the host."""

    ALLOW_SELECT = False
    STEPWISE = False

    async def on_event(self, event: events.Event) -> None:
        """Keys that arrive while a screen is still being put up are lost: it could not act on them, and they were
        meant for what was there before."""
        if isinstance(event, events.InputEvent) and not (self.screen_stack and self.screen.is_mounted):
            return
        await super().on_event(event)

    def push_screen(self, screen: Any, *given: Any, **more: Any) -> Any:
        """As for any app; but a screen that has gone does not take the one below with it when its key came twice."""
        if isinstance(screen, Screen):
            _ends_once(screen)
        return super().push_screen(screen, *given, **more)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A cursor that blinks wakes the process twice a second for every seat."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing: it would write to the terminal past the screen."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: it would write a file on the host."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Nothing: it would write a file on the host."""
        return ""

    def action_suspend_process(self) -> None:
        """Nothing: the process is everybody's."""

    def action_help_quit(self) -> None:
        """Nothing: there is nothing to quit."""


def _ends_once(screen: Screen[Any]) -> None:
    """Have the screen end only while it is on top."""
    end = screen.dismiss

    def dismiss(result: Any = None) -> AwaitComplete:
        return end(result) if screen.is_active else AwaitComplete()

    vars(screen)["dismiss"] = dismiss


class AppFront(ABC):
    """A person's front end that is a Textual app. See :class:`debate.classroom.front.Front`."""

    def __init__(self, cols: int, rows: int) -> None:
        self.wire = Wire(cols, rows)
        self.app: App[Any] | None = None
        self._running: asyncio.Task[None] | None = None
        self._send: Send | None = None

    @abstractmethod
    def make(self) -> App[Any]:
        """A new app for this person."""

    async def start(self) -> None:
        self._running = asyncio.create_task(self._keep_running())
        await either(self._running, self.wire.ready)

    async def _keep_running(self) -> None:
        """Run the app; one that fails is begun anew, and the host's log says so."""
        loop = asyncio.get_running_loop()
        failures: list[float] = []
        while True:
            self.app = self.make()
            failed = await run_seat(self.app, self.wire)
            if failed is None:
                return
            LOG.error("A seat's screen failed and is begun anew: %s", failure(failed), exc_info=failed)
            failures = [at for at in failures if loop.time() - at < LATELY] + [loop.time()]
            if len(failures) > RESTARTS:
                if self._send is not None:
                    self._send({"t": "bye", "sentence": "Your screen failed. Load the page again.", "again": False})
                return

    def feed(self, frame: Mapping[str, object]) -> None:
        kind = frame.get("t")
        if kind == "keys":
            self.wire.keys(str(frame.get("d", "")))
        elif kind == "size":
            cols, rows = frame.get("cols"), frame.get("rows")
            if isinstance(cols, int) and isinstance(rows, int):
                self.wire.resize(cols, rows)

    def attach(self, send: Send) -> None:
        self._send = send
        if self._running is not None and self._running.done():
            # The app has ended, or failed too often: whoever comes back finds a new one.
            self._running = asyncio.create_task(self._keep_running())
        self.wire.attach(send)

    def detach(self) -> None:
        self._send = None
        self.wire.detach()

    async def stop(self) -> None:
        self.wire.hang_up()
        self._send = None
        if self._running is not None:
            if self.app is not None:
                self.app.exit()
            self._running.cancel()
            await asyncio.wait((self._running,))
