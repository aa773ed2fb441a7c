"""What people said would come, beside what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from debate.debrief.answers import CAME, SAID
from debate.debrief.closing import BECAUSE, BY_THE_END, FALL, LATER, NOT, RISE, STAY
from debate.debrief.foreseen import (
    NEVER_SCORED,
    Foreseen,
    beside_base_rates,
    calibration_rows,
    learned,
    tally_words,
    worst_first,
)
from debate.debrief.questions import Question
from debate.pages.document import Line, Node, Ref, Table, TableRow, item, quiet, strong
from debate.pages.reader import Reader
from debate.rules.deck import Deck

BEFORE_IT_MOVES = "Before the world moves"
"""What the page is called on which people say what will come."""
WHICH = "Why? Which is at work, do you think?"
"""Asked for the reason of an answer."""
PRIVATE = "Only you and your teacher see it."
NEVER_CHANGES = "It never changes the game"
ANSWERS = {RISE: "rise", NOT: "not move", STAY: "stay as it is", FALL: "fall", LATER: "move only in a later round"}
"""The answers to what will come, in words."""


def so_far(reader: Reader, question: Question) -> str:
    """Where the meter that is asked about stands, unless the question says so, and how right answers were so far."""
    game, value = reader.game, reader.view.meters[question.meter]
    told = value is None or STAY in question.answers
    stands = "" if told else f"{reader.deck.meters[question.meter].name} stands at {value}."
    found = game.foreseen(reader.role)
    return f"{stands} So far {tally_words(found)}".strip() if found else stands


def summary(reader: Reader) -> Iterator[Node]:
    """All answers of the game, those furthest off first, with how right each certainty was."""
    found = reader.game.foreseen(reader.role)
    if not found:
        yield Line("Nothing was predicted in this game.")
        return
    yield strong(tally_words(found))
    yield Line(beside_base_rates(found))
    if surprise := learned(reader.deck, found):
        yield Line(surprise)
    rows = [
        TableRow(f"{sure} % sure", (str(count), str(right), f"{share} %"))
        for sure, count, right, share in calibration_rows(found)
    ]
    yield Table(("answers", "right", "that is"), tuple(rows))
    for one in worst_first(found):
        head = f"Round {one.score.round}, {one.score.sure} % sure."
        told = f"{head} {_who(reader, one)}{one.score.because} {one.reasoned}".rstrip()
        yield item(told, Ref("why", one.score.meter), "right" if one.score.right else "wrong")
    if any(one.score.move for one in found):
        yield quiet(ITSELF)
    yield quiet(NEVER_SCORED)


def _who(reader: Reader, one: Foreseen) -> str:
    return "" if reader.role is not None or one.person else f"{reader.deck.roles[one.role].name}: "


ITSELF = (
    "Of a move it is asked what it sets going itself. What it only made room for, others that could not have been "
    "chosen without it, counts for its promises."
)
"""Why a move may have moved nothing here, and have made room for what did on the page of promises."""
ENOUGH = 5
"""So many must have answered a question before what they said is added up for all: fewer could be told apart."""


@frozen
class SaidTogether:
    """What a class said to one question, added up. ``question``: without its end; ``counts``: answer -> how many said
    it, all answers there; ``came``: the one that came; ``besides``: that in words where the screen showed something
    else, else empty; ``surest``: how many said 90 % and how many of them were right."""

    round: int
    question: str
    counts: dict[str, int]
    came: str
    besides: str
    surest: tuple[int, int]

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    def share(self, answer: str) -> int:
        """How many of a hundred said this."""
        return round(100 * self.counts[answer] / self.count)

    @property
    def most(self) -> str:
        """What most said; of equally many the first in the order of the answers."""
        return max(self.counts, key=lambda answer: self.counts[answer])

    @property
    def words(self) -> str:
        """``64 % said it would rise. It did not.``"""
        said = self.most
        came = self.besides or f"It {CAME[self.came]}."
        if said in (RISE, FALL) and not self.besides:
            short = {said: "It did.", NOT: "It did not.", STAY: "It did not."}
            came = short.get(self.came, came)
        return f"{self.share(said)} % said it would {SAID[said]}. {came}"


def said_together(deck: Deck, found: Iterable[Foreseen]) -> tuple[SaidTogether, ...]:
    """The answers of many people, question by question, those first on which most were wrong. Questions that fewer than
    :data:`ENOUGH` have answered are left out."""
    by: dict[tuple[int, str], list[Foreseen]] = {}
    for one in found:
        by.setdefault((one.score.round, one.score.id), []).append(one)
    told = []
    for (number, _), same in by.items():
        if len(same) < ENOUGH:
            continue
        score = same[0].score
        counts = Counter(one.score.answer for one in same)
        meter = deck.meters[score.meter].name
        question = (
            f"Because of '{deck.moves[score.move].title}', {meter} will"
            if score.move
            else f"By the end of round {number}, {meter} will"
        )
        answers = BECAUSE if score.move else BY_THE_END
        sure = [one.score.right for one in same if one.score.sure == 90]
        said = {each: counts[each] for each in answers}
        besides = "" if score.seen else f"{score.result}."
        told.append(SaidTogether(number, question, said, score.came, besides, (len(sure), sum(sure))))
    return tuple(sorted(told, key=lambda each: each.counts[each.came] - each.count))
