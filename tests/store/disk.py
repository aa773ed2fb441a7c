"""File layers for tests: a disk that can lose its power, and a wire that trips at a chosen system call."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from attrs import define, field

from debate.store.files import FileFacts, Files


class Killed(BaseException):
    """The process was killed; nothing that it has not done yet will be done."""


@define
class Node:
    """A file. ``ops``: what was done to it since it was last synced, as (offset, content), content None for a cut."""

    number: int
    durable: bytes = b""
    now: bytes = b""
    ops: list[tuple[int, bytes | None]] = field(factory=list)


@define
class Folder:
    """A folder. ``ops``: entries added (name, what) and removed (name, None) since it was last synced."""

    number: int
    durable: dict[str, Any] = field(factory=dict)
    now: dict[str, Any] = field(factory=dict)
    ops: list[tuple[tuple[str, Any], ...]] = field(factory=list)


def applied(content: bytes, ops: list[tuple[int, bytes | None]]) -> bytes:
    """The content after these operations; a hole is filled with zeros."""
    for offset, part in ops:
        if part is None:
            content = content[:offset]
            continue
        content = content.ljust(offset, b"\0")
        content = content[:offset] + part + content[offset + len(part) :]
    return content


class Disk(Files):
    """A file system in memory that forgets what was not synced when :meth:`power_lost` is called.

    A write that was not synced may be there, be missing, be there in part, or leave zeros in its place; entries of a
    folder that was not synced may be there or not, each by itself. A sync that is made to fail drops what it was to
    write, as Linux does, so that a second sync succeeds and brings nothing back.
    """

    def __init__(self) -> None:
        self._count = 0
        self._root = Folder(0)
        self._open: dict[int, tuple[Any, list[int]]] = {}
        self._locks: dict[int, int] = {}
        self._handles = 100
        self.room: int | None = None
        """Bytes that can still be written; None: no end."""

    # What the journal uses.

    def create(self, path: Path) -> int:
        parent, name = self._parent(path)
        if name in parent.now:
            raise FileExistsError(errno.EEXIST, "file exists")
        node = Node(self._next())
        self._enter(parent, ((name, node),))
        return self._handle(node)

    def open(self, path: Path, write: bool = False) -> int:
        node = self._find(path)
        if isinstance(node, Folder) and write:
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        return self._handle(node)

    def read(self, file: int, count: int) -> bytes:
        node, position = self._open[file]
        part: bytes = node.now[position[0] : position[0] + count]
        position[0] += len(part)
        return part

    def write(self, file: int, content: bytes) -> int:
        node = self._open[file][0]
        if self.room is not None:
            content = content[: self.room]
            if not content:
                raise OSError(errno.ENOSPC, "no space left on device")
            self.room -= len(content)
        node.ops.append((len(node.now), content))
        node.now += content
        return len(content)

    def sync(self, file: int) -> None:
        node = self._open[file][0]
        node.durable = applied(node.durable, node.ops)
        node.ops = []

    def sync_failed(self, file: int) -> None:
        """What a failing sync leaves behind: nothing is on disk, and nobody remembers that it should be."""
        self._open[file][0].ops = []

    def cut(self, file: int, length: int) -> None:
        node = self._open[file][0]
        node.ops.append((length, None))
        node.now = node.now[:length]

    def close(self, file: int) -> None:
        node, _ = self._open.pop(file)
        if self._locks.get(node.number) == file:
            del self._locks[node.number]

    def link(self, old: Path, new: Path) -> None:
        parent, name = self._parent(new)
        if name in parent.now:
            raise FileExistsError(errno.EEXIST, "file exists")
        self._enter(parent, ((name, self._find(old)),))

    def rename(self, old: Path, new: Path) -> None:
        parent, name = self._parent(new)
        self._enter(parent, ((name, self._find(old)), (old.name, None)))

    def remove(self, path: Path) -> None:
        self._find(path)
        parent, name = self._parent(path)
        self._enter(parent, ((name, None),))

    def make_folder(self, path: Path) -> None:
        parent, name = self._parent(path)
        if name in parent.now:
            raise FileExistsError(errno.EEXIST, "file exists")
        self._enter(parent, ((name, Folder(self._next())),))

    def sync_folder(self, path: Path) -> None:
        folder = self._folder(path)
        folder.durable = dict(folder.now)
        folder.ops = []

    def names(self, path: Path) -> list[str]:
        return sorted(self._folder(path).now)

    def facts(self, path: Path) -> FileFacts:
        return self._facts(self._find(path))

    def facts_of(self, file: int) -> FileFacts:
        return self._facts(self._open[file][0])

    def own(self, file: int) -> None:
        """Nobody else reads this disk."""

    def lock(self, file: int) -> bool:
        node = self._open[file][0]
        return self._locks.setdefault(node.number, file) == file

    # What tests use.

    def killed(self) -> None:
        """The process ends: its open files and locks are gone, what it wrote is still in the system's memory."""
        self._open.clear()
        self._locks.clear()

    def power_lost(self, random: Random) -> None:
        """The machine stops and starts again."""
        self.killed()
        self._survive(self._root, random, set())

    def _survive(self, node: Any, random: Random, seen: set[int]) -> None:
        if node.number in seen:
            return
        seen.add(node.number)
        mood = random.choice(["none", "all", "first", "some"])
        ops = node.ops
        if mood == "none":
            ops = []
        elif mood == "first":
            ops = ops[: random.randint(0, len(ops))]
        elif mood == "some":
            ops = [op for op in ops if random.random() < 0.5]
        node.ops = []
        if isinstance(node, Folder):
            for changes in ops:
                _change(node.durable, changes)
            node.now = dict(node.durable)
            for below in node.now.values():
                self._survive(below, random, seen)
        else:
            node.durable = node.now = applied(node.durable, [_torn(op, random) for op in ops])

    def _parent(self, path: Path) -> tuple[Folder, str]:
        return self._folder(path.parent), path.name

    def _folder(self, path: Path) -> Folder:
        found = self._find(path)
        if not isinstance(found, Folder):
            raise NotADirectoryError(errno.ENOTDIR, "not a directory")
        return found

    def _find(self, path: Path) -> Any:
        found: Any = self._root
        for part in path.parts[1:]:
            if not isinstance(found, Folder):
                raise NotADirectoryError(errno.ENOTDIR, "not a directory")
            if part not in found.now:
                raise FileNotFoundError(errno.ENOENT, "no such file or directory")
            found = found.now[part]
        return found

    def _enter(self, folder: Folder, changes: tuple[tuple[str, Any], ...]) -> None:
        folder.ops.append(changes)
        _change(folder.now, changes)

    def _facts(self, node: Any) -> FileFacts:
        kind = "folder" if isinstance(node, Folder) else "file"
        return FileFacts(kind, 0 if kind == "folder" else len(node.now), 0.0, (1, node.number))

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _handle(self, node: Any) -> int:
        self._handles += 1
        self._open[self._handles] = (node, [0])
        return self._handles


def _change(entries: dict[str, Any], changes: tuple[tuple[str, Any], ...]) -> None:
    for name, node in changes:
        if node is None:
            entries.pop(name, None)
        else:
            entries[name] = node


def _torn(op: tuple[int, bytes | None], random: Random) -> tuple[int, bytes | None]:
    """One write as it may reach the disk: whole, in part, or with zeros where a part did not."""
    offset, content = op
    if not content:
        return op
    at = random.randint(0, len(content))
    return random.choice(
        [
            (offset, content),
            (offset, content[:at]),
            (offset, bytes(at) + content[at:]),
            (offset, content[:at] + bytes(len(content) - at)),
        ]
    )


CALLS = [
    "create",
    "open",
    "read",
    "write",
    "sync",
    "cut",
    "close",
    "link",
    "rename",
    "remove",
    "make_folder",
    "sync_folder",
    "names",
    "facts",
    "facts_of",
    "own",
    "lock",
]


class Tripwire(Files):
    """Passes every call on to another layer, until call number ``at`` (from 1).

    ``mode``: ``fail`` that call; ``fail-on``: that one and all later ones; ``kill``: the process dies before it;
    ``kill-after``: behind it. A write that fails or dies may have been done in part.
    """

    def __init__(self, inner: Files, at: int = 0, mode: str = "fail", code: int = errno.EIO, part: float = 0.5) -> None:
        self.inner = inner
        self.at = at
        self.mode = mode
        self.code = code
        self.part = part
        self.count = 0
        self.made: list[str] = []
        self.dead = False
        for name in CALLS:
            setattr(self, name, self._wired(name))

    def _wired(self, name: str) -> Callable[..., Any]:
        inner = getattr(self.inner, name)

        def call(*given: Any, **named: Any) -> Any:
            if self.dead:
                raise Killed
            self.count += 1
            self.made.append(name)
            if self.count == self.at or (self.mode == "fail-on" and self.at and self.count > self.at):
                if self.mode == "kill-after":
                    with suppress(OSError):
                        inner(*given, **named)
                elif name == "write":
                    part = given[1][: int(len(given[1]) * self.part)]
                    if part:
                        inner(given[0], part)
                elif name == "sync" and self.mode.startswith("fail"):
                    failed = getattr(self.inner, "sync_failed", None)
                    if failed is not None:
                        failed(*given)
                if self.mode.startswith("kill"):
                    self.dead = True
                    raise Killed
                if name == "close":
                    inner(*given, **named)
                raise OSError(self.code, "an error that this test makes")
            return inner(*given, **named)

        return call
