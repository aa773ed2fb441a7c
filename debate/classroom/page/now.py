"""The first page: what is asked of this person now, all that they need to choose, and the buttons for it."""

from __future__ import annotations

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Paper, Sheet
from debate.classroom.page.choices import choices, impossible
from debate.classroom.page.debriefing import report_of, say_cut
from debate.classroom.page.people import anteroom
from debate.classroom.page.seat import Seat
from debate.debrief.naming import cited, sentence
from debate.debrief.report import weights_words
from debate.faces.plain import pages
from debate.faces.plain.desk import Desk
from debate.faces.plain.words import in_words
from debate.faces.web.blocks import Block
from debate.rules.deck import Argument

HEADINGS = {
    "deal": "Choose your hand",
    "choose": "Choose a move",
    "answer": "Answer",
    "extend": "You were answered",
    "settle": "Your case is beaten",
}
BEFORE = ("let-in", "seat", "start")
"""What is asked of somebody while there is no game for them."""
RULINGS = (("stands", "The case stands"), ("beaten", "The case is beaten"))


def now(seat: Seat) -> Sheet:
    """What stands on the first page."""
    what = seat.asking.what
    if what == "out":
        return Sheet("The end")
    if seat.session is None or what in BEFORE:
        return anteroom(seat)
    if seat.session.state.over:
        return _over(seat)
    if what in ("choose", "confirm"):
        return _choose(seat)
    judged = _judge(seat)
    return judged if judged is not None else _wait(seat)


def _choose(seat: Seat) -> Sheet:
    desk, paper = seat.desk()
    phase = desk.view.phase
    if phase == "choose":
        impossible(desk, paper)
        paper.link("Read your hand", "hand")
    elif phase != "deal":
        _offers(desk, paper)
        pages.floor(desk)
        paper.link("Your hand", "hand")
    asked = [*_proposals(seat, desk), *choices(seat, desk), *_captain(seat)]
    found = paper.sheet(HEADINGS.get(phase, "Your choice"), asked, ahead=phase in ("deal", "choose"))
    return evolve(found, lead=_aims(desk)) if phase in ("deal", "choose") else found


def _aims(desk: Desk) -> tuple[Block, ...]:
    """What one plays for, before anything is chosen; later on, what the round before brought."""
    paper, number = Paper(), desk.view.round - 1
    if number:
        paper.link(f"What happened in round {number}", f"told/{number}")
        paper.link("What you play for: your briefing", "briefing")
        return tuple(paper.blocks)
    motive = desk.deck.roles[desk.role].motives.get(desk.view.motive) if desk.role is not None else None
    if motive is not None:
        paper.say(f"Your motive, known to you alone: {motive.name}. {motive.text}")
        paper.say(f"You are scored on: {weights_words(desk.deck, motive.wants.items())}.")
    paper.link("All of your briefing", "briefing")
    return tuple(paper.blocks)


def _offers(desk: Desk, paper: Paper) -> None:
    """The offer that is decided on now, whole."""
    for move in desk.view.legal:
        if move.kind == "accept":
            definition = desk.deck.moves[move.move]
            paper.say(f"An offer of {desk.deck.roles[definition.role].name} to you: {definition.title}.")
            pages.move_ahead(desk, move.move)


def _proposals(seat: Seat, desk: Desk) -> list[Choice]:
    """What the team has before it, each to be supported, and how to take one's support back."""
    found, supports = [], False
    for proposal in seat.asking.proposals:
        mine = seat.person in proposal.supporters
        supports |= mine
        words = in_words(desk, proposal.move)
        found.append(
            Choice(
                id=f"support {proposal.number}",
                label=f"Support: {words.removesuffix('.')}",
                help=f"Supported by {seat.named(proposal.supporters)}." + (" You support it." if mine else ""),
                group="Proposals of your team: choose one to support it",
                do=Do("support", seat.version, {"proposal": str(proposal.number)}),
                own=mine,
            )
        )
    if supports:
        found.append(Choice("withdraw", "Support nothing for now", group=found[0].group, do=Do("withdraw")))
    return found


def _captain(seat: Seat) -> list[Choice]:
    table, role = seat.table, seat.role
    if table is None or role is None or len(seat.team) < 2 or seat.room.settings.decide != "captain":
        return []
    if role in table.captains:
        return []
    words = "A captain decides for the team. It has none so far."
    yes = "Yes, be captain"
    return [Choice("captain", "Be captain of your team", words, "Your team", Do("captain"), confirm=words, yes=yes)]


def _judge(seat: Seat) -> Sheet | None:
    """The case that is being judged, for a judge of this table."""
    table = seat.table
    ballot = table.ballot() if table is not None and seat.who.place is not None and seat.role is None else None
    if ballot is None or seat.asking.what not in ("judge", "wait"):
        return None
    desk, paper = seat.desk()
    name, own = desk.deck.roles[ballot.speaker].name, ballot.votes.get(seat.person)
    _exchange(desk, paper, ballot.speaker)
    paper.head("What to ask yourself")
    paper.say("Does the answer meet this very case? Which of the two gives a reason, and which only claims?")
    paper.say("You judge the debate, not the move. Whatever you rule, what the move does in the world stays the same.")
    asked = [
        Choice(
            id=f"vote {ruling}",
            label=label,
            help="This is your vote so far." if own == ruling else "",
            group=f"Your vote on the case of {name}",
            do=Do("vote", seat.version, {"speaker": ballot.speaker, "ruling": ruling}),
            own=own == ruling,
        )
        for ruling, label in RULINGS
    ]
    return paper.sheet(f"Judge the case of {name}", asked)


def _exchange(desk: Desk, paper: Paper, speaker: str) -> None:
    """A case with the answers to it and what was said against them, every card whole."""
    deck, state = desk.deck, desk.view
    play, name = state.plays[speaker], deck.roles[speaker].name
    paper.say(f"{name}: '{deck.moves[play.move].title}'. {deck.moves[play.move].text}")
    _argument(paper, f"The case: {deck.arguments[play.case].title}", deck.arguments[play.case])
    for role, (to, card) in state.answers.items():
        if to == speaker:
            argument = deck.arguments[card]
            _argument(paper, f"The answer of {deck.roles[role].name}: {argument.title}", argument)
    extension = state.extensions.get(speaker)
    if extension is None:
        paper.say(f"{name} said nothing against {'the answers' if len(state.answers) > 1 else 'the answer'}.")
    else:
        argument = deck.arguments[extension[1]]
        _argument(paper, f"What {name} said to {deck.roles[extension[0]].name}: {argument.title}", argument)


def _argument(paper: Paper, heading: str, card: Argument) -> None:
    paper.head(heading)
    paper.say(f"Claim: {sentence(card.claim, cited(card))}", 2)
    paper.say(f"Grounds: {card.because}", 2)
    paper.say(f"Warrant: {card.warrant}", 2)
    if card.qualifier:
        paper.say(f"How sure: {card.qualifier}", 2)


def _wait(seat: Seat) -> Sheet:
    """While others choose: what lies on the floor, or what the round before brought."""
    desk, paper = seat.desk()
    state, deck = desk.view, desk.deck
    if state.chosen:
        paper.head("Your choice")
        for move in state.chosen:
            words = in_words(desk, move)
            paper.say(f"{words[:1].upper()}{words[1:]}", 2)
    if state.phase in ("deal", "choose") and state.round > 1:
        pages.happened(desk, state.round - 1, f"What happened in round {state.round - 1}")
        paper.link(f"The floor of round {state.round - 1}", f"floor/{state.round - 1}")
    elif state.phase not in ("deal", "choose"):
        pages.floor(desk)
    elif seat.role is None:
        _judging(paper)
        pages.briefing(desk)
    else:
        paper.link("Read your hand", "hand")
    label = deck.rounds.labels[state.round - 1] if state.round <= len(deck.rounds.labels) else ""
    title = f"Round {state.round}" + (f", {label}" if label and label != f"Round {state.round}" else "")
    return paper.sheet("You are a judge" if seat.role is None else title, _captain(seat))


def _judging(paper: Paper) -> None:
    """What a judge does."""
    paper.say("You hold no cards and play no move. You see what everybody may see: the world and the floor.")
    paper.say(
        "When a case has been answered, you read the exchange and vote: does the case stand, or is it beaten? Most "
        "votes decide. A beaten case costs more, or its move waits a round."
    )
    paper.say("Judge how well it was argued, not whether you like the move.")


def _over(seat: Seat) -> Sheet:
    """The game is over: where it ended, and the way into the debrief."""
    desk, paper = seat.desk()
    found = report_of(seat)
    say_cut(seat, paper)
    paper.say(f"{found.ending.title}. {found.ending.text}".strip())
    if found.years_later and found.later != found.ending:
        paper.say(f"Years later: {found.later.title}. {found.later.text}".strip())
    paper.link("How it ended, and why: the debrief", "debrief")
    paper.link("Every case and answer: the debate", "flow")
    pages.world(desk)
    paper.lift(3)
    return paper.sheet("The game is over")
