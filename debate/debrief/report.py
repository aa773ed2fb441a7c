"""The debrief of a whole game, as facts: every front end shows the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import frozen

from debate.debrief.denials import denied, denied_by
from debate.debrief.naming import cited, name_of
from debate.debrief.narration import tell
from debate.debrief.requirements import WhyNot
from debate.debrief.rounds import rounds
from debate.debrief.told import Told
from debate.debrief.verdicts import Verdict, verdicts
from debate.debrief.views import EndingReport, ViewReport, ending_report, views
from debate.debrief.why_not import endings_that_did_not_come
from debate.rules.classwork import Question
from debate.rules.conditions import Compare
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.moves import Move
from debate.rules.outcome import Delivered, Outcome, outcome
from debate.rules.record import Record
from debate.rules.replay import Played
from debate.rules.state import Setting, State
from debate.rules.trace import TraceStep

MOST_CAUSES = 4


@frozen
class RoleReport:
    """How one role came out. ``score`` and ``par`` (None: the deck gives none) are on its wants at the end of term,
    ``ends_score`` (None: it names no ends) on what it says it is for, years later. ``wants``, ``ends``: (meter,
    weight)."""

    role: str
    name: str
    motive: str
    score: int
    par: int | None
    ends_score: int | None
    debate_points: int
    wants: tuple[tuple[str, int], ...]
    ends: tuple[tuple[str, int], ...]


@frozen
class PromiseReport:
    """What a move promised beside what came of it. ``line`` tells it in full."""

    verdict: Verdict
    delivered: Delivered
    move: str
    role: str
    meter: str

    @property
    def line(self) -> str:
        d, verdict = self.delivered, self.verdict
        return (
            f"{verdict.when}, {self.role}, '{self.move}' promised {self.meter} {d.promised}. "
            f"{verdict.verdict.capitalize()}: {verdict.because}"
        )


@frozen
class CauseReport:
    """What one cause did to a meter over the game: ``words``, the sum of its changes, how often."""

    words: str
    total: int
    times: int
    citation: str


@frozen
class MeterReport:
    id: str
    name: str
    group: str
    low: str
    high: str
    start: int
    term: int
    later: int
    causes: tuple[CauseReport, ...]
    """The biggest, by what they added up to."""


@frozen
class DenialReport:
    """A denial that fired: told as it was the first time, and the rounds in which it held or came up."""

    told: Told
    rounds: tuple[int, ...]


@frozen
class Dropped:
    """An answer that was held and kept: ``role`` had ``card`` against ``speaker``'s ``case`` in this round."""

    round: int
    role: str
    card: str
    speaker: str
    case: str


@frozen
class Asked:
    """A question to discuss, with what to look for, and the round in which it came up (0: deck-wide)."""

    ask: str
    look_for: str
    round: int
    citation: str


@frozen
class Report:
    """The whole debrief. ``ending``/``tags`` at the end of term, ``later``/``later_tags`` after the epilogue."""

    ending: EndingReport
    tags: tuple[EndingReport, ...]
    later: EndingReport
    later_tags: tuple[EndingReport, ...]
    last_round: int
    years_later: int
    """Rounds of the epilogue."""
    roles: tuple[RoleReport, ...]
    promises: tuple[PromiseReport, ...]
    meters: tuple[MeterReport, ...]
    denials: tuple[DenialReport, ...]
    not_come: tuple[WhyNot, ...]
    """Of each ending that did not come, why."""
    views: tuple[ViewReport, ...]
    dropped: tuple[Dropped, ...]
    questions: tuple[Asked, ...]
    still_coming: tuple[str, ...]
    """Changes on their way that not even the epilogue saw."""
    leaves_out: tuple[str, ...]
    hindsight: tuple[tuple[str, str], ...] = ()
    """Of evidence behind cards that were played: its id, and what came of it after the time of the game."""


HINDSIGHT = "What came later, in our own world"


def report(
    source_deck: Deck, setting: Setting, played: Played, moves: Iterable[Move], scripts: Collection[str] = ()
) -> Report:
    """The debrief of a game. ``source_deck``: as written, without preset and views; ``played``, ``moves`` and
    ``scripts`` (the roles that one plays) as in a session. For a game that still runs: how it stands, without promises,
    views and dropped cards."""
    moves, state, steps = tuple(moves), played.state, tuple(played.trace)
    deck, result, term = state.tables.deck, outcome(state), state.term or state
    return Report(
        ending=ending_report(deck, result.ending),
        tags=tuple(ending_report(deck, tag) for tag in result.tags),
        later=ending_report(deck, result.later),
        later_tags=tuple(ending_report(deck, tag) for tag in result.later_tags),
        last_round=term.round,
        years_later=state.round - term.round,
        roles=_roles(deck, state, result),
        promises=tuple(
            PromiseReport(v, d, deck.moves[d.move].title, deck.roles[d.role].name, deck.meters[d.meter].name)
            for v, d in zip(_verdicts(source_deck, setting, state, moves), result.delivered, strict=False)
        ),
        meters=tuple(
            MeterReport(
                m.id, m.name, m.group, m.low, m.high, m.start, term.meters[m.id], state.meters[m.id],
                _causes(deck, steps, m.id),
            )
            for m in deck.meters.values()
        ),
        denials=_denials(deck, steps),
        not_come=endings_that_did_not_come(played, scripts) if state.over else (),
        views=views(source_deck, setting, played, moves) if state.over else (),
        dropped=tuple(_dropped(played)),
        questions=tuple(
            Asked(q.ask, q.look_for, round_, cited(q))
            for q, round_ in ((deck.questions[id_], round_) for id_, round_ in state.asked)
            if _still_true(q, term)
        ),
        still_coming=tuple(dict.fromkeys(deck.links[item.link].says for item in state.pending)),
        leaves_out=deck.leaves_out,
        hindsight=_hindsight(deck, played) if state.over else (),
    )  # fmt: skip


def _dropped(played: Played) -> Iterator[Dropped]:
    for record in rounds(played, None):
        for exchange in record.exchanges:
            for role, card in exchange.dropped:
                yield Dropped(record.number, role, card, exchange.role, exchange.case)


def _verdicts(source_deck: Deck, setting: Setting, state: State, moves: tuple[Move, ...]) -> tuple[Verdict, ...]:
    return verdicts(source_deck, Record(source_deck.digest, setting, moves)) if state.over else ()


def _hindsight(deck: Deck, played: Played) -> tuple[tuple[str, str], ...]:
    """What came of the evidence behind the cards that lay on the floor, in deck order."""
    spoken = {move.card for move in played.moves if move.card}
    cited_ = {id_ for card in spoken for id_ in deck.arguments[card].evidence}
    return tuple((item.id, item.later) for item in deck.evidence.values() if item.later and item.id in cited_)


def _still_true(question: Question, term: State) -> bool:
    """Whether what a question takes for granted of meters still holds at the end of term.

    A question is noted in the round in which it came up; the world may since have moved on. What happened once, lasted
    or stood in a list of other ways in stays true; a meter that must be low or high may not.
    """
    tables = term.tables
    asked = tuple(test for test in question.when if isinstance(test, Compare) and test.kind == "meter")
    return holds(tables.condition(asked), term.v, tables)


def _roles(deck: Deck, state: State, result: Outcome) -> tuple[RoleReport, ...]:
    found = []
    for role in deck.turn_order:
        motive = deck.roles[role].motives.get(state.motives[role])
        found.append(
            RoleReport(
                role=role,
                name=deck.roles[role].name,
                motive=motive.name if motive else "",
                score=result.scores[role],
                par=motive.par if motive else None,
                ends_score=result.ends.get(role),
                debate_points=result.debate_points[role],
                wants=tuple(motive.wants.items()) if motive else (),
                ends=tuple(motive.ends.items()) if motive else (),
            )
        )
    return tuple(found)


def _causes(deck: Deck, steps: Sequence[TraceStep], meter: str) -> tuple[CauseReport, ...]:
    totals: dict[tuple[str, bool], list[TraceStep]] = {}
    for step in steps:
        if step.meter == meter and step.change:
            cause = "clamp" if step.kind == "clamp" else step.cause
            totals.setdefault((cause, step.kind == "beaten"), []).append(step)
    causes = []
    for (cause, _), caused in totals.items():
        told = tell(deck, caused[0])
        words = "The meter met its limit." if cause == "clamp" else told.cause
        causes.append(CauseReport(words, sum(step.change for step in caused), len(caused), told.citation))
    causes.sort(key=lambda cause: -abs(cause.total))
    return tuple(causes[:MOST_CAUSES])


def _denials(deck: Deck, steps: Sequence[TraceStep]) -> tuple[DenialReport, ...]:
    numbered = {step.number: step for step in steps}
    fired: dict[tuple[str, str], list[TraceStep]] = {}
    for step in steps:
        if step.kind == "denied":
            by = denied_by(deck, step, [numbered[n] for n in step.parents if n in numbered])
            fired.setdefault((step.cause, by), []).append(step)
    found = []
    for told in fired.values():
        first = list({step.target: step for step in reversed(told)}.values())[::-1]
        parents = [numbered[n] for n in first[0].parents if n in numbered]
        rounds_ = tuple(dict.fromkeys(step.round for step in told))
        found.append(DenialReport(denied(deck, first, parents, steps, rounds_), rounds_))
    return tuple(found)


def weights_words(deck: Deck, weights: Iterable[tuple[str, int]]) -> str:
    """``Trade up (3), Traffic down (1)``: wants or ends, the weightiest first."""
    ordered = sorted(weights, key=lambda pair: -abs(pair[1]))
    return ", ".join(
        f"{name_of(deck, id_)} {'up' if weight > 0 else 'down'} ({abs(weight)})" for id_, weight in ordered
    )
