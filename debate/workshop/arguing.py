"""What arguing is worth: a role that never backs, answers or extends, against the same role that does.

Both games of a pair have the same seed, motives, cards and rolls, and scripts in all other seats. What is lost is told
in points of the role's own score, with the interval in which the true mean lies in 95 of 100 cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from attrs import evolve

from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.workshop.figures import Figure, at_least, mean_of
from debate.workshop.games import Game, Setup, play_game, play_on, seats
from debate.workshop.options import sampled
from debate.workshop.players import WITHOUT, player

HABITS: Mapping[str, tuple[str, float, str]] = {
    "decree": (
        "never backs a move with a case",
        4,
        "a larger 'unbacked_extra' in 'rules', or cards that back more moves.",
    ),
    "silent": (
        "never answers or presses",
        3,
        "less capital at the start, or dearer moves, so that what answers earn is needed; or rules under 'opponents' "
        "that ask whose case was 'beaten'. A larger bonus hardly ever helps.",
    ),
    "yielding": ("never extends", 1.5, "a larger 'hand' in 'rules', or more cards that answer answers."),
}
"""Player -> (what it never does, how many points that should cost over all motives, the cure where it costs less)."""


SCARCE = "first moves that are too dear now and then: what can be paid for anyway is not argued for. Then: "
HARMED = (
    "rules of its own for this motive, under 'opponents': what its script plays harms what it wants, so that it does "
    "better when it can afford less."
)
NEVER = "rules for this motive, under 'opponents', that play more: among scripts the occasion for it never came."


def lost_by(deck: Deck, role: str, motive: str, games: int, seed: int = 1) -> Mapping[str, list[float]]:
    """Own points that the role loses with this motive by each habit of :data:`HABITS`, game by game."""
    everybody = dict.fromkeys(deck.turn_order, "scripted")
    found: dict[str, list[float]] = {habit: [] for habit in HABITS}
    for number in range(seed, seed + games):
        setup = Setup(everybody, number, {role: motive})
        usual = play_game(deck, setup)
        for habit, losses in found.items():
            # Who never did it in this game plays the same one without it.
            if not any(move.role == role and gives_up(habit, move) for move in usual.moves):
                losses.append(0.0)
                continue
            without = play_game(deck, evolve(setup, seats={**everybody, role: habit}))
            losses.append(float(usual.outcome.scores[role] - without.outcome.scores[role]))
    return found


def gives_up(habit: str, move: Move) -> bool:
    """Whether this is a choice that somebody with the habit does not make."""
    return move.kind in WITHOUT[habit] or ("case" in WITHOUT[habit] and move.kind == "play" and bool(move.card))


def arguing_pays(deck: Deck, games: int, seed: int = 1, scarce: bool = True) -> Iterator[Figure]:
    """What each habit costs, over all motives and for each; none should cost under half of what it costs at least.

    ``games``: pairs a motive. The lower end of the interval is held against what is wanted. ``scarce``: whether some
    moves are too dear now and then; where none is, that is the first thing to mend.
    """
    each = {(role, motive): lost_by(deck, role, motive, games, seed) for role, motive in seats(deck)}
    for habit, (never, wanted, cure) in HABITS.items():
        over_all = mean_of([lost for losses in each.values() for lost in losses[habit]])
        cure = cure if scarce else SCARCE + cure
        yield at_least(f"a role that {never} loses", over_all, wanted, cure, " points")
        for (role, motive), losses in each.items():
            mean = mean_of(losses[habit])
            named = f"  {role} as {motive} that {never}".replace(" as  ", " ")
            yield at_least(named, mean, wanted / 2, mended(losses[habit], cure))


def mended(losses: Sequence[float], cure: str) -> str:
    """What helps where a motive loses too little by a habit; ``cure``, if nothing speaks for something else."""
    if not any(losses):
        return NEVER
    mean = mean_of(losses)
    return HARMED if mean.value + mean.luck < 0 else cure


def one_answer(games: Sequence[Game], each: int = 3, scarce: bool = True) -> Figure:
    """What one answer that holds is worth to its role: answered or let stand, all else equal, then scripts play on.

    ``scarce`` as in :func:`arguing_pays`."""
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
    cure = "dearer moves, so that what an answer earns is needed, or cards that move what people feel."
    cure = cure if scarce else SCARCE + cure
    return at_least(f"one answer that holds is worth ({len(gains)} tried)", mean_of(gains or [0.0]), 1, cure, " points")


def prompts(games: Sequence[Game]) -> Figure:
    """How many of all prompts leave one option: a lone player is not asked these; in a class they stay, so as not to
    tell who holds what. Wants games with their positions."""
    asked = [len(legal_moves(position)) == 1 for game in games for position in game.positions]
    return Figure("prompts with one option, which a lone player is not shown", f"{100 * fmean(asked):.1f} %")
