"""What a teacher can do, each as one action: asked where it must be, then put to the room as a request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

from debate.classroom.console import next_step as what
from debate.classroom.console.forms import class_form, wall_address, wall_form
from debate.classroom.console.people import present
from debate.classroom.console.people_actions import AskingBeside, PeopleActions
from debate.classroom.console.prompts import LEAVE_IT, TAKE_HOME, ChoosingScreen, menu_answers
from debate.classroom.console.table_actions import TableActions
from debate.classroom.room.lesson import agenda, clock_time
from debate.faces.tui.actions import CONSOLE, actions
from debate.faces.tui.beside import beside
from debate.faces.tui.confirm import Answer, TypeScreen, ask, ask_line, confirm
from debate.faces.tui.keeping import other_folder
from debate.faces.tui.turning import TurningScreen
from debate.store.files import FILES
from debate.store.writer import write_new

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
        if now.request is not None:
            self.do(now.request[0], **now.request[1])
            return
        table, role = self.room.tables[now.table - 1], now.role
        does: Mapping[str, Callable[[], object]] = {
            what.LET_IN: self.action_let_all_in,
            what.NAMES: self.action_let_all_in,
            what.SAVE: self._save_elsewhere,
            what.STEP: lambda: self.board.step(now.table),
            what.PLAY: lambda: self.play(table, role),
            what.FILL: lambda: self.fill(table, role),
            what.RULE: lambda: self.judge(table),
            what.AGREE: lambda: self.agree(table, role),
            what.START_OFF: lambda: self.start_off(table, role),
            what.LOOK: self.look_at_sentences,
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
        answers: list[Answer] = []
        if self.room.phase == "playing":
            last = any(table.kept.last for table in self.room.tables)
            play_on = ("play-on", "Play on after this round", partial(self.do, "finish", to="go-on"))
            answers.append(play_on if last else ("finish", FINISH_WORDS, partial(self.do, "finish", to="debrief")))
        answers.append(("bell", "Say when the bell rings", self._ask_bell))
        if lesson is not None:
            answers.append(("no-bell", "No bell", partial(self.do, "bell", to="")))
        ask(self.app, "The lesson", texts, answers, ChoosingScreen)

    def _ask_bell(self) -> None:
        shown = clock_time(self.room.lesson.bell) if self.room.lesson is not None else ""
        help_ = "A time of day, such as 10:45."
        ask_line(self.app, "When does the bell ring?", help_, shown, lambda text: self.do("bell", to=text))

    def _save_elsewhere(self) -> None:
        help_ = f"{self.room.unsaved} Which folder is the class to be kept in? One that is missing is made."
        ask_line(self.app, "Which folder?", help_, other_folder(), lambda folder: self.do("save", folder=folder))

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
        self.app.push_screen(TurningScreen("The wall", lambda: wall_form(self.room)))

    def action_class_rules(self) -> None:
        self.app.push_screen(TurningScreen("How the class is run", lambda: class_form(self.room, self.do)))

    def action_door_sign(self) -> None:
        from debate.classroom.console.sign import SignScreen

        self.app.push_screen(SignScreen(self.room))

    def action_other_screens(self) -> None:
        board = self.board
        wall = wall_address(board.address)
        join = board.address.removeprefix("http://").rstrip("/") or "ADDRESS"
        texts = [
            f"A wall: open {wall} in a browser, or 'debate project {join} {self.room.code}' in a terminal. It comes to "
            "the door like everybody else. Then make its letters larger until 80 of them fill a line."
        ]
        answers: list[Answer] = [("ok", "Good", None)]
        if board.new_console is not None:
            answers.append(("console", "This console in a browser: show me its address", self._show_console))
            texts.append(
                "Not while this screen is on the projector: whoever opens the console's address is the teacher."
            )

        ask(self.app, "Other screens", texts, answers)

    def _show_console(self) -> None:
        if self.board.new_console is not None:
            texts = [self.board.new_console(), "It works once, in a browser on this computer."]
            ask(self.app, "Your console", texts, [("ok", "Good", None)])

    def action_take_home(self) -> None:
        texts = [
            "Who proposed, argued, answered, voted and foresaw what, and on the pages what came of it. Speed is not in "
            "it, and nobody is ranked. Names are personal: write them only if you need them, and keep the file "
            "accordingly."
        ]

        def answered(answer: str | None) -> None:
            if answer is not None and answer != LEAVE_IT:
                kind, _, names = answer.partition(" ")
                self.teaching.say("The file is being made.")
                self.app.run_worker(self._take_home(kind, bool(names)), group="take home")

        self.app.push_screen(ChoosingScreen("A file to take home", texts, TAKE_HOME), answered)

    async def _take_home(self, kind: str, names: bool) -> None:
        """Write a file of this kind into the room's folder, for this user's eyes only, and say where it is."""
        from debate.classroom.records.facts import of_room
        from debate.classroom.records.writing import TAKEN, file_name

        stamp = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(self.teaching.clock()))
        path = self.room.folder / file_name(kind, stamp, names)
        record = of_room(self.room)
        text = await beside(lambda: TAKEN[kind].make(record, names))
        self.app.clear_notifications()
        try:
            write_new(FILES, path, text.encode())
        except OSError as problem:
            told = f"The file could not be written: {problem.strerror}. Make room on the disk, then try again."
            self.teaching.say(told, warning=True)
            return
        texts = [str(path), f"It is on the computer that hosts the class. {TAKEN[kind].opens}"]
        ask(self.app, "The file is written", texts, [("ok", "Good", None)])

    def action_compare_tables(self) -> None:
        from debate.classroom.console.compare import CompareScreen

        self.app.push_screen(CompareScreen(self.room))

    def action_end_class(self) -> None:
        table, end = self.marked_table, partial(self.do, "end")
        answers: list[Answer] = [("stay", "Play on", None)]
        if self.room.phase == "playing" and len(self.room.tables) > 1 and not table.ended:
            answers.append(("end-one", f"End table {table.number}", partial(end, table=str(table.number))))
        if self.room.phase == "playing":
            answers.append(("finish", FINISH_WORDS, partial(self.do, "finish")))
            answers.append(("end-all", "End every table now and begin the debrief", partial(end, table="all")))
        answers.append(("close", "Close the room: everybody is let go", partial(self.do, "close")))
        answers.append(("forget", "Close the room and delete this class: names and log", self._forget))
        texts = [
            "The debrief shows how it ended, why, and every hand. Where rounds are left, opponents make all choices "
            "from here on and the rules judge; everybody is told from which round. u takes an end back.",
            "This is a rehearsal: nothing of it is kept."
            if self.board.rehearsal
            else "What was played is kept as an ordinary saved game.",
        ]
        ask(self.app, "End the game?", texts, answers)

    def _forget(self) -> None:
        """Close the room; its folder is deleted once the host lets go of it, which says what was removed."""
        from debate.classroom.records.deleting import holds

        def close() -> None:
            self.room.forgotten = True
            self.do("close")

        texts = [
            f"Deleted will be: {'; '.join(holds(self.room.folder))}. It cannot be taken back.",
            "The games stay among your saved games; no name stands in them.",
        ]
        confirm(self.app, "Delete this class?", texts, "Keep it", "Delete it", close)

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
