"""The floor from the outside: what can be pressed, what a seat may know of it, and what nobody is asked."""

from __future__ import annotations

import pytest
from attrs import evolve

import debate
from debate import Move
from debate.debrief.narration import consequences
from debate.debrief.rounds import rounds
from debate.opponents.scripted import scripted
from debate.rules.deck import Deck
from debate.rules.replay import Played
from debate.rules.settling import may_stand, standing
from tests.small_deck import deck_of
from tests.table import play_out

PRESSED = """
rounds: 2
meters: {mood: {start: 50, perceived: yes}, m: {start: 0}}
rules: {press: 1, stands_bonus: 2, answer_bonus: 3}
roles:
  a: {capital: {start: 4}}
  b: {motives: {calm: {wants: {mood: 1}}}}
moves: {go: {role: a, effects: {m: +10}}}
arguments: {c1: {voices: a, backs: go, stands: {mood: -8}}}
"""


def after(deck: Deck, *texts: str) -> debate.State:
    """The position after these choices, each made as soon as it is legal; who is not named passes."""
    state = debate.start(deck)
    for text in texts:
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    return state


def test_anybody_may_press_and_a_pass_stays_last() -> None:
    """With no card against the case there are two options: ask for its ground, or let it stand."""
    deck = deck_of(PRESSED)
    state = after(deck, "a play go with c1", "b hold")
    assert [str(move) for move in debate.legal_moves(deck, state)] == ["b press a", "b let-stand"]
    assert [str(m) for m in debate.all_moves(deck) if m.kind in ("press", "show", "withhold")] == [
        *("a press b", "a show", "a withhold", "b press a", "b show", "b withhold"),
    ]


def test_a_press_is_sealed_until_all_are_in() -> None:
    """Nobody sees that they are pressed before all have answered; then everybody does."""
    deck = deck_of(PRESSED.replace("  b: {", "  z: {}\n  b: {"))
    before = after(deck, "a play go with c1", "z hold", "b hold", "b press a")
    assert before.phase == "answer"
    assert not debate.view(deck, before, "a").presses
    opened = debate.play(deck, before, Move("z", "let-stand")).state
    assert debate.view(deck, opened, "a").presses == {"b": "a"}
    assert [str(move) for move in debate.legal_moves(deck, opened)] == ["a show", "a withhold"]


@pytest.mark.parametrize(("choice", "mood", "capital"), [("show", 42, 6), ("withhold", 46, 6)])
def test_it_is_told(choice: str, mood: int, capital: int) -> None:
    """The account of the round says who pressed, whether the ground was shown, what the case was worth and moved."""
    deck = deck_of(PRESSED)
    game = play_out(deck, [["a play go with c1", "b press a", f"a {choice}"]])
    assert (game.state.meters["mood"], game.state.capital["a"]) == (mood, capital)
    (exchange,) = rounds(Played(game.states, game.trace, game.moves), None)[0].exchanges
    assert (exchange.pressed, exchange.shown) == (("b",), choice == "show")
    assert exchange.worth == (2 if choice == "show" else 1)
    told = [told.line for told in consequences(deck, game.steps)]
    assert f"mood 50 -> {mood}: Stood: the case 'c1' (P1)." in told


def test_scripts_press_what_hurts_them() -> None:
    """Without a card against it, a case that makes people feel what the script does not want is pressed."""
    deck = deck_of(PRESSED)
    state = after(deck, "a play go with c1", "b hold")
    assert str(scripted(debate.view(deck, state, "b"), 0).move) == "b press a"
    harmless = deck_of(PRESSED.replace("mood: -8", "mood: +8"))
    state = after(harmless, "a play go with c1", "b hold")
    assert str(scripted(debate.view(harmless, state, "b"), 0).move) == "b let-stand"


def test_scripts_show_what_may_stand() -> None:
    """The ground is shown while capital is left for it, and not for a case that is beaten anyway."""
    deck = deck_of(PRESSED)
    state = after(deck, "a play go with c1", "b hold", "b press a")
    assert str(scripted(debate.view(deck, state, "a"), 0).move) == "a show"
    more = PRESSED.replace("  b: {", "  z: {}\n  b: {").replace(
        "arguments: {", "arguments: {c2: {voices: z, answers: c1}, "
    )
    answered = deck_of(more)
    state = after(answered, "a play go with c1", "z hold", "b hold", "z answer a with c2", "b press a")
    assert str(scripted(debate.view(answered, state, "a"), 0).move) == "a withhold"


def test_what_may_not_stand_does_not() -> None:
    """In scripted games: a case that no card in hand can save is beaten; one that can be saved is, where that card is
    played."""
    deck, seen = debate.load_deck("zte"), set()
    for seed in range(12):
        state, asked = debate.start(deck, seed), None
        while not state.over:
            before, role = state, state.to_move
            assert role is not None
            state = debate.play(deck, state, scripted(debate.view(deck, state, role), seed).move).state
            if before.phase == "extend" and asked is None:
                asked = before
            if asked is not None and state.phase not in ("extend", "settle"):
                asked = None
            if asked is None or state.phase != "settle":
                continue
            for speaker in {to for to, _ in asked.floor.answers.values()}:
                saved = may_stand(asked, speaker, asked.hands[speaker])
                stands = standing(state, speaker)[0]
                assert stands is (saved and speaker in state.floor.extensions)
                seen.add((saved, stands))
    assert {(False, False), (True, True)} <= seen


def test_one_card_meets_only_one_of_two_answers() -> None:
    """Two roles answer a case with the same argument: whoever holds a card against it is beaten by the other one."""
    more = "stands: {mood: -8}}, c2: {voices: b, answers: c1}, c3: {voices: a, answers: c2}}"
    deck = deck_of(PRESSED.replace("stands: {mood: -8}}}", more))
    state = after(deck, "a play go with c1", "b hold").copy()
    state.floor = evolve(state.floor, answers={"b": ("a", "c2")})
    assert may_stand(state, "a", ["c3"])
    assert not may_stand(state, "a", ["c1"])
    state.floor = evolve(state.floor, answers={"b": ("a", "c2"), "another": ("a", "c2")})
    assert not may_stand(state, "a", ["c3"])
