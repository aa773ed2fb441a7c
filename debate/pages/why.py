"""Why a meter, standing fact or capital stands where it stands, and what drives it."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.graph import TIME, Edge, around
from debate.debrief.naming import sentence
from debate.debrief.why import Because, did_not_move, moved, why_meter
from debate.pages.document import Heading, Line, Node, Ref, item, quiet
from debate.pages.reader import Reader
from debate.pages.things import in_own_words, ref_of

WHOLE = 0
"""Instead of a round: the whole game."""


def why(reader: Reader, target: str, round_: int | None = None) -> Iterator[Node]:
    """What moved it in a round (None: the latest in which it moved, :data:`WHOLE`: all), and what did not."""
    name, steps = reader.measures()[target], reader.steps
    if target in reader.view.meters and reader.view.meters[target] is None:
        yield Line(f"{name} is hidden from you, so its reasons are too.")
        return
    changes = moved(steps, target)
    if round_ is None and changes:
        round_ = changes[-1].round
    trees = why_meter(reader.deck, steps, target, None if round_ == WHOLE else round_)
    if trees:
        yield Heading(f"Why {name} changed {'over the game' if round_ == WHOLE else f'in round {round_}'}", 3)
    else:
        yield Line(f"{name} has not changed{f' in round {round_}' if round_ else ' so far'}.")
    for tree in trees:
        yield from _tree(reader, tree)
    denials = did_not_move(reader.deck, steps, target)
    if denials:
        yield Heading("What did not move it", 3)
    for told in denials:
        to = None if told.step is None else ref_of(reader.deck, told.step.cause)
        yield item(told.line, to, "denied")
    nodes = [node.told for tree in trees for _, node in tree.lines()]
    yield from in_own_words(reader.deck, [passage for told in (*nodes, *denials) for passage in told.source])
    if len({step.round for step in changes}) > 1:
        rounds = ", ".join(str(number) for number in sorted({step.round for step in changes}))
        yield quiet(f"It changed in rounds {rounds}.")


def _tree(reader: Reader, tree: Because) -> Iterator[Node]:
    for depth, node in tree.lines():
        step = node.told.step
        when = f" [round {step.round}]" if step is not None else ""
        again = " (told above)" if node.again else ""
        to = None if step is None else ref_of(reader.deck, step.cause)
        words = f"{'because ' if depth else ''}{node.told.line}{when}{again}"
        yield Line(words, 1 + min(depth, 8), to=to)


def drives(reader: Reader, id_: str) -> Iterator[Node]:
    """What drives a meter, flag, capital, move or news item, and what it drives."""
    found = around(reader.deck, id_, reader.view)
    for title, edges, inward in (
        (f"What drives {found.name}", found.into, True),
        (f"What {found.name} drives", found.out, False),
    ):
        yield Heading(title, 3)
        for edge in edges:
            yield _edge(reader, edge, inward)
        if not edges:
            yield item("Nothing in this deck.")


def _edge(reader: Reader, edge: Edge, inward: bool) -> Line:
    name = edge.cause_name if inward else edge.effect_name
    says = sentence(edge.says, edge.citation)
    if edge.sign == "x":
        return item(f"{name}: no effect, says the brief. {says}", ref_of(reader.deck, edge.id), "denied")
    later = f", {edge.later}" if edge.delay else ""
    when = f" While {edge.when}." if edge.when and edge.cause != TIME else ""
    lit = " At work now." if edge.live else ""
    words = edge.words if edge.words == edge.strength else f"{edge.words}, {edge.strength}"
    kind = " (background, in the start values)" if edge.kind == "background" else ""
    return item(f"{name}: {words}{later}{kind}. {says}{when}{lit}", ref_of(reader.deck, edge.id))


def changed_in(reader: Reader, target: str) -> list[int]:
    """The rounds in which it changed, as far as the role may know."""
    if target in reader.view.meters and reader.view.meters[target] is None:
        return []
    return sorted({s.round for s in reader.steps if s.target == target and s.before != s.after})


def subjects(reader: Reader) -> list[tuple[str, Ref]]:
    """All that can be asked about: its name, and the page that answers."""
    return [(name, Ref("why", id_)) for id_, name in reader.measures().items()]
