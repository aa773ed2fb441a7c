"""What a class is asked beside the game: what one believes, what one says that one achieved, and the exit ticket."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.believed import AFTER, BEFORE, CANNOT, NEITHER, NO, YES
from debate.pages.believing import chosen_answer, claim_options
from debate.pages.dialogue import Option
from debate.pages.document import Line, Node, quiet, strong
from debate.pages.predictions import PRIVATE
from debate.rules.deck import Deck

ACHIEVED = "What will you say you achieved?"
TICKET = "Name one thing that you expected to follow and that did not. Why not?"
ABOUT = {
    BEFORE: "Say what you think, not what the brief says. Afterwards you are asked again. Nothing waits for it.",
    AFTER: "The same claims as at the door. Say what you think now; nobody is right by agreeing with the model.",
    "sentence": "One sentence, as you would tell it to voters or to a boss. Your teacher lets it through to the wall.",
    "ticket": "Your teacher reads it, and it stands on the page that you take home.",
}
"""What is asked -> what becomes of it."""
LEAVE = {
    BEFORE: "Not now",
    AFTER: "Leave the rest out",
    "sentence": "I say nothing",
    "ticket": "I write nothing",
}
"""What is asked -> what the button says that leaves it out."""
SENDS = {"sentence": "say-achieved", "ticket": "write-ticket"}
"""What is answered in words -> the request to a room that does it."""
LEFT_OUT = {"say": "sentence", "ticket": "ticket"}
"""What is asked in words -> what is left out, as such a request names it."""
LONGEST = 160
"""Characters of a sentence or of an answer to the ticket."""


WRITE, PASS = "write", "pass"
"""How the ids of options begin that write it, and that leave it out; what it is follows, since a page may be left open
while something else comes to be asked."""


def claim_page(deck: Deck, claims: tuple[str, ...], when: str) -> Iterator[Node]:
    """The claim that is asked now, and how many there are."""
    whole = len(deck.beliefs)
    told = f" {ABOUT[when]} {PRIVATE}" if len(claims) == whole else ""
    yield quiet(f"Claim {whole - len(claims) + 1} of {whole}.{told}")
    yield strong(deck.beliefs[claims[0]].claim)


def claim_choices(deck: Deck, claim: str, when: str, answer: str = "") -> list[Option]:
    """What can be said to a claim: yes, no, or nothing at the door, where it is to take no minute; with a reason in the
    debrief, where there is time to talk. ``answer``: yes or no, once that was said."""
    if when == BEFORE:
        found = [Option(YES, "Yes."), Option(NO, "No."), Option(NEITHER, CANNOT)]
    else:
        found = claim_options(deck.beliefs[claim], answer)
    return [*found, Option(f"{PASS} {when}", LEAVE[when])]


def claim_answer(deck: Deck, claim: str, when: str, option: str, answer: str = "") -> tuple[str, str] | None:
    """Answer and reason that an option stands for; None where a reason is still to be chosen."""
    if option in (YES, NO):
        return (option, "") if when == BEFORE else None
    return chosen_answer(deck.beliefs[claim], option, answer)


def asked_page(what: str, question: str) -> Iterator[Node]:
    """A question that is answered in words of one's own, and what becomes of them."""
    yield strong(question)
    yield Line(ABOUT[what])


def asked_choices(what: str, question: str) -> list[Option]:
    """To write it, or to leave it out."""
    return [Option(f"{WRITE} {what}", "Write it.", typed=question), Option(f"{PASS} {what}", LEAVE[what])]
