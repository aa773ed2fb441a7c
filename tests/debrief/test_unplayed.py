"""What a move that was never played would have been worth."""

from __future__ import annotations

import debate
from debate.debrief.unplayed import scores_with
from debate.debrief.why_not import Past
from debate.pages.details import details
from debate.pages.document import Line, Ref
from debate.pages.reader import Reader
from tests.debrief.games import watched

ZTE = debate.load_deck("zte")


def test_with_what_was_chosen_the_score_is_what_it_was() -> None:
    """Asked of a move that was played without a case: the score of the game as it was, in the round in which it was
    played; of offers nothing is said."""
    told = 0
    for seed in range(1, 9):
        session = watched(ZTE, seed, "novice", "class")
        past, scores = Past(session.played), session.outcome().scores
        for state, move in zip(session.played.states, session.played.moves, strict=False):
            if move.kind == "play" and not move.card:
                found = scores_with(past, move.move)
                if past.deck.moves[move.move].offer_to is not None:
                    assert not found
                elif state.round <= past.last:
                    assert found[state.round] == scores[move.role]
                    told += 1
    assert told > 5


def test_it_is_told_of_own_moves_that_never_came() -> None:
    """With the rounds in which it could have been chosen; not of moves of others, nor of what came."""
    session = watched(ZTE, 5, "scripted", "class")
    past, told = Past(session.played), 0
    for move in past.deck.moves.values():
        for role in ZTE.turn_order:
            if not move.active or move.forbidden:
                continue
            page = [
                node.text for node in details(Reader(session, role), Ref("move", move.id)) if isinstance(node, Line)
            ]
            lines = [text for text in page if "in place of what you chose" in text]
            came = any(step.kind == "event" and step.cause == move.id for step in past.steps)
            found = {} if move.role != role or came else scores_with(past, move.id)
            assert len(lines) <= bool(found)
            if lines:
                assert all(f"{points} with it in round {number}" in lines[0] for number, points in found.items())
                told += 1
    assert told
