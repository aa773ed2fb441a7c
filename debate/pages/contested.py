"""A game that is over beside the same game under a contested model: what was doubted, what changed and why, and what
would have to be true for it to end otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from debate.debrief.contest import Flip, Moved, Replayed, decisive, flips
from debate.debrief.naming import cited, counted, listed, name_of, rounds_of_term, sentence
from debate.debrief.proposals import DENIAL, DOUBT, LINK, Proposal, Tip, tipping, turned_round, under_proposal, words_of
from debate.debrief.why_not import Past
from debate.game.record import GameRecord
from debate.pages.compared import apart, round_by_round
from debate.pages.dialogue import Progress
from debate.pages.document import Folded, Heading, Line, Node, Ref, item, strong
from debate.rules.deck import Deck
from debate.rules.trace import TraceStep
from debate.store.compare import Comparison, compare

NAMES = "as played", "contested"
MOST_METERS, MOST_LINKS, MOST_CAUSES = 4, 5, 2
"""How many meters, links that decide a game, and causes of a promise that came out otherwise are told."""
_AT_WORK = ("link", "landing", "pending", "denied", "overruled")


@frozen
class Contested:
    """A proposal with all that is told of it. ``deck``: the game's, with what was put of one's own; ``tip``: see
    :func:`debate.debrief.proposals.tipping`; ``turned``: the ending if the doubted link worked the other way round;
    ``decisive``: links on each of which the ending of the game as played hangs -> the ending without it."""

    session: GameRecord = field(repr=False)
    shown: Proposal
    there: Replayed
    deck: Deck
    found: Comparison
    flips: tuple[Flip, ...]
    tip: Tip | None
    turned: str
    decisive: Mapping[str, str]

    @property
    def id(self) -> str:
        """Of the link or denial that was doubted or put."""
        new = (
            *(self.deck.links.keys() - self.session.source.links),
            *(self.deck.denials.keys() - self.session.source.denials),
        )
        return self.shown.about or next(iter(new))


def contested(session: GameRecord, shown: Proposal, progress: Progress) -> Contested:
    """Replay the game under the proposal, and look for what would have changed its ending."""
    deck, record = session.source, session.to_record()
    there = under_proposal(deck, record, shown)
    other = there.state.tables.deck
    both = evolve(
        session.deck, links={**other.links, **session.deck.links}, denials={**other.denials, **session.deck.denials}
    )
    return Contested(
        session,
        shown,
        there,
        both,
        compare(both, session.played, there.played),
        flips(deck, record, there),
        tipping(deck, record, shown),
        turned_round(deck, record, shown.about) if shown.about in deck.links else "",
        decisive(deck, record, progress),
    )


def page(c: Contested) -> Iterator[Node]:
    yield strong(words_of(c.session.source, c.shown))
    yield item(f"Because: {c.shown.reason}")
    if c.shown.evidence:
        yield item(f"Evidence: {c.shown.evidence}")
    yield item(f"Proposed by {c.shown.by or 'a player'}.")
    yield item(_at_work(c))
    yield from _leading_there(c)
    yield Heading("The same game under it", 3)
    if not apart(c.found) and not c.flips:
        yield strong("Nothing changes: every meter, score and promise comes out the same, and so does the ending.")
    else:
        yield from _changes(c)
    yield Heading("For the game to end otherwise", 3)
    yield from _otherwise(c)


# What was doubted.


def _at_work(c: Contested) -> str:
    """In which rounds the link or denial was at work, and what it did."""
    own = c.shown.kind != DOUBT
    steps = _steps(c)
    where = "there" if own else "as played"
    if not steps:
        return f"It never was at work {where}: what it starts from did not come about."
    when = rounds_of_term(c.deck, sorted({step.round for step in steps}))
    if c.id in c.deck.denials:
        return (
            f"It came up {where} in {when}. A denial moves nothing: it says what does not follow. So to take one away, "
            "or to put one, changes no number; what would change the game is a link in its place."
        )
    totals = _totals(steps)
    moved = [f"'{c.deck.meters[id_].name}' by {total:+d}" for id_, total in totals.items() if total]
    idle = "" if totals else "; what it set going had not come by then"
    did = f", and pushed {listed(moved)} in all" if moved else idle
    return f"It was at work {where} in {when}{did}."


def _steps(c: Contested) -> list[TraceStep]:
    """Those of what is contested, in the game that has it."""
    played = c.session.played if c.shown.kind == DOUBT else c.there.played
    return [step for step in played.trace if step.cause == c.id and step.kind in _AT_WORK]


def _totals(steps: list[TraceStep]) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in steps:
        if step.meter:
            found[step.meter] = found.get(step.meter, 0) + step.change
    return found


def _leading_there(c: Contested) -> Iterator[Node]:
    """Where a denial of one's own was put: the links by which the model leads there all the same."""
    from debate.debrief.graph import causes_of

    if c.shown.kind != DENIAL:
        return
    cause = c.shown.cause.split(" ")[1]
    links = [
        link
        for link in c.session.deck.links.values()
        if link.active and cause in causes_of(c.session.deck, link) and c.shown.to in dict(link.effects.meters)
    ]
    for link in links:
        yield item(
            f"The model leads there all the same; doubt this link to see the game without it: {_says(c, link.id)}"
        )


def _says(c: Contested, id_: str) -> str:
    """What a cause is called, with where it is cited."""
    thing = c.deck.links.get(id_) or c.deck.denials.get(id_)
    if thing is not None and id_ == c.id != c.shown.about:
        return sentence(thing.says, f"put by {c.shown.by or 'a player'}")
    named = f"'{name_of(c.deck, id_)}'"
    return named if thing is None else sentence(thing.says, cited(thing))


# What changed.


def _changes(c: Contested) -> Iterator[Node]:
    own, other = c.session.outcome(), c.there.outcome
    yield item(_ending(c))
    was, now = (_title(c, id_) for id_ in (own.later, other.later))
    yield item(
        f"What holds years later stays: {was}." if was == now else f"What holds years later changes: {now}, not {was}."
    )
    yield from _meters(c)
    scores = [f"{c.deck.roles[who].name} {b}, not {a}" for who, (a, b) in c.found.scores.items() if a != b]
    yield item(f"Scores: {'; '.join(scores)}." if scores else "Nobody's score changes.")
    same = len(c.there.verdicts) - sum(flip.now is not None for flip in c.flips)
    yield item(f"Promises: {same} of {len(c.there.verdicts)} come out the same.")
    for flip in c.flips:
        yield from _flip(c, flip)


def _title(c: Contested, id_: str) -> str:
    return c.deck.endings[id_].title if id_ in c.deck.endings else "none"


def _ending(c: Contested) -> str:
    """Whether the ending changes, and which condition made it so."""
    was, now = c.session.outcome().ending, c.there.outcome.ending
    if was == now:
        return f"The ending stays: {_title(c, was)}."
    told = f"The ending changes: {_title(c, now)}, not {_title(c, was)}."
    lost = _lacks(Past(c.there.played), was)
    if lost:
        return f"{told} Under it, '{_title(c, was)}' does not come. {lost}"
    won = _lacks(Past(c.session.played), now)
    return f"{told} As played, '{_title(c, now)}' did not come. {won}" if won else told


def _lacks(past: Past, ending: str) -> str:
    """What an ending asks for and did not get, as sentences; empty where it held."""
    if ending not in past.deck.endings:
        return ""
    return " ".join(reason.words for reason in past.missing(past.deck.endings[ending].when, frozenset(), 1, past.last))


def _meters(c: Contested) -> Iterator[Node]:
    lines = apart(c.found)
    if not lines:
        yield item("No meter moves otherwise.")
        return
    ends = {each.meter: tuple(line[end] for line, end in zip((each.one, each.other), c.found.terms, strict=True))
            for each in lines}  # fmt: skip
    changed = [f"{c.deck.meters[id_].name} {b}, not {a}" for id_, (a, b) in ends.items() if a != b]
    more = f"; and {len(changed) - MOST_METERS} more" if len(changed) > MOST_METERS else ""
    told = f" At the end of term: {'; '.join(changed[:MOST_METERS])}{more}." if changed else ""
    alike = len(lines) - len(changed)
    back = f" {counted(alike, 'ends', 'end')} the term with the same value." if alike else ""
    move = "moves" if len(lines) == 1 else "move"
    yield item(f"Of {len(c.deck.meters)} meters {len(lines)} {move} otherwise.{told}{back}")
    yield Folded("Round by round, the meters that move otherwise", tuple(round_by_round(c.deck, c.found, NAMES)))


def _flip(c: Contested, flip: Flip) -> Iterator[Node]:
    """A promise that came out otherwise: how, and why in either game."""
    v = flip.promise
    move, meter = c.deck.moves[v.move].title, c.deck.meters[v.meter].name
    head = f"{v.when}, '{move}' promises '{meter}' {v.promised}"
    to = Ref("meter", v.meter)
    if flip.was is None or flip.now is None:
        where = "as played" if flip.now is None else "under it"
        yield item(f"{head}: the move came about only {where}.", to)
        return
    yield item(f"{head}: '{flip.now.verdict}' under it, '{flip.was.verdict}' as played.", to)
    yield Line(f"As played: {flip.was.because}", 2)
    yield Line(f"Under it: {flip.now.because}", 2)
    causes = {moved.cause: moved for moved in reversed(flip.moved)}
    for moved in [each for each in flip.moved if causes[each.cause] is each][:MOST_CAUSES]:
        yield Line(_moved(c, moved), 2)


def _moved(c: Contested, moved: Moved) -> str:
    """A cause that is gone, new, or does more or less."""
    by = ", through this move" if moved.own else ", not through this move"
    says = _says(c, moved.cause)
    if not moved.there:
        return f"Gone under it ({moved.here:+d} as played{by}): {says}"
    if not moved.here:
        return f"New under it ({moved.there:+d}{by}): {says}"
    return f"Otherwise under it ({moved.there:+d}, not {moved.here:+d}{by}): {says}"


# What would have to be true.


def _otherwise(c: Contested) -> Iterator[Node]:
    if not _steps(c):
        yield item("What never was at work cannot decide this game, one way or the other.")
    elif c.shown.about in c.session.source.links:
        yield item(_without(c))
    else:
        yield item(_tip(c))
    ending = _title(c, c.session.outcome().ending)
    links = [
        item(f"{_says(c, id_)} Without it: {_title(c, now)}.", Ref("link", id_)) for id_, now in c.decisive.items()
    ]
    if not links:
        yield item(
            f"As played, '{ending}' hangs on no single link of the model: taken out alone, each leaves the ending as "
            "it is. It would take other choices, or several links at once."
        )
        return
    which = "each of these links; were one of them" if len(links) > 1 else "this link; were it"
    head = f"As played, '{ending}' hangs on {which} not true, the game would end otherwise:"
    yield Line(head)
    yield from links[:MOST_LINKS]
    if len(links) > MOST_LINKS:
        yield Folded(f"{len(links) - MOST_LINKS} more of them", tuple(links[MOST_LINKS:]))


def _without(c: Contested) -> str:
    """Of a link that is doubted: whether the ending hangs on it, and on which way it works."""
    ending, now = c.session.outcome().ending, c.there.outcome.ending
    if ending != now:
        return f"It is enough that this link is not true: {_title(c, now)}."
    if c.turned != ending:
        return f"That this link is not true is not enough; if it worked the other way round: {_title(c, c.turned)}."
    return "This link does not decide it: not even if it worked the other way round would the game end otherwise."


def _tip(c: Contested) -> str:
    if c.tip is None:
        return "No link in this place that can be put here is strong enough."
    meter = c.deck.meters[c.tip.meter].name
    put = "The link of one's own" if c.shown.kind == LINK else "In place of the denial a link"
    return (
        f"{put} would have to move '{meter}' by {c.tip.strength:+d} each time it is at work, or more: then "
        f"{_title(c, c.tip.ending)}."
    )
