"""What arguing is worth: a role that never backs, answers or extends, against the same role that does.

Both games of a pair have the same seed, motives, cards and rolls, and scripts in all other seats. What is lost is told
in points of the role's own score, with the interval in which the true mean lies in 95 of 100 cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev

from attrs import evolve, frozen

from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.workshop.figures import Figure
from debate.workshop.games import Game, Setup, play_game, play_on
from debate.workshop.options import sampled
from debate.workshop.players import player

HABITS: Mapping[str, tuple[str, float, str]] = {
    "decree": (
        "never backs a move with a case",
        4,
        "a larger 'unbacked_extra' in 'rules', or cards that back more moves.",
    ),
    "silent": ("never answers or presses", 3, "a larger 'answer_bonus' in 'rules', or more cards that answer."),
    "yielding": ("never extends", 1.5, "a larger 'extended_bonus' in 'rules', or more cards that answer answers."),
}
"""Player -> (what it never does, how many points that should cost over all motives, the cure where it costs less)."""


@frozen
class Mean:
    """The mean of some differences, and by how much it is off through luck in 19 of 20 cases."""

    value: float
    luck: float

    def __str__(self) -> str:
        return f"{self.value:.1f} ±{self.luck:.1f}"


def mean_of(values: Sequence[float]) -> Mean:
    return Mean(fmean(values), 1.96 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0)


def lost_by(
    deck: Deck, habit: str, role: str, motive: str, games: int, preset: str | None = None, seed: int = 1
) -> list[float]:
    """Own points that the role loses with this motive by a habit of :data:`HABITS`, game by game."""
    everybody = dict.fromkeys(deck.turn_order, "scripted")
    found = []
    for number in range(seed, seed + games):
        setup = Setup(everybody, number, {role: motive}, preset)
        with_it = play_game(deck, setup).outcome.scores[role]
        without = play_game(deck, evolve(setup, seats={**everybody, role: habit})).outcome.scores[role]
        found.append(float(with_it - without))
    return found


def arguing_pays(deck: Deck, games: int, preset: str | None = None, seed: int = 1) -> Iterator[Figure]:
    """What each habit costs, over all motives and for each; none should cost under half of what it costs at least.

    ``games``: pairs a motive. The lower end of the interval is held against what is wanted.
    """
    for habit, (never, wanted, cure) in HABITS.items():
        each = {
            (role, motive): lost_by(deck, habit, role, motive, games, preset, seed)
            for role in deck.turn_order
            for motive in deck.roles[role].motives
        }
        over_all = mean_of([lost for values in each.values() for lost in values])
        holds = over_all.value - over_all.luck >= wanted
        yield Figure(f"a role that {never} loses", f"{over_all} points", f"{wanted:g} or more", holds, cure)
        for (role, motive), values in each.items():
            mean = mean_of(values)
            holds = mean.value - mean.luck >= wanted / 2
            yield Figure(f"  {role} as {motive}", str(mean), f"{wanted / 2:g} or more", holds, cure)


def one_answer(games: Sequence[Game], each: int = 3) -> Figure:
    """What one answer that holds is worth to its role: answered or let stand, all else equal, then scripts play on."""
    gains = []
    for setup, position in sampled(games, "answer", each):
        answer = next((move for move in legal_moves(position) if move.kind == "answer"), None)
        if answer is None:
            continue
        players = {role: player("scripted") for role in position.tables.roles}
        answered = play_on(setup, position, players, [answer], keep=True)
        met = any(
            move.kind == "extend" and move.to == answer.role and then.round == position.round
            for then, move in zip(answered.positions, answered.moves, strict=True)
        )
        if not met:
            passing = next(move for move in legal_moves(position) if move.kind == "let-stand")
            passed = play_on(setup, position, players, [passing])
            gains.append(float(answered.outcome.scores[answer.role] - passed.outcome.scores[answer.role]))
    mean = mean_of(gains or [0.0])
    cure = "a larger 'answer_bonus' or 'beaten_extra' in 'rules', or cards that move what people feel."
    return Figure(
        f"one answer that holds is worth ({len(gains)} tried)", f"{mean} points", "1 or more", mean.value >= 1, cure
    )


def prompts(games: Sequence[Game]) -> Figure:
    """How many of all prompts leave one option: a lone player is not asked these; in a class they stay, so as not to
    tell who holds what. Wants games with their positions."""
    asked = [len(legal_moves(position)) == 1 for game in games for position in game.positions]
    return Figure("prompts with one option, which a lone player is not shown", f"{100 * fmean(asked):.1f} %")
