"""What a teacher can do, each as one action: asked where it must be, then put to the room as a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from debate.classroom.console import next_step as what
from debate.classroom.console.beside import AskingBeside
from debate.classroom.console.board import board_of
from debate.classroom.console.choosing import ChoosingScreen
from debate.classroom.console.forms import class_form, wall_address, wall_form
from debate.classroom.console.people import present
from debate.classroom.console.people_actions import PeopleActions
from debate.classroom.console.prompts import (
    BELL,
    END_ALL,
    END_CLASS,
    END_ONE,
    FINISH,
    FORGET,
    LEAVE_IT,
    NO_BELL,
    PLAY_ON,
    TAKE_HOME,
    menu_answers,
)
from debate.classroom.console.table_actions import TableActions
from debate.classroom.room.lesson import agenda, clock_time
from debate.faces.tui.actions import CONSOLE, actions
from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.keeping import other_folder
from debate.faces.tui.turning import TurningScreen
from debate.faces.tui.typed import TypeScreen

FINISH_WORDS = "Finish this round, then debrief"


class Doing(AskingBeside, PeopleActions, TableActions):
    """The teacher's actions, about what is marked or about the class."""

    @property
    def obvious(self) -> what.Obvious:
        """The next thing to do."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        room, person, role = self.room, self.marked_person, self.marked_role
        playing, gathering = room.phase == "playing", room.phase == "gathering"
        who = present(room)
        allowed = {
            "let_all_in": bool(who.door or who.wishes),
            "let_one_in": person is not None and (person.status == "asking" or bool(person.wish)),
            "share_out": bool(who.unseated) and room.phase in ("gathering", "playing"),
            "start_class": gathering,
            "pause_class": playing,
            "eyes_up": room.phase != "closed",
            "give_time": playing,
            "open_table": not gathering,
            "judge_here": playing and self.marked_table.ballot() is not None,
            "undo_class": room.phase in ("playing", "debrief"),
            "seat_person": person is not None and person.kind == "student" and person.status == "in",
            "rename_person": person is not None and person.status != "out",
            "make_captain": person is not None and bool(role),
            "kick": person is not None and person.status != "out",
            "fill_role": bool(role),
            "play_role": bool(role),
            "compare_tables": not gathering,
            "ask_class": any(table.session.state.over for table in room.tables),
            "end_class": room.phase in ("playing", "debrief"),
        }
        return allowed.get(action, True)

    # The obvious next thing.

    def action_go_on(self) -> None:
        now = self.obvious
        table, role = self.room.tables[now.table - 1], now.role
        does: Mapping[str, Callable[[], object]] = {
            what.LET_IN: self.action_let_all_in,
            what.NAMES: self.action_let_all_in,
            what.SHARE: self.action_share_out,
            what.START: self.action_start_class,
            what.RESUME: lambda: self.do("resume"),
            what.SAVE: self._save_elsewhere,
            what.STEP: lambda: board_of(self.room).step(now.table),
            what.NEXT: lambda: self.do("next"),
            what.SHOW: lambda: self.do("next", table=str(now.table)),
            what.PLAY: lambda: self.teaching.play_role(now.table, role),
            what.FILL: lambda: self.fill(table, role),
            what.RULE: lambda: self.judge(table),
            what.AGREE: lambda: self.agree(table, role),
            what.START_OFF: lambda: self.start_off(table, role),
            what.LOOK: self.look_at_sentences,
            what.AGAIN: lambda: self.do("put", what="after"),
            what.TICKET: lambda: self.do("put", what="ticket"),
            what.DEBRIEF: lambda: self.teaching.open_debrief(self.marked_table.number),
        }
        does.get(now.does, lambda: self.teaching.say(now.sentence))()

    # The game.

    def action_start_class(self) -> None:
        self.do("start")

    def action_pause_class(self) -> None:
        self.do("resume" if self.room.paused else "pause")

    def action_eyes_up(self) -> None:
        if self.room.eyes_up:
            self.do("resume")
        else:
            self.do("pause", eyes="up")

    def action_lesson_time(self) -> None:
        lesson = self.room.lesson
        texts = (
            [agenda(lesson).shown] if lesson is not None else ["Say when the bell rings: it tells what must end when."]
        )
        answers = []
        if self.room.phase == "playing":
            last = any(table.kept.last for table in self.room.tables)
            answers.append((PLAY_ON, "Play on after this round") if last else (FINISH, FINISH_WORDS))
        answers.append((BELL, "Say when the bell rings"))
        if lesson is not None:
            answers.append((NO_BELL, "No bell"))

        def typed(text: str | None) -> None:
            if text:
                self.do("bell", to=text)

        def chosen(answer: str | None) -> None:
            if answer in (FINISH, PLAY_ON):
                self.do("finish", to="debrief" if answer == FINISH else "go-on")
            elif answer == NO_BELL:
                self.do("bell", to="")
            elif answer == BELL:
                shown = clock_time(lesson.bell) if lesson is not None else ""
                self.app.push_screen(
                    TypeScreen("When does the bell ring?", "A time of day, such as 10:45.", shown), typed
                )

        self.app.push_screen(ChoosingScreen("The lesson", texts, answers), chosen)

    def _save_elsewhere(self) -> None:
        def typed(folder: str | None) -> None:
            if folder:
                self.do("save", folder=folder)

        help_ = f"{self.room.unsaved} Which folder is the class to be kept in? One that is missing is made."
        self.app.push_screen(TypeScreen("Which folder?", help_, other_folder()), typed)

    def action_lock(self) -> None:
        self.do("unlock" if self.room.settings.locked else "lock")

    # The class.

    def action_message(self) -> None:
        def typed(text: str | None) -> None:
            if text is not None:
                self.do("message", text=text)

        help_ = "Everybody reads it, on their screen and on the wall, until you change it. Empty takes it away."
        self.app.push_screen(TypeScreen("Say to everybody", help_, self.room.message), typed)

    def action_wall(self) -> None:
        board = board_of(self.room)
        self.app.push_screen(TurningScreen("The wall", lambda: wall_form(self.room, board, self.address)))

    def action_class_rules(self) -> None:
        self.app.push_screen(TurningScreen("How the class is run", lambda: class_form(self.room, self.do)))

    def action_door_sign(self) -> None:
        from debate.classroom.console.sign import SignScreen

        self.app.push_screen(SignScreen(self.room, self.address))

    def action_other_screens(self) -> None:
        board = board_of(self.room)
        wall = wall_address(self.address)
        join = self.address.removeprefix("http://").rstrip("/") or "ADDRESS"
        texts = [
            f"A wall: open {wall} in a browser, or 'debate project {join} {self.room.code}' in a terminal. It comes to "
            "the door like everybody else. Then make its letters larger until 80 of them fill a line."
        ]
        answers = [("ok", "Good")]
        if board.new_console is not None:
            answers.append(("console", "This console in a browser: show me its address"))
            texts.append(
                "Not while this screen is on the projector: whoever opens the console's address is the teacher."
            )

        def answered(answer: str | None) -> None:
            if answer == "console" and board.new_console is not None:
                texts = [board.new_console(), "It works once, in a browser on this computer."]
                self.app.push_screen(QuestionScreen("Your console", texts, [("ok", "Good")]))

        self.app.push_screen(QuestionScreen("Other screens", texts, answers), answered)

    def action_take_home(self) -> None:
        texts = [
            "Who proposed, argued, answered, voted and foresaw what, and on the pages what came of it. Speed is not in "
            "it, and nobody is ranked. Names are personal: write them only if you need them, and keep the file "
            "accordingly."
        ]

        def answered(answer: str | None) -> None:
            if answer is not None and answer != LEAVE_IT:
                kind, _, names = answer.partition(" ")
                self.teaching.take_home(kind, names=bool(names))

        self.app.push_screen(ChoosingScreen("A file to take home", texts, TAKE_HOME), answered)

    def action_compare_tables(self) -> None:
        self.teaching.compare()

    def action_end_class(self) -> None:
        table = self.marked_table

        def answered(answer: str | None) -> None:
            if answer == END_ALL:
                self.do("end", table="all")
            elif answer == END_ONE:
                self.do("end", table=str(table.number))
            elif answer == END_CLASS:
                self.do("close")
            elif answer == FORGET:
                self._forget()
            elif answer == FINISH:
                self.do("finish")

        answers = [("stay", "Play on")]
        if self.room.phase == "playing" and len(self.room.tables) > 1 and not table.ended:
            answers.append((END_ONE, f"End table {table.number}"))
        if self.room.phase == "playing":
            answers.append((FINISH, FINISH_WORDS))
            answers.append((END_ALL, "End every table now and begin the debrief"))
        answers.append((END_CLASS, "Close the room: everybody is let go"))
        answers.append((FORGET, "Close the room and delete this class: names and log"))
        texts = [
            "The debrief shows how it ended, why, and every hand. Where rounds are left, opponents make all choices "
            "from here on and the rules judge; everybody is told from which round. u takes an end back.",
            "This is a rehearsal: nothing of it is kept."
            if board_of(self.room).rehearsal
            else "What was played is kept as an ordinary saved game.",
        ]
        self.app.push_screen(QuestionScreen("End the game?", texts, answers), answered)

    def _forget(self) -> None:
        """Close the room; its folder is deleted once the host lets go of it, which says what was removed."""
        from debate.classroom.records.deleting import holds

        def answered(answer: str | None) -> None:
            if answer == FORGET:
                self.room.forgotten = True
                self.do("close")

        texts = [
            f"Deleted will be: {'; '.join(holds(self.room.folder))}. It cannot be taken back.",
            "The games stay among your saved games; no name stands in them.",
        ]
        answers = [("stay", "Keep it"), (FORGET, "Delete it")]
        self.app.push_screen(QuestionScreen("Delete this class?", texts, answers), answered)

    # Menus.

    def action_choose_row(self) -> None:
        """What can be done with what is marked, to choose from."""
        ids = menu_answers(self.marked or "")
        found = [item for id_ in ids for item in actions(CONSOLE) if item.id == id_ and self.check_action(id_, ())]
        if not found:
            return

        async def chosen(id_: str | None) -> None:
            if id_ is not None:
                await self.app.run_action(id_, self)

        person = self.marked_person
        title = person.name if person is not None else ""
        if not title:
            role = self.marked_role
            title = self.room.deck.roles[role].name if role else f"Table {self.marked_table.number}"
        answers = [(item.id, f"{item.shown}  {item.label}: {item.help}") for item in found]
        self.app.push_screen(ChoosingScreen(title, (), answers), chosen)
