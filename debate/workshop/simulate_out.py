"""A simulation as a file: a table of games for a spreadsheet, or all figures for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attrs import asdict

from debate.rules.deck import Deck, MoveDef
from debate.store.spreadsheet import table
from debate.workshop.simulate_text import oddities, unused
from debate.workshop.simulated import Plan
from debate.workshop.summary import Effect, Spread, Summary, effects_on_score, meters_by_round, scores_of


def as_csv(deck: Deck, summary: Summary) -> str:
    """One line for each game, in the order of seeds, as CSV for a spreadsheet."""
    roles = deck.turn_order
    head = ["seed", "ending", "later", "rounds", "lead_changes"]
    for kind in ("motive", "score", "points"):
        head += [f"{kind}.{role}" for role in roles]
    games = (
        (row.seed, row.ending, row.later, row.rounds, row.lead_changes, *row.motives, *row.scores, *row.points)
        for row in summary.rows
    )
    return table((head, *games)).removesuffix("\n")


def as_json(deck: Deck, summary: Summary, plan: Plan, seeds: range) -> str:
    """All figures. Keys keep deck order; shares are of 1."""
    return json.dumps(_figures(deck, summary, plan, seeds), indent=1, ensure_ascii=True)


def _figures(deck: Deck, summary: Summary, plan: Plan, seeds: range) -> dict[str, Any]:
    effects = effects_on_score(summary)
    found = meters_by_round(summary)
    return {
        "deck": deck.id,
        "digest": deck.digest,
        "seats": dict(plan.seats),
        "preset": plan.preset,
        "views": list(plan.views),
        "first_seed": seeds.start,
        "asked": len(seeds),
        "games": summary.games,
        "failed": summary.failed,
        "failures": [{"seed": seed, "says": says} for seed, says in summary.failures],
        "scores": {role: _scores(deck, summary, role) for role in deck.turn_order},
        "endings": {id: _ending(summary, id) for id in deck.endings},
        "rounds": dict(sorted(summary.rounds.items())),
        "lead_changes": dict(sorted(summary.lead_changes.items())),
        "lead_at_half_time": dict(sorted(summary.half_time.items())),
        "obvious_move": {
            role: {what: summary.weighed.get((what, role), 0) for what in ("choices", "best", "close", "cost")}
            for role in deck.turn_order
        },
        "meters": {
            meter: {str(number): _spread(spread) for number, spread in sorted(rounds.items())}
            for meter, rounds in ((id, found.get(id, {})) for id in deck.meters)
        },
        "moves": {id: _move(move, summary, effects) for id, move in deck.moves.items() if move.active},
        "arguments": {
            id: {
                **{way: summary.spoken.get((id, way), 0) for way in ("case", "answer", "extension")},
                "effect": {role: asdict(effects[role, id]) for role in deck.turn_order if (role, id) in effects},
                "seed": summary.first.get(("argument", id)),
            }
            for id, argument in deck.arguments.items()
            if argument.active
        },
        "never": unused(deck, summary),
        "odd": [{"what": what, "value": value, "seed": seed} for what, value, seed in oddities(deck, summary)],
    }


def _scores(deck: Deck, summary: Summary, role: str) -> dict[str, Any]:
    whole = scores_of(summary, role)
    motives = {id: _spread(scores_of(summary, role, id)) for id in deck.roles[role].motives}
    return {**_spread(whole), "histogram": dict(sorted(whole.counts.items())), "motives": motives}


def _ending(summary: Summary, id: str) -> dict[str, Any]:
    times = {"term": summary.endings, "later": summary.later, "beside": summary.tags}
    return {
        **{when: found.get(id, 0) / summary.games if summary.games else 0 for when, found in times.items()},
        "seed": summary.first.get(("ending", id), summary.first.get(("tag", id))),
    }


def _move(move: MoveDef, summary: Summary, effects: Mapping[tuple[str, str], Effect]) -> dict[str, Any]:
    id, effect = move.id, effects.get((move.role, move.id))
    return {
        "role": move.role,
        "possible": summary.possible.get(id, 0),
        "chosen": summary.chosen.get(id, 0),
        "tried": summary.options.get(("tried", id), 0),
        "worthwhile": summary.options.get(("worthwhile", id), 0),
        "happened_in": summary.happened.get(id, 0),
        "effect": None if effect is None else asdict(effect),
        "seed": summary.first.get(("move", id)),
    }


def _spread(spread: Spread) -> dict[str, float | None]:
    shares = {"p5": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}
    if not spread.counts:
        return {"games": 0, **dict.fromkeys(("mean", "deviation", *shares))}
    found: dict[str, float | None] = {"games": spread.count, "mean": spread.mean, "deviation": spread.deviation}
    return {**found, **{name: spread.at(share) for name, share in shares.items()}}
