"""What one believes about a deck's question, before the game and after it, beside what the model says.

The model is one author's; it is never called right. Two columns: what this model says, what I believe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from debate.debrief.again import at_work_on, did
from debate.debrief.believed import (
    AFTER,
    ANSWERS,
    BEFORE,
    CANNOT,
    NEITHER,
    NO,
    YES,
    Given,
    answer_of,
    reasons_for,
    said,
)
from debate.debrief.naming import cited, sentence
from debate.game.record import GameRecord
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Columns, Heading, Line, Node, Ref, item, quiet, strong
from debate.rules.classwork import Belief
from debate.rules.deck import Deck
from debate.rules.replay import Played
from debate.store.learner import Learner

BELIEFS = "beliefs"
DONE, ANEW = "done", "anew"
_MOST_SHOWN = 3
"""How many things of a game are shown beside a claim."""
_LEAST = 72
"""Cells from which on the two columns stand side by side."""


def learner_of(session: GameRecord) -> Learner:
    """Where what is learned from this game is kept: beside it; nowhere for a game that is not kept."""
    kept = session.kept_at
    return Learner(None if kept is None else kept.parent)


class Believing(Dialogue):
    """The claims of a deck, one after the other, then what was answered. ``when``: before the game, or after it."""

    title = "What I believe"

    def __init__(self, deck: Deck, learner: Learner, when: str, played: Played | None = None) -> None:
        """``played``: the game that was just played, for what it shows."""
        self._deck, self._learner, self._when = deck, learner, when
        self._played = played
        self._kept = learner.read(BELIEFS)
        self._own = _answers(self._kept.get(deck.id), deck)
        self._asked = [id_ for id_ in deck.beliefs if id_ not in self._own[when]]
        """Claims still to be asked about."""
        self._answer = ""
        self._done = False

    def page(self) -> Iterator[Node]:
        if self._done:
            return
        if self._learner.problem:
            yield strong(self._learner.problem)
        if self._asked:
            whole = len(self._deck.beliefs)
            done = whole - len(self._asked)
            again = ", and after the game you are asked again" if self._when == BEFORE else ""
            how = f" Say what you think, not what the brief says. Nobody else sees it{again}." if not done else ""
            yield quiet(f"Claim {done + 1} of {whole}.{how}")
            yield strong(self._deck.beliefs[self._asked[0]].claim)
        elif self._when == BEFORE:
            yield Line("That is what you believe now. You are asked again after a game, and see what has changed.")
            for id_, (answer, reason) in self._own[BEFORE].items():
                yield item(f"{self._deck.beliefs[id_].claim} {said(self._deck.beliefs[id_], answer, reason)}")
        else:
            yield from both(self._deck, self._own[BEFORE], self._own[AFTER], self._played)

    def options(self) -> Sequence[Option]:
        if self._done:
            return []
        if not self._asked:
            return [Option(DONE, "Done."), Option(ANEW, "Answer once more.")] if self._own[self._when] else []
        return claim_options(self._deck.beliefs[self._asked[0]], self._answer)

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        if id_ == DONE:
            self._done = True
            return
        if id_ == ANEW:
            self._asked = list(self._deck.beliefs)
            return
        if id_ in (YES, NO):
            self._answer = id_
            return
        belief = self._deck.beliefs[self._asked.pop(0)]
        self._own[self._when][belief.id] = chosen_answer(belief, id_, self._answer)
        self._answer = ""
        self._keep()

    def _keep(self) -> None:
        """With each answer, so that whoever leaves goes on later with the first claim that has none."""
        of_deck = {when: {id_: list(said) for id_, said in own.items()} for when, own in self._own.items()}
        self._kept = {**self._learner.read(BELIEFS), self._deck.id: of_deck}
        self._learner.write(BELIEFS, self._kept)


def both(deck: Deck, before: Given, after: Given, played: Played | None = None) -> Iterator[Node]:
    """What the model says and what was answered before and after, claim by claim, side by side. ``played``: a game that
    is over, of which it is told what in it bears on each claim."""
    yield quiet("This model is one author's view of the world. Where you differ, one of you may be wrong.")
    changed = otherwise = 0
    for id_, belief in deck.beliefs.items():
        then, now = before.get(id_), after.get(id_)
        mine: list[Node] = [Heading("What I believe", 4), Line(said(belief, *now) if now else "Not answered.")]
        if then and now and then != now:
            changed, otherwise = changed + (then[0] != now[0]), otherwise + (then[0] == now[0])
            mine.append(quiet(f"Before the game: {said(belief, *then)}"))
        model = said(belief, YES if belief.model else NO, belief.reason)
        theirs: list[Node] = [Heading("What this model says", 4), Line(sentence(model, cited(belief)))]
        yield Heading(belief.claim, 3)
        yield Columns((tuple(theirs), tuple(mine)), least=_LEAST)
        yield from _shown(belief, played) if played is not None else ()
    if before and after:
        reasons = f", and your reason for {otherwise} more" if otherwise else ""
        yield strong(f"Since before the game you have changed your answer to {changed or 'none'} of them{reasons}.")


def _shown(belief: Belief, played: Played) -> Iterator[Node]:
    """What a game shows of a claim: links and denials on the same passages, and what they did in it; of what the model
    denies its denials first."""
    deck = played.state.tables.deck  # as it was played: a shorter game has fewer rounds
    near = at_work_on(deck, played, belief.source, most=len(deck.links) + len(deck.denials))
    found = sorted(near, key=lambda id_: not belief.model and id_ not in deck.denials)[:_MOST_SHOWN]
    if found:
        yield quiet("In your game, on the same passages:")
    for id_ in found:
        thing = deck.links.get(id_) or deck.denials[id_]
        yield item(
            f"{thing.says} That was so {did(deck, played, id_)}.", Ref("link" if id_ in deck.links else "denial", id_)
        )


def claim_options(belief: Belief, answer: str = "") -> list[Option]:
    """What can be said to a claim: yes or no where a reason fits both, then a reason; always that one cannot say.
    ``answer``: yes or no, once that was said."""
    told = [words for words in belief.because.values() if answer_of(words)]
    if len(told) < len(belief.because) and not answer:
        found = [Option(YES, "Yes."), Option(NO, "No.")]
    else:
        found = [Option(f"because {id_}", words) for id_, words in reasons_for(belief, answer).items()]
    return [*found, Option(NEITHER, CANNOT)]


def chosen_answer(belief: Belief, option: str, answer: str = "") -> tuple[str, str]:
    """Answer and reason that a last option stands for. ``answer``: what was said before it."""
    if option == NEITHER:
        return answer or NEITHER, ""
    reason = option.removeprefix("because ")
    return answer_of(belief.because[reason]) or answer, reason


def _answers(kept: Any, deck: Deck) -> dict[str, dict[str, tuple[str, str]]]:
    """What is kept of a deck, as far as it can be told by it as it is now."""
    found: dict[str, dict[str, tuple[str, str]]] = {BEFORE: {}, AFTER: {}}
    for when, own in found.items():
        said = kept.get(when) if isinstance(kept, Mapping) else None
        for id_, given in said.items() if isinstance(said, Mapping) else ():
            belief = deck.beliefs.get(id_)
            if belief is None or not isinstance(given, list) or len(given) != 2:
                continue
            answer, reason = given
            if answer in ANSWERS and (not reason or reason in belief.because):
                own[id_] = answer, reason
    return found


def asked_before(deck: Deck, learner: Learner) -> bool:
    """Whether what one believed before a game with this deck is kept already, of every claim."""
    return len(_answers(learner.read(BELIEFS).get(deck.id), deck)[BEFORE]) == len(deck.beliefs)


def believing(session: GameRecord, role: str | None) -> Believing:
    """What is asked in this game: before its first round is over the beliefs of before, at its end those of after."""
    over = session.state.over
    return Believing(session.source, learner_of(session), AFTER if over else BEFORE, session.played if over else None)


def can_believe(session: GameRecord, role: str | None) -> bool:
    """Whether this deck asks for beliefs, and now is the time."""
    return bool(session.source.beliefs) and (session.state.over or session.state.round == 1)
