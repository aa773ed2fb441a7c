"""Playing a deck while it is written: the files are watched, the game is carried over, and the screen says so."""

from __future__ import annotations

import time
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from debate.deckfile.finding import Finding
from debate.faces.tui.actions import REHEARSAL, bindings
from debate.faces.tui.beside import in_place
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line
from debate.faces.tui.played_table import PlayedTable
from debate.faces.tui.sheet import Sheet
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import say
from debate.workshop.checking import one, worst_first
from debate.workshop.rehearsal import News, Rehearsal


class Stopped(Exception):
    """Nobody watches any more."""


def watch(app: GameApp, rehearsal: Rehearsal) -> None:
    """Tell the app of each save until it closes or the game is left. For a worker with a thread of its own."""
    worker = get_current_worker()

    def sleep(seconds: float) -> None:
        if worker.is_cancelled or app.rehearsal is not rehearsal:
            raise Stopped
        time.sleep(seconds)

    try:
        for reading in rehearsal.watch(sleep):
            sleep(0)
            app.call_from_thread(app.deck_saved, reading)
    except Stopped:
        return


class DeckBanner(Static):
    """What the latest save brought, across the table: until the next choice, or as long as the deck has errors."""

    DEFAULT_CSS = """
    DeckBanner { height: auto; max-height: 2; padding: 0 1; display: none; background: $success 25%; }
    DeckBanner.-on { display: block; }
    DeckBanner.-wrong { background: $error 35%; }
    """

    def tell(self, rehearsal: Rehearsal) -> None:
        """Show it, or nothing."""
        news = rehearsal.news
        wrong = news is not None and (news.carried is None or news.errors > 0)
        on = news is not None and (wrong or _fresh(rehearsal, news))
        self.set_class(on, "-on")
        self.set_class(wrong or (news is not None and not news.good), "-wrong")
        self.update(self._content(news) if on and news else Content())

    def _content(self, news: News) -> Content:
        mark = "✓ " if news.good and not news.errors else "! "
        return say((mark, "bold"), news.headline(), ("  c: more", "bold"))


def _fresh(rehearsal: Rehearsal, news: News) -> bool:
    """Whether no person has chosen since the save."""
    carried = news.carried
    if carried is None:
        return True
    line = rehearsal.session.journal.line()
    return all(made.reason is not None for made in line[carried.kept :])


class RehearsalTable(PlayedTable):
    """The table of a game whose deck is being written."""

    BINDINGS = bindings(REHEARSAL)

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.session)
        self.rehearsal = rehearsal

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if widget.id == "ask":
                yield DeckBanner()

    def show(self) -> None:
        super().show()
        if in_place(self, DeckBanner):
            self.query_one(DeckBanner).tell(self.rehearsal)

    def action_deck_news(self) -> None:
        self.app.push_screen(DeckScreen(self.rehearsal))


class DeckScreen(Sheet):
    """What the latest save brought, and everything that is wrong with the deck, each with its line."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal

    def heading(self) -> tuple[str, str]:
        return f"The deck: {self.rehearsal.session.source.title}", "esc closes · save a file, and this page follows"

    def lines(self) -> Iterator[Line]:
        news = self.rehearsal.news
        if news is None:
            yield Line("Nothing has been saved since the game began.", QUIET)
        else:
            first, *rest = news.lines()
            yield Line(first, STRONG)
            for text in rest:
                yield Line(text, lead="· ")
        checked = self.rehearsal.checked
        count = len(checked.findings)
        yield BLANK
        yield Line(f"{count or 'No'} finding{'s' * (count != 1)}", HEADING)
        findings = worst_first(checked.findings)
        for finding in findings:
            yield BLANK
            yield from self._finding(finding)
        if findings:
            yield BLANK
            code = findings[0].code
            yield Line(f"What a code means, with an example: debate deck explain {code}", QUIET)

    def _finding(self, finding: Finding) -> Iterator[Line]:
        told, *quoted = one(self.rehearsal.checked, finding)
        yield Line(told, STRONG if finding.severity == "error" else "")
        for row in quoted:
            blanks = len(row) - len(row.lstrip(" "))
            yield Line(row.strip(" "), QUIET, lead=" " * blanks)


def same_page(screen: Screen[object]) -> Screen[None] | None:
    """The page that is open, to be opened again once the deck has changed; None where it is gone or no page."""
    from debate.faces.tui.causal_map import MapScreen
    from debate.faces.tui.readings import DetailsScreen
    from debate.faces.tui.why import WhyScreen
    from debate.pages.things import sections

    if isinstance(screen, DeckScreen):
        return DeckScreen(screen.rehearsal)
    if isinstance(screen, DetailsScreen):
        known = sections(screen.deck).get(screen.to.kind, {})
        return DetailsScreen(screen.session, screen.role, screen.to) if screen.to.id in known else None
    if isinstance(screen, WhyScreen | MapScreen) and screen.subject in screen.subjects():
        return type(screen)(screen.session, screen.role, screen.subject)
    return None
