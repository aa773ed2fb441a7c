"""What is in a seat's own hands: how much of its score its choices decide, and whether a simple habit does as well.

Among scripts, motive by motive. A list of moves is picked on one set of games and measured on another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from math import sqrt
from statistics import fmean, stdev

from attrs import evolve

from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.workshop.duels import Duels, Seating, duels, wilson
from debate.workshop.figures import Figure, Mean, mean_of, unsure, within
from debate.workshop.games import Game, Setup, play_game, seats

DECIDES = 35
"""Per cent of the variance of its score that a seat's own choices should decide at least."""
AWAKE = 50
"""Per cent of its choices on which a script should play a move at least: where it holds there is nothing to argue."""
LISTS = 150
BETTER = 1
"""Points by which the best list of three moves may do better than the script."""
ROUNDS_OF_PICKING = ((LISTS, 3), (40, 6), (10, 16))
"""So many lists are tried in so many games; the best of them go on."""
PICKED_FROM, FRESH = 20_000, 30_000
"""First seeds: of the games that lists are picked on, and of those that what was picked is measured on."""
CHANCE, NOVICE = 75, 60
"""Per cent of duels with random play that a script, and a novice, should win at least."""


def _score(deck: Deck, setup: Setup, role: str, who: str) -> int:
    return play_game(deck, evolve(setup, seats={**setup.seats, role: who})).outcome.scores[role]


def _setups(deck: Deck, role: str, motive: str, seeds: range) -> Iterator[Setup]:
    everybody = dict.fromkeys(deck.turn_order, "scripted")
    for seed in seeds:
        yield Setup(everybody, seed, {role: motive} if motive else {})


def share_decided(pairs: Sequence[tuple[float, float]]) -> Mean:
    """The total Sobol index of a seat's own choices, in per cent of the variance of its score: all of it at most,
    though few games may by luck come to more.

    ``pairs``: its scores in the same game with two ways to choose that have nothing to do with each other.
    """
    middle = fmean(score for pair in pairs for score in pair)
    own = [(a - b) ** 2 / 2 for a, b in pairs]
    whole = [((a - middle) ** 2 + (b - middle) ** 2) / 2 for a, b in pairs]
    if not any(whole):
        return Mean(0.0, 0.0)
    share, mean = fmean(own) / fmean(whole), fmean(whole)
    off = [(a - share * b) / mean for a, b in zip(own, whole, strict=True)]
    return Mean(min(100 * share, 100.0), 196 * stdev(off) / sqrt(len(off)) if len(off) > 1 else 0.0)


def agency(deck: Deck, games: int) -> Iterator[Figure]:
    """For each motive the share of its score that its own choices decide, luck redrawn. ``games``: pairs a motive."""
    cure = "more that it can do about what it wants: moves, links from them, lower costs; and less that comes anyway."
    for role, motive in seats(deck):
        ways = ("random:1", "random:2")
        found = (_setups(deck, role, motive, range(FRESH, FRESH + games)) for _ in ways)
        a, b = ([_score(deck, setup, role, way) for setup in base] for way, base in zip(ways, found, strict=True))
        share = share_decided(list(zip(a, b, strict=True)))
        holds = share.value - share.luck >= DECIDES
        mended = unsure(share.value, share.value + share.luck, DECIDES, cure)
        name = f"{role} as {motive}: own choices decide of its score".replace(" as :", ":")
        yield Figure(name, f"{share} %", f"{DECIDES} % or more", holds, mended)


def awake(games: Iterable[Game], deck: Deck) -> Iterator[Figure]:
    """For each motive on how many of its choices the script plays a move: where none of its rules holds, it holds."""
    made = Counter((move.role, game.state.motives[move.role], move.kind) for game in games for move in game.moves)
    cure = "rules under 'opponents' that hold in the other rounds: 'debate play PATH --watch --plain' shows which."
    for role, motive in seats(deck):
        plays, holds = made[role, motive, "play"], made[role, motive, "hold"]
        share = 100 * plays / max(plays + holds, 1)
        name = f"{role} as {motive}: choices on which its script plays a move".replace(" as :", ":")
        yield within(name, share, AWAKE, 100, " %", too_low=cure)


def scripts_and_novices(deck: Deck, games: int, novice: int) -> Iterator[Figure]:
    """Duels with random play, among scripts: the script with each motive, the novice over all. ``games``, ``novice``:
    of either so many a motive."""
    cure = "rules that serve what it wants, the best first: 'debate play PATH --watch' shows what they do."
    novices: list[Duels] = []
    for role, motive in seats(deck):
        seeds, chance = range(FRESH, FRESH + games), Seating("random")
        found = duels(deck, role, motive, Seating("scripted"), chance, seeds)
        novices.append(duels(deck, role, motive, Seating("novice"), chance, seeds[:novice]))
        yield _won(f"{role} as {motive}: script beats random".replace(" as :", ":"), found.wins, games, CHANCE, cure)
    wins, whole = sum(each.wins for each in novices), sum(each.games for each in novices)
    cure = "moves, and links that follow them, that serve what a motive wants: a novice sees no further."
    yield _won("novice beats random, all seats", wins, whole, NOVICE, cure)


def _won(name: str, wins: float, games: int, wanted: int, cure: str) -> Figure:
    low, high = wilson(wins, games)
    cure = unsure(100 * wins / games, 100 * high, wanted, cure)
    told = f"{100 * wins / games:.0f} % ({100 * low:.0f} to {100 * high:.0f})"
    return Figure(name, told, f"at least {wanted} %, the lower end too", 100 * low >= wanted, cure)


def lists(deck: Deck, games: int) -> Iterator[Figure]:
    """For each motive the best of many lists of three moves, the first that can be played each time, and its script."""
    cure = "better rules for the script, with this list in mind; or make what is on it dearer, or let it rest longer."
    for role, motive in seats(deck):
        best = best_list(deck, role, motive)
        base = list(_setups(deck, role, motive, range(FRESH, FRESH + games)))
        by_list = [_score(deck, setup, role, f"only:{','.join(best)}") for setup in base]
        gains = [float(a - _score(deck, setup, role, "scripted")) for a, setup in zip(by_list, base, strict=True)]
        gain = mean_of(gains)
        name = f"{role} as {motive}: the best list does better than its script by".replace(" as :", ":")
        told = f"{gain} ({', '.join(best)})"
        yield Figure(name, told, f"at most {BETTER} point, the upper end too", gain.value + gain.luck <= BETTER, cure)


def best_list(deck: Deck, role: str, motive: str) -> tuple[str, ...]:
    """The list of up to three own moves that does best; the better ones are tried in more games."""
    own = [move.id for move in deck.moves.values() if move.role == role and move.active and not move.forbidden]
    every = list(permutations(own, min(3, len(own))))
    every.sort(key=lambda moves: roll64(PICKED_FROM, "list", *moves))
    left, scores = every[:LISTS], {moves: list[int]() for moves in every[:LISTS]}
    first = PICKED_FROM
    for most, games in ROUNDS_OF_PICKING:
        left = sorted(left, key=lambda moves: -_mean(scores, moves))[:most]
        for setup in _setups(deck, role, motive, range(first, first + games)):
            for moves in left:
                scores[moves].append(_score(deck, setup, role, f"only:{','.join(moves)}"))
        first += games
    return max(left, key=lambda moves: _mean(scores, moves))


def _mean(scores: Mapping[tuple[str, ...], Sequence[int]], moves: tuple[str, ...]) -> float:
    return fmean(scores[moves]) if scores[moves] else 0.0
