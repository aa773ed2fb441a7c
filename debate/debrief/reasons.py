"""Reasons that stand together: those of several rounds as one list, and those of one page without telling any twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from debate.debrief.naming import rounds_words
from debate.debrief.requirements import NO_WAY, WhyNot


def told_once(reasons: Iterable[WhyNot]) -> tuple[WhyNot, ...]:
    """These reasons as they stand on one page: what is behind a reason that comes again is not told again."""
    told: dict[str, frozenset[str]] = {}

    def once(reason: WhyNot) -> WhyNot:
        whole = frozenset(each.words for _, each in reason.lines())
        if len(whole) > 2 and whole <= told.get(reason.words, frozenset()):
            see = "see above" if reason.words == NO_WAY else "why: see above"
            return evolve(reason, words=f"{reason.words.rstrip(':.')} ({see}).", causes=())
        here = evolve(reason, causes=tuple(map(once, reason.causes)))
        told[reason.words] = whole
        return here

    return tuple(map(once, reasons))


def together(by_round: Mapping[int, Sequence[WhyNot]]) -> tuple[WhyNot, ...]:
    """The reasons of several rounds as one list: what was so in all of them stands there once, all else with when it
    was; the same of the reasons behind them."""
    found: dict[tuple[str, int], dict[int, WhyNot]] = {}
    for number, reasons in by_round.items():
        words = [reason.words for reason in reasons]
        for place, reason in enumerate(reasons):
            found.setdefault((reason.words, words[:place].count(reason.words)), {})[number] = reason
    return tuple(
        evolve(
            next(iter(each.values())),
            words=words if len(each) == len(by_round) else f"In {rounds_words(sorted(each))}: {words}",
            causes=together({number: reason.causes for number, reason in each.items()}),
        )
        for (words, _), each in found.items()
    )
