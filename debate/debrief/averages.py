"""How games went on after a choice, on average: where that left the goals that it is judged by, and what moved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from math import floor

from attrs import evolve, frozen

from debate.debrief.naming import cause_cited, cause_name, instead
from debate.opponents.futures import SAID, Future, mean
from debate.rules.deck import Deck
from debate.rules.trace import RawStep

WORTH_TELLING = 0.5
"""Points of a score that a goal must tell two choices apart by to be told."""
OFTEN = 0.25
"""By what share of the games something must come more or less often for that to be told of it."""
_MOST_CAUSES = 2
"""How many causes of a goal are told."""
_MOST_OF_IT = 0.7
"""From what share of the way on, made up by causes that are told, no more of them are."""
_FELT = ("stood", "beaten")
_MOVES = ("effect", "link", "landing", "clamp", *_FELT)
Moved = Mapping[tuple[str, str], float]
"""(cause, meter) -> by how much it moved it; of a case the cause is :data:`SAID`, of a limit the meter itself."""


@frozen
class Average:
    """What games came to on average. ``worth``: points of a score; ``ends``: meter -> where it stood in the end;
    ``moved``: by what until then; ``came``: move or news -> in what share of the games it happened; ``now``: of these
    in the round of the choice, None where that was not over."""

    worth: float
    ends: Mapping[str, float]
    moved: Moved
    came: Mapping[str, float]
    now: Mapping[str, float] | None


def average(games: Sequence[Future]) -> Average:
    """Of some games that were played on."""
    moved: Counter[tuple[str, str]] = Counter()
    came, now = Counter[str](), Counter[str]()
    for game in games:
        moved.update(game.moved)
        came.update(game.came)
        now.update(game.now)
    count = len(games)
    return Average(
        mean(game.worth for game in games),
        {meter: mean(game.ends[meter] for game in games) for meter in games[0].ends},
        {key: points / count for key, points in moved.items()},
        {event: times / count for event, times in came.items()},
        {event: times / count for event, times in now.items()},
    )


def happened(worth: float, ends: Mapping[str, int]) -> Average:
    """Of the one game that was really played, as it ended."""
    return Average(worth, dict(ends), {}, {}, {})


def preceded(after: Average, steps: Iterable[RawStep], meters: Collection[str], round_: int) -> Average:
    """The same from an earlier moment on: ``steps`` came in between, ``round_`` is the round of the earlier choice, 0
    where the later one was made in it, too."""
    moved: Counter[tuple[str, str]] = Counter()
    now = dict[str, float]()
    moved.update(after.moved)
    for _, number, kind, cause, target, before, _, there, _ in steps:
        if kind == "event" and number == round_:
            now[cause] = 1.0
        elif kind in _MOVES and target in meters and there != before:
            moved[SAID if kind in _FELT else cause, target] += there - before
    return evolve(after, moved=moved, came={**after.came, **now}, now=now if round_ else None)


@frozen
class GoalApart:
    """A goal that two choices leave in different places: in ``here`` on average with the one, in ``there`` with the
    other; ``points`` of the score lie between. ``causes``: (cause, by how much it moved it here, there), the biggest
    first; together they make up ``here - there``."""

    meter: str
    points: float
    here: int
    there: int
    causes: tuple[tuple[str, int, int], ...]


def goals_apart(deck: Deck, weights: Mapping[str, int], one: Average, other: Average) -> tuple[GoalApart, ...]:
    """Each goal that ends otherwise after the one choice than after the other, that which is worth most first. The
    points, in tenths, add up to how far apart both stand."""
    possible = sum(abs(weight) * (deck.meters[m].max - deck.meters[m].min) for m, weight in weights.items())
    exact = {m: 1000 * weight * (one.ends[m] - other.ends[m]) / possible for m, weight in weights.items()}
    whole = _whole(exact, tenths(one.worth) - tenths(other.worth))
    found = (
        GoalApart(m, whole[m] / 10, round(one.ends[m]), round(other.ends[m]), tuple(_causes(m, one.moved, other.moved)))
        for m in weights
        if whole[m]
    )
    return tuple(sorted(found, key=lambda goal: -abs(goal.points)))


def tenths(points: float) -> int:
    """Points in tenths, as one place behind the point shows them."""
    return round(10 * round(points, 1))


def _whole(exact: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole numbers near these that add up to ``total``: what is left goes to the largest remainders."""
    found = {key: floor(number) for key, number in exact.items()}
    left = total - sum(found.values())
    order = sorted(exact, key=lambda key: found[key] - exact[key], reverse=left < 0)
    for place in range(abs(left)):
        found[order[place % len(order)]] += 1 if left > 0 else -1
    return found


def _causes(meter: str, here: Moved, there: Moved) -> Iterator[tuple[str, int, int]]:
    causes = dict.fromkeys(cause for cause, moved in (*here, *there) if moved == meter)
    apart = {cause: (here.get((cause, meter), 0.0), there.get((cause, meter), 0.0)) for cause in causes}
    for cause in sorted(causes, key=lambda cause: -abs(apart[cause][0] - apart[cause][1])):
        one, other = map(round, apart[cause])
        if one != other:
            yield cause, one, other


# In words.


def goal_words(deck: Deck, goal: GoalApart, one: Average, other: Average, own: Container[str] = ()) -> str:
    """``+11.2 points: Outrage ends at 76, not at 90. It gets +2 instead of +14 from 'Shout' of A (P3).``"""
    name = deck.meters[goal.meter].name
    way = goal.here - goal.there
    where = f"ends at {goal.here}, not at {goal.there}" if way else f"ends at {goal.here} either way, but for a little"
    head = f"{goal.points:+.1f} points: {name} {where}."
    told: list[tuple[str, int, int]] = []
    for each in goal.causes:
        made = sum(here - there for _, here, there in told)
        if (each[1] - each[2]) * way > 0 and len(told) < _MOST_CAUSES and abs(made) < _MOST_OF_IT * abs(way):
            told.append(each)
    parts = [f"{instead(here, there)} from {_cause(deck, cause, one, other, own)}" for cause, here, there in told]
    if rest := way - sum(here - there for _, here, there in told):
        parts.append(f"{rest:+d} from all else")
    return f"{head} It gets {'; '.join(parts)}." if told else head


def _cause(deck: Deck, id_: str, one: Average, other: Average, own: Container[str]) -> str:
    """What a cause is called, with its passages; of a move or of news also in what share of the games it comes."""
    if id_ == SAID:
        return "what people make of the cases that they hear"
    words = cause_cited(deck, id_)
    shares = one.came.get(id_, 0.0), other.came.get(id_, 0.0)
    if abs(shares[0] - shares[1]) < OFTEN or id_ in own:
        return words
    return f"{words}, in {_share(shares[0])} of the futures instead of {_share(shares[1])}"


def _share(share: float) -> str:
    return {0: "none", 100: "all"}.get(round(100 * share), f"{100 * share:.0f} %")


def reasons(
    deck: Deck, weights: Mapping[str, int], one: Average, other: Average, most: int, own: Container[str] = ()
) -> Iterator[tuple[GoalApart, str]]:
    """What sets the one choice apart from the other: ``most`` goals in words, the last with what all others come to.
    ``own``: the moves that are chosen, of which it need not be said how often they come."""
    apart = goals_apart(deck, weights, one, other)
    told = [goal for goal in apart if abs(goal.points) >= WORTH_TELLING][:most] or [*apart[:1]]
    rest = [goal for goal in apart if goal not in told]
    points = round(sum(goal.points for goal in rest), 1)
    for goal in told:
        words = goal_words(deck, goal, one, other, own)
        if goal is told[-1] and points:
            words += f" {'Another goal' if len(rest) == 1 else f'{len(rest)} other goals'}: {points:+.1f} points."
        yield goal, words


def surprises(deck: Deck, expected: Average, after: Average) -> Iterator[str]:
    """What happened in the round of the choice though it seldom does, or did not though it mostly does, in words, that
    which was least likely first. Nothing where that round was not over."""
    before, there = expected.now, after.now
    if before is None or there is None:
        return
    events = {event: before.get(event, 0.0) for event in (*before, *there)}
    odds = {event: share if event in there else 1 - share for event, share in events.items()}
    for event in sorted(odds, key=lambda event: odds[event]):
        if odds[event] < 0.5:
            words = "came, though only" if event in there else "did not come, though"
            yield f"{cause_name(deck, event)} {words} in {_share(events[event])} of the futures"
