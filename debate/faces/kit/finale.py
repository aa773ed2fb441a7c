"""How a game ended as pictures: meters over the rounds with one's own moves, where a score came from, promises with
their verdicts, and how everybody at the table came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from debate.faces.kit.glyphs import ANYWAY, BEGAN, CHOSEN, DENIED, DOWN, LATER, LEADS_ON, NOT_KEPT, SAID_FOR, SCORED, UP
from debate.faces.kit.names import METER, MOVE_SHORT, goal_mark, known_as, sigil, token
from debate.faces.kit.plots import bar, columns, signed_bar
from debate.faces.kit.rows import Row, Span, cells_of, cut, cut_at_word, ends, fit, fold, padded, row, settled, width
from debate.pages.charts import POINTS, Chart, Course, Own, Promised, Share, Standing, Table, TableRow, signed
from debate.rules.deck import Deck

SERIES_ROWS = 3
ROOMY = 100
"""From so many cells on, names and columns are broad."""
VERDICTS: Mapping[str, tuple[str, str]] = {
    "kept by it": (CHOSEN, "good"),
    "kept later": (LATER, "good"),
    "came anyway": (ANYWAY, "ink"),
    "not kept": (NOT_KEPT, "bad"),
}
"""Verdict -> its glyph and token."""
_GLYPHS = {"scored": SCORED, "said": SAID_FOR}
_CHIP = 15


def legend(nodes: Sequence[object]) -> str:
    """What the signs of these nodes mean, for the edge of their frame."""
    for node in nodes:
        if isinstance(node, Chart):
            mine = f"{' ' * 3}┊ your move" if node.made else ""
            late = any(course.later is not None for course in node.courses)
            return f"{BEGAN} where it began{mine}{'   right of ║ years later' if late else ''}"
        if isinstance(node, Promised):
            return "  ".join(f"{glyph} {verdict}" for verdict, (glyph, _) in VERDICTS.items())
        if isinstance(node, Share):
            return "⏎ what moved it"
    return ""


def short_name(name: str, short: str, cells: int) -> str:
    """The long name where it fits, else the short one, else the long one cut at a word."""
    name = settled(name)
    if width(name) <= cells:
        return name
    return cut(short, cells) if short and width(settled(short)) <= cells else cut_at_word(name, cells)


def chart_rows(chart: Chart, deck: Deck, cells: int) -> list[Row]:
    """Small multiples: each meter as columns over the rounds, its name and what it gave at the left; below them the
    rounds, and one's own moves where they were chosen."""
    left = 29 if cells >= ROOMY else 22
    later = any(course.later is not None for course in chart.courses)
    count = max((len(course.values) for course in chart.courses), default=1) + later
    each = max(2, min(11, (cells - left - 1) // count))
    gap = 1 if each < 7 else 2 if each < 8 else 3
    marks = tuple(own.round for own in chart.made if own.happened)
    airy = cells < ROOMY and len(marks) <= 4
    rows: list[Row] = []
    for number, course in enumerate(chart.courses):
        drawn = _columns(course, count, later, each - gap, gap, marks)
        rows += [row(padded(name, left), each_) for name, each_ in zip(_named(course, left - 1), drawn, strict=True)]
        if airy and number + 1 < len(chart.courses):
            blank = columns([None] * count, start=-1, rows=1, wide=each - gap, gap=gap, marks=marks,
                            later=count - 1 if later else None)  # fmt: skip
            rows.append(row(" " * left, blank[0]))
    rows.append(row(" " * (left + 1), (_heads(count, later, each), "quiet")))
    rows += [row(" " * (left + 1), line) for line in _moves(chart, deck, each, cells - left - 1)]
    return rows


def _columns(course: Course, count: int, later: bool, wide: int, gap: int, marks: Sequence[int]) -> list[Row]:
    values: list[int | None] = [*course.values]
    values += [None] * (count - later - len(values))
    if later:
        values.append(course.later)
    wanted = 0 if course.goal is None else course.goal.weight
    return columns(
        values, start=course.values[0], rows=SERIES_ROWS, wide=wide, gap=gap, low=course.low, high=course.high,
        wanted=wanted, marks=marks, later=count - 1 if later else None,
    )  # fmt: skip


def _named(course: Course, cells: int) -> list[Row]:
    """Name, from where to where, and what that gave: three rows."""
    late = "" if course.later in (None, course.values[-1]) else f" › {course.later}"
    room = cells - 4
    name = row((f"{goal_mark(course.goal)} ", "bold"), (short_name(course.name, course.short, room), "bold"))
    went = row("    ", (f"{course.values[0]} → {course.values[-1]}", ""), (late, "quiet"))
    if course.points is None or course.goal is None:
        return [name, went, ()]
    kind, points = course.goal.kind, course.points
    words = f"{_GLYPHS[kind]} {signed(points)} {POINTS[kind]}"
    if width(words) > room:
        words = f"{_GLYPHS[kind]} {signed(points)} {'for you' if kind == 'scored' else 'as you say'}"
    return [name, went, row("    ", (words, _good(points)))]


def _heads(count: int, later: bool, each: int) -> str:
    heads = ["start", *(f"R{number}" for number in range(1, count - later))]
    heads += ["later"] if later else []
    if each < 5:
        heads = ["0", *(str(number) for number in range(1, count - later)), *(["…"] if later else [])]
    elif each < 6:
        heads[0] = "R0"
    return "".join(f"{head:<{each}}" for head in heads)


def _moves(chart: Chart, deck: Deck, each: int, cells: int) -> list[Row]:
    """One's moves under the rounds in which they were chosen, in lines by turns: as few as leave every name whole."""
    names = [move_name(own) for own in chart.made]
    lines = next((n for n in (2, 3) if all(room >= width(names[at]) for at, room in _rooms(chart, each, cells, n))), 4)
    rooms = dict(_rooms(chart, each, cells, lines))
    found = []
    for line in range(lines):
        spans: list[Row | Span] = []
        at = 0
        for number in range(line, len(chart.made), lines):
            own, left = chart.made[number], chart.made[number].round * each
            words = f" {cut(names[number], rooms[number])}" if rooms[number] >= 5 else ""
            style = token(deck, own.role) if own.happened else "quiet"
            spans += [(" " * max(0, left - at), ""), sigil(deck, own.role), (words, style)]
            at = left + 3 + width(words)
        found.append(row(*spans))
    return [line for line in found if line]


def move_name(own: Own) -> str:
    """What a move is called on a chart; one that did not happen with the sign of that."""
    name = short_name(own.title, own.short, MOVE_SHORT)
    return name if own.happened else f"{DENIED} {name}"


def _rooms(chart: Chart, each: int, cells: int, lines: int) -> Iterator[tuple[int, int]]:
    """For each move its number and the cells that its name may take where so many lines hold them by turns."""
    for number, own in enumerate(chart.made):
        after = chart.made[number + lines].round * each - 1 if number + lines < len(chart.made) else cells
        yield number, after - own.round * each - 4


def _good(points: int) -> str:
    return "bold good" if points > 0 else "bold bad" if points < 0 else "bold"


def share_row(share: Share, cells: int) -> Row:
    """A goal, its bar round nothing, its points, and from where to where the meter went."""
    went = f"{share.before}→{share.after}"
    room = METER + 3 if cells < ROOMY else 28
    name = short_name(share.name, share.short, room - 1)
    free = cells - 4 - room - 5 - len(went) - 2
    points = f"{signed(share.points):>4}"
    plot = signed_bar(share.points, max(5, min(25, free - (free + 1) % 2)), share.most)
    return row(
        (f"{goal_mark(share.goal)} ", "bold"),
        fit(name, room),
        plot,
        (f"{points} ", _good(share.points)),
        (f" {went}", "quiet"),
    )


def standing_row(standing: Standing, deck: Deck, cells: int) -> Row:
    """A role's letter and name, its score as a bar with its par, and how far it is from that."""
    beside = standing.beside_par
    told = row((f"{standing.score:4d} ", "bold"), (f"{beside:<11}", "quiet" if beside == "at par" else ""))
    room = max(6, min(20, cells // 4))
    free = max(6, min(40, cells - 4 - room - 1 - cells_of(told)))
    name = fit(cut_at_word(standing.who.removeprefix("The "), room), room)
    return row(sigil(deck, standing.role), " ", (name, token(deck, standing.role)), " ",
               bar(standing.score, free, par=standing.par), told)  # fmt: skip


def promised_rows(promised: Promised, deck: Deck, cells: int) -> list[Row]:
    """The verdict, whose move of which round, and from where to where the meter went; below it why, whole: it
    stands nowhere else."""
    glyph, colour = (ANYWAY, "ink") if promised.detour else VERDICTS[promised.verdict]
    verdict = "made room" if promised.detour else promised.verdict
    chip = (fit(f" {glyph} {verdict.upper()}", _CHIP), f"bold bg on {colour}")
    went = f"{UP if promised.way == 'up' else DOWN} {promised.before}→{promised.after}"
    who = row(sigil(deck, promised.role), " ") if promised.who else ()
    free = cells - _CHIP - 1 - cells_of(who) - len(f"{promised.label} ") - width(went) - 3
    meter = short_name(promised.meter, promised.meter_short, min(26, max(METER, free - 30)))
    move = short_name(promised.move, promised.move_short, max(6, free - width(meter)))
    left = row(chip, " ", who, (f"{promised.label} {move}", "bold"))
    found = [ends(left, row((f" {meter} ", ""), (went, "bold")), cells)]
    if promised.reason:
        indent = " " * (_CHIP + 2)
        found += [row(indent, (line, "quiet")) for line in fold(promised.reason, cells - len(indent))]
    return found


def outcome_row(title: str, later: str, numbers: Sequence[tuple[str, str]], text: str, cells: int) -> Row:
    """The ending in one row: its title, then what it is called years later where it is another, the numbers (each a
    lead and a value), and as much of the text as fits."""
    parts = [row((f"  {lead} ", "quiet"), (value, "bold")) for lead, value in numbers]
    told = row(*parts)
    chip = row(" ", (f" {cut(title.upper(), max(8, cells - 4 - cells_of(told)))} ", "bold bg on ink"))
    found = row(chip, told)
    if later:
        longer = row(chip, (f" {LEADS_ON} {settled(later)}", "bold"), told)
        found = longer if cells_of(longer) <= cells else found
    free = cells - cells_of(found) - 4
    if free < 40 or not text:
        return padded(found, cells)
    words = cut_at_word(text, free)
    more = "…" if width(words) < width(settled(text)) else ""
    return padded(row(found, (f"   {words}{more}", "quiet")), cells)


def table_heads(table: Table, cells: int) -> list[Row]:
    """The heads of a table over their columns; none where they say nothing."""
    room, each = _measures(table, cells)
    heads = "".join(f" {head:>{wide - 1}}" for head, wide in zip(table.heads, each, strict=True))
    return [row((" " * room + heads, "quiet"))] if heads.strip() else []


def table_row(table: Table, line: TableRow, cells: int) -> Row:
    """A row of a table: its name, its cells, and which way it went."""
    room, each = _measures(table, cells)
    name = fit(line.label, room)
    told = "".join(f" {cell:>{wide - 1}}" for cell, wide in zip(line.cells, each, strict=False))
    way = {"up": f" {UP}", "down": f" {DOWN}", "change": " ≠"}.get(line.mark, "")
    return row((name, "bold" if line.to is not None else ""), told, (way, "bold"))


def _measures(table: Table, cells: int) -> tuple[int, list[int]]:
    """Cells of the names and of each column."""
    each = [
        2 + max([width(head), *(width(line.cells[at]) for line in table.rows if at < len(line.cells))])
        for at, head in enumerate(table.heads)
    ]
    longest = max((width(settled(line.label)) for line in table.rows), default=0)
    return max(8, min(longest, cells - sum(each) - 2)), each


def ended_row(deck: Deck, seed: int, role: str | None, motive: str, cells: int) -> Row:
    """What this page is and of which game; at the right who one was."""
    who = () if role is None else known_as(deck, role, motive)
    head, title, dealt = " How it ended", f" · {settled(deck.title)}", f" · seed {seed}"
    free = cells - cells_of(who) - width(head)
    rest = next((each for each in (title + dealt, dealt) if width(each) <= free), "")
    left = row((head, "bold on panel"), (rest, "quiet on panel"))
    return ends(padded(left, max(0, cells - cells_of(who)), "on panel"), who, cells)
