"""Denials in words: what did not happen, what did not lead to it, and what moved all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve

from debate.debrief.despite import Despite, despite
from debate.debrief.naming import listed, name_of
from debate.debrief.told import STILL, Told, told_of
from debate.rules.deck import Deck
from debate.rules.trace import TraceStep


def denied(
    deck: Deck,
    steps: Sequence[TraceStep],
    parents: Sequence[TraceStep] = (),
    around: Sequence[TraceStep] = (),
    together: Collection[int] = (),
) -> Told:
    """One denial in words: all that it kept from happening in one phase, which are its ``steps``.

    ``around``: all steps of the game up to the end of the round, so that a meter that moved for other reasons is said
    to have; ``together``: told of these rounds as one.
    """
    denial = deck.denials[steps[0].cause]
    by = denied_by(deck, steps[0], parents)
    meters = listed([_stood(deck, step, around, together) for step in steps if step.meter])
    flags = listed([name_of(deck, s.target) for s in steps if s.flag])
    news = listed([f"'{name_of(deck, s.target)}'" for s in steps if s.target in deck.news])
    if by:
        kept = (meters and f"move {meters}", flags and f"change {flags}", news and f"make {news} likelier or rarer")
        text = f"{by} did not {listed([part for part in kept if part], 'or')}"
    else:
        still = (
            meters and f"{meters} did not move",
            flags and f"{flags} did not change",
            news and f"{news} did not become likelier or rarer",
        )
        text = listed([part for part in still if part])
    title = listed([name_of(deck, s.target) for s in steps])
    told = told_of(steps[0], f"did not happen: {text}", denial.says, title, denial)
    return evolve(told, also=tuple(steps[1:]), kept_still=f"{text[:1].upper()}{text[1:]}")


def _stood(deck: Deck, step: TraceStep, around: Sequence[TraceStep], together: Collection[int]) -> str:
    """A denied meter with its value, or with how it moved all the same: a denial of the round end speaks of it all, one
    that follows a move only where whole rounds are told."""
    speaks = together or not deck.denials[step.cause].follows
    moved = despite(deck, step, around, together) if speaks else None
    name = name_of(deck, step.target)
    return f"{name} ({step.before if moved is None else moved.aside})"


def moved_all_the_same(deck: Deck, step: TraceStep, moved: Despite) -> Told:
    """A denial told in an earlier round whose meter moved in this one: it did so for other reasons."""
    name, by = name_of(deck, step.target), denied_by(deck, step, ()) or "what was denied before"
    did = f"moved it by way of {listed(moved.through)}" if moved.through else "did nothing"
    text = f"{name} {moved.words}{'' if moved.same else f'; {by} {did}'}"
    return Told(text, "", name, step.source, "brief", STILL, step)


def denied_root(deck: Deck, step: TraceStep, parents: Iterable[TraceStep]) -> str:
    """What did not lead to it: the id of a move, news, a flag or a meter, or the words of the denial's cause (these too
    where news set it off or what is itself denied: a storm only shows that a wall helps nobody against it); empty where
    nothing short says it."""
    denial = deck.denials[step.cause]
    events = [p.cause for p in parents if p.kind == "event" and p.cause in denial.follows]
    if not events and len(denial.follows) == 1:
        events = list(denial.follows)
    only_shows = bool(events) and (events[0] in denial.denies or (bool(denial.cause) and events[0] in deck.news))
    return events[0] if events and not only_shows else denial.cause


def denied_by(deck: Deck, step: TraceStep, parents: Sequence[TraceStep]) -> str:
    """What did not lead to it, in words that can stand before ``did not``; empty where nothing short says it."""
    denial, root = deck.denials[step.cause], denied_root(deck, step, parents)
    if root != denial.cause:
        return root and f"'{name_of(deck, root)}'"
    if denial.cause in deck.flags:
        flag = deck.flags[denial.cause]
        now = [p for p in parents if p.flag == denial.cause and p.after is not None]
        return f"'{flag.name}: {flag.values[str(now[-1].after)]}'" if now else f"'{flag.name}'"
    return f"'{name_of(deck, denial.cause)}'" if denial.cause else ""


def told_before(deck: Deck, step: TraceStep, held: set[tuple[str, str, int]]) -> bool:
    """Whether this denial, read at round end, was already told a turn ago."""
    denial = deck.denials[step.cause]
    return not denial.follows and (step.cause, step.target, step.round - denial.every) in held


def same_denial(told: Told, step: TraceStep) -> tuple[TraceStep, ...]:
    """The steps told last, if this one is of the same denial in the same phase."""
    if told.kind != "denied" or told.step is None:
        return ()
    steps = (told.step, *told.also)
    return steps if steps[-1].cause == step.cause and steps[-1].number == step.number - 1 else ()


def still_true(deck: Deck, steps: list[TraceStep]) -> Told:
    names = list(dict.fromkeys(name_of(deck, step.target) for step in steps))
    source = tuple(dict.fromkeys(passage for step in steps for passage in step.source))
    text = f"still true: no change of {listed(names, 'or')} for the reasons told before"
    return Told(text, "", listed(names), source, "brief", STILL, steps[0], also=tuple(steps[1:]))
