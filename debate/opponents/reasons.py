"""Why the planner chose as it did, in plain words: what it expects, what makes the difference, what it cannot know.

Nothing here tells of a card in its hand, of a covert move, or of what it alone can see: others read it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, frozen

from debate.opponents.beliefs import Beliefs
from debate.rules.deck import Deck
from debate.rules.grounds import Sourced
from debate.rules.moves import Move
from debate.rules.state import State
from debate.rules.trace import RawStep
from debate.rules.view import View

SURE = 0.85
"""From what share on a motive is taken as known."""
COMMON = 0.5
"""In what share of the futures something must come for it to be named."""
ALIKE = 0.5
"""Points of 100 within which two choices are called equally good."""
WORTH_NAMING = 0.5
"""Points of 100 by which a cause must tell two options apart to be named."""
_CHANGES = ("effect", "link", "landing")


@frozen
class Future:
    """A game that was played on: how it ended, and all that happened on the way."""

    end: State
    steps: list[RawStep]


def value(end: State, role: str) -> float:
    """The score of a finished game, 0 to 100 on what the role wants, not rounded."""
    term = end.term or end
    tables = term.tables
    motive = tables.deck.roles[role].motives.get(term.motives[role])
    reached = possible = 0
    for meter, weight in motive.wants.items() if motive else ():
        place = tables.places[meter]
        low, high, now = tables.low[place], tables.high[place], term.v[place]
        reached += weight * (now - low) if weight > 0 else -weight * (high - now)
        possible += abs(weight) * (high - low)
    return 100 * reached / possible if possible else 0.0


@define
class Reasons:
    """Words for a choice. ``tried``: in how many worlds the best two options were compared; ``best`` and ``second``: a
    few of these futures with all that happens in them; ``expected``: at what it expects to end by either."""

    deck: Deck
    view: View
    believed: Beliefs
    tried: int
    expected: tuple[float, float]
    best: Sequence[Future]
    second: Sequence[Future]

    def because(self, move: Move) -> str:
        futures = "one future" if self.tried == 1 else f"{self.tried} futures"
        parts = [
            f"It played {futures} on in its head and expects to end at about {self.expected[0]:.0f} of 100 this way."
        ]
        if self._alike:
            parts.append("Its next best choice would do about as well.")
        # The cause stands last, beside the passages that are told after all of it.
        parts += [self._reply(move), self._belief(), self._unknown(), self._cause()[1]]
        return " ".join(part for part in parts if part)

    def rejected(self) -> str:
        return f"In the same futures it ends at about {self.expected[1]:.0f} of 100 that way."

    @property
    def _alike(self) -> bool:
        """Whether both would do: then nothing sets them apart, and a cause that is named would only be luck."""
        return self.expected[0] - self.expected[1] < ALIKE

    @property
    def source(self) -> tuple[str, ...]:
        """The passages behind the biggest cause."""
        item = self._cause()[0]
        return item.source if item is not None else ()

    @property
    def basis(self) -> str:
        item = self._cause()[0]
        return item.basis if item is not None else ""

    # The biggest cause.

    def _cause(self) -> tuple[Sourced | None, str]:
        """What makes the choice better than the next best one: an item of the deck, and a sentence about it."""
        if not self.best or self._alike:
            return None, ""
        this, that = self._mean(self.best), self._mean(self.second)
        gains = {cause: this.get(cause, 0.0) - that.get(cause, 0.0) for cause in {*this, *that}}
        deck = self.view.position.tables.deck
        for cause, points in sorted(gains.items(), key=lambda found: (-found[1], found[0])):
            if points < WORTH_NAMING or not self._may_be_told(cause):
                continue
            text = _sentence(deck.links[cause].says) if cause in deck.links else self._move_words(cause)
            if text:
                told = "a point" if points < 1.5 else f"{points:.0f} points"
                # What is better for it here, or what it would suffer there.
                speaks = max(0.0, -that.get(cause, 0.0)) <= max(0.0, this.get(cause, 0.0))
                against = "What counts most against its next best choice"
                words = "What sets this apart most from its next best choice" if speaks else against
                item: Sourced = deck.links[cause] if cause in deck.links else deck.moves[cause]
                return item, f"{words}, by about {told}: {text}"
        return None, ""

    def _mean(self, futures: Sequence[Future]) -> dict[str, float]:
        """:meth:`_points`, on average."""
        found: dict[str, float] = {}
        for future in futures:
            for cause, points in self._points(future).items():
                found[cause] = found.get(cause, 0.0) + points / len(futures)
        return found

    def _move_words(self, id_: str) -> str:
        """Of a move that makes a difference: what it is, or how often it comes; empty where neither tells anything."""
        deck = self.view.position.tables.deck
        if id_ not in deck.moves:
            return ""
        title = deck.moves[id_].title
        this, that = (
            sum(any(step[2] == "event" and step[3] == id_ for step in future.steps) for future in futures)
            for futures in (self.best, self.second)
        )
        if this == len(self.best) and not that:
            return f"what '{title}' does by itself."
        often = f"'{title}' comes in {this} of {len(self.best)} futures this way, and in {that} that way."
        return often if this != that else ""

    def _may_be_told(self, cause: str) -> bool:
        """Whether everybody may hear of it: no covert move, and nothing that gives one or a hidden meter away."""
        tables = self.view.position.tables
        return cause not in tables.covert and not tables.gives_away.get(cause)

    def _points(self, future: Future) -> dict[str, float]:
        """Cause -> points of 100 that it moved the role's score by until the end of term."""
        term = future.end.term or future.end
        motive = term.tables.deck.roles[self.view.role].motives.get(self.view.motive)
        wants = motive.wants if motive else {}
        meters = term.tables.deck.meters
        possible = sum(abs(weight) * (meters[m].max - meters[m].min) for m, weight in wants.items())
        found: dict[str, float] = {}
        for _, round_, kind, cause, target, before, _, after, _ in future.steps:
            if kind in _CHANGES and target in wants and round_ <= term.round:
                points = 100 * wants[target] * (after - before) / possible
                found[cause] = found.get(cause, 0.0) + points
        return found

    def _name(self, role: str) -> str:
        """The name as it stands within a sentence."""
        name = self.deck.roles[role].name
        return f"the {name[4:]}" if name.startswith("The ") else name

    # What others may do.

    def _reply(self, move: Move) -> str:
        replies: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for future in self.best:
            met, meanwhile = self._others(move, future)
            replies.update(met)
            beside.update(meanwhile)
        for words, counted in (("The likeliest reply", replies), ("Meanwhile", beside)):
            for what, times in sorted(counted.items(), key=lambda found: (-found[1], found[0])):
                if times >= COMMON * len(self.best):
                    return f"{words}, in {times} of {len(self.best)} futures: {what}."
        return ""

    def _others(self, move: Move, future: Future) -> tuple[set[str], set[str]]:
        """How others meet the choice, and what they play in the same round, in words."""
        met: set[str] = set()
        beside: set[str] = set()
        chosen: set[str] = set()
        for other in future.end.seen[len(self.view.seen) :]:
            if other.kind not in ("play", "hold"):
                met.add(self._met(move, other))
            elif self.view.phase != "choose" or other.role in chosen:
                break  # the next round
            else:
                chosen.add(other.role)
                if other.kind == "play" and other.role != self.view.role:
                    beside.add(f"{self._name(other.role)} plays '{self.deck.moves[other.move].title}'")
        return met - {""}, beside

    def _met(self, move: Move, other: Move) -> str:
        """What another role's choice has to do with this one, in words; empty for nothing."""
        if other.role == self.view.role or other.role not in self.deck.roles:
            return ""
        name, mine = self._name(other.role), other.to == self.view.role
        if move.kind == "play" and other.kind in ("accept", "decline") and other.move == move.move:
            return f"{name} {'takes' if other.kind == 'accept' else 'declines'} the offer"
        if move.card and mine and (move.kind, other.kind) in (("play", "answer"), ("answer", "extend")):
            return f"{name} answers with '{self.deck.arguments[other.card].title}'"
        if move.kind == "press" and other.role == move.to and other.kind in ("show", "withhold"):
            return f"{name} {'shows' if other.kind == 'show' else 'does not show'} the ground"
        if move.card and mine and other.kind == "press":
            return f"{name} asks for the ground"
        return ""

    # What it makes of others, and what it cannot know.

    def _belief(self) -> str:
        told = []
        for role, motives in self.believed.items():
            motive, share = max(motives.items(), key=lambda found: found[1])
            if share >= SURE and self.view.seen:
                told.append(f"{self._name(role)} for '{self.deck.roles[role].motives[motive].name}'")
        return f"From what was played it takes {_listed(told, 'and')}." if told else ""

    def _unknown(self) -> str:
        view = self.view
        names = [self._name(role) for role, motives in self.believed.items() if max(motives.values()) < SURE]
        parts = ["the cards of the others"]
        if names:
            parts.append(f"what {_listed(names, 'and')} {'wants' if len(names) == 1 else 'want'}")
        if len(view.awaiting) > 1 and view.phase in ("choose", "answer", "extend", "settle"):
            parts.append("their choices now")
        deck = view.position.tables.deck
        hidden = [deck.meters[meter].name for meter, value in view.meters.items() if value is None]
        parts += [f"'{name}'" for name in hidden]
        if any(news.active for news in deck.news.values()):
            parts.append("the news to come")
        return f"It could not know {_listed(parts)}."


def _listed(parts: Sequence[str], last: str = "or") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
