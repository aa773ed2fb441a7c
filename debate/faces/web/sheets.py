"""Sheets as one file of HTML that asks for nothing from outside, to be printed by a browser or kept as PDF."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from debate.faces.web.blocks import blocks
from debate.pages.document import Field, Heading, Line, Node, told_in_turn
from debate.pages.sheets import Grid, Sheet, Space
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.workshop.paper.markup import CLOSED, Content, Html, b, div, el, p, spoken, table, text

HOW_TO_PRINT = (
    "This is for printing: use your browser's Print (Ctrl-P), without headers and footers. 'Save as PDF' makes one PDF "
    "of all pages."
)


def printed(deck: Deck, title: str, sheets: Iterable[Sheet]) -> str:
    """A whole file, each sheet on a page of its own; all text is escaped, and what belongs to ``deck`` is marked with
    its language."""
    with spoken(deck):
        body = el("body", div("screen", p(HOW_TO_PRINT)), [_sheet(sheet) for sheet in sheets])
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=CLOSED),
        el("meta", name="viewport", content="width=device-width"),
        el("title", text(visible(title, 200))),
        Html(f"<style>\n{_style()}</style>"),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("sheets.css").read_text(encoding="utf-8")


def _sheet(sheet: Sheet) -> Html:
    note = p(sheet.note, cls="note") if sheet.note else None
    inside = div(f"columns{sheet.columns}{' large' * sheet.large}", _all(sheet.nodes))
    return el("section", el("h1", sheet.title), note, inside)


def _all(nodes: Iterable[Node | Grid | Space]) -> list[Content]:
    """Each node in its turn; items in a row become one list."""
    found: list[Content] = []
    for _, run in groupby(_turned(nodes), key=lambda node: isinstance(node, Line) and node.level > 0):
        these = list(run)
        items = [node for node in these if isinstance(node, Line) and node.level > 0]
        found += [_list(items, 1)] if items else map(_one, these)
    return found


def _turned(nodes: Iterable[Node | Grid | Space]) -> list[Node | Grid | Space]:
    """Where the source begins to speak, words say so; a table or a space comes between."""
    found: list[Node | Grid | Space] = []
    for _, run in groupby(nodes, key=lambda node: isinstance(node, Grid | Space)):
        these = list(run)
        said = [node for node in these if not isinstance(node, Grid | Space)]
        found += told_in_turn(said) if said else these
    return found


def _one(node: Node | Grid | Space) -> Content:
    match node:
        case Grid(head=head, rows=rows):
            return table(head, rows)
        case Space(lines=lines):
            return div("space", [div("rule") for _ in range(lines)])
        case Heading(text=words, level=level):
            return el(f"h{level}", words)
        case Line():
            return p(_words(node), cls=node.tone)
        case Field(label=label, lines=lines):
            return p(b(f"{label}: "), " ".join(line.words for line in lines))
        case _:
            return [p(block.text) for block in blocks([node])]


def _words(line: Line) -> Content:
    return [b(f"{line.term.removesuffix(':')}: "), line.text] if line.term else line.text


def _list(lines: list[Line], level: int) -> Html:
    """Items of this level; those that follow one and are deeper stand inside it."""
    items: list[Content] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].level > level:
            end += 1
        inner = lines[at + 1 : end]
        items.append(el("li", _words(lines[at]), _list(inner, level + 1) if inner else None, cls=lines[at].tone))
        at = end
    return el("ul", items)
