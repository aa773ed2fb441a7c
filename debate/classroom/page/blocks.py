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
FOLDS = 6
"""Words of what is folded below the choices."""


def brief(choices: Iterable[Choice], above: str, lead: Iterable[Node] = ()) -> tuple[Choice, ...]:
    """The choices, as long as that is not too much to read before one chooses: else without what they say at length,
    which each says again before it is sent, and then without what they are an answer to, which stands below them.
    ``above``: what stands above all of it, and is read too."""
    found = tuple(choices)
    least = FOLDS + words_in(above) + sum(words_in(block.text) for block in blocks(lead))
    if least + _words(found) > READ:
        found = tuple(evolve(each, help="") if each.confirm or each.page else each for each in found)
    if least + _words(found) > READ:
        found = tuple(evolve(each, about="") for each in found)
    return found


def _words(choices: tuple[Choice, ...]) -> int:
    """How many words these have; what stands above a group is counted once."""
    once = {(choice.group, choice.about) for choice in choices}
    said = [*(f"{each.label} {each.help}" for each in choices), *(" ".join(above) for above in once)]
    return sum(map(words_in, said))


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
