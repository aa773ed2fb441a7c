"""How a role is known everywhere: one letter on its colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from debate.faces.kit.rows import Span, settled
from debate.faces.kit.tokens import role_token
from debate.rules.deck import Deck

_SKIPPED = ("the", "a", "an")


@lru_cache(8)
def marks(deck: Deck) -> Mapping[str, str]:
    """Role -> its letter: the deck's ``mark``, else the first letter of its name that is still free. Not to be changed:
    it is found once for each deck."""
    found: dict[str, str] = {id_: deck.roles[id_].mark for id_ in deck.turn_order if deck.roles[id_].mark}
    taken = set(found.values())
    for id_ in deck.turn_order:
        if id_ not in found:
            words = settled(deck.roles[id_].name).split()
            if len(words) > 1 and words[0].lower() in _SKIPPED:
                words = words[1:]
            letters = [each.upper() for each in "".join(words) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if each.isalnum()]
            found[id_] = next((each for each in letters if each not in taken and len(each) == 1), "?")
            taken.add(found[id_])
    return found


def sigil(deck: Deck, role: str) -> Span:
    """The role's letter on its colour, three cells wide."""
    place = deck.turn_order.index(role) if role in deck.turn_order else 0
    return (f" {marks(deck).get(role, '?')} ", f"bold bg on {role_token(place)}")


def token(deck: Deck, role: str) -> str:
    """The token of the role's colour."""
    return role_token(deck.turn_order.index(role) if role in deck.turn_order else 0)
