"""Whether the game teaches: bots that see rendered pages only, retries on planted blunders. ``python -m
tests.zte.learning``; ``--games N`` for fewer than 500, ``--blunders N`` for fewer than 50.

The *believer* takes every promise for what comes. The *reader* begins like it, works out what it can from what has
been shown to it (see :mod:`tests.zte.forecast`), and counts what it is shown to have come; *unread* is the same bot
that never reads on. The *expert* has the map: it works out all. All read lines of the plain face and nothing else,
and answer the same questions of the same games.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import fmean, stdev

from attrs import define, field, frozen

import debate
from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.debrief.questions import Question
from debate.game.session import PERSON, Session
from debate.opponents.trials import Trials
from debate.pages.predictions import summary
from debate.pages.reader import Reader
from debate.rules.chance import roll64
from tests.debrief.test_retries import blundered
from tests.zte.forecast import Seen, rendered, seen

BELIEVER, UNREAD, READER, EXPERT = "believer", "unread", "reader", "expert"
BOTS = (BELIEVER, UNREAD, READER, EXPERT)
CAME = (
    (RISE, "It rose by"),
    (FALL, "It fell by"),
    (NOT, "It did not move:"),
    (NOT, "It did not move."),
    (STAY, "It stayed as it was"),
    (LATER, "It did not move at once"),
)
"""What a page says of what came -> the answer that it was."""
WAYS = {"up": RISE, "down": FALL}
AS_PROMISED = "as promised"
SAME = 2
"""How many other answers one about the same meter is worth to the reader."""
PRIOR = 4.0
"""How many answers shown weigh as much as what the reader believed before."""
SURELY = 4
"""Points by which a meter is worked out to move from which one is very sure of it."""


def sure(share: float) -> int:
    """How sure one says one is who thinks so."""
    return 90 if share >= 0.8 else 70 if share >= 0.6 else 50


@define
class Bots:
    """All bots in one game. ``counts``: what the reader was shown to have come, by kind of question."""

    session: Session
    role: str
    counts: dict[bool, Counter[str]] = field(factory=lambda: {True: Counter(), False: Counter()})
    met: dict[tuple[bool, str], Counter[str]] = field(factory=lambda: defaultdict(Counter))
    """The same for each meter."""
    expected: dict[tuple[bool, str], str] = field(factory=dict)
    """What was promised of a meter when it was asked about last."""

    def answers(self, question: Question) -> dict[str, tuple[str, int]]:
        """What each bot says to a question, and how sure it is."""
        shown, mapped = (seen(self.session, self.role, all_links) for all_links in (False, True))
        promised = self._promised(question, shown)
        self.expected[bool(question.move), _about(question)[1]] = promised
        believed = self._weighed(question, promised, counted=False)
        return {
            BELIEVER: (promised, 90),
            UNREAD: believed,
            READER: self._worked_out(question, shown) or self._weighed(question, promised, counted=True),
            EXPERT: self._worked_out(question, mapped) or ((NOT, 90) if question.move else (STAY, 70)),
        }

    def _weighed(self, question: Question, promised: str, counted: bool) -> tuple[str, int]:
        """What it is told will come is believed at first; where that is counted, later as often as it did."""
        weights = dict.fromkeys(question.answers, 0.1 * PRIOR)
        weights[promised] += PRIOR
        if counted:
            kind, name = bool(question.move), _about(question)[1]
            for answer in question.answers:
                word = answer if answer != promised else AS_PROMISED
                weights[answer] += self.counts[kind][word] + SAME * self.met[kind, name][word]
        best = max(question.answers, key=lambda answer: weights[answer])
        return best, sure(weights[best] / sum(weights.values()))

    def _promised(self, question: Question, shown: Seen) -> str:
        """What one expects who believes what moves say: of this move, or of all that lies on the floor."""
        title, name, way = _about(question)
        if title:
            return WAYS[way]
        ways = Counter[str](WAYS[way] for move in shown.played for to, way in move.promises if to == name)
        return ways.most_common(1)[0][0] if ways else STAY

    def _worked_out(self, question: Question, known: Seen) -> tuple[str, int] | None:
        """The answer as far as what is known tells it; None where it tells nothing."""
        title, name, _ = _about(question)
        if not title:
            change = known.forecast().get(name, 0)
            return ((RISE if change > 0 else FALL), 90 if abs(change) >= SURELY else 70) if change else None
        change = known.forecast().get(name, 0) - known.without(title).forecast().get(name, 0)
        if change:
            return (RISE if change > 0 else FALL), 90
        if known.comes_late(title, name):
            return LATER, 90
        return (NOT, 90) if (title, name) in known.denied else None

    def read(self, round_: int) -> None:
        """Count what the page about this round says that came."""
        text = rendered(summary(Reader(self.session, self.role)))
        for said in re.findall(rf"Round {round_}, \d+ % sure\. You said that (.*?)(?=Round \d+, \d+ % sure|$)", text):
            kind = "because of" in said.split(". ")[0]
            came = next((answer for answer, words in CAME if words in said), None)
            about = kind, said.split("'", 1)[1].split("' would ")[0]
            if came is not None:
                word = AS_PROMISED if came == self.expected.get(about) else came
                self.counts[kind][word] += 1
                self.met[about][word] += 1


def _about(question: Question) -> tuple[str, str, str]:
    """The title of the move, empty for none, the name of the meter, and the way that is promised, as the question has
    them."""
    if said := re.search(r"'(.+?)'\. It is said that this moves '(.+)' (up|down)\. ", question.text):
        return said[1], said[2], said[3]
    return "", question.text.split("' stands at ")[0].removeprefix("'"), ""


@frozen
class Answered:
    """The Brier score of an answer, that of the base rates, and how far in the game it was (0 to 1)."""

    brier: float
    base: float
    place: float


def game(deck: debate.Deck, seed: int) -> dict[str, list[Answered]]:
    """What each bot scored in a game of scripts, one role of which asks the bots what will come."""
    role = deck.turn_order[seed % len(deck.turn_order)]
    session = Session(deck, {role: PERSON}, seed=seed)
    session.set_predicting(True)
    bots = Bots(session, role)
    given: dict[str, dict[tuple[int, str], tuple[str, int]]] = {bot: {} for bot in BOTS}
    read = 0
    while session.advance() is not None and not session.state.over:
        if session.withheld:
            number = session.withheld
            for question in session.questions(role):
                for bot, answer in bots.answers(question).items():
                    given[bot][number, question.id] = answer
                session.predict(role, question.id, *given[READER][number, question.id])
            if read < number:
                bots.read(number)
                read = number
            continue
        chosen = debate.OPPONENTS["scripted"].choose(deck, session.view(role), seed=seed)
        session.submit(chosen.move)
    record, rounds = session.to_record(), deck.rounds.count
    return {
        bot: [
            Answered(score.brier, score.base, (score.round - 1) / max(1, rounds - 1))
            for score in debate.answer_scores(deck, record, answers)
        ]
        for bot, answers in given.items()
    }


def interval(values: Sequence[float]) -> str:
    """Their mean with its 95 % interval."""
    error = 1.96 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return f"{fmean(values):.3f} +- {error:.3f}"


@frozen
class Figure:
    """``values``: one a game; met where their mean, at the end of its interval that is worse, is above ``least``."""

    name: str
    values: Sequence[float]
    least: float

    @property
    def met(self) -> bool:
        error = 1.96 * stdev(self.values) / sqrt(len(self.values))
        return fmean(self.values) - error > self.least

    def __str__(self) -> str:
        return f"{'met ' if self.met else 'MISS'} {self.name}: {interval(self.values)}, wanted above {self.least}"


def figures(games: Sequence[dict[str, list[Answered]]]) -> list[Figure]:
    """The measures of predicting, each from per-game differences."""

    def mean(found: Iterable[float]) -> float:
        values = list(found)
        return fmean(values) if values else 0.0

    def part(found: list[Answered], low: float, high: float) -> list[float]:
        return [each.brier for each in found if low <= each.place <= high]

    thirds = (0, 1 / 3), (2 / 3, 1)
    both = [each for each in games if all(part(each[READER], *third) for third in thirds)]
    first = [mean(part(each[READER], 0, 1 / 3)) for each in both]
    last = [mean(part(each[READER], 2 / 3, 1)) for each in both]
    unread = [mean(part(each[UNREAD], 0, 1 / 3)) for each in both]

    def against_base(bot: str) -> list[float]:
        return [mean(a.base - a.brier for a in each[bot]) for each in games if each[bot]]

    expert = [mean(a.brier for a in each[READER]) - mean(a.brier for a in each[EXPERT]) for each in games]
    gained = [a - b for a, b in zip(first, last, strict=True)]
    learned = [a - b for a, b in zip(unread, last, strict=True)]
    return [
        Figure("believer worse than the base rates", [-value for value in against_base(BELIEVER)], 0.0),
        Figure("reader better than the base rates", against_base(READER), 0.0),
        Figure("expert better than the base rates", against_base(EXPERT), 0.0),
        Figure("expert better than the reader, by a clear margin", expert, 0.05),
        Figure("reader's last third better than its first", gained, 0.08),
        Figure("reader's last third no worse than the first of one that never counts", learned, 0.0),
    ]


def planted(deck: debate.Deck, count: int, first: int = 900, worlds: int = 60) -> tuple[int, int, int]:
    """Of so many planted blunders: (found, accepted choices better in fresh worlds, accepted choices judged)."""
    found = better = judged = done = 0
    seed = first
    while done < count:
        seed += 1
        state, role, at = blundered(seed)
        if not at:
            continue
        done += 1
        retries = [retry for retry in debate.retries(deck, state.record, role, seed=seed) if retry.kind == "costly"]
        found += any(retry.round == at for retry in retries)
        for retry in retries:
            fresh = Trials(deck, retry.view, roll64(seed, "check"))
            base = [fresh.ended(retry.made, n) for n in range(worlds)]
            for move in retry.accepted:
                better += sum(fresh.ended(move, n) - there for n, there in enumerate(base)) > 0
                judged += 1
    return found, better, judged


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--games", type=int, default=500)
    parser.add_argument("--blunders", type=int, default=50)
    given = parser.parse_args(arguments)
    deck = debate.load_deck("zte")
    games = [game(deck, seed) for seed in range(7000, 7000 + given.games)]
    print(f"{given.games} games, {sum(len(each[READER]) for each in games)} questions; Brier, 0 best, 2 worst")
    for bot in BOTS:
        print(f"  {bot:9} {interval([fmean(a.brier for a in each[bot]) for each in games if each[bot]])}")
    print(f"  {'base':9} {interval([fmean(a.base for a in each[READER]) for each in games if each[READER]])}")
    found = figures(games)
    print(*found, sep="\n")
    met = [figure.met for figure in found]
    if given.blunders:
        hits, better, judged = planted(deck, given.blunders)
        met += [hits >= 0.8 * given.blunders, better >= 0.95 * judged]
        print(f"{'met ' if met[-2] else 'MISS'} planted blunders found: {hits} of {given.blunders}, wanted 80 %")
        print(f"{'met ' if met[-1] else 'MISS'} accepted better in fresh worlds: {better} of {judged}, wanted 95 %")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
