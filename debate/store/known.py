"""What of a game may be told, and in which order: a file of a game that runs holds what its reader may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from debate.rules.state import State
from debate.rules.view import hidden_meters
from debate.store.entry import PERSON, Made, Predicted
from debate.store.replay import Replayed


@frozen
class Known:
    """What of a game is told: what ``role`` may know, or everybody where it is empty."""

    role: str = ""

    def meters(self, state: State) -> dict[str, int]:
        """The meters that lie open to the role in a position, with their values."""
        hidden = hidden_meters(state, self.role or None)
        return {id: value for id, value in state.meters.items() if id not in hidden}

    def choices(self, game: Replayed) -> frozenset[int]:
        """The numbers of the choices that are its own, and of those that everybody could see."""
        open_ = Counter(game.state.seen)
        told = set()
        for made in game.journal.line():
            if made.move.role == self.role:
                told.add(made.number)
            elif open_[made.move]:
                # Of choices that read alike the first were seen first: what is sealed now stands behind them.
                open_[made.move] -= 1
                told.add(made.number)
        return frozenset(told)


def known_to(game: Replayed) -> Known | None:
    """What a file of this game may hold that is read by those who play it; None: all, since the game is over, or
    nobody plays it. Of several people at one game each may know what everybody may."""
    people = [role for role, seat in game.journal.seats.items() if seat.who == PERSON]
    if game.state.over or not people:
        return None
    return Known(people[0] if len(people) == 1 else "")


def predicted(game: Replayed, known: Known | None) -> Iterator[Predicted]:
    """What was said would come, as far as it may be told."""
    for entry in game.journal.predicted():
        if entry.question and (known is None or entry.role in ("", known.role)):
            yield entry


def taken_back(game: Replayed, known: Known | None) -> list[list[Made]]:
    """The choices of each branch that was left, as far as they may be told."""
    found = [
        [made for made in branch.choices if known is None or made.move.role == known.role]
        for branch in game.journal.branches()
    ]
    return [choices for choices in found if choices]


def rounds(game: Replayed, line: Sequence[Made]) -> Iterator[tuple[list[tuple[Made, str]], State]]:
    """For each round that was begun: its choices with their phases, and the position at its end."""
    before = game.states[0]
    choices: list[tuple[Made, str]] = []
    for made in line:
        choices.append((made, before.phase))
        after = game.states[made.number]
        if after.over and after.term is not None:
            yield choices, after.term
            return
        if after.round > before.round:
            yield choices, after
            choices = []
        before = after
    if choices:
        yield choices, before


def label_of(state: State, number: int) -> str:
    """What the deck calls this round; empty where it says nothing."""
    labels = state.tables.deck.rounds.labels
    return labels[number - 1] if number <= len(labels) else ""
