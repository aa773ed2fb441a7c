"""What each option of a choice is worth: play it, let the scripts play on, and look at the score.

Everything else stays equal: the same seed, cards and rolls. A score is only as good as the scripts that play on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from attrs import frozen

from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.state import State
from debate.workshop.figures import Figure, luck_of_share, within
from debate.workshop.games import Game, Setup, play_on
from debate.workshop.players import player

CLOSE = 2
"""Score points within which options count as equally worth taking."""

HOLDING = "cheaper moves, or such that do more for what it wants"
NO_BONUS = "; or 'hold_bonus: 0' in 'rules'"
ONE_MOVE = "make it dearer, let it rest longer ('cooldown'), or let its effect fade with a step table."
ONE_OPTION = "weaken the moves that are best most often, or strengthen those that 'simulate' tells are dominated."


@frozen
class Weighed:
    """One choice of a move: each option's move id (``hold`` too) with the score it led to."""

    role: str
    motive: str
    round: int
    worth: tuple[tuple[str, int], ...]

    @property
    def best(self) -> tuple[str, ...]:
        """The options with the highest score."""
        top = max(score for _, score in self.worth)
        return tuple(option for option, score in self.worth if score == top)

    @property
    def worthwhile(self) -> int:
        """How many options come within :data:`CLOSE` points of the best."""
        top = max(score for _, score in self.worth)
        return sum(score >= top - CLOSE for _, score in self.worth)


def weigh(setup: Setup, position: State) -> Weighed:
    """Weigh every option of the role to move at a position where a move is chosen."""
    role = position.to_move
    assert role is not None
    players = {other: player("scripted") for other in position.tables.roles}
    first: dict[str, Move] = {}
    for move in legal_moves(position):
        first.setdefault(move.move or move.kind, move)
    worth = tuple(
        (option, play_on(setup, position, players, [move]).outcome.scores[role]) for option, move in first.items()
    )
    return Weighed(role, position.motives[role], position.round, worth)


def sampled(games: Sequence[Game], phase: str, each: int) -> Iterable[tuple[Setup, State]]:
    """Some positions of a phase from each game kept with its positions, drawn by the game's seed."""
    for game in games:
        found = [p for p in game.positions if p.phase == phase and len(legal_moves(p)) > 1]
        found.sort(key=lambda p: roll64(game.setup.seed, "sample", p.round, p.to_move or ""))
        yield from ((game.setup, position) for position in found[:each])


def choices_matter(deck: Deck, games: Sequence[Game], each: int = 4) -> list[Figure]:
    """Whether one move is the answer to everything, and whether choices are real ones."""
    weighed = [weigh(setup, position) for setup, position in sampled(games, "choose", each)]
    figures = []
    for role in deck.turn_order:
        own = [w for w in weighed if w.role == role]
        if not own:
            continue
        best: dict[str, float] = {}
        for choice in own:
            for option in choice.best:
                best[option] = best.get(option, 0) + 1 / len(choice.best)
        option, times = max(best.items(), key=lambda entry: entry[1])
        share = 100 * times / len(own)
        name = f"{role}: '{option}' is the best option, of {len(own)} choices, on"
        luck = luck_of_share(share, len(own))
        holding = HOLDING + NO_BONUS * bool(deck.rules.hold_bonus)
        cure = holding if option == "hold" else ONE_MOVE
        figures.append(within(name, share, 0, 45, " %", luck=luck, too_high=cure))
    alone = 100 * fmean(choice.worthwhile == 1 for choice in weighed)
    luck = luck_of_share(alone, len(weighed))
    name = "choices with only one option worth taking"
    figures.append(within(name, alone, 0, 100 / 3, " %", luck=luck, too_high=ONE_OPTION))
    return figures


def answers_matter(games: Sequence[Game], each: int = 3) -> list[Figure]:
    """What answering a case is worth to the one who answers and costs the one who spoke, in score points."""
    gains, costs = [], []
    for setup, position in sampled(games, "answer", each):
        answer = next((move for move in legal_moves(position) if move.kind == "answer"), None)
        if answer is None:
            continue
        players = {role: player("scripted") for role in position.tables.roles}
        passing = next(move for move in legal_moves(position) if move.kind == "let-stand")
        with_answer = play_on(setup, position, players, [answer]).outcome.scores
        without = play_on(setup, position, players, [passing]).outcome.scores
        gains.append(with_answer[answer.role] - without[answer.role])
        costs.append(without[answer.to] - with_answer[answer.to])
    if not gains:
        return []
    return [
        Figure("one answer gains its role", f"{fmean(gains):+.2f} points"),
        Figure("one answer costs the speaker", f"{fmean(costs):+.2f} points"),
    ]


def offers(games: Sequence[Game]) -> Iterator[Figure]:
    """How often taking an offer is right, and how often declining it, for each offer that was met in these games."""
    better: dict[str, list[float]] = {}
    for game in games:
        for position in game.positions:
            moves = legal_moves(position)
            if moves[0].kind != "accept":
                continue
            players = {role: player("scripted") for role in position.tables.roles}
            taken, declined = (
                play_on(game.setup, position, players, [move]).outcome.scores[moves[0].role] for move in moves
            )
            better.setdefault(moves[0].move, []).append(1 if taken > declined else 0.5 if taken == declined else 0)
    cure = "terms, or a time, at which it is sometimes right to take it and sometimes not."
    for offer, found in sorted(better.items()):
        share = 100 * fmean(found)
        name = f"taking offer {offer} is right, of {len(found)} that were met, on"
        luck = luck_of_share(share, len(found))
        yield within(name, share, 25, 75, " %", luck=luck, too_low=cure, too_high=cure)
