"""Worlds that a view allows: what a role may know, and a guess at everything that it may not.

A guess says how the hidden cards lie, what others want, what they have sealed, what they did covertly and where hidden
meters stand. Seen with the role's eyes the world that it makes is the one that was looked at, to the last number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from debate.rules.chance import roll64, shuffled
from debate.rules.evaluate import amount, holds
from debate.rules.flat import FlatLink, reads
from debate.rules.legal import legal_moves, wanted
from debate.rules.moves import JUDGE, Move
from debate.rules.settling import to_settle
from debate.rules.state import Pending, Play, State
from debate.rules.tables import Tables
from debate.rules.view import View, hidden_meters, is_secret

Choose = Callable[[State, str], Move]
"""What a role would choose in a world in which it is awaited."""
TRIES = 2_000
"""How often a guess is changed before it is given up; only where what is legal tells a role of something hidden does
the first one not fit."""
SPREAD = 25
"""How far from where it began a hidden meter is thought to stand at most, unless what is seen says otherwise."""


def sample(view: View, seed: int, motives: Mapping[str, str] | None = None, choose: Choose | None = None) -> State:
    """A world in which this role would see just this view.

    ``seed``: for the guess; the same one gives the same world. ``motives``: role -> what it is thought to want, evenly
    drawn for roles that are not named. ``choose``: what others are thought to have sealed, by default any legal choice.
    Raises ``ValueError`` where no such world is found, which no view of a real game comes to.
    """
    if view.over:
        return _over(view, seed)
    guess = _Guess(view, seed)
    world = guess.world(motives or {})
    guess.fit(world)
    guess.launched(world)
    _seal(world, view, seed, choose)
    return world


def _over(view: View, seed: int) -> State:
    """Nothing is hidden once a game is over, but for its seed."""
    new = view.position.copy()
    new.setting = evolve(new.setting, seed=roll64(seed, "world"))
    return new


class _Guess:
    """A guess at what lies behind a view, and the world that it makes."""

    def __init__(self, view: View, seed: int) -> None:
        self.view = view
        self.seed = seed
        self.role = view.role or None
        self.tables: Tables = view.position.tables
        self._rolls = 0

    def _roll(self, below: int) -> int:
        """The next number of this guess, from 0."""
        self._rolls += 1
        return roll64(self.seed, "guess", self._rolls) % below

    def world(self, motives: Mapping[str, str]) -> State:
        view, tables, position = self.view, self.tables, self.view.position
        new = State.__new__(State)
        position.share(new)
        new.own()
        new.last = position.last.copy()
        new.setting = evolve(
            position.setting,
            seed=roll64(self.seed, "world"),
            motives=tuple([view.motive if r == view.role else self._motive(r, motives) for r in tables.roles]),
        )
        self._deal(new)
        self._covert(new)
        for name in self._hidden():
            place = tables.places[name]
            new.v[place] = new.last[place] = self._meter(name)
        self._rows(new)
        return new

    def _motive(self, role: str, motives: Mapping[str, str]) -> str:
        if role in motives:
            return motives[role]
        ids = sorted(self.tables.deck.roles[role].motives)
        return ids[self._roll(len(ids))] if ids else ""

    def _deal(self, new: State) -> None:
        """The cards that lie neither open nor in the role's own hand, shuffled."""
        view, tables = self.view, self.tables
        for role in tables.roles:
            open_ = {*view.discards[role], *(view.hand if role == view.role else ())}
            unseen = shuffled([card for card in tables.piles[role] if card not in open_], self.seed, "cards", role)
            held = 0 if role == view.role else view.hand_sizes[role]
            new.hands[role] = view.hand if role == view.role else unseen[:held]
            new.piles[role] = unseen[held:]

    def _hidden(self) -> frozenset[str]:
        return hidden_meters(self.view.position, self.role)

    def _meter(self, name: str) -> int:
        meter = self.tables.deck.meters[name]
        value = meter.start + self._roll(SPREAD + 1) - self._roll(SPREAD + 1)
        return min(max(value, meter.min), meter.max)

    def _covert(self, new: State) -> None:
        """What others may have done covertly: in every second of the rounds in which they did nothing to be seen."""
        view, tables = self.view, self.tables
        for role in tables.roles:
            if role == view.role or role not in tables.may_be_covert:
                continue
            choices = [move for move in tables.moves_of[role] if move.covert and not move.forbidden]
            shown = sum(move.role == role and move.kind == "play" for move in view.seen)
            on_floor = role in view.plays
            rounds = [n for n in range(1, view.round) if self._roll(2)][: max(view.round - 1 - shown + on_floor, 0)]
            for number in rounds:
                self._happened(new, choices[self._roll(len(choices))].event, number)
            if view.phase in ("answer", "extend", "settle") and not on_floor and self._roll(2):
                move = choices[self._roll(len(choices))]
                plays = {**new.floor.plays, role: Play(move.id, "", move.cost)}
                new.floor = evolve(new.floor, plays={r: plays[r] for r in tables.roles if r in plays})

    def _happened(self, new: State, event: int, number: int) -> None:
        place = self.tables.targets + event
        new.v[place] += 1
        new.v[place + self.tables.latest_from] = number

    def _rows(self, new: State) -> None:
        """For how many round ends in a row each condition that is counted has held: some, where it holds now."""
        tables = self.tables
        blank = {*tables.blanks(self.role)}
        for row, when in tables.counted:
            if row in blank:
                new.v[row] = 1 + self._roll(new.round) if new.round > 1 and holds(when, new.v, tables) else 0

    # Until it fits.

    def fit(self, world: State) -> None:
        """Change what is hidden, one number at a time, until it looks as what was seen."""
        wrong = self._wrong(world)
        if not wrong:
            return
        places = self._telling()
        for _ in range(TRIES if places else 0):
            place = places[self._roll(len(places))]
            before = world.v[place]
            world.v[place] = self._another(place, world)
            now = self._wrong(world)
            if not now:
                return
            if now > wrong:
                world.v[place] = before
            wrong = min(now, wrong)
        raise ValueError("no world was found in which this role would see this")

    def _wrong(self, world: State) -> int:
        """How much of it would look otherwise: hidden meters that lay open or the other way round, legal choices."""
        world.legal = {}
        wrong = len(self._hidden() ^ hidden_meters(world, self.role))
        if self.view.legal and self.view.phase == "choose":
            wrong += len({*legal_moves(world, self.role)} ^ {*self.view.legal})
        return wrong

    def _telling(self) -> list[int]:
        """The hidden places on which it depends what the role sees."""
        tables, role = self.tables, self.role
        read: set[int] = set()
        for move in tables.moves_of.get(role or "", ()):
            read |= reads(move.needs)
        for _, shown in tables.hidden.values():
            read |= set() if shown is None else reads(shown)
        hidden = {tables.places[name] for name in self._hidden()} | {*tables.blanks(role)}
        latest = {place + tables.latest_from for place in read & hidden if tables.targets <= place < tables.round_place}
        return sorted(read & hidden | latest)

    def _another(self, place: int, world: State) -> int:
        tables = self.tables
        if place < tables.targets:
            low, high = tables.low[place], tables.high[place]
            return low + self._roll(high - low + 1)
        return self._roll(world.round + 1)

    # What is on its way.

    def launched(self, world: State) -> None:
        """Changes on their way: their parts on hidden meters, and all of those whose cause is kept from the role."""
        tables, hidden = self.tables, self._hidden()
        links = tables.flat_links
        pending = [self._with_hidden(item, links[item.link], hidden, world) for item in world.pending]
        for event, followers in enumerate(tables.followers):
            latest = world.v[tables.targets + event + tables.latest_from]
            for link in followers:
                lands = latest - 1 + link.delay
                if latest and link.delay and lands >= world.round and is_secret(tables, self.role, hidden, link.id):
                    pending.append(Pending(lands, link.id, latest, self._changes(link, world, None), (), 0))
        world.pending = tuple(pending)

    def _with_hidden(self, item: Pending, link: FlatLink, hidden: frozenset[str], world: State) -> Pending:
        # How far a meter had moved that such a link watches is not known.
        if not hidden or link.meter >= 0:
            return item
        return item._replace(changes=item.changes + self._changes(link, world, hidden))

    def _changes(self, link: FlatLink, world: State, only: frozenset[str] | None) -> tuple[tuple[str, int], ...]:
        found = [(self.tables.names[place], amount(asked, world.v)) for place, asked in link.effects]
        return tuple([(name, n) for name, n in found if only is None or name in only])


def _seal(world: State, view: View, seed: int, choose: Choose | None) -> None:
    """Give a choice to every other role that has made its own already, unseen."""
    awaiting = view.awaiting
    sealed = [role for role in _asked(world) if role not in awaiting and role != view.role]
    if not sealed or JUDGE in awaiting:
        return
    choices = dict(world.choices)
    for role in sealed:
        alone = world.shallow()
        alone.awaiting = (role,)
        alone.choices = {}
        made: tuple[Move, ...] = ()
        while len(made) < wanted(alone, role):
            made = (*made, choose(alone, role) if choose else _any(alone, role, seed, len(made)))
            alone.choices, alone.legal = {role: made}, {}
        choices[role] = made
    world.choices = {role: choices[role] for role in (*world.tables.roles, JUDGE) if role in choices}


def _any(world: State, role: str, seed: int, number: int) -> Move:
    """A legal choice, no move likelier for the many cases that back it."""
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in legal_moves(world, role):
        groups.setdefault((move.kind, move.move), []).append(move)
    roll = roll64(seed, "sealed", role, number)
    group = list(groups.values())[roll % len(groups)]
    return group[(roll >> 32) % len(group)]


def _asked(world: State) -> tuple[str, ...]:
    """All roles that were to choose when the phase began."""
    tables, rules = world.tables, world.tables.deck.rules
    match world.phase:
        case "deal":
            return tuple(role for role in world.setting.draft if len(tables.piles[role]) > rules.hand < rules.dealt)
        case "choose":
            return tuple(role for role in tables.roles if role not in world.waiting)
        case "answer" | "extend":
            return tuple(role for role in tables.roles if wanted(world, role))
        case _:
            alone = world.shallow()
            to_settle(alone)
            return alone.awaiting
