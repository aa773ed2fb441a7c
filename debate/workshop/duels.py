"""Two opponents in one seat: the same game twice, with everybody else the same; who brings the seat further.

A duel is won by the higher own score of the seat, and ties count half. Both games have the same seed, motives and other
players, so that what differs is the seat's own choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from attrs import frozen

from debate.opponents import OPPONENTS, Opponent
from debate.opponents.choice import chance_key
from debate.opponents.imagined import mixed
from debate.rules.deck import Deck
from debate.rules.outcome import outcome
from debate.rules.play import play, start
from debate.rules.view import view
from debate.workshop.players import Player, player

NORMAL = 1.96
"""Standard deviations on either side that hold 95 of 100."""


@frozen
class Seating:
    """Who sits in a seat: an opponent by name, how many games it plays on in its head (None: its own number)."""

    name: str
    budget: int | None = None

    def player(self) -> Player:
        if self.name not in OPPONENTS:
            return player(self.name)
        opponent: Opponent = OPPONENTS[self.name]
        return lambda view, key: opponent.choose(view.position.tables.of[0], view, seed=key, budget=self.budget).move

    def __str__(self) -> str:
        return self.name if self.budget is None else f"{self.name} of {self.budget}"


@frozen
class Duels:
    """The duels of one motive. ``wins``: of the first, ties half; ``gain``: by how many points of 100 it is better on
    average, and ``spread``, the standard error of that; ``gains``: the same duel by duel."""

    role: str
    motive: str
    games: int
    wins: float
    gain: float
    spread: float
    gains: tuple[float, ...] = ()

    @property
    def share(self) -> float:
        return self.wins / self.games if self.games else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Of the share of duels won, with 95 % confidence (Wilson's score interval)."""
        return wilson(self.wins, self.games)


def wilson(wins: float, games: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % confidence."""
    if not games:
        return 0.0, 1.0
    share, z2 = wins / games, NORMAL**2
    middle = (share + z2 / (2 * games)) / (1 + z2 / games)
    half = NORMAL / (1 + z2 / games) * sqrt(share * (1 - share) / games + z2 / (4 * games**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def duels(
    deck: Deck,
    role: str,
    motive: str,
    one: Seating,
    other: Seating,
    seeds: Iterable[int],
    preset: str | None = None,
    others: Sequence[str] = ("scripted",),
) -> Duels:
    """One duel a seed for this seat and motive. ``others``: who may sit in the other seats, drawn by the seed."""
    differences = []
    for seed in seeds:
        points = [_points(deck, {role: who}, role, motive, seed, preset, others) for who in (one, other)]
        differences.append(points[0] - points[1])
    count = len(differences)
    mean = sum(differences) / count if count else 0.0
    variance = sum((each - mean) ** 2 for each in differences) / (count - 1) if count > 1 else 0.0
    wins = sum(1.0 if each > 0 else 0.5 if each == 0 else 0.0 for each in differences)
    spread = sqrt(variance / count) if count else 0.0
    return Duels(role, motive, count, wins, mean, spread, tuple(map(float, differences)))


def _points(
    deck: Deck,
    seated: Mapping[str, Seating],
    role: str,
    motive: str,
    seed: int,
    preset: str | None,
    others: Sequence[str],
) -> int:
    """The seat's own score at the end of the game with this seed."""
    players = {
        each: seated[each].player() if each in seated else player(others[mixed(seed, number) % len(others)])
        for number, each in enumerate(deck.turn_order)
    }
    state = start(deck, seed, preset, {role: motive} if motive else {})
    while state.to_move is not None:
        mover = state.to_move
        state = play(state, players[mover](view(state, mover), chance_key(seed, mover))).state
    return outcome(state).scores[role]
