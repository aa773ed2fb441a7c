"""A game replayed with a link or denial put otherwise, taken out or added."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from attrs import evolve

import debate
from debate import under
from debate.debrief.contest import decisive, ending_under, ending_without, flips
from debate.debrief.proposals import DOUBT, Proposal, tipping, turned_round
from debate.game.session import Session
from debate.rules.outcome import outcome
from debate.rules.record import Record
from tests.debrief.games import DECKS, game_where, harbour, watched

ZTE = debate.load_deck("zte")
LINK = "substitutes-erode-the-lead"


def hangs_on_the_link(game: Session) -> bool:
    """Without the link another ending comes, and a promise that it broke is kept."""
    record = game.to_record()
    if ending_without(ZTE, record, LINK) == game.outcome().ending:
        return False
    found = under(ZTE, record, views=record.setting.views, links={LINK: None})
    moved = [each for flip in flips(ZTE, record, found) for each in flip.moved if each.cause == LINK]
    return any(each.here < 0 == each.there and each.own for each in moved)


@cache
def game() -> Session:
    """The game that is replayed here."""
    return game_where(ZTE, hangs_on_the_link)


@cache
def recorded() -> Record:
    return game().to_record()


def test_the_same_model_gives_the_same_game() -> None:
    """Nothing contested: the same world, the same outcome, the same verdicts."""
    for deck, session in ((ZTE, game()), (harbour(), watched(harbour(), 2))):
        record = session.to_record()
        found = debate.under(deck, record, views=record.setting.views)
        assert found.state.world_digest() == session.state.world_digest()
        assert found.outcome == outcome(session.state)
        assert found.verdicts == debate.verdicts(deck, record)


def test_what_never_was_at_work_changes_no_verdict() -> None:
    """A link or denial that had no part in the game is taken out: all promises come out as they did. In a game without
    a move it may be at work, so that the words of why may differ."""
    at_work = {step.cause for step in game().trace}
    idle = [id_ for id_ in (*ZTE.links, *ZTE.denials) if id_ not in at_work][:3]
    assert idle
    for id_ in idle:
        out = {"links" if id_ in ZTE.links else "denials": {id_: None}}
        found = under(ZTE, recorded(), views=recorded().setting.views, **out)
        came = [(v.round, v.move, v.meter, v.verdict, v.with_it) for v in found.verdicts]
        assert came == [(v.round, v.move, v.meter, v.verdict, v.with_it) for v in debate.verdicts(ZTE, recorded())]
        assert flips(ZTE, recorded(), found) == ()


def test_a_promise_that_comes_out_otherwise_says_what_is_gone_or_new() -> None:
    """Each promise that flips names a cause whose points differ, and both verdicts are those of their own game; what
    goes back to the move stands first."""
    found = under(ZTE, recorded(), views=recorded().setting.views, links={LINK: None})
    changed = flips(ZTE, recorded(), found)
    assert changed
    for flip in changed:
        assert flip.was in debate.verdicts(ZTE, recorded())
        assert flip.now in found.verdicts
        assert flip.was is not None
        assert flip.now is not None
        assert flip.was.verdict != flip.now.verdict
        assert all(moved.here != moved.there for moved in flip.moved)
        assert [moved.own for moved in flip.moved] == sorted((moved.own for moved in flip.moved), reverse=True)
    gone = [moved for flip in changed for moved in flip.moved if moved.cause == LINK]
    assert any(moved.here < 0 == moved.there and moved.own for moved in gone)


def test_links_on_which_the_ending_hangs() -> None:
    """Each link that is named does change the ending when it alone is taken out, and to the ending that is named."""
    told: list[tuple[int, int]] = []
    found = decisive(ZTE, recorded(), lambda done, whole: told.append((done, whole)))
    assert told[-1][0] == told[-1][1]
    own = game().outcome().ending
    assert LINK in found
    for id_, ending in list(found.items())[:2]:
        assert under(ZTE, recorded(), views=recorded().setting.views, links={id_: None}).outcome.ending == ending != own
    assert turned_round(ZTE, recorded(), LINK) != own


def test_what_a_denial_would_have_to_give_way_to() -> None:
    """In place of a denial that came up: a link from the same cause, and the least strength that changes the ending."""
    came_up = {step.cause for step in game().trace if step.kind == "denied"}
    tips = {id_: tipping(ZTE, recorded(), Proposal(DOUBT, about=id_, reason="No")) for id_ in sorted(came_up)[:12]}
    id_, tip = next((id_, tip) for id_, tip in tips.items() if tip is not None)
    denial = ZTE.denials[id_]
    link = next(iter(ZTE.links.values()))
    for strength, ends in ((tip.strength, tip.ending), (0, game().outcome().ending)):
        effects = evolve(link.effects, meters=((tip.meter, strength),), flags=(), capital=())
        mine = evolve(link, id="mine", when=denial.when, follows=denial.follows, every=denial.every, effects=effects,
                      per_rise_of=None, per_fall_of=None, points=1, once=False, delay=0, active=True)  # fmt: skip
        denials = {each: item for each, item in ZTE.denials.items() if each != id_}
        other = evolve(ZTE, links={**ZTE.links, "mine": mine}, denials=denials)
        assert ending_under(ZTE, recorded(), other) == ends


def test_a_view_is_what_the_debrief_replays() -> None:
    """Views on: the same position as the debrief's own replay, and its verdicts follow from their numbers."""
    for view in ZTE.views:
        found = under(ZTE, recorded(), views=[view])
        assert found.state.digest() == game().under([view]).state.digest()
        for v in found.verdicts:
            sign = 1 if v.promised == "up" else -1
            assert not v.kept or sign * (v.with_it - v.before) >= v.need <= sign * (v.with_it - v.without_it)


def test_taking_out_a_link_that_fired_changes_the_world() -> None:
    """Without the link by which substitutes cost the lead, the lead ends higher; nobody's deck has changed."""
    fired = {step.cause for step in game().trace if step.kind in ("link", "landing")}
    assert LINK in fired
    found = under(ZTE, recorded(), links={LINK: None})
    assert found.state.meters["us-tech-lead"] > game().state.meters["us-tech-lead"]
    assert LINK in ZTE.links
    assert not any(step.cause == LINK for step in found.played.trace)


def bans_phones_in_vain(game: Session) -> bool:
    """Congress bans ZTE's phones once, and nothing comes of it for the networks."""
    made = [v for v in debate.verdicts(ZTE, game.to_record()) if (v.move, v.meter) == ("ban-zte-phones", "us-security")]
    return len(made) == 1 and made[0].with_it == made[0].without_it


def test_a_denial_doubted_and_a_link_of_ones_own() -> None:
    """Somebody holds that the ban on phones does secure the networks: the promise is kept there, and not as played."""
    mine: dict[str, Any] = {
        "says": "Every phone less is a hole less.",
        "follows": ["ban-zte-phones"],
        "effects": {"us-security": 30},
        "basis": "outside",
        "evidence": [next(iter(ZTE.evidence))],
    }
    record = game_where(ZTE, bans_phones_in_vain).to_record()
    found = under(ZTE, record, links={"phones-are-holes": mine}, denials={"door-was-already-locked": None})
    assert any(step.cause == "phones-are-holes" for step in found.played.trace)
    assert not any(step.cause == "door-was-already-locked" for step in found.played.trace)
    here = {(v.round, v.move, v.meter): v for v in debate.verdicts(ZTE, record)}
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
        under(ZTE, recorded(), **given)
