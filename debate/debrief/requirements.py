"""What a condition takes that was not so at the end of term: how that stood, and who or what kept it so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from attrs import frozen

from debate.debrief.midround import counted_before, just_before
from debate.debrief.naming import cited, listed, name_of, sentence
from debate.debrief.shared import Shared, it_stood
from debate.debrief.shares import Roots, Share, shares
from debate.debrief.waiting import rounds_with
from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    Test,
    each_in,
    event_of,
    points,
    range_of,
)
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import TraceStep
from debate.rules.words import in_words, latest_words

DEEPEST = 5
"""How many questions deep an answer goes."""
NO_WAY = "There are several ways, and none of them was open:"
AT_ROUND = "; it was round"
"""How it is said in which round something was asked."""
COUNTED = "counted after the moves and before the links"
"""When in a round it is counted how long something has lasted."""
MOST_CAUSES = 2
"""How many moves are named that would have brought a meter nearer, and how many causes of other meters."""


@frozen
class WhyNot:
    """One reason, and the reasons behind it. ``id``: of the thing of the deck that it is about, empty for none.

    ``fate``: whether it did not come at all, came only after the end of ``term``, or was true ``beside`` an ending that
    stands before it."""

    words: str
    causes: tuple[WhyNot, ...] = ()
    id: str = ""
    fate: Literal["", "late", "beside"] = ""

    def lines(self, depth: int = 0) -> Iterator[tuple[int, WhyNot]]:
        """The tree line by line, as (depth, node)."""
        yield depth, self
        for cause in self.causes:
            yield from cause.lines(depth + 1)


class Requirements:
    """A game with all that is needed to tell why a condition did not hold, up to the end of term."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.state = played.state.term or played.state
        self.tables = self.state.tables
        self.deck: Deck = self.tables.deck
        self.last = self.state.round
        self.steps: tuple[TraceStep, ...] = tuple(step for step in played.trace if step.round <= self.last)
        self.roots = Roots(self.deck, self.steps, through_meters=False)
        self.shared = Shared(played, self.steps, self.roots)
        self.opened: dict[int, State] = {}
        for state in played.states:
            if state.phase == "choose" and not state.over:
                self.opened.setdefault(state.round, state)
        self.ends = {number - 1: state for number, state in self.opened.items() if number > 1}
        """For each round that is over how it ended; the last one as the term ended."""
        if played.state.over:
            self.ends[self.last] = self.state

    def thing(self, id_: str, seen: frozenset[str], depth: int) -> WhyNot | None:
        """Why this thing of the deck did not come; None where it did. ``seen``: what is being told of already."""
        raise NotImplementedError

    def _each(self, ids: Sequence[str], seen: frozenset[str], depth: int) -> tuple[WhyNot, ...]:
        if depth > DEEPEST:
            return ()
        found = (self.thing(id_, seen, depth) for id_ in ids if id_ not in seen)
        return tuple(reason for reason in found if reason is not None)

    def missing(self, when: Condition, seen: frozenset[str], depth: int, number: int = 0) -> tuple[WhyNot, ...]:
        """For each test that fails at the end of term: what it asks for, how it stood, and what kept it so.
        ``number``: of the round in which it is asked, where it is asked in one alone."""
        if depth > DEEPEST:
            return ()
        found = (
            reason for test in when if not self.holds((test,)) for reason in self._failed(test, seen, depth, number)
        )
        return tuple({reason.words: reason for reason in found}.values())

    def holds(self, when: Condition, state: State | None = None) -> bool:
        return all(self._true(test, state or self.state) for test in when)

    def _true(self, test: Test, state: State) -> bool:
        """Whether a test holds in a position."""
        match test:
            case AnyOf(options=options):
                return any(self.holds(option, state) for option in options)
            case AllOf(options=options):
                return all(self.holds(option, state) for option in options)
            case NoneOf(options=options):
                return not any(self.holds(option, state) for option in options)
            case Lasting(when=when):
                return self._lasted(when, state) >= test.rounds and self.holds(when, state)
            case _:
                return holds(self.tables.condition((test,)), state.v, self.tables)

    def _lasted(self, when: Condition, state: State) -> int:
        """At how many ends of rounds, up to this position, the condition held without a break, as the game counts it;
        0 where nothing that is in this game asks that."""
        flat = self.tables.condition(when)
        return next((state.v[row] for row, inner in self.tables.lasting if inner == flat), 0)

    def _failed(self, test: Test, seen: frozenset[str], depth: int, number: int) -> tuple[WhyNot, ...]:
        words = in_words(self.deck, (test,), number).rstrip(",")
        match test:
            case Compare(kind="meter", id=meter):
                now = self.state.meters[meter]
                causes = self._kept(test, now, seen, depth + 1)
                return (WhyNot(f"It takes that {words}; {it_stood(self.deck, meter, now)}.", causes, meter),)
            case FlagIs(flag=flag):
                now_ = self.deck.flags[flag].values[self.state.flags[flag]]
                told = f"It takes that {words}; it was '{now_}'."
                return (WhyNot(told, self._set(test, seen, depth + 1), flag),)
            case Compare(kind="times", id=event, comparison="at least" | "above") | Recent(event=event, negated=False):
                about, id_ = event_of(event)
                causes = () if about or id_ in seen else self._each((id_,), seen, depth + 1)
                stood = "" if causes else stood_words(test, self.state, self.shared.late)
                return (WhyNot(f"It takes that {words}{stood}.", causes, id_),)
            case AllOf(options=options):
                return tuple(reason for option in options for reason in self.missing(option, seen, depth, number))
            case AnyOf(options=options):
                ways = (self.way(option, self.missing(option, seen, depth + 1, number), number) for option in options)
                found = tuple(way for way in ways if way is not None)
                if not any(way.causes for way in found) and all(map(self._never_came, options)):
                    return (WhyNot(f"It takes that {words}; that was never so."),)
                return (WhyNot(NO_WAY, found) if found else WhyNot(f"It takes that {words}."),)
            case NoneOf(options=options):
                holding = [option for option in options if self.holds(option)]
                return tuple(
                    WhyNot(
                        f"It must not be that {in_words(self.deck, option, number)}, and it was so.",
                        self._made_so(option),
                    )
                    for option in holding
                )
            case Lasting(when=when):
                return self.missing(when, seen, depth + 1, number) or (self.too_short(test, self.state),)
            case _:
                return (WhyNot(f"It takes that {words}{stood_words(test, self.state, self.shared.late)}."),)

    def _never_came(self, option: Condition) -> bool:
        """Whether all that an option asks is that something happened lately, and that never has."""
        asked = [test.event for test in option if isinstance(test, Recent) and not test.negated]
        return len(asked) == len(option) and not any(map(self.state.latest_round, asked))

    def way(self, option: Condition, missing: tuple[WhyNot, ...], number: int) -> WhyNot | None:
        """One of several ways, with all that was missing for it; None where nothing is told."""
        words = in_words(self.deck, option, number).rstrip(",")
        return WhyNot(f"It takes that {words}.", missing) if len(missing) > 1 else next(iter(missing), None)

    def too_short(self, test: Lasting, state: State) -> WhyNot:
        """How long had lasted by then what has to last, and what had broken it."""
        lasted, words = self._lasted(test.when, state), in_words(self.deck, (test,)).rstrip(",")
        told = f"It takes that {words}; it had lasted {lasted} of {test.rounds} rounds."
        over = reversed(range(1, state.round + state.over))
        broken = next((number for number in over if not self.holds(test.when, self.counted(number))), 0)
        return WhyNot(told, tuple(self._broken(test.when, broken)) if broken else ())

    def counted(self, number: int) -> State:
        """How all stood in this round when it was counted how long conditions had lasted: before its links worked."""
        return just_before(self.opened[number], self.steps, counted_before(self.deck, self.steps, number))

    def _broken(self, when: Condition, number: int) -> Iterator[WhyNot]:
        """How all stood in a round in which a condition failed, and who or what kept it so."""
        end, steps, at = self.ends[number], self.steps, f"At the end of round {number}"
        if self.holds(when, end):  # it came to hold in the last of that round, after it was counted
            end, at = self.counted(number), f"In round {number}, {COUNTED},"
            steps = tuple(step for step in steps if step.number < counted_before(self.deck, steps, number))
        told = Shared(self.played, [step for step in steps if step.round <= number], self.roots)
        for test in (test for test in when if not self._true(test, end)):
            match test:
                case Compare(kind="meter", id=meter):
                    stood = f"{at} {it_stood(self.deck, meter, end.meters[meter])}."
                    yield WhyNot(stood, self.took(meter, -self._sign(test, end.meters[meter]), told), meter)
                case FlagIs(flag=flag):
                    was = f"{at} it was '{self.deck.flags[flag].values[end.flags[flag]]}'."
                    made = self.changed(flag, before=1 + told.steps[-1].number)
                    yield WhyNot(was, () if made is None else (made,), flag)

    def _sign(self, test: Compare, now: int) -> int:
        """Which way a meter would have to go."""
        return 1 if now < (self.deck.meters[test.id].start if test.bound == "start" else test.bound) else -1

    def took(self, meter: str, sign: int, among: Shared | None = None) -> tuple[WhyNot, ...]:
        """What took a meter this way from its start, each with whose it was, and what all else did to it; they add up.
        Empty where nothing went this way. ``among``: by the end of these steps, not of the term."""
        named, more = (among or self.shared).took(meter, sign)
        return (*(self.share(share, among) for share in named), *(WhyNot(words, id=meter) for words in more))

    def _kept(self, test: Compare, now: int, seen: frozenset[str], depth: int) -> tuple[WhyNot, ...]:
        """The causes that took a meter away from where it had to be, each with whose it was. Where there were none:
        moves that would have brought it nearer and did not come."""
        sign = self._sign(test, now)
        if against := self.took(test.id, -sign):
            return against
        toward = sum(share.total for share in shares(self.roots, self.steps, test.id, 0, self.last))
        moved = f"What moved it, {toward:+d} in all, was not enough." if toward else "Nothing moved it."
        return (WhyNot(moved), *self._each(self._nearer(test.id, sign)[:MOST_CAUSES], seen, depth))

    def gone(self, asked: Condition, state: State, before: int, named: bool = True) -> tuple[WhyNot, ...]:
        """For each test that fails in this position: what it asks for, how it stood, and what had made it so, each
        once.

        ``before``: the number of the step before which that was. ``named``: whether the last rounds, where it asks
        about those, are told by their numbers."""
        found: list[WhyNot] = []
        number = state.round if named else 0
        for test in (test for test in asked if not self._true(test, state)):
            words = in_words(self.deck, (test,), number).rstrip(",")
            match test:
                case Compare(kind="meter", id=id_) | FlagIs(flag=id_):
                    flag = self.deck.flags.get(id_)
                    stood = f"was '{flag.values[state.flags[id_]]}'" if flag else f"stood at {state.meters[id_]}"
                    told = f"It takes that {words}; by then it {stood}."
                    found.append(WhyNot(told, self._took_away(test, state, before), id_))
                case AnyOf(options=options):
                    ways = (self.way(each, self.gone(each, state, before, named), number) for each in options)
                    found.append(WhyNot(NO_WAY, tuple(way for way in ways if way is not None)))
                case AllOf(options=options):
                    found += (reason for option in options for reason in self.gone(option, state, before, named))
                case Lasting(when=when):
                    found += self.gone(when, state, before, named) or (self.too_short(test, state),)
                case NoneOf(options=options):
                    for option in (option for option in options if self.holds(option, state)):
                        so = stood_words(option[0], state, self.shared.late, ", and by then it was so")
                        found.append(WhyNot(f"It must not be that {in_words(self.deck, option, number)}{so}."))
                case _:
                    so = stood_words(test, state, self.shared.late, ", and by then that was not so")
                    found.append(WhyNot(f"It takes that {words}{so}{self._came_after(test, state.round, before)}."))
        return tuple({reason.words: reason for reason in found}.values())

    def _came_after(self, test: Test, number: int, before: int) -> str:
        """Of what had not happened before a step: that it did in the same round, once all had chosen."""
        event = test.event if isinstance(test, Recent) else test.id if isinstance(test, Compare) else ""
        steps = self.steps[before - 1 :] if event in self.deck.moves else ()
        came = any((step.kind, step.cause, step.round) == ("event", event, number) for step in steps)
        return f"; in round {number} it came once all had chosen" if came else ""

    def _took_away(self, test: Compare | FlagIs, now: State, before: int) -> tuple[WhyNot, ...]:
        """Who or what had made a test fail before this step: of a flag what changed it last, of a meter what had taken
        it away from where it had to be, the biggest first, and what all else had done to it; together that is how far
        it was from its start."""
        if isinstance(test, FlagIs):
            return (self.changed(test.flag, before=before) or WhyNot("It was so from the start."),)
        start = self.deck.meters[test.id].start
        low, high = range_of(test, start)
        began = () if low <= start <= high else (WhyNot(f"It began at {start}."),)
        steps = [step for step in self.steps if step.number < before]
        told = Shared(self.played, steps, self.roots) if steps else None
        return (*began, *(self.took(test.id, -self._sign(test, now.meters[test.id]), told) if told else ()))

    def _nearer(self, meter: str, sign: int) -> list[str]:
        """What would have moved a meter in this direction and did not come: moves and links, those that did most
        first."""
        came = {step.cause for step in self.steps if step.target == meter}
        sections = (self.deck.moves, self.deck.links)
        items = (item for section in sections for item in section.values() if item.active and item.id not in came)
        effects = {item.id: dict(item.effects.meters).get(meter, 0) for item in items}
        by = {id_: [number * sign for number in points(amount)] for id_, amount in effects.items()}
        return sorted((id_ for id_, numbers in by.items() if max(numbers) > 0), key=lambda id_: -max(by[id_]))

    def share(self, share: Share, among: Shared | None = None) -> WhyNot:
        """What one cause did to a meter, whose that was, and where that is cited; where it goes back to other meters,
        what moved those. ``among``: its steps are of these, by default of all up to the end of term."""
        told = among or self.shared
        behind = [WhyNot(sentence(words, self.cites(id_)), id=id_) for words, id_ in told.behind(share, MOST_CAUSES)]
        return WhyNot(sentence(told.words(share), self.cites(share.cause)), tuple(behind), share.cause)

    @cached_property
    def later(self) -> Shared:
        """The steps of the years after the end of term, whose shares are told."""
        trace = tuple(self.played.trace)
        return Shared(self.played, trace, Roots(self.deck, trace, through_meters=False), self.steps[-1].number)

    def cites(self, id_: str) -> str:
        """The citation of a link, move, news item or argument; empty of all else."""
        deck = self.deck
        item = deck.links.get(id_) or deck.moves.get(id_) or deck.news.get(id_) or deck.arguments.get(id_)
        return cited(item) if item is not None else ""

    def happened(self, test: Test) -> tuple[WhyNot, ...]:
        """When what a test asks for happened, and whose it was: of a move that simply happened, or of news."""
        event = test.event if isinstance(test, Recent) else test.id if isinstance(test, Compare) else ""
        came = [step for step in self.steps if step.kind == "event" and step.cause == event]
        if not came:
            return ()
        number = sorted({step.round for step in came})
        move, when = self.deck.moves.get(event), rounds_with(self.deck, event, number, self.shared.late)
        words = f"{self.deck.roles[move.role].name} did it in {when}." if move else f"It came in {when}."
        return (WhyNot(sentence(words, self.cites(event)), id=event),)

    def _whose(self, events: Sequence[int]) -> str:
        """``through 'Ban phones' of Congress in round 3 and 2 more``; empty for none."""
        return f"through {self.shared.moves(events)}" if events else ""

    def _set(self, test: FlagIs, seen: frozenset[str], depth: int) -> tuple[WhyNot, ...]:
        """Who made the flag what it was; where nobody did, what would have made it otherwise and did not come."""
        made = self.changed(test.flag)
        if made is not None:
            return (made,)
        sections = (self.deck.moves, self.deck.links, self.deck.news)
        items = (item for section in sections for item in section.values() if item.active)
        setting = [item.id for item in items if _sets(item.effects.flags, test)]
        if setting:
            return (WhyNot("It was so from the start."), *self._each(setting, seen, depth))
        flag = self.deck.flags[test.flag]
        values = listed([f"'{flag.values[value]}'" for value in test.values], "or")
        denials = (denial for denial in self.deck.denials.values() if denial.active and test.flag in denial.denies)
        because = (WhyNot(sentence(denial.says, cited(denial)), id=denial.id) for denial in denials)
        nothing = WhyNot(f"Nothing in this game makes '{flag.name}' {values}.", tuple(because), test.flag)
        return (WhyNot("It was so from the start."), nothing)

    def changed(self, flag: str, among: Collection[str] = (), before: int = 0) -> WhyNot | None:
        """When a flag became what it was at the end of term, and through whom; None where it always was.

        ``among``: when it became one of these values, whichever. ``before``: what it was before this step instead.
        """
        changes = [s for s in self.steps if s.flag == flag and s.before != s.after and s.kind not in ("denied", "roll")]
        changes = [step for step in changes if not before or step.number < before]
        if among:
            changes = [step for step in changes if step.before not in among and step.after in among]
        if not changes:
            return None
        step = changes[-1]
        whose, named = self._whose(sorted(self.roots.of(step))), name_of(self.deck, step.cause).removesuffix(".")
        if step.cause in self.deck.links:
            named = f": {named}{f', {whose}' if whose else ''}"
        else:
            named = f", {whose or f'through {named}'}"
        words = f"It became so in round {step.round}{named}."
        return WhyNot(sentence(words, self.cites(step.cause)), id=step.cause)

    def _made_so(self, option: Condition) -> tuple[WhyNot, ...]:
        found = (self.changed(test.flag, test.values) for test in option if isinstance(test, FlagIs))
        return tuple(reason for reason in found if reason is not None)


def stood_words(
    test: Test,
    state: State,
    late: Mapping[tuple[str, int], int],
    otherwise: str = ", and that was not so",
) -> str:
    """How it was instead in a position, behind what a test asks for: ``; it was round 3``. ``late``: see
    :func:`~debate.rules.replay.decided`."""
    match test:
        case Compare(kind="round"):
            return f"{AT_ROUND} {state.round}"
        case Compare(kind="capital", id=role):
            return f"; it was {state.capital[role]}"
        case Compare(kind="times", id=event) | Recent(event=event):
            return f"; it {latest_words(event, state.latest_round(event), late)}"
    return otherwise


def asked_about(when: Condition) -> Iterator[str]:
    """The meters and flags that a condition asks about, wherever that stands."""
    for test in each_in(when):
        match test:
            case Compare(kind="meter", id=id_) | FlagIs(flag=id_):
                yield id_


def _sets(flags: tuple[tuple[str, str], ...], test: FlagIs) -> bool:
    return any(flag == test.flag and value in test.values for flag, value in flags)
