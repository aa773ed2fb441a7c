"""The ending and the debrief: how it came out as a picture, then part by part, turned by key or mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial, partialmethod
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from debate.debrief.retries import Retry
from debate.faces.kit.ending_svg import ending_svg, numbers_of, poster_of
from debate.faces.kit.finale import ended_row, outcome_row
from debate.faces.tui.actions import ENDING, bindings
from debate.faces.tui.beside import THREADS, beside, in_place, progress
from debate.faces.tui.drawn import drawn
from debate.faces.tui.footer import Keys, Tab
from debate.faces.tui.ink import Drawn
from debate.faces.tui.keeping import keep_now
from debate.faces.tui.looking import OpensPages, asked_about
from debate.faces.tui.page import Line, Page
from debate.faces.tui.routes import look_up, show
from debate.faces.tui.stage import GameApp
from debate.game.record import GameRecord
from debate.pages.document import Node
from debate.pages.ending import PARTS, endings, everybody
from debate.pages.finale import Finale, arithmetic, costliest, decisions, finale, overview, picture
from debate.pages.reader import Reader
from debate.pages.recall import remember
from debate.pages.retrying import Retrying
from debate.rules.text import visible
from debate.store import RecordError


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


NEW_GAME = "new-game"
"""What the screen is dismissed with when a new game is wanted; None: back to where one came from."""
WHOLE = (110, 36)
"""Columns and rows from which on the first page holds all of the ending."""
SOON = 0.7
"""Seconds after which the costliest decision is looked for: the ending is on screen by then."""
ON_REQUEST = "r finds it: your decisions are played on, with hands, motives and luck dealt anew."
FOOTER = (
    *("next_page", "retry", "rematch", "open", "back", "pick_meter", "contest", "beliefs", "save_picture"),
    *("new_game", "timeline", "why", "causal_map"),
)
"""What the one row of keys holds, as far as it fits."""
AGAIN = "r make it once more"


class EndingScreen(OpensPages, Screen[str | None]):
    """How the game ended, for ``role`` (None: for nobody in particular)."""

    DEFAULT_CSS = """
    EndingScreen #ending-head, EndingScreen #ending-outcome { height: 1; }
    EndingScreen #ending-tabs { height: 1; padding: 0 1; }
    EndingScreen Tab { width: auto; margin: 0 1 0 0; }
    EndingScreen Tab.here { text-style: reverse bold; }
    EndingScreen Page { height: 1fr; padding: 0; }
    """
    BINDINGS = bindings(
        ENDING,
        *(Binding(str(n + 1), f"turn({n})", show=False) for n in range(len(PARTS))),
    )
    AUTO_FOCUS = "Page"
    labels: ClassVar[dict[str, str]] = {"pick_meter": "Look up"}
    SEARCHES: ClassVar[bool] = THREADS
    """Whether the costliest decision is looked for unasked, beside the screen."""

    def __init__(self, session: GameRecord, role: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.number = 0
        self.search = RetrySearch(session, role) if role is not None and session.state.over else None

    @cached_property
    def debrief(self) -> Finale:
        """The facts that are shown."""
        return finale(Reader(self.session, self.role))

    @property
    def text(self) -> str:
        """The whole debrief as plain text."""
        return "\n".join(line.plain for part in PARTS for line in drawn(part.nodes(self.debrief), self.session.deck))

    def compose(self) -> ComposeResult:
        yield Drawn(id="ending-head")
        yield Drawn(id="ending-outcome")
        with Horizontal(id="ending-tabs"):
            for number, part in enumerate(PARTS):
                yield Tab(f"{number + 1} {part.name}", partial(self.turn, number))
        yield Page()
        yield Keys(first=FOOTER)

    def on_mount(self) -> None:
        session, role, found = self.session, self.role, self.debrief
        deck, setting = session.deck, session.state.setting
        motive = session.state.motives[role] if role is not None else ""
        self.query_one("#ending-head", Drawn).draw(
            lambda cells, _: [ended_row(deck, setting.seed, role, motive, cells)]
        )
        later = "" if found.report.later == found.report.ending else found.report.later.title
        ending, numbers = found.report.ending, numbers_of(self.debrief)
        self.query_one("#ending-outcome", Drawn).draw(
            lambda cells, _: [outcome_row(ending.title, later, numbers, ending.text, cells)]
        )
        self.turn(0)
        if isinstance(self.app, GameApp):
            remember(session, role)
        if self.search is not None and self.SEARCHES and session.state.over:
            self.set_timer(SOON, self._look)

    # The costliest decision.

    def _look(self) -> None:
        if self.search is not None and not self.search.begun:
            self.run_worker(self._searched(), group="costliest")

    async def _searched(self) -> None:
        search = self.search
        assert search is not None
        timer = self.set_interval(0.5, self._progress)
        await search.run()
        timer.stop()
        self._progress()

    def _progress(self) -> None:
        """Show what has been found, on the pages that hold it, where they stand."""
        self.refresh_bindings()
        if self.number < 2 and in_place(self, Page):
            page = self.query_one(Page)
            place, top = page.place, page.scroll_offset
            page.show(self._lines(), top=False, at=place)
            page.scroll_to(y=top.y, animate=False, force=True)

    def on_screen_resume(self) -> None:
        """What was answered meanwhile is named from now on."""
        if self.search is not None and self.search.dialogue.told:
            self._progress()

    def on_unmount(self) -> None:
        if self.search is not None:
            self.search.stopped = True

    def _costliest(self, make: Callable[..., list[Node]]) -> list[Node]:
        search = self.search
        if search is None:
            return make(self.debrief, None)
        words, dialogue = search.words if search.begun else ON_REQUEST, search.dialogue
        return make(self.debrief, search.found, words, "" if dialogue.nothing else AGAIN, dialogue.told)

    # Pages.

    def turn(self, number: int) -> None:
        """Show this page."""
        self.number = number % len(PARTS)
        for place, tab in enumerate(self.query(Tab)):
            tab.set_class(place == self.number, "here")
        self.query_one(Page).show(self._lines())
        self.refresh_bindings()

    def _lines(self) -> list[Line]:
        found = self.debrief
        if self.number == 0:
            whole = self.size.width >= WHOLE[0] and self.size.height >= WHOLE[1]
            first = self._costliest(overview) if whole else picture(found)
            nodes = [*first, *endings(found, titled=True)]
        elif self.number == 1:
            nodes = [*arithmetic(found), *self._costliest(costliest), *decisions(found), *everybody(found)]
        else:
            nodes = PARTS[self.number].nodes(found)
        return drawn(nodes, self.session.deck)

    def on_resize(self) -> None:
        if self.number == 0 and in_place(self, Page):
            self.turn(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return any(line.leads for page in self.query(Page) for line in page.lines)
        if action == "keep":
            return self.session.kept_at is None and not self.session.read_only
        if action == "save_picture":
            return THREADS  # in a browser there is no folder that anybody would find
        if action == "retry":
            return self.session.state.over and not (self.search is not None and self.search.dialogue.nothing)
        if action == "beliefs":
            return bool(self.session.source.beliefs) and isinstance(self.app, GameApp)
        if action == "contest":
            return self.session.state.over and isinstance(self.app, GameApp)
        if action == "rematch":
            people = self.session.people()
            return self.session.state.over and people == (self.role,) and isinstance(self.app, GameApp)
        return True

    def action_turn(self, number: int) -> None:
        self.turn(number)

    def action_next_page(self) -> None:
        self.turn(self.number + 1)

    def action_page_before(self) -> None:
        self.turn(self.number - 1)

    def action_open(self) -> None:
        self.query_one(Page).choose()

    def on_page_opened(self, message: Page.Opened) -> None:
        if message.line.to is not None:
            look_up(self.app, self.session, self.role, message.line.to)

    def action_why(self) -> None:
        """Of what the marked line leads to, where that is something to ask about."""
        marked = self.query_one(Page).marked
        show(self.app, "why", self.session, self.role, *asked_about(self.session.deck, marked.to if marked else None))

    def action_pick_meter(self) -> None:
        """Ask why of something chosen by its name."""
        show(self.app, "why", self.session, self.role, picking=True)

    def action_causal_map(self) -> None:
        show(self.app, "map", self.session, self.role)

    def action_timeline(self) -> None:
        show(self.app, "timeline", self.session, self.role)

    def action_retry(self) -> None:
        """What was found is shown at once, and of a search that still runs how far it is."""
        if self.search is None:
            self._onward("retry")
        else:
            show(self.app, "dialogue", self.search.dialogue)

    def _onward(self, name: str) -> None:
        """Open what the game leads on to under this name."""
        from debate.pages.afterwards import onward  # nothing before the end of a game needs it

        dialogue = onward(self.session, self.role, name)
        if dialogue is not None:
            show(self.app, "dialogue", dialogue)

    action_rematch = partialmethod(_onward, "rematch")
    action_beliefs = partialmethod(_onward, "beliefs")
    action_contest = partialmethod(_onward, "contest")

    def action_save_picture(self) -> None:
        """One file to show to others; where it is told once it is there."""
        from debate.saves import keep_picture

        app = cast("GameApp", self.app)
        try:
            drawn = ending_svg(poster_of(self.debrief))
            path = keep_picture(app.saves if app.keeps_games else None, self.session, drawn)
        except RecordError as problem:
            app.say(problem.sentence, warning=True)
        else:
            app.say(f"The picture is in {visible(str(path), 300)}")

    def action_keep(self) -> None:
        keep_now(self.app, self.session)

    def action_new_game(self) -> None:
        self.dismiss(NEW_GAME)

    def action_back(self) -> None:
        self.dismiss(None)
