"""One page for one student of a class: who one was, what one gave to the game, and what came of it. It ranks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import ceil

from attrs import frozen

from debate.debrief import scores
from debate.debrief.contributed import Contribution, counted_words, told
from debate.debrief.foreseen import NEVER_SCORED, Said, foreseen, tally_words, worst_first
from debate.debrief.naming import counted, ended, name_of
from debate.debrief.verdicts import tally_words as kept_words
from debate.debrief.verdicts import verdicts
from debate.game.record import GameRecord
from debate.pages.document import Field, Heading, Line, Node, item, quiet, section, strong
from debate.pages.sheets import Grid, Sheet, Space
from debate.rules.deck import Motive
from debate.rules.outcome import outcome


@frozen
class Most:
    """How much is told: contributions of one round, promises, predictions."""

    a_round: int
    promises: int
    predictions: int


MOST = (
    Most(3, 6, 5),
    Most(3, 5, 4),
    Most(2, 5, 4),
    Most(2, 4, 3),
    Most(2, 3, 2),
    Most(1, 3, 2),
    Most(1, 2, 1),
    Most(1, 1, 1),
)
"""As much as fits on one page is told, from the first to the last of these."""
_ROOM, _LETTERS = 124, 58
"""Lines of a page in two columns, and letters of such a line."""
_NO_GAME = "You had no seat at a table in this class."


@frozen(eq=False)
class Student:
    """What is known of one student.

    ``person``: the id in the class. ``role``: empty for a judge. ``table``: 0, and ``game`` None, for somebody who
    never had a seat. ``cut_short``: from which round opponents chose, as a sentence; empty for none. ``predicted``:
    what one said would come; ``predicting``: whether anybody at the table was asked. ``before``, ``after``: belief ->
    what was answered; ``reasons``: when, belief, and the reason in words. ``sentence``, ``ticket`` (what was asked,
    what was written): one's own words; empty for none.
    """

    person: str
    name: str
    table: int
    role: str
    game: GameRecord | None
    given: tuple[Contribution, ...]
    cut_short: str = ""
    predicted: tuple[Said, ...] = ()
    predicting: bool = False
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str, str], ...] = ()
    sentence: str = ""
    ticket: tuple[tuple[str, str], ...] = ()


def take_home(student: Student, class_: str) -> Sheet:
    """The page of this student; ``class_`` says which class it was."""
    game = student.game
    if game is None:
        return Sheet(student.name, (Line(_NO_GAME),), class_)
    role = game.source.roles[student.role].name if student.role else "judge"
    nodes: list[Node | Grid | Space] = []
    for most in MOST:
        nodes = list(_nodes(student, game, most))
        if sum(map(_lines, nodes)) <= _ROOM:
            break
    return Sheet(f"{student.name}: {role}, table {student.table}", tuple(nodes), class_, columns=2)


def _nodes(student: Student, game: GameRecord, most: Most) -> Iterator[Node | Grid | Space]:
    yield from _who(student, game)
    yield from section("What you gave to the game", _given(student, game, most))
    yield from _came(student, game, most)
    yield from section("What you foresaw, and what came", _foreseen(student, game, most))
    yield from section("What you believe", _beliefs(student, game))
    yield Heading("In your own words", 3)
    yield from _words(student)


def _lines(node: Node | Grid | Space) -> float:
    """About how many lines of a column a node takes, with the room around it."""
    match node:
        case Heading():
            return 2.4
        case Space(lines=lines):
            return 2.2 * lines + 0.5
        case Grid(rows=rows):
            return 2.5 + 1.6 * len(rows)
        case Field(label=label, lines=lines):
            return 0.4 + ceil((len(label) + sum(len(line.words) for line in lines)) / _LETTERS)
        case Line():
            return 0.4 + ceil(len(node.words) / (_LETTERS - 3 * node.level))
        case _:
            return 1


def _motive(student: Student, game: GameRecord) -> Motive | None:
    if not student.role:
        return None
    return game.source.roles[student.role].motives.get(game.state.motives[student.role])


def _who(student: Student, game: GameRecord) -> Iterator[Node]:
    yield strong(game.source.question)
    motive = _motive(student, game)
    if not student.role:
        yield Line(
            "You were a judge: you ruled on who had the better of an exchange, whatever you thought of the move."
        )
    elif motive is not None:
        yield Line(f"Your motive, which the others did not know: {motive.name}. {motive.text}")


def _given(student: Student, game: GameRecord, most: Most) -> Iterator[Node]:
    if not student.given:
        yield Line("Nothing of yours is on record in this game.")
        return
    yield Line(f"{counted_words(student.given).capitalize()}.")
    for round_, found in groupby(student.given, key=lambda one: one.round):
        # What settled the choice is told first: there is not room for everything.
        items = sorted(found, key=lambda one: not one.chosen)
        parts = [f"{told(game.source, one)}{_settled(one)}" for one in items[: most.a_round]]
        more = len(items) - most.a_round
        parts += [f"and {more} more"] if more > 0 else []
        yield item(f"Round {round_}: {'; '.join(parts)}.")


def _settled(one: Contribution) -> str:
    return " (this settled it)" if one.chosen and not one.ruling else ""


def _came(student: Student, game: GameRecord, most: Most) -> Iterator[Node | Grid]:
    yield Heading("What came of it", 3)
    if not game.state.over:
        yield Line("This game was not played to its end, so nobody can say yet what came of it.")
        return
    deck, end = game.source, outcome(game.state)
    if student.cut_short:
        yield quiet(student.cut_short)
    if end.ending in deck.endings:
        yield Line(f"At the end of term: {ended(deck.endings[end.ending].title)} {deck.endings[end.ending].text}")
    if end.later == end.ending:
        yield Line("Years later it still holds.")
    elif end.later in deck.endings:
        yield Line(f"Years later: {ended(deck.endings[end.later].title)} {deck.endings[end.later].text}")
    if student.role:
        yield from _score(student, game)
        yield from _promises(student, game, most)


def _score(student: Student, game: GameRecord) -> Iterator[Node | Grid]:
    deck, role = game.source, student.role
    score = scores.score(deck, game.to_record())[role]
    points = outcome(game.state).debate_points[role]
    yield Line(
        f"In the world your side came to {score.end} of 100 on what it wanted ({score.start} at the start; the par of "
        f"scripted play is {score.par}). On the floor it won {counted(points, 'point')}. The two are never added."
    )
    if score.goals:
        yield Grid(
            ("You wanted", "start", "end", "gave"),
            tuple(
                (
                    f"{name_of(deck, g.meter)}, {'high' if g.weight > 0 else 'low'}",
                    str(g.start),
                    str(g.end),
                    f"{g.points:+d}",
                )
                for g in score.goals
            ),
        )
    own = [choice for choice in score.choices if choice.role == role]
    for choice in [one for one in own[:1] if one.points > 0] + [one for one in own[-1:] if one.points < 0]:
        does = "helped your side most" if choice.points > 0 else "cost your side most"
        yield Line(
            f"Of its own choices '{deck.moves[choice.move].title}' (round {choice.round}) {does}: without it the "
            f"same game ends with {score.end - choice.points}."
        )


def _promises(student: Student, game: GameRecord, most: Most) -> Iterator[Node]:
    deck = game.source
    found = [one for one in verdicts(deck, game.to_record()) if one.role == student.role]
    if not found:
        yield Line("No move of your side promised anything.")
        return
    yield Heading("Promised beside delivered", 3)
    yield Line(f"Of the promises of your side {kept_words(found)}.")
    for one in found[: most.promises]:
        promised = f"'{deck.moves[one.move].title}' promised {deck.meters[one.meter].name} {one.promised}"
        yield item(f"{one.when}: {promised}. {one.told.capitalize()}: {one.because}")
    if len(found) > most.promises:
        yield quiet(f"The debrief has {len(found) - most.promises} more.")


def _foreseen(student: Student, game: GameRecord, most: Most) -> Iterator[Node]:
    found = foreseen(game.source, game.to_record(), student.predicted)
    if not found:
        none = "You predicted nothing in this game."
        yield Line(none if student.predicting else "Nobody was asked to predict in this class.")
        return
    yield Line(tally_words(found))
    for one in worst_first(found)[: most.predictions]:
        yield item(f"Round {one.score.round}, {one.score.sure} % sure. {one.score.because}")
    yield quiet(NEVER_SCORED)


def _beliefs(student: Student, game: GameRecord) -> Iterator[Node]:
    beliefs, before, after = game.source.beliefs, dict(student.before), dict(student.after)
    if not before and not after:
        yield Line("You answered no claim.")
        return
    yield quiet("What this model says is one author's view; it is not called right.")
    for id_, belief in beliefs.items():
        if id_ in before or id_ in after:
            was, now = before.get(id_, "no answer"), after.get(id_, "no answer")
            said = was if was == now else f"{was}, then {now}"
            yield item(f"{belief.claim} You: {said}. This model: {'yes' if belief.model else 'no'}.")


def _words(student: Student) -> Iterator[Node | Space]:
    for asked, said in student.ticket:
        yield Field(asked, (Line(said),))
    if student.sentence:
        yield Field("What you said that you achieved", (Line(student.sentence),))
    if not student.ticket and not student.sentence:
        yield Line("You have written nothing so far. What would you do otherwise, and why?")
        yield Space(4)
