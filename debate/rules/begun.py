"""What began an effect that goes on, and what merely kept it going.

A link, or the roll of a news item, that reads a flag has the flag's latest change among its parents in the trace. Where
that change led from one value under which it is at work to another one, the effect did not begin with it: without it,
it would have gone on all the same. Whoever tells causes names the change by which it began, or that it was so from the
start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.rules.conditions import AllOf, Condition, FlagIs, each_in
from debate.rules.deck import Deck, Link, News
from debate.rules.trace import TraceStep


class Begun:
    """The steps of a game with the beginnings of what goes on in them. Steps of links and news only: a denial speaks of
    the latest change, since that is what is said to have an effect."""

    def __init__(self, deck: Deck, steps: Sequence[TraceStep]) -> None:
        self._read = _reading(deck)
        self._changes: dict[str, list[TraceStep]] = {}
        self._flags: dict[int, TraceStep] = {}
        for step in steps:
            if step.flag and step.before != step.after and step.kind in ("effect", "link", "landing"):
                self._changes.setdefault(step.flag, []).append(step)
                self._flags[step.number] = step

    def parents(self, step: TraceStep) -> tuple[int, ...]:
        """The numbers of what led to a step, a change that merely kept it going left out for the one that began it,
        or for none where it was so from the start."""
        read = self._read.get(step.cause)
        if read is None:
            return step.parents
        found: dict[int, None] = {}
        for number in step.parents:
            change = self._flags.get(number)
            begun = change if change is None else self._beginning(change, read.get(str(change.flag), frozenset()))
            if change is None or begun is not None:
                found[number if begun is None else begun.number] = None
        return tuple(found)

    def kept(self, step: TraceStep) -> tuple[TraceStep, ...]:
        """The changes that merely kept going what led to a step, in order."""
        named = set(self.parents(step))
        return tuple(self._flags[number] for number in step.parents if number in self._flags and number not in named)

    def _beginning(self, change: TraceStep, values: frozenset[str]) -> TraceStep | None:
        """The change by which the flag came to one of these values, among which it has stayed up to this change; None
        where it had one from the start."""
        made = self._changes[str(change.flag)]
        for at in range(made.index(change), -1, -1):
            if str(made[at].before) not in values:
                return made[at]
        return None


def _reading(deck: Deck) -> dict[str, dict[str, frozenset[str]]]:
    """For each link or news item that is at work under several values of a flag: flag -> these values."""
    found: dict[str, dict[str, frozenset[str]]] | None = deck._cache.get("several")
    if found is None:
        found = deck._cache["several"] = {}
        items: tuple[Link | News, ...] = (*deck.links.values(), *deck.news.values())
        for item in items:
            several = {test.flag: frozenset(test.values) for test in asked_flags(item.when) if len(test.values) > 1}
            if several:
                found[item.id] = several
    return found


def asked_flags(condition: Condition) -> Iterator[FlagIs]:
    """The flags that a condition asks for whatever else holds."""
    return (test for test in each_in(condition, (AllOf,)) if isinstance(test, FlagIs))
