"""What somebody expects who reads: sheets of moves, pages of links, the world, the floor and what is on its way.

Nothing but rendered pages is read. Links that a page does not name are not known, so while predictions are on a reader
knows those that have fired, and one with the map knows all. The forecast is a sum by hand: what the moves on the floor
change at once, what follows them, what works at each round end as long as its condition holds, and what lands now.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.game.session import Session
from debate.pages.details import details
from debate.pages.document import Line, Node, Ref
from debate.pages.floor import floor
from debate.pages.reader import Reader
from debate.pages.table import coming
from debate.pages.world import world

NUMBER = r"[+-]?\d+"
TITLE = r"'(.+?)'"


def rendered(nodes: Iterable[Node]) -> str:
    """A page as plain lines, one long line."""
    return " ".join(_printed(nodes).split())


def _printed(nodes: Iterable[Node]) -> str:
    out = io.StringIO()
    write(Console(io.StringIO(), out, 110), nodes)
    return out.getvalue()


@frozen
class Change:
    """By how much a meter is changed. ``steps``: (from where on the value of ``by``, by how much); one step from 0
    where it is a plain number."""

    meter: str
    by: str
    steps: tuple[tuple[int, int], ...]

    def amount(self, meters: Mapping[str, int]) -> int:
        value = meters.get(self.by, 50)
        return next((by for start, by in reversed(self.steps) if value >= start), 0)


@frozen
class Rule:
    """A link as its page tells it. ``after``: titles of moves and news that set it off; none where it works by itself
    at round ends, each (``every`` 1) or every second one. ``per``: the meter for each point of whose rise it works.
    ``late``: it lands in a later round."""

    after: tuple[str, ...]
    condition: str
    every: int
    per: str
    late: bool
    changes: tuple[Change, ...]
    flags: tuple[tuple[str, str], ...]


@frozen
class Played:
    """A move on the floor that happens, as its sheet tells it. ``price``: with a case."""

    title: str
    price: int
    promises: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    flags: tuple[tuple[str, str], ...]


@frozen
class Seen:
    """All that a forecast is made from. ``floors``: round -> titles on the floor."""

    meters: Mapping[str, int]
    flags: Mapping[str, str]
    floors: Mapping[int, tuple[str, ...]]
    played: tuple[Played, ...]
    rules: tuple[Rule, ...]
    lands: tuple[tuple[str, int], ...]
    round: int = 1
    denied: tuple[tuple[str, str], ...] = field(factory=tuple)
    """(title, meter) of what a sheet or the page of a denial says will not come."""

    def price(self, title: str) -> int:
        """Of a move on the floor; 0 where it does not lie there."""
        return next((move.price for move in self.played if move.title == title), 0)

    def without(self, title: str) -> Seen:
        """The same, had this move not been played."""
        left = tuple(move for move in self.played if move.title != title)
        now = tuple(name for name in self.floors[self.round] if name != title)
        return evolve(self, played=left, floors={**self.floors, self.round: now})

    def forecast(self) -> dict[str, int]:
        """Meter -> by how much it is expected to have changed at the end of the round."""
        meters, flags = dict(self.meters), dict(self.flags)
        change = dict.fromkeys(meters, 0)

        def add(name: str, amount: int) -> None:
            if name in meters:
                kept = min(max(meters[name] + amount, 0), 100) - meters[name]
                meters[name] += kept
                change[name] += kept

        for move in self.played:
            for each in move.changes:
                add(each.meter, each.amount(meters))
            flags.update(move.flags)
            for rule in self.rules:
                if move.title in rule.after and self.holds(rule.condition, meters, flags) and not rule.late:
                    for each in rule.changes:
                        add(each.meter, each.amount(meters))
                    flags.update(rule.flags)
        opened, opened_flags = dict(meters), dict(flags)
        for name, amount in self.lands:
            add(name, amount)
        by_themselves = [rule for rule in self.rules if not rule.after and not rule.late]
        for rule in sorted(by_themselves, key=lambda rule: bool(rule.per)):
            # Those that work every second round are counted from the beginning.
            if self.round % rule.every == 0 and self.holds(rule.condition, opened, opened_flags):
                times = max(change.get(rule.per, 0), 0) if rule.per else 1
                for each in rule.changes:
                    add(each.meter, times * each.amount(opened))
        return change

    def comes_late(self, title: str, meter: str) -> bool:
        """Whether a known link brings this meter something in a later round because of this move."""
        return any(
            rule.late and title in rule.after and meter in {c.meter for c in rule.changes} for rule in self.rules
        )

    def holds(self, words: str, meters: Mapping[str, int], flags: Mapping[str, str]) -> bool:
        """Whether a condition in words holds; what cannot be seen is taken to hold."""
        first, either, rest = words.partition("either ")
        tests = [test for test in re.split(r" and (?=')", first.removesuffix(" and ")) if test.strip()]
        if either and not any(self.holds(option, meters, flags) for option in re.split(r" or (?=')", rest)):
            return False
        return all(self._test(test.strip(), meters, flags) for test in tests)

    def _test(self, test: str, meters: Mapping[str, int], flags: Mapping[str, str]) -> bool:
        if found := re.match(rf"{TITLE} (happened|did not happen) (this round|in this round or .*)", test):
            before = re.search(r"the (one|two|three|four|five)", found[3])
            ago = 0 if before is None else ("one", "two", "three", "four", "five").index(before[1]) + 1
            last = range(self.round - ago, self.round + 1)
            return (found[2] == "happened") == any(found[1] in self.floors.get(n, ()) for n in last)
        if found := re.match(rf"{TITLE} is (at least|at most|below|above|exactly) (?:its start \()?(\d+)", test):
            value, bound = meters.get(found[1]), int(found[3])
            if value is None:
                return True
            below, same = value < bound, value == bound
            return {
                "at least": not below,
                "at most": below or same,
                "below": below,
                "above": not below and not same,
                "exactly": same,
            }[found[2]]
        if found := re.match(rf"{TITLE} is (.+?)(?: and (?:all of this together )?has been so.*)?$", test):
            now = flags.get(found[1])
            return now is None or now in found[2].split(" or ")
        return True


def seen(session: Session, role: str, all_links: bool) -> Seen:
    """What somebody at this seat can read now. ``all_links``: with the map, else what predictions leave to be seen."""
    if all_links:
        session = session.fork(len(session.entries))
        session.journal.predicting = False
    reader, number = Reader(session, role), session.state.round
    printed = _printed(world(reader))
    stood = printed.split("How things stand:")
    meters = {name: int(value) for name, value in re.findall(r"^  (\S.*?): (\d+)[, ]", stood[0], re.M)}
    hidden = re.findall(r"^  (\S.*?): hidden from you", stood[0], re.M)
    flags = dict(re.findall(r"^  (\S.*?): (.+)$", stood[1], re.M)) if len(stood) > 1 else {}
    names = [*meters, *hidden]
    titles = {move.title: move.id for move in session.source.moves.values()}
    floors = {n: tuple(_on_floor(_printed(floor(reader, n)), titles)) for n in range(1, number + 1)}
    sheets = {title: rendered(details(reader, Ref("move", titles[title]))) for title in floors[number]}
    played = tuple(_played(title, sheet, names, flags) for title, sheet in sheets.items())
    denied = tuple(
        (title, name) for title, sheet in sheets.items() for name in names if f"{name} will not move because" in sheet
    )
    rules = tuple(_rules(reader, session, names, flags))
    denials = _denied(reader, session, names)
    lands = tuple(_landing(_printed(coming(reader)), number, names))
    return Seen(meters, flags, floors, played, rules, lands, number, (*denied, *denials))


def _on_floor(printed: str, titles: Mapping[str, str]) -> Iterator[str]:
    """The titles of moves that lie there, without offers that were declined."""
    for block in re.split(r"^  (?=\S)", printed, flags=re.M)[1:]:
        said = re.match(r".+?: (.+?)(?: \(waited a round\))?$", block.split("\n")[0])
        if said and said[1] in titles and not re.search(r"Offer to .+?: declined", block):
            yield said[1]


def _changes(text: str, names: Iterable[str]) -> Iterator[Change]:
    for name in names:
        table = re.search(rf"{re.escape(name)}, by how (.+?) stands:((?: {NUMBER}: from \d+(?: up)?)+)", text)
        if table:
            steps = re.findall(rf"({NUMBER}): from (\d+)", table[2])
            yield Change(name, table[1], tuple((int(start), int(by)) for by, start in steps))
        elif plain := re.search(rf"(?:^| ){re.escape(name)} ({NUMBER})(?: to ({NUMBER}), depending)?(?= |$|,)", text):
            amount = int(plain[1]) if plain[2] is None else round((int(plain[1]) + int(plain[2])) / 2)
            yield Change(name, name, ((0, amount),))


def _flags(text: str, flags: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The standing facts that a text sets: the name, a colon, and what it becomes up to the next name."""
    others = "|".join(map(re.escape, flags))
    found = re.findall(rf"({others}): (.+?)(?= (?:{others}): | Capital | What | Then see: | If declined: |$)", text)
    return tuple(found)


def _played(title: str, sheet: str, names: Iterable[str], flags: Mapping[str, str]) -> Played:
    ends = (
        r" (?:If declined|Then see|Sets going|Will not do|An offer|Needs|Once|Rests|Backed by|Covert|Where it comes)\b"
    )
    at_once = re.search(rf"At once: (.*?)(?={ends})", sheet)
    text = at_once[1] if at_once else ""
    said = re.search(
        r"Promises: (.*?) (?:At once:|Covert|Then see:|Rests:|Once:|Backed by:|Sets going:|Will not do:|An offer:)",
        sheet,
    )
    promises = re.findall(rf"({'|'.join(map(re.escape, names))}) (up|down)\b", said[1] + " ") if said else []
    price = re.search(r"costs (\d+)", sheet)
    return Played(
        title, int(price[1]) if price else 0, tuple(promises), tuple(_changes(text, names)), _flags(text, flags)
    )


def _refs(nodes: Iterable[Node], kind: str) -> Iterator[str]:
    """Where the lines of a page lead."""
    for node in nodes:
        for line in getattr(node, "lines", (node,)):
            if isinstance(line, Line) and line.to is not None and line.to.kind == kind:
                yield line.to.id


def _linked(reader: Reader, session: Session, kind: str) -> Iterator[str]:
    """The pages of links or denials that the pages of meters and of moves on the floor lead to."""
    meters = [details(reader, Ref("meter", meter)) for meter in session.source.meters]
    yield from dict.fromkeys(id_ for page in meters for id_ in _refs(page, kind))


def at_work(session: Session, role: str) -> tuple[tuple[Rule, ...], tuple[tuple[str, str], ...]]:
    """Of a game that is over: the links that were at work in it, and (title, meter) of the denials, as their pages say
    in the debrief; all other links can be read as well then, and are left."""
    reader = Reader(session, role)
    printed = _printed(world(reader)).split("How things stand:")
    names = re.findall(r"^  (\S.*?): \d+[, ]", printed[0], re.M)
    flags = dict(re.findall(r"^  (\S.*?): (.+)$", printed[1], re.M)) if len(printed) > 1 else {}
    marked = "At work: "
    return tuple(_rules(reader, session, names, flags, marked)), tuple(_denied(reader, session, names, marked))


def _rules(
    reader: Reader, session: Session, names: Iterable[str], flags: Mapping[str, str], marked: str = ""
) -> Iterator[Rule]:
    """The links whose pages can be found; ``marked``: and have this."""
    for id_ in _linked(reader, session, "link"):
        page = rendered(details(reader, Ref("link", id_)))
        fires = r"Fires: (.*?)\.(?: A round end reads [^.]*\.)?"
        told = re.search(rf"{fires} Lands: (.*?)(?:;.*?)?\. What it changes: (.*?) What it reads:", page)
        if told is None or marked not in page:
            continue
        fires, lands, what = told.groups()
        of_move, _, rest = fires.partition(", if ")
        after = tuple(re.findall(TITLE, of_move)) if fires.startswith("With ") else ()
        condition = rest
        per = re.match(r"At a round end, for each point that (.+?) rose", fires)
        if not per and not after:
            condition = re.sub(r"^.*?(?: while | at which )", "", fires)
        every = 2 if "every second" in fires else 1
        late = lands not in ("At once", "At the end of the same round")
        yield Rule(
            after, condition, every, per[1] if per else "", late, tuple(_changes(what, names)), _flags(what, flags)
        )


def _denied(reader: Reader, session: Session, names: Iterable[str], marked: str = "") -> Iterator[tuple[str, str]]:
    for id_ in _linked(reader, session, "denial"):
        page = rendered(details(reader, Ref("denial", id_)))
        told = re.search(r"Told: With (.*?)\.? It does not move: (.*?) What it reads:", page)
        if told and marked in page:
            yield from ((title, name) for title in re.findall(TITLE, told[1]) for name in names if name in told[2])


def _landing(printed: str, round_: int, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    now = re.search(rf"^At the end of round {round_}\b.*?:\n((?:  .*\n?)*)", printed, re.M)
    for name in names:
        for amount in re.findall(rf"^  {re.escape(name)} ({NUMBER})$", now[1] if now else "", re.M):
            yield name, int(amount)
