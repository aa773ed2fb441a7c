"""Cards that look like cards: a round frame, a heavy one where it fits what is marked, a dashed one from outside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from debate.debrief.naming import counted
from debate.faces.kit.frames import DASHED, HEAVY, ROUND, framed
from debate.faces.kit.glyphs import ANSWERS, BACKS, HERE, OTHER, OUTSIDE
from debate.faces.kit.rows import Row, fold, folded, row
from debate.faces.kit.world import Picture, Place
from debate.rules.deck import Argument

SMALL, LARGE = 16, 22
"""Cells of the narrowest card with its title alone, and with its claim."""
WIDEST = 40


def cites(card: Argument) -> str:
    """Where a card comes from, short: ``P7, P15~`` inferred, ``⊕P9, K3`` outside the brief."""
    places = ", ".join((*card.source, *card.evidence))
    if card.basis == "outside":
        return f"{OUTSIDE}{places}"
    return f"{places}~" if card.basis == "inferred" and places else places


def hand_picture(
    cards: Sequence[Argument],
    cells: int,
    height: int,
    *,
    fitting: Collection[str] = (),
    answering: bool = False,
    marked: str = "",
    focus: bool = False,
    who: str = "role1",
    own: Collection[str] | None = None,
) -> Picture:
    """The hand in a row of cards. ``fitting``: cards that fit what is marked (``answering``: that answer it, else that
    back it). ``height``: rows of a card, 4 for its title alone. ``who``: the token of the role whose hand it is.
    ``own``: its moves (None: all of the deck); it is said how many of them a card backs."""
    least = LARGE if height > 5 else SMALL
    most = max(1, cells // least)
    at = next((n for n, card in enumerate(cards) if f"card:{card.id}" == marked), 0)
    first = max(0, min(at - most + 1, len(cards) - most)) if len(cards) > most else 0
    shown = cards[first : first + most]
    if not shown:
        return Picture((row(("  no cards in hand", "quiet")),), {})
    hidden = len(cards) - len(shown)
    wide = min(WIDEST, cells // len(shown))
    places: dict[str, Place] = {}
    blocks = []
    for number, card in enumerate(shown):
        id_ = f"card:{card.id}"
        places[id_] = (number * wide, 0, wide, height)
        here = focus and id_ == marked
        more = f"{hidden} more" if hidden and number == len(shown) - 1 else ""
        blocks.append(card_rows(card, wide, height, card.id in fitting, answering, here, who, more, backed(card, own)))
    rows = [row(*(block[line] for block in blocks)) for line in range(height)]
    return Picture(tuple(rows), places)


@lru_cache(256)
def card_rows(
    card: Argument,
    cells: int,
    height: int,
    fits: bool,
    answering: bool,
    here: bool,
    who: str,
    more: str = "",
    backs: int = 0,
) -> tuple[Row, ...]:
    """One card in so many cells and rows. ``more``: how many are not in sight, said on its edge; ``backs``: how many
    moves it backs."""
    room, inside = cells - 2, height - 2
    kind = HEAVY if fits else DASHED if card.basis == "outside" else ROUND
    word = "ANSWERS THIS" if answering else "BACKS THIS"
    glyph = ANSWERS if answering else BACKS
    title = f"{glyph} {word}" if fits and height > 5 else ""
    mark = HERE if here else BACKS if fits else OTHER
    style = f"bold {who}" if fits else "ink" if here else "line"
    if height <= 5:
        lines = folded(f"{mark} {card.title}", room, inside)
        rows = [row((line, "bold" if fits or here else "quiet")) for line in lines]
        return tuple(framed(rows, cells, below=more, kind=kind, style=style, height=inside))
    lines = folded((f"{HERE} " if here else "") + card.title, room, 2)
    rows = [row((line, "bold")) for line in lines]
    claim = max(0, inside - len(rows) - 1)
    rows += [row((line, "ink" if fits else "quiet")) for line in folded(card.claim, room, claim)] if claim else []
    rows += [()] * (inside - 1 - len(rows))
    rows.append(row((f"{BACKS} backs {backs} {ANSWERS} answers {len(card.answers)}", "bold" if fits else "")))
    below = " · ".join(filter(None, (more, cites(card))))
    return tuple(
        framed(rows, cells, title=title, below=below, kind=kind, style=style, title_style=style, height=inside)
    )


def backed(card: Argument, own: Collection[str] | None) -> int:
    """How many of these moves a card backs; others have moves that it would back, too."""
    return len(card.backs if own is None else [move for move in card.backs if move in own])


def whole_card(
    cards: Sequence[Argument],
    marked: str,
    cells: int,
    height: int,
    fitting: Collection[str],
    who: str,
    own: Collection[str] | None = None,
) -> Picture:
    """One card with all its parts, and which of how many it is."""
    if not cards:
        return Picture(tuple(framed([row(("no cards in hand", "quiet"))], cells, title="Your hand")), {})
    at = next((n for n, card in enumerate(cards) if f"card:{card.id}" == marked), 0)
    card = cards[at]
    room = cells - 4
    rows = [row((f" {line}", "bold")) for line in fold(card.title, room)]
    rows += [row((f" {line}", "")) for line in fold(f"“{card.claim}”", room)]
    parts = (
        ("Because", card.because),
        ("So", card.warrant),
        ("How sure", card.qualifier),
        ("Unless", card.rebuttal),
    )
    for word, text in parts:
        lines = fold(text, room - 10) if text else []
        rows += [row((f" {word if n == 0 else '':<10}", "quiet"), (line, "")) for n, line in enumerate(lines)]
    fits = card.id in fitting
    below = f"{cites(card)} · {at + 1} of {len(cards)} · ←→"
    title = f"{BACKS} BACKS WHAT IS MARKED" if fits else "Your hand"
    kind = HEAVY if fits else DASHED if card.basis == "outside" else ROUND
    style = f"bold {who}" if fits else "ink"
    rows.append(())
    answered = counted(len(card.answers), "card")
    rows.append(row((f" {BACKS} backs {backed(card, own)} of your moves, {ANSWERS} answers {answered}", "")))
    found = framed(rows, cells, title=title, below=below, kind=kind, style=style, height=max(len(rows), height - 2))
    places = {f"card:{each.id}": (0, 0, cells, len(found)) for each in cards}
    return Picture(tuple(found), places, fixed=1)
