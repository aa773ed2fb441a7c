"""Predictions in lines: questions before the end of a round is told, answers beside what came, the sum of all."""

from __future__ import annotations

from collections.abc import Callable

from debate.debrief.questions import SURE, Question
from debate.faces.plain.console import HINTED, number_of
from debate.faces.plain.desk import Desk
from debate.pages.floor import before_it
from debate.pages.predictions import ANSWERS, BEFORE_IT_MOVES, NEVER_CHANGES, WHICH

CERTAIN = {typed: sure for sure in SURE for typed in (sure, sure // 10)}
"""What is typed for how sure one is -> in per cent."""


def ask(desk: Desk, prompt: Callable[[str], str]) -> None:
    """Ask this role's player what is still to be asked in this round. ``prompt`` asks for a line."""
    session, role = desk.session, desk.role
    assert role is not None
    desk.console.head(f"{BEFORE_IT_MOVES}, round {session.withheld}")
    if session.withheld <= HINTED:
        desk.console.say(
            "Type the number of an answer, then 5, 7 or 9 for how sure you are (50, 70 or 90 %), as in '2 7'. "
            f"{NEVER_CHANGES}; 'predict off' asks no more in it."
        )
    if told := before_it(desk.reader):
        desk.console.say(told)
    for question in session.questions(role):
        _one(desk, question, prompt)
    session.predict_nothing(role)  # to the questions that were passed over


def _one(desk: Desk, question: Question, prompt: Callable[[str], str]) -> None:
    """One question: 0 gives no answer to it, and after an answer leads back to it."""
    session, role, say = desk.session, desk.role, desk.console.say
    assert role is not None
    say()
    say(question.text)
    for number, answer in enumerate(question.answers, 1):
        say(f"{number}. {ANSWERS[answer]}", 2)
    say("0. no answer", 2)
    while True:
        numbers = [number_of(word) for word in prompt("Answer and how sure:").split()]
        if numbers == [0]:
            return
        if len(numbers) == 1 and numbers[0] is not None and numbers[0] <= len(question.answers):
            numbers.append(number_of(prompt("How sure: 5, 7 or 9?")))
            if numbers[1] == 0:
                continue
        match numbers:
            case [int(given), int(sure)] if 1 <= given <= len(question.answers) and sure in CERTAIN:
                answer = question.answers[given - 1]
                why = _why(question.reasons(answer), prompt, say)
                session.predict(role, question.id, answer, CERTAIN[sure], why)
                return
        say(f"Type a number from 1 to {len(question.answers)}, then 5, 7 or 9; or 0.")


def _why(reasons: dict[str, str], prompt: Callable[[str], str], say: Callable[[str, int], None]) -> str:
    """The id of the reason chosen, empty for none."""
    if not reasons:
        return ""
    say(WHICH, 0)
    for number, words in enumerate(reasons.values(), 1):
        say(f"{number}. {words}", 2)
    while True:
        chosen = number_of(prompt("Number, or 0 to leave it open:") or "0")
        if chosen is not None and chosen <= len(reasons):
            return ["", *reasons][chosen]
        say(f"Type a number from 0 to {len(reasons)}.", 0)


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
