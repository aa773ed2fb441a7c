"""``debate deck simulate``: the same figures however the work is shared out, and a report that can be read."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.deckfile.finding import cells
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.workshop import pool
from debate.workshop.output import Progress
from debate.workshop.plots import by_round, histogram
from debate.workshop.simulate_text import told, unused
from debate.workshop.simulated import Plan, run_games, simulate, summed
from debate.workshop.summary import Spread, Summary, meters_by_round, scores_of, total

DECKS = Path(__file__).parent.parent / "decks"
HARBOUR = DECKS / "harbour.yaml"


@pytest.fixture(scope="module")
def harbour() -> Deck:
    return load_deck(HARBOUR)


@pytest.fixture(scope="module")
def valley() -> Deck:
    return load_deck(DECKS / "valley")


def plan(deck: Deck, who: str = "scripted", **more: Any) -> Plan:
    return evolve(Plan(tuple((role, who) for role in deck.turn_order), weigh_every=3, rows=True), **more)


def test_games_sum_up_to_what_happened(valley: Deck) -> None:
    """Counts of a handful of games agree with the games looked at one by one."""
    what = plan(valley, "novice")
    summary, seconds = run_games(valley, what, range(12))
    games = [simulate(valley, what, seed) for seed in range(12)]
    assert (summary.games, summary.failed, seconds > 0) == (12, 0, True)
    for role in valley.turn_order:
        assert scores_of(summary, role).mean == pytest.approx(sum(g.outcome.scores[role] for g in games) / 12)
    assert sum(summary.endings.values()) == 12
    assert summary.chosen == {
        id: n for id in valley.moves if (n := sum(m.kind == "play" and m.move == id for g in games for m in g.moves))
    }
    assert [row.seed for row in summary.rows] == list(range(12))
    assert sum(n for (what_, _), n in summary.weighed.items() if what_ == "choices") == 4
    rounds = meters_by_round(summary)[next(iter(valley.meters))]
    assert rounds[0].counts == {next(iter(valley.meters.values())).start: 12}
    assert rounds[-1].count == 12


def test_chunks_do_not_matter(harbour: Deck) -> None:
    """Ten games at once, in two parts, or one by one backwards: the same summary."""
    what = plan(harbour, "novice")
    whole, _ = run_games(harbour, what, range(10))
    assert total(run_games(harbour, what, part)[0] for part in (range(3), range(3, 10))) == whole
    assert total(run_games(harbour, what, [seed])[0] for seed in reversed(range(10))) == whole


def test_one_job_equals_two(harbour: Deck) -> None:
    """Two processes and one find the same, to the last number."""
    what, seeds = plan(harbour, "novice"), range(5, 65)
    alone = pool.run(harbour, what, seeds, jobs=1)
    told_: list[int] = []
    shared = pool.run(harbour, what, seeds, jobs=2, tell=told_.append)
    assert alone == shared
    assert shared.summary.games == 60
    assert told_[-1] == 60
    assert told_ == sorted(told_)


@pytest.mark.parametrize(("who", "preset", "views"), [("scripted", False, False), ("novice", True, True)])
def test_play_takes_a_seed_up(valley: Deck, who: str, preset: bool, views: bool) -> None:
    """A simulated game is the one that 'debate play --watch --seed' shows."""
    chosen = next(iter(valley.presets), None) if preset else None
    on = tuple(valley.views)[:1] if views else ()
    for seed in (3, 41):
        session = Session(valley, dict.fromkeys(valley.turn_order, who), seed=seed, preset=chosen, views=on)
        session.advance()
        simulated = simulate(valley, plan(valley, who, preset=chosen, views=on), seed)
        assert session.state.digest() == simulated.state.digest()


def test_an_error_in_a_game_is_noted_with_its_seed(harbour: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A game that breaks off does not end the run; its seed is kept."""
    from debate.workshop import simulated

    def breaks(deck: Deck, what: Plan, seed: int) -> object:
        if seed == 4:
            raise ZeroDivisionError("boom\x1b[2J")
        return simulate(deck, what, seed)

    monkeypatch.setattr(simulated, "simulate", breaks)
    summary, _ = run_games(harbour, plan(harbour), range(6))
    assert (summary.games, summary.failed) == (5, 1)
    ((seed, sentence),) = summary.failures
    assert (seed, sentence.startswith("ZeroDivisionError: boom"), "\x1b" in sentence) == (4, True, False)
    assert any("seed 4: ZeroDivisionError" in line for line in told(harbour, summary))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_keeps_what_is_there(harbour: Deck, jobs: int) -> None:
    """Ctrl-C in the middle: the games that are over are summed up."""

    def stop(done: int) -> None:
        if done >= 10:
            raise KeyboardInterrupt

    found = pool.run(harbour, plan(harbour), range(100_000), jobs=jobs, tell=stop)
    assert found.interrupted
    assert 10 <= found.summary.games < 100_000


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (BrokenProcessPool(), "a process that played games was ended from outside; fewer '--jobs' take less memory."),
        (ModuleNotFoundError("No module named 'debate'"), "those who play the games lack something: No module named"),
        (OSError("gone"), "those who play the games were lost (OSError: gone)."),
    ],
)
def test_what_is_lost_on_the_way_ends_the_run(harbour: Deck, problem: Exception, sentence: str) -> None:
    """A process or a cluster that dies: the games before count, and one sentence says why there are no more."""

    class Dying(Executor):
        done = 0

        def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
            future: Future[Any] = Future()
            self.done += 1
            if self.done < 3:
                future.set_result(run_games(harbour, *args[1:]))
            else:
                future.set_exception(problem)
            return future

    found = pool._share_out(Dying(), None, plan(harbour), range(100), 1, lambda done: None)
    assert (found.interrupted, found.summary.games > 0, sentence in found.problem) == (True, True, True)


def test_ctrl_c_prints_what_is_there() -> None:
    """The whole program, stopped as a terminal does it: a report of the games so far, and no traceback."""
    command = [sys.executable, "-m", "debate", "deck", "simulate", str(HARBOUR), "--games", "900000", "--jobs", "2"]
    started = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )
    time.sleep(2.5)
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=20)
    assert started.returncode == Exit.PROBLEM
    assert "Stopped after" in out
    assert "── Endings" in out
    assert err == ""


def test_a_report_for_80_columns(valley: Deck) -> None:
    """Every part is there, and no line is wider than a terminal."""
    summary, _ = run_games(valley, plan(valley, "novice"), range(40))
    lines = list(told(valley, summary))
    assert max(map(cells, lines)) < 80
    titles = [line.split("── ")[1].split(" ─")[0] for line in lines if line.startswith("── ")]
    assert titles == [
        "Scores",
        "Endings",
        "Lead",
        "The obvious move",
        "Meters by round",
        "Moves",
        "Arguments",
        "Never and dominated",
        "Odd games",
    ]


def test_nothing_played_can_be_told(harbour: Deck) -> None:
    """A run stopped before its first game tells nothing, and one without plays is told as well."""
    assert list(told(harbour, Summary())) == []
    summary, _ = run_games(harbour, plan(harbour, "hold"), range(3))
    assert "moves" in " ".join(told(harbour, summary))
    never = unused(harbour, summary)
    assert any(ids and words.startswith("Moves that were legal and never chosen") for words, ids in never.items())


def test_an_oddity_is_in_the_game_of_its_seed(valley: Deck) -> None:
    """The seed named for the highest score leads to a game with that score."""
    what = plan(valley, "novice")
    summary, _ = run_games(valley, what, range(30))
    role = valley.turn_order[0]
    value, seed = summary.oddest[f"high {role}"]
    assert simulate(valley, what, -seed).outcome.scores[role] == value
    ending, first = next((id, seed) for (kind, id), seed in summary.first.items() if kind == "ending")
    assert ending in summed(simulate(valley, what, first), first).endings


def test_plots() -> None:
    """What a plot of a meter and a histogram look like."""
    even = Spread(dict.fromkeys(range(101), 1))
    drawn = by_round("Trust", 0, 100, {0: Spread({50: 9}), 1: even, 2: Spread({90: 9, 100: 1}), -1: Spread({0: 1})}, 2)
    assert [line.rstrip() for line in drawn] == [
        "Trust              50 → 90 → 0",
        " 100    ░  ●",
        "        ▒",
        "     ●  ●",
        "        ▒",
        "        ▒",
        "   0    ░     ●",
        "     s  1  2  y",
    ]
    assert list(histogram(Spread({0: 1, 52: 24, 100: 12}))) == [
        "                    ██",
        "                    ██                  ▄▄",
        "▁▁                  ██                  ██",
        "0         25        50        75        100",
    ]


def test_progress_says_rate_and_time_left() -> None:
    """Drawn at a terminal, at once; elsewhere nothing is written."""
    now = iter([0.0, 0.0, 10.0, 10.0, 10.0, 10.0])

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown, quiet = Terminal(), io.StringIO()
    progress = Progress(1000, shown, lambda: next(now))
    progress.begin()
    assert "0 of 1,000 games" in shown.getvalue()
    progress.tell(250)
    assert "[#####...............] 250 of 1,000 games, 25 a second, 30 s left" in shown.getvalue()
    still = Progress(1000, quiet)
    still.begin()
    still.tell(5)
    still.end()
    assert quiet.getvalue() == ""


def test_the_command_writes_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each game as CSV, all figures as JSON, the report on screen, and nothing on standard error."""
    table, figures = tmp_path / "games.csv", tmp_path / "all.json"
    asked = ["deck", "simulate", str(HARBOUR), "--games", "12", "--jobs", "1", "--seed", "7"]
    assert run([*asked, "--csv", str(table), "--json", str(figures), "--seats", "town=novice"]) == Exit.OK
    captured = capsys.readouterr()
    assert captured.out.startswith("The harbour: 12 games from seed 7; port scripted, town novice.\n")
    assert captured.err == ""
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["seed"] for row in rows] == [str(seed) for seed in range(7, 19)]
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["games"] == 12
    mean = sum(int(row["score.port"]) for row in rows) / 12
    assert found["scores"]["port"]["mean"] == pytest.approx(mean)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--executor", "dask:8786"], "'dask:8786' is no executor; write 'processes' or 'dask://HOST:PORT'."),
        (["--executor", "dask://h:99999"], "is no executor"),
        (["--games", "0"], "'0' is not a number of games from 1 to 1000000"),
        (["--jobs", "x"], "'x' is not a number of processes from 1 to 1024"),
        (["--seats", "novise"], "there is no player 'novise'. Did you mean 'novice'?"),
        (["--seats", "novice,novice,novice"], "the deck has 2 roles, in this order: port, town."),
        (["--seats", "novice,town=random"], "not both"),
        (["--seats", "mayor=random"], "there is no role 'mayor'"),
        (["--seats", "port=only:digg"], "there is no move of 'port' 'digg'. Did you mean 'dig'?"),
        (["--preset", "brief"], "there is no preset 'brief'"),
        (["--view", "x"], "there is no view 'x'"),
        (["--csv", "nowhere/at/all.csv"], "there is no such folder"),
    ],
)
def test_complaints_are_one_sentence(asked: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong, and what would be right, before any game is played."""
    assert run(["deck", "simulate", str(HARBOUR), *asked]) == Exit.USAGE
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_a_missing_extra_is_named(
    harbour: Deck, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Dask, the sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["deck", "simulate", str(HARBOUR), "--executor", "dask://localhost:8786"]) == Exit.PROBLEM
    assert "pip install distributed" in capsys.readouterr().err
