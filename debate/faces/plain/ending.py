"""The debrief in lines: the same facts as on screen, from :mod:`debate.debrief.report`."""

from __future__ import annotations

from collections.abc import Callable

from debate.debrief.naming import listed, sentence
from debate.debrief.report import HINDSIGHT, EndingReport, Report, ViewReport, report, weights_words
from debate.debrief.verdicts import tally_words
from debate.faces.plain import predictions
from debate.faces.plain.desk import Desk


def debrief(desk: Desk, found: Report | None = None) -> None:
    """The whole debrief of a game that is over. ``found``: its report, where it is at hand."""
    session = desk.session
    if found is None:
        found = report(session.source, session.state.setting, session.played, session.moves)
    for _, part in PARTS:
        part(desk, found)


def open_debrief(desk: Desk) -> None:
    """Where somebody reads line by line: how it ended, and a list of the other parts. Into a pipe: all of it."""
    if desk.console.interactive:
        debrief_part(desk, 1)
    else:
        debrief(desk)


def debrief_part(desk: Desk, number: int) -> None:
    """One part of the debrief, and the list of all."""
    session = desk.session
    if not 1 <= number <= len(PARTS):
        desk.console.say(f"The debrief has parts 1 to {len(PARTS)}.")
        return
    PARTS[number - 1][1](desk, report(session.source, session.state.setting, session.played, session.moves))
    desk.console.say()
    parts = ", ".join(f"{n} {title}" for n, (title, _) in enumerate(PARTS, 1))
    desk.console.say(f"Parts of the debrief: {parts}. Type a number to read one.")


def _endings(desk: Desk, found: Report) -> None:
    head, say = desk.console.head, desk.console.say
    head(f"The end of term, after round {found.last_round}: {found.ending.title}")
    _ending(desk, found.ending)
    for tag in found.tags:
        say(f"Also: {tag.title}. {sentence(tag.text, tag.citation)}")
    if not found.years_later:
        return
    head(f"Years later, {found.years_later} rounds after: {found.later.title}")
    if found.later == found.ending:
        say("It still holds.")
    else:
        _ending(desk, found.later)
    for tag in found.later_tags:
        say(f"Also: {tag.title}. {sentence(tag.text, tag.citation)}")
    for words in found.still_coming:
        say(f"Still on its way even then: {words}")


def _ending(desk: Desk, ending: EndingReport) -> None:
    if ending.text:
        desk.console.say(sentence(ending.text, ending.citation))


def _scores(desk: Desk, found: Report) -> None:
    deck, say = desk.deck, desk.console.say
    desk.console.head("Scores: the floor and the world")
    for role in found.roles:
        you = ", you" if role.role == desk.role else ""
        motive = f" ({role.motive}{you})" if role.motive else ""
        par = "" if role.par is None else f", par {role.par}"
        say(f"{role.name}{motive}: the floor {role.debate_points} debate points; the world {role.score} of 100{par}.")
        say(f"Wanted: {weights_words(deck, role.wants) or 'nothing'}. That is its score.", 2)
        if role.ends_score is not None:
            gap = role.score - role.ends_score
            side = "more of what it wanted" if gap > 0 else "more of what it says it is for"
            said = f"Said it was for: {weights_words(deck, role.ends)}."
            said += f" Years later that stands at {role.ends_score} of 100"
            say(f"{said}, a gap of {abs(gap)}: it got {side}." if gap else f"{said}, just as much.", 2)


def _promises(desk: Desk, found: Report) -> None:
    desk.console.head("Promised beside delivered")
    if found.promises:
        desk.console.say(f"Promises: {tally_words([promise.verdict for promise in found.promises])}.", 2)
    for promise in found.promises:
        desk.console.say(promise.line, 2)
    if not found.promises:
        desk.console.say("No move that happened promised anything.", 2)


def _meters(desk: Desk, found: Report) -> None:
    say = desk.console.say
    desk.console.head("The world: at the start, at the end of term, years later")
    for meter in found.meters:
        say(f"{meter.name}: {meter.start}, {meter.term}, {meter.later}", 2)
        for cause in meter.causes:
            times = f" in {cause.times} steps" if cause.times > 1 else ""
            say(f"{cause.total:+d}{times}: {sentence(cause.words, cause.citation)}", 4)


def _denials(desk: Desk, found: Report) -> None:
    desk.console.head("What did not happen, and why")
    for denial in found.denials:
        span = listed([str(number) for number in denial.rounds])
        desk.console.say(f"{denial.told.line} [round{'s' * (len(denial.rounds) > 1)} {span}]", 2)
    if not found.denials:
        desk.console.say("Nothing that the brief denies was put to the test.", 2)


def _views(desk: Desk, found: Report) -> None:
    desk.console.head("The same game under every view of the world")
    desk.console.say("The choices stay as they were made; only what follows from them is worked out anew.")
    same = []
    for view in found.views:
        if view.changed or view.own or view.unplayable or (view.ending, view.later) != (found.ending, found.later):
            _view(desk, view)
        else:
            same.append(f"'{view.name}'")
    if same:
        desk.console.say(f"The world comes out the same under {listed(same)}.", 2)


def _view(desk: Desk, view: ViewReport) -> None:
    deck, say = desk.deck, desk.console.say
    say(f"{view.name}{' (as played)' if view.own else ''}: {view.ending.title}; years later: {view.later.title}.", 2)
    if view.says:
        say(view.says, 4)
    scores = [f"{deck.roles[role].name} {score}" for role, score in view.scores]
    say(f"Scores: {', '.join(scores)}.", 4)
    if view.changed:
        changed = [f"{deck.meters[id_].name} {there} instead of {here}" for id_, here, there in view.changed]
        say(f"Years later: {', '.join(changed)}.", 4)
    for round_, move in view.unplayable:
        say(f"'{deck.moves[move].title}' of round {round_} could not have been played there.", 4)


def _discuss(desk: Desk, found: Report) -> None:
    deck, say = desk.deck, desk.console.say
    if found.dropped:
        desk.console.head("Dropped arguments")
        for drop in found.dropped:
            say(
                f"Round {drop.round}: {deck.roles[drop.role].name} held '{deck.arguments[drop.card].title}', which "
                f"answers '{deck.arguments[drop.case].title}' of {deck.roles[drop.speaker].name}, and kept it.",
                2,
            )
    if found.questions:
        desk.console.head("To discuss")
        for number, asked in enumerate(found.questions, 1):
            say(f"{number}. {sentence(asked.ask, asked.citation)}", 2)
            if asked.look_for:
                say(f"Look for: {asked.look_for}", 4)
    if found.hindsight:
        desk.console.head(HINDSIGHT)
    for id_, text in found.hindsight:
        say(f"{id_}: {text}", 2)
    desk.console.head("What this deck leaves out")
    for left_out in found.leaves_out:
        say(left_out, 2)


PARTS: tuple[tuple[str, Callable[[Desk, Report], None]], ...] = (
    ("how it ended", _endings),
    ("scores", _scores),
    ("promises", _promises),
    ("the world", _meters),
    ("what did not happen", _denials),
    ("other views", _views),
    ("predictions", lambda desk, found: predictions.summary(desk)),
    ("to discuss", _discuss),
)
"""The parts of the debrief: a name for the list, and what tells it."""
