"""Predictions in lines: questions before the end of a round is told, answers beside what came, the sum of all."""

from __future__ import annotations

from collections.abc import Callable

from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.debrief.foreseen import (
    NEVER_SCORED,
    Foreseen,
    beside_base_rates,
    foreseen,
    learned,
    tally_words,
    worst_first,
)
from debate.debrief.questions import SURE, Question
from debate.faces.plain.desk import Desk
from debate.faces.plain.words import number_of

WORDS = {RISE: "rise", NOT: "not move", STAY: "stay as it is", FALL: "fall", LATER: "move only later"}


def ask(desk: Desk, prompt: Callable[[str], str]) -> None:
    """Ask this role's player what is still to be asked in this round. ``prompt`` asks for a line."""
    session, role = desk.session, desk.role
    assert role is not None
    desk.console.head(f"Before the world moves, round {session.withheld}")
    desk.console.say(
        "What do you think will come? Type the number of an answer, then 5, 7 or 9 for how sure you are (50, 70 or "
        "90 %), as in '2 7'. 0 says nothing this time; 'predict off' asks no more in this game. It never changes the "
        "game."
    )
    for question in session.questions(role):
        if not _one(desk, question, prompt):
            return


def _one(desk: Desk, question: Question, prompt: Callable[[str], str]) -> bool:
    """One question; False where no more are wished for now."""
    session, role, say = desk.session, desk.role, desk.console.say
    assert role is not None
    say()
    say(question.text)
    for number, answer in enumerate(question.answers, 1):
        say(f"{number}. {WORDS[answer]}", 2)
    say("0. say nothing this time", 2)
    while True:
        numbers = [number_of(word) for word in prompt("Answer and how sure:").split()]
        if numbers == [0]:
            session.predict_nothing(role)
            return False
        if len(numbers) == 1 and numbers[0] is not None and numbers[0] <= len(question.answers):
            numbers.append(number_of(prompt("How sure: 5, 7 or 9?")))
        match numbers:
            case [int(given), int(sure)] if 1 <= given <= len(question.answers) and sure * 10 in SURE:
                why = _why(question, prompt, say)
                session.predict(role, question.id, question.answers[given - 1], sure * 10, why)
                return True
        say(f"Type a number from 1 to {len(question.answers)}, then 5, 7 or 9; or 0.")


def _why(question: Question, prompt: Callable[[str], str], say: Callable[[str, int], None]) -> str:
    """The id of the reason chosen, empty for none."""
    if not question.whys:
        return ""
    say("Why? One of these is at work:", 0)
    for number, (_, words) in enumerate(question.whys, 1):
        say(f"{number}. {words}", 2)
    chosen = number_of(prompt("Number, or 0 to leave it open:") or "0")
    return question.whys[chosen - 1][0] if chosen is not None and 1 <= chosen <= len(question.whys) else ""


def tell(desk: Desk, round_: int) -> None:
    """What was said of this round beside what came, to those who said it."""
    said = [entry for entry in desk.session.predictions(desk.role) if entry.asked == round_]
    found = foreseen(desk.session.source, desk.session.to_record(), said)
    if found:
        desk.console.head(f"What was foreseen for round {round_}")
    for item in found:
        desk.console.say(f"{_who(desk, item)}{item.score.because}", 2)


def summary(desk: Desk) -> None:
    """All answers of the game, those furthest off first, with how right each certainty was."""
    session, say = desk.session, desk.console.say
    found = foreseen(session.source, session.to_record(), session.predictions(desk.role))
    desk.console.head("What was foreseen, and what came")
    if not found:
        say("Nothing was predicted in this game.", 2)
        return
    say(tally_words(found), 2)
    say(beside_base_rates(found), 2)
    if surprise := learned(session.deck, found):
        say(surprise, 2)
    for item in worst_first(found):
        say(f"Round {item.score.round}, {item.score.sure} % sure. {_who(desk, item)}{item.score.because}", 2)
    say(NEVER_SCORED, 2)


def turn(desk: Desk, rest: str) -> None:
    """Turn predictions on or off for this game, or say how that stands."""
    session, say = desk.session, desk.console.say
    if rest not in ("on", "off", ""):
        say("Type 'predict on' or 'predict off'.")
        return
    if rest:
        session.set_predicting(rest == "on")
    now = "on: before the end of a round is told you are asked what will come" if session.predicting else "off"
    say(f"Predictions are {now}.")


def _who(desk: Desk, item: Foreseen) -> str:
    return "" if desk.role is not None else f"{desk.deck.roles[item.role].name}: "
