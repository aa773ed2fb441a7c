"""One's costliest decisions, to be made once more: judged by what could be known then, not by what came.

Each own move (or hold, or answer to an offer) is held against what else could have been chosen there, in worlds that
the role's view of that moment allows: hands, motives and luck redrawn, the game played on as the strong opponent does.
First every option is tried in a few worlds; then the one made and the best few of the others in many fresh ones, so
that whatever only looked good by chance is not taken for better.

A decision is costly where the best option beats the one made by at least :data:`LEAST_LOSS` points of the score, and by
more than two standard errors of that difference. Every option within :data:`AS_GOOD` points of the best is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from attrs import field, frozen

from debate.opponents.reasons import value
from debate.opponents.trials import Trials, Worth
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import score
from debate.rules.record import Record, played
from debate.rules.state import State
from debate.rules.view import View, view

LEAST_LOSS = 3.0
AS_GOOD = 2.0
MOST = 3
"""How many decisions are given back."""
BUDGET = 2000
_SCREENED = 6
"""In how many worlds each option is tried first."""
_RIVALS = 3
"""How many options are held against the one made in fresh worlds."""
_LEAST_WORLDS = 12
"""In how many fresh worlds, at least, a decision is judged."""


@frozen
class Retry:
    """A decision that cost much. ``round``: in which it was made. ``made``, ``better``: the choice, and the best one.
    ``accepted``: the options that count as a good answer, the best first. ``loss``: points of the score that the choice
    cost on average; ``error``: its standard error. ``kind``: ``costly``. ``view``: what the role could know then."""

    round: int
    made: Move
    better: Move
    accepted: tuple[Move, ...]
    loss: float
    error: float
    kind: str = "costly"
    view: View = field(kw_only=True, repr=False)


def retries(
    deck: Deck,
    record: Record,
    role: str,
    *,
    budget: int = BUDGET,
    seed: int = 0,
    by: str = "wants",
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> tuple[Retry, ...]:
    """The role's costliest decisions in a finished game, the costliest first, at most :data:`MOST`.

    ``budget``: how many games are played on in all, at least roughly. ``seed``: with the same one the answer is the
    same. ``by``: ``wants`` counts the score at the end of term on what the role wants, ``ends`` that on what it says it
    is for, after the epilogue. ``progress``: told how many decisions of how many are done. ``ValueError`` for a game
    that is not over, a record of another deck, a role that it does not have, another ``by``, or a motive without ends.
    """
    game = played(deck, record)
    if not game.state.over:
        raise ValueError("This game is not over yet, so no decision of it can be judged.")
    if role not in deck.roles:
        raise ValueError(f"the deck has no role '{role}'; it has: {', '.join(deck.turn_order)}")
    worth = _worth(game.state, role, by)
    decisions = [
        (before, move)
        for before, move in zip(game.states, game.moves, strict=False)
        if move.role == role and move.kind in ("play", "hold", "accept", "decline")
    ]
    decisions = [(before, move) for before, move in decisions if len(_options(view(before, role), move)) > 1]
    found = []
    for number, (before, move) in enumerate(decisions):
        progress(number, len(decisions))
        key = roll64(seed, "retry", role, number)
        judged = _judged(deck, view(before, role), move, budget // len(decisions), key, worth)
        if judged is not None:
            found.append(judged)
    progress(len(decisions), len(decisions))
    found.sort(key=lambda retry: -retry.loss)
    return tuple(found[:MOST])


def _worth(end: State, role: str, by: str) -> Worth:
    if by == "wants":
        return value
    if by != "ends":
        raise ValueError(f"decisions are judged by 'wants' or 'ends', not by '{by}'")
    motive = end.tables.deck.roles[role].motives.get(end.motives[role])
    if motive is None or not motive.ends:
        raise ValueError(f"the motive of '{role}' in this game names nothing that it says it is for")
    ends = motive.ends
    return lambda state, _: float(score(state, ends))


def _options(seen: View, made: Move) -> list[Move]:
    """What could be chosen, the choice made first: of each move one way to play it, with a case if one is in hand."""
    options = {(made.kind, made.move): made}
    for move in seen.legal:
        options.setdefault((move.kind, move.move), move)
    return list(options.values())


def _judged(deck: Deck, seen: View, made: Move, budget: int, key: int, worth: Worth) -> Retry | None:
    """The decision, where it was costly."""
    options = _options(seen, made)
    screen = Trials(deck, seen, roll64(key, "screen"), worth)
    few = max(2, min(_SCREENED, budget // (2 * len(options))))
    means = {option: _mean([screen.ended(option, number) for number in range(few)]) for option in options}
    rivals = sorted((option for option in options if option != made), key=lambda option: -means[option])[:_RIVALS]
    fresh = Trials(deck, seen, roll64(key, "fresh"), worth)
    worlds = max(_LEAST_WORLDS, (budget - few * len(options)) // (len(rivals) + 1))
    base = [fresh.ended(made, number) for number in range(worlds)]
    gains = {option: [fresh.ended(option, number) - there for number, there in enumerate(base)] for option in rivals}
    better = max(rivals, key=lambda option: _mean(gains[option]))
    loss, error = _mean(gains[better]), _error(gains[better])
    if loss < LEAST_LOSS or loss <= 2 * error:
        return None
    accepted = sorted(
        (option for option in rivals if _mean(gains[option]) >= loss - AS_GOOD), key=lambda o: -_mean(gains[o])
    )
    return Retry(seen.round, made, better, tuple(accepted), loss, error, view=seen)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _error(values: Sequence[float]) -> float:
    """The standard error of their mean."""
    mean = _mean(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
