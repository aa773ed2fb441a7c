"""What a seat says of the class, in sentences: what stops the game, the time, the team, its proposals, who is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from debate.classroom.page.seat import Seat
from debate.debrief.naming import listed
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line
from debate.game.record import GameRecord
from debate.pages.exchange import card as whole
from debate.pages.exchange import choice_words
from debate.rules.moves import Move

if TYPE_CHECKING:
    from debate.classroom.room import Asking, Proposal, Room

STOPPED = ("paused", "held", "unsaved")
"""What is asked of a person while nobody can choose."""


def class_lines(room: Room, person: str, asking: Asking) -> list[tuple[str, str]]:
    """The lines above the table, the weightiest first; none where nothing is to be said."""
    found: list[tuple[str, str]] = []
    if room.message:
        found.append((f"From your teacher: {room.message}", "bold"))
    if asking.until is not None:
        found.append((time_words(asking.until - room.now), ""))
    team = team_line(room, person)
    if team:
        found.append((team, QUIET))
    return found


def wish_line(room: Room, person: str) -> str:
    """About a name that waits to be let through; empty where none does."""
    wish = room.people[person].wish
    return f"'{wish}': your teacher has not let this name through yet." if wish else ""


def time_words(seconds: float) -> str:
    """How much time is left, as a hint; the sentence stays when it is over."""
    left = int(seconds)
    if left <= 0:
        return "Time: it is up. You can still choose, and the others wait."
    minutes, seconds = divmod(left, 60)
    return f"Time: {minutes}:{seconds:02d} left. It is a hint; nothing is chosen for you."


def team_line(room: Room, person: str) -> str:
    """Who plays the role with this person and how they decide; empty for somebody who is alone or judges."""
    seat = Seat(room, person)
    if seat.table is None or len(seat.team) < 2:
        return ""
    decide, captain = room.settings.decide, seat.table.captains.get(seat.role or "")
    if decide == "anyone":
        how = "Whoever proposes first decides"
    elif decide == "captain":
        how = f"{seat.named((captain,))} decides" if captain else "It has no captain yet: c makes you captain"
        how = how.replace("you decides", "you decide").capitalize() if captain == person else how
    else:
        how = "More than half must support a proposal"
    return f"Your team: {seat.named(seat.team)}. {how}."


def move_words(session: GameRecord, move: Move) -> str:
    """A choice as a team reads it."""
    if move.kind == "keep":
        return f"keep {listed([session.deck.arguments[card].title for card in move.cards])}"
    return choice_words(session.deck, move)


def proposal_words(room: Room, person: str, session: GameRecord, proposal: Proposal) -> str:
    """Who proposes what, who supports it, and how many more it needs."""
    by = "You propose" if proposal.by == person else f"{room.people[proposal.by].name} proposes"
    others = tuple(id_ for id_ in proposal.supporters if id_ != proposal.by)
    support = f" Supported by {Seat(room, person).named(others)}." if others else ""
    missing = proposal.needed - len(proposal.supporters)
    need = f" Needs {missing} more." if missing > 0 and room.settings.decide == "majority" else ""
    return f"{by}: {move_words(session, proposal.move)}.{support}{need}"


def proposal_page(room: Room, person: str, session: GameRecord, proposal: Proposal) -> Iterator[Line]:
    """A proposal in full."""
    yield Line(proposal_words(room, person, session, proposal), STRONG)
    own = person in proposal.supporters
    yield Line("You support it; x takes that back." if own else "⏎ supports it.", QUIET)
    for card in (proposal.move.card, *proposal.move.cards):
        if card:
            yield BLANK
            yield from drawn(whole(session.deck, card, "The card"))
