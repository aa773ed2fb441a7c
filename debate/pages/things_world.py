"""Details of the world: meters, standing facts, and what moves or does not move them."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.naming import amount_words, delay_words, effects_words, listed, name_of
from debate.debrief.triggers import CERTAIN, fires, odds
from debate.debrief.vocabulary import READ_THEN
from debate.pages import document
from debate.pages.document import Bar, Line, Node, Tone, field, quiet, section, strong
from debate.pages.reader import Reader
from debate.pages.things import denial_lines, grounds, leads, link_lines, ref_of
from debate.rules.conditions import StepTable, ids_read
from debate.rules.deck import Deck, Denial, Link
from debate.rules.words import in_words


def meter(reader: Reader, id_: str) -> Iterator[Node]:
    """A meter: its value where it may be known, what its ends mean, and what moves it."""
    deck = reader.deck
    item = deck.meters[id_]
    now = reader.view.meters[id_]
    if now is None:
        seers = listed([deck.roles[r].name for r in item.seen_by or ()])
        yield strong(f"Hidden from your seat: only {seers} can see it until it comes out or the game ends.")
    else:
        yield Bar(now, item.min, item.max)
    yield Line(f"{item.min} means: {item.low}. {item.max} means: {item.high}.")
    yield quiet(f"It started at {item.start}." + (f" {item.start_why}" if item.start_why else ""))
    wants = _wants(reader, id_)
    if wants:
        yield strong(wants)
    moves = [m for m, move in deck.moves.items() if move.active and id_ in dict(move.effects.meters)]
    notes = {m: amount_words(deck, dict(deck.moves[m].effects.meters)[id_]) for m in moves}
    yield from section("Moves that change it", leads(deck, "move", moves, terms=notes))
    links, read = _links(deck, id_)
    yield from section("Links that change it", link_lines(deck, links))
    denials = [d for d, denial in deck.denials.items() if denial.active and id_ in denial.denies]
    yield from section("What does not change it", denial_lines(deck, denials))
    yield from section(SETS_GOING, link_lines(deck, read))
    yield from grounds(deck, item)


SETS_GOING = "What it sets going or holds back"


def _links(deck: Deck, id_: str) -> tuple[list[str], list[str]]:
    """The links that change it, and those that hang on it besides."""
    links = {link: definition for link, definition in deck.links.items() if definition.active}
    changing = [link for link, definition in links.items() if _changes(definition, id_)]
    return changing, [link for link in links if _reads(links[link], id_) and link not in changing]


def _wants(reader: Reader, id_: str) -> str:
    motive = reader.motive
    if motive is None:
        return ""
    words = []
    for weights, what in ((motive.wants, "You want it"), (motive.ends, "You say you are for having it")):
        if id_ in weights:
            words.append(f"{what} {'high' if weights[id_] > 0 else 'low'} (weight {abs(weights[id_])}).")
    return " ".join(words)


def flag(reader: Reader, id_: str) -> Iterator[Node]:
    """A standing fact: how it stands, what sets it, what hangs on it."""
    deck = reader.deck
    item = deck.flags[id_]
    now = reader.view.flags[id_]
    for value, words in item.values.items():
        here = value == now
        tone: Tone = "strong" if here else ""
        yield Line(f"{words} (now)" if here else words, 1, mark="on" if here else "off", tone=tone)
    moves = [m for m, move in deck.moves.items() if move.active and id_ in dict(move.effects.flags)]
    notes = {m: f"{item.values[dict(deck.moves[m].effects.flags)[id_]]}:" for m in moves}
    yield from section("Moves that set it", leads(deck, "move", moves, terms=notes))
    news = [n for n, event in deck.news.items() if event.active and id_ in dict(event.effects.flags)]
    yield from section("News that sets it", leads(deck, "news", news))
    links, read = _links(deck, id_)
    yield from section("Links that set it", link_lines(deck, links))
    yield from section(SETS_GOING, link_lines(deck, read))
    denials = [d for d, denial in deck.denials.items() if denial.active and id_ in ids_read(denial.when)]
    yield from section("What it does not do", denial_lines(deck, denials))
    yield from grounds(deck, item)


def link(reader: Reader, id_: str) -> Iterator[Node]:
    """A causal link: when it fires, what it changes, how late."""
    deck = reader.deck
    item = deck.links[id_]
    yield strong(item.says)
    if not item.active:
        yield quiet("Switched off in this game; a causal view turns it on.")
    yield from field("Fires", [Line(fires(deck, item)), *([] if item.follows else [quiet(READ_THEN)])])
    yield from field("Lands", [Line(_lands(deck, item))])
    changes = [
        document.item(words, ref_of(deck, target), "change")
        for words, target in zip(effects_words(deck, item.effects), _targets(item), strict=True)
    ]
    yield from section("What it changes", changes)
    yield from _tables(deck, item)
    yield from section("What it reads", _reading(deck, item))
    yield from grounds(deck, item)


def denial(reader: Reader, id_: str) -> Iterator[Node]:
    """A denial: what does not follow, and why."""
    deck = reader.deck
    item = deck.denials[id_]
    yield quiet("A denial says what does not happen, however often it is promised.")
    yield strong(item.says, "denied")
    yield from field("Told", [Line(fires(deck, item))])
    targets = [to for to in (ref_of(deck, target) for target in item.denies) if to is not None]
    yield from section("It does not move", (line for to in targets for line in leads(deck, to.kind, [to.id])))
    yield from section("What it reads", _reading(deck, item))
    yield from grounds(deck, item)


def news(reader: Reader, id_: str) -> Iterator[Node]:
    """A news item: how likely it is, and what it changes."""
    deck = reader.deck
    item = deck.news[id_]
    yield Line(item.text)
    comes = "Comes" if item.odds == CERTAIN else "May come"
    yield Line(f"{comes} if {in_words(deck, item.when)}." if item.when else f"{comes} in any round.")
    if item.odds != CERTAIN:
        yield quiet(f"At each such round end {odds(deck, item)}.")
    targets = [id_ for id_, _ in (*item.effects.meters, *item.effects.flags)]
    targets += [f"capital.{id_}" for id_, _ in item.effects.capital]
    words = effects_words(deck, item.effects)
    changes = (document.item(text, ref_of(deck, target), "change") for text, target in zip(words, targets, strict=True))
    yield from section("What it changes", changes)
    follows = [link for link, definition in deck.links.items() if definition.active and id_ in definition.follows]
    yield from section("What it sets going", link_lines(deck, follows))
    denials = [d for d, definition in deck.denials.items() if definition.active and id_ in definition.denies]
    yield from section("What does not bring it about", denial_lines(deck, denials))
    yield from grounds(deck, item)


def background(reader: Reader, id_: str) -> Iterator[Node]:
    """A background link: part of how things stood at the start."""
    deck = reader.deck
    item = deck.background[id_]
    yield strong(item.says)
    yield quiet("Background: it is counted in how things stood at the start, and does not fire in the game.")
    target = item.raises or item.lowers or ""
    word = "raises" if item.raises else "lowers"
    yield Line(f"{name_of(deck, item.cause)} {word} {name_of(deck, target)}", mark="change", to=ref_of(deck, target))
    yield from grounds(deck, item)


def _lands(deck: Deck, item: Link) -> str:
    """How late a link's change lands, as a sentence."""
    words = delay_words(deck, item)
    return f"{words[:1].upper()}{words[1:]}; until then it stands under what is coming." if words else "At once."


def _targets(item: Link) -> list[str]:
    effects = item.effects
    return [
        *(id_ for id_, _ in effects.meters),
        *(id_ for id_, _ in effects.flags),
        *(f"capital.{role}" for role, _ in effects.capital),
    ]


def _changes(item: Link, id_: str) -> bool:
    return id_ in _targets(item)


def _tables(deck: Deck, item: Link) -> Iterator[Node]:
    """Step tables spelt out: how the amount hangs on a meter."""
    for target, amount in item.effects.meters:
        if isinstance(amount, StepTable):
            yield strong(f"{deck.meters[target].name}, by how {deck.meters[amount.by].name} stands:")
            for first, number in amount.steps:
                yield Line(f"from {first} up" if first else "from 0", 1, f"{number:+d}")


def _reading(deck: Deck, item: Link | Denial) -> Iterator[Node]:
    ids = [*item.follows, *ids_read(item.when)]
    if isinstance(item, Link):
        ids += [id_ for id_ in (item.per_rise_of, item.per_fall_of) if id_]
        ids += item.effects.scaled_by
    for to in (ref_of(deck, id_) for id_ in dict.fromkeys(ids)):
        if to is not None:
            yield from leads(deck, to.kind, [to.id])


def _reads(item: Link, id_: str) -> bool:
    return id_ in (item.per_rise_of, item.per_fall_of, *item.effects.scaled_by, *ids_read(item.when))
