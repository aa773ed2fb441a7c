"""The causal map: what drives one thing of the world and what it drives, to walk along; blocked arrows are denials."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from textual.binding import BindingType

from debate.debrief.graph import Edge, edges
from debate.debrief.naming import name_of
from debate.faces.tui.actions import MAP, READING, bindings
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, section
from debate.faces.tui.text import DENIED, DOWN, UP, bar
from debate.faces.tui.why import ChooserSheet, WhyScreen
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import ref_of

GLYPHS = {"+": UP, "-": DOWN, "~": "◆", "x": DENIED}
LIVE, IDLE, UNKNOWN = "●", "○", "?"
NODE = "node"
"""Kind of reference to the middle of the map: following one walks, instead of opening a page."""


class MapScreen(ChooserSheet):
    """What drives ``subject`` (a meter, standing fact, move or news item) and what it drives."""

    PLACES = (READING, MAP)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MAP)]

    def __init__(self, session: Session, role: str | None, subject: str | None = None) -> None:
        super().__init__(session, role, subject)
        self._walked: list[tuple[str, str]] = []

    def subjects(self) -> list[str]:
        moves = [id_ for id_, move in self.deck.moves.items() if move.active and not move.forbidden]
        return [*self.deck.meters, *self.deck.flags, *moves, *self.deck.news]

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        return edges(self.deck, self.session.view(self.role))

    def heading(self) -> tuple[str, str]:
        return f"Map: {name_of(self.deck, self.subject)}", "⏎ walk there · i about the arrow · / the list"

    def lines(self) -> Iterator[Line]:
        into = [edge for edge in self._edges if edge.effect == self.subject]
        out = [edge for edge in self._edges if edge.cause == self.subject]
        yield Line(self._middle(), STRONG)
        blocked = sum(edge.sign == "x" for edge in (*into, *out))
        yield Line(
            f"{len(into)} ──▶ it ──▶ {len(out)}" + (f" · {blocked} blocked {DENIED}" if blocked else ""),
            QUIET,
        )
        drives, denied = [e for e in into if e.sign != "x"], [e for e in into if e.sign == "x"]
        yield from section("What drives it", self._arrows([e for e in drives if e.kind != "background"], True))
        yield from section("What does not move it, whatever is promised", self._arrows(denied, True))
        yield from section("In the background", self._arrows([e for e in drives if e.kind == "background"], True))
        yield from section("What it drives", self._arrows([e for e in out if e.sign != "x"], False))
        yield from section("What it does not move", self._arrows([e for e in out if e.sign == "x"], False))
        yield BLANK
        yield Line(
            f"{LIVE} at work now  {IDLE} not now  {UNKNOWN} hangs on what you cannot see   "
            f"{UP} raises  {DOWN} lowers  {GLYPHS['~']} it depends  {DENIED} denied   ┄ lands rounds later",
            QUIET,
        )

    def _middle(self) -> str:
        deck, seen = self.deck, self.session.view(self.role)
        if self.subject in deck.meters:
            item, now = deck.meters[self.subject], seen.meters[self.subject]
            if now is None:
                return f"{item.name}: hidden from your seat"
            return f"{bar(now - item.min, 20, item.max - item.min)} {now}, {item.start} at the start"
        if self.subject in deck.flags:
            return f"Now: {deck.flags[self.subject].values[seen.flags[self.subject]]}"
        if self.subject in deck.moves:
            return f"A move of {deck.roles[deck.moves[self.subject].role].name}"
        return "News, which chance may bring" if self.subject in deck.news else name_of(deck, self.subject)

    def _arrows(self, found: Iterable[Edge], into: bool) -> Iterator[Line]:
        return arrow_lines(found, into, frozenset(self.subjects()))

    def follow(self, to: Ref) -> None:
        if to.kind != NODE:
            super().follow(to)
            return
        marked = self.page.marked
        self._walked.append((self.subject, marked.key if marked else ""))
        super().turn_to(to.id)

    def turn_to(self, subject: str) -> None:
        self._walked.clear()
        super().turn_to(subject)

    def has_earlier(self) -> bool:
        return bool(self._walked)

    def action_earlier(self) -> None:
        if self._walked:
            self.subject, mark = self._walked.pop()
            self.fill(mark)

    def action_details(self) -> None:
        marked = self.page.marked
        if marked is not None and marked.key:
            kind, id_, _ = marked.key.split(":")
            to = ref_of(self.deck, id_)
            super().follow(to or Ref(kind, id_))

    def action_why_here(self) -> None:
        known = self.subject in self.deck.meters or self.subject in self.deck.flags
        self.app.push_screen(WhyScreen(self.session, self.role, self.subject if known else None))


def arrow_lines(found: Iterable[Edge], into: bool, known: Container[str]) -> Iterator[Line]:
    """Each arrow: at work or not, its sign, what stands at its other end; below it, what the deck says.

    ``into``: they lead to the thing in the middle, else away from it. ``known``: ids around which a map can be drawn.
    """
    for edge in sorted(found, key=lambda edge: (not edge.live, edge.kind == "move")):
        other = edge.cause if into else edge.effect
        to = Ref(NODE, other) if other in known else Ref(edge.kind, edge.id)
        name = edge.cause_name if into else edge.effect_name
        later = f", {edge.later}" if edge.delay else ""
        words = "does not move it" if edge.sign == "x" else f"{edge.words}{later}"
        yield Line(
            f"{name}: {words}",
            STRONG if edge.live else "",
            lead=_arrow(edge, into),
            lead_style="bold" if edge.live else QUIET,
            to=to,
            key=f"{edge.kind}:{edge.id}:{other}",
        )
        if edge.kind != "move":
            yield Line(f"{edge.says} ({edge.citation})" if edge.citation else edge.says, QUIET, lead=" " * 8)


def _arrow(edge: Edge, into: bool) -> str:
    live = UNKNOWN if edge.live is None else LIVE if edge.live else IDLE
    if edge.sign == "x":
        arrow = "✕──" if into else "──✕"
    else:
        stroke = "┄┄" if edge.delay else "──"
        arrow = f"◀{stroke}" if into else f"{stroke}▶"
    return f"{live} {GLYPHS[edge.sign]} {arrow} "
