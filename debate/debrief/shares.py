"""Who moved a meter: each change of it, led back through its causes to the moves behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from debate.rules.begun import Begun
from debate.rules.deck import Deck
from debate.rules.state import Pending, State
from debate.rules.trace import TraceStep

MOST_OF_SEATS = 3
"""How many moves and cases of seats are named that took a meter somewhere."""


class Roots:
    """For each step of a game, the events of moves that it goes back to, by their step numbers; what merely kept an
    effect going (see :mod:`debate.rules.begun`) is none of them."""

    def __init__(self, deck: Deck, steps: Sequence[TraceStep], through_meters: bool = True) -> None:
        """``through_meters``: also where all that a move did was to bring a meter to where a cause reads it."""
        self._of: dict[int, frozenset[int]] = {}
        self.events: Mapping[int, TraceStep] = {
            s.number: s for s in steps if s.kind == "event" and s.cause in deck.moves
        }
        nothing: frozenset[int] = frozenset()
        left_out = set() if through_meters else {step.number for step in steps if step.meter is not None}
        begun = Begun(deck, steps)
        for step in steps:
            above = nothing.union(*(self._of.get(n, nothing) for n in begun.parents(step) if n not in left_out))
            self._of[step.number] = above | {step.number} if step.number in self.events else above

    def of(self, step: TraceStep) -> frozenset[int]:
        """Numbers of the event steps of moves behind this one; empty where it goes on by itself."""
        return self._of.get(step.number, frozenset())


@frozen
class Share:
    """What one cause (a link, denial, news item or move) did to a meter in a stretch of the game."""

    meter: str
    cause: str
    total: int
    roots: frozenset[int]


def shares(roots: Roots, steps: Sequence[TraceStep], meter: str, after: int, last: int) -> tuple[Share, ...]:
    """What moved the meter after the step numbered ``after``, up to the end of round ``last``; biggest first."""
    totals: dict[str, list[TraceStep]] = {}
    for step in steps:
        if step.meter == meter and step.change and step.number > after and step.round <= last and step.kind != "clamp":
            totals.setdefault(step.cause, []).append(step)
    found = [
        Share(meter, cause, sum(s.change for s in made), frozenset().union(*(roots.of(s) for s in made)))
        for cause, made in totals.items()
    ]
    return tuple(sorted(found, key=lambda share: -abs(share.total)))


def on_its_way(
    deck: Deck, steps: Iterable[TraceStep], state: State, meter: str, last: int
) -> list[tuple[Pending, str, int]]:
    """What is on its way to a meter in this position and lands up to round ``last``, the earliest first, each with the
    id of the move or news item that it follows (of the link where it follows none) and by how much it moves it."""
    causes = {step.number: step.cause for step in steps}
    return [
        (item, next((causes[n] for n in item.parents if causes[n] in deck.links[item.link].follows), item.link), amount)
        for item in sorted(state.pending, key=lambda item: item.lands)
        for target, amount in item.changes
        if target == meter and amount and item.lands <= last
    ]


def foremost(found: Sequence[Share], sign: int, cases: Mapping[str, object]) -> tuple[list[Share], list[Share]]:
    """Of what moved a meter, the biggest first: what is named of those that went this way, moves and ``cases`` of seats
    before what is nobody's; and all others, of which one alone is named too."""
    way = [share for share in found if share.total * sign > 0]
    seats = [share for share in way if share.roots or share.cause in cases]
    named = [*seats[:MOST_OF_SEATS], *[share for share in way if share not in seats][: 1 if seats else 2]]
    rest = [share for share in found if share.total and share not in named]
    return ([*named, *rest], []) if len(rest) == 1 else (named, rest)
