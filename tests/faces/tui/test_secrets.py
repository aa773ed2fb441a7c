"""No page tells what a seat may not know: played games of the ZTE deck, asked from every seat about everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import debate
from debate.faces.kit.causal_map import map_picture
from debate.faces.kit.rows import texts
from debate.faces.tui.page import Line
from debate.faces.tui.readings import FlowScreen, what_is_coming
from debate.faces.tui.why import WhyScreen
from debate.game.session import Session
from debate.pages.reader import Reader
from debate.pages.wires import subjects, wires


def underway(seed: int, rounds: int) -> Session:
    """Four novices, stopped while they choose in the round after so many."""
    deck = debate.load_deck("zte")
    session = Session(deck, dict.fromkeys(deck.turn_order, "novice"), seed=seed)
    while session.state.round <= rounds and not session.state.over:
        session.ask()
    return session


def told(session: Session, role: str | None) -> Iterator[Line]:
    """All that the screens about the course of a game say to this seat."""
    why = WhyScreen(session, role)
    for subject in why.subjects():
        why.subject = subject
        yield from why.whole()
    reader = Reader(session, role)
    for subject in subjects(reader):
        found = wires(reader, subject)
        yield from (Line(text) for text in texts(map_picture(found, session.deck, 120, 30, "", True).rows))
        yield from (Line(wire.told) for wire in found.all)
    yield from FlowScreen(session, role).lines()
    yield from what_is_coming(session, role).lines()


@pytest.mark.parametrize(("seed", "rounds"), [(1, 2), (2, 4), (3, 6), (7, 7)])
def test_covert_moves_of_others_stay_covert(seed: int, rounds: int) -> None:
    """A covert move that happened is on no page of a seat that did not make it; its own seat reads of it."""
    session = underway(seed, rounds)
    deck = session.deck
    covert = {
        s.cause for s in session.trace if s.kind == "event" and s.cause in deck.moves and deck.moves[s.cause].covert
    }
    for role in (*deck.turn_order, None):
        text = "\n".join(line.plain for line in told(session, role))
        for move in covert:
            item = deck.moves[move]
            named = (f"{deck.roles[item.role].name}: {item.title}", f"'{item.title}' by")
            assert any(words in text for words in named) <= (item.role == role)


def test_there_is_something_to_hide() -> None:
    """The games above do hold covert moves, so that the test above is not idle."""
    session = underway(7, 7)
    deck = session.deck
    assert any(s.kind == "event" and s.cause in deck.moves and deck.moves[s.cause].covert for s in session.trace)
