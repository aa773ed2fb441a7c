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


@pytest.mark.parametrize("by_web", [True, False])
def test_maps_lead_from_news_to_what_its_odds_hang_on_and_back(by_web: bool) -> None:
    """In lines and drawn: a break-in hangs on how well networks are guarded, which leads to it; so do the move that has
    to come first and how much the rival learns."""
    deck = debate.load_deck("zte")
    reader = Reader(Session(deck, dict.fromkeys(deck.roles, PERSON), seed=1), "congress")

    def ends(id_: str, outward: bool) -> dict[str, str]:
        if by_web:
            found = wires(reader, id_)
            return {wire.name: f"{wire.words}. {wire.told}" for wire in (found.out if outward else found.into)}
        nodes = [getattr(node, "text", "") for node in drives(reader, id_)]
        after = nodes.index(next(text for text in nodes if text.endswith(" drives")))
        return dict(text.split(": ", 1) for text in (nodes[after:] if outward else nodes[:after]) if ": " in text)

    security, hack = ends("us-security", True), ends("hack-reported", False)
    assert "70 to 15 chances in 100 as it rises" in security["A Chinese hack comes to light"]
    assert "30 to 3 chances in 100 as it rises" in security["Another rival breaks in"]
    assert "-6 to -1 as it rises" in security["U.S. technology lead"]
    assert "70 to 15 chances in 100 as it rises" in hack["U.S. network security"]
    assert "If 'Hack by other means' happened this round." in hack["Hack by other means"]
    assert "A Chinese hack comes to light" in ends("hack-by-other-means", True)


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
                takes, says = terms(deck, deck.links[wire.id]), deck.links[wire.id].says.rstrip(".")
                assert wire.told.lower().endswith(takes.lower())
                assert any(takes.lower() in line.lower() and says in line for line in lines)
                told += bool(takes)
    assert told
