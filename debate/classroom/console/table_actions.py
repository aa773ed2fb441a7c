"""What a teacher can do at a table: help a team, give time, judge, take back, fill a role or play it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from debate.classroom.console import next_step as what
from debate.classroom.console.prompts import ChoosingScreen, IdleScreen, SplitScreen, taken_back, time_answers
from debate.classroom.console.selection import Marking
from debate.faces.tui.confirm import Answer, ask, confirm
from debate.opponents import OPPONENTS

if TYPE_CHECKING:
    from debate.classroom.room import Table
    from debate.rules.moves import Move


class TableActions(Marking):
    """What the keys of the console do at the marked table."""

    def agree(self, table: Table, role: str) -> None:
        """Help a team that cannot agree."""
        title = what.split_words(self.room, table, role) or self.room.deck.roles[role].name
        vote = partial(self.do, "second-vote", table=str(table.number), role=role)
        answers: list[Answer] = [
            (what.CAPTAIN, "c: make somebody captain", partial(self._captain_of, table, role)),
            (what.VOTE, "2: ask for a second vote between two proposals", vote),
            ("leave", "Let them talk", None),
        ]
        texts = ["They are told so, too, and may still agree by themselves."]
        ask(self.app, title, texts, answers, SplitScreen)

    def start_off(self, table: Table, role: str) -> None:
        """Help a team that proposes nothing."""
        title = what.idle_words(self.room, table, role) or self.room.deck.roles[role].name
        offer = partial(self.do, "offer-move", table=str(table.number), role=role)
        captain = partial(self._captain_of, table, role)
        answers: list[Answer] = [(what.OFFER, "m: offer them what a scripted opponent would choose", offer)]
        if len(table.team(role)) != 1:
            answers.append((what.CAPTAIN, "c: make somebody captain, who decides this once", captain))
        answers.append(("leave", "Let them think", None))
        texts = [f"{title}. They read the same, with what to do. A move that is offered can be taken or left."]
        ask(self.app, "Nothing is proposed", texts, answers, IdleScreen)

    def _captain_of(self, table: Table, role: str) -> None:
        people = [
            (id_, self.room.people[id_].name, partial(self.do, "captain", person=id_, decides="now"))
            for id_ in table.present(table.team(role)) or table.team(role)
        ]
        texts = ["What the captain supports is the team's choice this time. What each wants is on their screens."]
        ask(self.app, f"Who is captain of {self.room.deck.roles[role].name}?", texts, people, ChoosingScreen)

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
        """The table as everybody sees it; once it is over, its debrief."""
        from debate.classroom.console.look import LookScreen, TableEnding

        table = self.marked_table
        screen = TableEnding if table.session.state.over else LookScreen
        self.app.push_screen(screen(self.room, table.number))

    def action_undo_class(self) -> None:
        table = self.marked_table
        words = taken_back(table)
        if not words:
            self.teaching.say("Nobody has chosen anything yet, so there is nothing to take back.")
            return
        title, then = f"Take back at table {table.number}?", partial(self.do, "undo", table=str(table.number))
        confirm(self.app, title, words, "Leave it as it is", "Take it back", then)

    def action_judge_here(self) -> None:
        self.judge(self.marked_table)

    def judge(self, table: Table) -> None:
        ballot = table.ballot()
        if ballot is None:
            return
        deck, speaker = self.room.deck, ballot.speaker
        state = self.board.public(table.number).state
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

        rule = partial(self.do, "rule", table=str(table.number), speaker=speaker)
        answers = [
            ("stands", "The case stands", partial(rule, ruling="stands")),
            ("beaten", "The case is beaten", partial(rule, ruling="beaten")),
            ("leave", "Leave it to the judges", None),
        ]
        ask(self.app, "Does the case stand?", texts, answers)

    def action_fill_role(self) -> None:
        if self.marked_role:
            self.fill(self.marked_table, self.marked_role)

    def fill(self, table: Table, role: str) -> None:
        at = {"table": str(table.number), "role": role}
        answers = [
            (who, f"A {who} opponent plays it", partial(self.do, "opponent", **at, who=who)) for who in OPPONENTS
        ]
        answers.append(("take", "Play it yourself", partial(self.do, "take", **at)))
        answers.append(("give-back", "Hand it back to those who sit there", partial(self.do, "give-back", **at)))
        texts = [f"Now: {table.filled_by(role)}. Whoever plays it, its hand, capital and place stay the same."]
        ask(self.app, f"Who plays {self.room.deck.roles[role].name}?", texts, answers, ChoosingScreen)

    def action_play_role(self) -> None:
        table, role = self.marked_table, self.marked_role
        if role in table.taken:
            self.play(table, role)
        elif role and self.do("take", table=str(table.number), role=role):
            self.play(table, role, lent=True)

    def play(self, table: Table, role: str, lent: bool = False) -> None:
        """Show a role that the teacher plays; where hands are being chosen, its briefing first.

        ``lent``: it was taken for this screen alone, and goes back to whoever had it once the screen is left.
        """
        from debate.classroom.console.look import PlayScreen
        from debate.faces.tui.briefing import BriefingScreen
        from debate.game.seat_view import SeatView

        session, number = self.room.tables[table.number - 1].session, str(table.number)

        def left() -> None:
            now = self.room.tables[table.number - 1]
            if lent and role in now.taken and not now.ended:
                self.do("give-back", table=number, role=role)

        def kept(move: Move | None) -> None:
            if move is not None:
                self.do("play", table=number, move=str(move))
            left()

        if session.state.phase != "deal" or role not in session.state.awaiting:
            self.app.push_screen(PlayScreen(self.room, table.number, role), lambda _: left())
            return

        def go_back() -> None:
            briefing.dismiss(None)

        briefing = BriefingScreen(SeatView(session, role), role, go_back)
        self.app.push_screen(briefing, kept)
