"""The same games on a Dask cluster, tried with a real one on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.workshop import pool
from debate.workshop.simulated import Plan

distributed: Any = pytest.importorskip("distributed", reason="Dask is not installed: pip install distributed")

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """``dask://HOST:PORT`` of a cluster of two processes."""
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    with made:
        yield made.scheduler_address.replace("tcp://", "dask://")


def test_a_cluster_finds_what_one_process_finds(cluster: str) -> None:
    """Equal seeds, equal results; also for the same run once more, and for other seeds."""
    deck = load_deck(HARBOUR)
    plan = Plan(tuple((role, "novice") for role in deck.turn_order), weigh_every=5, rows=True)
    for seeds in (range(50), range(50), range(50, 70)):
        told: list[int] = []
        there = pool.run(deck, plan, seeds, spec=cluster, tell=told.append)
        assert there == pool.run(deck, plan, seeds, jobs=1)
        assert there.summary.games == len(seeds) == told[-1]


def test_an_interruption_on_a_cluster(cluster: str) -> None:
    """Ctrl-C keeps what is there, and the cluster stays of use."""
    deck = load_deck(HARBOUR)
    plan = Plan(tuple((role, "scripted") for role in deck.turn_order))

    def stop(done: int) -> None:
        if done >= 5:
            raise KeyboardInterrupt

    found = pool.run(deck, plan, range(100_000), spec=cluster, tell=stop)
    assert found.interrupted
    assert 5 <= found.summary.games < 100_000
    assert pool.run(deck, plan, range(4), spec=cluster).summary.games == 4


def test_the_command_takes_a_cluster(cluster: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The report is that of processes of this machine, word for word."""
    asked = ["deck", "simulate", str(HARBOUR), "--games", "20"]
    assert run([*asked, "--executor", cluster]) == Exit.OK
    there = capsys.readouterr().out
    assert run([*asked, "--jobs", "1"]) == Exit.OK
    assert capsys.readouterr().out == there


def test_a_cluster_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, soon, and no traceback."""
    monkeypatch.setattr(pool, "_REACH", 1)
    assert run(["deck", "simulate", str(HARBOUR), "--executor", "dask://127.0.0.1:9"]) == Exit.PROBLEM
    captured = capsys.readouterr()
    assert "no Dask scheduler answers at dask://127.0.0.1:9" in captured.err
    assert captured.err.count("\n") == 1
