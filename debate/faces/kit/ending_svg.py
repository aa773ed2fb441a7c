"""How a game ended as one picture to show to others: 1200 by 675, a few kilobytes, text as text, no script, no font.

Every text of a deck is escaped; nothing in the picture is loaded from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from attrs import frozen

from debate.faces.kit.finale import VERDICTS, move_name, short_name
from debate.faces.kit.glyphs import SAID_FOR, SCORED
from debate.faces.kit.names import METER, goal_mark, marks, motive_name, token
from debate.faces.kit.rows import cut, settled
from debate.faces.kit.tokens import LIGHT
from debate.pages.charts import Chart, Course, signed
from debate.pages.finale import Finale, chart
from debate.rules.deck import Deck

WIDTH, HEIGHT = 1200, 675
_EDGE, _PLOT, _TOP, _SERIES, _HIGH = 40, 320, 160, 92, 76
"""Left edge; left of the columns; top of the first meter; rows of one meter; height of a column that is full."""
_COLOURS = LIGHT.colours
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"


@frozen
class Poster:
    """What the picture says. ``role``: whose game it was, empty for nobody's; ``who``: the role and its motive."""

    deck: Deck
    chart: Chart
    role: str
    who: str
    title: str
    numbers: str
    verdicts: Sequence[str]
    seed: int


def numbers_of(found: Finale) -> list[tuple[str, str]]:
    """The reader's score, what it says it is for (that years later), and the floor, each with its lead; nothing for
    nobody's game."""
    mine = next((each for each in found.report.roles if each.role == found.reader.role), None)
    if mine is None:
        return []
    par = "" if mine.par is None else f" par {mine.par}"
    when = f"{SAID_FOR} you say, later" if found.report.years_later else f"{SAID_FOR} you say"
    said = [] if mine.ends_score is None else [(when, str(mine.ends_score))]
    return [(SCORED, f"{mine.score}{par}"), *said, ("floor", str(mine.debate_points))]


def poster_of(found: Finale) -> Poster:
    """What the picture says of this ending to its reader."""
    deck, role, motive = found.reader.deck, found.reader.role, found.motive
    who = "" if role is None else deck.roles[role].name
    who += f", {motive_name(motive.name)}" if motive is not None else ""
    return Poster(
        deck=deck,
        chart=chart(found),
        role=role or "",
        who=who,
        title=found.report.ending.title,
        numbers=" ".join(f"{lead} {value}" for lead, value in numbers_of(found)[:2]),
        verdicts=[each.verdict.verdict for each in found.report.promises if each.verdict.role == role],
        seed=found.reader.game.state.setting.seed,
    )


def ending_svg(poster: Poster) -> str:
    """The picture as the text of an SVG file."""
    deck, chart = poster.deck, poster.chart
    later = any(course.later is not None for course in chart.courses)
    count = max((len(course.values) for course in chart.courses), default=1) + later
    each = (WIDTH - _EDGE - _PLOT) / count
    parts = [_head(poster)]
    bottom = _TOP + _SERIES * len(chart.courses)
    for own in (own for own in chart.made if own.happened):
        left = _PLOT + each * own.round - 5
        colour = _COLOURS[token(deck, own.role)]
        parts.append(
            f'<path d="M{left:.0f} {_TOP}V{bottom + 20}" stroke="{colour}" stroke-width="2" stroke-dasharray="4 4"/>'
        )
    for number, course in enumerate(chart.courses):
        parts.append(_meter(course, _TOP + _SERIES * number, each, count))
    parts.append(_axis(poster, bottom, each, count, later))
    parts.append(_foot(poster, bottom + 92))
    told = escape(f"{deck.title}: {poster.title}. {' '.join(chart.sentences)}", {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FONT}" role="img" aria-label="{told}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_COLOURS["bg"]}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _text(
    x: float, y: float, size: int, words: str, colour: str = "ink", *, bold: bool = False, end: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    fill = _COLOURS.get(colour, colour)
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}"{weight}{anchor}'
    return f"<text {place}>{escape(settled(words))}</text>"


def _head(poster: Poster) -> str:
    deck = poster.deck
    found = [_text(WIDTH - _EDGE, 66, 22, cut(deck.title, 40), "quiet", end=True)]
    if poster.role:
        found += [_sigil(poster, poster.role, _EDGE, 34, 44), _text(98, 66, 28, cut(poster.who, 34), bold=True)]
    found.append(_text(_EDGE, 122, 36, cut(poster.title, 32), bold=True))
    found.append(_text(WIDTH - _EDGE, 122, 28, poster.numbers, bold=True, end=True))
    return "\n".join(found)


def _sigil(poster: Poster, role: str, x: float, y: float, size: int) -> str:
    letter = escape(marks(poster.deck).get(role, "?"))
    colour, middle = _COLOURS[token(poster.deck, role)], x + size / 2
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{size}" height="{size}" rx="{size // 10}" fill="{colour}"/>'
        f'<text x="{middle:.0f}" y="{y + size * 0.75:.0f}" font-size="{size * 0.7:.0f}" font-weight="bold" '
        f'text-anchor="middle" fill="{_COLOURS["bg"]}">{letter}</text>'
    )


def _meter(course: Course, top: float, each: float, count: int) -> str:
    """One meter: its name and numbers at the left, its columns, and the line where it began."""
    low = top + _HIGH
    chip = f"{goal_mark(course.goal).strip()} " if course.goal is not None else ""
    found = [_text(_EDGE, top + 28, 22, f"{chip}{short_name(course.name, course.short, METER + 3)}", bold=True)]
    went = f"{course.values[0]} → {course.values[-1]}"
    if course.later is not None and course.later != course.values[-1]:
        went += f" › {course.later}"
    found.append(_text(_EDGE, top + 58, 20, went, "quiet"))
    if course.points is not None:
        colour = "good" if course.points > 0 else "bad" if course.points < 0 else "ink"
        found.append(_text(_PLOT - 20, top + 58, 22, signed(course.points), colour, bold=True, end=True))
    values: list[int | None] = [*course.values]
    values += [None] * (count - len(values) - (course.later is not None))
    values += [] if course.later is None else [course.later]
    for at, value in enumerate(values):
        if value is not None:
            high = _height(course, value)
            good = (value - course.values[0]) * (0 if course.goal is None else course.goal.weight)
            colour = _COLOURS["good" if good > 0 else "bad" if good < 0 else "bar"]
            found.append(
                f'<rect x="{_PLOT + each * at:.0f}" y="{low - high:.0f}" width="{each * 0.78:.0f}" '
                f'height="{high:.0f}" fill="{colour}"/>'
            )
    began = low - _height(course, course.values[0])
    found.append(
        f'<path d="M{_PLOT - 6} {began:.0f}H{WIDTH - _EDGE}" stroke="{_COLOURS["ink"]}" stroke-dasharray="3 4"/>'
    )
    return "\n".join(found)


def _height(course: Course, value: int) -> float:
    return max(1.0, _HIGH * (value - course.low) / max(1, course.high - course.low))


def _axis(poster: Poster, bottom: float, each: float, count: int, later: bool) -> str:
    heads = ["start", *(f"R{number}" for number in range(1, count - later)), *(["later"] if later else [])]
    found = [
        _text(_PLOT + each * (at + 0.39) - 5 * len(head), bottom + 18, 17, head, "quiet")
        for at, head in enumerate(heads)
    ]
    for place, own in enumerate(poster.chart.made):
        left, line = _PLOT + each * own.round - 16, bottom + 26 + 26 * (place % 2)
        found.append(_sigil(poster, own.role, left, line, 22))
        colour = token(poster.deck, own.role) if own.happened else "quiet"
        found.append(_text(left + 27, line + 17, 16, move_name(own), colour))
    return "\n".join(found)


def _foot(poster: Poster, top: float) -> str:
    found = []
    if poster.verdicts:
        kept = sum(verdict == "kept by it" for verdict in poster.verdicts)
        was = "was" if kept == 1 else "were"
        signs = " ".join(VERDICTS[verdict][0] for verdict in poster.verdicts)
        many = f"Of {len(poster.verdicts)} promise{'s' * (len(poster.verdicts) > 1)}"
        found.append(_text(_EDGE, top + 14, 22, f"{many} {kept} {was} kept by what I did: {signs}", bold=True))
    told = f"One author's model of one brief, seed {poster.seed}."
    if poster.role:
        told += " Columns are green where it went well for me, rust where it did not."
    found.append(_text(_EDGE, HEIGHT - 20, 16, told, "quiet"))
    return "\n".join(found)
