"""What a round brought, put in order for whoever reads it: what moved and by whom, what was set going, what did not
happen; new things first, the same again apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from debate.debrief.denials import denied_by, denied_root
from debate.debrief.despite import Despite, despite
from debate.debrief.naming import CAPITAL, citation, name_of
from debate.debrief.narration import by_chance, consequences, lands_at, tell
from debate.debrief.shares import Roots
from debate.debrief.told import PAYMENTS, Told
from debate.rules.deck import Deck, Motive
from debate.rules.state import Pending
from debate.rules.trace import TraceStep

MOST_MOVED, MOST_DENIED = 6, 4
"""How many meters that moved, and how many denials, are told before the rest is folded."""
MUCH = 5
"""Points from which on a move of a meter is told whoever reads."""


@frozen
class Cause:
    """What one cause did to a meter: ``by`` how many points; the ``role`` whose move it goes back to, empty for
    nobody's or several, and the round ``since`` it is at work, 0 without a role. ``words``: why, as a sentence or a
    name; ``citation``: where that stands. ``event``: it is what the move does by itself."""

    id: str
    by: int
    role: str
    words: str
    citation: str
    event: bool = False
    since: int = 0


@frozen
class Moved:
    """A meter that moved. ``causes`` add up to the change, the biggest first. ``new``: one of them had moved no meter
    before in this game. ``want``, ``end``: its weight among what the reader wants and says it is for, 0 for none."""

    meter: str
    before: int
    after: int
    causes: tuple[Cause, ...]
    new: bool
    want: int = 0
    end: int = 0

    @property
    def by(self) -> int:
        return self.after - self.before


@frozen
class Kept:
    """One thing that a denial kept still: a meter with its ``value`` at the end, a flag or a news item. ``moved``: how
    it moved for other reasons, None where it did not."""

    id: str
    value: int | None = None
    moved: Despite | None = None


@frozen
class Denied:
    """What a denial kept from happening. ``by``: what had no such effect, empty where nothing short says it. ``times``:
    in how many rounds so far, these included, ``times_by``: and in how many of them by just that (a flag by any of
    its values); ``since``: the round from which on it was so by that without a break, 0 where there was one; ``again``:
    every part of it was told in an earlier one."""

    id: str
    kept: tuple[Kept, ...]
    by: str
    says: str
    citation: str
    times: int = 1
    times_by: int = 1
    since: int = 0
    again: bool = False
    rank: int = 0
    """0 where it is about what the reader wants, 1 where about what it says it is for, else 2."""


@frozen
class Account:
    """What some rounds brought. ``moved``, ``denied``: what is told; ``drifts``, ``denied_again``: the rest of either.
    ``flags``: those that stand otherwise, (id, value before, value now). ``coming``: what was set going; ``news``: what
    chance brought; ``payments``: what each role paid and earned; ``capital``: what each of these roles has in the end,
    (role, capital); ``rolls``: how many times chance was asked."""

    moved: tuple[Moved, ...]
    drifts: tuple[Moved, ...]
    denied: tuple[Denied, ...]
    denied_again: tuple[Denied, ...]
    flags: tuple[tuple[str, str, str], ...]
    coming: tuple[Told, ...]
    news: tuple[Told, ...]
    payments: tuple[Told, ...]
    capital: tuple[tuple[str, int], ...] = ()
    rolls: int = 0
    undone: tuple[Moved, ...] = ()
    """Meters that were pushed both ways, and stand as before."""

    @property
    def meters(self) -> tuple[Moved, ...]:
        """Every meter that moved."""
        return (*self.moved, *self.drifts)


def account(
    deck: Deck,
    steps: Sequence[TraceStep],
    numbers: Collection[int],
    motive: Motive | None = None,
    pending: Sequence[Pending] = (),
) -> Account:
    """What the rounds with these numbers brought. ``steps``: all of the game that the reader may know, ``motive``: what
    it is after, ``pending``: what it knows to be on its way."""
    last, known = max(numbers), steps
    steps = [step for step in steps if step.round <= last]
    now = [step for step in steps if step.round in numbers]
    earlier = [step for step in steps if step.round < min(numbers)]
    pushed = _moved(deck, steps, now, earlier, motive)
    moved = [each for each in pushed if each.by]
    told = sorted(
        (each for each in moved if _tells(each)), key=lambda each: (not each.want, not each.end, -abs(each.by))
    )
    shown = sorted(told[:MOST_MOVED], key=lambda each: -abs(each.by))
    rest = sorted((each for each in moved if each not in shown), key=lambda m: (not m.want, not m.end, -abs(m.by)))
    denied = sorted(_denied(deck, steps, now, motive), key=lambda each: each.rank)
    new = [each for each in denied if not each.again]
    lines = consequences(deck, steps, earlier[-1].number if earlier else 0, pending, known)
    payments = tuple(line for line in lines if line.kind == PAYMENTS)
    has = {step.target: step.after for step in now if step.target.startswith(CAPITAL) and isinstance(step.after, int)}
    paid = [line.step.target for line in payments if line.step is not None]
    return Account(
        moved=tuple(shown),
        drifts=tuple(rest),
        denied=tuple(new[:MOST_DENIED]),
        denied_again=(*new[MOST_DENIED:], *(each for each in denied if each.again)),
        flags=_flags(now),
        coming=tuple(line for line in lines if line.kind == "pending" and _still_comes(deck, line, last)),
        news=tuple(line for line in lines if line.kind == "event" and line.step and line.step.cause in deck.news),
        payments=payments,
        capital=tuple((target.removeprefix(CAPITAL), has[target]) for target in paid if target in has),
        rolls=sum(map(by_chance, now)),
        undone=tuple(each for each in pushed if not each.by),
    )


def _still_comes(deck: Deck, line: Told, last: int) -> bool:
    return line.step is None or line.step.cause not in deck.links or lands_at(deck, line.step) > last


def _tells(moved: Moved) -> bool:
    return bool(moved.want or moved.end or moved.new or abs(moved.by) >= MUCH)


def _moved(
    deck: Deck,
    steps: Sequence[TraceStep],
    now: Iterable[TraceStep],
    earlier: Iterable[TraceStep],
    motive: Motive | None,
) -> list[Moved]:
    """Every meter that was pushed, in deck order: those that stand elsewhere than before, and those that do not."""
    roots, numbered = Roots(deck, steps, through_meters=False), {step.number: step for step in steps}
    known = {step.cause for step in earlier if step.meter and step.change}
    wants, ends = (motive.wants, motive.ends) if motive is not None else ({}, {})
    found = []
    of: dict[str, list[TraceStep]] = {}
    for step in now:
        if step.meter and step.change and step.kind not in ("denied", "roll"):
            of.setdefault(step.meter, []).append(step)
    for meter in deck.meters:
        made = of.get(meter)
        if not made:
            continue
        before, after = made[0].before, made[-1].after
        assert isinstance(before, int)
        assert isinstance(after, int)
        causes = _causes(deck, roots, numbered, made)
        new = any(step.cause not in known and step.kind in ("link", "landing", "effect") for step in made)
        found.append(Moved(meter, before, after, causes, new, wants.get(meter, 0), ends.get(meter, 0)))
    return found


def _causes(
    deck: Deck, roots: Roots, numbered: Mapping[int, TraceStep], made: Iterable[TraceStep]
) -> tuple[Cause, ...]:
    """What each cause did, for each role apart to whose moves it goes back; a card that stood for one and was beaten
    for another is two."""
    parts: dict[tuple[str, bool, str, int], list[TraceStep]] = {}
    for step in made:
        events = [roots.events[number] for number in roots.of(step)]
        roles = {deck.moves[event.cause].role for event in events}
        whose = (roles.pop(), max(event.round for event in events)) if len(roles) == 1 else ("", 0)
        parts.setdefault((step.cause, step.kind == "beaten", *whose), []).append(step)
    found = []
    for (cause, _, role, since), same in parts.items():
        first = same[0]
        words, cites = _words(deck, first, [numbered[n] for n in first.parents if n in numbered])
        event = cause in deck.moves
        found.append(Cause(cause, sum(step.change for step in same), role, words, cites, event, since))
    return tuple(sorted((each for each in found if each.by), key=lambda each: -abs(each.by)))


def _words(deck: Deck, step: TraceStep, parents: Sequence[TraceStep]) -> tuple[str, str]:
    """Why a meter moved in this step, and where that stands."""
    if step.cause in deck.moves:
        move = deck.moves[step.cause]
        declined = ", declined" if any(parent.kind == "declined" for parent in parents) else ""
        return f"{move.title}{declined}", citation(move.source, move.basis, move.evidence)
    told = tell(deck, step, parents)
    if step.kind == "clamp":
        end = "top" if step.change < 0 else "bottom"
        return told.cause or f"it stops at its {end}", told.citation
    return told.cause, told.citation


def _flags(now: Iterable[TraceStep]) -> tuple[tuple[str, str, str], ...]:
    ends: dict[str, tuple[str, str]] = {}
    for step in now:
        if step.flag and step.kind not in ("denied", "overruled") and step.before != step.after:
            ends[step.flag] = (ends.get(step.flag, (str(step.before),))[0], str(step.after))
    return tuple((flag, before, after) for flag, (before, after) in ends.items() if before != after)


def _denied(deck: Deck, steps: Sequence[TraceStep], now: Sequence[TraceStep], motive: Motive | None) -> list[Denied]:
    """Each denial that came up, once, in the order of the trace."""
    numbered = {step.number: step for step in steps}
    wants, ends = (set(motive.wants), set(motive.ends)) if motive is not None else (set(), set())
    rounds: dict[tuple[str, str], dict[int, str]] = {}
    """By denial and what it denies: in which rounds, and by what."""
    for step in steps:
        if step.kind == "denied":
            root = denied_root(deck, step, [numbered[n] for n in step.parents if n in numbered])
            rounds.setdefault((step.cause, step.target), {})[step.round] = root
    first = min((step.round for step in now), default=0)
    together: dict[str, dict[str, TraceStep]] = {}
    for step in now:
        if step.kind == "denied":
            together.setdefault(step.cause, {})[step.target] = step
    found = []
    for cause, targets in together.items():
        denial = deck.denials[cause]
        one = next(iter(targets.values()))
        parents = [numbered[n] for n in one.parents if n in numbered]
        root = denied_root(deck, one, parents)
        by_it = max(([r for r, by in rounds[cause, target].items() if by == root] for target in targets), key=len)
        kept = [_kept(deck, step, now, steps) for step in targets.values()]
        rank = min(0 if each.id in wants else 1 if each.id in ends else 2 for each in kept)
        kept.sort(key=lambda each: (each.id not in wants, each.id not in ends))
        found.append(
            Denied(
                id=cause,
                kept=tuple(kept),
                by=denied_by(deck, one, parents),
                says=denial.says,
                citation=citation(denial.source, denial.basis, denial.evidence),
                times=max(len(rounds[cause, target]) for target in targets),
                times_by=len(by_it),
                since=by_it[0] if by_it == list(range(by_it[0], one.round + 1, denial.every)) else 0,
                again=all(min(rounds[cause, target]) < first for target in targets),
                rank=rank,
            )
        )
    return found


def _kept(deck: Deck, step: TraceStep, now: Sequence[TraceStep], steps: Sequence[TraceStep]) -> Kept:
    if not step.meter:
        return Kept(step.target)
    last = next((s.after for s in reversed(now) if s.meter == step.meter and s.change), step.before)
    moved = despite(deck, step, steps, {s.round for s in now})
    return Kept(step.target, last if isinstance(last, int) else None, moved)


def parts_of(account_: Account, role: str, round_: int) -> dict[str, int]:
    """What the move of this role in this round did to each meter, as the causes of the account have it."""
    found: dict[str, int] = {}
    for moved in (*account_.meters, *account_.undone):
        for cause in moved.causes:
            if (cause.role, cause.since) == (role, round_):
                found[moved.meter] = found.get(moved.meter, 0) + cause.by
    return {meter: by for meter, by in found.items() if by}


def kept_names(deck: Deck, denied: Denied) -> list[str]:
    """What a denial kept still, by name, in its order."""
    return [f"'{name_of(deck, each.id)}'" if each.id in deck.news else name_of(deck, each.id) for each in denied.kept]
