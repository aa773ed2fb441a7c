"""Why one choice is better than another, on average: goals and causes that add up, in words with their passages."""

from __future__ import annotations

import re

import debate
from debate.debrief.averages import average, goal_words, goals_apart, preceded, reasons, surprises
from debate.debrief.position import why_better, why_unlucky
from debate.debrief.retries import COSTLY, LEAST_LOSS, _Goals, _Judged
from debate.opponents.futures import Future
from debate.opponents.trials import Trials
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.play import start
from debate.rules.view import view
from tests.debrief.test_retries import ZTE, blundered, found_of_blundered, gambling
from tests.small_deck import deck_of

TWO = """
rounds: {count: 1, epilogue: 1, labels: [one]}
rules: {dealt: 0, hand: 0, hold_bonus: 0}
meters: {trade: {start: 50}, noise: {start: 50}}
roles: {a: {capital: {start: 9, income: 0, max: 9}, motives: {up: {wants: {trade: 2, noise: -1}}}}, b: {}}
moves: {open: {role: a, effects: {trade: 20, noise: 10}}, shut: {role: a, effects: {trade: -5}}}
opponents: {a: [{play: open}]}
"""


def game(worth: float, ends: dict[str, int], moved: dict[tuple[str, str], int], came: str = "") -> Future:
    return Future(worth, ends, moved, frozenset({came} - {""}), frozenset({came} - {""}), 0, ())


def two() -> Deck:
    return deck_of(TWO)


def test_goals_and_causes_add_up() -> None:
    """The points of the goals are how far apart both choices stand, in tenths; what the causes moved, with all else, is
    how far apart a goal ends; a cause that is not always there has its share."""
    deck = two()
    wants = {"trade": 2, "noise": -1}
    one = average([game(60.04, {"trade": 70, "noise": 60}, {("open", "trade"): 20, ("open", "noise"): 10}, "open")] * 3)
    other = average([
        game(46.7, {"trade": 45, "noise": 50}, {("shut", "trade"): -5}),
        game(46.6, {"trade": 45, "noise": 50}, {("shut", "trade"): -5}),
        game(46.6, {"trade": 46, "noise": 50}, {("shut", "trade"): -5, ("open", "trade"): 1}, "open"),
    ])  # fmt: skip
    apart = goals_apart(deck, wants, one, other)
    assert [goal.meter for goal in apart] == ["trade", "noise"]
    assert round(sum(goal.points for goal in apart), 1) == round(round(one.worth, 1) - round(other.worth, 1), 1)
    assert all(goal.here - goal.there == sum(h - t for _, h, t in goal.causes) for goal in apart)
    words = goal_words(deck, apart[0], one, other)
    assert words.startswith(f"{apart[0].points:+.1f} points: trade ends at 70, not at 45. It gets +20 from 'open' of a")
    assert "in all of the futures instead of 33 %" in words
    assert "; +5 from all else." in words
    ((goal, told),) = reasons(deck, wants, one, other, 1)
    assert (goal, told) == (apart[0], f"{words} Another goal: {apart[1].points:+.1f} points.")


def test_what_seldom_comes_is_told_as_luck() -> None:
    """What came though it seldom does, and what did not though it mostly does, with how often; nothing else."""
    deck = two()
    mostly = average([game(50, {}, {}, "open")] * 4 + [game(50, {}, {}, "shut")])
    assert {*surprises(deck, mostly, average([game(50, {}, {}, "shut")]))} == {
        "'shut' of a came, though only in 20 % of the futures",
        "'open' of a did not come, though in 80 % of the futures",
    }
    assert not [*surprises(deck, mostly, average([game(50, {}, {}, "open")]))]


def test_nothing_is_called_luck_of_a_round_that_was_not_over() -> None:
    """Whoever chose a move and then answered an offer in the same round: between the two no move had come yet, and of
    none it is said that it did not."""
    deck, mostly, then = two(), average([game(50, {}, {}, "open")] * 4), average([game(40, {}, {})])
    opened = (1, 2, "event", "open", "", 0, 0, 0, ())
    assert [*surprises(deck, mostly, preceded(then, [], (), 2))] == [
        "'open' of a did not come, though in all of the futures"
    ]
    assert not [*surprises(deck, mostly, preceded(then, [opened], (), 2))]
    assert not [*surprises(deck, mostly, preceded(then, [], (), 0))]


def test_the_reasons_of_a_blunder_cite_their_passages_and_add_up() -> None:
    """Of a decision of a whole game: each goal with its points, which add up to what the choice cost; each with a link
    or a move and its passages."""
    _, role, at = blundered()
    retry = next(each for each in found_of_blundered() if each.round == at)
    told = [*why_better(ZTE, retry, retry.better, retry.made, "wants", 99)]
    points = [float(number) for _, words, _ in told for number in re.findall(r"([-+][\d.]+) points", words)]
    best, made = retry.expected[retry.better], retry.expected[retry.made]
    assert round(sum(points), 1) == round(round(best, 1) - round(made, 1), 1)
    assert points[0] == max(points)
    assert told[0][0] in ZTE.roles[role].motives[retry.view.motive].wants
    assert re.search(r"\(P\d+", told[0][1]) or "cases that they hear" in told[0][1]


def test_the_reasons_of_bad_luck_add_up() -> None:
    """From what could be expected to what stood at the next choice: the same sum, and the storm."""
    session = gambling("sail", storm=True)
    (retry,) = debate.retries(session.source, session.to_record(), "a", budget=600)
    assert retry.after is not None
    seldom, goal = why_unlucky(session.deck, retry, "wants", 9)
    assert "news, 'storm' came, though only in" in seldom[1]
    assert goal[0] == "m"
    assert goal[2] == -retry.cost


def test_what_looked_better_by_chance_is_not_told() -> None:
    """A rival that was ahead in the worlds in which it was found, and is not in others, makes no costly decision; a
    choice that is worse there too does, and all that is told of it is from the other worlds."""
    deck = two()
    state = start(deck, 1)
    seen, goals = view(state, "a"), _Goals({"trade": 2, "noise": -1}, later=False)
    moves = {move.move: move for move in seen.legal}
    good, bad = moves["open"], moves["shut"]

    def judged(made: Move, rival: Move) -> _Judged:
        lucky = [game(90 + n % 2, {}, {}) for n in range(12)]
        return _Judged(state, seen, made, [game(10, {}, {})] * 12, {rival: lucky})

    def trials() -> Trials:
        return goals.trials(deck, seen, 3)

    assert judged(good, bad).costly
    assert judged(good, bad).every_option(trials()) is None
    retry = judged(bad, good).every_option(trials())
    assert retry is not None
    assert (retry.kind, retry.better) == (COSTLY, good)
    assert LEAST_LOSS < retry.loss < 80
    assert retry.expected[good] == trials().ended(good, 0)
