"""The footer: the keys that work now, wrapped so that none is lost. A click does what the key does."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from debate.faces.tui.actions import ACTIONS, PLAYED, TABLE, action
from debate.faces.tui.text import say, width


@frozen
class _Key:
    action: str
    key: str
    shown: str
    label: str
    enabled: bool

    def content(self) -> Content:
        first, second = ("bold $text-accent", "") if self.enabled else ("dim", "dim")
        return say((self.shown, first), " ", (self.label, second))

    @property
    def cells(self) -> int:
        return width(self.shown) + 1 + width(self.label)


GAP = 2
IN_WORDS = {"⏎": "enter", "←→": "arrows"}
"""Keys that are drawn as signs, in words."""
_ORDER = {item.id: place for place, item in enumerate(ACTIONS)}
_AT_TABLE = frozenset(item.id for item in ACTIONS if {TABLE, PLAYED} & {*item.where})


class Keys(Widget):
    """The footer of every screen. It reads the bindings that are active, so it needs no care.

    Where what a key does hangs on what is marked, the screen has ``labels``: action -> what it is called now, empty
    where it is not to stand there.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Keys { dock: bottom; height: auto; width: 1fr; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        """``first``: the footer is one row, into which these actions are let in this order, after those of a screen
        that stand in no such list; help and palette, which know all the others, always have their place."""
        super().__init__()
        self._first = first
        self._drawn: list[list[_Key]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        lines = self._lines(self.content_size.width)
        if lines != self._drawn:
            self.refresh(layout=len(lines) != len(self._drawn))

    def _keys(self) -> list[_Key]:
        found: dict[str, _Key] = {}
        labels = getattr(self.screen, "labels", {})
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.action not in found:
                shown = self._shown(binding.key_display or self.app.get_key_display(binding))
                stays = binding.action.endswith("leave") and not getattr(self.app, "QUITS", True)
                label = "Leave" if stays else labels.get(binding.action, binding.description)
                found[binding.action] = _Key(binding.action, binding.key, shown, label, active.enabled)
        found = {id_: key for id_, key in found.items() if key.label}
        return [found[id_] for id_ in sorted(found, key=lambda id_: _ORDER.get(id_.removeprefix("app."), -1))]

    def _shown(self, key: str) -> str:
        """How a key is written; in words where its sign's ASCII twin would be read as another key."""
        return IN_WORDS.get(key, key) if getattr(self.app, "ascii_only", False) else key

    def _lines(self, cells: int) -> list[list[_Key]]:
        if self._first:
            return [self._one_row(cells)]
        lines: list[list[_Key]] = [[]]
        used = 0
        for key in self._keys():
            needed = key.cells + (GAP if lines[-1] else 0)
            if lines[-1] and used + needed > cells:
                lines.append([])
                used, needed = 0, key.cells
            lines[-1].append(key)
            used += needed
        return lines

    def _one_row(self, cells: int) -> list[_Key]:
        keys = {key.action.removeprefix("app."): key for key in self._keys() if key.enabled}
        if self.screen.check_action("confirm", ()) and "confirm" in self._first:
            # A list that has the focus takes the key, and does the same with it.
            confirm, focused = action("confirm"), self.screen.focused
            label = getattr(self.screen, "labels", {}).get("confirm", confirm.label)
            label = label if focused is None or focused.id == "moves" else "Open"
            keys["confirm"] = _Key("confirm", "enter", self._shown(confirm.shown), label, True)
        always = [keys.pop(id_) for id_ in ("help", "command_palette") if id_ in keys]
        keys.pop("leave", None)
        own = _AT_TABLE.union(self._first)
        order = [*(id_ for id_ in keys if id_ not in own), *(id_ for id_ in self._first if id_ in keys)]
        room = cells - sum(key.cells + GAP for key in always)
        found: list[_Key] = []
        for id_ in order:
            if keys[id_].cells + GAP <= room:
                found.append(keys[id_])
                room -= keys[id_].cells + GAP
        return [*found, *always]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1 if self._first else len(self._lines(width)), self._below())

    def _below(self) -> int:
        """Rows of the keys of the screen below, where something of that is seen: they do nothing here."""
        stack = self.app.screen_stack
        if not self.screen.is_modal or getattr(self.screen, "COVERS", False) or self.screen not in stack[1:]:
            return 0
        return max((keys.size.height for keys in stack[stack.index(self.screen) - 1].query(Keys)), default=0)

    def render(self) -> Content:
        self._drawn = self._lines(self.content_size.width)
        lines = []
        for line in self._drawn:
            lines.append(Content(" " * GAP).join([key.content() for key in line]))
        return Content("\n").join(lines)

    async def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        left = 0
        for key in lines[offset.y]:
            if left <= offset.x < left + key.cells:
                self.app.simulate_key(key.key)
                return
            left += key.cells + GAP


class Tab(Static):
    """The handle of a part of the screen: a click brings it to the front."""

    def __init__(self, title: str, bring: Callable[[], object], id: str | None = None) -> None:
        super().__init__(say(title), id=id)
        self._bring = bring

    def on_click(self) -> None:
        self._bring()
