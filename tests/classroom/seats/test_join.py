"""``debate join`` and ``debate project`` in a real terminal, against a real host."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from debate.classroom.join.line import MOST, Kept, base_of, code_of, origin_of
from debate.classroom.room import Request, Room
from debate.command import Stop
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.served import Served, served
from tests.classroom.seats.pty_client import Client

TOKEN = "0123456789abcdef" * 2


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Served]:
    room = Room.begin(load_deck("zte"), Saves(tmp_path / "saves"), preset="class", seed=5, pace="free")
    teacher = room.teacher().person
    for kind in ("doors", "names"):
        room.do(teacher, Request(f"t-{kind}", kind, -1, {"to": "open"}))
    async with served(room) as one:
        yield one


async def test_a_seat_in_a_terminal(host: Served, tmp_path: Path) -> None:
    """The name is asked for, the class is there; the window may change; a cut line comes back by itself; ctrl+c twice
    leaves, and the terminal is as it was."""
    async with Client(tmp_path, "join", host.base, host.room.code.lower()) as client:
        await client.until("Your name, as the class shall see it")
        client.type("Zoë\r")
        await client.until("gives out the seats", "Zoë (you)")
        client.resize(120, 30)
        client.process.send_signal(signal.SIGWINCH)
        await client.until("Leave")
        for visit in list(host.host.visits.values()):
            visit.wire.cut()
        await client.until("The connection is lost")
        await client.until("While you wait", "Leave", gone="lost")
        client.type("n")
        await client.until("What shall the class call you")
        client.type("\x03")
        await client.until("once more to leave")
        client.type("\x03")
        assert await client.ended() == 0
        assert "You have left" in client.text
        assert client.restored
        assert client.bytes.rstrip().count(b"\x1b[?1049l") == 1
    assert len(host.room.people) == 2


async def test_the_same_command_comes_back_to_the_seat(host: Served, tmp_path: Path) -> None:
    """A terminal that was closed is no new person: the command asks whether it is the same one, and takes that seat."""
    words = ("join", host.base, host.room.code, "--name", "Ann")
    async with Client(tmp_path, *words) as client:
        await client.until("Ann (you)")
        client.process.terminate()
        assert await client.ended() == 0
        assert client.restored
    async with Client(tmp_path, *words) as client:
        await client.until("Is it you?")
        client.type("\r")
        await client.until("Ann (you)")
        assert sum(person.kind == "student" for person in host.room.people.values()) == 1
        other = Client(tmp_path, *words)
        async with other:
            await other.until("Is it you?")
            other.type("n\r")
            await other.until("(you)", "Ann")
            assert sum(person.kind == "student" for person in host.room.people.values()) == 2


async def test_who_is_sent_out_is_told(host: Served, tmp_path: Path) -> None:
    """The host's last sentence stands in the terminal, which is as it was."""
    async with Client(tmp_path, "join", host.base, host.room.code, "--name", "Ann") as client:
        await client.until("Ann (you)")
        person = next(id_ for id_, each in host.room.people.items() if each.kind == "student")
        host.room.do(host.room.teacher().person, Request("k", "kick", -1, {"person": person}))
        assert await client.ended() == 1
        assert "The teacher has taken you out" in client.text
        assert client.restored


async def test_the_wall(host: Served, tmp_path: Path) -> None:
    """``debate project`` shows the board for everybody, without a name."""
    async with Client(tmp_path, "project", host.base, host.room.code, cols=100, rows=30) as client:
        await client.until("and type", "0 people are here")


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        (("join", "{base}", "BCDFGH", "--name", "A"), "code", 1),
        (("join", "http://127.0.0.1:9/", "BCDFGH", "--name", "A"), "nobody answers at http://127.0.0.1:9/", 1),
        (("join", "ftp://school.example", "BCDFGH"), "is no address", 2),
        (("join", "{base}", "BCD"), "it has six letters", 2),
        (("join", "{base}", "{code}", "--name", "a\u200bb"), "an invisible character", 1),
    ],
)
async def test_what_does_not_work_is_said(
    host: Served, tmp_path: Path, words: tuple[str, ...], sentence: str, code: int
) -> None:
    """A wrong code, nobody there, no address, no code, a name that may not be: one sentence each, no traceback."""
    given = [word.format(base=host.base, code=host.room.code) for word in words]
    async with Client(tmp_path, *given) as client:
        assert await client.ended() == code
        assert sentence in " ".join(client.text.split())
        assert "Traceback" not in client.text
        assert client.restored


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("192.168.1.20:8420", "http://192.168.1.20:8420/"),
        ("http://school.example", "http://school.example/"),
        ("https://school.example/r/one", "https://school.example/r/one/"),
        ("https://school.example/r/one/seat", "https://school.example/r/one/"),
        ("localhost:8420/page", "http://localhost:8420/"),
    ],
)
def test_addresses(typed: str, base: str) -> None:
    """An address is taken as people write it, with or without http, a path, or the page they came from."""
    assert base_of(typed) == base
    assert base.startswith(origin_of(base))


def test_codes() -> None:
    """Small letters, blanks and hyphens are fine in a code."""
    assert code_of("bcd fgh") == code_of("BCD-FGH") == "BCDFGH"
    with pytest.raises(Stop):
        code_of("B1DFGH")


def test_kept_seats(tmp_path: Path) -> None:
    """A token is kept for its room only, readable by its owner only; a broken file is no seat at all."""
    kept = Kept("http://a/", "BCDFGH", "student", tmp_path)
    kept.keep(TOKEN)
    assert Kept("http://a/", "BCDFGH", "student", tmp_path).token == TOKEN
    assert Kept("http://a/", "BCDFGH", "wall", tmp_path).token == ""
    assert kept.path.stat().st_mode & 0o777 == 0o600
    for number in range(MOST + 5):
        Kept(f"http://{number}/", "BCDFGH", "student", tmp_path).keep(TOKEN)
    assert Kept("http://a/", "BCDFGH", "student", tmp_path).token == ""
    kept.path.write_text("[broken")
    assert Kept("http://a/", "BCDFGH", "student", tmp_path).token == ""
