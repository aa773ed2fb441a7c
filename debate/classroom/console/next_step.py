"""The obvious next thing for a teacher: one sentence, and what the space bar does about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from debate.classroom.console.board import AUTO, Board, board_of
from debate.classroom.console.people import door_words, present, waiting
from debate.classroom.console.tables import foretell_words
from debate.classroom.room.asking import lagging
from debate.classroom.room.lesson import claims_due, ticket_due
from debate.debrief.believed import AFTER
from debate.debrief.naming import counted, listed
from debate.rules.moves import JUDGE

if TYPE_CHECKING:
    from debate.classroom.room import Room, Table

WATCH, LET_IN, NAMES, SHARE, START, RESUME, SAVE = "watch", "let-in", "names", "share", "start", "resume", "save"
AWAY = 90.0
"""Seconds after which somebody who is away is no longer waited for without a word."""
STEP, NEXT, PLAY, FILL, RULE, DEBRIEF, AGREE = "step", "next", "play", "fill", "rule", "debrief", "agree"
SHOW = "show"
"""Show the end of a round at one table, while others wait for more."""
LOOK, AGAIN, TICKET = "look", "again", "ticket"
"""Look at sentences that wait to go to the wall; put the claims of the door again; ask the exit ticket."""
START_OFF = "start-off"
"""Help a team that proposes nothing."""
CAPTAIN, VOTE, OFFER = "captain", "vote", "offer"
"""What a team that cannot agree, or proposes nothing, is helped with."""


@frozen
class Obvious:
    """``does``: one of the words above; :data:`WATCH` where there is nothing to do. ``table``: the one it is about."""

    does: str
    sentence: str
    table: int = 0
    role: str = ""

    @property
    def shown(self) -> str:
        """The sentence with the key before it, where there is one."""
        return self.sentence if self.does == WATCH else f"space: {self.sentence}"

    @property
    def request(self) -> tuple[str, dict[str, str]] | None:
        """The kind and the fields of the one request by which it is done; None where it takes more, or none."""
        return {
            SHARE: ("share-out", {}),
            START: ("start", {}),
            RESUME: ("resume", {}),
            NEXT: ("next", {}),
            SHOW: ("next", {"table": str(self.table)}),
            AGAIN: ("put", {"what": AFTER}),
            TICKET: ("put", {"what": "ticket"}),
        }.get(self.does)


def obvious(room: Room, now: float | None = None) -> Obvious:
    """What is to be done in this room; ``now``: the clock."""
    now = room.now if now is None else now
    board, who = board_of(room), present(room)
    if room.phase == "closed":
        return Obvious(WATCH, "The class is over. q leaves the console.")
    if room.unsaved:
        return Obvious(SAVE, "keep the class in another folder. Nothing can be chosen until it is saved.")
    if room.paused:
        dim = ", and all screens are dim" if room.eyes_up else ""
        return Obvious(RESUME, f"let the class go on. It is paused{dim}.")
    if who.door:
        return Obvious(LET_IN, f"let in {_people(len(who.door))} at the door.")
    if who.wishes:
        names = len(who.wishes)
        return Obvious(
            NAMES, f"let {names} name{'s' * (names != 1)} through. Look at them first: i takes one, r changes."
        )
    if who.unseated and room.phase in ("gathering", "playing"):
        return Obvious(SHARE, f"share out seats to {_people(len(who.unseated))} without one.")
    if room.phase == "gathering":
        if not who.seated:
            place = f"They open {board.address} and type" if board.address else "They type"
            return Obvious(WATCH, f"Nobody is here yet. {place} {room.code}.")
        more = "The room is locked: l opens it." if room.settings.locked else "More may come in later."
        return Obvious(START, f"begin the game with {_people(len(who.seated))}. {door_words(room) or more}")
    if room.phase == "playing":
        return _playing(room, board, now)
    if waiting(room):
        return Obvious(LOOK, f"look at {counted(waiting(room), 'sentence')} for the wall: what they say they achieved.")
    lesson = room.lesson
    if lesson is not None and ticket_due(lesson) and "ticket" not in room.put:
        return Obvious(TICKET, "ask the exit ticket now, before everybody goes. 5 asks another question.")
    asks = room.settings.beliefs and bool(room.deck.beliefs) and AFTER not in room.put
    if lesson is not None and claims_due(lesson) and asks and "ticket" not in room.put:
        return Obvious(AGAIN, "put the claims of the door to everybody again: they take about four minutes.")
    return Obvious(DEBRIEF, "read how it ended and why. h sets tables side by side, f writes a file.", board.now)


def _playing(room: Room, board: Board, now: float) -> Obvious:
    taken = [(table.number, role) for table in room.tables for role in sorted(table.taken)]  # by the teacher
    found = (
        _on_the_wall(board)
        or _stuck(room, taken)
        or _held(room, taken)
        or _mine(room, taken)
        or _left_alone(room, now)
        or _to_rule_on(room)
    )
    if found is not None:
        return found
    running = [table for table in room.tables if not (table.ended or table.session.state.over)]
    if not running:
        return Obvious(DEBRIEF, "read how it ended and why. d begins the debrief for everybody.", board.now)
    return Obvious(WATCH, _waiting(room, running))


def _on_the_wall(board: Board) -> Obvious | None:
    """Pages of what came that wait for the teacher."""
    telling = board.telling(board.now) if waits_for_teacher(board) else None
    if telling is None:
        return None
    return Obvious(STEP, f"the next page on the wall ({telling.shown} of {len(telling.pages)}).", board.now)


def _held(room: Room, taken: Sequence[tuple[int, str]]) -> Obvious | None:
    """Tables that wait for the teacher or for the slowest of them, or are still asked what will come."""
    held = [table.number for table in room.tables if table.held and not table.ended]
    asked = [table for table in room.tables if table.withheld]
    if asked:
        here = asked[:1] if held else asked
        where = f" at table {here[0].number}" if held else ""
        left = sum(len(table.foretelling()) for table in here)
        words = f"show what came{where}: {foretell_words(left)}."
        return Obvious(SHOW if held else NEXT, words, here[0].number)
    late = lagging(room.tables) if room.settings.pace == "rounds" else []
    if held and not late:
        return Obvious(NEXT, f"{_steps(room, held)}.", held[0])
    if not held or any(number == table.number for number, _ in taken for table in late):
        return None
    state = late[0].session.state
    names = listed([room.deck.roles[role].name if role != JUDGE else "the judges" for role in state.awaiting])
    where = f"table {late[0].number} is still in round {state.round}"
    return Obvious(WATCH, f"Nothing to do: {where}, waiting for {names or 'opponents'}.", late[0].number)


def _mine(room: Room, taken: Sequence[tuple[int, str]]) -> Obvious | None:
    """A choice of a role that the teacher plays."""
    for number, role in taken:
        table = room.tables[number - 1]
        if not table.ended and role in table.session.state.awaiting:
            name = _at(room, number, room.deck.roles[role].name)
            return Obvious(PLAY, f"choose for {name}: you play it.", number, role)
    return None


def _left_alone(room: Room, now: float) -> Obvious | None:
    """A role that is awaited, and nobody of its team is there."""
    for table in room.tables:
        for role in room.deck.turn_order:
            if table.awaited(role) and not table.ended and _deserted(room, table, role, now):
                name = _at(room, table.number, room.deck.roles[role].name)
                return Obvious(FILL, f"say who plays {name}: nobody is there.", table.number, role)
    return None


def _to_rule_on(room: Room) -> Obvious | None:
    """A case for which no judge is waited any more."""
    for table in room.tables:
        ballot = table.ballot()
        if ballot is not None and not table.ended and not ballot.waiting:
            speaker = room.deck.roles[ballot.speaker].name
            return Obvious(RULE, f"rule on {_at(room, table.number, speaker)}'s case.", table.number)
    return None


def _stuck(room: Room, taken: Sequence[tuple[int, str]]) -> Obvious | None:
    """The team that needs help first: one that cannot agree before one that proposes nothing."""
    awaited = [(table, role) for table in room.tables if not table.ended for role in table.session.state.awaiting]
    teams = [(table, role) for table, role in awaited if role != JUDGE and (table.number, role) not in taken]
    for table, role in teams:
        if table.split(role):
            helped = _split(room, table, role, ", split ")
            return Obvious(AGREE, f"help {helped}: name a captain, or ask for a second vote.", table.number, role)
    for table, role in teams:
        if table.idle(role):
            team = _at(room, table.number, room.deck.roles[role].name)
            ways = "offer a move" if len(table.team(role)) == 1 else "offer a move, or name a captain"
            helped = f"{team}, where nothing was proposed for a minute: {ways}."
            return Obvious(START_OFF, f"help {helped}", table.number, role)
    return None


def split_words(room: Room, table: Table, role: str) -> str:
    """Which team cannot agree, and how it is split; empty where it can."""
    return _split(room, table, role, " is split ") if table.split(role) else ""


def _split(room: Room, table: Table, role: str, how: str) -> str:
    return f"{_at(room, table.number, room.deck.roles[role].name)}{how}{'-'.join(map(str, table.split(role)))}"


def idle_words(room: Room, table: Table, role: str) -> str:
    """Which team has proposed nothing for a minute; empty where it has, or could not."""
    name = _at(room, table.number, room.deck.roles[role].name)
    return f"{name} has proposed nothing for a minute" if table.idle(role) else ""


def _steps(room: Room, held: Sequence[int]) -> str:
    """What the tables that wait go on to; each step once, with the tables that take it."""
    steps: dict[str, list[str]] = {}
    for number in held:
        steps.setdefault(_next(room.tables[number - 1]), []).append(str(number))
    if len(room.tables) == 1:
        return next(iter(steps))
    return "; ".join(f"{step} at table{'s' * (len(at) != 1)} {listed(at)}" for step, at in steps.items())


def _next(table: Table) -> str:
    """What the step is that a held table waits for."""
    state = table.session.state
    if JUDGE in state.awaiting:
        return "all was said; go on to the judges" if table.judges else "all was said; settle which cases stand"
    if state.phase == "choose":
        return f"go on to round {state.round}: moves are chosen"
    return {
        "deal": "let everybody choose a hand",
        "answer": "all moves lie open; go on to the answers",
        "extend": "all answers lie open; let those who were answered answer back",
        "settle": "go on: who was beaten pays or waits",
    }[state.phase]


def _deserted(room: Room, table: Table, role: str, now: float) -> bool:
    """Whether nobody sits in this role, or all who do have been away for a while."""
    filled = table.filled_by(role)
    team = [room.people[id_] for id_ in table.team(role)]
    gone = all(not person.here and now - person.since >= AWAY for person in team)
    return filled == "nobody" or (filled == "team" and gone)


def waits_for_teacher(board: Board) -> bool:
    """Whether a wall shows consequences that the teacher takes on by hand."""
    return bool(board.walls) and not board.every and board.page == AUTO and board.telling(board.now) is not None


def _waiting(room: Room, running: Sequence[Table]) -> str:
    if len(running) > 1:
        slow = [f"{table.number} ({len(table.session.state.awaiting)})" for table in running]
        return f"Nothing to do: tables {listed(slow)} choose. p pauses, m says something to all."
    state = running[0].session.state
    names = []
    for role in state.awaiting:
        name, made = room.deck.roles[role].name if role != JUDGE else "the judges", len(running[0].proposals(role))
        names.append(f"{name} (split between {made} proposals)" if made > 1 else name)
    return f"Nothing to do: waiting for {listed(names)}." if names else "Nothing to do: the opponents choose."


def _at(room: Room, table: int, name: str) -> str:
    return name if len(room.tables) == 1 else f"{name} at table {table}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
