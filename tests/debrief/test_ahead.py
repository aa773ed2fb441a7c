"""The look ahead, and the map."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

import debate
from debate.debrief.ahead import LASTING_ON, NOW, ahead
from debate.debrief.graph import around, edges
from debate.debrief.hypothetical import Supposed, waits
from debate.faces.tui.table_facts import shown_meters
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from tests.debrief.games import DECKS, harbour, played, watched


def _sitting(deck: Deck) -> Session:
    return Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=1)


def test_a_move_tells_what_it_will_do() -> None:
    """Digging: promise, own effects, a link now, links and a denial while the channel is deep, prices."""
    session = _sitting(harbour())
    look = ahead(session.deck, session.view("port"), "dig")
    assert look.promises == (("cargo", "up"), ("fish", "down"))
    assert [(touch.target, touch.words) for touch in look.at_once] == [
        ("fish", "-10"),
        ("channel", "becomes 'dug deep'"),
    ]
    assert [(w.id, w.when) for w in look.links] == [
        ("digging-costs", NOW),
        ("mud-settles", LASTING_ON),
        ("ships-come", LASTING_ON),
    ]
    assert [w.id for w in look.denials] == ["digging-brings-no-fish"]
    assert (look.price, look.bare_price, look.backing) == (2, 3, ("ships-pay",))


def test_what_a_fall_sets_going_is_counted_from_the_round_end() -> None:
    """Digging costs fish; a link per fall of fish works at the round end, so a delay of 1 is a round later."""
    deck = harbour()
    mud = deck.links["mud-settles"]
    slow = evolve(mud, id="gulls-leave", when=(), every=1, once=False, per_fall_of="fish", points=5, delay=1)
    session = _sitting(evolve(deck, links={**deck.links, slow.id: slow}))
    woken = next(w for w in ahead(session.deck, session.view("port"), "dig").links if w.id == "gulls-leave")
    assert woken.later == "a round later"


def test_a_forbidden_move_says_why_and_wakes_nothing() -> None:
    session = _sitting(harbour())
    look, hindered = ahead(session.deck, session.view("port"), "buy-the-beach"), session.hindrance("buy-the-beach")
    assert hindered is not None
    assert hindered.sentence == "Beaches belong to everybody."
    assert not look.links + look.denials


def test_an_offer_says_what_declining_does() -> None:
    session = _sitting(harbour())
    look = ahead(session.deck, session.view("port"), "share-the-fees")
    assert look.offer_to == "town"
    assert [touch.words for touch in look.if_declined] == ["+5"]


@pytest.mark.parametrize("name", ["harbour.yaml", "valley"])
def test_thought_and_rules_read_conditions_alike(name: str) -> None:
    """In every position of some games, for every link and move without waiting: both readings agree."""
    deck = debate.load_deck(DECKS / name)
    for seed in range(4):
        session = watched(deck, seed)
        for state in session.played.states[:-1]:
            view = debate.view(deck, state, deck.turn_order[0])
            now = Supposed.seen(deck, view)
            for flat in (*state.tables.rowed, *(link for links in state.tables.followers for link in links)):
                condition = deck.links[flat.id].when
                found = now.holds(condition)
                if not waits(condition) and found is not None:
                    assert found == holds(flat.when, state.v, state.tables), flat.id


def test_what_follows_a_move_at_once_is_what_was_told_ahead() -> None:
    """Each link that the move wakes now fires with it."""
    session = _sitting(harbour())
    told = {w.id for w in ahead(session.deck, session.view("port"), "dig").links if w.when == NOW}
    session = played(harbour(), [["port play dig"]])
    event = next(step.number for step in session.trace if step.kind == "event")
    assert {step.cause for step in session.trace if event in step.parents and step.kind == "link"} == told


def test_the_map_shows_signs_delays_denials_and_what_is_at_work() -> None:
    """Around the fish: trawlers (background), digging itself, and a denied arrow from the channel."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    found = around(session.deck, "fish", session.view("port"))
    assert {(edge.kind, edge.sign) for edge in found.into} == {("background", "-"), ("move", "-"), ("denial", "x")}
    (mud,) = [e for e in edges(session.deck, session.view("port")) if e.id == "mud-settles"]
    assert (mud.cause, mud.effect, mud.sign, mud.delay, mud.live) == ("channel", "mud", "+", 1, True)
    (fall,) = [e for e in edges(session.deck) if e.id == "calm"]
    assert fall.sign == "-"  # mud falls, cargo rises


def test_an_amount_that_hangs_on_a_meter_is_told_with_all_that_it_can_be() -> None:
    """What a link brings later is told as things stand, with the range and what it depends on: by then the meter may
    stand elsewhere. An amount that is fixed stands alone."""
    session = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=1)
    session.advance()
    view = session.view("congress")
    words = [change for woken in ahead(session.deck, view, "fund-cyber-defense").links for change in woken.changes]
    hanging = next(each for each in words if "depending on" in each)
    assert re.search(r"\+\d+ as things stand \(\+\d+ to \+\d+, depending on U\.S\. network security\)", hanging)
    fixed = [change for woken in ahead(session.deck, view, "file-ban-bill").links for change in woken.changes]
    assert "Leverage over Beijing +6" in fixed


def test_what_a_move_does_at_once_is_no_surprise_where_others_move_first() -> None:
    """A move whose effect hangs on a meter: the sheet has the range, so that less is no breach of its word."""
    session = Session(debate.load_deck("phones"), {"pupils": PERSON}, seed=5)
    session.advance()
    seen = ahead(session.deck, session.view("pupils"), "phone-free-lunch")
    trust = next(touch for touch in seen.at_once if touch.target == "trust")
    assert (trust.amount, trust.short) == (6, "up to +6")
    assert trust.words.startswith("+6 as things stand (0 to +6, depending on Trust")
    shown = {each.meter.id: each.note for each in shown_meters(session, "pupils", seen)}
    assert shown["trust"] == "up to +6"
    assert shown["breaks"] == "+6 now"
