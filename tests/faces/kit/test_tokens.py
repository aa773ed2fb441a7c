"""Colours: every token can be read where it stands, in every theme."""

from __future__ import annotations

import pytest

from debate.faces.kit.tokens import CONTRAST, GROUNDS, LINES, TEXTS, THEMES, Theme
from tests.contrast import contrast


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """At least 4.5 to 1 on ground, panel and touched row; 7 to 1 in high contrast."""
    least = 7.0 if theme is CONTRAST else 4.5
    low = {
        (token, ground): ratio
        for token in TEXTS
        for ground in GROUNDS
        if (ratio := contrast(theme.colours[token], theme.colours[ground])) < least
    }
    assert low == {}


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
def test_frames_and_bars_can_be_seen(theme: Theme) -> None:
    """At least 3 to 1 on the ground."""
    assert {t for t in LINES if contrast(theme.colours[t], theme.colours["bg"]) < 3} == set()


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
def test_chips_can_be_read(theme: Theme) -> None:
    """A role's letter, and the word on a good or bad chip, stand in the ground's colour on theirs."""
    low = {t for t in TEXTS if contrast(theme.colours["bg"], theme.colours[t]) < 4.5}
    assert low == set()


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, the grey #767676 on white just passes 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
