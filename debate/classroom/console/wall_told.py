"""What came of a round, on the wall: what the class had said, who did what and what moved, what did not happen. A few
large pages, each made of facts once and drawn for any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import frozen

from debate.classroom.console.wall_paper import EDGE, Drawing, airy, big, line, said, within
from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.faces.kit.frames import DOUBLE, framed
from debate.faces.kit.glyphs import CHOSEN, DENIED, DOWN, EMPTY, FULL, NOT_KEPT, UP
from debate.faces.kit.names import METER, sigil
from debate.faces.kit.plots import bar
from debate.faces.kit.rows import Row, cut, fit, folded, row, settled
from debate.game.record import GameRecord
from debate.pages.account import Telling, tellings
from debate.pages.document import Change, Deed, Folded, Group, Line, Node
from debate.pages.headline import headline_for_all
from debate.pages.predictions import ANSWERS, ENOUGH, SaidTogether, said_together
from debate.pages.reader import Reader
from debate.rules.deck import Deck

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debate.debrief.foreseen import Foreseen

MOST_DEEDS, MOST_MOVED, MOST_DENIED = 5, 3, 3
"""So many of each stand on a page; what is left out stands on everybody's own screen."""
MOST_WORDS = 45
"""So many words of sentences stand on a page beside its titles."""
DID_NOT_HAPPEN = "What did not happen"
_RESULT = {
    RISE: "It rose",
    FALL: "It fell",
    NOT: "It did not move",
    STAY: "It stayed",
    LATER: "Only later",
}


@frozen
class Foretold:
    """What the class had said of one question, beside what came."""

    title: str
    told: SaidTogether

    def page(self, cells: int) -> Drawing:
        """The answers as bars, and in large letters what came."""
        told = self.told
        label, long = 16, cells - 2 * EDGE - 16 - 14
        bars: list[Row] = []
        for answer in told.counts:
            came = answer == told.came
            share = told.share(answer)
            drawn = bar(share, long, gained=share if came else 0)
            mark = (f" {CHOSEN} came", "bold") if came else ("", "")
            name = (fit(ANSWERS[answer], label), "bold" if came else "")
            bars += [line(name, drawn, (f"{share:>4} %", "bold"), mark), ()]
        sure, right = told.surest
        sure_words = (
            f"Of {sure} who were 90 % sure, {right} {'was' if right == 1 else 'were'} right." if sure >= ENOUGH else ""
        )
        return Drawing(
            self.title,
            (
                tuple(said(f"{told.question} …", cells)),
                tuple(bars[:-1]),
                tuple(said(told.words, cells)),
                tuple(big(_RESULT[told.came], cells)),
                tuple(said(sure_words, cells, 1, "quiet")) if sure_words else (),
            ),
            f"{told.count} answers",
        )


@frozen
class Came:
    """What a round brought: its headline, who did what, and what moved most."""

    title: str
    deck: Deck
    headline: str
    deeds: tuple[Deed, ...]
    moved: tuple[Change, ...]

    def page(self, cells: int) -> Drawing:
        """The headline, a row a move, a bar a meter."""
        return Drawing(
            self.title,
            (
                tuple(said(self.headline, cells)),
                tuple(self._deed(deed, cells) for deed in self.deeds),
                tuple(airy(self._change(change, cells) for change in self.moved)),
            ),
        )

    def _deed(self, deed: Deed, cells: int) -> Row:
        lead = row(sigil(self.deck, deed.role) if deed.role else ("   ", ""), " ")
        title = deed.text if deed.role else f"{deed.who}: {deed.text}"
        room = cells - 2 * EDGE - 5
        long = min(37, room - 12)
        glyph = {"stands": CHOSEN, "beaten": NOT_KEPT}.get(deed.mark, " ")
        told = (f" {glyph} ", "bold"), (cut(settled(deed.result), room - long - 3), "quiet")
        return line(lead, (fit(title, long), "bold"), *told) if deed.result else line(lead, (cut(title, room), "bold"))

    def _change(self, change: Change, cells: int) -> Row:
        by = f"{UP if change.by > 0 else DOWN}{abs(change.by)}"
        numbers = f"{change.before:>4} → {change.after}"
        long = cells - 2 * EDGE - 5 - METER - 2 - 11
        told = bar(change.after, max(3, long), low=change.low, high=change.high, gained=max(0, change.by))
        return line((fit(by, 5), "bold"), (fit(change.short, METER + 1), "bold"), " ", told, (numbers, "bold"))


@frozen
class Denied:
    """What did not happen, the loudest page of all."""

    title: str
    lines: tuple[str, ...]
    more: str
    why: tuple[str, ...] = ()
    """What the source says to each of them, where there is room for that."""

    def page(self, cells: int) -> Drawing:
        """Each in a frame of its own double line."""
        inside: list[Row] = [()]
        for text, why in zip_longest(self.lines, self.why, fillvalue=""):
            for number, each in enumerate(folded(text, cells - 8, 3)):
                inside.append(row(f" {DENIED if number == 0 else ' '} ", (each, "bold")))
            inside += [row("   ", (each, "quiet")) for each in folded(why, cells - 8, 4)] if why else []
            inside.append(())
        frame = denied_frame(inside, cells)
        more = tuple(said(self.more, cells, 1, "quiet")) if self.more else ()
        return Drawing(self.title, (tuple(frame), more))


Page = Foretold | Came | Denied


def denied_frame(inside: Sequence[Row], cells: int) -> list[Row]:
    """These rows in the loudest frame there is, with its title."""
    title = f"{DENIED} {DID_NOT_HAPPEN.upper()}"
    return framed(inside, cells, title=title, kind=DOUBLE, style="ink", title_style="bold reverse ink")


def pages_of(session: GameRecord, numbers: range, found: Iterable[Foreseen], title: str) -> list[Page]:
    """The pages that tell of these rounds, as everybody may know them. ``found``: what people had said of them, with
    what became of it. ``title``: what each begins with."""
    reader = Reader(session, None)
    together = [told for told in said_together(reader.deck, found) if told.round in numbers]
    pages: list[Page] = []
    for telling in tellings(reader, numbers):
        pages += _told(reader, telling, title, [told for told in together if told.round in telling.rounds])
    return pages


def _told(reader: Reader, telling: Telling, title: str, together: Sequence[SaidTogether]) -> Iterator[Page]:
    deck = reader.deck
    called = f"{title}{f'Round {telling.rounds[0]}' if telling.deeds is not None else telling.title}"
    if together:
        yield Foretold(f"{called} · what you said would come", together[0])
    deeds = tuple(node for node in _nodes(telling.deeds) if isinstance(node, Deed))[:MOST_DEEDS]
    moved = tuple(node for node in _nodes(telling.moved) if isinstance(node, Change))[:MOST_MOVED]
    if deeds or moved:
        yield Came(f"{called} · what came of it", deck, headline_for_all(reader, telling.rounds), deeds, moved)
    if telling.denied is not None:
        yield _denials(telling.denied, called)


def _nodes(group: Group | None) -> tuple[Node, ...]:
    return group.nodes if group is not None else ()


def _denials(group: Group, title: str) -> Denied:
    """What is new among it, else what was said before; how much is left out; and why, as far as few words tell it."""
    folded_ = [node for fold in group.nodes if isinstance(fold, Folded) for node in fold.nodes]
    new, again = list(_with_why(group.nodes)), list(_with_why(folded_))
    shown = (new or again)[:MOST_DENIED]
    lines = within([text for text, _ in shown], MOST_WORDS)
    whys = [f"{text} {why}" for text, why in shown]
    told = len(within(whys, MOST_WORDS)) if len(whys[0].split()) <= MOST_WORDS else 0
    rest = len(new) + len(again) - len(lines)
    more = f"{rest} more on your own screen." if rest else ""
    return Denied(title, tuple(lines), more, tuple(why for _, why in shown) if told == len(shown) else ())


def _with_why(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """What did not happen, each with the sentence of the source that says why."""
    for number, node in enumerate(nodes):
        if isinstance(node, Line) and node.mark == "denied":
            after = nodes[number + 1] if number + 1 < len(nodes) else None
            yield node.text, after.text if isinstance(after, Line) and not after.mark else ""


def dots(shown: int, count: int) -> str:
    """Which page of how many: ``● ○ ○``."""
    return " ".join(FULL if number == shown else EMPTY for number in range(1, count + 1)) if count > 1 else ""
