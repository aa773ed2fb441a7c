"""What a teacher can do at a table: help a team, give time, judge, take back, fill a role or play it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debate.classroom.console import next_step as what
from debate.classroom.console.board import board_of
from debate.classroom.console.choosing import ChoosingScreen, IdleScreen, SplitScreen
from debate.classroom.console.prompts import HAND_BACK, PLAY_MYSELF, taken_back, time_answers
from debate.classroom.console.selection import Marking
from debate.faces.tui.confirm import QuestionScreen
from debate.opponents import OPPONENTS

if TYPE_CHECKING:
    from debate.classroom.room import Table


class TableActions(Marking):
    """What the keys of the console do at the marked table."""

    def agree(self, table: Table, role: str) -> None:
        """Help a team that cannot agree."""

        def chosen(answer: str | None) -> None:
            if answer == what.CAPTAIN:
                self._captain_of(table, role)
            elif answer == what.VOTE:
                self.do("second-vote", table=str(table.number), role=role)

        title = f"{what.split_words(self.room, table, role) or self.room.deck.roles[role].name}"
        self.app.push_screen(SplitScreen(title), chosen)

    def start_off(self, table: Table, role: str) -> None:
        """Help a team that proposes nothing."""

        def chosen(answer: str | None) -> None:
            if answer == what.CAPTAIN:
                self._captain_of(table, role)
            elif answer == what.OFFER:
                self.do("offer-move", table=str(table.number), role=role)

        title = what.idle_words(self.room, table, role) or self.room.deck.roles[role].name
        self.app.push_screen(IdleScreen(title, len(table.team(role)) == 1), chosen)

    def _captain_of(self, table: Table, role: str) -> None:
        def chosen(person: str | None) -> None:
            if person is not None:
                self.do("captain", person=person, decides="now")

        people = [(id_, self.room.people[id_].name) for id_ in table.present(table.team(role)) or table.team(role)]
        texts = ["What the captain supports is the team's choice this time. What each wants is on their screens."]
        name = self.room.deck.roles[role].name
        self.app.push_screen(ChoosingScreen(f"Who is captain of {name}?", texts, people), chosen)

    def action_give_time(self) -> None:
        table, role = self.marked_table, self.marked_role

        def chosen(answer: str | None) -> None:
            if answer is not None:
                number, which, seconds = answer.split(":")
                self.do("time", table=number, role=which, seconds=seconds)

        texts = ["A hint: a clock is shown, and nothing happens when it runs out. Speed never scores."]
        answers = time_answers(self.room, table, role)
        self.app.push_screen(ChoosingScreen("How much time?", texts, answers), chosen)

    def action_open_table(self) -> None:
        self.teaching.look_in(self.marked_table.number)

    def action_undo_class(self) -> None:
        table = self.marked_table
        words = taken_back(table)
        if not words:
            self.teaching.say("Nobody has chosen anything yet, so there is nothing to take back.")
            return

        def answered(answer: str | None) -> None:
            if answer == "undo":
                self.do("undo", table=str(table.number))

        answers = [("stay", "Leave it as it is"), ("undo", "Take it back")]
        self.app.push_screen(QuestionScreen(f"Take back at table {table.number}?", words, answers), answered)

    def action_judge_here(self) -> None:
        self.judge(self.marked_table)

    def judge(self, table: Table) -> None:
        ballot = table.ballot()
        if ballot is None:
            return
        deck, speaker = self.room.deck, ballot.speaker
        state = board_of(self.room).public(table.number).state
        play = state.plays[speaker]
        stands = sum(vote == "stands" for vote in ballot.votes.values())
        texts = [
            f"{deck.roles[speaker].name}: '{deck.moves[play.move].title}'"
            + (f' because "{deck.arguments[play.case].claim}"' if play.case else ""),
            *(
                f'The answer of {deck.roles[role].name}: "{deck.arguments[card].claim}"'
                for role, (to, card) in state.answers.items()
                if to == speaker
            ),
            *(
                f'What {deck.roles[speaker].name} said to {deck.roles[back[0]].name}: "{deck.arguments[back[1]].claim}"'
                for back in (state.extensions.get(speaker),)
                if back is not None
            ),
            f"The judges so far: {stands} say it stands, {len(ballot.votes) - stands} say it is beaten. Your ruling "
            "counts in place of their vote.",
        ]

        def answered(answer: str | None) -> None:
            if answer in ("stands", "beaten"):
                self.do("rule", table=str(table.number), speaker=speaker, ruling=answer)

        answers = [("stands", "The case stands"), ("beaten", "The case is beaten"), ("leave", "Leave it to the judges")]
        self.app.push_screen(QuestionScreen("Does the case stand?", texts, answers), answered)

    def action_fill_role(self) -> None:
        if self.marked_role:
            self.fill(self.marked_table, self.marked_role)

    def fill(self, table: Table, role: str) -> None:
        name, number = self.room.deck.roles[role].name, str(table.number)
        answers = [(who, f"A {who} opponent plays it") for who in OPPONENTS]
        answers.append((PLAY_MYSELF, "Play it yourself"))
        answers.append((HAND_BACK, "Hand it back to those who sit there"))

        def answered(answer: str | None) -> None:
            if answer == PLAY_MYSELF:
                self.do("take", table=number, role=role)
            elif answer == HAND_BACK:
                self.do("give-back", table=number, role=role)
            elif answer is not None:
                self.do("opponent", table=number, role=role, who=answer)

        texts = [f"Now: {table.filled_by(role)}. Whoever plays it, its hand, capital and place stay the same."]
        self.app.push_screen(ChoosingScreen(f"Who plays {name}?", texts, answers), answered)

    def action_play_role(self) -> None:
        table, role = self.marked_table, self.marked_role
        if role in table.taken:
            self.teaching.play_role(table.number, role)
        elif role and self.do("take", table=str(table.number), role=role):
            self.teaching.play_role(table.number, role, lent=True)
