"""The whole print: one file that asks for nothing from outside."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from debate.rules.deck import Deck
from debate.workshop.paper import board, cards, guide, last, maps, roles, world
from debate.workshop.paper.markup import CLOSED, Content, Html, div, el, html, p, section, spoken, text
from debate.workshop.paper.names import Edition, Paper, edition


def document(deck: Deck, paper: str = "a4", preset: str | None = None) -> str:
    """The print as HTML.

    Raises:
        KeyError: there is no such paper, or the deck has no such preset.
    """
    made = edition(deck, paper, preset)
    with spoken(deck):
        return page(made, _pages(made))


def page(made: Edition, body: Content, more: str = "") -> str:
    """A whole file with this in it; ``more``: rules of style behind those of every print."""
    deck = made.deck
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=CLOSED),
        el("title", text(deck.title), lang=deck.language),
        Html(f"<style>\n{_style(made.paper)}{more}</style>"),
    )
    note = div(
        "screen",
        p(
            f"This is for printing: use your browser's Print (Ctrl-P), with paper size {made.paper.name}, scale 100 "
            "%, margins 'default' and without headers and footers. 'Save as PDF' makes a PDF of it."
        ),
    )
    return f"<!DOCTYPE html>\n{el('html', head, el('body', note, body), lang='en')}\n"


def _pages(made: Edition) -> Html:
    for_teacher = section(
        "Teacher's pages",
        p("From here on for the teacher and the clerks only, until the game is over."),
        cls="divider",
    )
    return html(
        [
            guide.pages(made),
            board.pages(made),
            roles.pages(made),
            cards.pages(made),
            for_teacher,
            world.moves(made),
            world.round_end(made),
            world.calendar(made),
            world.record(made),
            world.denials(made),
            world.news(made),
            world.endings(made),
            roles.scoring(made),
            last.teacher(made),
            maps.pages(made),
            last.everybody(made),
        ]
    )


@lru_cache(maxsize=4)
def _style(paper: Paper) -> str:
    text = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    sizes = {"SIZE": paper.css, "CARD-HEIGHT": f"{paper.card_height}mm", "CARD-WIDTH": f"{paper.card_width}mm"}
    for name, value in sizes.items():
        text = text.replace(f"/*{name}*/", value)
    return text
