"""What is printed, and how its parts are called on paper: every item has a short number that others point to."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from debate.debrief.naming import cited
from debate.rules.deck import Argument, CausalView, Deck, MoveDef, Preset
from debate.rules.grounds import Sourced
from debate.rules.variant import effective
from debate.workshop.paper.markup import Content, Html, html, span

OUTSIDE = "OUTSIDE THE BRIEF"


@frozen
class Paper:
    """``css``: its name in style sheets. Card sizes are in millimetres: eight fit a page."""

    name: str
    css: str
    card_width: float
    card_height: float


PAPERS = {"a4": Paper("A4", "A4", 94.6, 65), "letter": Paper("US Letter", "letter", 97.6, 61.5)}


@frozen
class Edition:
    """A deck to be printed. ``deck``: as played with the preset; ``whole``: as written, with what views switch on.

    ``numbers``: id -> number such as ``A12`` (argument), ``M3`` (move), ``L5`` (link), ``D2`` (denial), ``N1`` (news),
    ``E4`` (ending), ``V1`` (view). Numbers hold whatever the preset.
    """

    deck: Deck
    whole: Deck
    numbers: dict[str, str]
    paper: Paper
    preset: Preset | None = None

    def number(self, id: str) -> str:
        return self.numbers[id]

    def view_number(self, view: CausalView) -> str:
        return self.numbers[f"view {view.id}"]


def edition(deck: Deck, paper: str, preset: str | None = None) -> Edition:
    """Raises ``KeyError`` for a paper that there is not, or a preset that the deck does not have."""
    numbers: dict[str, str] = {}
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("A", deck.arguments),
        ("M", deck.moves),
        ("L", deck.links),
        ("D", deck.denials),
        ("N", deck.news),
        ("E", deck.endings),
    )
    for letter, ids in sections:
        numbers |= {id: f"{letter}{place}" for place, id in enumerate(ids, 1)}
    numbers |= {f"view {id}": f"V{place}" for place, id in enumerate(deck.views, 1)}
    played = effective(deck, preset, ())
    return Edition(played, deck, numbers, PAPERS[paper], None if preset is None else deck.presets[preset])


def moves_of(deck: Deck, role: str) -> list[MoveDef]:
    """The moves of the role in deck order, the impossible ones too."""
    return [move for move in deck.moves.values() if move.role == role and move.active]


def pile_of(deck: Deck, role: str) -> list[Argument]:
    """The arguments that the role may hold."""
    return [argument for argument in deck.arguments.values() if argument.active and role in argument.voices]


def source(item: Sourced) -> Html:
    """The citation in brackets, with the badge where the item is not from the brief; empty where it cites nothing."""
    words = cited(item)
    if item.basis == "outside":
        words = words.removeprefix("outside the brief").removeprefix(", ")
    parts: list[Content] = []
    if item.basis == "outside":
        parts.append(span("badge", OUTSIDE))
    if words:
        parts += [" ", span("cite", f"({words})")]
    return html(parts)


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def rounds_later(number: int) -> str:
    return f"{number} round end{'s' * (number != 1)} later"
