"""The game as an OpenSpiel game written in Python. It rests on the public functions alone.

One chance node at the root draws the seed, which decides all chance that follows; then roles choose one after the
other. Parameter ``deck``: name or path, ``preset``: its id or nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import debate
from debate import State
from debate.rules.deck import Deck
from tests.interop.observed import loaded

pyspiel: Any = loaded("pyspiel")
SEEDS = 1000
MOST_ROLES = 12
_TYPE = pyspiel.GameType(
    short_name="python_debate",
    long_name="Debate",
    dynamics=pyspiel.GameType.Dynamics.SEQUENTIAL,
    chance_mode=pyspiel.GameType.ChanceMode.EXPLICIT_STOCHASTIC,
    information=pyspiel.GameType.Information.IMPERFECT_INFORMATION,
    utility=pyspiel.GameType.Utility.GENERAL_SUM,
    reward_model=pyspiel.GameType.RewardModel.TERMINAL,
    max_num_players=MOST_ROLES,
    min_num_players=1,
    provides_information_state_string=False,
    provides_information_state_tensor=False,
    provides_observation_string=True,
    provides_observation_tensor=False,
    parameter_specification={"deck": "phones", "preset": ""},
)


class Language:
    """What all states of a game share: the deck, its preset, and what each action means. A copy of it is itself."""

    def __init__(self, deck: Deck, preset: str | None) -> None:
        self.deck, self.preset = deck, preset
        self.moves = debate.all_moves(deck)
        self.place = {move: n for n, move in enumerate(self.moves)}

    def __deepcopy__(self, memo: object) -> Language:
        return self


@cache
def language(name: str, preset: str) -> Language:
    return Language(debate.load_deck(name), preset or None)


class DebateGame(pyspiel.Game):  # type: ignore[misc]
    """A player is the place of a role in turn order, an action that of a choice in ``debate.all_moves``."""

    def __init__(self, params: dict[str, Any] | None = None) -> None:
        given = params or {}
        self.language = language(given.get("deck", "phones"), given.get("preset", ""))
        deck = self.language.deck
        roles = len(deck.turn_order)
        info = pyspiel.GameInfo(
            num_distinct_actions=len(self.language.moves),
            max_chance_outcomes=SEEDS,
            num_players=roles,
            min_utility=0.0,
            max_utility=100.0,
            utility_sum=None,
            max_game_length=deck.rounds.count * roles * (4 + roles),
        )
        super().__init__(_TYPE, info, given)

    @property
    def deck(self) -> Deck:
        return self.language.deck

    def new_initial_state(self) -> DebateState:
        return DebateState(self)

    def in_the_middle(self, world: State) -> DebateState:
        """A state that stands in this position, whatever led there."""
        return DebateState(self, world)

    def make_py_observer(self, iig_obs_type: Any = None, params: Any = None) -> DebateObserver:
        return DebateObserver()


class DebateState(pyspiel.State):  # type: ignore[misc]
    """``now``: where the game stands; None before chance has drawn the seed."""

    def __init__(self, game: DebateGame, now: State | None = None) -> None:
        super().__init__(game)
        self.language = game.language
        self.now = now

    def current_player(self) -> int:
        if self.now is None:
            return int(pyspiel.PlayerId.CHANCE)
        if self.now.over:
            return int(pyspiel.PlayerId.TERMINAL)
        assert self.now.to_move is not None
        return self.language.deck.turn_order.index(self.now.to_move)

    def chance_outcomes(self) -> list[tuple[int, float]]:
        return [(seed, 1 / SEEDS) for seed in range(SEEDS)]

    def _legal_actions(self, player: int) -> list[int]:
        assert self.now is not None
        place = self.language.place
        return sorted(place[move] for move in debate.legal_moves(self.language.deck, self.now))

    def _apply_action(self, action: int) -> None:
        game = self.language
        if self.now is None:
            self.now = debate.start(game.deck, seed=action, preset=game.preset)
        else:
            self.now = debate.play(game.deck, self.now, game.moves[action]).state

    def _action_to_string(self, player: int, action: int) -> str:
        return f"seed {action}" if player == pyspiel.PlayerId.CHANCE else str(self.language.moves[action])

    def is_terminal(self) -> bool:
        return self.now is not None and self.now.over

    def returns(self) -> list[float]:
        game = self.language
        if self.now is None or not self.now.over:
            return [0.0] * len(game.deck.turn_order)
        scores = debate.outcome(game.deck, self.now).scores
        return [float(scores[role]) for role in game.deck.turn_order]

    def __str__(self) -> str:
        return "before the seed is drawn" if self.now is None else f"{self.now!r} {self.now.digest()}"


class DebateObserver:
    """What a player may know, as text. There is no tensor."""

    tensor = None
    dict: dict[str, Any] = {}  # noqa: RUF012

    def set_from(self, state: DebateState, player: int) -> None:
        """There is no tensor to fill."""

    def string_from(self, state: DebateState, player: int) -> str:
        if state.now is None:
            return "before the seed is drawn"
        view = debate.view(state.language.deck, state.now, state.language.deck.turn_order[player])
        parts = (view.round, view.phase, view.awaiting, view.meters, view.flags, view.capital, view.hand, view.chosen)
        return "; ".join(map(str, parts))


pyspiel.register_game(_TYPE, DebateGame)
