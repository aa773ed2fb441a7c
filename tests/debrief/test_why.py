"""Causes, back to where they begin."""

from __future__ import annotations

import pytest

import debate
from debate.debrief.told import Told
from debate.debrief.why import FELT, HIDDEN_CAUSE, KEPT, START, Because, did_not_move, moved, why, why_each
from debate.rules.deck import Deck
from tests.debrief.games import DECKS, harbour, played, watched


def test_a_tree_leads_back_to_the_move() -> None:
    """Cargo rose because deep water brings ships, because the channel was dug, because the port dug it."""
    session = played(harbour(), [["port play dig with ships-pay"], [], []], seed=4)
    trees = why_each(session.deck, session.visible("port"), moved(session.visible("port"), "cargo", 2))
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
        return leaf.told.kind in (START, KEPT, FELT)
    on_the_floor = ("declined", "stood", "beaten")
    return step.kind in ("roll", "rule", *on_the_floor) or (step.kind == "event" and step.cause in deck.moves)


def test_what_a_reader_does_not_have_is_told_to_be_hidden() -> None:
    """Of what followed a move or a watched meter that the reader has no step of, neither is guessed at: it is said that
    something led there that cannot be seen, and of a meter which one moved. It is never told as so from the start."""
    session = played(harbour(), [["port play dig with ships-pay"], [], []], seed=4)
    whole, told = tuple(session.trace), 0
    deck = session.deck
    for cause, words in (("digging-costs", "it follows something, for"), ("mud-shuts-the-beach", "Mud moved, for")):
        for step in (step for step in whole if step.cause == cause):
            seen = [each for each in whole if each.number == step.number or each.cause == cause]
            leaf, *rest = why(deck, seen, step.number).causes
            assert all(each.told.kind == START for each in rest)
            assert leaf.told.kind == HIDDEN_CAUSE
            assert leaf.told.text.startswith(words)
            assert leaf.told.text.endswith("reasons that you cannot see from your seat")
            told += 1
    assert told >= 2


def test_a_case_that_moved_what_people_feel_says_why() -> None:
    """Each time a case of the ZTE deck stood or was beaten and moved a meter, its card says why people felt so."""
    session, told = watched(debate.load_deck("zte"), 1, "scripted"), set()
    for step in session.trace:
        if step.kind in ("stood", "beaten") and step.target:
            (leaf,) = why(session.deck, tuple(session.trace), step.number).causes
            card = session.deck.arguments[step.cause]
            assert (leaf.told.kind, leaf.told.text) == (FELT, card.feelings)
            assert card.feelings
            told.add(step.kind)
    assert told == {"stood", "beaten"}
    assert all(card.feelings for card in session.deck.arguments.values() if card.stands or card.beaten)
