"""What a judge is asked: to read an exchange, and to say whether its case stands or is beaten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from debate.faces.tui.drawn import drawn
from debate.faces.tui.listing import Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line
from debate.faces.tui.panels import rows_of
from debate.faces.tui.question import Asked, Option
from debate.faces.tui.text import say
from debate.game.record import GameRecord, Known
from debate.pages.document import Ref
from debate.pages.exchange import card, choice_words, reasons
from debate.pages.judging import to_ask
from debate.pages.reader import Reader
from debate.pages.replies import judged
from debate.rules.moves import JUDGE, Move

if TYPE_CHECKING:
    from debate.classroom.room import Room

RULINGS = {"stands": "The case stands", "beaten": "The case is beaten"}


def ballot_asked(room: Room, person: str, session: GameRecord) -> Asked | None:
    """The ballot at this judge's table; None while no case is judged."""
    place = room.people[person].place
    if place is None or place.role:
        return None
    ballot = room.tables[place.table - 1].ballot()
    if ballot is None or ballot.speaker not in session.state.plays:
        return None
    name, own = session.deck.roles[ballot.speaker].name, ballot.votes.get(person)
    page = tuple(drawn([*judged(Reader(session, None), ballot.speaker), *to_ask()]))
    options = []
    for ruling, label in RULINGS.items():
        mark = " (your vote)" if ruling == own else ""
        options.append(Option(label + mark, Move(JUDGE, "rule", to=ballot.speaker, ruling=ruling), page))
    if own is None:
        prompt = f"Judge the case of {name}: read it on the right or below, then ⏎ votes."
    else:
        count = len(ballot.waiting)
        prompt = "You have voted. ⏎ on the other line changes your vote." + (f" {count} to come." if count else "")
    return Asked(f"The case of {name}", prompt, tuple(options))


SHOWN = 24
"""So many choices of others a judge can look up while there is nothing to judge."""


def made_rows(session: GameRecord, cells: int, role: str | None = None, but: Sequence[Move] = ()) -> list[Row]:
    """What everybody has chosen so far, as far as ``role`` knows, the latest first; without ``but`` of this round."""
    now = session.state.round
    made = [(n, k) for n, k in enumerate(session.known(role)) if k.round != now or k.entry.move not in but]
    return [Row(f"choice:{n}", rows_of([made_words(session, known)], cells)) for n, known in reversed(made)][:SHOWN]


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


def made_words(session: GameRecord, known: Known) -> str:
    move = known.entry.move
    role = session.deck.roles[move.role].name if move.role in session.deck.roles else "The judges"
    return f"R{known.round} {role}: {choice_words(session.deck, move)}"


def made_page(session: GameRecord, known: Known) -> Iterator[Line]:
    """One of these choices: its move, the card it was backed with, an opponent's reason."""
    deck, move = session.deck, known.entry.move
    if move.move:
        yield Line(deck.moves[move.move].title, STRONG, to=Ref("move", move.move))
        yield Line(deck.moves[move.move].text)
        yield BLANK
    if move.card:
        yield from drawn(card(deck, move.card, "The card"))
    yield from drawn(reasons(deck, [known]))
