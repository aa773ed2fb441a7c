"""What every page of the wall is drawn with: few rows, large letters, air between them. Pure: sizes in, rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from debate.faces.kit.names import meter_name
from debate.faces.kit.plots import bar, drawable, letters
from debate.faces.kit.rows import Row, cut, ends, fit, fold, folded, padded, row, settled
from debate.rules.deck import Deck

ROWS = 22
"""More rows than these no wall has: each is then 4.5 % of the height, which is read from eight metres."""
COLUMNS = 80
"""Cells in a line that wide letters leave room for."""
EDGE = 2
AIR = 2
"""At most so many empty rows between two parts."""


@frozen
class Drawing:
    """One page: what stands at both ends of the first row, and below it parts, each of rows that stay together."""

    left: str
    parts: tuple[tuple[Row, ...], ...]
    right: str = ""
    foot: tuple[Row, ...] = ()
    """What stands in the last rows."""

    def rows(self, cells: int, height: int) -> list[Row]:
        """The page in so many cells and rows: air between the parts as there is room, the last parts cut off where
        there is none."""
        head = ends(row((f" {self.left}", "bold")), row((f"{self.right} ", "bold")), cells)
        foot = list(self.foot)
        inside = spread(self.parts, height - 1 - len(foot))
        blank: Row = ()
        filled = [*inside, *[blank] * (height - 1 - len(foot) - len(inside))]
        found = [tuple((text, f"{style} on panel".strip()) for text, style in head), *filled, *foot]
        return [padded(each, cells) for each in found[:height]]


def spread(parts: Sequence[Sequence[Row]], height: int) -> list[Row]:
    """Parts below each other in at most so many rows, with equal air above each."""
    parts = [part for part in parts if part]
    free, blank = max(0, height - sum(len(part) for part in parts)), tuple[tuple[str, str], ...]()
    each, more = divmod(free, max(1, len(parts)))
    found: list[Row] = []
    for number, part in enumerate(parts):
        found += [blank] * min(AIR, each + (number < more))
        found += part
    return found[:height]


def airy(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with an empty one between them."""
    for number, each in enumerate(rows):
        if number:
            yield ()
        yield each


def line(*parts: str | tuple[str, str] | Row) -> Row:
    """A row that begins where all of them do."""
    return row(" " * EDGE, *parts)


def rule(cells: int) -> Row:
    """A line across the whole width."""
    return row(("─" * cells, "line"))


def big(text: str, cells: int, right: str = "") -> list[Row]:
    """The text in letters three rows high, ``right`` at the other end; words that do not fit are left out."""
    room = (cells - 2 * EDGE) // 4
    room -= len(right) + 1 if right else 0
    words: list[str] = []
    for word in settled(text).split():
        if len(" ".join([*words, word])) > room:
            break
        words.append(word)
    left = letters(" ".join(words) or settled(text)[:room])
    clock = letters(right) if right else [()] * 3
    return [ends(line(one), row(other, " " * EDGE), cells) for one, other in zip(left, clock, strict=True)]


def large(text: str, cells: int, most: int) -> list[Row]:
    """A sentence in large letters, in at most so many lines of them; none where it is longer or cannot be drawn."""
    lines = fold(text, (cells - 2 * EDGE) // 4)
    if len(lines) > most or not drawable(text):
        return []
    return [
        each
        for number, words in enumerate(lines)
        for each in ([(), *big(words, cells)] if number else big(words, cells))
    ]


def within(lines: Sequence[str], most: int) -> list[str]:
    """The first of these sentences, one at least and no more than so many words in all."""
    found: list[str] = []
    for each in lines:
        if found and len(" ".join([*found, each]).split()) > most:
            break
        found.append(each)
    return found


def said(text: str, cells: int, most: int = 2, style: str = "bold") -> list[Row]:
    """A sentence in at most so many rows."""
    return [line((each, style)) for each in folded(text, cells - 2 * EDGE, most)]


def columns_of(cells: int, count: int, label: int) -> int:
    """Cells for each of so many columns beside labels of ``label`` cells."""
    return max(6, (cells - EDGE - label) // max(1, count))


def meters_beside(
    deck: Deck,
    ids: Sequence[str],
    columns: Sequence[tuple[str, dict[str, int | None]]],
    cells: int,
    before: dict[str, int | None] | None = None,
) -> list[Row]:
    """The meters of these ids, a column with a bar for each table: (its head, meter -> value, None for hidden).
    ``before``: where the meters of an only table stood a round ago."""
    label = 22 if len(columns) < 3 else 20
    each = columns_of(cells, len(columns), label)
    found = []
    if any(head for head, _ in columns):
        heads = "".join(fit(cut(head, each - 1), each) for head, _ in columns)
        found.append(line(" " * label, (heads, "quiet")))
    for id_ in ids:
        meter = deck.meters[id_]
        parts: list[Row] = []
        for _, values in columns:
            value = values.get(id_)
            if value is None:
                parts.append(padded(row(("hidden", "quiet")), each))
                continue
            long = each - 6 - (5 if before is not None else 0)
            told = row(bar(value, long, low=meter.min, high=meter.max) if long > 2 else "", (f"{value:>4} ", "bold"))
            was = (before or {}).get(id_)
            if before is not None and was is not None and was != value:
                told = row(told, (f"{'▲' if value > was else '▼'}{abs(value - was)}", "bold"))
            parts.append(padded(told, each))
        found.append(line((fit(meter_name(meter, label - 1), label), "bold"), *parts))
    return found


def wall_meters(deck: Deck, count: int = 5) -> tuple[str, ...]:
    """The meters that most roles want or say they are for, in the order of the deck."""
    roles: dict[str, set[str]] = {}
    for role in deck.roles.values():
        for motive in role.motives.values():
            for meter in (*motive.wants, *motive.ends):
                roles.setdefault(meter, set()).add(role.id)
    known = [id_ for id_ in deck.meters if deck.meters[id_].seen_by is None]
    most = sorted(known, key=lambda id_: -len(roles.get(id_, ())))[:count]
    return tuple(id_ for id_ in deck.meters if id_ in most)
