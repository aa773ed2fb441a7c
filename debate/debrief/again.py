"""What a link or denial did in a game; of a game beside its rematch, what the ghost could not do again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from debate.debrief.naming import ended, listed, name_of, rounds_of_term
from debate.rules.deck import Deck
from debate.rules.legal import refusal
from debate.rules.moves import Move
from debate.rules.replay import Played

AT_WORK = ("link", "landing", "denied")
"""Kinds of steps in which a link or a denial is at work."""


def departures(deck: Deck, former: Played, now: Played, role: str) -> Iterator[str]:
    """Each round in which the ghost in this role did not play what was played there before, and why."""
    before, again = _plays(former, role), _plays(now, role)
    for state in now.states:
        number = state.round
        if state.phase != "choose" or number not in before:
            continue
        made, then = before.pop(number), again.get(number)
        if made.kind != "play" or (then is not None and (then.kind, then.move) == (made.kind, made.move)):
            continue
        refused = refusal(state, made)
        title = deck.moves[made.move].title
        if refused is None or refused.code in ("hand", "case"):
            continue
        yield f"Round {number}: your ghost could not play '{title}'. {ended(refused.sentence)}"


def _plays(game: Played, role: str) -> dict[int, Move]:
    """What a role chose in each round in which it chose a move or held."""
    return {
        before.round: move
        for before, move in zip(game.states, game.moves, strict=False)
        if before.phase == "choose" and move.role == role and move.kind in ("play", "hold")
    }


def at_work_on(deck: Deck, game: Played, passages: Collection[str], most: int = 2) -> list[str]:
    """Ids of the links and denials at work in the game that rest on these passages, those that rest on little else
    first."""
    worked = dict.fromkeys(step.cause for step in game.trace if step.kind in AT_WORK)
    wanted, near = set(passages), {}
    for id_ in worked:
        thing = deck.links.get(id_) or deck.denials.get(id_)
        own = set() if thing is None else set(thing.source)
        if own & wanted:
            near[id_] = len(own & wanted) / len(own | wanted)
    return sorted(near, key=lambda id_: -near[id_])[:most]


def did(deck: Deck, game: Played, id_: str) -> str:
    """What a link or denial did in a game: ``in rounds 3 to 8: Fish -12``; ``not at work``."""
    steps = [step for step in game.trace if step.cause == id_ and step.kind in AT_WORK]
    if not steps:
        return "not at work"
    when = f"in {rounds_of_term(deck, sorted({step.round for step in steps}))}"
    denied = dict.fromkeys(name_of(deck, step.target) for step in steps if step.kind == "denied" and step.target)
    moved = Counter[str]()
    for step in steps:
        moved[step.target] += step.change
    parts = [f"{name_of(deck, target)} {points:+d}" for target, points in moved.items() if points]
    if denied:
        parts.append(f"it did not move {listed(list(denied), 'or')}")
    return f"{when}: {', '.join(parts)}" if parts else when
