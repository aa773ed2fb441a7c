"""The pages of the game in lines, each with what can be typed next."""

from __future__ import annotations

from collections.abc import Collection

from debate.debrief.foreseen import FIND_OUT
from debate.faces.plain.desk import Desk, NotFound
from debate.faces.plain.told import once, write
from debate.pages import briefing as briefings
from debate.pages import details, table, world
from debate.pages import floor as floors
from debate.pages.account import tellings
from debate.pages.afterwards import ONWARD, leads_on
from debate.pages.believing import can_believe
from debate.pages.document import OWN_WORDS, Heading, Line, Ref
from debate.pages.ending import PARTS
from debate.pages.register import Page
from debate.pages.replies import answered
from debate.pages.score_choice import places, score_choice
from debate.pages.score_choice import title as score_choice_title
from debate.pages.things import name, ref_of
from debate.pages.things_table import move_in_short

READ_PASSAGE = "'passage' and its number reads what is cited here whole."


def briefing(desk: Desk) -> None:
    """The question, the role, its motive and how a round goes."""
    write(desk.console, briefings.briefing(desk.reader))
    if desk.role is not None:
        desk.console.say("Type 'help' at any time.")


def beginning(desk: Desk) -> None:
    """The briefing in short, before a person's first choice, and where the rest of it stands."""
    write(desk.console, briefings.in_short(desk.reader))
    asks = ", 'beliefs' asks what you believe" if can_believe(desk.session, desk.role) else ""
    desk.console.say(f"'brief' tells the rest, 'help' lists what can be typed{asks}.")


def world_whole(desk: Desk) -> None:
    """Meters by group, with what they changed in the latest round, and flags."""
    write(desk.console, world.world(desk.reader))
    desk.console.say("Type 'why' and a name to see what moved it.")


def seats(desk: Desk) -> None:
    """Who sits where."""
    write(desk.console, table.table(desk.reader))


def hand(desk: Desk, read: set[str] | None = None) -> None:
    """The cards in hand, numbered. ``read``: cards of which the title is enough; those told whole are put there."""
    write(desk.console, table.hand(desk.reader, frozenset(read or ())))
    if read is not None:
        read.update(desk.view.hand)
    if desk.view.hand:
        desk.console.say("Type 'card' and a number to read a card whole.")


def moves(desk: Desk) -> None:
    """All moves of this role, numbered."""
    write(desk.console, table.moves(desk.reader))


def registered(page: Page, desk: Desk) -> None:
    """A page that every face has; its title stands above it where it has no heading of its own."""
    nodes = list(page.make(desk.reader))
    title = () if nodes and isinstance(nodes[0], Heading) else (Heading(page.title),)
    write(desk.console, [*title, *nodes] if page.when(desk.reader) else [Line("There is nothing to read there now.")])


def thing(desk: Desk, kind: str, id_: str) -> None:
    """The page about one thing of the deck."""
    to = Ref(kind, id_)
    write(desk.console, [Heading(name(desk.deck, to)), *details.details(desk.reader, to)])
    if kind == "move" and desk.deck.moves[id_].role == desk.role and desk.session.predicting:
        desk.console.say(FIND_OUT)


def choices(desk: Desk, round_: int) -> None:
    """Why each move of this round of a game that is over was worth what it was to the score. ``NotFound`` where none
    was chosen."""
    found = places(desk.reader, round_)
    if not found:
        raise NotFound(f"No move was chosen in round {round_}.")
    for place in found:
        nodes = list(score_choice(desk.reader, place))
        said = next((n for n, node in enumerate(nodes) if getattr(node, "text", "") == OWN_WORDS), len(nodes))
        write(desk.console, [Heading(score_choice_title(desk.reader, place)), *nodes[:said]])


def because(desk: Desk, id_: str) -> None:
    """Why a thing of the deck came or did not; while the game runs, what there is to read about it."""
    to = ref_of(desk.deck, id_)
    assert to is not None
    found = list(details.afterwards(desk.reader, to))
    if found:
        write(desk.console, [Heading(f"Why '{name(desk.deck, to)}'?"), *details.in_brief(desk.reader, to), *found])
        desk.console.say(READ_PASSAGE)
    else:
        thing(desk, to.kind, id_)


def move_ahead(desk: Desk, id_: str, number: int = 0) -> None:
    """One move before it is chosen, in short. ``number``: by which the rest can be asked for."""
    write(desk.console, [Heading(desk.deck.moves[id_].title), *move_in_short(desk.reader, id_)])
    if number:
        veiled = f"{FIND_OUT} " if desk.session.predicting else ""
        desk.console.say(f"{veiled}'move {number}' tells more about it.")


def floor_in_short(desk: Desk, told: set[str]) -> None:
    """What the others have put on the floor of this round. ``told``: see :func:`answers_to`."""
    desk.console.head(f"The floor, round {desk.view.round}")
    write(desk.console, (line for _, line in floors.in_short(desk.reader, desk.view.round, told)))


def floor(desk: Desk, number: int | None = None) -> None:
    """What lies on the floor in a round, by default in this one."""
    wanted = desk.view.round if number is None else number
    found = list(floors.floor(desk.reader, wanted))
    write(desk.console, found)
    if not found:
        desk.console.say(f"There was no round {wanted}.")


def answers_to(desk: Desk, role: str, told: set[str]) -> None:
    """The answers to this role's case, where there are any: what is new for it since it read the floor. ``told``: what
    was said of them already in this round; what is said now is put there."""
    state = desk.session.state
    now = {f"{state.phase} {who} {card}" for who, (to, card) in state.answers.items() if to == role}
    if not now or now - told:
        told.update(now)
        write(desk.console, list(answered(desk.reader, role, told)))


def brought(desk: Desk, numbers: Collection[int]) -> None:
    """What these rounds brought: first what is new for whoever reads."""
    for telling in tellings(desk.reader, numbers):
        first = telling.rounds[0]
        later = first > desk.deck.rounds.count or telling.deeds is None
        desk.console.head("Years later" if later else f"What happened in round {first}")
        write(desk.console, once(telling.nodes))


def more(desk: Desk, number: int) -> None:
    """What was only counted in the account of a round."""
    folded = [node for telling in tellings(desk.reader, [number]) for node in telling.folded]
    desk.console.head(f"More of round {number}")
    for node in folded:
        write(desk.console, [Heading(node.text, 3), *node.nodes])
    if not folded:
        desk.console.say("All of it was told.")


TYPED = ("retry", "rematch", "contest", "beliefs")
"""What a game leads on to that is typed by its name."""


def debrief(desk: Desk) -> None:
    """The whole debrief of a game that is over."""
    found = desk.finale()
    for part in PARTS:
        write(desk.console, part.nodes(found))


def open_debrief(desk: Desk) -> None:
    """Where somebody reads line by line: how it ended, and a list of the other parts. Into a pipe: all of it."""
    if desk.console.interactive:
        debrief_part(desk, 1)
    else:
        debrief(desk)


def debrief_part(desk: Desk, number: int) -> None:
    """One part of the debrief."""
    if not 1 <= number <= len(PARTS):
        desk.console.say(f"The debrief has parts 1 to {len(PARTS)}.")
        return
    with desk.console.paged():
        write(desk.console, PARTS[number - 1].nodes(desk.finale()))


def ways_on(desk: Desk) -> None:
    """What can be read and done after a game."""
    desk.console.say("Parts of the debrief, by number:")
    for number, part in enumerate(PARTS, 1):
        desk.console.say(f"{number}. {part.title}", 2)
    on = [f"'{name}': {ONWARD[name].label}" for name in leads_on(desk.session, desk.role) if name in TYPED]
    desk.console.say("; ".join([*on, "'why' and a name", "'timeline'", "'help'", "or 'quit'"]) + ".")
