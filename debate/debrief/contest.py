"""The same game under another model of the world: other causal views, other links, other denials."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from debate.debrief.control import Control, Place, Tried, tried
from debate.debrief.verdicts import Verdict, verdicts, verdicts_of
from debate.rules.deck import Deck
from debate.rules.outcome import Outcome, outcome
from debate.rules.record import Record
from debate.rules.replay import Played
from debate.rules.replay import under as replayed
from debate.rules.state import State


@frozen
class Replayed:
    """A game as it would have gone under another model: its last position, how it ended, and what became of each
    promise there. ``played``: the whole, one position a round."""

    state: State = field(repr=False)
    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    played: Played = field(repr=False)


def replayed_under(deck: Deck, record: Record, views: Iterable[str], other: Deck) -> Replayed:
    """Replay a finished game under these causal views and with the links and denials of ``other``; see
    :func:`debate.under`. ``deck`` is the one that it was played with, both as written."""
    on = tuple(sorted(set(views)))
    for view in on:
        if view not in deck.views:
            raise ValueError(f"the deck has no view '{view}'; it has: {', '.join(deck.views) or 'none'}")
    game = tried(deck, record)
    there = replayed(deck, record.setting, record.moves, on, other)
    if other is deck and on == record.setting.views:
        return Replayed(there.state, outcome(there.state), verdicts(deck, record), there)
    found = verdicts_of(_Supposed(deck, record, game, other, on, there))
    return Replayed(there.state, outcome(there.state), found, there)


class _Supposed(Tried):
    """A finished game replayed under another model, with control runs that are such replays too."""

    def __init__(
        self, deck: Deck, record: Record, game: Tried, other: Deck, views: tuple[str, ...], there: Played
    ) -> None:
        self.played, self.state, self.plays = there, there.state, game.plays
        self.deck, self.outcome = there.state.tables.deck, outcome(there.state)
        term = there.state.term
        assert term is not None
        self.last = term.round
        self._model = deck, record, other, views
        self._runs: dict[frozenset[Place], Control] = {}

    def without(self, *gone: Place) -> Control:
        key = frozenset(gone)
        found = self._runs.get(key)
        if found is None:
            deck, record, other, views = self._model
            there = replayed(deck, record.setting, record.moves, views, other, key)
            found = self._runs[key] = Control(there.state, ())
        return found
