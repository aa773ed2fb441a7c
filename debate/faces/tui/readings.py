"""Pages of a game that are only read, each as a screen over what is below."""

from __future__ import annotations

from collections.abc import Sequence

from debate.faces.tui.drawn import drawn, unfolded
from debate.faces.tui.sheet import GameSheet
from debate.game.record import GameRecord
from debate.opponents import Choice
from debate.pages.account import tellings
from debate.pages.document import Heading
from debate.pages.exchange import exchanged
from debate.pages.floor import happened
from debate.pages.opinion import opinion
from debate.pages.reader import Reader
from debate.pages.register import REGISTER
from debate.pages.table import coming, table
from debate.pages.world import standing


def registered(name: str, session: GameRecord, role: str | None) -> GameSheet:
    """A page of the register that has no screen of its own. ``KeyError`` where there is none of this name."""
    page = REGISTER[name]
    nodes = (node for node in page.make(Reader(session, role)) if node != Heading(page.title))
    return GameSheet(session, role, page.title, drawn(nodes))


def what_is_coming(session: GameRecord, role: str | None) -> GameSheet:
    """Pending changes, the soonest first; standing facts; seats."""
    reader = Reader(session, role)
    below = f"it is round {reader.view.round} of {session.deck.rounds.count}"
    lines = drawn([*coming(reader), *standing(reader), *table(reader)])
    return GameSheet(session, role, "Coming, and how things stand", lines, below)


def exchange(session: GameRecord, role: str | None, number: int, speaker: str) -> GameSheet:
    """What one role had on the floor in one round."""
    title = f"Round {number}: {session.deck.roles[speaker].name}"
    return GameSheet(session, role, title, drawn(exchanged(Reader(session, role), number, speaker)))


def every_step(session: GameRecord, role: str | None, numbers: Sequence[int], title: str) -> GameSheet:
    """All that some rounds brought, cause by cause; before it every word of what is for me, which may have been cut."""
    reader = Reader(session, role)
    mine = [group for telling in tellings(reader, numbers) for group in (telling.mine, telling.foreseen)]
    lines = unfolded(node for group in mine if group is not None for node in group.opened())
    lines += [line for number in numbers for line in drawn(happened(reader, number, f"Round {number}"))]
    return GameSheet(session, role, f"{title}: every step", lines)


def second_opinion(session: GameRecord, role: str, advice: Choice) -> GameSheet:
    """What the planner would choose here, with its reason."""
    return GameSheet(session, role, "A second opinion", drawn(opinion(Reader(session, role), advice)))
