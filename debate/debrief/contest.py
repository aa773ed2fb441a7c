"""The same game under another model of the world: other causal views, other links, other denials."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from debate.debrief.control import Control, Place, Tried, tried
from debate.debrief.verdicts import Verdict, verdicts, verdicts_of
from debate.deckfile.contested import Items, contested
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


def under(
    deck: Deck, record: Record, *, views: Iterable[str] = (), links: Items | None = None, denials: Items | None = None
) -> Replayed:
    """Replay a finished game under these causal views (none: the deck as written) and with these links and denials.

    ``links``, ``denials``: id -> the item as it stands in a deck, or None to take it out; an id that the deck has is
    put otherwise, another one is added. Choices, cases, answers, offers, rulings and payments stay as recorded; a move
    that is not possible there does not happen. The verdicts come from the same replay without each move and its case.

    Raises ``ValueError`` with a sentence (:class:`debate.DeckError` is one) for an item that is wrong, a view that the
    deck does not have, a record of another deck and a game that is not over.
    """
    on = tuple(sorted(set(views)))
    for view in on:
        if view not in deck.views:
            raise ValueError(f"the deck has no view '{view}'; it has: {', '.join(deck.views) or 'none'}")
    game = tried(deck, record)
    other = contested(deck, links or {}, denials or {})
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
