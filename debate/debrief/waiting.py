"""Moves that were decided in one round and happened in the next: their case was beaten, and they waited. Wherever such
a move is named with a round, both are: it is told by the round in which it happened, with the one in which it was
decided; a choice is told by the round in which it was decided, with the one in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from debate.debrief.naming import cause_name, listed, name_of, rounds_of_term
from debate.rules.deck import Deck
from debate.rules.replay import Played, decided
from debate.rules.state import State

DECLINED_WAITS = (
    "a declined offer waits all the same, takes its role's choice of the next round, and nothing comes of it."
)
"""Of an offer that was declined and whose case was beaten."""
NEVER: Mapping[tuple[str, int], int] = {}
"""Where nothing waited."""


def both_rounds(chosen: int, happened: int) -> str:
    """``round 2``; of a move that waited ``decided in round 1, happened in round 2``. Where it was not ``chosen`` (0)
    in a round that is known, only when it happened."""
    if chosen in (0, happened):
        return f"round {happened}"
    return f"decided in round {chosen}, happened in round {happened}"


def round_of(played: Played, chosen: int, move: str) -> str:
    """Of a choice of a move: ``round 2``, or ``decided in round 1, happened in round 2``."""
    late = (move, chosen + 1) in decided(played)
    came = late and any((s.kind, s.cause, s.round) == ("event", move, chosen + 1) for s in played.trace)
    return both_rounds(chosen, chosen + came)


def waited(state: State, role: str) -> str:
    """Which move takes a role's turn in the round that opens here, since it waited; empty for none."""
    waiting = state.waiting.get(role)
    return "" if waiting is None else f"'{name_of(state.tables.deck, waiting.move)}' waited from the round before"


def rounds_with(deck: Deck, id_: str, happened: Sequence[int], late: Mapping[tuple[str, int], int]) -> str:
    """The rounds in which something happened: ``rounds 2 and 4``; with those in which it was decided, where it waited
    some time: ``rounds 2 and 4 (decided in rounds 1 and 4)``. ``late``: see :func:`~debate.rules.replay.decided`."""
    words = rounds_of_term(deck, happened)
    if all((id_, number) not in late for number in happened):
        return words
    return f"{words} (decided in {rounds_of_term(deck, [late.get((id_, number), number) for number in happened])})"


def events_words(
    deck: Deck, events: Iterable[tuple[str, int]], most: int, late: Mapping[tuple[str, int], int] = NEVER
) -> str:
    """Moves and news with their rounds, ``most`` of them: ``'Ban phones' of Congress in rounds 3 and 5 and 2 more``;
    empty for none. ``events``: (id, round); ``late``: see :func:`~debate.rules.replay.decided`."""
    rounds: dict[str, list[int]] = {}
    for id_, number in events:
        rounds.setdefault(id_, []).append(number)
    named = [
        f"{cause_name(deck, id_)} in {rounds_with(deck, id_, sorted(when), late)}"
        for id_, when in [*rounds.items()][:most]
    ]
    return listed([*named, *([f"{len(rounds) - most} more"] if len(rounds) > most else ())])
