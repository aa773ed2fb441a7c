"""Pages as the lines of the terminal: what each node looks like there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from textual.content import Content

from debate.faces.kit.finale import chart_rows, legend, promised_rows, share_row, standing_row, table_heads, table_row
from debate.faces.kit.frames import DOUBLE, HEAVY, ROUND
from debate.faces.kit.glyphs import NOT_KEPT
from debate.faces.kit.rows import Row
from debate.faces.tui.page import BADGE, BLANK, HEADING, QUIET, STRONG, Columns, Fold, Line, labelled, tidy
from debate.faces.tui.page_layout import Beside, Drawing, Frame, laid
from debate.faces.tui.text import BACKS, CHOSEN, DENIED, DOWN, OTHER, UP, arrow, bar, width
from debate.game.record import GameRecord
from debate.pages import document as d
from debate.pages.details import details
from debate.pages.document import Node, Ref
from debate.pages.folding import SHORTER, shortened
from debate.pages.reader import Reader
from debate.rules.deck import Deck

GLYPHS: Mapping[d.Mark, str] = {
    "": "",
    "up": UP,
    "down": DOWN,
    "change": "→",
    "denied": DENIED,
    "held": BACKS,
    "other": OTHER,
    "on": "●",
    "off": "○",
    "ends": "■",
    "leads": "→",
    "warns": "!",
    "stands": CHOSEN,
    "beaten": NOT_KEPT,
    "right": CHOSEN,
    "wrong": NOT_KEPT,
}
TONES: Mapping[d.Tone, str] = {"": "", "strong": STRONG, "quiet": QUIET, "badge": BADGE}
FRAMES: Mapping[str, tuple[str, str, str]] = {
    "": (ROUND, "line", "bold ink"),
    "main": (HEAVY, "ink", "bold ink"),
    "denied": (DOUBLE, "bad", "bold reverse bad"),
}
"""What the frame of a group looks like: its lines, their style, and that of the title."""
_BESIDE = "  │ "
"""Before what stands in the source itself."""
_LABEL = 12
_BAR = 20


def drawn(nodes: Iterable[Node], deck: Deck | None = None) -> list[Line]:
    """The lines of a page that consists of these nodes. ``deck``: whose roles they name, for letters and colours;
    without it pictures are told in words."""
    return [line for node in nodes for line in _lines(node, deck)]


def fitted(nodes: Iterable[Node], room: tuple[int, int], deck: Deck | None = None) -> list[Line]:
    """The longest of the pages in short of these nodes that stands in a room of so many cells and rows, else the
    shortest; what is folded in it is opened, from above, as far as it then stands there."""
    whole, (cells, rows) = list(nodes), room
    for depth, first in SHORTER:
        lines = tidy(drawn(shortened(whole, depth, first), deck))
        if len(laid(lines, cells).rows) <= rows:
            break
    for at, line in enumerate(lines):
        opened = [*lines[:at], line.turned(), *lines[at + 1 :]] if isinstance(line, Fold) else []
        if opened and len(laid(opened, cells).rows) <= rows:
            lines = opened
    return lines


def unfolded(nodes: Iterable[Node], deck: Deck | None = None) -> list[Line]:
    """The page that consists of these nodes with nothing folded."""
    flat = ((d.strong(node.text), *node.nodes) if isinstance(node, d.Folded) else (node,) for node in nodes)
    return drawn((each for part in flat for each in part), deck)


def content_of(nodes: Iterable[Node], cells: int) -> Content:
    """The same as one text of rows of so many cells."""
    return Content("\n").join([row for line in drawn(nodes) for row in line.rows(cells)])


def lookup(game: GameRecord, role: str | None, to: Ref) -> list[Line]:
    """The page about this thing. ``KeyError`` where the deck has no such thing."""
    return drawn(details(Reader(game, role), to), game.deck)


def _lines(node: Node, deck: Deck | None) -> Iterator[Line]:
    match node:
        case d.Heading(text=text, level=level):
            if level < 4:
                yield BLANK
            yield Line(text, HEADING if level < 4 else STRONG)
        case d.Bar(value=value, low=low, high=high, start=start):
            since = "" if start is None else f", {start} at the start"
            yield Line(f"{bar(value - low, _BAR, high - low)} {value}{since}", STRONG)
        case d.Field(label=label, lines=lines):
            # A label as wide as the column stands on a line of its own.
            if width(label) >= _LABEL:
                yield Line(label, STRONG)
                label = ""
            yield from labelled(label, map(_line, lines), _LABEL)
        case d.Deed():
            yield Line(node.words, lead=f"{GLYPHS[node.mark]} " if node.mark else "", lead_style=STRONG, to=node.to)
        case d.Change():
            yield Line(node.words, lead=f"{arrow(node.by)} ", lead_style=STRONG, to=node.to)
        case d.Group():
            yield _framed(node, deck)
        case d.Tree(line=line, below=below):
            yield _line(line)
            yield from _branches(below, "  ")
        case d.Across(columns=columns, to=to):
            cells = tuple(tuple((_short(line), TONES[line.tone]) for line in column) for column in columns)
            yield Columns(cells=cells, to=to, key=to.id if to is not None else "")
        case d.Columns(columns=columns, shares=shares, least=least):
            yield Beside(columns=tuple(tuple(tidy(drawn(each, deck))) for each in columns), shares=shares, least=least)
        case d.Folded(text=text, nodes=nodes):
            yield Fold(text, inside=tuple(tidy(drawn(nodes, deck))))
        case d.Chart() | d.Share() | d.Standing() | d.Promised():
            yield _picture(node, deck)
        case d.Table(rows=rows):
            yield Drawing(node.words, make=partial(table_heads, node))
            for row in rows:
                yield Drawing(row.words, to=row.to, make=partial(_table_row, node, row))
                yield from (Line(note, QUIET, lead="    ") for note in row.notes)
        case d.Line() | d.Thing():
            yield _line(node)


def _framed(group: d.Group, deck: Deck | None) -> Frame:
    frame, edge, style = FRAMES[group.kind]
    title = f"{DENIED} {group.title.upper()}" if group.kind == "denied" else group.title
    lines, below = tuple(tidy(drawn(group.nodes, deck))), group.below or legend(group.nodes)
    return Frame(title, lines=lines, below=below, kind=frame, edge=edge, title=style)


def _short(line: d.Line) -> str:
    return f"{GLYPHS[line.mark]} {line.text}" if line.mark else line.text


def _branches(trees: Sequence[d.Tree], before: str) -> Iterator[Line]:
    """What led to a line as branches below it."""
    for number, tree in enumerate(trees, 1):
        last = number == len(trees)
        onward = before + ("  " if last else "│ ")
        hang = onward + ("│ " if tree.below else "")
        lead = before + ("└ " if last else "├ ")
        yield Line(tree.line.text, lead=lead, hang=hang, to=tree.line.to)
        yield from _branches(tree.below, onward)


def _picture(node: d.Chart | d.Share | d.Standing | d.Promised, deck: Deck | None) -> Line:
    """A drawing that says the same as the node's sentences."""
    if isinstance(node, d.Chart):
        words, to = "\n".join(node.sentences), None
    else:
        words, to = node.words, node.to
    if deck is None:
        return Line(words, to=to)
    return Drawing(words, to=to, make=partial(_rows_of, node, deck))


def _table_row(table: d.Table, row: d.TableRow, cells: int) -> list[Row]:
    return [table_row(table, row, cells)]


def _rows_of(node: d.Chart | d.Share | d.Standing | d.Promised, deck: Deck, cells: int) -> list[Row]:
    match node:
        case d.Chart():
            return chart_rows(node, deck, cells)
        case d.Share():
            return [share_row(node, cells)]
        case d.Standing():
            return [standing_row(node, deck, cells)]
        case d.Promised():
            return promised_rows(node, deck, cells)


def _line(node: d.Line | d.Thing) -> Line:
    glyph = f"{GLYPHS[node.mark]} " if node.mark else ""
    strong = STRONG if glyph or node.term else QUIET
    lead = glyph + (f"{node.term}  " if node.term else "")
    if isinstance(node, d.Thing):
        return Line(node.text, lead=lead, lead_style=strong, to=node.to)
    if node.quoted:
        return Line(node.text, QUIET, lead=_BESIDE, hang=_BESIDE)
    if node.tone == "badge":
        return Line(f" {node.text.upper()} ", BADGE)
    before, hang = "  " * max(0, node.level - 1), None
    if any(map(str.islower, node.term)):  # a word, not a number of a passage: no two are as long as each other
        lead, hang = f"{glyph}{node.term.removesuffix(':')}: ", before + "   "
    return Line(node.text, TONES[node.tone], before + lead, strong, hang, node.to, node.key)
