"""What a page of details says of one thing of the deck: lines from the deck and from what the role may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from debate.debrief.naming import cited
from debate.faces.tui.page import BADGE, BLANK, HEADING, QUIET, Line, Ref, section
from debate.faces.tui.text import DENIED
from debate.game.session import Session
from debate.rules.deck import Deck, Grounds, Sourced

KIND_NAMES = {
    "move": "Move",
    "card": "Argument",
    "meter": "Meter",
    "flag": "Standing fact",
    "role": "Role",
    "passage": "Passage",
    "evidence": "Evidence from elsewhere",
    "link": "Causal link",
    "denial": "Denial",
    "news": "News",
    "background": "Background",
    "ending": "Ending",
    "view": "Causal view",
}
OUTSIDE = "OUTSIDE THE BRIEF"
BESIDE = "  │ "
"""Before what stands in the source itself."""


def sections(deck: Deck) -> dict[str, Mapping[str, object]]:
    """Kind of a reference -> the deck's items of that kind."""
    return {
        "move": deck.moves,
        "card": deck.arguments,
        "meter": deck.meters,
        "flag": deck.flags,
        "role": deck.roles,
        "passage": deck.passages,
        "evidence": deck.evidence,
        "link": deck.links,
        "denial": deck.denials,
        "news": deck.news,
        "background": deck.background,
        "ending": deck.endings,
        "view": deck.views,
    }


def ref_of(deck: Deck, id_: str) -> Ref | None:
    """The reference to a thing of the deck by its bare id; None where it has a page of its own nowhere."""
    if id_.startswith("capital."):
        return Ref("role", id_.removeprefix("capital."))
    return next((Ref(kind, id_) for kind, items in sections(deck).items() if id_ in items), None)


def name(deck: Deck, to: Ref) -> str:
    """How the thing is called on screen."""
    item = sections(deck)[to.kind].get(to.id)
    for attribute in ("name", "title", "says"):
        found = getattr(item, attribute, "")
        if found and to.kind != "evidence":
            return str(found)
    return to.id


def lookup(session: Session, role: str | None, to: Ref) -> list[Line]:
    """The page for this reference. ``KeyError`` where the deck has no such thing."""
    from debate.faces.tui import lookup_table, lookup_world

    pages: dict[str, Callable[[Session, str | None, str], Iterable[Line]]] = {
        "move": lookup_table.move,
        "card": lookup_table.card,
        "role": lookup_table.role,
        "passage": lookup_table.passage,
        "evidence": lookup_table.evidence,
        "ending": lookup_table.ending,
        "view": lookup_table.causal_view,
        "meter": lookup_world.meter,
        "flag": lookup_world.flag,
        "link": lookup_world.link,
        "denial": lookup_world.denial,
        "news": lookup_world.news,
        "background": lookup_world.background,
    }
    return list(pages[to.kind](session, role, to.id))


def leads(
    deck: Deck, kind: str, ids: Iterable[str], lead: str = "", note: Mapping[str, str] | None = None
) -> list[Line]:
    """One line for each thing, leading to its page. ``note``: id -> words before its name."""
    found = []
    for id_ in dict.fromkeys(ids):
        to = Ref(kind, id_)
        before = lead + (f"{note[id_]}  " if note and id_ in note else "")
        found.append(Line(name(deck, to), lead=before, to=to))
    return found


def grounds(deck: Deck, item: Sourced | Grounds) -> list[Line]:
    """Where it comes from: the badge of what the brief does not hold, and each passage with its gist."""
    found: list[Line] = [BLANK]
    if item.basis == "outside":
        found.append(Line(f" {OUTSIDE} ", BADGE))
        found.append(Line("The brief does not say this. It rests on:", QUIET))
    elif item.basis == "inferred":
        found.append(Line("Inferred: the deck's author reads this from the brief; it does not say it outright.", QUIET))
    found += [
        Line(f"{deck.evidence[id_].says} ({deck.evidence[id_].where})", lead=f"{id_}  ", to=Ref("evidence", id_))
        for id_ in item.evidence
    ]
    for id_ in item.source:
        found.append(Line(deck.passages[id_].gist, lead=f"{id_}  ", to=Ref("passage", id_)))
        found += own_words(deck, id_)
    if len(found) == 1:
        return []
    return [BLANK, Line("Where it comes from", HEADING), *found[1:]]


def own_words(deck: Deck, passage: str) -> list[Line]:
    """The passage itself, where its text is at hand."""
    text = deck.texts.get(passage, "")
    return [Line(paragraph, QUIET, lead=BESIDE, hang=BESIDE) for paragraph in text.split("\n\n") if paragraph]


def in_own_words(deck: Deck, passages: Iterable[str]) -> list[Line]:
    """A section with these passages themselves, each once, as far as their text is at hand."""
    found: list[Line] = []
    for id_ in dict.fromkeys(passages):
        text = own_words(deck, id_)
        if text:
            found += [Line(deck.passages[id_].gist, lead=f"{id_}  ", to=Ref("passage", id_)), *text]
    return section("In the source's own words", found)


def link_lines(deck: Deck, ids: Iterable[str]) -> list[Line]:
    """Links by what they say, each with its citation."""
    return [Line(f"{deck.links[id_].says} ({cited(deck.links[id_])})", lead="→ ", to=Ref("link", id_)) for id_ in ids]


def denial_lines(deck: Deck, ids: Iterable[str]) -> list[Line]:
    """Denials by what they say, marked as such."""
    return [
        Line(f"{deck.denials[id_].says} ({cited(deck.denials[id_])})", lead=f"{DENIED} ", to=Ref("denial", id_))
        for id_ in ids
    ]


def citing(deck: Deck, passage: str = "", evidence: str = "") -> list[Line]:
    """Everything of the deck that rests on this passage or evidence, kind by kind."""
    titles = {
        "card": "Arguments that rest on it",
        "move": "Moves that rest on it",
        "link": "Causal links that rest on it",
        "denial": "What it denies",
        "background": "Background that rests on it",
        "news": "News that rests on it",
        "ending": "Endings that rest on it",
        "meter": "Meters that rest on it",
        "flag": "Standing facts that rest on it",
    }
    found: list[Line] = []
    for kind, title in titles.items():
        ids = [
            id_
            for id_, item in sections(deck)[kind].items()
            if isinstance(item, Sourced) and (passage in item.source or evidence in item.evidence)
        ]
        found += section(title, leads(deck, kind, ids, f"{DENIED} " if kind == "denial" else ""))
    return found
