"""One's costliest decisions, to be made once more: judged by what could be known then, not by what came.

Each own move (or hold, or answer to an offer) is held against what else could have been chosen there, in worlds that
the role's view of that moment allows: hands, motives and luck redrawn, the game played on as the strong opponent does.
First every option is tried in a few worlds; then the one made and the best few of the others in many fresh ones; what
is found costly there is judged once more in as many others, so that whatever only looked good by chance is not taken
for better.

A decision is costly where the best option beats the one made by at least :data:`LEAST_LOSS` points of the score, and by
more than two standard errors of that difference. Every option within :data:`AS_GOOD` points of the best is accepted.

A good choice (within :data:`AS_GOOD` of the best) may still have come out badly. What it was worth then is held against
what the position was worth at the role's next decision, or at the end, in worlds drawn anew for each: where it fell by
:data:`LEAST_LOSS` points and two standard errors, that was luck, a hidden card or what others did, and no error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from attrs import field, frozen

from debate.debrief.averages import Average, average, happened, preceded, tenths
from debate.opponents.futures import Future, mean, value, weighed
from debate.opponents.trials import Trials
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move
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
_MOST_KEPT = 16
"""Of how many searches of a deck what they found is kept."""


@frozen
class Retry:
    """A decision that cost much, or that came out badly. ``round``: in which it was made. ``made``, ``better``: the
    choice, and the best one. ``accepted``: the options that count as a good answer, the best first. ``kind``:
    ``costly``, where the choice was at fault, or ``unlucky``, where it was good (``made`` is accepted then). ``loss``:
    points of the score that the choice, or what followed on it, cost on average; ``error``: its standard error.
    ``view``: what the role could know then. ``averages``: of a costly one, each option, the choice made among them,
    with what the games came to in which it was tried, in ``worlds`` worlds; of an unlucky one, the choice
    and the most promising others.
    ``after``: of an unlucky one, the same from the role's next choice on, with all that had happened by then."""

    round: int
    made: Move
    better: Move
    accepted: tuple[Move, ...]
    loss: float
    error: float
    kind: str = COSTLY
    view: View = field(kw_only=True, repr=False)
    averages: Mapping[Move, Average] = field(factory=dict, kw_only=True, repr=False)
    after: Average | None = field(default=None, kw_only=True, repr=False)
    worlds: int = field(default=0, kw_only=True)

    @property
    def expected(self) -> Mapping[Move, float]:
        """Each option of :attr:`averages` with the points of the score to which it leads on average."""
        return {move: found.worth for move, found in self.averages.items()}

    @property
    def cost(self) -> float:
        """:attr:`loss` as it is shown: the difference of what the best choice and the one made lead to (after bad luck:
        of what it led to and what could be expected then), each in tenths of a point as it stands beside it."""
        made = self.averages[self.made]
        more, less = (self.averages[self.better], made) if self.after is None else (made, self.after)
        return (tenths(more.worth) - tenths(less.worth)) / 10


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
    is for, after the epilogue. ``progress``: told how much of how much is done, unless the answer is known: the latest
    of a deck are kept. ``ValueError`` for a game that is not over, a record of another deck, a role that it does not
    have, another ``by``, or a motive without ends.
    """
    kept: dict[tuple[object, ...], tuple[Retry, ...]] = deck._cache.setdefault("retries", {})
    key = record, role, budget, seed, by
    found = kept.get(key)
    if found is None:
        found = kept[key] = tuple(_search(deck, record, role, budget, seed, by, progress))
        while len(kept) > _MOST_KEPT:
            del kept[next(iter(kept))]
    return found


def _search(
    deck: Deck, record: Record, role: str, budget: int, seed: int, by: str, progress: Callable[[int, int], None]
) -> list[Retry]:
    game = played(deck, record)
    if not game.state.over:
        raise ValueError("This game is not over yet, so no decision of it can be judged.")
    if role not in deck.roles:
        raise ValueError(f"the deck has no role '{role}'; it has: {', '.join(deck.turn_order)}")
    goals, decisions = _goals(game.state, role, by), _decisions(game, role)
    judged, whole = [], len(decisions) + MOST
    for number, (before, move) in enumerate(decisions):
        progress(number, whole)
        key = roll64(seed, "retry", role, number)
        judged.append(_judged(deck, before, view(before, role), move, budget // len(decisions), key, goals))
    told = _confirmed(
        deck,
        sorted((one for one in judged if one.costly), key=lambda one: -one.loss),
        goals,
        lambda done: progress(len(decisions) + done, whole),
    )
    progress(whole, whole)
    return sorted((*told, *_unlucky(game, judged, goals))[:MOST], key=lambda retry: -retry.loss)


def _unlucky(game: Played, judged: Sequence[_Judged], goals: _Goals) -> list[Retry]:
    """Good choices that came out badly, those that cost most first."""
    # What the position was worth when the role chose next, or how the game ended for it.
    follow: list[_Judged | None] = [*judged[1:], None]
    found = [
        retry
        for one, after in zip(judged, follow, strict=True)
        if (retry := one.unlucky(*_then(game, one, after, goals))) is not None
    ]
    return sorted(found, key=lambda retry: -retry.loss)


def _decisions(game: Played, role: str) -> list[tuple[State, Move]]:
    """The positions in which the role had more than one way to go on, with what it chose."""
    return [
        (before, move)
        for before, move in zip(game.states, game.moves, strict=False)
        if move.role == role
        and move.kind in ("play", "hold", "accept", "decline")
        and len(_options(view(before, role), move)) > 1
    ]


@frozen
class _Goals:
    """What decisions are judged by: meters with their ``weights``, at the end of term or years ``later``."""

    weights: Mapping[str, int]
    later: bool

    def worth(self, end: State, role: str) -> float:
        """Of a game that ended so, 0 to 100."""
        return weighed(end, self.weights) if self.later else value(end, role)

    def trials(self, deck: Deck, seen: View, seed: int) -> Trials:
        """Games played on from this view."""
        return Trials(deck, seen, seed, self.worth, self.weights, self.later)


def _goals(end: State, role: str, by: str) -> _Goals:
    motive = end.tables.deck.roles[role].motives.get(end.motives[role])
    if by == "wants":
        return _Goals(motive.wants if motive is not None else {}, later=False)
    if by != "ends":
        raise ValueError(f"decisions are judged by 'wants' or 'ends', not by '{by}'")
    if motive is None or not motive.ends:
        raise ValueError(f"the motive of '{role}' in this game names nothing that it says it is for")
    return _Goals(motive.ends, later=True)


def _then(game: Played, one: _Judged, after: _Judged | None, goals: _Goals) -> tuple[Average, float]:
    """What games come to from the next choice on, or how this one ended, with all that happened before; and the
    standard error of what that is worth."""
    end, first = game.state, one.before.steps
    if after is None:
        stands = end if goals.later or end.term is None else end.term
        found, error, last = (
            happened(goals.worth(end, one.seen.role), {m: stands.meters[m] for m in goals.weights}),
            0.0,
            stands.steps,
        )
    else:
        found, error, last = average(after.best), after.best_error, after.before.steps
    steps = (step for step in game.trace.raw if first < step[0] <= last)
    over = after is None or after.before.round > one.before.round
    return preceded(found, steps, goals.weights, one.before.round if over else 0), error


def _options(seen: View, made: Move) -> list[Move]:
    """What could be chosen, the choice made first: of each move one way to play it, with a case if one is in hand."""
    options = {(made.kind, made.move): made}
    for move in seen.legal:
        options.setdefault((move.kind, move.move), move)
    return list(options.values())


@frozen
class _Judged:
    """A decision held against others. ``base``: how the games went on after the choice made, one a world; ``rivals``:
    the same of each other in the same worlds."""

    before: State
    seen: View
    made: Move
    base: list[Future]
    rivals: dict[Move, list[Future]]
    key: int = 0

    def _gains(self, option: Move) -> list[float]:
        """By how much a rival ended better in each world."""
        return [one.worth - there.worth for one, there in zip(self.rivals[option], self.base, strict=True)]

    @property
    def better(self) -> Move:
        return max(self.rivals, key=lambda option: mean(self._gains(option)))

    @property
    def loss(self) -> float:
        """By how much the best rival is better; below 0 where the choice made is best."""
        return mean(self._gains(self.better))

    @property
    def best(self) -> list[Future]:
        """How games go on from here, well played."""
        return self.rivals[self.better] if self.loss > 0 else self.base

    @property
    def best_error(self) -> float:
        """The standard error of what :attr:`best` is worth."""
        return _error([one.worth for one in self.best])

    def accepted(self) -> list[Move]:
        """The options that count as a good answer, the best first; the choice made where it is one."""
        means = {self.made: 0.0, **{option: mean(self._gains(option)) for option in self.rivals}}
        least = max(means.values()) - AS_GOOD
        return sorted((option for option in means if means[option] >= least), key=lambda option: -means[option])

    @property
    def costly(self) -> bool:
        """Whether the choice was at fault, as far as these worlds show."""
        return self.loss >= LEAST_LOSS and self.loss > 2 * _error(self._gains(self.better))

    def every_option(self, trials: Trials) -> Retry | None:
        """The decision with what every option leads to in these other worlds; None where the choice is not at fault
        there. What looked best among many may have done so by chance, so nothing of the first worlds is in it."""
        games = {option: self._played_on(trials, option) for option in (self.made, *self.rivals)}
        # It judges all options, also those that come into ``games`` below.
        again = _Judged(self.before, self.seen, self.made, games.pop(self.made), games)
        if not again.costly:
            return None
        for option in _options(self.seen, self.made):
            if option != self.made and option not in games:
                games[option] = self._played_on(trials, option)
        averages = {option: average(found) for option, found in {self.made: again.base, **games}.items()}
        return Retry(
            self.seen.round,
            self.made,
            again.better,
            tuple(again.accepted()),
            again.loss,
            _error(again._gains(again.better)),
            view=self.seen,
            averages=averages,
            worlds=len(self.base),
        )

    def _played_on(self, trials: Trials, option: Move) -> list[Future]:
        return [trials.future(option, number) for number in range(len(self.base))]

    def unlucky(self, after: Average, error: float) -> Retry | None:
        """The decision, where the choice was good and came out badly: ``after`` is what games came to when the role
        chose next, ``error`` the standard error of what that was worth."""
        good, worth = self.accepted(), [game.worth for game in self.base]
        fell, doubt = mean(worth) - after.worth, sqrt(_error(worth) ** 2 + error**2)
        if self.made not in good or fell < LEAST_LOSS or fell <= 2 * doubt:
            return None
        return Retry(
            self.seen.round,
            self.made,
            good[0],
            tuple(good),
            fell,
            doubt,
            UNLUCKY,
            view=self.seen,
            averages={option: average(found) for option, found in {self.made: self.base, **self.rivals}.items()},
            after=after,
            worlds=len(self.base),
        )


def _confirmed(deck: Deck, costly: Sequence[_Judged], goals: _Goals, progress: Callable[[int], None]) -> list[Retry]:
    """The first of these decisions that are costly in other worlds, too, the costliest first; at most :data:`MOST`.
    ``progress``: told how many were found so far."""
    found: list[Retry] = []
    for one in costly:
        if len(found) < MOST:
            progress(len(found))
            retry = one.every_option(goals.trials(deck, one.seen, roll64(one.key, "again")))
            found += [retry] if retry is not None else []
    return sorted(found, key=lambda retry: -retry.loss)


def _judged(deck: Deck, before: State, seen: View, made: Move, budget: int, key: int, goals: _Goals) -> _Judged:
    """The decision, held against what else could have been chosen."""
    options = _options(seen, made)
    screen = goals.trials(deck, seen, roll64(key, "screen"))
    few = max(2, min(_SCREENED, budget // (2 * len(options))))
    means = {option: mean([screen.ended(option, number) for number in range(few)]) for option in options}
    rivals = sorted((option for option in options if option != made), key=lambda option: -means[option])[:_RIVALS]
    fresh = goals.trials(deck, seen, roll64(key, "fresh"))
    worlds = range(max(_LEAST_WORLDS, (budget - few * len(options)) // (len(rivals) + 1)))
    base, *others = ([fresh.future(option, number) for number in worlds] for option in (made, *rivals))
    return _Judged(before, seen, made, base, dict(zip(rivals, others, strict=True)), key)


def _error(values: Sequence[float]) -> float:
    """The standard error of their mean."""
    middle = mean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1) / len(values))
