"""A game that goes on while its deck is written: each time the deck is saved, the game is carried over to it.

What the author saves is checked. Where it can be played, the choices made so far are made again in it, as far as they
are legal; where it has errors, the game goes on in the last version that could be played.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from debate.debrief.naming import counted
from debate.deckfile.finding import Finding
from debate.deckfile.folder import deck_root
from debate.deckfile.load import Checked
from debate.deckfile.passages import SourceError, with_source
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck
from debate.rules.tables import tables_for
from debate.rules.text import visible
from debate.store import CannotCarry, Carried, Made, carry
from debate.workshop import checking
from debate.workshop.difference import ADDED, CHANGED, REMOVED, Change, differences

LONGEST = 80
"""Characters that one change may take in the headline."""


@frozen
class Reading:
    """The deck as it was found after a save. ``deck`` is None where it cannot be played; ``changes``: since the
    version that is being played; ``problem``: why the text of the passages cannot be shown."""

    checked: Checked
    deck: Deck | None
    changes: tuple[Change, ...] = ()
    problem: str = ""


@frozen
class News:
    """What a save brought.

    ``carried``: the game as it goes on in the saved version; None where it goes on in the version before, since the
    saved one has errors, or for the reason in ``cannot``. ``ended``: the name of the saved game that ends here.
    """

    reading: Reading
    carried: Carried | None
    cannot: str = ""
    ended: str = ""

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.reading.checked.findings)

    @property
    def good(self) -> bool:
        """Whether the game goes on in the saved version, with every choice."""
        return self.carried is not None and not self.carried.lost

    def headline(self) -> str:
        """All of it in one line."""
        if self.carried is None:
            why = self.cannot or f"{counted(self.errors, 'error')} in the deck."
            return f"{why} The game goes on with the version before."
        parts = [
            f"{count} {how}"
            for how in (CHANGED, ADDED, REMOVED)
            if (count := sum(change.how == how for change in self.reading.changes))
        ]
        wrong = f" {counted(self.errors, 'error')} elsewhere." if self.errors else ""
        what = ", ".join(parts) or "nothing that the game reads"
        if len(self.reading.changes) == 1:
            (change,) = self.reading.changes
            what = str(change) if len(str(change)) <= LONGEST else f"{change.how} {change.noun} {change.id}"
        return f"Deck saved: {what}. {self.kept()}{wrong}"

    def kept(self) -> str:
        """How many choices could be made again."""
        carried = self.carried
        if carried is None or not carried.wanted:
            return ""
        if not carried.lost:
            return "Your game goes on." if carried.wanted == 1 else f"All {carried.wanted} choices kept."
        return f"{carried.kept} of {carried.wanted} choices kept."

    def lines(self) -> Iterator[str]:
        """All of it but the findings, a paragraph each."""
        yield self.headline()
        if self.reading.problem:
            yield self.reading.problem
        if self.carried is None:
            return
        yield from map(str, self.reading.changes)
        yield from self.carried.notes
        if self.carried.lost:
            move = self.carried.lost[0].move
            why = self.carried.refused.sentence if self.carried.refused is not None else ""
            yield f"The first choice that could not be made again, in round {self.carried.round}: {move}. {why}"
            count = len(self.carried.lost)
            others = f" and the {count - 1} after it" if count > 2 else " and the one after it" if count == 2 else ""
            come = "comes" if count == 1 else "come"
            yield f"It{others} {come} back if you put the deck right before you choose anew."
        if self.ended:
            yield f"The saved game '{self.ended}' ends before this change."


class Rehearsal:
    """A session and the deck that is being written for it.

    ``session`` is changed in place, so whoever shows it sees each new version. ``path``: the deck, as the author named
    it; ``source``: a text with the words of its passages; ``seen``: how the files stood when the deck was read.
    """

    def __init__(
        self, path: str, session: Session, checked: Checked, seen: checking.Stamp, source: Path | None = None
    ) -> None:
        self.path = path
        self.session = session
        self.checked = checked
        self.source = source
        self.news: News | None = None
        """What the latest save brought."""
        self._seen = seen
        self._broken = False
        self._lost: tuple[Made, ...] = ()
        self._lost_at = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong with the deck as it was saved last."""
        return tuple(finding for finding in self.checked.findings if finding.severity == "error")

    @property
    def behind(self) -> bool:
        """Whether the game is played in an earlier version than the one saved last."""
        return self._broken

    # Reading what was saved: this may be done on a thread of its own.

    def watch(self, sleep: Callable[[float], None]) -> Iterator[Reading]:
        """The deck, read anew after each save. Ends only when ``sleep`` raises."""
        root, more = deck_root(self.path), self._more()
        for seen in checking.saves(root, self._seen, sleep, *more):
            self._seen = seen
            yield self.read()

    def look(self) -> News | None:
        """Whether something was saved since the last look, and what that brought."""
        now = checking.stamp(deck_root(self.path), *self._more())
        if now == self._seen:
            return None
        seen = next(iter(checking.saves(deck_root(self.path), self._seen, time.sleep, *self._more())))
        self._seen = seen
        return self.take(self.read())

    def _more(self) -> tuple[Path, ...]:
        return () if self.source is None else (self.source,)

    def read(self) -> Reading:
        """Check the deck as it is on disk now, and make ready to play it."""
        checked = checking.examined(self.path)
        deck, problem = checked.deck, ""
        if deck is None:
            return Reading(checked, None)
        if self.source is not None:
            try:
                deck = with_source(deck, self.source)
            except SourceError as wrong:
                deck = deck.with_texts(self.session.source.texts)
                problem = f"'{visible(str(self.source), 200)}': {wrong}. The passages are shown as they were."
        setting = self.session.state.setting
        if (setting.preset is None or setting.preset in deck.presets) and all(v in deck.views for v in setting.views):
            tables_for(deck, setting.preset, setting.views)
        return Reading(checked, deck, differences(self.session.source, deck), problem)

    # Going on in it.

    def take(self, reading: Reading) -> News | None:
        """Let the game go on in what was read, if it can. None where the save changed nothing at all."""
        self.checked = reading.checked
        if reading.deck is None:
            self._broken = True
            self.news = News(reading, None)
            return self.news
        source = self.session.source
        same = reading.deck.digest == source.digest and reading.deck.texts == source.texts
        if same and not self._broken and not self.errors and (self.news is None or not self.news.errors):
            return None
        line = self.session.journal.line()
        more = self._lost if self._lost_stands(line) else ()
        try:
            carried = carry(reading.deck, self.session.journal, more, self._lost_at if more else None)
        except CannotCarry as problem:
            self._broken = True
            self.news = News(reading, None, str(problem))
            return self.news
        kept_at = self.session.kept_at
        self.session.adopt(Session.resume(reading.deck, carried.replayed))
        self._broken = False
        self._lost, self._lost_at = carried.lost, carried.kept
        self.news = News(reading, carried, ended=visible(kept_at.stem, 80) if kept_at is not None else "")
        return self.news

    def _lost_stands(self, line: tuple[Made, ...]) -> bool:
        """Whether the choices that were lost may still come back: no person has chosen, or taken back, since."""
        if not self._lost or len(line) < self._lost_at:
            return False
        seats = self.session.seats
        return all(made.move.role in seats and seats[made.move.role].who != PERSON for made in line[self._lost_at :])
