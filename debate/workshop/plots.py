"""Small plots in text, for 80 columns and any font."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from debate.deckfile.finding import cells
from debate.workshop.summary import Spread

_EIGHTHS = " ▁▂▃▄▅▆▇█"
ROWS = 6
"""Height of a plot of values by round."""
BINS = 21


def padded(text: str, width: int) -> str:
    """``text`` in exactly so many cells."""
    if cells(text) > width:
        while cells(text) > width - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - cells(text))


def histogram(spread: Spread, height: int = 3) -> Iterator[str]:
    """How often scores from 0 to 100 occurred, in steps of 5, highest row first; then the scale."""
    bins = [0] * BINS
    for score, n in spread.counts.items():
        bins[min(score, 100) // 5] += n
    tallest = max(bins)
    # One eighth at least for what occurred at all.
    eighths = [max(n > 0, round(8 * height * n / tallest)) for n in bins]
    for row in reversed(range(height)):
        yield "".join(2 * _EIGHTHS[max(0, min(8, full - 8 * row))] for full in eighths).rstrip()
    yield _scale()


def _scale() -> str:
    line = [" "] * (2 * BINS + 2)
    for score in (0, 25, 50, 75, 100):
        start = 2 * (score // 5)
        line[start : start + len(str(score))] = str(score)
    return "".join(line).rstrip()


def bar(share: float, width: int) -> str:
    """A bar for a share of 1."""
    full = round(8 * width * share)
    return "█" * (full // 8) + _EIGHTHS[full % 8].strip()


def by_round(name: str, low: int, high: int, rounds: Mapping[int, Spread], last: int) -> list[str]:
    """A meter over rounds 0 to ``last`` and -1 (years later): nine games in ten ░, half of them ▒, the median ●.

    As wide as :func:`plot_width` says.
    """
    order = [*(n for n in range(last + 1) if n in rounds), *([-1] if -1 in rounds else [])]
    step, span = _step(last), max(1, high - low)
    rows = [[" "] * (step * (last + 2)) for _ in range(ROWS)]

    def row(value: int) -> int:
        return ROWS - 1 - min(ROWS - 1, ROWS * (value - low) // span)

    for number in order:
        spread = rounds[number]
        column = step * (last + 1 if number == -1 else number)
        for sign, one, other in (("░", 0.05, 0.95), ("▒", 0.25, 0.75), ("●", 0.5, 0.5)):
            for place in range(row(spread.at(other)), row(spread.at(one)) + 1):
                rows[place][column] = sign
    labels = {0: str(high), ROWS - 1: str(low)}
    width = plot_width(last)
    drawn = [f"{labels.get(place, ''):>4} {''.join(cells_).rstrip()}" for place, cells_ in enumerate(rows)]
    ends = [rounds[number] for number in (0, last, -1) if number in rounds]
    told = " → ".join(str(spread.at(0.5)) for spread in ends)
    return [padded(line, width) for line in (f"{padded(name, width - len(told) - 1)} {told}", *drawn, _rounds(last))]


def _step(last: int) -> int:
    return 3 if last <= 9 else 2 if last <= 14 else 1


def plot_width(last: int) -> int:
    """Cells that a plot of this many rounds takes."""
    return max(30, 5 + _step(last) * (last + 2))


def _rounds(last: int) -> str:
    step = _step(last)
    line = [" "] * (5 + step * (last + 2) + 1)
    for number in range(last + 2):
        sign = "s" if number == 0 else "y" if number == last + 1 else str(number)
        if (step > 1 and len(sign) < step + (step == 2)) or number in (0, last + 1) or number % 5 == 0:
            line[5 + step * number : 5 + step * number + len(sign)] = sign
    return "".join(line).rstrip()


def side_by_side(plots: Sequence[list[str]], width: int, columns: int = 78) -> Iterator[str]:
    """Plots of one width, as many beside each other as fit, an empty line under each row of them."""
    across = max(1, (columns + 2) // (width + 2))
    for start in range(0, len(plots), across):
        for lines in zip(*plots[start : start + across], strict=True):
            yield "  ".join(lines).rstrip()
        yield ""
