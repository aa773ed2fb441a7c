"""When links, denials and news come, in words: the same wherever one of them is told of."""

from __future__ import annotations

import pytest

import debate
from debate.debrief.triggers import fires, odds, terms
from debate.game.session import PERSON, Session
from debate.pages.reader import Reader
from debate.pages.why import drives
from debate.pages.wires import wires
from tests.small_deck import deck_of

PUMP = """
rounds: {count: 3}
meters: {water: {start: 10, min: 0, max: 100}}
roles: {warden: }
moves:
  pump: {role: warden, text: It hums.}
links:
  follows: {says: A, follows: pump, when: {water: below 20}, effects: {water: -1}}
  plain: {says: B, follows: pump, effects: {water: -1}}
  watches: {says: C, per_rise_of: water, points: 2, when: {water: below 20}, effects: {water: +1}}
  always: {says: D, effects: {water: +1}}
  while: {says: E, when: {water: below 20}, effects: {water: +1}}
  once: {says: F, when: {water: below 20}, once: yes, effects: {water: +1}}
  every: {says: G, when: {water: below 20}, every: 2, effects: {water: +1}}
news:
  leak: {text: It drips., odds: {by: water, from: {0: 5, 50: 30}}}
endings: {any: {title: Any, text: Any.}}
"""


@pytest.mark.parametrize(
    ("link", "fires_", "terms_"),
    [
        ("follows", "With 'pump', if 'water' is below 20.", "If 'water' is below 20."),
        ("plain", "With 'pump'.", ""),
        (
            "watches",
            "At a round end, for each 2 points that water rose, if 'water' is below 20.",
            "If 'water' is below 20.",
        ),
        ("always", "At each round end.", ""),
        ("while", "At each round end while 'water' is below 20.", "While 'water' is below 20."),
        ("once", "Once, at the first round end at which 'water' is below 20.", None),
        ("every", "At every second round end in a row at which 'water' is below 20.", None),
    ],
)
def test_when_a_link_fires(link: str, fires_: str, terms_: str | None) -> None:
    """In whole, and what it takes besides what it follows."""
    deck = deck_of(PUMP)
    assert fires(deck, deck.links[link]) == fires_
    assert terms(deck, deck.links[link]) == (fires_ if terms_ is None else terms_)


def test_how_likely_news_is() -> None:
    deck = deck_of(PUMP)
    assert odds(deck, deck.news["leak"]) == "5 to 30 chances in 100, depending on water"


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_maps_tell_what_a_link_takes(name: str) -> None:
    """The map in lines and the drawn one say of each link what it takes, also of one that goes on by itself."""
    deck = debate.load_deck(name)
    reader = Reader(Session(deck, dict.fromkeys(deck.roles, PERSON), seed=1), deck.turn_order[0])
    told = 0
    for meter in deck.meters:
        lines = [node.text for node in drives(reader, meter) if hasattr(node, "text")]
        for wire in wires(reader, meter).into:
            if wire.kind == "link":
                takes = terms(deck, deck.links[wire.id])
                assert wire.told.endswith(takes)
                assert any(takes in line and deck.links[wire.id].says.rstrip(".") in line for line in lines)
                told += bool(takes)
    assert told
