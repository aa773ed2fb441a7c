"""A past moment as one seat saw it then, in a few lines, and what came of choosing there once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.debrief.averages import reasons, surprises
from debate.debrief.naming import listed, name_of, rounds_of_term
from debate.debrief.retries import AS_GOOD, UNLUCKY, Retry
from debate.rules.deck import Deck, Motive
from debate.rules.moves import Move
from debate.rules.view import View

MOST_BETTER = 3
"""How many better choices are named."""
TRIES = 2
"""How often one may choose again before the answer is told."""


def choice_in_words(deck: Deck, move: Move, case: bool = True) -> str:
    """A move, a hold or an answer to an offer, as a choice; of a move with its ``case``."""
    if move.kind == "hold":
        return "Hold: no move"
    title = deck.moves[move.move].title
    if move.kind in ("accept", "decline"):
        return f"{move.kind.capitalize()} '{title}'"
    return f"{title}, with the case '{deck.arguments[move.card].title}'" if move.card and case else title


def position_lines(deck: Deck, seen: View) -> Iterator[str]:
    """What the seat knew: the round, its capital, what it wants and says it is for, its hand, what lies on the floor.
    Nothing of what came later."""
    yield from short_lines(deck, seen)
    yield from more_lines(deck, seen)


def short_lines(deck: Deck, seen: View, by: str = "wants") -> Iterator[str]:
    """The round, the capital, and how the goals stood that one is judged ``by``."""
    rounds, motive = deck.rounds, deck.roles[seen.role].motives.get(seen.motive)
    yield f"Round {seen.round} of {rounds.count}, {rounds.labels[seen.round - 1]}. Capital {seen.capital[seen.role]}."
    if motive is not None:
        yield _wanted(deck, seen, by, motive)


def more_lines(deck: Deck, seen: View, by: str = "wants") -> Iterator[str]:
    """What else the seat knew: its other goals, its hand, what lay on the floor and what was on its way."""
    motive = deck.roles[seen.role].motives.get(seen.motive)
    if motive is not None and motive.ends:
        yield _wanted(deck, seen, "ends" if by == "wants" else "wants", motive)
    if seen.hand:
        yield f"Your hand: {listed([deck.arguments[card].title for card in seen.hand])}."
    for other, play in seen.plays.items():
        yield f"{deck.roles[other].name}: '{deck.moves[play.move].title}'."
    if seen.pending:
        yield f"On its way: {'; '.join(_coming(deck, seen))}."


def _wanted(deck: Deck, seen: View, by: str, motive: Motive) -> str:
    if by == "wants":
        return f"You want: {_stand(deck, seen, motive.wants)}."
    return f"You say you are for: {_stand(deck, seen, motive.ends)}."


def _coming(deck: Deck, seen: View) -> Iterator[str]:
    """What was on its way, each link once, with what it moves, by how much and when: ``Cargo -2 in rounds 5 and 6 and
    -4 in round 7 (The sand comes back)``."""
    lands: dict[str, dict[tuple[str, int], list[int]]] = {}
    for item in seen.pending:
        for change in item.changes or (("", 0),):
            lands.setdefault(item.link, {}).setdefault(change, []).append(item.lands)
    for link, changes in lands.items():
        parts = []
        for (target, amount), numbers in changes.items():
            when = f"in {rounds_of_term(deck, sorted(set(numbers)))}"
            moved = f"{name_of(deck, target)} {amount:+d} " if target not in deck.flags and target else ""
            parts.append(f"{moved}{when}")
        yield f"{listed(parts)} ({deck.links[link].says.removesuffix('.')})"


def _stand(deck: Deck, seen: View, wants: Mapping[str, int]) -> str:
    parts = []
    for meter, weight in wants.items():
        value = seen.meters[meter]
        now = "hidden from you" if value is None else f"now {value}"
        parts.append(f"{name_of(deck, meter)} {'up' if weight > 0 else 'down'} ({now})")
    return listed(parts)


def options(retry: Retry) -> tuple[Move, ...]:
    """What can be chosen there, the choice that was made left out: each move once, of which it is known what it leads
    to."""
    found: dict[tuple[str, str], Move] = {(move.kind, move.move): move for move in retry.accepted}
    known = {(move.kind, move.move) for move in retry.averages}
    for move in retry.view.legal:
        if (move.kind, move.move) in known:
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
        "choice. That is the average over many games that could have come; in this very one another choice may have "
        "brought more, as 'what if' shows."
    )


def tried_words(deck: Deck, retry: Retry, chosen: Move, by: str = "wants", beside: bool = True) -> str:
    """What a choice is worth there. ``beside``: with what the one made then and the best one lead to."""
    found = {(move.kind, move.move): points for move, points in retry.expected.items()}
    ends, title = found[chosen.kind, chosen.move], choice_in_words(deck, chosen, case=False)
    made, best = retry.expected[retry.made], max(found.values())
    if accepted(retry, chosen):
        worth = "About as good" if retry.kind == UNLUCKY else "Better"
    elif ends > made:
        worth = "Better than your choice, not the best" if ends - made >= AS_GOOD else "Hardly better"
    else:
        worth = "No better"
    if not beside:
        return f"{'Not the best' if worth.startswith('Better than') else worth}: {title} ({ends:.1f})."
    return (
        f"{worth}: {title}. In {retry.worlds} possible futures it leads to {ends:.1f} points of {SCALES[by]} on "
        f"average, what you chose then to {made:.1f}, the best choice to {best:.1f}."
    )


def accepted(retry: Retry, chosen: Move) -> bool:
    """Whether this choice is as good as the best one, as far as that can be told."""
    return any((move.kind, move.move) == (chosen.kind, chosen.move) for move in retry.accepted)


def listed_words(deck: Deck, retry: Retry, again: bool = False) -> str:
    """A decision as one line of a list: what was chosen, what that cost, or luck did, and whether it was made
    ``again``."""
    what = "After it luck cost" if retry.kind == UNLUCKY else "It cost"
    words = f"Round {retry.round}, you chose: {choice_in_words(deck, retry.made)}. {what} {retry.cost:.1f} points."
    return f"{words} Retried." if again else words


def verdict_words(deck: Deck, retry: Retry, by: str = "wants") -> str:
    """The answer: what would have been better, by how much, and how sure that is; of bad luck, that it was that.
    ``by``: what it was judged by, as in :func:`debate.debrief.retries.retries`."""
    made, worth = choice_in_words(deck, retry.made, case=False), retry.expected
    sure = f"give or take {2 * retry.error:.1f}"
    if retry.after is not None:
        return (
            f"You chose: {made}. That was a good choice, and what followed was bad luck: with what you could know then "
            f"nothing else was better for certain. It led to {worth[retry.made]:.1f} points of {SCALES[by]} on average "
            f"in {retry.worlds} possible futures; when you chose next you could expect {retry.after.worth:.1f}, "
            f"{retry.cost:.1f} less, {sure}."
        )
    others = [f"{choice_in_words(deck, move, case=False)} ({worth[move]:.1f})" for move in retry.accepted]
    more = f", and {len(others) - MOST_BETTER} more about as good" if len(others) > MOST_BETTER else ""
    return (
        f"You chose: {made} ({worth[retry.made]:.1f}). Better: {listed(others[:MOST_BETTER], 'or')}{more}. These are "
        f"points of {SCALES[by]} on average in {retry.worlds} possible futures, with what you could not know then "
        f"dealt anew. Your choice cost {retry.cost:.1f}, {sure}."
    )


Reason = tuple[str, str, float]
"""A meter, empty for none; words; how many points these are about, 0 for none."""


def why_better(deck: Deck, retry: Retry, one: Move, other: Move, by: str, most: int) -> Iterator[Reason]:
    """What sets one choice apart from another, goal by goal: where it ends, by which causes and how many points."""
    averages = {(move.kind, move.move): found for move, found in retry.averages.items()}
    this, that = averages[one.kind, one.move], averages[other.kind, other.move]
    for goal, words in reasons(deck, _weights(deck, retry, by), this, that, most, {one.move, other.move}):
        yield goal.meter, words, goal.points


def why_unlucky(deck: Deck, retry: Retry, by: str, most: int) -> Iterator[Reason]:
    """What went otherwise than could be expected after a good choice: what happened in its round, and goal by goal."""
    assert retry.after is not None
    expected = retry.averages[retry.made]
    if seldom := [*surprises(deck, expected, retry.after)][:2]:
        yield "", f"In that round {'; '.join(seldom)}.", 0
    for goal, words in reasons(deck, _weights(deck, retry, by), retry.after, expected, most):
        yield goal.meter, words, goal.points


def _weights(deck: Deck, retry: Retry, by: str) -> Mapping[str, int]:
    motive = deck.roles[retry.view.role].motives.get(retry.view.motive)
    return {} if motive is None else motive.wants if by == "wants" else motive.ends
