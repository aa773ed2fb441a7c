"""A past moment as one seat saw it then, in a few lines, and what came of choosing there once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.debrief.naming import listed, name_of
from debate.debrief.retries import UNLUCKY, Retry
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.view import View

TRIES = 2
"""How often one may choose again before the answer is told."""


def choice_in_words(deck: Deck, move: Move) -> str:
    """A move, a hold or an answer to an offer, as a choice."""
    if move.kind == "hold":
        return "Hold: no move"
    title = deck.moves[move.move].title
    if move.kind in ("accept", "decline"):
        return f"{move.kind.capitalize()} '{title}'"
    return f"{title}, with the case '{deck.arguments[move.card].title}'" if move.card else title


def position_lines(deck: Deck, seen: View) -> Iterator[str]:
    """What the seat knew: the round, its capital, what it wants and says it is for, its hand, what lies on the floor.
    Nothing of what came later."""
    rounds, role = deck.rounds, deck.roles[seen.role]
    yield f"Round {seen.round} of {rounds.count}, {rounds.labels[seen.round - 1]}. Capital {seen.capital[seen.role]}."
    motive = role.motives.get(seen.motive)
    if motive is not None:
        yield f"You want: {_stand(deck, seen, motive.wants)}."
        if motive.ends:
            yield f"You say you are for: {_stand(deck, seen, motive.ends)}."
    if seen.hand:
        yield f"Your hand: {listed([deck.arguments[card].title for card in seen.hand])}."
    for other, play in seen.plays.items():
        yield f"{deck.roles[other].name} plays '{deck.moves[play.move].title}'."
    coming = [f"{deck.links[item.link].says.removesuffix('.')} (round {item.lands})" for item in seen.pending]
    if coming:
        yield f"On its way: {'; '.join(coming)}."


def _stand(deck: Deck, seen: View, wants: Mapping[str, int]) -> str:
    parts = []
    for meter, weight in wants.items():
        value = seen.meters[meter]
        now = "hidden from you" if value is None else f"now {value}"
        parts.append(f"{name_of(deck, meter)} {'up' if weight > 0 else 'down'} ({now})")
    return listed(parts)


def options(retry: Retry) -> tuple[Move, ...]:
    """What can be chosen there, the choice that was made left out: each move once."""
    found: dict[tuple[str, str], Move] = {(move.kind, move.move): move for move in retry.accepted}
    for move in retry.view.legal:
        found.setdefault((move.kind, move.move), move)
    made = (retry.made.kind, retry.made.move)
    order: dict[tuple[str, str], int] = {
        (move.kind, move.move): n for n, move in reversed(list(enumerate(retry.view.legal)))
    }
    return tuple(found[key] for key in sorted(found, key=order.__getitem__) if key != made)


SCALES = {"wants": "your score", "ends": "what you say you are for"}
"""What a decision may be judged by, in words."""


def none_costly(by: str) -> str:
    """Of a game that could hardly have been played better, judged by this one of :data:`SCALES`."""
    return (
        f"Judged by {SCALES[by]}, no decision of yours cost three points or more for certain, beside the best other "
        "choice. What went wrong was small, luck, or the doing of others."
    )


def accepted(retry: Retry, chosen: Move) -> bool:
    """Whether this choice is as good as the best one, as far as that can be told."""
    return any((move.kind, move.move) == (chosen.kind, chosen.move) for move in retry.accepted)


def listed_words(deck: Deck, retry: Retry) -> str:
    """A decision as one line of a list: what was chosen, what it cost, and whether the choice was at fault."""
    cost = "a good choice, bad luck" if retry.kind == UNLUCKY else "a costly choice"
    return f"Round {retry.round}, you chose: {choice_in_words(deck, retry.made)}. -{retry.loss:.0f} points, {cost}."


def verdict_words(deck: Deck, retry: Retry, by: str = "wants") -> str:
    """The answer: what would have been better, by how much, and how sure that is; of bad luck, that it was that.
    ``by``: what it was judged by, as in :func:`debate.debrief.retries.retries`."""
    if retry.kind == UNLUCKY:
        return (
            f"You chose: {choice_in_words(deck, retry.made)}. That was a good choice, and what followed was bad luck. "
            "With what you could know then, nothing else was better for certain. By your next choice you stood "
            f"{retry.loss:.0f} points worse than you could expect, give or take {2 * retry.error:.0f}: through chance, "
            "hidden cards, or what others did."
        )
    others = [choice_in_words(deck, move) for move in retry.accepted]
    return (
        f"You chose: {choice_in_words(deck, retry.made)}. Better: {listed(others, 'or')}. With what you could know "
        f"then, hands, motives and luck dealt anew many times, your choice cost {retry.loss:.0f} points of "
        f"{SCALES[by]} on average, give or take {2 * retry.error:.0f}."
    )
