"""Choosing from a list: the small screens of the console."""

from __future__ import annotations

from debate.classroom.console.next_step import CAPTAIN, OFFER, VOTE
from debate.faces.tui.actions import ASK, IDLE, SPLIT, bindings
from debate.faces.tui.confirm import QuestionScreen


class ChoosingScreen(QuestionScreen):
    """A question with many answers: the list scrolls."""

    CSS = """
    ChoosingScreen { align: center middle; }
    ChoosingScreen #question { max-height: 22; }
    ChoosingScreen #answers { height: auto; max-height: 13; }
    """


class SplitScreen(QuestionScreen):
    """How a team that cannot agree is helped: two keys of its own, or the answers as everywhere."""

    BINDINGS = bindings(ASK, SPLIT)

    def __init__(self, title: str) -> None:
        texts = ["They are told so, too, and may still agree by themselves."]
        answers = [(CAPTAIN, "c: make somebody captain"), (VOTE, "2: ask for a second vote between two proposals")]
        super().__init__(title, texts, [*answers, ("leave", "Let them talk")])

    def action_split_captain(self) -> None:
        self.dismiss(CAPTAIN)

    def action_split_vote(self) -> None:
        self.dismiss(VOTE)


class IdleScreen(QuestionScreen):
    """How a team that proposes nothing is helped. ``one``: somebody plays it alone, so that a captain helps nobody."""

    BINDINGS = bindings(ASK, IDLE)

    def __init__(self, title: str, one: bool) -> None:
        texts = [f"{title}. They read the same, with what to do. A move that is offered can be taken or left."]
        answers = [(OFFER, "m: offer them what a scripted opponent would choose")]
        answers += [] if one else [(CAPTAIN, "c: make somebody captain, who decides this once")]
        super().__init__("Nothing is proposed", texts, [*answers, ("leave", "Let them think")])
        self._one = one

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "split_captain":
            return not self._one
        return super().check_action(action, parameters)

    def action_split_captain(self) -> None:
        self.dismiss(CAPTAIN)

    def action_offer_move(self) -> None:
        self.dismiss(OFFER)
