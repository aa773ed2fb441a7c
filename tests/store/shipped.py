"""The games that come with the program, as plans: who tries what in which round. ``python -m tests.regenerate`` plays
them again with the deck as it is now and writes the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from debate.deckfile import load_deck
from debate.game.session import Seat, Session
from debate.opponents import OPPONENTS
from debate.rules.moves import Move
from debate.store.lines import whole
from debate.store.names import SUFFIX

FOLDER = Path(__file__).parent.parent.parent / "saves" / "shipped"
WHEN = "2018-05-14T09:00:00Z"


@frozen
class Plan:
    """``wishes``: role -> for each round the moves it tries, in this order; then it holds. ``accepts``: offers taken.

    ``ending``: the headline that the game must have; the seeds from ``seed`` on are tried until one leads there.
    """

    name: str
    motives: Mapping[str, str]
    wishes: Mapping[str, Sequence[str]]
    accepts: tuple[str, ...]
    seed: int
    ending: str


HISTORY = Plan(
    name="2018 as it went",
    seed=2018,
    ending="took-the-money",
    motives={"congress": "hawk", "white-house": "impulsive", "beijing": "planner", "zte": "survivor"},
    accepts=("offer-settlement",),
    wishes={
        "congress": (
            "denounce-tweet-policy",
            "file-ban-bill brand-zte-a-menace",
            "ban-zte-phones",
            "pay-for-removal leave-it-to-the-market",
            "leave-it-to-the-market",
            "fund-innovation-strategy",
            "brand-zte-a-menace",
            "fund-innovation-strategy",
        ),
        "white-house": (
            "announce-relief",
            "offer-settlement",
            "lobby-against-override",
            "escalate-economic-war",
            "hold",
            "escalate-economic-war",
            "build-allied-front",
            "launch-innovation-strategy",
        ),
        "beijing": (
            "refuse-talks",
            "keep-nxp-on-hold",
            "talk-and-wait",
            "press-on-industrial-plan",
            "speed-up-substitutes",
            "keep-nxp-on-hold",
            "speed-up-substitutes",
            "back-backbone-exports",
        ),
        "zte": (
            "plead-jobs",
            "ask-for-settlement",
            "leave-us-phone-market",
            "discipline-for-real",
            "sell-backbone-abroad",
            "source-non-us-parts",
            "sell-backbone-abroad",
            "discipline-for-real",
        ),
    },
)

BARGAIN = Plan(
    name="The strategic bargain",
    seed=1821,
    ending="strategic-bargain",
    motives={"congress": "reformer", "white-house": "strategic", "beijing": "patron", "zte": "survivor"},
    accepts=("offer-nxp-swap", "offer-reform-bargain", "offer-settlement"),
    wishes={
        "congress": (
            "fund-cyber-defense",
            "hold",
            "hold",
            "direct-fine-to-suppliers fund-cyber-defense",
            "direct-fine-to-suppliers fund-cyber-defense accept-settlement",
            "direct-fine-to-suppliers fund-innovation-strategy accept-settlement",
            "accept-settlement fund-cyber-defense",
            "fund-innovation-strategy",
        ),
        "white-house": (
            "announce-relief",
            "offer-nxp-swap",
            "offer-settlement",
            "build-allied-front",
            "build-allied-front",
            "launch-cyber-program",
            "build-allied-front",
            "build-allied-front",
        ),
        "beijing": (
            "rescue-zte",
            "agree-to-talk",
            "make-real-concession",
            "agree-to-talk make-real-concession",
            "make-real-concession tighten-compliance-law",
            "agree-to-talk make-real-concession",
            "tighten-compliance-law make-real-concession",
            "make-real-concession",
        ),
        "zte": (
            "ask-beijing-for-rescue",
            "ask-for-settlement",
            "discipline-for-real",
            "discipline-for-real",
            "discipline-for-real",
            "sell-backbone-abroad",
            "discipline-for-real",
            "sell-backbone-abroad",
        ),
    },
)

PLANS = (HISTORY, BARGAIN)


def played(plan: Plan) -> Session:
    """The game that the plan leads to, every seat a person's. ``LookupError`` where no seed leads to its ending."""
    deck = load_deck("zte")
    people = {role: Seat("person") for role in deck.turn_order}
    for seed in range(plan.seed, plan.seed + 300):
        session = Session(deck, people, seed=seed, motives=plan.motives)
        session.journal.clock = lambda: WHEN
        while not session.state.over:
            session.submit(_choice(plan, session, session.awaited()[0]))
        if session.outcome().ending == plan.ending:
            return session
    raise LookupError(f"'{plan.name}' does not lead to '{plan.ending}' any more: change the plan")


def _choice(plan: Plan, session: Session, role: str) -> Move:
    legal, state = session.legal(role), session.state
    if state.phase == "choose":
        wishes = plan.wishes[role]
        for wish in wishes[min(state.round, len(wishes)) - 1].split():
            backed = [move for move in legal if move.move == wish]
            if backed:
                return backed[0]
        return legal[-1]
    for move in legal:
        if move.kind == "accept" and move.move in plan.accepts:
            return move
    return OPPONENTS["scripted"].choose(session.source, session.view(role), seed=0).move


def record(plan: Plan) -> bytes:
    """The text of its record."""
    session = played(plan)
    return whole(evolve(session.journal.header, at=WHEN), session.journal.entries)


def path(plan: Plan) -> Path:
    return FOLDER / (plan.name + SUFFIX)
