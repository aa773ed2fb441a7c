"""Help: what can be pressed or typed, how a round goes, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debate.pages.document import Field, Line, Node, quiet, section
from debate.pages.words import HOW_IT_GOES

SIGNS: tuple[tuple[str, str], ...] = (
    ("▸ ›", "the marked line · a line that leads on"),
    ("▲ ▼", "goes up · goes down"),
    ("“▲”", "promised: said when the move is played, whatever comes of it"),
    ("★ ◎", "your score, and what it counts, with its weight · what you say you are for"),
    ("⊘", "denied: this does not follow"),
    ("✓ …", "has chosen · is still choosing"),
    ("✓ ✗", "a case stands, or you were right · it is beaten, or you were wrong"),
    ("◆ ◇", "backs this move or answers this case · does not"),
    ("● ○", "capital that is there · room for more"),
    ("P7 K2", "a passage of the brief · evidence from outside it"),
)
Words = Iterable[tuple[str, str]]
"""What is pressed, typed or seen, each with what it does or means."""


def help_page(own: Words, everywhere: Words, signs: Words = (), not_now: Words = ()) -> Iterator[Node]:
    """``own``: what can be done on this screen, ``not_now``: what cannot as it stands, ``everywhere``: what can be done
    on all of them; ``signs``: those that are seen."""
    yield from section("Keys of this screen", explained(own))
    yield from section("Keys that do nothing as things stand", explained(not_now))
    yield from section("Keys everywhere", explained(everywhere))
    yield from how_a_round_goes()
    yield from section("Signs", explained(signs))
    yield quiet("The deck is one author's model of the world. Ask of every link: is that so?")


def explained(words: Words) -> Iterator[Node]:
    """Each of these beside its meaning."""
    return (Field(term, (Line(text),)) for term, text in words)


def how_a_round_goes() -> list[Node]:
    """The parts of a round, each with what happens in it."""
    return section("How a round goes", explained(HOW_IT_GOES))
