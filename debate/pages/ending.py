"""The debrief of a game that is over: how it ended, and why, in parts that can be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from debate.debrief.control import Apart
from debate.debrief.foreseen import learned
from debate.debrief.naming import cause_cited, counted, ended, listed, rounds_of_term, sentence
from debate.debrief.reasons import told_once
from debate.debrief.report import HINDSIGHT, Dropped, MeterReport, RoleReport, weights_words
from debate.debrief.requirements import NO_WAY, WhyNot
from debate.debrief.views import Against, EndingReport, ViewReport
from debate.pages.document import Group, Heading, Line, Node, Ref, Table, TableRow, Thing, item, quiet, section, strong
from debate.pages.finale import Finale, arithmetic, decisions, picture, promises, promises_of_others, table
from debate.pages.predictions import summary
from debate.rules.conditions import StepTable
from debate.rules.deck import Deck, Link, MoveDef

STRONGEST = 3
"""How many causes of a meter are told."""
DEEPEST = 2
"""How many reasons deep it is told why an ending did not come; its own page, to which it leads, tells all."""
_NOT_COME = {
    "late": "Endings that came only years later, and why",
    "beside": "Endings that were true beside the one that came",
    "": "Endings that did not come, and why",
}
"""What stands over endings by their fate."""
MOST_CHANGED = 5
"""How many meters are named that come out otherwise under a view."""
ONE_MODEL = (
    "Remember: this is one author's model of the world, built from one brief. A link that you doubt is worth an "
    "argument; the other views show whether your game hung on the disputed ones."
)
ALWAYS_ASK = (
    "Who won the argument and lost the policy? Where do the two scores part?",
    "Which promise sounded best and came to nothing? What made people believe it?",
    "Which of the links do you doubt? What evidence would change your mind?",
)


def endings(f: Finale, titled: bool = False) -> Iterator[Node]:
    """The headline at the end of term and that of years later, with what else holds. ``titled``: the first stands
    above already."""
    found = f.report
    yield Heading(f"The end of term, after round {found.last_round}{'' if titled else f': {found.ending.title}'}")
    yield from _ending(found.ending)
    yield from _tags(found.tags)
    if found.years_later:
        yield Heading(f"Years later, {counted(found.years_later, 'round')} after: {found.later.title}")
        yield from [Line("It still holds.")] if found.later == found.ending else _ending(found.later)
        yield from _tags(found.later_tags)
        for tag in (each for each in found.tags if each not in (*found.later_tags, found.later)):
            yield Line(f"True no longer: {ended(tag.title)}", to=Ref("ending", tag.id))
    for words in found.still_coming:
        yield Line(f"Still on its way even then: {words}")
    if surprise := learned(f.reader.deck, f.reader.game.foreseen(f.reader.role) if f.reader.role else ()):
        yield strong(surprise)
    yield quiet(ONE_MODEL)


def _ending(ending: EndingReport) -> Iterator[Node]:
    if ending.text:
        yield Line(sentence(ending.text, ending.citation), to=Ref("ending", ending.id) if ending.id else None)


def _tags(tags: Sequence[EndingReport]) -> Iterator[Node]:
    for tag in tags:
        yield Line(f"Also: {ended(tag.title)} {sentence(tag.text, tag.citation)}", to=Ref("ending", tag.id))


def how_it_ended(f: Finale) -> list[Node]:
    """How it ended, in words and as a picture."""
    return [*endings(f), *picture(f)]


def scores(f: Finale) -> list[Node]:
    """The reader's arithmetic, then everybody's floor and world, what they wanted and what they said it was for."""
    return [*arithmetic(f), *decisions(f), *everybody(f)]


def everybody(f: Finale) -> Iterator[Node]:
    """Both scores of every role, and how what it wanted stands beside what it said it was for."""
    yield Heading("The floor and the world", 3)
    for role in f.report.roles:
        you = ", you" if role.role == f.reader.role else ""
        motive = f" ({role.motive}{you})" if role.motive else ""
        par = "" if role.par is None else f", par {role.par}"
        told = f"{role.name}{motive}: the floor {role.debate_points} debate points; the world {role.score} of 100{par}."
        yield item(told, Ref("role", role.role))
        yield Line(f"Wanted: {weights_words(f.reader.deck, role.wants) or 'nothing'}. That is its score.", 2)
        if role.ends_score is not None:
            yield Line(_said_for(f, role, role.ends_score), 2)
    yield quiet(
        "The floor: exchanges won. The world: how far the wants came true by the end of term. They are never added up: "
        "you can win the argument and still lose the policy. Par is what scripted play reaches."
    )


def _said_for(f: Finale, role: RoleReport, ends: int) -> str:
    gap, later = role.score - ends, f.report.years_later
    side = "more of what it wanted" if gap > 0 else "more of what it says it is for"
    said = f"Said it was for: {weights_words(f.reader.deck, role.ends)}."
    when, beside = ("Years later", "its score at the end of term") if later else ("In the end", "its score")
    said = f"{said} {when} that stands at {ends} of 100, {beside} at {role.score}"
    return f"{said}, a gap of {abs(gap)}: it got {side}." if gap else f"{said}, just as much."


def promised(f: Finale) -> list[Node]:
    """One's own promises with their verdicts, the table, and what the others promised."""
    how = (
        "The first number is from just before the move, the second from the end of term, or, where it was kept later, "
        "from years later. The game is played again without each move: kept by it is what came by the end of term and "
        "would not have come otherwise. Everybody chooses there as they did; a later choice that is not possible there "
        "is left out, such as one whose card was not drawn yet. A what-if has it made with another card or none, and "
        "opponents choose anew, so its figures may be others."
    )
    return [*promises(f), *table(f), *promises_of_others(f), quiet(how)]


def world(f: Finale) -> list[Node]:
    """Every meter at the start, at the end of term and years later, with its strongest causes."""
    nodes: list[Node] = []
    for group in dict.fromkeys(meter.group for meter in f.report.meters):
        rows = tuple(_meter(meter) for meter in f.report.meters if meter.group == group)
        nodes += section(group, [Table(("start", "term", "later"), rows)])
    return nodes


def _meter(meter: MeterReport) -> TableRow:
    cells = (str(meter.start), str(meter.term), str(meter.later))
    causes = []
    for cause in meter.causes[:STRONGEST]:
        times = f", {cause.times} times" if cause.times > 1 else ""
        causes.append(f"{cause.total:+d}{times}: {ended(sentence(cause.words, cause.citation))}")
    way = meter.later - meter.start
    if rest := way - sum(cause.total for cause in meter.causes[:STRONGEST]):
        causes.append(f"{rest:+d}: all else together.")
    mark = "up" if way > 0 else "down" if way < 0 else ""
    return TableRow(meter.name, cells, Ref("why", meter.id), mark, tuple(causes) or ("Nothing moved it.",))  # type: ignore[arg-type]


def denied(f: Finale) -> Iterator[Node]:
    """What did not happen, and why; endings that did not come."""
    for denial in f.report.denials:
        told = denial.told
        to = Ref("denial", told.step.cause) if told.step else None
        words = sentence(f"{told.kept_still}: {told.cause}", told.citation)
        rounds = rounds_of_term(f.reader.deck, sorted(denial.rounds))
        yield Line(f"{words} [{rounds}]", 1, to=to, mark="denied")
    if not f.report.denials:
        yield Line("Nothing that the brief denies was put to the test.")
    for fate, title in _NOT_COME.items():
        reasons = (ending for ending in f.report.not_come if ending.fate == fate)
        lines = (line for each in told_once(_as_deep(each, 0) for each in reasons) for line in each.lines())
        yield from section(title, (_reason(each, depth) for depth, each in lines))


def _reason(reason: WhyNot, depth: int) -> Line:
    to = Ref("ending", reason.id) if not depth else None
    return Line(reason.words, depth + 1, tone="" if depth else "strong", to=to)


def _as_deep(reason: WhyNot, depth: int) -> WhyNot:
    """A reason with those behind it, down to the deepest that is told; ways that are announced are listed."""
    deeper = reason.causes if depth < DEEPEST or reason.words == NO_WAY else ()
    return evolve(reason, causes=tuple(_as_deep(each, depth + 1) for each in deeper))


def views(f: Finale) -> Iterator[Node]:
    """The same table under every causal view."""
    yield strong("The same choices, with another model of the world. Does your policy survive?")
    found, same = f.report, []
    for view in found.views:
        moved = view.changed or view.goals or view.against
        if moved or view.own or view.unplayable or (view.ending, view.later) != (found.ending, found.later):
            yield from _view(f, view)
        else:
            same.append(f"'{view.name}'")
    if same:
        yield Line(f"The world comes out the same under {listed(same)}.")


def _view(f: Finale, view: ViewReport) -> Iterator[Node]:
    deck = f.reader.deck
    yield Heading(f"{view.name}{', as you played it' if view.own else ''}", 3)
    if view.says:
        yield Thing(view.says, Ref("view", view.view)) if view.view else Line(view.says)
    later = "the same years later" if view.later == view.ending else f"years later {view.later.title}"
    yield item(f"Ending: {view.ending.title}, {later}.")
    told = []
    for role, score in view.scores:
        goals = view.goals.get(role, {})
        parts = [f"{deck.meters[id_].name} {points:+d}" for id_, points in goals.items() if points]
        by = f" ({sum(goals.values()):+d}: {', '.join(parts)})" if parts else ""
        told.append(f"{deck.roles[role].name} {score}{by}")
    yield item(f"Scores: {'; '.join(told)}.")
    changed = sorted(view.changed, key=lambda entry: -abs(entry[2] - entry[1]))
    if changed:
        words = [f"{deck.meters[id_].name} {there} instead of {here}" for id_, here, there in changed[:MOST_CHANGED]]
        rest = len(changed) - MOST_CHANGED
        more = f"; {counted(rest, 'more meter')} otherwise, by less" if rest > 0 else ""
        yield item(f"Years later: {', '.join(words)}{more}.")
    yield from (item(words, Ref("why", meter), "warns") for meter, words in _outweighed(deck, view.against))
    for round_, move in view.unplayable:
        yield item(f"'{deck.moves[move].title}' of round {round_} could not have been played there.", mark="warns")


def _outweighed(deck: Deck, against: Sequence[Against]) -> Iterator[tuple[str, str]]:
    """Of each meter that did not go the way of what a view changes, what outweighed it; at the end of term and years
    later together where it was the same."""
    same: dict[tuple[str, int, tuple[Apart, ...]], list[Against]] = {}
    for each in against:
        same.setdefault((each.meter, each.own, each.rest), []).append(each)
    for (meter, own, rest), found in same.items():
        ends = (f"{e.there} instead of {e.here}" if e.there != e.here else f"still {e.here}" for e in found)
        when = ("years later" if e.later else "at the end of term" for e in found)
        parts = [f"{own:+d} by what this view changes", *(_part(deck, meter, each) for each in rest[:STRONGEST])]
        if left := -sum(each.made for each in rest[STRONGEST:]):
            parts.append(f"{left:+d}: all else")
        came = listed([f"{end} {then}" for end, then in zip(ends, when, strict=True)])
        yield meter, f"{deck.meters[meter].name} is {came}: {'; '.join(parts)}."


def _part(deck: Deck, meter: str, each: Apart) -> str:
    """``+16: The ban starves it (P6), -20 instead of -36; it depends on ZTE's business``."""
    cause: Link | MoveDef | None = deck.links.get(each.cause) or deck.moves.get(each.cause)
    amount = dict(cause.effects.meters).get(meter) if cause is not None else None
    hangs = f"; it depends on {deck.meters[amount.by].name}" if isinstance(amount, StepTable) else ""
    both = f", {each.there:+d} instead of {each.here:+d}" if each.here and each.there else ""
    return f"{-each.made:+d}: {cause_cited(deck, each.cause)}{both}{hangs}"


def floor(f: Finale) -> Iterator[Node]:
    """Dropped arguments: answers that were held and kept."""
    deck, found = f.reader.deck, f.report.dropped
    if not found:
        yield Line("Nobody kept back an answer to a case that was on the floor.")
    else:
        yield quiet("Each of these cards would have answered a case on the floor, and stayed in the hand.")
    cards: dict[tuple[str, str], list[Dropped]] = {}
    for drop in found:
        cards.setdefault((drop.role, drop.card), []).append(drop)
    for (role, card), (first, *others) in cards.items():
        who = "you" if role == f.reader.role else deck.roles[role].name
        held = f"Round {first.round}: {who} held '{deck.arguments[card].title}' against {_case_of(f, first)}"
        again = [f"in round {drop.round} against {_case_of(f, drop)}" for drop in others]
        also = f", and still {listed(again)}" if again else ""
        yield item(f"{held}{also}.", Ref("exchange", f"{first.round}:{first.speaker}"), "other")


def _case_of(f: Finale, drop: Dropped) -> str:
    whose = "your" if drop.speaker == f.reader.role else f"{f.reader.deck.roles[drop.speaker].name}:"
    return f"{whose} '{f.reader.deck.arguments[drop.case].title}'"


def discuss(f: Finale) -> Iterator[Node]:
    """Questions for discussion, and what the deck leaves out."""
    for number, asked in enumerate(f.report.questions, 1):
        yield strong(f"{number}. {sentence(asked.ask, asked.citation)}")
        if asked.look_for:
            yield Line(f"Look for: {asked.look_for}", 2)
    yield from section("Always worth asking", [item(words) for words in ALWAYS_ASK])
    yield from section(HINDSIGHT, [Line(text, 1, id_) for id_, text in f.report.hindsight])
    yield from section("What this deck leaves out", [item(words) for words in f.report.leaves_out])


@frozen
class Part:
    """A part of the debrief: its ``name`` for a list, its ``title``, and what ``make``s it."""

    name: str
    title: str
    make: Callable[[Finale], Iterator[Node] | list[Node]]

    def nodes(self, f: Finale) -> list[Node]:
        """What stands in it, under its title unless it begins with one of its own."""
        first, *rest = self.make(f)
        titled = isinstance(first, Group) or (isinstance(first, Heading) and first.level == 2)
        return [first, *rest] if titled else [Heading(self.title), first, *rest]


PARTS: tuple[Part, ...] = (
    Part("Ending", "How it ended", how_it_ended),
    Part("Score", "Where the scores came from", scores),
    Part("Promises", "Promised beside delivered", promised),
    Part("World", "The world at the start, at the end of term, years later", world),
    Part("Denied", "What did not happen, and why", denied),
    Part("Views", "The same game under every view of the world", views),
    Part("Floor", "What was dropped on the floor", floor),
    Part("Foreseen", "What was foreseen, and what came", lambda f: summary(f.reader)),
    Part("Talk", "Questions to discuss, and what is left out", discuss),
)
"""The debrief, part by part."""
