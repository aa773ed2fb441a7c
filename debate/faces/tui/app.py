"""The terminal game as one Textual app: the title, the game in progress, and what works on every screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker

from debate.faces.tui.actions import action
from debate.faces.tui.beside import beside
from debate.faces.tui.routes import show, shown
from debate.faces.tui.stage import GameApp

if TYPE_CHECKING:
    from debate.faces.tui.game import Game
    from debate.game.session import Session
    from debate.saves import Opened
    from debate.settings import Settings
    from debate.store import Saves
    from debate.workshop.desk import Desk
    from debate.workshop.rehearsal import Reading, Rehearsal


HELD = 0.2
"""Seconds after which it is said that a game is being opened."""


class DebateApp(GameApp):
    """The terminal game.

    ``session``: a game to begin with, else the title. ``saves``: where games are kept from
    their first choice on, or what finds that out when it is first asked for; None: nowhere. ``opened``: a saved game to
    begin with; where it is only looked at, ``at`` says after how many choices. ``rehearsal``: the deck of ``session``
    is being written; the game is not kept then unless a person asks for it. ``can_host``: whether whoever runs the app
    can host a class; what was wished then is in :attr:`wish` once it has ended. ``desk``: a deck for the workshop.
    ``settings_at``: the file of the settings; None: they are kept nowhere.
    """

    STEPWISE = True
    WATCHES = True
    """Whether it looks itself at the files of a deck that is being written."""

    def __init__(
        self,
        *,
        session: Session | None = None,
        saves: Saves | Callable[[], Saves] | None = None,
        opened: Opened | None = None,
        at: int | None = None,
        rehearsal: Rehearsal | None = None,
        can_host: bool = False,
        desk: Desk | None = None,
        settings_at: Path | None = None,
    ) -> None:
        super().__init__()
        self._settings_at: Path | None = None
        self._settings_told = ""
        if settings_at is not None:
            from debate.settings import read

            found, self._settings_told = read(settings_at)
            self.set_settings(found)
            self._settings_at = settings_at
        self.can_host = can_host
        self.wish: tuple[str, ...] = ()
        self.session = session
        self._saves = saves
        self._elsewhere = False
        self._opened = opened
        self._at = at
        self.rehearsal = rehearsal
        self._desk = desk
        self._playing: Game | None = None
        self._game: Worker[None] | None = None

    def on_mount(self) -> None:
        self.open()

    def get_default_screen(self) -> Screen[None]:
        """What stands below everything else. Textual would draw an empty screen first."""
        from debate.faces.tui.title import TitleScreen

        return TitleScreen()

    def open(self) -> None:
        """Show what the app begins with, above the title."""
        if self._settings_told:
            self.say(self._settings_told, warning=True)
        if self.session is not None:
            self.begin(self.session)
            self._watch_deck()
        elif self._opened is not None:
            self.show_opened(self._opened, self._at)
        elif self._desk is not None:
            show(self, "workshop", self._desk)

    def set_settings(self, settings: Settings) -> None:
        """Use these settings from now on, in the game in progress too, and keep them where there is a place."""
        before = self.settings
        super().set_settings(settings)
        session = getattr(self, "session", None)
        if settings.predictions != before.predictions and session is not None and self.in_progress:
            session.set_predicting(settings.predictions == "on")
        if self._settings_at is not None and settings != before:
            from debate.settings import write

            try:
                write(self._settings_at, settings)
            except OSError as problem:
                self.say(f"The settings could not be kept: {problem.strerror}.", warning=True)

    @property
    def keeps_games(self) -> bool:
        return self._saves is not None

    @property
    def saves(self) -> Saves | None:
        if callable(self._saves):
            self._saves = self._saves()
        return self._saves

    @saves.setter
    def saves(self, saves: Saves | None) -> None:
        self._saves = saves

    # The game in progress.

    @property
    def in_progress(self) -> bool:
        """Whether somebody plays a game that is not over."""
        session = self.session
        return session is not None and bool(session.people() and session.entries) and not session.state.over

    def _lost(self, session: Session) -> bool:
        """Whether a person made choices in this game, which is on screen and kept nowhere."""
        people = () if getattr(self.screen, "HOME", False) else session.people()
        made = any(entry.move.role in people for entry in session.entries)
        return made and session.kept_at is None and not session.read_only and not self.in_workshop()

    def begin(self, session: Session) -> None:
        from debate.faces.tui.game import Game
        from debate.faces.tui.played_table import PlayedTable
        from debate.faces.tui.watch import WatchScreen

        self._leave_table()
        if self.session is not session:
            self._let_go()
        self.session = session
        table: PlayedTable
        if self.rehearsal is not None:
            from debate.faces.tui.rehearsing import RehearsalTable

            table = RehearsalTable(self.rehearsal)
        else:
            table = PlayedTable(session) if session.people() else WatchScreen(session)
        self._playing = Game(self, session, table)
        self._game = self.run_worker(self._playing.run(), group="game", exclusive=True)

    def finished(self, new_game: bool = False) -> None:
        self._let_go()
        self.call_later(self._leave_table)
        if new_game:
            self.call_later(lambda: show(self, "new-game"))

    def _let_go(self) -> None:
        """Close the record of the game, if one is kept; a game in which nobody chose anything leaves none."""
        from debate.saves import drop_unplayed

        if self.session is not None and self.saves is not None:
            drop_unplayed(self.saves, self.session)
        self.session = self.rehearsal = None

    # A deck that is being written.

    def _watch_deck(self) -> None:
        from debate.faces.tui.rehearsing import watch

        if self.rehearsal is not None:
            key = action("deck_news")
            self.bind(",".join(key.keys), key.id, description=key.label, key_display=key.shown)
            if self.WATCHES:
                self.run_worker(partial(watch, self, self.rehearsal), group="deck", thread=True)

    def deck_saved(self, reading: Reading) -> None:
        from debate.faces.tui.briefing import BriefingScreen
        from debate.faces.tui.rehearsing import DeckScreen, same_page
        from debate.faces.tui.table import TableScreen

        game, rehearsal = self._playing, self.rehearsal
        news = rehearsal.take(reading) if rehearsal is not None else None
        if news is None or game is None or rehearsal is None:
            return
        if not isinstance(self.screen, TableScreen | DeckScreen):
            self.say(news.headline(), warning=not news.good)
        if news.carried is None:
            game.table.show()
            if isinstance(self.screen, DeckScreen):
                self.screen.fill()
            return
        game.table.hold_marks()
        for screen in self.screen_stack:
            if isinstance(screen, BriefingScreen):
                game.brief_again(screen)
        page = same_page(self.screen)
        if self._game is not None:
            self._game.cancel()
        while game.table in self.screen_stack and self.screen is not game.table:
            self.pop_screen()
        self._game = self.run_worker(game.go_on(), group="game", exclusive=True)
        if page is not None:
            self.push_screen(page)

    def action_deck_news(self) -> None:
        """What the latest save brought, and what is wrong with the deck."""
        from debate.faces.tui.rehearsing import DeckScreen

        if self.rehearsal is not None and not isinstance(self.screen, DeckScreen):
            self.push_screen(DeckScreen(self.rehearsal))

    def host_class(self, words: tuple[str, ...]) -> None:
        self.wish = words
        self._let_go()
        self.exit()

    # Saved games.

    def keep(self, session: Session, folder: str = "") -> str:
        from debate.saves import begin, default_saves
        from debate.store import RecordError, Saves

        saves = default_saves(folder) if folder else self.saves
        assert isinstance(saves, Saves)
        try:
            begin(saves, session, session.writer.path.stem if session.writer is not None else "")
        except RecordError as problem:
            return problem.sentence
        if folder:
            self.saves, self._elsewhere = saves, True
        return ""

    def open_saved(self, path: Path) -> None:
        from debate.saves import open_game

        self._open(lambda saves: open_game(saves, path))

    def _open(self, make: Callable[[Saves], Opened]) -> None:
        """Open a game beside the screen: deck and game are read again, which can be felt. One at a time."""
        if self.saves is not None and all(work.is_finished for work in self.workers if work.group == "opening"):
            self.run_worker(self._opened_beside(self.saves, make), group="opening")

    async def _opened_beside(self, saves: Saves, make: Callable[[Saves], Opened]) -> None:
        from debate.store import RecordError

        before = self.session
        waits = self.set_timer(HELD, partial(self.notify, "Opening the game ...", timeout=1, markup=False))
        try:
            opened = await beside(lambda: make(saves))
        except RecordError as problem:
            self.say(problem.sentence, warning=True)
            return
        finally:
            waits.stop()
        if self.session is before:
            self.show_opened(opened)
        elif opened.session is not None:
            opened.session.close()  # another game has begun meanwhile

    def show_opened(self, opened: Opened, at: int | None = None) -> None:
        """Sit down at the table of a game that was opened, or look at it, or say why not.

        ``at``: where it is only looked at, after so many choices; else where it stands, or its start if it is over.
        """
        session = opened.session
        if session is None:
            self._refused(opened)
        elif session.read_only:
            people = session.people()
            role = people[0] if len(people) == 1 else None
            if at is None:
                at = 0 if session.state.over else len(session.entries)
            show(self, "timeline", session, role, opened.path.stem, at)
        else:
            self.begin(session)
            for told in opened.told:
                self.say(told)

    def _refused(self, opened: Opened) -> None:
        from debate.faces.tui.confirm import ask

        branch = ("branch", "Go on from its last good entry in a new game", partial(self.branch_saved, opened.path))
        leave = ("stay", "Leave it as it is", None)
        ask(self, "This game cannot be opened", opened.told, [branch, leave] if opened.branch else [leave])

    def branch_saved(self, path: Path) -> None:
        from debate.saves import branch

        self._open(lambda saves: branch(saves, path))

    def in_workshop(self) -> bool:
        return shown(self, "workshop")

    def _leave_table(self) -> None:
        """Close everything above the title, or above the workshop."""
        if self._game is not None:
            self._game.cancel()
            self._game = None
        while len(self.screen_stack) > 1 and not getattr(self.screen, "HOME", False):
            self.pop_screen()

    async def action_leave(self) -> None:
        """Leave the program; with a game in progress ask first, and say whether it is kept. What is kept nowhere, such
        as a lesson or an ending, is not lost by one key either."""
        from debate.faces.tui.keeping import QUIT, TO_TITLE, LeavingScreen

        if any(isinstance(screen, LeavingScreen) for screen in self.screen_stack):
            return
        lesson = next((getattr(each, "session", None) for each in self.screen_stack if hasattr(each, "UNKEPT")), None)
        session: Session | None = lesson or self.session
        if session is None or not (self.in_progress or self._lost(session)):
            self._let_go()
            self.exit()
            return

        def decided(choice: str | None) -> None:
            if choice == QUIT:
                self._let_go()
                self.exit()
            elif choice == TO_TITLE:
                self._let_go()
                self._leave_table()

        self.push_screen(LeavingScreen(session, self._elsewhere, trial=self.in_workshop()), decided)
