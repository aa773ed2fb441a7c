"""The debrief of a game that is over: how it ended, and why, in parts that can be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from debate.debrief.naming import listed, sentence
from debate.debrief.report import HINDSIGHT, EndingReport, Report, ViewReport, report, weights_words
from debate.debrief.verdicts import tally_words
from debate.pages.document import Heading, Line, Node
from debate.pages.predictions import summary
from debate.pages.reader import Reader


def report_of(reader: Reader) -> Report:
    """The facts that the debrief tells. It takes some time: make it once."""
    game = reader.game
    return report(game.source, game.state.setting, game.played, game.moves)


def _endings(reader: Reader, found: Report) -> Iterator[Node]:
    yield Heading(f"The end of term, after round {found.last_round}: {found.ending.title}")
    yield from _ending(found.ending)
    for tag in found.tags:
        yield Line(f"Also: {tag.title}. {sentence(tag.text, tag.citation)}")
    if not found.years_later:
        return
    yield Heading(f"Years later, {found.years_later} rounds after: {found.later.title}")
    if found.later == found.ending:
        yield Line("It still holds.")
    else:
        yield from _ending(found.later)
    for tag in found.later_tags:
        yield Line(f"Also: {tag.title}. {sentence(tag.text, tag.citation)}")
    for words in found.still_coming:
        yield Line(f"Still on its way even then: {words}")


def _ending(ending: EndingReport) -> Iterator[Node]:
    if ending.text:
        yield Line(sentence(ending.text, ending.citation))


def _scores(reader: Reader, found: Report) -> Iterator[Node]:
    deck = reader.deck
    yield Heading("Scores: the floor and the world")
    for role in found.roles:
        you = ", you" if role.role == reader.role else ""
        motive = f" ({role.motive}{you})" if role.motive else ""
        par = "" if role.par is None else f", par {role.par}"
        yield Line(
            f"{role.name}{motive}: the floor {role.debate_points} debate points; the world {role.score} of 100{par}."
        )
        yield Line(f"Wanted: {weights_words(deck, role.wants) or 'nothing'}. That is its score.", 1)
        if role.ends_score is not None:
            gap = role.score - role.ends_score
            side = "more of what it wanted" if gap > 0 else "more of what it says it is for"
            said = f"Said it was for: {weights_words(deck, role.ends)}."
            said += f" Years later that stands at {role.ends_score} of 100"
            yield Line(f"{said}, a gap of {abs(gap)}: it got {side}." if gap else f"{said}, just as much.", 1)


def _promises(reader: Reader, found: Report) -> Iterator[Node]:
    yield Heading("Promised beside delivered")
    if found.promises:
        yield Line(f"Promises: {tally_words([promise.verdict for promise in found.promises])}.", 1)
    for promise in found.promises:
        yield Line(promise.line, 1)
    if not found.promises:
        yield Line("No move that happened promised anything.", 1)


def _meters(reader: Reader, found: Report) -> Iterator[Node]:
    yield Heading("The world: at the start, at the end of term, years later")
    for meter in found.meters:
        yield Line(f"{meter.name}: {meter.start}, {meter.term}, {meter.later}", 1)
        for cause in meter.causes:
            times = f" in {cause.times} steps" if cause.times > 1 else ""
            yield Line(f"{cause.total:+d}{times}: {sentence(cause.words, cause.citation)}", 2)


def _denials(reader: Reader, found: Report) -> Iterator[Node]:
    yield Heading("What did not happen, and why")
    for denial in found.denials:
        span = listed([str(number) for number in denial.rounds])
        yield Line(f"{denial.told.line} [round{'s' * (len(denial.rounds) > 1)} {span}]", 1)
    if not found.denials:
        yield Line("Nothing that the brief denies was put to the test.", 1)
    yield Heading("Endings that did not come, and why", 3)
    for ending in found.not_come:
        for depth, reason in ending.lines():
            yield Line(reason.words, depth + 1)


def _views(reader: Reader, found: Report) -> Iterator[Node]:
    yield Heading("The same game under every view of the world")
    yield Line("The choices stay as they were made; only what follows from them is worked out anew.")
    same = []
    for view in found.views:
        if view.changed or view.own or view.unplayable or (view.ending, view.later) != (found.ending, found.later):
            yield from _view(reader, view)
        else:
            same.append(f"'{view.name}'")
    if same:
        yield Line(f"The world comes out the same under {listed(same)}.", 1)


def _view(reader: Reader, view: ViewReport) -> Iterator[Node]:
    deck = reader.deck
    yield Line(
        f"{view.name}{' (as played)' if view.own else ''}: {view.ending.title}; years later: {view.later.title}.", 1
    )
    if view.says:
        yield Line(view.says, 2)
    scores = [f"{deck.roles[role].name} {score}" for role, score in view.scores]
    yield Line(f"Scores: {', '.join(scores)}.", 2)
    if view.changed:
        changed = [f"{deck.meters[id_].name} {there} instead of {here}" for id_, here, there in view.changed]
        yield Line(f"Years later: {', '.join(changed)}.", 2)
    for round_, move in view.unplayable:
        yield Line(f"'{deck.moves[move].title}' of round {round_} could not have been played there.", 2)


def _discuss(reader: Reader, found: Report) -> Iterator[Node]:
    deck = reader.deck
    if found.dropped:
        yield Heading("Dropped arguments")
        for drop in found.dropped:
            yield Line(
                f"Round {drop.round}: {deck.roles[drop.role].name} held '{deck.arguments[drop.card].title}', which "
                f"answers '{deck.arguments[drop.case].title}' of {deck.roles[drop.speaker].name}, and kept it.",
                1,
            )
    if found.questions:
        yield Heading("To discuss")
        for number, asked in enumerate(found.questions, 1):
            yield Line(f"{number}. {sentence(asked.ask, asked.citation)}", 1)
            if asked.look_for:
                yield Line(f"Look for: {asked.look_for}", 2)
    if found.hindsight:
        yield Heading(HINDSIGHT)
    for id_, text in found.hindsight:
        yield Line(f"{id_}: {text}", 1)
    yield Heading("What this deck leaves out")
    for left_out in found.leaves_out:
        yield Line(left_out, 1)


PARTS: tuple[tuple[str, Callable[[Reader, Report], Iterator[Node]]], ...] = (
    ("how it ended", _endings),
    ("scores", _scores),
    ("promises", _promises),
    ("the world", _meters),
    ("what did not happen", _denials),
    ("other views", _views),
    ("predictions", lambda reader, found: summary(reader)),
    ("to discuss", _discuss),
)
"""The parts of the debrief: a name for the list, and what tells it."""
