"""The deck: everything an author writes, as frozen values. The reader in ``deckfile`` is the usual maker of one.

Items are found by id in the mappings of :class:`Deck`; mappings keep deck order. Text has been cleaned and is plain.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Literal
from weakref import WeakSet, WeakValueDictionary

from attrs import evolve, field, fields, frozen

from debate.rules.classwork import NO_PACK, Belief, GlossaryEntry, Pack, Question
from debate.rules.conditions import NO_EFFECTS, Amount, Condition, Effects
from debate.rules.grounds import Evidence, Origin, Passage, Sourced, Words


@frozen
class Meter(Sourced):
    id: str
    name: Words
    low: Words
    high: Words
    start: int
    min: int = 0
    max: int = 100
    at_min: Words = ""
    at_max: Words = ""
    seen_by: tuple[str, ...] | None = None
    """Roles that see it; None: everybody."""
    shown_when: Condition | None = None
    """From when this holds, everybody sees a meter that is otherwise hidden."""
    group: Words = "World"
    start_why: Words = ""
    short: Words = ""
    """Its name where a column is narrow; empty: the name."""
    nick: Words = ""
    """A word or two for it in the line of goals; empty: made of the name."""
    perceived: bool = False
    """It is about what people feel or think, so that what is said may move it; nothing said moves any other meter."""


@frozen
class Flag(Sourced):
    id: str
    name: Words
    values: Mapping[str, Words]
    """Value id -> words on screen, weakest first."""
    start: str


@frozen
class Link(Sourced):
    id: str
    says: Words
    effects: Effects
    when: Condition = ()
    follows: tuple[str, ...] = ()
    per_rise_of: str | None = None
    per_fall_of: str | None = None
    points: int = 1
    every: int = 1
    once: bool = False
    delay: int = 0
    active: bool = True


@frozen
class Denial(Sourced):
    id: str
    says: Words
    denies: tuple[str, ...]
    when: Condition = ()
    follows: tuple[str, ...] = ()
    every: int = 1
    cause: Words = ""
    active: bool = True


@frozen
class Background(Sourced):
    id: str
    says: Words
    cause: Words
    raises: Words | None = None
    lowers: Words | None = None


@frozen
class News(Sourced):
    id: str
    title: Words
    text: Words
    when: Condition = ()
    odds: Amount = 100
    effects: Effects = NO_EFFECTS
    active: bool = True


@frozen
class Headlines:
    """What a round may be called for a player: by whether what its motive wants went up, and what it says it is for.
    Empty: made of the names."""

    both_up: Words = ""
    wants_up: Words = ""
    """What it wants went up, what it says it is for did not."""
    ends_up: Words = ""
    neither: Words = ""


@frozen
class Motive:
    id: str
    name: Words
    text: Words
    wants: Mapping[str, int]
    ends: Mapping[str, int] = field(factory=dict)
    par: int | None = None
    """The score that scripted play reaches on average with this motive."""
    headlines: Headlines = Headlines()
    """What a round is called for whoever has this motive; empty ones as the deck has them."""
    pars: Mapping[str, int] = field(factory=dict)
    """Preset -> the same, where a game of that length has another."""


@frozen
class Role:
    id: str
    name: Words
    brief: Words
    motives: Mapping[str, Motive]
    capital_start: int = 4
    capital_income: int = 1
    capital_max: int = 6
    mark: Words = ""
    """The letter it is known by; empty: the first of its name that is free."""


@frozen
class MoveDef(Sourced):
    """A move as the deck defines it; what a player does with it is a :class:`debate.rules.moves.Move`."""

    id: str
    role: str
    title: Words
    text: Words
    needs: Condition = ()
    cost: int = 1
    cooldown: int = 2
    once: bool = False
    covert: bool = False
    effects: Effects = NO_EFFECTS
    promises: Mapping[str, Literal["up", "down"]] = field(factory=dict)
    offer_to: str | None = None
    if_declined: Effects = NO_EFFECTS
    forbidden: Words = ""
    active: bool = True
    short: Words = ""
    """Its title where a column is narrow; empty: the title."""


ANSWERS = ("meets", "turns", "outweighs", "limits")
"""How one argument answers another. *Meets* denies its claim or its ground; *turns* makes it speak for the other side;
*outweighs* grants it and sets something larger beside it; *limits* grants it for fewer cases."""


@frozen
class Argument(Sourced):
    id: str
    title: Words
    claim: Words
    warrant: Words
    voices: tuple[str, ...]
    because: Words
    """The card's ``grounds``: the facts it stands on (``grounds`` itself holds the citation)."""
    qualifier: Words = ""
    rebuttal: Words = ""
    backs: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(factory=dict, hash=False)
    """The arguments that it answers -> how, one of :data:`ANSWERS`; empty where the deck does not say."""
    stands: Effects | None = None
    """What it does to perceived meters when it stands as a case; None: as the deck has it for all."""
    beaten: Effects | None = None
    """The same for when it is beaten as a case."""
    feelings: Words = ""
    """Why people feel so then."""
    active: bool = True


@frozen
class ScriptRule(Sourced):
    """One priority rule of a scripted opponent: a move to play, or offers to accept."""

    because: Words
    when: Condition = ()
    motives: tuple[str, ...] = ()
    """Motives it is for; empty: all."""
    play: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    backing: tuple[str, ...] = ()
    """The deck's ``with``: arguments to prefer as the case."""


@frozen
class Ending(Sourced):
    id: str
    title: Words
    text: Words
    when: Condition = ()
    ends_the_game: bool = False
    tag: bool = False
    active: bool = True


@frozen
class Rounds:
    count: int
    labels: tuple[Words, ...]
    epilogue: int = 3


@frozen
class TableRules:
    dealt: int = 7
    hand: int = 5
    hold_bonus: int = 1
    unbacked_extra: int = 1
    beaten_extra: int = 2
    stands_bonus: int = 1
    """Capital for a case that nobody answered."""
    extended_bonus: int = 1
    """Capital for a case that was answered and stands all the same."""
    answer_bonus: int = 1
    """Capital for an answer that holds."""
    press: int = 0
    """Capital that showing the ground of a case costs whoever is pressed for it; 0: nobody can be pressed."""
    covert_as_hold: bool = False
    """A covert move pays and earns what holding does, so that capital tells nobody which of both it was."""
    stands: Effects = NO_EFFECTS
    """What each case that stands does to perceived meters, unless it says so itself."""
    beaten: Effects = NO_EFFECTS


@frozen
class CausalView:
    """A contestable point of the model, as a switch. ``replaces``: item id -> attribute name -> new value."""

    id: str
    name: Words
    says: Words = ""
    replaces: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    includes: tuple[str, ...] = ()


@frozen
class Preset:
    """Another length of the game, with what goes with it. ``replaces`` as in :class:`CausalView`.

    ``rules``: numbers of :class:`TableRules` that are others here. ``capital``: role -> what it starts with here.
    ``dearer``: how much more each move costs here that costs something, unless ``replaces`` gives it a price.
    """

    id: str
    name: Words
    rounds: Rounds
    replaces: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    rules: Mapping[str, Any] = field(factory=dict)
    capital: Mapping[str, int] = field(factory=dict)
    dearer: int = 0


@frozen(eq=False)
class Deck:
    """A whole deck. ``places`` maps (section, id) to (file, line) for those who report on it."""

    id: str
    title: Words
    question: Words
    leaves_out: tuple[Words, ...]
    rounds: Rounds
    turn_order: tuple[str, ...]
    origin: Origin | None = None
    language: str = "en"
    """The tag of the language of its texts: ``de``, ``pt-BR``."""
    rules: TableRules = TableRules()
    headlines: Headlines = Headlines()
    pack: Pack = NO_PACK
    passages: Mapping[str, Passage] = field(factory=dict)
    evidence: Mapping[str, Evidence] = field(factory=dict)
    meters: Mapping[str, Meter] = field(factory=dict)
    flags: Mapping[str, Flag] = field(factory=dict)
    links: Mapping[str, Link] = field(factory=dict)
    denials: Mapping[str, Denial] = field(factory=dict)
    background: Mapping[str, Background] = field(factory=dict)
    news: Mapping[str, News] = field(factory=dict)
    roles: Mapping[str, Role] = field(factory=dict)
    moves: Mapping[str, MoveDef] = field(factory=dict)
    arguments: Mapping[str, Argument] = field(factory=dict)
    opponents: Mapping[str, tuple[ScriptRule, ...]] = field(factory=dict)
    endings: Mapping[str, Ending] = field(factory=dict)
    questions: Mapping[str, Question] = field(factory=dict)
    beliefs: Mapping[str, Belief] = field(factory=dict)
    glossary: Mapping[str, GlossaryEntry] = field(factory=dict)
    views: Mapping[str, CausalView] = field(factory=dict)
    presets: Mapping[str, Preset] = field(factory=dict)
    places: Mapping[tuple[str, str], tuple[str, int]] = field(factory=dict, repr=False)
    digest: str = ""
    """:func:`digest_of` its files; empty for a deck made in memory."""
    files: Mapping[str, bytes] = field(factory=dict, repr=False)
    """What it was read from: path inside the deck -> content, in deck order. A record of a game keeps them."""
    texts: Mapping[str, Words] = field(factory=dict, repr=False)
    """Passage -> its own words, where the source itself is at hand. No part of the deck: no file of it, digest or
    record holds them."""
    _cache: dict[Any, Any] = field(factory=dict, init=False, repr=False)
    """What was made of it for play; see :func:`debate.rules.tables.tables_for`."""

    def with_texts(self, texts: Mapping[str, str]) -> Deck:
        """The same deck, with the words of its passages."""
        deck = evolve(self, texts=texts)
        return now_loaded(deck) if is_loaded(self) else deck

    def __getstate__(self) -> dict[str, Any]:
        held = {each.name: getattr(self, each.name) for each in fields(Deck) if each.name != "_cache"}
        return {**held, "loaded": is_loaded(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        loaded = state.pop("loaded")
        for name, value in {**state, "_cache": {}}.items():
            object.__setattr__(self, name, value)
        if loaded:
            now_loaded(self)

    def __deepcopy__(self, memo: object) -> Deck:
        """Itself: a deck never changes."""
        return self


_loaded: WeakSet[Deck] = WeakSet()
_by_digest: WeakValueDictionary[str, Deck] = WeakValueDictionary()


def now_loaded(deck: Deck) -> Deck:
    """Remember a deck that was read from files, so that positions of its games can name it by its digest."""
    _loaded.add(deck)
    _by_digest[deck.digest] = deck
    return deck


def is_loaded(deck: Deck) -> bool:
    """Whether the deck is as it was read from files; one that was made or changed in memory is not."""
    return deck in _loaded


def loaded_deck(digest: str) -> Deck | None:
    """A deck with this digest that was loaded in this process and is still in use."""
    latest = _by_digest.get(digest)
    return latest if latest is not None else next((deck for deck in _loaded if deck.digest == digest), None)


def digest_of(files: Mapping[str, bytes]) -> str:
    """What tells decks apart: BLAKE2b (hex) over path and content of each file, in the order given."""
    digest = blake2b(digest_size=16)
    for path, content in files.items():
        for part in (path.encode(errors="replace"), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
