"""Playing on from a moment of the past: in the same game where that may be, or in a new one that says where it is from.

Timeline and table read; what here is asked and done drives a game.
"""

from __future__ import annotations

from debate.faces.tui.confirm import QuestionScreen
from debate.faces.tui.stage import GameApp
from debate.game.record import GameRecord
from debate.game.session import driven
from debate.pages.past import origin_of, played_on
from debate.saves import branch_of
from debate.store import RecordError


def go_on(app: GameApp, game: GameRecord, called: str, number: int, tip: int = 0) -> None:
    """Ask how to play on after choice ``number`` of ``game``, or after its entry ``tip`` that was taken back, and do
    it. ``called``: the game's name in the records of games that go on from it."""
    session = driven(game)
    answers = []
    if session is not None and not game.read_only and len(game.people()) == 1:
        answers.append(("here", "In this game: what came after is taken back, and stays in its record"))
    answers.append(("new", "In a new game: this one stays as it is"))
    if len(game.people()) != 1:
        answers += [
            (f"as:{role}", f"In a new game, you as {game.deck.roles[role].name}, scripted opponents for the others")
            for role in game.deck.turn_order
        ]

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        try:
            if answer == "here" and session is not None:
                if tip:
                    session.take_up(tip)
                else:
                    session.back(number)
                app.begin(session)
            else:
                _branch(app, game, called, number, tip, answer.partition(":")[2])
        except RecordError as problem:
            app.say(problem.sentence, warning=True)

    app.push_screen(QuestionScreen("Play on from here", (), answers), answered)


def _branch(app: GameApp, game: GameRecord, called: str, number: int, tip: int, role: str) -> None:
    """Go on in a new game; ``role``: the one person in it, empty where everybody stays."""
    new = played_on(game, number, tip, role)
    if app.saves is not None:
        opened = branch_of(app.saves, new, called, origin_of(game, called, number, tip))
        for told in opened.told:
            app.say(told)
    app.begin(new)
