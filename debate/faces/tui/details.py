"""Details of one thing: a card, a move, a meter, a role, a passage ...; each page leads on to what it names."""

from __future__ import annotations

from collections.abc import Iterable

from debate.faces.tui.drawn import lookup
from debate.faces.tui.page import Line
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.pages.details import title
from debate.pages.document import Ref
from debate.pages.reader import Reader


class DetailsScreen(GameSheet):
    """The page of ``to``. Following a line turns the page; Backspace turns back, Escape closes."""

    def __init__(self, session: GameRecord, role: str | None, to: Ref) -> None:
        super().__init__(session, role)
        self.to = to
        self._before: list[tuple[Ref, str]] = []

    def heading(self) -> tuple[str, str]:
        below = "w what moved it · m what drives it" if self.to.kind == "meter" else ""
        return title(Reader(self.session, self.role), self.to), below

    def lines(self) -> Iterable[Line]:
        return lookup(self.session, self.role, self.to)

    def has_earlier(self) -> bool:
        return bool(self._before)

    def follow(self, to: Ref) -> None:
        marked = self.page.marked
        self._before.append((self.to, marked.key if marked else ""))
        self.to = to
        self.fill()

    def action_earlier(self) -> None:
        if self._before:
            self.to, mark = self._before.pop()
            self.fill(mark)
        else:
            self.dismiss()
