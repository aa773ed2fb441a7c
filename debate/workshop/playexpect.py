"""What a playthrough expects of its game: how it is written, and whether it is so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from attrs import evolve

from debate.deckfile.read.names import nearest
from debate.game.session import Session
from debate.rules.conditions import Comparison, limits
from debate.rules.deck import Deck
from debate.rules.outcome import outcome
from debate.rules.state import State
from debate.rules.text import visible
from debate.workshop.playstatements import Expect, Word

SIGNS = {">=": "at least", "<=": "at most", ">": "above", "<": "below", "=": "exactly"}
_PHRASES = ("at least", "at most", "above", "below", "exactly")
_MOST = 10**9
_EFFECTS = frozenset(("link", "landing", "pending"))


class Reader(Protocol):
    """What reads the lines of a playthrough, as far as expectations need it."""

    @property
    def deck(self) -> Deck: ...

    def bad(self, at: Word, code: str, sentence: str, wrong: str = "", right: str = "") -> Exception: ...

    def one(self, first: Word, rest: list[Word], form: str) -> Word: ...

    def known(self, word: Word, noun: str, ids: Mapping[str, object] | tuple[str, ...]) -> str: ...

    def number(self, word: Word, low: int = 0, high: int = 10**9) -> int: ...


def _form(deck: Deck) -> str:
    """What an expectation may look like, in words of this deck."""
    forms = [f"{meter} >= 40" for meter in list(deck.meters)[:1]]
    forms += [f"{flag.id} {list(flag.values)[-1]}" for flag in list(deck.flags.values())[:1]]
    forms += [f"ending {ending}" for ending in list(deck.endings)[:1]]
    return ", ".join(f"expect {form}" for form in (*forms, "denied ID")) + " ..."


def expectation(reader: Reader, first: Word, rest: list[Word]) -> Expect:
    """What stands after ``expect``. Raises what ``reader.bad`` returns."""
    text = " ".join(word.text for word in rest)
    at = rest[0] if rest else first
    deck = reader.deck
    items = {**deck.meters, **deck.flags, **deck.moves, **deck.news}
    later = bool(rest) and rest[0].text == "later" and "later" not in items
    rest = rest[later:]
    negated = bool(rest) and rest[0].text == "not" and "not" not in items
    rest = rest[negated:]
    if not rest:
        raise reader.bad(first, "line", "'expect' is followed by what is expected", right=_form(deck))
    subject, after = rest[0], rest[1:]
    made = {"text": text, "negated": negated, "later": later}
    named: dict[str, tuple[str, Mapping[str, object]]] = {
        "ending": ("ending", deck.endings),
        "tag": ("ending", deck.endings),
        "denied": ("denial", deck.denials),
        "fired": ("link", deck.links),
    }
    if subject.text in named and subject.text not in items:
        noun, ids = named[subject.text]
        word = reader.one(subject, after, f"expect {subject.text} ID")
        return Expect(at, what=subject.text, id=reader.known(word, noun, ids), **made)  # type: ignore[arg-type]
    if subject.text in ("capital", "score", "points") and subject.text not in items:
        if not after:
            raise reader.bad(subject, "line", f"'{subject.text}' is followed by a role", right=_form(deck))
        role = reader.known(after[0], "role", deck.turn_order)
        low, high = _span(reader, after[0], after[1:])
        return Expect(at, what=subject.text, id=role, low=low, high=high, **made)  # type: ignore[arg-type]
    if subject.text == "round":
        low, high = _span(reader, subject, after)
        return Expect(at, what="round", low=low, high=high, **made)  # type: ignore[arg-type]
    if subject.text in items:
        return _of_item(reader, Expect(at, what="", id=subject.text, **made), subject, after)  # type: ignore[arg-type]
    known = [*named, "capital", "score", "points", "round", *deck.meters, *deck.flags, *deck.moves, *deck.news]
    guess = nearest(subject.text, known)
    right = f"did you mean '{guess}'?" if guess else _form(deck)
    sentence = f"nothing called '{visible(subject.text)}' can be expected"
    raise reader.bad(subject, "unknown", sentence, subject.text, right)


def _of_item(reader: Reader, asked: Expect, subject: Word, after: list[Word]) -> Expect:
    """What is expected of a meter, a flag, a move or a news item."""
    deck, words = reader.deck, [word.text for word in after]
    if asked.id in deck.meters:
        low, high = _span(reader, subject, after, deck.meters[asked.id].start)
        return evolve(asked, what="meter", low=low, high=high)
    if asked.id in deck.flags:
        values = tuple(_value(reader, word, deck.flags[asked.id].values) for word in after)
        if not values:
            right = ", ".join(deck.flags[asked.id].values)
            raise reader.bad(subject, "line", f"'{asked.id}' is followed by a value it has", right=right)
        return evolve(asked, what="flag", values=values)
    always = {"ever": (1, _MOST), "never": (0, 0)}
    low, high = always[words[0]] if len(words) == 1 and words[0] in always else _span(reader, subject, after)
    return evolve(asked, what="times", low=low, high=high)


def _value(reader: Reader, word: Word, values: Mapping[str, str]) -> str:
    if word.text not in values:
        guess = nearest(word.text, values)
        right = f"did you mean '{guess}'?" if guess else ", ".join(values)
        raise reader.bad(word, "value", "the flag has no such value", word.text, right)
    return word.text


def _span(reader: Reader, subject: Word, words: list[Word], start: int | None = None) -> tuple[int, int]:
    """Both ends of what a comparison allows: ``>= 40``, ``at least 40``, ``20 to 40``, ``> start``."""
    right = f"{subject.text} >= 40, {subject.text} at most 20, {subject.text} 20 to 40"
    if len(words) == 3 and words[1].text == "to":
        return _bound(reader, words[0], start), _bound(reader, words[2], start)
    phrase, bound = " ".join(word.text for word in words[:-1]), words[-1:]
    phrase = SIGNS.get(phrase, phrase)
    if phrase not in _PHRASES or not bound:
        at = words[0] if words else subject
        sentence = f"'{visible(subject.text)}' is followed by a comparison"
        raise reader.bad(at, "compare", sentence, words[0].text if words else "", right)
    return limits(cast(Comparison, phrase), _bound(reader, bound[0], start))


def _bound(reader: Reader, word: Word, start: int | None) -> int:
    return start if word.text == "start" and start is not None else reader.number(word, -999)


# Whether it is so.


def unmet(session: Session, expected: Expect) -> str:
    """Why it is not so, as the end of a sentence; empty where it is."""
    over = session.state.over
    if (expected.later or expected.what in ("ending", "tag")) and not over:
        return "the game is not over yet; write 'end' above it"
    now = session.state
    at = now if expected.later or now.term is None else now.term
    holds, is_ = _read(session, at, expected)
    if holds != expected.negated:
        return ""
    return is_


def _read(session: Session, at: State, expected: Expect) -> tuple[bool, str]:
    """Whether it is so without ``not``, and how it is."""
    deck, id = session.deck, expected.id
    match expected.what:
        case "ending":
            found = outcome(session.state)
            ending = found.later if expected.later else found.ending
            return ending == id, f"the ending is {ending}, '{deck.endings[ending].title}'"
        case "tag":
            found = outcome(session.state)
            tags = found.later_tags if expected.later else found.tags
            return id in tags, f"the tags are {', '.join(tags) or 'none'}"
        case "denied":
            held = any(step.kind == "denied" and step.cause == id for step in session.trace)
            return held, f"the denial {'was' if held else 'was never'} told"
        case "fired":
            held = any(step.kind in _EFFECTS and step.cause == id for step in session.trace)
            return held, f"the link {'fired' if held else 'never fired'}"
        case "flag":
            return at.flags[id] in expected.values, f"it is {at.flags[id]}"
        case "meter":
            number, called = at.meters[id], f"it is {at.meters[id]}"
        case "times":
            number = at.count(id)
            called = f"it happened {number} time{'s' * (number != 1)}"
        case "capital":
            number, called = at.capital[id], f"it is {at.capital[id]}"
        case "points":
            number, called = at.points[id], f"they are {at.points[id]}"
        case "score":
            number = outcome(session.state).scores[id]
            called = f"it is {number}"
        case _:
            number, called = at.round, f"it is round {at.round}"
    return expected.low <= number <= expected.high, called
