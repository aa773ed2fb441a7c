"""The search for one's costliest decisions, beside the screen, before anybody asks for it."""

from __future__ import annotations

from debate.debrief.retries import Retry
from debate.faces.tui.beside import beside, progress
from debate.game.record import GameRecord
from debate.pages.retrying import Retrying


class _Stopped(Exception):
    """Nobody waits for the search any more."""


class RetrySearch:
    """Looks for the costliest decisions of ``role`` for ``dialogue``, which then has them at once."""

    def __init__(self, session: GameRecord, role: str) -> None:
        self.dialogue = Retrying(session, role)
        self.begun = self.stopped = False
        self._done = 0, 1

    @property
    def found(self) -> tuple[Retry, ...] | None:
        """The decisions, judged by the score whatever the dialogue was asked to judge by; None until they are known."""
        return self.dialogue.by_score

    @property
    def words(self) -> str:
        """How far it has come."""
        done, whole = self._done
        return f"Playing your decisions on, {done} of {whole} done ..."

    async def run(self) -> None:
        """Search, unless it is stopped meanwhile."""
        self.begun = True
        await beside(self._search)

    def _search(self) -> None:
        try:
            self.dialogue.work(self._progress)
            self.dialogue.work_further(self._progress)
        except _Stopped:
            self.begun = False

    def _progress(self, done: int, whole: int) -> None:
        if self.stopped:
            raise _Stopped
        self._done = done, max(whole, 1)
        progress(done / max(whole, 1))
