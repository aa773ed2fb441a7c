"""What the tests of the screens share."""

from __future__ import annotations

import pytest

from debate.faces.tui.predict import PredictScreen


@pytest.fixture(autouse=True)
def tests_read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question may be answered as soon as it stands."""
    monkeypatch.setattr(PredictScreen, "UNREAD", 0.0)
