"""The causal map on paper: a drawing for each group of meters, so that it can be read, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debate.debrief.graph import TIME, Edge, edges
from debate.debrief.naming import CAPITAL, name_of
from debate.workshop.causal import Causal, drawn
from debate.workshop.map_svg import svg
from debate.workshop.paper.markup import Content, Html, b, div, el, p, section, span, table
from debate.workshop.paper.names import Edition

_IDS = re.compile(r'\bid="([a-z]+)"|url\(#([a-z]+)\)')
_REST = "flags, news and the rest"
_SIGNS = {"+": "▲", "-": "▼", "~": "◆", "x": "✕"}


def pages(edition: Edition) -> Iterable[Html]:
    """Drawings of what goes on without a move, then everything but what moves do at once, in words."""
    deck = edition.deck
    found = [edge for edge in edges(deck) if not edge.effect.startswith(CAPITAL)]
    group_of = {meter.id: meter.group for meter in deck.meters.values()}
    groups: dict[str, list[Edge]] = {}
    for edge in found:
        if edge.cause not in deck.moves:
            groups.setdefault(group_of.get(edge.effect, _REST), []).append(edge)
    for number, group in enumerate(sorted(groups, key=lambda name: name == _REST)):
        picture = _picture(drawn(deck, f"What moves: {group}", groups[group]), number)
        yield section(f"Causal map: {group}", div("map", picture))
    yield _in_words(edition, [edge for edge in found if edge.kind != "move" or edge.cause in deck.news])


def _picture(causal: Causal, number: int) -> Html:
    """The drawing with ids of its own, and without the name of its format, which HTML does not want."""
    made = _IDS.sub(lambda m: f'id="{m[1]}{number}"' if m[1] else f"url(#{m[2]}{number})", svg(causal))
    return Html(made.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))


def _in_words(edition: Edition, found: list[Edge]) -> Html:
    """Each thing with what drives it and what does not move it."""
    deck = edition.deck
    rows: list[list[Content]] = []
    driven = dict.fromkeys([*deck.meters, *deck.flags, *(edge.effect for edge in found)])
    for id in driven:
        into = [_arrow(edition, edge) for edge in found if edge.effect == id]
        if into:
            rows.append([b(name_of(deck, id)), into])
    return section(
        "What drives what, in words",
        p("▲ raises   ▼ lowers   ◆ sets it, or it depends   ✕ does not move it. What moves do stands on their cards."),
        table(["", "is driven by"], rows, cls="world"),
    )


def _arrow(edition: Edition, edge: Edge) -> Html:
    number = edition.numbers.get(edge.id, "")
    cause = edge.cause_name if edge.cause != TIME else "by itself"
    words = f"{edge.words}, {edge.delay} later" if edge.delay else edge.words
    amount = "" if edge.sign == "x" else f": {words}"
    return span("line", _SIGNS[edge.sign], f" {cause}{amount} ", el("span", number, cls="cite"))
