"""What reaches a seat as bytes: nothing that another's hand holds, nothing that steers a terminal."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from attrs import evolve

from debate.classroom.room import Refused
from debate.deckfile import load_deck
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE
from tests.classroom.seats.classroom import Class, Seat, judged
from tests.faces.tui.hostile import HONEST, hostile

SECRET = re.compile(rb"[AM]x[0-9]+x")
ESCAPES = re.compile("\x1b(?!\\[[0-9;?]*[A-Za-z])|[\x00-\x07\x0b-\x1a\x1c-\x1f\x80-\x9f]")
"""Whatever is no plain control sequence: titles, clipboards, device reports, C0 and C1 characters."""


def canaries() -> Deck:
    """The ZTE deck with each argument known by a word of its own, and each motive."""
    deck = load_deck("zte")
    cards = {
        id_: evolve(card, title=f"Ax{n}x", claim=f"Ax{n}x says", because="", warrant="", qualifier="")
        for n, (id_, card) in enumerate(deck.arguments.items())
    }
    number, roles = 0, {}
    for id_, role in deck.roles.items():
        motives = {}
        for motive_id, motive in role.motives.items():
            motives[motive_id] = evolve(motive, name=f"Mx{number}x", text=f"Mx{number}x")
            number += 1
        roles[id_] = evolve(role, motives=motives)
    return evolve(deck, arguments=cards, roles=roles)


async def test_no_seat_is_sent_another_ones_secrets(tmp_path: Path) -> None:
    """Through a whole game with every seat filled, a judge too, no byte to a seat names a card that lies in another's
    hand and has not been played, or another's motive.
    Pages of details, which say what the deck holds, stay closed."""
    room = Class(tmp_path, canaries(), preset="short", seed=5)
    deck = room.room.deck
    roles = [*deck.turn_order, JUDGE]
    seats = await room.join(*(f"S{n}" for n in range(len(roles))), cols=130, rows=40)
    for seat, role in zip(seats, roles, strict=True):
        room.place(seat, role)
    room.ask("start")
    for seat in seats[:-1]:
        await through_the_briefing(seat)
    table = room.room.tables[0]
    read = dict.fromkeys((seat.id for seat in seats), 0)
    public: set[str] = set()
    own: dict[str, set[str]] = {role: set() for role in roles}
    found: dict[str, set[bytes]] = {role: set() for role in roles}
    for _ in range(400):
        state = table.session.state
        if state.over:
            break
        for role in deck.turn_order:
            own[role] |= set(table.session.view(role).hand)
        public |= {known.entry.move.card for known in table.session.known(None)}
        await asyncio.sleep(0.08)
        for seat, role in zip(seats, roles, strict=True):
            news = seat.terminal.bytes[read[seat.id] :]
            read[seat.id] += len(news)
            seen = set(SECRET.findall(news))
            found[role] |= seen
            allowed = {deck.arguments[card].title.encode() for card in (public | own[role]) - {""}}
            if role != JUDGE:
                motive = table.session.view(role).motive
                allowed.add(deck.roles[role].motives[motive].name.encode())
            assert seen <= allowed, f"{role} in round {state.round}, {state.phase}: {seen - allowed}"
            seat.type("s" if type(seat.app.screen).__name__ == "AccountScreen" else "\x1b")
        role = state.awaiting[0]
        if role == JUDGE:
            room.ask("rule", table="1", speaker=judged(table), ruling="stands")
        else:
            if role not in table.taken:
                room.ask("take", table="1", role=role)
            legal = legal_moves(state, role)
            backed = [move for move in legal if move.card]
            room.ask("play", table="1", move=str((backed or legal)[0]))
    assert table.session.state.over
    assert all(found[role] for role in roles), {role: len(seen) for role, seen in found.items()}
    await room.close()


async def test_hostile_names_messages_and_decks(tmp_path: Path) -> None:
    """Brackets in a name, in the teacher's message and in all of a deck's texts show whole and do nothing; no byte
    that a seat gets is anything but text, colours and places."""
    room = Class(tmp_path, hostile(), preset="short", seed=4)
    ann, bo = await room.join("[b]Ann[/b]", "[@click=app.quit]B")
    await ann.until("[b]Ann[/b] (you)", "[@click=app.quit]B")
    roles = room.room.deck.turn_order
    room.place(ann, roles[0])
    room.place(bo, roles[0])
    room.only("start")
    for role in roles[1:]:
        room.only("take", table="1", role=role)
    room.ask("message", text="[red]stop[/red] [@click=app.exit]now")
    await through_the_briefing(ann)
    await through_the_briefing(bo)
    await ann.until("[red]stop[/red] [@click=app.exit]now", "[@click=app.quit]B")
    assert HONEST.split()[0] in ann.text
    bo.type("d")
    await ann.until("[@click=app.quit]B proposes: hold")
    for keys in ("o", "?", "f", "m", "w", "g"):
        ann.type(keys)
        await ann.settled()
        ann.type("\x1b")
        await ann.settled()
    for seat in (ann, bo):
        assert seat.app.is_running
        assert seat.app._exception is None
        assert ESCAPES.search(seat.terminal.bytes.decode()) is None
    await room.close()


async def through_the_briefing(seat: Seat) -> None:
    """Keep the cards that come first where hands are chosen, and take the seat."""
    await seat.until("Take your seat")
    for _ in range(12):
        for keys in ("\r", "\x1b[B"):
            if type(seat.app.screen).__name__ == "BriefingScreen":
                seat.type(keys)
            await seat.settled()
        if type(seat.app.screen).__name__ == "SeatTable":
            return
    raise AssertionError(seat.text)


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07", "a\u202eb", "a\u200bb", "x" * 60])
async def test_names_that_steer_are_refused(tmp_path: Path, name: str) -> None:
    """A name with an escape, a turned direction, an invisible letter, or far too long does not come in."""
    room = Class(tmp_path)
    with pytest.raises(Refused):
        room.room.join(room.room.code, name)
    await room.close()
