"""What a condition takes that was not so: all of it, how long it has to last, and who kept it from lasting."""

from __future__ import annotations

import re

import pytest

import debate
from debate.debrief.reasons import told_once
from debate.debrief.requirements import DEEPEST, NO_WAY, WhyNot
from debate.debrief.vocabulary import GAME_WORDS, READ_THEN
from debate.debrief.why_not import Past, endings_that_did_not_come, why_not
from debate.debrief.why_so import why_so
from debate.pages.reader import Reader
from debate.pages.things_world import link
from debate.rules.evaluate import holds
from debate.rules.outcome import outcome
from debate.rules.words import in_words, lately
from tests.debrief.games import played, watched
from tests.small_deck import deck_of

POND = """
rounds: {count: 4}
meters:
  water: {start: 50, min: 0, max: 100}
  fish: {start: 10, min: 0, max: 100}
flags: {gate: {values: {shut: shut, open: open}, start: open}}
roles: {miller: , rain: }
moves:
  drain: {role: miller, text: A drain., effects: {water: -30}}
  pour: {role: rain, text: A shower., effects: {water: +30}}
news: {flood: {text: A flood., when: {water: at least 75}}}
endings:
  calm: {title: Calm, text: Calm., when: {lasting: {rounds: 3, when: {water: at least 40}}}}
  busy: {title: Busy, text: Busy., when: {any_of: [{fish: at least 20, gate: shut}, {fish: at least 30}]}}
  wet: {title: Wet, text: Wet., when: {flood: in the last 2 rounds}}
  any: {title: Any, text: Any.}
"""
GAME = played(deck_of(POND), [["rain play pour"], ["miller play drain"], ["miller play drain"], ["rain play pour"]])


def told(ending: str) -> list[tuple[int, str]]:
    reason = why_not(GAME.played, ending)
    assert reason is not None
    return [(depth, each.words) for depth, each in reason.lines()][1:]


def test_what_did_not_last_says_when_it_broke_and_who_broke_it() -> None:
    """The water stood high enough at the end and not for long enough: how high it had stood when it last did not, and
    who had drained and filled it by then, with what they had done by then alone: from 50 it adds up to 20."""
    assert told("calm") == [
        (1, "It takes that 'water' is at least 40 and has been so for 3 rounds; it had lasted 1 of 3 rounds."),
        (2, "At the end of round 3 it stood at 20, from 50."),
        (3, "-60: 'drain' of miller, rounds 2 and 3 (P1)."),
        (3, "+30: 'pour' of rain, round 1 (P1)."),
    ]


SPRING = POND.replace(
    "endings:",
    """links:
  spring:
    when: {water: below 40}
    effects: {water: +30}
    says: The spring fills what is nearly dry.
endings:""",
).replace("rounds: 3, when", "rounds: 2, when")


def test_how_long_is_counted_after_moves_and_before_links() -> None:
    """The miller drained the pond and the spring filled it again at the end of that round: it ended the round above 40,
    and where it was counted it stood below. An ending that came tells what was counted, too."""
    drained = played(deck_of(SPRING), [[], [], ["miller play drain"], []])
    reason = why_not(drained.played, "calm")
    assert reason is not None
    assert [each.words for _, each in reason.lines()][1:] == [
        "It takes that 'water' is at least 40 and has been so for 2 rounds; it had lasted 1 of 2 rounds.",
        "In round 3, counted after the moves and before the links, it stood at 20, from 50.",
        "-30: 'drain' of miller, round 3 (P1).",
    ]
    kept = played(deck_of(SPRING), [["rain play pour"], [], [], []])
    assert [each.words for each in why_so(kept.played, "calm")] == [
        "It took that 'water' is at least 40 and has been so for 2 rounds; counted after the moves and before the "
        "links, it stood at 80 in round 3 and at 80 in round 4."
    ]


def test_of_several_ways_each_tells_all_that_was_missing() -> None:
    """Where a way takes two things and both were missing, both are told, under that way."""
    words = [each for each in told("busy") if "from the start" not in each[1] and "Nothing moved" not in each[1]]
    assert words[:4] == [
        (1, "There are several ways, and none of them was open:"),
        (2, "It takes that 'fish' is at least 20 and 'gate' is shut."),
        (3, "It takes that 'fish' is at least 20; it stood at 10."),
        (3, "It takes that 'gate' is shut; it was 'open'."),
    ]
    assert (2, "It takes that 'fish' is at least 30; it stood at 10.") in words


EVENTS = (
    "{title: Any, text: Any.}",
    "{title: Any, text: Any., when: {fish: at least 30, any_of: [{pour: in the last 2 rounds}, {drain: in the last 2 "
    "rounds}]}}",
)


def test_several_events_of_which_the_same_is_asked_are_one_reason() -> None:
    """None of them ever came and no more is told behind: one line says so of all; a page that comes to a list again
    says that it stands above."""
    session = played(deck_of(POND.replace(*EVENTS)), [[], [], [], []])
    words = in_words(session.deck, session.deck.endings["any"].when)
    assert words.endswith("and either 'pour' or 'drain' happened in this round or the one before it")
    found = Past(session.played).missing(session.deck.endings["any"].when, frozenset(), DEEPEST, 4)
    last = "It takes that either 'pour' or 'drain' happened in round 3 or 4; that was never so."
    assert (found[-1].words, found[-1].causes) == (last, ())
    ways = WhyNot(NO_WAY, (WhyNot("One."), WhyNot("Two.")))
    assert [each.words for each in told_once([ways, ways])] == [NO_WAY, f"{NO_WAY.rstrip(':')} (see above)."]


def test_what_happened_too_long_ago_says_when() -> None:
    """The flood came, in the first round."""
    assert told("wet") == [(1, "It takes that 'flood' happened in round 3 or 4; it last happened in round 1.")]


def test_whether_a_move_was_possible_is_read_as_the_rules_read_it() -> None:
    """In whole games what a move needs holds in every position in which roles choose just where it does by the rules,
    how long something has to have lasted with it."""
    for name in ("zte", "river"):
        for seed in (1, 2, 3, 4):
            past = Past(watched(debate.load_deck(name), seed).played)
            for state in past.opened.values():
                for move in past.deck.moves.values():
                    by_rules = holds(past.tables.moves[move.id].needs, state.v, past.tables)
                    assert past.holds(move.needs, state) is by_rules, (name, seed, state.round, move.id)


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_what_is_named_behind_where_a_meter_stood_adds_up(name: str) -> None:
    """Of endings that came and of those that did not: wherever a meter stood somewhere, from elsewhere, the amounts
    below add up to the way between."""
    sums = 0
    for seed in (1, 2, 3, 4):
        game = watched(debate.load_deck(name), seed, "scripted").played
        endings = game.state.tables.deck.endings
        came = (id_ for id_ in (outcome(game.state).ending,) if id_ in endings)
        found = [*endings_that_did_not_come(game), *(reason for id_ in came for reason in why_so(game, id_))]
        for _, reason in (each for top in found for each in top.lines()):
            stood = re.search(r" it stood at (\d+), from (\d+)\.$", reason.words)
            amounts = [re.match(r"(?:and )?([+-]\d+)(?::| in all)", each.words) for each in reason.causes]
            if stood and reason.causes and reason.causes[0].words[:1] in "+-":
                sums += 1
                assert int(stood[1]) - int(stood[2]) == sum(int(each[1]) for each in amounts if each), reason
    assert sums


def test_when_a_round_end_reads_and_what_of_it_has_to_last_is_said() -> None:
    """Of two things that must have lasted together both are named as such; the page of a link that is read at a round
    end says when that is, and so does the glossary."""
    deck = debate.load_deck("zte")
    words = in_words(deck, deck.links["promise-left-unpaid"].when)
    assert words.endswith(
        " in force by order or locked in by Congress and all of this together has been so for 3 rounds"
    )
    (fires,) = (node for node in link(Reader(watched(deck, 1), "zte"), "promise-left-unpaid") if "Fires" in str(node))
    assert READ_THEN in str(fires)
    assert any(READ_THEN in text for _, text in GAME_WORDS)


def test_the_last_rounds_are_those_up_to_the_one_that_runs() -> None:
    """By their numbers where it is known in which round that is asked, which is one of them."""
    assert [lately(rounds) for rounds in (1, 2, 3)] == [
        "this round",
        "in this round or the one before it",
        "in this round or one of the two before it",
    ]
    assert [lately(3, number) for number in (1, 2, 5)] == ["in round 1", "in round 1 or 2", "in rounds 3 to 5"]


def test_what_must_have_lasted_is_said_once() -> None:
    """Whether it holds now and has held for a while is one thing where both are asked for, and so is what it lacks."""
    deck = debate.load_deck("zte")
    rule = next(each for each in deck.opponents["zte"] if "source-non-us-parts" in each.play[1:])
    assert in_words(deck, rule.when).count("'The supply ban' is") == 1


def test_what_may_be_so_in_several_ways_comes_last() -> None:
    """So that it is plain what else has to be so beside each of them."""
    deck = debate.load_deck("zte")
    (rule,) = (each for each in deck.opponents["congress"] if "A tweet is no way" in each.because)
    words = in_words(deck, rule.when)
    assert words.index("'Outrage in Congress' is below 85") < words.index("either ")
