"""How a game stands or ended: the headline, scores, promises beside what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from debate.rules.evaluate import holds
from debate.rules.state import State

ENOUGH = 5
"""Points by which a meter must have moved the promised way for the promise to count as kept: fewer are no result that
anybody would see. Where the limit was nearer than that, reaching the limit is enough."""


@frozen
class Delivered:
    """One promise of a move that happened: the meter's value before the move, at the end of term, years later.

    A promise names a meter and a direction; :data:`ENOUGH` says how far is far enough. ``low``, ``high``: the limits of
    the meter.
    """

    round: int
    role: str
    move: str
    meter: str
    promised: str
    """``up`` or ``down``."""
    before: int
    term: int
    later: int
    low: int = 0
    high: int = 100

    @property
    def wanted(self) -> int:
        """The change that would have kept it, with its sign."""
        if self.promised == "up":
            return max(min(ENOUGH, self.high - self.before), 1)
        return min(-min(ENOUGH, self.before - self.low), -1)

    @property
    def came(self) -> int:
        """The change from before the move to the end of term."""
        return self.term - self.before

    @property
    def kept(self) -> bool:
        """Whether enough of it had come at the end of term, by whatever cause. Whether the move itself kept it is told
        by :func:`debate.verdicts`."""
        return self.came >= self.wanted if self.wanted > 0 else self.came <= self.wanted


@frozen
class Outcome:
    """The end of a game; while it runs, how it would end now.

    ``ending`` is the headline at the end of term and ``later`` the one after the epilogue; ``tags`` hold beside them.
    ``scores``: role -> 0..100 on what its motive wants at the end of term. ``ends``: the same on what it says it is
    for, after the epilogue (roles whose motive names no ends are left out). ``debate_points``: what was won on the
    floor.
    """

    over: bool
    ending: str
    tags: tuple[str, ...]
    later: str
    later_tags: tuple[str, ...]
    scores: Mapping[str, int]
    ends: Mapping[str, int]
    debate_points: Mapping[str, int]
    delivered: tuple[Delivered, ...] = field(repr=False)


def outcome(state: State) -> Outcome:
    """How the game ended, or would end now."""
    term = state.term or state
    ender = ended_by(term)
    scores, ends = {}, {}
    for role, motive_id in state.motives.items():
        motive = state.tables.deck.roles[role].motives.get(motive_id)
        wants = {} if motive is None else motive.wants
        scores[role] = score(term, wants)
        if motive is not None and motive.ends:
            ends[role] = score(state, motive.ends)
    ending, tags = headline(term, ender)
    later, later_tags = headline(state, ender)
    return Outcome(
        over=state.over,
        ending=ending,
        tags=tags,
        later=later,
        later_tags=later_tags,
        scores=scores,
        ends=ends,
        debate_points=dict(state.points),
        delivered=tuple(_delivered(state, term)),
    )


def _delivered(state: State, term: State) -> Iterator[Delivered]:
    """Each promise of each move that was played, beside what came of it."""
    deck, then, later = state.tables.deck, term.meters, state.meters
    for promise in state.promises:
        move = deck.moves[promise.move]
        for id_, before in promise.before:
            meter, way = deck.meters[id_], move.promises[id_]
            came = before, then[id_], later[id_], meter.min, meter.max
            yield Delivered(promise.round, promise.role, promise.move, id_, way, *came)


def score(state: State, weights: Mapping[str, int]) -> int:
    """0 to 100, half up: how far each meter stands on the wanted side, weighted. 0 where nothing is wanted."""
    tables, v = state.tables, state.v
    reached = possible = 0
    for meter, weight in weights.items():
        place = tables.places[meter]
        low, high, value = tables.low[place], tables.high[place], v[place]
        reached += abs(weight) * (value - low if weight > 0 else high - value)
        possible += abs(weight) * (high - low)
    return (200 * reached + possible) // (2 * possible) if possible else 0


def ended_by(state: State) -> str:
    """The ending that ends the game in this position: the first in deck order that does and holds; empty for none."""
    for ending, when in state.tables.endings:
        if ending.ends_the_game and holds(when, state.v, state.tables):
            return ending.id
    return ""


def headline(state: State, ender: str) -> tuple[str, tuple[str, ...]]:
    """The ending that ended the game, else the first in deck order that holds; and the tags that hold beside it."""
    held = [ending for ending, when in state.tables.endings if holds(when, state.v, state.tables)]
    first = ender or (held[0].id if held else "")
    return first, tuple(e.id for e in held if e.tag and e.id != first)
