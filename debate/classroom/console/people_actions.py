"""What a teacher can do about people: let in, seat, name, make captain, send out; and what is asked beside the game."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from debate.classroom.console.people import asked_words, present, waiting
from debate.classroom.console.prompts import ChoosingScreen, seat_answers
from debate.classroom.console.selection import Marking
from debate.debrief.believed import AFTER
from debate.debrief.naming import counted
from debate.faces.tui.confirm import Answer, TypeScreen, ask, ask_line, confirm
from debate.faces.tui.turning import Turned, TurningScreen
from debate.pages.own_words import ACHIEVED, TICKET


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

        texts = [
            f"{person.name} will be out at once and cannot come back under this name. Somebody who should only sit "
            "elsewhere needs another seat (e) instead."
        ]
        then = partial(self.do, "kick", person=person.id)
        confirm(self.app, f"Send {person.name} out?", texts, "Let them stay", "Send them out", then)


_SHOWN = {"yes": "on the wall", "no": "kept back", "": "waits for you"}


class AskingBeside(Marking):
    """The teacher's actions about it."""

    def action_ask_class(self) -> None:
        room, put = self.room, partial(self.do, "put")
        ticket = partial(put, what="ticket")
        answers: list[Answer] = []
        if room.achieved():
            to_see = f"{counted(waiting(room), 'sentence')} to look at, for the wall"
            answers.append(("sentences", to_see, self.look_at_sentences))
        if AFTER in room.put:
            answers.append(("after-off", "Stop asking the claims", partial(put, what=AFTER, to="off")))
        elif room.deck.beliefs:
            answers.append(("after", "The claims of the door again", partial(put, what=AFTER)))
        if "ticket" in room.put:
            answers.append(("ticket-off", "Stop asking the exit ticket", partial(ticket, to="off")))
        answers.append(("ticket", f"Exit ticket: {TICKET}", ticket))
        answers.append(("ticket-own", "Exit ticket with a question of your own", self._ask_own))
        texts = [
            *asked_words(room),
            "Each can leave it out, and nothing waits for it. Answers are on the pages to take home.",
        ]
        ask(self.app, "Ask everybody", texts, answers, ChoosingScreen)

    def _ask_own(self) -> None:
        def put(question: str) -> None:
            self.do("put", what="ticket", question=question)

        ask_line(self.app, "Exit ticket", "One question that each answers in a line.", TICKET, put)

    def look_at_sentences(self) -> None:
        """What each says they achieved: let through to the wall, or kept back, one by one."""
        self.app.push_screen(TurningScreen(ACHIEVED, self._sentences))

    def _sentences(self) -> Iterator[Turned]:
        for one in self.room.achieved():

            def turn(step: int, person: str = one.person, shown: str = one.shown) -> None:
                self.do("sentence", person=person, ok="no" if shown == "yes" else "yes")

            yield Turned(one.person, one.name, _SHOWN[one.shown], one.text, turn)
