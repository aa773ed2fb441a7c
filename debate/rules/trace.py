"""The trace: every change with its cause, and every denial with its reason.

Play writes steps as bare tuples of ids and numbers; they become words only when somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, overload

from attrs import frozen

from debate.rules.deck import Deck

RawStep = tuple[int, int, str, str, str, int, int, int, tuple[int, ...]]
"""(number, round, kind, cause, target, before, asked, after, parents); flag values as their place in ``values``."""

KINDS = (
    "event",  # a move or a news item happened
    "effect",  # what it does by itself
    "stood",  # what a case that stood does to what people feel; the cause is the argument. Without a target: a case
    # stood, where a condition asks about it; the cause is its argument or its move
    "beaten",  # the same for a case that was beaten
    "link",  # what a causal link does
    "landing",  # a pending change landed; the cause is its link
    "rule",  # a payment: cost, hold, exchange, beaten, show, refund, income
    "clamp",  # a meter met its limit; the cause is the target itself
    "overruled",  # a value asked for a flag that lost against a stronger one
    "pending",  # a change was launched and will land later
    "denied",  # what did not happen; the cause is the denial
    "roll",  # chance: before is the roll (0..99), after the odds
    "overtaken",  # a move whose needs were gone when it was to take effect
    "declined",  # an offer was declined
    "unplayable",  # in a replay under another model: the move could not have been played there
)

MOVING = frozenset({"effect", "link", "landing", "stood", "beaten", "clamp"})
"""The kinds of steps that move meters."""


@frozen
class TraceStep:
    """One step. ``meter`` and ``flag`` are None where it is not about one.

    ``before``, ``asked``, ``after``: whole numbers for meters and capital, value ids for flags, None where there is no
    target; what was denied was asked 0. ``parents``: numbers of the steps that led here; none means the start of the
    game or a player's choice.
    """

    number: int
    round: int
    kind: str
    cause: str
    target: str
    meter: str | None
    flag: str | None
    before: int | str | None
    asked: int | str | None
    after: int | str | None
    source: tuple[str, ...]
    parents: tuple[int, ...]

    @property
    def change(self) -> int:
        """After minus before, 0 where the step is not about a number."""
        if isinstance(self.before, int) and isinstance(self.after, int) and self.kind != "roll":
            return self.after - self.before
        return 0


class OfDeck(Protocol):
    """What was made of a deck, such as the tables of a game."""

    deck: Deck


class Trace(Sequence[TraceStep]):
    """Steps in order, rendered when looked at."""

    __slots__ = ("_tables", "raw")

    def __init__(self, tables: OfDeck, raw: Sequence[RawStep]) -> None:
        self._tables = tables
        self.raw = raw

    def __len__(self) -> int:
        return len(self.raw)

    @overload
    def __getitem__(self, index: int) -> TraceStep: ...
    @overload
    def __getitem__(self, index: slice) -> Trace: ...
    def __getitem__(self, index: int | slice) -> TraceStep | Trace:
        if isinstance(index, slice):
            return Trace(self._tables, self.raw[index])
        return render(self._tables, self.raw[index])

    def __iter__(self) -> Iterator[TraceStep]:
        known = _rendered(self._tables.deck)
        for raw in self.raw:
            step = known.get(raw)
            if step is None:
                step = known[raw] = render(self._tables, raw)
            yield step

    def __add__(self, other: Trace) -> Trace:
        return Trace(self._tables, (*self.raw, *other.raw))

    def __repr__(self) -> str:
        return f"<Trace of {len(self.raw)} steps>"


MOST_RENDERED = 20_000
"""So many steps of a deck's games are kept as they were rendered: pages of a game read its trace again and again."""


def _rendered(deck: Deck) -> dict[RawStep, TraceStep]:
    known: dict[RawStep, TraceStep] = deck._cache.setdefault("steps", {})
    if len(known) > MOST_RENDERED:
        known.clear()
    return known


def render(tables: OfDeck, raw: RawStep) -> TraceStep:
    """The step in full."""
    number, round_, kind, cause, target, before, asked, after, parents = raw
    deck = tables.deck
    meter = target if target in deck.meters else None
    flag = target if target in deck.flags else None
    shown: tuple[int | str | None, int | str | None, int | str | None] = (before, asked, after)
    if flag is not None:
        values = tuple(deck.flags[flag].values)
        shown = (values[before], 0 if kind == "denied" else values[asked], values[after])
    elif not target:
        shown = (None, None, None)
    elif kind == "denied" and meter is None:
        shown = (None, 0, None)
    return TraceStep(
        number, round_, kind, cause, target, meter, flag, *shown, source=_source(tables, cause), parents=parents
    )


def _source(tables: OfDeck, cause: str) -> tuple[str, ...]:
    deck = tables.deck
    sections: tuple[Mapping[str, object], ...] = (
        deck.links,
        deck.denials,
        deck.moves,
        deck.news,
        deck.meters,
        deck.arguments,
    )
    for section in sections:
        item = section.get(cause)
        if item is not None:
            return item.source  # type: ignore[attr-defined, no-any-return]
    return ()
