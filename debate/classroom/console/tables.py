"""The tables as the teacher oversees them: how far, who is awaited, the meters that matter, what happened last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from debate.classroom.console.people import filled_by
from debate.debrief.naming import counted, listed
from debate.debrief.rounds import rounds
from debate.faces.tui.listing import Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, heading
from debate.faces.tui.panels import deck_label
from debate.faces.tui.question import PHASES
from debate.faces.tui.text import Part, arrow, cut, rows
from debate.game.record import GameRecord
from debate.pages.exchange import choice_words
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE

if TYPE_CHECKING:
    from debate.classroom.console.board import Board
    from debate.classroom.room import Room, Table

KEY_METERS = 4


def key_meters(deck: Deck) -> tuple[str, ...]:
    """The meters that the motives of this deck want most, whatever the sign, in the deck's order."""
    weights: dict[str, int] = {}
    for role in deck.roles.values():
        for motive in role.motives.values():
            for id_, weight in motive.wants.items():
                weights[id_] = weights.get(id_, 0) + abs(weight)
    most = sorted(weights, key=lambda id_: -weights[id_])[:KEY_METERS]
    return tuple(id_ for id_ in deck.meters if id_ in most)


def table_rows(room: Room, board: Board, cells: int, now: float) -> list[Row]:
    """Three lines for each table."""
    found = []
    for table in room.tables:
        session = board.public(table.number)
        parts: list[Part] = [(cut(f"{_mark(table)} Table {table.number}  {where(session)}", cells), "bold")]
        parts.append((cut(f"  {awaits(room, table, session, now)}", cells), ""))
        if room.phase != "gathering":
            parts.append((cut(f"  {meters(session)}", cells), QUIET))
            last = last_choice(session)
            parts += [(cut(f"  last: {last}", cells), QUIET)] if last else []
        found.append(Row(f"table:{table.number}", rows(parts)))
    return found


def _mark(table: Table) -> str:
    return "■" if table.ended else "‖" if table.held else "▶"


def where(session: GameRecord) -> str:
    """Round and phase of a game."""
    state, deck = session.state, session.deck
    if state.over:
        return "THE END"
    label = deck_label(deck, state.round)
    return f"round {state.round} of {deck.rounds.count} · {PHASES[state.phase]}" + (f" · {label}" if label else "")


def awaits(room: Room, table: Table, session: GameRecord, now: float) -> str:
    """What a table waits for, with who of the team has spoken and how much time is left."""
    if room.phase == "gathering":
        empty = [room.deck.roles[role].name for role in room.deck.turn_order if not table.teams.get(role)]
        people = sum(map(len, table.teams.values()))
        seats = f"{people} seated, {counted(len(table.judges), 'judge')}"
        return f"{seats}; opponents play {listed(empty)}" if empty else seats
    if table.ended or session.state.over:
        if table.finishing:
            return "ended: opponents play its last rounds"
        return f"over{f', ended {table.cut_when}' if table.cut_when else ''}: v reads its debrief"
    if room.paused:
        return "paused"
    if table.held:
        return "held until you go on"
    if table.withheld:
        return foretell_words(len(table.foretelling()))
    awaiting = session.state.awaiting
    times = {table.until(role) for role in awaiting}
    until = times.pop() if len(times) == 1 else None
    waits = [_awaited(room, table, session, role, now if until is None else None) for role in awaiting]
    left = "" if until is None else f", {clock(until - now)}"
    return f"waits for {listed(waits)}{left}" if waits else "waits for nobody"


def foretell_words(left: int) -> str:
    """How many are still waited for before the end of a round is shown."""
    return f"{counted(left, 'person still says', 'people still say')} what they think will come"


def _awaited(room: Room, table: Table, session: GameRecord, role: str, now: float | None) -> str:
    """A role that is awaited, with what its team has done; ``now``: the clock, None: leave its time out."""
    if role == JUDGE:
        ballot = table.ballot()
        return "the judges" if ballot is None else f"the judges ({len(ballot.votes)} voted, {len(ballot.waiting)} not)"
    words = []
    made = len(table.proposals(role))
    if made:
        words.append(f"{made} proposal{'s' * (made != 1)}")
    until = table.until(role)
    if until is not None and now is not None:
        words.append(clock(until - now))
    team = [room.people[id_] for id_ in table.teams.get(role, ()) if id_ in room.people]
    if team and not any(person.here for person in team):
        words.append("nobody here")
    return session.deck.roles[role].name + (f" ({', '.join(words)})" if words else "")


def clock(seconds: float) -> str:
    """Time that is left: ``1:30``, or how long it has been over."""
    left = int(seconds)
    sign = "" if left >= 0 else "over by "
    return f"{sign}{abs(left) // 60}:{abs(left) % 60:02d}"


def meters(session: GameRecord) -> str:
    """The meters that matter most, with where they went in the round before."""
    state, deck = session.state, session.deck
    before = session.opened(state.round - 1) if state.round > 1 and not state.over else None
    found = []
    for id_ in key_meters(deck):
        value = session.view(None).meters[id_]
        if value is not None:
            change = value - before.meters[id_] if before is not None else 0
            found.append(f"{deck.meters[id_].name} {value}{arrow(change).strip()}")
    return "  ".join(found)


def last_choice(session: GameRecord) -> str:
    """The latest choice that lies open."""
    known = session.known(None)
    if not known:
        return ""
    move = known[-1].entry.move
    name = session.deck.roles[move.role].name if move.role in session.deck.roles else "the judge"
    return f"{name}: {choice_words(session.deck, move)}"


def table_page(room: Room, table: Table, session: GameRecord, now: float) -> Iterator[Line]:
    """One table, role by role, and the last round's results."""
    deck, state = session.deck, session.state
    yield heading(f"Table {table.number}: {where(session)}")
    for role in deck.turn_order:
        waits = role in state.awaiting and room.phase == "playing" and not table.ended
        mark = "…" if waits else "✓"
        words = filled_by(table, role)
        names = [room.people[id_].name for id_ in table.teams.get(role, ()) if id_ in room.people]
        yield Line(f"{deck.roles[role].name}: {listed(names) or words}", STRONG if waits else "", lead=f"{mark} ")
        for proposal in table.proposals(role) if waits else ():
            yield Line(
                f"proposal {proposal.number}: {len(proposal.supporters)} of the {proposal.needed} it needs",
                QUIET,
                lead="  ",
            )
        until = table.until(role)
        if waits and until is not None:
            yield Line(f"time: {clock(until - now)}", QUIET, lead="  ")
    ballot = table.ballot()
    if ballot is not None:
        stands = sum(vote == "stands" for vote in ballot.votes.values())
        yield BLANK
        yield heading("The judges")
        yield Line(
            f"On {deck.roles[ballot.speaker].name}'s case: {stands} say it stands, {len(ballot.votes) - stands} say it "
            f"is beaten, {len(ballot.waiting)} have not voted. j rules yourself."
        )
    records = [record for record in rounds(session.played, None) if record.exchanges]
    if records:
        yield BLANK
        yield heading(f"Round {records[-1].number} on the floor")
        for exchange in records[-1].exchanges:
            result = f": {exchange.result}" if exchange.result else ""
            yield Line(f"{deck.roles[exchange.role].name}, {deck.moves[exchange.move].title}{result}")
