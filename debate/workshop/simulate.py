"""``debate deck simulate``: its arguments, and what happens in which order."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from debate.command import Exit, Parser, Stop, open_deck, preset_of, unknown, views_of, whole
from debate.rules.deck import Deck
from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.workshop.pool import Run
    from debate.workshop.simulated import Plan

GAMES = 1000
TRIED_OUT = 200
"""At about how many choices every option is tried out: each takes as long as three games."""
_GAMES = whole(1, 1_000_000, "a number of games")
_JOBS = whole(1, 1024, "a number of processes")
_SEED = whole(0, 10**12, "the number of a game")
_EXAMPLES = """examples:
  debate deck simulate night-bus                            1,000 games among scripts
  debate deck simulate zte --games 10000 --seats novice     all seats by novices
  debate deck simulate zte --seats zte=greedy               one seat otherwise than scripted
  debate deck simulate zte --csv games.csv --json all.json  for a spreadsheet, for a program
  debate deck simulate zte --executor dask://cluster:8786   on a Dask cluster
  debate play zte --watch --seed 41                         look at game 41
"""


def add(parser: Parser, path: str) -> None:
    """Give the command its arguments; ``path``: what may stand for a deck, in words."""
    from debate.workshop.players import NAMES

    parser.epilog, parser.formatter_class = _EXAMPLES, argparse.RawDescriptionHelpFormatter
    parser.add_argument("path", metavar="PATH", help=path)
    parser.add_argument("--games", type=_GAMES, default=GAMES, metavar="N", help=f"how many (default: {GAMES})")
    parser.add_argument(
        "--seats",
        default="scripted",
        metavar="WHO,WHO",
        help=f"who plays: one for all, one for each role in turn order, or ROLE=WHO; {', '.join(NAMES)}, or only:MOVE "
        "(default: scripted)",
    )
    parser.add_argument("--seed", type=_SEED, default=1, metavar="N", help="number of the first game (default: 1)")
    parser.add_argument("--preset", default="full", metavar="P", help="length of the game (default: full)")
    parser.add_argument("--view", action="append", default=[], metavar="V", help="turn a causal view on")
    parser.add_argument("--jobs", type=_JOBS, metavar="N", help="processes at once (default: one for each core)")
    parser.add_argument(
        "--executor", default="processes", metavar="SPEC", help="processes (default), or dask://HOST:PORT"
    )
    parser.add_argument("--csv", metavar="FILE", help="write a table with a line for each game")
    parser.add_argument("--json", metavar="FILE", help="write all figures")
    parser.set_defaults(call=_simulate)


def seats(deck: Deck, asked: str) -> tuple[tuple[str, str], ...]:
    """(role, player) in turn order from ``WHO``, ``WHO,WHO`` or ``ROLE=WHO``. Raises :class:`Stop`."""
    from debate.workshop.players import NAMES

    words = [word.strip() for word in asked.split(",")]
    named = ["=" in word for word in words]
    roles = deck.turn_order
    if any(named):
        if not all(named):
            raise Stop(Exit.USAGE, "'--seats' takes either players in turn order or ROLE=WHO, not both.")
        pairs = [(role, who) for role, _, who in (word.partition("=") for word in words)]
    elif len(words) in (1, len(roles)):
        pairs = list(zip(roles, words * len(roles) if len(words) == 1 else words, strict=True))
    else:
        raise Stop(
            Exit.USAGE,
            f"'--seats' names {len(words)} players; the deck has {len(roles)} roles, in this order: "
            + ", ".join(roles)
            + ".",
        )
    for role, who in pairs:
        if role not in roles:
            raise Stop(Exit.USAGE, unknown("role", role, roles))
        if who.startswith("only:"):
            own = [move.id for move in deck.moves.values() if move.role == role]
            if who.removeprefix("only:") not in own:
                raise Stop(Exit.USAGE, unknown(f"move of '{role}'", who.removeprefix("only:"), own))
        elif who not in NAMES:
            raise Stop(Exit.USAGE, unknown("player", who, NAMES))
    found = {**dict.fromkeys(roles, "scripted"), **dict(pairs)}
    return tuple((role, found[role]) for role in roles)


def _played(given: argparse.Namespace, seeds: range) -> tuple[Deck, Plan, Run]:
    """The deck, what was planned and what came of it. Raises :class:`Stop` for what cannot be run."""
    from debate.workshop import pool
    from debate.workshop.output import Progress
    from debate.workshop.simulated import Plan

    progress = Progress(given.games, sys.stderr)
    try:
        pool.read_spec(given.executor)
        for path in (given.csv, given.json):
            _writable(path)
        deck = open_deck(given.path)
        plan = Plan(
            seats(deck, given.seats),
            preset_of(deck, given.preset),
            views_of(deck, given.view),
            max(1, given.games // TRIED_OUT),
            rows=given.csv is not None,
        )
        progress.begin()
        try:
            return deck, plan, pool.run(deck, plan, seeds, given.jobs, given.executor, progress.tell)
        finally:
            progress.end()
    except pool.BadSpec as problem:
        raise Stop(Exit.USAGE, str(problem)) from None
    except pool.CannotRun as problem:
        raise Stop(Exit.PROBLEM, str(problem)) from None


def _simulate(given: argparse.Namespace) -> int:
    from debate.store.files import OWN_FILE
    from debate.workshop import simulate_out, simulate_text
    from debate.workshop.output import write_out

    seeds = range(given.seed, given.seed + given.games)
    deck, plan, run = _played(given, seeds)
    played = _effective(deck, plan)
    summary = run.summary
    done = summary.games + summary.failed
    if run.problem and not done:
        raise Stop(Exit.PROBLEM, run.problem)
    lines = [f"{deck.title}: {_of(done, given.games)} from seed {given.seed}; {_who(plan.seats)}"]
    if run.interrupted:
        lines.append(f"Stopped after {done:,} of {given.games:,} games; this is what they come to.")
    lines += ["", *simulate_text.told(played, summary)]
    if summary.games:
        lines += simulate_text.footer(given.path, plan.seats, plan.preset, plan.views)
    print("\n".join(lines), flush=True)
    if given.csv is not None:
        write_out(simulate_out.as_csv(played, summary), given.csv, OWN_FILE)
    if given.json is not None:
        write_out(simulate_out.as_json(played, summary, plan, seeds), given.json, OWN_FILE)
    if run.problem:
        raise Stop(Exit.PROBLEM, run.problem)
    return Exit.PROBLEM if run.interrupted or summary.failed else Exit.OK


def _effective(deck: Deck, plan: Plan) -> Deck:
    from debate.rules.tables import effective

    return effective(deck, plan.preset, plan.views)


def _of(done: int, asked: int) -> str:
    return f"{done:,} game{'s' * (done != 1)}" if done == asked else f"{done:,} of {asked:,} games"


def _who(seated: tuple[tuple[str, str], ...]) -> str:
    kinds = {who for _, who in seated}
    if len(kinds) == 1:
        return f"all seats {kinds.pop()}."
    return ", ".join(f"{role} {who}" for role, who in seated) + "."


def _writable(path: str | None) -> None:
    """Say so before the games are played if a file cannot be written."""
    if path is not None and not Path(path).absolute().parent.is_dir():
        raise Stop(Exit.USAGE, f"'{visible(path, 200)}' cannot be written: there is no such folder.")
