"""The map as a picture: wires that lead to the thing in the middle, cut ones, and those that lead on from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from debate.faces.kit.account import sigils_of
from debate.faces.kit.frames import HEAVY, framed
from debate.faces.kit.glyphs import DENIED, DOWN, HERE, LEADS_ON, UP
from debate.faces.kit.names import goal_mark
from debate.faces.kit.plots import bar, columns, letters
from debate.faces.kit.rows import Row, beside, cells_of, cut, fit, fold, folded, padded, row, settled, width
from debate.faces.kit.world import Picture, Place
from debate.pages.wires import Middle, Wire, Wires
from debate.rules.deck import Deck

WIDE = 100
"""From so many cells on each wire has its delay and passage below it."""
FOLDS = 12
"""A thing with more wires than this folds the sleeping ones to a count."""
MORE = "more"
"""The name under which the sleeping wires are marked that are folded."""


def map_picture(found: Wires, deck: Deck, cells: int, height: int, marked: str, unfolded: bool = False) -> Picture:
    """The map in so many cells; ``unfolded``: sleeping wires too where there are many."""
    wide = cells >= WIDE
    middle = 26 if wide else 18
    right = max(18, (cells - middle) * 3 // 10)
    left = cells - middle - right
    into, cut_, every = found.into, found.cut, len(found.into) + len(found.cut)
    if every > FOLDS and not unfolded:
        into, cut_ = (tuple(wire for wire in some if wire.live is not False) for some in (into, cut_))
    folded = every - len(into) - len(cut_)
    rows: list[Row] = []
    places: dict[str, Place] = {}

    def add(wire: Wire, drawn: Sequence[Row]) -> None:
        places[wire.key] = (0, len(rows), left, len(drawn))
        rows.extend(_lit(drawn, wire.key == marked, left))

    for title, some in (("MOVES IT", into), ("DOES NOT MOVE IT", cut_)):
        if some:
            rows.append(row((" " * max(0, left - 16 - width(title)), ""), (title, "bold quiet")))
        for wire in some:
            add(wire, _into(wire, deck, left, wide))
    if folded:
        places[MORE] = (0, len(rows), left, 1)
        words = f"{LEADS_ON} and {folded} sleeping"
        rows.extend(_lit([row((" " * max(0, left - 16 - width(words)), ""), (words, "quiet"))], marked == MORE, left))
    if not rows:
        rows.append(row((" Nothing known drives it.", "quiet")))
    box = _box(found.middle, middle, max(height if not unfolded else 0, len(rows)) or len(rows), wide)
    out: list[Row] = []
    room = max(len(rows), len(box))
    for number, wire in enumerate(found.out):
        drawn = _out(wire, deck, right)
        if len(out) + len(drawn) > room and number:
            out.append(row((f" {len(found.out) - number} more: i", "quiet")))
            break
        places[wire.key] = (left + middle, len(out), right, len(drawn))
        out.extend(_lit(drawn, wire.key == marked, right))
    return Picture(tuple(beside([rows, box, out], [left, middle, right])), places)


def _lit(drawn: Sequence[Row], marked: bool, cells: int) -> list[Row]:
    """The rows of a wire; the marked one with a pointer in the cell that every row leaves free for it."""
    if not marked:
        return list(drawn)
    first, *rest = (padded(each, cells) for each in drawn)
    (text, how), *others = first
    pointed = row((HERE, "bold"), (text[1:], how), *others)
    return [tuple((text, how if " on " in how else f"bold {how} on lit") for text, how in each)
            for each in (pointed, *rest)]  # fmt: skip


def _named(wire: Wire, deck: Deck, cells: int) -> Row:
    """The other end, a move with its role's letter, at the right end of so many cells."""
    letter = row(*sigils_of(deck)(wire.role), " ") if wire.role else ()
    short = deck.meters[wire.other].short if wire.other in deck.meters else ""
    name = cut(settled(short or wire.name), cells - 1 - cells_of(letter))
    blank = " " * max(1, cells - cells_of(letter) - width(name))
    return row((blank, ""), letter, (name, "bold" if wire.live else "quiet"))


def _line(wire: Wire, cells: int) -> Row:
    """The wire itself: heavy at work, broken while it sleeps, cut where it is denied."""
    stroke, head = ("━", "▶") if wire.live else ("┄", "▷")
    style = "bold ink" if wire.live else "quiet"
    if wire.denied:
        times = f" ×{wire.times}" if wire.times else "   "
        drawn = stroke * max(1, cells - 6 - width(times))
        return row((f" {drawn}", style), (f" {DENIED}{times}", "bold"), "   ")
    words = cut(wire.words + ("?" if wire.live is None else ""), cells - 7)
    rest = max(1, cells - 6 - width(words))
    return row((f" {stroke}{stroke} ", style), (words, style), (" " + stroke * rest + head, style))


def _short(later: str) -> str:
    """``2 rounds after``, of ``2 rounds after it is set going``: the list below the map has the whole."""
    return later.partition(" it ")[0]


def _into(wire: Wire, deck: Deck, cells: int, wide: bool) -> list[Row]:
    wire_cells = 20 if wide else 16
    name_cells = cells - wire_cells
    found = [row(_named(wire, deck, name_cells), _line(wire, wire_cells))]
    below = " · ".join(part for part in (_short(wire.later), wire.cites) if part)
    if wide and below:
        found.append(row((" " * (name_cells + 1), ""), (cut(below, wire_cells - 1), "quiet")))
    return found


def _out(wire: Wire, deck: Deck, cells: int) -> list[Row]:
    stroke, head = ("━", "▶") if wire.live else ("┄", "▷")
    style = "bold ink" if wire.live else "quiet"
    lead = f" {stroke} {DENIED} " if wire.denied else f" {stroke * 2}{head} "
    short = deck.meters[wire.other].short if wire.other in deck.meters else ""
    found = [row((lead, style), (cut(settled(short or wire.name), cells - width(lead)), style))]
    below = ", ".join(part for part in (wire.words, _short(wire.later)) if part) if not wire.denied else wire.cites
    if below:
        found.append(row((" " * width(lead), ""), (cut(below, cells - width(lead)), "quiet")))
    return found


def _box(middle: Middle, cells: int, height: int, wide: bool) -> list[Row]:
    """The thing in the middle: name, number, bar, history."""
    room = cells - 4
    rows: list[Row] = [row((f" {line}", "bold")) for line in fold(settled(middle.name), room)[:2]]
    if middle.value is None:
        rows += [(), *(row((f" {line}", "")) for line in fold(settled(middle.words), room)[:4])]
    else:
        drawn = letters(str(middle.value))
        moved = f"{UP if middle.change > 0 else DOWN}{abs(middle.change)}" if middle.change else ""
        drawn[1] = row(drawn[1], (f"  {moved}", "bold"))
        rows += [(), *(row(" ", each) for each in drawn)]
        rows.append(row(" ", bar(middle.value, room, low=middle.low, high=middle.high)))
        high = 3 if wide else 1
        count = max(1, (room + 1) // 5)
        history = middle.history[-count:]
        first = len(middle.history) - len(history)
        weight = middle.goal.weight if middle.goal is not None else 0
        plot = columns(history, start=middle.start, rows=high, wide=4, low=middle.low, high=middle.high, wanted=weight)
        rows += [row(each) for each in plot]
        rows.append(row((" " + "".join(f"R{first + number:<4}" for number in range(len(history))), "quiet")))
    title = goal_mark(middle.goal).strip() if middle.goal is not None else ""
    return framed(rows, cells, title=title, kind=HEAVY, style="ink", height=max(height - 2, len(rows)))


def move_rows(found: Sequence[Wire], deck: Deck, cells: int, most: int) -> list[Row]:
    """The wires of one move, cut ones first, in so many rows."""
    rows: list[Row] = []
    shown = found[: most if len(found) <= most else most - 1]
    lead = max((8 + width(wire.words) for wire in shown if not wire.denied), default=0)
    lead = max(13, lead)
    told = [line for why, some in groupby(shown, lambda wire: wire.told)
            for line in _over(why, cells - lead - 19, len(list(some)))]  # fmt: skip
    for number, wire in enumerate(shown):
        corner = "┗" if number == len(found) - 1 else "┣" if number else "┏"
        line = f" {corner}━━━━ {DENIED}" if wire.denied else f" {corner}━ {wire.words} ━▶"
        name = deck.meters[wire.other].short if wire.other in deck.meters else ""
        rows.append(row((fit(line, lead), "bold"), (f"{fit(name or wire.name, 17)} ", "bold"), (told[number], "")))
    if len(found) > len(shown):
        rows.append(row((f"  {len(found) - len(shown)} more: / finds a map of its own", "quiet")))
    return rows or [row((" Nothing that is known of it yet.", "quiet"))]


def _over(text: str, cells: int, rows: int) -> list[str]:
    """What is said once of wires that lie below each other, over just so many rows."""
    lines = folded(text, cells, rows)
    return [*lines, *[""] * (rows - len(lines))]


def wire_rows(wire: Wire, cells: int, most: int) -> list[Row]:
    """What is said of one wire."""
    later = f" {wire.later[:1].upper()}{wire.later[1:]}." if wire.later else ""
    seen = f" It showed in {wire.times} round{'s' * (wire.times != 1)} so far." if wire.denied and wire.times else ""
    return [row((f" {line}", "")) for line in folded(f"{wire.told}{later}{seen}", cells, most)]
