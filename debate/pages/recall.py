"""Recall: what one foresaw wrongly and the decisions that one retried come back after one, three and seven days.

A Leitner box: what is known moves on to the next box, what is not goes back to the first; what was known in the last
one is done. A few questions at a time, which can be left at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from debate.debrief.answers import CAME
from debate.debrief.closing import BECAUSE, BY_THE_END
from debate.debrief.foreseen import Foreseen, foreseen
from debate.debrief.naming import listed
from debate.debrief.position import accepted, choice_in_words, options, position_lines, verdict_words
from debate.debrief.retries import UNLUCKY, Retry
from debate.game.record import GameRecord
from debate.pages.believing import learner_of
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Line, Node, item, quiet, strong
from debate.pages.recall_box import DAYS, MOST, Box, Card, Today, today
from debate.store.learner import Learner

NEXT = "next"


# What goes in.


def remember(session: GameRecord, role: str | None, now: Today = today) -> None:
    """Put what this role's player foresaw wrongly in a game that is over into the box; once, however often."""
    learner = learner_of(session)
    if learner.folder is None or role is None or not session.state.over:
        return
    said = session.predictions(role)
    wrong = [one for one in foreseen(session.source, session.to_record(), said) if not one.score.right]
    if not wrong:
        return
    box = Box(learner, now)
    before = len(box.cards)
    for one in wrong:
        box.add(_foreseen(session, one, now() + timedelta(days=DAYS[0])))
    if len(box.cards) != before:
        box.keep()


def _foreseen(session: GameRecord, one: Foreseen, due: date) -> Card:
    deck, score = session.source, one.score
    name = deck.meters[score.meter].name
    answers = BECAUSE if score.move else BY_THE_END
    if score.move:
        title, way = deck.moves[score.move].title, deck.moves[score.move].promises[score.meter]
        ask = f"It was said that '{title}' moves '{name}' {way}. Because of this move, what did '{name}' do?"
    else:
        ask = f"What did '{name}' do by the end of round {score.round}?"
    id_ = f"foreseen {deck.id} {_game(session)} {score.round} {score.id}"
    told = [f"From a game of '{deck.title}', round {score.round}, seed {session.state.seed}."]
    if not score.move:
        told += _floor_then(session, score.round, score.meter)
    words = tuple(f"It {CAME[answer]}." for answer in answers)
    return Card(id_, deck.id, tuple(told), ask, words, (answers.index(score.came),), score.because, 0, due)


def _floor_then(session: GameRecord, round_: int, meter: str) -> Iterator[str]:
    """Where the meter stood when a round began, and what was played in it, of what its player could see."""
    deck = session.source
    states = [state for state in session.played.states if state.round == round_]
    yield f"{deck.meters[meter].name} stood at {states[0].meters[meter]}."
    places = zip(session.played.states, session.moves, strict=False)
    made = [move for state, move in places if state.round == round_ and move.kind == "play"]
    played = [f"{deck.roles[m.role].name} '{deck.moves[m.move].title}'" for m in made if not deck.moves[m.move].covert]
    yield f"Played then: {listed(played)}." if played else "Nobody played a move that all could see."


def remember_retry(session: GameRecord, retry: Retry, now: Today = today) -> None:
    """Put a decision that was made once more into the box."""
    learner = learner_of(session)
    if learner.folder is None or retry.kind == UNLUCKY:
        return
    deck = session.source
    found = (retry.made, *options(retry))
    right = tuple(n for n, move in enumerate(found) if accepted(retry, move))
    words = tuple(choice_in_words(deck, move) for move in found)
    told = (f"From a game of '{deck.title}'.", *position_lines(deck, retry.view))
    id_ = _retry_id(session, retry)
    due = now() + timedelta(days=DAYS[0])
    box = Box(learner, now)
    if right and id_ not in box.cards:
        box.add(Card(id_, deck.id, told, "What do you choose?", words, right, verdict_words(deck, retry), 0, due))
        box.keep()


def retried(session: GameRecord, retry: Retry) -> bool:
    """Whether this decision is in the box."""
    return _retry_id(session, retry) in Box(learner_of(session)).cards


def _retry_id(session: GameRecord, retry: Retry) -> str:
    return f"retry {session.source.id} {_game(session)} {retry.round} {retry.made}"


def _game(session: GameRecord) -> str:
    """What tells one game from another of the same deck."""
    return f"{session.state.seed}-{session.journal.header.at}"


# What is asked.


class Recalling(Dialogue):
    """The cards that are due, a few of them. Each answer is kept at once."""

    title = "Recall"

    def __init__(self, learner: Learner, now: Today = today) -> None:
        self._box = Box(learner, now)
        self._left = self._box.due()[:MOST]
        self._asked = len(self._left)
        self._told: tuple[Node, ...] = ()
        self._knew = 0

    def page(self) -> Iterator[Node]:
        if self._box.learner.problem:
            yield strong(self._box.learner.problem)
        if self._told:
            yield from self._told
        elif self._left:
            card = self._left[0]
            yield quiet(f"{self._asked - len(self._left) + 1} of {self._asked}. It can be left at any time.")
            yield from (item(words) for words in card.told)
            yield strong(card.ask)
        elif self._asked:
            yield Line(f"That is all for today: you knew {self._knew} of {self._asked}.")
        else:
            yield Line(f"Nothing is to be recalled today. {self._box.waiting_words()}")

    def options(self) -> Sequence[Option]:
        if self._told:
            return [Option(NEXT, "Go on.")]
        if not self._left:
            return []
        return [Option(f"answer {n}", words) for n, words in enumerate(self._left[0].answers)]

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        if id_ == NEXT:
            self._told = ()
            return
        card = self._left.pop(0)
        knew = int(id_.removeprefix("answer ")) in card.right
        self._knew += knew
        days = self._box.answered(card, knew)
        when = "tomorrow" if days == 1 else f"in {days} days"
        again = f"It comes back {when}." if days else "You know it: it does not come back."
        right = " or ".join(card.answers[n].removesuffix(".") for n in card.right)
        self._told = (
            strong("You knew it." if knew else f"Not quite. The answer: {right}.", "right" if knew else "wrong"),
            Line(card.because),
            quiet(again),
        )
        self._box.keep()
