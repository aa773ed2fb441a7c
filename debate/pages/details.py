"""The page of one thing of the deck, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from debate.debrief.verdicts import Verdict, verdicts
from debate.debrief.why_not import why_not
from debate.pages import things_table, things_world
from debate.pages.document import Heading, Line, Node, Ref, section
from debate.pages.reader import Reader
from debate.pages.things import KIND_NAMES, name, ref_of

_PAGES: Mapping[str, Callable[[Reader, str], Iterable[Node]]] = {
    "move": things_table.move,
    "card": things_table.card,
    "role": things_table.role,
    "passage": things_table.passage,
    "evidence": things_table.evidence,
    "ending": things_table.ending,
    "view": things_table.causal_view,
    "meter": things_world.meter,
    "flag": things_world.flag,
    "link": things_world.link,
    "denial": things_world.denial,
    "news": things_world.news,
    "background": things_world.background,
}


def details(reader: Reader, to: Ref) -> list[Node]:
    """What there is to read about this thing; once the game is over also why it did not come, or what its promises came
    to. ``KeyError`` where the deck has no such thing."""
    return [*_PAGES[to.kind](reader, to.id), *_afterwards(reader, to)]


def _afterwards(reader: Reader, to: Ref) -> Iterator[Node]:
    game = reader.game
    if not reader.over or to.kind not in ("move", "link", "denial", "news", "ending"):
        return
    found = why_not(game.played, to.id)
    if found is not None:
        yield Heading("Why it did not come", 3)
        for depth, reason in found.lines():
            yield Line(reason.words, depth + 1, to=_ref(reader, reason.id) if depth else None)
    if to.kind == "move":
        kept = [verdict for verdict in verdicts(game.source, game.to_record()) if verdict.move == to.id]
        yield from section("What it promised, and what came", [_promise(reader, verdict) for verdict in kept])


def _promise(reader: Reader, verdict: Verdict) -> Line:
    meter = reader.deck.meters[verdict.meter].name
    words = f"Round {verdict.round}, {meter} {verdict.promised}: {verdict.verdict}. {verdict.because}"
    return Line(words.strip(), 1, to=Ref("meter", verdict.meter))


def _ref(reader: Reader, id_: str) -> Ref | None:
    """The page of what a reason is about; None for what has none."""
    return ref_of(reader.deck, id_) if id_ else None


def title(reader: Reader, to: Ref) -> str:
    """What the page is called."""
    return f"{KIND_NAMES[to.kind]}: {name(reader.deck, to)}"
