"""How a game ended as pictures: the four meters that mattered, where the score came from, one's promises, the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from debate.debrief.control import tried
from debate.debrief.course import that_mattered
from debate.debrief.naming import counted, listed
from debate.debrief.position import choice_in_words, none_costly, why_better
from debate.debrief.report import PromiseReport, Report, report
from debate.debrief.retries import COSTLY, Retry
from debate.debrief.rounds import HAPPENED, rounds
from debate.debrief.scores import Goal as Part
from debate.debrief.scores import Score, ScoreChoice, by_later_choices, score, score_change
from debate.debrief.verdicts import ANYWAY, BY_IT, LATER, made_room, tally, tally_words
from debate.debrief.waiting import round_of
from debate.pages.charts import Chart, Course, Own, Promised, Share, Standing, signed
from debate.pages.document import Columns, Goal, Group, Line, Mark, Node, Ref, item, quiet, strong
from debate.pages.floor import OFFER_COUNTS, taken_by
from debate.pages.reader import Reader
from debate.rules.deck import Motive
from debate.rules.outcome import score as score_of

MOST_SHORT = 4
"""How many promises are told with their reasons where all of the ending stands on one page."""
ANEW = "in many games from that moment on: what you could not know is dealt anew, and everybody chooses anew."
"""By what a decision that is made once more is judged: what is held, and what is drawn anew."""
LEFT_OUT = (
    "Each against this same game with only that move left out: luck and, where they can, all other choices stay. In "
    "'what if' the others choose anew, and what is left out here may be made with another card or none. A move can "
    "help here and still be your costliest, where another would have helped more. What hung on it: moves that are "
    "left out with this one, for want of their card, of capital or of what they need."
)
"""By what a move is judged in the list of what moved the score."""


@frozen(eq=False)
class Finale:
    """A game that is over, for its ``reader``, and the ``report`` on it, which takes some time to make."""

    reader: Reader
    report: Report

    @property
    def score(self) -> Score | None:
        """The arithmetic of the reader's score; None for somebody who looked on."""
        role = self.reader.role
        return None if role is None else score(self.reader.game.source, self.reader.game.to_record())[role]

    @property
    def motive(self) -> Motive | None:
        role = self.reader.role
        if role is None:
            return None
        return self.reader.deck.roles[role].motives.get(self.reader.game.state.motives[role])


def finale(reader: Reader) -> Finale:
    """The facts of the ending. ``ValueError`` unless the game is over."""
    game = reader.game
    return Finale(reader, report(game.source, game.state.setting, game.played, game.moves, game.scripts))


# The four that mattered.


def picture(f: Finale) -> list[Node]:
    """The meters that mattered most to the reader as columns over the rounds, with the reader's own moves."""
    found = chart(f)
    words = "The four" if len(found.courses) == 4 else "The ones"
    title = f"{words} that mattered to you" if f.reader.role is not None else "What moved most"
    return [Group(title, (found,))]


def chart(f: Finale) -> Chart:
    """The same as a chart by itself."""
    deck, motive, counted_ = f.reader.deck, f.motive, f.score
    wants, says = (motive.wants, motive.ends) if motive is not None else ({}, {})
    points = {part.meter: part.points for part in counted_.goals} if counted_ is not None else {}
    said = {part.meter: part.points for part in counted_.said} if counted_ is not None else {}
    courses = []
    for found in that_mattered(deck, f.reader.game.played, wants, says):
        meter = deck.meters[found.meter]
        goal, gave = None, None
        if motive is not None and found.meter in motive.wants:
            goal, gave = Goal("scored", motive.wants[found.meter]), points.get(found.meter)
        elif motive is not None and found.meter in motive.ends:
            goal, gave = Goal("said", motive.ends[found.meter]), said.get(found.meter)
        scale, to = (meter.min, meter.max), Ref("why", meter.id)
        courses.append(Course(meter.name, meter.short, found.values, *scale, to, goal, found.later, gave))
    return Chart(tuple(courses), _own_moves(f))


def _own_moves(f: Finale) -> tuple[Own, ...]:
    """The reader's moves by the rounds in which they were chosen; of each whether it came about, then or, where it had
    to wait, later."""
    game, role, deck = f.reader.game, f.reader.role, f.reader.deck
    own = [(r.number, e) for r in rounds(game.played, role) for e in r.exchanges if e.role == role]
    fates = {(number, e.move): e.fate for number, e in own}
    return tuple(
        Own(number, deck.moves[e.move].title, deck.moves[e.move].short, e.role, happened, e.fate == "waits")
        for number, e in own
        if not e.waited
        for happened in [HAPPENED in (e.fate, fates.get((number + 1, e.move), "") if e.fate == "waits" else "")]
    )


# The score.


def arithmetic(f: Finale) -> list[Node]:
    """Where the reader's score came from: what each goal gave, beside what one says one is for."""
    found = f.score
    if found is None:
        return []
    most = max((abs(part.points) for part in (*found.goals, *found.said)), default=1) or 1
    nodes: list[Node] = [quiet(f"Began at {found.start}")]
    nodes += [_share(f, part, "scored", most) for part in found.goals]
    nodes += [quiet(_reckoned(f))] if found.goals else []
    gap = found.end - found.par
    beside = "just that" if not gap else f"{abs(gap)} {'over' if gap > 0 else 'short'}"
    ended, role = f"Ended at {found.end}", f.reader.role or ""
    if f.report.years_later and f.motive is not None:
        ended += f"; years later {score_of(f.reader.game.state, f.motive.wants)}"
    nodes.append(Line(ended, tone="strong", to=Ref("score", role), more="Round by round"))
    nodes.append(Line(f"Par of scripted play {found.par}: {beside}", to=Ref("par", role), more="Goal by goal"))
    if found.said:
        nodes.append(strong(f"What you say you are for: {found.said_start}→{found.said_end}, years later"))
        nodes += [_share(f, part, "said", most) for part in found.said]
    won = next((each.debate_points for each in f.report.roles if each.role == f.reader.role), 0)
    nodes.append(quiet(f"On the floor {won} won. Never added in."))
    return [Group(f"Your score: where {found.end} came from", tuple(nodes))]


def _reckoned(f: Finale) -> str:
    """How the points of a goal come of its change and its weight."""
    wants, meters = f.motive.wants if f.motive is not None else {}, f.reader.deck.meters
    by = sum(abs(weight) * (meters[m].max - meters[m].min) for m, weight in wants.items()) / 100
    all_ = ", all weights together" if by == sum(map(abs, wants.values())) else ", for all weights and scales"
    return f"Points: change times weight, divided by {by:g}{all_}."


def _share(f: Finale, part: Part, kind: str, most: int) -> Share:
    meter = f.reader.deck.meters[part.meter]
    goal = Goal("scored" if kind == "scored" else "said", part.weight)
    return Share(meter.name, meter.short, goal, part.points, most, part.start, part.end, Ref("why", meter.id))


def decisions(f: Finale) -> list[Node]:
    """The choices of the whole table that moved the reader's score most, by games without them."""
    found = f.score
    if found is None or not (found.choices or found.own):
        return []
    nodes: list[Node] = [_choice(f, each) for each in found.choices]
    rest = [each for each in found.own if each not in found.choices]
    if rest:
        nodes.append(strong(f"{'The rest of your' if len(rest) < len(found.own) else 'Your'} moves:"))
        nodes += [_choice(f, each) for each in rest]
    told = {*found.choices, *found.own}
    declined = any("declined" in taken_by(f.reader, each.move, each.round) for each in told)
    nodes.append(quiet(f"{LEFT_OUT} {OFFER_COUNTS}" if declined else LEFT_OUT))
    return [Group("What moved your score most, in this one game", tuple(nodes))]


def _choice(f: Finale, each: ScoreChoice) -> Line:
    """A choice with what it did to the score; it leads to why."""
    when, title = round_of(f.reader.game.played, each.round, each.move), f.reader.deck.moves[each.move].title
    taken = taken_by(f.reader, each.move, each.round)
    words = f"{signed(each.points)}: {when}, {_whose(f, each.role)} '{title}'{taken and f', {taken}'}"
    game = tried(f.reader.game.source, f.reader.game.to_record())
    if f.reader.role is not None and by_later_choices(game, f.reader.role, each):
        places, role = game.held_without((each.round, each.role)), f.reader.role
        places.sort(key=lambda place: -abs(score_change(game, role, place).points))
        held = dict.fromkeys(game.plays[place].move for place in places)
        hung = [f"'{f.reader.deck.moves[id_].title}'" for id_ in held]
        words += f"; mostly by what hung on it: {listed(hung if len(hung) < 3 else [hung[0], f'{len(hung) - 1} more'])}"
    mark: Mark = "up" if each.points > 0 else "down" if each.points else ""
    return item(words, Ref("choice", f"{each.round}:{each.role}"), mark)


def _whose(f: Finale, role: str) -> str:
    return "your" if role == f.reader.role else f"{f.reader.deck.roles[role].name}:"


UNNAMED = "A better choice was found. It is named once you have chosen again."


def costliest(
    f: Finale, found: Sequence[Retry] | None, done: str = "", again: str = "", told: Sequence[Retry] = ()
) -> list[Node]:
    """The decision that cost the reader most. ``found``: None while it is looked for, ``done`` then says how far that
    has come; ``again``: how to make it once more, empty where there is nothing to make again by any yardstick. What
    would have been better is named of those ``told`` already."""
    if f.score is None:
        return []
    if found is None:
        return [Group("Your costliest decision", (quiet(done or "Playing your decisions on ..."),), "main")]
    costly = [each for each in found if each.kind == COSTLY]
    if not costly:
        other = "that may be otherwise: retry judges by either" if again else "it is the same"
        beside = f" By what you say you are for {other}." if f.score.said else ""
        return [Group("Your costliest decision", (Line(f"{none_costly('wants')}{beside}"),), "main")]
    worst, deck = costly[0], f.reader.deck
    nodes: list[Node] = [
        strong(f"Round {worst.round}: {choice_in_words(deck, worst.made)}"),
        Line(f"Better: {choice_in_words(deck, worst.better)}." if worst in told else UNNAMED),
        Line(f"Beside the best other choice it cost you {worst.cost:.1f} points of score on average, {ANEW}"),
    ]
    if worst in told:
        why = why_better(deck, worst, worst.better, worst.made, "wants", 1)
        nodes += [item(words, Ref("why", meter), "up" if points > 0 else "down") for meter, words, points in why]
    nodes += [Line(words) for words in _in_this_game(f, worst)]
    return [Group("Your costliest decision", tuple(nodes), "main", again)]


def _in_this_game(f: Finale, worst: Retry) -> Iterator[str]:
    """What the better choice would have come to in this very game, on both yardsticks."""
    game, motive, role = f.reader.game, f.motive, f.reader.role
    places = enumerate(zip(game.played.states, game.played.moves, strict=False))
    at = next(n for n, (state, move) in places if move == worst.made and state.round == worst.round)
    if motive is None or role is None:
        return
    other = game.what_if(at, worst.better).other.state
    here = game.state
    one, two = (score_of(state.term or state, motive.wants) for state in (here, other))
    words = "In this very game the better choice gives, with only the others choosing anew: "
    words += f"score {signed(two - one)} ({one}→{two})"
    if motive.ends:
        one, two = score_of(here, motive.ends), score_of(other, motive.ends)
        words += f", what you say you are for {signed(two - one)} ({one}→{two})"
    yield f"{words}."


# Promises and the table.


def promises(f: Finale, reasons: bool = True) -> list[Node]:
    """What the reader promised with the verdicts; for somebody who looked on what everybody did. ``reasons``: with
    why."""
    found = f.report.promises
    mine = [each for each in found if f.reader.role in (None, each.verdict.role)]
    title = "What you promised" if f.reader.role is not None else "What was promised"
    if not mine:
        return [Group(title, (Line("No move of yours that happened promised anything." if found else NOTHING),))]
    counted_ = f"Promises: {tally_words([each.verdict for each in found])}."
    if f.reader.role is not None:
        verdicts = [each.verdict for each in mine]
        counted_ = f"{_kept_words(tally(verdicts), made_room(verdicts))} "
        counted_ += f"All seats: {tally([each.verdict for each in found])[BY_IT]} of {len(found)}."
    nodes = [_promised(f, each, reasons, f.reader.role is None) for each in mine]
    return [Group(title, (*nodes, strong(counted_)))]


def _kept_words(counts: Mapping[str, int], room: int) -> str:
    """How many promises of one's own were kept, and beside it for how many one made ``room``, and how many came
    later or anyway, as a sentence."""
    kept = counts[BY_IT]
    only = f", {f'{room} of them' if kept > 1 else 'and that'} by making room for other moves" if room else ""
    others = ((LATER, "only later"), (ANYWAY, "came anyway"))
    beside = listed([f"{counts[how]} {words}" for how, words in others if counts[how]])
    return (
        f"Of {counted(sum(counts.values()), 'promise')} {kept or 'none'} {'were' if kept > 1 else 'was'} kept by the "
        f"end of term by what you did{only}{f'; {beside}' if beside else ''}."
    )


NOTHING = "No move that happened promised anything."


def promises_of_others(f: Finale) -> list[Node]:
    """What the others promised, with the verdicts."""
    others = [each for each in f.report.promises if f.reader.role not in (None, each.verdict.role)]
    nodes = [_promised(f, each, True, True) for each in others]
    return [Group("What the others promised", tuple(nodes))] if nodes else []


def _promised(f: Finale, each: PromiseReport, reason: bool, who: bool) -> Promised:
    deck, verdict, delivered = f.reader.deck, each.verdict, each.delivered
    later = verdict.verdict == "kept later"
    return Promised(
        verdict=verdict.verdict,  # type: ignore[arg-type]
        round=verdict.round,
        role=verdict.role,
        who=each.role if who else "",
        move=each.move,
        move_short=deck.moves[verdict.move].short,
        meter=each.meter,
        meter_short=deck.meters[verdict.meter].short,
        way=verdict.promised,
        before=delivered.before,
        after=delivered.later if later else delivered.term,
        reason=verdict.reason if reason else "",
        to=Ref("why", verdict.meter),
        detour=verdict.detour,
        chosen=verdict.chosen,
    )


def table(f: Finale) -> list[Node]:
    """Everybody's score by their own goals, beside par."""
    return [Group("The table, each by its own goals", standings(f))]


def standings(f: Finale) -> tuple[Standing, ...]:
    """Everybody's score, in turn order."""
    found = []
    for each in f.report.roles:
        you = ", you" if each.role == f.reader.role else ""
        found.append(Standing(each.role, f"{each.name}{you}", each.score, each.par, Ref("role", each.role)))
    return tuple(found)


def overview(
    f: Finale, found: Sequence[Retry] | None, done: str = "", again: str = "", told: Sequence[Retry] = ()
) -> list[Node]:
    """All of it on one page, for a window with room for that."""
    role = f.reader.role
    mine = sum(role in (None, each.verdict.role) for each in f.report.promises)
    left = [*arithmetic(f), *table(f)]
    right = [*promises(f, reasons=mine <= MOST_SHORT), *costliest(f, found, done, again, told)]
    return [*picture(f), Columns((tuple(left), tuple(right)), (52, 66))]
