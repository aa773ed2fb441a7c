"""The debrief as pages of lines, made from the report of a game: what the ending shows and what could be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from debate.debrief.foreseen import (
    NEVER_SCORED,
    Foreseen,
    beside_base_rates,
    calibration_rows,
    learned,
    tally_words,
    worst_first,
)
from debate.debrief.naming import counted
from debate.debrief.report import (
    HINDSIGHT,
    EndingReport,
    MeterReport,
    PromiseReport,
    Report,
    RoleReport,
    ViewReport,
    weights_words,
)
from debate.debrief.verdicts import ANYWAY, BY_IT, LATER, NOT
from debate.debrief.verdicts import tally_words as verdict_words
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line, heading, section
from debate.faces.tui.text import DENIED, arrow, signed
from debate.pages.document import Ref
from debate.rules.deck import Deck
from debate.rules.outcome import ENOUGH

STRONGEST = 3
WHY, EXCHANGE = "why", "exchange"
"""Kinds of reference that lead to a screen of their own."""
ONE_MODEL = (
    "Remember: this is one author's model of the world, built from one brief. A link that you doubt is worth an "
    "argument; the page 'Views' shows whether your game hung on the disputed ones."
)


@frozen
class Debrief:
    """What the pages are made from. ``role``: who reads it, None for nobody in particular. ``again``: whether whoever
    reads it can begin another game."""

    deck: Deck
    report: Report
    role: str | None
    again: bool = True
    foreseen: tuple[Foreseen, ...] = ()
    """What the reader predicted, beside what came."""


def ending(d: Debrief) -> Iterator[Line]:
    """The headline at the end of term beside years later, with what else holds."""
    report = d.report
    yield Line(f"End of term, after round {report.last_round}", QUIET)
    yield from _headline(report.ending)
    yield from _tags(report.tags)
    yield BLANK
    yield Line(f"Years later: {_rounds(report.years_later)} in which nobody moved and the world went on", QUIET)
    if report.later.id == report.ending.id:
        yield Line(f"Still: {report.later.title}", HEADING)
    else:
        yield from _headline(report.later)
    yield from _tags(report.later_tags)
    mine = next((item for item in report.roles if item.role == d.role), None)
    if mine is not None:
        yield BLANK
        par = "" if mine.par is None else f" (par {mine.par})"
        yield Line(
            f"You were {mine.name}, {mine.motive}: {mine.score} of 100 in the world{par}, "
            f"{mine.debate_points} won on the floor.",
            STRONG,
        )
    if report.still_coming:
        yield from section("Still to come, after all that", (Line(text, lead="… ") for text in report.still_coming))
    yield BLANK
    yield Line(ONE_MODEL, QUIET)
    new = "; n starts a new game" if d.again else ""
    yield Line(f"→ turns to the next page; w asks why a meter moved{new}.", QUIET)


def _headline(item: EndingReport) -> Iterator[Line]:
    to = Ref("ending", item.id) if item.id else None
    yield Line(item.title, HEADING, to=to)
    yield Line(f"{item.text} ({item.citation})" if item.citation else item.text)


def _tags(tags: Sequence[EndingReport]) -> Iterator[Line]:
    for tag in tags:
        yield Line(tag.title, STRONG, lead="and also: ", to=Ref("ending", tag.id))
        yield Line(tag.text, QUIET, lead="          ")


def _rounds(count: int) -> str:
    return f"{count} round{'s' * (count != 1)}"


def scores(d: Debrief) -> Iterator[Line]:
    """The floor and the world as two columns, beside par; then wants beside ends."""
    yield Line("", lead="floor  world   par")
    for item in d.report.roles:
        par = "   -" if item.par is None else f"{item.par:4d}"
        yield Line(
            _who(d, item),
            STRONG if item.role == d.role else "",
            lead=f"{item.debate_points:5d}{item.score:7d}  {par}  ",
            lead_style="bold" if item.role == d.role else "",
            to=Ref("role", item.role),
        )
    yield Line(
        "The floor: exchanges won in the debate. The world: how far the motive's wants came true, 0 to 100. They are "
        "never added up: you can win the argument and still lose the policy. Par is what scripted play reaches.",
        QUIET,
    )
    yield BLANK
    yield heading("What they wanted beside what they said it was for")
    yield Line("", lead="wants   ends   gap")
    for item in d.report.roles:
        if item.ends_score is None:
            yield Line(_who(d, item), lead=f"{item.score:5d}      -     -  ", lead_style="")
        else:
            gap = signed(item.ends_score - item.score)
            yield Line(_who(d, item), lead=f"{item.score:5d}{item.ends_score:7d}{gap:>6}  ", lead_style="")
        if item.role == d.role:
            yield Line(item.motive_text, QUIET, lead=" " * 20)
        yield Line(weights_words(d.deck, item.wants), QUIET, lead=f"{' ' * 20}after: ", hang=" " * 22)
        if item.ends:
            yield Line(weights_words(d.deck, item.ends), QUIET, lead=f"{' ' * 20}for:   ", hang=" " * 22)
    yield Line("Wants are counted at the end of term, ends years later.", QUIET)


def _who(d: Debrief, item: RoleReport) -> str:
    you = " (you)" if item.role == d.role else ""
    return f"{item.name}{you}: {item.motive}" if item.motive else f"{item.name}{you}"


def promises(d: Debrief) -> Iterator[Line]:
    """Promised beside delivered, move by move."""
    found = d.report.promises
    if not found:
        yield Line("No move that happened promised anything.")
        return
    yield Line(f"Promises: {verdict_words([item.verdict for item in found])}.", STRONG)
    yield BLANK
    yield Line("", lead="before  term  later")
    said = ""
    for item in found:
        title = f"Round {item.delivered.round}, {item.role}: {item.move}"
        if title != said:
            yield Line(title, HEADING, to=Ref("move", item.delivered.move))
            said = title
        yield _promise(item)
    told = (
        f"✓ kept by it   ↷ kept later   ~ came anyway   ✗ not kept. The game is played again without each "
        f"move: kept by it is what came by the end of term and would not have come otherwise, at least {ENOUGH} points."
    )
    yield Line(told, QUIET)


MARKS = {BY_IT: "✓", LATER: "↷", ANYWAY: "~", NOT: "✗"}
"""A mark for each verdict."""


def _promise(item: PromiseReport) -> Line:
    d, verdict = item.delivered, item.verdict
    return Line(
        f"{item.meter} {d.promised}: {verdict.verdict}. {verdict.because}",
        lead=f"{d.before:6d}{d.term:6d}{d.later:7d}  {MARKS[verdict.verdict]} ",
        lead_style="bold",
        to=Ref(WHY, d.meter),
    )


def world(d: Debrief) -> Iterator[Line]:
    """Every meter at the start, at the end of term and years later, with its three strongest causes."""
    yield Line("", lead="start  term  later")
    group = ""
    for item in d.report.meters:
        if item.group != group:
            group = item.group
            yield BLANK
            yield heading(group)
        yield from _meter(item)
    yield BLANK
    yield Line("Below each: its strongest causes over the whole game, with what they added up to.", QUIET)


def _meter(item: MeterReport) -> Iterator[Line]:
    change = arrow(item.later - item.start)
    yield Line(
        item.name,
        STRONG,
        lead=f"{item.start:5d}{item.term:6d}{item.later:7d} {change} ",
        lead_style="bold",
        to=Ref(WHY, item.id),
    )
    if not item.causes:
        yield Line("nothing moved it", QUIET, lead=" " * 21)
    for cause in item.causes[:STRONGEST]:
        times = f", {cause.times} times" if cause.times > 1 else ""
        cite = f" ({cause.citation})" if cause.citation else ""
        yield Line(f"{cause.words.removesuffix('.')}{cite}{times}", QUIET, lead=f"{' ' * 14}{signed(cause.total):>5}  ")


def denied(d: Debrief) -> Iterator[Line]:
    """What did not happen, and why."""
    yield from _denials(d)
    yield BLANK
    yield heading("Endings that did not come, and why")
    for ending in d.report.not_come:
        yield BLANK
        for depth, reason in ending.lines():
            if depth <= DEEPEST_SHOWN:
                yield Line(reason.words, STRONG if not depth else "", lead="  " * depth, hang="  " * (depth + 1))


DEEPEST_SHOWN = 3
"""How many reasons deep the page of what did not happen goes."""


def _denials(d: Debrief) -> Iterator[Line]:
    if not d.report.denials:
        yield Line("No denial of the brief came up in this game.")
        return
    yield Line("What could be expected, was perhaps promised, and did not happen:", STRONG)
    for item in d.report.denials:
        told = item.told
        yield BLANK
        to = Ref("denial", told.step.cause) if told.step else None
        text = told.text.removeprefix("did not happen: ")
        yield Line(text[:1].upper() + text[1:], STRONG, lead=f"{DENIED} ", lead_style="bold", to=to)
        yield Line(f"{told.cause} ({told.citation})" if told.citation else told.cause, lead="  ")
        word = "round" if len(item.rounds) == 1 else "rounds"
        yield Line(f"{word} {_spans(item.rounds)}", QUIET, lead="  ")


def _spans(numbers: Sequence[int]) -> str:
    """``2 to 5, 7``."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in spans)


def views(d: Debrief) -> Iterator[Line]:
    """The same table under every causal view."""
    yield Line("The same moves, cases and answers, with another model of the world. Does your policy survive?", STRONG)
    for item in d.report.views:
        yield BLANK
        to = Ref("view", item.view) if item.view else None
        yield Line(item.name + (": as you played it" if item.own else ""), HEADING, to=to)
        if item.says:
            yield Line(item.says, QUIET)
        yield from _view(d, item)


def _view(d: Debrief, item: ViewReport) -> Iterator[Line]:
    same = item.later.id == item.ending.id
    yield Line(item.ending.title + (", and still so years later" if same else ""), lead="End of term: ")
    if not same:
        yield Line(item.later.title, lead="Years later: ")
    own = {role.role: role.score for role in d.report.roles}
    words = ", ".join(
        f"{d.deck.roles[role].name} {score}"
        + (f" ({signed(score - own[role])})" if not item.own and score != own[role] else "")
        for role, score in item.scores
    )
    yield Line(words, lead="Scores:      ")
    if not item.own:
        changed = sorted(item.changed, key=lambda entry: -abs(entry[2] - entry[1]))
        if not changed:
            yield Line("Every meter comes out the same.", QUIET)
        for meter, here, there in changed[:5]:
            yield Line(d.deck.meters[meter].name, lead=f"{here:5d} → {there:3d}  ", to=Ref("meter", meter))
        if len(changed) > 5:
            yield Line(f"and {counted(len(changed) - 5, 'more meter')} otherwise, by less", QUIET, lead="             ")
    for number, move in item.unplayable:
        yield Line(f"'{d.deck.moves[move].title}' could not have been played in round {number}", lead="! ")


def floor(d: Debrief) -> Iterator[Line]:
    """Dropped arguments: answers that were held and kept."""
    yield Line("What was dropped", HEADING)
    if not d.report.dropped:
        yield Line("Nobody kept back an answer to a case that was on the floor.")
    else:
        yield Line("Each of these cards would have answered a case on the floor, and stayed in the hand.", QUIET)
    at = 0
    for item in d.report.dropped:
        if item.round != at:
            at = item.round
            yield BLANK
            yield Line(f"Round {at}", STRONG)
        who = "You" if item.role == d.role else d.deck.roles[item.role].name
        speaker = "your" if item.speaker == d.role else f"the case of {d.deck.roles[item.speaker].name}:"
        yield Line(
            f"{who} held '{d.deck.arguments[item.card].title}' against {speaker} '{d.deck.arguments[item.case].title}'",
            lead="○ ",
            to=Ref(EXCHANGE, f"{item.round}:{item.speaker}"),
        )
    yield BLANK
    yield Line("f shows the whole flow sheet: who said what, and what answered it.", QUIET)


def talk(d: Debrief) -> Iterator[Line]:
    """Questions for discussion, and what the deck leaves out."""
    if d.report.questions:
        yield heading("To talk about")
    for item in d.report.questions:
        cite = f" ({item.citation})" if item.citation else ""
        yield BLANK
        yield Line(f"{item.ask}{cite}", STRONG, lead="? ", lead_style="bold")
        if item.look_for:
            yield Line(f"Look for: {item.look_for}", QUIET, lead="  ")
    yield from section(
        "Always worth asking",
        (
            Line(text, lead="? ", lead_style="bold")
            for text in (
                "Who won the argument and lost the policy? Where do the two columns of scores part?",
                "Which promise sounded best and came to nothing? What made people believe it?",
                "Which of the links do you doubt? What evidence would change your mind?",
            )
        ),
    )
    yield from section(HINDSIGHT, (Line(text, lead=f"{id_}  ") for id_, text in d.report.hindsight))
    yield from section("What this deck leaves out", (Line(text, lead="- ") for text in d.report.leaves_out))
    yield BLANK
    yield Line(ONE_MODEL, QUIET)


def predictions(d: Debrief) -> Iterator[Line]:
    """The answers given before the world moved, those furthest off first, and how right each certainty was."""
    if not d.foreseen:
        yield Line("Nothing was predicted in this game.")
        return
    yield Line(tally_words(d.foreseen), STRONG)
    yield Line(beside_base_rates(d.foreseen))
    surprise = learned(d.deck, d.foreseen)
    if surprise:
        yield BLANK
        yield Line(surprise)
    yield BLANK
    yield Line("", lead=" said  answers  right   that is")
    for sure, count, right, share in calibration_rows(d.foreseen):
        yield Line("", lead=f" {sure:3d} %  {count:7d}  {right:5d}  {share:5d} %")
    yield BLANK
    for item in worst_first(d.foreseen):
        score = item.score
        mark = "✓" if score.right else "✗"
        lead = f"{mark} Round {score.round}, {score.sure} %  "
        yield Line(score.because, lead=lead, lead_style="bold", to=Ref(WHY, score.meter))
    yield BLANK
    yield Line(NEVER_SCORED, QUIET)


PAGES: tuple[tuple[str, str, Callable[[Debrief], Iterator[Line]]], ...] = (
    ("Ending", "How it ended", ending),
    ("Scores", "The floor and the world", scores),
    ("Promises", "Promised beside delivered", promises),
    ("World", "Start, end of term, years later", world),
    ("Denied", "What did not happen", denied),
    ("Views", "The same game under every view", views),
    ("Floor", "What was dropped", floor),
    ("Foreseen", "What you foresaw, and what came", predictions),
    ("Ask", "Questions, and what is left out", talk),
)
"""(name on the tab, title, the page)."""


def as_text(d: Debrief) -> str:
    """The whole debrief as plain text."""
    parts = []
    for _, title, page in PAGES:
        parts.append("\n".join([title.upper(), *(line.plain.rstrip() for line in page(d)), ""]))
    return "\n".join(parts)
