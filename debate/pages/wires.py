"""What drives one thing of the world and what it drives, as wires: at work, sleeping, or cut by a denial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from debate.debrief.graph import Edge, edges
from debate.debrief.naming import name_of, sentence
from debate.debrief.triggers import CERTAIN
from debate.pages.document import Goal
from debate.pages.reader import Reader


@frozen
class Wire:
    """One arrow to or from the thing in the middle. ``key``: kind, id and the other end; ``name``: of the other end,
    ``role``: whose move that is, empty for none; ``other``: its id where a map can be drawn around it. ``words``: how
    much; ``live``: at work now, None where that hangs on what is hidden. ``denied``: the wire is cut, and so many
    ``times`` in this game it showed. ``told``: what the deck says of it, with the passage; ``cites``: that alone."""

    key: str
    kind: str
    id: str
    name: str
    role: str
    other: str
    words: str
    later: str
    live: bool | None
    denied: bool
    told: str
    cites: str
    times: int = 0


@frozen
class Middle:
    """The thing in the middle: where it stands. ``history``: at the start of each round, then now; empty for what has
    no value, or a hidden one."""

    id: str
    name: str
    goal: Goal | None
    value: int | None
    low: int
    high: int
    start: int
    change: int
    words: str
    history: tuple[int, ...] = ()


@frozen
class Wires:
    """``into``: what drives it; ``cut``: what does not, whatever is said; ``out``: what it drives, or does not."""

    middle: Middle
    into: tuple[Wire, ...]
    cut: tuple[Wire, ...]
    out: tuple[Wire, ...]

    @property
    def all(self) -> tuple[Wire, ...]:
        return (*self.into, *self.cut, *self.out)


def subjects(reader: Reader) -> list[str]:
    """All that can stand in the middle."""
    deck = reader.deck
    moves = [id_ for id_, move in deck.moves.items() if move.active and not move.forbidden]
    return [*deck.meters, *deck.flags, *moves, *deck.news]


def wires(reader: Reader, id_: str) -> Wires:
    """The wires of this thing: those at work first."""
    known, found, held = set(subjects(reader)), edges(reader.deck, reader.view, id_), _held(reader)
    into = _ordered(_wire(reader, edge, True, known, held) for edge in found if edge.effect == id_)
    out = _ordered(_wire(reader, edge, False, known, held) for edge in found if edge.cause == id_)
    into_, cut = (tuple(each for each in into if each.denied is denied) for denied in (False, True))
    return Wires(_middle(reader, id_), into_, cut, tuple(out))


def moves_to_tell(reader: Reader) -> list[str]:
    """The reader's moves whose wires can be told, those that it played last first."""
    played = [entry.entry.move.move for entry in reader.game.known(reader.role) if entry.entry.move.role == reader.role]
    own = [move for move in reader.moves() if not reader.deck.moves[move].forbidden]
    return list(dict.fromkeys((*(move for move in reversed(played) if move in own), *own)))


def wires_of_move(reader: Reader, move: str) -> tuple[Wire, ...]:
    """What a move drives, and what it does not though it is said; cut wires first."""
    out = wires(reader, move).out
    return tuple(sorted(out, key=lambda wire: not wire.denied))


def _ordered(found: Iterable[Wire]) -> list[Wire]:
    return sorted(found, key=lambda wire: (wire.denied, not wire.live, -wire.times, wire.kind == "background"))


def _held(reader: Reader) -> Mapping[tuple[str, str], set[int]]:
    """Denial and what it denies -> the rounds in which that showed."""
    found: dict[tuple[str, str], set[int]] = {}
    for step in reader.steps:
        if step.kind == "denied":
            found.setdefault((step.cause, step.target), set()).add(step.round)
    return found


def _wire(reader: Reader, edge: Edge, into: bool, known: set[str], held: Mapping[tuple[str, str], set[int]]) -> Wire:
    deck, other = reader.deck, edge.cause if into else edge.effect
    denied = edge.sign == "x"
    rounds = held.get((edge.id, edge.effect), set())
    return Wire(
        key=f"{edge.kind}:{edge.id}:{other}",
        kind=edge.kind,
        id=edge.id,
        name=edge.cause_name if into else edge.effect_name,
        role=deck.moves[other].role if other in deck.moves else "",
        other=other if other in known else "",
        words="" if denied else edge.words.partition(", depending")[0],
        later=edge.later if edge.delay else "",
        live=bool(rounds) if denied else edge.live,
        denied=denied,
        told=f"{sentence(edge.says, edge.citation)} {edge.when}".rstrip(),
        cites=edge.citation,
        times=len(rounds),
    )


def _middle(reader: Reader, id_: str) -> Middle:
    deck, view, motive = reader.deck, reader.view, reader.motive
    name = name_of(deck, id_)
    if id_ in deck.meters:
        meter, value = deck.meters[id_], view.meters[id_]
        want, end = (motive.wants.get(id_, 0), motive.ends.get(id_, 0)) if motive is not None else (0, 0)
        goal = Goal("scored", want) if want else Goal("said", end) if end else None
        if value is None:
            return Middle(id_, name, goal, None, meter.min, meter.max, meter.start, 0, "hidden from you")
        last = view.round if not view.over else (reader.game.state.term or reader.game.state).round
        opened = [reader.game.opened(number) for number in range(1, last + 1)]
        history = [state.meters[id_] for state in opened if state is not None]
        if not history or history[-1] != value or view.over:
            history.append(value)
        change = value - history[-2] if len(history) > 1 else 0
        return Middle(id_, name, goal, value, meter.min, meter.max, meter.start, change, "", tuple(history))
    words = ""
    if id_ in deck.flags:
        words = deck.flags[id_].values[view.flags[id_]]
    elif id_ in deck.moves:
        words = f"A move of {deck.roles[deck.moves[id_].role].name}"
    elif id_ in deck.news:
        words = "News, bound to come" if deck.news[id_].odds == CERTAIN else "News, which chance may bring"
    elif id_.startswith("capital."):
        words = str(view.capital[id_.removeprefix("capital.")])
    return Middle(id_, name, None, None, 0, 100, 0, 0, words)
