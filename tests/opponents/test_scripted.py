"""The scripted opponent follows its deck's rules, sees what its role sees, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

import debate
from debate.game.session import Session
from debate.opponents import OPPONENTS, Chosen, Opponent, novice, scripted
from debate.rules.deck import Deck
from tests.small_deck import deck_of
from tests.table import Game, play_out

VALLEY = Path(__file__).parent.parent / "decks" / "valley"

TABLE = """
rules: {unbacked_extra: 1, hand: 3}
meters: {m: {start: 50}, n: {start: 50}}
flags: {lamp: {values: {unlit: unlit, lit: lit}, start: unlit}}
roles:
  a: {capital: {start: 3}, motives: {up: {wants: {m: 2, n: 1}}, down: {wants: {m: -1}}}}
  b: {}
  c: {}
moves:
  first: {role: a, cost: 1}
  second: {role: a, cost: 1}
  dear: {role: a, cost: 3}
  sneak: {role: a, covert: yes}
  lit-only: {role: a, needs: {lamp: lit}}
  light: {role: b, effects: {lamp: lit}}
arguments:
  one: {voices: a, backs: first}
  two: {voices: a, backs: [first, second]}
"""


def asked(deck: Deck, role: str, *choices: str, motive: str = "", seed: int = 0, judged: bool = False) -> Chosen:
    """What the script of this role chooses once these choices have been made."""
    state = debate.start(deck, seed=seed, motives={"a": motive} if motive else {}, judged=judged)
    for text in choices:
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    chosen = scripted(debate.view(deck, state, role), 0)
    assert debate.refusal(deck, state, chosen.move) is None
    return chosen


def script(rules: str, deck: str = TABLE, role: str = "a") -> Deck:
    return deck_of(f"{deck}opponents: {{{role}: [{rules}]}}\n")


def test_the_first_rule_that_fits_decides() -> None:
    """Rules for another motive, whose condition fails or whose moves are all refused are passed over."""
    deck = script(
        "{motive: down, play: second}, {when: {m: above 50}, play: second}, {play: lit-only}, "
        "{when: {m: at least 50}, motive: [up], play: [lit-only, sneak], because: It is dark.}, {play: first}"
    )
    assert str(asked(deck, "a", motive="up").move) == "a play sneak"
    assert str(asked(deck, "a", motive="down").move).startswith("a play second")


def test_without_a_rule_it_holds() -> None:
    """No rule at all, or none that fits: that is said, and nothing of capital that it may not have. Where one fits
    whose moves cannot be played it is said that it wanted them."""
    assert str(asked(script("{when: {lamp: lit}, play: first}"), "a").move) == "a hold"
    without = asked(deck_of(TABLE), "a")
    assert str(without.move) == "a hold"
    assert "capital" not in without.because
    wanted = asked(script("{play: lit-only}"), "a")
    assert (str(wanted.move), "the moves that it wants" in wanted.because) == ("a hold", True)
    assert "wants" not in without.because


def test_the_case_is_the_preferred_card_else_the_first_in_hand() -> None:
    """``with`` names cards in order of preference; a card that does not back the move is no case."""
    deck = script("{play: first, with: [two, one]}")
    assert str(asked(deck, "a").move) == "a play first with two"
    hand = debate.start(deck).hands["a"]
    assert str(asked(script("{play: first}"), "a").move) == f"a play first with {hand[0]}"
    assert str(asked(script("{play: second, with: one}"), "a").move) == "a play second with two"


def test_a_move_that_no_card_backs_is_played_bare_where_it_can_be_paid() -> None:
    """Three capital buy a move of two without a case; they do not buy one of three."""
    assert str(asked(script("{play: dear}, {play: sneak}"), "a").move) == "a play sneak"
    cheap = TABLE.replace("dear: {role: a, cost: 3}", "dear: {role: a, cost: 2}")
    assert str(asked(script("{play: dear}", cheap), "a").move) == "a play dear"


def test_it_says_which_rule_fired_and_what_it_passed_over() -> None:
    """The rule's reason and its passage, and the first later rule that would have chosen something else."""
    deck = script(
        "{play: first, with: one, because: It is first.}, {play: first, because: Again.}, "
        "{play: lit-only, because: Dark.}, {play: sneak, because: Nobody looks.}"
    )
    chosen = asked(deck, "a")
    assert (chosen.because, chosen.source, chosen.basis) == ("It is first.", ("P1",), "brief")
    assert str(chosen.rejected) == "a play sneak"
    assert chosen.rejected_because == "A lower rule of its script plays it: “Nobody looks.”"


def test_a_move_that_stands_in_for_another_says_for_which() -> None:
    """The reason of a rule is that of its first move. Another of its moves has the reason and the passage of a rule of
    its own that holds, else none; and it is said why the first could not be played."""
    rule, own = "{play: [lit-only, sneak, second], because: It is dark.}", "{play: sneak, because: Nobody looks.}"
    rather = "It would rather have played 'lit-only', and could not: 'lamp' must be lit, and it is unlit."
    chosen = asked(script(rule), "a")
    assert chosen.because == f"No rule of its script that holds puts this move first. {rather}"
    assert (chosen.source, chosen.basis) == ((), "")
    chosen = asked(script(f"{rule}, {own}"), "a")
    assert (chosen.because, chosen.source) == (f"Nobody looks. {rather}", ("P1",))
    assert "Nobody looks" not in asked(script(f"{rule}, {own.replace('play', 'when: {lamp: lit}, play')}"), "a").because
    gone = TABLE.replace("lit-only: {role: a", "lit-only: {role: a, active: no")
    assert asked(script(rule, gone), "a").because == "It is dark."


def test_why_it_did_not_play_what_it_would_rather_gives_no_secret_away() -> None:
    """A covert move is not named; what it needs is told only where everybody may know of it; what was passed over as a
    stand-in says so."""
    poor = TABLE.replace("sneak: {role: a, covert: yes}", "sneak: {role: a, covert: yes, cost: 4}")
    told = asked(script("{play: [sneak, second]}, {play: [dear, first]}", poor), "a")
    assert told.because.endswith("It would rather have played another move, and could not.")
    assert told.rejected_because == "A lower rule of its script plays it, and only in place of 'dear'."
    hidden = TABLE.replace("n: {start: 50}", "n: {start: 50, seen_by: a}").replace(
        "needs: {lamp: lit}", "needs: {n: above 60}"
    )
    told = asked(script("{play: [lit-only, second]}", hidden), "a")
    assert told.because.endswith("'lit-only', and could not: what it needs was not so.")
    dear = asked(script("{play: [dear, second]}"), "a").because
    assert dear.endswith("'dear', and could not: it costs 4 capital (1 of it for having no case); capital of a: 3.")


OFFERS = """
meters: {m: {start: 50}}
roles: {a: {}, b: {motives: {calm: {}, wild: {}}}, c: {}}
moves: {give: {role: a, offer_to: b}, lend: {role: c, offer_to: b}}
"""


@pytest.mark.parametrize(
    ("rules", "answer"),
    [
        ("{accept: give, because: A gift.}", "accept"),
        ("{accept: lend}", "decline"),
        ("{when: {m: above 50}, accept: give}", "decline"),
        ("{accept: lend}, {when: {m: exactly 50}, accept: [lend, give]}", "accept"),
    ],
)
def test_an_offer_is_taken_where_a_rule_lists_it(rules: str, answer: str) -> None:
    """Any rule that fits may list the offer; without one it is declined."""
    chosen = asked(script(rules, OFFERS, "b"), "b", "a play give", "b hold", "c hold")
    assert chosen.move.kind == answer
    if "A gift" in rules:
        assert chosen.because == "A gift."
    assert chosen.rejected is not None


def test_two_offers_are_answered_one_after_the_other() -> None:
    """Each by its own rule, in turn order of those who offer."""
    deck = script("{accept: lend}", OFFERS, "b")
    first = asked(deck, "b", "a play give", "b hold", "c play lend")
    assert str(first.move) == "b decline give"
    second = asked(deck, "b", "a play give", "b hold", "c play lend", str(first.move))
    assert str(second.move) == "b accept lend"


CASES = """
rules: {hand: 9, dealt: 9}
meters: {m: {start: 50}, n: {start: 50}}
roles: {a: {}, b: {motives: {up: {wants: {m: 2, n: -1}}}}, c: {}, d: {}}
moves:
  a-hurts: {role: a, effects: {m: -10}}
  a-table: {role: a, effects: {m: {by: n, from: {0: +90, 50: -20, 60: +90}}}}
  a-helps: {role: a, effects: {m: +10}}
  c-hurts: {role: c, effects: {n: +20}}
  c-worse: {role: c, effects: {n: +21}}
  d-hurts: {role: d, effects: {m: -5, n: +10}}
arguments:
  for-a: {voices: a, backs: [a-hurts, a-table, a-helps]}
  for-c: {voices: c, backs: [c-hurts, c-worse]}
  for-d: {voices: d, backs: d-hurts}
  no-a: {voices: b, answers: for-a}
  no-a-too: {voices: b, answers: for-a}
  no-c: {voices: b, answers: for-c}
  no-d: {voices: b, answers: for-d}
"""


@pytest.mark.parametrize(
    ("a", "c", "to"),
    [
        ("a-hurts", "c-worse", "c"),
        ("a-hurts", "c-hurts", "c"),  # as bad as each other: c is the first after b
        ("a-table", "c-worse", "a"),  # the table reads -20 at 50, twice the weight
        ("a-helps", "c-hurts", "c"),
    ],
)
def test_it_answers_the_case_whose_move_is_worst_for_it(a: str, c: str, to: str) -> None:
    """Weights times amounts on the values of now; of equals the first after itself in turn order; the first card in
    hand order that can."""
    deck = deck_of(CASES)
    chosen = asked(deck, "b", f"a play {a} with for-a", "b hold", f"c play {c} with for-c", "d hold", "a let-stand")
    assert chosen.move.kind == "answer"
    assert chosen.move.to == to
    hand = debate.start(deck).hands["b"]
    able = [card for card in hand if f"for-{to}" in deck.arguments[card].answers]
    assert chosen.move.card == able[0]


def test_it_lets_stand_what_does_not_hurt_it() -> None:
    """A case for a move that helps is left alone, and so is one it has no card for."""
    deck = deck_of(CASES)
    helped = asked(deck, "b", "a play a-helps with for-a", "b hold", "c hold", "d hold")
    assert helped.move.kind == "let-stand"
    assert helped.rejected is not None
    unarmed = deck_of(CASES.replace("answers: for-d", "answers: for-c"))
    chosen = asked(unarmed, "b", "a hold", "b hold", "c hold", "d play d-hurts with for-d", "a let-stand")
    assert chosen.move.kind == "let-stand"


def test_it_answers_d_before_a_where_both_are_as_bad() -> None:
    """Turn order goes round: after b come c, d and then a."""
    deck = deck_of(CASES)
    chosen = asked(
        deck, "b", "a play a-hurts with for-a", "b hold", "c hold", "d play d-hurts with for-d", "a let-stand"
    )
    assert chosen.move.to == "d"


EXTENSIONS = """
rules: {hand: 9, dealt: 9}
roles: {a: {}, b: {}, c: {capital: {start: 4}}}
moves: {go: {role: c, cost: 1}}
arguments:
  case: {voices: c, backs: go}
  no-b: {voices: b, answers: case}
  no-a: {voices: a, answers: case}
  yes-b: {voices: c, answers: no-b}
  yes-too: {voices: c, answers: no-b}
  yes-a: {voices: c, answers: ANSWERS}
"""
BOTH = ("a hold", "b hold", "c play go with case", "a answer c with no-a", "b answer c with no-b")


def test_it_extends_where_that_saves_the_case() -> None:
    """Against the one answer that there is it plays a card that meets it, the first that fits; against two it keeps its
    card, for one of them is left and beats the case all the same. A judge may be moved by what is said: there it does.
    """
    deck = deck_of(EXTENSIONS.replace("ANSWERS", "no-a"))
    assert str(asked(deck, "c", *BOTH[:-1], "b let-stand").move) == "c extend a with yes-a"
    chosen = asked(deck, "c", *BOTH)
    assert chosen.move.kind == "rest"
    assert "beat the case all the same" in chosen.because
    assert str(asked(deck, "c", *BOTH, judged=True).move) == "c extend a with yes-a"
    deck = deck_of(EXTENSIONS.replace("ANSWERS", "case"))
    hand = [card for card in debate.start(deck).hands["c"] if card in ("yes-b", "yes-too")]
    alone = asked(deck, "c", *BOTH[:3], "a let-stand", BOTH[4])
    assert str(alone.move) == f"c extend b with {hand[0]}"


def test_it_rests_without_a_card_and_pays_if_it_can() -> None:
    """Its case is beaten; it has the capital; the move does not wait."""
    deck = deck_of(
        "{roles: {a: {}, c: {}}, moves: {go: {role: c, cost: 1}}, "
        "arguments: {case: {voices: c, backs: go}, no-a: {voices: a, answers: case}}}"
    )
    before = ("a hold", "c play go with case", "a answer c with no-a")
    assert asked(deck, "c", *before).move.kind == "rest"
    assert asked(deck, "c", *before, "c rest").move.kind == "pay"


def test_it_reads_its_view_and_nothing_else() -> None:
    """A rule over a meter that its role does not see cannot fire, until the meter is shown."""
    deck = deck_of(
        """
        rounds: 3
        meters: {dark: {start: 90, seen_by: b, shown_when: {lamp: lit}}}
        flags: {lamp: {values: {unlit: unlit, lit: lit}, start: unlit}}
        roles: {a: {}, b: {}}
        moves: {go: {role: a}, light: {role: b, effects: {lamp: lit}}}
        opponents: {a: [{when: {dark: at least 50}, play: go}]}
        """
    )
    game = play_out(deck, [["b play light"], []])
    moves = [scripted(debate.view(deck, game.opening(n), "a"), 0).move.kind for n in (1, 2)]
    assert moves == ["hold", "play"]


def test_it_counts_rounds_that_lasted() -> None:
    """A rule that waits for two round ends fires in the third round."""
    deck = deck_of(
        """
        rounds: 4
        meters: {m: {start: 9}}
        roles: {a: {}}
        moves: {go: {role: a}}
        opponents: {a: [{when: {lasting: {rounds: 2, when: {m: exactly 9}}}, play: go}]}
        """
    )
    session = Session(deck, {"a": "scripted"})
    session.advance()
    assert [str(move) for move in session.moves] == ["a hold", "a hold", "a play go", "a play go"]


@pytest.fixture(scope="module")
def valley() -> Deck:
    return debate.load_deck(str(VALLEY))


@pytest.mark.parametrize("who", ["scripted", "novice"])
def test_whole_games_of_opponents_are_legal_and_explained(valley: Deck, who: str) -> None:
    """Thirty games to the end: every choice is legal (playing it raises otherwise) and has a sentence for it."""
    for seed in range(30):
        session = Session(valley, dict.fromkeys(valley.turn_order, who), seed=seed, draft=("farms",))
        session.advance()
        assert session.state.over
        for entry in session.entries:
            assert entry.chosen is not None
            assert entry.chosen.because.endswith(".")


def test_a_script_chooses_the_same_from_the_same_view(valley: Deck) -> None:
    """Positions that differ in what the role may not see get the same choice and the same reason."""
    games: list[Game] = []
    for move in ("patch-in-secret", "start-the-dam"):
        state = debate.start(valley, seed=3)
        state = debate.play(valley, state, debate.parse_move(valley, f"works play {move}")).state
        games.append(Game(valley, state.setting, (), (state,), state.tables.no_trace))
    for opponent in (scripted, novice):
        chosen = [opponent(debate.view(valley, game.state, "farms"), 5) for game in games]
        assert chosen[0] == chosen[1]


def test_the_key_of_an_opponent_is_not_the_seed(valley: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is given the seed could look into every pile."""

    keys = []

    def listening(deck: Deck, view: debate.View, key: int, budget: int) -> Chosen:
        keys.append(key)
        return novice(view, key)

    monkeypatch.setitem(OPPONENTS, "novice", Opponent("novice", "listens", listening))
    Session(valley, dict.fromkeys(valley.turn_order, "novice"), seed=77).advance()
    assert keys
    assert 77 not in keys
