"""Effects and amounts in full, as a teacher needs them who runs the world by hand."""

from __future__ import annotations

from debate.debrief.naming import CAPITAL, amount_words, name_of
from debate.rules.conditions import Amount, Effects
from debate.rules.deck import Deck
from debate.workshop.paper.markup import Html, b, html, joined, span


def signed(number: int) -> str:
    """With a true minus, or a plain 0."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def amount(deck: Deck, value: Amount, of: str = "", times: str = "") -> Html:
    """``+8``, or each step of a table: ``0 to 29: +8, 30 to 100: +3``. ``of``: the meter that changes, if one does."""
    if isinstance(value, int):
        return html([b(signed(value)), times])
    meter = deck.meters[value.by]
    starts = [start for start, _ in value.steps]
    ends = [*(start - 1 for start in starts[1:]), max(meter.max, starts[-1])]
    steps = [
        span("step", f"{_span(start, end)}: ", b(signed(number)))
        for (start, number), end in zip(value.steps, ends, strict=True)
    ]
    by = "read itself" if value.by == of else f"read '{meter.name}'"
    return html([span("by", f"{by} "), joined(steps, " · "), times])


def odds(deck: Deck, value: Amount) -> Html:
    """``20``, or each step of the table, without signs."""
    if isinstance(value, int):
        return b(str(value))
    return Html(amount(deck, value).replace("+", ""))


def _span(start: int, end: int) -> str:
    return str(start) if start >= end else f"{start} to {end}"


def changes(deck: Deck, effects: Effects, times: str = "") -> list[Html]:
    """One phrase for each thing that changes, step tables in full. ``times``: for each what it comes."""
    found = [html([deck.meters[id].name, " ", amount(deck, value, id, times)]) for id, value in effects.meters]
    found += [html([deck.flags[id].name, " → ", b(deck.flags[id].values[value])]) for id, value in effects.flags]
    found += [html([name_of(deck, CAPITAL + role), " ", b(signed(number))]) for role, number in effects.capital]
    return found


def short_changes(deck: Deck, effects: Effects) -> list[Html]:
    """The same for a card: of a step table only the smallest and the largest amount."""
    found: list[Html] = []
    for id, value in effects.meters:
        words = amount_words(deck, value).replace("-", "−") if isinstance(value, int) else amount_words(deck, value)
        found.append(html([deck.meters[id].name, " ", b(words)]))
    return found + changes(deck, Effects((), effects.flags, effects.capital))
