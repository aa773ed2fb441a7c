"""While predictions are on, no page of a fresh game tells a link or a denial that has not been at work."""

from __future__ import annotations

import io

import pytest

import debate
from debate.debrief.foreseen import FIND_OUT
from debate.faces.plain import pages
from debate.faces.plain.commands import COMMANDS, typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.game.session import PERSON, Session
from tests.debrief.games import DECKS

CHANGING = {"undo", "redo", "quit", "back", "whatif", "advice", "predict", "retry", "beliefs"}
"""Commands that are no pages."""


def told(session: Session, role: str) -> str:
    """All that somebody can read by typing: every command, with everything that may follow it."""
    out = io.StringIO()
    desk = Desk(Console(io.StringIO(), out, 110), session, role)
    deck = session.state.tables.deck
    things = [*(m.name for m in deck.meters.values()), *(f.name for f in deck.flags.values())]
    titles = [m.title for m in deck.moves.values()]
    titles += [*(a.title for a in deck.arguments.values()), *(n.title for n in deck.news.values())]
    for command in COMMANDS:
        if command.words[0] in CHANGING:
            continue
        rest = ["", *([*things, *titles, *deck.passages, "1", "2", "3"] if command.takes else [])]
        for word in rest:
            typed(desk, f"{command.words[0]} {word}".strip())
    for move in deck.moves:
        pages.move_ahead(desk, move)
    pages.briefing(desk)
    return " ".join(out.getvalue().split())


def unseen(session: Session, role: str) -> dict[str, str]:
    """Links and denials that have not been at work: id -> what they say, but for what a card, move, passage or news
    item says in the same words."""
    deck = session.state.tables.deck
    others = (deck.arguments, deck.moves, deck.passages, deck.news, deck.meters, deck.glossary)
    said = " ".join(str(item) for section in others for item in section.values())
    seen = {step.cause for step in session.visible(role)}
    return {
        id_: " ".join(item.says.split()).removesuffix(".")
        for section in (deck.links, deck.denials)
        for id_, item in section.items()
        if id_ not in seen and item.says.removesuffix(".") not in said
    }


def begun(name: object, predicting: bool) -> tuple[Session, str]:
    deck = debate.load_deck(name).with_texts({})  # type: ignore[arg-type]  # the source itself is no page
    role = deck.turn_order[0]
    session = Session(deck, {role: PERSON}, seed=5)
    session.set_predicting(predicting)
    return session, role


@pytest.mark.parametrize("name", ["zte", "river", "phones", DECKS / "valley", DECKS / "harbour.yaml"])
def test_no_page_of_a_fresh_game_tells_what_will_follow(name: object) -> None:
    """Every command with everything that may follow it: nothing of a link or denial, but that there is more to find."""
    session, role = begun(name, predicting=True)
    text = told(session, role)
    assert [id_ for id_, words in unseen(session, role).items() if words in text] == []
    assert FIND_OUT in text


def test_with_predictions_off_all_is_told_as_before() -> None:
    """The same walk, with predictions off, finds links and denials: the walk is not idle."""
    session, role = begun("zte", predicting=False)
    text = told(session, role)
    found = [id_ for id_, words in unseen(session, role).items() if words in text]
    assert len(found) > 20
    assert FIND_OUT not in text


def test_what_was_seen_at_work_is_known_from_then_on() -> None:
    """After three rounds: what fired where one could see it stands on the map again, and the rest still nowhere."""
    session, role = begun("zte", predicting=True)
    while session.state.round < 4:
        if session.withheld:
            session.predict_nothing(role)
        elif session.ask() is None:
            session.submit(session.legal(role)[0])
    text = told(session, role)
    assert [id_ for id_, words in unseen(session, role).items() if words in text] == []
    fired = {step.cause for step in session.visible(role)} & session.state.tables.deck.links.keys()
    assert fired
    assert all(" ".join(session.deck.links[id_].says.split()).removesuffix(".") in text for id_ in fired)
