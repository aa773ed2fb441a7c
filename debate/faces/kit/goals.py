"""What one plays for, in one row: score, par, what the round before did to it, each want, and what one says one is for.

It stands on every screen of the game, so it gives way as the room gets less: first what one says, then the bar, then
air, words of the names, the word for the score, and then the wants that weigh least; letters of a name only where
nothing else helps.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from debate.faces.kit.glyphs import DOWN, SAID_FOR, SCORED, UP
from debate.faces.kit.names import meter_nick
from debate.faces.kit.plots import bar
from debate.faces.kit.rows import Row, cells_of, cut, cut_at_word, padded, plain, row
from debate.game.record import GameRecord
from debate.rules.deck import Deck, Meter

SCORE = "Score"
WIDE, NARROW = 16, 10
"""Cells of the bar of the score."""


@frozen
class Want:
    """One goal: its meter, its weight (below 0: it is wanted low), the value now (None: hidden) and its change."""

    meter: Meter
    weight: int
    value: int | None
    change: int = 0

    @property
    def good(self) -> int:
        """The sign of the change for whoever wants this."""
        return (self.change > 0) - (self.change < 0) if self.weight > 0 else (self.change < 0) - (self.change > 0)


@frozen
class Goals:
    """What a role plays for as things stand. ``score``, ``ends``: 0 to 100, None where it hangs on a hidden meter (or
    there are none); ``moved``, ``ends_moved``: what the latest round did to them. ``par``: None where it is not known.
    ``label``: what stands before the score: what it is of, where years came after the term, which do not count.
    """

    wants: tuple[Want, ...]
    says: tuple[Want, ...]
    score: int | None
    moved: int = 0
    ends: int | None = None
    ends_moved: int = 0
    par: int | None = None
    label: str = SCORE


def goals(
    deck: Deck,
    role: str,
    motive: str,
    now: Mapping[str, int | None],
    before: Mapping[str, int | None],
) -> Goals | None:
    """What the role plays for: ``now`` the meters as it sees them, ``before`` as it saw them when the latest round
    began (empty in the first). None for a motive that is not in the deck."""
    found = deck.roles[role].motives.get(motive)
    if found is None:
        return None
    score, ends = scored(deck, found.wants, now), scored(deck, found.ends, now)
    was, ends_was = scored(deck, found.wants, before), scored(deck, found.ends, before)
    return Goals(
        _wants(deck, found.wants, now, before),
        _wants(deck, found.ends, now, before),
        score,
        score - was if score is not None and was is not None else 0,
        ends,
        ends - ends_was if ends is not None and ends_was is not None else 0,
        found.par,
    )


def goals_of(session: GameRecord, role: str | None) -> Goals | None:
    """What the role plays for as the game stands, while it runs with what the latest round did to it; None for no
    role."""
    if role is None or role not in session.deck.roles:
        return None
    state, view = session.state, session.view(role)
    now: Mapping[str, int | None] = view.meters
    told, label = state.round - 1, SCORE
    if state.over and state.term is not None:
        now, told = state.term.meters, state.term.round  # a score is taken at the end of term, not years later
        label = "At end of term" if state.round > told else label
    opened = session.opened(told)
    hidden = {meter for meter, value in view.meters.items() if value is None}
    before = {m: v for m, v in opened.meters.items() if m not in hidden} if opened is not None else {}
    found = goals(session.deck, role, view.motive, now, before)
    if found is None or not state.over:
        return found
    return evolve(found, label=label, moved=0, ends_moved=0)  # what one round did says nothing beside a whole game


def _wants(
    deck: Deck, weights: Mapping[str, int], now: Mapping[str, int | None], before: Mapping[str, int | None]
) -> tuple[Want, ...]:
    found = []
    for id_, weight in weights.items():
        value, old = now.get(id_), before.get(id_)
        change = value - old if value is not None and old is not None else 0
        found.append(Want(deck.meters[id_], weight, value, change))
    return tuple(sorted(found, key=lambda want: -abs(want.weight)))


def scored(deck: Deck, weights: Mapping[str, int], values: Mapping[str, int | None]) -> int | None:
    """As :func:`debate.rules.outcome.score`, of meters as somebody sees them; None where one of these is hidden."""
    reached = possible = 0
    for id_, weight in weights.items():
        value, meter = values.get(id_), deck.meters[id_]
        if value is None:
            return None
        reached += abs(weight) * (value - meter.min if weight > 0 else meter.max - value)
        possible += abs(weight) * (meter.max - meter.min)
    return (200 * reached + possible) // (2 * possible) if possible else None


def goals_row(goals: Goals, cells: int) -> Row:
    """The row in exactly so many cells."""
    count = len(goals.wants)
    spaces = (2, 1, 0) if goals.label == SCORE else (2, 1)  # with none the star alone stands for the score
    tight = [(cells, air) for cells in (9, 8, 7, 6) for air in spaces]
    tries = [
        (WIDE, 9, True, "what you say you are for", count, 2),
        (WIDE, 9, True, "you say", count, 2),
        (NARROW, 9, True, "", count, 2),
        (NARROW, 9, False, "", count, 2),
        (0, 9, True, "", count, 2),
        *((0, cells, False, "", kept, air) for kept in range(count, 0, -1) for cells, air in tight),
    ]
    drawn = (_row(goals, *each) for each in tries)
    fitting = [found for found in drawn if cells_of(found) <= cells]
    whole = (found for found in fitting if "…" not in plain(found))
    return padded(next(whole, fitting[0] if fitting else _row(goals, *tries[-1])), cells)


def _row(goals: Goals, bar_cells: int, name_cells: int, says: bool, words: str, kept: int, air: int) -> Row:
    """``air``: blanks between the wants; none: one, and the star alone stands for the word for the score."""
    gap = " " * max(1, air)
    parts: list[Row] = [row((f" {SCORED} {f'{goals.label} ' if air else ''}", "bold"), (_number(goals.score), "bold"))]
    if bar_cells and goals.score is not None:
        parts.append(row(" ", bar(goals.score, bar_cells, par=goals.par)))
    if goals.par is not None:
        parts.append(row((f" par {goals.par}", "quiet")))
    if goals.moved:
        parts.append(row(" " if not bar_cells else "  ", (f"{goals.moved:+d}", _good(goals.moved))))
    for want in goals.wants[:kept]:
        parts.append(row(gap, _want(want, name_cells)))
    if kept < len(goals.wants):
        parts.append(row((f"{gap}{len(goals.wants) - kept} more", "quiet")))
    if says and goals.ends is not None:
        parts.append(row((f"  {SAID_FOR} {words}{' ' * bool(words)}", "quiet"), (str(goals.ends), "bold")))
        if goals.ends_moved:
            parts.append(row(" ", (f"{goals.ends_moved:+d}", _good(goals.ends_moved))))
    return row(*parts)


def _want(want: Want, name_cells: int) -> Row:
    low = DOWN if want.weight < 0 else ""
    name = cut_at_word(meter_nick(want.meter), name_cells) if name_cells >= 6 else cut(meter_nick(want.meter), 5)
    parts: list[Row | tuple[str, str]] = [(f"{SCORED}{abs(want.weight)}{low} ", "bold"), (f"{name} ", "")]
    parts.append((_number(want.value), "bold"))
    if want.change:
        arrow = UP if want.change > 0 else DOWN
        parts.append((f"{arrow}{abs(want.change)}", _good(want.good)))
    return row(*parts)


def _number(value: int | None) -> str:
    return "?" if value is None else str(value)


def _good(sign: int) -> str:
    return "bold good" if sign > 0 else "bold bad"
