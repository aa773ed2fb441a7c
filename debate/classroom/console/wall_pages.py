"""What stands on the wall, page by page, from what everybody may know. Large, few words, no hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from debate.classroom.console.board import DID_NOT_HAPPEN, NOT_HAPPENED, Telling
from debate.classroom.console.letters import large, qr, small
from debate.classroom.room.asking import lies_open
from debate.debrief.naming import cited, listed, waiting_for
from debate.debrief.narration import Told
from debate.debrief.verdicts import tally_words, verdicts
from debate.faces.tui import panels
from debate.faces.tui.groups import reason
from debate.faces.tui.listing import Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import CHOOSING, CHOSEN, DENIED, Part, arrow, cut, dots, fit, fold, rows, say, signed, width
from debate.game.record import GameRecord
from debate.rules.deck import Deck
from debate.rules.outcome import outcome

if TYPE_CHECKING:
    from debate.classroom.room import Room, Table

BARS = 44
"""Cells of a column from which on its meters have bars."""
GROUND = "#ffffff on #000000"
"""QR codes keep these colours in every theme, since cameras want contrast."""
PHASES = {
    "deal": "Everybody chooses a hand",
    "choose": "Choose a move and a case for it",
    "answer": "Answer a case",
    "extend": "Answer the answer",
    "settle": "Settle what was beaten",
    "over": "The end",
}
"""What each phase is about, for people who only see the wall."""


def join_page(room: Room, address: str, cells: int, lines: int, others: Sequence[str] = ()) -> Content:
    """Where to go (``others``: or else), what to type there, and a QR code where it fits."""
    code = room.code
    code_rows = qr(f"{address}#{code}") if address else ()
    beside = width(code_rows[0]) + 4 if code_rows else 0
    letters = large(code)
    if cells < 2 + width(letters[0]) + beside or lines < 16:
        letters = small(code)
    inside = [person for person in room.people.values() if person.kind == "student" and person.status == "in"]
    here = sum(person.here for person in inside)
    left: list[Part] = [("Open in your browser:", QUIET), (f"  {address}", "bold"), "", ("Room code:", QUIET)]
    left += [("  " + line, "bold $text-accent") for line in letters]
    left += ["", (f"{here} {'person is' if here == 1 else 'people are'} here", "bold")]
    door = sum(1 for person in room.people.values() if person.status == "asking")
    left += [(f"{door} at the door", "")] if door else []
    if room.settings.locked:
        left.append(("! The room is locked: nobody new can come in.", "bold"))
    if others:
        left += ["", ("If that does not open:", QUIET), *(f"  {other}" for other in others[:3])]
    used = max(width(part[0]) if isinstance(part, tuple) else width(str(part)) for part in left)
    if code_rows and lines >= len(code_rows) and cells >= used + 4 + width(code_rows[0]):
        return _beside(left, [(line, GROUND) for line in code_rows], used + 4)
    return rows(left)


def _beside(left: Sequence[Part], right: Sequence[Part], cells: int) -> Content:
    found = []
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else ""
        text, style = first if isinstance(first, tuple) else (str(first), "")
        found.append(say((fit(text, cells), style), right[number] if number < len(right) else ""))
    return Content("\n").join(found)


def world_page(session: GameRecord, cells: int, columns: int) -> Content:
    """All meters in their groups, in one column or two."""
    each = (cells - 3 * (columns - 1)) // columns
    made = panels.world_rows(session, None, each) if each >= BARS else _without_bars(session, each)
    found = [row.content for row in made]
    if columns == 1:
        return Content("\n").join(found)
    heads = [n for n, row in enumerate(made) if not row.enabled]
    cutting = min(heads or [0], key=lambda n: abs(2 * n - len(found)))
    first, second = found[:cutting], found[cutting:]
    lines = []
    for number in range(max(len(first), len(second))):
        one = first[number] if number < len(first) else say("")
        two = second[number] if number < len(second) else say("")
        lines.append(say(one, " " * max(0, each + 3 - one.cell_length), two))
    return Content("\n").join(lines)


def _without_bars(session: GameRecord, cells: int) -> list[Row]:
    """The meters where there is no room for bars beside whole names."""
    deck, view = session.deck, session.view(None)
    before = session.opened(session.state.round - 1) if session.state.round > 1 and not session.state.over else None
    found: list[Row] = []
    group = None
    for meter in deck.meters.values():
        if meter.group != group:
            group = meter.group
            found.append(Row(f"group:{group}", say((cut(group, cells), "bold underline")), enabled=False))
        value = view.meters[meter.id]
        old = before.meters[meter.id] if before is not None else value
        if value is None or old is None:
            found.append(Row(f"meter:{meter.id}", say(fit(f" {meter.name}", cells - 8), ("  hidden", QUIET))))
            continue
        moved = f" {arrow(value - old)}{signed(value - old)}" if value != old else ""
        line = say(fit(f" {meter.name}", cells - 8), (f"{value:>3}{moved:<5}", "bold"))
        found.append(Row(f"meter:{meter.id}", line))
    return found


def standing_lines(session: GameRecord, cells: int) -> Content:
    """How things stand: the flags that are not as they were at the start."""
    flags = session.view(None).flags
    changed = [flag for flag in session.deck.flags.values() if flags[flag.id] != flag.start]
    return rows((line, "") for flag in changed for line in fold(f"{flag.name}: {flag.values[flags[flag.id]]}", cells))


def told_page(telling: Telling, cells: int) -> Content:
    """One cause and what it changed, or what did not happen and why."""
    group = telling.groups[min(telling.shown, len(telling.groups)) - 1]
    denied = group.title == DID_NOT_HAPPEN
    parts: list[Part] = [(f" {line} ", "bold reverse") for line in fold(group.title, cells - 2)]
    if denied and group.head is not None:
        parts += [(line, QUIET) for line in fold(f"after: {group.head.text}", cells)]
    if group.head is not None and not group.lines:
        parts += [(line, "") for line in fold(group.head.cause, cells)] if group.head.cause else []
    for line in group.lines:
        parts += ["", *_told(line, cells)]
        why = reason(line, group)
        parts += [(f"    {row}", QUIET) for row in fold(why, cells - 4)] if why else []
    return rows(parts)


def _told(line: Told, cells: int) -> Iterator[Part]:
    glyph = DENIED if line.kind in NOT_HAPPENED else arrow(line.way) if line.way else "·"
    for number, row in enumerate(fold(line.text, cells - 4)):
        yield (f" {glyph if number == 0 else ' '}  {row}", "bold")


def people_page(room: Room, table: Table, session: GameRecord, cells: int) -> Content:
    """Who plays what, only numbers where names are kept off the wall; and the hands that the teacher has opened."""
    deck, parts, hands = session.deck, list[Part](), room.hands(table.number)
    for role in deck.turn_order:
        parts += ["", (deck.roles[role].name, "bold underline")]
        parts += [(f"  {line}", "") for line in fold(team_words(room, table, role), cells - 2)]
        for card in hands.get(role, ()):
            parts += [(f"  {'◇' if n == 0 else ' '} {line}", "") for n, line in enumerate(_card(deck, card, cells - 4))]
    if table.judges:
        parts += ["", ("Judges", "bold underline")]
        parts += [(f"  {line}", "") for line in fold(_named(room, table.judges), cells - 2)]
    return rows(parts[1:])


def _card(deck: Deck, id_: str, cells: int) -> list[str]:
    card = deck.arguments[id_]
    return fold(f"{card.title} {cited(card)}", cells)


def team_words(room: Room, table: Table, role: str) -> str:
    """Who fills this role, as the wall may say it."""
    team = table.teams.get(role, ())
    if team:
        return _named(room, team)
    who = table.filled_by(role)
    return {"teacher": "the teacher", "nobody": "nobody yet"}.get(who, f"{who} opponent")


def _named(room: Room, ids: Sequence[str]) -> str:
    if not room.settings.names_on_wall:
        return f"{len(ids)} {'person' if len(ids) == 1 else 'people'}"
    return listed([room.people[id_].name for id_ in ids if id_ in room.people])


def outcome_page(room: Room, sessions: Sequence[tuple[int, GameRecord]], cells: int) -> Content:
    """How each game came out: headline, years later, and each role on the floor and in the world."""
    parts: list[Part] = []
    for number, session in sessions:
        result, deck = outcome(session.state), session.deck
        title = deck.endings[result.ending].title if result.ending in deck.endings else "No ending"
        later = deck.endings[result.later].title if result.later in deck.endings else "No ending"
        parts.append("")
        if len(sessions) > 1:
            parts.append((f"Table {number}", "bold underline"))
        parts += [(line, QUIET) for line in fold(room.tables[number - 1].cut_words, cells)]
        parts += [(f" {line} ", "bold reverse") for line in fold(title, cells - 2)]
        parts.append(f"years later: {'still so' if later == title else later}")
        if session.state.over:
            told = f"promises: {tally_words(verdicts(session.source, session.to_record()))}"
            parts += fold(told, cells)
        for role in deck.turn_order:
            motive = deck.roles[role].motives.get(session.state.motives[role])
            par = f" (par {motive.par})" if motive is not None and motive.par is not None else ""
            parts.append(
                (
                    f"  {fit(deck.roles[role].name, 18)} floor {result.debate_points[role]:>2}   "
                    f"world {result.scores[role]:>3}{par}",
                    "",
                )
            )
    if len(sessions) == 1:
        parts += _denials(sessions[0][1], cells)
    parts += ["", ("The floor: exchanges won. The world: how far a role's wants came true.", QUIET)]
    return rows(parts[1:])


def _denials(session: GameRecord, cells: int) -> list[Part]:
    """What was hoped for in this game and did not follow, with the paragraph that says so."""
    deck = session.deck
    fired = dict.fromkeys(step.cause for step in session.visible(None) if step.kind == "denied")
    found: list[Part] = ["", (f" {DID_NOT_HAPPEN} ", "bold reverse")] if fired else []
    for id_ in fired:
        denial = deck.denials[id_]
        words = f"{denial.says} ({cited(denial)})" if cited(denial) else denial.says
        found += [(f"{DENIED if n == 0 else ' '} {line}", "") for n, line in enumerate(fold(words, cells - 2))]
    return found


def message_page(room: Room, cells: int) -> Content:
    """The deck's question, and what the teacher says."""
    parts: list[Part] = ["", *((f"  {line}", "bold") for line in fold(room.deck.question, cells - 2)), ""]
    parts += [(f" {line} ", "bold reverse") for line in fold(room.message, cells - 2)] if room.message else []
    return rows(parts)


def waiting_words(room: Room, table: Table, session: GameRecord) -> str:
    """What the table waits for, in one sentence."""
    deck, state = session.deck, session.state
    if table.finishing:
        return "The game is ended; opponents play its last rounds."
    if table.ended or state.over:
        return "The game is over."
    if room.paused:
        return "Paused by the teacher."
    if table.held:
        return f"{lies_open(table, room.judged)} The teacher goes on."
    return waiting_for(deck, state.awaiting)


def strip(session: GameRecord, cells: int) -> Content:
    """Every role on one line: has it chosen, and its capital."""
    state, deck = session.state, session.deck
    each = cells // max(1, len(deck.turn_order))
    parts: list[Part] = []
    for role in deck.turn_order:
        mark = " " if state.over else CHOOSING if role in state.awaiting else CHOSEN
        capital = dots(state.capital[role], deck.roles[role].capital_max)
        name = cut(deck.roles[role].name, each - width(capital) - 4)
        parts += [(fit(f"{mark} {name} {capital}", each), "bold" if role in state.awaiting else "")]
    return say(*parts)
