"""What comes of the exchanges on the floor: who gains, who pays or waits, which moves take effect, what people feel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import evolve

from debate.rules.conditions import BEATEN, DECLINED, STOOD
from debate.rules.evaluate import amount, holds
from debate.rules.legal import is_answered
from debate.rules.phase import Phase, happen, instead, pay
from debate.rules.state import Play, Promised, State, Waiting
from debate.rules.trace import RawStep


def standing(state: State, speaker: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a case stands, and the roles that gain by its answers: those left unextended, or, where a judge ruled
    it beaten with none left, all who answered."""
    floor = state.floor
    if not floor.answers:
        return True, ()
    answering = tuple([role for role, (to, _) in floor.answers.items() if to == speaker])
    if not answering:
        return True, ()
    extended = floor.extensions.get(speaker, ("", ""))[0]
    left = tuple([role for role in answering if role != extended])
    ruling = floor.rulings.get(speaker)
    if ruling == "stands" or (ruling is None and not left):
        return True, ()
    return False, left or answering


def may_stand(state: State, speaker: str, hand: Iterable[str]) -> bool:
    """Whether a case, answered as it is, could be made to stand with a card of this hand: one of several answers can be
    met, and the others would beat it all the same. Judges may think otherwise."""
    against = [card for to, card in state.floor.answers.values() if to == speaker]
    answers = state.tables.answers
    return not against or (len(against) == 1 and any(against[0] in answers[card] for card in hand))


def gains(state: State, speaker: str) -> tuple[bool, list[tuple[str, int, int]]]:
    """What comes of an exchange: whether the case stands, and who gains what, as (role, capital, debate points)."""
    stands, gaining = standing(state, speaker)
    rules = state.tables.deck.rules
    if not stands:
        return False, [(role, rules.answer_bonus, 1) for role in gaining]
    return True, [(speaker, *worth(state, speaker, is_answered(state, speaker)))]


def worth(state: State, speaker: str, answered: bool) -> tuple[int, int]:
    """What a case that stands, ``answered`` or not, earns its speaker: capital and debate points. If its ground was
    asked for and not shown it is worth half, rounded down."""
    rules = state.tables.deck.rules
    bonus = rules.extended_bonus if answered else rules.stands_bonus
    return (bonus, 1) if state.floor.shown.get(speaker, True) else (bonus // 2, 0)


def to_settle(state: State) -> None:
    """Ask the beaten speakers who will be able to pay when their exchange is settled."""
    state.choices = {}
    if state.floor.answers:
        extra = state.tables.deck.rules.beaten_extra
        state.awaiting = tuple([role for role, stands, has in when_settled(state) if not stands and has >= extra])


def when_settled(state: State, left: Mapping[str, int] = MappingProxyType({})) -> list[tuple[str, bool, int]]:
    """Of each case, in the order in which they are settled: its speaker, whether it stands, and the capital that the
    speaker has then, with what was gained by it and before it. ``left``: what roles have before, where that is not
    what they have in this position."""
    tables = state.tables
    capital = {role: state.v[tables.capital_places[role]] for role in tables.roles}
    capital.update(left)
    found = []
    for role, _ in state.floor.cases:
        stands, gained = gains(state, role)
        for gainer, bonus, _ in gained:
            capital[gainer] = min(capital[gainer] + bonus, tables.deck.roles[gainer].capital_max)
        found.append((role, stands, capital[role]))
    return found


def paying_with(state: State, speaker: str, left: Mapping[str, int] = MappingProxyType({})) -> int:
    """The capital that a speaker has when its case is settled; ``left`` as for :func:`when_settled`."""
    return next(capital for role, _, capital in when_settled(state, left) if role == speaker)


def settle(state: State, paying: Iterable[str], trace: list[RawStep]) -> None:
    """Pay for the exchanges, let the moves take effect, then what was said. ``paying``: beaten speakers who pay instead
    of waiting."""
    first = len(trace)
    floor, v, places = state.floor, state.v, state.tables.point_places
    extra = state.tables.deck.rules.beaten_extra
    payments: list[tuple[str, str, int]] = []
    plays, waits = floor.plays, set()
    outcomes: list[tuple[str, str, bool]] = []
    for role, card in floor.cases:
        stands, gained = gains(state, role)
        outcomes.append((role, card, stands))
        for gainer, bonus, points in gained:
            v[places[gainer]] += points
            payments.append((gainer, "exchange", bonus))
        if role in paying and not stands:
            now = plays[role]
            plays = {**plays, role: now._replace(paid=now.paid + extra)}
            payments.append((role, "beaten", -extra))
        elif not stands:
            waits.add(role)
    pay(state, payments, trace)
    if state.tables.outcomes:
        _count_outcomes(state, outcomes, trace)
    if plays is not floor.plays:
        state.floor = evolve(floor, plays=plays)
    for role, now in plays.items():
        if role in waits:
            taken = floor.taken.get(role, state.tables.moves[now.move].offer_to is None)
            state.waiting = {**state.waiting, role: Waiting(now.move, now.paid, taken, now.playable)}
        else:
            _take_effect(state, role, now, trace)
    if outcomes and state.tables.moves_feelings:
        _feel(state, outcomes, {step[4] for step in trace[first:] if step[2] == "denied"}, trace)


def _count_outcomes(state: State, outcomes: Iterable[tuple[str, str, bool]], trace: list[RawStep]) -> None:
    """Note that cases stood or were beaten, where a condition of the deck asks about it."""
    places, latest_from = state.tables.count_places, state.tables.latest_from
    for role, card, stands in outcomes:
        for id_ in (state.floor.plays[role].move, card):
            place = places.get((STOOD if stands else BEATEN) + id_)
            if place is not None:
                _note(state, "stood" if stands else "beaten", id_, trace)
                state.v[place] += 1
                state.v[place + latest_from] = state.round
                state.touched[place] = (state.steps,)


def _feel(state: State, outcomes: Iterable[tuple[str, str, bool]], denied: set[str], trace: list[RawStep]) -> None:
    """What was said moves what people feel, in one phase; but no meter of which a denial says in this round that it
    does not change. ``denied``: what the denials of the moves of this round named."""
    tables = state.tables
    for denial in tables.rowed_denials:
        if holds(denial.when, state.v, tables):
            denied.update(denial.denies)
    phase = Phase(state, trace)
    for role, card, stands in outcomes:
        half = stands and not state.floor.shown.get(role, True)
        for place, flat in (tables.stands if stands else tables.beaten)[card]:
            if tables.names[place] not in denied:
                asked = amount(flat, state.v)
                asked = int(asked / 2) if half else asked
                if asked:
                    phase.effects(((place, asked),), "stood" if stands else "beaten", card, ())
    phase.by_cause()
    phase.add_up()


def _take_effect(state: State, role: str, now: Play, trace: list[RawStep]) -> None:
    """The move happens, or it is overtaken or declined."""
    move, _, paid, _, playable = now
    flat = state.tables.moves[move]
    if not playable:
        _note(state, "unplayable", move, trace)
    elif not holds(flat.needs, state.v, state.tables):
        _note(state, "overtaken", move, trace)
        pay(state, [(role, "refund", paid)], trace)
    elif flat.offer_to is not None and not state.floor.taken.get(role):
        _note(state, "declined", move, trace)
        number = state.steps
        instead(state, trace, flat.if_declined, move, (number,))
        place = state.tables.count_places.get(DECLINED + move)
        if place is not None:
            state.v[place] += 1
            state.v[place + state.tables.latest_from] = state.round
            state.touched[place] = (number,)
    else:
        if flat.promised:
            before = tuple([(meter, state.v[place]) for meter, place in flat.promised])
            state.promises += (Promised(state.round, role, move, before),)
        happen(state, trace, [(state.tables.event(flat.event), ())], state.round - 1)


def _note(state: State, kind: str, cause: str, trace: list[RawStep]) -> None:
    state.steps += 1
    trace.append((state.steps, state.round, kind, cause, "", 0, 0, 0, ()))
