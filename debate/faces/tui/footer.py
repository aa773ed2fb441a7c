"""The footer: the keys that work now, wrapped so that none is lost. A click does what the key does."""

from __future__ import annotations

from attrs import frozen
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from debate.faces.tui.actions import ACTIONS
from debate.faces.tui.text import say, width


@frozen
class _Key:
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


class Keys(Widget):
    """The footer of every screen. It reads the bindings that are active, so it needs no care."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Keys { dock: bottom; height: auto; width: 1fr; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
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
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.action not in found:
                shown = binding.key_display or self.app.get_key_display(binding)
                stays = binding.action.endswith("leave") and not getattr(self.app, "QUITS", True)
                label = "Leave" if stays else binding.description
                found[binding.action] = _Key(binding.key, shown, label, active.enabled)
        order = {item.id: place for place, item in enumerate(ACTIONS)}
        return [found[id_] for id_ in sorted(found, key=lambda id_: order.get(id_.removeprefix("app."), -1))]

    def _lines(self, cells: int) -> list[list[_Key]]:
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

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
