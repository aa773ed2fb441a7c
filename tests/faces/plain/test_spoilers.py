"""While predictions are on, no page of a fresh game tells a link or a denial that has not been at work."""

from __future__ import annotations

import io

import pytest

import debate
from debate.debrief.foreseen import FIND_OUT, NOT_YET, opened
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
    """Links and denials that have not been at work: id -> what they say; and passages whose denials have not: id -> how
    they begin, in either wording. But for what something that may be read says in the same words."""
    deck = session.state.tables.deck
    seen = {step.cause for step in session.visible(role)}
    words = {item.id: item.says for section in (deck.links, deck.denials) for item in section.values()}
    others: list[object] = [deck.arguments, deck.moves, deck.news, deck.meters, deck.glossary]
    for id_, passage in deck.passages.items():
        resting = {item.id for item in deck.denials.values() if item.active and id_ in item.source}
        if resting and not resting & seen:
            words[id_], words[f"{id_} itself"] = passage.gist[:60], deck.texts.get(id_, passage.gist)[:60]
        else:
            others += [passage.gist, deck.texts.get(id_)]
    said = " ".join(map(str, [*others, *(text for id_, text in words.items() if id_ in seen)]))
    told = {id_: " ".join(text.split()).removesuffix(".") for id_, text in words.items() if id_ not in seen}
    return {id_: text for id_, text in told.items() if text not in said}


def begun(name: object, predicting: bool) -> tuple[Session, str]:
    deck = debate.load_deck(name)  # type: ignore[arg-type]
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
    assert NOT_YET in text
    assert "Nothing in this deck" not in text


def test_passages_are_withheld_until_what_rests_on_them_comes_up() -> None:
    """A passage with denials waits for one of these, one with links alone for a link, any other for nothing; when the
    game is over all are there, as they are with predictions off."""
    session, role = begun("river", predicting=True)
    whole = session.state.tables.deck
    denied = {id_ for item in whole.denials.values() if item.active for id_ in item.source}
    linked = {id_ for item in whole.links.values() if item.active for id_ in item.source}
    assert {id_ for id_, each in session.deck.passages.items() if each.gist == NOT_YET} == denied | linked
    assert session.deck.texts.keys() == whole.texts.keys() - denied - linked
    assert opened(whole, [next(iter(whole.links))]) & denied == set()
    first = next(item for item in whole.denials.values() if item.active)
    assert opened(whole, [first.id]) >= set(first.source)
    while not session.state.over:
        if session.withheld:
            session.predict_nothing(role)
        elif session.ask() is None:
            session.submit(session.legal(role)[0])
    assert session.deck.passages == whole.passages
    assert session.deck.texts == whole.texts


def test_with_predictions_off_all_is_told_as_before() -> None:
    """The same walk, with predictions off, finds links and denials: the walk is not idle."""
    session, role = begun("zte", predicting=False)
    text = told(session, role)
    found = [id_ for id_, words in unseen(session, role).items() if words in text]
    assert len(found) > 20
    assert FIND_OUT not in text
    assert NOT_YET not in text


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
