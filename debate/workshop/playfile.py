"""Playthrough files (``.play``): a game as lines that a person can read, and what is expected of it.

A line is one statement; its first word says which. The reader gives statements with their places, or findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from debate.deckfile.finding import Place, Report
from debate.deckfile.read.names import nearest
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE, Kind, Move, NotationError, read_notation
from debate.rules.text import describe, refused, visible
from debate.workshop.playexpect import expectation
from debate.workshop.playstatements import Choice, Expect, GoOn, Playthrough, Refuse, Word

MAX_BYTES = 64 * 1024
MAX_LINES = 500
MOST_FINDINGS = 20
"""In one file. Those after them are mostly about the same."""
MAX_LINE = 300
REFUSALS = (
    *("over", "role", "phase", "unknown", "not-yours", "forbidden", "once", "resting", "needs", "cost", "hand"),
    *("case", "answer", "offer", "keep", "waiting"),
)
"""Codes of refusals, as :func:`debate.rules.legal.refusal` gives them."""
HEADER: Mapping[str, tuple[str, str]] = {
    "title": ("TEXT", "what it shows; every playthrough has one"),
    "preset": ("ID", "a game of this length; full length, if left out"),
    "view": ("ID", "with this causal view on; may be given again for others"),
    "seed": ("N", "the number of the game, which decides cards and chance; 0, if left out"),
    "motive": ("ROLE MOTIVE", "what a role is after; dealt, if left out"),
    "scripted": ("ROLE ...", "roles that their scripts play; the choices of all others are written"),
    "novice": ("ROLE ...", "roles that play without a plan"),
    "draft": ("ROLE ...", "roles that choose, with `keep`, which of the cards dealt they hold"),
    "judged": ("", "a judge rules on exchanges, with `judge rule ROLE stands` or `beaten`"),
}
"""Statements of the head: what follows the word, and what it is for."""
BODY: Mapping[str, tuple[str, str]] = {
    "round": (
        "N",
        "on to the beginning of this round. Who has no choice written on the way passes: holds, lets cases"
        " stand, declines, says no more, lets a beaten move wait",
    ),
    "end": ("", "on to the end of the game in the same way"),
    "until": ("round N, or: end", "the same, but scripts choose for those whose choices are written"),
    "expect": ("...", "something is so, see below; `expect not ...` is not so; `expect later ...` after the epilogue"),
    "refuse": ("CHOICE : CODE", "this choice is not legal here, for this reason"),
}
"""Statements of the game."""
CHOICES: Mapping[str, str] = {
    "ROLE play MOVE with CARD": "a move and its case; without `with` it has none and costs more",
    "ROLE hold": "no move, and capital gained",
    "ROLE accept MOVE": "an offer made to the role; or `decline`",
    "ROLE answer OTHER with CARD": "an answer to the case of another role; or `let-stand`",
    "ROLE press OTHER": "asks another role for the ground of its case, where the rules have a price for that",
    "ROLE show": "the ground that was asked for; or `withhold`",
    "ROLE extend OTHER with CARD": "against that role's answer to one's own case; or `rest`",
    "ROLE pay": "for a case that was beaten; or `wait`",
}
"""Choices in notation."""
EXPECTED: Mapping[str, str] = {
    "METER >= 40": "a comparison: `>=` `<=` `>` `<` `=`, or in words, as `at least 40` or `20 to 40`; also `> start`",
    "FLAG VALUE ...": "it has one of these values",
    "MOVE never": "a move or news item has happened `ever`, `never`, or so often (`= 2`)",
    "capital ROLE >= 2": "also `score ROLE` (0 to 100 on what its motive wants) and `points ROLE` (won on the floor)",
    "round = 3": "in which round the game stands",
    "ending ID": "the headline; only once the game is over. `tag ID`: told beside it",
    "denied ID": "this denial has been told so far; `fired ID`: this link has fired",
}
"""What can be expected."""
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"-?[0-9]{1,9}")


def read_playthrough(file: str, raw: bytes, deck: Deck, report: Report) -> Playthrough | None:
    """What stands in this file. None where it cannot be played, for reasons that are reported then.

    ``file``: what findings call it; ``deck``: the deck that it is a game of.
    """
    before = len(report)
    lines = _lines(file, raw, report)
    found = Reader(file, deck, report)
    for number, text in lines:
        words = [Word(match[0], file, number, match.start() + 1) for match in _WORD.finditer(text)]
        if words and not words[0].text.startswith("#"):
            found.line(words)
        if len(report) >= before + MOST_FINDINGS:
            break
    if not found.made.title and len(report) == before:
        report.error(Place(file), "missing", "a playthrough says first what it shows", right="title The obvious ban")
    return found.made if len(report) == before else None


def text_of(raw: bytes) -> str:
    """The content of a file, as findings quote it."""
    return raw[: MAX_BYTES + 1].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode(errors="replace")


def _lines(file: str, raw: bytes, report: Report) -> Iterator[tuple[int, str]]:
    """Numbered lines without what no text may hold; where there is such, it is reported and nothing is read."""
    if len(raw) > MAX_BYTES:
        report.error(Place(file), "long", f"a playthrough has at most {MAX_BYTES >> 10} KiB", f"{len(raw):,} bytes")
        return
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        place = Place(file, raw[: problem.start].count(b"\n") + 1)
        report.error(place, "character", "this is not a text in UTF-8", right="save it as UTF-8")
        return
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        report.error(
            Place(file, MAX_LINES), "long", f"a playthrough has at most {MAX_LINES:,} lines", f"{len(lines):,}"
        )
        return
    for number, line in enumerate(lines, 1):
        at = refused(line, allowed="\t")
        if at is not None:
            place = Place(file, number, at + 1)
            report.error(
                place, "character", f"{describe(line[at])} is not allowed in a playthrough", right="take it out"
            )
        elif len(line) > MAX_LINE:
            report.error(Place(file, number), "long", f"a line of a playthrough has at most {MAX_LINE} characters")
        else:
            yield number, line


class Bad(Exception):
    """The rest of the line says nothing; why has been reported."""


class Reader:
    """Reads the lines of one file, in order."""

    def __init__(self, file: str, deck: Deck, report: Report) -> None:
        self.deck = deck
        self.report = report
        self.made = Playthrough(file)
        self._set: set[str] = set()

    def line(self, words: list[Word]) -> None:
        """Read one statement. What is wrong with it is reported."""
        first, rest = words[0], words[1:]
        try:
            if first.text in (*self.deck.turn_order, JUDGE) and rest and rest[0].text in get_args(Kind):
                self.made.statements.append(Choice(first, self.choice(words)))
            elif first.text in HEADER:
                if self.made.statements:
                    right = "put it above the first round"
                    raise self.bad(first, "line", f"'{first.text}' is for the head of the file", right=right)
                getattr(self, f"_{first.text}")(first, rest)
            elif first.text in BODY:
                statement = getattr(self, f"_{first.text}")(first, rest)
                self.made.statements.append(statement)
            elif first.text in (*self.deck.turn_order, JUDGE):
                self.made.statements.append(Choice(first, self.choice(words)))
            else:
                known = (*HEADER, *BODY, *self.deck.turn_order, JUDGE)
                guess = nearest(first.text, known)
                right = f"did you mean '{guess}'?" if guess else f"a role, or {', '.join(BODY)}"
                raise self.bad(first, "line", f"no line begins with '{visible(first.text)}'", first.text, right)
        except Bad:
            return

    def bad(self, at: Word, code: str, sentence: str, wrong: str = "", right: str = "") -> Bad:
        """Report it; what is returned is to be raised."""
        self.report.error(at, code, sentence, wrong, right)
        return Bad()

    def one(self, first: Word, rest: list[Word], form: str) -> Word:
        """The only word that follows."""
        if len(rest) != 1:
            raise self.bad(rest[1] if rest else first, "line", f"'{first.text}' is followed by one word", right=form)
        return rest[0]

    def known(self, word: Word, noun: str, ids: Mapping[str, object] | tuple[str, ...]) -> str:
        """The id that this word is."""
        if word.text not in ids:
            guess = nearest(word.text, ids)
            right = f"did you mean '{guess}'?" if guess else ""
            raise self.bad(word, "unknown", f"the deck has no {noun} '{visible(word.text)}'", word.text, right)
        return word.text

    def number(self, word: Word, low: int = 0, high: int = 10**9) -> int:
        """The whole number that this word is."""
        if not _NUMBER.fullmatch(word.text):
            raise self.bad(word, "number", "this is not a whole number", word.text)
        if not low <= int(word.text) <= high:
            raise self.bad(word, "range", f"this is outside {low} to {high}", word.text)
        return int(word.text)

    # The head.

    def _once(self, first: Word) -> None:
        if first.text in self._set:
            raise self.bad(first, "twice", f"'{first.text}' stands twice", right="keep one")
        self._set.add(first.text)

    def _title(self, first: Word, rest: list[Word]) -> None:
        self._once(first)
        if not rest:
            raise self.bad(first, "empty", "the title is empty", right="title The obvious ban")
        self.made.title = " ".join(word.text for word in rest)

    def _preset(self, first: Word, rest: list[Word]) -> None:
        self._once(first)
        word = self.one(first, rest, "preset class")
        self.made.preset = None if word.text == "full" else self.known(word, "preset", self.deck.presets)

    def _view(self, first: Word, rest: list[Word]) -> None:
        self.made.views.append(self.known(self.one(first, rest, "view critic"), "view", self.deck.views))

    def _seed(self, first: Word, rest: list[Word]) -> None:
        self._once(first)
        self.made.seed = self.number(self.one(first, rest, "seed 12"), high=999_999_999)

    def _motive(self, first: Word, rest: list[Word]) -> None:
        if len(rest) != 2:
            raise self.bad(first, "line", "'motive' is followed by a role and its motive", right="motive ROLE MOTIVE")
        role = self.known(rest[0], "role", self.deck.turn_order)
        if role in self.made.motives:
            raise self.bad(rest[0], "twice", f"the motive of '{role}' stands twice", right="keep one")
        self.made.motives[role] = self.known(rest[1], f"motive of '{role}' called", self.deck.roles[role].motives)

    def _scripted(self, first: Word, rest: list[Word]) -> None:
        if not rest:
            raise self.bad(first, "empty", f"'{first.text}' is followed by roles", right=f"{first.text} ROLE ROLE")
        for word in rest:
            role = self.known(word, "role", self.deck.turn_order)
            if role in self.made.players:
                raise self.bad(word, "twice", f"it is said twice who plays '{role}'", right="keep one")
            self.made.players[role] = first.text

    _novice = _scripted

    def _draft(self, first: Word, rest: list[Word]) -> None:
        self.made.draft += [self.known(word, "role", self.deck.turn_order) for word in rest]

    def _judged(self, first: Word, rest: list[Word]) -> None:
        self._once(first)
        if rest:
            raise self.bad(rest[0], "line", "'judged' stands alone", right="judged")
        self.made.judged = True

    # The game.

    def choice(self, words: list[Word]) -> Move:
        """A choice in notation, of things that the deck has."""
        known: dict[str, tuple[str, Mapping[str, object] | tuple[str, ...]]] = {
            "role": ("role", self.deck.turn_order),
            "move": ("move", self.deck.moves),
            "card": ("argument", self.deck.arguments),
        }
        if words[0].text != JUDGE:
            self.known(words[0], *known["role"])
        if len(words) > 1 and words[1].text not in get_args(Kind):
            kinds = get_args(Kind)
            guess = nearest(words[1].text, kinds)
            right = f"did you mean '{guess}'?" if guess else ", ".join(kinds)
            raise self.bad(words[1], "line", f"'{visible(words[1].text)}' is no kind of choice", words[1].text, right)
        try:
            move = read_notation(" ".join(word.text for word in words))
        except NotationError as problem:
            raise self.bad(words[0], "line", visible(str(problem), 200)) from None
        for kind, names in (("move", (move.move,)), ("role", (move.to,)), ("card", (move.card, *move.cards))):
            for name in filter(None, names):
                self.known(next(word for word in words[2:] if word.text == name), *known[kind])
        return move

    def _round(self, first: Word, rest: list[Word]) -> GoOn:
        return GoOn(first, self.number(self.one(first, rest, "round 2"), 1, 99), scripts=False)

    def _end(self, first: Word, rest: list[Word]) -> GoOn:
        if rest:
            raise self.bad(rest[0], "line", "'end' stands alone", right="end")
        return GoOn(first, 0, scripts=False)

    def _until(self, first: Word, rest: list[Word]) -> GoOn:
        words = [word.text for word in rest]
        if words == ["end"]:
            return GoOn(first, 0, scripts=True)
        if len(words) != 2 or words[0] != "round":
            raise self.bad(first, "line", "'until' is followed by a round or by 'end'", right="until round 3")
        return GoOn(first, self.number(rest[1], 1, 99), scripts=True)

    def _refuse(self, first: Word, rest: list[Word]) -> Refuse:
        at = next((place for place, word in enumerate(rest) if word.text == ":"), len(rest))
        if at < 2 or len(rest) != at + 2:
            form = "refuse congress play restore-ban : needs"
            sentence = "'refuse' is followed by a choice, a colon and why it is refused"
            raise self.bad(first, "line", sentence, right=form)
        code = rest[at + 1]
        if code.text not in REFUSALS:
            guess = nearest(code.text, REFUSALS)
            right = f"did you mean '{guess}'?" if guess else ", ".join(REFUSALS)
            raise self.bad(code, "unknown", f"nothing is refused for '{visible(code.text)}'", code.text, right)
        return Refuse(rest[0], self.choice(rest[:at]), code.text, code)

    def _expect(self, first: Word, rest: list[Word]) -> Expect:
        return expectation(self, first, rest)
