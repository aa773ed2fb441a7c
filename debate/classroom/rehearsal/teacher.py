"""A scripted teacher, who does what the bold line of the console says."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from debate.classroom.console import next_step as what
from debate.classroom.console.board import board_of
from debate.classroom.console.people import present
from debate.classroom.room.types import TEACHER, Refused, Request
from debate.debrief.believed import AFTER
from debate.rules.outcome import outcome

if TYPE_CHECKING:
    from debate.classroom.room import Room


PATIENCE = 120
"""So many times the teacher looks whether all have answered the exit ticket before they may go."""


class ScriptedTeacher:
    """Runs a class by the space bar alone. ``did``: what was done, in order; a sentence each."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.did: list[str] = []
        self._ids = itertools.count(1)
        self._told = False
        """Whether it was said how the games came out."""
        self._patience = PATIENCE

    def ask(self, kind: str, **fields: str) -> bool:
        """Put a request to the room; whether it was done."""
        try:
            done = self.room.do(TEACHER, Request(f"rehearsal-{next(self._ids)}", kind, -1, fields))
        except Refused:
            return False
        self.did.append(done.words or kind)
        return True

    def go_on(self, count: int) -> None:
        """Do what is due in a class of ``count``: nobody begins before all are there; after the debrief all may go."""
        room = self.room
        here = len(present(room).students)
        if room.phase == "debrief" and not any(table.finishing for table in room.tables):
            for table in room.tables if not self._told else ():
                state = table.session.state
                ending = room.deck.endings[outcome(state).ending].title
                at = f"Table {table.number}" if len(room.tables) > 1 else "The game"
                self.did.append(f"{at} has come to its end: {ending}.")
            self._last_words()
        elif room.phase != "gathering" or here >= count or present(room).door or present(room).wishes:
            self.space()

    def _last_words(self) -> None:
        """After the end: sentences for the wall, the claims once more, the exit ticket; then all may go."""
        room, self._told = self.room, True
        if any(not one.shown for one in room.achieved()):
            self.ask("sentence", person="all", ok="yes")
        elif room.settings.beliefs and room.deck.beliefs and AFTER not in room.put:
            self.ask("put", what=AFTER)
        elif room.settings.beliefs and "ticket" not in room.put:
            self.ask("put", what="ticket")
        elif room.settings.beliefs and self._patience and len(set(room.answered("ticket"))) > 1:
            self._patience -= 1
        else:
            self.ask("close")

    def space(self) -> bool:
        """What the space bar does now; whether there was anything to do."""
        room = self.room
        now = what.obvious(room)
        if now.request is not None:
            return self.ask(now.request[0], **now.request[1])
        match now.does:
            case what.LET_IN | what.NAMES:
                done = self.ask("let-in", person="all")
                return self.ask("name", person="all", ok="yes") or done
            case what.STEP:
                board_of(room).step(now.table)
                return True
            case what.FILL:
                return self.ask("opponent", table=str(now.table), role=now.role, who="scripted")
            case what.AGREE:
                team = room.tables[now.table - 1].team(now.role)
                return self.ask("captain", person=team[0], decides="now")
            case what.START_OFF:
                return self.ask("offer-move", table=str(now.table), role=now.role)
            case what.LOOK:
                return self.ask("sentence", person="all", ok="yes")
            case what.RULE:
                return self.ask("rule", table=str(now.table), ruling="stands")
        return False
