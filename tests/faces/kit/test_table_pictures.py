"""The parts of the table as pictures: always as wide and high as said, nothing cut without an ellipsis, readable in
grey."""

from __future__ import annotations

import pytest
from attrs import evolve

from debate.deckfile import load_deck
from debate.faces.kit.cards import hand_picture, whole_card
from debate.faces.kit.move_sheet import hold_row, move_row, refused_row
from debate.faces.kit.rows import Row, cells_of, plain, texts
from debate.faces.kit.table_rows import head_row, seats_row
from debate.faces.kit.world import Shown, stands_row, world_picture
from debate.rules.deck import Deck, Motive

LONG = "Wonderfully long names of 界面"[:29]
SIZES = [(62, 26), (80, 14), (110, 20), (160, 40)]


def torture() -> Deck:
    """The deck with 18 meters, each with the longest names that a deck may have, and no short ones."""
    deck = load_deck("zte")
    meters = {id_: evolve(m, name=LONG, short="", nick="") for id_, m in deck.meters.items()}
    moves = {id_: evolve(m, title=LONG + " and on", short="") for id_, m in deck.moves.items()}
    cards = {id_: evolve(c, title=LONG + " and on", claim="word " * 60) for id_, c in deck.arguments.items()}
    return evolve(deck, meters=meters, moves=moves, arguments=cards)


def shown(deck: Deck) -> list[Shown]:
    return [
        Shown(
            meter, None if n == 9 else 100 - n, change=(-1) ** n * n * 6, touched=n % 4 == 0, note="“▲”", sign=n % 3 - 1
        )
        for n, meter in enumerate(deck.meters.values())
    ]


def hawk(deck: Deck) -> Motive:
    return deck.roles["congress"].motives["hawk"]


def whole(rows: tuple[Row, ...] | list[Row], cells: int) -> None:
    """Every row is as wide as said, and a frame that opens closes."""
    assert {cells_of(row) for row in rows} == {cells}
    assert plain(rows[0])[0] in "╭┏┌"
    assert plain(rows[-1])[-1] in "╯┛┘"


@pytest.mark.parametrize("deck", [torture(), load_deck("zte"), load_deck("phones")], ids=["torture", "zte", "phones"])
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_the_world_fits_its_frame(deck: Deck, cells: int, height: int) -> None:
    """One column or two, every meter is there, and each place is that of its row."""
    motive = next(iter(next(iter(deck.roles.values())).motives.values()))
    picture = world_picture(shown(deck), motive, cells, height)
    whole(picture.rows, cells)
    assert len(picture.places) == len(deck.meters)
    for left, top, wide, _ in picture.places.values():
        row = plain(picture.rows[top])
        assert row[left : left + wide].strip()


def test_good_and_bad_are_told_without_colour() -> None:
    """A goal's row has its arrow and the arrow of its change: what is wanted, and which way it went."""
    deck = load_deck("zte")
    rows = set(texts(world_picture(shown(deck), hawk(deck), 62, 26).rows))
    says = hawk(deck).ends
    assert any(row.startswith(f"│◎{says['us-security']}▲") for row in rows)
    assert any(row.startswith(f"│◎{-says['spying-abroad']}▼") and "▲12" in row for row in rows)
    assert any("hidden from you" in row for row in rows)


@pytest.mark.parametrize("count", [0, 1, 3, 5, 9, 20])
@pytest.mark.parametrize(("cells", "height"), [(120, 10), (80, 4), (160, 10)])
def test_the_hand_is_a_row_of_cards(count: int, cells: int, height: int) -> None:
    """As many as fit, the marked one always among them; one that fits is heavy and says so in words or by its glyph."""
    cards = list(torture().arguments.values())[:count]
    marked = f"card:{cards[-1].id}" if cards else ""
    fitting = [card.id for card in cards[-1:]]
    picture = hand_picture(cards, cells, height, fitting=fitting, marked=marked, focus=True)
    if not cards:
        assert "no cards" in plain(picture.rows[0])
        return
    assert marked in picture.places
    assert len(picture.rows) == height
    assert all(cells_of(row) <= cells for row in picture.rows)
    assert "┏" in plain(picture.rows[0])
    assert ("BACKS THIS" in plain(picture.rows[0])) == (height > 5)


def test_a_whole_card_has_all_its_parts() -> None:
    deck = load_deck("zte")
    cards = list(deck.arguments.values())[:3]
    picture = whole_card(cards, f"card:{cards[1].id}", 80, 20, (), "role1")
    whole(picture.rows, 80)
    told = " ".join(" ".join(texts(picture.rows)).replace("│", " ").split())
    for part in (cards[1].title, cards[1].claim, cards[1].because, cards[1].warrant, "2 of 3"):
        assert part in told


@pytest.mark.parametrize("cells", [40, 53, 75, 100])
def test_moves_are_rows_of_one_width(cells: int) -> None:
    """Title, backing, price and promise; the reason where it cannot be chosen; holding."""
    deck = torture()
    for move in deck.moves.values():
        row = move_row(deck, move, 3, 1, cells, "role1")
        assert cells_of(row) == cells
        assert ("●●●" if move.covert else "◆●●●") in plain(row)
        assert cells_of(refused_row(move, "a reason " * 9, cells)) == cells
    assert cells_of(hold_row(1, cells)) == cells


@pytest.mark.parametrize("cells", [80, 120])
@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_head_and_seats_fit(name: str, cells: int) -> None:
    """Two, three or four roles: each with its letter, whatever else gives way."""
    deck = load_deck(name)
    role = deck.turn_order[0]
    motive = next(iter(deck.roles[role].motives))
    assert cells_of(head_row(deck, 3, deck.rounds.labels[2], "CHOOSE", role, motive, cells)) == cells
    who = dict.fromkeys(deck.turn_order, "somebody with a long name")
    capital = dict.fromkeys(deck.turn_order, 6)
    for room in (cells, cells - 45):
        row = seats_row(deck, capital, [role], who, role, room)
        assert cells_of(row) == room
        assert plain(row).count("…") >= 1
    flags = {id_: flag.start for id_, flag in deck.flags.items()}
    assert cells_of(stands_row(deck, flags, 60)) <= 60


def test_further_promises_of_a_move_are_no_amount() -> None:
    """Beside its first promise stands how many more there are, in words that cannot be read as points."""
    deck = load_deck("zte")
    move = next(move for move in deck.moves.values() if len(move.promises) > 1)
    assert f"& {len(move.promises) - 1} more" in plain(move_row(deck, move, 2, 1, 78, "role1"))
    assert "+1" not in plain(move_row(deck, move, 2, 1, 58, "role1"))


def test_a_card_backs_as_many_of_ones_own_moves_as_it_says() -> None:
    """Moves of others that a card would back are not counted for the hand that holds it."""
    deck = load_deck("zte")
    own = {move.id for move in deck.moves.values() if move.role == "zte"}
    card = next(card for card in deck.arguments.values() if set(card.backs) & own and set(card.backs) - own)
    count = len(set(card.backs) & own)
    assert f"backs {count} ↩" in plain(hand_picture([card], 40, 10, own=own).rows[-2])
    whole = texts(whole_card([card], f"card:{card.id}", 80, 20, (), "role4", own).rows)
    assert any(f"backs {count} of your moves" in line for line in whole)
