"""The arithmetic of a score: what each goal gave to it, and which choices moved it most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from debate.debrief.control import Place, Tried, tried
from debate.opponents import OPPONENTS
from debate.opponents.choice import chance_key
from debate.rules.deck import Deck, Meter
from debate.rules.outcome import outcome
from debate.rules.outcome import score as score_of
from debate.rules.play import play
from debate.rules.record import Record
from debate.rules.replay import restart
from debate.rules.state import Setting, State
from debate.rules.view import view

MOST_CHOICES = 3
"""How many choices are named that moved a score up, and how many that moved it down."""
_PAR_GAMES = 40
"""How many scripted games give a par that the deck does not state."""


@frozen
class Goal:
    """One want of a motive: the meter, its weight (below 0: it is wanted low), where it stood at the start and at the
    end of term, and the points of the score that this change gave."""

    meter: str
    weight: int
    start: int
    end: int
    points: int


@frozen
class ScoreChoice:
    """A move that somebody chose in this round, and what it did to the score: the score as played minus that of the
    control run without it."""

    round: int
    role: str
    move: str
    points: int


@frozen
class Score:
    """One role's score on its wants, 0 to 100, with its arithmetic.

    ``start``, ``end``: at the start of the game and at the end of term. ``par``: what scripted play scores with this
    motive, as the deck states it; measured over scripted games with this setting where it states none. ``parts``: goal
    (a meter) -> points, in the motive's order; they add up to ``end - start`` (largest remainder). ``goals``: the same
    with weights and values. ``choices``: the moves that moved the score most, best first: at most
    :data:`MOST_CHOICES` that raised it, then as many that lowered it, the worst last; ``own``: all moves of the role
    itself, in the order of play. ``said``: the same arithmetic of what the motive says it is for, from ``said_start``
    at the start of the game to ``said_end`` years later (None where it names nothing).
    """

    start: int
    end: int
    par: int
    parts: Mapping[str, int]
    choices: tuple[ScoreChoice, ...]
    goals: tuple[Goal, ...] = ()
    said: tuple[Goal, ...] = ()
    said_start: int | None = None
    said_end: int | None = None
    own: tuple[ScoreChoice, ...] = ()


def score(deck: Deck, record: Record) -> Mapping[str, Score]:
    """Each role's score. ``deck`` is as written. ``ValueError`` unless the record is of it and its game is over."""
    game = tried(deck, record)
    found: dict[str, Score] | None = game.notes.get("scores")
    if found is None:
        found = game.notes["scores"] = {role: _score(deck, record, game, role) for role in deck.turn_order}
    return found


def _score(deck: Deck, record: Record, game: Tried, role: str) -> Score:
    start, term = game.played.states[0], game.state.term
    assert term is not None
    motive_id = game.state.motives[role]
    motive = game.deck.roles[role].motives.get(motive_id)
    wants = motive.wants if motive is not None else {}
    before, after = score_of(start, wants), score_of(term, wants)
    parts = shared(game.deck.meters, wants, start.meters, term.meters, after - before)
    par = motive.par if motive is not None else 0
    tried_ = _tried_choices(game, wants)
    return Score(
        start=before,
        end=after,
        par=scripted_play(deck, record.setting).scores[role] if par is None else par,
        parts=parts,
        choices=_most(tried_),
        own=tuple(choice for choice in tried_ if choice.role == role),
        goals=_goals(wants, start, term, parts),
        **_said(game, motive.ends if motive is not None else {}),
    )


def _goals(weights: Mapping[str, int], start: State, end: State, parts: Mapping[str, int]) -> tuple[Goal, ...]:
    return tuple(Goal(m, weight, start.meters[m], end.meters[m], parts[m]) for m, weight in weights.items())


def _said(game: Tried, ends: Mapping[str, int]) -> dict[str, Any]:
    if not ends:
        return {}
    start, end = game.played.states[0], game.state
    before, after = score_of(start, ends), score_of(end, ends)
    parts = shared(game.deck.meters, ends, start.meters, end.meters, after - before)
    return {"said": _goals(ends, start, end, parts), "said_start": before, "said_end": after}


def shared(
    meters: Mapping[str, Meter],
    wants: Mapping[str, int],
    start: Mapping[str, int] | Mapping[str, Fraction],
    end: Mapping[str, int],
    total: int,
) -> dict[str, int]:
    """Whole points for each goal that add up to ``total``, the change of the rounded score.

    Each goal's exact share is rounded down; the points left go to the largest remainders, at ties to the goal that
    stands first. Where ``start`` is of averages, a point may be too many: it is taken from the smallest remainder.
    """
    possible = sum(abs(weight) * (meters[m].max - meters[m].min) for m, weight in wants.items())
    exact = (
        {m: Fraction(100 * weight * (end[m] - start[m]), possible) for m, weight in wants.items()} if possible else {}
    )
    points = {m: share.__floor__() for m, share in exact.items()}
    order, left = sorted(exact, key=lambda m: points[m] - exact[m]), total - sum(points.values())
    for n in range(abs(left) if exact else 0):
        points[order[n % len(order)] if left > 0 else order[-1 - n % len(order)]] += 1 if left > 0 else -1
    return points


def _tried_choices(game: Tried, wants: Mapping[str, int]) -> list[ScoreChoice]:
    """All moves of the game, in the order of play."""
    term = game.state.term
    assert term is not None
    return [
        ScoreChoice(
            round_, role, made.move, score_of(term, wants) - score_of(without.state.term or without.state, wants)
        )
        for (round_, role), made in game.plays.items()
        for without in (game.without((round_, role)),)
    ]


@frozen
class ScoreChange:
    """What a choice did to a score: ``end`` as played, ``without`` it. ``goals``: each from where it stands in the
    control (``start``) to where it stands in the game (``end``), with its points; they add up to ``points``."""

    end: int
    without: int
    goals: tuple[Goal, ...]

    @property
    def points(self) -> int:
        """What stands beside the choice."""
        return self.end - self.without


def score_change(game: Tried, role: str, *places: Place) -> ScoreChange:
    """What the moves chosen in these places did to the score of ``role``. ``KeyError`` where no move was chosen."""
    control, term = game.without(*places), game.state.term
    assert term is not None
    there = control.state.term or control.state
    motive = game.deck.roles[role].motives.get(game.state.motives[role])
    wants = motive.wants if motive is not None else {}
    before, after = score_of(there, wants), score_of(term, wants)
    parts = shared(game.deck.meters, wants, there.meters, term.meters, after - before)
    return ScoreChange(after, before, _goals(wants, there, term, parts))


def by_later_choices(game: Tried, role: str, choice: ScoreChoice) -> bool:
    """Whether most of what a choice did to the score of ``role`` came by moves that could not be chosen later without
    it: in the game without those they are gone too."""
    held = game.held_without((choice.round, choice.role))
    if not held or not choice.points:
        return False
    left = choice.points - score_change(game, role, *held).points
    return left * choice.points < choice.points**2 / 2


def _most(choices: Sequence[ScoreChoice]) -> tuple[ScoreChoice, ...]:
    found = sorted(choices, key=lambda choice: -choice.points)
    up: Sequence[ScoreChoice] = [choice for choice in found if choice.points > 0][:MOST_CHOICES]
    down: Sequence[ScoreChoice] = [choice for choice in found if choice.points < 0][-MOST_CHOICES:]
    return (*up, *down)


@frozen
class ScriptedPlay:
    """What came of games that scripts played in all seats. ``scores``: role -> score on average; ``ends``: meter ->
    where it stood at the end of term on average; ``came``: move -> in how many of the ``games`` it happened by then."""

    games: int
    scores: Mapping[str, int]
    ends: Mapping[str, Fraction]
    came: Mapping[str, int]


def scripted_play(deck: Deck, setting: Setting) -> ScriptedPlay:
    """Games with this setting and its motives, with seeds from 0 on; played once for a deck as it is loaded."""
    key = ("scripted play", setting.preset, setting.views, setting.motives)
    found: ScriptedPlay | None = deck._cache.get(key)
    if found is None:
        games = [_scripted(deck, setting, seed) for seed in range(_PAR_GAMES)]
        terms = [game.term or game for game in games]
        scores = [outcome(game).scores for game in games]
        moves = [move for move, each in games[0].tables.deck.moves.items() if each.active and not each.forbidden]
        found = deck._cache[key] = ScriptedPlay(
            games=len(games),
            scores={role: round(sum(each[role] for each in scores) / len(scores)) for role in deck.turn_order},
            ends={m: Fraction(sum(term.meters[m] for term in terms), len(terms)) for m in terms[0].meters},
            came={move: sum(term.count(move) > 0 for term in terms) for move in moves},
        )
    return found


def _scripted(deck: Deck, setting: Setting, seed: int) -> State:
    scripted = OPPONENTS["scripted"]
    state = restart(deck, Setting(seed, setting.preset, setting.views, setting.motives))
    while not state.over:
        role = state.awaiting[0]
        state = play(state, scripted.choose(deck, view(state, role), seed=chance_key(seed, role)).move).state
    return state
