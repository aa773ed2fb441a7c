"""Two games side by side: where they part, how each ended, what came out most differently; folded, all that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from debate.debrief.naming import listed
from debate.pages.charts import signed
from debate.pages.document import Folded, Heading, Line, Node, Ref, Table, TableRow, item, quiet, section, strong
from debate.pages.words import ALL_THE_SAME
from debate.rules.deck import Deck
from debate.store import WhatIf, compare, said, told
from debate.store.compare import Comparison, Difference, Lines, led_apart

Way = Literal["", "up", "down", "change"]
Names = tuple[str, str]
"""What the one game is called, and the other."""


MOST = 3
"""How many meters are told that came out most differently; the others are told where somebody asks."""


def compared(deck: Deck, found: Comparison, names: Names, role: str | None = None) -> Iterator[Node]:
    """Both games, first what differs most. ``role``: only its score is told, and no ending, as while a game runs; None:
    everything."""
    if found.first is None:
        yield strong(ALL_THE_SAME)
        return
    here = (f"in '{names[0]}'", f"in '{names[1]}'")
    yield Line(_parts(deck, found, here, role), term="Where they part")
    if role is None:
        yield Heading("How they end", 3)
        for name, ending in zip(names, found.endings, strict=True):
            known = ending in deck.endings
            title = deck.endings[ending].title if known else "no ending"
            yield item(f"{name}: {title}", Ref("ending", ending) if known else None)
    yield Heading("Scores, of 100", 3)
    rows = []
    for who, (one, other) in found.scores.items():
        if role in (None, who):
            mark: Way = "up" if other > one else "down" if other < one else ""
            rows.append(TableRow(deck.roles[who].name, (str(one), str(other), signed(other - one)), mark=mark))
    yield Table((*names, "by"), tuple(rows))
    yield from _meters(deck, found, names, here)


def _parts(deck: Deck, found: Comparison, here: Names, role: str | None) -> str:
    """The first move that was chosen otherwise; where none was, the first thing that came otherwise."""
    assert found.first is not None
    for each in found.choices:
        one, other = each.one, each.other
        if each.phase != "choose" or one is None or other is None or role not in (None, each.role):
            continue
        if (one.kind, one.move) != (other.kind, other.move):
            told_ = (
                f"{said(deck, move).removesuffix('.')} {where}." for move, where in zip((one, other), here, strict=True)
            )
            return f"Round {each.round}: {' '.join(told_)}"
    return told(deck, found.first, *here)


def _meters(deck: Deck, found: Comparison, names: Names, here: Names) -> Iterator[Node]:
    """Those that ended furthest apart with why, then folded every one that differs."""
    differing = apart(found)
    if not differing:
        yield quiet("The world went the same way in both.")
        return
    yield Heading("What came out most differently", 3)
    for lines in differing[:MOST]:
        name, parting = deck.meters[lines.meter].name, found.meters.get(lines.meter)
        ended = f"{name}: {lines.one[-1]} {here[0]}, {lines.other[-1]} {here[1]}."
        yield item(f"{ended} {led_apart(deck, parting)}".rstrip() if parting else ended, Ref("meter", lines.meter))
    title = f"Every meter that differs, round by round: {len(differing)}"
    yield Folded(title, tuple(round_by_round(deck, found, names)))


def apart(found: Comparison) -> list[Lines]:
    """The meters that differ somewhere, those first that ended furthest apart."""
    differing = [lines for lines in found.lines.values() if lines.parted is not None]
    return sorted(differing, key=lambda each: -abs(each.one[-1] - each.other[-1]))


def round_by_round(deck: Deck, found: Comparison, names: Names) -> Iterator[Node]:
    """The values of each meter that differs in both games, where each parts, and which ones are the same."""
    yield from _rounds(deck, found, names, (f"in '{names[0]}'", f"in '{names[1]}'"))
    alike = [deck.meters[lines.meter].name for lines in found.lines.values() if lines.parted is None]
    if alike:
        yield item(f"The same in both: {listed(alike)}.")


def _rounds(deck: Deck, found: Comparison, names: Names, here: Names) -> Iterator[Node]:
    """Two rows for each meter that differs, those that part first before the others, and where each parts."""
    differing = apart(found)
    most = max(max(len(lines.one), len(lines.other)) for lines in differing)
    rows: list[TableRow] = []
    for lines in sorted(differing, key=lambda each: (each.parted or 0, -_gap(each))):
        parting = found.meters.get(lines.meter)
        notes = (told(deck, parting, *here),) if parting is not None else ()
        rows.append(TableRow(deck.meters[lines.meter].name, (), Ref("meter", lines.meter)))
        rows.append(TableRow(f"  {names[0]}", _cells(lines.one, most)))
        rows.append(TableRow(f"  {names[1]}", _cells(lines.other, most), mark="change", notes=notes))
    yield Table(tuple(_heads(found.terms[0], most)), tuple(rows))


def _heads(term: int, count: int) -> Iterator[str]:
    """``start``, ``R1`` and so on, and ``+1`` and so on for the rounds after the term."""
    yield "start"
    for number in range(1, count):
        yield f"R{number}" if not term or number <= term else f"+{number - term}"


def _cells(values: Sequence[int], count: int) -> tuple[str, ...]:
    return (*(str(value) for value in values), *([""] * (count - len(values))))


def _gap(lines: Lines) -> int:
    return max((abs(a - b) for a, b in zip(lines.one, lines.other, strict=False)), default=0)


def unfolded(nodes: Iterable[Node]) -> Iterator[Node]:
    """The same with what is folded after its heading, for a face in which nothing is opened there."""
    for node in nodes:
        yield from (Heading(node.text, 3), *node.nodes) if isinstance(node, Folded) else (node,)


def what_if(deck: Deck, found: WhatIf, names: Names, role: str | None = None) -> Iterator[Node]:
    """A game beside the same with another choice. ``role``: as in :func:`compared`; only its choices are told then."""
    one = compare(deck, found.recorded, found.other, role)
    who = found.changed.role
    name = deck.roles[who].name if who in deck.roles else "The judge"
    yield Heading(f"Round {found.recorded.states[found.at].round}, {name}", 3)
    yield Line(said(deck, found.instead_of), 1, names[0])
    yield Line(said(deck, found.changed), 1, names[1])
    yield from compared(deck, one, names, role)
    otherwise = [each for each in one.choices if role in (None, each.role) and each.role in deck.roles]
    yield from section("Choices that came out otherwise", [item(_otherwise(deck, each)) for each in otherwise])
    again = [each for each in found.replaced if each.recorded is not None]
    yield from section(
        "Recorded choices that could not be made again",
        [item(f"Round {each.round}: {said(deck, each.recorded)} {each.why}") for each in again if each.recorded],
    )
    if one.first is not None:
        yield quiet(
            "Only this choice differs: the cards, the chance and what people chose stay as they were wherever they "
            "can; opponents choose afresh."
        )


def _otherwise(deck: Deck, each: Difference) -> str:
    one, other = (said(deck, move) if move is not None else "was not asked" for move in (each.one, each.other))
    return f"Round {each.round}, {deck.roles[each.role].name}: {one} → {other}"
