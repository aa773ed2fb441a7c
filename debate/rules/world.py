"""The world moves: what happens at a round end, in the game and in its epilogue."""

from __future__ import annotations

from debate.rules import cards
from debate.rules.chance import roll64
from debate.rules.evaluate import amount, holds, others_hold, parents
from debate.rules.phase import Ask, add_up, asks_of, deny, happen, launch, pay
from debate.rules.state import Floor, Pending, State
from debate.rules.tables import FlatEffect, FlatLink
from debate.rules.trace import RawStep


def turn(state: State, trace: list[RawStep]) -> None:
    """Links, denials and landings of a round end, as one phase; the readings move on."""
    tables = state.tables
    v, last, since, round_ = state.v, state.last, state.since, state.round
    for row, inner in tables.lasting:
        v[row] = v[row] + 1 if holds(inner, v, tables) else 0

    asks: list[Ask] = []
    left: list[Pending] = []
    for order, item in enumerate(state.pending):
        if item.lands > round_:
            left.append(item)
            continue
        for target, asked in item.changes:
            place = tables.places[target]
            asks.append(
                (tables.rank[place], 1, "", item.fired, order, place, "landing", asked, item.parents, item.link)
            )

    fired: list[tuple[str, FlatLink, tuple[int, ...], int]] = []
    for link in tables.rowed:
        ranges, others, _ = link.when
        for place, low, high in ranges:
            if not low <= v[place] <= high:
                v[link.row] = 0
                break
        else:
            if others and not others_hold(others, v, tables):
                v[link.row] = 0
                continue
            v[link.row] = row = v[link.row] + 1
            if row == 1 if link.once else row % link.every == 0:
                fired.append((link.id, link, tuple(parents(link.when, state)), 1))
    for link in tables.moving:
        times = link.sign * (v[link.meter] - last[link.meter]) // link.points
        if times > 0 and holds(link.when, v, tables):
            fired.append((link.id, link, (*since[link.meter], *parents(link.when, state)), times))
    fired.sort(key=_by_id)
    for _, link, causes, times in fired:
        if link.delay:
            left.append(launch(link, round_ + link.delay, causes, state, trace, times))
        else:
            asks_of(link.effects, "link", link.id, causes, state, asks, times)
    denials: list[tuple[FlatLink, tuple[int, ...]]] = []
    for denial in tables.rowed_denials:
        if holds(denial.when, v, tables):
            v[denial.row] = row = v[denial.row] + 1
            if row % denial.every == 0:
                denials.append((denial, tuple(parents(denial.when, state))))
        else:
            v[denial.row] = 0
    state.last = v[: len(last)]
    state.since = dict.fromkeys(tables.watched, ())
    state.pending = tuple(left)
    add_up(state, asks, trace)
    if denials:
        deny(denials, state, trace)


def _by_id(entry: tuple[str, FlatLink, tuple[int, ...], int]) -> str:
    return entry[0]


def news(state: State, trace: list[RawStep]) -> None:
    """Every news item that may happen rolls; all that do are one event."""
    tables, v = state.tables, state.v
    happening: list[tuple[int, tuple[FlatEffect, ...], tuple[int, ...]]] = []
    for item in tables.news:
        if not holds(item.when, v, tables):
            continue
        roll = roll64(state.setting.seed, "news", item.id, state.round) % 100
        odds = amount(item.odds, v)
        state.steps += 1
        why = tuple(parents(item.when, state))
        trace.append((state.steps, state.round, "roll", item.id, item.id, roll, 0, odds, why))
        if roll < odds:
            happening.append((item.event, item.effects, (state.steps,)))
    if happening:
        happen(happening, state.round, state, trace)


def ask_questions(state: State) -> None:
    """Note the debrief questions that come up now for the first time."""
    tables, v = state.tables, state.v
    if len(state.asked) == len(tables.questions):
        return
    known = {question for question, _ in state.asked}
    for question, when in tables.questions:
        if question not in known and holds(when, v, tables):
            state.asked += ((question, state.round),)


def close(state: State, trace: list[RawStep], last: bool = False) -> None:
    """The whole round end: the world, news, questions, endings; then income and cards, or the end of the game.

    ``last``: this round is the last one whatever the deck says, as at the end of a record.
    """
    tables = state.tables
    turn(state, trace)
    news(state, trace)
    ask_questions(state)
    ended = any(holds(when, state.v, tables) for when in tables.game_enders)
    if ended or last or state.round >= tables.deck.rounds.count:
        finish(state, trace)
        return
    pay(state, tables.incomes, trace)
    for role in tables.roles:
        cards.draw(state, role)
    begin(state, state.round + 1)


def begin(state: State, number: int) -> None:
    """A round begins: the floor is cleared and every role without a waiting move is to choose."""
    state.round = state.v[state.tables.round_place] = number
    state.phase = "choose"
    state.choices = {}
    state.floor = Floor()
    waiting = state.waiting
    state.awaiting = (
        tuple(role for role in state.tables.roles if role not in waiting) if waiting else state.tables.roles
    )


def finish(state: State, trace: list[RawStep]) -> None:
    """End of term: keep it, then let the epilogue run."""
    state.phase = "over"
    state.awaiting = ()
    state.choices = {}
    state.term = None
    state.term = state.copy()
    for _ in range(state.tables.deck.rounds.epilogue):
        state.round += 1
        state.v[state.tables.round_place] = state.round
        turn(state, trace)
        ask_questions(state)
