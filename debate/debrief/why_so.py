"""Why a game that is over came out as it did: what moved a meter in all, what would have and did not come, and what
made an ending true."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.shares import shares
from debate.debrief.why_not import DEEPEST, Past, WhyNot
from debate.rules.conditions import AllOf, Amount, AnyOf, Compare, Condition, Effects, FlagIs, Test
from debate.rules.replay import Played
from debate.rules.words import in_words

_MOST_AWAY = 4
"""How many things are named that would have moved a meter and did not come."""
_MOST_CAUSES = 2
"""How many causes are named that brought a meter to where an ending wants it."""


def moved_by(played: Played, meter: str) -> tuple[WhyNot, ...]:
    """What each cause did to a meter by the end of term, the biggest first, each with whose it was."""
    past = Past(played)
    found = [past.share(share) for share in shares(past.roots, past.steps, meter, 0, past.last) if share.total]
    cut = sum(step.change for step in past.steps if step.kind == "clamp" and step.meter == meter)
    return (*found, *([WhyNot(f"{cut:+d}: it was at the end of its scale, and went no further.")] if cut else ()))


def stayed_away(played: Played, target: str) -> tuple[WhyNot, ...]:
    """What would have changed this meter or flag and did not come, each with why; what would have done most first."""
    past = Past(played)
    deck = past.deck
    sizes = {
        item.id: _size(item.effects, target)
        for section in (deck.moves, deck.links, deck.news)
        for item in section.values()
        if item.active and _size(item.effects, target)
    }
    found = (past.thing(id_, frozenset(), DEEPEST - 1) for id_ in sorted(sizes, key=lambda id_: -sizes[id_]))
    return tuple(reason for reason in found if reason is not None)[:_MOST_AWAY]


def _size(effects: Effects, target: str) -> int:
    """By how many points these effects move it at most; 1 where they set a flag, 0 where they leave it alone."""
    meters = [_largest(amount) for id_, amount in effects.meters if id_ == target]
    return max([*meters, *(1 for id_, _ in effects.flags if id_ == target)], default=0)


def _largest(amount: Amount) -> int:
    return abs(amount) if isinstance(amount, int) else max(abs(number) for _, number in amount.steps)


def why_so(played: Played, ending: str) -> tuple[WhyNot, ...]:
    """What an ending took that came, each with how it stood at the end of term and what made it so."""
    past = Past(played)
    return tuple(_held(past, past.deck.endings[ending].when))


def _held(past: Past, when: Condition) -> Iterator[WhyNot]:
    for test in when:
        match test:
            case AnyOf(options=options):
                yield from _held(past, next((option for option in options if past.holds(option)), ()))
            case AllOf(options=options):
                for option in options:
                    yield from _held(past, option)
            case _:
                yield _one_held(past, test)


def _one_held(past: Past, test: Test) -> WhyNot:
    words = in_words(past.deck, (test,)).rstrip(",")
    match test:
        case Compare(kind="meter", id=meter):
            now, start = past.state.meters[meter], past.deck.meters[meter].start
            sign = 1 if now > start else -1
            found = shares(past.roots, past.steps, meter, 0, past.last)
            made = [past.share(share) for share in found if sign * share.total > 0][:_MOST_CAUSES]
            return WhyNot(f"It took that {words}; it stood at {now}, from {start}.", tuple(made), meter)
        case FlagIs(flag=flag):
            changed = past.changed(flag) or WhyNot("It was so from the start.")
            return WhyNot(f"It took that {words}.", (changed,), flag)
        case _:
            return WhyNot(f"It took that {words}, and so it was.")
