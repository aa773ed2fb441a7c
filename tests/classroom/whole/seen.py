"""What a client has on its screen: kept on a terminal in memory, with all that was ever seen there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pyte

FRAME = re.compile(r"[│╭╮╰╯─▌▎▊█░▄▅▆▇▃▂▁]+")


class Seen:
    """One screen. ``past``: [clock, words] of every screen that stood for a moment, in order."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.drawn = 0.0
        """When something was drawn last, by the clock of :func:`time.monotonic`."""
        self.bytes = 0
        self.past: list[tuple[float, str]] = []
        self.told: list[Callable[[], None]] = []
        self._changed = False

    def feed(self, out: bytes) -> None:
        """Draw what has come."""
        self.stream.feed(out)
        self.drawn = time.monotonic()
        self.bytes += len(out)
        self._changed = True
        for told in tuple(self.told):
            told()

    def clear(self) -> None:
        """A new connection: nothing is on the screen until it is drawn."""
        self.screen.reset()
        self._changed = True

    @property
    def text(self) -> str:
        """The screen as lines, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def remember(self) -> None:
        """Keep what stands there now, if it has changed."""
        if self._changed:
            self._changed = False
            said = plain(self.text)
            if not self.past or self.past[-1][1] != said:
                self.past.append((time.time(), said))


def plain(text: str) -> str:
    """A screen as running words: without frames, and with one blank between words."""
    return " ".join(FRAME.sub(" ", text).split())


def html(screen: pyte.Screen) -> str:
    """The screen as a page, with its colours, to be looked at."""
    lines = []
    for row in range(screen.lines):
        parts = []
        for col in range(screen.columns):
            cell = screen.buffer[row][col]
            if cell.data == "":
                continue
            fore, back = _colour(cell.fg, "#e0e0e0"), _colour(cell.bg, "#121212")
            if cell.reverse:
                fore, back = back, fore
            weight = "bold" if cell.bold else "normal"
            shown = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(cell.data, cell.data)
            parts.append(f'<span style="color:{fore};background:{back};font-weight:{weight}">{shown}</span>')
        lines.append("".join(parts))
    body = "\n".join(lines)
    return (
        "<meta charset=utf-8><body style='margin:0;background:#121212'><pre style='margin:8px;line-height:1.15;"
        f'font:15px/1.15 "DejaVu Sans Mono",monospace;display:inline-block\'>{body}</pre>'
    )


def _colour(name: str, usual: str) -> str:
    if name == "default":
        return usual
    return f"#{name}" if re.fullmatch("[0-9a-f]{6}", name) else {"brown": "olive"}.get(name, name)
