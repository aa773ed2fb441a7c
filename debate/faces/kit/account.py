"""What came of a round in frames: three screens of 80x24 or one of 120x40, each line of which can be marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from debate.faces.kit.account_rows import item_rows, items, opens
from debate.faces.kit.frames import DOUBLE, HEAVY, ROUND, framed
from debate.faces.kit.glyphs import DENIED, EMPTY, FULL, HERE
from debate.faces.kit.names import sigil
from debate.faces.kit.rows import Row, beside, folded, row, texts
from debate.faces.kit.world import Picture, Place
from debate.pages.document import Folded, Group
from debate.rules.deck import Deck

WIDE, TALL = 110, 34
"""From this size on one screen holds it all."""
LEFT = 62
"""Cells of the left half where there are two."""
_MOST = 5
"""Rows that a line may take."""
_ORDER = ("mine", "denied", "foreseen", "deeds", "moved")
"""Whose lines are given more than a row first."""
_SCREENS = 3
"""So many screens a round may take."""
_POINTS = 6
CUT = "… l: all of it"
"""Below a group of which something does not stand whole: the key that tells every word."""
KINDS: Mapping[str, tuple[str, str]] = {"": (ROUND, "line"), "main": (HEAVY, "ink"), "denied": (DOUBLE, "ink")}


@frozen
class Told:
    """A group to be drawn, by the name that its lines are marked under: ``name:0``, ``name:1`` ..."""

    name: str
    group: Group


@frozen
class Screen:
    """What stands on one screen: groups below each other, then lines without a frame."""

    groups: tuple[Told, ...]
    below: tuple[str, ...] = ()


def screens(
    first: Sequence[Told],
    moved: Told | None,
    denied: Told | None,
    ahead: Sequence[str],
    cells: int,
    height: int,
    sigils: Callable[[str], Row],
) -> list[Callable[[str], Picture]]:
    """The screens of so many cells and rows, each as a function of what is marked. ``first``: for me, who did what,
    what was foreseen. ``sigils``: a role's letter on its colour."""
    if cells >= WIDE and height >= TALL:
        return [_wide(first, moved, denied, ahead, cells, height, sigils)]
    size = (cells, height, sigils)
    if all(told.name == "mine" for told in first):  # nobody did anything: years later
        return [_narrow(part, *size) for part in _closely((*first, moved, denied), ahead, *size)]
    parts = [Screen(tuple(first))] if first else []
    if moved is not None and denied is not None and all(isinstance(node, Folded) for node in denied.group.nodes):
        parts.append(Screen((moved, denied), tuple(ahead)))  # what is only counted needs no screen of its own
        return [_narrow(part, *size) for part in _eased(_joined(parts, *size), *size)]
    parts += [Screen((moved,), tuple(ahead[:1]))] if moved is not None else []
    parts += [Screen((denied,), tuple(ahead[1:]))] if denied is not None else []
    if len(ahead) == 1 and moved is None:
        parts[-1] = Screen(parts[-1].groups, tuple(ahead))
    return [_narrow(part, *size) for part in _eased(_joined(parts, *size), *size)]


def _closely(
    groups: Iterable[Told | None], ahead: Sequence[str], cells: int, height: int, sigils: Callable[[str], Row]
) -> list[Screen]:
    """Screens that hold as many of these groups as there is room for with a row for each line, and few enough words."""
    found: list[Screen] = []
    for told in filter(None, groups):
        both = Screen((*found[-1].groups, told)) if found else Screen((told,))
        least = _least(both, cells)
        if found and least <= height and _wordy(both, cells, least, sigils) <= WORDY:
            found[-1] = both
        else:
            found.append(Screen((told,)))
    return [*found[:-1], Screen(found[-1].groups, tuple(ahead))] if found else []


def _joined(parts: list[Screen], cells: int, height: int, sigils: Callable[[str], Row]) -> list[Screen]:
    """Screens that fit into one, every line of them whole, are one."""
    found: list[Screen] = []
    for part in parts:
        both = Screen((*found[-1].groups, *part.groups), (*found[-1].below, *part.below)) if found else part
        if found and _high(both, cells, sigils) <= height:
            found[-1] = both
        else:
            found.append(part)
    return found


def _eased(parts: list[Screen], cells: int, height: int, sigils: Callable[[str], Row]) -> list[Screen]:
    """Where the first screen has no room for all its words, who did what stands on a later one that has, or on one of
    its own where that is no screen too many."""
    if not parts or _high(parts[0], cells, sigils) <= height:
        return parts
    deeds = tuple(told for told in parts[0].groups if told.name == "deeds")
    rest = tuple(told for told in parts[0].groups if told.name != "deeds")
    for number, part in enumerate(parts[1:], 1):
        both = Screen((*deeds, *part.groups), part.below)
        if deeds and rest and _high(both, cells, sigils) <= height and _wordy(both, cells, height, sigils) <= WORDY:
            return [Screen(rest, parts[0].below), *parts[1:number], both, *parts[number + 1 :]]
    if deeds and rest and len(parts) < _SCREENS:
        return [Screen(rest, parts[0].below), Screen(deeds), *parts[1:]]
    return parts


def _high(part: Screen, cells: int, sigils: Callable[[str], Row]) -> int:
    """Rows of a screen on which every line stands whole."""
    groups = sum(2 + sum(_heights(told, cells, sigils, _MOST)) for told in part.groups)
    return groups + len(_words(part.below, cells))


def _least(part: Screen, cells: int) -> int:
    """Rows of a screen on which every line stands in a row of its own, cut where it is longer."""
    lines = sum(len(items(told.group.nodes)) for told in part.groups)
    return lines + 2 * len(part.groups) + len(_words(part.below, cells))


def _wordy(part: Screen, cells: int, height: int, sigils: Callable[[str], Row]) -> int:
    """Words of a screen on which every line stands whole."""
    return counted(texts(_laid(part, cells, height, sigils)("").rows))


@lru_cache(maxsize=128)
def _heights(told: Told, cells: int, sigils: Callable[[str], Row], most: int) -> tuple[int, ...]:
    """Rows of each line of a group where it may take so many. They are asked for again with each height that a screen
    might have."""
    found = items(told.group.nodes)
    return tuple(len(item_rows(told.group, number, cells - 2, most, sigils)) for number in range(len(found)))


def _words(texts: Iterable[str], cells: int) -> list[Row]:
    return [row((f"  {line}", "")) for text in texts for line in folded(text, cells - 4, 2)]


Mosts = Mapping[str, int]
"""The name of a line -> rows that it may take."""


def _allotted(
    blocks: Sequence[tuple[Told, int]],
    sigils: Callable[[str], Row],
    total: Callable[[Mapping[str, int]], int],
    height: int,
) -> Mosts:
    """How many rows each line of these groups (with their cells) may take so that all fit: one at least, then more in
    turn, as long as there is room. ``total``: from the rows of each group to those of the screen."""
    table = {
        f"{told.name}:{number}": rows
        for told, cells in blocks
        for number, rows in enumerate(
            zip(*(_heights(told, cells, sigils, n) for n in range(1, _MOST + 1)), strict=True)
        )
    }
    mosts = dict.fromkeys(table, 1)

    def rows_of(chosen: Mosts) -> dict[str, int]:
        found = {told.name: 2 for told, _ in blocks}
        for id_, most in chosen.items():
            found[id_.partition(":")[0]] += table[id_][most - 1]
        return found

    for most in range(2, _MOST + 1):
        for id_ in sorted(table, key=lambda each: _ORDER.index(each.partition(":")[0])):
            if total(rows_of({**mosts, id_: most})) <= height:
                mosts[id_] = most
    return mosts


WORDY = 190
"""So many words are enough for a screen: where there are more, lines are cut earlier, though they would fit."""


def counted(rows: Iterable[str]) -> int:
    """Words on a screen: what holds a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in " ".join(rows).split())


def _narrow(part: Screen, cells: int, height: int, sigils: Callable[[str], Row]) -> Callable[[str], Picture]:
    least = _least(part, cells)
    while height > least and _wordy(part, cells, height, sigils) > WORDY:
        height -= 1
    return _laid(part, cells, height, sigils)


def _laid(part: Screen, cells: int, height: int, sigils: Callable[[str], Row]) -> Callable[[str], Picture]:
    words = _words(part.below, cells)
    blocks = [(told, cells) for told in part.groups]
    mosts = _allotted(blocks, sigils, lambda rows: sum(rows.values()) + len(words), height)

    def draw(marked: str) -> Picture:
        rows, places = below([frame(told, cells, mosts, sigils, marked) for told in part.groups])
        return Picture((*rows, *words), places)

    return draw


def _wide(
    first: Sequence[Told],
    moved: Told | None,
    denied: Told | None,
    ahead: Sequence[str],
    cells: int,
    height: int,
    sigils: Callable[[str], Row],
) -> Callable[[str], Picture]:
    """Left what concerns me, right what did not happen, below both what moved, over the whole width."""
    two = bool(first) and denied is not None
    left_cells, right_cells = (LEFT, cells - LEFT) if two else (cells, cells)
    words = _words(ahead, cells)
    right_ = (denied,) if denied is not None else ()
    lower_ = (moved,) if moved is not None else ()

    def upper(rows: Mapping[str, int]) -> int:
        left, right = (sum(rows[told.name] for told in side) for side in (first, right_))
        return max(left, right) if two else left + right

    blocks = [(t, left_cells) for t in first] + [(t, right_cells) for t in right_] + [(t, cells) for t in lower_]
    mosts = _allotted(blocks, sigils, lambda rows: upper(rows) + sum(rows[t.name] for t in lower_) + len(words), height)

    def draw(marked: str) -> Picture:
        left = below([frame(told, left_cells, mosts, sigils, marked) for told in first])
        right = below([frame(told, right_cells, mosts, sigils, marked) for told in right_])
        lower = below([frame(told, cells, mosts, sigils, marked) for told in lower_])
        if two:
            high = max(len(left[0]), len(right[0]))
            right = below([frame(told, right_cells, mosts, sigils, marked, height=high - 2) for told in right_])
            rows = beside([left[0], right[0]], [left_cells, right_cells])
            places = {**left[1], **moved_by(right[1], left_cells, 0)}
        else:
            rows, places = [*left[0], *right[0]], {**left[1], **moved_by(right[1], 0, len(left[0]))}
        return Picture((*rows, *lower[0], *words), {**places, **moved_by(lower[1], 0, len(rows))})

    return draw


def below(pictures: Iterable[Picture]) -> tuple[list[Row], dict[str, Place]]:
    """Pictures below each other."""
    rows: list[Row] = []
    places: dict[str, Place] = {}
    for picture in pictures:
        places |= moved_by(picture.places, 0, len(rows))
        rows += picture.rows
    return rows, places


def moved_by(places: Mapping[str, Place], across: int, down: int) -> dict[str, Place]:
    """The places of a picture that stands elsewhere."""
    return {id_: (left + across, top + down, wide, high) for id_, (left, top, wide, high) in places.items()}


def frame(
    told: Told, cells: int, mosts: Mosts, sigils: Callable[[str], Row], marked: str, height: int | None = None
) -> Picture:
    """A group in its frame of so many cells. A line takes at most as many rows as it is given; what is longer ends in
    an ellipsis, and the frame says how to read it whole."""
    group, room = told.group, cells - 2
    kind, style = KINDS[group.kind]
    rows: list[Row] = []
    places: dict[str, Place] = {}
    below_ = group.below
    for number, item in enumerate(items(group.nodes)):
        id_ = f"{told.name}:{number}"
        drawn = item_rows(group, number, room, mosts.get(id_, 1), sigils)
        if CUT not in below_ and any("…" in text for text in texts(drawn)):
            below_ = " · ".join(filter(None, (below_, CUT)))
        if opens(item[0]):
            places[id_] = (1, 1 + len(rows), room, len(drawn))
            if id_ == marked:
                drawn = [tuple((t, how if " on " in how else f"{how} on lit") for t, how in each) for each in drawn]
        rows += drawn
    title = {"denied": f"{DENIED} {group.title.upper()}", "main": ""}.get(group.kind, group.title)
    title_style = "bold reverse ink" if group.kind == "denied" else "bold ink"
    framed_ = framed(
        rows, cells, title=title, below=below_, kind=kind, style=style, title_style=title_style, height=height
    )
    return Picture(tuple(_pointed(framed_, places.get(marked))), places)


def _pointed(rows: list[Row], place: Place | None) -> list[Row]:
    """The frame with a pointer on its left edge where a line is marked: colours alone need not say it."""
    if place is None:
        return rows
    at = place[1]
    return [*rows[:at], ((HERE, "bold ink"), *rows[at][1:]), *rows[at + 1 :]]


def progress(at: int, count: int) -> str:
    """Which of several screens this is: points for a few, in words for many."""
    if count > _POINTS:
        return f"{at + 1} of {count}"
    return " ".join(FULL if number <= at else EMPTY for number in range(count)) if count > 1 else ""


def sigils_of(deck: Deck) -> Callable[[str], Row]:
    """A role's letter on its colour, by role."""
    return lambda role: (sigil(deck, role),)
