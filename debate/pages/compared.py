"""Two games side by side: where they part, how each ended, what came out most differently; folded, all that differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from debate.debrief.despite import UNSEEN_REASON
from debate.debrief.naming import cause_cited, listed
from debate.debrief.scores import shared
from debate.debrief.waiting import events_words
from debate.pages.charts import signed
from debate.pages.document import Folded, Heading, Line, Node, Ref, Table, TableRow, item, quiet, section, strong
from debate.pages.reader import Reader
from debate.pages.words import ALL_THE_SAME
from debate.rules.conditions import Amount, Compare, StepTable, ids_read, range_of, wanted_in
from debate.rules.deck import Deck, Link
from debate.rules.outcome import score
from debate.rules.replay import Played
from debate.rules.view import UNSEEN
from debate.rules.words import in_words
from debate.store import WhatIf, compare, said
from debate.store.compare import Comparison, Difference, Lines, Parting, Push

Way = Literal["", "up", "down", "change"]
Names = tuple[str, str]
"""What the one game is called, and the other."""


ONLY_THIS = (
    "Only this choice differs: cards, luck and what people chose stay, where they can, and the computer's players "
    "choose anew."
)
"""What is held and what is drawn anew where a game is played again with another choice."""
MOST = 3
"""How many meters are told that came out most differently; the others are told where somebody asks."""
MOST_PUSHES = 2
"""How many causes of a meter that came out otherwise are told, and how many moves behind each."""


def compared(
    deck: Deck, found: Comparison, names: Names, role: str | None = None, told: Collection[str] = ()
) -> Iterator[Node]:
    """Both games, first what differs most. ``role``: only its score is told, and no ending, as while a game runs; None:
    everything. ``told``: meters of which it was told above how far apart they came out."""
    if found.same:
        yield strong(ALL_THE_SAME)
        return
    here = (f"in '{names[0]}'", f"in '{names[1]}'")
    if parts := _parts(deck, found, here, role):
        yield Line(parts, term="Where they part")
    if role is None:
        yield Heading("How they end", 3)
        for name, ending in zip(names, found.endings, strict=True):
            known = ending in deck.endings
            title = deck.endings[ending].title if known else "no ending"
            yield item(f"{name}: {title}", Ref("ending", ending) if known else None)
    yield Heading(f"Scores{' at the end of term' if all(found.terms) else ''}, of 100", 3)
    rows = []
    for who, (one, other) in found.scores.items():
        if role in (None, who):
            mark: Way = "up" if other > one else "down" if other < one else ""
            rows.append(TableRow(deck.roles[who].name, (str(one), str(other), signed(other - one)), mark=mark))
    yield Table((*names, "by"), tuple(rows))
    yield from _meters(deck, found, names, here, told)


def _parts(deck: Deck, found: Comparison, here: Names, role: str | None) -> str:
    """The first choice, of whatever kind, that was made otherwise; empty where there is none."""
    made = (each for each in found.choices if role in (None, each.role))
    first = next((each for each in made if each.one is not None and each.other is not None), None)
    if first is None:
        return ""
    both = zip((first.one, first.other), here, strict=True)
    told = (f"{said(deck, move).removesuffix('.')} {where}." for move, where in both if move is not None)
    return f"Round {first.round}: {' '.join(told)}"


def _meters(deck: Deck, found: Comparison, names: Names, here: Names, told: Collection[str]) -> Iterator[Node]:
    """Those that came out furthest apart with why, then folded every one that differs."""
    differing = apart(found)
    if not differing:
        yield quiet("The world went the same way in both.")
        return
    untold = {
        lines.meter: max(abs(other - one) for one, other in _ends(found, lines))
        for lines in differing
        if lines.meter not in told
    }
    most: list[Node] = []
    for meter in sorted(filter(untold.__getitem__, untold), key=lambda meter: -untold[meter])[:MOST]:
        lines = found.lines[meter]
        most.append(item(_both(deck, lines, _ends(found, lines), here), Ref("meter", meter)))
        most += [Line(words, 2) for words in _pushes(deck, found, lines, here)]
    later = ", at the end of term and years later" if len(_ends(found, differing[0])) > 1 else ""
    yield from section(f"What {'else ' if told else ''}came out most differently{later}", most)
    title = f"Every meter that differs, round by round: {len(differing)}"
    yield Folded(title, tuple(round_by_round(deck, found, names)))


def _ends(found: Comparison, lines: Lines) -> list[tuple[int, int]]:
    """What a meter came to in both games: at the end of term and years later, or in the end where there is but one."""
    last = (lines.one[-1], lines.other[-1])
    later = all(found.terms) and len(lines.one) > found.terms[0] + 1
    return [(lines.one[found.terms[0]], lines.other[found.terms[1]]), last] if later else [last]


def _both(deck: Deck, lines: Lines, ends: Sequence[tuple[int, int]], here: Names) -> str:
    """Where a meter began, and what it came to in both games, see :func:`_ends`."""
    (first, *_), last = ends, ends[-1]
    apart_ = f"{{}} {here[0]}, {{}} {here[1]}"
    told = f"{first[0]} in both" if first[0] == first[1] else apart_.format(*first)
    if len(ends) > 1:
        short = first[0] != first[1]
        both = f"{last[0]} in both" if last[0] == last[1] else ("{} and {}" if short else apart_).format(*last)
        told = f"{told}; years later {'too' if first == last else both}"
    return f"{deck.meters[lines.meter].name}, from {lines.one[0]}: {told}."


def goals_apart(one: Played, other: Played, weights: Iterable[str], *, later: bool) -> list[str]:
    """The goals that differ between two games that are over, at the end of term or years ``later``."""
    ends = [run.state if later else run.state.term or run.state for run in (one, other)]
    return [id_ for id_ in weights if ends[1].meters[id_] != ends[0].meters[id_]]


def by_goals(
    deck: Deck, one: Played, other: Played, names: Names, weights: Mapping[str, int], *, later: bool
) -> Iterator[Node]:
    """Two games that are over, by what somebody wants of these meters, at the end of term or years ``later``: by how
    many points each goal sets the second above the first, which add up, and by which causes; with each what it came
    to at the end of term and years later, so that no more of it has to be told."""
    found, here = compare(deck, one, other, term=not later), (f"in '{names[0]}'", f"in '{names[1]}'")
    whole = compare(deck, one, other)
    ends = [run.state if later else run.state.term or run.state for run in (one, other)]
    total = score(ends[1], weights) - score(ends[0], weights)
    points = shared(deck.meters, weights, ends[0].meters, ends[1].meters, total)
    for meter in sorted(goals_apart(one, other, weights, later=later), key=lambda each: -abs(points[each])):
        lines, gained = found.lines[meter], points[meter]
        way: Way = "up" if gained > 0 else "down" if gained else "change"
        came = _both(deck, lines, _ends(whole, whole.lines[meter]), here)
        words = f"{signed(gained)} {'point' if abs(gained) == 1 else 'points'} from {came}"
        yield item(words, Ref("why", lines.meter), way)
        yield from (Line(told, 2) for told in _pushes(deck, found, lines, here))


def _parted(parting: Parting, here: Names) -> str:
    """``They part in round 4: 24 to 22 in 'as played', 24 to 34 in 'what if'.``"""
    ways = [
        f"{parting.before} to {end}" if end != parting.before else f"still {end}"
        for end in (parting.one, parting.other)
    ]
    return f"They part in round {parting.round}: {ways[0]} {here[0]}, {ways[1]} {here[1]}."


def _pushes(deck: Deck, found: Comparison, lines: Lines, here: Names) -> Iterator[str]:
    """What each cause did in all in either game, and whose moves or which news it goes back to, or what its amount
    hangs on; with what all else did it makes up the whole way of the meter in each."""
    parting = found.meters[lines.meter]
    for push in parting.pushes[:MOST_PUSHES]:
        hangs = _hangs_on(deck, found, push, lines.meter, here)
        if hangs or (push.one and push.other):
            much = f"{signed(push.one)} {here[0]}, {signed(push.other)} {here[1]}"
        else:
            much = f"{signed(push.one or push.other)} only {here[0] if push.one else here[1]}"
        yield f"{much}: {_cause(deck, push.cause)}{_set_going(deck, found, push)}{hangs}."
    one = lines.one[-1] - lines.one[0] - sum(push.one for push in parting.pushes[:MOST_PUSHES])
    other = lines.other[-1] - lines.other[0] - sum(push.other for push in parting.pushes[:MOST_PUSHES])
    if one != other:
        yield f"All else: {signed(one)} {here[0]}, {signed(other)} {here[1]}."
    elif one:
        yield f"All else: {signed(one)} in both."


def _hangs_on(deck: Deck, found: Comparison, push: Push, meter: str, here: Names) -> str:
    """Why a cause that moves and news do not tell apart did nothing in one of the games: its amount is read from a
    meter and was 0 there, ``; it depends on Traffic (40 and 55)``, told as that stood when it parted; or its condition
    never held. Empty for all else, and where that may not be seen."""
    if push.events or (push.one and push.other):
        return ""
    item = deck.links.get(push.cause) or deck.moves.get(push.cause) or deck.news.get(push.cause)
    amount = dict(item.effects.meters).get(meter) if item is not None else None
    lines = found.lines.get(amount.by) if isinstance(amount, StepTable) else None
    if isinstance(amount, StepTable) and lines is not None and lines.parted is not None:
        one, other = lines.one[lines.parted], lines.other[lines.parted]
        if bool(amount.at(one)) == bool(push.one) and bool(amount.at(other)) == bool(push.other):
            return f"; it depends on {deck.meters[lines.meter].name} ({one} and {other})"
    if isinstance(item, Link) and amount is not None and _by_condition_alone(deck, item, amount, found):
        takes = in_words(deck, item.when).rstrip(",")
        return f"; it takes that {takes}, never so {here[bool(push.one)]} when links were read"
    return ""


def _by_condition_alone(deck: Deck, link: Link, amount: Amount, found: Comparison) -> bool:
    """Whether a link moves a meter by this amount whenever its condition holds, and all that this asks about may be
    seen: where the link then did nothing, it never held."""
    if link.follows or link.delay or link.every > 1 or link.per_rise_of or link.per_fall_of or not link.when:
        return False
    if not all(id_ in found.lines or id_ in deck.flags for id_ in ids_read(link.when)):
        return False
    if isinstance(amount, int):
        return bool(amount)
    meter = deck.meters[amount.by]
    tests = [test for test in wanted_in(link.when) if isinstance(test, Compare) and test.id == amount.by]
    low = max([meter.min, *(range_of(test, meter.start)[0] for test in tests)])
    high = min([meter.max, *(range_of(test, meter.start)[1] for test in tests)])
    return all(amount.at(value) for value in range(low, high + 1))


def _set_going(deck: Deck, found: Comparison, push: Push) -> str:
    """``, after 'Fund cyber defence' of Congress in round 4 (decided in round 3)``; empty for a move of its own."""
    events = ((event.cause, event.round) for event in push.events if event.cause != push.cause)
    words = events_words(deck, events, MOST_PUSHES, found.late)
    return f", after {words}" if words else ""


def _cause(deck: Deck, id_: str) -> str:
    if id_ == UNSEEN:
        return UNSEEN_REASON
    return cause_cited(deck, id_)


def apart(found: Comparison) -> list[Lines]:
    """The meters that differ somewhere, those first that ended furthest apart."""
    differing = [lines for lines in found.lines.values() if lines.parted is not None]
    return sorted(differing, key=lambda each: -abs(each.one[-1] - each.other[-1]))


def round_by_round(deck: Deck, found: Comparison, names: Names) -> Iterator[Node]:
    """The values of each meter that differs in both games, where each parts, and which ones are the same."""
    yield from _rounds(deck, found, names, (f"in '{names[0]}'", f"in '{names[1]}'"))
    alike = [deck.meters[lines.meter].name for lines in found.lines.values() if lines.parted is None]
    if alike:
        yield item(f"The same in both: {listed(alike)}.")


def _rounds(deck: Deck, found: Comparison, names: Names, here: Names) -> Iterator[Node]:
    """Two rows for each meter that differs, those that part first before the others, and where each parts."""
    differing = apart(found)
    most = max(max(len(lines.one), len(lines.other)) for lines in differing)
    rows: list[TableRow] = []
    for lines in sorted(differing, key=lambda each: (each.parted or 0, -_gap(each))):
        parting = found.meters[lines.meter]
        notes = (_parted(parting, here),)
        rows.append(TableRow(deck.meters[lines.meter].name, (), Ref("meter", lines.meter)))
        rows.append(TableRow(f"  {names[0]}", _cells(lines.one, most)))
        rows.append(TableRow(f"  {names[1]}", _cells(lines.other, most), mark="change", notes=notes))
    yield Table(tuple(_heads(found.terms[0], most)), tuple(rows))


def _heads(term: int, count: int) -> Iterator[str]:
    """``start``, ``R1`` and so on, and ``+1`` and so on for the rounds after the term."""
    yield "start"
    for number in range(1, count):
        yield f"R{number}" if not term or number <= term else f"+{number - term}"


def _cells(values: Sequence[int], count: int) -> tuple[str, ...]:
    return (*(str(value) for value in values), *([""] * (count - len(values))))


def _gap(lines: Lines) -> int:
    return max((abs(a - b) for a, b in zip(lines.one, lines.other, strict=False)), default=0)


def unfolded(nodes: Iterable[Node]) -> Iterator[Node]:
    """The same with what is folded after its heading, for a face in which nothing is opened there."""
    for node in nodes:
        yield from (Heading(node.text, 3), *node.nodes) if isinstance(node, Folded) else (node,)


def what_if(reader: Reader, found: WhatIf, names: Names) -> Iterator[Node]:
    """A game beside the same with another choice, first what that makes of the reader's score; while the game runs,
    only what the reader may know."""
    deck, over = reader.deck, reader.game.state.over
    role, motive = None if over else reader.role, reader.motive if over else None
    one = compare(deck, found.recorded, found.other, role)
    who = found.changed.role
    name = deck.roles[who].name if who in deck.roles else "The judge"
    yield Heading(f"Round {found.recorded.states[found.at].round}, {name}", 3)
    yield Line(said(deck, found.instead_of), 1, names[0])
    yield Line(said(deck, found.changed), 1, names[1])
    wants = motive.wants if motive is not None and not one.same else {}
    if wants:
        here, there = (score(run.state.term or run.state, wants) for run in (found.recorded, found.other))
        yield strong(f"Your score at the end of term: {here}→{there}, {signed(there - here)}")
        yield from by_goals(deck, found.recorded, found.other, names, wants, later=False)
    if not one.same:
        yield quiet(ONLY_THIS)
    yield from compared(deck, one, names, role, told=goals_apart(found.recorded, found.other, wants, later=False))
    otherwise = [each for each in one.choices if role in (None, each.role) and each.role in deck.roles]
    moves, replies = ([e for e in otherwise if (e.phase == "choose") is moved] for moved in (True, False))
    yield from section("Moves that came out otherwise", [item(_otherwise(deck, each)) for each in moves])
    if replies:
        title = f"Answers and the like that came out otherwise: {len(replies)}"
        yield Folded(title, tuple(item(_otherwise(deck, each)) for each in replies))
    again = [each for each in found.replaced if each.recorded is not None]
    yield from section(
        "Recorded choices that could not be made again",
        [item(f"Round {each.round}: {said(deck, each.recorded)} {each.why}") for each in again if each.recorded],
    )


def _otherwise(deck: Deck, each: Difference) -> str:
    one, other = (said(deck, move) if move is not None else "was not asked" for move in (each.one, each.other))
    return f"Round {each.round}, {deck.roles[each.role].name}: {one} → {other}"
