"""What came of a round in frames: three screens of 80x24 or one of 120x40, each line of which can be marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve, frozen

from debate.faces.kit.frames import DOUBLE, HEAVY, ROUND, framed
from debate.faces.kit.glyphs import CHOSEN, DENIED, DOWN, EMPTY, FULL, HERE, NOT_KEPT, SAID_FOR, SCORED, UP
from debate.faces.kit.names import METER
from debate.faces.kit.plots import bar
from debate.faces.kit.roles import sigil
from debate.faces.kit.rows import (
    Row,
    Span,
    beside,
    cells_of,
    cut,
    fit,
    fold,
    folded,
    padded,
    row,
    settled,
    width,
)
from debate.faces.kit.world import Picture, Place, good_for
from debate.pages.document import Change, Deed, Folded, Goal, Group, Line, Mark, Node, Part
from debate.rules.deck import Deck

WIDE, TALL = 110, 34
"""From this size on one screen holds it all."""
LEFT = 62
"""Cells of the left half where there are two."""
_MOST = 5
"""Rows that a line may take."""
_ORDER = ("mine", "denied", "foreseen", "deeds", "moved")
"""Whose lines are given more than a row first."""
_POINTS = 6
KINDS: Mapping[str, tuple[str, str]] = {"": (ROUND, "line"), "main": (HEAVY, "ink"), "denied": (DOUBLE, "ink")}
GLYPHS: Mapping[Mark, str] = {
    "stands": CHOSEN,
    "right": CHOSEN,
    "beaten": NOT_KEPT,
    "wrong": NOT_KEPT,
    "denied": DENIED,
}


@frozen
class Told:
    """A group to be drawn, by the name that its lines are marked under: ``name:0``, ``name:1`` ..."""

    name: str
    group: Group


@frozen
class Screen:
    """What stands on one screen: groups below each other, then lines without a frame."""

    groups: tuple[Told, ...]
    below: tuple[str, ...] = ()


def screens(
    first: Sequence[Told],
    moved: Told | None,
    denied: Told | None,
    ahead: Sequence[str],
    cells: int,
    height: int,
    sigils: Callable[[str], Row],
) -> list[Callable[[str], Picture]]:
    """The screens of so many cells and rows, each as a function of what is marked. ``first``: for me, who did what,
    what was foreseen. ``sigils``: a role's letter on its colour."""
    if cells >= WIDE and height >= TALL:
        return [_wide(first, moved, denied, ahead, cells, height, sigils)]
    parts = [Screen(tuple(first))] if first else []
    parts += [Screen((moved,), tuple(ahead[:1]))] if moved is not None else []
    parts += [Screen((denied,), tuple(ahead[1:]))] if denied is not None else []
    if len(ahead) == 1 and moved is None:
        parts[-1] = Screen(parts[-1].groups, tuple(ahead))
    return [_narrow(part, cells, height, sigils) for part in _joined(parts, cells, height, sigils)]


def _joined(parts: list[Screen], cells: int, height: int, sigils: Callable[[str], Row]) -> list[Screen]:
    """Screens that fit into one, every line of them whole, are one."""
    found: list[Screen] = []
    for part in parts:
        both = Screen((*found[-1].groups, *part.groups), (*found[-1].below, *part.below)) if found else part
        high = sum(2 + sum(_heights(told, cells, sigils, _MOST)) for told in both.groups) + len(
            _words(both.below, cells)
        )
        if found and high <= height:
            found[-1] = both
        else:
            found.append(part)
    return found


def _heights(told: Told, cells: int, sigils: Callable[[str], Row], most: int) -> list[int]:
    """Rows of each line of a group where it may take so many."""
    found = items(told.group.nodes)
    return [len(item_rows(told.group, number, cells - 2, most, sigils)) for number in range(len(found))]


def _words(texts: Iterable[str], cells: int) -> list[Row]:
    return [row((f"  {line}", "")) for text in texts for line in folded(text, cells - 4, 2)]


Mosts = Mapping[str, int]
"""The name of a line -> rows that it may take."""


def _allotted(
    blocks: Sequence[tuple[Told, int]],
    sigils: Callable[[str], Row],
    total: Callable[[Mapping[str, int]], int],
    height: int,
) -> Mosts:
    """How many rows each line of these groups (with their cells) may take so that all fit: one at least, then more in
    turn, as long as there is room. ``total``: from the rows of each group to those of the screen."""
    table = {
        f"{told.name}:{number}": rows
        for told, cells in blocks
        for number, rows in enumerate(
            zip(*(_heights(told, cells, sigils, n) for n in range(1, _MOST + 1)), strict=True)
        )
    }
    mosts = dict.fromkeys(table, 1)

    def rows_of(chosen: Mosts) -> dict[str, int]:
        found = {told.name: 2 for told, _ in blocks}
        for id_, most in chosen.items():
            found[id_.partition(":")[0]] += table[id_][most - 1]
        return found

    for most in range(2, _MOST + 1):
        for id_ in sorted(table, key=lambda each: _ORDER.index(each.partition(":")[0])):
            if total(rows_of({**mosts, id_: most})) <= height:
                mosts[id_] = most
    return mosts


def _narrow(part: Screen, cells: int, height: int, sigils: Callable[[str], Row]) -> Callable[[str], Picture]:
    words = _words(part.below, cells)
    blocks = [(told, cells) for told in part.groups]
    mosts = _allotted(blocks, sigils, lambda rows: sum(rows.values()) + len(words), height)

    def draw(marked: str) -> Picture:
        rows, places = below([frame(told, cells, mosts, sigils, marked) for told in part.groups])
        return Picture((*rows, *words), places)

    return draw


def _wide(
    first: Sequence[Told],
    moved: Told | None,
    denied: Told | None,
    ahead: Sequence[str],
    cells: int,
    height: int,
    sigils: Callable[[str], Row],
) -> Callable[[str], Picture]:
    """Left what concerns me, right what did not happen, below both what moved, over the whole width."""
    two = bool(first) and denied is not None
    left_cells, right_cells = (LEFT, cells - LEFT) if two else (cells, cells)
    words = _words(ahead, cells)
    right_ = (denied,) if denied is not None else ()
    lower_ = (moved,) if moved is not None else ()

    def upper(rows: Mapping[str, int]) -> int:
        left, right = (sum(rows[told.name] for told in side) for side in (first, right_))
        return max(left, right) if two else left + right

    blocks = [(t, left_cells) for t in first] + [(t, right_cells) for t in right_] + [(t, cells) for t in lower_]
    mosts = _allotted(blocks, sigils, lambda rows: upper(rows) + sum(rows[t.name] for t in lower_) + len(words), height)

    def draw(marked: str) -> Picture:
        left = below([frame(told, left_cells, mosts, sigils, marked) for told in first])
        right = below([frame(told, right_cells, mosts, sigils, marked) for told in right_])
        lower = below([frame(told, cells, mosts, sigils, marked) for told in lower_])
        if two:
            high = max(len(left[0]), len(right[0]))
            right = below([frame(told, right_cells, mosts, sigils, marked, height=high - 2) for told in right_])
            rows = beside([left[0], right[0]], [left_cells, right_cells])
            places = {**left[1], **moved_by(right[1], left_cells, 0)}
        else:
            rows, places = [*left[0], *right[0]], {**left[1], **moved_by(right[1], 0, len(left[0]))}
        return Picture((*rows, *lower[0], *words), {**places, **moved_by(lower[1], 0, len(rows))})

    return draw


def below(pictures: Iterable[Picture]) -> tuple[list[Row], dict[str, Place]]:
    """Pictures below each other."""
    rows: list[Row] = []
    places: dict[str, Place] = {}
    for picture in pictures:
        places |= moved_by(picture.places, 0, len(rows))
        rows += picture.rows
    return rows, places


def moved_by(places: Mapping[str, Place], across: int, down: int) -> dict[str, Place]:
    """The places of a picture that stands elsewhere."""
    return {id_: (left + across, top + down, wide, high) for id_, (left, top, wide, high) in places.items()}


def frame(
    told: Told, cells: int, mosts: Mosts, sigils: Callable[[str], Row], marked: str, height: int | None = None
) -> Picture:
    """A group in its frame of so many cells. A line takes at most as many rows as it is given; what is longer ends in
    an ellipsis."""
    group, room = told.group, cells - 2
    kind, style = KINDS[group.kind]
    rows: list[Row] = []
    places: dict[str, Place] = {}
    for number, item in enumerate(items(group.nodes)):
        id_ = f"{told.name}:{number}"
        drawn = item_rows(group, number, room, mosts.get(id_, 1), sigils)
        if opens(item[0]):
            places[id_] = (1, 1 + len(rows), room, len(drawn))
            if id_ == marked:
                drawn = [tuple((t, how if " on " in how else f"{how} on lit") for t, how in each) for each in drawn]
        rows += drawn
    title = {"denied": f"{DENIED} {group.title.upper()}", "main": ""}.get(group.kind, group.title)
    title_style = "bold reverse ink" if group.kind == "denied" else "bold ink"
    framed_ = framed(
        rows, cells, title=title, below=group.below, kind=kind, style=style, title_style=title_style, height=height
    )
    return Picture(tuple(_pointed(framed_, places.get(marked))), places)


def item_rows(group: Group, number: int, room: int, most: int, sigils: Callable[[str], Row]) -> list[Row]:
    """One line of a group, with what stands inside it, in rows of so many cells."""
    item = items(group.nodes)[number]
    if group.kind == "main" and not number:
        return [padded(each, room) for each in _led(group.title, item[0], room, most)]
    draw = partial(node_rows, room=room, most=most, sigils=sigils, column=_column(group.nodes, room))
    return [padded(each, room) for node in item for each in draw(node)]


def _led(title: str, node: Node, room: int, most: int) -> list[Row]:
    """What is read first, behind the title of its group."""
    text = node.words if isinstance(node, Line) else ""
    lines = _hung(text, room - 1, width(title) + 4, 1, most)
    head = row(" ", (f" {title.upper()} ", "bold reverse ink"), " ", (lines[0], "bold"))
    return [head, *(row(" ", (line, "bold")) for line in lines[1:])]


def _pointed(rows: list[Row], place: Place | None) -> list[Row]:
    """The frame with a pointer on its left edge where a line is marked: colours alone need not say it."""
    if place is None:
        return rows
    at = place[1]
    return [*rows[:at], ((HERE, "bold ink"), *rows[at][1:]), *rows[at + 1 :]]


def items(nodes: Iterable[Node]) -> list[list[Node]]:
    """The nodes as they are marked: what stands inside an item of a list belongs to it."""
    found: list[list[Node]] = []
    for node in nodes:
        if found and isinstance(node, Line) and node.level > 1:
            found[-1].append(node)
        else:
            found.append([node])
    return found


def opens(node: Node) -> bool:
    """Whether there is more to read behind this node."""
    return isinstance(node, Folded | Change) or getattr(node, "to", None) is not None


def node_rows(node: Node, room: int, most: int, sigils: Callable[[str], Row], column: int) -> list[Row]:
    """A node in rows of at most so many cells. ``column``: cells of what somebody did, before how it went."""
    match node:
        case Deed():
            return _deed(node, room, most, sigils, column)
        case Change():
            return _change(node, room, most, sigils)
        case Folded(text=text):
            return [row((f"{HERE if number == 0 else ' '} {line}", "quiet"))
                    for number, line in enumerate(folded(text, room - 3, min(most, 2)))]  # fmt: skip
        case Line():
            return _line(node, room, most)
        case _:
            return []


def _line(node: Line, room: int, most: int) -> list[Row]:
    lead: Row = ()
    glyph = GLYPHS.get(node.mark, "")
    if node.mark == "denied":
        lead = row((f" {glyph} ", "bold"), (f"{goal_mark(node.goal)} " if node.goal else "", "bold"))
    elif node.mark == "change":
        lead = row(("    ", ""))
    elif glyph:
        lead = row((f" {glyph} ", f"bold {'good' if node.mark == 'right' else 'bad'}"))
    indent = sum(width(text) for text, _ in lead) or (3 if node.level > 1 else 1)
    style = "quiet" if node.tone == "quiet" else "bold" if node.tone == "strong" else ""
    hang = 3 if node.mark == "denied" else indent
    lines = _hung(node.words, room - 1, indent, hang, most)
    first = row(lead or ((" " * indent, ""),), (lines[0], style))
    return [first, *(row((" " * hang, ""), (line, style)) for line in lines[1:])]


def _hung(text: str, room: int, first: int, hang: int, most: int) -> list[str]:
    """The text folded so that its first line leaves ``first`` cells free and the others ``hang``."""
    lines = fold(text, room - first)
    if len(lines) == 1 or most == 1:
        return [cut(settled(text), room - first)]
    rest = " ".join(settled(text).split()).removeprefix(lines[0]).strip()
    return [lines[0], *folded(rest, room - hang, most - 1)]


def _column(nodes: Iterable[Node], room: int) -> int:
    """Cells that the titles of deeds may take, so that most results beside them stand in a row."""
    longest = max((width(settled(node.text)) for node in nodes if isinstance(node, Deed) and node.result), default=0)
    return min(longest, room - 5 - 24)


def _deed(node: Deed, room: int, most: int, sigils: Callable[[str], Row], column: int) -> list[Row]:
    lead = row(" ", sigils(node.role) if node.role else ("   ", ""), " ")
    title = node.text if node.role else f"{node.who}: {node.text}"
    if not node.result:
        lines = folded(title, room - 5, most)
        return [row(lead if number == 0 else "     ", (line, "")) for number, line in enumerate(lines)]
    titles = folded(title, column, min(most, 2))
    lines = folded(node.result, room - column - 9, min(most, 3))
    found = []
    for number in range(max(len(titles), len(lines))):
        left = fit(titles[number] if number < len(titles) else "", column)
        glyph = GLYPHS.get(node.mark, " ") if number == 0 else " "
        result = lines[number] if number < len(lines) else ""
        found.append(row(lead if number == 0 else "     ", (left, ""), (f" {glyph} ", "bold"), (result, "quiet")))
    return found


def goal_mark(goal: Goal | None) -> str:
    """What a meter is to the one who reads, in three cells."""
    if goal is None:
        return "   "
    glyph = SCORED if goal.kind == "scored" else SAID_FOR
    return f"{glyph}{abs(goal.weight)}{UP if goal.weight > 0 else DOWN}"


def _change(node: Change, room: int, most: int, sigils: Callable[[str], Row]) -> list[Row]:
    """Goal, name, change, from and to, a bar where there is room, and what moved it."""
    weight = node.goal.weight if node.goal is not None else 0
    style = f"bold {good_for(weight, node.by)}"
    lead = row(
        (f"{goal_mark(node.goal)} ", "bold"),
        (fit(cut(settled(node.short), METER), METER) + " ", "bold" if node.goal else ""),
        (f"{f'{UP if node.by > 0 else DOWN}{abs(node.by)}':<4} ", style),
        (f"{f'{node.before}→{node.after}':<7} ", "bold"),
    )
    if room >= 100:
        gained = max(0, node.by)
        drawn = bar(node.after, 10, low=node.low, high=node.high, gained=gained, gain_style=good_for(weight, node.by))
        lead = row(lead, drawn, "  ")
    indent = sum(width(text) for text, _ in lead)
    parts = _parts(node.parts, room - indent - 1, min(most, 2), sigils)
    blank = row((" " * indent, ""))
    return [row(lead if number == 0 else blank, part) for number, part in enumerate(parts)]


def _parts(parts: Sequence[Part], room: int, most: int, sigils: Callable[[str], Row]) -> list[Row]:
    """What moved a meter, as much as fits: causes with their words, then the others' amounts together. The biggest is
    told in any case, without its passages where there is no room for them, and cut where it must be."""
    many = len(parts) > 1
    for told, cites in ((told, cites) for told in range(len(parts), 0, -1) for cites in (True, False)):
        rest = _rest(parts[told:], sigils)
        rows = _flowed([_told(part, many, cites, sigils) for part in parts[:told]] + rest, room)
        if len(rows) <= most:
            return rows
    if not parts:
        return [()]
    tail = _rest(parts[1:], sigils)
    for cells in range(room * most, 0, -4):
        shorter = evolve(parts[0], text=cut(parts[0].text, cells))
        rows = _flowed([_told(shorter, many, False, sigils), *tail], room)
        if len(rows) <= most:
            break
    return rows[:most]


def _rest(parts: Sequence[Part], sigils: Callable[[str], Row]) -> list[list[Span]]:
    """The amounts of these causes, added up for each role."""
    sums: dict[str, int] = {}
    for part in parts:
        sums[part.role] = sums.get(part.role, 0) + part.by
    other = sums.pop("", 0)
    found: list[list[Span]] = [[*sigils(role), (f"{by:+d}", "bold")] for role, by in sums.items() if by]
    return found + ([[("others", ""), (f"{other:+d}", "bold")]] if other else [])


def _told(part: Part, many: bool, cites: bool, sigils: Callable[[str], Row]) -> list[Span]:
    found: list[Span] = [*_whose(part, sigils), (f"{part.by:+d}" if many else "", "bold"), (part.text, "")]
    return [*found, (part.cites if cites else "", "quiet")]


def _whose(part: Part, sigils: Callable[[str], Row]) -> Row:
    return sigils(part.role) if part.role else ()


def _flowed(parts: Sequence[Sequence[Span]], room: int) -> list[Row]:
    """Parts as running text in rows of so many cells, a point between them; a role's letter is one word."""
    words: list[Row] = []
    for number, part in enumerate(parts):
        words += [(("·", "quiet"),)] if number else []
        letter: Row = ()
        for text, style in part:
            if " on " in style:
                letter = ((text, style), (" ", ""))
                continue
            for each in settled(text).split():
                words.append((*letter, (each, style)))
                letter = ()
    rows: list[Row] = [()]
    for whole in words:
        word = whole if cells_of(whole) <= room else padded(whole, room)
        if rows[-1] and cells_of(rows[-1]) + 1 + cells_of(word) > room:
            rows.append(())
        rows[-1] = (*rows[-1], (" ", ""), *word) if rows[-1] else word
    return rows


def progress(at: int, count: int) -> str:
    """Which of several screens this is: points for a few, in words for many."""
    if count > _POINTS:
        return f"{at + 1} of {count}"
    return " ".join(FULL if number <= at else EMPTY for number in range(count)) if count > 1 else ""


def sigils_of(deck: Deck) -> Callable[[str], Row]:
    """A role's letter on its colour, by role."""
    return lambda role: (sigil(deck, role),)
