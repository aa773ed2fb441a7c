"""The causal map: what drives what in a deck, what is denied, and which of it is at work now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from attrs import evolve, frozen

from debate.debrief.hypothetical import Supposed
from debate.debrief.naming import CAPITAL, amount_words, cited, delay_words, name_of
from debate.debrief.triggers import fires, odds, terms
from debate.rules.conditions import (
    DECLINED,
    Amount,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Recent,
    event_of,
    points,
    wanted_in,
)
from debate.rules.deck import Deck, Denial, Link, MoveDef, News
from debate.rules.view import View

TIME = ""
"""The cause of an edge that nothing has to set going."""


@frozen
class Edge:
    """One arrow of the map.

    ``id``: of the link, denial, background, move or news it stands for, ``kind`` which of these. ``cause``: an id or
    the author's words, empty for what goes on by itself; ``effect``: an id (``capital.ROLE`` too) or words; the
    ``_name`` beside each is for the screen. ``sign``: ``+`` raises, ``-`` lowers, ``~`` depends or sets a flag, ``x``
    denied. ``words``: how much, such as ``+8`` or ``closed to cars``; ``strength``: the same in a word. ``delay``:
    round ends, ``later`` the same in words. ``when``: what else it takes, as a sentence (see
    :func:`~debate.debrief.triggers.terms`). ``live``: it is at work in the view given; None where that hangs on what is
    hidden.
    """

    id: str
    kind: str
    cause: str
    cause_name: str
    effect: str
    effect_name: str
    sign: str
    words: str
    strength: str
    delay: int
    says: str
    citation: str
    when: str = ""
    live: bool | None = False
    later: str = ""

    @property
    def line(self) -> str:
        """One line for a list: ``Traffic --(+8, 1 later)--> Trade``."""
        later = f", {self.delay} later" if self.delay else ""
        arrow = f"--x {self.strength} x-->" if self.sign == "x" else f"--({self.words}{later})-->"
        return f"{self.cause_name} {arrow} {self.effect_name}"


@frozen
class Around:
    """What stands around one thing: ``into`` drives it, ``out`` it drives; denials and background among them."""

    id: str
    name: str
    into: tuple[Edge, ...]
    out: tuple[Edge, ...]


def around(deck: Deck, id_: str, view: View | None = None) -> Around:
    """The edges in and out of a meter, flag, move or news item; those at work in ``view`` are lit."""
    found = edges(deck, view, id_)
    return Around(
        id_,
        name_of(deck, id_),
        tuple(edge for edge in found if edge.effect == id_),
        tuple(edge for edge in found if edge.cause == id_),
    )


def edges(deck: Deck, view: View | None = None, about: str = "") -> tuple[Edge, ...]:
    """Every edge of the deck as played: links, then denials, background, what moves and news do by themselves, and what
    brings news or decides how likely it is.

    ``about``: only those to or from this id.
    """
    now = None if view is None else Supposed.seen(deck, view)
    drawn: tuple[_Drawn, ...] | None = deck._cache.get("edges")
    if drawn is None:
        drawn = deck._cache["edges"] = tuple(_drawn(deck))
    found: list[Edge] = []
    for lit, made in drawn:
        if near := [edge for edge in made if about in ("", edge.cause, edge.effect)]:
            live = now is not None and lit(now)
            found += [evolve(edge, live=live) for edge in near] if live is not False else near
    return tuple(found)


_Drawn = tuple[Callable[[Supposed], bool | None], tuple[Edge, ...]]
"""Whether something is at work now, and its edges as they are while it is not."""


def _drawn(deck: Deck) -> Iterator[_Drawn]:
    for link in (each for each in deck.links.values() if each.active):
        yield partial(_live, item=link), tuple(_of_link(deck, link))
    for denial in (each for each in deck.denials.values() if each.active):
        yield partial(_live, item=denial), tuple(_of_denial(deck, denial))
    for item in deck.background.values():
        effect, sign = (item.raises, "+") if item.raises else (item.lowers, "-")
        words = "raises" if sign == "+" else "lowers"
        edge = _edge(deck, item.id, "background", item.cause, effect or "", sign, words, item.says, cited(item))
        yield lambda _: False, (edge,)
    events: list[MoveDef | News] = [*deck.moves.values(), *deck.news.values()]
    for event in (each for each in events if each.active):
        yield partial(_happened, event=event.id), tuple(_of_event(deck, event))
        if isinstance(event, News):
            yield partial(_live, item=event), tuple(_to_news(deck, event))


def _happened(now: Supposed, event: str) -> bool:
    return now.latest[event] == now.round


def _edge(
    deck: Deck, id_: str, kind: str, cause: str, effect: str, sign: str, words: str, says: str, citation: str
) -> Edge:
    cause_name = name_of(deck, cause) if cause else "By itself"
    return Edge(id_, kind, cause, cause_name, effect, name_of(deck, effect), sign, words, words, 0, says, citation)


def _of_link(deck: Deck, link: Link) -> Iterator[Edge]:
    watched = link.per_rise_of or link.per_fall_of
    changes, later = _changes(deck, link.effects), delay_words(deck, link)
    targets = {effect for effect, *_ in changes}
    causes = _drawn_causes(link.follows, watched, link.when)
    driving = [cause for cause in causes if cause not in targets] or [TIME]
    for cause in driving:
        for effect, sign, words, strength in changes:
            if watched is not None:
                each = "point" if link.points == 1 else f"{link.points} points"
                words = f"{words} for each {each} it {'rises' if link.per_rise_of else 'falls'}"
                if link.per_fall_of and sign in "+-" and cause == watched:
                    sign = "-" if sign == "+" else "+"
            edge = _edge(deck, link.id, "link", cause, effect, sign, words, link.says, cited(link))
            yield evolve(edge, strength=strength, delay=link.delay, when=terms(deck, link), later=later)
    for edge in _deciding(deck, link.id, "link", link.effects, link.says, cited(link)):
        if edge.cause not in driving:
            yield evolve(edge, when=fires(deck, link), delay=link.delay, later=later)


def _of_event(deck: Deck, event: MoveDef | News) -> Iterator[Edge]:
    for effect, sign, words, strength in _changes(deck, event.effects):
        edge = _edge(deck, event.id, "move", event.id, effect, sign, words, event.text, cited(event))
        yield evolve(edge, strength=strength)
    for edge in _deciding(deck, event.id, "move", event.effects, event.text, cited(event)):
        yield evolve(edge, when=f"With '{event.title}'.")


def _deciding(deck: Deck, id_: str, kind: str, effects: Effects, says: str, citation: str) -> Iterator[Edge]:
    """From the meters that decide how much others move."""
    for target, amount in effects.meters:
        if not isinstance(amount, int) and amount.by != target:
            edge = _edge(deck, id_, kind, amount.by, target, "~", _as_it_rises(amount), says, citation)
            yield evolve(edge, strength="deciding how much")


def _as_it_rises(amount: Amount, unit: str = "") -> str:
    """``-6 to -1 as it rises``, of an amount that hangs on a meter; ``unit``: of chances, with what stands behind."""
    numbers = [*points(amount)]
    if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        return f"{min(numbers)} to {max(numbers)}{unit}"
    first, last = (f"{number:+d}" if number and not unit else f"{number}" for number in (numbers[0], numbers[-1]))
    return f"{first} to {last}{unit} as it rises"


def _to_news(deck: Deck, news: News) -> Iterator[Edge]:
    """From what has to be for news to come, and from the meter on which its odds hang."""
    by = () if isinstance(news.odds, int) else (news.odds.by,)
    causes = [cause for cause in _drawn_causes((), None, news.when) if cause != news.id]
    for cause in dict.fromkeys((*causes, *by)) or (TIME,):
        words = _as_it_rises(news.odds, " chances in 100") if cause in by else odds(deck, news)
        edge = _edge(deck, news.id, "news", cause, news.id, "~", words, news.text, cited(news))
        yield evolve(edge, strength="deciding how likely it is" if cause in by else words, when=terms(deck, news))


def _of_denial(deck: Deck, denial: Denial) -> Iterator[Edge]:
    causes = (denial.cause,) if denial.cause else _causes(denial.follows, None, denial.when)
    for cause in causes or (TIME,):
        for effect in denial.denies:
            edge = _edge(deck, denial.id, "denial", cause, effect, "x", "does not move", denial.says, cited(denial))
            yield evolve(edge, strength="denied", when=terms(deck, denial))


def causes_of(deck: Deck, item: Link | Denial) -> tuple[str, ...]:
    """Ids of what sets a link going, or of what a denial says has no such effect; empty for what goes on by itself."""
    if isinstance(item, Denial):
        known = (deck.meters, deck.flags, deck.moves, deck.news)
        named = (item.cause,) if any(item.cause in section for section in known) else ()
        return named or _causes(item.follows, None, item.when)
    return _causes(item.follows, item.per_rise_of or item.per_fall_of, item.when)


def _causes(follows: Sequence[str], watched: str | None, when: Condition) -> tuple[str, ...]:
    """What sets it going; ids of the condition only where nothing else is named, flags and events before meters."""
    if follows:
        return tuple(follows)
    if watched is not None:
        return (watched,)
    read = list(_read(when))
    leading = [id_ for id_, is_meter in read if not is_meter]
    return tuple(dict.fromkeys(leading or [id_ for id_, _ in read]))


def _drawn_causes(follows: Sequence[str], watched: str | None, when: Condition) -> tuple[str, ...]:
    """The same for an arrow each: beside flags and events also from meters that have to stand high. From one that has
    to be low an arrow would show the wrong way."""
    found = _causes(follows, watched, when)
    tests = (test for test in wanted_in(when) if isinstance(test, Compare) and test.kind == "meter")
    high = (test.id for test in tests if test.comparison in ("at least", "above"))
    return found if follows or watched else tuple(dict.fromkeys((*found, *high)))


def _read(condition: Condition) -> Iterator[tuple[str, bool]]:
    """(id, whether it is a meter) of what a condition asks for, wherever it stands but under ``none_of``."""
    for test in wanted_in(condition):
        match test:
            case Compare(kind="meter", id=id_):
                yield id_, True
            case Compare(kind="times", id=id_, comparison="at least" | "above"):
                yield from _happening(id_)
            case FlagIs(flag=flag):
                yield flag, False
            case Recent(event=event, negated=False):
                yield from _happening(event)


def _happening(event: str) -> Iterator[tuple[str, bool]]:
    """The move or news item that an event is about; nothing for what became of a case, which is no cause of deeds."""
    about, id_ = event_of(event)
    if about in ("", DECLINED):
        yield id_, False


def _changes(deck: Deck, effects: Effects) -> list[tuple[str, str, str, str]]:
    """(target, sign, words, strength) of each."""
    found = []
    for id_, amount in effects.meters:
        found.append((id_, _sign(amount), amount_words(deck, amount), _strength(_largest(amount))))
    for id_, value in effects.flags:
        words = deck.flags[id_].values[value]
        found.append((id_, "~", words, f"makes it '{words}'"))
    for role, number in effects.capital:
        found.append((CAPITAL + role, "+" if number > 0 else "-", f"{number:+d}", _strength(number * 5)))
    return found


def _sign(amount: Amount) -> str:
    signs = {number > 0 for number in points(amount) if number}
    return "~" if len(signs) != 1 else "+" if True in signs else "-"


def _largest(amount: Amount) -> int:
    return max(points(amount), key=abs)


def _strength(number: int) -> str:
    size = abs(number)
    word = "slightly" if size <= 2 else "somewhat" if size <= 6 else "clearly" if size <= 14 else "strongly"
    return f"{word} {'up' if number > 0 else 'down'}"


def _live(now: Supposed, item: Link | Denial | News) -> bool | None:
    """Whether it is at work: its event came this round, or its condition holds."""
    if (
        not isinstance(item, News)
        and item.follows
        and not any(now.latest[event] == now.round for event in item.follows)
    ):
        return False
    return now.holds(item.when)
