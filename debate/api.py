"""The public face of the package, as functions over a deck and a state."""

from __future__ import annotations

from collections.abc import Iterable

from debate.debrief.scores import Goal, Score, ScoreChoice, score
from debate.debrief.verdicts import Verdict, verdicts
from debate.deckfile import DeckError, load_deck
from debate.rules import legal, moves
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
    "Deck",
    "DeckError",
    "Goal",
    "IllegalMove",
    "Move",
    "NotationError",
    "Outcome",
    "Record",
    "Refusal",
    "Score",
    "ScoreChoice",
    "State",
    "Step",
    "Trace",
    "TraceStep",
    "Verdict",
    "View",
    "legal_moves",
    "load_deck",
    "outcome",
    "parse_move",
    "play",
    "refusal",
    "score",
    "start",
    "verdicts",
    "view",
]
