"""The box of recall: a learner's cards, when each is due, and where it goes once it was answered (after Leitner)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import frozen

from debate.store.learner import Learner

RECALL = "recall"
DAYS = (1, 3, 7)
"""Days after which a question comes back, box by box."""
MOST = 6
"""How many are asked at a time: about two minutes."""
KEPT = 300
"""How many are kept at most; the oldest go first."""
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

    def waiting_words(self) -> str:
        """How many cards wait, and when the next one comes; of an empty box, what comes into it."""
        if not self.cards:
            return "What you foresee wrongly in a game, and decisions that you make once more, come back here."
        first = min(card.due for card in self.cards.values())
        days, count = (first - self.now()).days, len(self.cards)
        when = "tomorrow" if days == 1 else f"in {days} days, on {first.day} {first:%B}"
        return f"{count} {'questions wait' if count > 1 else 'question waits'}; the next comes {when}."

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


def due_words(learner: Learner, now: Today = today) -> str:
    """``3 things to recall, two minutes``; empty where nothing is due."""
    count = min(MOST, len(Box(learner, now).due()))
    return f"{count} thing{'s' * (count > 1)} from your games to recall, two minutes" if count else ""
