"""What a page is made of, and paper that takes down in blocks what the plain front end says in lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO

from attrs import asdict, evolve, frozen

from debate.faces.plain.console import Console
from debate.faces.web.blocks import FIRST, Block, blocks
from debate.pages.document import Node


@frozen
class Do:
    """A request to the room that a choice sends: what :class:`debate.classroom.room.Request` is made of."""

    kind: str
    at: int = -1
    fields: Mapping[str, str] = {}


@frozen
class Item:
    """One of several things to pick. ``ticked``: it is proposed, and ticked to begin with."""

    id: str
    label: str
    help: str = ""
    ticked: bool = False


@frozen
class Choice:
    """A button. ``do``: what it sends; or ``page``: where it leads first.

    ``group``: the heading under which it stands. ``confirm``: what is asked before it is sent, empty for nothing;
    ``yes``: what the button for that is called. ``own``: it is what one has chosen so far. ``pick``: so many of
    ``items`` are ticked first, and their ids go to the end of the field ``move``. ``text``: the field that is typed.
    """

    id: str
    label: str
    help: str = ""
    group: str = ""
    do: Do | None = None
    page: str = ""
    confirm: str = ""
    yes: str = ""
    own: bool = False
    pick: int = 0
    items: tuple[Item, ...] = ()
    text: str = ""


@frozen
class Sheet:
    """A page: its title, what stands on it, what can be chosen there. ``ahead``: the choices stand before the blocks,
    which need not be read first; ``lead``: what stands before both."""

    heading: str
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice, ...] = ()
    ahead: bool = False
    lead: tuple[Block, ...] = ()


def sheet(heading: str, nodes: Iterable[Node], choices: Iterable[Choice] = ()) -> Sheet:
    """A page of these nodes under its heading."""
    return Sheet(heading, blocks(nodes, heading), tuple(choices))


def plain(thing: Block | Choice) -> dict[str, object]:
    """A block or choice as JSON has it, without what is empty."""
    found = asdict(thing, recurse=False, filter=lambda _, value: value not in ("", 0, False, None, ()))
    if "do" in found:
        found["do"] = asdict(found["do"])
    if "items" in found:
        found["items"] = [asdict(item) for item in found["items"]]
    return found


class Paper(Console):
    """Takes down what pages of the plain front end say. Nothing is read from it."""

    def __init__(self) -> None:
        super().__init__(StringIO(), StringIO(), 80)
        self.blocks: list[Block] = []

    def say(self, text: str = "", indent: int = 0) -> None:
        if text:
            self.blocks.append(Block("item", text, indent // 2) if indent > 1 else Block("p", text))

    def head(self, text: str) -> None:
        self.blocks.append(Block("head", text, FIRST))

    def hint(self, text: str) -> None:
        """What can be typed is not said here."""

    def link(self, text: str, page: str) -> None:
        self.blocks.append(Block("link", text, page=page))

    def sheet(self, heading: str, choices: Iterable[Choice] = (), ahead: bool = False) -> Sheet:
        """All so far as a page. A first heading that only says the title again is left out."""
        blocks = self.blocks
        if blocks and blocks[0].kind == "head" and blocks[0].text == heading:
            blocks = blocks[1:]
        return Sheet(heading, tuple(blocks), tuple(choices), ahead)

    def opening(self, heading: str) -> tuple[Block, ...]:
        """Take away what stands before the first heading, one that only says the title again left out."""
        if self.blocks and self.blocks[0].kind == "head" and self.blocks[0].text == heading:
            del self.blocks[0]
        heads = (place for place, block in enumerate(self.blocks) if block.kind == "head")
        first = next(heads, len(self.blocks))
        found, self.blocks = tuple(self.blocks[:first]), self.blocks[first:]
        return found

    def lift(self, level: int = FIRST) -> None:
        """Make headings of the lines that a list stands under."""
        for place, block in enumerate(self.blocks[:-1]):
            if block.kind == "p" and block.text.endswith(":") and self.blocks[place + 1].kind == "item":
                self.blocks[place] = Block("head", block.text.removesuffix(":"), level)

    def lead_on(self, places: Mapping[str, tuple[str, str]]) -> None:
        """Give items links. ``places``: how the text of an item begins -> (page, what the link says)."""
        for place, block in enumerate(self.blocks):
            if block.kind == "item" and not block.page:
                found = next((begins for begins in places if block.text.startswith(f"{begins}:")), None)
                if found is not None:
                    page, more = places[found]
                    self.blocks[place] = evolve(block, page=page, more=more, of=found)
