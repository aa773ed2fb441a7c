"""A deck flattened to small whole numbers, for one preset and one set of causal views.

Everything a state holds stands in lists; the tables say which place is whose. Conditions become nested tuples that
:mod:`debate.rules.evaluate` reads. Tables are made once per deck, preset and views, and kept with the deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from debate.rules.conditions import (
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
)
from debate.rules.deck import CausalView, Deck, Preset, ScriptRule
from debate.rules.moves import Move
from debate.rules.trace import Trace

ONE_OF, RECENT, NOT_RECENT, ANY, NONE, ANY_RANGE, NO_RANGE = range(7)
NEVER_ENDS = 10**9

Range = tuple[int, int, int]
"""(place, lowest, highest) that a number of the state may have."""
Other = tuple[int, Any, Any]
"""A test that is no range: (kind, what, with what)."""
Flat = tuple[tuple[Range, ...], tuple[Other, ...], tuple[int, ...]]
"""A condition: its ranges, its other tests, and the places of ``touched`` that are parents by its ranges."""
FlatAmount = int | tuple[int, tuple[tuple[int, int], ...]]
FlatEffect = tuple[int, FlatAmount]
"""(place in the values, amount); for a flag the place of the value in its ``values``."""


@attrs.define(slots=True)
class FlatLink:
    """A link or denial, ready to fire. ``row``: its place among the rows, -1 where a row does not decide."""

    id: str
    when: Flat
    effects: tuple[FlatEffect, ...]
    denies: tuple[str, ...]
    row: int
    every: int
    once: bool
    delay: int
    meter: int
    """Watched for a rise or fall, -1 for none."""
    sign: int
    points: int
    follows: tuple[int, ...]
    """Events named by ``follows``."""


@attrs.define(slots=True)
class FlatMove:
    id: str
    role: str
    event: int
    count_place: int
    needs: Flat
    needs_apart: tuple[Flat, ...]
    """Each test of ``needs`` by itself."""
    cost: int
    cooldown: int
    once: bool
    covert: bool
    forbidden: bool
    active: bool
    effects: tuple[FlatEffect, ...]
    offer_to: str | None
    if_declined: tuple[FlatEffect, ...]
    promised: tuple[str, ...]
    bare: Move
    price_bare: int
    """Capital it costs without a case."""
    backed: dict[str, Move]
    """Argument -> the choice of this move with it as the case."""


@attrs.define(slots=True)
class FlatNews:
    id: str
    event: int
    when: Flat
    odds: FlatAmount
    effects: tuple[FlatEffect, ...]


def effective(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Deck:
    """The deck as it is played: the preset's rounds and replacements, then those of the views that are on.

    Raises ``KeyError`` for a preset or view that the deck does not have.
    """
    sources: list[Preset | CausalView] = []
    changes: dict[str, Any] = {}
    if preset is not None:
        chosen = deck.presets[preset]
        sources.append(chosen)
        changes["rounds"] = chosen.rounds
    on = with_included(deck, views)
    sources += [view for id_, view in deck.views.items() if id_ in on]
    replaced: dict[str, dict[str, Any]] = {}
    for source in sources:
        for item, values in source.replaces.items():
            replaced.setdefault(item, {}).update(values)
    for section in ("meters", "links", "denials", "moves", "news", "arguments", "endings"):
        items: Mapping[str, Any] = getattr(deck, section)
        if any(id_ in replaced for id_ in items):
            changes[section] = {
                id_: attrs.evolve(item, **replaced[id_]) if id_ in replaced else item for id_, item in items.items()
            }
    return attrs.evolve(deck, **changes) if changes else deck


def with_included(deck: Deck, views: Iterable[str]) -> frozenset[str]:
    """The views named and all that they include. Raises ``KeyError`` for an unknown one."""
    found: set[str] = set()
    todo = list(views)
    while todo:
        view = todo.pop()
        if view not in found:
            found.add(view)
            todo += deck.views[view].includes
    return frozenset(found)


def tables_for(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Tables:
    """The tables of this deck for one preset and set of views, made at the first call."""
    key = (preset, tuple(sorted(set(views))))
    tables = deck._cache.get(key)
    if tables is None:
        tables = deck._cache[key] = Tables(effective(deck, preset, key[1]))
    assert isinstance(tables, Tables)
    return tables


class Tables:
    """See the module. ``deck`` is the effective deck; ``rows`` is how many row counters a state has."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.roles = deck.turn_order
        self.meter_places = {id_: n for n, id_ in enumerate(deck.meters)}
        self.flag_places = {id_: n for n, id_ in enumerate(deck.flags, len(self.meter_places))}
        first = len(self.meter_places) + len(self.flag_places)
        self.capital_places = {role: n for n, role in enumerate(deck.turn_order, first)}
        self.names = [*deck.meters, *deck.flags, *(f"capital.{role}" for role in deck.turn_order)]
        self.places = {name: n for n, name in enumerate(self.names)}
        self.flag_values = {id_: tuple(flag.values) for id_, flag in deck.flags.items()}
        self.is_flag = [name in deck.flags for name in self.names]
        by_name = sorted(range(len(self.names)), key=lambda n: self.names[n])
        self.rank = [0] * len(self.names)
        for rank, place in enumerate(by_name):
            self.rank[place] = rank
        meters = deck.meters.values()
        values = [m.start for m in meters]
        values += [self.flag_values[f.id].index(f.start) for f in deck.flags.values()]
        values += [deck.roles[r].capital_start for r in deck.turn_order]
        self.low = [m.min for m in meters] + [0] * (len(self.names) - len(self.meter_places))
        self.high = [m.max for m in meters] + [len(v) - 1 for v in self.flag_values.values()]
        self.high += [deck.roles[r].capital_max for r in deck.turn_order]
        self.events = [*deck.moves, *deck.news]
        self.event_places = {id_: n for n, id_ in enumerate(self.events)}
        self.targets = len(self.names)
        self.latest_from = len(self.events)
        """How many places behind its count the latest round of an event stands."""
        self.count_places = {id_: n for n, id_ in enumerate(self.events, self.targets)}
        self.round_place = self.targets + 2 * len(self.events)
        self.point_places = {role: n for n, role in enumerate(deck.turn_order, self.round_place + 1)}
        self.rows_from = self.round_place + 1 + len(deck.turn_order)
        self.rows = 0
        self.lasting: list[tuple[int, Flat]] = []
        """(row, inner condition) of every place where ``lasting`` stands."""

        self.moves = {id_: self._move(id_) for id_ in deck.moves}
        self.no_trace = Trace(self, ())
        self.moves_of = {r: tuple(m for m in self.moves.values() if m.role == r and m.active) for r in deck.turn_order}
        self.followers: list[list[FlatLink]] = [[] for _ in self.events]
        self.following_denials: list[list[FlatLink]] = [[] for _ in self.events]
        self.rowed: list[FlatLink] = []
        self.rowed_denials: list[FlatLink] = []
        self.moving: list[FlatLink] = []
        """Links that watch a rise or fall."""
        for link in sorted((k for k in deck.links.values() if k.active), key=lambda k: k.id):
            watched = link.per_rise_of or link.per_fall_of
            rowed = not link.follows and watched is None
            flat = FlatLink(
                id=link.id,
                when=self.condition(link.when),
                effects=self.effects(link.effects),
                denies=(),
                row=self._row() if rowed else -1,
                every=link.every,
                once=link.once,
                delay=link.delay,
                meter=-1 if watched is None else self.meter_places[watched],
                sign=-1 if link.per_fall_of else 1,
                points=link.points,
                follows=tuple(self.event_places[e] for e in link.follows),
            )
            (self.rowed if rowed else self.moving if watched is not None else []).append(flat)
            for event in flat.follows:
                self.followers[event].append(flat)
        for denial in sorted((d for d in deck.denials.values() if d.active), key=lambda d: d.id):
            flat = FlatLink(
                id=denial.id,
                when=self.condition(denial.when),
                effects=(),
                denies=denial.denies,
                row=-1 if denial.follows else self._row(),
                every=denial.every,
                once=False,
                delay=0,
                meter=-1,
                sign=1,
                points=1,
                follows=tuple(self.event_places[e] for e in denial.follows),
            )
            for event in flat.follows:
                self.following_denials[event].append(flat)
            if not denial.follows:
                self.rowed_denials.append(flat)
        self.watched = tuple(sorted({link.meter for link in self.moving}))
        self.news = [
            FlatNews(
                n.id, self.event_places[n.id], self.condition(n.when), self.amount(n.odds), self.effects(n.effects)
            )
            for n in sorted(deck.news.values(), key=lambda n: n.id)
            if n.active
        ]
        self.endings = [(e, self.condition(e.when)) for e in deck.endings.values() if e.active]
        self.game_enders = [when for ending, when in self.endings if ending.ends_the_game]
        self.incomes = tuple((r, "income", deck.roles[r].capital_income) for r in deck.turn_order)
        self.questions = [(q.id, self.condition(q.when)) for q in deck.questions.values()]
        self.hidden = {
            self.meter_places[m.id]: (
                frozenset(m.seen_by),
                None if m.shown_when is None else self.condition(m.shown_when),
            )
            for m in meters
            if m.seen_by is not None
        }
        """Meters that not everybody sees: (who does, when all do)."""
        self.gives_away = {
            link.id: self._hidden_reads(link)
            for link in (
                *(flat for followers in self.followers for flat in followers),
                *(flat for followers in self.following_denials for flat in followers),
                *self.rowed,
                *self.rowed_denials,
                *self.moving,
            )
        }
        """Link or denial -> the places of covert moves and hidden meters that whoever sees it at work learns of."""
        self.scripts: dict[str, list[tuple[ScriptRule, Flat]]] = {}
        self.script_rows: dict[str, frozenset[int]] = {}
        """Rows that only this role's script reads, but for those that count what is kept from the role."""
        for role, rules in deck.opponents.items():
            first = len(self.lasting)
            self.scripts[role] = [(rule, self.condition(rule.when)) for rule in rules]
            kept = self.kept_from(role)
            self.script_rows[role] = frozenset(
                row for row, inner in self.lasting[first:] if kept.isdisjoint(reads(inner))
            )
        arguments = [a for a in deck.arguments.values() if a.active]
        self.answers = {a.id: frozenset(a.answers) for a in arguments}
        self.start = [*values, *([0] * (2 * len(self.events))), 1, *([0] * (len(deck.turn_order) + self.rows))]
        """The numbers of a state in the first round."""
        self.piles = {r: tuple(a.id for a in arguments if r in a.voices) for r in deck.turn_order}
        self.holds = {r: Move(r, "hold") for r in deck.turn_order}
        self.let_stand = {r: Move(r, "let-stand") for r in deck.turn_order}
        self.rests = {r: Move(r, "rest") for r in deck.turn_order}
        self._replies: dict[tuple[str, str, str, str], Move] = {}

    def reply(self, role: str, kind: Literal["answer", "extend"], to: str, card: str) -> Move:
        """The choice to meet the case or answer of ``to`` with a card; each is made once."""
        key = (role, kind, to, card)
        move = self._replies.get(key)
        if move is None:
            move = self._replies[key] = Move(role, kind, to=to, card=card)
        return move

    def kept_from(self, role: str | None) -> frozenset[int]:
        """The places of the covert moves of others, and of the meters that the role does not see or not always."""
        covert = {self.count_places[m.id] for m in self.moves.values() if m.covert and m.role != role}
        return frozenset(covert | {place for place, (seers, _) in self.hidden.items() if role not in seers})

    def _hidden_reads(self, link: FlatLink) -> frozenset[int]:
        """What follows a move gives that move away; what follows no event, all that it reads. News is public."""
        if link.follows:
            read = {self.targets + event for event in link.follows}
        else:
            read = reads(link.when) | {link.meter}
        return self.kept_from(None) & read

    def _row(self) -> int:
        self.rows += 1
        return self.rows_from + self.rows - 1

    def _move(self, id_: str) -> FlatMove:
        move = self.deck.moves[id_]
        backing = [] if move.covert else [a for a in self.deck.arguments.values() if a.active and id_ in a.backs]
        apart = tuple(self.condition((test,)) for test in move.needs)
        needs: Flat = (
            tuple(part for flat in apart for part in flat[0]),
            tuple(part for flat in apart for part in flat[1]),
            tuple(part for flat in apart for part in flat[2]),
        )
        return FlatMove(
            id=id_,
            role=move.role,
            event=self.event_places[id_],
            count_place=self.count_places[id_],
            needs=needs,
            needs_apart=apart,
            cost=move.cost,
            cooldown=move.cooldown,
            once=move.once,
            covert=move.covert,
            forbidden=bool(move.forbidden),
            active=move.active,
            effects=self.effects(move.effects),
            offer_to=move.offer_to,
            if_declined=self.effects(move.if_declined),
            promised=tuple(move.promises),
            bare=Move(move.role, "play", move=id_),
            price_bare=move.cost + (0 if move.covert else self.deck.rules.unbacked_extra),
            backed={a.id: Move(move.role, "play", move=id_, card=a.id) for a in backing},
        )

    def shown(self, target: str, amount: int) -> str:
        """An amount asked of a target as text: the number, or the value's id for a flag."""
        if target in self.flag_values:
            return self.flag_values[target][amount]
        return str(amount)

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
                place = {
                    "meter": self.places,
                    "capital": self.capital_places,
                    "times": self.count_places,
                    "round": {"": self.round_place},
                }[kind][id_]
                start = self.deck.meters[id_].start if kind == "meter" else None
                ranges.append((place, *_limits(test, start)))
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
                row, flat = self._row(), self.condition(when)
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
        if isinstance(amount, int):
            return amount
        return (self.places[amount.by], amount.steps)

    def effects(self, effects: Effects) -> tuple[FlatEffect, ...]:
        flat: list[FlatEffect] = [(self.places[id_], self.amount(amount)) for id_, amount in effects.meters]
        flat += [(self.places[id_], self.flag_values[id_].index(value)) for id_, value in effects.flags]
        flat += [(self.capital_places[role], amount) for role, amount in effects.capital]
        return tuple(flat)


def reads(condition: Flat) -> set[int]:
    """The places of all numbers that a condition reads; of an event, that of its count."""
    ranges, others, _ = condition
    places = {place for place, _, _ in ranges}
    for kind, a, _ in others:
        if kind in (ANY, NONE):
            places.update(place for option in a for place in reads(option))
        else:
            places.add(a)
    return places


def _limits(test: Compare, start: int | None = None) -> tuple[int, int]:
    """Both ends, included, of the numbers for which the comparison holds."""
    if test.bound == "start":
        if start is None:
            raise TypeError("only meters have a start")
        bound = start
    else:
        bound = test.bound
    match test.comparison:
        case "at least":
            return bound, NEVER_ENDS
        case "above":
            return bound + 1, NEVER_ENDS
        case "at most":
            return -NEVER_ENDS, bound
        case "below":
            return -NEVER_ENDS, bound - 1
        case "exactly":
            return bound, bound
        case "to":
            return bound, bound if test.upper is None else test.upper
