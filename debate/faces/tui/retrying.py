"""One's costliest decisions once more: found while one reads, each chosen again with what one knew then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from attrs import define

from debate.debrief.position import TRIES, accepted, choice_in_words, options, position_lines, verdict_words
from debate.debrief.retries import Retry, retries
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line
from debate.faces.tui.sheet import GameSheet
from debate.game.session import Session
from debate.pages.document import Ref
from debate.rules.moves import Move

DECISION, OPTION, BOTH, LIST = "decision", "option", "both-runs", "decisions"
"""Kinds of reference that this page follows itself."""


@define
class _Again:
    """A decision that is made again. ``tried``: what was chosen so far."""

    retry: Retry
    tried: list[Move]

    @property
    def answered(self) -> bool:
        return len(self.tried) >= TRIES or any(accepted(self.retry, move) for move in self.tried)


class RetryScreen(GameSheet):
    """The decisions of ``role`` that cost most, to be made again: two tries, then the answer with both runs."""

    def __init__(self, session: Session, role: str, budget: int = 2000) -> None:
        super().__init__(session, role)
        self._budget = budget
        self.found: tuple[Retry, ...] | None = None
        self.again: _Again | None = None
        self._done = 0, 1

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._search(), exclusive=True)

    async def _search(self) -> None:
        assert self.role is not None
        session, role, budget = self.session, self.role, self._budget
        record = session.to_record()
        self.found = await asyncio.to_thread(
            lambda: retries(session.source, record, role, budget=budget, progress=self._tell)
        )
        self.fill()

    def _tell(self, done: int, whole: int) -> None:
        """Say how far the search has come; called from where it runs."""
        self._done = done, max(whole, 1)
        if self.is_mounted:
            self.app.call_from_thread(self._tick)

    def _tick(self) -> None:
        if self.found is None and self.is_mounted:
            self.fill()

    def heading(self) -> tuple[str, str]:
        if self.again is None:
            return "Your costliest decisions", "⏎ opens the marked one"
        return f"Round {self.again.retry.round}, once more", "⏎ chooses · backspace: the list"

    def lines(self) -> Iterator[Line]:
        if self.found is None:
            done, whole = self._done
            yield Line(f"Playing your decisions on, {done} of {whole} done ...", STRONG)
            yield Line("You can close this with esc and come back later.", QUIET)
        elif self.again is not None:
            yield from self._position(self.again)
        elif not self.found:
            yield Line("No decision of yours cost as much as three points for certain. Whatever went wrong was luck, "
                       "or what others did.", STRONG)  # fmt: skip
        else:
            yield from self._list(self.found)

    def _list(self, found: tuple[Retry, ...]) -> Iterator[Line]:
        yield Line(
            "Judged by what you could know then, not by what came. You see each as you saw it, and choose again.", QUIET
        )
        yield BLANK
        for number, retry in enumerate(found):
            words = f"Round {retry.round}: you chose {choice_in_words(self.deck, retry.made)}"
            yield Line(words, lead=f"-{retry.loss:2.0f}  ", lead_style="bold", to=Ref(DECISION, str(number)))

    def _position(self, again: _Again) -> Iterator[Line]:
        deck, retry = self.deck, again.retry
        yield from (Line(words) for words in position_lines(deck, retry.view))
        yield BLANK
        for move in again.tried:
            right = accepted(retry, move)
            yield Line(choice_in_words(deck, move), lead="✓ better: " if right else "✗ no better: ", lead_style="bold")
        if again.answered:
            yield Line(verdict_words(deck, retry), STRONG)
            yield BLANK
            yield Line("Both games side by side: as it was, and with the better choice.", to=Ref(BOTH))
            yield Line("Back to the list.", to=Ref(LIST))
            return
        yield Line(f"You chose: {choice_in_words(deck, retry.made)}. What do you choose now?", HEADING)
        for number, move in enumerate(options(retry)):
            if move not in again.tried:
                yield Line(choice_in_words(deck, move), to=Ref(OPTION, str(number)))

    def follow(self, to: Ref) -> None:
        if to.kind == DECISION and self.found:
            self.again = _Again(self.found[int(to.id)], [])
        elif to.kind == OPTION and self.again is not None:
            self.again.tried.append(options(self.again.retry)[int(to.id)])
        elif to.kind == LIST:
            self.again = None
        elif to.kind == BOTH and self.again is not None:
            from debate.faces.tui.whatif import ComparedScreen

            retry = self.again.retry
            places = enumerate(zip(self.session.played.states, self.session.moves, strict=False))
            at = next(n for n, (state, move) in places if move == retry.made and state.round == retry.round)
            found = self.session.what_if(at, retry.better)
            self.app.push_screen(ComparedScreen(self.session, self.role, found))
            return
        self.fill()

    def has_earlier(self) -> bool:
        return self.again is not None

    def action_earlier(self) -> None:
        self.again = None
        self.fill()
