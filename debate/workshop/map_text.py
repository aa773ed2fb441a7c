"""``debate deck map`` in the terminal: what drives one thing above it, what it drives below, in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from debate.debrief.graph import Edge, around
from debate.debrief.naming import name_of, sentence
from debate.deckfile.finding import cells
from debate.rules.deck import Deck
from debate.workshop.plots import padded

WIDTH = 78
NAMES = 30
"""Cells for the name of a thing."""
LISTED = 24
"""The same in the list of all, beside ids."""
_SIGNS = {"+": "+", "-": "-", "~": "◆", "x": "✗"}


def overview(deck: Deck) -> Iterator[str]:
    """One line for each meter and flag: how many arrows lead to it and away, and how many are denied."""
    yield f"{'':<{LISTED}}  in  out  ✗  id"
    for section in (deck.meters, deck.flags):
        for id in section:
            seen = around(deck, id)
            denied = sum(edge.sign == "x" for edge in seen.into)
            driven = sum(edge.sign != "x" for edge in seen.out)
            counts = f"{len(seen.into) - denied:>3} {driven:>4} {denied or '':>2}"
            yield f"{padded(name_of(deck, id), LISTED)} {counts}  {id}"
    yield ""
    yield "in: arrows that drive it · out: what it drives · ✗: what does not drive it"
    yield "All arrows of one, also of a move or news: debate deck map PATH --from ID"


def neighbourhood(deck: Deck, id: str) -> Iterator[str]:
    """What drives one thing, the thing, what it drives; then each arrow in a sentence."""
    seen = around(deck, id)
    into = sorted(seen.into, key=_rank)
    out = sorted(seen.out, key=_rank)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(map(_key, (*into, *out))), 1)}
    for place, edge in enumerate(into):
        yield from _row(edge, edge.cause_name, numbers, "┌" if place == 0 else "├", "─")
    if into:
        yield "    ▼"
    yield from _box(deck, id)
    for place, edge in enumerate(out):
        yield from _row(edge, edge.effect_name, numbers, "└" if place == len(out) - 1 else "├", "▶")
    if not into and not out:
        yield "    no arrows"
    if numbers:
        yield ""
        yield from _legend((*into, *out), numbers)
        yield ""
        yield "+ raises  - lowers  ◆ sets or depends  ✗ denied  ┄ rounds later  ( ) background"


def _rank(edge: Edge) -> int:
    """Links and moves first, then background, then what is denied; in deck order among themselves."""
    return 2 if edge.sign == "x" else 1 if edge.kind == "background" else 0


def _key(edge: Edge) -> tuple[str, str]:
    return edge.kind, edge.id


def _row(edge: Edge, name: str, numbers: Mapping[tuple[str, str], int], corner: str, arrow: str) -> Iterator[str]:
    line = "┄" if edge.delay else "─"
    head = "✗" if edge.sign == "x" else arrow
    words = "does not" if edge.sign == "x" else edge.words
    if edge.delay:
        words += f", {edge.delay} later"
    if edge.kind == "background":
        name = f"({name})"
    number = f"[{numbers[_key(edge)]}]"
    begin = f"    {corner}{line}{head} {_SIGNS[edge.sign]} {padded(name, NAMES)} {number:<5}"
    room = WIDTH - cells(begin)
    first, *rest = textwrap.wrap(words, room, break_on_hyphens=False) or [""]
    yield f"{begin}{first}".rstrip()
    trunk = "    " + (" " if corner == "└" else "│")
    for more in rest:
        yield f"{trunk}{' ' * (cells(begin) - len(trunk))}{more}"


def _box(deck: Deck, id: str) -> Iterator[str]:
    lines = [name_of(deck, id)]
    if id in deck.meters:
        meter = deck.meters[id]
        lines.append(f"{meter.low} ... {meter.high}; starts at {meter.start}")
    elif id in deck.flags:
        flag = deck.flags[id]
        lines.append(" · ".join(flag.values.values()) + f"; starts as {flag.values[flag.start]}")
    elif id in deck.moves:
        lines.append(f"a move of {deck.roles[deck.moves[id].role].name}")
    elif id in deck.news:
        lines.append("news")
    wrapped = [part for line in lines for part in textwrap.wrap(line, WIDTH - 8) or [""]]
    width = max(map(cells, wrapped))
    yield f"  ┏{'━' * (width + 2)}┓"
    for line in wrapped:
        yield f"  ┃ {padded(line, width)} ┃"
    yield f"  ┗{'━' * (width + 2)}┛"


def _legend(shown: Sequence[Edge], numbers: Mapping[tuple[str, str], int]) -> Iterator[str]:
    told: set[int] = set()
    for edge in shown:
        number = numbers[_key(edge)]
        if number in told:
            continue
        told.add(number)
        text = f"{sentence(edge.says, edge.citation)} {edge.when}".rstrip()
        begin = f"{f'[{number}]':<5}"
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin), break_on_hyphens=False
        )
