"""The world as a picture: meters in groups with goals, bars and changes, in one column or two; how things stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from debate.faces.kit.frames import ROUND, framed
from debate.faces.kit.glyphs import DOWN, HERE, SAID_FOR, SCORED, UP
from debate.faces.kit.names import meter_name, meter_short
from debate.faces.kit.plots import bar
from debate.faces.kit.rows import Row, cells_of, cut, fit, padded, restyled, row, settled, width
from debate.rules.deck import Deck, Meter, Motive

ONE_COLUMN = 56
"""From this width on a column has room for long names and for what a move does."""
TWO_COLUMNS = 74
"""From this width on there is room for two columns with short names."""
Place = tuple[int, int, int, int]
"""Left, top, cells and rows of something on a picture."""


@frozen
class Picture:
    """Rows, and where on them the things stand that can be marked: id -> place. ``fixed``: rows at top and bottom that
    stay where they are while the rest is scrolled."""

    rows: tuple[Row, ...]
    places: Mapping[str, Place]
    fixed: int = 0


def so_far(picture: Picture, step: int) -> Picture:
    """The picture while what stands on it appears thing by thing from the top, ``step`` of them by now; whatever is
    beside a thing comes with it. The same picture once all of it is there."""
    tops = sorted({top for _, top, _, _ in picture.places.values()})
    if step >= len(tops):
        return picture
    end = tops[step]
    rows = (*picture.rows[:end], *[()] * (len(picture.rows) - end))
    there = {id_: place for id_, place in picture.places.items() if place[1] < end}
    return Picture(rows, there, picture.fixed)


@frozen
class Shown:
    """One meter as it stands: ``value`` None where it is hidden, ``change`` in the latest round. ``touched``: the move
    that is marked says or does something to it. ``note``: what that is, or what is coming; ``sign``: good (1) or bad
    (-1) for whoever looks, 0 for neither."""

    meter: Meter
    value: int | None
    change: int = 0
    touched: bool = False
    note: str = ""
    sign: int = 0


def goal_of(motive: Motive | None, meter: str) -> tuple[str, int]:
    """The goal that a meter is, in three cells, and its weight with its sign; blanks and 0 for none."""
    if motive is None:
        return "   ", 0
    for glyph, weights in ((SCORED, motive.wants), (SAID_FOR, motive.ends)):
        if meter in weights:
            weight = weights[meter]
            return f"{glyph}{abs(weight)}{UP if weight > 0 else DOWN}", weight
    return "   ", 0


def good_for(weight: int, change: int) -> str:
    """The token of a change for whoever weighs it so: good, bad, or ink where nothing is wanted."""
    return "good" if weight * change > 0 else "bad" if weight * change < 0 else "ink"


def world_picture(
    shown: Sequence[Shown],
    motive: Motive | None,
    cells: int,
    height: int,
    *,
    marked: str = "",
    focus: bool = False,
    below: Row = (),
) -> Picture:
    """The world in a frame of so many cells and rows (0: as many as it needs). ``below``: a last row in the frame."""
    room = cells - 2
    groups = _groups(shown)
    needed = len(shown) + len(groups) + 2
    columns = 2 if room >= TWO_COLUMNS and height < needed else 1
    blocks = _columns(groups, columns)
    wide = (room - (columns - 1) * 2) // columns
    lines: list[Row] = []
    places: dict[str, Place] = {}
    drawn = []
    for number, block in enumerate(blocks):
        rows: list[Row] = []
        for title, meters in block:
            rows.append(row((cut(settled(title).upper(), wide), "bold quiet")))
            for each in meters:
                id_ = f"meter:{each.meter.id}"
                places[id_] = (1 + number * (wide + 2), 1 + len(rows), wide, 1)
                rows.append(meter_row(each, motive, wide, id_ == marked))
        drawn.append(rows)
    for at in range(max((len(rows) for rows in drawn), default=0)):
        first, *others = [padded(rows[at] if at < len(rows) else (), wide) for rows in drawn]
        lines.append(row(first, *(row(("  ", ""), each) for each in others)))
    if below:
        lines.append(below)
    legend = f"{SCORED} scored  {SAID_FOR} you say you are for  bright: gained" if motive is not None else ""
    style = "ink" if focus else "line"
    rows = framed(lines, cells, title="The world", below=legend, kind=ROUND, style=style)
    if height > len(rows):
        rows = framed(lines, cells, title="The world", below=legend, kind=ROUND, style=style, height=height - 2)
    return Picture(tuple(rows), places, fixed=1)


def _groups(shown: Iterable[Shown]) -> list[tuple[str, list[Shown]]]:
    found: dict[str, list[Shown]] = {}
    for each in shown:
        found.setdefault(each.meter.group, []).append(each)
    return list(found.items())


def _columns(groups: list[tuple[str, list[Shown]]], count: int) -> list[list[tuple[str, list[Shown]]]]:
    """The groups in so many columns, in their order, the tallest column as short as can be."""
    if count == 1 or len(groups) < 2:
        return [groups] if count == 1 else [groups, []]
    sizes = [1 + len(meters) for _, meters in groups]
    at = min(range(1, len(groups)), key=lambda n: (max(sum(sizes[:n]), sum(sizes[n:])), n))
    return [groups[:at], groups[at:]]


def meter_row(each: Shown, motive: Motive | None, cells: int, marked: bool = False) -> Row:
    """One meter in exactly so many cells: goal, name, bar, value, change, and a note where there is room."""
    wanted = motive is not None and each.meter.id in motive.wants
    return _meter_row(each, *goal_of(motive, each.meter.id), wanted, cells, marked)


@lru_cache(512)
def _meter_row(each: Shown, goal: str, weight: int, wanted: bool, cells: int, marked: bool) -> Row:
    """As :func:`meter_row`: with a key few of the rows change."""
    long = cells >= ONE_COLUMN
    bar_cells = 10 if long else 7
    name_cells = min(30, cells - 31) if long else min(17, cells - 20)
    name = meter_name(each.meter, name_cells) if long else cut(meter_short(each.meter), name_cells)
    here = HERE if each.touched or marked else " "
    style = "bold" if each.touched or marked or wanted else ""
    parts: list[Row | tuple[str, str]] = [(goal, "bold"), (here, "bold"), (fit(name, name_cells) + " ", style)]
    if each.value is None:
        parts.append(("hidden from you" if cells - name_cells - 5 >= 15 else "hidden", "quiet"))
    else:
        bright = weight * each.change >= 0
        gain = "good" if weight and bright else "ink"
        parts.append(bar(each.value, bar_cells, gained=max(0, each.change), gain_style=gain))
        parts.append((f"{each.value:>4}" if long else f" {each.value:>2}", "bold"))
        moved = f"{UP if each.change > 0 else DOWN}{abs(each.change)}" if each.change else ""
        parts.append((f" {moved:<4}", f"bold {good_for(weight, each.change)}" if each.change else ""))
        if long and each.note:
            note = "good" if each.sign > 0 else "bad" if each.sign < 0 else "ink" if each.touched else "quiet"
            fits = cells_of(row(*parts)) + 1 + len(each.note) <= cells
            said = each.note if fits else each.note.removesuffix(" now")
            parts.append((f" {said}", f"bold {note}" if each.touched else note))
    found = padded(row(*parts), cells)
    return restyled(found, "on lit") if each.touched or marked else found


def touched_row(each: Shown, motive: Motive | None, cells: int) -> Row:
    """A meter that a move touches, in exactly so many cells: goal, short name, a small bar, what is said or done."""
    goal, _ = goal_of(motive, each.meter.id)
    note = "good" if each.sign > 0 else "bad" if each.sign < 0 else "ink"
    drawn: Row = (("hidden", "quiet"),)
    if each.value is not None:
        drawn = bar(each.value, 6)
    name = fit(meter_short(each.meter), 17)
    return padded(row((f"{goal} ", "bold"), (f"{name} ", ""), drawn, (f" {each.note}", f"bold {note}")), cells)


def stands_row(deck: Deck, flags: Mapping[str, str], cells: int) -> Row:
    """How things stand, in one row: what is other than at the start first, as much as there is room for."""
    named = [
        f"{cut(flag.name, 24)}: {flag.values[flags[flag.id]]}"
        for flag in sorted(deck.flags.values(), key=lambda flag: flags[flag.id] == flag.start)
        if len(flag.values) > 1
    ]
    kept: list[str] = []
    for number, text in enumerate(named):
        rest = len(named) - number - 1
        more = f" · {rest} more" if rest else ""
        if width("STANDS " + " · ".join([*kept, settled(text)]) + more) > cells:
            break
        kept.append(settled(text))
    left = len(named) - len(kept)
    if not named:
        return ()
    words = " · ".join(kept)
    more = f"{' · ' if kept else ''}{left} more, p" if left else ""
    return row(("STANDS ", "bold quiet"), (words, ""), (more, "quiet"))
