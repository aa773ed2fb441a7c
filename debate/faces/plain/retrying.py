"""One's costliest decisions once more, line by line: two tries each, then the answer."""

from __future__ import annotations

from debate.debrief.position import TRIES, accepted, choice_in_words, options, position_lines, verdict_words
from debate.debrief.retries import Retry, retries
from debate.faces.plain.desk import Desk
from debate.faces.plain.words import number_of


def retry(desk: Desk, rest: str) -> None:
    """List the decisions of this role that cost most, or make the one with this number once more."""
    session, say = desk.session, desk.console.say
    if desk.role is None or not session.state.over:
        say("After a game you can make the costliest decisions of your role once more.")
        return
    say("Playing your decisions on, with hands, motives and luck dealt anew. This takes some seconds.")
    found = retries(session.source, session.to_record(), desk.role)
    if not found:
        say("No decision of yours cost as much as three points for certain.")
        return
    number = number_of(rest.strip()) or 0
    if not 1 <= number <= len(found):
        desk.console.head("Your costliest decisions")
        for place, one in enumerate(found, 1):
            say(f"{place}. Round {one.round}, you chose: {choice_in_words(desk.deck, one.made)}. -{one.loss:.0f}", 2)
        say("Type 'retry' and a number to make it once more, as you saw it then.")
        return
    _again(desk, found[number - 1])


def _again(desk: Desk, one: Retry) -> None:
    deck, say = desk.deck, desk.console.say
    desk.console.head(f"Round {one.round}, once more")
    for words in position_lines(deck, one.view):
        say(words, 2)
    say(f"You chose: {choice_in_words(deck, one.made)}. What do you choose now?")
    offered = options(one)
    for place, move in enumerate(offered, 1):
        say(f"{place}. {choice_in_words(deck, move)}", 2)
    tries = 0
    while tries < TRIES:
        number = number_of(desk.console.ask(f"A number from 1 to {len(offered)}: "))
        if number is None or not 1 <= number <= len(offered):
            say(f"Type a number from 1 to {len(offered)}.")
            continue
        tries += 1
        if accepted(one, offered[number - 1]):
            say("That is better.")
            break
        say("That is no better." + (" One more try." if tries < TRIES else ""))
    say(verdict_words(deck, one))
