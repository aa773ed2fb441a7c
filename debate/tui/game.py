"""A game at the table, from the first seat to the ending: who is asked next, what each is shown before.

It keeps nothing of the game itself; only how far each player has been told, and who sits at the keyboard.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from debate.debrief.telling import consequences
from debate.rules.moves import IllegalMove, Move
from debate.session import Session
from debate.tui.text import settled

if TYPE_CHECKING:
    from debate.tui.app import DebateApp
    from debate.tui.table import TableScreen


class Game:
    """One game on one keyboard."""

    def __init__(self, app: DebateApp, session: Session, table: TableScreen) -> None:
        self.app = app
        self.session = session
        self.table = table
        self._told: dict[str | None, int] = {}
        """The number of the last step each role was told."""
        self._briefed: set[str] = set()

    async def run(self) -> None:
        """Play to the end, then show how it ended."""
        session = self.session
        await self.app.push_screen(self.table)
        if not session.people():
            await self._watch()
        else:
            while not await self._turn():
                pass
        role = self.table.role
        if session.people():
            await self._tell(role)
        self.table.turn(role)
        await self._end(role)

    async def _turn(self) -> bool:
        """Let opponents choose, then one person; True once the game is over."""
        session, table = self.session, self.table
        while session.ask() is not None:
            await asyncio.sleep(0)
        if session.state.over:
            return True
        awaited = session.awaited()
        role = table.role if table.role in awaited else awaited[0]
        if role != table.role and not await self._hand_over(role):
            return False
        move = await self._brief(role)
        if move is None:
            await self._tell(role)
            move = await table.ask(role)
        if move is not None:
            self._submit(move)
        return False

    def _submit(self, move: Move) -> None:
        try:
            self.session.submit(move)
        except IllegalMove as refused:
            self.app.notify(settled(str(refused.refusal)), severity="warning", markup=False)

    async def _hand_over(self, role: str) -> bool:
        """Draw the curtain between two people at one keyboard. False: a choice was taken back instead."""
        if len(self.session.people()) > 1:
            from debate.tui.curtain import CurtainScreen

            if not await self.app.push_screen_wait(CurtainScreen(self.session, role, self.table.role)):
                return False
        self.table.turn(role)
        return True

    async def _brief(self, role: str) -> Move | None:
        """Once for each person: role, motive, question. Where hands are being chosen: the cards kept."""
        dealing = self.session.state.phase == "deal"
        if not dealing and role in self._briefed:
            return None
        from debate.tui.briefing import BriefingScreen

        self._briefed.add(role)
        kept: Move | None = await self.app.push_screen_wait(BriefingScreen(self.session, role))
        return kept

    async def _tell(self, role: str | None) -> None:
        """Show what came of the rounds that closed since this role was told last."""
        session = self.session
        steps = session.visible(role)
        told = min(self._told.get(role, 0), len(steps))
        now = session.state
        closed = [step for step in steps if step.round < now.round or now.over]
        self._told[role] = closed[-1].number if closed else 0
        if not closed or closed[-1].number <= told:
            return
        from debate.tui.consequences import ConsequencesScreen

        rounds = sorted({step.round for step in closed if step.number > told})
        lines = consequences(session.deck, closed, told)
        self.table.show()
        await self.app.push_screen_wait(ConsequencesScreen(session, role, rounds, lines))

    async def _watch(self) -> None:
        """Four opponents play, at the pace of the table's clock."""
        from debate.tui.watch import WatchScreen

        table, session = self.table, self.session
        assert isinstance(table, WatchScreen)
        table.turn(None)
        before = session.state
        while session.ask() is not None:
            now = session.state
            if (now.round, now.phase) != (before.round, before.phase):
                table.show()
                await table.breathe()
                before = now
            await asyncio.sleep(0)

    async def _end(self, role: str | None) -> None:
        from debate.tui.ending import EndingScreen

        wanted = await self.app.push_screen_wait(EndingScreen(self.session, role))
        self.app.finished(new_game=wanted is not None)
