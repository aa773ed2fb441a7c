"""The game as a PettingZoo environment in which agents act one after the other (AEC). It rests on the public functions
alone."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import numpy as np
from gymnasium import spaces
from pettingzoo import AECEnv

import debate
from debate.rules.deck import Deck
from tests.interop.observed import numbers, size


class DebateEnv(AECEnv):  # type: ignore[misc]
    """Agents are the roles; an action is the place of a choice in ``debate.all_moves``; the reward comes at the end and
    is the role's own score, 0 to 1. Who has something to choose is told by the mask."""

    metadata = {"name": "debate_v1", "render_modes": [], "is_parallelizable": False}  # noqa: RUF012

    def __init__(self, deck: Deck, preset: str | None = None) -> None:
        super().__init__()
        self.deck, self.preset = deck, preset
        self.moves = debate.all_moves(deck)
        self.place = {move: n for n, move in enumerate(self.moves)}
        self.possible_agents = list(deck.turn_order)
        self.render_mode = None
        self._seeds = Random(0)

    @cache  # noqa: B019
    def observation_space(self, agent: str) -> spaces.Dict:
        low, high = -1.0, 1.0
        return spaces.Dict(
            {
                "observation": spaces.Box(low, high, (size(self.deck),), np.float32),
                "action_mask": spaces.Box(0, 1, (len(self.moves),), np.int8),
            }
        )

    @cache  # noqa: B019
    def action_space(self, agent: str) -> spaces.Discrete:
        return spaces.Discrete(len(self.moves))

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        if seed is not None:
            self._seeds = Random(seed)
        self.state_ = debate.start(self.deck, seed=self._seeds.randrange(2**40), preset=self.preset)
        self.agents = self.possible_agents[:]
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[str, dict[str, Any]] = {agent: {} for agent in self.agents}
        self.agent_selection = self.state_.to_move

    def observe(self, agent: str) -> dict[str, Any]:
        view = debate.view(self.deck, self.state_, agent)
        mask: Any = np.zeros(len(self.moves), np.int8)
        mask[[self.place[move] for move in view.legal]] = 1
        return {"observation": np.array(numbers(self.deck, view), np.float32), "action_mask": mask}

    def step(self, action: int | None) -> None:
        agent = self.agent_selection
        assert agent is not None
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        assert action is not None
        self._cumulative_rewards[agent] = 0.0
        self._clear_rewards()
        self.state_ = debate.play(self.deck, self.state_, self.moves[action]).state
        if self.state_.over:
            scores = debate.outcome(self.deck, self.state_).scores
            self.rewards = {role: scores[role] / 100 for role in self.agents}
            self.terminations = dict.fromkeys(self.agents, True)
        else:
            self.agent_selection = self.state_.to_move
        self._accumulate_rewards()
        self._deads_step_first()
