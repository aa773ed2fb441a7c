"""Where every number of a state stands, and conditions, amounts and effects in terms of these places."""

from __future__ import annotations

from debate.rules.conditions import (
    ABOUT,
    AllOf,
    Amount,
    AnyOf,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    Test,
    events_read,
    range_of,
)
from debate.rules.deck import Deck
from debate.rules.flat import (
    ANY,
    ANY_RANGE,
    NEVER_ENDS,
    NO_RANGE,
    NONE,
    NOT_RECENT,
    ONE_OF,
    RECENT,
    Flat,
    FlatAmount,
    FlatEffect,
    Other,
    Range,
)


class Places:
    """The numbers of a state, in this order: meters, flags (the place of the value among the flag's values), capital,
    how often each event happened, in which round it did last, the round, debate points, rows. That an offer was
    declined, or that a case stood or was beaten, is an event where a condition of the deck asks about it.

    A *target* is a meter, a flag or a role's capital. A *row* counts round ends in a row at which a condition held.
    """

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.roles = deck.turn_order
        self.meter_places = {id_: n for n, id_ in enumerate(deck.meters)}
        self.flag_places = {id_: n for n, id_ in enumerate(deck.flags, len(self.meter_places))}
        first = len(self.meter_places) + len(self.flag_places)
        self.capital_places = {role: n for n, role in enumerate(self.roles, first)}
        self.names = [*deck.meters, *deck.flags, *(f"capital.{role}" for role in self.roles)]
        self.places = {name: n for n, name in enumerate(self.names)}
        self.flag_values = {id_: tuple(flag.values) for id_, flag in deck.flags.items()}
        self.is_flag = [name in deck.flags for name in self.names]
        self.low = [m.min for m in deck.meters.values()] + [0] * (len(self.names) - len(self.meter_places))
        self.high = [m.max for m in deck.meters.values()] + [len(v) - 1 for v in self.flag_values.values()]
        self.high += [deck.roles[r].capital_max for r in self.roles]
        self.outcomes = asked_about(deck)
        self.events = [*deck.moves, *deck.news, *self.outcomes]
        self.event_places = {id_: n for n, id_ in enumerate(self.events)}
        self.targets = len(self.names)
        self.latest_from = len(self.events)
        """How many places behind its count the latest round of an event stands."""
        self.count_places = {id_: n for n, id_ in enumerate(self.events, self.targets)}
        self.round_place = self.targets + 2 * len(self.events)
        self.point_places = {role: n for n, role in enumerate(self.roles, self.round_place + 1)}
        starts = [m.start for m in deck.meters.values()]
        starts += [self.flag_values[f.id].index(f.start) for f in deck.flags.values()]
        starts += [deck.roles[r].capital_start for r in self.roles]
        self.begin = [*starts, *([0] * (2 * len(self.events))), 1, *([0] * len(self.roles))]
        """All numbers when a game begins, but for the rows, which are 0."""
        self.rows_from = self.round_place + 1 + len(self.roles)
        self.rows = 0
        self.lasting: list[tuple[int, Flat]] = []
        """(row, inner condition) of all that stands inside ``lasting``."""
        self.shared_rows: dict[Flat, int] = {}
        """Inner condition -> the row that counts it, for all that may know of each other's rows."""
        self.purses = {role: (n, self.names[n], self.high[n]) for role, n in self.capital_places.items()}
        """Role -> (place of its capital, its name, the most that it may have)."""
        pairs = ((link.per_rise_of, link.per_fall_of) for link in deck.links.values() if link.active)
        self.watched = frozenset(self.meter_places[meter] for pair in pairs for meter in pair if meter is not None)
        """Meters whose rise or fall a link watches."""

    def shown(self, target: str, amount: int) -> str:
        """An amount asked of a target as text: the number, or the value's id for a flag."""
        if target in self.flag_values:
            return self.flag_values[target][amount]
        return str(amount)

    def row(self) -> int:
        """The place of a new row."""
        self.rows += 1
        return self.rows_from + self.rows - 1

    def condition(self, condition: Condition) -> Flat:
        """The condition, flattened."""
        ranges: list[Range] = []
        others: list[Other] = []
        parents: list[int] = []
        for test in condition:
            self._flatten(test, ranges, others, parents)
        return tuple(ranges), tuple(others), tuple(parents)

    def _flatten(self, test: Test, ranges: list[Range], others: list[Other], parents: list[int]) -> None:
        match test:
            case Compare(kind=kind, id=id_):
                places = {"meter": self.places, "capital": self.capital_places, "times": self.count_places}
                place = self.round_place if kind == "round" else places[kind][id_]
                start = self.deck.meters[id_].start if kind == "meter" else None
                ranges.append((place, *range_of(test, start)))
                if kind != "round":
                    parents.append(place)
            case FlagIs(flag=flag, values=values):
                at = frozenset(self.flag_values[flag].index(v) for v in values)
                place = self.places[flag]
                if len(at) == max(at) - min(at) + 1:
                    ranges.append((place, min(at), max(at)))
                    parents.append(place)
                else:
                    others.append((ONE_OF, place, at))
            case Recent(event=event, rounds=rounds, negated=negated):
                place = self.count_places[event]
                others.append((NOT_RECENT if negated else RECENT, place, rounds))
            case AnyOf(options=options):
                others.append(self._options(ANY, ANY_RANGE, options))
            case AllOf(options=options):
                for option in options:
                    for inner in option:
                        self._flatten(inner, ranges, others, parents)
            case NoneOf(options=options):
                others.append(self._options(NONE, NO_RANGE, options))
            case Lasting(rounds=rounds, when=when):
                flat = self.condition(when)
                row = self.shared_rows.get(flat)
                if row is None:
                    row = self.shared_rows[flat] = self.row()
                    self.lasting.append((row, flat))
                ranges += [(row, rounds, NEVER_ENDS), *flat[0]]
                others += flat[1]
                parents += flat[2]

    def _options(self, kind: int, kind_of_ranges: int, options: tuple[Condition, ...]) -> Other:
        """Options as conditions, or, where each is one range, as (ranges, whether each is a parent)."""
        flat = tuple(map(self.condition, options))
        if all(len(ranges) == 1 and not others for ranges, others, _ in flat):
            return (kind_of_ranges, tuple(ranges[0] for ranges, _, _ in flat), tuple(bool(p) for _, _, p in flat))
        return (kind, flat, None)

    def amount(self, amount: Amount) -> FlatAmount:
        """The amount, flattened."""
        if isinstance(amount, int):
            return amount
        found, each = 0, []
        steps = dict(amount.steps)
        for value in range(self.deck.meters[amount.by].max + 1):
            found = steps.get(value, found)
            each.append(found)
        return (self.places[amount.by], tuple(each))

    def effects(self, effects: Effects) -> tuple[FlatEffect, ...]:
        """The effects, flattened."""
        flat: list[FlatEffect] = [(self.places[id_], self.amount(amount)) for id_, amount in effects.meters]
        flat += [(self.places[id_], self.flag_values[id_].index(value)) for id_, value in effects.flags]
        flat += [(self.capital_places[role], amount) for role, amount in effects.capital]
        return tuple(flat)


def asked_about(deck: Deck) -> tuple[str, ...]:
    """Of all that may happen about moves and arguments (see :data:`ABOUT`) what a condition asks about, as ids of
    events."""
    conditions: list[Condition] = [move.needs for move in deck.moves.values()]
    for section in (deck.links, deck.denials, deck.news, deck.endings, deck.questions):
        conditions += [item.when for item in section.values()]
    conditions += [meter.shown_when for meter in deck.meters.values() if meter.shown_when is not None]
    conditions += [rule.when for rules in deck.opponents.values() for rule in rules]
    asked = {event for condition in conditions for event in events_read(condition)}
    about = (*deck.moves, *deck.arguments)
    return tuple(prefix + id_ for prefix in ABOUT for id_ in about if prefix + id_ in asked)
