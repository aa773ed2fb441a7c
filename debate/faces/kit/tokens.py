"""The colours of the game by what they say, one set a theme; how far two of them stand apart.

Hue says one of two things: who (``role1`` to ``role4``, by place in the turn order), or good or bad for me. All else is
grey. A style of a row names tokens: ``"bold role1"``, ``"ink on lit"``; see :mod:`debate.faces.kit.rows`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

TEXTS = ("ink", "quiet", "role1", "role2", "role3", "role4", "good", "bad")
"""Tokens that letters are drawn in."""
LINES = ("line", "bar")
"""Tokens of frames and bars."""
GROUNDS = ("bg", "panel", "lit")
"""Tokens that stand behind others."""
TOKENS = (*GROUNDS, *TEXTS, *LINES, "track")
ROLES = 4


@frozen
class Theme:
    """One set of colours. ``colours``: token -> ``#rrggbb``; in a theme of 16 colours what stands for the terminal's
    own. ``ansi``: token -> name of the terminal's colour, for 16 colours only. ``lights``: whether a touched row has a
    ground of its own; where not, ``▸`` and bold say it."""

    name: str
    title: str
    dark: bool
    colours: Mapping[str, str]
    ansi: Mapping[str, str] = {}
    lights: bool = True


def _theme(name: str, title: str, dark: bool, colours: str, **more: object) -> Theme:
    return Theme(name, title, dark, dict(zip(TOKENS, colours.split(), strict=True)), **more)  # type: ignore[arg-type]


DARK = _theme(
    "dark",
    "Dark",
    True,
    "#121417 #1c2026 #203a54 #e6e6e6 #9aa4b0 #c4a5ff #6fd6ff #e8d174 #ff9ecf #6ee7a0 #ff9466 #5b6673 #aab6c4 #3a424d",
)
LIGHT = _theme(
    "light",
    "Light",
    False,
    "#fbfaf7 #eceae4 #cfe0f2 #1a1d21 #56606b #6a3cc0 #00637f #6e5400 #ab1f68 #0a6638 #a83600 #808991 #4f5b68 #c6cbd1",
)
CONTRAST = _theme(
    "high-contrast",
    "High contrast",
    True,
    "#000000 #000000 #0000a8 #ffffff #ffffff #d5b8ff #00ffff #ffff00 #ff9cff #87ff87 #ffb070 #ffffff #c4c4c4 #9e9e9e",
)
_ANSI = (
    "black black black bright_white white bright_magenta bright_cyan bright_yellow bright_white bright_green "
    "bright_red bright_black white bright_black"
)
SIXTEEN = _theme(
    "16-colours",
    "16 colours of the terminal",
    True,
    "#000000 #000000 #000000 #ffffff #c0c0c0 #ff00ff #00ffff #ffff00 #ffffff #00ff00 #ff5555 #808080 #c0c0c0 #808080",
    ansi=dict(zip(TOKENS, _ANSI.split(), strict=True)),
    lights=False,
)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, SIXTEEN)}
"""The themes in the order in which they are offered."""


def role_token(place: int) -> str:
    """The token of the role in this place of the turn order, from 0. More roles than tokens share them in turn."""
    return f"role{place % ROLES + 1}"
