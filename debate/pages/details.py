"""The page of one thing of the deck, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from debate.pages import things_table, things_world
from debate.pages.document import Node, Ref
from debate.pages.reader import Reader
from debate.pages.things import KIND_NAMES, name

_PAGES: Mapping[str, Callable[[Reader, str], Iterable[Node]]] = {
    "move": things_table.move,
    "card": things_table.card,
    "role": things_table.role,
    "passage": things_table.passage,
    "evidence": things_table.evidence,
    "ending": things_table.ending,
    "view": things_table.causal_view,
    "meter": things_world.meter,
    "flag": things_world.flag,
    "link": things_world.link,
    "denial": things_world.denial,
    "news": things_world.news,
    "background": things_world.background,
}


def details(reader: Reader, to: Ref) -> list[Node]:
    """What there is to read about this thing. ``KeyError`` where the deck has no such thing."""
    return list(_PAGES[to.kind](reader, to.id))


def title(reader: Reader, to: Ref) -> str:
    """What the page is called."""
    return f"{KIND_NAMES[to.kind]}: {name(reader.deck, to)}"
