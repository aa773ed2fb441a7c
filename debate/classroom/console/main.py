"""The console's first screen: who is here, the tables, what is marked, and the one obvious next key."""

from __future__ import annotations

from functools import partial, partialmethod

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from debate.classroom.console.letters import small
from debate.classroom.console.live_update import put
from debate.classroom.console.next_step import Obvious, obvious
from debate.classroom.console.people import JUDGE, asked_words, people_rows, present
from debate.classroom.console.person_page import person_page, role_page
from debate.classroom.console.tables import table_page, table_rows
from debate.classroom.console.teacher_actions import Doing
from debate.classroom.room import Room
from debate.classroom.room.lesson import agenda
from debate.faces.tui.actions import CONSOLE, bindings
from debate.faces.tui.footer import Keys, Tab
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import QUIET, Line, Page
from debate.faces.tui.text import cut, entitle, rows, say, width

WIDE = 110
"""From this width on people and tables are side by side; below, they share the window as tabs."""
PARTS = {"people": "People", "tables": "Tables", "marked": "What is marked"}
TICK = 1.0


class ConsoleScreen(Doing):
    """Everything that a teacher needs at a glance; what can be done is in :class:`Doing`."""

    BINDINGS = bindings(CONSOLE)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    CSS = """
    ConsoleScreen #class-head { height: 1; background: $panel; text-wrap: nowrap; }
    ConsoleScreen #class-next { height: 1; text-style: bold; text-wrap: nowrap; }
    ConsoleScreen #class-clock { height: auto; max-height: 2; padding: 0 1; display: none; }
    ConsoleScreen #class-clock.-on { display: block; }
    ConsoleScreen #class-note {
        height: auto; max-height: 3; padding: 0 1; display: none; background: $warning 30%;
    }
    ConsoleScreen #class-note.-on { display: block; }
    ConsoleScreen #class-sign { height: 4; padding: 0 1; display: none; text-wrap: nowrap; }
    ConsoleScreen.-gathering #class-sign { display: block; }
    ConsoleScreen #class-parts { height: 1; display: none; }
    ConsoleScreen #class-parts > Tab { width: auto; height: 1; margin: 0 1 0 0; background: $panel; }
    ConsoleScreen #class-parts > Tab.-on { text-style: bold reverse; }
    ConsoleScreen #class { height: 1fr; }
    ConsoleScreen #people { width: 46; height: 1fr; }
    ConsoleScreen #class-right { width: 1fr; height: 1fr; }
    ConsoleScreen #tables { height: auto; min-height: 5; max-height: 60%; }
    ConsoleScreen #marked { height: 1fr; }
    ConsoleScreen.-narrow {
        & #class-parts { display: block; }
        & #people { width: 1fr; display: none; }
        & #class-right { display: none; }
        & #tables { display: none; max-height: 100%; height: 1fr; }
        & #marked { display: none; }
        &.-on-people #people { display: block; }
        &.-on-tables #class-right, &.-on-marked #class-right { display: block; }
        &.-on-tables #tables { display: block; }
        &.-on-marked #marked { display: block; }
    }
    """

    def __init__(self, room: Room, person: str) -> None:
        super().__init__(room, person)
        self._part = "people"
        self._subject = ""

    def compose(self) -> ComposeResult:
        yield Static(id="class-head")
        yield Static(id="class-next")
        yield Static(id="class-clock")
        yield Static(id="class-note")
        yield Static(id="class-sign")
        with Horizontal(id="class-parts"):
            for number, (id_, title) in enumerate(PARTS.items(), 1):
                yield Tab(f" {number} {title} ", partial(self.show_part, id_), f"part-{id_}")
        with Horizontal(id="class"):
            yield Listing(id="people", classes="panel", title="People")
            with Vertical(id="class-right"):
                yield Listing(id="tables", classes="panel", title="Tables")
                yield Page(id="marked", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        self.show_part("people")
        self.set_interval(TICK, self.show)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def on_screen_resume(self) -> None:
        self.show()

    # What is shown.

    @property
    def obvious(self) -> Obvious:
        """The next thing to do."""
        return obvious(self.room)

    def show(self) -> None:
        """Show the room as it stands. Does nothing while another screen lies above, or while this one is taken down."""
        if not self.is_mounted or self.app.screen is not self or not self.query(Keys):
            return
        room, now = self.room, self.room.now
        self.set_class(room.phase == "gathering", "-gathering")
        put(self, "#class-head", self._head())
        put(self, "#class-next", say(cut(f" {self.obvious.shown}", self.size.width)))
        lesson = room.lesson
        self.query_one("#class-clock").set_class(lesson is not None, "-on")
        put(self, "#class-clock", say(agenda(lesson).shown if lesson is not None else ""))
        note = self.query_one("#class-note", Static)
        notes = list(self._notes())
        note.set_class(bool(notes), "-on")
        put(self, "#class-note", rows(notes))
        put(self, "#class-sign", self._sign())
        people, tables = self.query_one("#people", Listing), self.query_one("#tables", Listing)
        people.show(people_rows(room, self._cells("people"), now))
        tables.show(table_rows(room, self.board, self._cells("tables"), now))
        who = present(room)
        away = sum(not person.here for person in who.students)
        entitle(people, f"People: {len(who.students)} inside", f"{away} away" if away else "")
        self._show_marked()
        self.refresh_bindings()

    def _cells(self, part: str) -> int:
        inside = self.query_one(f"#{part}").scrollable_content_region.width
        if inside <= 12:
            inside = (
                self.size.width - 4 if self.has_class("-narrow") else {"people": 43}.get(part, self.size.width - 50)
            )
        return max(20, inside - 2)

    def _head(self) -> Content:
        """Room code and address first: they are asked for most."""
        room, who = self.room, present(self.room)
        here = sum(person.here for person in who.students)
        state = {"gathering": "", "playing": "playing", "debrief": "debrief", "closed": "closed"}[room.phase]
        door = f"{len(who.door)} at the door" if who.door else ""
        words = [self.board.address, f"{here} here", door, state, "locked" if room.settings.locked else ""]
        parts = "   ".join(word for word in words if word)
        title = room.deck.title
        room_for = self.size.width - width(room.code) - width(parts) - 9
        return say(
            (f" {room.code} ", "bold reverse"),
            "  ",
            cut(parts, self.size.width - 12),
            "   ",
            (cut(title, room_for), QUIET),
        )

    def _sign(self) -> Content:
        """The code large, beside where to type it."""
        letters = small(self.room.code)
        words = [
            "Join with a browser:",
            self.board.address or "(this computer only)",
            "and type this code. y: large, with QR.",
        ]
        return rows(say((f"{line}    ", "bold $text-accent"), text) for line, text in zip(letters, words, strict=True))

    def _notes(self) -> list[tuple[str, str]]:
        """What must not be overlooked."""
        found = []
        asked = self.room.asking(self.person)
        if asked.what == "unsaved":
            found.append((f"! {asked.sentence}", "bold"))
        if self.room.paused:
            dim = "All screens are dim: eyes up." if self.room.eyes_up else "Nobody can choose."
            found.append((f"The class is paused. {dim} The space bar lets it go on.", "bold"))
        found += [(words, "") for words in asked_words(self.room)]
        if self.room.message:
            found.append((f"Everybody reads: {self.room.message}", ""))
        return found

    def _show_marked(self) -> None:
        """The page of what is marked in the list that has the focus, or had it last."""
        page = self.query_one("#marked", Page)
        subject = self.marked or ""
        lines = tuple(self._marked_lines(subject))
        if lines != page.lines:
            page.show(lines, top=subject != self._subject)
        self._subject = subject
        entitle(page, "What is marked", "⏎ shows what can be done")

    def _marked_lines(self, subject: str) -> list[Line]:
        kind, _, rest = subject.partition(":")
        room, now = self.room, self.room.now
        if kind == "person" and rest in room.people:
            return list(person_page(room, room.people[rest], now))
        if kind in ("role", "table"):
            number, _, role = rest.partition(":")
            table, session = room.tables[int(number) - 1], self.board.public(int(number))
            if role and role != JUDGE:
                return list(role_page(room, table, session, role, now))
            return list(table_page(room, table, session, now))
        return [Line("Nothing is marked.", QUIET)]

    @property
    def marked(self) -> str | None:
        """The id of the marked row: ``person:ID``, ``role:TABLE:ROLE`` or ``table:TABLE``."""
        return self.query_one("#tables" if self._part == "tables" else "#people", Listing).marked

    @on(OptionList.OptionHighlighted)
    def _marked_another(self) -> None:
        self._show_marked()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        focused = self.focused
        if isinstance(focused, Listing) and focused.id in PARTS and focused.id != self._part:
            self._part = focused.id
            self._show_marked()

    @on(OptionList.OptionSelected)
    async def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_choose_row()

    # Parts.

    def show_part(self, part: str) -> None:
        """Bring this part to the front and give it the focus."""
        if part != "marked":
            self._part = part
        for id_ in PARTS:
            self.set_class(id_ == part, f"-on-{id_}")
            self.query_one(f"#part-{id_}").set_class(id_ == part, "-on")
        self.call_after_refresh(self.query_one(f"#{part}").focus)
        self.call_after_refresh(self.show)

    action_part_people = partialmethod(show_part, "people")
    action_part_tables = partialmethod(show_part, "tables")
    action_part_marked = partialmethod(show_part, "marked")

    def action_next_part(self) -> None:
        now = self.focused.id if self.focused is not None else "marked"
        order = list(PARTS)
        self.show_part(order[(order.index(now) + 1) % len(order)] if now in order else "people")
