"""Consequences in words."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

import debate
from debate.debrief.account import account
from debate.debrief.narration import (
    amounts,
    by_chance,
    consequences,
    happens,
    lands_at,
    lands_in_words,
    odds_words,
    tell,
)
from debate.debrief.triggers import CERTAIN
from debate.debrief.why_so import moved_by
from debate.game.session import Session
from debate.rules.conditions import FlagIs
from tests.debrief.games import game_where, harbour, played, watched

DIG = ["port play dig with ships-pay"]


def test_a_round_reads_as_sentences() -> None:
    """Digging: the move, what it does, its links, what is on its way, what does not happen, what was paid."""
    session = played(harbour(), [DIG])
    lines = [told.line for told in consequences(session.deck, session.visible("port"))]
    assert lines[:4] == [
        "The port: Dig the channel. Dredgers come (P1).",
        "Capital (The town) 5 -> 4: Digging costs money (P2, inferred).",
        "The channel: shallow -> dug deep: 'Dig the channel' by The port (P1)",
        "Debt 30 -> 50: Digging costs money (P2, inferred).",
    ]
    assert "On its way, for the end of round 2: Mud +15: Mud comes down a round later (P2)." in lines
    assert lines[-2] == "Capital (The port) is now 5: -2 for its move, +1 won on the floor, +2 income"


def test_a_denial_is_told_when_it_begins_and_folded_while_it_goes_on() -> None:
    """Round 1 says what did not happen and why, and that digging itself drove fish away; rounds 2 and 3 only that it is
    still true."""
    session = played(harbour(), [DIG, [], []])
    steps = session.visible("port")
    told = {}
    for number in (1, 2, 3):
        so_far = [step for step in steps if step.round <= number]
        before = max((step.number for step in so_far if step.round < number), default=0)
        told[number] = [t for t in consequences(session.deck, so_far, before) if t.kind in ("denied", "still")]
    assert [t.line for t in told[1]] == [
        "did not happen: 'The channel: dug deep' did not move Fish (it fell for this very reason, so the deck"
        " contradicts itself here) or change The beach: The fish stay away (P1)."
    ]
    for number in (2, 3):
        assert [t.line for t in told[number]] == [
            "still true: no change of Fish or The beach for the reasons told before (P1)"
        ]


def test_a_denial_is_told_only_where_what_it_argues_from_is_there() -> None:
    """Whatever it follows happened in that round, and each standing fact that it reads was so in it."""
    deck, told = debate.load_deck("zte"), 0
    for seed in (1, 2, 3):
        session = watched(deck, seed)
        flags = {id_: {flag.start} for id_, flag in deck.flags.items()}
        happened: set[str] = set()
        last, now = 1, {id_: flag.start for id_, flag in deck.flags.items()}
        for step in session.trace:
            if step.round != last:
                last, happened, flags = step.round, set(), {id_: {value} for id_, value in now.items()}
            if step.flag:
                now[step.flag] = str(step.after)
                flags[step.flag].add(str(step.after))
            if step.kind == "event":
                happened.add(step.cause)
            if step.kind == "denied":
                denial, told = deck.denials[step.cause], told + 1
                assert not denial.follows or happened & set(denial.follows), step
                read = [test for test in denial.when if isinstance(test, FlagIs)]
                assert all(flags[test.flag] & set(test.values) for test in read), step
    assert told > 20


def test_every_step_of_every_kind_has_words() -> None:
    """Whole games: no step without a text, and none with an id of the deck in it."""
    for seed in range(6):
        session = watched(harbour(), seed)
        for step in session.trace:
            told = tell(session.deck, step)
            assert told.text
            assert "-come" not in told.line
            assert "capital." not in told.line


def test_others_see_a_change_but_not_its_covert_cause() -> None:
    """The town leaks the books. The port sees its debt grow, and not by whom; the town does not see the debt at all."""
    session = played(harbour(), [["town play leak-the-books"]])
    port = [told.line for told in consequences(session.deck, session.visible("port"))]
    town = [told.line for told in consequences(session.deck, session.visible("town"))]
    assert "Debt 30 -> 35: Something that you cannot see from your seat." in port
    assert not any("Leak" in line for line in port)
    assert not any(line.startswith("Debt") for line in town)


def test_what_is_on_its_way_is_told_in_the_amounts_that_will_land() -> None:
    """While it is on its way and after it has landed: the number itself, never the range that the link allows."""
    game = watched(debate.load_deck("zte"), seed=1, opponent="scripted")
    deck, steps = game.deck, tuple(game.played.trace)
    over = consequences(deck, steps, 0, game.state.pending)
    coming = [told for told in over if told.kind == "pending"]
    assert coming
    assert not [told.text for told in coming if " to +" in told.text or "depending on" in told.text]


def test_what_a_round_set_going_is_told_in_its_amounts_whenever_it_is_read() -> None:
    """The steps of one round alone tell what was launched in it as it landed later, each launch of a link with its
    own."""
    game = watched(debate.load_deck("zte"), seed=2935, opponent="scripted")
    deck, steps = game.deck, tuple(game.played.trace)
    launched = [step for step in steps if step.kind == "pending"]
    landing = {(s.parents, s.cause, s.target, s.asked) for s in steps if s.kind in ("landing", "overruled")}
    several = 0
    for step in launched:
        so_far = [each for each in steps if each.round <= step.round]
        found = amounts(deck, step, steps, game.state.pending)
        reached = lands_at(deck, step) <= deck.rounds.count + deck.rounds.epilogue
        assert found or not reached
        if reached:
            assert {(step.parents, step.cause, *each) for each in found} <= landing
        before = next((s.number for s in so_far if s.round == step.round), 1) - 1
        told = [t for t in consequences(deck, so_far, before, game.state.pending, steps) if t.step == step]
        assert [t.text for t in told] == [tell(deck, step, (), found).text]
        several += any(abs(n) > 1 for target, n in found if isinstance(n, int))
    assert several


@pytest.mark.parametrize("name", ["zte", "river"])
def test_what_a_roles_capital_came_to_is_the_sum_of_what_is_told(name: str) -> None:
    """``is now 4: -1 for its move, -1 by 'Wave it through'`` ...: what it was before and every part of it make what it
    is now, which is what the account of the round has on its line."""
    by_effects = 0
    for seed in (1, 2, 2935):
        game = watched(debate.load_deck(name), seed, "scripted")
        deck, steps = game.deck, tuple(game.played.trace)
        for number in range(1, deck.rounds.count + 1):
            before = {s.target: s.before for s in reversed(steps) if s.round == number}
            found = account(deck, steps, (number,))
            assert len(found.capital) == len(found.payments)
            for (role, has), told in zip(found.capital, found.payments, strict=True):
                parts = [int(n) for n in re.findall(r"(?:^|, )([+-]\d+) ", told.cause)]
                assert told.text == f"Capital ({deck.roles[role].name}) is now {has}"
                had = before[f"capital.{role}"]
                assert isinstance(had, int)
                assert had + sum(parts) == has
                by_effects += "(" in told.cause or " by '" in told.cause
    assert by_effects


def test_a_landing_after_the_end_is_told_as_such() -> None:
    """Rounds of the game by number, rounds of the epilogue counted, and nothing promised beyond."""
    deck = harbour()
    count, epilogue = deck.rounds.count, deck.rounds.epilogue
    assert lands_in_words(deck, count) == f"the end of round {count}"
    assert lands_in_words(deck, count + 1) == "one round after the end of term"
    assert lands_in_words(deck, count + epilogue + 1) == "a time that this game does not reach"


def test_what_is_certain_is_not_told_as_chance() -> None:
    """A new President comes in a round of its own with 100 chances in 100: that is no chance, none that was asked, and
    nothing came by it; nor does what has none fail by chance."""
    deck = debate.load_deck("zte")
    bound = 0
    for seed in range(1, 5):
        session = watched(deck, seed, "scripted")
        for step in session.trace:
            if step.kind != "roll" or by_chance(step):
                continue
            words = tell(deck, step).line
            assert "Chance" not in words
            assert "rolled" not in f"{words} {odds_words(step)}"
            bound += happens(step)
            assert "no chance to come" in tell(deck, evolve(step, after=0)).line
            if happens(step):
                item = deck.news[step.cause]
                assert item.odds == CERTAIN
                for target in dict(item.effects.meters):
                    (share,) = (each for each in moved_by(session.played, target) if each.id == item.id)
                    assert "by chance" not in share.words
        for number in range(1, deck.rounds.count + 1):
            rolls = [step for step in session.trace if step.round == number and step.kind == "roll"]
            assert account(deck, session.trace, [number]).rolls == sum(map(by_chance, rolls))
    assert bound


def test_a_card_that_stood_for_one_and_was_beaten_for_another_is_two_causes() -> None:
    """In one round two seats play one card, and it moves a meter for both: the account tells what the beaten case did
    and what the one that stood did, and not their sum by either."""
    deck = debate.load_deck("zte")

    def twice(game: Session) -> list[tuple[int, str, str]]:
        fates: dict[tuple[int, str, str], set[str]] = {}
        for step in game.played.trace:
            if step.cause in deck.arguments and step.meter:
                fates.setdefault((step.round, step.meter, step.cause), set()).add(step.kind)
        return [place for place, kinds in fates.items() if kinds >= {"stood", "beaten"}]

    game = game_where(deck, twice, "short")
    for number, meter, card in twice(game):
        (moved,) = (each for each in account(deck, game.played.trace, (number,)).meters if each.meter == meter)
        both = {cause.words: cause.by for cause in moved.causes if cause.id == card}
        for kind, told in (("stood", "tood"), ("beaten", "eaten")):
            made = [s for s in game.played.trace if (s.round, s.cause, s.kind, s.meter) == (number, card, kind, meter)]
            assert [by for words, by in both.items() if told in words] == [sum(step.change for step in made)]
