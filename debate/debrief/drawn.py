"""The news of a round: which was not in question there, and why."""

from __future__ import annotations

from attrs import evolve

from debate.debrief.midround import drawn_before, just_before
from debate.debrief.naming import listed, rounds_words
from debate.debrief.requirements import AT_ROUND, WhyNot
from debate.debrief.why_not import Past
from debate.rules.replay import Played


def not_drawn(past: Past, news: str, number: int, alone: bool = True) -> tuple[WhyNot, ...]:
    """What this news takes that was not so when the news of a round was drawn, each with how that stood and what had
    made it so. Empty where chance was asked about it, and where no such round was played. ``alone``: no other round is
    told beside it."""
    asked = any((step.kind, step.cause, step.round) == ("roll", news, number) for step in past.steps)
    if asked or number not in past.opened:
        return ()
    before = drawn_before(past.steps, number)
    return past.gone(past.deck.news[news].when, just_before(past.opened[number], past.steps, before), before, alone)


def when_not_drawn(played: Played, news: str) -> tuple[WhyNot, ...]:
    """In which rounds this news was not in question, each with what it takes that was not so; what failed in several
    is told once, with how it stood in each."""
    past = Past(played)
    rounds: dict[str, list[int]] = {}
    stood: dict[str, dict[str, None]] = {}
    first: dict[str, WhyNot] = {}
    for number in past.opened:
        for reason in not_drawn(past, news, number, False):
            words, _, last = reason.words.removesuffix(".").rpartition(" ")
            key = words if last.isdecimal() else " ".join(each.words for _, each in reason.lines())
            rounds.setdefault(key, []).append(number)
            stood.setdefault(key, {})[last] = None
            first.setdefault(key, reason)
    found = []
    for key, reason in first.items():
        numbers = reason.words.startswith(f"{key} ")
        words = f"{key} {listed([*stood[key]])}." if numbers else reason.words
        if key.endswith(AT_ROUND):  # which rounds these were is said already
            words = f"{key.removesuffix(AT_ROUND)}."
        causes = reason.causes if len(rounds[key]) == 1 or not numbers else ()
        told = f"In {rounds_words(rounds[key])}: {words[:1].lower()}{words[1:]}"
        found.append(evolve(reason, words=told, causes=causes))
    return tuple(found)
