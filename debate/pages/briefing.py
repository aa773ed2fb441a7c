"""Before the first round: the question, who one is, what one wants, and whose model of the world it is."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.naming import counted, listed
from debate.debrief.report import weights_words
from debate.pages.document import Heading, Line, Node, quiet, section, strong
from debate.pages.help import explained
from debate.pages.reader import Reader
from debate.pages.things_table import weights
from debate.pages.words import HOW_IT_GOES
from debate.rules.deck import Deck, Motive


def briefing(reader: Reader) -> Iterator[Node]:
    """All that one is told before one plays, or looks on."""
    yield Heading(reader.deck.title)
    yield from story(reader)


def in_short(reader: Reader) -> Iterator[Node]:
    """The question, who one is, what one is scored on, and whose view of the world it is."""
    deck, motive = reader.deck, reader.motive
    yield Heading(deck.title)
    yield strong(deck.question)
    if reader.role is not None and motive is not None:
        yield Line(f"You are {deck.roles[reader.role].name}, {motive.name}, which you alone know. {motive.text}")
        yield Line(f"You are scored on {weights_words(deck, motive.wants.items())}.")
    yield quiet("This is one author's view of the world, made playable, not the truth.")


def story(reader: Reader) -> Iterator[Node]:
    """The briefing without its title. What one wants comes before all else but the question."""
    deck = reader.deck
    yield strong(deck.question)
    if reader.role is None:
        yield Line(f"You look on: {listed([deck.roles[role].name for role in deck.turn_order])} play.")
    else:
        yield from _own(reader, reader.role)
    yield Heading("One author's model", 3)
    yield Line(
        f"{model(deck)} Ask of every link whether it is true; cards marked 'outside the brief' speak against it."
    )
    views = [deck.views[view].name for view in reader.game.state.setting.views]
    if views:
        yield Line(f"Causal views that are on: {', '.join(views)}.")
    rounds = deck.rounds
    yield quiet(
        f"A game is {counted(rounds.count, 'round')}. In each, everybody chooses a move and backs it with a card, "
        "cases are answered, moves take effect, and then the world moves by itself. After the last one it runs on for "
        f"{rounds.epilogue} more."
    )


def _own(reader: Reader, role: str) -> Iterator[Node]:
    deck, motive = reader.deck, reader.motive
    yield Heading(f"You are {deck.roles[role].name}", 3)
    if motive is not None:
        yield from aims(deck, motive)
        yield from weights(deck, "You say you are for (shown beside your score at the end)", motive.ends)
    yield quiet(deck.roles[role].brief)
    others = [deck.roles[other].name for other in deck.turn_order if other != role]
    yield quiet(f"At the table with you: {listed(others)}.")


def aims(deck: Deck, motive: Motive) -> Iterator[Node]:
    """What one is after, and is scored on."""
    yield Line(f"Your motive, known to you alone: {motive.name}. {motive.text}")
    yield from weights(deck, "You are scored on", motive.wants)


def model(deck: Deck) -> str:
    """Whose view of the world the deck holds."""
    origin = f"'{deck.origin.title}' ({deck.origin.year})" if deck.origin else "a brief"
    return (
        f"All arguments, causes and effects here come from {origin}. It is one author's view of the world, made "
        "playable, not the truth."
    )


def before_a_seat(deck: Deck, rounds: int) -> Iterator[Node]:
    """What can be read before there is a seat or a game: what it is about, who plays, and how it goes."""
    yield Heading("The question", 3)
    yield strong(deck.question)
    yield quiet(model(deck))
    yield from section(
        "The roles", (Line(deck.roles[role].brief, 1, deck.roles[role].name) for role in deck.turn_order)
    )
    judges = ("Judges", "A judge reads each case with its answers, and votes whether it stands.")
    yield from section(f"How it goes: {rounds} rounds, each of them so", explained((*HOW_IT_GOES, judges)))
