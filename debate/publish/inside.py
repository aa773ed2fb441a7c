"""The game inside a web page: its terminal and its saved games are messages to the page.

The page's worker runs this under Python for browsers. What a person chose is sent to the page, which stores it, before
what follows from it is drawn: messages arrive in the order in which they were sent. No fsync stands behind that.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import print_exception
from typing import TYPE_CHECKING, Any

from debate.classroom.seats.driver import Wire, run_seat
from debate.classroom.seats.wired import Wired, failure
from debate.faces.tui.app import DebateApp
from debate.faces.tui.textual_private import inside
from debate.game.session import Session
from debate.rules.text import visible
from debate.saves import begin, open_game
from debate.settings import FILE
from debate.store import RecordError, Saves
from debate.store.files import Files
from debate.store.learner import Learner

if TYPE_CHECKING:
    from debate.publish.buttons import Buttons

FULL = "the browser has no room left, or does not allow pages to keep anything"


class PageFiles(Files):
    """Files of a page: one program, one person, a file system in memory that the page keeps."""

    full = False
    """Whether the page could not keep what it was sent: then nothing more is written."""

    def write(self, file: int, content: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, FULL)
        return super().write(file, content)

    def link(self, old: Path, new: Path) -> None:
        """As a copy: there are no second names here."""
        target = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        try:
            content = memoryview(old.read_bytes())
            while content:
                content = content[os.write(target, content) :]
        finally:
            os.close(target)

    def lock(self, file: int) -> bool:
        """The page holds a lock for all of its games."""
        return True

    def own(self, file: int) -> None:
        """Nobody else is here."""

    def sync_folder(self, path: Path) -> None:
        """The page keeps whole files."""


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
    with plain values.
    """

    def __init__(self, page: Any, folder: str, cols: int, rows: int, saved: Mapping[str, bytes]) -> None:
        self.page = page
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in saved.items():
            self._restore(name, content)
        self.files = PageFiles()
        self.mirror = Mirror(self.folder, page.kept)
        self.wire = Wire(cols, rows)
        self.saves = Saves(self.folder, self.files)
        self.app = PageApp(saves=self.saves, settings_at=self.folder / FILE)
        self._buttons: Buttons | None = None
        self.playing: asyncio.Future[None] | None = None

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
        return True

    # The page of buttons plays the same game as the terminal, one of them at a time.

    @property
    def buttons(self) -> Buttons:
        """The page of buttons. It is loaded when it is first wanted: the terminal stands sooner without."""
        if self._buttons is None:
            from debate.publish.buttons import Buttons

            self._buttons = Buttons(self._begin, self.saves, self._open, lambda: Learner(self.folder))
        return self._buttons

    def face(self, name: str) -> None:
        """Show the terminal, or the page of ``buttons``. The game goes on where it stands."""
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
        try:
            begin(self.saves, session)
        except RecordError as problem:
            return f"{problem.sentence} You can play; this game is not kept."
        return ""

    def _open(self, path: Path) -> Session | str:
        """The game at this path, which may be at the table already; or why it cannot be opened."""
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
        self.wire.keys(text)

    def resize(self, cols: int, rows: int) -> None:
        self.wire.resize(cols, rows)

    def full(self) -> None:
        """The page could not keep a game: what is played from now on is refused where it would have to be kept."""
        self.files.full = True

    def imported(self, name: str, content: bytes) -> str:
        """Take in the file of a saved game; a sentence on what came of it. ``content`` may be an array of the page."""
        incoming = self.folder.parent / "incoming.game"
        incoming.write_bytes(bytes(content))
        try:
            made = Saves(self.folder, self.files).import_(incoming)
        except RecordError as problem:
            return f"{visible(name, 60)}: {problem.sentence}"
        finally:
            incoming.unlink(missing_ok=True)
        self.mirror.look()
        return f"'{made.stem}' is among the saved games now: Saved games on the title screen opens it."


def start(page: Any, folder: str, cols: int, rows: int, saved: Mapping[str, bytes]) -> Inside:
    """Begin the game; it runs on in the event loop of the page."""
    inside = Inside(page, folder, cols, rows, saved)
    inside.playing = asyncio.ensure_future(inside.run())
    return inside
