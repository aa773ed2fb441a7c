"""The game as an OpenSpiel game written in Python. It rests on the public functions alone.

One chance node at the root draws the seed, which decides all chance that follows; then roles choose one after the
other. Parameter ``deck``: name or path, ``preset``: its id or nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import debate
from debate import Move, State
from debate.rules.deck import Deck
from tests.interop.observed import loaded

pyspiel: Any = loaded("pyspiel")
CHANCE, TERMINAL = int(pyspiel.PlayerId.CHANCE), int(pyspiel.PlayerId.TERMINAL)
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


class _Places(dict[Move, int]):
    """Choice -> action. Choices that come up are kept as they came, and found again without being compared."""

    def __init__(self, moves: tuple[Move, ...]) -> None:
        super().__init__()
        self._every = {move: n for n, move in enumerate(moves)}

    def __missing__(self, move: Move) -> int:
        self[move] = self._every[move]
        return self[move]


class Language:
    """What all states of a game share: the deck, its preset, and what each action means. A copy of it is itself."""

    def __init__(self, deck: Deck, preset: str | None) -> None:
        self.deck, self.preset = deck, preset
        self.moves = debate.all_moves(deck)
        self.place = _Places(self.moves)
        self.player = {role: n for n, role in enumerate(deck.turn_order)}

    def __deepcopy__(self, memo: object) -> Language:
        return self


class Here:
    """A position with who is to choose there and what each of its actions means. It never changes, so that a copy is
    itself. ``now``: None before chance has drawn the seed."""

    __slots__ = ("_listed", "language", "now", "player")

    def __init__(self, language: Language, now: State | None) -> None:
        self.language, self.now = language, now
        self._listed: dict[int, Move] | None = None
        if now is None:
            self.player = CHANCE
        else:
            self.player = TERMINAL if now.to_move is None else language.player[now.to_move]

    @property
    def listed(self) -> dict[int, Move]:
        """Action -> the choice that it is, of those that are legal here."""
        if self._listed is None:
            assert self.now is not None
            place = self.language.place
            self._listed = {place[move]: move for move in debate.legal_moves(self.language.deck, self.now)}
        return self._listed

    def after(self, action: int) -> Here:
        language = self.language
        if self.now is None:
            return Here(language, debate.start(language.deck, seed=action, preset=language.preset))
        move = self.listed.get(action) or language.moves[action]
        return Here(language, debate.play(language.deck, self.now, move).state)

    def __deepcopy__(self, memo: object) -> Here:
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
        self.here = Here(game.language, now)

    @property
    def language(self) -> Language:
        return self.here.language

    @property
    def now(self) -> State | None:
        return self.here.now

    def current_player(self) -> int:
        return self.here.player

    def chance_outcomes(self) -> list[tuple[int, float]]:
        return [(seed, 1 / SEEDS) for seed in range(SEEDS)]

    def is_chance_node(self) -> bool:
        return self.here.player == CHANCE

    def legal_actions(self, *player: int) -> list[int]:
        """What the method that this one hides says; where a role is to choose without the way through C++ and back."""
        here = self.here
        if here.player < 0 or (player and player[0] != here.player):
            return list(super().legal_actions(*player))
        return sorted(here.listed)

    def _legal_actions(self, player: int) -> list[int]:
        return sorted(self.here.listed)

    def _apply_action(self, action: int) -> None:
        self.here = self.here.after(action)

    def _action_to_string(self, player: int, action: int) -> str:
        return f"seed {action}" if player == pyspiel.PlayerId.CHANCE else str(self.language.moves[action])

    def is_terminal(self) -> bool:
        return self.here.player == TERMINAL

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
