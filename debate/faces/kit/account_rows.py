"""The lines of an account in rows: what somebody did, how a meter moved and by what, what is folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve

from debate.faces.kit.glyphs import CHOSEN, DENIED, DOWN, LEADS_ON, NOT_KEPT, UP
from debate.faces.kit.names import METER, goal_mark
from debate.faces.kit.plots import bar
from debate.faces.kit.rows import Row, Span, cells_of, cut, fit, fold, folded, padded, row, settled, width
from debate.faces.kit.world import good_for
from debate.pages.document import Change, Deed, Folded, Group, Line, Mark, Node, Part

GLYPHS: Mapping[Mark, str] = {
    "stands": CHOSEN,
    "right": CHOSEN,
    "beaten": NOT_KEPT,
    "wrong": NOT_KEPT,
    "denied": DENIED,
}


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
            return [row((f"{LEADS_ON if number == 0 else ' '} {line}", "quiet"))
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
    """What moved a meter, as much as fits: causes with their words, then the others' amounts. The biggest is
    told in any case, without its passages where there is no room for them, and cut where it must be."""
    many = len(parts) > 1
    for told, cites in ((told, cites) for told in range(len(parts), 0, -1) for cites in (True, False)):
        rest = _rest(parts[told:], sigils)
        rows = _flowed([_told(part, many, cites, sigils) for part in parts[:told]] + rest, room)
        if len(rows) <= most:
            return rows
    if not parts:
        return [()]
    for summed, cells in ((summed, cells) for summed in (0, 1, 2) for cells in range(room * most, 3, -4)):
        shorter = evolve(parts[0], text=cut(parts[0].text, cells))
        rows = _flowed([_told(shorter, many, False, sigils), *_rest(parts[1:], sigils, summed)], room)
        if len(rows) <= most:
            break
    return rows[:most]


def _rest(parts: Sequence[Part], sigils: Callable[[str], Row], summed: int = 0) -> list[list[Span]]:
    """The amounts of these causes, each by itself as where they are told at length; a role's behind its letter.
    ``summed``: where there is no room for that, 1: added up for each role, 2: added up."""
    amounts: dict[str, list[int]] = {}
    for part in parts:
        if not part.limit:
            amounts.setdefault("" if summed == 2 else part.role, []).append(part.by)
    found: list[list[Span]] = []
    for role, each in sorted(amounts.items(), key=lambda pair: not pair[0]):
        whose = sigils(role) if role else (("more", ""),)
        shown = [f"{by:+d}" for by in ([sum(each)] if summed else each)]
        found.append([*whose, (" ".join(shown), "bold")])
    limit = sum(part.by for part in parts if part.limit)
    return found + ([[("limit", ""), (f"{limit:+d}", "bold")]] if limit else [])


def _told(part: Part, many: bool, cites: bool, sigils: Callable[[str], Row]) -> list[Span]:
    text = part.text.removesuffix(".") if many else part.text  # a point stands between them
    found: list[Span] = [
        *(sigils(part.role) if part.role else ()),
        (f"{part.by:+d}" if many else "", "bold"),
        (text, ""),
    ]
    return [*found, (part.cites if cites else "", "quiet")]


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
    rows: list[list[Span]] = [[]]
    used = 0
    for whole in words:
        word, cells = whole, cells_of(whole)
        if cells > room:
            word = padded(whole, room)
            cells = cells_of(word)
        if rows[-1] and used + 1 + cells > room:
            rows.append([])
        used = used + 1 + cells if rows[-1] else cells
        rows[-1] += [(" ", ""), *word] if rows[-1] else word
    return [tuple(each) for each in rows]
