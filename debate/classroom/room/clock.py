"""The clock of a room: seconds since 1970 that go on evenly, also where the computer's clock is set meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable


class Steady:
    """Time as it was on the computer's clock when this was made, and as much more as has passed since.

    What a class was given as time is measured by it. Until when a lesson lasts the school's own clock says, which is
    what the computer shows now: :attr:`set_by` leads from one to the other.
    """

    def __init__(self, wall: Callable[[], float] = time.time, passed: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._passed = wall, passed
        self._ahead = wall() - passed()

    def __call__(self) -> float:
        return self._passed() + self._ahead

    @property
    def set_by(self) -> float:
        """Seconds by which the computer's clock was set forward meanwhile, or stood still here while it slept."""
        return self._wall() - self()


def set_by(clock: Callable[[], float]) -> float:
    """See :attr:`Steady.set_by`; 0 for any other clock."""
    return clock.set_by if isinstance(clock, Steady) else 0.0
