"""The world moves: what happens at a round end, in the game and in its epilogue."""

from __future__ import annotations

from debate.rules import cards
from debate.rules.chance import rolled
from debate.rules.evaluate import amount
from debate.rules.flat import FlatEvent, Parents
from debate.rules.phase import Landings, happen, pay, round_end
from debate.rules.state import EMPTY_FLOOR, Pending, State
from debate.rules.trace import RawStep


def turn(state: State, trace: list[RawStep]) -> None:
    """Links, denials and landings of a round end, as one phase; the readings move on."""
    landing: Landings = {}
    left: list[Pending] = []
    for item in state.pending:
        if item.lands > state.round:
            left.append(item)
            continue
        for target, asked in item.changes:
            landing.setdefault(state.tables.places[target], []).append((asked, item.link, item.parents))
    state.pending = (*left, *round_end(state, trace, landing))


def news(state: State, trace: list[RawStep]) -> None:
    """Every news item that may happen rolls; all that do are one event."""
    tables = state.tables
    happening: list[tuple[FlatEvent, Parents]] = []
    for item, causes in tables.rolling.with_parents(state.v, state.touched):
        roll = rolled(state.setting.seed, "news", f"{item.id}|{state.round}") % 100
        odds = amount(item.odds, state.v)
        state.steps += 1
        trace.append((state.steps, state.round, "roll", item.id, item.id, roll, 0, odds, causes))
        if roll < odds:
            happening.append((tables.event(item.event), (state.steps,)))
    if happening:
        happen(state, trace, happening, state.round)


def ask_questions(state: State) -> None:
    """Note the debrief questions that come up now for the first time."""
    if len(state.asked) == len(state.tables.questions):
        return
    known = dict(state.asked)
    for question in state.tables.coming_up.holding(state.v):
        if question not in known:
            state.asked += ((question, state.round),)


def close(state: State, trace: list[RawStep], last: bool = False) -> None:
    """The whole round end: the world, news, questions, endings; then income and cards, or the end of the game.

    ``last``: this round is the last one whatever the deck says, as at the end of a record.
    """
    tables = state.tables
    turn(state, trace)
    news(state, trace)
    ask_questions(state)
    if last or state.round >= tables.deck.rounds.count or tables.ending.holding(state.v):
        finish(state, trace)
        return
    pay(state, tables.incomes, trace)
    cards.draw(state)
    begin(state, state.round + 1)


def begin(state: State, number: int) -> None:
    """A round begins: the floor is cleared and every role without a waiting move is to choose."""
    state.round = state.v[state.tables.round_place] = number
    state.phase = "choose"
    state.choices = {}
    state.floor = EMPTY_FLOOR
    waiting, roles = state.waiting, state.tables.roles
    state.awaiting = tuple([role for role in roles if role not in waiting]) if waiting else roles


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
