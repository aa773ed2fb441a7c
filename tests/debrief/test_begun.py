"""What began an effect, and what merely kept it going: alike on the page of causes and in whose it is said to be."""

from __future__ import annotations

from collections.abc import Collection

import debate
from debate.debrief.account import account
from debate.debrief.shares import Roots
from debate.debrief.why import KEPT, START, why
from debate.debrief.why_so import moved_by
from debate.rules.begun import Begun, asked_flags
from debate.rules.record import Record, played
from debate.rules.trace import Trace
from debate.store.compare import compare
from tests.debrief.games import played as game_of

ZTE = debate.load_deck("zte")
LINK = "ban-starves-zte"


def record(wanted: Collection[str]) -> Record:
    """A game in which these moves are played whenever they can be, the first of them first, and nothing else."""
    state = debate.start(ZTE, seed=4)
    while not state.over:
        legal = debate.legal_moves(ZTE, state)
        chosen = [move for name in wanted for move in legal if (move.kind, move.move) == ("play", name)]
        state = debate.play(ZTE, state, (chosen or legal[-1:])[0]).state
    return state.record


def trace(wanted: Collection[str]) -> Trace:
    return played(ZTE, record(wanted)).trace


RECORDS = record(("repeal-ban-law", "restore-ban", "file-ban-bill")), record(("file-ban-bill",))
WITH, WITHOUT = (played(ZTE, each).trace for each in RECORDS)


def test_a_law_for_a_ban_that_is_in_force_begins_nothing() -> None:
    """The ban starves ZTE in the same rounds without the law as with it, so the law is not what it goes back to: it was
    so from the start, and went on under the law and under its repeal."""
    rounds = [[step.round for step in made if step.cause == LINK] for made in (WITH, WITHOUT)]
    assert rounds[0] == rounds[1]
    changes = {step.cause: step for step in WITH if step.flag == "supply-ban" and step.kind == "effect"}
    assert {"restore-ban", "repeal-ban-law"} <= set(changes)
    roots, begun = Roots(ZTE, WITH), Begun(ZTE, WITH)
    made = [step for step in WITH if step.cause == LINK]
    assert not any(roots.events[number].cause in changes for step in made for number in roots.of(step))
    assert {each.cause for step in made for each in begun.kept(step)} >= {"restore-ban", "repeal-ban-law"}
    tree = why(ZTE, tuple(WITH), made[-1].number)
    causes = [node.told for node in tree.causes if "how much depends" not in node.told.text]
    assert [told.kind for told in causes][:2] == [START, KEPT]
    assert "it had begun before, and went on under 'Repeal the ban law' of Congress" in [
        node.told.text for node in tree.causes
    ]


def test_what_does_begin_with_a_change_goes_back_to_it() -> None:
    """A ban that had been lifted and is put back by law: that the ban starves ZTE again goes back to the law, and, once
    the law is repealed, still to the law."""
    again = trace(("repeal-ban-law", "restore-ban", "file-ban-bill", "lift-ban-for-jobs"))
    changes = [step for step in again if step.flag == "supply-ban" and step.before != step.after]
    assert ("in-force", "off") in [(step.before, step.after) for step in changes]
    law = next(step for step in changes if (step.before, step.after) == ("off", "by-law"))
    roots, begun = Roots(ZTE, again), Begun(ZTE, again)
    later = [step for step in again if step.cause == LINK and step.number > law.number]
    lifted = min((step.number for step in changes if step.after == "off" and step.number > law.number), default=10**9)
    going_on = [step for step in later if step.number < lifted]
    assert going_on
    for step in going_on:
        assert law.number in begun.parents(step)
        assert "restore-ban" in {roots.events[number].cause for number in roots.of(step)}
    kept = {each.cause for step in going_on for each in begun.kept(step)}
    assert kept == {"repeal-ban-law"}


def test_what_parts_two_games_is_what_began_and_not_what_kept_it_going() -> None:
    """Two games that differ by a law for a ban that is in force: no meter's difference through what the ban does is put
    down to the law or to its repeal, since the ban does it in both; but where the relief that a law refuses counts."""
    one, other = (played(ZTE, record) for record in (RECORDS[0], RECORDS[1]))
    asked = {link.id: [*asked_flags(link.when)] for link in ZTE.links.values()}
    through = {id_ for id_, tests in asked.items() if any(t.flag == "supply-ban" for t in tests
               if {"in-force", "by-law"} <= set(t.values)) and {t.flag for t in tests} == {"supply-ban"}}  # fmt: skip
    pushes = [push for parting in compare(ZTE, one, other).meters.values() for push in parting.pushes]
    assert any(push.cause in through for push in pushes)
    for push in pushes:
        if push.cause in through:
            assert not {event.cause for event in push.events} & {"restore-ban", "repeal-ban-law"}


def test_news_that_comes_with_a_law_as_without_it_goes_back_to_no_move() -> None:
    """News that a ban in force lets come, by decree or by law, came after the law as it would have without: its pages
    say that it was so from the start, and no account puts it down to a role."""
    came = [[step for step in made if (step.kind, step.cause) == ("event", "allies-waver")] for made in (WITH, WITHOUT)]
    assert [step.round for step in came[0]] == [step.round for step in came[1]] == [1, 5]
    roots, steps, after = Roots(ZTE, WITH, through_meters=False), tuple(WITH), came[0][1]
    assert not roots.of(after)
    chance = why(ZTE, steps, after.number).causes[0]
    told = [node.told.text for node in chance.causes]
    assert "so from the start: 'The supply ban' was 'in force by order'" in told
    assert not any(text.startswith("The supply ban:") for text in told)
    parts = [cause for moved in account(ZTE, steps, [5]).meters for cause in moved.causes if cause.id == "allies-waver"]
    assert parts
    assert {cause.role for cause in parts} == {""}


def test_news_that_came_before_a_law_and_again_with_it_is_told_in_parts() -> None:
    """Of a total only what came again once a law put the ban back is put down to the law: without it, the first part
    comes all the same."""
    bill, lift = ["congress play file-ban-bill"], ["white-house play lift-ban-for-jobs"]
    game, control = game_of(ZTE, [bill, lift, ["congress play restore-ban"]], seed=17), game_of(ZTE, [bill, lift], 17)
    by = [sum(s.change for s in each.trace if s.cause == "allies-waver" and s.meter) for each in (game, control)]
    assert by == [-10, -5]
    words = "-5 by chance, -5 through 'Vote the ban into law' of Congress in round 3"
    assert f"-10: news, 'Allies look the other way': {words} (P13, inferred)." in [
        each.words for each in moved_by(game.played, "allies")
    ]
