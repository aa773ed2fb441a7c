"""The causal map as a picture (``--svg``) that a teacher can put on a slide. Legible in black and white."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from attrs import frozen

from debate.deckfile.finding import cells
from debate.workshop.causal import Arrow, Causal, Node
from debate.workshop.layers import Layout, lay_out
from debate.workshop.map_dot import label, name_lines, note_lines

FONT = 13
LINE = 17
LETTER = 7.3
"""How wide a letter is taken to be; the font is not known."""
PAD = 10
END = 10
"""Room for the end of an arrow at the side of a box."""
MARGIN = 24
HEAD = 48
LEGEND = 64

_COLOURS = {"+": "#1a7a3c", "-": "#b3471d", "~": "#33557a", "x": "#8b1a3a"}
_SIGNS = {"+": "+", "-": "−", "~": "◆", "x": "×"}
_MARKERS = {"+": "raises", "-": "lowers", "~": "sets", "x": "denied"}
_FIRST = ("move", "news", "words")


@frozen
class _Box:
    lines: tuple[str, ...]
    names: int
    """How many of the lines are the name; the rest is small."""
    width: float
    height: float


def svg(causal: Causal) -> str:
    """The map as an SVG document. Around one thing arrows tell how much; in the whole map they show signs only."""
    return "\n".join(_Drawing(causal).lines()) + "\n"


class _Drawing:
    def __init__(self, causal: Causal) -> None:
        self.causal = causal
        into = Counter(arrow.effect for arrow in causal.arrows)
        out = Counter(arrow.cause for arrow in causal.arrows)
        self.boxes = {id: _box(node, max(into[id], out[id])) for id, node in causal.nodes.items()}
        self.layout: Layout = lay_out(
            {id: box.height for id, box in self.boxes.items()},
            [(arrow.cause, arrow.effect) for arrow in causal.arrows],
            [id for id, node in causal.nodes.items() if node.kind in _FIRST],
            gap=22 if causal.center else 14,
        )
        between = 210 if causal.center else 120
        layers = max((layer for layer, _ in self.layout.places.values()), default=0) + 1
        widths = [0.0] * layers
        for id, (layer, _) in self.layout.places.items():
            widths[layer] = max(widths[layer], self.boxes[id].width)
        self.middles: list[float] = []
        at = float(MARGIN)
        for width in widths:
            self.middles.append(at + width / 2)
            at += width + between
        self.taken: list[tuple[float, float, float]] = []
        self.width = max(at - between + MARGIN, 640)
        self.height = HEAD + self.layout.height + LEGEND + MARGIN

    def lines(self) -> Iterator[str]:
        width, height = round(self.width), round(self.height)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' font-family="sans-serif" font-size="{FONT}" role="img">'
        )
        yield f"<title>{escape(self.causal.title)}</title>"
        yield "<defs>"
        for sign, name in _MARKERS.items():
            shape = "M0,0 L10,5 L0,10 z" if sign != "x" else "M1,1 L9,9 M9,1 L1,9"
            fill = (
                f'fill="{_COLOURS[sign]}"' if sign != "x" else f'fill="none" stroke="{_COLOURS[sign]}" stroke-width="2"'
            )
            yield (
                f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
                f' orient="auto-start-reverse"><path d="{shape}" {fill}/></marker>'
            )
        yield "</defs>"
        yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        yield f'<text x="{MARGIN}" y="30" font-size="18" font-weight="bold">{escape(self.causal.title)}</text>'
        labels: list[str] = []
        for arrow, points in self._ways():
            yield self._path(arrow, points)
            labels.append(self._label(arrow, points))
        for id in self.causal.nodes:
            yield from self._node(id)
        yield from labels
        yield from self._legend()
        yield "</svg>"

    # Arrows.

    def _ways(self) -> list[tuple[Arrow, list[tuple[float, float]]]]:
        """Each arrow with the places that it passes; ends at one side of a box stand apart, in order."""
        ways: list[tuple[Arrow, list[tuple[float, float]]]] = []
        ends: dict[tuple[str, bool], list[tuple[float, int, int]]] = {}
        for arrow in self.causal.arrows:
            if arrow.cause == arrow.effect:
                continue
            route = self.layout.routes[arrow.cause, arrow.effect]
            points = [(self.middles[layer], HEAD + y) for layer, y in route]
            back = route[-1][0] < route[0][0]
            for end, beside, id in ((0, 1, arrow.cause), (-1, -2, arrow.effect)):
                right = (end == 0) != back
                ends.setdefault((id, right), []).append((points[beside][1], len(ways), end))
            ways.append((arrow, points))
        for (id, right), found in ends.items():
            box = self.boxes[id]
            step = min(14.0, (box.height - 8) / len(found))
            for place, (_, number, end) in enumerate(sorted(found)):
                x, y = ways[number][1][end]
                side = box.width / 2 if right else -box.width / 2
                ways[number][1][end] = (x + side, y + (place - (len(found) - 1) / 2) * step)
        return ways

    def _path(self, arrow: Arrow, points: Sequence[tuple[float, float]]) -> str:
        (x, y), *rest = points
        path = f"M{x:.0f},{y:.0f}"
        for to_x, to_y in rest:
            half = (to_x - x) / 2
            path += f" C{x + half:.0f},{y:.0f} {to_x - half:.0f},{to_y:.0f} {to_x:.0f},{to_y:.0f}"
            x, y = to_x, to_y
        dashes = "7 5" if arrow.sign == "x" else "1 5" if arrow.background else "12 4" if arrow.late else ""
        look = f' stroke-dasharray="{dashes}"' if dashes else ""
        width = 2.2 if self.causal.center in (arrow.cause, arrow.effect) and self.causal.center else 1.5
        return (
            f'<path d="{path}" fill="none" stroke="{_COLOURS[arrow.sign]}" stroke-width="{width}"{look}'
            f' marker-end="url(#{_MARKERS[arrow.sign]})"><title>{escape(self._told(arrow))}</title></path>'
        )

    def _told(self, arrow: Arrow) -> str:
        names = self.causal.nodes
        return f"{names[arrow.cause].name}: {'; '.join(arrow.words)}: {names[arrow.effect].name}"

    def _label(self, arrow: Arrow, points: Sequence[tuple[float, float]]) -> str:
        """The words of an arrow in the middle of its last part, its sign near the end where they are many."""
        text = label(arrow) if self.causal.center else _SIGNS[arrow.sign]
        width = max(cells(text) * 6.2 + 6, 14)
        x, y = self._free_place(points, width)
        colour = _COLOURS[arrow.sign]
        return (
            f'<rect x="{x - width / 2:.0f}" y="{y - 8:.0f}" width="{width:.0f}" height="16" rx="3" fill="#ffffff"'
            f' fill-opacity="0.9"/><text x="{x:.0f}" y="{y + 4:.0f}" font-size="11" text-anchor="middle"'
            f' fill="{colour}">{escape(text)}</text>'
        )

    def _free_place(self, points: Sequence[tuple[float, float]], width: float) -> tuple[float, float]:
        """Where on the last part of the way words of this width cover no others, if there is such a place."""
        (from_x, from_y), (to_x, to_y) = points[-2], points[-1]
        far = abs(to_x - from_x) or 1.0
        places = []
        for share in (0.5, 0.38, 0.62, 0.27, 0.73) if self.causal.center else (max(0.5, 1 - 24 / far),):
            places.append((from_x + (to_x - from_x) * share, from_y + (to_y - from_y) * _eased(share)))
        free = (
            (x, y)
            for x, y in places
            if not any(abs(x - o_x) < (width + o_width) / 2 and abs(y - o_y) < 15 for o_x, o_y, o_width in self.taken)
        )
        x, y = next(free, places[0])
        self.taken.append((x, y, width))
        return x, y

    # Nodes.

    def _node(self, id: str) -> Iterator[str]:
        node, box = self.causal.nodes[id], self.boxes[id]
        layer, y = self.layout.places[id]
        x, y = self.middles[layer], HEAD + y
        left, top = x - box.width / 2, y - box.height / 2
        thick = 3.5 if id == self.causal.center else 1.4
        round_ = {"meter": 4, "capital": 4, "flag": 0}.get(node.kind, min(box.height / 2, 26))
        fill = {"flag": "#e8eef6", "move": "#f2f2f2", "news": "#f2f2f2"}.get(node.kind, "#ffffff")
        if node.kind != "words":
            dashed = ' stroke-dasharray="4 3"' if node.kind == "news" else ""
            yield (
                f'<rect x="{left:.0f}" y="{top:.0f}" width="{box.width:.0f}" height="{box.height:.0f}"'
                f' rx="{round_:.0f}" fill="{fill}" stroke="#222222" stroke-width="{thick}"{dashed}/>'
            )
        slant = ' font-style="italic"' if node.kind == "words" else ""
        for number, line in enumerate(box.lines):
            small = f' font-size="{FONT - 2}"' if number >= box.names else ""
            base = y + (number - len(box.lines) / 2) * LINE + FONT
            yield f'<text x="{x:.0f}" y="{base:.0f}" text-anchor="middle"{slant}{small}>{escape(line)}</text>'

    def _legend(self) -> Iterator[str]:
        y = self.height - MARGIN - 26
        told = (
            ("+", "+ raises", ""),
            ("-", "− lowers", ""),
            ("~", "◆ sets, or depends", ""),
            ("x", "× denied: does not", "7 5"),
            ("~", "rounds later", "12 4"),
            ("~", "in the background", "1 5"),
        )
        for number, (sign, words, dashes) in enumerate(told):
            x = MARGIN + number % 3 * 200
            line = y + number // 3 * 22
            look = f' stroke-dasharray="{dashes}"' if dashes else ""
            yield (
                f'<path d="M{x},{line:.0f} h40" stroke="{_COLOURS[sign]}" stroke-width="1.8" fill="none"{look}'
                f' marker-end="url(#{_MARKERS[sign]})"/><text x="{x + 50}" y="{line + 4:.0f}">{words}</text>'
            )


def _box(node: Node, ends: int) -> _Box:
    """Large enough for the name, and for so many ends of arrows at one side."""
    names = name_lines(node)
    lines = names + note_lines(node)
    longest = max(map(cells, lines), default=1)
    height = max(len(lines) * LINE + 2 * PAD, ends * END + 8)
    return _Box(tuple(lines), len(names), longest * LETTER + 2 * PAD + 6, height)


def _eased(share: float) -> float:
    """How far up or down a curve of the kind drawn here is at this share of its way to the side."""
    return 3 * share**2 - 2 * share**3
