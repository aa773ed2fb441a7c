"""Meters that moved though a denial speaks of them: for which other reasons, so that nothing false is said of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import frozen

from debate.debrief.graph import causes_of
from debate.debrief.naming import listed, name_of
from debate.rules.conditions import FlagIs
from debate.rules.deck import Deck, Denial
from debate.rules.trace import TraceStep
from debate.rules.view import UNSEEN

_CHANGES = frozenset({"effect", "link", "landing", "clamp"})
UNSEEN_REASON = "something that you cannot see from your seat"


@frozen
class Despite:
    """A denied meter that moved in the round of the denial.

    ``change``: by how much in all. ``reasons``: what else moved it, by name. ``same``: something moved it for the cause
    that is denied, so the deck contradicts itself.
    """

    change: int
    reasons: tuple[str, ...]
    same: bool = False

    @property
    def went(self) -> str:
        """``rose`` or ``fell``."""
        return "rose" if self.change > 0 else "fell"

    @property
    def words(self) -> str:
        """``fell for other reasons (the storm and Anger)``, or that the deck contradicts itself."""
        if self.same:
            return f"{self.went} for this very reason, so the deck contradicts itself here"
        return f"{self.went} for other reasons ({listed(self.reasons)})"

    @property
    def aside(self) -> str:
        """The same to stand in brackets behind the name: ``it fell for other reasons: the storm and Anger``."""
        return f"it {self.words}" if self.same else f"it {self.went} for other reasons: {listed(self.reasons)}"


def despite(
    deck: Deck, denied: TraceStep, steps: Sequence[TraceStep], together: Collection[int] = ()
) -> Despite | None:
    """How the meter of a denial moved in the same round; None where it stood still, or is no meter.

    ``steps``: those of the round, as far as the one who reads may see them; ``together``: of these rounds, where they
    are told as one.
    """
    if not denied.meter:
        return None
    said = {s.round for s in steps if (s.kind, s.cause, s.target) == ("denied", denied.cause, denied.target)}
    moving = [s for s in steps if s.kind in _CHANGES and s.target == denied.target]
    moving = [step for step in moving if step.round in (together or (denied.round,))]
    change = sum(step.change for step in moving)
    if not change:
        return None
    denial = deck.denials[denied.cause]
    own = set(causes_of(deck, denial))
    happened = {step.cause for step in steps if step.kind == "event"}
    reasons: dict[str, None] = {}
    same = False
    for step in moving:
        if step.kind == "clamp" or not step.change:
            continue
        if step.cause == UNSEEN:
            reasons[UNSEEN_REASON] = None
            continue
        link = deck.links.get(step.cause)
        ids = [step.cause] if link is None else [id for id in causes_of(deck, link) if id != denied.target]
        ids = [id for id in ids if id in happened or not (id in deck.moves or id in deck.news)] or ids
        others = [id for id in ids if id not in own and not _brings(deck, id, denial, own)]
        same = same or (bool(ids) and not others and step.round in said)
        reasons |= dict.fromkeys(_called(deck, id) for id in others)
        if not ids:
            reasons["what goes on by itself"] = None
    return Despite(change, tuple(reasons), same)


def _brings(deck: Deck, id: str, denial: Denial, own: Collection[str]) -> bool:
    """Whether a move or a news item sets the flag that is denied to be the cause (one of ``own``) as the denial has it:
    what it does besides is no other cause. A flag that only has to stand so is none."""
    event = deck.moves.get(id) or deck.news.get(id)
    wanted = {test.flag: test.values for test in denial.when if isinstance(test, FlagIs) and test.flag in own}
    return event is not None and any(value in wanted.get(flag, ()) for flag, value in event.effects.flags)


def _called(deck: Deck, id: str) -> str:
    name = name_of(deck, id)
    return f"'{name}'" if id in deck.moves or id in deck.news else name
