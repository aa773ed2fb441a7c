"""A game replayed with a link or denial put otherwise, taken out or added."""

from __future__ import annotations

from typing import Any

import pytest

import debate
from debate import under
from debate.rules.outcome import outcome
from tests.debrief.games import DECKS, harbour, watched

ZTE = debate.load_deck("zte")
GAME = watched(ZTE, 9, "scripted")
RECORD = GAME.to_record()


def test_the_same_model_gives_the_same_game() -> None:
    """Nothing contested: the same world, the same outcome, the same verdicts."""
    for deck, session in ((ZTE, GAME), (harbour(), watched(harbour(), 2))):
        record = session.to_record()
        found = debate.under(deck, record, views=record.setting.views)
        assert found.state.world_digest() == session.state.world_digest()
        assert found.outcome == outcome(session.state)
        assert found.verdicts == debate.verdicts(deck, record)


def test_a_view_is_what_the_debrief_replays() -> None:
    """Views on: the same position as the debrief's own replay, and its verdicts follow from their numbers."""
    for view in ZTE.views:
        found = under(ZTE, RECORD, views=[view])
        assert found.state.digest() == GAME.under([view]).state.digest()
        for v in found.verdicts:
            sign = 1 if v.promised == "up" else -1
            assert not v.kept or sign * (v.with_it - v.before) >= v.need <= sign * (v.with_it - v.without_it)


def test_taking_out_a_link_that_fired_changes_the_world() -> None:
    """Without the link by which substitutes cost the lead, the lead ends higher; nobody's deck has changed."""
    fired = {step.cause for step in GAME.trace if step.kind in ("link", "landing")}
    assert "substitutes-erode-the-lead" in fired
    found = under(ZTE, RECORD, links={"substitutes-erode-the-lead": None})
    assert found.state.meters["us-tech-lead"] > GAME.state.meters["us-tech-lead"]
    assert "substitutes-erode-the-lead" in ZTE.links
    assert not any(step.cause == "substitutes-erode-the-lead" for step in found.played.trace)


def test_a_denial_doubted_and_a_link_of_ones_own() -> None:
    """Somebody holds that the ban on phones does secure the networks: the promise is kept there, and not as played."""
    mine: dict[str, Any] = {
        "says": "Every phone less is a hole less.",
        "follows": ["ban-zte-phones"],
        "effects": {"us-security": 30},
        "basis": "outside",
        "evidence": [next(iter(ZTE.evidence))],
    }
    found = under(ZTE, RECORD, links={"phones-are-holes": mine}, denials={"door-was-already-locked": None})
    assert any(step.cause == "phones-are-holes" for step in found.played.trace)
    assert not any(step.cause == "door-was-already-locked" for step in found.played.trace)
    here = {(v.round, v.move, v.meter): v for v in debate.verdicts(ZTE, RECORD)}
    there = {(v.round, v.move, v.meter): v for v in found.verdicts}
    (place,) = [place for place in here if place[1:] == ("ban-zte-phones", "us-security")]
    assert here[place].with_it == here[place].without_it
    assert there[place].with_it > there[place].without_it


def test_a_link_put_otherwise_keeps_its_place() -> None:
    """The same id with another strength: it fires as before, twice as strong."""
    for deck in (harbour(), debate.load_deck(DECKS / "valley")):
        session = watched(deck, 2, "scripted")
        link = next(n for n in deck.links.values() if any(s.cause == n.id and s.kind == "link" for s in session.trace))
        meter = next(iter(dict(link.effects.meters)), None)
        other: dict[str, Any] = {"says": link.says, "basis": "outside", "effects": {next(iter(deck.meters)): 3}}
        other["follows"] = list(link.follows) or [next(iter(deck.moves))]
        other["evidence"] = list(deck.evidence)[:1]
        if not other["evidence"]:
            other = {**other, "basis": "inferred", "source": [next(iter(deck.passages))]}
            del other["evidence"]
        found = under(deck, session.to_record(), links={link.id: other})
        assert found.state.tables.deck.links[link.id].follows == tuple(other["follows"])
        assert list(found.state.tables.deck.links)[-1] == link.id or link.id in found.state.tables.deck.links
        assert meter is None or deck.links[link.id] is link


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"links": {"substitutes-erode-the-lea": None}}, "did you mean 'substitutes-erode-the-lead'"),
        ({"denials": {"x": None}}, "no denial 'x'"),
        ({"links": {"mine": {"effects": {"us-security": 5}}}}, "says"),
        ({"links": {"mine": {"says": "So it is.", "effects": {"the-moon": 5}}}}, "the-moon"),
        ({"links": {"mine": ["a", "list"]}}, "."),
        ({"views": ["nobody's"]}, "no view"),
    ],
)
def test_what_cannot_be_contested_is_told(given: dict[str, Any], sentence: str) -> None:
    """A ValueError with a sentence that names what is wrong, for every kind of mistake."""
    with pytest.raises(ValueError, match=sentence):
        under(ZTE, RECORD, **given)
