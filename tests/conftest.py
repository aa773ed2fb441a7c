"""What all tests share: how long hypothesis looks, and that no test writes into anybody's saved games.

``HYPOTHESIS_PROFILE=long pytest tests/rules`` looks at other games each time, and at many more of them.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.fixture(autouse=True)
def _faults_are_told_as_before() -> None:
    """A host that another test ran in this process had its faults written into its own room; that is over."""
    log = logging.getLogger("debate.classroom")
    for handler in log.handlers:
        handler.close()
    log.handlers, log.propagate, log.disabled, logging.raiseExceptions = [], True, False, True
    logging.disable(logging.NOTSET)
