"""What play compiles of a deck does what the deck says: held against the plain reading of it."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import State
from debate.rules.compiled import sieve, sieve_with_parents
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.flat import Flat, Parents
from debate.rules.phase import EventPhase
from debate.rules.state import Pending
from debate.rules.tables import Tables, tables_for
from debate.rules.trace import RawStep
from tests.rules import plainly
from tests.rules.strange import DECKS, SETTINGS, wander

KEYS = st.integers(0, 999)


def _conditions(tables: Tables) -> list[Flat]:
    links = (
        *tables.rowed,
        *tables.rowed_denials,
        *tables.moving,
        *(f for followers in tables.followers for f in followers),
    )
    return [
        *(condition for link in links for condition in (link.when, link.fires)),
        *(condition for move in tables.moves.values() for condition in (move.needs, move.free)),
        *(item.when for item in tables.news),
        *(when for _, when in (*tables.endings, *tables.questions, *tables.lasting)),
    ]


@given(DECKS, KEYS)
def test_compiled_conditions_hold_where_they_hold(deck: Deck, chance: int) -> None:
    """For all conditions of a deck, over any numbers: the same ones hold, in the same order, with the same parents."""
    tables = tables_for(deck, None, ())
    order = Random(chance)
    conditions = _conditions(tables)
    entries = [(flat, number) for number, flat in enumerate(conditions)]
    state = debate.start(deck)
    for _ in range(5):
        state = state.copy()
        state.v = [order.randint(0, high + 1) for high in tables.high] + [
            order.randint(0, 4) for _ in state.v[tables.targets :]
        ]
        state.touched = [(order.randint(1, 99),) if order.random() < 0.7 else () for _ in state.touched]
        held = [number for flat, number in entries if holds(flat, state.v, tables)]
        assert sieve(entries, tables)(state.v) == held
        with_parents = [(number, plainly.parents(conditions[number], state)) for number in held]
        assert sieve_with_parents(entries, tables)(state.v, state.touched) == with_parents


@given(DECKS, KEYS, SETTINGS)
def test_compiled_phases_do_what_the_deck_says(deck: Deck, key: int, setting: dict[str, Any]) -> None:
    """In a whole game every phase leads to the same numbers, touches, pending changes and steps as the plain one."""
    _hold_against_plain(tables_for(deck, None, setting["views"]))
    assert wander(deck, key, setting).state.over


def _hold_against_plain(tables: Tables) -> None:
    """Let each phase be carried out twice, and compare."""
    compiled_end, compiled_event, compiled_news = tables.round_end, tables.event_phase, tables.news_phase

    def both_ends(state: State, trace: list[RawStep], landing: Any, launched: list[Pending]) -> None:
        plain, steps, pending = state.copy(), list(trace), list(launched)
        plainly.round_end(plain, steps, landing, pending)
        compiled_end(state, trace, landing, launched)
        assert (steps, pending) == (trace, launched)
        assert _inside(plain) == _inside(state)

    def both(events: Sequence[int], compiled: EventPhase) -> EventPhase:
        def phase(state: State, trace: list[RawStep], now: int, why: Sequence[Parents | None]) -> None:
            plain, steps = state.copy(), list(trace)
            happening = {event: causes for event, causes in zip(events, why, strict=True) if causes is not None}
            plainly.events(happening, plain, steps, now)
            compiled(state, trace, now, why)
            assert steps == trace
            assert _inside(plain) == _inside(state)

        return phase

    tables.__dict__.update(
        round_end=both_ends,
        event_phase=lambda event: both([event], compiled_event(event)),
        news_phase=both([item.event for item in tables.news], compiled_news),
    )


def _inside(state: State) -> list[Any]:
    return [state.v, state.touched, state.last, state.since, state.pending, state.steps]


@given(DECKS, KEYS, SETTINGS)
def test_decks_and_positions_pickle(deck: Deck, key: int, setting: dict[str, Any]) -> None:
    """Sent to another process in the middle of a game, it goes on there as it does here."""
    game = wander(deck, key, setting)
    middle = len(game.moves) // 2
    state = pickle.loads(pickle.dumps(game.states[middle]))
    again = pickle.loads(pickle.dumps(deck))
    for move in game.moves[middle:]:
        state = debate.play(again, state, move).state
    assert state.digest() == game.state.digest()
