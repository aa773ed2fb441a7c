"""The table of a recorded game under another model of the world."""

from __future__ import annotations

import pytest

import debate
from debate.rules import replay
from debate.rules.deck import Deck
from debate.rules.replay import Played
from tests.small_deck import deck_of
from tests.table import Game, line, play_out

DECK = """
rounds: {count: 4, epilogue: 2}
meters: {m: {start: 50}, n: {start: 0}}
flags: {gate: {values: {open: open, shut: shut}, start: open}}
roles: {a: {capital: {start: 4, income: 0}}, b: {capital: {income: 0}}}
moves:
  go: {role: a, cost: 2, needs: {m: at least 50}, effects: {m: +10}}
  close: {role: b, effects: {gate: shut}}
  pass: {role: a, needs: {gate: open}, cost: 1, effects: {n: +10}}
  rob: {role: b, effects: {n: +1}}
links:
  fine: {follows: rob, active: no, effects: {capital: {a: -4}}}
  drought: {when: {round: exactly 1}, active: no, effects: {m: -20}}
  gate-falls: {follows: go, active: no, effects: {gate: shut}}
  late: {when: {round: exactly 2}, delay: 1, effects: {n: +5}}
  flood: {when: {round: exactly 1}, active: no, effects: {n: +100}}
news: {storm: {odds: 60, effects: {n: +1}}}
arguments: {c1: {voices: a, backs: [go, pass]}, c2: {voices: b, answers: c1}}
endings:
  drowned: {when: {n: exactly 100}, ends_the_game: yes}
  early: {when: {n: at least 30, round: exactly 2}, ends_the_game: yes}
  dry: {}
views:
  dry: {replaces: {drought: {active: yes}}}
  law: {replaces: {go: {active: no}}}
  poor: {replaces: {fine: {active: yes}}}
  dear: {replaces: {go: {cost: 9}}}
  falling: {replaces: {gate-falls: {active: yes}}}
  wet: {replaces: {flood: {active: yes}}}
"""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return deck_of(DECK)


def under(game: Game, *views: str) -> Played:
    return replay.under(game.deck, game.setting, game.moves, views)


def lines(played: Played, round_: int, *kinds: str) -> list[str]:
    return [line(s) for s in played.trace if s.round == round_ and s.kind in kinds]


def test_what_could_not_have_been_chosen_does_not_happen(deck: Deck) -> None:
    """Its needs fail there, or it is not in the game: no event, no count, no refund; the table is as it was."""
    game = play_out(deck, [[], ["a play go with c1", "b answer a with c2", "a pay"], [], []])
    for view in ("dry", "law"):
        there = under(game, view)
        assert lines(there, 2, "event", "unplayable", "overtaken")[0] == "unplayable go"
        assert there.state.count("go") == 0
        assert lines(there, 2, "rule") == [
            "rule cost capital.a 5 -2 3",
            "rule hold capital.b 5 +1 6",
            "rule exchange capital.b 6 +1 7",
            "rule beaten capital.a 3 -2 1",
        ]
        assert dict(there.state.points) == {"a": 0, "b": 1}


def test_what_becomes_impossible_later_is_overtaken_as_usual() -> None:
    """There the gate falls with the first move of the round; the second is refunded."""
    deck = deck_of(DECK.replace("pass: {role: a", "pass: {role: b").replace("[go, pass]", "go"))
    game = play_out(deck, [["a play go", "b play pass"], [], [], []])
    assert [s.cause for s in game.trace if s.kind == "event" and s.round == 1][:2] == ["go", "pass"]
    there = under(game, "falling")
    assert lines(there, 1, "overtaken") == ["overtaken pass"]
    assert [s for s in lines(there, 1, "rule") if "refund" in s] == ["rule refund capital.b 3 +1 4"]


def test_payments_are_those_of_the_record_and_stop_at_nothing(deck: Deck) -> None:
    """A price that is higher there is not asked; capital lost there makes the same payment stop at 0."""
    game = play_out(deck, [["b play rob"], ["a play go"], [], []])
    dear = under(game, "dear")
    assert lines(dear, 2, "rule", "event")[0] == "rule cost capital.a 5 -2 3"
    assert dear.state.count("go") == 1
    poor = under(game, "poor")
    paid = [line(s) for s in poor.trace if s.round == 2 and s.target == "capital.a"]
    assert paid == ["rule cost capital.a 1 -2 -1", "clamp capital.a capital.a -1 +1 0"]
    assert poor.state.count("go") == 1


def test_it_ends_earlier_where_an_ending_ends_the_game(deck: Deck) -> None:
    """The flood ends it in round 1; the other three recorded rounds are not played."""
    game = play_out(deck, [[], ["a play go"], [], []])
    there = under(game, "wet")
    assert there.state.term is not None
    assert there.state.term.round == 1
    assert there.state.round == 3
    assert debate.outcome(deck, there.state).ending == "drowned"
    assert there.state.count("go") == 0


def test_it_ends_where_the_record_ends() -> None:
    """A game that an ending cut short after round 2 is not longer where that ending does not come: the term ends there,
    without income or cards, and the epilogue begins with round 3."""
    text = DECK.replace("{odds: 60, effects: {n: +1}}", "{effects: {n: +15}}").replace("income: 0", "income: 1")
    deck = deck_of(text + "  calm: {replaces: {storm: {odds: 0}}}\n")
    game = play_out(deck, [[], []])
    assert debate.outcome(deck, game.state).ending == "early"
    there = under(game, "calm")
    assert there.state.over
    assert there.state.term is not None
    assert there.state.term.round == 2
    assert lines(there, 2, "rule") == [s for s in lines(there, 2, "rule") if "income" not in s]
    assert lines(there, 3, "landing") == ["landing late n 0 +5 5"]
    assert there.state.round == 4
    assert debate.outcome(deck, there.state).ending == "dry"


def test_an_unfinished_round_is_left_out(deck: Deck) -> None:
    """Of a game that is still going on the whole rounds are replayed, then the epilogue runs."""
    game = play_out(deck, [["a play go"], []])
    half = (*game.moves, debate.parse_move(deck, "a hold"))
    there = replay.under(deck, game.setting, half, ())
    assert there.state.term is not None
    assert there.state.term.round == 2
    assert len(there.states) == 3
    none = replay.under(deck, game.setting, (), ())
    assert len(none.states) == 1
    assert not none.trace


def test_rolls_do_not_shift(deck: Deck) -> None:
    """The storm of each round rolls the same number under every view."""
    game = play_out(deck, [["a play go"], [], [], []], seed=5)
    rolls = [(s.round, s.before) for s in game.trace if s.kind == "roll"]
    for view in ("dry", "law", "falling"):
        assert [(s.round, s.before) for s in under(game, view).trace if s.kind == "roll"] == rolls


def test_a_record_that_breaks_the_rules_is_refused_where_it_does(deck: Deck) -> None:
    """Choices are checked as they are played again."""
    game = play_out(deck, [["a play go"], []])
    moves = [debate.parse_move(deck, text) for text in ("a hold", "b hold", "b hold", "b hold")]
    with pytest.raises(debate.IllegalMove):
        replay.run(deck, game.setting, moves)
