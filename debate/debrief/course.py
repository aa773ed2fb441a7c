"""How meters went through a game: where they stood at the start, after each round, and years later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from debate.rules.deck import Deck
from debate.rules.replay import Played

FOUR = 4
"""How many meters tell how a game went."""


@frozen
class Course:
    """One meter: its ``values`` at the start of the game and at the end of each round of the term, and ``later``, after
    the epilogue (None where the deck has none)."""

    meter: str
    values: tuple[int, ...]
    later: int | None

    @property
    def moved(self) -> int:
        """How far it was, at its furthest, from where it began."""
        begun = self.values[0]
        rest = self.values if self.later is None else (*self.values, self.later)
        return max(abs(value - begun) for value in rest)


def courses(played: Played, meters: Sequence[str]) -> tuple[Course, ...]:
    """The courses of these meters in a game that is over. ``ValueError`` where it is not."""
    term = played.state.term
    if term is None:
        raise ValueError("This game is not over yet, so it cannot be told how it went.")
    ends = {}
    for before, after in zip(played.states, played.states[1:], strict=False):
        if after.round > before.round:
            ends[before.round] = after.meters
    ends[term.round] = term.meters
    rounds = [played.states[0].meters, *(ends[round_] for round_ in sorted(ends) if round_ <= term.round)]
    later = played.state.meters if played.state.round > term.round else None
    return tuple(
        Course(meter, tuple(values[meter] for values in rounds), None if later is None else later[meter])
        for meter in meters
    )


def that_mattered(deck: Deck, played: Played, wants: Mapping[str, int], says: Mapping[str, int]) -> tuple[Course, ...]:
    """The courses of at most :data:`FOUR` meters, from weights of what is wanted and of what one says one is for: what
    is wanted most, then of what is wanted, and after it of what one says, those that moved furthest by their weight; in
    the order of their weights, wants first. Where
    neither is given, those of the whole deck that moved furthest."""
    goals = {**says, **wants}
    found = courses(played, list(goals) or list(deck.meters))
    if not goals:
        return tuple(sorted(found, key=lambda course: -course.moved)[:FOUR])
    order = [*_by_weight(wants), *_by_weight({meter: says[meter] for meter in says if meter not in wants})]

    def rank(course: Course) -> tuple[bool, bool, int]:
        return course.meter != order[0], course.meter not in wants, -abs(goals[course.meter]) * course.moved

    chosen = [course for course in sorted(found, key=rank) if course.moved or course.meter == order[0]][:FOUR]
    still = sorted((course for course in found if course not in chosen), key=lambda each: order.index(each.meter))
    chosen += still[: max(0, FOUR - 1 - len(chosen))]
    return tuple(sorted(chosen, key=lambda course: order.index(course.meter)))


def _by_weight(weights: Mapping[str, int]) -> list[str]:
    return sorted(weights, key=lambda meter: -abs(weights[meter]))
