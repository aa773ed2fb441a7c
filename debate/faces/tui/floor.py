"""The floor, round by round: what was said, what answered it, what came of it, and why opponents chose as they did."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field
from textual.content import Content

from debate.debrief.naming import citation, cited, how_answered, listed
from debate.debrief.narration import consequences
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.faces.tui.groups import WAITS, Group, grouped, head_content, told_content
from debate.faces.tui.listing import Row
from debate.faces.tui.page import QUIET
from debate.faces.tui.panels import deck_label, rows_of
from debate.faces.tui.text import Part, cut, fold, rows, say, width
from debate.game.record import GameRecord, Known
from debate.rules.deck import Deck
from debate.rules.state import Pending
from debate.rules.trace import TraceStep

ROUNDS_SHOWN = 3
"""So many rounds lie on the floor; the flow sheet has them all."""


def floor_rows(session: GameRecord, role: str | None, cells: int) -> list[Row]:
    """The latest rounds, the newest first."""
    deck = session.deck
    known, steps = session.known(role), session.visible(role)
    found: list[Row] = []
    shown = 0
    records = [record for record in rounds(session.played, role) if record.exchanges or record.steps or record.holding]
    for record in reversed(records):
        inside = _inside(session, record, [k for k in known if k.round == record.number], steps, cells, role)
        if not inside:
            continue
        if shown == ROUNDS_SHOWN:
            found.append(
                Row("floor:before", rows_of(["Earlier rounds are on the flow sheet (f)."], cells, QUIET), False)
            )
            break
        shown += 1
        found.append(
            Row(f"round:{record.number}", say((cut(round_title(deck, record), cells), "bold underline")), False)
        )
        found += inside
    if not found:
        found.append(Row("floor:empty", rows_of(["Nothing has been said yet."], cells, QUIET), enabled=False))
    return found


def round_title(deck: Deck, record: RoundRecord) -> str:
    if record.years_later:
        return f"Years later: {record.label}"
    label = deck_label(deck, record.number)
    title = f"Round {record.number}"
    return title if label in ("", title) else f"{title} · {label}"


def _inside(
    session: GameRecord,
    record: RoundRecord,
    made: list[Known],
    steps: Sequence[TraceStep],
    cells: int,
    role: str | None,
) -> list[Row]:
    """The exchanges of a round, each with what came of it, then the rest of what the round brought."""
    deck, number = session.deck, record.number
    closed = session.state.round > number or session.state.over
    groups = round_groups(deck, steps, number, session.view(role).pending) if closed else []
    found: list[Row] = []
    for exchange in record.exchanges:
        content = exchange_content(deck, exchange, made, cells, role)
        found.append(Row(f"exchange:{number}:{exchange.role}", content))
        for place, group in enumerate(groups):
            if group.event == exchange.move:
                found += _told_rows(number, place, group, cells, "  ")
    holding = [k.entry.move.role for k in made if k.entry.move.kind == "hold" and k.entry.move.role in record.holding]
    if holding and (closed or session.state.phase != "choose"):
        names = listed([deck.roles[held].name for held in holding])
        words = rows_of([f"{names}: no move (holding gains capital)"], cells, QUIET)
        found.append(Row(f"holding:{number}", words, enabled=False))
    shown = {exchange.move for exchange in record.exchanges}
    for place, group in enumerate(groups):
        if group.event not in shown:
            found.append(Row(f"group:{number}:{place}", head_content(group, cells), enabled=False))
            found += _told_rows(number, place, group, cells, "")
    return found


def _told_rows(number: int, place: int, group: Group, cells: int, indent: str) -> list[Row]:
    return [
        Row(f"told:{number}:{place}:{n}", told_content(line, cells, group, indent))
        for n, line in enumerate(group.lines)
    ]


def round_groups(deck: Deck, steps: Sequence[TraceStep], number: int, pending: Sequence[Pending] = ()) -> list[Group]:
    """What one round brought, in groups. ``steps``: all that a role may know; ``pending``: what it knows is coming."""
    upto = [step for step in steps if step.round <= number]
    after = max((step.number for step in upto if step.round < number), default=0)
    return grouped(deck, consequences(deck, upto, after, pending))


@define
class _Lines:
    """Folded lines of a row."""

    cells: int
    parts: list[Part] = field(factory=list)

    def add(self, text: str, style: str = "", indent: str = "  ") -> None:
        self.parts += [(f"{indent}{line}", style) for line in fold(text, self.cells - width(indent))]


def exchange_content(deck: Deck, exchange: Exchange, made: list[Known], cells: int, role: str | None) -> Content:
    """One exchange: who plays what, its case, the answers, the extension, the result, and an opponent's reason."""
    lines = _Lines(cells)
    lines.add(f"{name_for(deck, exchange.role, role).upper()}: {deck.moves[exchange.move].title}", "bold", "")
    if exchange.waited:
        lines.add("waited from the round before, and comes now", QUIET)
    elif exchange.covert:
        lines.add("done covertly: the others are not told", QUIET)
    elif not exchange.case:
        lines.add("no case: policy by decree", QUIET)
    else:
        lines.add(quoted(deck, exchange.case))
    for who, card in exchange.answers:
        how = how_answered(deck, card, exchange.case)
        lines.add(f"ANSWERED by {name_for(deck, who, role)} ({how} it): {quoted(deck, card)}")
    if exchange.pressed:
        who = listed([name_for(deck, other, role) for other in exchange.pressed])
        after = {None: "", True: ": shown, for capital", False: ": not shown"}[exchange.shown]
        lines.add(f"PRESSED for its ground by {who}{after}")
    if exchange.extension:
        to, card = exchange.extension
        how = how_answered(deck, card, dict(exchange.answers)[to])
        lines.add(f"EXTENDED ({how} the answer): {quoted(deck, card)}")
    if exchange.offer_to:
        word = {None: "not decided yet", True: "ACCEPTED", False: "DECLINED"}[exchange.taken]
        lines.add(f"An offer to {name_for(deck, exchange.offer_to, role)}: {word}")
    for text in results(deck, exchange, role):
        lines.add(f"-> {text}", "bold")
    for item in made:
        chosen, move = item.entry.chosen, item.entry.move
        if chosen is not None and move.role == exchange.role and move.kind == "play":
            cite = citation(chosen.source, chosen.basis)
            lines.add(f"why: {chosen.because}" + (f" ({cite})" if cite else ""), QUIET)
    return rows(lines.parts)


def name_for(deck: Deck, role: str, own: str | None) -> str:
    """The role's name, ``you`` for one's own."""
    return "you" if role == own else deck.roles[role].name


def quoted(deck: Deck, card_id: str) -> str:
    """A card as it is said."""
    card = deck.arguments[card_id]
    return f'{card.title}. "{card.claim}" {cited(card)}'


def results(deck: Deck, exchange: Exchange, role: str | None) -> list[str]:
    """How the exchange ended on the floor, and what became of the move."""
    found = []
    if exchange.result == "stands":
        half = " at half its worth" if exchange.shown is False else ""
        found.append(f"the case stands{half}: +{exchange.worth} capital")
    elif exchange.result == "beaten":
        after = "it pays to go on" if exchange.paid_on else WAITS.get(exchange.fate, "")
        found.append("the case is beaten" + (f"; {after}" if after else ""))
    if exchange.fate == "overtaken":
        found.append("overtaken: what it needs was gone, and its price is paid back")
    elif exchange.fate == "unplayable":
        found.append("it could not be played here")
    return found
