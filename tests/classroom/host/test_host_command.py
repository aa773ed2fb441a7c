"""``debate host`` from outside: what it prints, how it ends, what is wrong in its arguments, what it loads."""

from __future__ import annotations

import logging
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from debate.classroom import commands
from debate.classroom.faults import note_faults
from debate.classroom.host.narration import addresses_of, picture, spaced
from debate.classroom.room import Room
from debate.cli import run
from debate.command import Parser
from debate.deckfile import load_deck
from debate.store import Saves
from tests.classroom.host.program import ROOT, Program, free_port
from tests.classroom.host.served import Guest


@pytest.mark.parametrize("command", [["--help"], ["host", "--help"], ["join", "--help"], ["project", "--help"]])
def test_help_needs_neither_the_network_nor_the_screens(command: list[str]) -> None:
    """It stays quick: nothing of aiohttp, Textual or the room is loaded for it."""
    code = f"import sys, debate.cli\ntry: debate.cli.run({command})\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "debate" in done.stdout
    assert not {"aiohttp", "textual", "segno", "yaml", "debate.classroom.room"} & loaded


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "0"], "'0' is not a whole number from 1 to 65535"),
        (["--tables", "none"], "'none' is not a whole number from 1 to 30"),
        (["--tables", "31"], "'31' is not a whole number from 1 to 30"),
        (["--address", "a b"], "'a b' is no address"),
        (["--preset", "endless"], "there is no preset 'endless'"),
        (["--view", "nobody"], "there is no view 'nobody'"),
        (["no-such-deck"], "there is no deck 'no-such-deck'"),
        (["--from", "no such game"], "no such game"),
        (["zte", "--from", "2018 as it went"], "its own deck"),
        (["--certificate", "a.pem"], "belong together"),
        (["--key", "a.key"], "belong together"),
        (["--certificate", "no.pem", "--key", "no.key"], "'no.pem' cannot be read: no such file"),
        (["--proxy", "a\rb"], "takes the IP address of a proxy"),
        (["--resume"], "No class that could be taken up"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, an exit code, and nothing on disk."""
    assert run(["host", "--saves", str(tmp_path / "saves"), *arguments]) != 0
    assert said in capsys.readouterr().err
    assert not list(tmp_path.rglob("class.log"))


def test_as_many_tables_as_can_be_asked_for_can_be_begun(begin: Callable[..., Room]) -> None:
    """The command and the room agree on the most; one more is refused by both."""
    assert len(begin(tables=30).tables) == 30
    with pytest.raises(ValueError, match="1 to 30 tables"):
        begin(tables=31)


def test_a_port_that_is_taken_is_said_before_anything_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the port and what to do; no empty class is left behind."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run(["host", "--saves", str(tmp_path / "saves"), "--port", str(port)]) == 1
    assert f"port {port} is taken" in capsys.readouterr().err
    assert not list((tmp_path / "saves").rglob("class.log"))


async def test_a_class_is_begun_interrupted_and_taken_up_at_the_same_place(tmp_path: Path) -> None:
    """Addresses, code and key are printed; Ctrl+C says that nothing is lost; taken up it has the same code and port."""
    program = Program(tmp_path / "saves", free_port())
    await program.start("--preset", "class")
    try:
        assert f"http://localhost:{program.port}/" in program.said
        assert "A class of 'The ZTE Question' is open." in program.said
        assert "With --lan everybody" in program.said
        code = program.code
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            guest = await Guest(http, program.base).join(code, "Ana")
            await guest.open()
            ended, said = await program.end(signal.SIGINT)
            assert ended == 0
            assert "nothing is lost" in said
            assert "debate host --resume" in said
            assert (await guest.gone())["again"] is True
            await program.start("--resume", port=False)
            assert f"http://localhost:{program.port}/" in program.said
            assert program.code == code
            await guest.back()
            assert guest.person == "p1"
            other = Guest(http, program.base)
            status, told = await other.post("teach", {"key": program.key})
            assert status == 200
            other.token = told["token"]
            await other.open()
            assert (await other.do("close"))["t"] == "done"
            assert (await guest.gone())["again"] is False
            assert program.process is not None
            assert await program.process.wait() == 0
            _, said = await program.end()
            assert "The class is over" in said
    finally:
        await program.end()


async def test_a_class_that_nobody_came_to_leaves_nothing(tmp_path: Path) -> None:
    """Neither a class to take up nor a game."""
    program = Program(tmp_path / "saves", free_port())
    await program.start()
    _, said = await program.end(signal.SIGINT)
    assert "Nobody had come" in said
    left = [path.name for path in (tmp_path / "saves").rglob("*") if path.is_file() and path.suffix != ".deck"]
    assert left == []


def test_addresses_are_those_that_were_named_first_and_the_picture_fills_in_the_code() -> None:
    """What a phone reads goes to the first address, with the code behind the #."""
    told = addresses_of(False, 8420, (), "BCDFGH")
    assert told.addresses == ("http://localhost:8420/",)
    assert told.scanned == "http://localhost:8420/#BCDFGH"
    assert told.teacher("k") == "http://localhost:8420/teach#k"
    assert spaced("BCDFGH") == "BCD FGH"
    assert max(len(line) for line in picture(told.scanned).splitlines()) < 400


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to keep files to oneself")
def test_no_other_user_of_the_machine_can_read_what_a_class_leaves(tmp_path: Path) -> None:
    """Names of students, tokens and games lie in folders and files of their owner alone, whatever the umask says."""
    before = os.umask(0)
    try:
        room = Room.begin(load_deck("phones"), Saves(tmp_path / "saves"), seed=4)
        ticket = room.join(room.code, "Zoë")
        room.enter(ticket.token)
        note_faults(room.folder / "host.log")
        logging.getLogger("debate.classroom").error("something went wrong")
        room.close()
    finally:
        os.umask(before)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "saves").rglob("*")}
    assert {path.name for path in found} >= {"class.log", "host.log", "decks", "classes"}
    assert {path.name: oct(mode) for path, mode in found.items() if mode & 0o077} == {}


def test_a_fault_that_cannot_be_noted_stops_nothing(tmp_path: Path) -> None:
    """The folder of the room is gone: noting a fault fails nobody."""
    note_faults(tmp_path / "gone" / "host.log")
    logging.getLogger("debate.classroom").error("something went wrong")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("game", ["2018 as it went", "The strategic bargain"])
def test_a_class_goes_on_from_a_round_of_a_shipped_game(game: str, tmp_path: Path) -> None:
    """Every table stands at the beginning of that round, people in all roles, with what had been chosen before."""
    parser = Parser()
    commands.add_host(parser)
    given = parser.parse_args(["--from", game, "--round", "3"])
    wanted = commands.wanted(given, Saves(tmp_path))
    assert wanted.origin is not None
    room = Room.begin(wanted.deck, Saves(tmp_path), tables=2, origin=wanted.origin)
    for table in room.tables:
        state = table.session.state
        assert (state.round, state.phase, state.choices) == (3, "choose", {})
        assert len(state.awaiting) >= 3
        assert {seat.who for seat in table.session.seats.values()} == {"person"}
        assert 10 < len(table.session.entries) < len(wanted.origin.entries) + 1
    room.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2018 as it went"], "is over. Add '--round N'"),
        (["--from", "2018 as it went", "--round", "9"], "it has 1 to 8"),
        (["--round", "2"], "goes with '--from SAVED'"),
    ],
)
def test_a_round_that_cannot_be_gone_on_from(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says which rounds there are, or what is missing."""
    assert run(["host", "--saves", str(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err
