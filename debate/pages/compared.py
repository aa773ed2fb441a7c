"""Two games side by side: where they part, how each ended, and two lines of numbers for every meter that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.debrief.naming import listed
from debate.pages.document import Field, Heading, Line, Node, item
from debate.pages.words import ALL_THE_SAME
from debate.rules.deck import Deck
from debate.store.compare import Comparison, told

Names = tuple[str, str]
"""What the one game is called, and the other."""


def compared(deck: Deck, found: Comparison, names: Names, role: str | None = None) -> Iterator[Node]:
    """Both games. ``role``: only its score is told, and no ending, as while a game runs; None: everything."""
    if found.first is None:
        yield Line(ALL_THE_SAME)
        return
    one, other = (f"in '{name}'" for name in names)
    yield Line(told(deck, found.first, one, other), term="Where they part")
    width = max(map(len, names))
    if role is None:
        yield Heading("How they end", 3)
        for name, ending in zip(names, found.endings, strict=True):
            title = deck.endings[ending].title if ending in deck.endings else "no ending"
            yield item(f"{name}: {title}")
    yield Heading("Scores, of 100", 3)
    for who, (first, second) in found.scores.items():
        if role in (None, who):
            yield item(f"{deck.roles[who].name}: {first} in '{names[0]}', {second} in '{names[1]}'")
    yield Heading("The world at the start and after each round", 3)
    apart = [lines for lines in found.lines.values() if lines.parted is not None]
    for lines in sorted(apart, key=lambda each: each.parted or 0):
        rows = [
            Line(f"{name:{width}}  {numbers(values)}")
            for name, values in zip(names, (lines.one, lines.other), strict=True)
        ]
        yield Field(deck.meters[lines.meter].name, tuple(rows))
    alike = [deck.meters[lines.meter].name for lines in found.lines.values() if lines.parted is None]
    if alike:
        yield item(f"The same in both: {listed(alike)}.")


def numbers(values: Sequence[int]) -> str:
    """The values of a meter in columns."""
    return " ".join(f"{value:3d}" for value in values)
