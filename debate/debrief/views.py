"""A finished game replayed under every causal view of its deck: what comes out otherwise, and what outweighs a view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from debate.debrief.control import Apart, apart_by_cause, summed
from debate.debrief.naming import cited
from debate.debrief.scores import shared
from debate.rules import replay
from debate.rules.deck import Deck, Ending
from debate.rules.moves import Move
from debate.rules.outcome import outcome
from debate.rules.replay import Played
from debate.rules.state import Setting
from debate.rules.tables import with_included


@frozen
class EndingReport:
    id: str
    title: str
    text: str
    citation: str


@frozen
class Against:
    """A meter that did not go the way of what a view changes: it came to ``there`` instead of ``here`` at the end of
    term or years ``later``, though what the view changes made ``own`` points. ``rest``: what else did, the biggest
    first; with ``own`` it adds up to the difference."""

    meter: str
    later: bool
    here: int
    there: int
    own: int
    rest: tuple[Apart, ...]


@frozen
class ViewReport:
    """The same table under one causal view (``view`` empty: the deck as written). ``own``: the game was played so.

    ``goals``: role -> meter -> whole points by which it changes the score. ``changed``: (meter, value years later as
    played, value there) of meters that come out otherwise. ``unplayable``: (round, move) that could not have been
    played there.
    """

    view: str
    name: str
    says: str
    own: bool
    ending: EndingReport
    later: EndingReport
    scores: tuple[tuple[str, int], ...]
    goals: Mapping[str, Mapping[str, int]]
    changed: tuple[tuple[str, int, int], ...]
    against: tuple[Against, ...]
    unplayable: tuple[tuple[int, str], ...]


def ending_report(deck: Deck, id_: str) -> EndingReport:
    """An ending in words; one without id where there is none."""
    ending: Ending | None = deck.endings.get(id_)
    if ending is None:
        return EndingReport("", "No ending", "", "")
    return EndingReport(ending.id, ending.title, ending.text, cited(ending))


def views(deck: Deck, setting: Setting, played: Played, moves: Iterable[Move]) -> tuple[ViewReport, ...]:
    """The game as played, then ``deck``, as it is written, and every view of it."""
    recorded, own = tuple(moves), with_included(deck, setting.views)
    wanted: list[tuple[str, ...]] = [(), *((view,) for view in deck.views)]
    return tuple(_report(deck, setting, played, recorded, own, each) for each in wanted)


def _report(
    deck: Deck,
    setting: Setting,
    played: Played,
    recorded: tuple[Move, ...],
    own: frozenset[str],
    chosen: tuple[str, ...],
) -> ViewReport:
    on, state = with_included(deck, chosen), played.state
    there = played if on == own else replay.under(deck, setting, recorded, chosen)
    result, scored, now = outcome(there.state), outcome(state).scores, there.state
    view, here = next((deck.views[id_] for id_ in chosen), None), now.tables.deck
    term, other = state.term or state, now.term or now
    goals = {
        role: shared(here.meters, here.roles[role].motives[motive].wants, term.meters, other.meters, points)
        for role, motive in state.motives.items()
        if (points := result.scores[role] - scored[role])
    }
    return ViewReport(
        view=view.id if view else "",
        name=view.name if view else "The deck as written",
        says=view.says if view else "",
        own=there is played,
        ending=ending_report(here, result.ending),
        later=ending_report(here, result.later),
        scores=tuple(result.scores.items()),
        goals=goals,
        changed=tuple(
            (meter, value, now.meters[meter]) for meter, value in state.meters.items() if now.meters[meter] != value
        ),
        against=tuple(_against({id_ for each in own ^ on for id_ in deck.views[each].replaces}, played, there)),
        unplayable=tuple((step.round, step.cause) for step in there.trace if step.kind == "unplayable"),
    )


def _against(replaced: set[str], played: Played, there: Played) -> Iterator[Against]:
    """Each meter that what is ``replaced`` moved otherwise, and that did not end further that way."""
    sums = zip(*(summed(run.state, run.trace.raw) for run in (played, there)), strict=True)
    for later, (one, other) in enumerate(sums):
        ends = [run.state if later else run.state.term or run.state for run in (played, there)]
        for meter in ends[0].meters:
            found = apart_by_cause(meter, one, other)
            own = -sum(each.made for each in found if each.cause in replaced)
            here, now = (end.meters[meter] for end in ends)
            if own * (now - here) < 0 or (own and now == here):
                rest = tuple(each for each in found if each.cause not in replaced)
                yield Against(meter, bool(later), here, now, own, rest)
