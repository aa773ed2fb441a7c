"""The glossary: words of the deck and of the game, and the passages that everything rests on."""

from __future__ import annotations

from collections.abc import Iterable

from debate.debrief.naming import called, cited, in_turn, near, sentence
from debate.debrief.vocabulary import GAME_WORDS
from debate.pages.document import Line, Node, Ref, Thing, quiet, section
from debate.pages.reader import Reader
from debate.pages.things import KIND_NAMES, gists, name, sections
from debate.pages.words import earned
from debate.rules.deck import Deck

NOTHING_SO, NEAR_IT, SHORTER = "Nothing is called so.", "Near it:", "Try a shorter word."
NOTHING = "Nothing holds this word."
_FOUND_KINDS = ("meter", "flag", "move", "card", "role", "news", "link", "denial")


def glossary(deck: Deck, word: str = "") -> list[Node]:
    """All terms; with a word those that hold it or whose explanation does, and the things of the deck called so."""
    word = word.strip().casefold()
    own = sorted(deck.glossary.values(), key=lambda entry: entry.term.casefold())
    terms = [Line(sentence(e.text, cited(e)), 1, e.term, _first_passage(deck, e.source)) for e in own]
    found = section("Words of this deck", _kept(terms, word), 2)
    found += section("Words of the game", _kept(_game_words(deck), word), 2)
    if word:
        for kind in _FOUND_KINDS:
            found += section(KIND_NAMES[kind].removesuffix("s") + "s", _things(deck, word, kind), 2)
    return found


def word_of_the_game(deck: Deck, word: str) -> Line:
    """The entry of just this word of the game. ``StopIteration`` where it is none."""
    return next(line for line in _game_words(deck) if line.term == word)


def _game_words(deck: Deck) -> list[Line]:
    """The words of the game, with what hangs on the rules of this deck."""
    cost = f" Showing it costs {deck.rules.press} here." if deck.rules.press else " In this deck nobody is pressed."
    more = {"ground": cost, "capital": f" {earned(deck)}", "turn order": f" Here {in_turn(deck)}."}
    return [Line(f"{text}{more.get(term, '')}", 1, term) for term, text in GAME_WORDS]


def sources(deck: Deck, word: str = "") -> list[Node]:
    """The brief passage by passage, and evidence from elsewhere; with a word those that hold it."""
    word = word.strip().casefold()
    origin = f": {deck.origin.title}, {deck.origin.year}" if deck.origin else ""
    passages = gists(deck, deck.passages)
    outside = [Line(item.says, 1, item.id, Ref("evidence", item.id)) for item in deck.evidence.values()]
    found = section(f"The brief, passage by passage{origin}", _holding(passages, word), 2)
    return found + section("Evidence from outside the brief", _holding(outside, word), 2)


def looked_up(deck: Deck, word: str) -> list[Node]:
    """What holds this word, in the glossary and in the sources; where nothing does, that, and what is called alike."""
    found = [*glossary(deck, word), *sources(deck, word)]
    if found:
        return found
    kinds = {id_: kind for kind in _FOUND_KINDS for id_ in sections(deck)[kind]}
    alike = [Thing(name(deck, to), to) for to in (Ref(kinds[id_], id_) for id_ in near(deck, kinds, word))]
    return [quiet(f"{NOTHING} {NEAR_IT if alike else SHORTER}"), *alike]


def words(reader: Reader) -> list[Node]:
    """All words that are explained, those of the deck before those of the game."""
    return glossary(reader.deck)


def passages(reader: Reader) -> list[Node]:
    """All sources, and what they are for."""
    told = "The arguments, causes and effects point to these passages. Here is what each of them says in short."
    return [Line(told), *sources(reader.deck)]


def _first_passage(deck: Deck, source: tuple[str, ...]) -> Ref | None:
    return Ref("passage", source[0]) if source and source[0] in deck.passages else None


def _kept(lines: Iterable[Line], word: str) -> list[Line]:
    """Terms that hold the word come before explanations that do."""
    return sorted(_holding(lines, word), key=lambda line: word not in line.term.casefold())


def _holding(lines: Iterable[Line], word: str) -> list[Line]:
    return [line for line in lines if word in line.term.casefold() or word in line.text.casefold()]


def _things(deck: Deck, word: str, kind: str) -> list[Thing]:
    return [Thing(name(deck, to), to) for to in (Ref(kind, id_) for id_ in called(deck, sections(deck)[kind], word))]
