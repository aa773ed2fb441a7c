"""The pages of a game that every face has: each is declared here once, and every face finds its way in from here.

The terminal makes an action and a key of it, the plain lines a command, the page of a class a link in its list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from debate.pages.document import Node
    from debate.pages.reader import Reader


@frozen
class Page:
    """``name``: what it is asked for by. ``label``: one or two words for a list, ``short`` for a row of keys where that
    is too long. ``title``: its heading. ``help``: what stands on it, as the end of a sentence. ``words``: what is typed
    for it. ``made_by``: module and function that make its nodes for a reader; the title of the game is there before
    they are loaded. ``key``: the key of the terminal, empty where its palette alone offers it; ``places``: the screens
    of the terminal that do. ``when``: whether there is anything to read now. ``main``: it is wanted often.
    """

    name: str
    label: str
    title: str
    help: str
    words: tuple[str, ...]
    made_by: str
    key: str = ""
    short: str = ""
    places: tuple[str, ...] = ("table", "ending")
    when: Callable[[Reader], bool] = lambda reader: True
    main: bool = False

    def make(self, reader: Reader) -> Iterable[Node]:
        """What stands on it for this reader."""
        module, _, function = self.made_by.partition(":")
        made: Iterable[Node] = getattr(import_module(module), function)(reader)
        return made


REGISTER: Mapping[str, Page] = {
    page.name: page
    for page in (
        Page(
            "world",
            "World",
            "The world",
            "all meters and flags, with their change and what they mean",
            ("world", "w"),
            "debate.pages.world:world",
            main=True,
        ),
        Page(
            "flow",
            "Debate so far",
            "The debate so far",
            "the debate so far, round by round: who said what, and what answered it",
            ("flow",),
            "debate.pages.floor:flow",
            key="f",
            short="Flow",
        ),
        Page(
            "coming",
            "Coming",
            "On its way",
            "changes on their way and when they land",
            ("pending", "p", "coming"),
            "debate.pages.table:coming",
            key="p",
            places=("table",),
        ),
        Page(
            "glossary",
            "Glossary",
            "Glossary",
            "words explained: those of the deck and those of the game",
            ("glossary", "g"),
            "debate.pages.glossary:words",
            key="g",
            short="Words",
            places=("table", "account", "ending"),
        ),
        Page(
            "sources",
            "Sources",
            "Sources",
            "what the passages of the source say in short",
            ("passage", "source", "sources"),
            "debate.pages.glossary:passages",
        ),
    )
}
