"""The planner: it knows its view and nothing else, it gets better with what it may try, and it says why."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

import debate
from debate import Choice, State
from debate.deckfile.load import examine_files
from debate.opponents import scripted
from debate.opponents.beliefs import beliefs
from debate.opponents.imagined import Imagined
from debate.opponents.planner import BUDGET, planner
from debate.opponents.trials import Trials
from debate.rules.deck import Deck
from debate.workshop.beginning import first_deck
from debate.workshop.duels import Seating, duels, wilson
from debate.workshop.figures import mean_of

FOLDER = Path(__file__).parent.parent / "decks"
ZTE = debate.load_deck("zte")
PHONES = debate.load_deck("phones")


def positions(deck: Deck, games: int, preset: str | None = None) -> Iterator[State]:
    """Positions of games that scripts and chance play, where somebody has a choice."""
    for seed in range(games):
        order = Random(seed)
        state = debate.start(deck, seed=seed, preset=preset)
        while not state.over:
            role = order.choice(state.awaiting)
            legal = debate.legal_moves(deck, state, role)
            if len(legal) > 1:
                yield state
            by_script = order.random() < 0.6
            move = scripted(debate.view(deck, state, role), 0).move if by_script else order.choice(legal)
            state = debate.play(deck, state, move).state


@cache
def chosen() -> list[tuple[State, Choice]]:
    """Every fourth position of two games of the largest deck, with what is chosen there."""
    return [(state, asked(ZTE, state, 60)) for state in list(positions(ZTE, 2))[::4]]


def asked(deck: Deck, state: State, budget: int, seed: int = 5) -> Choice:
    role = next(r for r in state.awaiting if len(debate.legal_moves(deck, state, r)) > 1)
    return debate.OPPONENTS["planner"].choose(deck, debate.view(deck, state, role), seed=seed, budget=budget)


@pytest.mark.parametrize("name", ["zte", "river", "phones", "valley"])
def test_what_it_may_not_know_changes_nothing(name: str) -> None:
    """In two worlds that look the same to it and differ in all that is hidden - hands, motives, sealed choices, hidden
    meters, the seed - it chooses the same and says the same."""
    deck = debate.load_deck(str(FOLDER / name) if (FOLDER / name).exists() else name)
    tried, hidden = 0, Counter[str]()
    for number, state in enumerate(positions(deck, 6)):
        if number % 4:
            continue
        role = next(r for r in state.awaiting if len(debate.legal_moves(deck, state, r)) > 1)
        seen = debate.view(deck, state, role)
        other = debate.sample(deck, seen, seed=number)
        assert other.seed != state.seed
        hidden["hands"] += state.hands != other.hands
        hidden["motives"] += state.motives != other.motives
        hidden["sealed choices"] += state.choices != other.choices
        hidden["meters"] += any(state.meters[id_] != other.meters[id_] for id_, n in seen.meters.items() if n is None)
        choices = [planner(deck, debate.view(deck, world, role), 3, 8) for world in (state, other)]
        assert choices[0] == choices[1]
        tried += 1
    assert tried > 10
    # Of all that is hidden something was otherwise: or that the choice is the same would prove nothing.
    kept = {"hands", "motives", "sealed choices", *(["meters"] if any(m.seen_by for m in deck.meters.values()) else [])}
    assert {what for what, times in hidden.items() if times >= 3} == kept, hidden


@pytest.mark.torture
def test_what_it_may_not_know_changes_nothing_in_a_thousand_positions() -> None:
    """The same with a thousand positions of the largest deck, with more games played on for each."""
    tried = 0
    for number, state in enumerate(positions(ZTE, 40)):
        role = next(r for r in state.awaiting if len(debate.legal_moves(ZTE, state, r)) > 1)
        other = debate.sample(ZTE, debate.view(ZTE, state, role), seed=number)
        choices = [planner(ZTE, debate.view(ZTE, world, role), 3, 16) for world in (state, other)]
        assert choices[0] == choices[1]
        tried += 1
        if tried == 1000:
            return
    raise AssertionError(f"only {tried} positions")


def test_what_it_sees_changes_its_choice() -> None:
    """Where meters that everybody sees stand otherwise, it expects something else, and often chooses otherwise."""
    others = expected = 0
    found = list(positions(ZTE, 2))[::7]
    for state in found:
        changed = state.copy()
        order = Random(1)
        for meter in ZTE.meters.values():
            changed.v[changed.tables.places[meter.id]] = order.randint(meter.min, meter.max)
        changed.legal = {}
        before, after = asked(ZTE, state, 24), asked(ZTE, changed, 24)
        others += before.move != after.move
        expected += before.expected != after.expected
    assert expected == len(found)
    assert others > len(found) // 6


def test_it_chooses_the_same_for_the_same_seed() -> None:
    """Whoever asks, and wherever: its own seed and the view decide. Another seed of its own expects something else."""
    others = 0
    for state in list(positions(ZTE, 1))[::6]:
        choice = asked(ZTE, state, 24)
        assert asked(ZTE, state, 24) == choice
        role = choice.move.role
        sent = pickle.loads(pickle.dumps(debate.view(ZTE, state, role)))
        assert debate.OPPONENTS["planner"].choose(ZTE, sent, seed=5, budget=24) == choice
        others += asked(ZTE, state, 24, seed=6).expected != choice.expected
    assert others > 3


def test_the_seed_of_the_game_gives_it_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given the game's own seed, none of the worlds that it thinks of has that seed, and none the cards of the game."""
    thought: list[State] = []
    to_the_end = Imagined.to_the_end

    def listening(self: Imagined, state: State, *given: Any) -> State:
        thought.append(state)
        return to_the_end(self, state, *given)

    monkeypatch.setattr(Imagined, "to_the_end", listening)
    state = debate.start(ZTE, seed=12)
    asked(ZTE, state, 60, seed=12)
    assert len(thought) > 3
    assert all(world.seed != 12 for world in thought)
    assert not any(world.hands == state.hands for world in thought)


def test_its_budget_is_a_number_of_games(monkeypatch: pytest.MonkeyPatch) -> None:
    """It plays on as many games as it may, nearly, and no more."""
    played: list[int] = []
    to_the_end = Imagined.to_the_end

    def counted(*given: Any) -> Any:
        played.append(1)
        return to_the_end(*given)

    monkeypatch.setattr(Imagined, "to_the_end", counted)
    for state in list(positions(ZTE, 1))[::8]:
        for budget in (2, 7, 40, 100):
            played.clear()
            asked(ZTE, state, budget)
            assert 0.6 * budget <= len(played) <= budget


def test_without_a_choice_or_a_budget() -> None:
    """One option is taken at once; with no budget it does what the script does; who is not asked cannot choose."""
    state = next(positions(ZTE, 1))
    role = state.awaiting[0]
    seen = debate.view(ZTE, state, role)
    one = attrs.evolve(seen, legal=seen.legal[:1])
    assert planner(ZTE, one, 1).move == seen.legal[0]
    assert asked(ZTE, state, 0).move == scripted(seen, 0).move
    chosen = debate.play(ZTE, state, seen.legal[0]).state
    with pytest.raises(ValueError, match="nothing to choose"):
        debate.OPPONENTS["planner"].choose(ZTE, debate.view(ZTE, chosen, role), seed=1)
    with pytest.raises(ValueError, match="not with 'phones'"):
        debate.OPPONENTS["planner"].choose(PHONES, seen, seed=1)
    assert debate.OPPONENTS["planner"].budget == BUDGET


def test_its_reason_says_what_it_expects_and_what_it_cannot_know() -> None:
    """In plain words: how many futures, what it expects of the choice and of the next best, what was hidden. What makes
    the difference comes with the passage behind it, and no card in its hand and no covert move is named."""
    causes = alike = 0
    covert = {move.title for move in ZTE.moves.values() if move.covert}
    for state, choice in chosen():
        assert choice.expected is not None
        assert 0 <= choice.expected <= 100
        assert f"about {choice.expected:.0f} of 100" in choice.because
        assert "futures" in choice.because
        assert "It could not know the cards of the others" in choice.because
        assert choice.rejected is not None
        assert (choice.rejected.kind, choice.rejected.move) != (
            choice.move.kind,
            choice.move.move,
        ) or choice.rejected.to
        causes += bool(choice.source)
        if choice.source:
            assert set(choice.source) <= set(ZTE.passages)
            assert choice.basis
            # The passages are told after it.
            cause = choice.because.rpartition("gains most on ")[2]
            assert "which ends at about" in cause
            assert cause.count(": ") == 1
        if " about as well" in choice.because:
            assert choice.rejected_because == "In the same futures it ends about as high that way."
            alike += 1
        else:
            more = choice.because.partition("this way, ")[2].partition(" more than ")[0]
            assert choice.rejected_because == f"In the same futures it ends {more} lower that way."
        told = choice.because + choice.rejected_because
        hand = [ZTE.arguments[card].title for card in state.hands[choice.move.role]]
        assert not [title for title in (*hand, *covert) if f"'{title}'" in told]
        assert len(told) < 2000
    assert causes > 3
    assert alike


def test_the_reply_it_tells_of_is_one_to_its_choice() -> None:
    """Where a case is played, somebody answers or asks for its ground; an offer is taken or declined; an answer is met;
    a ground is shown or not. What others play in the next round is no reply to anything."""
    replies = {
        "play": ("the answer '", "the question for its ground", "the offer is taken", "the offer is declined"),
        "answer": ("the answer '",),
        "press": ("the ground is shown", "the ground is not shown"),
    }
    told = 0
    for state, choice in chosen():
        reply = choice.because.partition("The likeliest reply, in ")[2].partition(". ")[0]
        if reply:
            told += 1
            assert any(words in reply for words in replies[choice.move.kind])
        assert "Meanwhile" not in choice.because or state.phase == "choose"
    assert told > 2


def test_what_others_want_is_told_by_what_they_do() -> None:
    """With nothing seen all motives are as likely; after a few rounds of scripted play the true one mostly leads, and
    the shares of each role sum to 1."""
    first = debate.start(ZTE, seed=3)
    even = beliefs(ZTE, debate.view(ZTE, first, "zte"), 1)
    assert all(len(set(motives.values())) == 1 for motives in even.values())
    right = roles = 0
    for seed in range(6):
        state = debate.start(ZTE, seed=seed)
        while state.round < 4 and not state.over:
            state = debate.play(ZTE, state, scripted(debate.view(ZTE, state, state.to_move), 0).move).state
        believed = beliefs(ZTE, debate.view(ZTE, state, "zte"), 1)
        for role, motives in believed.items():
            assert sum(motives.values()) == pytest.approx(1)
            roles += 1
            right += max(motives, key=lambda motive: motives[motive]) == state.motives[role]
    assert right >= 0.8 * roles


def test_it_beats_the_script() -> None:
    """A few duels in one seat of a small deck; `python -m tests.bench.planner` plays many, on any deck."""
    found = duels(PHONES, "head", "peace", Seating("planner", 40), Seating("scripted"), range(12))
    assert found.share > 0.6
    assert found.gain > 0


def test_more_games_make_it_better() -> None:
    """Ten times as many games played on, and the seat ends higher."""
    found = duels(PHONES, "head", "order", Seating("planner", 100), Seating("planner", 6), range(20))
    assert found.gain > 0
    assert found.share > 0.5


def test_from_fifty_to_five_hundred_it_chooses_better_on_a_deck_that_it_never_saw() -> None:
    """In a deck as `debate deck new` writes it: where 500 games played on lead to another move than 50 do, both are
    tried in the same worlds, other ones than it chose in. The interval of what is gained a choice lies above 0."""
    deck = examine_files("new", {"deck.yaml": first_deck(Path("new"), "new", {}).encode()}).deck
    assert deck is not None
    planner, gained = debate.OPPONENTS["planner"], list[float]()
    for state in positions(deck, 15):
        if state.phase != "choose" or len(debate.legal_moves(deck, state, state.to_move)) < 4:
            continue
        seen = debate.view(deck, state, state.to_move)
        more, less = (planner.choose(deck, seen, seed=state.round, budget=budget).move for budget in (500, 50))
        tried, worlds = Trials(deck, seen, 77), range(120 if more != less else 0)
        each = [tried.ended(more, world) - tried.ended(less, world) for world in worlds]
        gained.append(sum(each) / len(each) if each else 0.0)
    mean = mean_of(gained)
    assert mean.value - mean.luck > 0


def test_an_interval_holds_what_it_should() -> None:
    """Wilson's interval: half of a hundred is between 40 and 60 %; all of ten is not certainty."""
    low, high = wilson(50, 100)
    assert (round(low, 2), round(high, 2)) == (0.40, 0.60)
    assert wilson(10, 10)[0] == pytest.approx(0.722, abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
