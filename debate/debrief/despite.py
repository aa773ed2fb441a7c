"""Meters that moved though a denial speaks of them: for which other reasons, so that nothing false is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property, partial

from attrs import frozen

from debate.debrief.graph import causes_of
from debate.debrief.naming import listed, name_of
from debate.debrief.origins import Origins
from debate.rules.conditions import FlagIs, event_of
from debate.rules.deck import Deck, Denial
from debate.rules.trace import MOVING, TraceStep
from debate.rules.view import UNSEEN

BY_ITSELF = ""
"""The cause of a link that has none."""
UNSEEN_REASON = "something that you cannot see from your seat"


@frozen
class Despite:
    """A denied meter that moved in the round of the denial.

    ``change``: by how much in all. ``reasons``: what else moved it, by name. ``through``: what the denied cause had
    changed and what moved it in turn, then or later, by name: it did move it, only not directly. ``same``: something
    moved it for the cause that is denied, so the deck contradicts itself. ``both_ways``: it rose in some of these
    rounds and fell in others.
    """

    change: int
    reasons: tuple[str, ...]
    same: bool = False
    through: tuple[str, ...] = ()
    both_ways: bool = False

    @property
    def went(self) -> str:
        """``rose`` or ``fell``, ``all in all`` where it went the other way in another round."""
        return f"{'rose' if self.change > 0 else 'fell'}{' all in all' if self.both_ways else ''}"

    @property
    def why(self) -> str:
        """``for other reasons``; ``for other reasons too`` beside what the denied cause moved it through; or empty."""
        return f"for other reasons{' too' if self.through else ''}" if self.reasons else ""

    @property
    def words(self) -> str:
        """``fell for other reasons (the storm and Anger)``, or that the deck contradicts itself."""
        if self.same:
            return f"{self.went} for this very reason, so the deck contradicts itself here"
        return f"{self.went} {self.why} ({listed(self.reasons)})" if self.reasons else self.went

    @property
    def aside(self) -> str:
        """The same to stand in brackets behind the name: ``it fell for other reasons: the storm and Anger``."""
        if self.same:
            return f"it {self.words}"
        fell = f"it {self.went} {self.why}: {listed(self.reasons)}" if self.reasons else f"it {self.went}"
        way = f"directly, but by way of {listed(self.through)}"
        return f"{way}: {fell}" if self.through and self.change else f"{way} later" if self.through else fell


def despite(
    deck: Deck, denied: TraceStep, steps: Sequence[TraceStep], together: Collection[int] = ()
) -> Despite | None:
    """How the meter of a denial moved in the same round; None where it is no meter, or stood still and the denied cause
    has not moved it since by anything else.

    ``steps``: those of the game, as far as the one who reads may see them; ``together``: of these rounds, where they
    are told as one.
    """
    within = together or (denied.round,)
    moving = [s for s in steps if s.kind in MOVING and s.target == denied.target and s.round >= min(within)]
    by_round = Counter[int]()
    for step in moving:
        by_round[step.round] += step.change if step.round in within else 0
    change, both_ways = by_round.total(), min(by_round.values(), default=0) < 0 < max(by_round.values(), default=0)
    said = {s.round for s in steps if (s.kind, s.cause, s.target) == ("denied", denied.cause, denied.target)}
    ways = _Ways(deck, denied, steps)
    reasons = Counter[str]()
    through: dict[str, None] = {}
    same = False
    for step in moving if denied.meter else ():
        if step.kind == "clamp" or not step.change:
            continue
        ids, others = ([step.cause], [step.cause]) if step.cause == UNSEEN else ways.of(step)
        same = same or (bool(ids) and not others and step.round in said)
        behind = {id_: ways.behind(step, id_) for id_ in others}
        through |= {_called(deck, id_): None for id_, (own, _) in behind.items() if own}
        if step.round in within:
            others = [id_ for id_, (own, other) in behind.items() if other or not own]
            for each in map(partial(_called, deck), others if ids else [BY_ITSELF]):
                reasons[each] += step.change
    left = tuple(each for each, by in reasons.items() if each not in through and by * change > 0)
    return Despite(change, left, same, tuple(through), both_ways) if change or through else None


class _Ways:
    """What moved a meter besides the cause that a denial speaks of, and what of that goes back to this cause."""

    def __init__(self, deck: Deck, denied: TraceStep, steps: Sequence[TraceStep]) -> None:
        self._deck, self._steps = deck, steps
        self._denial = deck.denials[denied.cause]
        self._own = set(causes_of(deck, self._denial))
        self._known: dict[int, tuple[bool, bool]] = {}

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._deck, self._steps)

    def of(self, step: TraceStep) -> tuple[list[str], list[str]]:
        """The causes of a step, the meter that it moves left out, and those of them that are not denied."""
        deck, link = self._deck, self._deck.links.get(step.cause)
        ids = [step.cause] if link is None else [id for id in causes_of(deck, link) if id != step.target]
        if link is not None and any(self._event(id) for id in ids):  # only those that set it going, perhaps long before
            led = {each.cause for each in self._led(step)}
            ids = [id for id in ids if self._event(id) in ("", *led)] or ids
        return ids, [id for id in ids if id not in self._own and not _brings(deck, id, self._denial, self._own)]

    def _event(self, id_: str) -> str:
        """The move or news item that an event is about; empty for a meter or flag."""
        about = event_of(id_)[1]
        return about if about in self._deck.moves or about in self._deck.news else ""

    def behind(self, step: TraceStep, id_: str) -> tuple[bool, bool]:
        """Whether this cause of the step, a meter or flag, goes back to the denied cause, and whether to others."""
        if step.cause not in self._deck.links or not (id_ in self._deck.meters or id_ in self._deck.flags):
            return False, True
        found = [self._goes_back(each) for each in self._led(step) if each.target == id_ and each.kind != "clamp"]
        return any(own for own, _ in found), any(other for _, other in found)

    def _led(self, step: TraceStep) -> list[TraceStep]:
        return [each.step for each in self._origins.of(step) if each.how == "led" and each.step is not None]

    def _goes_back(self, step: TraceStep) -> tuple[bool, bool]:
        if step.number not in self._known:
            ids, others = self.of(step)
            found = [self.behind(step, id_) for id_ in others]
            own = (bool(ids) and not others) or any(each for each, _ in found)
            self._known[step.number] = own, not own or any(other for _, other in found)
        return self._known[step.number]


def _brings(deck: Deck, id: str, denial: Denial, own: Collection[str]) -> bool:
    """Whether a move or a news item sets the flag that is denied to be the cause (one of ``own``) as the denial has it:
    what it does besides is no other cause. A flag that only has to stand so is none."""
    event = deck.moves.get(id) or deck.news.get(id)
    wanted = {test.flag: test.values for test in denial.when if isinstance(test, FlagIs) and test.flag in own}
    return event is not None and any(value in wanted.get(flag, ()) for flag, value in event.effects.flags)


def _called(deck: Deck, id: str) -> str:
    if id in (UNSEEN, BY_ITSELF):
        return UNSEEN_REASON if id == UNSEEN else "what goes on by itself"
    bare = id in deck.meters or id in deck.flags
    return name_of(deck, id) if bare else f"'{name_of(deck, id)}'"
