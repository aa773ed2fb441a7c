"""A game at the table, from the first seat to the ending: who is asked next, what each is shown before.

It keeps nothing of the game itself; only how far each player has been told, and who sits at the keyboard.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from debate.faces.tui.actions import CURTAIN, bindings
from debate.faces.tui.beside import beside, piecewise
from debate.faces.tui.footer import Keys
from debate.faces.tui.keeping import ELSEWHERE, LOOK, TO_TITLE, UNKEPT, UnsavedScreen, other_folder
from debate.faces.tui.question import PHASES
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import say
from debate.game.session import Session
from debate.pages import predictions
from debate.pages.floor import before_it
from debate.pages.reader import Reader
from debate.pages.words import first_spending, none_possible
from debate.rules.moves import IllegalMove, Move
from debate.rules.text import visible
from debate.store import Made, RecordError

if TYPE_CHECKING:
    from textual.screen import Screen

    from debate.faces.tui.briefing import BriefingScreen, Marks
    from debate.faces.tui.table import TableScreen


class CurtainScreen(Screen[bool]):
    """Asks for the next player. Ends with True once it is lifted, False where the last choice was taken back."""

    BINDINGS = bindings(CURTAIN)

    def __init__(self, session: Session, role: str, before: str | None) -> None:
        super().__init__()
        self.session = session
        self.role = role
        self.before = before

    def compose(self) -> ComposeResult:
        session = self.session
        role, name = session.deck.roles[self.role].name, session.seats[self.role].name
        who = f"{name}, you are {role}: it" if name else f"Whoever plays {role}: it"
        with Vertical(id="curtain"):
            yield Static(say(("The curtain is down", "bold $text-accent")))
            yield Static(say(who, " is your turn at the keyboard."))
            yield Static(say(f"Round {session.state.round} · {PHASES[session.state.phase]}"))
            yield Static(say("Everybody else: look away. Then press ", ("⏎", "bold"), " to see your cards."))
        yield Keys()

    def action_lift(self) -> None:
        self.dismiss(True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.session.can_take_back(self.before) if action == "take_back" else True

    def action_take_back(self) -> None:
        if not self.session.can_take_back(self.before):
            return
        try:
            if self.session.undo() is not None:
                self.dismiss(False)
        except RecordError:
            self.dismiss(False)  # nothing was taken back: it could not be recorded


Result = TypeVar("Result")
LOST = "This game is not kept anywhere: once you leave it, its ending cannot be read again."


class Game:
    """One game on one keyboard."""

    def __init__(self, app: GameApp, session: Session, table: TableScreen) -> None:
        self.app = app
        self.session = session
        self.table = table
        self._told: dict[str | None, int] = {}
        """The last round whose consequences each role was told; None: everybody, where several share the keyboard."""
        self._marks: dict[str, Marks] = {}
        self._shared = len(session.people()) > 1
        self._briefed: set[str] = set()
        self._take_up()

    def _take_up(self) -> None:
        """In a game gone on with: who was briefed and told before. The latest round that closed is told again."""
        session, now = self.session, self.session.state
        chosen = {entry.move.role for entry in session.journal.entries if isinstance(entry, Made)}
        for role in session.people():
            if role in chosen:
                self._briefed.add(role)
                self._told[self._reader(role)] = now.round if now.over else max(0, now.round - 2)
        if now.over:
            self._told[None] = now.round

    async def run(self) -> None:
        """Play to the end, then show how it ended."""
        await self.app.push_screen(self.table)
        await self.go_on()

    async def go_on(self) -> None:
        """The same from where the session stands, at a table that is there. It may stand elsewhere than before."""
        session = self.session
        closed = session.state.round if session.state.over else session.state.round - 1
        self._told = {role: min(number, closed) for role, number in self._told.items()}
        await self._record()
        if session.predicting and not session.state.over:
            self._measuring = asyncio.create_task(piecewise(self._base_rates()))
        if not session.people():
            await self._watch()
        else:
            while not await self._turn():
                pass
        people = session.people()
        role = people[0] if len(people) == 1 else None
        if people:
            await self._tell(role)
        self.table.turn(role)
        await self._end(role)

    def _base_rates(self) -> Iterator[None]:
        """Work out what questions rest on while the first choices are made."""
        from debate.debrief.base_rates import measuring

        setting = self.session.state.setting
        return measuring(self.session.source, setting.preset, setting.views)

    async def _show(self, page: Screen[Result]) -> Result | None:
        """Show a page once nothing else lies over the table, and wait for what is answered there: what a person has
        opened meanwhile, such as the question whether to leave, is not covered."""
        await self.table.uncovered()
        return await self.app.push_screen_wait(page)

    async def _turn(self) -> bool:
        """Let opponents choose, then one person; True once the game is over."""
        session, table = self.session, self.table
        try:
            while await self._opponent_chooses():
                await asyncio.sleep(0)
        except RecordError as problem:
            await self._save_elsewhere(problem.sentence)
            return False
        if session.read_only:
            await self._save_elsewhere(session.read_only)
            return False
        if session.withheld:
            await self._foresee()
            return False
        if session.state.over:
            return True
        awaited = session.awaited()
        role = table.role if table.role in awaited else awaited[0]
        legal = session.legal(role)
        if len(legal) == 1:
            await self._submit(legal[0])  # nothing to choose, so nobody is asked
            return False
        if self._shared:
            await self._tell(None)
        if role != table.role and not await self._hand_over(role):
            return False
        move = await self._brief(role)
        if move is None:
            await self._tell(self._reader(role))
            move = await table.ask(role)
        if move is not None:
            await self._submit(move)
        return False

    async def _opponent_chooses(self) -> bool:
        """Let the first awaited opponent choose; False where none is. One that takes its time thinks beside the screen,
        which says so."""
        due = self.session.due()
        if due is None or not due.slow:
            return self.session.ask() is not None
        self.table.think(self.session.deck.roles[due.view.role].name)
        try:
            chosen = await beside(due.choose)
        finally:
            self.table.think("")
        self.session.take(due, chosen)
        return True

    async def _foresee(self) -> None:
        """Ask the next person what will come of the round, before any of it is shown; what came of a round that went by
        without a choice of theirs is told first."""
        from debate.faces.tui.predict import OFF, PredictScreen, Said

        session, role = self.session, self.session.to_predict()[0]
        await self._tell(self._reader(role))
        if role != self.table.role and not await self._hand_over(role):
            return
        self.table.show()
        try:
            asked = session.questions(role)
            for number, question in enumerate(asked, 1):
                self.table.light(question.meter)
                told, so_far = self._before_asking(role), predictions.so_far(Reader(session, role), question)
                page = PredictScreen(question, told, so_far, (number, len(asked)))
                said: Said | str | None = await self._show(page)
                if isinstance(said, Said):
                    session.predict(role, question.id, said.answer, said.sure, said.why)
                    continue
                if said == OFF:
                    session.set_predicting(False)
                    return
            session.predict_nothing(role)  # to the questions that were passed over
        except RecordError as problem:
            await self._save_elsewhere(problem.sentence)
        finally:
            self.table.light("")

    def _before_asking(self, role: str) -> str:
        """What is said above the questions of what will come: who is asked, where several share the keyboard, and what
        has become of its case where that was not asked about."""
        who = f"Asked: {self.session.deck.roles[role].name}." if self._shared else ""
        return f"{who} {before_it(Reader(self.session, role))}".strip()

    async def _submit(self, move: Move) -> None:
        reader = Reader(self.session, move.role)
        held = none_possible(reader, move.role, self.session.state.round) if move.kind == "hold" else ""
        try:
            self.session.submit(move)
            self.table.note(move.role, held or first_spending(reader, move))
        except IllegalMove as refused:
            self.app.say(str(refused), warning=True)
        except RecordError as problem:
            await self._save_elsewhere(problem.sentence)

    async def _record(self) -> None:
        """Record a game that people play from its beginning on."""
        app, session = self.app, self.session
        if app.saves is None or session.writer is not None or session.read_only or not session.people():
            return
        if app.rehearsal is not None or app.in_workshop():
            return
        problem = app.keep(session)
        while problem:
            answer, problem = await self._ask_where(problem, begun=False)
            if answer == UNKEPT:
                app.saves = None
                return

    async def _save_elsewhere(self, problem: str) -> None:
        """Nothing can be recorded any more: look on, until the game is saved in another place or left."""
        session, table = self.session, self.table
        table.show()
        while problem:
            answer, problem = await self._ask_where(problem, begun=True)
            if answer == LOOK:
                from debate.faces.tui.timeline import TimelineScreen

                await self.app.push_screen_wait(TimelineScreen(session, table.role))

    async def _ask_where(self, problem: str, begun: bool) -> tuple[str, str]:
        """What to do about a game that cannot be saved; with the problem that is left, empty once it is kept."""
        app = self.app
        answer = await app.push_screen_wait(UnsavedScreen(problem, begun=begun))
        if answer == ELSEWHERE:
            from debate.faces.tui.confirm import TypeScreen

            folder = await app.push_screen_wait(
                TypeScreen("Which folder?", "Where to save the game. It is made where it is missing.", other_folder())
            )
            problem = app.keep(self.session, folder) if folder else problem
            if not problem:
                app.say(f"The game is kept in {app.saves.folder if app.saves else folder}.")
        elif answer == TO_TITLE:
            app.finished()
            await asyncio.Event().wait()  # until the game is cancelled
        return answer or "", problem

    def _reader(self, role: str) -> str | None:
        """Who is told what a round brought when it is this role's turn: the role, or all who share the keyboard."""
        return None if self._shared else role

    async def _hand_over(self, role: str) -> bool:
        """Draw the curtain between two people at one keyboard. False: a choice was taken back instead."""
        if self._shared and not await self._show(CurtainScreen(self.session, role, self.table.role)):
            return False
        self.table.turn(role)
        return True

    def brief_again(self, page: BriefingScreen) -> None:
        """Show a briefing once more that is open while its deck is written, with all that is marked in it."""
        self._briefed.discard(page.role)
        self._marks[page.role] = page.marks

    async def _brief(self, role: str) -> Move | None:
        """Once for each person: role, motive, question. Where hands are being chosen: the cards kept."""
        dealing = self.session.state.phase == "deal"
        if not dealing and role in self._briefed:
            return None
        from debate.faces.tui.briefing import BriefingScreen

        self._briefed.add(role)
        anew = not self.app.in_workshop() and self.app.rehearsal is None
        leave = None if self.session.entries else partial(self.app.finished, new_game=anew)
        page = BriefingScreen(self.session, role, leave, self._marks.pop(role, None))
        kept: Move | None = await self.app.push_screen_wait(page)
        return kept

    async def _tell(self, role: str | None) -> None:
        """Show what came of the rounds that closed since this role was told last."""
        session, now = self.session, self.session.state
        closed = now.round if now.over else now.round - 1
        told, self._told[role] = self._told.get(role, 0), closed
        if closed <= told:
            return
        from debate.faces.tui.account import AccountScreen

        if self._shared:
            self.table.turn(None)  # no hand stands behind what all read together
        self.table.show()
        await self._show(AccountScreen(session, role, range(told + 1, closed + 1)))

    async def _watch(self) -> None:
        """Four opponents play, at the pace of the table's clock; what a round brought is read before the next one."""
        from debate.faces.tui.watch import WatchScreen

        table, session = self.table, self.session
        assert isinstance(table, WatchScreen)
        table.turn(None)
        before = session.state
        while await self._opponent_chooses():
            now = session.state
            if (now.round, now.phase) != (before.round, before.phase):
                table.show()
                await table.breathe()
                if now.round != before.round and table.stops:
                    await self._tell(None)
                before = now
            await asyncio.sleep(0)

    async def _end(self, role: str | None) -> None:
        """Show how it ended until somebody leaves that; what is kept nowhere is not lost by one key."""
        from debate.faces.tui.ending import EndingScreen

        while True:
            ending = EndingScreen(self.session, role)
            await beside(lambda page=ending: page.debrief)  # type: ignore[misc]
            wanted = await self._show(ending)
            if await self._may_leave(new_game=wanted is not None):
                break
        self.app.finished(new_game=wanted is not None)

    async def _may_leave(self, new_game: bool) -> bool:
        """Ask before the ending of a game that people played is left, so that a key pressed on and on stays there, and
        say where it is to be found again. A new game is another key; it asks only where the ending would be lost."""
        session, app = self.session, self.app
        if session.read_only or not session.people() or app.in_workshop() or app.rehearsal is not None:
            return True
        words = LOST
        if session.kept_at is not None:
            words = f"'{visible(session.kept_at.stem, 80)}' is kept: under Saved games its ending opens again."
            if new_game:
                app.say(words)
                return True
        from debate.faces.tui.confirm import QuestionScreen

        answers = (("stay", "Back to the ending"), ("leave", "Leave it"))
        asked = QuestionScreen("Leave the ending?", [words], answers)
        return await app.push_screen_wait(asked) == "leave"
