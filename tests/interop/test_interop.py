"""The game held against what others check games with: PettingZoo's and OpenSpiel's own tests over the public API."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import debate
from tests.interop.observed import loaded, missing

DECKS = ("phones", "zte")
PETTINGZOO = pytest.mark.skipif(bool(missing("pettingzoo")), reason=missing("pettingzoo"))
OPENSPIEL = pytest.mark.skipif(bool(missing("pyspiel")), reason=missing("pyspiel"))


def environment(name: str) -> Any:
    module = loaded("tests.interop.pettingzoo_env")
    deck = debate.load_deck(name)
    return module.DebateEnv(deck, "class" if "class" in deck.presets else None)


@PETTINGZOO
@pytest.mark.parametrize("name", DECKS)
def test_pettingzoo_finds_the_environment_sound(name: str) -> None:
    """Agents, spaces, masks, rewards and ends are as PettingZoo wants them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded("pettingzoo.test").api_test(environment(name), num_cycles=150)


@PETTINGZOO
@pytest.mark.parametrize("name", DECKS)
def test_pettingzoo_finds_the_same_game_for_the_same_seed(name: str) -> None:
    """Two environments with one seed tell the same to the same actions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded("pettingzoo.test").seed_test(lambda: environment(name), num_cycles=60)


@PETTINGZOO
def test_the_rewards_are_the_scores() -> None:
    """What each agent is paid in all is its role's own score at the end."""
    env = environment("phones")
    env.reset(seed=4)
    paid = dict.fromkeys(env.agents, 0.0)
    for agent in env.agent_iter():
        observation, reward, terminated, _, _ = env.last()
        paid[agent] += reward
        env.step(None if terminated else int(observation["action_mask"].argmax()))
    scores = debate.outcome(env.deck, env.state_).scores
    assert paid == {role: score / 100 for role, score in scores.items()}


@OPENSPIEL
@pytest.mark.parametrize("name", DECKS)
def test_openspiel_finds_the_game_sound(name: str) -> None:
    """Random games, with every state written down and read back on the way."""
    pyspiel = loaded("pyspiel")
    loaded("tests.interop.openspiel_game")
    preset = "class" if "class" in debate.load_deck(name).presets else ""
    game = pyspiel.load_game("python_debate", {"deck": name, "preset": preset})
    pyspiel.random_sim_test(game, num_sims=2, serialize=True, verbose=False)


@OPENSPIEL
def test_openspiel_plays_our_game() -> None:
    """The same seed and choices lead to the same position there as here, and pay the scores."""
    module, pyspiel = loaded("tests.interop.openspiel_game"), loaded("pyspiel")
    game = module.DebateGame({"deck": "phones"})
    state = game.new_initial_state()
    state.apply_action(7)
    ours = debate.start(game.deck, seed=7)
    while not state.is_terminal():
        assert not state.is_chance_node()
        assert [state.legal_actions(), state.legal_actions(0)] == [
            pyspiel.State.legal_actions(state),
            pyspiel.State.legal_actions(state, 0),
        ]
        action = state.legal_actions()[-1]
        state.apply_action(action)
        ours = debate.play(game.deck, ours, game.language.moves[action]).state
        assert state.now.digest() == ours.digest()
    assert state.returns() == [debate.outcome(game.deck, ours).scores[role] for role in game.deck.turn_order]


@OPENSPIEL
def test_openspiels_search_can_take_a_seat() -> None:
    """Over sampled worlds it comes to a legal choice, the same for the same seed."""
    rival = loaded("tests.interop.rival")
    game = loaded("tests.interop.openspiel_game").DebateGame({"deck": "phones"})
    state = debate.start(game.deck, seed=2)
    for _ in range(6):
        view = debate.view(game.deck, state, state.to_move)
        move = rival.searched(game, view, 1, 16, 2)
        assert move in view.legal
        assert rival.searched(game, view, 1, 16, 2) == move
        state = debate.play(game.deck, state, move).state
