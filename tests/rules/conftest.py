"""What tests of the rules share."""

from __future__ import annotations

import pytest

from tests.rules.strange import played


@pytest.fixture(scope="session")
def games_drawn() -> None:
    """The games of :func:`tests.rules.strange.games` are there."""
    played()
