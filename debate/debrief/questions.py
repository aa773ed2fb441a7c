"""Two questions before the world moves.

Asked after the closing choice of a round, from what may be known before its end: what a move on the floor will do to a
meter that it promises something of, and how a meter of which that is hard to say will stand when the round is over.
Prediction never changes the game and is no part of its score.
"""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from debate.debrief.base_rates import BaseRates, base_rates, doubt
from debate.debrief.closing import (
    BECAUSE,
    BY_THE_END,
    Closing,
    Happened,
    closes,
    follows,
    put_to_the_test,
)
from debate.debrief.naming import name_of
from debate.rules.chance import shuffled
from debate.rules.deck import Deck, Denial, Link
from debate.rules.evaluate import holds
from debate.rules.record import played
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.view import hidden_meters, visible_trace

SURE = (50, 70, 90)
"""How sure one can say to be, in per cent."""
DOUBTFUL = 0.45
"""The doubt (see :func:`debate.debrief.base_rates.doubt`) from which on a meter is asked about."""
ON_PROMISE, ON_ROUND = "because", "round"
"""How the id of a question begins: of one about a promise, of one about the end of a round."""


@frozen
class Question:
    """One question. ``id``: the same for the same question of a deck in any round. ``answers``: what can be answered;
    ``odds``: how often each of them comes in scripted games of this deck, in the same order; they sum to 1. ``round``:
    in which it is asked. ``meter``: what it is about; ``move``: because of which, empty for none. ``whys``: (id,
    sentence) of links and denials, one of which tells why; None of them need be chosen."""

    id: str
    text: str
    answers: tuple[str, ...]
    odds: tuple[float, ...]
    round: int = 0
    meter: str = ""
    move: str = ""
    whys: tuple[tuple[str, str], ...] = ()


def questions(deck: Deck, state: State, role: str | None = None, asked: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions for ``role`` (None: for those who have no seat) at the end of the round that the latest choice of
    this game closed, none where it closed none. ``asked``: ids of questions that are not to come again."""
    made = state.record
    if not made.moves:
        return ()
    game = played(deck, made)
    return questions_at(deck, game, role, asked) if closes(game.states[-2], game.state) else ()


def questions_at(
    deck: Deck, game: Played, role: str | None = None, asked: Collection[str] = ()
) -> tuple[Question, ...]:
    """The same for a game whose latest choice closed a round. ``ValueError`` where it did not."""
    closing = Closing(game)
    setting = closing.after.setting
    rates = base_rates(deck, setting.preset, setting.views)
    hidden = hidden_meters(closing.before, role)
    because = _because(closing, rates, role, hidden, asked)
    about = {question.meter for question in because}
    return (*because, *_by_the_end(deck, closing.before, _seen_at(closing), rates, hidden | about, asked))


def question_ahead(deck: Deck, state: State, role: str | None = None, asked: Collection[str] = ()) -> Question | None:
    """What somebody can be asked while the round still runs: how a doubtful meter will stand at its end. It is chosen
    without a look at what was chosen in the round, so it gives nothing away."""
    if state.over:
        return None
    setting = state.setting
    rates = base_rates(deck, setting.preset, setting.views)
    return next(iter(_by_the_end(deck, state, _seen(state), rates, hidden_meters(state, role), asked)), None)


# What is asked.


def _seen(state: State) -> str:
    """What everybody can see of a position, to shuffle by: what is asked may not depend on the seed, from which all
    hands and motives could be worked out."""
    hidden = hidden_meters(state, None)
    return " ".join([str(state.round), *(f"{m} {value}" for m, value in state.meters.items() if m not in hidden)])


def _seen_at(closing: Closing) -> str:
    """The same of the end of a round, with the moves that everybody saw."""
    moves = [made.move for made in closing.happened() if not closing.deck.moves[made.move].covert]
    return " ".join([_seen(closing.before), *moves])


def _because(
    closing: Closing, rates: BaseRates, role: str | None, hidden: frozenset[str], asked: Collection[str]
) -> tuple[Question, ...]:
    deck = closing.deck
    found: dict[str, tuple[Happened, str]] = {}
    for made in closing.happened():
        if deck.moves[made.move].covert and made.role != role:
            continue
        for meter in deck.moves[made.move].promises:
            id_ = f"{ON_PROMISE} {made.move} {meter}"
            if meter not in hidden and id_ not in asked:
                found[id_] = made, meter
    mixed = shuffled(found, _seen_at(closing), "question")

    def order(id_: str) -> tuple[bool, bool]:
        made, meter = found[id_]
        return not put_to_the_test(deck, made.move, meter), made.role != role

    for id_ in sorted(mixed, key=order)[:1]:
        made, meter = found[id_]
        definition, name = deck.moves[made.move], deck.meters[meter].name
        who = "You play" if made.role == role else f"{deck.roles[made.role].name}:"
        text = (
            f"{who} '{definition.title}'. It is said that this moves '{name}' {definition.promises[meter]}. "
            f"Because of this move, '{name}' will ..."
        )
        whys = _whys(closing, made, meter, role)
        return (Question(id_, text, BECAUSE, rates.promise(made.move, meter), closing.round, meter, made.move, whys),)
    return ()


def _by_the_end(
    deck: Deck, state: State, seen: str, rates: BaseRates, left_out: Collection[str], asked: Collection[str]
) -> tuple[Question, ...]:
    """The doubtful meters take turns, in an order of each position's own."""
    doubtful = [m for m, odds in rates.rounds.items() if doubt(odds) >= DOUBTFUL and m not in left_out]
    mixed = [m for m in shuffled(doubtful, seen, "question") if f"{ON_ROUND} {m}" not in asked]
    for meter in mixed[:1]:
        scale, now = deck.meters[meter], state.meters[meter]
        edge = {scale.min: ", as low as it goes", scale.max: ", as high as it goes"}.get(now, "")
        text = f"'{scale.name}' stands at {now}{edge}. By the end of this round it will ..."
        return (Question(f"{ON_ROUND} {meter}", text, BY_THE_END, rates.rounds[meter], state.round, meter),)
    return ()


def _whys(closing: Closing, made: Happened, meter: str, role: str | None) -> tuple[tuple[str, str], ...]:
    """Two or three reasons to choose from: one that is at work, an error that is often made, and, where there is one
    that fits the game as it stands, one that is real but idle.

    Whichever is at work, one of them speaks for the move and one against it: the list does not give the answer away.
    """
    deck = closing.deck
    came = closing.because_of(made, meter, rolls=False)
    at_work = "" if came.stopped else came.cause
    if at_work not in deck.links and at_work not in deck.denials:
        return ()
    idle = _idle(closing, made, meter, at_work in deck.links, role)
    for_it = at_work in deck.denials or idle in deck.denials
    options = {at_work: name_of(deck, at_work), f"said {made.move}": _error(deck, made.move, meter, for_it)}
    if idle:
        options[idle] = name_of(deck, idle)
    return tuple((id_, options[id_]) for id_ in shuffled(options, _seen_at(closing), "whys"))


def _idle(closing: Closing, made: Happened, meter: str, denials: bool, role: str | None) -> str:
    """A denial of the meter, or a link to it, that was not at work in the round and fits the game as it stands; empty
    for none. The first that there is of these: one that hangs on this move and would have been at work had things stood
    otherwise; one that ``role`` saw at work in an earlier round, so that what it speaks of has come about; one about
    another move that promises the same. No denial where the meter has just been seen to move as is promised."""
    deck, now = closing.deck, closing.round
    seen = visible_trace(closing.before, closing.earlier, role)
    promised = deck.moves[made.move].promises[meter]
    sign = 1 if promised == "up" else -1
    items: list[Link | Denial] = [d for d in deck.denials.values() if meter in d.denies]
    if not denials:
        items = [link for link in deck.links.values() if meter in dict(link.effects.meters)]
    elif any(s.meter == meter and s.change * sign > 0 and s.round in (now - 1, now) for s in seen):
        return ""
    fired = {step.cause for step in closing.steps}
    left = [item for item in items if item.active and item.id not in fired]
    before, v = {step.cause for step in seen}, closing.before.v
    alike = {move.id for move in deck.moves.values() if move.promises.get(meter) == promised}
    tables = closing.before.tables
    for fits in (
        [item.id for item in left if follows(deck, item, made.move)],
        [item.id for item in left if item.id in before],
        [item.id for item in left if alike & {*item.follows} and holds(tables.condition(item.when), v, tables)],
    ):
        for id_ in shuffled(fits, _seen_at(closing), "why"):
            return id_
    return ""


def _error(deck: Deck, move: str, meter: str, for_it: bool) -> str:
    """An error about what a move does, as a sentence: for it, or against."""
    title, name = deck.moves[move].title, deck.meters[meter].name
    if for_it:
        return f"It works as it is said to: that is what '{title}' is for."
    return f"Those are only words: nothing leads from '{title}' to '{name}'."
