"""A game as Markdown, YAML and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import yaml
from attrs import evolve

from debate import parse_move
from debate import saves as saved
from debate.rules import replay as rules
from debate.rules.legal import legal_moves
from debate.store import FORMS, Replayed, Saves, export, replay, said
from debate.store.known import Known
from tests.store.work import DECK, new_session, play_out, play_some


def a_game(choices: int = 99) -> Replayed:
    session = new_session()
    play_some(session, Random(5), 5)
    session.undo()
    play_some(session, Random(6), choices)
    found = replay(DECK, session.journal)
    assert isinstance(found, Replayed)
    return found


GAME = a_game()


def test_yaml_and_json_say_the_same() -> None:
    values = json.loads(export(DECK, GAME, "json"))
    assert yaml.safe_load(export(DECK, GAME, "yaml")) == values
    assert values["game"]["deck"] == "harbour"
    assert len(values["taken-back"]) == 1


def test_the_export_holds_the_whole_game() -> None:
    """Its choices alone play to the same end, and its meters are those of each round end."""
    values = json.loads(export(DECK, GAME, "json"))
    moves = [parse_move(DECK, item["choice"]) for part in values["rounds"] for item in part["choices"]]
    played = rules.run(DECK, GAME.journal.header.setting, moves)
    assert played.state.digest() == GAME.state.digest()
    assert values["end"]["meters-years-later"] == dict(GAME.state.meters)
    assert GAME.state.term is not None
    assert values["rounds"][-1]["meters"] == dict(GAME.state.term.meters)


@pytest.mark.parametrize("choices", [0, 1, 3, 6])
def test_a_running_game_can_be_exported(choices: int) -> None:
    for form in FORMS:
        assert "The harbour" in export(DECK, a_game(choices), form)


def test_markdown_tells_the_game() -> None:
    """Title, seats, each round with what was chosen and which meters moved, the end in two columns."""
    text = export(DECK, GAME, "markdown")
    assert text.startswith("# The harbour\n")
    assert "## Round 1, spring" in text
    assert "| Meter | Before | After | Because |" in text
    assert "## The end of term: " in text
    assert "Taken back: The port " in text


def test_a_table_says_what_moved_each_meter() -> None:
    """The points of all causes of a row add up to what the meter moved by, in every round and years later."""
    rows = [line.strip("| ").split(" | ") for line in export(DECK, GAME, "markdown").splitlines() if "|" in line]
    moved = [row for row in rows if len(row) == 4 and row[1].isdecimal()]
    assert moved
    for name, before, after, why in moved:
        parts = [int(part.split()[0]) for part in why.split("; ")]
        assert sum(parts) == int(after) - int(before), name
    assert any("'Dig the channel'" in row[3] or "Digging" in row[3] for row in moved)


def test_a_running_game_tells_no_cause_that_is_not_known() -> None:
    """What moved a meter is told of what everybody could see, and of nothing else."""
    game = a_game(4)
    text = export(DECK, game, "markdown", Known())
    told = [
        line.strip("| ").split(" | ")[3] for line in text.splitlines() if line.startswith("| ") and "Meter" not in line
    ]
    whole = export(DECK, game, "markdown")
    assert all(why in whole or "something that could not be seen" in why for why in told)


def test_choices_stand_in_the_order_of_the_seats() -> None:
    """A person is waited for and so is recorded last; in the export each phase goes round the table."""
    game = a_game()
    names = [DECK.roles[role].name for role in DECK.turn_order]
    for part in export(DECK, game, "markdown").split("## Round ")[1:]:
        played = [
            line for line in part.splitlines() if line.startswith("- ") and (" played " in line or " held" in line)
        ]
        places = [next(n for n, name in enumerate(names) if line.startswith(f"- {name} ")) for line in played]
        assert places == sorted(places)


def test_deck_text_is_no_markup() -> None:
    """Stars, links, tags and bars in a title stand there as they are."""
    title = "*[The US](javascript:x)* <b>will</b> | act `now`"
    deck = evolve(DECK, title=title, moves={id_: evolve(m, title=title) for id_, m in DECK.moves.items()})
    text = export(deck, GAME, "markdown")
    assert r"\*\[The US\](javascript:x)\* \<b\>will\</b\> \| act \`now\`" in text
    assert title not in text


def test_every_choice_has_words() -> None:
    session = play_out(new_session(), Random(2))
    for count in range(len(session.moves)):
        for role in session.at(count).state.awaiting:
            for move in legal_moves(session.at(count).state, role):
                assert said(DECK, move).endswith(".")


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="markdown, yaml, json"):
        export(DECK, GAME, "pdf")


def test_a_saved_game_is_exported_with_the_deck_it_was_played_with(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = new_session()
    path = saved.begin(saves, session, "game")
    play_some(session, Random(1), 5)
    assert json.loads(saved.export_as(saves, path, "json"))["game"]["deck-digest"] == DECK.digest
