"""What the workshop shows of each thing of a deck: as players will see it, with what it wakes and where it is cited."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from attrs import evolve, frozen

from debate.debrief.graph import Edge, edges
from debate.debrief.naming import counted, listed, name_of
from debate.deckfile.codes import CODES
from debate.deckfile.finding import Finding, quote
from debate.deckfile.sections import SECTIONS
from debate.faces.tui.drawn import drawn, lookup
from debate.faces.tui.page import BLANK, HEADING, QUIET, STRONG, Line, Verbatim, heading, labelled, section
from debate.faces.tui.text import DENIED, DOWN, UP, bar
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import citing, denial_lines, grounds, leads, link_lines, sections
from debate.rules.deck import Deck, ScriptRule
from debate.rules.grounds import Sourced
from debate.rules.words import in_words
from debate.workshop.causal import subjects
from debate.workshop.coverage import CARRYING, coverage
from debate.workshop.desk import DECK, Desk, Entry

SIGNS = {"+": UP, "-": DOWN, "~": "◆", "x": DENIED}
LIVE, IDLE, UNKNOWN = "●", "○", "?"
NODE = "node"
"""Kind of reference to a thing that a map can be drawn around."""
KINDS = {
    "moves": "move",
    "arguments": "card",
    "meters": "meter",
    "flags": "flag",
    "roles": "role",
    "passages": "passage",
    "evidence": "evidence",
    "links": "link",
    "denials": "denial",
    "news": "news",
    "background": "background",
    "endings": "ending",
    "views": "view",
}
"""Section -> the kind of a reference to one of its items. The others have a page here only."""
SECTION_OF = {kind: name for name, kind in KINDS.items()}
GLYPHS = {"error": "✖", "warning": "▲", "note": "·"}
_EXCERPT = 40
"""Lines of a file that are shown at most."""


@frozen
class Shown:
    """A page of the workshop: its title, a line below it, and what stands on it."""

    title: str
    below: str
    lines: tuple[Line, ...]


def of_finding(desk: Desk, finding: Finding, entry: Entry | None, session: Session | None, cells: int) -> Shown:
    """A finding in full with its line, what its code means, and the item in which it stands."""
    return Shown(
        f"{finding.severity}: {finding.code}",
        f"{finding.file}:{finding.line}:{finding.column}",
        tuple(_of_finding(desk, finding, entry, session, cells)),
    )


def _of_finding(
    desk: Desk, finding: Finding, entry: Entry | None, session: Session | None, cells: int
) -> Iterator[Line]:
    said = f"{finding.sentence}: {finding.wrong}" if finding.wrong else finding.sentence
    yield Line(said, STRONG, lead=f"{GLYPHS[finding.severity]} ", lead_style="bold")
    if finding.right:
        yield Line(finding.right, lead="→ ", lead_style="bold")
    quoted = quote(desk.checked.texts.get(finding.file, ""), finding, max(20, cells - 2))
    if quoted is not None:
        yield BLANK
        yield from (Verbatim(row, style) for row, style in zip(quoted, ("", "bold $text-error"), strict=True))
    yield BLANK
    yield Line(CODES[finding.code].means, QUIET)
    if entry is not None:
        page = of_entry(desk, entry, session)
        yield from section(page.title, page.lines)


def of_entry(desk: Desk, entry: Entry, session: Session | None) -> Shown:
    """An item as it is in the last version that plays; where it is not in it, as it stands in the file."""
    title = entry.called[:1].upper() + entry.called[1:]
    below = f"{entry.file}:{entry.line}"
    lines = list(_of_entry(entry, session)) if session is not None else []
    if not lines:
        lines = [Line("It is not in any version that could be played so far. In the file it stands so:", QUIET), BLANK]
    else:
        lines += [BLANK, heading("In the file")]
    return Shown(title, below, (*lines, *_excerpt(desk, entry)))


def _excerpt(desk: Desk, entry: Entry) -> Iterator[Line]:
    text = desk.checked.texts.get(entry.file, "").split("\n")
    first = entry.line - 1
    margin = len(text[first]) - len(text[first].lstrip(" ")) if first < len(text) else 0
    for number, line in enumerate(text[first : first + _EXCERPT]):
        own = len(line) - len(line.lstrip(" "))
        if number and line.strip() and own <= margin and not line.lstrip().startswith("#"):
            return
        yield Verbatim(line[margin:] if own >= margin else line, QUIET)


def _of_entry(entry: Entry, session: Session) -> Iterator[Line]:
    deck, id = session.deck, entry.id
    if entry.section == DECK:
        yield from _deck(deck)
        return
    if entry.section == "opponents":
        role, _, number = id.partition("/")
        rules = deck.opponents.get(role, ())
        if int(number) <= len(rules):
            yield from _rule(deck, role, rules[int(number) - 1])
        return
    item = getattr(deck, entry.section).get(id)
    if item is None:
        return
    if entry.section in KINDS:
        lines = list(_known(session, entry.section, id))
    else:
        lines = list(_OTHERS[entry.section](deck, id))
    yield from lines
    if isinstance(item, Sourced):
        yield from _words(deck, item, lines)


def _known(session: Session, name: str, id: str) -> Iterator[Line]:
    deck, to = session.deck, Ref(KINDS[name], id)
    if name == "meters":
        yield from _meter(deck, id)
    elif name == "moves":
        yield from _move(session, id)
    elif name == "passages":
        yield from _passage(deck, id)
    else:
        if name == "endings":
            yield Line(deck.endings[id].text)
        yield from lookup(session, None, to)
        if name in ("links", "denials", "background"):
            own = [edge for edge in edges(deck) if edge.id == id]
            yield from section("On the map", (Line(edge.line, lead="  ") for edge in own))


def _meter(deck: Deck, id: str) -> Iterator[Line]:
    """A meter with the causal map around it, and who wants it."""
    item = deck.meters[id]
    yield Line(f"{bar(item.start - item.min, 20, item.max - item.min)} {item.start} at the start", STRONG)
    yield Line(f"{item.min} means: {item.low}. {item.max} means: {item.high}.")
    if item.start_why:
        yield Line(item.start_why, QUIET)
    if item.seen_by is not None:
        seers = listed([deck.roles[role].name for role in item.seen_by])
        yield Line(f"Only {seers} can see it" + (", until it comes out." if item.shown_when else "."), QUIET)
    into = [edge for edge in edges(deck) if edge.effect == id]
    out = [edge for edge in edges(deck) if edge.cause == id]
    for title, found, inward, denied in (
        ("What drives it", into, True, False),
        ("What does not move it, whatever is promised", into, True, True),
        ("What it drives", out, False, False),
        ("What it does not move", out, False, True),
    ):
        yield from section(title, arrow_lines([e for e in found if (e.sign == "x") == denied], inward, subjects(deck)))
    yield from section("Who wants it", _wants(deck, id))
    yield from drawn(grounds(deck, item))


def _wants(deck: Deck, id: str) -> Iterator[Line]:
    for role in deck.roles.values():
        for motive in role.motives.values():
            for weights, what in ((motive.wants, "wants it"), (motive.ends, "says it is for having it")):
                if id in weights:
                    way = "high" if weights[id] > 0 else "low"
                    lead = f"{UP if weights[id] > 0 else DOWN} {abs(weights[id])} × "
                    yield Line(f"{role.name} ({motive.name}) {what} {way}", lead=lead, to=Ref("role", role.id))


def _move(session: Session, id: str) -> Iterator[Line]:
    """A move as its role sees it at the start, and what follows it besides."""
    deck = session.deck
    item = deck.moves[id]
    seen = lookup(session, item.role, Ref("move", id))
    lines = [evolve(line, text=line.text.removesuffix(" (in your hand)")) for line in seen]
    yield from lines
    told = {line.to for line in lines}
    links = [link.id for link in deck.links.values() if id in link.follows and Ref("link", link.id) not in told]
    denials = [each.id for each in deck.denials.values() if id in each.follows and Ref("denial", each.id) not in told]
    later = drawn([*link_lines(deck, links), *denial_lines(deck, denials)])
    yield from section("What follows it when more holds than at the start, or under a view", later)


def _passage(deck: Deck, id: str) -> Iterator[Line]:
    """A passage with its words, where they are at hand, and all that carries it."""
    yield Line(deck.passages[id].gist)
    yield from section("In the words of the source", (Line(text, lead="│ ", hang="│ ") for text in _said(deck, id)))
    carried = next(each for each in coverage(deck)[0] if each.id == id)
    yield BLANK
    if not carried.by:
        yield Line("Carried by nothing.", STRONG)
    else:
        without = [name for name in CARRYING if name not in carried.by]
        yield Line(
            "Carried by " + ", ".join(f"{len(ids)} {name}" for name, ids in carried.by.items()) + ".",
            "" if carried.in_play else STRONG,
        )
        if without:
            yield Line(f"Not in {listed(without, 'or')}.", QUIET)
    yield from drawn(citing(deck, passage=id))


def _said(deck: Deck, passage: str) -> list[str]:
    return [part for part in deck.texts.get(passage, "").split("\n\n") if part]


def _words(deck: Deck, item: Sourced, lines: Iterable[Line]) -> Iterator[Line]:
    """The words of the passages that an item cites, where its page does not show them anyway."""
    there = {line.text for line in lines}
    for id in item.source:
        said = [text for text in _said(deck, id) if text not in there]
        if said:
            yield BLANK
            yield Line(f"{id}, in the words of the source", HEADING)
            yield from (Line(text, lead="│ ", hang="│ ") for text in said)


# Pages that players never see.


def _deck(deck: Deck) -> Iterator[Line]:
    yield Line(deck.title, STRONG)
    yield Line(deck.question)
    yield BLANK
    counts = [f"{name} {len(getattr(deck, name))}" for name in SECTIONS if getattr(deck, name) and name != "opponents"]
    yield Line(", ".join(counts) + ".")
    rounds = deck.rounds
    yield Line(f"{counted(rounds.count, 'round')}, then {counted(rounds.epilogue, 'round end')} told.")
    yield from section("Roles, in turn order", drawn(leads(deck, "role", deck.turn_order)))
    yield from section("What it leaves out", (Line(text, lead="· ") for text in deck.leaves_out))
    carried = [each for each in coverage(deck)[0] if not each.in_play]
    idle = drawn(leads(deck, "passage", (each.id for each in carried)))
    yield from section("Passages that no link, denial, move, card or ending carries", idle)


def _rule(deck: Deck, role: str, rule: ScriptRule) -> Iterator[Line]:
    yield Line(f"“{rule.because}”", STRONG)
    motives = [deck.roles[role].motives[id].name for id in rule.motives]
    yield from labelled(
        "Who", [Line(f"{deck.roles[role].name}" + (f", as {listed(motives, 'or')}" if motives else ""))]
    )
    yield from labelled("When", [Line(f"{in_words(deck, rule.when)}." if rule.when else "always.")])
    yield from labelled("Plays", drawn(leads(deck, "move", rule.play)))
    yield from labelled("Takes", drawn(leads(deck, "move", rule.accept)))
    yield from labelled("Backed with", drawn(leads(deck, "card", rule.backing)))
    yield from drawn(grounds(deck, rule))


def _question(deck: Deck, id: str) -> Iterator[Line]:
    item = deck.questions[id]
    yield Line(item.ask, STRONG)
    if item.look_for:
        yield from labelled("Look for", [Line(item.look_for)])
    if item.when:
        yield from labelled("Asked if", [Line(f"{in_words(deck, item.when)}.")])
    yield from drawn(grounds(deck, item))


def _word(deck: Deck, id: str) -> Iterator[Line]:
    item = deck.glossary[id]
    yield Line(item.term, STRONG)
    yield Line(item.text)
    yield from drawn(grounds(deck, item))


def _preset(deck: Deck, id: str) -> Iterator[Line]:
    item = deck.presets[id]
    yield Line(item.name, STRONG)
    yield Line(f"{counted(item.rounds.count, 'round')}, then {counted(item.rounds.epilogue, 'round end')} told.")
    every = sections(deck)
    changed = (Ref(kind, other) for other in item.replaces for kind, known in every.items() if other in known)
    yield from section("It changes", (Line(name_of(deck, to.id), to=to) for to in changed))


_OTHERS = {"questions": _question, "glossary": _word, "presets": _preset}


def arrow_lines(found: Iterable[Edge], into: bool, known: Container[str]) -> Iterator[Line]:
    """Each arrow: at work or not, its sign, what stands at its other end; below it, what the deck says.

    ``into``: they lead to the thing in the middle, else away from it. ``known``: ids around which a map can be drawn.
    """
    for edge in sorted(found, key=lambda edge: (not edge.live, edge.kind == "move")):
        other = edge.cause if into else edge.effect
        to = Ref(NODE, other) if other in known else Ref(edge.kind, edge.id)
        name = edge.cause_name if into else edge.effect_name
        later = f", {edge.later}" if edge.delay else ""
        words = "does not move it" if edge.sign == "x" else f"{edge.words}{later}"
        yield Line(
            f"{name}: {words}",
            STRONG if edge.live else "",
            lead=_arrow(edge, into),
            lead_style="bold" if edge.live else QUIET,
            to=to,
            key=f"{edge.kind}:{edge.id}:{other}",
        )
        if edge.kind != "move":
            yield Line(f"{edge.says} ({edge.citation})" if edge.citation else edge.says, QUIET, lead=" " * 8)


def _arrow(edge: Edge, into: bool) -> str:
    live = UNKNOWN if edge.live is None else LIVE if edge.live else IDLE
    if edge.sign == "x":
        arrow = "✕──" if into else "──✕"
    else:
        stroke = "┄┄" if edge.delay else "──"
        arrow = f"◀{stroke}" if into else f"{stroke}▶"
    return f"{live} {SIGNS[edge.sign]} {arrow} "
