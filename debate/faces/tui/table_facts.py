"""What the pictures of the table are made of, read from a session as one role may see it."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.ahead import Ahead, ahead
from debate.debrief.foreseen import FIND_OUT
from debate.debrief.scores import shared
from debate.faces.kit.goals import scored
from debate.faces.kit.move_sheet import Case, Sheet
from debate.faces.kit.world import Shown
from debate.game.record import GameRecord
from debate.pages.table import still_coming
from debate.pages.words import kept
from debate.rules.deck import Motive
from debate.rules.legal import price_of
from debate.rules.moves import Move
from debate.store import PERSON

WIDE, TALL = 110, 36
"""From this size on everything stands side by side; below, the parts share the window as tabs."""
WORLD_CELLS, CARD_ROWS, LOW_CARD_ROWS = 62, 10, 4


def motive_of(session: GameRecord, role: str | None) -> Motive | None:
    """What the role is after; None for nobody."""
    if role is None or role not in session.deck.roles:
        return None
    return session.deck.roles[role].motives.get(session.view(role).motive)


def looked_at(session: GameRecord, role: str | None, move: str | None) -> Ahead | None:
    """The look ahead of the move that is marked, if one is."""
    if role is None or move is None or move not in session.deck.moves:
        return None
    return ahead(session.deck, session.view(role), move)


def shown_meters(session: GameRecord, role: str | None, seen: Ahead | None) -> list[Shown]:
    """Every meter with its change in the latest round; what the move looked at says or does to it, else what is
    coming."""
    view, deck, motive = session.view(role), session.deck, motive_of(session, role)
    before = before_round(session, role)
    said = dict(seen.promises) if seen is not None else {}
    done = {touch.target: touch for touch in seen.at_once} if seen is not None else {}
    coming: dict[str, tuple[int, int]] = {}
    for item in still_coming(view):
        for target, amount in item.changes:
            if target in deck.meters:
                coming.setdefault(target, (item.lands, amount))
    found = []
    for meter in deck.meters.values():
        value, old = view.meters[meter.id], before.get(meter.id)
        change = 0 if value is None or old is None else value - old
        weight = 0
        if motive is not None:
            weight = motive.wants.get(meter.id, motive.ends.get(meter.id, 0))
        note, moved = "", 0
        if meter.id in done:
            note, moved = done[meter.id].short, done[meter.id].amount or 0
            note += "" if " " in note else " now"
            if done[meter.id].amount is None:
                note = "changes now"
        elif meter.id in said:
            note = "“▲”" if said[meter.id] == "up" else "“▼”"
        elif meter.id in coming and value is not None:
            lands, moved = coming[meter.id]
            note = f"R{lands} {moved:+d}"
        touched = meter.id in done or meter.id in said
        good = weight * moved
        found.append(Shown(meter, value, change, touched, note, (good > 0) - (good < 0)))
    return found


def before_round(session: GameRecord, role: str | None) -> dict[str, int]:
    """The meters when the round before this one began, as far as the role sees them now."""
    state = session.state
    opened = session.opened(state.round - 1) if state.round > 1 and not state.over else None
    if opened is None:
        return {}
    return {meter: opened.meters[meter] for meter, value in session.view(role).meters.items() if value is not None}


def sheet_of(session: GameRecord, role: str, seen: Ahead, at: int) -> Sheet:
    """The sheet of a move. ``at``: which way to play it was turned to."""
    cases = cases_of(session, role, seen.move)
    motive, hindered, at = motive_of(session, role), session.hindrance(seen.move), min(at, max(0, len(cases) - 1))
    said = [kept(session.view(role), way_to_play(role, seen.move, cases[at]))] if cases else []
    said += [FIND_OUT] if session.predicting and not session.state.over else []
    return Sheet(
        seen,
        cases,
        at,
        session.state.capital[role],
        known=tuple(_shown_before(session, role, seen)),
        points=tuple(_points(session, role, seen, motive)) if motive is not None else (),
        rest=" ".join(filter(None, said)),
        refused="Not now." if hindered is None else f"Not now: {hindered.beside}",
    )


def _points(session: GameRecord, role: str, seen: Ahead, motive: Motive) -> Iterator[tuple[str, int]]:
    """What the changes at once give to the score if nothing else moves, as it will be told when they have come; nothing
    where the score hangs on what is hidden."""
    meters, now = session.deck.meters, session.view(role).meters
    before = {meter: value for meter in motive.wants if (value := now[meter]) is not None}
    done = {touch.target: touch.amount or 0 for touch in seen.at_once}
    after = {m: min(meters[m].max, max(meters[m].min, value + done.get(m, 0))) for m, value in before.items()}
    here, there = scored(session.deck, motive.wants, now), scored(session.deck, motive.wants, {**now, **after})
    if here is not None and there is not None:
        parts = shared(meters, motive.wants, before, after, there - here)
        yield from ((meter, points) for meter, points in parts.items() if points)


def cases_of(session: GameRecord, role: str, move: str) -> list[Case]:
    """The ways to play a move now, those with a card first."""
    flat = session.state.tables.moves[move]
    found = []
    for legal in session.legal(role) if choosing(session, role) else ():
        if legal.kind == "play" and legal.move == move:
            found.append(Case(legal.card, price_of(flat, bool(legal.card))))
    return sorted(found, key=lambda case: not case.card)


def choosing(session: GameRecord, role: str) -> bool:
    """Whether moves are chosen now and this role's choice is outstanding."""
    return session.state.phase == "choose" and role in session.state.awaiting


def way_to_play(role: str, move: str, case: Case) -> Move:
    """The choice that a case stands for."""
    return Move(role, "play", move=move, card=case.card)


def _shown_before(session: GameRecord, role: str, seen: Ahead) -> list[tuple[str, str]]:
    """Links and denials that the move would wake, as far as this game has shown them at work already."""
    fired = {step.cause for step in session.visible(role)}
    return [
        ("⊘" if woken.kind == "denial" else "→", f"{', '.join(woken.changes)}: {woken.says}")
        for woken in (*seen.denials, *seen.links)
        if woken.id in fired and not woken.stops
    ]


def seat_names(session: GameRecord, role: str | None) -> dict[str, str]:
    """Who fills each role, in a word."""
    found = {}
    for id_ in session.deck.turn_order:
        seat = session.seats[id_]
        found[id_] = "you" if id_ == role else (seat.name or "person") if seat.who == PERSON else seat.who
    return found
