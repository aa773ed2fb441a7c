"""One simulated game and what is noted of it. Every game depends on its seed and the plan alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from time import perf_counter

from attrs import field, frozen

from debate.opponents.choice import chance_key
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.outcome import Outcome, outcome, score
from debate.rules.play import play, start
from debate.rules.state import State
from debate.rules.text import visible
from debate.rules.view import view
from debate.workshop.games import Setup
from debate.workshop.options import CLOSE, weigh
from debate.workshop.players import Player, player
from debate.workshop.summary import Row, Summary, total

_HAPPENS = {"event", "link", "landing", "pending", "denied"}
_WAYS = {"play": "case", "answer": "answer", "extend": "extension"}
LATER = -1


@frozen
class Plan:
    """What all games of a run have in common; small, so that it can go along with every order.

    ``seats``: (role, name of a player). ``takers``: where there are any, they take turns, from game to game, in having
    all seats instead. ``weigh_every``: in one game of this many a choice is tried out in full; 0:
    in none. ``rows``: keep each game's row.
    """

    seats: tuple[tuple[str, str], ...]
    preset: str | None = None
    views: tuple[str, ...] = ()
    weigh_every: int = 0
    rows: bool = False
    takers: tuple[str, ...] = ()

    def seated(self, seed: int) -> dict[str, str]:
        """Role -> name of the player who has its seat in this game."""
        taker = self.takers[seed % len(self.takers)] if self.takers else ""
        return {role: taker or who for role, who in self.seats}


@frozen
class Simulated:
    """A finished game with all that is noted of it."""

    state: State
    outcome: Outcome
    moves: tuple[Move, ...]
    possible: Mapping[str, int]
    happened: frozenset[str]
    ends: tuple[State, ...]
    """The start, then the state after each round."""
    choices: tuple[State, ...] = field(repr=False)
    """Positions at which a move was chosen among several."""


def simulate(deck: Deck, plan: Plan, seed: int) -> Simulated:
    """Play one game: what ``debate play --watch --seed`` shows with the same seats."""
    players = {role: player(name) for role, name in plan.seated(seed).items()}
    keys = {role: chance_key(seed, role) for role in players}
    state = start(deck, seed, plan.preset, views=plan.views)
    moves: list[Move] = []
    possible: Counter[str] = Counter()
    happened: set[str] = set()
    ends, choices = [state], []
    while state.to_move is not None:
        role = state.to_move
        if state.phase == "choose":
            legal = legal_moves(state, role)
            possible.update({move.move for move in legal if move.move})
            if len(legal) > 1:
                choices.append(state)
        move = players[role](view(state, role), keys[role])
        moves.append(move)
        step = play(state, move)
        happened.update([raw[3] for raw in step.trace.raw if raw[2] in _HAPPENS])
        if step.state.round != state.round and not step.state.over:
            ends.append(step.state)
        state = step.state
    ends.append(state.term or state)
    return Simulated(state, outcome(state), tuple(moves), possible, frozenset(happened), tuple(ends), tuple(choices))


def run_games(deck: Deck, plan: Plan, seeds: Iterable[int]) -> tuple[Summary, float]:
    """The games of these seeds summed up, and the seconds that took. An error in a game is noted with its seed."""
    began = perf_counter()
    summary = total(_noted(deck, plan, seed) for seed in seeds)
    return summary, perf_counter() - began


def _noted(deck: Deck, plan: Plan, seed: int) -> Summary:
    try:
        game = simulate(deck, plan, seed)
        summary = summed(game, seed, plan.rows)
        if plan.weigh_every and seed % plan.weigh_every == 0:
            summary += weighed(game, plan, seed)
    except Exception as problem:
        return Summary(failed=1, failures=((seed, f"{type(problem).__name__}: {visible(str(problem), 160)}"),))
    return summary


def summed(game: Simulated, seed: int, row: bool = False) -> Summary:
    """The summary of one game."""
    state, ended = game.state, game.outcome
    deck, motives = state.tables.deck, state.motives
    rounds = len(game.ends) - 1
    leads = [leader(end) for end in game.ends]
    alone = [role for role in leads[1:] if role]
    changes = sum(a != b for a, b in pairwise(alone))
    plays = [move for move in game.moves if move.kind == "play"]
    cards = [(move.role, move.card, _WAYS[move.kind]) for move in game.moves if move.card]
    used = {(move.role, move.move) for move in plays} | {(role, card) for role, card, _ in cards}
    half = leads[(rounds + 1) // 2] if rounds > 1 else ""
    first = {("move", move.move) for move in plays} | {("argument", card) for _, card, _ in cards}
    first |= {("ending", ended.ending), *(("tag", tag) for tag in ended.tags)}
    readings = [*enumerate(game.ends), (LATER, state)]
    return Summary(
        games=1,
        scores={(role, motives[role], points): 1 for role, points in ended.scores.items()},
        endings={ended.ending: 1},
        later={ended.later: 1},
        tags=dict.fromkeys(ended.tags, 1),
        rounds={rounds: 1},
        possible=game.possible,
        chosen=Counter(move.move for move in plays),
        spoken=Counter((card, way) for _, card, way in cards),
        used_by={
            (role, motives[role], item, power): ended.scores[role] ** power for role, item in used for power in range(3)
        },
        happened=dict.fromkeys(game.happened, 1),
        meters={(m, number, end.meters[m]): 1 for number, end in readings for m in deck.meters},
        lead_changes={changes: 1},
        half_time={"kept" if leads[-1] == half else "lost": 1} if half else {},
        first=dict.fromkeys(first, seed),
        oddest={kind: (value, -seed) for kind, value in _oddities(game, rounds, changes).items()},
        rows=(_row(game, seed, rounds, changes),) if row else (),
    )


def leader(state: State) -> str:
    """The role that is furthest above par (where the deck gives every motive one, else the highest score); empty for
    a tie."""
    motives = {role: state.tables.deck.roles[role].motives.get(id_) for role, id_ in state.motives.items()}
    pars = {role: motive.par for role, motive in motives.items() if motive and motive.par is not None}
    level = pars if len(pars) == len(motives) else dict.fromkeys(motives, 0)
    stand = {r: score(state, motive.wants if motive else {}) - level[r] for r, motive in motives.items()}
    top = max(stand.values())
    ahead = [role for role, points in stand.items() if points == top]
    return ahead[0] if len(ahead) == 1 else ""


def _oddities(game: Simulated, rounds: int, changes: int) -> dict[str, int]:
    """Kind of oddity -> how odd this game is; higher is odder."""
    scores = game.outcome.scores
    ranked = sorted(scores.values(), reverse=True)
    found = {"leads": changes, "short": -rounds, "margin": ranked[0] - ranked[-1], "even": ranked[-1] - ranked[0]}
    plays = Counter(move.role for move in game.moves if move.kind == "play")
    found["limits"] = _at_limits(game.ends[-1])
    found["quiet"] = -plays.total()
    for role, points in scores.items():
        found[f"high {role}"] = points
        found[f"low {role}"] = -points
        found[f"idle {role}"] = -plays[role]
    return found


def _at_limits(state: State) -> int:
    return sum(state.meters[meter.id] in (meter.min, meter.max) for meter in state.tables.deck.meters.values())


def _row(game: Simulated, seed: int, rounds: int, changes: int) -> Row:
    ended, roles = game.outcome, game.state.tables.roles
    return Row(
        seed,
        ended.ending,
        ended.later,
        rounds,
        changes,
        tuple(game.state.motives[role] for role in roles),
        tuple(ended.scores[role] for role in roles),
        tuple(ended.debate_points[role] for role in roles),
    )


def weighed(game: Simulated, plan: Plan, seed: int) -> Summary:
    """One choice of the game, drawn by its seed, with every option tried out and played on by scripts."""
    if not game.choices:
        return Summary()
    position = game.choices[roll64(seed, "weighed") % len(game.choices)]
    role = position.to_move
    assert role is not None
    setup = Setup(plan.seated(seed), seed, preset=plan.preset, views=plan.views)
    tried = weigh(setup, position)
    obvious = _GREEDY(view(position, role), chance_key(seed, role))
    worth = dict(tried.worth)
    best, mine = max(worth.values()), worth[obvious.move or obvious.kind]
    options: Counter[tuple[str, str]] = Counter()
    if best - min(worth.values()) > CLOSE:  # else it does not matter here what is chosen
        options.update({("tried", option): 1 for option in worth})
        options.update({("worthwhile", option): 1 for option, points in worth.items() if points >= best - CLOSE})
    return Summary(
        weighed={
            ("choices", role): 1,
            ("best", role): int(mine == best),
            ("close", role): int(mine >= best - CLOSE),
            ("cost", role): best - mine,
        },
        options=options,
    )


_GREEDY: Player = player("greedy")
