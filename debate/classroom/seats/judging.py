"""What a judge is asked: to read an exchange, and to say whether its case stands or is beaten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from debate.faces.tui.drawn import drawn
from debate.faces.tui.listing import Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line
from debate.faces.tui.panels import made_rows, rows_of
from debate.faces.tui.question import Asked, Option
from debate.faces.tui.text import say
from debate.game.record import GameRecord, Known
from debate.pages.dialogue import Dialogue, chosen_from
from debate.pages.dialogue import Option as Choice
from debate.pages.document import Node, Ref, strong
from debate.pages.exchange import card, choice_words, reasons
from debate.pages.judging import (
    ASKS,
    LEFT_OPEN,
    OPEN,
    OWN,
    OWN_WORDS,
    RULINGS,
    WHY,
    cases,
    exchange,
    of_the_round,
    to_ask,
)
from debate.pages.reader import Reader
from debate.rules.moves import JUDGE, Move

if TYPE_CHECKING:
    from debate.classroom.room import Room

UNDECIDED = "undecided"


@frozen
class Ruling(Option):
    """A ruling to choose. ``what``: ``stands``, ``beaten``, ``best`` or ``press``; empty for none yet, which is marked
    first, so that no ruling is ever chosen before one was looked for."""

    what: str = ""
    speaker: str = ""

    @property
    def id(self) -> str:
        return f"{self.what or UNDECIDED}:{self.speaker}"


def ballot_asked(room: Room, person: str, session: GameRecord) -> Asked | None:
    """What a judge rules on now: the case that is being judged, else what is asked of the round; None for nothing."""
    place, asking = room.people[person].place, room.asking(person)
    if place is None or place.role:
        return None
    if asking.what == "appraise":
        return _appraise(session, asking.when, asking.cases)
    ballot = room.tables[place.table - 1].ballot()
    if ballot is None or ballot.speaker not in session.state.plays:
        return None
    name, own = session.deck.roles[ballot.speaker].name, ballot.votes.get(person)
    page = tuple(drawn([*exchange(Reader(session, None), ballot.speaker), *to_ask()], session.deck))
    labels = {what: label + " (your vote)" * (what == own) for what, label in RULINGS.items()}
    if own is None:
        prompt = f"Judge the case of {name}: read both sides, mark a ruling, then ⏎."
    else:
        count = len(ballot.waiting)
        prompt = "You have voted. ⏎ on the other line changes your vote." + (f" {count} to come." if count else "")
    options = _options(labels, ballot.speaker, page)
    return Asked(f"The case of {name}", prompt, options, options[0].id)


def _options(labels: Mapping[str, str], speaker: str, page: tuple[Line, ...]) -> tuple[Ruling, ...]:
    options = [Ruling("No ruling yet: read both sides", Move(JUDGE, "rule", to=speaker), page)]
    options += [Ruling(label, Move(JUDGE, "rule", to=speaker), page, what, speaker) for what, label in labels.items()]
    return tuple(options)


def _appraise(session: GameRecord, what: str, speakers: Sequence[str]) -> Asked:
    """What is asked of a round in which nothing waits for a vote."""
    page = tuple(drawn(cases(Reader(session, None), tuple(speakers)), session.deck))
    options = [Ruling("No ruling yet: read the cases", Move(JUDGE, "rule"), page)]
    for speaker, label in of_the_round(session.deck, what, speakers):
        options.append(Ruling(label, Move(JUDGE, "rule", to=speaker), page, what, speaker))
    says = f"{ASKS[what]} ⏎ on a line says so; it changes nothing in the game."
    return Asked("Judge the round", says, tuple(options), options[0].id)


class Reasons(Dialogue):
    """Why a judge rules so: one of some reasons, a line of one's own, or none. Then the ruling is sent.

    ``send`` takes the id of the reason and the line, one of them empty or both.
    """

    title = "Why?"

    def __init__(self, what: str, label: str, send: Callable[[str, str], None]) -> None:
        self._what, self._label, self._send = what, label, send
        self._done = False

    def page(self) -> Iterator[Node]:
        if not self._done:
            yield strong(f"{self._label}. Why?")

    def options(self) -> Sequence[Choice]:
        if self._done:
            return []
        found = [Choice(id_, words) for id_, words in WHY[self._what].items()]
        return [*found, Choice(OWN, f"{OWN_WORDS}.", typed="Why?"), Choice(OPEN, f"{LEFT_OPEN}.")]

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        self._done = True
        self._send("" if id_ in (OWN, OPEN) else id_, typed)


def waiting_rows(session: GameRecord, role: str, cells: int) -> list[Row]:
    """For a role that has nothing to choose now: what it chose itself, then what lies open, the latest first."""
    found = []
    for move in session.view(role).chosen:
        words = rows_of([f"You chose: {choice_words(session.deck, move)}"], cells, "bold")
        found.append(Row(f"move:{move.move}" if move.move else f"own:{move}", words, enabled=bool(move.move)))
    made = made_rows(session, cells, role, session.view(role).chosen)
    if found and made:
        found.append(Row("own:end", say(("So far, the latest first:", QUIET)), enabled=False))
    return found + made


def made_page(session: GameRecord, known: Known) -> Iterator[Line]:
    """One of these choices: its move, the card it was backed with, an opponent's reason."""
    deck, move = session.deck, known.entry.move
    if move.move:
        yield Line(deck.moves[move.move].title, STRONG, to=Ref("move", move.move))
        yield Line(deck.moves[move.move].text)
        yield BLANK
    if move.card:
        yield from drawn(card(deck, move.card, "The card"))
    yield from drawn(reasons(Reader(session, None), [known]))
