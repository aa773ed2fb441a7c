"""The game inside a web page: its terminal and its saved games are messages to the page.

The page's worker runs this under Python for browsers. What a person chose is sent to the page, which stores it, before
what follows from it is drawn: messages arrive in the order in which they were sent. No fsync stands behind that.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from traceback import print_exception
from typing import TYPE_CHECKING, Any

from debate.classroom.faults import failure
from debate.classroom.seats.driver import Wire, run_seat
from debate.classroom.seats.wired import Wired
from debate.faces.tui.app import DebateApp
from debate.faces.tui.textual_private import inside
from debate.settings import FILE

if TYPE_CHECKING:
    from debate.game.session import Session
    from debate.publish.buttons import Buttons
    from debate.publish.files import PageFiles
    from debate.store import Saves

SOON = (
    "debate.rules.play",
    "debate.deckfile",
    "debate.store",
    "debate.opponents",
    "debate.game.session",
    "debate.saves",
    "debate.faces.tui.opening",
    "debate.faces.tui.briefing",
    "debate.faces.tui.played_table",
    "debate.faces.tui.game",
    "debate.faces.tui.newgame",
)
"""Modules that the title does not need, and what is likely to be pressed there does: imported with it on screen."""
STILL, APART = 0.2, 0.03
"""Seconds without a paint after which that begins, and in which the page is answered between two modules."""


class Mirror:
    """Tells which files of a folder have changed since it last looked.

    ``kept`` is called with the path below the folder and the content, None for a file that is gone.
    """

    def __init__(self, folder: Path, kept: Callable[[str, bytes | None], None]) -> None:
        self.folder = folder
        self._kept = kept
        self._seen = self._now()

    def _now(self) -> dict[str, tuple[int, int, int]]:
        found = {}
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                facts = path.stat()
                found[path.relative_to(self.folder).as_posix()] = (facts.st_size, facts.st_mtime_ns, facts.st_ino)
        return found

    def look(self) -> None:
        """Tell what has changed."""
        now = self._now()
        for name, facts in now.items():
            if self._seen.get(name) != facts:
                self._kept(name, (self.folder / name).read_bytes())
        for name in self._seen.keys() - now.keys():
            self._kept(name, None)
        self._seen = now


class PageApp(Wired, DebateApp):
    """The terminal game on a page. What only a computer of one's own has is not offered."""


class Inside:
    """What the worker holds: the running game and the ways in and out of it.

    ``page`` has ``paint(bytes)``, ``frame(JSON)``, ``kept(path, bytes | None)`` and ``ended(sentence)``, called
    with plain values. ``prepare``: what must have been done before anything is played, and need not be before the
    title stands.
    """

    def __init__(
        self,
        page: Any,
        folder: str,
        cols: int,
        rows: int,
        saved: Mapping[str, bytes],
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self.page = page
        self._prepare = prepare
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in saved.items():
            self._restore(name, content)
        self._full = False
        self.mirror = Mirror(self.folder, page.kept)
        self.wire = Wire(cols, rows)
        self.app = PageApp(saves=lambda: self.saves, settings_at=self.folder / FILE)
        self._buttons: Buttons | None = None
        self.playing: asyncio.Future[None] | None = None
        self._still: asyncio.TimerHandle | None = None
        self._ahead: asyncio.Task[None] | None = None

    @cached_property
    def files(self) -> PageFiles:
        from debate.publish.files import PageFiles

        return PageFiles(lambda: self._full)

    @cached_property
    def saves(self) -> Saves:
        from debate.store import Saves

        return Saves(self.folder, self.files)

    def _restore(self, name: str, content: bytes) -> None:
        path = self.folder / name
        if path.resolve().is_relative_to(self.folder.resolve()) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    async def run(self) -> None:
        """Play until the person leaves; what stopped the game is told if that was a failure."""
        self.wire.attach(self._paint)
        try:
            failed = await run_seat(self.app, self.wire)
            self.mirror.look()
        except Exception as problem:
            failed = problem
        if failed is not None:
            print_exception(failed)
        self.page.ended("" if failed is None else failure(failed))

    def _paint(self, content: bytes | Mapping[str, object]) -> bool:
        if isinstance(content, bytes):
            self.mirror.look()
            self.page.paint(content)
            if self.app.screen_stack:
                self._wait_still()
        return True

    def _wait_still(self) -> None:
        """Once the title stands and nothing has been painted for a moment, do what the next key would have to wait
        for. Once is enough."""
        if self._ahead is not None or not getattr(self.app.screen, "HOME", False):
            return
        if self._still is not None:
            self._still.cancel()
        self._still = asyncio.get_running_loop().call_later(STILL, self._is_still)

    def _is_still(self) -> None:
        self._ahead = asyncio.ensure_future(self._go_ahead())

    async def _go_ahead(self) -> None:
        for name in SOON:
            import_module(name)
            await asyncio.sleep(APART)
        self._prepared()
        await asyncio.sleep(APART)
        from debate.deckfile import check, first_deck

        check(first_deck())  # it is remembered

    def _prepared(self) -> None:
        """Whatever is asked for, this comes first."""
        if self._prepare is not None:
            prepare, self._prepare = self._prepare, None
            prepare()

    # The page of buttons plays the same game as the terminal, one of them at a time.

    @property
    def buttons(self) -> Buttons:
        """The page of buttons. It is loaded when it is first wanted: the terminal stands sooner without."""
        if self._buttons is None:
            from debate.publish.buttons import Buttons
            from debate.store.learner import Learner

            self._buttons = Buttons(self._begin, self.saves, self._open, lambda: Learner(self.folder))
        return self._buttons

    def face(self, name: str) -> None:
        """Show the terminal, or the page of ``buttons``. The game goes on where it stands."""
        self._prepared()
        if name == "buttons":
            self.wire.detach()
            session = self.app.session
            self.buttons.attach(self._frame)
            self.buttons.play(session if session is not None and session.people() else None)
            return
        self.buttons.detach()
        played = self.buttons.alone.session
        with inside(self.app):
            if played is not None:
                self.app.begin(played)
            else:
                self.app._leave_table()
        self.wire.attach(self._paint)

    def frame(self, text: str) -> None:
        """What was asked for on the page of buttons, as JSON."""
        found = json.loads(text)
        if isinstance(found, dict):
            self.buttons.feed(found)

    def _frame(self, frame: bytes | Mapping[str, object]) -> bool:
        self.mirror.look()
        if not isinstance(frame, bytes):
            self.page.frame(json.dumps(frame))
        return True

    def _begin(self, session: Session) -> str:
        from debate.saves import begin
        from debate.store import RecordError

        try:
            begin(self.saves, session)
        except RecordError as problem:
            return f"{problem.sentence} You can play; this game is not kept."
        return ""

    def _open(self, path: Path) -> Session | str:
        """The game at this path, which may be at the table already; or why it cannot be opened."""
        from debate.saves import open_game
        from debate.store import RecordError

        on_buttons = None if self._buttons is None else self._buttons.alone.session
        for session in (self.app.session, on_buttons):
            if session is not None and session.kept_at == path and not session.read_only:
                return session
        try:
            opened = open_game(self.saves, path)
        except RecordError as problem:
            return problem.sentence
        return opened.session if opened.session is not None else " ".join(opened.told)

    # What the page sends.

    def keys(self, text: str) -> None:
        self._prepared()
        self.wire.keys(text)

    def resize(self, cols: int, rows: int) -> None:
        self.wire.resize(cols, rows)

    def full(self) -> None:
        """The page could not keep a game: what is played from now on is refused where it would have to be kept."""
        self._full = True

    def imported(self, name: str, content: bytes) -> str:
        """Take in the file of a saved game; a sentence on what came of it. ``content`` may be an array of the page."""
        from debate.rules.text import visible
        from debate.store import RecordError
        from debate.store.names import plain_name

        incoming = self.folder.parent / "incoming" / f"{plain_name(Path(name).stem)}.game"
        incoming.parent.mkdir(exist_ok=True)
        incoming.write_bytes(bytes(content))
        try:
            made = self.saves.import_(incoming)
        except RecordError as problem:
            return f"{visible(name, 60)}: {problem.sentence}"
        finally:
            incoming.unlink(missing_ok=True)
        self.mirror.look()
        return f"'{made.stem}' is among the saved games now: Saved games on the title screen opens it."


def start(
    page: Any,
    folder: str,
    cols: int,
    rows: int,
    saved: Mapping[str, bytes],
    prepare: Callable[[], None] | None = None,
) -> Inside:
    """Begin the game; it runs on in the event loop of the page."""
    inside = Inside(page, folder, cols, rows, saved, prepare)
    inside.playing = asyncio.ensure_future(inside.run())
    return inside
