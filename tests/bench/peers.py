"""Other libraries' games, played at random: what the rules' speed is measured against.

Each function makes a game once and returns a function that plays so many games and counts the moves.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

Batch = Callable[[int], int]


def uno() -> Batch:
    """RLCard's ``uno`` by its own loop, with its own random players."""
    rlcard: Any = import_module("rlcard")
    agents: Any = import_module("rlcard.agents")
    env = rlcard.make("uno")
    env.set_agents([agents.RandomAgent(num_actions=env.num_actions) for _ in range(env.num_players)])

    def batch(games: int) -> int:
        moves = 0
        for _ in range(games):
            trajectories, _ = env.run(is_training=False)
            # A trajectory is a state, a move, a state, a move ... a state.
            moves += sum(len(trajectory) // 2 for trajectory in trajectories)
        return moves

    return batch


def tic_tac_toe() -> Batch:
    """OpenSpiel's tic-tac-toe written in Python."""
    pyspiel: Any = import_module("pyspiel")
    import_module("open_spiel.python.games.tic_tac_toe")
    game = pyspiel.load_game("python_tic_tac_toe")
    choice = random.Random(1).choice

    def batch(games: int) -> int:
        moves = 0
        for _ in range(games):
            state = game.new_initial_state()
            while not state.is_terminal():
                state.apply_action(choice(state.legal_actions()))
                moves += 1
        return moves

    return batch


def hanabi() -> Batch:
    """PettingZoo's ``hanabi_v5`` by the loop of its documentation."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hanabi_v5: Any = import_module("pettingzoo.classic.hanabi_v5")
        env = hanabi_v5.env()

    def batch(games: int) -> int:
        moves = 0
        for seed in range(games):
            env.reset(seed=seed)
            for agent in env.agent_iter():
                observation, _, terminated, truncated, _ = env.last()
                over = terminated or truncated
                env.step(None if over else env.action_space(agent).sample(observation["action_mask"]))
                moves += not over
        return moves

    return batch


PEERS: dict[str, tuple[Callable[[], Batch], float]] = {
    "RLCard uno": (uno, 3),
    "OpenSpiel python_tic_tac_toe": (tic_tac_toe, 2),
    "PettingZoo hanabi_v5": (hanabi, 20),
}
"""Name -> (its maker, how many times as fast we want to be)."""
