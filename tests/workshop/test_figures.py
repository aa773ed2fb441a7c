"""Figures of ``debate deck balance``: what is shown decides, what luck may do is said, and a miss names its cure."""

from __future__ import annotations

import pytest

from debate.workshop.figures import Figure, Mean, at_least, luck_of_mean, luck_of_share, show, within


def test_the_number_on_screen_decides() -> None:
    """4.04 is shown as 4.0, and 4.0 is within 2 to 4; bounds are rounded alike."""
    assert within("worth", 4.04, 2, 4, " points").holds
    assert not within("worth", 4.06, 2, 4, " points").holds
    assert within("alone", 33.33, 0, 100 / 3, " %").wanted == "0 to 33.3 %"


@pytest.mark.parametrize(("value", "cure"), [(1.0, "more"), (9.0, "less"), (3.0, "")])
def test_a_miss_names_the_cure_for_its_side(value: float, cure: str) -> None:
    """Too low and too high have cures of their own; what is as wanted shows none."""
    told = str(within("worth", value, 2, 4, too_low="more.", too_high="less."))
    assert told.partition("try: ")[2] == (f"{cure}." if cure else "")


def test_a_miss_within_luck_asks_for_more_games_first() -> None:
    near, far = (within("share", value, 40, 60, " %", luck=5, too_high="less.") for value in (62, 70))
    assert near.value == "62.0 % ±5.0"
    assert near.cure.startswith("more --games first")
    assert near.cure.endswith("Then: less.")
    assert far.cure == "less."


def test_luck_falls_with_games() -> None:
    """Half of 100 games is off by ten points at most, half of 400 by five; equal values leave nothing to luck."""
    assert [luck_of_share(50, games) for games in (100, 400)] == [10, 5]
    assert luck_of_mean([3, 3, 3]) == luck_of_mean([3]) == 0


def test_each_kind_of_games_is_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings come once, and the last line counts the misses."""
    missed = Figure("b", "2", "1", False)
    assert show([Figure("a", "1", of="Ten games"), Figure("c", "3", of="Ten games"), missed]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "── Ten games",
        "     a: 1",
        "     c: 3",
        "",
        "MISS b: 2  (wanted: 1)",
        "Figures of which something is wanted: 1, from the games named above them. 1 of them misses what is wanted.",
    ]


def test_figures_that_are_as_wanted_say_how_many_were_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong is told as what was looked at, and not as nothing."""
    assert show([Figure("a", "1", "1", True, of="Ten games"), Figure("c", "3", of="Ten games")]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "Figures of which something is wanted: 1, from the games named above them. All are as wanted."


def test_a_cure_is_told_once_in_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    """Of motives that miss one figure only the first names the cure, and the others point to it; under another heading
    it is told again."""
    same = [Figure(name, "1", "2", False, "more cards.", of=of) for name, of in (("a", "x"), ("b", "x"), ("c", "y"))]
    show(same)
    assert [line.strip() for line in capsys.readouterr().out.splitlines()[:9]] == [
        "── x",
        "MISS a: 1  (wanted: 2)",
        "try: more cards.",
        "MISS b: 1  (wanted: 2)",
        "try: as above.",
        "",
        "── y",
        "MISS c: 1  (wanted: 2)",
        "try: more cards.",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((62, 70, 64), "3 of them miss what is wanted, 2 of these within luck."),
        ((62,), "1 of them misses what is wanted, within luck."),
        ((70, 80), "2 of them miss what is wanted."),
    ],
)
def test_misses_within_luck_are_counted_on_their_own(
    values: tuple[int, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line tells how many of the misses may be luck: these are none yet."""
    show(within("share", value, 40, 60, " %", luck=5, too_high="less.") for value in values)
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"above them. {said}")


def test_what_is_as_wanted_so_far_is_within_luck() -> None:
    """A mean that reaches what is wanted, but not with its lower end, misses by luck at most."""
    assert at_least("worth", Mean(3.1, 0.5), 3, "more.").within_luck
    assert not at_least("worth", Mean(1.0, 0.5), 3, "more.").within_luck
