"""Causes, back to where they begin."""

from __future__ import annotations

import pytest

import debate
from debate.debrief.told import Told
from debate.debrief.why import KEPT, START, Because, did_not_move, why, why_meter
from debate.rules.deck import Deck
from tests.debrief.games import DECKS, harbour, played, watched


def test_a_tree_leads_back_to_the_move() -> None:
    """Cargo rose because deep water brings ships, because the channel was dug, because the port dug it."""
    session = played(harbour(), [["port play dig with ships-pay"], [], []], seed=4)
    trees = why_meter(session.deck, session.visible("port"), "cargo", 2)
    (tree,) = [tree for tree in trees if tree.told.cause == "Deep water brings big ships."]
    assert [(depth, node.told.text) for depth, node in tree.lines()][:3] == [
        (0, "Cargo 40 -> 60"),
        (1, "The channel: shallow -> dug deep"),
        (2, "The port: Dig the channel"),
    ]


def test_what_did_not_move_a_meter_is_told_once() -> None:
    """Three rounds of a dug channel: one line for the fish."""
    session = played(harbour(), [["port play dig with ships-pay"], [], []])
    (told,) = did_not_move(session.deck, session.visible("port"), "fish")
    assert told.cause == "The fish stay away."
    assert isinstance(told, Told)


@pytest.mark.parametrize("name", ["harbour.yaml", "valley", "zte"])
def test_every_tree_ends_in_a_move_the_start_or_chance(name: str) -> None:
    """Whole games: whatever a link did leads back to a player's move, to what was so from the start, or to a roll."""
    deck: Deck = debate.load_deck(name if name == "zte" else DECKS / name)
    for seed, opponent in ((1, "novice"), (2, "scripted")):
        session = watched(deck, seed, opponent)
        steps = tuple(session.trace)
        for step in steps:
            if step.kind in ("link", "landing", "pending", "denied"):
                tree = why(session.deck, steps, step.number)
                assert tree.causes or tree.again
                for leaf in tree.leaves():
                    assert _is_an_end(deck, leaf), (step, leaf)


def _is_an_end(deck: Deck, leaf: Because) -> bool:
    step = leaf.told.step
    if step is None or leaf.told.kind == KEPT:
        return leaf.told.kind in (START, KEPT)
    on_the_floor = ("declined", "stood", "beaten")
    return step.kind in ("roll", "rule", *on_the_floor) or (step.kind == "event" and step.cause in deck.moves)
