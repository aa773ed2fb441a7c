"""How many games there are: all choice sequences of a tiny deck to a depth, counted, with digests of where they lead.

When an engine change moves a number, the breakdown by first and second choice says where to look.
"""

from __future__ import annotations

from hashlib import blake2b

import pytest

import debate
from debate import Move, State
from debate.rules.deck import Deck
from tests import golden
from tests.small_deck import deck_of

TINY = """
rounds: {count: 3, epilogue: 1}
rules: {dealt: 3, hand: 2, unbacked_extra: 1}
meters: {heat: {start: 40}, cold: {start: 95}}
flags: {lid: {values: {shut: shut, open: open}, start: shut}}
roles: {cook: {capital: {start: 3}}, guest: {capital: {start: 2}}}
moves:
  stir: {role: cook, cost: 1, cooldown: 1, effects: {heat: +20, lid: open}}
  serve:
    role: cook
    cost: 1
    offer_to: guest
    needs: {heat: at least 60}
    effects: {heat: -30}
    if_declined: {cold: +9}
  taste: {role: guest, covert: yes, once: yes, effects: {heat: -5}}
  leave: {role: guest, cost: 1, needs: {none_of: [{lid: open}]}, effects: {cold: -10}}
arguments:
  it-burns: {voices: cook, backs: [stir, serve], answers: no-hurry}
  no-hurry: {voices: guest, backs: leave, answers: [it-burns, trust-me]}
  trust-me: {voices: cook, backs: serve, answers: no-hurry}
  old-recipe: {voices: [cook, guest], backs: stir, answers: it-burns}
links:
  steam: {per_rise_of: heat, points: 4, effects: {cold: -1}}
  simmer: {when: {lid: open}, every: 2, effects: {heat: +7}}
  aftertaste: {follows: serve, delay: 2, effects: {cold: +3}}
denials: {stirring-cools-nothing: {follows: stir, denies: cold}}
news: {draught: {odds: 50, effects: {cold: +4}}}
endings: {boils-over: {when: {heat: at least 85}, ends_the_game: yes}, dinner: {}}
"""
DEPTH = 9
LONG = 5


@pytest.fixture(scope="module")
def tiny() -> Deck:
    return deck_of(TINY)


def counted(deck: Deck, state: State, depth: int) -> int:
    """How many sequences of choices of this length there are; a game that is over counts once."""
    legal = debate.legal_moves(deck, state)
    if depth == 0 or not legal:
        return 1
    return sum(counted(deck, debate.play(deck, state, move).state, depth - 1) for move in legal)


def reached(deck: Deck, states: dict[str, State], depth: int) -> list[dict[str, State]]:
    """For each depth the different positions, by digest."""
    found = [states]
    for _ in range(depth):
        after = (
            debate.play(deck, state, move).state
            for state in found[-1].values()
            for move in debate.legal_moves(deck, state)
        )
        found.append({state.digest(): state for state in after})
    return found


def test_perft(tiny: Deck) -> None:
    """Sequences and different positions at each depth, and a digest over all of them."""
    state = debate.start(tiny, seed=4)
    lines = ["depth  sequences  positions  digest of all positions"]
    for depth, states in enumerate(reached(tiny, {state.digest(): state}, DEPTH)):
        digest = blake2b("".join(sorted(states)).encode(), digest_size=8).hexdigest()
        lines.append(f"{depth:5} {counted(tiny, state, depth):10} {len(states):10}  {digest}")
    lines += ["", f"sequences of {LONG} choices, by the first two:"]
    for first in debate.legal_moves(tiny, state):
        after = debate.play(tiny, state, first).state
        for second in debate.legal_moves(tiny, after):
            number = counted(tiny, debate.play(tiny, after, second).state, LONG - 2)
            lines.append(f"{number:6}  {first} / {second}")
    golden.check("perft.txt", "\n".join(lines) + "\n")


def test_every_game_that_there_is_ends(tiny: Deck) -> None:
    """All positions of the tiny deck, from the first to the last: each is over, or somebody has a choice; all end."""
    state = debate.start(tiny, seed=4)
    todo, seen, ends = {state.digest(): state}, 0, 0
    while todo:
        seen += len(todo)
        after: dict[str, State] = {}
        for position in todo.values():
            legal = debate.legal_moves(tiny, position)
            assert bool(legal) != position.over
            ends += position.over
            for move in legal:
                new = debate.play(tiny, position, move).state
                after[new.digest()] = new
        todo = after
    assert seen > 1000
    assert ends > 100


def test_the_order_of_legal_moves(tiny: Deck) -> None:
    """What a player is offered, in the order offered, in every phase of a round."""
    lines: list[str] = []
    state = debate.start(tiny, seed=4, judged=True, draft=("cook",))
    while state.round < 2 or state.phase != "choose" or len(state.awaiting) == 2:
        legal = debate.legal_moves(tiny, state)
        lines += [f"round {state.round}, {state.phase}, {state.to_move}:", *(f"  {move}" for move in legal)]
        state = debate.play(tiny, state, _liveliest(legal)).state
    golden.check("legal-moves.txt", "\n".join(lines) + "\n")


def _liveliest(legal: tuple[Move, ...]) -> Move:
    """The first that is played with a card, else the first."""
    return next((move for move in legal if move.card), legal[0])
