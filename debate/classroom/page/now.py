"""The first page: what is asked of this person now, all that they need to choose, and the buttons for it."""

from __future__ import annotations

from collections.abc import Iterator

from debate.classroom.page.beside import asked_beside
from debate.classroom.page.blocks import Choice, Do, Sheet, brief, link, sheet
from debate.classroom.page.choices import choices, impossible
from debate.classroom.page.debriefing import finale
from debate.classroom.page.foretelling import asked_now
from debate.classroom.page.judging import judging
from debate.classroom.page.people import anteroom
from debate.classroom.page.seat import Seat
from debate.debrief.foreseen import learned
from debate.debrief.naming import ended
from debate.faces.kit.names import motive_name
from debate.pages.account import tellings
from debate.pages.briefing import aims, briefing
from debate.pages.details import details
from debate.pages.document import Folded, Heading, Line, Node, Ref, item, section
from debate.pages.finale import standings
from debate.pages.floor import floor
from debate.pages.judging import duties
from debate.pages.reader import Reader
from debate.pages.words import choice, none_possible, round_title
from debate.pages.world import world

HEADINGS = {
    "deal": "Choose your hand",
    "choose": "Choose a move",
    "answer": "Answer",
    "extend": "You were answered",
    "settle": "Your case is beaten",
}
OWN_GOALS = "That is by what you want."
"""Of the reader's own score."""
BEFORE = ("let-in", "seat", "start")
"""What is asked of somebody while there is no game for them."""


def now(seat: Seat) -> Sheet:
    """What stands on the first page."""
    what = seat.asking.what
    if what == "out":
        return Sheet("The end")
    if seat.session is None or what in BEFORE:
        return asked_beside(seat, anteroom(seat))
    if seat.session.state.over:
        return asked_beside(seat, _over(seat))
    if what == "foretell":
        return asked_now(seat, _wait(seat))
    if what in ("choose", "confirm"):
        return _choose(seat)
    judged = judging(seat)
    return judged if judged is not None else asked_beside(seat, _wait(seat))


def _choose(seat: Seat) -> Sheet:
    reader = seat.reader()
    phase = reader.view.phase
    asked = [*_proposals(seat, reader), *choices(seat, reader), *_captain(seat)]
    title = HEADINGS.get(phase, "Your choice")
    above = f"{title} {seat.asking.sentence}"
    if phase == "deal":
        return sheet(title, (), asked, ahead=True, lead=_aims(reader))
    if phase == "choose":
        nodes = [*impossible(reader), link("Read your hand", "hand")]
        lead = list(_aims(reader))
        return sheet(title, nodes, brief(asked, above, lead), ahead=True, lead=lead)
    held = none_possible(reader, reader.role or "", reader.view.round)
    lead = [*([Line(held)] if held else []), *_offers(reader)]
    below = [*floor(reader, reader.view.round), link("Your hand", "hand")]
    return sheet(title, below, brief(asked, above, lead), ahead=True, lead=lead)


def _aims(reader: Reader) -> Iterator[Node]:
    """What one plays for, before anything is chosen; later on, what the round before brought."""
    number = reader.view.round - 1
    if number:
        yield link(f"What happened in round {number}", f"told/{number}")
        yield link("What you play for: your briefing", "brief")
        return
    whole = link("All of your briefing", "brief")
    if reader.motive is None:
        yield whole
    else:
        named = f"What you play for: {motive_name(reader.motive.name)}"
        yield Folded(named, (*aims(reader.deck, reader.motive), whole))


def _offers(reader: Reader) -> Iterator[Node]:
    """The offer that is decided on now: what it is, and folded all about it."""
    for move in reader.view.legal:
        if move.kind == "accept":
            definition = reader.deck.moves[move.move]
            yield Heading(f"An offer of {reader.deck.roles[definition.role].name} to you: {definition.title}")
            yield Line(definition.text)
            yield Folded("All about this move", tuple(details(reader, Ref("move", move.move))))


def _proposals(seat: Seat, reader: Reader) -> list[Choice]:
    """What the team has before it, each to be supported, and how to take one's support back."""
    found, supports = [], False
    for proposal in seat.asking.proposals:
        mine = seat.person in proposal.supporters
        supports |= mine
        words = choice(reader, proposal.move)
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
    if table is None or role is None or not seat.may_be_captain:
        return []
    words = f"A captain decides for the team. Until somebody is, {seat.named((table.captains[role],))} is it."
    yes = "Yes, be captain"
    return [Choice("captain", "Be captain of your team", words, "Your team", Do("captain"), confirm=words, yes=yes)]


def _wait(seat: Seat) -> Sheet:
    """While others choose: what lies on the floor, or what the round before brought."""
    reader = seat.reader()
    state = reader.view
    chosen = [choice(reader, move) for move in state.chosen]
    nodes = section("Your choice", (item(f"{words[:1].upper()}{words[1:]}") for words in chosen), 2)
    if state.phase in ("deal", "choose") and state.round > 1:
        nodes += [node for telling in tellings(reader, [state.round - 1]) for node in telling.nodes]
        nodes.append(link(f"The floor of round {state.round - 1}", f"floor/{state.round - 1}"))
    elif state.phase not in ("deal", "choose"):
        nodes += floor(reader, state.round)
    elif seat.role is None:
        nodes += [*duties(), *briefing(reader)]
    else:
        nodes.append(link("Read your hand", "hand"))
    title = "You are a judge" if seat.role is None else round_title(reader.deck, state.round)
    return sheet(title, nodes, _captain(seat))


def _over(seat: Seat) -> Sheet:
    """The game is over: where it ended, and the way into the debrief."""
    end = finale(seat)
    found, reader = end.report, end.reader
    nodes: list[Node] = [Line(f"{ended(found.ending.title)} {found.ending.text}".strip())]
    if found.years_later and found.later != found.ending:
        nodes.append(Line(f"Years later: {ended(found.later.title)} {found.later.text}".strip()))
    nodes += [Line(f"{each.words} {OWN_GOALS}") for each in standings(end) if each.role == seat.role]
    if seat.role is not None and (surprise := learned(reader.deck, reader.game.foreseen(seat.role))):
        nodes.append(Line(surprise))
    nodes.append(link("How it ended, and why: the debrief", "debrief"))
    nodes.append(link("Every case and answer: the debate", "flow"))
    return sheet("The game is over", world(reader), ahead=True, lead=nodes)
