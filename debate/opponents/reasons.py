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
COMMON = 0.25
"""In what share of the futures something must come for it to be named."""
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
    few of these futures with all that happens in them."""

    deck: Deck
    view: View
    believed: Beliefs
    tried: int
    best: Sequence[Future]
    second: Sequence[Future]

    def because(self, move: Move, expected: float) -> str:
        futures = "one future" if self.tried == 1 else f"{self.tried} futures"
        parts = [f"It played {futures} on in its head and expects to end at about {expected:.0f} of 100 this way."]
        # The cause stands last, beside the passages that are told after all of it.
        parts += [self._reply(move), self._belief(), self._unknown(), self._cause_words()]
        return " ".join(part for part in parts if part)

    def rejected(self, move: Move, expected: float) -> str:
        return f"In the same futures it ends at about {expected:.0f} of 100 that way."

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

    def _cause_words(self) -> str:
        item, points, text = self._cause()
        if item is None:
            return ""
        told = "a point" if points < 1.5 else f"{points:.0f} points"
        return f"What sets this apart most from its next best choice, by about {told}: {text}"

    def _cause(self) -> tuple[Sourced | None, float, str]:
        """What makes the choice better than the next best one: an item of the deck, points of 100, and its words."""
        if not self.best:
            return None, 0.0, ""
        gains: dict[str, float] = {}
        for futures, sign in ((self.best, 1), (self.second, -1)):
            for future in futures:
                for cause, points in self._points(future).items():
                    gains[cause] = gains.get(cause, 0.0) + sign * points / len(futures)
        deck = self.view.position.tables.deck
        for cause, points in sorted(gains.items(), key=lambda found: (-found[1], found[0])):
            if points < WORTH_NAMING or not self._may_be_told(cause):
                continue
            if cause in deck.links:
                link = deck.links[cause]
                return link, points, _sentence(link.says)
            if cause in deck.moves:
                return deck.moves[cause], points, f"what '{deck.moves[cause].title}' does by itself."
        return None, 0.0, ""

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
        counted: Counter[str] = Counter()
        for future in self.best:
            counted.update(self._replies(move, future))
        for words, times in sorted(counted.items(), key=lambda found: (-found[1], found[0])):
            if times >= COMMON * len(self.best):
                return f"What comes next most often, in {times} of {len(self.best)} futures: {words}."
        return ""

    def _replies(self, move: Move, future: Future) -> set[str]:
        """How others meet the choice, in words: answers to its case, else what they play next."""
        deck = self.deck
        answers: set[str] = set()
        plays: set[str] = set()
        chosen: set[str] = set()
        begun = self.view.phase != "choose"
        for other in future.end.seen[len(self.view.seen) :]:
            name = self._name(other.role) if other.role in deck.roles else ""
            if other.kind in ("play", "hold"):
                if other.role in chosen or begun:
                    if plays and other.role in chosen:
                        break
                    begun = True
                    if other.kind == "play" and other.role != self.view.role:
                        plays.add(f"{name} plays '{deck.moves[other.move].title}'")
                chosen.add(other.role)
            elif other.kind == "answer" and other.to == self.view.role and not plays and move.card:
                answers.add(f"{name} answers with '{deck.arguments[other.card].title}'")
        return answers or plays

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
            parts.append("what the others are choosing now")
        deck = view.position.tables.deck
        hidden = [deck.meters[meter].name for meter, value in view.meters.items() if value is None]
        parts += [f"how '{name}' stands" for name in hidden]
        if any(news.active for news in deck.news.values()):
            parts.append("what the news will bring")
        return f"It could not know {_listed(parts)}."


def _listed(parts: Sequence[str], last: str = "or") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
