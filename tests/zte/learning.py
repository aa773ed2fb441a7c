"""Whether the game teaches: bots that see rendered pages only, retries on planted blunders. ``python -m
tests.zte.learning``; ``--games N`` for fewer than 500, ``--blunders N`` for fewer than 50.

The *believer* takes every promise for what comes. The *reader* is no surer than it can be: it works out what it can
from what has been shown to it (see :mod:`tests.zte.forecast`), and where that is nothing it believes the promise, but
says 50. It plays a game from each seat in turn and remembers: links and denials whose pages it could read once they had
been at work, what came of promises that it was asked about, and how often promises at that price came. The *newcomer*
is the same reader for whom every game is the first; *unread* the same that reads no links and remembers nothing. The
*expert* has the map: it works out all. All read lines of the plain face and nothing else, and answer the same questions
of the same games.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev

from attrs import define, evolve, field, frozen

import debate
from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.debrief.questions import Question
from debate.game.session import PERSON, Session
from debate.opponents.trials import Trials
from debate.pages.predictions import summary
from debate.pages.reader import Reader
from debate.rules.chance import roll64
from tests.debrief.test_retries import blundered
from tests.zte.forecast import Rule, Seen, at_work, rendered, seen

BELIEVER, UNREAD, NEWCOMER, READER, EXPERT = "believer", "unread", "newcomer", "reader", "expert"
BOTS = (BELIEVER, UNREAD, NEWCOMER, READER, EXPERT)
CAME = (
    (RISE, r"It rose by|It stands at \d+, \d+ higher"),
    (FALL, r"It fell by|It stands at \d+, \d+ lower"),
    (LATER, "It did not move at once|The move moves it only later"),
    (NOT, "It did not move|The move did not move it"),
    (STAY, "It stayed as it was"),
)
"""The answer that came, and what a page says of it."""
TOLD = re.compile(r"'(.+?)' would [a-z ]+?(?: because of '(.+?)')?\. (?:That is right\. )?")
"""What a page says before that: the meter, and the title of the move."""
WAYS = {"up": RISE, "down": FALL}
AS_PROMISED = "as promised"
TRUST = 0.5
"""How far the reader believes a promise before it was shown anything: no further than one must."""
PRIOR = 2.0
"""How many answers shown weigh as much as that."""
SAME = 4
"""How many other answers one about the very same promise is worth to the reader."""
SURELY = 4
"""Points by which a meter is worked out to move from which one is very sure of it."""


def sure(share: float) -> int:
    """How sure one says one is who thinks so."""
    return 90 if share >= 0.8 else 70 if share >= 0.6 else 50


@define
class Memory:
    """What a reader was shown in the games that it played so far. ``rules``, ``denied``: from pages of links and
    denials, in that order; ``promises``: (title, meter) -> what came of it; ``prices``: price -> what came of promises
    at that price of which nothing was known; ``guessed``: (title, meter) of such a promise -> price, way promised."""

    rules: dict[Rule, None] = field(factory=dict)
    denied: dict[tuple[str, str], None] = field(factory=dict)
    promises: dict[tuple[str, str], Counter[str]] = field(factory=lambda: defaultdict(Counter))
    prices: dict[int, Counter[str]] = field(factory=lambda: defaultdict(Counter))
    guessed: dict[tuple[str, str], tuple[int, str]] = field(factory=dict)

    def answer(self, question: Question, shown: Seen) -> tuple[str, int]:
        """As far as what is shown, now or before, tells it; where that is nothing, a guess."""
        self.take(shown.rules, shown.denied)
        known = evolve(shown, rules=tuple(self.rules), denied=tuple(self.denied))
        return worked_out(question, known) or self.guess(question, shown)

    def take(self, rules: Iterable[Rule], denied: Iterable[tuple[str, str]]) -> None:
        """Take in pages of links and denials."""
        self.rules |= dict.fromkeys(rules)
        self.denied |= dict.fromkeys(denied)

    def guess(self, question: Question, shown: Seen) -> tuple[str, int]:
        """A promise is believed, but for what came of this very one, or of others at that price. A meter that nothing
        known moves stays as it is."""
        title, name, _ = _about(question)
        if not title:
            return STAY, 50
        promised, price = promise(question, shown), shown.price(title)
        self.guessed[title, name] = price, promised
        others = (1 - TRUST) / (len(question.answers) - 1)
        weights = {answer: PRIOR * (TRUST if answer == promised else others) for answer in question.answers}
        for answer, count in self.prices[price].items():
            weights[promised if answer == AS_PROMISED else answer] += count
        for answer, count in self.promises[title, name].items():
            weights[answer] += SAME * count
        best = max(question.answers, key=lambda answer: weights[answer])
        return best, sure(weights[best] / sum(weights.values()))

    def keep(self, title: str, name: str, came: str) -> None:
        """Take in what came of a promise."""
        self.promises[title, name][came] += 1
        if guessed := self.guessed.pop((title, name), None):
            price, promised = guessed
            self.prices[price][AS_PROMISED if came == promised else came] += 1


def promise(question: Question, shown: Seen) -> str:
    """What one expects who believes what moves say: of this move, or of all that lies on the floor."""
    title, name, way = _about(question)
    if title:
        return WAYS[way]
    ways = Counter[str](WAYS[way] for move in shown.played for to, way in move.promises if to == name)
    return ways.most_common(1)[0][0] if ways else STAY


def worked_out(question: Question, known: Seen) -> tuple[str, int] | None:
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


@frozen
class Bots:
    """All bots in one game, from one seat. ``memories``: of those that have one."""

    session: Session
    role: str
    memories: Mapping[str, Memory]

    def answers(self) -> Iterator[tuple[Question, dict[str, tuple[str, int]]]]:
        """Each question of this round, with what each bot says to it and how sure it is."""
        shown, mapped = (seen(self.session, self.role, all_links) for all_links in (False, True))
        for question in self.session.questions(self.role):
            yield (
                question,
                {
                    BELIEVER: (promise(question, shown), 90),
                    UNREAD: Memory().guess(question, shown),
                    **{bot: memory.answer(question, shown) for bot, memory in self.memories.items()},
                    EXPERT: worked_out(question, mapped) or ((NOT, 90) if question.move else (STAY, 70)),
                },
            )

    def read(self, round_: int) -> None:
        """Keep in mind what the page of predictions says came of this round."""
        text = rendered(summary(Reader(self.session, self.role)))
        for said in re.findall(rf"Round {round_}, \d+ % sure\. You said that (.*?)(?=Round \d+, \d+ % sure|$)", text):
            told = TOLD.match(said)
            assert told is not None, said
            name, title = told.groups()
            came = next(answer for answer, words in CAME if re.match(words, said[told.end() :]))
            for memory in self.memories.values():
                if title:
                    memory.keep(title, name, came)

    def debrief(self) -> None:
        """When the game is over, read what was at work in it."""
        found = at_work(self.session, self.role)
        for memory in self.memories.values():
            memory.take(*found)


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


Scored = dict[str, list[Answered]]
"""What each bot scored in a game."""


def game(deck: debate.Deck, seed: int, memory: Memory | None = None) -> Scored:
    """A game of scripts, one role of which asks the bots what will come. ``memory``: what the reader has of games
    before; it takes with it what it reads in this one."""
    role = deck.turn_order[seed % len(deck.turn_order)]
    session = Session(deck, {role: PERSON}, seed=seed)
    session.set_predicting(True)
    bots = Bots(session, role, {NEWCOMER: Memory(), READER: memory or Memory()})
    given: dict[str, dict[tuple[int, str], tuple[str, int]]] = {bot: {} for bot in BOTS}
    read = 0
    while session.advance() is not None:
        if session.withheld:
            number = session.withheld
            if read:
                bots.read(read)
            read = number
            for question, answers in list(bots.answers()):
                for bot, answer in answers.items():
                    given[bot][number, question.id] = answer
                session.predict(role, question.id, *answers[READER])
            continue
        if session.state.over:
            break
        chosen = debate.OPPONENTS["scripted"].choose(deck, session.view(role), seed=seed)
        session.submit(chosen.move)
    bots.read(read)
    bots.debrief()
    record, rounds = session.to_record(), deck.rounds.count
    return {
        bot: [
            Answered(score.brier, score.base, (score.round - 1) / max(1, rounds - 1))
            for score in debate.answer_scores(deck, record, answers)
        ]
        for bot, answers in given.items()
    }


def courses(deck: debate.Deck, first: int, count: int) -> list[list[Scored]]:
    """So many games, a reader for as many of them as the deck has seats."""
    found, seats = [], len(deck.turn_order)
    for begun in range(first, first + count, seats):
        memory = Memory()
        found.append([game(deck, seed, memory) for seed in range(begun, min(begun + seats, first + count))])
    return found


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


def _mean(found: Iterable[float]) -> float:
    values = list(found)
    return fmean(values) if values else 0.0


def _part(found: Iterable[Answered], low: float, high: float) -> list[float]:
    return [each.brier for each in found if low <= each.place <= high]


FIRST, LAST = (0, 1 / 3), (2 / 3, 1)


def in_one_game(games: Sequence[Scored]) -> list[Figure]:
    """What a newcomer learns within a game."""
    both = [each for each in games if all(_part(each[NEWCOMER], *third) for third in (FIRST, LAST))]
    last = [_mean(_part(each[NEWCOMER], *LAST)) for each in both]
    first, unread = ([_mean(_part(each[bot], *FIRST)) for each in both] for bot in (NEWCOMER, UNREAD))
    gained, learned = ([a - b for a, b in zip(begun, last, strict=True)] for begun in (first, unread))
    return [
        Figure("newcomer's last third of a game better than the first", gained, 0.08),
        Figure("newcomer's last third no worse than the first of one that reads nothing", learned, 0.0),
    ]


def figures(played: Sequence[Sequence[Scored]]) -> list[Figure]:
    """The measures of predicting, each from differences in one game, or of one reader. ``played``: reader by reader."""
    games = [each for course in played for each in course if each[READER]]

    def against_base(bot: str, found: Sequence[Sequence[Scored]]) -> list[float]:
        return [_mean(a.base - a.brier for each in course for a in each[bot]) for course in found]

    alone = [[each] for each in games]
    expert = [_mean(a.brier for a in each[READER]) - _mean(a.brier for a in each[EXPERT]) for each in games]
    courses_ = [
        [evolve(a, place=(n + a.place) / len(course)) for n, each in enumerate(course) for a in each[READER]]
        for course in played
    ]
    gained = [
        _mean(_part(each, *FIRST)) - _mean(_part(each, *LAST))
        for each in courses_
        if _part(each, *FIRST) and _part(each, *LAST)
    ]
    return [
        Figure("believer worse than the base rates", [-value for value in against_base(BELIEVER, alone)], 0.0),
        Figure("reader better than the base rates", against_base(READER, played), 0.0),
        Figure("expert better than the base rates", against_base(EXPERT, alone), 0.0),
        Figure("expert better than the reader, by a clear margin", expert, 0.05),
        *in_one_game(games),
        Figure("reader's last third of its games better than its first", gained, 0.08),
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


FEWEST = 24
"""Games below which some figure may have nothing to be worked out from."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--games", type=int, default=500)
    parser.add_argument("--blunders", type=int, default=50)
    given = parser.parse_args(arguments)
    if given.games < FEWEST:
        parser.error(f"--games is to be {FEWEST} or more: with fewer there is nothing to work some figures out from.")
    deck = debate.load_deck("zte")
    played = courses(deck, 7000, given.games)
    games = [each for course in played for each in course if each[READER]]
    print(f"{given.games} games, {sum(len(each[READER]) for each in games)} questions; Brier, 0 best, 2 worst")
    for bot in BOTS:
        print(f"  {bot:9} {interval([fmean(a.brier for a in each[bot]) for each in games])}")
    print(f"  {'base':9} {interval([fmean(a.base for a in each[READER]) for each in games])}")
    for number in range(len(deck.turn_order)):
        nth = [course[number][READER] for course in played if number < len(course) and course[number][READER]]
        print(f"  the reader's game {number + 1}: {interval([fmean(a.brier for a in each) for each in nth])}")
    found = figures(played)
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
