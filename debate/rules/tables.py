"""A deck flattened to small whole numbers, for one preset and one set of causal views.

Everything a state holds stands in lists; the tables say which place is whose, and what each item of the deck does in
terms of places. Tables are made once per deck, preset and views, and kept with the deck.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from debate.rules.deck import Deck, Denial, Link, ScriptRule, is_loaded, loaded_deck
from debate.rules.evaluate import Sieve, apart
from debate.rules.flat import EVERY, NEVER_ENDS, Flat, FlatEvent, FlatLink, FlatMove, FlatNews, Parents, reads
from debate.rules.moves import Move
from debate.rules.places import Places
from debate.rules.trace import Trace
from debate.rules.variant import effective, with_included

__all__ = ["FlatLink", "FlatMove", "FlatNews", "Tables", "effective", "reads", "tables_for", "with_included"]


def tables_for(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Tables:
    """The tables of this deck for one preset and set of views, made at the first call."""
    key = (preset, tuple(sorted(set(views))))
    tables = deck._cache.get(key)
    if tables is None:
        tables = deck._cache[key] = Tables(effective(deck, preset, key[1]), (deck, *key))
    assert isinstance(tables, Tables)
    return tables


def _named(digest: str, preset: str | None, views: tuple[str, ...]) -> Tables:
    """The tables of a deck that this process has loaded. Raises :class:`DeckNotLoaded`."""
    deck = loaded_deck(digest)
    if deck is None:
        raise DeckNotLoaded(
            f"This position belongs to a deck that is not loaded here (digest {digest}); load that deck first."
        )
    return tables_for(deck, preset, views)


class DeckNotLoaded(LookupError):
    """A position was read back where its deck, which it names by digest, has not been loaded."""


class Tables(Places):
    """See the module. ``deck`` is the effective deck; ``rows`` is how many row counters a state has.

    Items that are not active are left out, but for moves: people ask why a move cannot be played.
    """

    def __init__(self, deck: Deck, of: tuple[Deck, str | None, tuple[str, ...]]) -> None:
        super().__init__(deck)
        self.of = of
        """The deck as it was loaded, the preset and the views."""
        self.no_trace = Trace(self, ())
        self.moves = {id_: self._move(id_) for id_ in deck.moves}
        self._covert_moves()
        self.moves_of = {r: tuple(m for m in self.moves.values() if m.role == r and m.active) for r in self.roles}
        self._links()
        self._denials()
        self.news = [
            FlatNews(
                n.id, self.event_places[n.id], self.condition(n.when), self.amount(n.odds), self.effects(n.effects)
            )
            for n in sorted(deck.news.values(), key=lambda n: n.id)
            if n.active
        ]
        self.endings = [(e, self.condition(e.when)) for e in deck.endings.values() if e.active]
        self.incomes = tuple((r, "income", deck.roles[r].capital_income) for r in self.roles)
        self.questions = [(q.id, self.condition(q.when)) for q in deck.questions.values()]
        self._kept_back()
        self.no_cards: dict[str, tuple[str, ...]] = dict.fromkeys(self.roles, ())
        self.untouched: list[Parents] = [()] * (self.targets + len(self.events))
        self.unmoved: dict[int, tuple[int, ...]] = dict.fromkeys(self.watched, ())
        """What stands in a view for cards, causes and rises that nobody is told of."""
        self._blanks: dict[str | None, tuple[int, ...]] = {}
        self._scripted()
        self._cards()
        self._sieves()
        self.start = [*self.begin, *([0] * self.rows)]
        """The numbers of a state in the first round."""

    def _covert_moves(self) -> None:
        covert = [move for move in self.moves.values() if move.covert]
        self._covert = frozenset(move.id for move in covert)
        self._covert_for = {r: frozenset(move.id for move in covert if move.role != r) for r in self.roles}
        possible = [move for move in covert if move.active and not move.forbidden]
        self.covert = frozenset(move.id for move in possible)
        self.may_be_covert = frozenset(move.role for move in possible)
        """Roles that have covert moves: one of them that seems to hold may have made such a move."""

    def _kept_back(self) -> None:
        """What not everybody sees, and which links would give it away."""
        self.hidden = {
            self.meter_places[m.id]: (
                frozenset(m.seen_by),
                None if m.shown_when is None else self.condition(m.shown_when),
            )
            for m in self.deck.meters.values()
            if m.seen_by is not None
        }
        """Meters that not everybody sees: (who does, when all do)."""
        followers = (flat for each in (*self.followers, *self.following_denials) for flat in each)
        self.flat_links = {link.id: link for link in (*followers, *self.rowed, *self.rowed_denials, *self.moving)}
        """All links and denials by id."""
        self.gives_away = {id_: self._hidden_reads(link) for id_, link in self.flat_links.items()}
        """Link or denial -> the places of covert moves and hidden meters that whoever sees it at work learns of."""

    def _scripted(self) -> None:
        self.scripts: dict[str, list[tuple[ScriptRule, Flat]]] = {}
        self.script_rows: dict[str, frozenset[int]] = {}
        """Rows that only this role's script reads, but for those that count what is kept from the role."""
        for role, rules in self.deck.opponents.items():
            first = len(self.lasting)
            self.shared_rows.clear()
            self.scripts[role] = [(rule, self.condition(rule.when)) for rule in rules]
            kept = self.kept_from(role)
            self.script_rows[role] = frozenset(
                row for row, inner in self.lasting[first:] if kept.isdisjoint(reads(inner))
            )

    def __reduce__(self) -> tuple[Any, ...]:
        """A loaded deck is named by its digest; one that was made or changed in memory is taken along."""
        deck, preset, views = self.of
        if is_loaded(deck):
            return _named, (deck.digest, preset, views)
        return tables_for, self.of

    def __deepcopy__(self, memo: object) -> Tables:
        """Themselves: tables never change."""
        return self

    def _links(self) -> None:
        """Links by id: those that follow an event, those that watch a rise or fall, and the rest, which count rows."""
        self.followers: list[list[FlatLink]] = [[] for _ in self.events]
        self.rowed: list[FlatLink] = []
        self.moving: list[FlatLink] = []
        for link in sorted((k for k in self.deck.links.values() if k.active), key=lambda k: k.id):
            flat = self._link(link)
            if flat.meter >= 0:
                self.moving.append(flat)
            elif not flat.follows:
                self.rowed.append(flat)
            for event in flat.follows:
                self.followers[event].append(flat)

    def _link(self, link: Link) -> FlatLink:
        watched = link.per_rise_of or link.per_fall_of
        when = self.condition(link.when)
        counts = not link.follows and watched is None and (link.every > 1 or link.once)
        row = self.row() if counts else -1
        return FlatLink(
            id=link.id,
            when=when,
            fires=self._fires(when, row, link.every, link.once),
            effects=self.effects(link.effects),
            denies=(),
            delay=link.delay,
            follows=tuple(self.event_places[e] for e in link.follows),
            meter=-1 if watched is None else self.meter_places[watched],
            sign=-1 if link.per_fall_of else 1,
            points=link.points,
            row=row,
        )

    def _denials(self) -> None:
        self.following_denials: list[list[FlatLink]] = [[] for _ in self.events]
        self.rowed_denials: list[FlatLink] = []
        for denial in sorted((d for d in self.deck.denials.values() if d.active), key=lambda d: d.id):
            flat = self._denial(denial)
            if not flat.follows:
                self.rowed_denials.append(flat)
            for event in flat.follows:
                self.following_denials[event].append(flat)

    def _denial(self, denial: Denial) -> FlatLink:
        when = self.condition(denial.when)
        row = self.row() if not denial.follows and denial.every > 1 else -1
        return FlatLink(
            id=denial.id,
            when=when,
            fires=self._fires(when, row, denial.every),
            effects=(),
            denies=denial.denies,
            delay=0,
            follows=tuple(self.event_places[e] for e in denial.follows),
            row=row,
        )

    @staticmethod
    def _fires(when: Flat, row: int, every: int, once: bool = False) -> Flat:
        """When a link or denial fires at a round end, after the rows have been counted on."""
        if row < 0:
            return when
        ranges, others, parents = when
        if once:
            return ((row, 1, 1), *ranges), others, parents
        return ranges, ((EVERY, row, every), *others), parents

    def _cards(self) -> None:
        arguments = [a for a in self.deck.arguments.values() if a.active]
        self.answers = {a.id: frozenset(a.answers) for a in arguments}
        rules = self.deck.rules
        self.stands = {a.id: self.effects(rules.stands if a.stands is None else a.stands) for a in arguments}
        self.beaten = {a.id: self.effects(rules.beaten if a.beaten is None else a.beaten) for a in arguments}
        """Argument -> what it does to perceived meters as a case that stood or was beaten."""
        self.moves_feelings = any(self.stands.values()) or any(self.beaten.values())
        self.answered_by = {
            answered.id: frozenset(a.id for a in arguments if answered.id in a.answers) for answered in arguments
        }
        self.piles = {r: tuple(a.id for a in arguments if r in a.voices) for r in self.roles}
        self.holds = {r: Move(r, "hold") for r in self.roles}
        self.let_stand = {r: Move(r, "let-stand") for r in self.roles}
        self.rests = {r: Move(r, "rest") for r in self.roles}
        self.backs = {
            r: {
                card: [(move.id, move.backed[card]) for move in self.moves_of[r] if card in move.backed]
                for card in self.answers
            }
            for r in self.roles
        }
        """For each role and argument: moves that it backs, with the choice of the move with it as the case."""
        self.bare: dict[str, dict[str, tuple[Move, ...]]] = {
            r: {move.id: (move.bare,) for move in self.moves_of[r]} for r in self.roles
        }
        """For each role: move -> its choice without a case, alone."""
        self.ways = lru_cache(maxsize=1024)(self._ways)
        """:meth:`_ways`, kept because a hand is often the one of the round before."""
        self.presses = {(r, to): Move(r, "press", to=to) for r in self.roles for to in self.roles if r != to}
        self.showing = {r: (Move(r, "show"), Move(r, "withhold")) for r in self.roles}
        self.payments = {r: (Move(r, "pay"), Move(r, "wait")) for r in self.roles}
        self.takings = {
            id_: (Move(move.offer_to, "accept", move=id_), Move(move.offer_to, "decline", move=id_))
            for id_, move in self.moves.items()
            if move.offer_to is not None
        }
        """For each move that is an offer: to take it, and not to."""
        self._replies: dict[tuple[str, str, str, str], Move] = {}

    def _sieves(self) -> None:
        """The conditions that play reads in numbers."""
        links = sorted([*self.rowed, *self.moving], key=lambda link: link.id)
        rowed = [(link.row, link.when) for link in (*self.rowed, *self.rowed_denials) if link.row >= 0]
        self.counted = [*self.lasting, *rowed]
        """(row, condition) of all that is counted in round ends in a row."""
        self.counting = [apart(when, row, self) for row, when in self.counted]
        """Conditions whose round ends in a row are counted, with the place that counts them."""
        self.firing = Sieve([(link.fires, link) for link in links], self)
        """Links that a round end may set going."""
        self.denying = Sieve([(denial.fires, denial) for denial in self.rowed_denials], self)
        """Denials that a round end may set going."""
        self.rolling = Sieve([(n.when, n) for n in self.news], self)
        """News that may happen."""
        self.coming_up = Sieve([(when, question) for question, when in self.questions], self)
        """Questions that the position raises."""
        self.ending = Sieve([(when, e.id) for e, when in self.endings if e.ends_the_game], self)
        """Endings that end the game."""
        self.ready = {
            role: Sieve([(move.needs, move) for move in moves if not move.forbidden], self)
            for role, moves in self.moves_of.items()
        }
        """For each role the moves that can be chosen unless they rest or cost too much."""
        self.script_rules = {
            role: Sieve([(when, rule) for rule, when in rules], self) for role, rules in self.scripts.items()
        }
        """For each role the rules of its script."""
        self._events: dict[int, FlatEvent] = {}

    def event(self, number: int) -> FlatEvent:
        """What happens with the event of this number."""
        found = self._events.get(number)
        if found is None:
            id_ = self.events[number]
            effects = self.effects(self.deck.moves[id_].effects if id_ in self.moves else self.deck.news[id_].effects)
            links, denials = self.followers[number], self.following_denials[number]
            found = self._events[number] = FlatEvent(id_, self.targets + number, effects, links, denials)
        return found

    def _ways(self, role: str, hand: tuple[str, ...]) -> dict[str, tuple[Move, ...]]:
        """The choices of each move with this hand: with every case that backs it, in hand order, then without."""
        ways = self.bare[role].copy()
        backs = self.backs[role]
        for card in reversed(hand):
            for id_, choice in backs[card]:
                ways[id_] = (choice, *ways[id_])
        return ways

    def reply(self, role: str, kind: Literal["answer", "extend"], to: str, card: str) -> Move:
        """The choice to meet the case or answer of ``to`` with a card; each is made once."""
        key = (role, kind, to, card)
        move = self._replies.get(key)
        if move is None:
            move = self._replies[key] = Move(role, kind, to=to, card=card)
        return move

    def covert_of_others(self, role: str | None) -> frozenset[str]:
        """The covert moves of all roles but this one."""
        return self._covert_for.get(role or "", self._covert)

    def blanks(self, role: str | None) -> tuple[int, ...]:
        """The places that a view of the role shows as 0: others' covert moves, and rows that are not its script's."""
        found = self._blanks.get(role)
        if found is None:
            covert = [self.count_places[id_] for id_ in self.covert_of_others(role)]
            mine = self.script_rows.get(role or "", frozenset())
            rows = [row for row in range(self.rows_from, self.rows_from + self.rows) if row not in mine]
            latest = [place + self.latest_from for place in covert]
            found = self._blanks[role] = (*covert, *latest, *rows)
        return found

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

    def _move(self, id_: str) -> FlatMove:
        move = self.deck.moves[id_]
        backing = [] if move.covert else [a for a in self.deck.arguments.values() if a.active and id_ in a.backs]
        apart = tuple(self.condition((test,)) for test in move.needs)
        needs: Flat = (
            tuple(part for flat in apart for part in flat[0]),
            tuple(part for flat in apart for part in flat[1]),
            tuple(part for flat in apart for part in flat[2]),
        )
        cost = 0 if move.covert and self.deck.rules.covert_as_hold else move.cost
        return FlatMove(
            id=id_,
            role=move.role,
            event=self.event_places[id_],
            needs=needs,
            needs_apart=apart,
            count=self.count_places[id_],
            rests=NEVER_ENDS if move.once else move.cooldown,
            cost=cost,
            covert=move.covert,
            forbidden=bool(move.forbidden),
            active=move.active,
            effects=self.effects(move.effects),
            offer_to=move.offer_to,
            if_declined=self.effects(move.if_declined),
            promised=tuple((meter, self.meter_places[meter]) for meter in move.promises),
            bare=Move(move.role, "play", move=id_),
            price_bare=cost + (0 if move.covert else self.deck.rules.unbacked_extra),
            backed={a.id: Move(move.role, "play", move=id_, card=a.id) for a in backing},
        )
