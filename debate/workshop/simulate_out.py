"""A simulation as a file: a table of games for a spreadsheet, or all figures for a program."""

from __future__ import annotations

import json
from typing import Any

from attrs import asdict

from debate.rules.deck import Deck
from debate.store.spreadsheet import table
from debate.workshop.simulate_text import oddities, unused
from debate.workshop.simulated import Plan
from debate.workshop.summary import Spread, Summary, effects_on_score, meters_by_round, scores_of


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
    games = summary.games
    effects = effects_on_score(summary)
    found = meters_by_round(summary)
    motives = {role: deck.roles[role].motives for role in deck.turn_order}
    return {
        "deck": deck.id,
        "digest": deck.digest,
        "seats": dict(plan.seats),
        "preset": plan.preset,
        "views": list(plan.views),
        "first_seed": seeds.start,
        "asked": len(seeds),
        "games": games,
        "failed": summary.failed,
        "failures": [{"seed": seed, "says": says} for seed, says in summary.failures],
        "scores": {
            role: {
                **_spread(scores_of(summary, role)),
                "histogram": dict(sorted(scores_of(summary, role).counts.items())),
                "motives": {id: _spread(scores_of(summary, role, id)) for id in motives[role]},
            }
            for role in motives
        },
        "endings": {
            id: {
                "term": summary.endings.get(id, 0) / games if games else 0,
                "later": summary.later.get(id, 0) / games if games else 0,
                "beside": summary.tags.get(id, 0) / games if games else 0,
                "seed": summary.first.get(("ending", id), summary.first.get(("tag", id))),
            }
            for id in deck.endings
        },
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
        "moves": {
            id: {
                "role": move.role,
                "possible": summary.possible.get(id, 0),
                "chosen": summary.chosen.get(id, 0),
                "tried": summary.options.get(("tried", id), 0),
                "worthwhile": summary.options.get(("worthwhile", id), 0),
                "happened_in": summary.happened.get(id, 0),
                "effect": asdict(effects[move.role, id]) if (move.role, id) in effects else None,
                "seed": summary.first.get(("move", id)),
            }
            for id, move in deck.moves.items()
            if move.active
        },
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


def _spread(spread: Spread) -> dict[str, float | None]:
    shares = {"p5": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}
    if not spread.counts:
        return {"games": 0, **dict.fromkeys(("mean", "deviation", *shares))}
    found: dict[str, float | None] = {"games": spread.count, "mean": spread.mean, "deviation": spread.deviation}
    return {**found, **{name: spread.at(share) for name, share in shares.items()}}
