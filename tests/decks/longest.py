"""A deck whose every name and sentence is as long as the check lets it be without a warning: nothing may break."""

from __future__ import annotations

from attrs import evolve

import debate
from debate.rules.deck import Deck

FILL = "and yet more words of the same sort that go on for quite a while until there is no room left for another one"
SENTENCE = 150


def _long(text: str, cells: int) -> str:
    return f"{text} {FILL} {FILL}"[:cells].rstrip()


def longest() -> Deck:
    """The ZTE deck with names of roles, meters, moves and news, and sentences of links and denials, drawn out."""
    deck = debate.load_deck("zte")
    return evolve(
        deck,
        roles={k: evolve(v, name=_long(v.name, 30)) for k, v in deck.roles.items()},
        meters={
            k: evolve(v, name=_long(v.name, 30), short=_long(v.short or v.name, 17)) for k, v in deck.meters.items()
        },
        moves={k: evolve(v, title=_long(v.title, 40)) for k, v in deck.moves.items()},
        news={k: evolve(v, title=_long(v.title, 48)) for k, v in deck.news.items()},
        links={k: evolve(v, says=_long(v.says, SENTENCE)) for k, v in deck.links.items()},
        denials={k: evolve(v, says=_long(v.says, SENTENCE)) for k, v in deck.denials.items()},
    )
