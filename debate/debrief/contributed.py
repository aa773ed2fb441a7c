"""What one person gave to a game that many played, as facts: proposals, answers, support, votes. No time is in them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from debate.debrief.naming import listed
from debate.rules.deck import Deck
from debate.rules.moves import Move

PROPOSED, ANSWERED, SUPPORTED, VOTED, JUDGED = "proposed", "answered", "supported", "voted", "judged"


@frozen
class Contribution:
    """One thing that somebody gave. ``number``: of the event in the log of the class. ``role``: empty for a judge.
    ``did``: proposed, answered (or answered back), supported, voted, or judged beside the votes. ``move``: the choice
    that was proposed or supported; of a vote ``ruling``, whose case it was, ``speaker``, and the reason given.
    ``chosen``: whether it settled the choice."""

    number: int
    table: int
    role: str
    round: int
    phase: str
    did: str
    move: Move | None = None
    ruling: str = ""
    speaker: str = ""
    because: str = ""
    chosen: bool = False


@frozen
class Wording:
    """A contribution in the titles of its deck: the choice, the argument used, and whose case or answer it is about."""

    choice: str
    argument: str
    about: str


def wording(deck: Deck, item: Contribution) -> Wording:
    """The contribution as a table shows it."""
    move = item.move
    if move is None:
        return Wording(item.ruling, item.because, deck.roles[item.speaker].name if item.speaker in deck.roles else "")
    title = deck.moves[move.move].title if move.move in deck.moves else ""
    cards = move.cards or ((move.card,) if move.card else ())
    argument = "; ".join(deck.arguments[card].title for card in cards if card in deck.arguments)
    about = deck.roles[move.to].name if move.to in deck.roles else ""
    return Wording(f"{move.kind}: {title}" if title else move.kind, argument, about)


def told(deck: Deck, item: Contribution) -> str:
    """The contribution as the part of a sentence: ``proposed 'Restore the ban', with the case 'Sixty looks'``."""
    what = about(deck, item)
    if item.move is None:
        why = f" ({item.because})" if item.because else ""
        return f"{_RULED[item.ruling].format(what)}{why}"
    if item.did != SUPPORTED:
        return f"proposed {what}"
    return f"supported the proposal {what}" if what.startswith(("to ", "not to ")) else f"supported {what}"


_RULED = {
    "stands": "voted that {} stands",
    "beaten": "voted that {} is beaten",
    "best": "found {} argued best",
    "press": "would press {}",
}


def about(deck: Deck, item: Contribution) -> str:
    """What was proposed, supported or voted on: ``'Restore the ban', with the case 'Sixty looks'``, ``to hold``, ``the
    case of Congress``."""
    if item.move is not None:
        return _choice(deck, item.move)
    return f"the case of {deck.roles[item.speaker].name}" if item.speaker in deck.roles else "the case"


def _choice(deck: Deck, move: Move) -> str:
    said = wording(deck, Contribution(0, 0, move.role, 0, "", "", move))
    title = f"'{deck.moves[move.move].title}'" if move.move in deck.moves else ""
    match move.kind:
        case "play":
            return f"{title}, with the case '{said.argument}'" if said.argument else f"{title}, without a case"
        case "hold":
            return "to hold"
        case "accept" | "decline":
            return f"to {move.kind} the offer {title}"
        case "answer":
            return f"to answer {said.about} with '{said.argument}'"
        case "extend":
            return f"to answer back to {said.about} with '{said.argument}'"
        case "press":
            return f"to press {said.about} for the ground"
        case "show":
            return "to show the ground"
        case "withhold":
            return "not to show the ground"
        case "let-stand":
            return "to let the cases stand"
        case "rest":
            return "to say no more"
        case "pay":
            return "to pay for the beaten case"
        case "wait":
            return "not to pay to go on"
        case _:
            cards = [f"'{deck.arguments[card].title}'" for card in move.cards if card in deck.arguments]
            return f"to keep {listed(cards)}" if cards else f"to {move.kind}"


def counted_words(found: Iterable[Contribution]) -> str:
    """``4 proposed (3 became the choice), 2 answered, 1 supported, 0 voted`` with what there is none of left out."""
    items = list(found)
    parts = []
    for did in (PROPOSED, ANSWERED, SUPPORTED, VOTED, JUDGED):
        these = [item for item in items if item.did == did]
        if these:
            won = sum(item.chosen for item in these)
            settled = f" ({won} settled the choice)" if won and did not in (VOTED, JUDGED) else ""
            parts.append(f"{len(these)} {did}{settled}")
    return ", ".join(parts)
