"""What is told of a step of the trace: the form of it."""

from __future__ import annotations

from attrs import frozen

from debate.debrief.naming import citation, sentence
from debate.rules.grounds import Sourced
from debate.rules.trace import TraceStep

PAYMENTS = "payments"
"""Kind of the line that sums up what a role paid and earned."""
STILL = "still"
"""Kind of the line that folds denials told in an earlier round and still true."""


@frozen
class Told:
    """One step in words.

    ``text``: what changed, or what did not happen (``Trade 50 -> 58``). ``cause``: why, as a sentence. ``title``: what
    it is about (the name of a meter or flag, the title of a move). ``source``, ``basis``, ``evidence``: where the cause
    is cited. ``kind``: the step's kind, or ``payments``, ``still``, ``start``. ``step``: the first step told; None for
    what was so from the start. ``also``: further steps folded into this line.
    """

    text: str
    cause: str
    title: str
    source: tuple[str, ...]
    basis: str
    kind: str
    step: TraceStep | None
    evidence: tuple[str, ...] = ()
    also: tuple[TraceStep, ...] = ()
    kept_still: str = ""
    """The text of a denial where a sign or a heading says already that it did not happen, as a sentence begins."""

    @property
    def way(self) -> int:
        """Above 0 where the line tells of a rise, below of a fall, 0 where it tells of neither."""
        return 0 if self.step is None or self.kind in ("clamp", PAYMENTS) else self.step.change

    @property
    def citation(self) -> str:
        """``P8, P13``, with ``inferred`` or ``outside the brief`` where that is so; empty for payments."""
        return citation(self.source, self.basis, self.evidence)

    @property
    def line(self) -> str:
        """The whole as one sentence: ``Trade 50 -> 58: Where people walk, they buy (P1).``"""
        joint = ". " if self.kind == "event" else ": "
        whole = f"{self.text}{joint}{self.cause}" if self.cause else self.text
        return sentence(whole, self.citation)


def told_of(step: TraceStep, text: str, cause: str, title: str, item: Sourced | None = None) -> Told:
    """One step; ``item``: what cites its cause."""
    if item is None:
        return Told(text, cause, title, (), "", step.kind, step)
    return Told(text, cause, title, item.source, item.basis, step.kind, step, item.evidence)
