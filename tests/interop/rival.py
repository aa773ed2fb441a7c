"""OpenSpiel's own tree search in a seat, at as many games played on as the planner: a rival that nobody here wrote.

    python -m tests.interop.rival [DECK] [--preset ID] [--games 20] [--budget 200] [--worlds 8]
    python -m tests.interop.rival [DECK] [--preset ID] --speed

``--games``: duels for each role. ``--budget``: games that each of both plays on for one choice.

It too plays on what its seat may know: it searches in worlds that the view allows, the budget shared among them, and
takes what was found best most often. ``--speed``: how many iterations a second of that search our game bears, and how
many games of OpenSpiel's own, each with how many choices a random game of it takes; one of them from where it has as
many choices left as ours.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from statistics import median
from time import process_time
from typing import Any

import numpy as np

import debate
from debate import Move, View
from debate.opponents.choice import chance_key
from debate.rules.chance import roll64
from debate.workshop.duels import NORMAL, wilson
from tests.interop.observed import loaded
from tests.interop.openspiel_game import DebateGame

WORLDS = 8
EXPLORE = 20.0
"""How much the search explores, in points of 100."""


def searched(game: DebateGame, view: View, seed: int, budget: int, worlds: int = WORLDS) -> Move:
    """The choice of OpenSpiel's search with random games at its leaves."""
    mcts: Any = loaded("open_spiel.python.algorithms.mcts")
    if len(view.legal) == 1:
        return view.legal[0]
    votes: Counter[int] = Counter()
    for number in range(worlds):
        key = roll64(seed, "rival", view.role, view.round, view.phase, number) % 2**32
        order = np.random.RandomState(key)
        evaluator = mcts.RandomRolloutEvaluator(1, order)
        bot = mcts.MCTSBot(game, EXPLORE, max(2, budget // worlds), evaluator, random_state=order, solve=False)
        votes[bot.step(game.in_the_middle(debate.sample(game.deck, view, seed=key)))] += 1
    best = max(votes.values())
    return game.language.moves[min(action for action, count in votes.items() if count == best)]


def points(game: DebateGame, role: str, who: str, seed: int, budget: int, worlds: int) -> int:
    """The seat's own score, with the others scripted."""
    deck, state = game.deck, debate.start(game.deck, seed=seed, preset=game.language.preset)
    while state.to_move is not None:
        view, key = debate.view(deck, state, state.to_move), chance_key(seed, state.to_move)
        if state.to_move != role:
            move = debate.OPPONENTS["scripted"].choose(deck, view, seed=key).move
        elif who == "planner":
            move = debate.OPPONENTS["planner"].choose(deck, view, seed=key, budget=budget).move
        else:
            move = searched(game, view, key, budget, worlds)
        state = debate.play(deck, state, move).state
    return debate.outcome(deck, state).scores[role]


PYTHON_GAMES = ("tic_tac_toe", "block_dominoes", "team_dominoes", "ant_foraging")
"""Games that come with OpenSpiel and are written in Python, as ours is."""
AS_LONG = "ant_foraging, as long"
"""The longest of them, which always takes as many choices, from where it has as many left as ours."""
SPEED_ITERATIONS = 200
OURS = "our wrapper"
SPEED_ROUNDS = 9


def length(state: Any, games: int = 20) -> float:
    """How many choices a random game takes from this state, on average."""
    order = np.random.RandomState(1)
    lengths = []
    for _ in range(games):
        here, made = state.clone(), 0
        while not here.is_terminal():
            if here.is_chance_node():
                here.apply_action(order.choice([action for action, _ in here.chance_outcomes()]))
            else:
                here.apply_action(order.choice(here.legal_actions()))
                made += 1
        lengths.append(made)
    return float(np.mean(lengths))


def speed(game: Any, state: Any, seed: int, iterations: int = SPEED_ITERATIONS) -> float:
    """Iterations of OpenSpiel's search in a CPU second from this state."""
    mcts: Any = loaded("open_spiel.python.algorithms.mcts")
    order = np.random.RandomState(seed)
    evaluator = mcts.RandomRolloutEvaluator(1, order)
    bot = mcts.MCTSBot(game, EXPLORE, iterations, evaluator, random_state=order, solve=False)
    begun = process_time()
    bot.step(state)
    return iterations / (process_time() - begun)


def as_long(choices: int) -> tuple[Any, Any]:
    """That game and a state of it with so many choices left; the ants stay where they are until then."""
    game: Any = loaded("open_spiel.python.games.ant_foraging").AntForagingGame()
    state = game.new_initial_state()
    for _ in range(game.max_game_length() - choices):
        state.apply_action(0)
    return game, state


def tell_speed(game: DebateGame, rounds: int = SPEED_ROUNDS) -> None:
    """All take turns, round by round, so that what else the machine does strikes all alike; medians over the rounds."""
    spiel: Any = loaded("pyspiel")
    ours = game.in_the_middle(debate.start(game.deck, seed=1, preset=game.language.preset))
    searched = {OURS: (game, ours), AS_LONG: as_long(round(length(ours)))}
    for name in PYTHON_GAMES:
        loaded(f"open_spiel.python.games.{name}")
        own = spiel.load_game(f"python_{name}")
        state = own.new_initial_state()
        while state.is_chance_node():
            state.apply_action(state.chance_outcomes()[0][0])
        searched[name] = own, state
    rates: dict[str, list[float]] = {name: [] for name in searched}
    for number in range(rounds):
        for name, (each, state) in searched.items():
            rates[name].append(speed(each, state, number))
    for name, (_, state) in searched.items():
        choices = length(state)
        ratio = median(one / other for one, other in zip(rates[OURS], rates[name], strict=True))
        print(
            f"{f'{OURS}, {game.deck.id}' if name == OURS else name:24} {median(rates[name]):6.0f} iterations a second, "
            f"{choices:5.1f} choices a game, {choices * median(rates[name]):7.0f} choices a second; "
            f"ours makes {ratio:.2f} times its iterations"
        )


def duelled(gains: Sequence[int]) -> str:
    """The share of duels won, ties half, and the points gained, each with its 95 % interval."""
    wins = sum(1.0 if gain > 0 else 0.5 if gain == 0 else 0.0 for gain in gains)
    low, high = wilson(wins, len(gains))
    half = NORMAL * float(np.std(gains, ddof=1)) / len(gains) ** 0.5 if len(gains) > 1 else 0.0
    share = f"{wins / len(gains):.0%} ({low:.0%} to {high:.0%}) of {len(gains)}"
    return f"{share}, {sum(gains) / len(gains):+.1f} points (+-{half:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", nargs="?", default="phones")
    parser.add_argument("--preset", default="")
    parser.add_argument("--games", type=int, default=20)
    parser.add_argument("--budget", type=int, default=200)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    game = DebateGame({"deck": given.deck, "preset": given.preset})
    if given.speed:
        tell_speed(game)
        return
    whole: list[int] = []
    told = f"planner against OpenSpiel's MCTS, {given.budget} games played on a choice"
    for role in game.deck.turn_order:
        gains = [
            points(game, role, "planner", seed, given.budget, given.worlds)
            - points(game, role, "rival", seed, given.budget, given.worlds)
            for seed in range(20_000, 20_000 + given.games)
        ]
        whole += gains
        print(f"{role:14} {told}: {duelled(gains)}", flush=True)
    print(f"{'all roles':14} {told}: {duelled(whole)}")


if __name__ == "__main__":
    main()
