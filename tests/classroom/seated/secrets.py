"""Games with marked secrets, and pairs of games that differ only in what a role may not know.

Marked means: wherever a card lies in a hand or pile, a motive is dealt, a choice is sealed or covert, there stands an
equal object of a class of its own, which the rules take for the same and a walk through objects tells apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from attrs import asdict, evolve

from debate.game.record import Entry
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.state import State
from debate.rules.tables import Tables

SEED = 987654321987


class Marked(str):
    """A word that is secret to all but one role."""

    whose: str


class Sealed(Move):
    """A choice that is secret to all but its role."""


def mark(word: str, whose: str) -> Marked:
    new = Marked(word)
    new.whose = whose
    return new


def forget(deck: Deck) -> None:
    """Empty what the deck's tables keep of hands that were looked at, since marked words would come back from there."""
    for tables in (kept for kept in deck._cache.values() if isinstance(kept, Tables)):
        tables._replies.clear()
        tables.ways.cache_clear()


def sealed_in(session: Session, place: int) -> bool:
    """Whether the choice in this place is sealed now, or covert."""
    state, now, move = session._states[place], session.state, session._entries[place].move
    same = (state.round, state.phase) == (now.round, now.phase)
    return same or move.kind == "keep" or (move.kind == "play" and session.deck.moves[move.move].covert)


def rewritten(session: Session, state_of: Callable[[State], State], entry_of: Callable[[int, Entry], Entry]) -> Session:
    """A copy of the game with other positions and choices in the same places."""
    new = session.fork(len(session.entries))
    new._states = [state_of(state) for state in new._states]
    new._entries = [entry_of(place, entry) for place, entry in enumerate(new._entries)]
    new.journal.header = evolve(new.journal.header, setting=new._states[0].setting)
    sealed: dict[str, tuple[Move, ...]] = {entry.move.role: () for entry in new._entries}
    for state, entry in zip(new._states, new._entries, strict=False):
        if (state.round, state.phase) == (new.state.round, new.state.phase):
            sealed[entry.move.role] += (entry.move,)
    new.state.choices = {role: sealed.get(role, ()) for role in new.state.choices}
    return new


def marked(session: Session) -> Session:
    """The same game with every secret in it marked."""
    tables = session.state.tables
    roles = tables.roles

    def name(move: str) -> str:
        flat = tables.moves.get(move)
        return mark(move, flat.role) if flat is not None and flat.covert else move

    def link(id_: str) -> str:
        for place in tables.gives_away.get(id_, ()):
            if place >= tables.targets and tables.events[place - tables.targets] in tables.moves:
                return mark(id_, tables.moves[tables.events[place - tables.targets]].role)
        return id_

    def state_of(state: State) -> State:
        new = state.shallow()
        new.hands = {r: tuple(mark(card, r) for card in cards) for r, cards in state.hands.items()}
        new.piles = {r: tuple(mark(card, "nobody") for card in cards) for r, cards in state.piles.items()}
        motives = tuple(mark(m, r) for r, m in zip(roles, state.setting.motives, strict=True))
        new.setting = evolve(state.setting, motives=motives, seed=SEED)
        plays = {role: play._replace(move=name(play.move)) for role, play in state.plays.items()}
        new.floor = evolve(state.floor, plays=plays)
        new.promises = tuple(p._replace(move=name(p.move)) for p in state.promises)
        new.pending = tuple(p._replace(link=link(p.link)) for p in state.pending)
        return new

    def entry_of(place: int, entry: Entry) -> Entry:
        chosen = entry.chosen
        if chosen is not None and chosen.rejected is not None and chosen.rejected.card:
            passed = evolve(chosen.rejected, card=mark(chosen.rejected.card, entry.move.role))
            entry = evolve(entry, chosen=evolve(chosen, rejected=passed))
        return evolve(entry, move=_seal(entry.move)) if sealed_in(session, place) else entry

    new = rewritten(session, state_of, entry_of)
    new._steps = [(*step[:3], link(name(step[3])), *step[4:]) for step in new._steps]
    return new


def _seal(move: Move) -> Sealed:
    return Sealed(**asdict(move, recurse=False))


def leaks(found: object, role: str | None) -> list[str]:
    """Secrets of others that can be reached from an object, each with the way to it. Not through the deck, where every
    card and move stands, nor through functions and classes."""
    leaked, seen, left = [], set(), [(found, "seat")]
    while left:
        item, way = left.pop()
        if id(item) in seen or isinstance(item, Deck | Tables | type) or callable(item):
            continue
        seen.add(id(item))
        if isinstance(item, Marked) and item.whose != role:
            leaked.append(f"{way}: '{item}' of {item.whose}")
        elif isinstance(item, Sealed) and item.role != role:
            leaked.append(f"{way}: {item}")
        elif isinstance(item, int) and item == SEED:
            leaked.append(f"{way}: the seed")
        left += [(inner, f"{way}.{name}") for name, inner in _inside(item)]
    return leaked


def _inside(item: Any) -> Iterator[tuple[str, object]]:
    if isinstance(item, dict):
        yield from ((f"[{key!r}]", value) for key, value in item.items())
        yield from (("key", key) for key in item)
    elif isinstance(item, list | tuple | set | frozenset):
        yield from ((str(place), inner) for place, inner in enumerate(item))
    for kind in type(item).__mro__:
        for slot in getattr(kind, "__slots__", ()):
            if hasattr(item, slot) and not slot.startswith("__"):
                yield slot, getattr(item, slot)
    yield from getattr(item, "__dict__", {}).items()


def behind(session: Session, role: str | None, order: Random) -> Session:
    """Another game that is the same to this role: others hold other cards, their piles lie in another order, they have
    other motives and have sealed other choices, they passed over other cards, and the seed is another."""
    tables = session.state.tables
    others = [r for r in tables.roles if r != role]
    swap = {r: _swap(session, r, order) for r in others}
    motives = dict(zip(tables.roles, session.state.setting.motives, strict=True))
    for r in others:
        motives[r] = order.choice(sorted(session.source.roles[r].motives) or [""])

    def state_of(state: State) -> State:
        new = state.shallow()
        new.hands = {r: tuple(swap.get(r, {}).get(c, c) for c in cards) for r, cards in state.hands.items()}
        new.piles = {r: tuple(swap.get(r, {}).get(c, c) for c in cards) for r, cards in state.piles.items()}
        if role is not None:
            pile = list(new.piles[role])
            order.shuffle(pile)
            new.piles[role] = tuple(pile)
        new.setting = evolve(state.setting, seed=state.seed + 1, motives=tuple(motives.values()))
        return new

    def entry_of(place: int, entry: Entry) -> Entry:
        move, now = entry.move, session._states[place]
        if move.role == role or move.role not in others:
            return entry
        if now.phase == session.state.phase and now.round == session.state.round:
            kind: Any = {"choose": "hold", "answer": "let-stand", "extend": "rest", "settle": "wait"}.get(now.phase)
            if kind is not None and move.kind not in ("accept", "decline"):
                return Entry(Move(move.role, kind))
        if move.kind == "keep":
            return evolve(entry, move=evolve(move, cards=move.cards[::-1]))
        chosen = entry.chosen
        passed = chosen.rejected if chosen is not None else None
        if chosen is not None and passed is not None and passed.card:
            card = order.choice(list(session.source.arguments))
            return evolve(entry, chosen=evolve(chosen, rejected=evolve(passed, card=card)))
        return entry

    return rewritten(session, state_of, entry_of)


def _swap(session: Session, role: str, order: Random) -> dict[str, str]:
    """Cards of a role that never lay open, each with the one that lies in its place in the other game."""
    opened = {card for state in session._states for card in state.discards[role]}
    unseen = {card for card in (*session.state.hands[role], *session.state.piles[role]) if card not in opened}
    cards = sorted(unseen)
    return dict(zip(cards, order.sample(cards, len(cards)), strict=True))
