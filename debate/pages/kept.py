"""The saved games as a page that asks: which one to go on with, to look at, to branch off from or to delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from debate.game.session import Session
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Line, Node, quiet, strong
from debate.saves import branch, listed_words, shipped_games, when
from debate.store import RecordError, Saved, Saves

OPEN, BRANCH, DELETE, SURE, ALL = "open", "branch", "delete", "sure", "all"


class Kept(Dialogue):
    """``open``: opens the game at a path, or says in a sentence why not."""

    title = "Saved games"

    def __init__(self, saves: Saves, open: Callable[[Path], Session | str]) -> None:
        self._saves, self._opens = saves, open
        self._own: tuple[Saved, ...] = ()
        self._shipped: tuple[Saved, ...] = ()
        self._said = ""
        self._at: Saved | None = None
        self._sure = False
        """Whether it is being asked if the game is to be deleted."""
        self._wished: Session | None = None
        self._look()

    def wishes(self) -> Session | None:
        return self._wished

    def _look(self) -> None:
        self._at, self._sure = None, False
        try:
            self._own = tuple(self._saves.listing())
        except RecordError as problem:
            self._own, self._said = (), problem.sentence
        self._shipped = shipped_games()

    def page(self) -> Iterator[Node]:
        if self._said:
            yield strong(self._said)
        saved = self._at
        if saved is None:
            if not self._own and not self._said:
                yield quiet("No games yet. A game is saved here from its first choice on.")
            return
        name, words = listed_words(saved)
        yield strong(name)
        yield Line(words)
        if saved.header is not None:
            setting = saved.header.setting
            begun = when(saved.header.at)
            yield quiet(f"Seed {setting.seed}, {setting.preset or 'full'} length, begun {begun}")
        if self._sure:
            yield strong("It is deleted for good. There is no way back.")

    def options(self) -> Sequence[Option]:
        saved = self._at
        if saved is None:
            return list(self._listed())
        if self._sure:
            return [Option(SURE, "Delete it for good."), Option(ALL, "Keep it.")]
        found = []
        own = saved in self._own
        if saved.header is not None:
            found.append(Option(OPEN, "Go on with it." if own and saved.playable else "Look at it."))
        if saved.header is not None and not own and not saved.ending:
            found.append(Option(BRANCH, "Go on from there in a new game; this one stays as it is."))
        if own:
            found.append(Option(DELETE, "Delete it."))
        return [*found, Option(ALL, "All saved games")]

    def _listed(self) -> Iterator[Option]:
        for group, games in (("Your games", self._own), ("Games that come with the program", self._shipped)):
            for place, saved in enumerate(games):
                name, words = listed_words(saved)
                yield Option(f"{'own' if games is self._own else 'shipped'} {place}", f"{name}: {words}", group=group)

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        self._said = ""
        what, _, rest = id_.partition(" ")
        saved = self._at
        if what in ("own", "shipped"):
            self._at = (self._own if what == "own" else self._shipped)[int(rest)]
        elif what == ALL or saved is None:
            self._look()
        elif what == DELETE:
            self._sure = True
        elif what == SURE:
            self._delete(saved)
        else:
            self._wished = self._opened(saved, what)

    def _opened(self, saved: Saved, how: str) -> Session:
        if how == OPEN:
            found = self._opens(saved.path)
            if isinstance(found, str):
                raise ValueError(found)
            return found
        try:
            opened = branch(self._saves, saved.path)
        except RecordError as problem:
            raise ValueError(problem.sentence) from None
        if opened.session is None:
            raise ValueError(" ".join(opened.told))
        return opened.session

    def _delete(self, saved: Saved) -> None:
        try:
            self._saves.delete(saved.path)
        except RecordError as problem:
            raise ValueError(problem.sentence) from None
        self._look()
