"""What a page holds besides what is read: choices, what they send, and in which order all of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import asdict, evolve, frozen

from debate.faces.web.blocks import Block, blocks
from debate.pages.document import Node, Ref, Thing


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
    ``items`` are ticked first, and their ids go to the end of the field ``move``. ``text``: the field that is typed,
    of at ``most`` so many characters. ``about``: what stands once under the heading of the group. ``price``: what it
    costs and what backs it, in signs, and ``priced`` in words. ``folded``: its group is folded until it is opened.
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
    most: int = 0
    about: str = ""
    price: str = ""
    priced: str = ""
    folded: bool = False


@frozen
class Sheet:
    """A page: its title, what stands on it, what can be chosen there. ``ahead``: the choices stand before the blocks,
    which need not be read first; ``lead``: what stands before both; ``picture``: a drawing of the same, as SVG."""

    heading: str
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice, ...] = ()
    ahead: bool = False
    lead: tuple[Block, ...] = ()
    picture: str = ""


READ = 120
"""So many words of a page have to be read before one can choose, and no more."""


def brief(choices: Iterable[Choice], lead: Iterable[Node] = (), least: int = 40) -> tuple[Choice, ...]:
    """The choices without what they say at length where all of it would be too much to read before one chooses: each
    says it again before it is sent. ``least``: words that stand above them on every page."""
    found = tuple(choices)
    said = [words_in(block.text) for block in blocks(lead)]
    said += [words_in(f"{choice.label} {choice.help}") for choice in found]
    said += [words_in(f"{group} {about}") for group, about in {choice.group: choice.about for choice in found}.items()]
    if sum(said) + least <= READ:
        return found
    return tuple(evolve(choice, help="") if choice.confirm else choice for choice in found)


def words_in(text: str) -> int:
    """How many words a text has: what has a letter in it."""
    return sum(any(letter.isalpha() for letter in word) for word in text.split())


def sheet(
    heading: str,
    nodes: Iterable[Node],
    choices: Iterable[Choice] = (),
    *,
    ahead: bool = False,
    lead: Iterable[Node] = (),
) -> Sheet:
    """A page of these nodes under its heading."""
    return Sheet(heading, blocks(nodes, heading), tuple(choices), ahead, blocks(lead, heading))


def link(text: str, page: str) -> Thing:
    """A line that leads to another page of this name."""
    kind, _, id_ = page.partition("/")
    return Thing(text, Ref(kind, id_))


def plain(thing: Block | Choice) -> dict[str, object]:
    """A block or choice as JSON has it, without what is empty."""
    found = asdict(thing, recurse=False, filter=lambda _, value: value not in ("", 0, False, None, ()))
    if "do" in found:
        found["do"] = asdict(found["do"])
    if "items" in found:
        found["items"] = [asdict(item) for item in found["items"]]
    if "inside" in found:
        found["inside"] = [plain(block) for block in found["inside"]]
    return found
