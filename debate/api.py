"""The public face of the package, as functions over a deck and a state."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from debate import opponents
from debate.debrief.answers import AnswerScore, answer_scores
from debate.debrief.contest import Replayed, replayed_under
from debate.debrief.questions import Question, questions
from debate.debrief.retries import Retry, retries
from debate.debrief.scores import Goal, Score, ScoreChoice, score
from debate.debrief.verdicts import Verdict, verdicts
from debate.deckfile import DeckError, load_deck
from debate.deckfile.contested import Items, contested
from debate.opponents import Choice, Opponent
from debate.rules import catalogue, legal, moves, sampling
from debate.rules import outcome as outcomes
from debate.rules import play as rules
from debate.rules import view as views_
from debate.rules.deck import Deck
from debate.rules.moves import IllegalMove, Move, NotationError, Refusal
from debate.rules.outcome import Outcome
from debate.rules.play import Step, start
from debate.rules.record import Record
from debate.rules.state import State
from debate.rules.trace import Trace, TraceStep
from debate.rules.view import View
from debate.store.recorded import RecordError, position_of
from debate.store.recorded import load_record as _load_record

OPPONENTS: Mapping[str, Opponent] = MappingProxyType(opponents.OPPONENTS)
"""Who can play a role where no person does, by name."""


def legal_moves(deck: Deck, state: State, role: str | None = None) -> tuple[Move, ...]:
    """The legal choices of ``role``, by default ``state.to_move``, in a fixed order; empty where it has none."""
    return legal.legal_moves(state, role)


def refusal(deck: Deck, state: State, move: Move) -> Refusal | None:
    """Why this choice is not legal (a code and a sentence), None where it is."""
    return legal.refusal(state, move)


def play(deck: Deck, state: State, move: Move) -> Step:
    """The next state, and the trace of what happened. Raises :class:`IllegalMove`; nothing has changed then."""
    return rules.play(state, move)


def view(deck: Deck, state: State, role: str | None) -> View:
    """All that ``role`` may know (None: what everybody may know), and nothing else."""
    return views_.view(state, role)


def outcome(deck: Deck, state: State) -> Outcome:
    """How the game ended, or would end now: the ending, scores of 0 to 100, debate points, promises."""
    return outcomes.outcome(state)


def load_record(path: str | os.PathLike[str]) -> Record:
    """The line of play of a saved game (``.game``, or ``.debate`` as it is exported), without what was taken back.

    Raises :class:`RecordError` (a ``ValueError``) with a sentence where there is no whole game in the file.
    """
    return _load_record(Path(path))


def replay(deck: Deck, record: Record) -> State:
    """The position to which this line of play leads.

    Raises :class:`RecordError` (a ``ValueError``) with a sentence where it was played with another deck.
    """
    return position_of(deck, record)


def sample(deck: Deck, view: View, *, seed: int, motives: Mapping[str, str] | None = None) -> State:
    """A world that the view allows: ``debate.view(deck, sampled, view.role) == view``, with a guess at all the rest.

    ``seed``: of the guess, not of the game; the same one gives the same world. ``motives``: role -> what it is thought
    to want, drawn evenly for the others. A sampled world can be played on and has no record. Raises ``ValueError``
    where the view is of another deck.
    """
    if view.position.tables.deck.id != deck.id:
        raise ValueError(f"the view is of a game with '{view.position.tables.deck.id}', not with '{deck.id}'")
    return sampling.sample(view, seed, motives)


def under(
    deck: Deck, record: Record, *, views: Iterable[str] = (), links: Items | None = None, denials: Items | None = None
) -> Replayed:
    """Replay a finished game under these causal views (none: the deck as written) and with these links and denials.

    ``links``, ``denials``: id -> the item as it stands in a deck, or None to take it out; an id that the deck has is
    put otherwise, another one is added. Choices, cases, answers, offers, rulings and payments stay as recorded; a move
    that is not possible there does not happen. The verdicts come from the same replay without each move and its case.

    Raises ``ValueError`` with a sentence (:class:`DeckError` is one) for an item that is wrong, a view that the deck
    does not have, a record of another deck and a game that is not over.
    """
    return replayed_under(deck, record, views, contested(deck, links or {}, denials or {}))


def all_moves(deck: Deck) -> tuple[Move, ...]:
    """Every choice that some position of some game with this deck allows, under any preset and any views, in a fixed
    order. Left out are the hands that a role may keep where it chooses them: there are hundreds of thousands."""
    return catalogue.all_moves(deck)


def parse_move(deck: Deck, text: str) -> Move:
    """The choice that ``text`` notates; the inverse of ``str(move)``.

    Raises :class:`NotationError` (a ``ValueError``) with a sentence that names the word that is wrong.
    """
    move = moves.read_notation(text)
    known: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("role", move.role, (*deck.turn_order, moves.JUDGE)),
        ("move", move.move, deck.moves),
        ("role", move.to, deck.turn_order),
        *(("argument", card, deck.arguments) for card in (move.card, *move.cards)),
    )
    for kind, name, names in known:
        if name and name not in names:
            raise NotationError(f"'{text}': the deck has no {kind} '{name}'{_nearest(name, names)}")
    return move


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), 1)
    return f", did you mean '{found[0]}'?" if found else ""


__all__ = [
    "OPPONENTS",
    "AnswerScore",
    "Choice",
    "Deck",
    "DeckError",
    "Goal",
    "IllegalMove",
    "Move",
    "NotationError",
    "Opponent",
    "Outcome",
    "Question",
    "Record",
    "RecordError",
    "Refusal",
    "Replayed",
    "Retry",
    "Score",
    "ScoreChoice",
    "State",
    "Step",
    "Trace",
    "TraceStep",
    "Verdict",
    "View",
    "all_moves",
    "answer_scores",
    "legal_moves",
    "load_deck",
    "load_record",
    "outcome",
    "parse_move",
    "play",
    "questions",
    "refusal",
    "replay",
    "retries",
    "sample",
    "score",
    "start",
    "under",
    "verdicts",
    "view",
]
