"""The long runs: every call, every byte, every bit, a thousand kills. ``pytest -m torture tests/store -s``."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from debate import saves as saved
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.store import Journal, Replayed, Saves, lines, read, replay
from tests.store import broken
from tests.store import work as work_
from tests.store.disk import Disk, Killed, Tripwire
from tests.store.work import DECK, Ledger, check, new_session, play_some, record_of, work

pytestmark = pytest.mark.torture
ROOT = Path(__file__).parent.parent.parent


def sixty_moves() -> bytes:
    """A record of 60 choices, some of them taken back."""
    random, session = Random(1), new_session()
    while len(session.journal) < 60:
        play_some(session, random, 2)
        if session.state.over or random.random() < 0.2:
            session.undo()
    return record_of(session)


def decks() -> Iterator[Deck]:
    for name in (ROOT / "tests" / "decks" / "valley", ROOT / "decks" / "zte"):
        yield load_deck(name)


# The disk.


def test_power_loss() -> None:
    """Three thousand losses of power, anywhere."""
    broken.power_loss(3000)


def test_stops_and_then_power_loss() -> None:
    broken.stop_then_power_loss(3000)


@pytest.mark.ci
def test_every_call_fails() -> None:
    """Each alone, and each with all that follow."""
    broken.failing_calls(1)


@pytest.mark.ci
@pytest.mark.parametrize("mode", ["kill", "kill-after"])
@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_every_call_is_the_last(mode: str, part: float) -> None:
    """The process dies before or behind it, with none, a part or all of a write done; then the power goes, or not."""
    for at in range(1, broken.steps_of_work() + 1):
        for power in (False, True, True):
            disk, ledger = Disk(), Ledger()
            with suppress(Killed):
                work(Tripwire(disk, at, mode, part=part), ledger)
            if power:
                disk.power_lost(Random(at))
            disk.killed()
            check(disk, ledger)


def test_disk_full_at_every_byte() -> None:
    """Whatever room there is, what was acknowledged is there."""
    wire = Tripwire(Disk())
    written = 0
    inner = wire.write

    def counted(file: int, content: bytes) -> int:
        nonlocal written
        written += len(content)
        return int(inner(file, content))

    wire.write = counted  # type: ignore[method-assign]
    work(wire, Ledger())
    broken.full_disk(1, written + 2)


# The record.


@pytest.mark.ci
def test_every_truncation() -> None:
    """A beginning of the game, told to be torn unless a line ended there."""
    raw = sixty_moves()
    whole = read(raw)
    ends = {0, *(at + 1 for at, byte in enumerate(raw) if byte == 10)}
    for end in range(len(raw)):
        found = read(raw[:end])
        assert found.entries == whole.entries[: len(found.entries)]
        assert (found.problem is None) == (end in ends and end > 0)


def test_every_turned_bit() -> None:
    broken.flipped_bits(sixty_moves(), 1)


# Real processes.


def _child(saves: Saves, path: Path, pipe: int, seed: int) -> None:
    opened = saved.open_game(saves, path, DECK)
    assert opened.session is not None, opened.told
    session, random = opened.session, Random(seed)
    os.write(pipe, b"open\n")
    while True:
        if session.state.over:
            session.undo()
        else:
            play_some(session, random, 1)
        os.write(pipe, f"{len(session.journal)} {session.state.digest()}\n".encode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_thousand_kills(tmp_path: Path) -> None:
    """kill -9 at random moments; every choice that was acknowledged is in the record, each time."""
    saves, random = Saves(tmp_path), Random(7)
    path = Path()
    acknowledged = 0
    for kill in range(1000):
        if kill % 100 == 0:
            session = new_session(kill)
            path = saved.begin(saves, session, "game")
            session.close()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.close(reading)
                _child(saves, path, writing, kill)
            finally:
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = []
            if kill % 4:  # else while it is being opened
                told = [pipe.readline() for _ in range(random.randint(1, 6))]
            time.sleep(random.random() * 0.003)
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), "the child ended by itself"
            acks = [line.decode().split() for line in (*told, *pipe.readlines()) if line != b"open\n"]
        found = read(path.read_bytes())
        assert found.problem is None or found.problem.kind == "torn"
        for number, digest in acks:
            assert found.entries[int(number) - 1].state == digest
        acknowledged += len(acks)
    print(f"\n1,000 kills, {acknowledged:,} acknowledged entries, none lost")
    assert acknowledged > 1000


STRACED = """
import json, os, sys
from pathlib import Path
from tests.store import work

book = os.open(sys.argv[2], os.O_RDWR | os.O_CREAT)

class Games(dict):
    def __setitem__(self, name, entries):
        super().__setitem__(name, entries)
        note()
    def __delitem__(self, name):
        super().__delitem__(name)
        note()

class Names(set):
    def add(self, name):
        super().add(name)
        note()
    def discard(self, name):
        super().discard(name)
        note()

def note():
    # Not the write of the journal, which is made to fail.
    os.pwrite(book, json.dumps([ledger.games, sorted(ledger.maybe)]).encode().ljust(60_000), 0)

work.FOLDER = Path(sys.argv[1])
ledger = work.Ledger(Games(), Names())
note()
work.work(work.files_on_disk(), ledger)
"""


def _can_trace() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def _traced(tmp_path: Path, name: str, *given: str) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    folder, book = tmp_path / name / "saves", tmp_path / f"{name}.json"
    folder.parent.mkdir()
    command = ["strace", "-f", "-qq", *given, sys.executable, "-c", STRACED, str(folder), str(book)]
    return folder, book, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(not _can_trace(), reason="needs strace")
@pytest.mark.parametrize("call", ["fsync", "write", "link", "unlink", "flock", "mkdir"])
@pytest.mark.parametrize("how", ["error=EIO", "error=ENOSPC", "signal=KILL"])
def test_real_calls(call: str, how: str, tmp_path: Path) -> None:
    """The kernel itself refuses the call or kills the process at it, each one in turn; then all checks."""
    import json

    log = tmp_path / "log"
    _traced(tmp_path, "all", "-e", f"trace={call}", "-o", str(log))
    made = log.read_text().count(f"{call}(")
    for when in range(1, made + 1):
        folder, book, done = _traced(tmp_path, str(when), "-o", "/dev/null", "-e", f"inject={call}:{how}:when={when}")
        assert done.returncode == 0 or how == "signal=KILL", done.stderr
        games, maybe = json.loads(book.read_bytes())
        with patch.object(work_, "FOLDER", folder):
            check(work_.files_on_disk(), Ledger(games, set(maybe)))
    print(f"\n{call} {how}: {made} calls")


# Many games.


def test_a_thousand_recorded_games_play_again_to_the_same_end(tmp_path: Path) -> None:
    """Of three decks, by every kind of player, through a real file each time."""
    saves = Saves(tmp_path)
    every = [DECK, *decks()]
    choices = 0
    for number in range(1000):
        deck = every[number % len(every)]
        views = tuple(list(deck.views)[: number % 3])
        preset = sorted(deck.presets)[0] if deck.presets and number % 4 == 0 else None
        seats = {role: ("scripted", "novice")[(number + at) % 2] for at, role in enumerate(deck.turn_order)}
        session = Session(deck, seats, seed=number, views=views, preset=preset)
        session.advance()
        path = saved.begin(saves, session, "game")
        session.close()
        found = read(path.read_bytes())
        assert found.problem is None
        assert found.header is not None
        again = replay(deck, Journal(found.header, found.entries))
        assert isinstance(again, Replayed)
        assert again.stop is None
        assert again.state.digest() == session.state.digest()
        choices += len(session.moves)
        saves.delete(path)
    print(f"\n1,000 games of {len(every)} decks, {choices:,} choices, all equal")


def test_how_long_it_takes(tmp_path: Path) -> None:
    """Figures, printed: a long record opened, entries put on disk, a folder listed."""
    saves = Saves(tmp_path)
    deck = load_deck(ROOT / "decks" / "zte")
    session = Session(deck, dict.fromkeys(deck.turn_order[:1], "person"), seed=5)
    path = saved.begin(saves, session, "long")
    random = Random(1)
    took = []
    while len(session.journal) < 2000:
        if session.state.over:
            session.back(random.randrange(len(session.moves)))
        before = time.perf_counter()
        if session.ask() is None:
            session.submit(random.choice(session.legal(session.awaited()[0])))
        took.append(time.perf_counter() - before)
    session.close()
    took.sort()
    raw = path.read_bytes()
    middle, most = took[len(took) // 2] * 1e3, took[len(took) * 99 // 100] * 1e3
    figures = [f"choose, append and fsync: p50 {middle:.2f} ms, p99 {most:.2f} ms"]
    alone = []
    opened = saved.open_game(saves, path, deck).session
    assert opened is not None
    assert opened.writer is not None
    entry = opened.journal.seated("zte", opened.seats["zte"], opened.state)
    for _ in range(500):
        before = time.perf_counter()
        opened.writer.append(entry)
        alone.append(time.perf_counter() - before)
    opened.close()
    path.write_bytes(raw)
    alone.sort()
    figures.append(f"append and fsync alone: p50 {alone[250] * 1e3:.2f} ms, p99 {alone[495] * 1e3:.2f} ms")
    for what, act in {
        "read 2,000 entries": lambda: lines.read(raw),
        "open 2,000 entries, deck loaded": lambda: saved.open_game(saves, path, deck),
        "open 2,000 entries, with the kept deck": lambda: saved.open_game(saves, path),
    }.items():
        before = time.perf_counter()
        found = act()
        figures.append(f"{what} ({len(raw) // 1024} KiB): {time.perf_counter() - before:.2f} s")
        if isinstance(found, saved.Opened) and found.session is not None:
            assert found.session.moves == session.moves
            found.session.close()
    for number in range(200):
        saves.copy(path, f"copy {number}") if number < 20 else saved.begin(saves, new_session(number), "small")
    before = time.perf_counter()
    saves.listing()
    figures.append(f"list 201 games, 21 of them of 2,000 entries: {time.perf_counter() - before:.2f} s")
    print("\n" + "\n".join(figures))
