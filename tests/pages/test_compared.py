"""Two games side by side, as a page tells them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import debate
from debate import load_deck
from debate.pages.compared import compared, what_if
from debate.pages.document import Line
from debate.pages.past import NAMES
from debate.pages.reader import Reader
from debate.store.compare import compare
from tests.debrief.games import harbour, played, watched
from tests.small_deck import deck_of

KINDS = [{"accept", "decline"}, {"show", "withhold"}, {"answer", "press", "let-stand"}, {"extend", "rest"}]
MILL = """
rounds: {count: 2}
meters:
  water: {start: 20, min: 0, max: 100}
  flour: {start: 50, min: 0, max: 100}
roles: {rain: , miller: }
moves:
  pour: {role: rain, text: It pours., effects: {water: +40}}
  grind: {role: miller, text: It grinds., effects: {flour: {by: water, from: {0: 0, 50: -5}}}}
endings: {any: {title: Any, text: Any.}}
"""


def test_what_came_in_both_games_tells_both_amounts_and_what_they_hang_on() -> None:
    """The miller ground in both games: five points after the rain, and none without. That is not told as if the move
    had come in one of them alone; the rain, which did, is."""
    deck = deck_of(MILL)
    wet = played(deck, [["rain play pour"], ["miller play grind"]])
    dry = played(deck, [[], ["miller play grind"]])
    found = compare(deck, wet.played, dry.played)
    page = [node.text for node in compared(deck, found, ("wet", "dry")) if isinstance(node, Line)]
    (ground,) = (line for line in page if "'grind' of miller" in line)
    assert ground == "-5 in 'wet', ±0 in 'dry': 'grind' of miller (P1); it depends on water (60 and 20)."
    assert any(line.startswith("+40 only in 'wet': 'pour' of rain") for line in page)


def test_what_set_something_going_is_told_with_when_it_was_decided() -> None:
    """A beaten move that waited a round is named with the round in which it was decided, too."""
    choices = ["port play dig with ships-pay", "town answer port with water-is-all", "port wait"]
    dug, calm = played(harbour(), [choices, [], []], seed=2), played(harbour(), [[], [], []], seed=2)
    page = compared(harbour(), compare(harbour(), dug.played, calm.played), ("dug", "calm"))
    told = [node.text for node in page if isinstance(node, Line) and "Digging costs money" in node.text]
    assert told == [
        "+20 only in 'dug': Digging costs money (P2, inferred), after 'Dig the channel' of The port in round 2 "
        "(decided in round 1)."
    ]


def test_two_games_part_where_an_offer_was_taken_in_one() -> None:
    """Of one offer, taken in the one game and declined in the other, it is told that they part there, and not where the
    first move was chosen otherwise, a round later."""
    deck = deck_of(MILL.replace("grind: {role: miller,", "grind: {role: miller, offer_to: rain,"))
    taken = played(deck, [["miller play grind", "rain accept grind"], ["rain play pour"]])
    left = played(deck, [["miller play grind", "rain decline grind"], []])
    page = compared(deck, compare(deck, taken.played, left.played), ("taken", "left"))
    (parts,) = (node.text for node in page if isinstance(node, Line) and node.term == "Where they part")
    assert parts == "Round 1: rain accepted the offer 'grind' in 'taken'. rain declined the offer 'grind' in 'left'."


@pytest.mark.parametrize(("name", "role"), [("zte", "congress"), ("river", "city"), ("phones", "pupils")])
def test_a_what_if_tells_the_biggest_differences_then_and_later_each_once(name: str, role: str) -> None:
    """Whichever meters they are, those that a score hangs on too: what was told of them at the end of term is not told
    again, and what came of it only years later is. Choices are set beside others of their kind."""
    deck = load_deck(name)
    session = watched(deck, 5, "scripted")
    reader, told = Reader(session, next(r for r in (role, *deck.turn_order) if r in deck.roles)), 0
    for at in range(0, len(session.moves), 5):
        other = [move for move in debate.legal_moves(deck, session.played.states[at]) if move != session.moves[at]]
        if not other:
            continue
        found = session.what_if(at, other[0])
        one = compare(deck, found.recorded, found.other)
        for each in one.choices:
            if each.one is not None and each.other is not None:
                assert not any((each.one.kind in kind) != (each.other.kind in kind) for kind in KINDS), each
        words = " ".join(node.text for node in what_if(reader, found, NAMES) if isinstance(node, Line))
        most = max(one.lines.values(), key=lambda lines: abs(lines.other[-1] - lines.one[-1]))
        if most.one[-1] != most.other[-1]:
            (said,) = re.findall(rf"{re.escape(deck.meters[most.meter].name)}, from \d+: ([^.]*)\.", words)
            assert "too" in said or f"{most.one[-1]}" in said.split("later")[-1], (most, words)
            told += 1
    assert told > 1


def test_of_what_never_held_it_is_said_what_it_takes() -> None:
    """A link that was at work in one of two games alone, and that no move or news tells apart: what it takes, "never
    so" in the other. There that link has not one step, and its amount could not have been nothing."""
    deck, told = load_deck("zte"), 0
    games = [watched(deck, seed, "scripted", "class") for seed in range(1, 9)]
    says = {link.says.rstrip("."): link for link in deck.links.values()}
    for one, other in pairwise(games):
        found = compare(deck, one.played, other.played)
        for node in compared(deck, found, ("one", "other")):
            words = getattr(node, "text", "")
            if never := re.search(r"never so in '(one|other)' when links were read", words):
                game = one if never[1] == "one" else other
                (link,) = (link for text, link in says.items() if f": {text} (" in words)
                assert not any(step.cause == link.id for step in game.trace)
                assert "; it takes that " in words
                told += 1
    assert told
