"""Two questions before the world moves.

Asked after the closing choice of a round, from what may be known before its end: what a move on the floor will do to a
meter that it promises something of, and how a meter of which that is hard to say will stand when the round is over.
Prediction never changes the game and is no part of its score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from debate.debrief.base_rates import BaseRates, base_rates, doubt
from debate.debrief.closing import (
    BECAUSE,
    BY_THE_END,
    FALL,
    LATER,
    NOT,
    RISE,
    Closing,
    Happened,
    closes,
    follows,
    put_to_the_test,
)
from debate.debrief.naming import name_of
from debate.rules.chance import shuffled
from debate.rules.conditions import points
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


_ERRORS = (
    {
        "said": "It works as it is said to: that is what '{move}' is for.",
        "ready": "What others have done has prepared the ground for it.",
    },
    {
        "little": "It is the right means, but too little of it.",
        "words": "Those are only words: nothing leads from '{move}' to '{meter}'.",
    },
    {
        "slow": "Whatever is done shows only in later rounds.",
        "others": "It works once the others do their part.",
    },
    {
        "opposite": "It backfires: it brings about what it is meant to prevent.",
        "spite": "Others answer it, and what they do moves '{meter}' further the other way.",
    },
)
"""Errors that are often made about what a move does, by id: for that it does as it promises, does nothing, does
something later, does the opposite. The second is offered where no link and no denial of the deck speaks for that."""


@frozen
class Why:
    """A reason that can be given: a link or denial, or an error; ``answers``: those that it is a reason for."""

    id: str
    words: str
    answers: tuple[str, ...]


@frozen
class Question:
    """One question. ``id``: the same for the same question of a deck in any round. ``answers``: what can be answered;
    ``odds``: how often each of them comes in scripted games of this deck, in the same order; they sum to 1. ``round``:
    in which it is asked. ``meter``: what it is about; ``move``: because of which, empty for none. ``whys``: the
    reasons that can be given, one of which is at work; empty where none is asked for."""

    id: str
    text: str
    answers: tuple[str, ...]
    odds: tuple[float, ...]
    round: int = 0
    meter: str = ""
    move: str = ""
    whys: tuple[Why, ...] = ()

    def reasons(self, answer: str) -> dict[str, str]:
        """The reasons that fit this answer, id -> sentence: as many whatever comes, and none of them need be given."""
        return {why.id: why.words for why in self.whys if answer in why.answers}


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
        way = definition.promises[meter]
        counts = "a fall that it stops counts as a rise" if way == "up" else "a rise that it stops counts as a fall"
        text = (
            f"{who} '{definition.title}'. It is said that this moves '{name}' {way}. "
            f"Because of this move ({counts}), by the end of this round '{name}' will ..."
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


def _whys(closing: Closing, made: Happened, meter: str, role: str | None) -> tuple[Why, ...]:
    """Two reasons for each answer: what of the deck speaks for it (one is at work, and one that fits the game as it
    stands is real but idle), and errors that are often made. Their number does not give the answer away."""
    deck = closing.deck
    came = closing.because_of(made, meter, rolls=False)
    at_work = "" if came.stopped else came.cause
    if at_work not in deck.links and at_work not in deck.denials:
        return ()
    idle = _idle(closing, made, meter, at_work in deck.links, role)
    found = [Why(id_, name_of(deck, id_), _speaks_for(deck, id_, meter)) for id_ in (at_work, idle) if id_]
    found += _errors(deck, made.move, meter, found)
    options = {why.id: why for why in found}
    return tuple(options[id_] for id_ in shuffled(options, _seen_at(closing), "whys"))


def _speaks_for(deck: Deck, id_: str, meter: str) -> tuple[str, ...]:
    """The answers that a link or denial is a reason for. What a link changes at once it may change later, too."""
    link = deck.links.get(id_)
    if link is None:
        return (NOT,)
    amounts = points(dict(link.effects.meters)[meter]) if link.delay < 2 else ()
    ways = ((RISE, any(by > 0 for by in amounts)), (FALL, any(by < 0 for by in amounts)))
    return (LATER, *(answer for answer, so in ways if so))


def _errors(deck: Deck, move: str, meter: str, offered: Sequence[Why]) -> Iterator[Why]:
    """As many errors for each answer as make up two reasons for it."""
    definition, name = deck.moves[move], deck.meters[meter].name
    ways = (RISE, FALL) if definition.promises[meter] == "up" else (FALL, RISE)
    for answer, errors in zip((ways[0], NOT, LATER, ways[1]), _ERRORS, strict=True):
        spoken = any(answer in why.answers for why in offered)
        for id_, words in [*errors.items()][: 1 if spoken else 2]:
            yield Why(f"{id_} {move}", words.format(move=definition.title, meter=name), (answer,))


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
