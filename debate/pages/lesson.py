"""How to play: a game of the small deck with a line that says what each phase is for, the same in every face.

Its first round is wrong on purpose: the player is asked to say that the move keeps its promise, and it does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from debate.debrief.closing import follows
from debate.debrief.foreseen import foreseen
from debate.debrief.naming import counted, listed
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.store import PERSON

TITLE = "How to play"
ABOUT = "A short game with a line at each step that says what it is for. It takes five minutes."
DECK = "phones"
ROLE, MOVE = "head", "lock-the-box"
SEED = 373
MOTIVES = {"head": "order", "pupils": "voice"}
"""With these the head holds two arguments for its move, one against the case of the pupils, and one against each answer
of theirs."""

Step = tuple[int, str]
"""A round and a phase."""
COACH: Mapping[Step, str] = {
    (1, "choose"): (
        "CHOOSE. You play {me}, a script plays {them}. {motive} Both pick a move in secret: take '{move}'. What is "
        "said of it, and what it does at once, stand with it."
    ),
    (1, "answer"): (
        "ANSWER. Now both moves lie open, each with its case. Answer the other one with a card of yours, or let it "
        "stand. A case that nobody answers earns its speaker a debate point."
    ),
    (1, "extend"): (
        "EXTEND. Your case was answered. Play a card against that answer and your case stands; say no more and it is "
        "beaten. The debate decides what a move costs and when it comes, never what it does."
    ),
    (1, "settle"): (
        "SETTLE. Your case is beaten. Pay {extra} more capital and the move comes now, or let it wait a round. Arguing "
        "well is cheaper; it changes nothing in the world."
    ),
    (2, "choose"): ("THE WORLD moved. {foretold}{unmoved}Then choose again, or hold and save capital."),
    (2, "answer"): "ANSWER, as before.",
    (2, "extend"): "EXTEND, as before: answer the answer, or let your case go.",
    (2, "settle"): "SETTLE, as before: pay, or wait.",
    (3, "choose"): (
        "WHAT TAKES TIME. Some changes land a round or two after their cause. A move of this round may be felt only "
        "when your term is over.{to_do}"
    ),
    (4, "choose"): (
        "THE LAST ROUND. After it the world goes on for {later} without you, and what is on its way still "
        "lands. Then the debrief sets what you promised beside what came of it."
    ),
}
FORESEE = (
    "PREDICT. Before anything happens you say what your move will do, and how sure you are. This first time answer "
    "what everybody would: that it does what it promises. Then see what comes."
)
FORESEE_ON = "PREDICT again, this time for yourself. Being wrong costs nothing; why it came is told at once."
OVER = "THE END. First the why of what you foretold, then the debrief: what you won on the floor, and what came of it."
WAITING = "Your move waited and comes now. See what the other side does."


class Lesson(Session):
    """The game of the lesson. It is kept nowhere, and goes the same way each time."""


def lesson(deck: Deck) -> Lesson:
    """The lesson, ready to play; ``deck`` is the one called :data:`DECK`.

    The head begins with enough capital to pay for its move and for a beaten case, so that every phase comes."""
    role = deck.roles[ROLE]
    enough = max(role.capital_start, deck.moves[MOVE].cost + deck.rules.beaten_extra)
    deck = evolve(deck, roles={**deck.roles, ROLE: evolve(role, capital_start=enough)})
    session = Lesson(deck, {ROLE: PERSON}, seed=SEED, motives=MOTIVES)
    session.set_predicting(True)
    session.advance()
    return session


def coach(session: Session, how: Mapping[Step, str]) -> str:
    """What to say now. ``how``: a face's own words for how it is done, added where it has any."""
    state = session.state
    if state.over:
        return OVER
    if session.withheld:
        asked = session.questions(ROLE)[:1]
        return FORESEE if session.withheld == 1 and any(question.move for question in asked) else FORESEE_ON
    if ROLE not in state.awaiting:
        return WAITING
    step = (state.round, state.phase) if (state.round, state.phase) in COACH else (2, state.phase)
    return f"{COACH.get(step, '')} {how.get(step, '')}".strip().format_map(_words(session))


def _words(session: Session) -> dict[str, str]:
    """What the coach names, as the deck calls it, and what it says only where that is so."""
    deck = session.source
    others = [deck.roles[role].name for role in deck.turn_order if role != ROLE]
    unmoved = listed([f"'{deck.meters[id_].name}'" for id_ in denied(session)])
    did_not = f"{unmoved} did not move: a denial says what does not follow. "
    return {
        "me": deck.roles[ROLE].name,
        "them": listed(others),
        "motive": deck.roles[ROLE].motives[MOTIVES[ROLE]].text,
        "move": deck.moves[MOVE].title,
        "extra": str(deck.rules.beaten_extra),
        "foretold": foretold(session),
        "unmoved": did_not if unmoved else "",
        "to_do": f" What is still to be done about {unmoved}?" if unmoved else "",
        "later": counted(deck.rounds.epilogue, "round"),
    }


def denied(session: Session) -> list[str]:
    """The meters that the move of the lesson promised to move and that a denial kept still."""
    deck = session.source
    kept = {s.target for s in session.trace if s.kind == "denied" and follows(deck, deck.denials[s.cause], MOVE)}
    return [id_ for id_ in deck.moves[MOVE].promises if id_ in kept]


def foretold(session: Session) -> str:
    """What the player said of the move, beside what came, as sentences; empty where nothing was said."""
    said = session.predictions(ROLE)[:1]
    found = (one.score for one in foreseen(session.source, session.to_record(), said))
    return "".join(f"{score.main} " for score in found)


def asked_why(session: Session) -> str:
    """The meter whose why ends the lesson: of the first prediction, else one that the move promised in vain."""
    for one in foreseen(session.source, session.to_record(), session.predictions(ROLE)[:1]):
        return one.score.meter
    return next(iter((*denied(session), *session.source.moves[MOVE].promises)))
