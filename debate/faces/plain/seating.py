"""Who sits where, before a game in plain lines begins."""

from __future__ import annotations

from collections.abc import Callable

from debate.command import role_called
from debate.faces.plain.console import LEAVES, Console, plain_word
from debate.pages import lesson
from debate.rules.deck import Deck

LESSON = "0"
"""Typed for the lesson; no role is called so."""
HELPS = "help", "?"


def ask_role(console: Console, deck: Deck, teach: Callable[[], object]) -> str | None:
    """Which role the person takes; None where they leave, or input ends. ``teach``: plays the lesson, after which it is
    asked again."""
    while (chosen := _asked(console, deck)) == LESSON:
        teach()
    return chosen


def _asked(console: Console, deck: Deck) -> str | None:
    """The same, or :data:`LESSON`."""
    console.head(deck.title)
    console.say(deck.question)
    console.say("Which role do you take?")
    for number, role in enumerate(deck.turn_order, 1):
        console.say(f"{number}. {deck.roles[role].name}: {deck.roles[role].brief}", 2)
    console.say(f"{LESSON}. {lesson.TITLE}: {lesson.ABOUT}", 2)
    try:
        while True:
            answer = console.ask("Number of the role: ")
            if answer == LESSON:
                return LESSON
            if answer.isdecimal() and 0 < int(answer[:3]) <= len(deck.turn_order):
                return deck.turn_order[int(answer[:3]) - 1]
            if (called := role_called(deck, answer)) is not None:
                return called
            if plain_word(answer) in LEAVES:
                console.say("You have left; no game was begun.")
                return None
            console.say(f"Type a number from {LESSON} to {len(deck.turn_order)}, or 'quit'.")
            if plain_word(answer) in HELPS:
                console.say("'help' lists all commands once the game has begun.")
    except EOFError:
        console.say("Input ended before a role was chosen; no game was begun.")
        return None
