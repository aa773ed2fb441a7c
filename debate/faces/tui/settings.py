"""The settings that hold for every game on this computer; a change is seen at once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from textual.content import Content

from debate.faces.tui.text import fit, say
from debate.faces.tui.turning import Turned, TurningScreen
from debate.settings import CHOICES, Settings

LABELS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "theme": (
        "Colours",
        (
            "Light letters on a dark ground.",
            "Dark letters on a light ground.",
            "White letters on black, and colours as bright as they go.",
            "The 16 colours that your terminal is set to.",
        ),
    ),
    "telling": (
        "Telling",
        (
            "Where you watch opponents play, each phase stays for 12 seconds.",
            "Where you watch opponents play, each phase stays for 6 seconds.",
            "Where you watch opponents play, each phase stays for 3 seconds.",
        ),
    ),
    "predictions": (
        "Predictions",
        (
            "Before the world moves you are asked what it will do, also in a game that is going on.",
            "You are not asked what the world will do, also in a game that is going on.",
        ),
    ),
    "motion": (
        "Motion",
        (
            "Pages glide, and what came of a round appears line by line. Nothing blinks.",
            "Everything stands there at once.",
        ),
    ),
    "letters": (
        "Signs",
        (
            "Stars, arrows and bars, where your terminal has them.",
            "Plain letters in place of stars, arrows and bars: for where those look wrong.",
        ),
    ),
}
"""Setting -> what it is called, and what each of its choices does."""


class SettingsScreen(TurningScreen):
    """One line a setting; ←→ or ⏎ turns the marked one."""

    DEFAULT_CSS = """
    SettingsScreen #turning { border: round $accent; border-title-style: none; }
    SettingsScreen #means { height: auto; min-height: 3; margin: 0; padding: 1 2 0 2; }
    """

    def __init__(self, now: Callable[[], Settings], take: Callable[[Settings], None]) -> None:
        """``now``: the settings as they are; ``take`` makes others hold."""
        super().__init__("Settings", self._settings, "for every game on this computer")
        self._now, self._take = now, take

    def _settings(self) -> Iterator[Turned]:
        for name, (label, means) in LABELS.items():
            now = getattr(self._now(), name)
            yield Turned(name, label, now, means[CHOICES[name].index(now)], partial(self._turn, name))

    def _turn(self, name: str, step: int) -> None:
        self._take(self._now().turned(name, step))

    def line(self, line: Turned) -> Content:
        """The setting with all that it can be; what it is now stands between the two arrows."""
        known = (("◂ ", (each, "bold"), " ▸ ") if each == line.value else (f"  {each}  ",) for each in CHOICES[line.id])
        return say((fit(line.label, 13), "bold"), *(part for parts in known for part in parts))
