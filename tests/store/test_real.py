"""Real processes and real folders: locks between processes, read-only places, file systems without links."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from debate import saves as saved
from debate.cli import run
from debate.store import RecordError, Saves
from debate.store.files import FILES, Files
from tests.store.work import DECK, new_session, play_some

ROOT = Path(__file__).parent.parent.parent
ANYWHERE = os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0
OTHER = """
import sys
from pathlib import Path
from debate.store import Read, open_to_write
opened = open_to_write(Path(sys.argv[1]))
print("looks" if isinstance(opened, Read) else "plays", flush=True)
sys.stdin.read()
"""


def other_process(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_a_second_process_only_looks_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    """While it is open here: looks. While it is open there: we look. Once that process was killed: we play."""
    saves = Saves(tmp_path)
    session = new_session()
    path = saved.begin(saves, session, "game")
    play_some(session, Random(1), 2)
    with other_process(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "looks\n"
        other.kill()
    session.close()
    with other_process(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "plays\n"
        opened = saved.open_game(saves, path, DECK)
        assert opened.session is not None
        assert opened.session.moves == session.moves
        assert "open in another window" in opened.session.read_only
        with pytest.raises(RecordError, match="another window"):
            play_some(opened.session, Random(1), 1)
        for change in (lambda: saves.delete(path), lambda: saves.rename(path, "other")):
            with pytest.raises(RecordError, match="another window"):
                change()
        other.kill()
    again = saved.open_game(saves, path, DECK)
    assert again.session is not None
    assert not again.session.read_only


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="the superuser may write anywhere"
)
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Games in it can be looked at and listed; a new one is refused with the reason; nothing else happens."""
    saves = Saves(tmp_path)
    session = new_session()
    path = saved.begin(saves, session, "game")
    session.close()
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        opened = saved.open_game(saves, path, DECK)
        assert opened.session is not None
        assert "permission denied" in opened.session.read_only
        assert saves.listing()[0].name == "game"
        with pytest.raises(RecordError, match="permission denied"):
            saved.begin(saves, new_session(), "new")
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_says_it_cannot_be_written() -> None:
    """The same for the superuser: every call that writes says that the file system is read-only."""
    from tests.store.disk import Disk

    class ReadOnly(Disk):
        closed = False

        def open(self, path: Path, write: bool = False) -> int:
            if self.closed and write:
                raise OSError(errno.EROFS, "Read-only file system")
            return super().open(path, write)

        def create(self, path: Path) -> int:
            if self.closed:
                raise OSError(errno.EROFS, "Read-only file system")
            return super().create(path)

        def link(self, old: Path, new: Path) -> None:
            if self.closed:
                raise OSError(errno.EROFS, "Read-only file system")
            super().link(old, new)

        def remove(self, path: Path) -> None:
            if self.closed:
                raise OSError(errno.EROFS, "Read-only file system")
            super().remove(path)

    disk = ReadOnly()
    saves = Saves(Path("/cd/saves"), disk)
    session = new_session()
    path = saved.begin(saves, session, "game")
    play_some(session, Random(1), 3)
    session.close()
    disk.closed = True
    opened = saved.open_game(saves, path, DECK)
    assert opened.session is not None
    assert opened.session.moves == session.moves
    assert "read-only file system" in opened.session.read_only
    assert opened.branch
    for change in (
        lambda: saves.rename(path, "other"),
        lambda: saves.copy(path, "other"),
        lambda: saves.delete(path),
        lambda: saved.begin(saves, new_session(), "new"),
        lambda: saved.branch(saves, path, deck=DECK),
    ):
        with pytest.raises(RecordError, match="read-only file system"):
            change()


def test_a_file_system_without_links(tmp_path: Path) -> None:
    """New files get their names by renaming; a name that is taken is still refused."""

    class NoLinks(Files):
        def link(self, old: Path, new: Path) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

    saves = Saves(tmp_path, NoLinks())
    session = new_session()
    path = saved.begin(saves, session, "game")
    session.close()
    saves.copy(path, "second")
    with pytest.raises(RecordError, match="already"):
        saves.rename(path, "second")
    assert sorted(item.name for item in saves.listing()) == ["game", "second"]


def test_a_file_system_without_locks(tmp_path: Path) -> None:
    """The game can be played, and the person is told to take care."""

    class NoLocks(Files):
        def lock(self, file: int) -> bool:
            raise OSError(errno.ENOLCK, "No locks available")

    saves = Saves(tmp_path, NoLocks())
    session = new_session()
    path = saved.begin(saves, session, "game")
    session.close()
    opened = saved.open_game(saves, path, DECK)
    assert opened.session is not None
    assert not opened.session.read_only
    assert "cannot lock files" in opened.told[0]


def test_what_is_no_file_is_listed_and_never_waited_for(tmp_path: Path) -> None:
    """A pipe, a folder and a link to nowhere lie among the games: each is listed with what it is."""
    (tmp_path / "folder.game").mkdir()
    (tmp_path / "nowhere.game").symlink_to(tmp_path / "not-there")
    wanted = {"folder": "A folder, not a game.", "nowhere": "It cannot be read: no such file or directory."}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.game")
        wanted["pipe"] = "Not a file."
    found = {item.name: item.problem.sentence for item in Saves(tmp_path, FILES).listing() if item.problem}
    assert found == wanted
    for name in wanted:
        with pytest.raises(RecordError):
            saved.open_game(Saves(tmp_path), tmp_path / f"{name}.game")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to keep files to oneself")
def test_no_other_user_of_the_machine_can_read_what_is_kept(tmp_path: Path) -> None:
    """Games, decks and exports are for their owner alone, in folders of their own, whatever the umask says."""
    before = os.umask(0)
    try:
        saves = Saves(tmp_path / "new" / "saves")
        session = new_session()
        path = saved.begin(saves, session)
        session.close()
        saves.copy(path, "again")
        saves.export(path, tmp_path / "new" / "carried.debate")
        assert run(["export", str(path), "--output", str(tmp_path / "new" / "told.md")]) == 0
    finally:
        os.umask(before)
    found = {each: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "new", *(tmp_path / "new").rglob("*"))}
    assert len(found) > 5
    assert {each: oct(mode) for each, mode in found.items() if mode & 0o077} == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to keep files to oneself")
def test_what_an_earlier_version_left_readable_is_closed_when_it_is_played(tmp_path: Path) -> None:
    """Going on with a game takes the rights of others away."""
    saves = Saves(tmp_path)
    session = new_session()
    path = saved.begin(saves, session)
    session.close()
    path.chmod(0o644)
    opened = saved.open_game(saves, path)
    assert opened.session is not None
    opened.session.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("asked", ["loop", "loop.game"])
@pytest.mark.parametrize(
    "command",
    ["continue {} --plain", "replay {} --plain", "export {}", "saves copy {} x", "saves export {}", "saves list"],
)
def test_links_in_a_circle_among_the_games(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, asked: str
) -> None:
    """Each command ends with a sentence, or lists the file with what is wrong, and none with a traceback."""
    (tmp_path / "loop.game").symlink_to("loop.game")
    code = run([*command.format(asked).split(), "--saves", str(tmp_path)])
    told = capsys.readouterr()
    assert "symbolic link" in told.out + told.err
    assert code == (0 if command == "saves list" else 1)


def test_a_system_without_a_second_name_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no hard links at all, as under Python for browsers, games are kept all the same."""
    monkeypatch.delattr(os, "link", raising=False)
    session = new_session()
    path = saved.begin(Saves(tmp_path), session, "game")
    session.close()
    assert path.exists()
    assert [name.name for name in tmp_path.iterdir() if name.name.startswith(".")] == []
