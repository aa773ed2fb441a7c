"""While predictions are on, no screen of a fresh game tells a link or a denial that has not been at work."""

from __future__ import annotations

import pytest
from attrs import evolve

from debate.debrief.ahead import ahead
from debate.deckfile import load_deck
from debate.faces.kit.causal_map import map_picture
from debate.faces.kit.move_sheet import tall_sheet
from debate.faces.kit.rows import texts
from debate.faces.tui.readings import DetailsScreen, FlowScreen, what_is_coming
from debate.faces.tui.table_facts import motive_of, sheet_of
from debate.faces.tui.why import WhyScreen
from debate.game.session import PERSON, Session
from debate.pages.document import Ref, told_in_turn
from debate.pages.glossary import glossary, sources
from debate.pages.reader import Reader
from debate.pages.things import sections
from debate.pages.wires import subjects, wires
from debate.rules.deck import Deck
from tests.debrief.games import DECKS
from tests.faces.plain.test_spoilers import begun, unseen
from tests.faces.tui.playing import playing, seated
from tests.faces.tui.reading import LARGE, SMALL, shown


def told(session: Session, role: str) -> str:
    """All that the screens say: of every thing and every move, the map, why, flow, coming, words."""
    parts: list[str] = []
    why = WhyScreen(session, role)
    for subject in why.subjects():
        why.subject = subject
        parts += [line.plain for line in why.whole()]
    reader = Reader(session, role)
    for subject in subjects(reader):
        found = wires(reader, subject)
        parts += [*texts(map_picture(found, session.deck, 120, 30, "", True).rows), *(wire.told for wire in found.all)]
    for screen in (FlowScreen(session, role), what_is_coming(session, role)):
        parts += [line.plain for line in screen.lines()]
    for kind, items in sections(session.deck).items():
        for id_ in items:
            parts += [line.plain for line in DetailsScreen(session, role, Ref(kind, id_)).lines()]
    for move in session.deck.moves.values():
        if move.role == role:
            seen = ahead(session.deck, session.view(role), move.id)
            sheet, motive = sheet_of(session, role, seen, 0), motive_of(session, role)
            parts += texts(tall_sheet(sheet, session.deck, motive, 100, 60))
    for nodes in (glossary(session.deck), sources(session.deck)):
        parts += [str(node) for node in told_in_turn(nodes)]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("name", ["zte", "river", "phones", DECKS / "valley"])
def test_no_screen_of_a_fresh_game_tells_what_will_follow(name: object) -> None:
    """Whatever is opened: no link and no denial, and after some rounds only those that were seen at work."""
    session, role = begun(name, predicting=True)
    for last in (1, 3):
        while session.state.round < last:
            if session.withheld:
                session.predict_nothing(role)
            elif session.ask() is None:
                session.submit(session.legal(role)[0])
        text = told(session, role)
        assert [id_ for id_, words in unseen(session, role).items() if words in text] == []


def test_the_walk_is_not_idle() -> None:
    """With predictions off the same walk finds links and denials."""
    session, role = begun("zte", predicting=False)
    text = told(session, role)
    assert len([id_ for id_, words in unseen(session, role).items() if words in text]) > 20


@pytest.fixture(scope="module")
def denied() -> tuple[Deck, Deck, list[str]]:
    """A deck, the same without the denials that the first moves of Congress meet, and these moves."""
    deck, role = load_deck("zte"), "congress"
    view = Session(deck, {role: PERSON}, seed=5).view(role)
    found = {
        move.id: {each.id for each in ahead(deck, view, move.id).denials}
        for move in deck.moves.values()
        if move.role == role
    }
    met = {move: ids for move, ids in found.items() if ids}
    without = evolve(deck, denials={id_: d for id_, d in deck.denials.items() if id_ not in set().union(*met.values())})
    return deck, without, list(met)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_cell_tells_whether_a_move_meets_a_denial(
    size: tuple[int, int], denied: tuple[Deck, Deck, list[str]]
) -> None:
    """Before anything is predicted the table with a move marked is the same, cell by cell, whether or not the deck
    denies what the move is said to do."""
    deck, without, met = denied
    role = "congress"
    assert len(met) > 3
    seen: list[list[str]] = []
    for each in (deck, without):
        game = Session(each, {role: PERSON}, seed=5, motives={role: "hawk"})
        game.set_predicting(True)
        async with playing(game, size) as pilot:
            table = await seated(pilot)
            screens = []
            for move in met:
                table.listing("moves").mark(f"move:{move}")
                await pilot.pause()
                screens.append(shown(pilot))
            seen.append(screens)
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == len(met)
