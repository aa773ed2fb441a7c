"""Where the items of a deck come from: its source, passages and evidence, and what an item cites of them."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

Basis = Literal["brief", "inferred", "outside"]
Words = str
"""A text for people, in the deck's language; a few may be an id instead. A plain ``str`` is not shown."""


@frozen
class Grounds:
    """Where an item comes from: passages of the source, how it follows from them, and evidence from elsewhere."""

    source: tuple[str, ...] = ()
    basis: Basis = "brief"
    evidence: tuple[str, ...] = ()


@frozen
class Sourced:
    """Base of all items that cite: ``source`` is a tuple of locators such as ``("P8",)``."""

    grounds: Grounds = field(default=Grounds(), kw_only=True)

    @property
    def source(self) -> tuple[str, ...]:
        return self.grounds.source

    @property
    def basis(self) -> Basis:
        return self.grounds.basis

    @property
    def evidence(self) -> tuple[str, ...]:
        return self.grounds.evidence


@frozen
class Passage:
    id: str
    gist: Words


@frozen
class Evidence:
    id: str
    says: Words
    where: Words
    later: Words = ""
    """What came of it after the time in which the game is set: told once the game is over."""


@frozen
class Origin:
    title: Words
    year: Words
