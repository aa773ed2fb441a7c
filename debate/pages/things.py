"""Things of a deck by name, and what pages about them share: what they rest on, what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debate.debrief.foreseen import NOT_YET
from debate.debrief.naming import cited, delay_words, sentence
from debate.debrief.reasons import told_once
from debate.debrief.requirements import WhyNot
from debate.pages.document import OWN_WORDS, Line, Mark, Node, Ref, Thing, quiet, section
from debate.rules.deck import Deck, Link
from debate.rules.grounds import Grounds, Sourced

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
OUTSIDE = "Outside the brief"


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
    """How the thing is called."""
    item = sections(deck)[to.kind].get(to.id)
    for attribute in ("name", "title", "says"):
        found = getattr(item, attribute, "")
        if found and to.kind != "evidence":
            return str(found)
    return to.id


def leads(
    deck: Deck, kind: str, ids: Iterable[str], mark: Mark = "", terms: Mapping[str, str] | None = None
) -> list[Thing]:
    """One line for each thing, leading to its page. ``terms``: id -> words before its name."""
    found = []
    for id_ in dict.fromkeys(ids):
        to = Ref(kind, id_)
        found.append(Thing(name(deck, to), to, mark, (terms or {}).get(id_, "")))
    return found


def grounds(deck: Deck, item: Sourced | Grounds) -> list[Node]:
    """Where it comes from: whether the brief says so, and each passage with its gist."""
    found: list[Node] = []
    if item.basis == "outside":
        found.append(quiet("The brief does not say this. It rests on:"))
    elif item.basis == "inferred":
        words = "Inferred: the deck's author reads this from the brief; it does not say it outright."
        found.append(quiet(words))
    for id_ in item.evidence:
        words = f"{deck.evidence[id_].says} ({deck.evidence[id_].where})"
        found.append(Line(words, 1, id_, Ref("evidence", id_)))
    return section("Where it comes from", [*found, *gists(deck, item.source, in_full=True)])


def gists(deck: Deck, passages: Iterable[str], in_full: bool = False) -> list[Line]:
    """Passages in the words of the deck's author, those that are not shown yet in one line. ``in_full``: each with the
    passage itself."""
    ids = [id_ for id_ in dict.fromkeys(passages) if id_ in deck.passages]
    later = [id_ for id_ in ids if deck.passages[id_].gist == NOT_YET]
    found: list[Line] = []
    for id_ in ids:
        if id_ not in later:
            found += [gist(deck, id_), *(own_words(deck, id_) if in_full else ())]
    return [*found, Line(NOT_YET, 1, ", ".join(later), Ref("passage", later[0]))] if later else found


def gist(deck: Deck, passage: str) -> Line:
    """A passage in the words of the deck's author, leading to its page."""
    return Line(deck.passages[passage].gist, 1, passage, Ref("passage", passage))


def own_words(deck: Deck, passage: str) -> list[Line]:
    """The passage itself, where its text is at hand."""
    text = deck.texts.get(passage, "")
    return [Line(paragraph, 2, tone="quiet", quoted=True) for paragraph in text.split("\n\n") if paragraph]


def in_own_words(deck: Deck, passages: Iterable[str]) -> list[Node]:
    """A section with these passages themselves, each once, as far as their text is at hand."""
    found: list[Node] = []
    for id_ in dict.fromkeys(passages):
        text = own_words(deck, id_)
        if text:
            found += [gist(deck, id_), *text]
    return section(OWN_WORDS, found)


def link_lines(deck: Deck, ids: Iterable[str]) -> list[Line]:
    """Links by what they say, each with its citation, and when those come that do not come at once."""
    return [Line(_link_line(deck, deck.links[id_]), 1, to=Ref("link", id_), mark="leads") for id_ in ids]


def _link_line(deck: Deck, link: Link) -> str:
    later = delay_words(deck, link)
    return f"{sentence(link.says, cited(link))}{f' It comes {later}.' if later else ''}"


def denial_lines(deck: Deck, ids: Iterable[str]) -> list[Line]:
    """Denials by what they say, marked as such."""
    denials = ((id_, deck.denials[id_]) for id_ in ids)
    return [
        Line(f"{denial.says} ({cited(denial)})", 1, to=Ref("denial", id_), mark="denied") for id_, denial in denials
    ]


def reason_lines(deck: Deck, found: Iterable[WhyNot], leads: bool = False) -> Iterator[Line]:
    """Reasons with the reasons behind them, each of these once, which lead to the pages of what they are about.
    ``leads``: so do the reasons themselves, on a page of something else."""
    for each in told_once(found):
        for depth, reason in each.lines():
            yield Line(reason.words, depth + 1, to=ref_of(deck, reason.id) if (depth or leads) and reason.id else None)


def citing(deck: Deck, passage: str = "", evidence: str = "") -> list[Node]:
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
    found: list[Node] = []
    for kind, title in titles.items():
        ids = [
            id_
            for id_, item in sections(deck)[kind].items()
            if isinstance(item, Sourced) and (passage in item.source or evidence in item.evidence)
        ]
        found += section(title, leads(deck, kind, ids, "denied" if kind == "denial" else ""))
    return found
