"""A deck whose every text tries to do harm: markup, actions, closing tags, escapes, long words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from debate.rules.classwork import GlossaryEntry
from debate.rules.conditions import Effects
from debate.rules.deck import Deck, Link
from debate.rules.grounds import Grounds
from tests.faces.tui.playing import valley

HONEST = "[The US] will act"
HARM = f"{HONEST} [@click=app.quit]x[/] [/i] [red on blue]\x1b]0;mine\x07\u202e\u200b{'W' * 90}"
WORDS = frozenset(
    [
        "title",
        "question",
        "name",
        "low",
        "high",
        "at_min",
        "at_max",
        "start_why",
        "says",
        "text",
        "brief",
        "claim",
        "because",
        "warrant",
        "qualifier",
        "rebuttal",
        "forbidden",
        "gist",
        "where",
        "ask",
        "look_for",
        "term",
    ]
)
KEPT = frozenset({"id", "digest", "places", "_cache"})


def hostile() -> Deck:
    """The valley, with every text of it replaced, a word to explain and something always on its way."""
    deck: Deck = _spoilt(valley())
    slow = Link("slow", HARM, Effects(meters=(("power", 1),)), delay=2, grounds=Grounds(source=("P1",)))
    return attrs.evolve(deck, glossary={"word": GlossaryEntry("word", HARM, HARM)}, links={**deck.links, "slow": slow})


def _spoilt(item: Any) -> Any:
    if attrs.has(type(item)) and type(item).__module__.startswith("debate.rules."):
        changes: dict[str, Any] = {}
        for attribute in attrs.fields(type(item)):
            if attribute.name in KEPT or not attribute.init:
                continue
            value = getattr(item, attribute.name)
            if attribute.name in WORDS and isinstance(value, str):
                changes[attribute.alias] = HARM if value else value
            elif attribute.name in ("labels", "leaves_out"):
                changes[attribute.alias] = tuple(HARM for _ in value)
            elif attribute.name == "values" and isinstance(value, Mapping):
                changes[attribute.alias] = dict.fromkeys(value, HARM)
            else:
                changes[attribute.alias] = _spoilt(value)
        return attrs.evolve(item, **changes)
    if isinstance(item, Mapping):
        return {key: _spoilt(value) for key, value in item.items()}
    if isinstance(item, tuple):
        return tuple(_spoilt(value) for value in item)
    return item
