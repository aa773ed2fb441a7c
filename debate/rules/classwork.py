"""What a deck holds for a class beside the game: words, questions, claims, readings and a rubric."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from debate.rules.conditions import Condition
from debate.rules.grounds import Sourced, Words


@frozen
class GlossaryEntry(Sourced):
    id: str
    term: Words
    text: Words


@frozen
class Question(Sourced):
    id: str
    ask: Words
    look_for: Words = ""
    when: Condition = ()


@frozen
class Belief(Sourced):
    """A claim that people are asked about before and after, with a reason: once more than true or false."""

    id: str
    claim: Words
    model: bool
    """Whether the claim holds in this model. It is one author's model, so this is not called right."""
    because: Mapping[str, Words]
    """Reasons to choose from, for either answer: id -> words."""
    reason: str
    """The id of the model's own reason."""


@frozen
class Paragraph:
    """A paragraph of a reading, and the passages whose facts it tells."""

    text: Words
    source: tuple[str, ...]


@frozen
class Criterion:
    """One line of a rubric: what is judged, and what a weak, a sound and a strong piece of work does."""

    id: str
    name: Words
    weak: Words
    sound: Words
    strong: Words


@frozen
class Pack:
    """What a class reads and writes beside the game. ``easy`` and ``usual`` tell the source at two levels of reading;
    ``tasks``: what is done in writing, in order."""

    easy: tuple[Paragraph, ...] = ()
    usual: tuple[Paragraph, ...] = ()
    tasks: tuple[Words, ...] = ()
    rubric: Mapping[str, Criterion] = field(factory=dict)


NO_PACK = Pack()
