"""A page that asks, in lines: what stands there, then a numbered list of what can be chosen."""

from __future__ import annotations

from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.faces.plain.words import LEAVES, number_of, plain_word
from debate.pages.dialogue import Dialogue
from debate.rules.text import TextError, clean

LONGEST = 200


def hold(console: Console, dialogue: Dialogue) -> None:
    """Go through a dialogue until it ends, a game is wished for, or 0 is typed."""
    console.head(dialogue.title)
    while dialogue.wishes() is None:
        if not dialogue.ready:
            console.say(dialogue.waits)
            dialogue.work(lambda done, whole: None)
        write(console, dialogue.page())
        if dialogue.over or not _choose(console, dialogue):
            return


def _choose(console: Console, dialogue: Dialogue) -> bool:
    """One choice; False where there is to be no more."""
    options, group = dialogue.options(), ""
    for place, option in enumerate(options, 1):
        if option.group != group:
            group = option.group
            console.say(f"{group}:")
        console.say(f"{place}. {option.text}", 2)
    console.say("0. back to where you were", 2)
    while True:
        answer = console.ask(f"A number from 0 to {len(options)}: ")
        number = number_of(answer)
        if number == 0 or plain_word(answer) in ("back", *LEAVES):
            return False
        if number is None or not 1 <= number <= len(options):
            console.say(f"Type a number from 0 to {len(options)}.")
            continue
        option = options[number - 1]
        try:
            typed = clean(console.ask(f"{option.typed}: "), limit=LONGEST) if option.typed else ""
            dialogue.choose(option.id, typed)
        except TextError as problem:
            console.say(problem.sentence)
            continue
        except ValueError as problem:
            console.say(str(problem))
            continue
        return True
