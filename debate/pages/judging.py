"""What a judge is told: what judging is, both sides of an exchange, and the reasons to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debate.debrief.naming import cited
from debate.pages.document import Columns, Group, Heading, Line, Node, quiet, strong
from debate.pages.reader import Reader
from debate.rules.deck import Deck

STANDS, BEATEN, BEST, PRESS = "stands", "beaten", "best", "press"
RULINGS: Mapping[str, str] = {STANDS: "The case stands", BEATEN: "The case is beaten"}
WHY: Mapping[str, Mapping[str, str]] = {
    STANDS: {
        "beside": "The answer is about something else.",
        "ground": "The case shows the better ground.",
        "back": "Even so the case holds up.",
    },
    BEATEN: {
        "meets": "The answer meets this very case.",
        "claims": "The case claims more than it shows.",
        "turns": "The answer turns the case round.",
    },
    BEST: {
        "ground": "It shows ground that can be checked.",
        "follows": "Claim, ground and move belong together.",
        "meets": "It meets what can be said against it.",
    },
    PRESS: {
        "bare": "It claims, and shows too little.",
        "weak": "Its ground can be doubted.",
        "other": "Its ground is for something else.",
    },
}
"""What is ruled -> reasons to choose from, id -> words."""
ASKS: Mapping[str, str] = {
    BEST: "Whose case of this round is argued best?",
    PRESS: "Would you press this case for its ground?",
}
"""What a judge is asked of a round that needs no ruling; it changes nothing in the game."""
NONE = "none"
"""Whose case one would press who would press none."""
OWN, OPEN = "own", "open"
"""Ids of what stands below the reasons: words of one's own, and none."""
OWN_WORDS, LEFT_OPEN = "My own reason, in a line", "I leave the reason open"
LONGEST = 160
"""Characters of such a line."""
_LEAST = 68
"""Cells from which on both sides stand beside each other."""


def because(what: str, reason: str, words: str) -> str:
    """The reason that was given for a ruling, without a full stop; empty where none was."""
    return (words or WHY[what].get(reason, "")).rstrip(".")


def of_the_round(deck: Deck, what: str, speakers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What a judge can say of a round: whose case is argued best, or whether one presses it, in words."""
    for speaker in speakers:
        name = deck.roles[speaker].name
        yield speaker, f"I would press {name}" if what == PRESS else name
    if what == PRESS:
        yield NONE, "I would not"


def duties() -> list[Node]:
    """What a judge does, read before there is anything to judge."""
    return [
        Line("You hold no cards and play no move. You see what everybody may see: the world and the floor."),
        Line(
            "When a case has been answered, you read the exchange and vote: does the case stand, or is it beaten? Most "
            "votes decide. A beaten case costs more, or its move waits a round. In between you say which case is "
            "argued best, and what will come."
        ),
        strong("Judge how well it was argued, not whether you like the move."),
    ]


def to_ask() -> list[Node]:
    """What to ask oneself before one votes."""
    return [
        Heading("What to ask yourself"),
        strong("Does the answer meet this very case? Which of the two gives a reason, and which only claims?"),
        Line("You judge the debate, not the move. Whatever you rule, what the move does in the world stays the same."),
    ]


def exchange(reader: Reader, speaker: str) -> Iterator[Node]:
    """The case and what answers it, side by side, and what was said back; what the move is stands below."""
    deck, state = reader.deck, reader.view
    play, name = state.plays[speaker], deck.roles[speaker].name
    against = [
        _side(deck, f"Answer of {deck.roles[role].name}", card)
        for role, (to, card) in state.answers.items()
        if to == speaker
    ]
    own: list[Node] = [_side(deck, f"The case of {name}", play.case)] if play.case else []
    extension = state.extensions.get(speaker)
    if extension is not None:
        own.append(_side(deck, f"Back to {deck.roles[extension[0]].name}, from {name}", extension[1]))
    yield Columns((tuple(own), tuple(against)), least=_LEAST)
    if extension is None:
        yield quiet(f"{name} said nothing against {'the answers' if len(against) > 1 else 'the answer'}.")
    yield Line(f"It is the case for '{deck.moves[play.move].title}'. {deck.moves[play.move].text}")


def cases(reader: Reader, speakers: tuple[str, ...]) -> Iterator[Node]:
    """The cases of a round, two by two, each with its move."""
    deck, state = reader.deck, reader.view
    sides = []
    for speaker in speakers:
        move = deck.moves[state.plays[speaker].move].title
        sides.append(_side(deck, f"{deck.roles[speaker].name}: {move}", state.plays[speaker].case))
    for at in range(0, len(sides), 2):
        pair = sides[at : at + 2]
        yield Columns(tuple((side,) for side in pair), (1,) * len(pair), least=_LEAST) if pair[1:] else pair[0]


def _side(deck: Deck, title: str, card: str) -> Group:
    """One argument: its claim and its ground, where it comes from."""
    argument = deck.arguments[card]
    nodes: list[Node] = [strong(argument.title), Line(f'"{argument.claim}"')]
    for term, text in (("Because", argument.because), ("So", argument.warrant)):
        if text:
            nodes.append(Line(text, term=f"{term}:"))
    if cited(argument):
        nodes.append(quiet(cited(argument)))
    return Group(title, tuple(nodes))
