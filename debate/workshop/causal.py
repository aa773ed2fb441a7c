"""The causal graph of a deck as nodes and arrows to be drawn: all of it, or what stands around one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import evolve, frozen

from debate.debrief.graph import TIME, Edge, edges
from debate.debrief.naming import CAPITAL, name_of
from debate.rules.deck import Deck

NodeKind = Literal["meter", "flag", "move", "news", "words", "capital"]


@frozen
class Node:
    """A thing of the map. ``notes``: what it does by itself, such as ``+2 by itself``."""

    id: str
    name: str
    kind: NodeKind
    notes: tuple[str, ...] = ()


@frozen
class Arrow:
    """One arrow to draw; edges between the same two things that look the same are one.

    ``sign`` as in :class:`debate.debrief.graph.Edge`. ``late``: it works rounds later. ``background``: never at work.
    """

    cause: str
    effect: str
    sign: str
    late: bool
    background: bool
    words: tuple[str, ...]


@frozen
class Causal:
    """What is to be drawn. ``center``: the thing around which it is, or ``""`` for the whole deck."""

    title: str
    center: str
    nodes: Mapping[str, Node]
    arrows: tuple[Arrow, ...]


def subjects(deck: Deck) -> tuple[str, ...]:
    """Ids around which a map can be drawn."""
    return (*deck.meters, *deck.flags, *deck.moves, *deck.news)


def causal(deck: Deck, center: str = "", moves: bool = False) -> Causal:
    """The graph of the deck as played; with a ``center`` that thing, what is one arrow away, and arrows among these.

    Without a center capital is left out, and what moves do unless ``moves``: of a large deck that is most arrows.
    """
    found = [
        edge
        for edge in edges(deck)
        if center or (not edge.effect.startswith(CAPITAL) and (moves or edge.cause not in deck.moves))
    ]
    if center:
        near = {center}
        near |= {edge.cause for edge in found if edge.effect == center and edge.cause != TIME}
        near |= {edge.effect for edge in found if edge.cause == center}
        found = [edge for edge in found if edge.effect in near and edge.cause in {*near, TIME}]
    title = f"{deck.title}: {name_of(deck, center)}" if center else deck.title
    return drawn(deck, title, found, center)


def drawn(deck: Deck, title: str, found: Iterable[Edge], center: str = "") -> Causal:
    """These edges as a graph; what goes on by itself becomes a note on what it moves."""
    found = list(found)
    ids = dict.fromkeys(id for edge in found for id in (edge.cause, edge.effect) if id != TIME)
    if center:
        ids.setdefault(center)
    nodes = {id: Node(id, name_of(deck, id), _kind(deck, id)) for id in ids}
    for edge in found:
        if edge.cause == TIME:
            node = nodes[edge.effect]
            nodes[edge.effect] = evolve(node, notes=(*node.notes, f"{_words(edge)} by itself"))
    return Causal(title, center, nodes, _arrows(edge for edge in found if edge.cause != TIME))


def _arrows(found: Iterable[Edge]) -> tuple[Arrow, ...]:
    merged: dict[tuple[str, str, str, bool, bool], list[str]] = {}
    for edge in found:
        key = (edge.cause, edge.effect, edge.sign, edge.delay > 0, edge.kind == "background")
        words = merged.setdefault(key, [])
        if _words(edge) not in words:
            words.append(_words(edge))
    return tuple(Arrow(*key, words=tuple(words)) for key, words in merged.items())


def _words(edge: Edge) -> str:
    if edge.sign == "x":
        return "does not"
    return f"{edge.words}, {edge.delay} later" if edge.delay else edge.words


def _kind(deck: Deck, id: str) -> NodeKind:
    if id.startswith(CAPITAL):
        return "capital"
    sections: tuple[tuple[Mapping[str, object], NodeKind], ...] = (
        (deck.meters, "meter"),
        (deck.flags, "flag"),
        (deck.moves, "move"),
        (deck.news, "news"),
    )
    return next((kind for section, kind in sections if id in section), "words")
