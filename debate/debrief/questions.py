"""Two questions before the world moves, and what became of the answers.

Asked after the closing choice of a round, from what may be known before its end: what a move on the floor will do to a
meter that it promises something of, and how a meter of which that is hard to say will stand when the round is over.
Prediction never changes the game and is no part of its score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from debate.debrief.base_rates import BaseRates, base_rates, doubt
from debate.debrief.closing import (
    BECAUSE,
    BY_THE_END,
    FALL,
    LATER,
    NOT,
    RISE,
    STAY,
    Came,
    Closing,
    Happened,
    closes,
    follows,
    put_to_the_test,
)
from debate.debrief.naming import cited, name_of, sentence
from debate.rules.chance import shuffled
from debate.rules.deck import Deck, Denial, Link
from debate.rules.grounds import Sourced
from debate.rules.record import Record, played
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.view import hidden_meters

SURE = (50, 70, 90)
"""How sure one can say to be, in per cent."""
DOUBTFUL = 0.45
"""The doubt (see :func:`debate.debrief.base_rates.doubt`) from which on a meter is asked about."""
_BECAUSE, _ROUND = "because", "round"
_MOST_ENDS = 32
"""How many ends of rounds of a deck are kept with what came in them."""


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


@frozen
class AnswerScore:
    """What became of one answer.

    ``came``: the answer that came. ``odds``: of each answer, as the rolls of the round could have fallen; where none
    fell, 1 for what came. ``brier``: the quadratic distance of the answer (with ``sure`` per cent on it and the rest
    shared out evenly) from these odds: 0 is best, 2 worst. ``base``: the same for whoever answers by the base rates.
    ``because``: a sentence or two that tell it, with the passage; ``said`` (the ``claim`` as a sentence), ``result``
    and ``reason`` are its parts, the last one empty where nothing is cited. ``cause``: the id of the link, denial,
    move or news item that it names, empty for none. ``change``: points by which the meter moved. ``seen``: whether it
    went so on the screen, too; ``besides``: how it went all the same where the move did not move it, what the move
    put an end to, and what is still to come of it; empty where there is nothing of these.
    """

    round: int
    id: str
    meter: str
    move: str
    answer: str
    sure: int
    came: str
    odds: tuple[float, ...]
    brier: float
    base: float
    claim: str
    result: str
    reason: str
    cause: str = ""
    change: int = 0
    seen: bool = True
    besides: str = ""

    @property
    def said(self) -> str:
        return f"You said that {self.claim}."

    @property
    def because(self) -> str:
        right = "That is right. " if self.right else ""
        return f"{self.said} {right}{self.result}{f': {self.reason}' if self.reason else '.'}{self.aside}"

    @property
    def aside(self) -> str:
        """What else moved the meter, as a sentence after another one; empty for nothing."""
        return f" {self.besides[:1].upper()}{self.besides[1:]}." if self.besides else ""

    @property
    def told(self) -> str:
        """The result, and whether it is as was said."""
        return f"{'That is right. ' if self.right else ''}{self.whole}"

    @property
    def whole(self) -> str:
        """The result with what else moved the meter."""
        return "; ".join(part for part in (self.result, self.besides) if part)

    @property
    def right(self) -> bool:
        return self.answer == self.came


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


def answer_scores(
    deck: Deck, record: Record, answers: Mapping[tuple[int, str], tuple[str, int]]
) -> tuple[AnswerScore, ...]:
    """What became of answers, (round, question id) -> (answer, how sure in per cent), in the order of the rounds.

    ``ValueError`` for a round that the game has not closed, a question that cannot be asked of it, an answer that the
    question does not have, or a certainty that is none of :data:`SURE`.
    """
    game = played(deck, record)
    ends = {
        before.round: count
        for count, (before, after) in enumerate(zip(game.states, game.states[1:], strict=False), 1)
        if closes(before, after)
    }
    rates = base_rates(deck, record.setting.preset, record.setting.views)
    found = []
    for (round_, id_), (answer, sure) in sorted(answers.items(), key=lambda item: item[0][0]):
        if round_ not in ends:
            raise ValueError(f"Round {round_} has not come to its end in this game.")
        found.append(scored(_end_of(deck, record, game, ends[round_]), rates, id_, answer, sure))
    return tuple(found)


def _end_of(deck: Deck, record: Record, game: Played, count: int) -> Closing:
    """The end of the round that choice number ``count`` closed. The latest of a deck are kept: what came is asked for
    after each round again."""
    kept: dict[Record, Closing] = deck._cache.setdefault("closings", {})
    key = evolve(record, moves=record.moves[:count])
    found = kept.pop(key, None) or Closing(at(game, count))
    kept[key] = found
    while len(kept) > _MOST_ENDS:
        del kept[next(iter(kept))]
    return found


def at(game: Played, count: int) -> Played:
    """The game as it was after so many choices."""
    steps = game.states[count].steps
    return Played(game.states[: count + 1], game.trace[:steps], game.moves[:count])


def scored(closing: Closing, rates: BaseRates, id_: str, answer: str, sure: int) -> AnswerScore:
    """What became of one answer. Raises as :func:`answer_scores`."""
    kind, _, rest = id_.partition(" ")
    move, _, meter = rest.rpartition(" ")
    if sure not in SURE:
        raise ValueError(f"One can be sure to {', '.join(map(str, SURE))} per cent, not to {sure}.")
    if kind == _ROUND and rest in closing.deck.meters:
        move, meter, came = "", rest, closing.by_the_end(rest)
        answers: tuple[str, ...] = BY_THE_END
        base = rates.rounds[rest]
    else:
        made = next((h for h in closing.happened() if kind == _BECAUSE and h.move == move), None)
        if made is None or meter not in closing.deck.moves[move].promises:
            raise ValueError(f"The question '{id_}' cannot be asked of round {closing.round} of this game.")
        answers, came, base = BECAUSE, closing.because_of(made, meter), rates.promise(move, meter)
    if answer not in answers:
        raise ValueError(f"'{answer}' is no answer to this question; the answers are {', '.join(answers)}.")
    before, now = closing.before.meters[meter], closing.at_end(closing.after, meter)
    seen = not move or now - before == (came.change if came.answer in (RISE, FALL) else 0)
    rest_ = (1 - sure / 100) / (len(answers) - 1)
    said = tuple(sure / 100 if each == answer else rest_ for each in answers)
    return AnswerScore(
        round=closing.round,
        id=id_,
        meter=meter,
        move=move,
        answer=answer,
        sure=sure,
        came=came.answer,
        odds=came.odds,
        brier=_distance(said, came.odds),
        base=_distance(base, came.odds),
        claim=claimed(closing.deck, meter, move, answer),
        result=_result(came, now, seen),
        besides=_besides(closing.deck, came, seen, before, now),
        seen=seen,
        reason=_reason(closing.deck, came),
        cause=came.cause,
        change=came.change,
    )


def calibration(scores: Iterable[AnswerScore]) -> tuple[tuple[int, int, int], ...]:
    """(how sure in per cent, how many answers, how many of them right), for each certainty that was said."""
    by: dict[int, list[bool]] = {}
    for score in scores:
        by.setdefault(score.sure, []).append(score.right)
    return tuple((sure, len(by[sure]), sum(by[sure])) for sure in sorted(by))


def _distance(said: Sequence[float], odds: Sequence[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(said, odds, strict=True))


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
            id_ = f"{_BECAUSE} {made.move} {meter}"
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
        whys = _whys(closing, made, meter)
        return (Question(id_, text, BECAUSE, rates.promise(made.move, meter), closing.round, meter, made.move, whys),)
    return ()


def _by_the_end(
    deck: Deck, state: State, seen: str, rates: BaseRates, left_out: Collection[str], asked: Collection[str]
) -> tuple[Question, ...]:
    """The doubtful meters take turns, in an order of each position's own."""
    doubtful = [m for m, odds in rates.rounds.items() if doubt(odds) >= DOUBTFUL and m not in left_out]
    mixed = [m for m in shuffled(doubtful, seen, "question") if f"{_ROUND} {m}" not in asked]
    for meter in mixed[:1]:
        name, now = deck.meters[meter].name, state.meters[meter]
        text = f"'{name}' stands at {now}. By the end of this round it will ..."
        return (Question(f"{_ROUND} {meter}", text, BY_THE_END, rates.rounds[meter], state.round, meter),)
    return ()


def _whys(closing: Closing, made: Happened, meter: str) -> tuple[tuple[str, str], ...]:
    """Three reasons to choose from: one that is at work, an error that is often made, and one that is real but idle.

    Whichever is at work, one of them speaks for the move and one against it: the list does not give the answer away.
    """
    deck = closing.deck
    came = closing.because_of(made, meter, rolls=False)
    at_work = "" if came.stopped else came.cause
    if at_work not in deck.links and at_work not in deck.denials:
        return ()
    idle = _idle(closing, made, meter, at_work in deck.links)
    for_it = at_work in deck.denials or bool(idle)
    options = {at_work: name_of(deck, at_work), f"said {made.move}": _error(deck, made.move, meter, for_it)}
    options |= {id_: name_of(deck, id_) for id_ in shuffled(idle, _seen_at(closing), "why")[:1]}
    return tuple((id_, options[id_]) for id_ in shuffled(options, _seen_at(closing), "whys"))


def _idle(closing: Closing, made: Happened, meter: str, denials: bool) -> list[str]:
    """Denials of the meter, or links to it, that were not at work in the round and do not hang on this move."""
    deck = closing.deck
    items: list[Link | Denial] = [d for d in deck.denials.values() if meter in d.denies]
    if not denials:
        items = [link for link in deck.links.values() if meter in dict(link.effects.meters)]
    fired = {step.cause for step in closing.steps}
    return [it.id for it in items if it.active and it.id not in fired and not follows(deck, it, made.move)]


def _error(deck: Deck, move: str, meter: str, for_it: bool) -> str:
    """An error about what a move does, as a sentence: for it, or against."""
    title, name = deck.moves[move].title, deck.meters[meter].name
    if for_it:
        return f"What a move is said to do, it does by itself: '{title}' is for this."
    return f"Those are only words: nothing leads from '{title}' to '{name}'."


# What is told.


SAID = {RISE: "rise", NOT: "not move", STAY: "stay as it was", FALL: "fall", LATER: "move only later"}
CAME = {RISE: "rose", NOT: "did not move", STAY: "stayed as it was", FALL: "fell", LATER: "moved only later"}
"""The answers after 'would', and as what came."""


def claimed(deck: Deck, meter: str, move: str, answer: str, *, short: bool = False) -> str:
    """What was said would come, as the end of a sentence; ``short``: where there is little room."""
    name = deck.meters[meter].short if short else ""
    because = f" {'by' if short else 'because of'} '{deck.moves[move].title}'" if move else ""
    return f"'{name or deck.meters[meter].name}' would {SAID[answer]}{because}"


def _result(came: Came, now: int, seen: bool) -> str:
    """What came, without a full stop; where the meter went otherwise than by this move alone, the words fit both."""
    by = abs(came.change)
    if seen:
        return {
            RISE: f"It rose by {by}",
            FALL: f"It fell by {by}",
            NOT: "It did not move",
            STAY: "It stayed as it was",
            LATER: "It did not move at once, and does so only later",
        }[came.answer]
    return {
        RISE: f"It stands at {now}, {by} higher than without the move",
        FALL: f"It stands at {now}, {by} lower than without the move",
        NOT: "The move did not move it",
        LATER: "The move moves it only later",
    }[came.answer]


def reason_of(deck: Deck, cause: str) -> tuple[str, Sourced | None]:
    """Why something came, as a sentence, and the item of the deck that cites it; empty and None where nothing does."""
    item: Sourced
    if cause in deck.links or cause in deck.denials:
        item = found = deck.links.get(cause) or deck.denials[cause]
        return found.says, item
    if cause in deck.moves:
        return f"'{deck.moves[cause].title}' does that by itself.", deck.moves[cause]
    if cause in deck.news:
        return f"news, '{deck.news[cause].title}'.", deck.news[cause]
    return "", None


def _besides(deck: Deck, came: Came, seen: bool, before: int, now: int) -> str:
    """What else moved the meter, what the move put an end to, and what more of it is to come; without a full stop."""
    if came.answer not in (RISE, FALL):
        return "" if seen else f"it went from {before} to {now} for other reasons"
    found = []
    if came.stopped:
        found.append(f"the move put an end to this: {name_of(deck, came.cause).removesuffix('.')}")
    if came.coming:
        found.append(f"{came.coming:+d} more is to come")
    return "; ".join(found)


def _reason(deck: Deck, came: Came) -> str:
    cause = came.cause
    if came.stopped:
        return ""
    if cause in deck.moves and not came.alone:
        return f"'{deck.moves[cause].title}' did the most."
    words, item = reason_of(deck, cause)
    return sentence(words, cited(item)) if item is not None else words
