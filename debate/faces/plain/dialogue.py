"""A page that asks, in lines: what stands there, then a numbered list of what can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from debate.faces.plain.console import LEAVES, Console, number_of, plain_word
from debate.faces.plain.told import write
from debate.pages.compared import unfolded
from debate.pages.dialogue import Dialogue, Option
from debate.pages.document import Folded
from debate.rules.text import TextError, clean

LONGEST = 200


def hold(console: Console, dialogue: Dialogue) -> None:
    """Go through a dialogue until it ends, a game is wished for, or 0 is typed."""
    console.head(dialogue.title)
    while dialogue.wishes() is None:
        if not dialogue.ready:
            console.say(dialogue.waits)
            dialogue.work(lambda done, whole: None)
        nodes = list(dialogue.page())
        folded = [node for node in nodes if isinstance(node, Folded)]
        write(console, [node for node in nodes if node not in folded])
        if (dialogue.over and not folded) or not _choose(console, dialogue, folded):
            return


def _choose(console: Console, dialogue: Dialogue, folded: Sequence[Folded]) -> bool:
    """One choice; False where there is to be no more. ``folded``: what can be read besides, numbered after the
    choices."""
    options, group = dialogue.options(), ""
    if len(options) == 1 and options[0].typed:
        return _typed(console, dialogue, options[0])
    for place, option in enumerate(options, 1):
        if option.group != group:
            group = option.group
            console.say(f"{group}:")
        console.say(f"{place}. {option.text}", 2)
    last = len(options) + len(folded)
    for place, node in enumerate(folded, len(options) + 1):
        console.say(f"{place}. Read more. {node.text}.", 2)
    console.say("0. back to where you were", 2)
    while True:
        answer = console.ask(f"A number from 0 to {last}: ")
        number = number_of(answer)
        if number == 0 or plain_word(answer) in ("back", *LEAVES):
            return False
        if number is None or not 1 <= number <= last:
            console.say(f"Type a number from 0 to {last}.")
            continue
        if number > len(options):
            write(console, unfolded(folded[number - len(options) - 1 : number - len(options)]))
            continue
        if _taken(console, dialogue, options[number - 1]):
            return True


def _typed(console: Console, dialogue: Dialogue, option: Option) -> bool:
    """The only thing to do is to type something: it is asked for at once. False where 0 leads back."""
    while True:
        text = console.ask(f"{option.typed} (0 leads back): ")
        if text == "0":
            return False
        if _taken(console, dialogue, option, text):
            return True


def _taken(console: Console, dialogue: Dialogue, option: Option, text: str | None = None) -> bool:
    """Make this choice, with what is typed for it; where that does not do, say so."""
    try:
        if option.typed and text is None:
            text = console.ask(f"{option.typed}: ")
        dialogue.choose(option.id, clean(text, limit=LONGEST) if text else "")
    except TextError as problem:
        console.say(problem.sentence)
    except ValueError as problem:
        console.say(str(problem))
    else:
        return True
    return False
