"""What a key may be declared to hold, and how keys and sections are declared. Data only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import field, frozen

MAX_TEXT = 16 * 1024
MAX_LINE = 160


@frozen
class Text:
    """Any scalar. ``lines``: paragraphs are kept; otherwise it is one line.

    ``room``: the cells in which one line is shown, or the rows that a text may take; 0: as many as there are.
    ``letters``: how many can be read at a glance where it stands; 0: it need not.
    """

    lines: bool = True
    room: int = 0
    letters: int = 0

    @property
    def limit(self) -> int:
        return MAX_TEXT if self.lines else MAX_LINE


@frozen
class Whole:
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int
    zero: bool = True


@frozen
class YesNo:
    """``yes``, ``no``, ``true`` or ``false``."""


@frozen
class Word:
    """One of a few words."""

    words: tuple[str, ...]


@frozen
class Language:
    """The tag of a language, as pages and screen readers know it: ``de``, ``pt-BR``."""


@frozen
class NewId:
    """An id that is made here."""


@frozen
class Id:
    """The id of something of one of these kinds."""

    of: tuple[str, ...]


@frozen
class Ids:
    """One id or a list of ids."""

    of: tuple[str, ...]


@frozen
class MarkedIds:
    """One id, a list of ids, or a mapping of ids to one of a few words.

    The value is a mapping, with an empty word where only the id is given."""

    of: tuple[str, ...]
    words: tuple[str, ...]


@frozen
class TextOrId:
    """The id of something of one of these kinds, or words of the author's own."""

    of: tuple[str, ...]


@frozen
class ValueOfFlag:
    """One of the values of the flag in which it stands."""


@frozen
class ConditionOf:
    """A condition."""


@frozen
class EffectsOf:
    """A mapping of effects."""


@frozen
class AmountOf:
    """A whole number or a step table."""

    low: int = -100
    high: int = 100
    zero: bool = False


@frozen
class ListOf:
    """A list that is not empty."""

    item: Kind


@frozen
class Table:
    """A mapping that is not empty, of keys of one kind to values of one kind."""

    key: NewId | Id
    value: Kind


@frozen
class Record:
    """A mapping of declared keys. ``make`` builds its value; without it the keys become attributes of the owner.

    ``named``: the value knows the id under which it stands.
    """

    keys: Mapping[str, Key]
    make: Callable[..., Any] | None = None
    named: bool = False


@frozen
class Replaces:
    """Item id -> keys of that item with other values."""


@frozen
class Silences:
    """Code of a warning -> why it is known and left, or a mapping of items to such reasons."""


Kind = (
    Text
    | Whole
    | YesNo
    | Language
    | Word
    | NewId
    | Id
    | Ids
    | MarkedIds
    | TextOrId
    | ValueOfFlag
    | ConditionOf
    | EffectsOf
    | AmountOf
    | ListOf
    | Table
    | Record
    | Replaces
    | Silences
)


@frozen
class Key:
    """One key: what it may hold, whether it must be there, what holds without it, and what it is for.

    ``excludes``: keys that may not stand with it; ``beside``: it stands only beside one of these; ``why``: a sentence
    about either, in which ``{other!r}`` is the key that is excluded.
    """

    kind: Kind
    help: str
    required: bool = False
    default: Any = None
    attr: str = ""
    excludes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    why: str = ""


GroundsRule = Literal["required", "optional", "none"]


@frozen
class Section:
    """A mapping of ids to items of one class.

    ``noun`` is what one of them is called. ``shared``: its ids share one namespace with those of the other such
    sections. ``replaceable``: a view or a preset may change its items. ``listed``: role -> list of items without ids.
    """

    noun: str
    make: Callable[..., Any]
    keys: Mapping[str, Key]
    """All of its keys; those of grounds are among them unless ``grounds`` is ``none``."""
    help: str
    grounds: GroundsRule = "none"
    shared: bool = False
    replaceable: bool = False
    listed: bool = False
    required: bool = False
    one_of: tuple[str, ...] = ()
    """Keys of which each item has one at least, and a sentence that says so."""
    one_of_why: str = ""
    bound: tuple[str, ...] = field(init=False)
    """Keys that hang on others."""
    switches: frozenset[str] = field(init=False)
    """Keys that say yes or no."""

    def __attrs_post_init__(self) -> None:
        bound = tuple(name for name, key in self.keys.items() if key.excludes or key.beside)
        object.__setattr__(self, "bound", bound)
        switches = frozenset(name for name, key in self.keys.items() if isinstance(key.kind, YesNo))
        object.__setattr__(self, "switches", switches)
