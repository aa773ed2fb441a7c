"""The command line: sentences and exit codes."""

from __future__ import annotations

import argparse
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import debate
from debate.cli import run
from debate.command import Exit, session_of
from debate.deckfile import load_deck
from tests.debrief.games import DECKS

HARBOUR = str(DECKS / "harbour.yaml")


def test_help_is_quick() -> None:
    """Neither Textual nor YAML is imported for the help."""
    code = (
        "import sys; from debate.cli import run\n"
        "try: run(['--help'])\n"
        "except SystemExit: print([m for m in ('yaml', 'textual', 'aiohttp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "debate play --role congress --motive hawk" in done.stdout


FULL = Path("/dev/full")
COMMANDS = {
    "help": "--help",
    "version": "--version",
    "late help": "host --help",
    "saves": "saves",
    "check": "deck check HARBOUR",
    "schema": "deck schema",
    "watching": "play HARBOUR --plain --watch --no-save",
    "exporting": 'export "2018 as it went"',
}


def shell(command: str, streams: str, saves: Path) -> tuple[int, str]:
    """Exit code and what came on standard error, of the command with these redirections."""
    line = f"exec {shlex.quote(sys.executable)} -m debate {command.replace('HARBOUR', shlex.quote(HARBOUR))} {streams}"
    environment = {**os.environ, "DEBATE_SAVES": str(saves)}
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, env=environment, check=False)
    return done.returncode, done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="has no device that is always full")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_told_and_seen_by_the_exit_code(command: str, tmp_path: Path) -> None:
    """One sentence, code 1, whatever was to be written: the help too."""
    code, said = shell(command, "</dev/null >/dev/full", tmp_path)
    assert (code, said) == (1, "debate: standard output cannot be written: no space left on device.\n")


@pytest.mark.skipif(os.name != "posix", reason="closes streams as shells of Unix do")
@pytest.mark.parametrize("command", [COMMANDS["help"], COMMANDS["check"], COMMANDS["watching"]])
def test_closed_streams(command: str, tmp_path: Path) -> None:
    """Closed output is output that cannot be written; closed input and closed errors keep nothing from going well."""
    code, said = shell(command, "</dev/null >&-", tmp_path)
    assert (code, said) == (1, "debate: standard output cannot be written: bad file descriptor.\n")
    for streams in ("<&- >/dev/null", "</dev/null >/dev/null 2>&-"):
        assert shell(command, streams, tmp_path) == (0, "")
    assert shell(command, "<&- >&- 2>&-", tmp_path) == (1, "")


@pytest.mark.skipif(not FULL.exists(), reason="has no device that is always full")
def test_complaints_that_nobody_can_read(tmp_path: Path) -> None:
    """A full or closed standard error changes no exit code, and no traceback comes instead."""
    for streams in ("2>/dev/full", "2>&-"):
        assert shell("play nowhere", f"</dev/null >/dev/null {streams}", tmp_path) == (2, "")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"debate {debate.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["plya"], "no command 'plya'. Did you mean 'play'? There is: play, continue, saves, recall, replay, export, "),
        (["play", "zet"], "no deck 'zet'. Did you mean 'zte'?"),
        (["play", HARBOUR, "--role", "prot"], "no role 'prot'. Did you mean 'port'? There is: port, town."),
        (["play", HARBOUR, "--role", "port", "--motive", "grow"], "called 'grow'. Did you mean 'growth'?"),
        (["play", HARBOUR, "--watch", "--motive", "growth"], "say whose motive 'growth' is"),
        (["play", HARBOUR, "--role", "port", "--view", "glum"], "no view 'glum'. Did you mean 'gloom'?"),
        (["play", HARBOUR, "--role", "port", "--preset", "class"], "no preset 'class'. There is: short, full."),
        (["play", HARBOUR, "--opponents", "novices"], "no opponent 'novices'. Did you mean 'novice'?"),
        (["play", HARBOUR, "--opponents", "king=planner"], "no role 'king'. There is: port, town."),
        (["play", HARBOUR, "--role", "port", "--opponents", "novice,port=planner"], "'port' is played by a person"),
        (["play", HARBOUR, "--seed", "many"], "'many' is no seed; a seed is a whole number from 0"),
        (["play", HARBOUR, "--watch", "--role", "port"], "with --watch opponents play every role"),
        (["play", HARBOUR, "--seed", "-4"], "'-4' is no seed"),
        (["play", HARBOUR, "--seed", "9" * 30], "is no seed"),
        (["play", HARBOUR, "--role", "king"], "no role 'king'. There is: port, town."),
        (["deck"], "say what to do with the deck"),
        ([], "the game on screen needs a terminal"),
        (["play", "\x1b[31m"], "no deck '\\x1b[31m'"),
    ],
)
def test_a_wrong_word_gets_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, what may have been meant, what there is; exit code 2."""
    assert run(arguments) == Exit.USAGE
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_a_broken_deck_prints_its_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(Path(HARBOUR).read_text().replace("delay: 1", "dealy: 1"))
    assert run(["play", "--plain", str(broken)]) == Exit.PROBLEM
    assert "has no such key: dealy -> delay" in capsys.readouterr().err
    assert run(["deck", "check", str(broken)]) == Exit.PROBLEM
    assert "It cannot be played yet." in capsys.readouterr().out


def test_a_sound_deck_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deck", "check", HARBOUR]) == Exit.OK
    assert "It can be played." in capsys.readouterr().out
    assert run(["deck", "check", HARBOUR, "--json"]) == Exit.OK
    assert '"errors": 0' in capsys.readouterr().out


def test_a_motive_tells_the_role(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the town can want quiet. Input ends at once: exit code 1, and a sentence that says where."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["play", HARBOUR, "--plain", "--motive", "quiet"]) == Exit.PROBLEM
    told = capsys.readouterr().out
    assert "You are The town" in told
    assert "Input ended in round 1 of 4" in told


def test_each_seat_may_have_its_own_opponent() -> None:
    """One word for all that no person plays, and a role with its own; options and commas alike."""
    deck = load_deck(HARBOUR)
    for words in (["novice,town=planner"], ["town=planner", "novice"]):
        given = argparse.Namespace(opponents=words, preset="full", view=[], motive=[], seed=1, predictions=None)
        seats = session_of(deck, given, []).seats
        assert {role: seat.who for role, seat in seats.items()} == {"port": "novice", "town": "planner"}
        seats = session_of(deck, given, ["port"]).seats
        assert {role: seat.who for role, seat in seats.items()} == {"port": "person", "town": "planner"}


def test_looking_on_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """``--watch --plain``: the whole game at once; the same seed tells the same game."""
    assert run(["play", HARBOUR, "--watch", "--plain", "--seed", "7", "--preset", "short"]) == Exit.OK
    first = capsys.readouterr().out
    assert "THE END OF TERM, AFTER ROUND 3" in first
    assert run(["play", HARBOUR, "--watch", "--plain", "--seed", "7", "--preset", "short"]) == Exit.OK
    assert capsys.readouterr().out == first


def test_list_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """'--role list', '--preset list' and '--view list' are no mistakes: each with its name, on standard output."""
    for option, line in (("--role", "congress: Congress"), ("--preset", "full: Full"), ("--view", "sceptic: If the")):
        assert run(["play", "zte", option, "list"]) == Exit.OK
        out, err = capsys.readouterr()
        assert any(each.startswith(line) for each in out.splitlines())
        assert not err
