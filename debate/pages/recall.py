"""Recall: what one foresaw wrongly and the decisions that one retried come back after one, three and seven days.

A Leitner box: what is known moves on to the next box, what is not goes back to the first; what was known in the last
one is done. A few questions at a time, which can be left at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import frozen

from debate.debrief.closing import BECAUSE, BY_THE_END
from debate.debrief.foreseen import Foreseen, foreseen
from debate.debrief.position import accepted, choice_in_words, options, position_lines, verdict_words
from debate.debrief.questions import SAID
from debate.debrief.retries import UNLUCKY, Retry
from debate.game.record import GameRecord
from debate.pages.believing import learner_of
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Line, Node, item, quiet, strong
from debate.store.learner import Learner

RECALL = "recall"
DAYS = (1, 3, 7)
"""Days after which a question comes back, box by box."""
MOST = 6
"""How many are asked at a time: about two minutes."""
KEPT = 300
"""How many are kept at most; the oldest go first."""
NEXT = "next"
Today = Callable[[], date]


def today() -> date:
    return datetime.now(UTC).date()


@frozen
class Card:
    """A question of one's own: ``told`` what one has to know for it, ``ask``, the ``answers``, which of them are
    ``right`` (by place), and ``because``. ``box``: 0 to 2; ``due``: the day from which on it is asked."""

    id: str
    deck: str
    told: tuple[str, ...]
    ask: str
    answers: tuple[str, ...]
    right: tuple[int, ...]
    because: str
    box: int
    due: date

    def fields(self) -> dict[str, Any]:
        return {
            "deck": self.deck,
            "told": list(self.told),
            "ask": self.ask,
            "answers": list(self.answers),
            "right": list(self.right),
            "because": self.because,
            "box": self.box,
            "due": self.due.isoformat(),
        }


def _card(id_: str, given: Any) -> Card | None:
    """The card that these fields stand for; None where they are none."""
    if not isinstance(given, Mapping):
        return None
    texts = {word: given.get(word) for word in ("deck", "ask", "because", "due")}
    lists = {word: given.get(word) for word in ("told", "answers", "right")}
    box = given.get("box")
    if not all(isinstance(text, str) for text in texts.values()) or type(box) is not int or not 0 <= box < len(DAYS):
        return None
    if not all(isinstance(each, list) for each in lists.values()) or not all(
        isinstance(text, str) for word in ("told", "answers") for text in lists[word] or ()
    ):
        return None
    answers, right = tuple(lists["answers"] or ()), tuple(lists["right"] or ())
    if not right or not all(type(n) is int and 0 <= n < len(answers) for n in right):
        return None
    try:
        due = date.fromisoformat(str(texts["due"]))
    except ValueError:
        return None
    told = tuple(lists["told"] or ())
    return Card(id_, str(texts["deck"]), told, str(texts["ask"]), answers, right, str(texts["because"]), box, due)


class Box:
    """All the cards of a learner."""

    def __init__(self, learner: Learner, now: Today = today) -> None:
        self.learner, self.now = learner, now
        found = (_card(id_, given) for id_, given in learner.read(RECALL).items())
        self.cards = {card.id: card for card in found if card is not None}

    def due(self) -> list[Card]:
        """The cards whose day has come, those that wait longest first."""
        now = self.now()
        return sorted((card for card in self.cards.values() if card.due <= now), key=lambda card: (card.due, card.id))

    def add(self, card: Card) -> None:
        """Put in a card that is not there; one that was there, known or not, stays as it is."""
        self.cards.setdefault(card.id, card)
        while len(self.cards) > KEPT:
            del self.cards[next(iter(self.cards))]

    def answered(self, card: Card, knew: bool) -> int:
        """Move a card on, or back to the first box; after how many days it comes back, 0 where it is done."""
        box = card.box + 1 if knew else 0
        if box >= len(DAYS):
            self.cards.pop(card.id, None)
            return 0
        due = self.now() + timedelta(days=DAYS[box])
        self.cards[card.id] = _card(card.id, {**card.fields(), "box": box, "due": due.isoformat()}) or card
        return DAYS[box]

    def keep(self) -> bool:
        """Write the box; False where that failed, see the learner's ``problem``."""
        return self.learner.write(RECALL, {card.id: card.fields() for card in self.cards.values()})


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
    told = (f"From a game of '{deck.title}', round {score.round}, seed {session.state.seed}.",)
    words = tuple(f"It was to {SAID[answer]}." for answer in answers)
    return Card(id_, deck.id, told, ask, words, (answers.index(score.came),), score.because, 0, due)


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
    id_ = f"retry {deck.id} {_game(session)} {retry.round} {retry.made}"
    due = now() + timedelta(days=DAYS[0])
    box = Box(learner, now)
    if right and id_ not in box.cards:
        box.add(Card(id_, deck.id, told, "What do you choose?", words, right, verdict_words(deck, retry), 0, due))
        box.keep()


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
            yield Line("Nothing is to be recalled today.")

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
        again = f"It comes back in {days} day{'s' * (days > 1)}." if days else "You know it: it does not come back."
        right = " or ".join(card.answers[n].removesuffix(".") for n in card.right)
        self._told = (
            strong("You knew it." if knew else f"Not quite. It was: {right}.", "right" if knew else "wrong"),
            Line(card.because),
            quiet(again),
        )
        self._box.keep()


def due_words(learner: Learner, now: Today = today) -> str:
    """``3 things to recall, two minutes``; empty where nothing is due."""
    count = min(MOST, len(Box(learner, now).due()))
    return f"{count} thing{'s' * (count > 1)} from your games to recall, two minutes" if count else ""
