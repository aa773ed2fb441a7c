"""Play while valid: a record with another deck or other rules is played as far as it goes, and it is said where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

from debate.deckfile import check_files
from debate.rules.deck import Deck
from debate.store import Header, Journal, Made, Replayed, Stop, replay
from tests.store.work import DECK, new_session, play_out


def changed_deck(old: str, new: str) -> Deck:
    """The deck with one text in its files replaced."""
    files: Mapping[str, bytes] = {
        path: content.replace(old.encode(), new.encode()) for path, content in DECK.files.items()
    }
    deck, findings = check_files("changed", files)
    assert deck is not None, findings
    assert deck.digest != DECK.digest
    return deck


SESSION = play_out(new_session(), Random(2))


def test_a_deck_with_other_words_plays_to_the_end() -> None:
    """A spelling that was put right changes no position."""
    again = replay(changed_deck("Some boat always comes in.", "Some boat will always come in."), SESSION.journal)
    assert isinstance(again, Replayed)
    assert again.stop is None
    assert again.state.digest() == SESSION.state.digest()


def test_a_deck_with_other_numbers_is_played_as_far_as_it_goes() -> None:
    """The first position that differs is named; everything before it is there."""
    again = replay(changed_deck("effects: {mud: +15}", "effects: {mud: +25}"), SESSION.journal)
    assert isinstance(again, Replayed)
    assert again.stop is not None
    assert 0 < again.stop.entry <= len(SESSION.journal)
    assert len(again.journal) == again.stop.entry - 1
    assert again.journal.entries == SESSION.journal.entries[: again.stop.entry - 1]
    assert "the game goes differently with the deck as it is now" in again.stop.sentence


def test_another_start_stops_at_once() -> None:
    stop = replay(changed_deck("mud: {name: Mud, start: 20", "mud: {name: Mud, start: 25"), SESSION.journal)
    assert stop == Stop(0, "The game begins differently with the deck as it is now.")


def test_a_choice_that_is_refused_now_says_why() -> None:
    """The sentence names the choice and carries the refusal."""
    entries = list(SESSION.journal.entries)
    at, made = next((i, e) for i, e in enumerate(entries) if isinstance(e, Made) and e.move.kind == "play")
    entries[at] = evolve(made, move=evolve(made.move, move="no-such-move"))
    again = replay(DECK, Journal(SESSION.journal.header, entries))
    assert isinstance(again, Replayed)
    assert again.stop is not None
    assert again.stop.entry == at + 1
    assert "no-such-move" in again.stop.sentence
    assert "cannot be chosen there" in again.stop.sentence


def test_a_position_that_is_not_the_recorded_one_stops() -> None:
    """A digest that was made up is found out, and so are a round and a phase."""
    for field in ({"state": "0" * 16}, {"round": 7}, {"phase": "settle"}):
        entries = list(SESSION.journal.entries)
        entries[3] = evolve(entries[3], **field)
        again = replay(DECK, Journal(SESSION.journal.header, entries))
        assert isinstance(again, Replayed)
        assert again.stop is not None
        assert again.stop.entry == 4
        assert set(again.states) == {0, 1, 2, 3}


STRANGE: dict[str, dict[str, Any]] = {
    "another deck": {"deck": "zte"},
    "a preset that is gone": {"setting": evolve(SESSION.journal.header.setting, preset="gone")},
    "a view that is gone": {"setting": evolve(SESSION.journal.header.setting, views=("gone",))},
    "a motive that is gone": {"setting": evolve(SESSION.journal.header.setting, motives=("gone", "quiet"))},
    "a draft by nobody": {"setting": evolve(SESSION.journal.header.setting, draft=("gone",))},
    "other roles": {"called": {"town": "x", "port": "y"}},
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_header_that_the_deck_does_not_know_stops(what: str) -> None:
    """A sentence, and no error."""
    header: Header = evolve(SESSION.journal.header, **STRANGE[what])
    stop = replay(DECK, Journal(header, SESSION.journal.entries))
    assert isinstance(stop, Stop)
    assert stop.entry == 0
    assert stop.sentence.endswith(".")


def test_every_setting_plays_again() -> None:
    """Presets, views, drafts and motives are in the header, so the record alone is enough."""
    from debate.game.session import Session
    from tests.store.work import record_of, replayed

    for given in (
        {"preset": "short"},
        {"views": tuple(DECK.views)},
        {"draft": ("port",)},
        {"motives": {"port": sorted(DECK.roles["port"].motives)[-1]}},
    ):
        session = play_out(Session(DECK, {"port": "person"}, seed=9, **given), Random(1))
        assert replayed(record_of(session)).state.digest() == session.state.digest()


def test_the_shipped_deck_is_found_by_the_path_it_was_read_from() -> None:
    """What a deck was read from goes with it; the same files make the same deck."""
    deck, _ = check_files("kept", DECK.files)
    assert deck is not None
    assert deck.digest == DECK.digest
    assert list(DECK.files) == [Path("harbour.yaml").name]
