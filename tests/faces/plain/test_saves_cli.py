"""The commands about saved games: what they print, what they refuse, exit codes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from debate import saves as saved
from debate.cli import run
from debate.command import Exit
from debate.game.session import PERSON, Session
from debate.store import Saves, read
from tests.debrief.games import DECKS, harbour, played

HARBOUR = str(DECKS / "harbour.yaml")


@pytest.fixture
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Saves:
    """A folder with a game that is over, one that is not, a damaged one and a foreign file."""
    saves = Saves(tmp_path / "saves")
    monkeypatch.setenv("DEBATE_SAVES", str(saves.folder))
    for name, rounds in (("whole", [[], [], [], []]), ("open", [["port play dig with ships-pay"]]), ("bad", [[], []])):
        session = played(harbour(), rounds, seed=2)  # type: ignore[arg-type]
        saved.begin(saves, session, name)
        session.close()
    raw = saves.path("bad").read_bytes()
    saves.path("bad").write_bytes(raw.replace(b'"n":3', b'"n":4'))
    saves.path("diary").write_text("Dear diary")
    return saves


def test_saves_lists_everything(saves: Saves, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, roles, rounds, endings, and what is wrong with what is damaged or foreign; JSON for programs."""
    assert run(["saves"]) == Exit.OK
    text = capsys.readouterr().out
    assert f"4 saved games in {saves.folder}" in text
    for words in ("whole", "The port and The town · round 2", "! bad", "Line 4 is damaged", "! diary", "not a game"):
        assert words in text, words
    assert "Games that come with the program:" in text
    assert run(["saves", "list", "--json"]) == Exit.OK
    items = {item["name"]: item for item in json.loads(capsys.readouterr().out)}
    assert items["whole"]["ending"]
    assert items["bad"]["problem"]["kind"] == "damaged"
    assert items["diary"]["deck"] is None


def test_rename_copy_delete(saves: Saves, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says what it did; deleting asks a person, and needs --yes where there is none."""
    assert run(["saves", "rename", "open", "monday"]) == Exit.OK
    assert "'open' is called 'monday' now." in capsys.readouterr().out
    assert run(["saves", "copy", "monday", "tuesday"]) == Exit.OK
    assert saves.path("tuesday").read_bytes() == saves.path("monday").read_bytes()
    assert run(["saves", "delete", "tuesday"]) == Exit.USAGE
    assert "With --yes nobody is." in capsys.readouterr().err
    assert saves.path("tuesday").exists()
    assert run(["saves", "delete", "tuesday", "--yes"]) == Exit.OK
    assert not saves.path("tuesday").exists()


def test_deleting_asks(saves: Saves, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for answer, there in (("no", True), ("yes", False)):
        typed = io.StringIO(f"{answer}\n")
        monkeypatch.setattr(typed, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", typed)
        assert run(["saves", "delete", "open"]) == Exit.OK
        assert saves.path("open").exists() is there
    assert "Nothing was deleted." in capsys.readouterr().out


def test_export_and_import(saves: Saves, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file carries the game and its deck into another folder; it can be replayed before, too."""
    assert run(["saves", "export", "open", str(tmp_path)]) == Exit.OK
    carried = tmp_path / "open.debate"
    assert run(["replay", str(carried), "--plain", "--saves", str(tmp_path / "none")]) == Exit.OK
    assert "The port played 'Dig the channel'" in " ".join(capsys.readouterr().out.split())
    assert run(["saves", "import", str(carried), "--saves", str(tmp_path / "there")]) == Exit.OK
    assert "The game is called 'open' here." in capsys.readouterr().out
    opened = saved.open_game(Saves(tmp_path / "there"), tmp_path / "there" / "open.game")
    assert opened.session is not None
    assert not opened.session.read_only


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["saves", "renam", "a", "b"], Exit.USAGE, "no command 'renam'. Did you mean 'rename'?"),
        (["saves", "rename", "opne", "b"], Exit.USAGE, "there is no game 'opne'. Did you mean 'open'?"),
        (["saves", "rename", "open", "whole"], Exit.PROBLEM, "there is a game called 'whole' already"),
        (["saves", "rename", "open", "a/b"], Exit.PROBLEM, "'/' cannot stand in the name of a game"),
        (["saves", "rename", "2018 as it went", "mine"], Exit.USAGE, "there is no game '2018 as it went'"),
        (["saves", "delete", "2018 as it went", "--yes"], Exit.USAGE, "there is no game '2018 as it went'"),
        (["saves", "import", "nowhere.debate"], Exit.PROBLEM, "nowhere.debate cannot be read"),
        (["replay", "open", "--plain", "--to", "999"], Exit.USAGE, "the game has"),
        (["replay", "open", "--to", "x"], Exit.USAGE, "'x' is not the number of a choice"),
        (["replay", "open"], Exit.USAGE, "Without one: 'debate replay FILE --plain'."),
        (["replay", "bad", "--plain"], Exit.PROBLEM, "line 4 is damaged"),
        (["replay", "diary", "--plain"], Exit.PROBLEM, "this is not a game of this program"),
        (["export", "open", "--format", "yml"], Exit.USAGE, "no --format 'yml'. Did you mean 'yaml'?"),
        (["export", "nothing"], Exit.USAGE, "there is no game 'nothing'."),
        (["continue", "nothing"], Exit.USAGE, "there is no game 'nothing'."),
        (["continue"], Exit.USAGE, "Without one: 'debate continue --plain'."),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(
    saves: Saves, arguments: list[str], code: Exit, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, and what there is or what to do; nothing is changed."""
    before = {path: path.read_bytes() for path in saves.folder.glob("*.game")}
    assert run(arguments) == code
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert {path: path.read_bytes() for path in saves.folder.glob("*.game")} == before


@pytest.mark.parametrize("form", ["markdown", "yaml", "json"])
def test_a_game_is_written_out(saves: Saves, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output or a new file; what is there already is never overwritten."""
    assert run(["export", "whole", "--format", form]) == Exit.OK
    text = capsys.readouterr().out
    if form == "markdown":
        assert text.startswith("# The harbour")
    else:
        values = json.loads(text) if form == "json" else yaml.safe_load(text)
        assert values["game"]["deck"] == "harbour"
        assert values["end"]["ending"]
    target = tmp_path / "out"
    assert run(["export", "whole", "--format", form, "--output", str(target)]) == Exit.OK
    assert target.read_text("utf-8") == text
    assert run(["export", "whole", "--format", form, "--output", str(target)]) == Exit.PROBLEM
    assert "choose another name" in capsys.readouterr().err


def test_a_damaged_game_is_written_out_as_far_as_it_is_good(saves: Saves, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "bad"]) == Exit.OK
    assert capsys.readouterr().out.startswith("# The harbour")


def test_games_of_the_program_are_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    """By a part of their name, up to a choice."""
    assert run(["replay", "2018", "--plain", "--to", "2"]) == Exit.OK
    text = capsys.readouterr().out
    assert "\n2. " in text
    assert "\n3. " not in text


def test_playing_keeps_the_game_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--saves says where; --no-save nowhere; continue goes on with the latest; a game of opponents is not kept."""
    there = Saves(tmp_path)

    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    play = ["play", HARBOUR, "--plain", "--role", "port", "--seed", "3", "--saves", str(tmp_path)]
    typed("hold\n")
    run([*play, "--no-save"])
    assert "it is not kept" in " ".join(capsys.readouterr().out.split()).casefold()
    run(["play", HARBOUR, "--plain", "--watch", "--saves", str(tmp_path)])
    assert there.listing() == ()
    typed("hold\nstand\n")
    assert run(play) == Exit.PROBLEM
    (game,) = there.listing()
    assert game.entries > 1
    typed("quit\nyes\n")
    assert run(["continue", "--plain", "--saves", str(tmp_path)]) == Exit.OK
    assert "Going on with 'The harbour, The port'." in capsys.readouterr().out
    typed("")
    assert run(["continue", "--plain", "--saves", str(tmp_path / "empty")]) == Exit.PROBLEM
    assert "there is no game to go on with" in capsys.readouterr().err


def test_a_killed_game_has_lost_nothing_that_was_said(tmp_path: Path) -> None:
    """A program that is killed between two prompts: every choice that it answered with 'Chosen' is in the record."""
    environment = {**os.environ, "DEBATE_SAVES": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "debate", "play", HARBOUR, "--plain", "--role", "port", "--seed", "3"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("hold\nstand\nhold\n")
        process.stdin.flush()
        said = 0
        while said < 3:
            said += process.stdout.readline().startswith("Chosen:")
        process.send_signal(signal.SIGKILL)
    (path,) = tmp_path.glob("*.game")
    found = read(path.read_bytes())
    made = [entry for entry in found.entries if getattr(entry, "reason", 1) is None]
    assert len(made) >= 3
    opened = saved.open_game(Saves(tmp_path), path)
    assert opened.session is not None
    assert not opened.session.read_only


def test_a_session_with_people_is_named_after_them() -> None:
    assert saved.default_name(Session(harbour(), {"port": PERSON})) == "The harbour, The port"
