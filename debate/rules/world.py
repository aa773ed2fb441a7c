"""The world moves: what happens at a round end, in the game and in its epilogue."""

from __future__ import annotations

from attrs import evolve

from debate.rules import cards
from debate.rules.chance import roll64
from debate.rules.evaluate import amount, holds, parents
from debate.rules.phase import Ask, add_up, asks_of, deny, happen, launch, pay
from debate.rules.state import Pending, State
from debate.rules.tables import FlatEffect, FlatLink
from debate.rules.trace import RawStep


def turn(state: State, trace: list[RawStep]) -> None:
    """Links, denials and landings of a round end, as one phase; the readings move on."""
    tables = state.tables
    reading = state.v.copy()
    rows = state.rows
    for row, inner in tables.lasting:
        rows[row] = rows[row] + 1 if holds(inner, state, reading) else 0
    for link in tables.rowed:
        rows[link.row] = rows[link.row] + 1 if holds(link.when, state, reading) else 0
    for link in tables.rowed_denials:
        rows[link.row] = rows[link.row] + 1 if holds(link.when, state, reading) else 0

    asks: list[Ask] = []
    left: list[Pending] = []
    for order, item in enumerate(state.pending):
        if item.left > 1:
            left.append(evolve(item, left=item.left - 1))
            continue
        for target, asked in item.changes:
            place = tables.places[target]
            asks.append(
                (tables.rank[place], 1, "", item.fired, order, place, "landing", asked, item.parents, item.link)
            )

    fired: list[tuple[FlatLink, tuple[int, ...], int]] = []
    for link in tables.rowed:
        row = rows[link.row]
        if row and (row == 1 if link.once else row % link.every == 0):
            fired.append((link, tuple(parents(link.when, state, reading)), 1))
    for link in tables.moving:
        times = link.sign * (reading[link.meter] - state.last[link.meter]) // link.points
        if times > 0 and holds(link.when, state, reading):
            fired.append((link, (*state.since[link.meter], *parents(link.when, state, reading)), times))
    fired.sort(key=lambda entry: entry[0].id)
    for link, causes, times in fired:
        if link.delay:
            left.append(launch(link, causes, state, reading, trace, times))
        else:
            asks_of(link.effects, "link", link.id, causes, state, reading, asks, times)
    denials = [
        (denial, tuple(parents(denial.when, state, reading)))
        for denial in tables.rowed_denials
        if rows[denial.row] and rows[denial.row] % denial.every == 0
    ]
    state.last = reading[: len(tables.meter_places)]
    state.since = dict.fromkeys(tables.watched, ())
    state.pending = tuple(left)
    add_up(state, asks, trace)
    deny(denials, state, trace)


def news(state: State, trace: list[RawStep]) -> None:
    """Every news item that may happen rolls; all that do are one event."""
    tables = state.tables
    reading = state.v.copy()
    happening: list[tuple[int, tuple[FlatEffect, ...], tuple[int, ...]]] = []
    for item in tables.news:
        if not holds(item.when, state, reading):
            continue
        roll = roll64(state.setting.seed, "news", item.id, state.round) % 100
        odds = amount(item.odds, reading)
        why = tuple(parents(item.when, state, reading))
        state.steps += 1
        trace.append((state.steps, state.round, "roll", item.id, item.id, roll, 0, odds, why))
        if roll < odds:
            happening.append((item.event, item.effects, (state.steps,)))
    if happening:
        happen(happening, state, trace)


def ask_questions(state: State) -> None:
    """Note the debrief questions that come up now for the first time."""
    known = {question for question, _ in state.asked}
    new = [(q, state.round) for q, when in state.tables.questions if q not in known and holds(when, state, state.v)]
    if new:
        state.asked += tuple(new)


def close(state: State, trace: list[RawStep]) -> None:
    """The whole round end: the world, news, questions, endings; then income and cards, or the end of the game."""
    tables = state.tables
    turn(state, trace)
    news(state, trace)
    ask_questions(state)
    ended = any(ending.ends_the_game and holds(when, state, state.v) for ending, when in tables.endings)
    if ended or state.round >= tables.deck.rounds.count:
        finish(state, trace)
        return
    pay(state, [(role, "income", tables.deck.roles[role].capital_income) for role in tables.roles], trace)
    for role in tables.roles:
        cards.draw(state, role)
    state.round += 1
    open_round(state)


def open_round(state: State) -> None:
    """A round begins: the floor is cleared and every role without a waiting move is to choose."""
    state.phase = "choose"
    state.choices = {}
    state.plays = {}
    state.answers = {}
    state.extensions = {}
    state.taken = {}
    state.rulings = {}
    state.awaiting = tuple(role for role in state.tables.roles if role not in state.waiting)


def finish(state: State, trace: list[RawStep]) -> None:
    """End of term: keep it, then let the epilogue run."""
    state.phase = "over"
    state.awaiting = ()
    state.choices = {}
    state.lives = False
    term = state.copy()
    term.term = None
    state.term = term
    for _ in range(state.tables.deck.rounds.epilogue):
        state.round += 1
        turn(state, trace)
        ask_questions(state)
