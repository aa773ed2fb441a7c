"""The same game under another model of the world: other causal views, other links, other denials."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve, field, frozen

from debate.debrief.control import Control, Place, Tried, tried
from debate.debrief.shares import Roots
from debate.debrief.verdicts import LATER, Verdict, verdicts, verdicts_of
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
    found = verdicts_of(_Supposed(game, there))
    return Replayed(there.state, outcome(there.state), found, there)


class _Supposed(Tried):
    """A finished game replayed under another model, with control runs of the same kind as those of the game itself: the
    recorded choices wherever they are legal. Nothing put otherwise, so every verdict is the game's own."""

    def __init__(self, game: Tried, there: Played) -> None:
        self.played, self.state = there, there.state
        self.deck, self.outcome = there.state.tables.deck, outcome(there.state)
        term = there.state.term
        assert term is not None
        self.last = term.round
        self.plays, self.made = game.plays, game.made
        self.opened = {state.round: state for state in there.states if not state.over}
        self._runs: dict[frozenset[Place], Control] = {}
        self.notes = {}


@frozen
class Moved:
    """What one cause did to a meter after a move happened: its points as played and ``there``, under the other model.
    ``own``: it goes back to that move."""

    cause: str
    here: int
    there: int
    own: bool


@frozen
class Flip:
    """A promise that came out otherwise under another model. ``was``, ``now``: its verdict in either game; None where
    the move did not happen in that one. ``moved``: what moved the meter otherwise, what goes back to the move first."""

    was: Verdict | None
    now: Verdict | None
    moved: tuple[Moved, ...] = ()

    @property
    def promise(self) -> Verdict:
        found = self.now or self.was
        assert found is not None
        return found


def flips(deck: Deck, record: Record, there: Replayed) -> tuple[Flip, ...]:
    """The promises of a finished game that came out otherwise there, in the order in which the moves happened."""
    here = {_place(v): v for v in verdicts(deck, record)}
    now = {_place(v): v for v in there.verdicts}
    places = sorted({**here, **now}, key=lambda place: place[0])
    runs = _Run(tried(deck, record).played), _Run(there.played)
    found = []
    for place in places:
        a, b = here.get(place), now.get(place)
        if a is None or b is None:
            found.append(Flip(a, b))
        elif a.verdict != b.verdict:
            found.append(Flip(a, b, _moved(a, b, runs)))
    return tuple(found)


def _place(v: Verdict) -> tuple[int, str, str, str]:
    return v.round, v.role, v.move, v.meter


class _Run:
    """One of two games, with what each cause did to a meter in it."""

    def __init__(self, played: Played) -> None:
        deck = played.state.tables.deck
        self.steps = tuple(played.trace)
        self.roots = Roots(deck, self.steps)
        self.last = (played.state.term or played.state).round

    def totals(self, v: Verdict) -> dict[tuple[str, bool], int]:
        """(cause, whether it goes back to the move) -> points, from the move to the time of the verdict."""
        event = next(s for s in self.steps if s.kind == "event" and s.cause == v.move and s.round == v.round)
        found: dict[tuple[str, bool], int] = {}
        for s in self.steps:
            timely = s.number > event.number and (v.verdict == LATER or s.round <= self.last)
            if timely and s.meter == v.meter and s.change and s.kind != "clamp":
                key = s.cause, event.number in self.roots.of(s)
                found[key] = found.get(key, 0) + s.change
        return found


def _moved(was: Verdict, now: Verdict, runs: tuple[_Run, _Run]) -> tuple[Moved, ...]:
    here, there = runs[0].totals(was), runs[1].totals(now)
    both = {key: (here.get(key, 0), there.get(key, 0)) for key in (*here, *there)}
    found = [Moved(cause, a, b, own) for (cause, own), (a, b) in both.items() if a != b]
    return tuple(sorted(found, key=lambda each: (not each.own, -abs(each.here - each.there))))


def ending_under(deck: Deck, record: Record, other: Deck) -> str:
    """The ending, at the end of term, of the same game with the links and denials of ``other``."""
    return outcome(replayed(deck, record.setting, record.moves, record.setting.views, other).state).ending


def ending_without(deck: Deck, record: Record, id_: str) -> str:
    """The same without this one link or denial."""
    links = {each: link for each, link in deck.links.items() if each != id_}
    denials = {each: denial for each, denial in deck.denials.items() if each != id_}
    return ending_under(deck, record, evolve(deck, links=links, denials=denials))


def decisive(deck: Deck, record: Record, progress: Callable[[int, int], None] | None = None) -> dict[str, str]:
    """The links that were at work in a finished game of which each, taken out of the model alone, makes it end
    otherwise: id -> the ending then, in the order of the deck. ``progress``: told how many are tried of how many."""
    game = tried(deck, record)
    fired = {step.cause for step in game.steps if step.kind in ("link", "landing", "pending")}
    at_work = [id_ for id_ in deck.links if id_ in fired]
    found = {}
    for number, id_ in enumerate(at_work, 1):
        ending = ending_without(deck, record, id_)
        if ending != game.outcome.ending:
            found[id_] = ending
        if progress is not None:
            progress(number, len(at_work))
    return found
