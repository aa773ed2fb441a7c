"""Why the planner chose as it did, in plain words: what it expects, what makes the difference, what it cannot know.

Nothing here tells of a card in its hand, of a covert move, or of what it alone can see: others read it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from attrs import define, frozen

from debate.opponents.beliefs import Beliefs
from debate.opponents.futures import SAID, Future, apart, mean, worth_of_one
from debate.rules.deck import Deck
from debate.rules.flat import reads
from debate.rules.grounds import Sourced
from debate.rules.moves import Move
from debate.rules.view import View

SURE = 0.95
"""From what share on a motive is told as what it guesses."""
COMMON = 0.5
"""In what share of the futures something must come for it to be named."""
ALIKE = 0.5
"""Points of 100 within which two choices are called equally good."""
WORTH_NAMING = 0.5
"""Points of 100 by which a meter must tell two options apart to be named."""
MUCH = 0.4
"""What share of that a cause must make up to be named."""
TURNED = 0.25
"""By what share of the futures a move must go ahead more or less often for that to be named."""
EARNED = 0.75
"""Capital that a word must earn or cost to be named."""
ENOUGH = 8
"""Futures in which it must have looked before it says that a choice makes little difference."""
_IDLE = {
    "hold": "playing no move",
    "decline": "declining",
    "let-stand": "letting the cases stand",
    "withhold": "not showing the ground",
    "rest": "saying no more",
    "wait": "not paying to go on",
}
"""The kinds of choice by which nothing is done, in words that have a sentence after them."""


_WORDS = ("answer", "press", "let-stand", "extend", "show", "withhold", "rest")
"""The kinds of choice by which something is said, or left unsaid, about a case."""


_SHARES = {0: "none", 100: "all"}


@frozen
class Ground:
    """The biggest cause of a difference: the item of the deck, where it is one, and a sentence or two."""

    item: Sourced | None = None
    words: str = ""


@define(slots=False)
class Reasons:
    """Words for a choice.

    ``best``: the futures after the choice, one a world. ``second`` and ``idle``: those after the next best choice, and
    after the one by which nothing is done, in the first of the same worlds. ``idle`` is empty where the choice itself
    does nothing, and the same object as ``second`` where the next best choice does.
    """

    deck: Deck
    view: View
    believed: Beliefs
    move: Move
    best: Sequence[Future]
    second: Sequence[Future]
    idle: Sequence[Future]

    def because(self) -> str:
        tried = len(self.best)
        futures = "one future" if tried == 1 else f"{tried} futures"
        expected = mean(one.worth for one in self.best)
        other = f"by {self._idle_words}" if self.idle is self.second else "with its next best choice"
        more = "" if self._alike else f", {_points(self._ahead)} more than {other}"
        parts = [
            f"It played {futures} on in its head and expects to end at about {expected:.0f} of 100 this way{more}."
        ]
        # The cause stands last, beside the passages that are told after all of it.
        parts += [self._reply(), self._belief(), self._unknown(), self._against(), self._turned(), self._ground.words]
        return " ".join(part for part in parts if part)

    def rejected(self) -> str:
        apart_by = "about as high" if self._alike else f"{_points(self._ahead)} lower"
        return f"In the same futures it ends {apart_by} that way."

    @property
    def source(self) -> tuple[str, ...]:
        """The passages behind the biggest cause."""
        item = self._ground.item
        return item.source if item is not None else ()

    @property
    def basis(self) -> str:
        item = self._ground.item
        return item.basis if item is not None else ""

    # What it is compared with: the next best choice, or where that would do as well, to do nothing.

    @cached_property
    def _ahead(self) -> float:
        return apart(self.best, self.second, lambda one: one.worth)

    @property
    def _alike(self) -> bool:
        """Whether both would do: then nothing sets them apart, and a cause that is named would only be luck."""
        return self._ahead < ALIKE

    @property
    def _beside(self) -> Sequence[Future]:
        """The futures that the choice is held against."""
        return self.idle if self._alike and self._idle_words and self.idle else self.second

    @property
    def _idle_words(self) -> str:
        return _IDLE.get(self.view.legal[-1].kind, "")

    def _against(self) -> str:
        """Where the next best choice would do as well: that, and what doing nothing comes to."""
        if not self._alike:
            return ""
        words, other = self._idle_words, "Its next best choice would do about as well"
        known = len(self._pairs[0]) >= ENOUGH and not self._ground.words and not self._hides
        little = ": little of what it wants hangs on this" if known else ""
        if not self.idle or not words:
            return f"{other}{little}."
        ahead = apart(self.best, self.idle, lambda one: one.worth)
        if self.idle is self.second:
            return f"{words[:1].upper()}{words[1:]} would do about as well{little}."
        if ahead < ALIKE:
            return f"{other}, and so would {words}{little}."
        return f"{other}; {words} would end {_points(ahead)} lower."

    # The biggest cause.

    def _turned(self) -> str:
        """What a word on the floor does at once: whose move goes ahead less or more often, and what is earned."""
        if self.move.kind not in _WORDS:
            return ""
        parts = []
        often = {
            move: self._more(lambda one: float(move in one.now))  # noqa: B023
            for move in sorted({play.move for play in self.view.plays.values()})
            if move in self.deck.moves and self._may_be_told(move)
        }
        most = max(often, key=lambda move: abs(often[move]), default="")
        if most and abs(often[most]) >= TURNED:
            this, that = self._often(most, lambda one: one.now)
            title = self.deck.moves[most].title
            parts.append(f"'{title}' then goes ahead this round in {this} of the futures, otherwise in {that}.")
        earned = self._more(lambda one: one.purse)
        if abs(earned) >= EARNED:
            more = "more" if earned > 0 else "less"
            parts.append(f"It comes out of the round with about {abs(earned):.0f} capital {more} than otherwise.")
        return " ".join(parts)

    @cached_property
    def _ground(self) -> Ground:
        """What sets the choice apart from what it is held against: first on which meter, then by which cause."""
        each, tables = worth_of_one(self.view), self.view.position.tables
        told = [meter for meter in each if tables.places[meter] not in tables.hidden]
        gains = {meter: self._more(lambda one: each[meter] * one.ends[meter]) for meter in told}  # noqa: B023
        ordered = sorted(gains, key=lambda meter: (-gains[meter], meter))
        if not ordered:
            return Ground()
        price = self._ends("gives up most", ordered[-1]) if -gains[ordered[-1]] >= WORTH_NAMING else ""
        gained = self._ends("gains most", ordered[0]) if gains[ordered[0]] >= WORTH_NAMING else ""
        item, words = self._cause(ordered[0], each[ordered[0]], MUCH * gains[ordered[0]]) if gained else (None, "")
        both = ", and ".join(part for part in (price, gained) if part)
        subject = "Of what all can see, it" if self._hides else "It"
        return Ground(item, f"{subject} {both}{words or '.'}" if both else "")

    @property
    def _hides(self) -> bool:
        """Whether it wants something of a meter that not everybody sees."""
        tables = self.view.position.tables
        return any(tables.places[meter] in tables.hidden for meter in worth_of_one(self.view))

    def _ends(self, does: str, meter: str) -> str:
        """Where a meter ends this way and otherwise, without a full stop; empty where both are about the same."""
        this, that = (mean(one.ends[meter] for one in futures) for futures in self._pairs)
        name = self.deck.meters[meter].name
        where = f"{does} on '{name}', which ends at about {this:.0f} then, otherwise at {that:.0f}"
        return where if round(this) != round(that) else ""

    def _cause(self, meter: str, worth: float, least: float) -> tuple[Sourced | None, str]:
        """What moves the meter so, by ``least`` points, as an item of the deck, and words that go on after where it
        ends."""
        deck, (this, that) = self.view.position.tables.deck, self._pairs
        causes = {cause for one in (*this, *that) for cause, where in one.moved if where == meter}
        gains = {cause: self._more(lambda one: worth * one.moved.get((cause, meter), 0)) for cause in causes}  # noqa: B023
        for cause in sorted(causes, key=lambda cause: (-gains[cause], cause)):
            if gains[cause] < least:
                break
            if cause == SAID:
                return None, ": that is what people make of the cases that they hear."
            link = deck.links.get(cause) if self._may_be_told(cause) else None
            if link is not None:
                # What does harm, and less of it this way, is told as what it is.
                helps = worth * mean(one.moved.get((cause, meter), 0) for one in this) > 0
                return link, f"{'' if helps else '. What it feels less of'}: {_sentence(link.says)}"
            words = self._event_words(cause) if self._may_be_told(cause) else ""
            if words:
                return deck.moves.get(cause) or deck.news[cause], words
        return None, ""

    def _event_words(self, id_: str) -> str:
        """Of a move or of news that makes a difference: that it is the choice itself, or how often it comes; empty
        where neither tells anything."""
        if self.move.kind in ("play", "accept") and id_ == self.move.move:
            return ": the move does that by itself."
        item = self.deck.moves.get(id_) or self.deck.news.get(id_)
        this, that = self._often(id_, lambda one: one.came)
        if item is None or this == that:
            return ""
        return f": '{item.title}' comes in {this} of the futures this way, otherwise in {that}."

    @cached_property
    def _pairs(self) -> tuple[Sequence[Future], Sequence[Future]]:
        """The futures that are compared, those of the same worlds in the same places."""
        shared = min(len(self.best), len(self._beside))
        return self.best[:shared], self._beside[:shared]

    def _more(self, of: Callable[[Future], float]) -> float:
        return apart(*self._pairs, of)

    def _often(self, id_: str, among: Callable[[Future], frozenset[str]]) -> tuple[str, str]:
        """In what share of the futures this is ``among`` what is looked at, with the choice and otherwise, in words."""
        this, that = (round(100 * mean(id_ in among(one) for one in futures)) for futures in self._pairs)
        return _SHARES.get(this, f"{this} %"), _SHARES.get(that, f"{that} %")

    def _may_be_told(self, cause: str) -> bool:
        """Whether everybody may hear of it: no covert move, and nothing that gives one or a hidden meter away; nor news
        that only such a thing brings, which would tell of what is only planned."""
        tables = self.view.position.tables
        if cause in self.deck.news:
            return all(tables.kept_from(None).isdisjoint(reads(news.when)) for news in tables.news if news.id == cause)
        # Of a covert move nobody else hears the reason.
        its_own = self.move.kind == "play" and cause == self.move.move
        return its_own or (cause not in tables.covert and not tables.gives_away.get(cause))

    def _name(self, role: str) -> str:
        """The name as it stands within a sentence."""
        name = self.deck.roles[role].name
        return f"the {name[4:]}" if name.startswith("The ") else name

    # What others may do.

    def _reply(self) -> str:
        replies: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for future in self.best:
            met, meanwhile = self._others(future)
            replies.update(met)
            beside.update(meanwhile)
        for words, counted in (("The likeliest reply", replies), ("Meanwhile", beside)):
            for what, times in sorted(counted.items(), key=lambda found: (-found[1], found[0])):
                if times >= COMMON * len(self.best):
                    return f"{words}, in {times} of {len(self.best)} futures: {what}."
        return ""

    def _others(self, future: Future) -> tuple[set[str], set[str]]:
        """How others meet the choice, and what they play in the same round, in words."""
        met: set[str] = set()
        beside: set[str] = set()
        chosen: set[str] = set()
        for other in future.seen:
            if other.kind not in ("play", "hold"):
                met.add(self._met(self.move, other))
            elif self.view.phase != "choose" or other.role in chosen:
                break  # the next round
            else:
                chosen.add(other.role)
                if other.kind == "play" and other.role != self.view.role:
                    beside.add(f"'{self.deck.moves[other.move].title}' by {self._name(other.role)}")
        return met - {""}, beside

    def _met(self, move: Move, other: Move) -> str:
        """What another role's choice has to do with this one, in words; empty for nothing."""
        if other.role == self.view.role or other.role not in self.deck.roles:
            return ""
        name, mine = self._name(other.role), other.to == self.view.role
        if move.kind == "play" and other.kind in ("accept", "decline") and other.move == move.move:
            return f"the offer is {'taken' if other.kind == 'accept' else 'declined'}"
        if move.card and mine and (move.kind, other.kind) in (("play", "answer"), ("answer", "extend")):
            return f"the answer '{self.deck.arguments[other.card].title}' by {name}"
        if move.kind == "press" and other.role == move.to and other.kind in ("show", "withhold"):
            return f"the ground is {'' if other.kind == 'show' else 'not '}shown"
        if move.card and mine and other.kind == "press":
            return f"the question for its ground by {name}"
        return ""

    # What it makes of others, and what it cannot know.

    def _belief(self) -> str:
        told = []
        for role, motives in self.believed.items():
            motive, share = max(motives.items(), key=lambda found: found[1])
            if share >= SURE and self.view.seen:
                told.append(f"'{self.deck.roles[role].motives[motive].name}' for {self._name(role)}")
        return f"From what was played it guesses {_listed(told, 'and')}." if told else ""

    def _beside_others(self) -> bool:
        """Whether others choose at the same time, or have and it lies sealed."""
        view = self.view
        if len(view.awaiting) > 1:
            return True
        others = [role for role in self.deck.turn_order if role != view.role]
        if view.phase == "choose":
            return any(role not in view.waiting for role in others)
        spoken = {to for to, _ in view.answers.values()} | set(view.presses.values())
        return view.phase == "answer" or (view.phase == "extend" and any(role in spoken for role in others))

    def _unknown(self) -> str:
        view = self.view
        names = [self._name(role) for role, motives in self.believed.items() if max(motives.values()) < SURE]
        parts = [f"the cards of the others{' and what they choose now' if self._beside_others() else ''}"]
        if names:
            parts.append(f"the motive{'s' if len(names) > 1 else ''} of {_listed(names, 'and')}")
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


def _points(number: float) -> str:
    """Points of a score, in words."""
    if number < 0.75:
        return "about half a point"
    return "about a point" if number < 1.5 else f"about {number:.0f} points"
