"""The saved games as a page that asks: which one to go on with, to look at, to branch off from or to delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from debate.game.session import Session
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Heading, Line, Node, item, quiet, strong
from debate.saves import branch, listed_words, shipped_games, when
from debate.store import PERSON, RecordError, Saved, Saves
from debate.store.names import PORTABLE

OPEN, BRANCH, DELETE, SURE, ALL = "open", "branch", "delete", "sure", "all"


NONE_YET = "No games yet. A game is saved here from its first choice on."
SHIPPED = "Games that come with the program"


def about(saved: Saved) -> Iterator[Node]:
    """All that is known of a saved game without opening it."""
    header, problem = saved.header, saved.problem
    if is_exported(saved):
        yield Heading("A game that was exported", 3)
        yield Line("Opening it imports it: then it stands in the list and can be played.")
    elif problem is not None:
        yield Heading("What is wrong with it" if problem.kind != "torn" else "Something was lost", 3)
        yield Line(problem.sentence)
        if header is not None and problem.kind == "torn":
            yield quiet("Nothing that was shown is missing; the game goes on from its last whole entry.")
        elif header is not None:
            yield quiet("It can go on from its last good entry in a new game; this file stays as it is.")
    if header is None:
        yield quiet(f"Last changed: {when(saved.played)}")
        return
    yield Heading(header.title, 3)
    yield Line(saved.ending or f"Round {saved.round}, {saved.entries} choices so far")
    yield Line(f"Last played: {when(saved.played)}")
    for role, seat in header.seats.items():
        who = (seat.name or "a person") if seat.who == PERSON else seat.who
        yield item(f"{header.called.get(role, role)}: {who}")
    setting = header.setting
    yield quiet(f"Seed {setting.seed}, {setting.preset or 'full'} length, begun {when(header.at)}")
    if setting.views:
        yield quiet(f"Causal views: {', '.join(setting.views)}")
    if header.origin is not None:
        why = f" {header.origin.why}" if header.origin.why else ""
        yield quiet(f"It goes on from '{header.origin.game}', after choice {header.origin.entry}.{why}")


def is_exported(saved: Saved | None) -> bool:
    """Whether it is a game that was carried here, to be imported first."""
    return saved is not None and saved.path.suffix == PORTABLE and saved.path.is_file()


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
                yield quiet(NONE_YET)
            return
        yield strong(saved.name)
        yield from about(saved)
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
        for group, games in (("Your games", self._own), (SHIPPED, self._shipped)):
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
