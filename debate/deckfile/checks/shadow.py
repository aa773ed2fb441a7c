"""Whether one thing in a list decides before another ever can: rules of a script, endings."""

from __future__ import annotations

from collections.abc import Iterable

from debate.rules.conditions import AllOf, AnyOf, Compare, Condition, FlagIs, Lasting, Recent, Test, limits
from debate.rules.deck import Ending, ScriptRule


def hides(first: Ending | ScriptRule, second: Ending | ScriptRule) -> bool:
    """Whether ``first`` holds whenever ``second`` does. Only what can be read off is known: False may mean unknown."""
    # A rule without motives is for all of them.
    motives = first.motives if isinstance(first, ScriptRule) else ()
    others = second.motives if isinstance(second, ScriptRule) else ()
    if motives and not (others and set(others) <= set(motives)):
        return False
    return implies(second.when, first.when)


def meets(rule: ScriptRule, other: ScriptRule) -> bool:
    """Whether the other plays or accepts something that the rule would, or the rule nothing."""
    own = {*rule.play, *rule.accept}
    return not own or not own.isdisjoint((*other.play, *other.accept))


def covered(rule: ScriptRule, earlier: Iterable[ScriptRule]) -> bool:
    """Whether all that the rule would play or accept is played or accepted by the earlier ones."""
    earlier = list(earlier)
    plays = {move for other in earlier for move in other.play}
    accepts = {move for other in earlier for move in other.accept}
    return set(rule.play) <= plays and set(rule.accept) <= accepts


def implies(one: Condition, other: Condition) -> bool:
    """Whether ``other`` is sure to hold where ``one`` holds."""
    return all(any(_says(test, wanted) for test in one) or _any_of(one, wanted) for wanted in other)


def _any_of(one: Condition, wanted: Test) -> bool:
    if isinstance(wanted, AnyOf):
        return any(implies(one, option) for option in wanted.options)
    if isinstance(wanted, AllOf):
        return all(implies(one, option) for option in wanted.options)
    return False


def _says(test: Test, wanted: Test) -> bool:
    """Whether ``wanted`` follows from one test alone."""
    if test == wanted:
        return True
    match test, wanted:
        case FlagIs(flag=a, values=values), FlagIs(flag=b, values=others):
            return a == b and set(values) <= set(others)
        case Compare(), Compare() if (test.kind, test.id) == (wanted.kind, wanted.id):
            span, room = reached(test), reached(wanted)
            return span is not None and room is not None and room[0] <= span[0] and span[1] <= room[1]
        case Recent(event=a, rounds=n, negated=x), Recent(event=b, rounds=m, negated=y):
            return a == b and x == y and (n >= m if x else n <= m)
        case Lasting(rounds=n, when=when), Lasting(rounds=m, when=inner):
            return n >= m and implies(when, inner)
        case Lasting(when=when), _:
            return implies(when, (wanted,))
        case AllOf(options=options), _:
            return any(implies(option, (wanted,)) for option in options)
        case AnyOf(options=options), _:
            return all(implies(option, (wanted,)) for option in options)
        case _:
            return False


def reached(test: Compare) -> tuple[int, int] | None:
    """Between what the number lies, None where it hangs on a meter's start."""
    return None if test.bound == "start" else limits(test.comparison, test.bound, test.upper)
