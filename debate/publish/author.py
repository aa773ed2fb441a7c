"""The workshop inside a web page: a deck is written there, checked and drawn after each change, and played meanwhile.

The page asks in JSON (:meth:`Author.ask`); the trial game is drawn on its terminal. The page keeps the files.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from traceback import print_exception
from typing import Any

from textual.screen import Screen

from debate.classroom.faults import failure
from debate.classroom.seats.driver import Wire, run_seat
from debate.classroom.seats.wired import Wired
from debate.debrief.naming import name_of
from debate.deckfile.codes import CODES
from debate.deckfile.finding import Finding
from debate.deckfile.folder import MAX_DEPTH, MAX_FILES, PLAY, PLAYTHROUGHS, almost, is_deck_file
from debate.deckfile.load import Checked
from debate.deckfile.passages import SHIPPED
from debate.deckfile.yaml.source import MAX_BYTES
from debate.faces.tui.app import DebateApp
from debate.faces.tui.textual_private import inside
from debate.game.beginning import new_seed
from debate.game.session import PERSON, Session
from debate.rules.text import TextError, visible
from debate.workshop import beginning, causal, checking, map_svg, map_text
from debate.workshop.desk import Desk
from debate.workshop.explain import explained
from debate.workshop.rehearsal import Rehearsal

MOST = 20 << 20
"""Bytes that all files of a deck may have together."""


class Cannot(Exception):
    """What was asked for cannot be done; the message is a sentence."""


class _Between(Screen[None]):
    """Stands below the trial game; once that is over, the app is too."""

    HOME = True

    def on_screen_resume(self) -> None:
        if getattr(self.app, "session", None) is None:
            self.app.exit()


class TrialApp(Wired, DebateApp):
    """The trial game. Its deck is told to it: nothing watches files here."""

    WATCHES = False

    def get_default_screen(self) -> Screen[None]:
        return _Between()

    def open(self) -> None:
        """The game at once, and nothing below it."""
        assert self.session is not None
        self.begin(self.session)
        self._watch_deck()


class Author:
    """What the worker of an author's page holds. ``page`` is as for :class:`debate.publish.inside.Inside`."""

    def __init__(self, page: Any, folder: str, cols: int, rows: int, files: Mapping[str, bytes]) -> None:
        self.page = page
        self.root = Path(folder)
        self.wire = Wire(cols, rows)
        self.size = (cols, rows)
        self.desk = Desk(str(self.root))
        self.rehearsal: Rehearsal | None = None
        self.app: TrialApp | None = None
        self.playing: asyncio.Task[None] | None = None
        self._write(files)

    # What the page asks.

    def ask(self, text: str, files: Any = None) -> str:
        """Do what this JSON asks for, with these files (path -> content, arrays of the page) where some were brought.
        The answer is JSON too: what was asked for, or ``problem``, a sentence."""
        given = json.loads(text)
        does: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "look": lambda _: self._look(),
            "write": self._changed,
            "open": lambda given: self._open({str(path): bytes(raw) for path, raw in (files or {}).items()}, given),
            "new": self._new,
            "save": lambda _: self._save(),
            "map": self._map,
            "explain": self._explain,
            "play": self._play,
        }
        try:
            return json.dumps(does[given["do"]](given))
        except (Cannot, beginning.CannotBegin) as problem:
            return json.dumps({"problem": str(problem)})
        except TextError as problem:
            return json.dumps({"problem": f"{problem}."})

    def _look(self, said: str = "") -> dict[str, Any]:
        """What is found in the deck as it is now; a trial game goes on in it."""
        if self.rehearsal is not None and self.app is not None:
            reading = self.rehearsal.read()
            self.desk = self.desk.with_check(reading.checked)
            with inside(self.app):
                self.app.deck_saved(reading)
        else:
            self.desk = self.desk.with_check(checking.examined(str(self.root)))
        deck = self.desk.deck
        return {
            "said": said,
            "title": "" if deck is None else deck.title,
            "first": self._first(),
            "playable": self.desk.checked.deck is not None,
            "headline": self.desk.headline(),
            "findings": [self._plain(finding) for finding in self.desk.findings()],
            "roles": [] if deck is None else [[role, deck.roles[role].name] for role in deck.turn_order],
            "subjects": [] if deck is None else [[id_, name_of(deck, id_)] for id_ in causal.subjects(deck)],
            "asks": [{"key": ask.key, "question": ask.question, "default": ask.default} for ask in beginning.ASKS],
        }

    def _first(self) -> str:
        """The file to begin with: the first in which something is wrong, else the first of the deck."""
        worst = [self._inside(each.file) for each in self.desk.findings() if each.severity == "error"]
        paths = [path for path in worst if (self.root / path).is_file()]
        return next(iter([*paths, *sorted(path for path in self._files() if is_deck_file(Path(path).name))]), "")

    def _inside(self, shown: str) -> str:
        return shown.removeprefix(visible(str(self.root), 200)).lstrip("/")

    def _plain(self, finding: Finding) -> dict[str, Any]:
        names = ("line", "column", "code", "sentence", "wrong", "right", "severity")
        return {"file": self._inside(finding.file), **{name: getattr(finding, name) for name in names}}

    def _changed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        path = _checked_path(str(given["path"]))
        self._write({path: str(given["text"]).encode("utf-8", "replace")})
        return self._look()

    def _open(self, files: dict[str, bytes], given: Mapping[str, Any]) -> dict[str, Any]:
        """Take these files in place of all that there are."""
        files = _of_a_deck(_unzipped(files))
        for old in self._files():
            (self.root / old).unlink()
        self._leave()
        self.desk = Desk(str(self.root))
        self._write(files)
        found = self._look(f"The deck was {given.get('said', 'opened')}: {len(files)} file{'s' * (len(files) != 1)}.")
        return {**found, "files": {path: _letters(raw) for path, raw in files.items()}}

    def _new(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The files of a deck to begin with."""
        said = {str(key): str(text) for key, text in given["given"].items()}
        _, id_ = beginning.name_of(said.pop("name", "") or "my-deck")
        answers = {key: beginning.cleaned(text) for key, text in said.items()}
        text = beginning.first_deck(Path(id_), id_, answers)
        play = beginning.first_playthrough(answers)
        files = {f"{id_}/{beginning.DECK}": text, f"{id_}/{PLAYTHROUGHS}/{beginning.PLAYTHROUGH}": play}
        return {"files": {path: _letters(content.encode()) for path, content in files.items()}}

    def _save(self) -> dict[str, Any]:
        """The deck as one file: itself where it is one, else packed, in a folder of its name."""
        files = {path: (self.root / path).read_bytes() for path in self._files()}
        if not files:
            raise Cannot("There is nothing to save yet.")
        id_ = self.desk.deck.id if self.desk.deck is not None else "deck"
        if len(files) == 1:
            path, content = files.popitem()
            return {"name": PurePosixPath(path).name, "letters": _letters(content)}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in files.items():
                archive.writestr(f"{id_}/{path}", content)
        return {"name": f"{id_}.zip", "letters": _letters(packed.getvalue())}

    def _map(self, given: Mapping[str, Any]) -> dict[str, Any]:
        deck, center = self.desk.deck, str(given.get("center", ""))
        if deck is None:
            raise Cannot("There is no map before the deck can be played for the first time.")
        if center not in causal.subjects(deck):
            center = ""
        told = map_text.neighbourhood(deck, center) if center else map_text.overview(deck)
        drawn = map_svg.svg(causal.causal(deck, center, True))
        return {"svg": _letters(drawn.encode()), "words": "\n".join(told)}

    def _explain(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if given.get("code") not in CODES:
            raise Cannot("There is nothing more to say about this finding.")
        return {"text": "\n".join(explained(given["code"]))}

    # The trial game.

    def _play(self, given: Mapping[str, Any]) -> dict[str, Any]:
        checked: Checked = checking.examined(str(self.root))
        deck = checked.deck
        if deck is None:
            raise Cannot("The deck cannot be played yet: see the findings.")
        role = given.get("role") if given.get("role") in deck.turn_order else deck.turn_order[0]
        self._leave()
        session = Session(deck, {str(role): PERSON}, seed=new_seed(), draft=(str(role),))
        self.rehearsal = Rehearsal(str(self.root), session, checked, checking.stamp(self.root))
        self.app, self.wire = TrialApp(session=session, rehearsal=self.rehearsal), Wire(*self.size)
        self.playing = asyncio.ensure_future(self._run(self.app, self.wire))
        return {}

    async def _run(self, app: TrialApp, wire: Wire) -> None:
        wire.attach(self._paint)
        try:
            failed = await run_seat(app, wire)
        except Exception as problem:
            failed = problem
        if failed is not None:
            print_exception(failed)
        if app is self.app:
            self.app = self.rehearsal = None
            wire.hang_up()
            self.page.ended("" if failed is None else failure(failed))

    def _leave(self) -> None:
        """Let the trial game go that is being played."""
        self.wire.detach()
        if self.app is not None:
            self.app.exit()
        self.app = self.rehearsal = None

    def _paint(self, content: bytes | Mapping[str, object]) -> bool:
        if isinstance(content, bytes):
            self.page.paint(content)
        return True

    def keys(self, text: str) -> None:
        """What was typed into the trial game."""
        self.wire.keys(text)

    def resize(self, cols: int, rows: int) -> None:
        """The terminal has another size."""
        self.size = (cols, rows)
        self.wire.resize(cols, rows)

    def full(self) -> None:
        """The page keeps nothing any more, and has said so."""

    # The files.

    def _files(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    def _write(self, files: Mapping[str, bytes]) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            target = self.root / _checked_path(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _letters(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _checked_path(path: str) -> str:
    """A path inside the deck's folder. Raises :class:`Cannot`."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or {"..", "."} & set(parts) or len(parts) > MAX_DEPTH:
        raise Cannot(f"'{visible(path, 80)}' leads out of the deck, so it is not opened.")
    return PurePosixPath(path).as_posix()


def _unzipped(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, and what is packed in those that end in ``.zip``. Raises :class:`Cannot`."""
    found: dict[str, bytes] = {}
    for path, content in files.items():
        if path.lower().endswith(".zip"):
            found |= dict(_packed_in(path, content))
        else:
            found[path] = content
    return found


def _packed_in(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [entry for entry in archive.infolist() if not entry.is_dir() and _wanted(entry.filename)]
            if len(inside) > MAX_FILES or sum(entry.file_size for entry in inside) > MOST:
                raise Cannot(f"'{visible(path, 80)}' holds too much to be a deck: at most {MAX_FILES} files, 20 MB.")
            for entry in inside:
                with archive.open(entry) as stream:
                    yield entry.filename, stream.read(min(entry.file_size, MAX_BYTES) + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Cannot(f"'{visible(path, 80)}' cannot be unpacked.") from None


def _wanted(path: str) -> bool:
    """Whether a file is of a deck, or was meant to be and has a name that the check tells of."""
    name = PurePosixPath(path).name
    here = PurePosixPath(path).parent.name
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(path).parts)
    almost_one = almost(PLAYTHROUGHS if here == PLAYTHROUGHS else "", name)
    return not hidden and bool(is_deck_file(name) or name.endswith(PLAY) or name == SHIPPED or almost_one)


def _of_a_deck(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of a deck, without the folder that all of them stand in. Raises :class:`Cannot`."""
    found = {_checked_path(path): content for path, content in files.items() if _wanted(path)}
    if not found:
        raise Cannot("There is no deck among these files: its files end in .yaml.")
    if len(found) > MAX_FILES:
        raise Cannot(f"A deck has at most {MAX_FILES} files; these are {len(found)}.")
    tops = {PurePosixPath(path).parts[0] for path in found}
    if len(tops) == 1 and all(len(PurePosixPath(path).parts) > 1 for path in found):
        found = {PurePosixPath(*PurePosixPath(path).parts[1:]).as_posix(): raw for path, raw in found.items()}
    for path, content in found.items():
        try:
            content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Cannot(f"'{visible(path, 80)}' is not text in UTF-8; save it so in your editor first.") from None
    return found


def start(page: Any, folder: str, cols: int, rows: int, files: Mapping[str, bytes]) -> Author:
    """Open the workshop with these files of a deck."""
    return Author(page, folder, cols, rows, files)
