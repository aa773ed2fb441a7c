"""What does not count for a meter: a flag that did much to others, and that no link leads from to this one."""

from __future__ import annotations

from itertools import takewhile

import pytest

import debate
from debate.debrief.unlinked import hanging_on, leading_nowhere, unlinked
from debate.game.session import Session
from debate.pages.document import Heading, Line
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, why
from tests.debrief.games import played, watched
from tests.small_deck import deck_of

GATE = """
rounds: {count: 2}
meters: {trade: {start: 30}, mood: {start: 50}, snow: {start: 50}}
flags: {gate: {values: {shut: shut, open: open}, start: shut}}
roles: {town: , shops: }
moves: {rest: {role: town, text: Rest.}}
links:
  idle: {says: Nobody comes., when: {gate: shut}, effects: {trade: -5}}
  sad: {says: Poor and sad., when: {trade: below 30}, effects: {mood: -2}}
"""


def told(session: Session, meter: str) -> list[str]:
    nodes = why(Reader(session, "town"), meter)
    return [node.text for node in nodes if isinstance(node, Line) and "No link of this deck" in node.text]


@pytest.mark.parametrize(("meter", "flag"), [("trade", ""), ("mood", ""), ("snow", "gate")])
def test_a_flag_that_moved_others_is_said_not_to_count(meter: str, flag: str) -> None:
    """The shut gate took trade, and by way of trade the mood, but no snow: just that page says so."""
    session = played(deck_of(GATE), [[], []])
    assert unlinked(session.deck, session.trace, meter) == flag
    assert bool(told(session, meter)) == bool(flag)


def test_nothing_is_said_of_it_while_a_game_runs_nor_where_a_denial_says_it() -> None:
    """What counts for what is to be found out while one plays; a denial tells by itself that the gate moves no snow."""
    assert not told(Session(deck_of(GATE), {"town": "person", "shops": "person"}, seed=1), "snow")
    text = f"{GATE}denials:\n  calm: {{says: A gate stops no snow., when: {{gate: shut}}, denies: snow, cause: gate}}\n"
    assert not told(played(deck_of(text), [[], []]), "snow")


def test_the_ban_is_not_what_zte_is_held_to_account_by() -> None:
    """The question that everybody asks of the shipped deck."""
    session = watched(debate.load_deck("zte"), 3, "scripted")
    assert unlinked(session.deck, session.trace, "punishment") == "supply-ban"
    assert not unlinked(session.deck, session.trace, "zte-operations")


def test_what_hangs_on_such_a_flag_is_named_beside_it() -> None:
    """No link leads from the gate to the snow; but it snows only while it is shut, and that is told in one breath."""
    text = f"{GATE}news:\n  flakes: {{text: It snows., when: {{gate: shut}}, effects: {{snow: +5}}}}\n"
    (line,) = told(played(deck_of(text), [[], []]), "snow")
    assert "But this came, which hangs on how it stands, and can move this: news, 'flakes'." in line
    deck, named = debate.load_deck("zte"), set[str]()
    for seed in range(1, 9):
        named.update(hanging_on(deck, "supply-ban", "allies", watched(deck, seed, "scripted").trace))
    assert named <= {"allies-waver", "restore-ban", "denounce-economic-war"}
    assert "denounce-economic-war" in named


def test_own_moves_that_lead_nowhere_near_a_meter_are_listed_where_one_wants_it() -> None:
    """In the shipped deck a law for the ban makes no network safer, by no link of it in any number of steps, and a
    programme for them does; the page of a wanted meter lists the own moves of the first kind that were played, and no
    move of which a page tells that it moved the meter."""
    deck = debate.load_deck("zte")
    assert leading_nowhere(deck, ["restore-ban", "fund-cyber-defense"], "us-security") == ["restore-ban"]
    session, listed = watched(deck, 9, "scripted"), 0
    for role in deck.roles:
        reader = Reader(session, role)
        assert reader.motive is not None
        for meter in reader.motive.wants:
            nodes = list(why(reader, meter, WHOLE))
            heads = [node.text if isinstance(node, Heading) else "" for node in nodes]
            title = "Your moves that could not move it by themselves"
            start = heads.index(title) + 1 if title in heads else len(nodes)
            named = list(takewhile(lambda node: isinstance(node, Line), nodes[start:]))
            own = {step.cause for step in session.trace if step.kind == "event" and step.cause in deck.moves}
            vain = leading_nowhere(deck, sorted(id_ for id_ in own if deck.moves[id_].role == role), meter)
            assert {node.text for node in named if isinstance(node, Line)} == {
                f"'{deck.moves[id_].title}'" for id_ in vain
            }
            made = {step.cause for step in session.trace if step.target == meter and step.change}
            assert not made & {*vain}
            listed += len(vain)
    assert listed
