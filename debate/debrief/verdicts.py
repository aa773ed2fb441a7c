"""Promises judged by control runs: what a move brought, not what came while it was there.

Let *with* be the meter in the game as played and *without* its value in the control run without this move and its case
(see :mod:`debate.debrief.control`), *before* its value when the move happened, and *need* the smaller of
:data:`~debate.rules.outcome.ENOUGH` and the room that it had in the promised direction, at least 1. All differences are
counted in the promised direction. The first of these that holds is the verdict:

==============  ================================================================================
kept by it      at the end of term, *with* - *before* and *with* - *without* are at least *need*
kept later      the same years later, after the epilogue
came anyway     at the end of term, *with* - *before* is at least *need*
not kept        the rest
==============  ================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from debate.debrief.control import Control, Place, Tried, tried
from debate.debrief.difference import Differences
from debate.debrief.naming import cause_name, cited, listed, name_of, sentence
from debate.debrief.shares import Roots, Share, shares
from debate.debrief.waiting import both_rounds
from debate.rules.deck import Deck, Denial
from debate.rules.grounds import Sourced
from debate.rules.moves import Move
from debate.rules.outcome import Delivered
from debate.rules.record import Record
from debate.rules.trace import TraceStep

BY_IT, LATER, ANYWAY, NOT = "kept by it", "kept later", "came anyway", "not kept"
VERDICTS = (BY_IT, LATER, ANYWAY, NOT)
MADE_ROOM = "Reached by other moves; this one only made room for them."
MADE_ROOM_LATER = "Reached years later, by other moves; this one only made room for them."
WITH_OTHERS = "Reached with other moves, for which this one made room; by itself it did"
WITH_OTHERS_LATER = "Reached years later, with other moves, for which this one made room; by itself it did"
"""What is said first of a promise that came true by a detour: by that alone, or not without it."""
_MOST_AGAINST = 2
"""How many causes are named that took a meter the other way."""
_MOST_OTHERS = 6
"""How many other moves are tried as a second cause of one promise."""


@frozen
class Verdict:
    """What became of one promise.

    ``round``: in which the move happened (where its case was beaten it was chosen a round before, see ``chosen``).
    ``promised``: ``up`` or ``down``. ``verdict``: one of :data:`VERDICTS`. ``before``: the meter when the move
    happened. ``with_it``, ``without_it``: its value as played and in the control, at the end of term (years later for
    ``kept later``). ``need``: points that it had to move. ``because``: one or more sentences that give the reason;
    ``reason``: the same without the one that says where the meter stood, which the other fields do.
    ``cause``: the id of the denial, link or move that the reason names, empty for none. ``enough``: (round, role) of
    moves each of which would have been enough too. ``held``: (round, move) of recorded choices that could not be made
    in the control. ``detour``: the move came true by these alone, and did not itself push the meter that far: without
    them it would have made no such difference.
    """

    role: str
    move: str
    round: int
    meter: str
    promised: str
    verdict: str
    with_it: int
    without_it: int
    because: str
    reason: str = ""
    before: int = 0
    need: int = 1
    chosen: int = 0
    cause: str = ""
    enough: tuple[Place, ...] = ()
    held: tuple[tuple[int, Move], ...] = field(default=(), repr=False)
    detour: bool = False

    @property
    def when(self) -> str:
        """In which round it happened, and of a move that waited when it was decided, as a sentence begins."""
        words = both_rounds(self.chosen, self.round)
        return words[:1].upper() + words[1:]

    @property
    def kept(self) -> bool:
        """Whether the move itself kept its promise by the end of term: what every count of kept promises counts."""
        return self.verdict == BY_IT

    @property
    def told(self) -> str:
        """The verdict as a reader is told it: of a detour not that the move kept it."""
        return "made room" if self.detour else self.verdict


def verdicts(deck: Deck, record: Record) -> tuple[Verdict, ...]:
    """A verdict on every promise of every move that happened, in the order in which they happened.

    ``deck`` is the deck as written. ``ValueError`` unless the record is of this deck and its game is over.
    """
    game = tried(deck, record)
    found: tuple[Verdict, ...] | None = game.notes.get("verdicts")
    if found is None:
        found = game.notes["verdicts"] = verdicts_of(game)
    return found


def verdicts_of(game: Tried) -> tuple[Verdict, ...]:
    """The same for a game that is at hand with its control runs."""
    return _Judge(game).all()


def tally(found: Iterable[Verdict]) -> dict[str, int]:
    """How many promises came out each way, all four verdicts named."""
    counted = Counter(verdict.verdict for verdict in found)
    return {word: counted[word] for word in VERDICTS}


def tally_words(found: Sequence[Verdict]) -> str:
    """``3 of 9 kept by it (1 of them by making room for other moves); 1 later, 2 came anyway``."""
    counts, room = tally(found), made_room(found)
    beside = f" ({room} of them by making room for other moves)" if room else ""
    return f"{counts[BY_IT]} of {len(found)} kept by it{beside}; {counts[LATER]} later, {counts[ANYWAY]} came anyway"


def made_room(found: Iterable[Verdict]) -> int:
    """How many of those that were kept by it came true by a detour alone."""
    return sum(verdict.kept and verdict.detour for verdict in found)


class _Judge:
    """One game, with what its reasons are found in."""

    def __init__(self, game: Tried) -> None:
        self.game, self.deck = game, game.deck
        self.steps = game.steps
        self.roots = Roots(self.deck, self.steps)
        self.differences = Differences(game, Roots(self.deck, self.steps, through_meters=False))

    def all(self) -> tuple[Verdict, ...]:
        return tuple(map(self._verdict, self.game.outcome.delivered))

    def _verdict(self, d: Delivered) -> Verdict:
        place = self.game.chosen(d.role, d.move, d.round)
        control = self.game.without(place)
        promise = _Promise(d, control, self._event(d))
        enough = self._enough(promise, place) if promise.verdict == ANYWAY else ()
        stood, reason, cause = self._because(promise, place, enough)
        detour = self._detour(promise, place)
        told = "" if cause else self._difference(promise, place, detour)
        reason = f"{f'{self._room(promise)} ' if detour else ''}{reason}{told}"
        years_later = promise.verdict == LATER
        return Verdict(
            role=d.role,
            move=d.move,
            round=d.round,
            meter=d.meter,
            promised=d.promised,
            verdict=promise.verdict,
            with_it=d.later if years_later else d.term,
            without_it=control.later(d.meter) if years_later else control.term(d.meter),
            because=f"{stood} {reason}",
            reason=reason,
            before=d.before,
            need=promise.need,
            chosen=place[0],
            cause=cause,
            enough=enough,
            held=control.held,
            detour=detour,
        )

    def _room(self, promise: _Promise) -> str:
        """What is said first of a detour: whether the move did something to the meter by itself, too."""
        later, own = promise.verdict == LATER, self._own(promise, promise.event.number)
        if own > 0:
            return f"{WITH_OTHERS_LATER if later else WITH_OTHERS} {promise.sign * own:+d}."
        return MADE_ROOM_LATER if later else MADE_ROOM

    def _event(self, d: Delivered) -> TraceStep:
        return next(s for s in self.roots.events.values() if s.cause == d.move and s.round == d.round)

    def _enough(self, promise: _Promise, place: Place) -> tuple[Place, ...]:
        """Other moves that brought it as well: without both of them it would not have come, without one it did."""
        d, found = promise.d, []
        for other in self._pushing(promise, place):
            neither = self.game.without(place, other)
            alone = self.game.without(other)
            if promise.moved(alone.term(d.meter)) and promise.difference(neither.term(d.meter)) >= promise.need:
                found.append(other)
        return tuple(found)

    def _pushing(self, promise: _Promise, place: Place) -> list[Place]:
        """The moves behind changes of the meter in the promised direction that, all in all, pushed it that way."""
        places: dict[Place, None] = {}
        for share in self._shares(promise):
            if promise.sign * share.total > 0:
                places |= dict.fromkeys(self._places(n for n in share.roots if self._own(promise, n) > 0))
        return [other for other in places if other != place][:_MOST_OTHERS]

    def _own(self, promise: _Promise, event: int) -> int:
        """How far the meter went in the promised direction, by the time of the verdict, in the steps that go back to
        the move with this event."""
        after, meter = promise.event.number, promise.d.meter
        own = (s for s in self.steps if s.meter == meter and s.number > after)
        own = (s for s in own if promise.verdict == LATER or s.round <= self.game.last)
        return promise.sign * sum(s.change for s in own if s.kind != "clamp" and event in self.roots.of(s))

    def _shares(self, promise: _Promise) -> tuple[Share, ...]:
        return shares(self.roots, self.steps, promise.d.meter, promise.event.number, self.game.last)

    def _places(self, roots: Iterable[int]) -> list[Place]:
        events = [self.roots.events[number] for number in sorted(roots)]
        return [self.game.chosen(self.deck.moves[e.cause].role, e.cause, e.round) for e in events]

    def _because(self, promise: _Promise, place: Place, enough: Sequence[Place]) -> tuple[str, str, str]:
        """Where the meter stood, why, and the id of what that names."""
        d, without = promise.d, promise.control.term(promise.d.meter)
        name = self.deck.meters[d.meter].name
        if promise.verdict == LATER:
            stood = (
                f"{name} stood at {d.before} just before it, at {d.term} at the end of term, years later at {d.later}."
            )
            return stood, f"Without the move it would have stood at {promise.control.later(d.meter)} years later.", ""
        stood = f"{name} stood at {d.before} just before it, and at {d.term} at the end of term."
        if promise.verdict == NOT:
            reason, cause = self._not_kept(promise)
            return stood, reason, cause
        reason = f"Without the move it would have stood at {without}."
        if promise.verdict == ANYWAY and enough:
            named = listed([self._named(other) for other in enough], "or")
            reason += f" {named} alone would have been enough too."
        return stood, reason, ""

    def _named(self, place: Place) -> str:
        move = self.game.plays[place]
        return f"'{name_of(self.deck, move.move)}' by {name_of(self.deck, move.role)} (round {place[0]})"

    def _not_kept(self, promise: _Promise) -> tuple[str, str]:
        made = promise.difference(promise.control.term(promise.d.meter))
        if made >= promise.need:
            return self._undone(promise, made)
        denial = self._denial(promise)
        if denial is not None:
            else_ = f" What else followed from the move made a difference of {made:+d}." if made else ""
            return f"{sentence(denial.says, cited(denial))}{else_}", denial.id
        link = self._on_its_way(promise)
        if link:
            on_the_way = self.deck.links[link]
            told = f"What the move set going was still on its way then: {on_the_way.says}"
            return sentence(told, cited(on_the_way)), link
        if made > 0:
            return f"The move made a difference of {made}, and {promise.need} were needed.", ""
        if made < 0:
            return self._turned(promise), ""
        return "The move made no difference to it.", ""

    def _turned(self, promise: _Promise) -> str:
        """Of a meter that would have gone further without the move: whether the move itself took it the other way."""
        own, by_others = self._own(promise, promise.event.number), self._by_those_held(promise)
        alone = by_others is not None and promise.made >= by_others
        others = "later choices that are left out without it"
        without = f"without it, it would have stood at {promise.control.term(promise.d.meter)}."
        if own > 0:
            took = others if alone else "what else followed from it"
            made = (s for s in self.steps if (s.cause, s.meter) == (promise.d.move, promise.d.meter))
            direct = promise.sign * sum(s.change for s in made if s.round == promise.event.round)
            itself, by = ("The move itself", direct) if direct > 0 else ("What it set going", own)
            return f"{itself} pushed that way, by {by}; but {took} took away more: {without}"
        if own == 0 and alone:
            return f"The move itself did nothing to it, and {others} did the opposite: {without}"
        return f"The move did the opposite: {without}"

    def _undone(self, promise: _Promise, made: int) -> tuple[str, str]:
        """The move did push; what took it back, and whose that was, as control runs without each of these tell."""
        d = promise.d
        without = promise.control.term(d.meter)
        what = "The move did make a difference"
        if self._by_held_alone(promise):
            own = self._own(promise, promise.event.number)
            pushed = f"pushed {'that' if own > 0 else 'the other'} way, by {abs(own)}" if own else "did nothing to it"
            what = f"The move itself {pushed}; with later choices that hung on it, it made a difference"
        told = f"{what} of {made}: without it, it would have stood at {without}"
        against = [share for share in self._shares(promise) if promise.sign * share.total < 0]
        worst: tuple[int, Place] | None = None
        for other in dict.fromkeys(place for share in against for place in self._places(share.roots)):
            there = self.game.without(other).term(d.meter)
            cost = promise.sign * (there - d.term)
            if other != self.game.chosen(d.role, d.move, d.round) and cost > 0 and (worst is None or cost > worst[0]):
                worst = cost, other
        if worst is not None:
            cost, other = worst
            made_by = self.game.plays[other].move
            besides = "" if against[0].cause == made_by else self._against(against)
            return f"{told}, and {self._named(other)} took away {cost}.{besides}", made_by
        if against:
            place = self.game.chosen(d.role, d.move, d.round)
            made_it = self.differences.words(place, d.meter, promise.control, promise.sign)
            return f"{told}.{self._against(against)} {made_it}", against[0].cause
        return f"{told}, less than what went the other way.", ""

    def _against(self, against: Sequence[Share]) -> str:
        """What these causes did in all and each by itself, the last of many together, as a sentence to go on with."""
        told = against if len(against) <= _MOST_AGAINST + 1 else against[:_MOST_AGAINST]
        named = ((each, sentence(cause_name(self.deck, each.cause), self._cites(each))) for each in told)
        parts = [f"{each.total:+d}: {name.removesuffix('.')}" for each, name in named]
        if rest := against[len(told) :]:
            parts.append(f"and {sum(each.total for each in rest):+d} in all by {len(rest)} more")
        whole = f", {sum(each.total for each in against):+d} in all" if len(against) > 1 else ""
        return f" What went the other way{whole}: {'; '.join(parts)}."

    def _cites(self, share: Share) -> str:
        item: Sourced | None = self.deck.links.get(share.cause) or self.deck.news.get(share.cause)
        return cited(item) if item is not None else ""

    def _denial(self, promise: _Promise) -> Denial | None:
        """The denial on this meter that goes back to the move, the one that came up first."""
        denied = (s for s in self.steps if s.kind == "denied" and s.target == promise.d.meter)
        by_it = (s for s in denied if s.round <= self.game.last and promise.event.number in self.roots.of(s))
        first = next(by_it, None)
        return None if first is None else self.deck.denials[first.cause]

    def _on_its_way(self, promise: _Promise) -> str:
        """The link by which something of this move was still to come to the meter at the end of term."""
        term = self.game.state.term
        assert term is not None
        launched = {step.number: step for step in self.steps if step.kind == "pending"}
        for item in term.pending:
            goes_there = any(t == promise.d.meter and promise.sign * n > 0 for t, n in item.changes)
            if goes_there and promise.event.number in self.roots.of(launched[item.number]):
                return item.link
        return ""

    def _difference(self, promise: _Promise, place: Place, detour: bool) -> str:
        """What made the difference, where the move brought it or did the opposite, as sentences to go on with."""
        later, brought = promise.verdict == LATER, promise.verdict in (BY_IT, LATER)
        if not brought and (promise.verdict != NOT or promise.made >= 0):
            return ""
        sign = promise.sign if brought else -promise.sign
        words = self.differences.words(place, promise.d.meter, promise.control, sign, later, detour)
        return f" {words}" if words else ""

    def _detour(self, promise: _Promise, place: Place) -> bool:
        """Whether the move brought it about only in that later choices could be made, and did not push that far itself:
        in a game without those choices it makes no such difference any more."""
        return promise.verdict in (BY_IT, LATER) and self._by_held_alone(promise)

    def _by_held_alone(self, promise: _Promise) -> bool:
        """Whether what the move made of it is the work of later choices that could not be made without it."""
        if self._own(promise, promise.event.number) >= promise.need:
            return False
        by_others = self._by_those_held(promise)
        return by_others is not None and promise.made - by_others < promise.need

    def _by_those_held(self, promise: _Promise) -> int | None:
        """What the later moves that could not be made without this one made of the meter; None where there are none."""
        d = promise.d
        held = self.game.held_without(self.game.chosen(d.role, d.move, d.round))
        return promise.by(self.game.without(*held)) if held else None


class _Promise:
    """A promise with its control: differences counted in the promised direction."""

    def __init__(self, d: Delivered, control: Control, event: TraceStep) -> None:
        self.d, self.control, self.event = d, control, event
        self.sign = 1 if d.promised == "up" else -1
        self.need = abs(d.wanted)
        later = self.moved(d.later) and self.sign * (d.later - control.later(d.meter)) >= self.need
        if self.moved(d.term) and self.difference(control.term(d.meter)) >= self.need:
            self.verdict = BY_IT
        elif later:
            self.verdict = LATER
        else:
            self.verdict = ANYWAY if self.moved(d.term) else NOT

    @property
    def made(self) -> int:
        """What the move made of the meter at the time of the verdict."""
        return self.by(self.control)

    def by(self, without: Control) -> int:
        """What is missing of the meter in this control, at the time of the verdict."""
        d = self.d
        if self.verdict == LATER:
            return self.sign * (d.later - without.later(d.meter))
        return self.difference(without.term(d.meter))

    def moved(self, value: int) -> bool:
        """Whether a meter that stands there has moved as far as was needed."""
        return self.sign * (value - self.d.before) >= self.need

    def difference(self, without: int) -> int:
        """What the move made of the meter at the end of term, beside this value."""
        return self.sign * (self.d.term - without)
