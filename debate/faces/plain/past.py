"""The past of the game in lines: any earlier moment, going back to it, and what another choice would have led to."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from debate.faces.plain import pages
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk, NotFound, find
from debate.faces.plain.pages import debrief
from debate.faces.plain.told import write
from debate.game.session import Session
from debate.pages import timeline as timelines
from debate.pages.compared import unfolded
from debate.pages.compared import what_if as pages_what_if
from debate.pages.document import Heading
from debate.pages.past import NAMES, option_words, otherwise
from debate.pages.reader import Reader
from debate.pages.words import round_title
from debate.pages.world import world_in_short
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.store import said


def replay_plain(console: Console, session: Session, to: int, told_first: Sequence[str] = ()) -> None:
    """Tell a game up to choice number ``to``: each choice with what it brought, then how the world stood or ended.

    A game that is not over is told as the one person in it knows it.
    """
    people = session.people()
    role = people[0] if len(people) == 1 else None
    for sentence in told_first:
        console.say(sentence)
    desk = Desk(console, session, role)
    console.head(session.deck.title)
    console.say(session.deck.question)
    round_ = 0
    for known in session.known(role):
        if known.number > to:
            break
        if known.round != round_:
            round_ = known.round
            console.head(round_title(session.deck, round_))
        console.say(f"{known.number}. {said(session.deck, known.entry.move)}")
        write(console, timelines.steps(desk.reader, known.number))
    if session.state.over and to == len(session.entries):
        debrief(desk)
    else:
        pages.world_whole(evolve(desk, session=session.fork(to)))


def timeline(desk: Desk, rest: str) -> None:
    """All choices that lie open, numbered; with a number the moment after that choice."""
    if rest:
        _moment(desk, _number(desk.session, rest))
        return
    write(desk.console, [Heading("Timeline"), *timelines.timeline(desk.reader)])
    desk.console.say("'timeline' and a number shows the game as it stood then, 0 its start.")


def _moment(desk: Desk, number: int) -> None:
    session, console = desk.session, desk.console
    past = evolve(desk, session=session.fork(number))
    console.head(f"After choice {number} of {len(session.entries)}" if number else "The start")
    if number:
        write(console, timelines.brought(desk.reader, number))
    write(console, world_in_short(past.reader))
    pages.floor(past)


def back(desk: Desk, rest: str) -> None:
    """Go back to the moment after a choice."""
    session = desk.session
    number = _number(session, rest)
    if number == len(session.entries):
        raise NotFound("The game stands there already.")
    if session.read_only or not session.people() or not session.can_go_back(number):
        raise NotFound("In a game that several people share nobody can go back behind what was shown.")
    session.back(number)
    desk.console.say(
        f"The game stands after choice {number} again. What came after stays in its record; 'redo all' returns."
    )


def redo(desk: Desk, rest: str) -> None:
    """Make again what was taken back last; with 'all' everything that was."""
    if rest and rest.casefold() != "all":
        raise NotFound("Write 'redo' for one choice, or 'redo all' for all that was taken back.")
    if not desk.session.can_redo() or desk.session.redo() is None:
        raise NotFound("There is nothing to make again.")
    while rest and desk.session.can_redo() and desk.session.redo() is not None:
        pass
    desk.console.say(f"Made again {'all that' if rest else 'what'} was taken back.")


def what_if(desk: Desk, rest: str) -> None:
    """With one number the other choices there; with two the game as it would have gone, beside this one."""
    session, console, deck = desk.session, desk.console, desk.deck
    words = rest.split()
    number = _number(session, words[0] if words else "")
    if not session.can_try(number):
        raise NotFound("That choice cannot be tried otherwise now: only your own, or after the game anybody's.")
    made = session.moves[number - 1]
    others = otherwise(session, number - 1)
    if len(words) < 2:
        console.say(f"Choice {number} was: {said(deck, made)} Instead it could have been:")
        for place, move in enumerate(others, 1):
            console.say(f"{place}. {said(deck, move)}", 2)
        console.say(f"'whatif {number} 1' plays the game again with the first of these." if others else "Nothing else.")
        return
    found = session.what_if(number - 1, _other(deck, others, " ".join(words[1:])))
    console.head("What if")
    write(console, unfolded(pages_what_if(Reader(session, desk.role), found, NAMES)))


def _other(deck: Deck, others: Sequence[Move], typed: str) -> Move:
    """The choice that was meant, by its number or a part of its words. Raises :class:`NotFound`."""
    if not typed.isdecimal():
        names = {f"#{place}": option_words(deck, move) for place, move in enumerate(others)}
        return others[int(find("other choice", typed, names).removeprefix("#"))]
    place = int(typed[:4])
    if not 1 <= place <= len(others):
        raise NotFound(f"Write a number from 1 to {len(others)} after the number of the choice.")
    return others[place - 1]


def _number(session: Session, typed: str) -> int:
    """The number of a choice. Raises :class:`NotFound`."""
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else -1
    if not 0 <= number <= len(session.entries):
        raise NotFound(f"Write a number from 0 to {len(session.entries)}; 'timeline' lists them.")
    return number
