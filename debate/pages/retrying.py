"""One's costliest decisions once more: each as the seat saw it then, two tries, then the answer and both games.

What was tried stands right above what can be chosen, and what was known then is folded: all of it is in sight at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock

from attrs import define

from debate.debrief.position import (
    SCALES,
    TRIES,
    Reason,
    accepted,
    choice_in_words,
    listed_words,
    more_lines,
    none_costly,
    options,
    short_lines,
    tried_words,
    verdict_words,
    why_better,
    why_unlucky,
)
from debate.debrief.retries import BUDGET, COSTLY, UNLUCKY, Retry, retries
from debate.game.record import GameRecord
from debate.pages.charts import signed
from debate.pages.compared import ONLY_THIS, by_goals, compared, goals_apart
from debate.pages.dialogue import Dialogue, Option, Progress, chosen_from
from debate.pages.document import Folded, Heading, Line, Mark, Node, Ref, item, quiet, strong
from debate.pages.finale import ANEW
from debate.pages.recall import remember_retry, retried
from debate.rules.deck import Motive
from debate.rules.moves import Move
from debate.rules.outcome import score
from debate.store import WhatIf
from debate.store.compare import compare

BOTH, LIST, WANTS, ENDS = "both", "list", "wants", "ends"
AS_PLAYED = "as played"
OTHER_YARDSTICK = (
    "The scores below are another yardstick: what you want, at the end of term. They may go the other way."
)
"""What is said of the scores of two games where the decision was not judged by them."""


GROUPS = {COSTLY: "Another choice was better", UNLUCKY: "Well chosen: what came next was bad luck"}
"""Under what each kind of decision is listed."""
OTHERWISE = "The most promising others, to see what they lead to"
"""Over what else could have been chosen where the choice was good."""
IN_SIGHT, EVERY = 2, 9
"""How many goals a reason tells where it stands beside what can be chosen, and where it is opened."""


@define
class _Again:
    """A decision that is made again. ``tried``: what was chosen so far; ``beside``: the choice with which the
    game is being looked at beside that as played; None: none is."""

    retry: Retry
    tried: list[Move]
    beside: Move | None = None

    @property
    def answered(self) -> bool:
        unlucky = self.retry.kind == UNLUCKY
        return unlucky or len(self.tried) >= TRIES or any(accepted(self.retry, move) for move in self.tried)

    @property
    def others(self) -> tuple[Move, ...]:
        """With which choices the game can be looked at beside that as played, once it is answered: the one tried that
        is as good as the best, else the one tried last and the best; where the choice was good, all that was tried."""
        good = tuple(move for move in self.tried if accepted(self.retry, move))
        return tuple(self.tried) if self.retry.kind == UNLUCKY else good or (*self.tried[-1:], self.retry.better)


class Retrying(Dialogue):
    """The decisions of ``role`` that cost most in a game that is over; None: of a role that is chosen first.
    ``budget``: as :func:`retries`."""

    title = "Your costliest decisions"
    waits = "Playing your decisions on, with hands, motives and luck dealt anew. This takes some seconds."

    def __init__(self, session: GameRecord, role: str | None, budget: int = BUDGET) -> None:
        self.game, self.role = session, role
        self._session, self._budget = session, budget
        self.by = WANTS
        self._found: dict[str, tuple[Retry, ...]] = {}
        self._searching, self._waiting = Lock(), list[Progress]()
        self.again: _Again | None = None
        self.told: list[Retry] = []
        """Decisions of which it was told what would have been better."""

    @property
    def found(self) -> tuple[Retry, ...] | None:
        """The decisions by what they are judged by now; None until they are known."""
        return self._found.get(self.by)

    @property
    def by_score(self) -> tuple[Retry, ...] | None:
        """The decisions judged by the score; None until they are known."""
        return self._found.get(WANTS)

    @property
    def nothing(self) -> bool:
        """Whether all has been searched, by all that the decisions can be judged by, and nothing was found."""
        scales = (WANTS, *([ENDS] if self.role is not None and self._has_ends else []))
        return all(self._found.get(by) == () for by in scales)

    @property
    def ready(self) -> bool:
        return self.found is not None or self.role is None

    def work(self, progress: Progress) -> None:
        """Search. Who asks while another thread searches is told how far that is, and waits for it."""
        self._work(self.by, progress)

    def work_further(self, progress: Progress) -> None:
        """Where nothing was found by the score search by what the role says it is for, too."""
        if self.by_score == () and self._has_ends:
            self._work(ENDS, progress)

    def _work(self, by: str, progress: Progress) -> None:
        self._waiting.append(progress)
        try:
            with self._searching:
                if by not in self._found and self.role is not None:
                    self._search(by)
        finally:
            self._waiting.remove(progress)

    def _search(self, by: str) -> None:
        session = self._session
        assert self.role is not None

        def tell(done: int, whole: int) -> None:
            for each in tuple(self._waiting):
                each(done, whole)

        self._found[by] = retries(
            session.source, session.to_record(), self.role, budget=self._budget, by=by, progress=tell
        )

    @property
    def deeper(self) -> bool:
        return self.again is not None

    def back(self) -> None:
        """From both games to the decision, from a decision to the list."""
        if self.again is not None and self.again.beside is not None:
            self.again.beside = None
        else:
            self.again = None

    # What stands there.

    def page(self) -> Iterator[Node]:
        if self.role is None:
            yield strong("Whose decisions?")
        elif self.again is None:
            yield from self._list(self.found or ())
        elif self.again.beside is not None:
            yield from self._beside(self.again.retry, self.again.beside)
        else:
            yield from self._position(self.again)

    def _list(self, found: Sequence[Retry]) -> Iterator[Node]:
        by = "what you want" if self.by == WANTS else "what you say you are for"
        yield quiet(f"Each is held against the best other choice, by {by}, {ANEW}")
        if not found:
            yield strong(none_costly(self.by))

    def _position(self, again: _Again) -> Iterator[Node]:
        deck, retry = self._session.deck, again.retry
        yield Heading(f"Round {retry.round}, once more")
        short = [item(words) for words in short_lines(deck, retry.view, self.by)]
        more = [item(words) for words in more_lines(deck, retry.view, self.by)]
        if again.tried or again.answered:
            yield Folded("What you knew then", (*short, *more))
        else:
            yield from short
            yield Folded("What else you knew then: your hand, and what was on its way", tuple(more))
        for move in again.tried:
            mark: Mark = "right" if accepted(retry, move) else "wrong"
            beside = not again.answered or retry.kind == UNLUCKY
            yield item(tried_words(deck, retry, move, self.by, beside), mark=mark)
        if again.answered:
            yield strong(verdict_words(deck, retry, self.by))
            yield from self._why(again)
            return
        for move in again.tried:
            why = why_better(deck, retry, move, retry.made, self.by, EVERY)
            yield Folded("Why: goal by goal beside what you chose then", tuple(_told(why)))
        yield strong(f"You chose: {choice_in_words(deck, retry.made, case=False)}. What do you choose now?")

    def _why(self, again: _Again) -> Iterator[Node]:
        """Why the better choice is better, and what was tried is not as good; of bad luck, what it was."""
        deck, retry = self._session.deck, again.retry
        if retry.kind == UNLUCKY:
            yield from _told(why_unlucky(deck, retry, self.by, IN_SIGHT))
            return
        chosen = next((move for move in again.tried if accepted(retry, move)), retry.better)
        yield quiet(f"Why '{choice_in_words(deck, chosen, case=False)}' is better:")
        yield from _told(why_better(deck, retry, chosen, retry.made, self.by, IN_SIGHT))
        for move in again.tried:
            if not accepted(retry, move):
                title = choice_in_words(deck, move, case=False)
                why = why_better(deck, retry, move, retry.better, self.by, EVERY)
                yield Folded(f"Why '{title}' is not as good", tuple(_told(why)))

    def _beside(self, retry: Retry, other: Move) -> Iterator[Node]:
        session, better = self._session, accepted(retry, other)
        names = AS_PLAYED, "better" if better else "tried"
        places = enumerate(zip(session.played.states, session.moves, strict=False))
        at = next(n for n, (state, move) in places if move == retry.made and state.round == retry.round)
        found = session.what_if(at, other)
        yield Heading("Both games side by side")
        yield item(f"{names[0]}: {choice_in_words(session.deck, retry.made)}")
        yield item(f"{names[1]}: {choice_in_words(session.deck, other)}")
        motive = self._motive
        weights = {} if motive is None else motive.ends if self.by == ENDS else motive.wants
        yield from self._judged_by(found, weights, names, better)
        yield quiet(ONLY_THIS)
        both = compare(session.deck, found.recorded, found.other)
        told = goals_apart(found.recorded, found.other, weights, later=self.by == ENDS)
        yield from compared(session.deck, both, names, told=told)

    def _judged_by(
        self, found: WhatIf, weights: Mapping[str, int], names: tuple[str, str], better: bool
    ) -> Iterator[Node]:
        """The figure that the decision was judged by, in both games, and what makes the difference, goal by goal; the
        scores of the comparison may be another."""
        later, here, other = self.by == ENDS, found.recorded.state, found.other.state
        one, two = (score(state if later else state.term or state, weights) for state in (here, other))
        yield strong(f"Judged by {SCALES[self.by]}: {one}→{two}, {signed(two - one)} in these two games")
        if better and two <= one:
            yield quiet("It is better on average in many games. In this one it would not have been.")
        yield from by_goals(self._session.deck, found.recorded, found.other, names, weights, later=later)
        if later:
            yield quiet(OTHER_YARDSTICK)

    # What can be chosen.

    def options(self) -> Sequence[Option]:
        deck, again = self._session.deck, self.again
        if self.role is None:
            return [Option(role, deck.roles[role].name) for role in deck.turn_order]
        if again is None:
            found = [
                Option(str(n), listed_words(deck, retry, self._retried(retry)), group=GROUPS[kind])
                for kind in GROUPS
                for n, retry in enumerate(self.found or ())
                if retry.kind == kind
            ]
            other = ENDS if self.by == WANTS else WANTS
            if self._has_ends:
                words = "what you say you are for" if other == ENDS else "what you want"
                found.append(Option(other, f"Judge by {words} instead.", group="Or" if found else ""))
            return found
        back = Option(LIST, "Back to the list.")
        if again.beside is not None:
            return (back,)
        both: list[Option] = []
        if again.answered:
            titles = [choice_in_words(deck, move, case=False) for move in again.others]
            withs = [f", with: {title}" for title in titles] if len(titles) > 1 else [""] * len(titles)
            both = [Option(f"{BOTH} {n}", f"Both games side by side{words}.") for n, words in enumerate(withs)]
        if again.answered and again.retry.kind != UNLUCKY:
            return (*both, back)
        left = [(n, move) for n, move in enumerate(options(again.retry)) if move not in again.tried]
        group = OTHERWISE if again.answered else ""
        return (*both, *(Option(f"option {n}", choice_in_words(deck, move), group=group) for n, move in left), back)

    def _retried(self, retry: Retry) -> bool:
        """Whether it was made once more: a good choice is only told about."""
        return retry.kind == COSTLY and (retry in self.told or retried(self._session, retry))

    @property
    def _has_ends(self) -> bool:
        motive = self._motive
        return motive is not None and bool(motive.ends)

    @property
    def _motive(self) -> Motive | None:
        assert self.role is not None
        return self._session.deck.roles[self.role].motives.get(self._session.state.motives[self.role])

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        if self.role is None:
            self.role = id_
        elif id_ == LIST:
            self.again = None
        elif id_ in (WANTS, ENDS):
            self.by = id_
        elif id_.startswith(BOTH) and self.again is not None:
            self.again.beside = self.again.others[int(id_.removeprefix(BOTH))]
        elif self.again is None:
            assert self.found is not None
            self.again = _Again(self.found[int(id_)], [])
            self._tell()
        else:
            self.again.tried.append(options(self.again.retry)[int(id_.removeprefix("option "))])
            if self.again.answered and self.again.retry.kind != UNLUCKY:
                remember_retry(self._session, self.again.retry)
            self._tell()

    def _tell(self) -> None:
        """Note what was answered now."""
        if self.again is not None and self.again.answered:
            self.told.append(self.again.retry)


def _told(reasons: Iterable[Reason]) -> Iterator[Node]:
    """Reasons as lines, each with the way in which it moved what the decision is judged by."""
    for meter, words, points in reasons:
        mark: Mark = "up" if points > 0 else "down" if points else ""
        yield item(words, Ref("why", meter) if meter else None, mark) if mark else Line(words, 2)
