"""What sets links, denials and news going, in words: what they follow, what else they take, and how often they come."""

from __future__ import annotations

from debate.debrief.naming import amount_words, listed, name_of
from debate.rules.deck import Deck, Denial, Link, News
from debate.rules.words import in_words

CERTAIN = 100
"""Chances in 100 of news that is bound to come."""


def fires(deck: Deck, item: Link | Denial) -> str:
    """When a link or denial fires, as a sentence."""
    takes = terms(deck, item)
    if item.follows:
        events = listed([f"'{name_of(deck, event)}'" for event in item.follows], "or")
        return _joined(f"With {events}", takes)
    if isinstance(item, Link) and (item.per_rise_of or item.per_fall_of):
        watched = name_of(deck, item.per_rise_of or item.per_fall_of or "")
        way = "rose" if item.per_rise_of else "fell"
        points = "point" if item.points == 1 else f"{item.points} points"
        return _joined(f"At a round end, for each {points} that {watched} {way}", takes)
    return f"At each round end {_lower(takes)}" if takes.startswith("While") else takes or "At each round end."


def terms(deck: Deck, item: Link | Denial | News) -> str:
    """What one of these takes besides what it follows, and at which round ends it comes, as a sentence; empty where
    there is nothing to say."""
    when = in_words(deck, item.when) if item.when else ""
    watched = isinstance(item, Link) and (item.per_rise_of or item.per_fall_of)
    if isinstance(item, News) or item.follows or watched:
        return f"If {when}." if when else ""
    at_which = f" at which {when}." if when else "."
    if isinstance(item, Link) and item.once:
        return f"Once, at the first round end{at_which}"
    if item.every > 1:
        return f"At {often(item)} end in a row{at_which}"
    return f"While {when}." if when else ""


def often(item: Link | Denial) -> str:
    """``each round``, ``every second round`` or ``once``, of what goes on while something holds."""
    if isinstance(item, Link) and item.once:
        return "once"
    ordinals = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return "each round" if item.every < 2 else f"every {ordinals.get(item.every, f'{item.every}th')} round"


def odds(deck: Deck, news: News) -> str:
    """How likely news is at the end of a round in which it may come: ``25 chances in 100``, ``3 to 30 chances in 100,
    depending on Trust`` or ``bound to come``."""
    if news.odds == CERTAIN:
        return "bound to come"
    chances, joint, depending = amount_words(deck, news.odds).replace("+", "").partition(", ")
    return f"{chances} chances in 100{joint}{depending}"


def _joined(begin: str, takes: str) -> str:
    return f"{begin}, {_lower(takes)}" if takes else f"{begin}."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
