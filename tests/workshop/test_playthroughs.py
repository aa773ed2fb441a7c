"""Playthrough files: what can be written, what it does, and what is found where a game goes otherwise."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck, shipped_decks
from debate.deckfile.finding import Report
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck
from debate.rules.moves import read_notation
from debate.workshop import checking
from debate.workshop.playfile import MAX_BYTES, MAX_LINES, MOST_FINDINGS, text_of
from debate.workshop.playthroughs import FOLDER, MAX_FILES, Ran, playthrough_files, run_file
from debate.workshop.playwrite import playthrough_of, scripted_game

ROOT = Path(__file__).parent.parent.parent
HARBOUR = load_deck(ROOT / "tests" / "decks" / "harbour.yaml")
HEAD = "title Digging\nseed 3\nmotive port growth\nmotive town quiet\n"


def ran(text: str, deck: Deck = HARBOUR) -> Ran:
    return run_file("a.play", text.encode(), deck)


def found(text: str, head: str = HEAD) -> list[str]:
    """What is found in it, without the name of the file; lines are counted from the end of the head."""
    above = head.count("\n")
    lines = []
    for finding in ran(head + text).findings:
        _, line, rest = str(finding).split(":", 2)
        lines.append(f"{int(line) - above}:{rest}")
    return lines


def test_a_game_goes_as_written() -> None:
    """Choices, rounds that pass, refusals, and everything that can be expected."""
    text = """
round 1
  refuse port play fill-in : needs
  refuse port play buy-the-beach : forbidden
  refuse town play dig : not-yours
  port play dig      # not a comment here
"""
    assert [finding.code for finding in ran(HEAD + text).findings] == ["line"]
    text = (
        text.replace("      # not a comment here", "")
        + """
  # Town passes.
round 2
  expect channel dug
  expect channel dug shallow
  expect not channel shallow
  expect fish < start
  expect fish = 40
  expect fish exactly 40
  expect fish 30 to 50
  expect fish at most start
  expect dig ever
  expect dig = 1
  expect clean-up never
  expect capital port >= 1
  expect points port = 0
  expect score port at least 1
  expect round 2 to 2
  expect denied digging-brings-no-fish
  expect fired digging-costs
  expect not fired swimmers-leave
  town play clean-up
end
  expect mud <= 40
  expect later mud <= 40
  expect not tag as-ever
"""
    )
    assert found(text)[:-1] == []
    last = ran(HEAD + text)
    assert last.session is not None
    assert last.session.state.over
    assert last.title == "Digging"


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("port play digg", "1:11 unknown the deck has no move 'digg': digg -> did you mean 'dig'?"),
        ("prot play dig", "1:1 line no line begins with 'prot': prot -> did you mean 'port'?"),
        ("port plays dig", "1:6 line 'plays' is no kind of choice: plays -> did you mean 'play'?"),
        (
            "port play dig with ship-pays",
            "1:20 unknown the deck has no argument 'ship-pays': ship-pays -> did you mean",
        ),
        ("port play", "1:1 line 'port play' does not have the form 'ROLE play MOVE'"),
        ("expect", "1:1 line 'expect' is followed by what is expected"),
        ("expect cargoo >= 4", "1:8 unknown nothing called 'cargoo' can be expected: cargoo -> did you mean 'cargo'?"),
        ("expect zebra >= 4", "1:8 unknown nothing called 'zebra' can be expected: zebra -> expect cargo >= 40, "),
        ("expect cargo 40", "1:14 compare 'cargo' is followed by a comparison: 40 -> cargo >= 40"),
        ("expect cargo => 40", "1:14 compare 'cargo' is followed by a comparison: =>"),
        ("expect cargo >= many", "1:17 number this is not a whole number: many"),
        ("expect channel deep", "1:16 value the flag has no such value: deep -> shallow, dug"),
        ("expect ending", "1:8 line 'ending' is followed by one word -> expect ending ID"),
        ("expect cargo >= 41", "1:8 expected this is not so: cargo >= 41 -> it is 40"),
        ("expect cargo > 40", "1:8 expected this is not so: cargo > 40 -> it is 40"),
        ("expect cargo < 40", "1:8 expected this is not so: cargo < 40 -> it is 40"),
        ("expect cargo <= 39", "1:8 expected this is not so: cargo <= 39 -> it is 40"),
        ("expect not cargo = start", "1:8 expected this is not so: not cargo = start -> it is 40"),
        ("expect ending as-evr", "1:15 unknown the deck has no ending 'as-evr': as-evr -> did you mean"),
        (
            "expect ending as-ever",
            "1:8 expected this is not so: ending as-ever -> the game is not over yet; write 'end'",
        ),
        ("expect fired calm", "1:8 expected this is not so: fired calm -> the link never fired"),
        ("refuse port hold : needs", "1:8 expected this is not refused: port hold -> it is legal here"),
        ("refuse port play fill-in : cost", "1:28 expected it is refused for another reason ('Fill it in' is not"),
        ("refuse port play fill-in", "1:1 line 'refuse' is followed by a choice, a colon and why it is refused"),
        ("refuse port play fill-in : needed", "1:28 unknown nothing is refused for 'needed': needed -> did you mean"),
        ("port play fill-in", "1:1 refused 'Fill it in' is not possible now: 'The channel' must be dug deep, and it"),
        ("round 9", "1:1 range the game has fewer rounds: 9 -> 1 to 4"),
        ("round two", "1:7 number this is not a whole number: two"),
        ("until", "1:1 line 'until' is followed by a round or by 'end' -> until round 3"),
        ("end now", "1:5 line 'end' stands alone"),
        ("seed 4", "1:1 twice 'seed' stands twice -> keep one"),
        ("motive port greed", "1:8 twice the motive of 'port' stands twice"),
        ("preset long", "1:8 unknown the deck has no preset 'long'"),
        ("novice sea", "1:8 unknown the deck has no role 'sea'"),
    ],
)
def test_what_is_found(line: str, finding: str) -> None:
    """The place, the code, and what may have been meant."""
    told = found(line)
    assert len(told) == 1
    assert told[0].startswith(finding)


def test_the_head_stands_above_the_game() -> None:
    assert found("round 2\nseed 5") == ["2:1 line 'seed' is for the head of the file -> put it above the first round"]
    assert [finding.code for finding in ran("round 2\n").findings] == ["missing"]


def test_a_refused_choice_ends_it() -> None:
    """One finding; what stands below was not played, so nothing is said of it."""
    assert len(found("port play fill-in\nexpect cargo = 99\ntown play dig\n")) == 1
    assert len(found("expect cargo = 98\nexpect cargo = 99\n")) == 2


def test_scripts_play_where_it_says_so() -> None:
    """Roles that are scripted from the beginning, and all roles up to a round."""
    alone = ran("title x\nseed 3\nscripted port town\nend\n")
    until = ran("title x\nseed 3\nuntil end\n")
    assert alone.findings == until.findings == ()
    assert alone.session is not None
    assert until.session is not None
    assert alone.session.state.digest() == until.session.state.digest()
    text = "title x\nseed 3\nscripted port\nport hold\n"
    assert str(ran(text).findings[0]).endswith("so its choices are not written -> take it out of 'scripted'")
    half = ran("title x\nseed 3\nuntil round 3\nport hold\nround 4\n")
    assert half.findings == ()
    assert half.session is not None
    assert half.session.seats["port"].who == PERSON


def test_a_judge_rules() -> None:
    """In a judged game rulings are written, and where none is, it is as the rules would have it."""
    valley = load_deck(ROOT / "tests" / "decks" / "valley")
    base = Session(valley, {}, seed=4, judged=True)
    text = playthrough_of(scripted_game(base), "Judged")
    assert "\njudged\n" in text
    assert ran(text, valley).findings == ()


def test_hostile_files() -> None:
    """Too large, too long, not text, signs that steer a terminal, hundreds of mistakes: few findings."""
    assert [f.code for f in run_file("a", b"x" * (MAX_BYTES + 1), HARBOUR).findings] == ["long"]
    assert [f.code for f in run_file("a", b"\n" * MAX_LINES, HARBOUR).findings] == ["long"]
    assert [f.code for f in run_file("a", b"title \xff\xfe", HARBOUR).findings] == ["character"]
    assert [f.code for f in run_file("a", b"title a\x1b]52;c;x\x07", HARBOUR).findings] == ["character"]
    assert [f.code for f in run_file("a", "title a\u202eb".encode(), HARBOUR).findings] == ["character"]
    assert [f.code for f in run_file("a", b"title " + b"x" * 400, HARBOUR).findings] == ["long"]
    junk = "title x\n" + "".join(f"qwertyuiop-{n} asdf\n" for n in range(480))
    assert len(ran(junk).findings) == MOST_FINDINGS
    assert all(f.file == "a" and "\x1b" not in str(f) for f in run_file("a", b"\x1b[2J\n" * 9, HARBOUR).findings)
    assert ran("\ufefftitle x\r\nseed 3\r\n\r\nend\r\n").findings == ()
    assert text_of(b"\xef\xbb\xbfa\r\nb\xff") == "a\nb\ufffd"


def test_words_of_the_format_may_be_names(tmp_path: Path) -> None:
    """A deck whose role is called 'end' and whose meter is called 'points' can be played through."""
    text = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")
    text = text.replace("port", "end").replace("ends: {cargo", "ends: {points").replace("cargo", "points")
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    deck = load_deck(tmp_path)
    assert ran("title x\nend play dig\nexpect points = start\nend\n", deck).findings == ()


@pytest.mark.parametrize("name", shipped_decks())
def test_the_shipped_decks_tell_games(name: str) -> None:
    """Each has some, and they go as written; the ZTE deck has five."""
    deck = load_deck(name)
    files = list(playthrough_files(name, Report()))
    assert len(files) >= (5 if name == "zte" else 1)
    for file, raw in files:
        found = run_file(file, raw, deck)
        assert found.findings == ()
        assert found.session is not None
        assert found.session.state.over
        assert raw.count(b"expect ") >= 5


@pytest.mark.parametrize("name", ["phones", "river"])
def test_a_game_written_down_comes_out_the_same(name: str) -> None:
    """A game of scripts and a person's game, as text: the same position at the end, fewer lines where scripts play."""
    deck = load_deck(name)
    for people in ((), deck.turn_order[:1]):
        session = Session(deck, dict.fromkeys(people, PERSON), seed=5, draft=people)
        while not session.state.over:
            session.advance()
            if session.awaited():
                session.submit(session.legal(session.awaited()[0])[0])
        text = playthrough_of(session, "Written down")
        again = ran(text, deck)
        assert again.findings == ()
        assert again.session is not None
        assert again.session.state.digest() == session.state.digest()
        assert ("scripted " in text) == bool(people)
        assert all(len(line) <= 200 for line in text.splitlines())


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "tests" / "decks" / "harbour.yaml", tmp_path / "deck.yaml")
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def test_the_check_runs_them(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding as all others are, with its line and a caret; the deck can be played nevertheless."""
    (deck / FOLDER / "digging.play").write_text(f"{HEAD}\nround 2\n  expect  cargo >= 90\n", encoding="utf-8")
    assert run(["deck", "check", str(deck)]) == Exit.PROBLEM
    told = capsys.readouterr().out
    place = f"{deck}/{FOLDER}/digging.play:7:11 error expected: this is not so: cargo >= 90 -> it is 40\n"
    assert f"{place}    expect  cargo >= 90\n            ^^^^^^^^^^^\n" in told
    assert "1 error" in told
    assert "It can be played, but not as its playthroughs say." in told
    (deck / FOLDER / "digging.play").write_text(f"{HEAD}\nround 2\n  expect cargo >= 30\n", encoding="utf-8")
    assert run(["deck", "check", str(deck)]) == Exit.OK
    assert "It can be played.\n" in capsys.readouterr().out


def test_a_deck_with_errors_is_not_played(deck: Path) -> None:
    (deck / FOLDER / "digging.play").write_text("nonsense\n", encoding="utf-8")
    text = (deck / "deck.yaml").read_text(encoding="utf-8")
    (deck / "deck.yaml").write_text(text.replace("delay: 1", "dealy: 1"), encoding="utf-8")
    assert {finding.code for finding in checking.examined(str(deck)).findings} == {"unknown"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_what_is_no_file_is_told_and_not_waited_for(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe, a folder and a link to itself are findings; all other playthroughs are run."""
    os.mkfifo(deck / FOLDER / "pipe.play")
    (deck / FOLDER / "folder.play").mkdir()
    (deck / FOLDER / "loop.play").symlink_to("loop.play")
    (deck / FOLDER / "digging.play").write_text(f"{HEAD}\nround 2\n", encoding="utf-8")
    found = [finding for finding in checking.examined(str(deck)).findings if finding.code == "file"]
    told = {finding.file.rpartition("/")[2]: finding.sentence for finding in found}
    assert set(told) == {"pipe.play", "folder.play", "loop.play"}
    assert told["pipe.play"] == told["folder.play"] == "this is not a file"
    assert run(["deck", "playthrough", str(deck)]) == Exit.PROBLEM
    assert "digging.play: Digging: as written" in capsys.readouterr().out


def test_so_many_are_run(deck: Path) -> None:
    """The others are not, and the check says so."""
    for number in range(MAX_FILES + 1):
        (deck / FOLDER / f"{number:03}.play").write_text(HEAD, encoding="utf-8")
    findings = [str(finding) for finding in checking.examined(str(deck)).findings if finding.code == "long"]
    assert len(findings) == 1
    assert f"at most {MAX_FILES} playthroughs" in findings[0]


def test_the_command(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It runs them, writes one from a seed or a saved game, and says what it cannot do."""
    assert run(["deck", "playthrough", str(deck)]) == Exit.OK
    assert "The deck has no playthroughs" in capsys.readouterr().out
    out = deck / FOLDER / "seven.play"
    assert run(["deck", "playthrough", str(deck), "--seed", "7", "--title", "Seven", "--out", str(out)]) == Exit.OK
    capsys.readouterr()
    assert run(["deck", "playthrough", str(deck)]) == Exit.OK
    assert capsys.readouterr().out.startswith(f"{deck}/{FOLDER}/seven.play: Seven: as written, ")
    out.write_text(f"{HEAD}expect cargo = 1\n", encoding="utf-8")
    assert run(["deck", "playthrough", str(deck)]) == Exit.PROBLEM
    assert "        expect cargo = 1\n               ^^^^^^^^^\n" in capsys.readouterr().out
    assert run(["deck", "playthrough", str(deck), "--record", "x", "--seed", "7"]) == Exit.USAGE
    assert run(["deck", "playthrough", str(deck), "--record", "2018 as it went"]) == Exit.USAGE
    assert "was played with the deck 'zte', and this one is 'harbour'" in capsys.readouterr().err
    assert run(["deck", "playthrough", "zte", "--record", "The strategic bargain"]) == Exit.OK
    assert "expect ending strategic-bargain" in capsys.readouterr().out


def test_notation_is_that_of_records() -> None:
    """Every line of a game in a record can stand in a playthrough."""
    session = scripted_game(Session(HARBOUR, {}, seed=3))
    text = "".join(f"{move}\n" for move in session.moves)
    assert all(read_notation(line) for line in text.splitlines())
    assert ran(f"title x\nseed 3\n{text}").findings == ()
