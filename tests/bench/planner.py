"""How strong the planner is, and what it costs, with any deck.

    python -m tests.bench.planner [DECK] [--preset ID] [--games 40] [--budget N] [--against scripted] [--role ROLE]

Strength: for each role and motive, duels in one seat (the same game with the planner in it and with the other one), the
share won with its 95 % interval, and the points gained. ``--against planner:50`` sets it against itself with another
budget. Cost: of one choice, over positions of scripted games, in random playouts of the deck in the same run.
"""

from __future__ import annotations

import argparse
from random import Random
from statistics import mean
from time import process_time

import debate
from debate.opponents.planner import BUDGET
from debate.rules.deck import Deck
from debate.workshop.duels import Duels, Seating, duels, wilson

PLAYOUTS = 60
CHOICES = 24


def playout_seconds(deck: Deck, preset: str | None) -> float:
    """CPU seconds of one game of random choices from the start."""
    order = Random(1)
    begun = process_time()
    for seed in range(PLAYOUTS):
        state = debate.start(deck, seed=seed, preset=preset)
        while not state.over:
            state = debate.play(deck, state, order.choice(debate.legal_moves(deck, state))).state
    return (process_time() - begun) / PLAYOUTS


def choice_seconds(deck: Deck, preset: str | None, budget: int) -> list[float]:
    """CPU seconds of choices of the planner with several options, spread over scripted games."""
    asked = []
    for seed in range(3):
        state = debate.start(deck, seed=seed, preset=preset)
        while not state.over:
            view = debate.view(deck, state, state.to_move)
            if len(view.legal) > 1:
                asked.append(view)
            state = debate.play(deck, state, debate.OPPONENTS["scripted"].choose(deck, view, seed=seed).move).state
    found = []
    for view in Random(2).sample(asked, min(CHOICES, len(asked))):
        begun = process_time()
        debate.OPPONENTS["planner"].choose(deck, view, seed=3, budget=budget)
        found.append(process_time() - begun)
    return found


def seating(text: str) -> Seating:
    name, _, budget = text.partition(":")
    return Seating(name, int(budget) if budget else None)


def line(found: Duels) -> str:
    low, high = found.interval
    return (
        f"{found.role:14} {found.motive or '-':18} {found.share:5.0%} ({low:.0%} to {high:.0%}) of {found.games}, "
        f"{found.gain:+.1f} points (+-{1.96 * found.spread:.1f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", nargs="?", default="zte")
    parser.add_argument("--preset")
    parser.add_argument("--games", type=int, default=40)
    parser.add_argument("--first", type=int, default=10_000, help="the first seed")
    parser.add_argument("--budget", type=int, default=BUDGET)
    parser.add_argument("--against", default="scripted")
    parser.add_argument("--role")
    parser.add_argument("--others", default="scripted", help="who sits in the other seats, with commas between several")
    given = parser.parse_args()
    deck = debate.load_deck(given.deck)
    playout = playout_seconds(deck, given.preset)
    choices = choice_seconds(deck, given.preset, given.budget)
    print(
        f"A random playout takes {1000 * playout:.2f} ms, a choice with {given.budget} {1000 * mean(choices):.0f} ms:"
    )
    print(f"{mean(choices) / playout:.0f} playouts on average, {max(choices) / playout:.0f} at most.", flush=True)
    one, other = Seating("planner", given.budget), seating(given.against)
    wins, games = 0.0, 0
    for role in [given.role] if given.role else deck.turn_order:
        for motive in deck.roles[role].motives or ("",):
            seeds = range(given.first, given.first + given.games)
            found = duels(deck, role, motive, one, other, seeds, given.preset, given.others.split(","))
            print(line(found), flush=True)
            wins, games = wins + found.wins, games + found.games
    if games:
        low, high = wilson(wins, games)
        print(f"{one} against {other}: {wins / games:.0%} ({low:.0%} to {high:.0%}) of {games} duels")


if __name__ == "__main__":
    main()
