"""``debate deck new``: whatever is answered, a deck that passes its check and plays."""

from __future__ import annotations

import builtins
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debate.cli import run
from debate.command import Exit
from debate.deckfile.load import examine, examine_files
from debate.rules.text import TextError
from debate.rules.variant import effective
from debate.workshop.agency import awake
from debate.workshop.balance import setups
from debate.workshop.beginning import ASKS, cleaned, first_deck
from debate.workshop.examples import base
from debate.workshop.games import play_game


def test_a_new_deck_passes_its_check_and_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No finding; two warnings silenced with a reason; games end in every kind of way; editors find its schema."""
    folder = tmp_path / "night-bus"
    assert run(["deck", "new", str(folder), "--yes", "--goal", "Riders", "--first", "The mayor"]) == Exit.OK
    assert f"Written: {folder}/deck.yaml" in capsys.readouterr().out
    checked = examine(folder)
    assert checked.findings == ()
    assert len(checked.silenced) == 2
    deck = checked.deck
    assert deck is not None
    assert (deck.id, list(deck.roles), deck.meters["riders"].name) == ("night-bus", ["mayor", "shops"], "Riders")
    assert deck.roles["mayor"].name == "The mayor"
    endings = {play_game(deck, setup).outcome.ending for setup in setups(deck, 30)}
    assert len(endings) >= 2
    text = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=deck.schema.json\n")
    assert '"riders"' in (folder / "deck.schema.json").read_text(encoding="utf-8")


def test_the_short_game_of_a_new_deck_is_one() -> None:
    """In three rounds every ending comes up in some games, and each script plays a move on half of its choices."""
    new = examine_files("d", {"deck.yaml": base().encode()}).deck
    assert new is not None
    deck = effective(new, "short", ())
    headlines = {id for id, item in deck.endings.items() if not item.tag}
    assert {play_game(deck, setup).outcome.ending for setup in setups(deck, 120)} - {"together"} == headlines
    games = [play_game(deck, setup) for setup in setups(deck, 30, "scripted")]
    assert [figure.name for figure in awake(games, deck) if not figure.holds] == []


def test_it_asks_plain_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each of what no option said, with its default; Enter takes it; what cannot be kept is asked again."""
    asked: list[str] = []
    answers = {"What is the question": ["Shall\u202e we?", "Shall we?"], "Who is against": ["The  landlords "]}

    def answer(prompt: str) -> str:
        asked.append(prompt)
        given = next((listed for key, listed in answers.items() if prompt.startswith(key)), None)
        return given.pop(0) if given else ""

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", answer)
    assert run(["deck", "new", str(tmp_path / "rent"), "--year", "1999"]) == Exit.OK
    assert len(asked) == len(ASKS)
    assert asked[2] == "Who has the plan? [The council] "
    assert "turns the direction of writing" in capsys.readouterr().out
    deck = examine(tmp_path / "rent").deck
    assert deck is not None
    assert deck.origin is not None
    assert (deck.question, deck.roles["landlords"].name, deck.origin.year) == ("Shall we?", "The landlords", "1999")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Night Bus"], "'Night Bus' could be 'night-bus'."),
        (["7"], "'7' could be 'my-deck'."),
        (["."], "could be 'my-deck'."),
        (["x", "--goal", "a\u200bb"], "an invisible character"),
        (["x", "--goal", "a" * 200], "a text of 200 characters is longer than the 160 allowed"),
    ],
)
def test_what_it_does_not_take(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["deck", "new", *arguments, "--yes"]) == Exit.USAGE
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    assert run(["deck", "new", str(tmp_path / "mine"), "--yes"]) == Exit.USAGE
    assert "there is already something at" in capsys.readouterr().err
    (tmp_path / "page.txt").write_text("A file, so no folder can be made in it.", encoding="utf-8")
    assert run(["deck", "new", str(tmp_path / "page.txt" / "mine"), "--yes"]) == Exit.PROBLEM
    assert "mine' cannot be written: not a directory." in capsys.readouterr().err


SIGNS = ["a: b", "a # b", "- a", "? a", "[x", "{x}", "it's", 'say "no"', "50 %", "&a", "*a", "!t", "名前", "|", ">"]
NAMES = ["yes", "no", "null", "7", "Money", "money", "trust", "round", "capital", "hold", "plan", "deal", "The The"]
WORDS = st.one_of(
    st.sampled_from([*SIGNS, *NAMES]),
    st.text(max_size=40),
)


@settings(max_examples=60)
@given(st.fixed_dictionaries({ask.key: WORDS for ask in ASKS}))
def test_any_answer_gives_a_sound_deck(answers: dict[str, str]) -> None:
    """Signs of YAML, words with a meaning, the same name for everything, other scripts: it still passes its check."""
    kept = {}
    for key, text in answers.items():
        try:
            kept[key] = cleaned(text)
        except TextError:
            continue
    checked = examine_files("new", {"deck.yaml": first_deck(Path("my deck"), "my-deck", kept).encode()})
    assert checked.findings == ()
    assert checked.deck is not None
    assert checked.deck.question == (kept.get("question") or ASKS[0].default)


def test_piped_answers_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each question, as typed; where the lines end, the rest has its default, and the output shows both."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("Shall we have a tram?\nThe mayor\n"))
    assert run(["deck", "new", str(tmp_path / "tram")]) == Exit.OK
    deck = examine(tmp_path / "tram").deck
    assert deck is not None
    assert deck.question == "Shall we have a tram?"
    assert [role.name for role in deck.roles.values()] == ["The mayor", "The shops"]
    out = capsys.readouterr().out
    assert "[The council] The mayor" in out
    assert "[2024] (2024)" in out


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zte", "call yours 'my-zte'"),
        ("con", "Windows keeps the name 'con'"),
        ("lpt9", "Windows keeps the name 'lpt9'"),
        ("aux.d/tram", "Windows keeps the name 'aux.d'"),
        ("round", "has a meaning of its own"),
    ],
)
def test_names_that_mean_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    """A shipped deck, a device of Windows and a word of the notation are refused, with nothing written."""
    monkeypatch.chdir(tmp_path)
    assert run(["deck", "new", name, "--yes"]) == Exit.USAGE
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
