"""What a judge is told: what judging is, and what to ask oneself about a case."""

from __future__ import annotations

from debate.pages.document import Heading, Line, Node, strong


def duties() -> list[Node]:
    """What a judge does, read before there is anything to judge."""
    return [
        Line("You hold no cards and play no move. You see what everybody may see: the world and the floor."),
        Line(
            "When a case has been answered, you read the exchange and vote: does the case stand, or is it beaten? Most "
            "votes decide. A beaten case costs more, or its move waits a round."
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
