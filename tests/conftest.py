"""What all tests share: how long hypothesis looks, and that no test writes into anybody's saved games.

``HYPOTHESIS_PROFILE=long pytest tests/rules`` looks at other games each time, and at many more of them.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import pickle
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from debate.debrief import base_rates
from debate.rules.deck import Deck, is_loaded

# Some hundred programs are started by the tests: what Python compiles for one of them is kept for the next.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Hundreds of apps and games come and go in one process. By Python's own thresholds a third of the time of their tests
# goes into looking through all that lives; garbage is found with these as well, only later.
gc.set_threshold(5_000, 20, 50)

SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=SLOW_TO_DRAW)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=SLOW_TO_DRAW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True, scope="session")
def _saves_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs that tests start keep their games in a folder of this run."""
    folder = tmp_path_factory.mktemp("saves")
    os.environ["DEBATE_SAVES"] = str(folder)
    return folder


@pytest.fixture(autouse=True, scope="session")
def _base_rates_are_measured_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """How often each answer comes in a deck takes seconds to measure. What one worker of a run has measured of a deck
    that was loaded, the others read."""
    folder, measured = tmp_path_factory.getbasetemp().parent, base_rates._measured
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return

    def shared(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Generator[None, None, base_rates.BaseRates]:
        of = deck.digest, preset, sorted(views), base_rates.GAMES, base_rates.CONTROLLED
        kept = folder / f"base-rates-{hashlib.sha256(repr(of).encode()).hexdigest()}"
        if not (is_loaded(deck) and kept.exists()):
            found = yield from measured(deck, preset, views)
            if not is_loaded(deck):
                return found
            mine = kept.with_name(f"{kept.name}-{os.getpid()}")
            mine.write_bytes(pickle.dumps(found))
            mine.replace(kept)
        rates: base_rates.BaseRates = pickle.loads(kept.read_bytes())
        return rates

    base_rates._measured = shared


@pytest.fixture(autouse=True)
def _faults_are_told_as_before() -> None:
    """A host that another test ran in this process had its faults written into its own room; that is over."""
    log = logging.getLogger("debate.classroom")
    for handler in log.handlers:
        handler.close()
    log.handlers, log.propagate, log.disabled, logging.raiseExceptions = [], True, False, True
    logging.disable(logging.NOTSET)
