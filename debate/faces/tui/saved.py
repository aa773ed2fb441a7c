"""The saved games: every file of the folder with what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import SAVED, bindings
from debate.faces.tui.beside import beside, in_place
from debate.faces.tui.confirm import ask_line, confirm
from debate.faces.tui.drawn import drawn
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import QUIET, Page
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import cut, entitle, rows, say
from debate.locations import shipped_saves
from debate.pages.kept import NONE_YET, SHIPPED, about, is_exported
from debate.rules.text import visible
from debate.saves import listed_words, open_game, state_words
from debate.store import RecordError, Saved, Saves
from debate.store.names import PORTABLE, SUFFIX

NOT_OVER = "This game is not over yet."


class SavedScreen(Screen[None]):
    """A list of games and, of the marked one, all that is known without opening it."""

    BINDINGS = bindings(SAVED)
    AUTO_FOCUS = "#games"

    def __init__(self, saves: Saves) -> None:
        super().__init__()
        self.saves = saves
        self._games: dict[str, Saved] = {}
        self._problem = ""
        self._wanted: Path | None = None
        """The game to mark once the list has been read."""

    def compose(self) -> ComposeResult:
        yield Static(id="saved-head")
        with Horizontal(id="saved"):
            yield Listing(id="games", classes="panel", title="Saved games", keeps_mark=True)
            yield Page(id="game", classes="panel", beside=True)
        yield Keys()

    def on_screen_resume(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self._fill)

    @work(exclusive=True, group="listing")
    async def _read(self) -> None:
        """Look at the folders anew."""
        self._problem = ""
        found: list[Saved] = []
        try:
            found += await beside(self.saves.listing)
        except RecordError as problem:
            self._problem = problem.sentence
        shipped = await beside(Saves(shipped_saves()).listing)
        self._games = {str(saved.path): saved for saved in (*found, *shipped)}
        mark, self._wanted = self._wanted, None
        self._fill(None if mark is None else str(mark))

    # What is shown.

    def _fill(self, mark: str | None = None) -> None:
        if not in_place(self, "#games", "#game", "#saved-head"):
            return
        listing = self.query_one("#games", Listing)
        cells = max(30, listing.scrollable_content_region.width - 2)
        own = [saved for saved in self._games.values() if self._own(saved)]
        shipped = [saved for saved in self._games.values() if not self._own(saved)]
        found = [Row(str(saved.path), _row(saved, cells)) for saved in own]
        if not own:
            words = self._problem or NONE_YET
            found.append(Row("none", rows([(cut(words, cells), QUIET)]), enabled=False))
        if shipped:
            found.append(Row("shipped", say((SHIPPED, "bold underline")), enabled=False))
            found += [Row(str(saved.path), _row(saved, cells)) for saved in shipped]
        listing.show(found, mark)
        count = f"{len(own)} game{'s' * (len(own) != 1)}"
        self.query_one("#saved-head", Static).update(say((f" {count} in ", "bold"), str(self.saves.folder)))
        self._explain()

    def _own(self, saved: Saved) -> bool:
        return saved.path.parent == self.saves.folder

    @property
    def marked(self) -> Saved | None:
        return self._games.get(self.query_one("#games", Listing).marked or "")

    @on(OptionList.OptionHighlighted, "#games")
    def _explain(self) -> None:
        saved, page = self.marked, self.query_one("#game", Page)
        entitle(page, saved.name if saved is not None else "")
        page.show(drawn(about(saved)) if saved is not None else ())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        saved = self.marked if in_place(self, "#games") else None
        sound = saved is not None and saved.header is not None
        match action:
            case "open_game":
                return sound or is_exported(saved)
            case "copy_game" | "export_game":
                return sound
            case "retry_game":
                return sound and saved is not None and bool(saved.ending)
            case "branch_game":
                return sound and saved is not None and not saved.playable
            case "rename_game":
                return saved is not None and self._own(saved) and saved.path.suffix == SUFFIX
            case "delete_game":
                return saved is not None and self._own(saved)
        return True

    # What can be done.

    @property
    def _app(self) -> GameApp:
        return cast("GameApp", self.app)

    @on(OptionList.OptionSelected, "#games")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_open_game()

    def action_open_game(self) -> None:
        saved = self.marked
        if saved is not None and is_exported(saved):
            self._do(lambda: self.saves.import_(saved.path))
        elif saved is not None:
            self._app.open_saved(saved.path)

    @work(exclusive=True, group="retry")
    async def action_retry_game(self) -> None:
        """The costliest decisions of the marked game, once it is played again."""
        from debate.pages.retrying import Retrying  # nothing else here needs the search

        saved = self.marked
        if saved is None:
            return
        try:
            opened = await beside(lambda: open_game(self.saves, saved.path, look=True))
        except RecordError as problem:
            self._app.say(problem.sentence, warning=True)
            return
        session = opened.session
        if session is None or not session.state.over:
            self._app.say(" ".join(opened.told) or NOT_OVER, warning=True)
            return
        people = session.people()
        show(self.app, "dialogue", Retrying(session, people[0] if len(people) == 1 else None))

    def action_branch_game(self) -> None:
        if self.marked is not None:
            self._app.branch_saved(self.marked.path)

    def action_rename_game(self) -> None:
        saved = self.marked
        if saved is not None:
            self._ask("What shall it be called?", saved.name, lambda name: self.saves.rename(saved.path, name))

    def action_copy_game(self) -> None:
        saved = self.marked
        if saved is not None:
            offered = self.saves.new_name(saved.name)
            self._ask("What shall the copy be called?", offered, lambda name: self.saves.copy(saved.path, name))

    def action_delete_game(self) -> None:
        saved = self.marked
        if saved is None:
            return
        texts = [f"'{saved.name}' ({state_words(saved)}) is deleted for good. There is no way back."]
        delete = partial(self._do, partial(self.saves.delete, saved.path))
        confirm(self.app, "Delete this game?", texts, "Keep it", "Delete it", delete)

    def action_export_game(self) -> None:
        saved = self.marked
        if saved is None:
            return

        def export(target: str) -> None:
            written = self.saves.export(saved.path, Path(target).expanduser())
            self._app.say(f"Written to {visible(str(written), 200)}. It holds the deck too, and plays on any machine.")

        self._ask("Where to?", str(Path.home() / f"{saved.path.stem}{PORTABLE}"), export, "A file or a folder.")

    def action_import_game(self) -> None:
        self._ask(
            "Which file?",
            f"{Path.home()}/",
            lambda source: self.saves.import_(Path(source).expanduser()),
            f"A game that was exported ({PORTABLE}), or a record from another folder.",
        )

    def _ask(self, title: str, value: str, do: Callable[[str], Path | None], help_: str = "") -> None:
        """Ask for a line and do something with it."""
        help_ = help_ or "Letters, numbers, blanks and - . , ' can stand in it."
        ask_line(self.app, title, help_, value, lambda text: self._do(partial(do, text)))

    def _do(self, do: Callable[[], Path | None]) -> None:
        """Do it, say what went wrong if anything did, and list the games anew with the one that came of it marked."""
        try:
            made = do()
        except RecordError as problem:
            self._app.say(problem.sentence, warning=True)
            return
        self._wanted = made
        self._read()

    def action_back(self) -> None:
        self.dismiss()


def _row(saved: Saved, cells: int) -> Content:
    name, below = listed_words(saved)
    return rows([(cut(name, cells), "bold"), (f"  {cut(below, cells - 2)}", QUIET)])
