"""What came of a round: three screens of 80x24, or one of 120x40. Any line opens; every step is one key away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partialmethod
from typing import ClassVar, cast

from attrs import frozen
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from debate.faces.kit import account as kit
from debate.faces.kit.account_rows import items
from debate.faces.kit.rows import Row, ends, row, settled
from debate.faces.kit.world import Picture, so_far
from debate.faces.tui.actions import ACCOUNT, action, bindings
from debate.faces.tui.board import Board
from debate.faces.tui.drawn import drawn
from debate.faces.tui.footer import Keys
from debate.faces.tui.ink import Drawn, GoalsLine
from debate.faces.tui.looking import NOTHING, LookingScreen, Subject, asked_about
from debate.faces.tui.routes import show
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.pages.account import Telling, tellings
from debate.pages.document import Folded, Node, Ref
from debate.pages.reader import Reader

STEP = 0.12
"""Seconds after which the next thing appears. Nobody reads a line faster, so nobody ever waits for one."""
ALL = 1_000


class Account(Board, inherit_bindings=False):
    """The screen that is shown; ⏎, ← and → are keys of the whole screen, and stand in its footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(0, -1)", show=False),
        Binding("down", "walk(0, 1)", show=False),
    ]

    def action_open(self) -> None:
        cast(AccountScreen, self.screen).action_next_step()

    def has_beside(self, across: int) -> bool:
        """Whether something stands on that side of what is marked."""
        places = self.picture.places
        here = places.get(self.marked or "")
        return here is not None and any((left - here[0]) * across > 0 for left, *_ in places.values())


@frozen
class _Shown:
    """One screen: what it tells of, and how it is drawn for a mark."""

    telling: Telling
    draw: Callable[[str], Picture]


class AccountScreen(LookingScreen[None]):
    """Tells what the rounds ``numbers`` brought. All of them must have closed."""

    BINDINGS = bindings(ACCOUNT)
    AUTO_FOCUS = "#account"
    FOOTER: ClassVar[tuple[str, ...]] = (
        "next_step",
        "past_screen",
        "screen_after",
        "why",
        "causal_map",
        "every_step",
        "skip",
    )

    def __init__(self, session: GameRecord, role: str | None, numbers: Sequence[int]) -> None:
        super().__init__(session, role)
        self.tellings = tellings(Reader(session, role), numbers)
        self.at = 0
        """Which of the screens is shown."""
        self._made: tuple[int, int] = (0, 0)
        self._step = ALL
        """How many things of the screen have appeared."""
        self._seen = -1
        """The last screen that has appeared."""
        self._clock: Timer | None = None
        self._screens: list[_Shown] = []

    def compose(self) -> ComposeResult:
        yield Drawn(id="account-head")
        yield GoalsLine()
        yield Account(id="account", rests=True)
        yield Keys(first=self.FOOTER)

    def on_mount(self) -> None:
        self.query_one(GoalsLine).tell(self.session, self.role)
        self.query_one("#account-head", Drawn).draw(lambda cells, rows: [self._head(cells)])
        self.query_one("#account", Board).draw(self._draw)
        self._appear()

    # Thing by thing, where a person has not switched motion off.

    def _appear(self) -> None:
        """Let what stands on this screen appear from the top, the first time that it is shown."""
        if getattr(self.app, "stepwise", False) and self.at > self._seen:
            self._seen, self._step = self.at, 1
            if self._clock is None:
                self._clock = self.set_interval(STEP, self.step_on)

    def step_on(self) -> None:
        """Show one thing more; with the last the clock stops."""
        self._step += 1
        found = self.screens
        whole = found[self.at].draw("") if found else Picture((), {})
        if so_far(whole, self._step) is whole:
            self._step = ALL
            if self._clock is not None:
                self._clock.stop()
                self._clock = None
        self._show()

    @property
    def appearing(self) -> bool:
        """Whether there is more to come on this screen by itself."""
        return self._step < ALL

    def on_key(self, event: events.Key) -> None:
        """While things appear a key shows all of them, and does nothing else; but one that leaves the rest out does."""
        if self.appearing and event.key not in action("skip").keys:
            event.stop()
            event.prevent_default()
            self._step = ALL
            self.step_on()

    def on_resize(self) -> None:
        self.call_after_refresh(self._turned)

    @property
    def screens(self) -> list[_Shown]:
        """The screens for the size that the window has now."""
        size = self.query_one("#account", Board).content_size
        if self._made != size and size.width:
            self._made = (size.width, size.height)
            self._screens = [each for telling in self.tellings for each in self._of(telling, *self._made)]
            self.at = min(self.at, max(0, len(self._screens) - 1))
        return self._screens

    def _of(self, telling: Telling, cells: int, rows: int) -> Iterator[_Shown]:
        first = [
            kit.Told(name, group)
            for name, group in (("mine", telling.mine), ("deeds", telling.deeds), ("foreseen", telling.foreseen))
            if group is not None
        ]
        moved = kit.Told("moved", telling.moved) if telling.moved is not None else None
        denied = kit.Told("denied", telling.denied) if telling.denied is not None else None
        ahead = [line.text for line in telling.ahead]
        for draw in kit.screens(first, moved, denied, ahead, cells, rows, kit.sigils_of(self.session.deck)):
            yield _Shown(telling, draw)

    def _draw(self, cells: int, rows: int, marked: str, focus: bool) -> Picture:
        found = self.screens
        return so_far(found[self.at].draw(marked), self._step) if found else Picture((), {})

    def _head(self, cells: int) -> Row:
        found = self.screens
        title = found[self.at].telling.title if found else ""
        left = row((f" {settled(title)}", "bold on panel"), (" · what came of it", "quiet on panel"))
        right = row((f"{kit.progress(self.at, len(found))} ", "on panel"))
        return tuple(
            (text, style if "on " in style else f"{style} on panel") for text, style in ends(left, right, cells)
        )

    def _turned(self) -> None:
        self.query_one("#account-head", Drawn).draw(lambda cells, rows: [self._head(cells)])
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        self.query_one("#account", Board).draw(lambda *now: self._draw(*now))

    def _turn(self, to: int) -> None:
        board = self.query_one("#account", Board)
        if 0 <= to < len(self.screens):
            self.at = to
            board.mark("")
            self._step = ALL
            self._appear()
            self._turned()

    @property
    def text(self) -> str:
        """What stands on the screen that is shown."""
        return self.query_one("#account", Board).text

    # What is marked.

    @property
    def labels(self) -> dict[str, str]:
        """What the keys do that go on: with a mark ⏎ opens it, and space goes on."""
        return {"next_step": "Open"} if self._marked() is not None else {"past_screen": ""}

    def _marked(self) -> Node | None:
        """The node on which the mark is."""
        name, _, number = (self.query_one("#account", Board).marked or "").partition(":")
        if not number:
            return None
        telling = self.screens[self.at].telling
        group = getattr(telling, name)
        return items(group.nodes)[int(number)][0]

    def subject(self) -> Subject:
        to = getattr(self._marked(), "to", None)
        found = asked_about(self.session.deck, to if isinstance(to, Ref) else None)
        if found != NOTHING:
            return found
        mine = self.screens[self.at].telling.most if self.screens else ""
        return (mine, None) if mine else NOTHING

    @on(Board.Marked, "#account")
    def _walked(self) -> None:
        self.refresh_bindings()

    def action_next_step(self) -> None:
        """Open what is marked; with no mark go on."""
        node = self._marked()
        if isinstance(node, Folded):
            self.app.push_screen(GameSheet(self.session, self.role, node.text, drawn(node.nodes)))
        elif node is not None and isinstance(to := getattr(node, "to", None), Ref):
            self.look_up(to)
        else:
            self.action_past_screen()

    def action_past_screen(self) -> None:
        if self.at + 1 < len(self.screens):
            self._turn(self.at + 1)
        else:
            self.dismiss()

    def _across(self, step: int) -> None:
        """To what stands beside the mark; where nothing does, to the screen before or after."""
        board = self.query_one(Account)
        if board.has_beside(step):
            board.action_walk(step, 0)
        else:
            self._turn(self.at + step)

    action_screen_before = partialmethod(_across, -1)
    action_screen_after = partialmethod(_across, 1)

    def action_skip(self) -> None:
        self.dismiss()

    def action_every_step(self) -> None:
        """All that the rounds of this screen brought, cause by cause."""
        found = self.screens[self.at].telling
        show(self.app, "every-step", self.session, self.role, found.rounds, found.title)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("screen_before", "screen_after"):
            return len(self.screens) > 1 or self.query_one(Account).marked is not None
        return super().check_action(action, parameters)
