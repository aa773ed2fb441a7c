"""What a teacher can do about people: let in, seat, name, make captain, send out."""

from __future__ import annotations

from debate.classroom.console.choosing import ChoosingScreen
from debate.classroom.console.people import present
from debate.classroom.console.prompts import seat_answers
from debate.classroom.console.selection import Marking
from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.typed import TypeScreen


class PeopleActions(Marking):
    """What the keys of the console do about people."""

    def action_let_all_in(self) -> None:
        who = present(self.room)
        if who.door:
            self.do("let-in", person="all")
        if present(self.room).wishes:
            self.do("name", person="all", ok="yes")

    def action_let_one_in(self) -> None:
        person = self.marked_person
        if person is None:
            return
        if person.status == "asking":
            self.do("let-in", person=person.id)
        if self.room.people[person.id].wish:
            self.do("name", person=person.id, ok="yes")

    def action_share_out(self) -> None:
        self.do("share-out")

    def action_seat_person(self) -> None:
        person = self.marked_person
        if person is None:
            return

        def chosen(place: str | None) -> None:
            if place is not None:
                table, _, role = place.partition(":")
                self.do("seat", person=person.id, table=table, role=role)

        texts = ["Whoever leaves a seat takes nothing along: the hand stays with the role."]
        screen = ChoosingScreen(f"A seat for {person.name}", texts, seat_answers(self.room))
        self.app.push_screen(screen, chosen)

    def action_rename_person(self) -> None:
        person = self.marked_person
        if person is None:
            return

        def typed(name: str | None) -> None:
            if name:
                self.do("name" if person.wish else "rename", person=person.id, name=name)
            elif name is not None and person.wish:
                self.do("name", person=person.id, ok="no")

        help_ = "The name that everybody sees. First names or nicknames are enough."
        if person.wish:
            help_ += " An empty line refuses the one that was wished for."
        self.app.push_screen(TypeScreen("Which name?", help_, person.wish or person.name), typed)

    def action_make_captain(self) -> None:
        if self.marked_person is not None:
            self.do("captain", person=self.marked_person.id)

    def action_kick(self) -> None:
        person = self.marked_person
        if person is None:
            return

        def answered(answer: str | None) -> None:
            if answer == "kick":
                self.do("kick", person=person.id)

        texts = [
            f"{person.name} will be out at once and cannot come back under this name. Somebody who should only sit "
            "elsewhere needs another seat (e) instead."
        ]
        answers = [("stay", "Let them stay"), ("kick", "Send them out")]
        self.app.push_screen(QuestionScreen(f"Send {person.name} out?", texts, answers), answered)
