"""Pass two, simple values: each is read from its text, by the kind that its key declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from debate.deckfile.finding import CURLY, STRAIGHT, Report
from debate.deckfile.keys import RESERVED
from debate.deckfile.kinds import Text
from debate.deckfile.read.names import Names, a, either, is_empty
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq
from debate.rules.text import TextError, clean, visible

BAD: Final = object()
"""In place of a value that could not be read; the finding has been made."""

WHOLE = re.compile(r"[+-]?[0-9]+")
_OPENING, _CLOSING = "“„‟‘‚«»", "”“‟’‘»«"
_ALMOST_WHOLE = re.compile(r"[+-]?[0-9][0-9,_ ']*(\.[0-9]+)?%?")
_ALMOST_ENTRY = re.compile(r"([\w-]+)(?: *[:=]|(?= )) *(.+)")
"""A key and a value with something else between them than a colon and a blank."""
_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "italian": "it",
    "italiano": "it",
    "dutch": "nl",
    "nederlands": "nl",
    "portuguese": "pt",
    "português": "pt",
    "polish": "pl",
    "polski": "pl",
    "czech": "cs",
    "čeština": "cs",
    "russian": "ru",
    "ukrainian": "uk",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "turkish": "tr",
    "swedish": "sv",
    "danish": "da",
    "norwegian": "no",
    "finnish": "fi",
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fra": "fr",
    "spa": "es",
    "ita": "it",
}
"""Names of languages that are likely to be written for their tags."""
_YES = {"yes": True, "true": True, "no": False, "false": False}
_LIKE_YES = {"y": "yes", "on": "yes", "1": "yes", "n": "no", "off": "no", "0": "no"}


class Values:
    """Reads simple values. Every method returns ``BAD`` after a finding."""

    def __init__(self, names: Names, report: Report) -> None:
        self.names = names
        self.report = report
        self.used: set[tuple[str, str]] = set()
        """(noun, id) of everything that was referred to."""
        self.guessed: set[tuple[str, str]] = set()
        """(owner, key) that a misspelt key was probably meant to be, which is therefore not missing."""
        self._misnamed: dict[tuple[str, str], list[tuple[Scalar, str, str]]] = {}

    def entries(
        self, node: Map, allowed: Iterable[str] | None, owner: str, new: bool = False
    ) -> list[tuple[Scalar, Node]]:
        """The entries of ``node`` that may stand there, each once.

        ``allowed`` None: the keys are judged by the caller; ``new``: they are not names that the deck has elsewhere.
        """
        known = None if allowed is None else tuple(allowed)

        def expects(word: str) -> bool:
            return word in known if known is not None else not new and self._means_something(word)

        found: dict[str, tuple[Scalar, Node]] = {}
        before: Node | None = None
        split = False
        for key, value in node.entries:
            expected = expects(key.text)
            if not expected and node.flow and isinstance(value, Scalar) and value.plain and not value.text:
                almost = _ALMOST_ENTRY.fullmatch(key.text)
                if almost is not None and expects(almost[1]):
                    right = f"'{almost[1]}: ' and then the value"
                    self.report.error(key, "shape", f"{owner}: a colon and a blank are missing", key.text, right)
                elif not split:
                    self._comma(key, before)
                split = True
                continue
            split = False
            before = value
            if known is not None and not expected:
                guess = self.names.nearest(key.text, known)
                self.guessed.add((owner, guess))
                alone = isinstance(value, Scalar) and is_empty(value) and not node.flow
                item = "fewer blanks before it, if it is an item of its own" if alone else ""
                right = guess or item or f"it has {', '.join(known)}"
                self.report.error(key, "unknown", f"{owner} has no such key", visible(key.text), right)
            else:
                found.setdefault(key.text, (key, value))
        return list(found.values())

    def _means_something(self, word: str) -> bool:
        return word in RESERVED or self.names.noun(word) is not None or WHOLE.fullmatch(word) is not None

    def _comma(self, key: Scalar, before: Node | None) -> None:
        """Report what stands between commas in { } and is no key; ``before`` is the value before it."""
        sentence = "inside { } a comma ends a text"
        text = before.text.strip() if isinstance(before, Scalar) else ""
        end = f" that ends in '{' '.join(text.split()[-3:])}'" if text else ""
        right = f"put the text{end} in quotes, or write one key a line"
        both = {text.strip("("), key.text.strip(")")}
        if all(map(self.names.noun, both)) or any(both <= set(values) for values in self.names.values.values()):
            sentence, right = "several values of one key are a list", f"[{text.strip('(')}, {key.text.strip(')')}]"
        self.report.error(key, "comma", sentence, visible(key.text), right)

    def scalar(self, node: Node, wants: str, example: str = "") -> Scalar | None:
        """``node`` if it is a scalar with something in it; ``wants`` names the key and its owner."""
        if isinstance(node, Scalar):
            if node.text.strip(" \n"):
                return node
            if _only_comment(node):
                sentence = f"{wants} is empty: the rest of the line is read as a comment"
                self.report.error(node, "hash", sentence, right="put the text in quotes")
            else:
                self.report.error(node, "empty", f"{wants} is empty", right=example or "fill it, or leave the key out")
            return None
        kind = "a list" if isinstance(node, Seq) else "a mapping"
        signs = "begins with a bracket" if node.flow else "holds a colon and a blank"
        cure = example or f"one value; put a text that {signs} in quotes"
        self.report.error(node, "shape", f"{wants} is {kind}, but has one value", right=cure)
        return None

    def mapping(self, node: Node, wants: str, example: str = "{key: value}") -> Map | None:
        """``node`` if it is a mapping with something in it."""
        if isinstance(node, Map) and node.entries:
            return node
        code = "empty" if is_empty(node) else "shape"
        self.report.error(node, code, f"{wants} is {'empty' if code == 'empty' else 'a mapping'}", right=example)
        return None

    def text(self, node: Node, kind: Text, wants: str) -> Any:
        """A text, cleaned. One line unless the kind has lines."""
        scalar = self.scalar(node, wants)
        if scalar is None:
            return BAD
        text = scalar.text.strip(" \n")
        if not kind.lines:
            text = re.sub(" *\n *", " ", text)
        try:
            cleaned = clean(text, limit=kind.limit, lines=kind.lines)
        except TextError as problem:
            return self.bad(scalar, problem.code, f"{wants}: {problem.sentence}")
        if scalar.plain:
            self._quotes(scalar, cleaned, wants)
            rest = scalar.source.text[scalar.end : scalar.end + 200].split("\n", 1)[0]
            if rest.startswith(" #"):
                sentence = "the rest of this line is read as a comment"
                self.report.warning(scalar, "hash", sentence, rest.strip(), "put the text in quotes")
        return cleaned

    def _quotes(self, scalar: Scalar, text: str, wants: str) -> None:
        """Warn of quotes that were probably meant to hold the text together, and do not."""
        if text.count('"') % 2:
            right = "take it out, or put the whole text in quotes"
            self.report.warning(scalar, "quote", f"{wants} holds a quote without the other", '"', right)
        elif text[:1] in _OPENING and text[-1:] in _CLOSING and len(CURLY.findall(text[1:-1])) == 0:
            sentence = f"{wants} stands in quotes of a word processor, and is shown with them"
            self.report.warning(scalar, "quote", sentence, text[0], STRAIGHT)

    def whole(self, node: Node, low: int, high: int, wants: str, zero: bool = True) -> Any:
        """A whole number in a range."""
        scalar = self.scalar(node, wants)
        if scalar is None:
            return BAD
        number = self.number(scalar, wants)
        if number is None:
            return BAD
        if not low <= number <= high:
            right = f"{low} to {high}"
            return self.bad(scalar, "range", f"{wants} is out of range", scalar.text, right)
        if number == 0 and not zero:
            return self.bad(scalar, "zero", f"{wants} is 0, which changes nothing", right="leave it out")
        return number

    def number(self, scalar: Scalar, wants: str) -> int | None:
        """The whole number in a scalar, whatever its size."""
        text = scalar.text.strip()
        if WHOLE.fullmatch(text):
            return int(text) if len(text) < 12 else int(text[0] + "9" * 12 if text[0] in "+-" else "9" * 12)
        right = "a number such as 3"
        plain = text.replace("–", "-").replace("−", "-")
        if _ALMOST_WHOLE.fullmatch(plain):
            number = re.sub(r"[.,][0-9]{1,2}%?$|\..*|[^0-9+-]", "", plain)[:12]
            right = number if number.strip("+-0") or not plain.strip("+-0%") else "a whole number such as 1"
        self.report.error(scalar, "number", f"{wants} is a whole number", visible(scalar.text), right)
        return None

    def yes_no(self, node: Node, wants: str) -> Any:
        """Yes or no."""
        scalar = self.scalar(node, wants, "yes or no")
        if scalar is None:
            return BAD
        if scalar.text not in _YES:
            lower = scalar.text.strip().lower()
            right = lower if lower in _YES else _LIKE_YES.get(lower, "yes or no")
            return self.bad(scalar, "yesno", f"{wants} is yes or no", visible(scalar.text), right)
        return _YES[scalar.text]

    def language(self, node: Node, wants: str) -> Any:
        """The tag of a language, as written in pages: its first part small, a country in capitals."""
        scalar = self.scalar(node, wants, "a tag such as en, de or pt-BR")
        if scalar is None:
            return BAD
        tag = scalar.text.strip()
        if _TAG.fullmatch(tag) and tag.lower() not in _LANGUAGES:
            first, *rest = tag.split("-")
            return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)))
        meant = tag.replace("_", "-")
        right = _LANGUAGES.get(tag.lower()) or (meant if _TAG.fullmatch(meant) else "a tag such as en, de or pt-BR")
        return self.bad(scalar, "value", f"{wants} is the tag of a language", visible(tag), right)

    def word(self, node: Node, words: Iterable[str], wants: str) -> Any:
        """One of a few words."""
        words = tuple(words)
        scalar = self.scalar(node, wants, either(words))
        if scalar is None:
            return BAD
        if scalar.text not in words:
            right = self.names.nearest(scalar.text, words) or either(words)
            return self.bad(scalar, "value", f"{wants} is one of a few words", visible(scalar.text), right)
        return scalar.text

    def id(self, node: Node, of: tuple[str, ...], wants: str, role: str = "") -> Any:
        """The id of something that the deck has."""
        scalar = self.scalar(node, wants)
        return BAD if scalar is None else self.resolve(scalar, of, wants, role)

    def ids(self, node: Node, of: tuple[str, ...], wants: str, role: str = "") -> Any:
        """One id or a list of ids, each once."""
        if isinstance(node, Map):
            return self.bad(node, "shape", f"{wants} is one id or a list of ids", right="[one, two]")
        if isinstance(node, Scalar):
            one = self.id(node, of, wants, role)
            return BAD if one is BAD else (one,)
        if is_empty(node):
            return self.bad(node, "empty", f"{wants} is an empty list", right="leave the key out")
        found: list[str] = []
        good = True
        for item in node.items:
            one = self.id(item, of, wants, role)
            if one is BAD:
                good = False
            elif one in found:
                self.report.error(item, "twice", f"{wants} names '{one}' twice", right="keep one")
                good = False
            else:
                found.append(one)
        return tuple(found) if good else BAD

    def resolve(self, scalar: Scalar, of: tuple[str, ...], wants: str, role: str = "") -> Any:
        """The id in a scalar, if it is one of something of these kinds."""
        word = scalar.text
        if self.names.has(of, word, role):
            for noun in of:
                self.used.add((noun, word))
            return word
        if not self.names.complete or (of == ("motive",) and not self.names.motives.get(role)):
            return BAD
        other = self.names.noun(word)
        kinds = either(of)
        if "," in word or " " in word:
            parts = [part for part in re.split(r"[,;\s]+(?:and |-)?\s*", word.strip("[]()- ")) if part]
            if len(parts) > 1 and all(self.names.has(of, part, role) for part in parts):
                right = f"[{', '.join(parts)}]"
                return self.bad(scalar, "shape", f"{wants}: several ids are a list", visible(word), right)
        if other is not None and other not in of:
            return self.misnamed("kind", scalar, word, f"'{word}' is {a(other)}; {wants} wants {either(map(a, of))}")
        have = self.names.of(of, role)
        if not have:
            return self.misnamed("unknown", scalar, f"no {kinds}", f"{wants}: the deck has no {kinds} at all")
        bare = word.strip("[](),; ")
        numbered = of == ("passage",)  # any number is near any other, so a guess would mislead
        guess = bare if bare in have else "" if numbered else self.names.nearest(word, have)
        right = f"did you mean '{guess}'?" if guess else some_of(have)
        return self.misnamed("unknown", scalar, word, f"{wants}: no {kinds} called '{visible(word)}'", right)

    def bad(self, node: Node, code: str, sentence: str, wrong: str = "", right: str = "") -> Any:
        """``BAD``, with a finding that says why."""
        self.report.error(node, code, sentence, wrong, right)
        return BAD

    def misnamed(self, code: str, scalar: Scalar, word: str, sentence: str, right: str = "") -> Any:
        """``BAD``: a name that the deck does not have, or has for something else; in several places it is told once."""
        self._misnamed.setdefault((code, word), []).append((scalar, sentence, right))
        return BAD

    def tell_misnamed(self) -> None:
        """Report all names that were noted."""
        for (code, word), met in self._misnamed.items():
            if code in ("unknown", "value") and word.rpartition("=")[2] in self.report.cured:
                continue
            places = {(one[0].file, one[0].line, one[0].column): one for one in reversed(met)}
            first, *others = sorted(places.items(), key=lambda pair: self.report.order(pair[0]))
            scalar, sentence, right = first[1]
            if others:
                more = f" and {len(others) - 2} more" if len(others) > 2 else ""
                listed = ", ".join(f"{file}:{line}" for (file, line, _), _ in others[:2])
                sentence = f"{sentence} (also {listed}{more})"
            self.report.error(scalar, code, sentence, right=right)


def some_of(ids: Sequence[str]) -> str:
    """``there are`` and all ids, or the first and the last where there is no room for more; empty without any."""
    every = ", ".join(ids)
    few = every if len(every) <= 160 else f"{', '.join(ids[:4])} ... {ids[-1]}, {len(ids)} in all"
    return f"there are {few}" if ids else ""


def _only_comment(node: Scalar) -> bool:
    line = node.source.text[node.end : node.end + 200].split("\n", 1)[0]
    return node.plain and line.lstrip().startswith("#") and not node.flow
