"""What one role may know. A view is built from what is allowed, never by hiding parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, field, frozen

from debate.rules.evaluate import holds
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.state import Pending, Play, Setting, State
from debate.rules.tables import Tables
from debate.rules.trace import RawStep, Trace, TraceStep

HIDDEN = cast(int, float("nan"))
"""Stands where a value is hidden: no comparison with it holds, so no rule that reads it can fire."""
UNSEEN = "unseen"
"""The cause shown for a change whose real cause this role may not know."""


class Position(State):
    """A state with only what one role may know in it. ``hidden``: the meters whose value is not. What was secret when
    it was made stays so: nothing in it can tell that a meter lies open."""

    __slots__ = ("hidden",)

    hidden: frozenset[str]

    @classmethod
    def _held(cls) -> tuple[str, ...]:
        return (*State.__slots__, *cls.__slots__)


NOTHING: frozenset[str] = frozenset()
_NOT_COMPARED = ("tables", "legal", "v", "last", "term")


def _told(state: State) -> tuple[object, ...]:
    """All that is in a position, to tell whether two views are alike: a hidden value is like every other one."""
    rest = [getattr(state, slot) for slot in State.__slots__ if slot not in _NOT_COMPARED]
    numbers = [None if n != n else n for n in (*state.v, *state.last)]
    term = None if state.term is None else _told(state.term)
    return state.tables.deck.id, state.tables.deck.digest, getattr(state, "hidden", None), numbers, rest, term


@frozen(slots=False)
class View:
    """All that ``role`` may know of a position, and nothing else.

    ``meters``: value, or None where it is hidden from this role. ``hand_sizes`` and ``pile_sizes`` are public, their
    cards are not. ``plays``: what lies on the floor, others' covert moves left out. ``chosen``: this role's own sealed
    choices. ``seen``: the choices so far that everybody could see, phase by phase, each in turn order: no covert move,
    no hold of a role that may act covertly, no sealed choice and no hand that was kept; what an inference may rest on.
    ``position``: the same as a state, for scripts and planners: all else in it is blank.
    """

    role: str
    round: int
    phase: str
    awaiting: tuple[str, ...]
    over: bool
    meters: Mapping[str, int | None]
    flags: Mapping[str, str]
    capital: Mapping[str, int]
    points: Mapping[str, int]
    motive: str
    hand: tuple[str, ...]
    hand_sizes: Mapping[str, int]
    pile_sizes: Mapping[str, int]
    discards: Mapping[str, tuple[str, ...]]
    plays: Mapping[str, Play]
    answers: Mapping[str, tuple[str, str]]
    extensions: Mapping[str, tuple[str, str]]
    presses: Mapping[str, str]
    shown: Mapping[str, bool]
    taken: Mapping[str, bool]
    rulings: Mapping[str, str]
    waiting: Mapping[str, str]
    pending: tuple[Pending, ...]
    chosen: tuple[Move, ...]
    legal: tuple[Move, ...]
    seen: tuple[Move, ...]
    position: State = field(eq=lambda state: _told(state))


def view(state: State, role: str | None) -> View:
    """What ``role`` may know; None: what everybody may know (a board on the wall). After the game: everything."""
    tables, v, own = state.tables, state.v, role or ""
    hidden = NOTHING if state.over else hidden_meters(state, role)
    known = _without_record(state) if state.over else position(state, role, hidden)
    floor, plays = state.floor, known.floor.plays
    meters: dict[str, int | None] = {id_: v[place] for id_, place in tables.meter_places.items()}
    if hidden:
        meters.update(dict.fromkeys(hidden))
    return View(
        role=own,
        round=state.round,
        phase=state.phase,
        awaiting=state.awaiting,
        over=state.over,
        meters=meters,
        flags={id_: values[v[tables.flag_places[id_]]] for id_, values in tables.flag_values.items()},
        capital={r: v[place] for r, place in tables.capital_places.items()},
        points={r: v[place] for r, place in tables.point_places.items()},
        motive=state.setting.motives[tables.roles.index(own)] if own in tables.roles else "",
        hand=state.hands.get(own, ()),
        hand_sizes={r: len(cards) for r, cards in state.hands.items()},
        pile_sizes={r: len(cards) for r, cards in state.piles.items()},
        discards=state.discards,
        plays=plays,
        answers=floor.answers,
        extensions=floor.extensions,
        presses=floor.presses,
        shown=floor.shown,
        taken={r: taken for r, taken in floor.taken.items() if r in plays} if floor.taken else floor.taken,
        rulings=floor.rulings,
        waiting={r: waiting.move for r, waiting in state.waiting.items()} if state.waiting else {},
        pending=known.pending,
        chosen=state.choices.get(own, ()),
        legal=() if role is None else legal_moves(state, role),
        seen=state.seen,
        position=known,
    )


def hidden_meters(state: State, role: str | None) -> frozenset[str]:
    """Meters whose value this role may not see now."""
    if isinstance(state, Position):
        return state.hidden
    tables = state.tables
    if not tables.hidden:
        return frozenset()
    names = tables.names
    return frozenset(
        [
            names[place]
            for place, (seers, shown) in tables.hidden.items()
            if role not in seers and not (shown is not None and holds(shown, state.v, tables))
        ]
    )


def is_secret(tables: Tables, role: str | None, hidden: frozenset[str], cause: str) -> bool:
    """Whether this cause is to be kept from the role: a covert move of another one, or a link or denial that would give
    such a move or a hidden meter away."""
    kept = tables.covert_of_others(role)
    if cause in kept:
        return True
    for place in tables.gives_away.get(cause, ()):
        if place < tables.targets:
            if tables.names[place] in hidden:
                return True
        elif tables.events[place - tables.targets] in kept:
            return True
    return False


def _without_record(state: State) -> State:
    """A game that is over: all lies open but what would give away how chance falls, and the record."""
    new = state.shallow()
    new.past = None
    new.setting = evolve(state.setting, seed=0)
    if state.term is not None:
        new.term = _without_record(state.term)
    return new


def position(state: State, role: str | None, hidden: frozenset[str]) -> Position:
    """A position of a game that runs with only what the role may know in it, where these meters are hidden from it."""
    tables, own = state.tables, role or ""
    kept, floor, promises = tables.covert_of_others(role), state.floor, state.promises
    if kept:
        plays = {r: p for r, p in floor.plays.items() if p.move not in kept}
        floor = floor if len(plays) == len(floor.plays) else evolve(floor, plays=plays)
        promises = tuple([p for p in promises if p.move not in kept])
    v, last = state.v.copy(), state.last.copy()
    for name in hidden:
        v[tables.places[name]] = last[tables.places[name]] = HIDDEN
    for place in tables.blanks(role):
        v[place] = 0
    new = Position.__new__(Position)
    new.hidden = hidden
    new.tables = tables
    new.setting = _setting_for(state.setting, tables.roles, own)
    new.round = state.round
    new.phase = state.phase
    new.awaiting = state.awaiting
    new.v = v
    new.touched = tables.untouched
    new.last = last
    new.since = tables.unmoved
    new.pending = visible_pending(state, role, hidden) if state.pending else ()
    new.waiting = state.waiting
    new.piles = tables.no_cards
    new.hands = {r: cards if r == own else () for r, cards in state.hands.items()}
    new.discards = state.discards
    new.passes = state.passes
    new.choices = {own: state.choices[own]} if own in state.choices else {}
    new.past = None
    new.seen = state.seen
    new.legal = {}
    new.floor = floor
    new.asked = ()
    new.promises = promises
    new.steps = 0
    new.term = None
    return new


def _setting_for(setting: Setting, roles: tuple[str, ...], own: str) -> Setting:
    """How the game was begun, without how chance falls and without what others want."""
    motives = tuple([motive if role == own else "" for role, motive in zip(roles, setting.motives, strict=True)])
    return Setting(0, setting.preset, setting.views, motives, setting.judged, setting.draft)


def visible_pending(state: State, role: str | None, hidden: frozenset[str]) -> tuple[Pending, ...]:
    """Changes on their way that this role may know of."""
    seen = []
    for item in state.pending:
        if is_secret(state.tables, role, hidden, item.link):
            continue
        changes = item.changes
        if hidden:
            changes = tuple((target, n) for target, n in changes if target not in hidden)
        if changes:
            seen.append(item._replace(changes=changes, parents=(), number=0))
    return tuple(seen)


def visible_trace(state: State, trace: Trace, role: str | None) -> tuple[TraceStep, ...]:
    """The steps of a game so far that the role may know, numbered anew; after the game all of them.

    Others' covert moves leave no ``event``; what they and the links that would give them away change is shown with
    the cause ``unseen``, and so is what a link changes that reads a hidden meter. Denials that would give something
    away, steps on hidden meters and rolls are left out.
    """
    if state.over:
        return tuple(trace)
    return tuple(Trace(state.tables, visible_steps(state.tables, trace.raw, role, hidden_meters(state, role))))


def visible_steps(
    tables: Tables,
    steps: Iterable[RawStep],
    role: str | None,
    hidden: frozenset[str],
    seen: list[RawStep] | None = None,
    numbers: dict[int, int] | None = None,
) -> list[RawStep]:
    """The same as bare steps, where these meters are hidden from the role. The first steps of a game show as the first
    of what it may know.

    ``seen`` and ``numbers``: to go on after earlier steps; what was seen of them, to which this adds, and from their
    numbers to those that they were given.
    """
    seen = [] if seen is None else seen
    numbers = {} if numbers is None else numbers
    for number_, round_, kind, cause, target, before, asked, after, parents in steps:
        if target in hidden or kind == "roll":
            continue
        secret = kind not in ("rule", "clamp") and is_secret(tables, role, hidden, cause)
        if secret and (kind == "denied" or not target):
            continue
        number = numbers[number_] = len(seen) + 1
        shown: tuple[int, ...] = () if secret else tuple([numbers[p] for p in parents if p in numbers])
        seen.append((number, round_, kind, UNSEEN if secret else cause, target, before, asked, after, shown))
    return seen
