"""Games through the public functions, with trace, random and scripted, beside other libraries' random games.

    python -m tests.bench.playouts [--deck tests/bench/frozen] [--batches 11] [--seconds 0.3]

The deck is a small one that is kept as it is for this. All take turns, batch by batch, in one thread, so that what else
the machine does strikes all alike; each figure is the median over the batches, in moves per second of CPU time.
``pip install '.[bench]'`` brings the other libraries.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import debate
from debate.opponents import scripted
from debate.rules.deck import Deck
from tests.bench.peers import PEERS, Batch

OURS = "debate"
SCRIPTED = "debate, scripted"
FROZEN = Path(__file__).parent / "frozen"


def playouts(deck: Deck) -> Batch:
    """Our games: every choice by ``legal_moves`` and ``play``, whose steps come with their trace."""

    def batch(games: int) -> int:
        legal_moves, play, chance = debate.legal_moves, debate.play, Random(1).random
        moves = steps = 0
        for seed in range(games):
            state = debate.start(deck, seed)
            while state.phase != "over":
                legal = legal_moves(deck, state)
                step = play(deck, state, legal[int(chance() * len(legal))])
                state = step.state
                steps += len(step.trace)
                moves += 1
        assert steps, "games leave a trace"
        return moves

    return batch


def scripted_games(deck: Deck) -> Batch:
    """Our games: every choice by the script of its role, from its view."""

    def batch(games: int) -> int:
        moves = 0
        for seed in range(games):
            state = debate.start(deck, seed)
            while state.to_move is not None:
                state = debate.play(deck, state, scripted(debate.view(deck, state, state.to_move), seed).move).state
                moves += 1
        return moves

    return batch


def contenders(deck: Deck) -> dict[str, Batch]:
    """Ours and all peers that are there; of the others a line is printed."""
    found = {OURS: playouts(deck), SCRIPTED: scripted_games(deck)}
    for name, (make, _) in PEERS.items():
        try:
            found[name] = make()
            found[name](1)
        except Exception as error:
            # Whatever a library of others raises when it is missing, half there, or of another version.
            found.pop(name, None)
            print(f"{name}: left out ({type(error).__name__}: {error}); pip install '.[bench]' brings it")
    return found


def sized(batch: Batch, seconds: float) -> int:
    """How many games take about so long."""
    games, took = 1, 0.0
    while took < seconds / 4:
        games *= 2
        took = _rate(batch, games)[1]
    return max(1, round(games * seconds / took))


def _rate(batch: Batch, games: int) -> tuple[float, float]:
    """(moves per second, seconds)."""
    begun = process_time()
    moves = batch(games)
    took = process_time() - begun
    return moves / took, took


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.playouts", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--deck", default=FROZEN, help="a shipped deck or a path (default: the frozen one)")
    parser.add_argument("--batches", type=int, default=11, help="how many batches of each (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=0.3, help="about how long a batch is (default: %(default)s)")
    given = parser.parse_args()
    playing = contenders(debate.load_deck(given.deck))
    games = {name: sized(batch, given.seconds) for name, batch in playing.items()}
    rates: dict[str, list[float]] = {name: [] for name in playing}
    for _ in range(max(1, given.batches)):
        for name, batch in playing.items():
            rates[name].append(_rate(batch, games[name])[0])
    print(f"{'moves per CPU second':30} {'median':>8} {'best':>8}   {'we are':>7}  wanted")
    for name, each in rates.items():
        line = f"{name:30} {median(each):8.0f} {max(each):8.0f}"
        if name in PEERS:
            ratio = median(ours / theirs for ours, theirs in zip(rates[OURS], each, strict=True))
            line += f"   {ratio:6.2f}x  {PEERS[name][1]:5.0f}x"
        print(line)


if __name__ == "__main__":
    main()
