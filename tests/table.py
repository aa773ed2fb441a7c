"""A table for rules tests: games from choices in notation, live and again from their record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

import debate
from debate import Move, State
from debate.rules.deck import Deck
from debate.rules.state import Setting
from debate.rules.trace import Trace, TraceStep
from debate.store import Journal, Replayed, header_of, read, replay
from debate.store.lines import whole

PASSES = ("hold", "decline", "let-stand", "withhold", "rest", "wait")
"""What a role does that a test says nothing of."""


@frozen
class Game:
    """A game as it was played: its choices, all positions (the first included) and the whole trace."""

    deck: Deck
    setting: Setting
    moves: tuple[Move, ...]
    states: tuple[State, ...]
    trace: Trace

    @property
    def state(self) -> State:
        return self.states[-1]

    @property
    def steps(self) -> list[TraceStep]:
        return list(self.trace)

    def opening(self, round: int) -> State:
        """The position in which this round begins."""
        return next(s for s in self.states if s.round == round and s.phase == "choose")

    def closed(self, round: int) -> State:
        """The position after this round's end: the next one's first, or the end of term."""
        term = self.state.term
        if term is not None and term.round == round:
            return term
        return next(s for s in self.states if s.round > round)


def play_out(deck: Deck, rounds: Sequence[Iterable[str]], **given: Any) -> Game:
    """Play these rounds, each a list of choices in notation in any order; who is not named passes.

    ``given`` goes to :func:`debate.start`. A choice that is refused, or never asked for, fails the test.
    """
    state = debate.start(deck, **given)
    moves: list[Move] = []
    states = [state]
    raw: list[Any] = []
    for number, texts in enumerate(rounds, 1):
        left = [debate.parse_move(deck, text) for text in texts]
        while not state.over and state.round == number:
            role = state.to_move
            assert role is not None
            legal = debate.legal_moves(deck, state)
            kinds = {move.kind for move in legal}
            move = next((m for m in left if m.role == role and (m.kind in kinds or m in legal)), None)
            if move is None:
                move = next(m for m in legal if m.kind in PASSES)
            else:
                left.remove(move)
            step = debate.play(deck, state, move)
            state = step.state
            moves.append(move)
            states.append(state)
            raw += step.trace.raw
        assert not left, f"round {number}: never asked for: {'; '.join(map(str, left))}"
    return Game(deck, state.setting, tuple(moves), tuple(states), Trace(state.tables, raw))


def replayed(game: Game) -> Game:
    """The same game from its record: saved as a file holds it, read back, and every position held against it."""
    journal = Journal(header_of(game.deck, game.states[0], {}))
    for move, after in zip(game.moves, game.states[1:], strict=True):
        journal.add(journal.made(move, after))
    found = read(whole(journal.header, journal.entries))
    assert found.problem is None, found.problem
    assert found.header is not None
    again = replay(game.deck, Journal(found.header, found.entries))
    assert isinstance(again, Replayed), again
    assert again.stop is None, again.stop
    line = again.journal.line()
    steps = [step for made in line for step in again.steps[made.number]]
    return Game(
        game.deck,
        found.header.setting,
        tuple(made.move for made in line),
        (again.states[0], *(again.states[made.number] for made in line)),
        Trace(again.state.tables, steps),
    )


def line(step: TraceStep) -> str:
    """A step as a line of text: kind, cause, target, before, asked, after."""
    words: list[object] = [step.kind, step.cause, step.target]
    if step.kind == "roll":
        return f"roll {step.cause} {step.before} under {step.after}"
    if step.target:
        asked = f"{step.asked:+d}" if isinstance(step.asked, int) and step.asked else step.asked
        words += [step.before, asked, step.after]
    return " ".join(str(word) for word in words if word not in ("", None))
