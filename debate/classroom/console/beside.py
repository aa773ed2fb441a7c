"""What a teacher asks beside the game: claims once more, an exit ticket; and which sentences go to the wall."""

from __future__ import annotations

from collections.abc import Iterator

from debate.classroom.console.choosing import ChoosingScreen
from debate.classroom.console.people import asked_words, waiting
from debate.classroom.console.selection import Marking
from debate.debrief.believed import AFTER
from debate.debrief.naming import counted
from debate.faces.tui.turning import Turned, TurningScreen
from debate.faces.tui.typed import TypeScreen
from debate.pages.own_words import ACHIEVED, TICKET

SENTENCES, TICKET_NOW, TICKET_OWN, TICKET_OFF = "sentences", "ticket", "ticket-own", "ticket-off"
AFTER_NOW, AFTER_OFF = "after", "after-off"
_SHOWN = {"yes": "on the wall", "no": "kept back", "": "waits for you"}


class AskingBeside(Marking):
    """The teacher's actions about it."""

    def action_ask_class(self) -> None:
        room = self.room
        answers = []
        if room.achieved():
            answers.append((SENTENCES, f"{counted(waiting(room), 'sentence')} to look at, for the wall"))
        if room.deck.beliefs:
            on = AFTER in room.put
            answers.append((AFTER_OFF, "Stop asking the claims") if on else (AFTER_NOW, "The claims of the door again"))
        if "ticket" in room.put:
            answers.append((TICKET_OFF, "Stop asking the exit ticket"))
        answers.append((TICKET_NOW, f"Exit ticket: {TICKET}"))
        answers.append((TICKET_OWN, "Exit ticket with a question of your own"))
        texts = [
            *asked_words(room),
            "Each can leave it out, and nothing waits for it. Answers are on the pages to take home.",
        ]
        self.app.push_screen(ChoosingScreen("Ask everybody", texts, answers), self._asked)

    def _asked(self, answer: str | None) -> None:
        if answer == SENTENCES:
            self.look_at_sentences()
        elif answer == AFTER_NOW:
            self.do("put", what=AFTER)
        elif answer == AFTER_OFF:
            self.do("put", what=AFTER, to="off")
        elif answer == TICKET_NOW:
            self.do("put", what="ticket")
        elif answer == TICKET_OFF:
            self.do("put", what="ticket", to="off")
        elif answer == TICKET_OWN:
            self.app.push_screen(
                TypeScreen("Exit ticket", "One question that each answers in a line.", TICKET), self._own
            )

    def _own(self, question: str | None) -> None:
        if question:
            self.do("put", what="ticket", question=question)

    def look_at_sentences(self) -> None:
        """What each says they achieved: let through to the wall, or kept back, one by one."""
        self.app.push_screen(TurningScreen(ACHIEVED, self._sentences))

    def _sentences(self) -> Iterator[Turned]:
        for one in self.room.achieved():

            def turn(step: int, person: str = one.person, shown: str = one.shown) -> None:
                self.do("sentence", person=person, ok="no" if shown == "yes" else "yes")

            yield Turned(one.person, one.name, _SHOWN[one.shown], one.text, turn)
