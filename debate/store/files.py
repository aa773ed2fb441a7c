"""The file system as records use it, one method a system call, so that tests can make each of them fail.

Locks are held by the open file and end with the process, however it ends: ``flock`` where there is one, a locked byte
far behind the end on Windows. No lock files, so none is ever left behind.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from attrs import frozen

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL
_FLAGS = getattr(os, "O_APPEND", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WAIT_NOT = getattr(os, "O_NONBLOCK", 0)
OWN_FILE, OWN_FOLDER = 0o600, 0o700
"""What is written holds names of students, seeds and secret motives: no other user of the machine can read it."""
_LOCK_AT = 2**31 - 2
NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
"""What a file system says that has no hard links."""
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""What a file system says that has no locks."""


@frozen
class FileFacts:
    """``kind``: ``file``, ``folder`` or ``other``. ``changed``: seconds since 1970. ``identity`` tells files apart."""

    kind: str
    size: int
    changed: float
    identity: tuple[int, int]


class Files:
    """Each method is one system call; each raises ``OSError``."""

    def create(self, path: Path) -> int:
        """A new file, open for reading and adding, for its owner alone. ``FileExistsError`` where there is one."""
        return os.open(path, _NEW | _FLAGS, OWN_FILE)

    def open(self, path: Path, write: bool = False) -> int:
        """A file that is there, open for reading, or for reading and adding."""
        return os.open(path, (os.O_RDWR if write else os.O_RDONLY) | _FLAGS | _WAIT_NOT)

    def read(self, file: int, count: int) -> bytes:
        return os.read(file, count)

    def write(self, file: int, content: bytes) -> int:
        """How many bytes were written, which may be fewer than given."""
        return os.write(file, content)

    def sync(self, file: int) -> None:
        if sys.platform == "darwin":  # where fsync leaves it in the memory of the drive
            import fcntl

            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        else:
            os.fsync(file)

    def cut(self, file: int, length: int) -> None:
        os.ftruncate(file, length)

    def close(self, file: int) -> None:
        os.close(file)

    def link(self, old: Path, new: Path) -> None:
        """A second name. ``FileExistsError`` where it is taken."""
        if not hasattr(os, "link"):  # as in WebAssembly
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        os.link(old, new)

    def rename(self, old: Path, new: Path) -> None:
        os.rename(old, new)

    def remove(self, path: Path) -> None:
        os.unlink(path)

    def make_folder(self, path: Path) -> None:
        """A folder that its owner alone can look into: names of games tell who plays."""
        os.mkdir(path, OWN_FOLDER)

    def sync_folder(self, path: Path) -> None:
        if sys.platform == "win32":
            return
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        except OSError as problem:
            if problem.errno != errno.EINVAL:  # a file system that does not sync folders
                raise
        finally:
            os.close(folder)

    def names(self, path: Path) -> list[str]:
        return sorted(os.listdir(path))

    def facts(self, path: Path) -> FileFacts:
        return _facts(os.stat(path))

    def facts_of(self, file: int) -> FileFacts:
        return _facts(os.fstat(file))

    def own(self, file: int) -> None:
        """Let nobody but its owner read a file, also one that an earlier version of the program wrote."""
        if sys.platform != "win32" and os.fstat(file).st_mode & 0o077:
            os.fchmod(file, OWN_FILE)

    def lock(self, file: int) -> bool:
        """Whether the lock was free and is now held. ``OSError`` of :data:`NO_LOCKS` where nothing can be locked."""
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(file, _LOCK_AT, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
                os.lseek(file, 0, os.SEEK_SET)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True


def _facts(found: os.stat_result) -> FileFacts:
    kind = "file" if stat.S_ISREG(found.st_mode) else "folder" if stat.S_ISDIR(found.st_mode) else "other"
    return FileFacts(kind, found.st_size, found.st_mtime, (found.st_dev, found.st_ino))


FILES = Files()


def private(path: str, flags: int) -> int:
    """An ``opener`` for :func:`open`: what is made is for its owner alone."""
    return os.open(path, flags, OWN_FILE)


def read_all(files: Files, file: int, limit: int) -> bytes:
    """Everything from where the file stands, but no more than ``limit`` + 1 bytes."""
    parts = []
    left = limit + 1
    while left > 0:
        part = files.read(file, min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def write_all(files: Files, file: int, content: bytes) -> None:
    """Every byte, or ``OSError``."""
    rest = memoryview(content)
    while rest:
        written = files.write(file, bytes(rest))
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]


def read_path(files: Files, path: Path, limit: int) -> bytes:
    """A whole file, or ``limit`` + 1 bytes of it. ``OSError`` for what is no file."""
    if files.facts(path).kind != "file":
        raise OSError(errno.EINVAL, "this is not a file")
    file = files.open(path)
    try:
        return read_all(files, file, limit)
    finally:
        files.close(file)


def ensure_folder(files: Files, path: Path) -> None:
    """The folder and those above it, made where they are missing, each on disk before the next."""
    missing = []
    while not exists(files, path) and path.parent != path:
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        with suppress(FileExistsError):
            files.make_folder(folder)
        files.sync_folder(folder.parent)


def exists(files: Files, path: Path) -> bool:
    """Whether there is anything at this path."""
    try:
        files.facts(path)
    except FileNotFoundError:
        return False
    return True


def publish(files: Files, hidden: Path, path: Path) -> None:
    """Give a finished file its name, which nobody else may have: ``FileExistsError`` then. The folder is not synced."""
    try:
        files.link(hidden, path)
    except FileExistsError:
        raise
    except OSError as problem:
        if problem.errno not in NO_LINKS:
            raise
        if exists(files, path):
            raise FileExistsError(errno.EEXIST, "there is such a file", str(path)) from None
        files.rename(hidden, path)
        return
    files.remove(hidden)
