"""A policy-debate teaching game. The names here are the public face of the package and stay stable.

>>> import debate
>>> deck = debate.load_deck("zte")
>>> state = debate.start(deck, seed=7)
>>> while not state.over:
...     state = debate.play(deck, state, debate.legal_moves(deck, state)[0]).state
>>> debate.outcome(deck, state).ending  # doctest: +SKIP
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's own would be loaded for it, also where nothing but help is asked for
if TYPE_CHECKING:
    from debate.api import *

__version__ = "0.1.0"

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

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import the public names when one is first used: ``debate --help`` needs none of what they need."""
        if name not in __all__:
            raise AttributeError(f"module 'debate' has no attribute '{name}'")
        from debate import api

        found = globals()[name] = getattr(api, name)
        return found
