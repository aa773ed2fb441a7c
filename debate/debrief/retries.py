"""One's costliest decisions, to be made once more: judged by what could be known then, not by what came.

Each own move (or hold, or answer to an offer) is held against what else could have been chosen there, in worlds that
the role's view of that moment allows: hands, motives and luck redrawn, the game played on as the strong opponent does.
First every option is tried in a few worlds; then the one made and the best few of the others in many fresh ones, so
that whatever only looked good by chance is not taken for better.

A decision is costly where the best option beats the one made by at least :data:`LEAST_LOSS` points of the score, and by
more than two standard errors of that difference. Every option within :data:`AS_GOOD` points of the best is accepted.

A good choice (within :data:`AS_GOOD` of the best) may still have come out badly. What it was worth then is held against
what the position was worth at the role's next decision, or at the end, in worlds drawn anew for each: where it fell by
:data:`LEAST_LOSS` points and two standard errors, that was luck, a hidden card or what others did, and no error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from attrs import evolve, field, frozen

from debate.opponents.futures import value
from debate.opponents.trials import Trials, Worth
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import score
from debate.rules.record import Record, played
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.view import View, view

LEAST_LOSS = 3.0
AS_GOOD = 2.0
MOST = 3
"""How many decisions are given back."""
COSTLY, UNLUCKY = "costly", "unlucky"
BUDGET = 2000
_SCREENED = 6
"""In how many worlds each option is tried first."""
_RIVALS = 3
"""How many options are held against the one made in fresh worlds."""
_LEAST_WORLDS = 12
"""In how many fresh worlds, at least, a decision is judged."""


@frozen
class Retry:
    """A decision that cost much, or that came out badly. ``round``: in which it was made. ``made``, ``better``: the
    choice, and the best one. ``accepted``: the options that count as a good answer, the best first. ``kind``:
    ``costly``, where the choice was at fault, or ``unlucky``, where it was good (``made`` is accepted then). ``loss``:
    points of the score that the choice, or what followed on it, cost on average; ``error``: its standard error.
    ``view``: what the role could know then. ``expected``: of a costly one, each option with the points of the score to
    which it leads on average over ``worlds`` worlds, the choice made among them."""

    round: int
    made: Move
    better: Move
    accepted: tuple[Move, ...]
    loss: float
    error: float
    kind: str = COSTLY
    view: View = field(kw_only=True, repr=False)
    expected: Mapping[Move, float] = field(factory=dict, kw_only=True, repr=False)
    worlds: int = field(default=0, kw_only=True)


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
    """The role's costliest decisions in a finished game, the costliest first, at most :data:`MOST`: those in which the
    choice was at fault, and good choices that came out badly in the places that are left.

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
    worth, decisions = _worth(game.state, role, by), _decisions(game, role)
    judged = []
    for number, (before, move) in enumerate(decisions):
        progress(number, len(decisions))
        key = roll64(seed, "retry", role, number)
        judged.append(_judged(deck, view(before, role), move, budget // len(decisions), key, worth))
    # What the position was worth when the role chose next, or how the game ended for it.
    then = [*((one.best, one.best_error) for one in judged[1:]), (worth(game.state, role), 0.0)]
    costly = [(retry, one) for one in judged if (retry := one.costly()) is not None]
    unlucky = [retry for one, after in zip(judged, then, strict=True) if (retry := one.unlucky(*after)) is not None]
    costly.sort(key=lambda found: -found[0].loss)
    unlucky.sort(key=lambda retry: -retry.loss)
    told = [one.with_every_option(retry) for retry, one in costly[:MOST]]
    progress(len(decisions), len(decisions))
    return tuple(sorted((*told, *unlucky)[:MOST], key=lambda retry: -retry.loss))


def _decisions(game: Played, role: str) -> list[tuple[State, Move]]:
    """The positions in which the role had more than one way to go on, with what it chose."""
    return [
        (before, move)
        for before, move in zip(game.states, game.moves, strict=False)
        if move.role == role
        and move.kind in ("play", "hold", "accept", "decline")
        and len(_options(view(before, role), move)) > 1
    ]


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


@frozen
class _Judged:
    """A decision held against the best others in ``fresh`` worlds. ``base``: how the choice made ended in each;
    ``gains``: by how much each rival ended better there."""

    seen: View
    made: Move
    base: list[float]
    gains: dict[Move, list[float]]
    fresh: Trials

    @property
    def better(self) -> Move:
        return max(self.gains, key=lambda option: _mean(self.gains[option]))

    @property
    def loss(self) -> float:
        """By how much the best rival is better; below 0 where the choice made is best."""
        return _mean(self.gains[self.better])

    @property
    def best(self) -> float:
        """What the position is worth, well played."""
        return _mean(self.base) + max(0.0, self.loss)

    @property
    def best_error(self) -> float:
        """The standard error of :attr:`best`."""
        gains = self.gains[self.better] if self.loss > 0 else [0.0] * len(self.base)
        return _error([there + gain for there, gain in zip(self.base, gains, strict=True)])

    def accepted(self) -> list[Move]:
        """The options that count as a good answer, the best first; the choice made where it is one."""
        means = {self.made: 0.0, **{option: _mean(gains) for option, gains in self.gains.items()}}
        least = max(means.values()) - AS_GOOD
        return sorted((option for option in means if means[option] >= least), key=lambda option: -means[option])

    def costly(self) -> Retry | None:
        """The decision, where the choice was at fault."""
        error = _error(self.gains[self.better])
        if self.loss < LEAST_LOSS or self.loss <= 2 * error:
            return None
        return Retry(self.seen.round, self.made, self.better, tuple(self.accepted()), self.loss, error, view=self.seen)

    def with_every_option(self, retry: Retry) -> Retry:
        """The same with what every option leads to in the fresh worlds; what is as good as the best there is accepted,
        too, though a few worlds had not shown it."""
        expected = {self.made: _mean(self.base)}
        for option in _options(self.seen, self.made)[1:]:
            gains = self.gains.get(option)
            ends = (self.fresh.ended(option, number) for number in range(len(self.base)))
            expected[option] = _mean(list(ends)) if gains is None else expected[self.made] + _mean(gains)
        least = max(expected.values()) - AS_GOOD
        good = (option for option in expected if expected[option] >= least)
        accepted = tuple(sorted(good, key=lambda option: -expected[option]))
        return evolve(retry, accepted=accepted, expected=expected, worlds=len(self.base))

    def unlucky(self, then: float, error: float) -> Retry | None:
        """The decision, where the choice was good and came out badly: ``then`` is what the position was worth when the
        role chose next, ``error`` the standard error of that."""
        good = self.accepted()
        fell, doubt = _mean(self.base) - then, sqrt(_error(self.base) ** 2 + error**2)
        if self.made not in good or fell < LEAST_LOSS or fell <= 2 * doubt:
            return None
        return Retry(self.seen.round, self.made, good[0], tuple(good), fell, doubt, UNLUCKY, view=self.seen)


def _judged(deck: Deck, seen: View, made: Move, budget: int, key: int, worth: Worth) -> _Judged:
    """The decision, held against what else could have been chosen."""
    options = _options(seen, made)
    screen = Trials(deck, seen, roll64(key, "screen"), worth)
    few = max(2, min(_SCREENED, budget // (2 * len(options))))
    means = {option: _mean([screen.ended(option, number) for number in range(few)]) for option in options}
    rivals = sorted((option for option in options if option != made), key=lambda option: -means[option])[:_RIVALS]
    fresh = Trials(deck, seen, roll64(key, "fresh"), worth)
    worlds = max(_LEAST_WORLDS, (budget - few * len(options)) // (len(rivals) + 1))
    base = [fresh.ended(made, number) for number in range(worlds)]
    gains = {option: [fresh.ended(option, number) - there for number, there in enumerate(base)] for option in rivals}
    return _Judged(seen, made, base, gains, fresh)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _error(values: Sequence[float]) -> float:
    """The standard error of their mean."""
    mean = _mean(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
