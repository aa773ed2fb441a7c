"""Every screen of a game at both sizes: no text is cut inside a word without a sign of it, nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

import debate
from debate.deckfile import load_deck
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.routes import screen
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from debate.pages.details import details
from debate.pages.document import Line, Ref
from debate.pages.reader import Reader
from debate.pages.things import sections
from tests.faces.tui.reading import LARGE, SMALL, on_stage, shown

DECK = "river"
WORD = re.compile(r"[^\W\d_]+")
PHASES = ("choose", "answer")
"""In which the table is looked at, the first time that a person is asked there."""


@cache
def moments() -> dict[str, Session]:
    """The game of the first role as it stood in these phases and at its end."""
    deck = load_deck(DECK)
    role = deck.turn_order[0]
    session, found = Session(deck, {role: PERSON}, seed=11), {}
    while not session.state.over:
        session.advance()
        phase = session.state.phase
        if phase in PHASES and session.state.round > 1 and phase not in found and session.awaited():
            found[phase] = session.fork(len(session.entries))
        for each in session.awaited():
            session.submit(scripted(session.view(each), 0).move)
    return {**found, "over": session}


def screens(moment: str) -> Iterator[tuple[str, Screen[Any], tuple[str, ...]]]:
    """Name, screen, and the keys after each of which it is looked at again."""
    session = moments()[moment]
    deck, role = session.deck, load_deck(DECK).turn_order[0]
    if moment == "over":
        ending = EndingScreen(session, role)
        ending.search = None
        yield "ending", ending, tuple("23456789")
    else:
        yield "table", TableScreen(session, role), tuple("1234")
        yield "briefing", BriefingScreen(session, role), ()
        yield "coming", screen("coming", session, role), ()
    for name in ("why", "map", "flow", "timeline", "glossary"):
        yield name, screen(name, session, role), ("right",) if name in ("why", "map") else ()
    move = next(move.id for move in deck.moves.values() if move.role == role)
    for to in (Ref("move", move), Ref("meter", next(iter(deck.meters))), Ref("role", role)):
        yield f"{to.kind} {to.id}", screen("details", session, role, to), ()
    yield "account", AccountScreen(session, role, [1]), ("right", "right")


@cache
def known_words() -> frozenset[str]:
    """Every word of the deck and of the program, however it is written."""
    found = {word for file in load_deck(DECK).files.values() for word in WORD.findall(file.decode())}
    for path in Path(debate.__file__).parent.rglob("*.py"):
        found |= set(WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(word.casefold() for word in found)


def cut_words(text: str) -> list[str]:
    """Words that end at an edge of the screen or of a frame and are no words: an ellipsis stands where one is cut."""
    parts = [part for row in text.splitlines() for part in re.split("[│┃]", row)]
    ends = [WORD.findall(part)[-1] for part in parts if re.search(r"[^\W\d_]$", part)]
    return [word for word in ends if word.casefold() not in known_words()]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("moment", [*PHASES, "over"])
async def test_no_word_is_cut_without_a_sign_of_it(moment: str, size: tuple[int, int]) -> None:
    """What has no room ends in an ellipsis or after a word, on every screen of the game."""
    async with on_stage(Screen(), size) as pilot:
        for name, page, keys in screens(moment):
            pilot.app.push_screen(page)
            await pilot.pause()
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                    await pilot.pause()
                assert pilot.app.screen is page
                assert cut_words(shown(pilot)) == [], (name, key)
            pilot.app.pop_screen()


def test_a_cut_word_would_be_noticed() -> None:
    """A word that ends too early at an edge is found; a whole one, and one with an ellipsis, are not."""
    assert cut_words("│The floo│ The river │\n│The floo…│") == ["floo"]


@pytest.mark.parametrize("name", ["river", "zte", "phones"])
def test_a_thing_is_told_once_on_its_page(name: str) -> None:
    """On the page of a meter, standing fact, link or denial nothing stands twice that leads to the same."""
    reader = Reader(Session(load_deck(name), {}, seed=1), None)
    for kind in ("meter", "flag", "link", "denial"):
        for id_ in sections(reader.deck)[kind]:
            told = [(n.text, n.to) for n in details(reader, Ref(kind, id_)) if isinstance(n, Line) and n.to is not None]
            assert len(told) == len(set(told)), (kind, id_)
