"""What is asked beside the game: claims to believe or not, and words of one's own. It stands before all else."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Sheet, sheet
from debate.classroom.page.seat import Seat
from debate.debrief.believed import AFTER, NO, YES
from debate.faces.web.blocks import blocks
from debate.pages.believing import both
from debate.pages.dialogue import Option
from debate.pages.own_words import ABOUT, LEAVE, LEFT_OUT, LONGEST, PASS, SENDS, claim_answer, claim_choices, claim_page

TITLE = "What do you believe?"


def asked_beside(seat: Seat, below: Sheet) -> Sheet:
    """The page ``below`` with what is asked beside the game above it; ``below`` itself where nothing is."""
    asking = seat.asking
    if asking.what == "believe":
        claim = asking.claims[0]
        lead = blocks(list(claim_page(seat.room.deck, asking.claims, asking.when))[:1])  # the claim heads its answers
        asked = claim_buttons(seat, claim, claim_choices(seat.room.deck, claim, asking.when))
        choices = (*asked, *_lines(seat), *below.choices)
        return evolve(below, heading=TITLE, choices=choices, ahead=True, lead=lead)
    if asking.what not in LEFT_OUT:
        return below
    first = () if below.lead else below.blocks[:1]
    choices = (*_lines(seat), *below.choices)
    return evolve(below, blocks=below.blocks[len(first) :], choices=choices, ahead=True, lead=(*below.lead, *first))


def _lines(seat: Seat) -> list[Choice]:
    """A line to type for each thing that is asked in words: one that was begun stays when another comes to be asked."""
    found = []
    for what, question in seat.room.to_write(seat.person):
        do, leave = Do(SENDS[what]), Do("pass", fields={"what": what})
        line = Choice(f"write {what}", "Your words", ABOUT[what], question, do)
        found.append(evolve(line, text="text", yes="Send", most=LONGEST))
        found.append(Choice(f"pass {what}", LEAVE[what], group=question, do=leave))
    return found


def claim_buttons(seat: Seat, claim: str, options: Iterable[Option], answer: str = "") -> list[Choice]:
    """Buttons for what can be said to a claim: each is sent, or leads to its reasons."""
    deck, when, found = seat.room.deck, seat.asking.when, []
    group = deck.beliefs[claim].claim
    for option in options:
        if option.id.startswith(PASS):
            found.append(Choice("pass", option.text, group="Or", do=Do("pass", fields={"what": when})))
            continue
        given = claim_answer(deck, claim, when, option.id, answer)
        id_ = f"{claim} {option.id}"
        if given is None:
            found.append(Choice(id_, option.text, group=group, page=f"believe/{claim}/{option.id}"))
        else:
            do = Do("believe", fields={"claim": claim, "answer": given[0], "reason": given[1]})
            found.append(Choice(id_, option.text, group=group, do=do))
    return found


def reasons(seat: Seat, rest: str) -> Sheet | None:
    """The reasons for an answer (``claim/yes``); None where that is not asked now."""
    claim, _, answer = rest.partition("/")
    asking = seat.asking
    if asking.what != "believe" or asking.when != AFTER or claim != asking.claims[0] or answer not in (YES, NO):
        return None
    options = claim_choices(seat.room.deck, claim, seat.asking.when, answer)
    return sheet(TITLE, (), claim_buttons(seat, claim, options, answer), ahead=True)


def believed(seat: Seat, _: str) -> Sheet:
    """What one believed before and after, beside what the model says."""
    voice = seat.room.voice(seat.person)
    return sheet("What I believe", both(seat.room.deck, voice.before, voice.after))


def has_believed(seat: Seat) -> bool:
    """Whether that is there to be read: after the game, once one was asked again."""
    session = seat.session
    return session is not None and session.state.over and AFTER in seat.room.put and bool(seat.room.deck.beliefs)
