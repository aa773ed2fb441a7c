"""What became of the answers to questions: how far they were off, and what came in words, with the passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from debate.debrief.base_rates import BaseRates, base_rates
from debate.debrief.closing import BECAUSE, BY_THE_END, FALL, LATER, NOT, RISE, STAY, Came, Closing, closes
from debate.debrief.naming import cause_cited, cause_name, cited, instead, name_of, sentence
from debate.debrief.questions import ON_PROMISE, ON_ROUND, SURE
from debate.rules.deck import Deck
from debate.rules.grounds import Sourced
from debate.rules.record import Record, played
from debate.rules.replay import Played

_MOST_ENDS = 32
"""How many ends of rounds of a deck are kept with what came in them."""

_MOST_PARTS = 4
"""How many causes of a meter that moved in a round are told."""


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
    put an end to, and what is still to come of it; empty where there is nothing of these. ``alone``: whether ``cause``
    did it all; where it did not, the reason names what else did, so that it adds up.
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
    alone: bool = True

    @property
    def said(self) -> str:
        return f"You said that {self.claim}."

    @property
    def because(self) -> str:
        if self.came == STAY and self.besides:
            # What only comes later is told before what keeps it still for good.
            reason = self.reason and f" {self.reason[:1].upper()}{self.reason[1:]}"
            return f"{self.said} {'That is right. ' if self.right else ''}{self.result}.{self.aside}{reason}"
        return f"{self.main}{self.aside}"

    @property
    def main(self) -> str:
        """What was said, what came and why, without what else moved the meter."""
        right = "That is right. " if self.right else ""
        return f"{self.said} {right}{self.result}{f': {self.reason}' if self.reason else '.'}"

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
    if kind == ON_ROUND and rest in closing.deck.meters:
        move, meter, came = "", rest, closing.by_the_end(rest)
        answers: tuple[str, ...] = BY_THE_END
        base = rates.rounds[rest]
    else:
        made = next((h for h in closing.happened() if kind == ON_PROMISE and h.move == move), None)
        if made is None or meter not in closing.deck.moves[move].promises:
            raise ValueError(f"The question '{id_}' cannot be asked of round {closing.round} of this game.")
        answers, came, base = BECAUSE, closing.because_of(made, meter), rates.promise(move, meter)
    if answer not in answers:
        raise ValueError(f"'{answer}' is no answer to this question; the answers are {', '.join(answers)}.")
    before, now = closing.before.meters[meter], closing.at_end(closing.after, meter)
    seen = not move or now - before == (came.change if came.answer in (RISE, FALL) else 0)
    said = tuple(sure / 100 if each == answer else (1 - sure / 100) / (len(answers) - 1) for each in answers)
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
        result=_result(came, now, seen and not any(there for _, _, there in came.apart)),
        besides=_besides(closing, came, seen, before, now),
        seen=seen,
        reason=_apart(closing, came) if came.several else _reason(closing, came),
        cause=came.cause,
        change=came.change,
        alone=came.alone and not came.several,
    )


def calibration(scores: Iterable[AnswerScore]) -> tuple[tuple[int, int, int], ...]:
    """(how sure in per cent, how many answers, how many of them right), for each certainty that was said."""
    by: dict[int, list[bool]] = {}
    for score in scores:
        by.setdefault(score.sure, []).append(score.right)
    return tuple((sure, len(by[sure]), sum(by[sure])) for sure in sorted(by))


def _distance(said: Sequence[float], odds: Sequence[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(said, odds, strict=True))


SAID = {RISE: "rise", NOT: "not move", STAY: "stay as it was", FALL: "fall", LATER: "move only in a later round"}
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
        RISE: f"It stands at {now}, {by} higher than without the move and all it led to",
        FALL: f"It stands at {now}, {by} lower than without the move and all it led to",
        NOT: "The move did not move it",
        LATER: "The move moves it only later",
    }[came.answer]


def _reason_of(deck: Deck, cause: str) -> tuple[str, Sourced | None]:
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


def _besides(closing: Closing, came: Came, seen: bool, before: int, now: int) -> str:
    """What else moved the meter, what the move put an end to, and what more of it is to come; without a full stop."""
    if came.still:
        named = (f"{by:+d} {_told(closing, id_)}" for id_, by in came.still)
        return f"still to come: {'; '.join(named)}"
    if came.answer not in (RISE, STAY, FALL):
        return "" if seen else f"it went from {before} to {now} for other reasons"
    found = []
    if came.stopped and not came.several:
        found.append(f"the move put an end to this: {name_of(closing.deck, came.cause).removesuffix('.')}")
    if came.coming:
        found.append(f"{came.coming:+d} more is to come")
    return "; ".join(found)


def _reason(closing: Closing, came: Came) -> str:
    deck, cause = closing.deck, came.cause
    if came.stopped:
        return ""
    if came.change and not came.alone:
        return _parts(closing, came)
    if came.answer == STAY and (came.parts or came.at is not None or not cause):
        return _stayed(closing, came)
    if came.answer == NOT and not cause:
        return "nothing that the move sets going moves it by more than a little."
    words, item = _reason_of(deck, cause)
    return sentence(words, cited(item)) if item is not None else words


def _stayed(closing: Closing, came: Came) -> str:
    """Why a meter is where it was: held at an end of its scale, moved both ways by as much, or by nothing."""
    if came.at is not None:
        return f"it stands at {came.at}, an end of its scale, and what pushed it further could not."
    if not came.parts:
        return "nothing moved it in this round."
    return f"what moved it balanced: {_parts(closing, came)}"


def _parts(closing: Closing, came: Came) -> str:
    """What moved a meter in a round, each with its own points; the last ones of many together."""
    named = came.parts if len(came.parts) <= _MOST_PARTS else came.parts[: _MOST_PARTS - 1]
    told = [f"{points:+d} {_told(closing, id_)}" for id_, points in named]
    if rest := sum(points for _, points in came.parts[len(named) :]):
        told.append(f"{rest:+d} from {len(came.parts) - len(named)} more together")
    if cut := came.change - sum(points for _, points in came.parts):
        told.append(f"{cut:+d} where its scale ends")
    return f"{'; '.join(told)}."


def _apart(closing: Closing, came: Came) -> str:
    """What made the difference that a move made, cause by cause; the last ones of many together."""
    named = came.apart if len(came.apart) <= _MOST_PARTS else came.apart[: _MOST_PARTS - 1]
    told = [
        f"{here - there:+d} where its scale ends"
        if id_ in closing.deck.meters
        else f"{instead(here, there)} from {_told(closing, id_)}"
        for id_, here, there in named
    ]
    if rest := came.change - sum(here - there for _, here, there in named):
        told.append(f"{rest:+d} from all else")
    return f"{'; '.join(told)}."


def _told(closing: Closing, id_: str) -> str:
    if closing.secret(id_):
        return "something that not everybody can see"
    deck, move = closing.deck, closing.deck.moves.get(id_)
    if move is not None and move.offer_to and any((s.kind, s.cause) == ("declined", id_) for s in closing.steps):
        return sentence(f"{cause_name(deck, id_)}, declined by {deck.roles[move.offer_to].name}", cited(move))
    return cause_cited(deck, id_)
