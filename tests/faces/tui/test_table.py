"""A game at the table, from the briefing to the ending."""

from __future__ import annotations

import threading
from functools import cached_property

import pytest
from attrs import evolve

from debate.debrief.rounds import Exchange, rounds
from debate.deckfile import load_deck
from debate.faces.kit.cards import hand_picture
from debate.faces.kit.names import marks, meter_short
from debate.faces.kit.rows import cells_of, plain
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Row
from debate.faces.tui.page import Page
from debate.faces.tui.question import case_rows
from debate.faces.tui.table import TableScreen
from debate.faces.tui.table_facts import cases_of
from debate.faces.tui.text import say
from debate.faces.tui.title import TitleScreen
from tests.faces.tui.playing import act, asked, choose, playing, screen, seated, session, until, valley
from tests.faces.tui.reading import LARGE, SMALL, shown


async def test_a_whole_game_ends_at_the_title() -> None:
    """First choices all the way: every round is told, the ending comes, and after it the title."""
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        while not game.state.over:
            await choose(pilot)
            await until(pilot, lambda: game.state.over or "works" in game.state.awaiting)
        told = await screen(pilot, "AccountScreen")
        assert [telling.rounds for telling in told.tellings] == [(3,), (4,)]  # type: ignore[attr-defined]
        await act(pilot, "skip")
        await screen(pilot, "EndingScreen")
        await act(pilot, "back")
        await screen(pilot, "QuestionScreen")  # it is kept nowhere: one key does not lose it
        assert "not kept anywhere" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await screen(pilot, "EndingScreen")
        await act(pilot, "back")
        await screen(pilot, "QuestionScreen")
        await pilot.press("down", "enter")
        await screen(pilot, TitleScreen)


async def test_before_the_hand_is_chosen_no_move_is_listed() -> None:
    """Behind the briefing, which comes a moment later: the table says what comes first, and marks nothing to choose."""
    async with playing(session("works", draft=["works"])) as pilot:
        await screen(pilot, "BriefingScreen")
        table = pilot.app.screen_stack[-2]
        assert isinstance(table, TableScreen)
        assert table.session.state.phase == "deal"
        assert not table.listing("moves").rows
        assert table.prompt() == "First you choose your hand."


async def test_while_the_ending_is_worked_out_nothing_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A game that is over, opened anew: the table says what it waits for, lists no move, and names no key to choose."""
    game, go_on = session("works"), threading.Event()
    while not game.state.over:
        game.submit(game.legal("works")[0]) if game.awaited() else game.advance()
    made = EndingScreen.debrief.func  # type: ignore[attr-defined]
    slow = cached_property(lambda page: (go_on.wait(20), made(page))[1])
    slow.__set_name__(EndingScreen, "debrief")
    monkeypatch.setattr(EndingScreen, "debrief", slow)
    async with playing(game) as pilot:
        table = await screen(pilot, "PlayedTable")
        assert isinstance(table, TableScreen)
        await until(pilot, lambda: "How it ended is being worked out" in shown(pilot))
        assert not table.listing("moves").rows
        assert "Choose" not in shown(pilot)
        go_on.set()
        await screen(pilot, "EndingScreen")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_everything_of_the_table_can_be_seen(size: tuple[int, int]) -> None:
    """All meters, seats, moves and cards: side by side in a large window, in four tabs in a small one."""
    async with playing(session("works"), size) as pilot:
        table = await seated(pilot)
        seen = ""
        for tab in ("tab_world", "tab_floor", "tab_hand", "tab_move"):
            await act(pilot, tab)
            await pilot.pause()
            seen += shown(pilot)
        deck = valley()
        for meter in deck.meters.values():
            assert meter.name in seen or meter_short(meter) in seen, meter.name
        for role in deck.roles.values():
            assert f" {marks(deck)[role.id]} " in seen
        assert deck.moves["start-the-dam"].title in seen
        assert deck.arguments[table.session.view("works").hand[0]].title in seen
        assert "Round 1 of 3" in seen
        assert "CHOOSE" in seen
        assert "★ Score" in seen


async def test_what_has_no_panel_is_a_key_away() -> None:
    """Standing facts, what is coming and who sits at the table, each line with its page: the key p."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await act(pilot, "coming")
        page = (await screen(pilot, "GameSheet")).query_one(Page)
        deck = valley()
        told = "\n".join(f"{line.lead}{line.text}" for line in page.lines)
        for flag in deck.flags.values():
            assert flag.name in told
        for role in deck.roles.values():
            assert role.name in told
        assert {line.to.kind for line in page.lines if line.to is not None} >= {"why", "role"}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_footer_is_one_row(size: tuple[int, int]) -> None:
    """The keys that one needs first, and the two that know all the others, which reach every action of the table."""
    async with playing(session("works"), size) as pilot:
        table = await seated(pilot)
        rows = shown(pilot).splitlines()
        for words in ("⏎ Choose", "2 World", "4 Hand", "i Details", "d Hold", "? Help", "^p"):
            assert words in rows[-1], words
        assert table.query_one(Keys).region.height == 1


async def test_the_footer_tells_the_way_back_from_a_tab() -> None:
    """Never the tab that is in front, always the moves; ⏎ opens there what it would choose among the moves."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        for key, here in (("2", "2 World"), ("4", "4 Hand"), ("3", "3 Floor")):
            await pilot.press(key)
            await pilot.pause()
            footer = shown(pilot).splitlines()[-1]
            assert "1 Move" in footer
            assert "⏎ Open" in footer
            assert here not in footer
        await pilot.press("1")
        await pilot.pause()
        footer = shown(pilot).splitlines()[-1]
        assert "⏎ Choose" in footer
        assert "1 Move" not in footer


async def test_the_tab_key_reaches_every_part() -> None:
    """In a small window too: the tab that shows the part comes to the front."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        reached = set()
        for _ in range(4):
            await act(pilot, "next_panel")
            assert table.focused is not None
            assert table.focused.region.area > 0
            reached.add(table.focused.id)
        assert reached >= {"moves", "hand", "world"}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_move_is_read_beside_the_table_and_played_with_one_key(size: tuple[int, int]) -> None:
    """Its sheet says what is promised and what it does, the world beside it is lit, nothing covers the table; ⏎ plays
    it with a card that backs it."""
    game = session("works")
    async with playing(game, size) as pilot:
        table = await seated(pilot)
        table.listing("moves").mark("move:start-the-dam")
        await pilot.pause()
        assert pilot.app.screen is table
        page, deck = shown(pilot), valley()
        assert "play it" in page
        for meter, _ in deck.moves["start-the-dam"].promises.items():
            assert meter_short(deck.meters[meter]) in page or deck.meters[meter].name in page
        if size == LARGE:
            assert "It is said" in page
            assert "At once" in page
            lit = [row for row in table.board("world").text.splitlines() if "▸" in row]
            assert len(lit) >= len(deck.moves["start-the-dam"].promises)
        backed = [move for move in game.legal("works") if move.move == "start-the-dam" and move.card]
        await pilot.press("enter")
        await until(pilot, lambda: any(move.move == "start-the-dam" for move in game.moves))
        made = next(move for move in game.moves if move.move == "start-the-dam")
        assert made == (backed[0] if backed else made)


async def test_the_arrows_turn_to_another_card() -> None:
    """← and → go through all the ways to play the marked move, the last of them without a case, and ⏎ plays that."""
    game = session("works")
    async with playing(game) as pilot:
        table = await seated(pilot)
        table.listing("moves").mark("move:start-the-dam")
        await pilot.pause()
        assert len(cases_of(game, "works", "start-the-dam")) > 1
        await pilot.press("left")
        await pilot.press("enter")
        await until(pilot, lambda: any(move.move == "start-the-dam" for move in game.moves))
        assert next(move for move in game.moves if move.move == "start-the-dam").card == ""


async def test_a_move_that_cannot_be_chosen_says_why() -> None:
    """The reason stands on its sheet, and Enter plays nothing."""
    game = session("works")
    async with playing(game, LARGE) as pilot:
        table = await seated(pilot)
        table.listing("moves").mark("move:tear-it-down")
        await pilot.pause()
        assert "listed monument" in shown(pilot)
        await act(pilot, "confirm")
        assert isinstance(pilot.app.screen, TableScreen)
        assert all(move.role != "works" for move in game.moves)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_a_move_would_wake_is_nowhere_before_it_was_seen(size: tuple[int, int]) -> None:
    """No link and no denial that this game has not shown at work: not a cell of the screen tells of them."""
    game = session("works")
    deck = valley()
    async with playing(game, size) as pilot:
        table = await seated(pilot)
        for move in [m.id for m in deck.moves.values() if m.role == "works" and m.active]:
            table.listing("moves").mark(f"move:{move}")
            await pilot.pause()
            assert "⊘" not in shown(pilot)
            assert "Seen before" not in shown(pilot)


async def test_hold_undo_and_redo() -> None:
    """Holding is a choice; undo takes it back with what came after it, redo makes it again."""
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        await act(pilot, "hold")
        await asked(pilot)
        assert any(move.kind == "hold" and move.role == "works" for move in game.moves)
        await act(pilot, "undo")
        assert any("taken back" in str(note.message) for note in pilot.app._notifications)
        table = await asked(pilot)
        assert game.state.phase == "choose"
        assert all(move.role != "works" for move in game.moves)
        assert table.check_action("redo", ())
        await act(pilot, "redo")
        await asked(pilot)
        assert any(move.kind == "hold" and move.role == "works" for move in game.moves)


async def test_a_round_played_again_is_told_again() -> None:
    """Undo takes back a round that was told; once it is played otherwise, what came of it is told anew."""
    game = session("works")
    async with playing(game) as pilot:
        await seated(pilot)
        for _ in range(2):
            while game.state.round == 1:
                await choose(pilot)
            told = await screen(pilot, "AccountScreen")
            assert told.tellings[0].rounds == (1,)  # type: ignore[attr-defined]
            await act(pilot, "skip")
            await asked(pilot)
            await act(pilot, "undo")
            await asked(pilot)
            assert game.state.round == 1


async def test_answers_are_offered_with_what_was_said() -> None:
    """In the answer phase the choices stand in the list, and the page shows both cards and what it would earn; why asks
    about that case."""
    game = session("town", seed=9)
    async with playing(game, LARGE) as pilot:
        await seated(pilot)
        await choose(pilot, "town hold")
        table = await asked(pilot)
        assert game.state.phase == "answer"
        move = game.legal("town")[0]
        table.listing("moves").mark(str(move))
        await pilot.pause()
        page = table.query_one("#saying").text  # type: ignore[attr-defined]
        deck = valley()
        assert deck.arguments[move.card].claim in page
        assert deck.arguments[game.state.plays[move.to].case].claim in page
        assert "It earns" in page
        await pilot.press("w")
        await pilot.pause()
        assert f"─ Round 1: {deck.roles[move.to].name} ─" in shown(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_cases_lie_open_where_one_answers(size: tuple[int, int]) -> None:
    """Each case in a row, whose it is and what it rests on, and under it what one may say to it; what is marked fits a
    card of the hand, and the world stands beside it in a large window, one key away in a small one."""
    game = session("town", seed=9)
    deck = valley()
    async with playing(game, size) as pilot:
        await seated(pilot)
        await choose(pilot, "town hold")
        table = await asked(pilot)
        rows = {row.id: row for row in table.listing("moves").rows}
        order = list(rows)
        for role, play in game.view("town").plays.items():
            heading = rows[f"case:{role}:0"]
            assert not heading.enabled
            assert f" {marks(deck)[role]}  {deck.moves[play.move].title[:12]}" in heading.content.plain
            assert f"“{deck.arguments[play.case].title[:12]}" in heading.content.plain
        for move in game.legal("town"):
            above = [id_ for id_ in order[: order.index(str(move))] if id_.startswith("case:")]
            if move.kind in ("answer", "press"):
                assert above[-1] == f"case:{move.to}:0"
        answer = next(move for move in game.legal("town") if move.kind == "answer")
        table.listing("moves").mark(str(answer))
        await pilot.pause()
        title = deck.arguments[answer.card].title
        assert title in rows[str(answer)].content.plain
        if size == LARGE:
            assert "ANSWERS THIS" in shown(pilot)
            assert "The world" in shown(pilot)
        else:
            await pilot.press("2")
            await pilot.pause()
            assert "The world" in shown(pilot)


async def test_what_was_said_against_a_case_stands_below_it() -> None:
    """Once answers are open: whose, with which card, how it bears on the case; and what was said back."""
    deck = valley()
    exchange = Exchange("works", "start-the-dam", "a", (("town", "b"),), ("town", "c"), "beaten")
    cards = [evolve(card, id=id_) for id_, card in zip("abc", deck.arguments.values(), strict=False)]
    deck = evolve(deck, arguments={card.id: card for card in cards})
    found = [row.content.plain for row in case_rows(deck, exchange, 70)]
    assert [each.split("“")[1].split("”")[0] for each in found] == [card.title for card in cards]
    assert "✗" in found[0]
    assert f" {marks(deck)['town']} " in found[1]
    assert f" {marks(deck)['works']} " in found[2]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_key_draws_what_has_changed_and_nothing_is_left_over(size: tuple[int, int]) -> None:
    """After each key the screen is what it would be if all of it were drawn anew, and of the world only the rows that
    differ were drawn."""
    async with playing(session("works"), size) as pilot:
        table = await seated(pilot)
        world = table.board("world")
        drawn: list[int] = []
        real = world.render_line
        world.render_line = lambda y: drawn.append(y) or real(y)  # type: ignore[method-assign,func-returns-value]
        for key in ("down", "down", "up", "right", "tab", "right", "tab", "down", "2", "1"):
            before = world.text.splitlines()
            drawn.clear()
            await pilot.press(key)
            await pilot.pause()
            after = world.text.splitlines()
            if key in ("down", "up") and table.focused is table.listing("moves"):
                assert set(drawn) <= {y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
            partly = shown(pilot)
            table.refresh(layout=True)
            for widget in table.query("*"):
                widget.refresh()
            await pilot.pause()
            assert shown(pilot) == partly, key


async def test_the_card_that_a_move_is_played_with_is_in_sight() -> None:
    """However many cards there are: the hand turns to it, and says how many others there are."""
    cards = list(valley().arguments.values())
    for cells, height in ((80, 4), (120, 10)):
        many = (cards * 3)[:12]
        picture = hand_picture(many, cells, height, fitting={many[9].id}, marked=f"card:{many[9].id}")
        assert f"card:{many[9].id}" in picture.places
        assert any("more" in plain(row) for row in picture.rows)
        assert {cells_of(row) for row in picture.rows[1:-1]} == {cells_of(picture.rows[2])}


async def test_sealed_choices_stay_hidden() -> None:
    """While you choose, nothing on screen tells what the others chose; that they have chosen stands at the table."""
    game = session("works")
    async with playing(game, LARGE) as pilot:
        await seated(pilot)
        chosen = [valley().moves[move.move].title for move in game.moves if move.move]
        assert len(game.moves) == 2
        assert chosen
        assert not any(title in shown(pilot) for title in chosen)
        assert shown(pilot).count("✓") == 2


async def test_the_floor_has_a_line_a_case_and_each_opens_its_words() -> None:
    """Whose, which move, on what ground, ✓ or ✗; ⏎ opens the cards and why an opponent chose so and what it rejected;
    what a round brought opens every step of it."""
    game = session("works")
    async with playing(game, LARGE) as pilot:
        table = await seated(pilot)
        await choose(pilot)
        table = await asked(pilot)
        await act(pilot, "tab_floor")
        floor = table.listing("floor")
        exchanges = [row for row in floor.rows if row.id.startswith("exchange:1:")]
        record = next(each for each in rounds(game.played, "works") if each.number == 1)
        assert [row.id.rpartition(":")[2] for row in exchanges] == [each.role for each in record.exchanges]
        for row, exchange in zip(exchanges, record.exchanges, strict=True):
            lines = row.content.plain.splitlines()
            assert len(lines) == 1 + len(exchange.answers) + bool(exchange.extension)
            assert f" {marks(valley())[exchange.role]} " in lines[0]
        theirs = next(row.id for row in exchanges if not row.id.endswith("works"))
        floor.mark(theirs)
        floor.focus()
        await pilot.pause()
        await act(pilot, "details")
        await screen(pilot, "GameSheet")
        assert "chose this" in shown(pilot)
        await act(pilot, "back")
        while game.state.round == 1:
            await choose(pilot)
        table = await asked(pilot)
        await act(pilot, "tab_floor")
        floor.mark("came:1")
        await act(pilot, "details")
        await screen(pilot, "GameSheet")
        assert "every step" in shown(pilot)


async def test_what_is_new_on_the_floor_is_in_sight() -> None:
    """It comes on top, and whoever has not moved down the floor sees it; whoever reads further down stays there."""
    game = session("works", seed=1)
    async with playing(game, LARGE) as pilot:
        table = await seated(pilot)
        floor = table.listing("floor")
        await choose(pilot)
        await asked(pilot)
        await act(pilot, "tab_floor")
        await pilot.pause()
        assert floor.marked == next(row.id for row in floor.rows if row.enabled)
        assert floor.scroll_offset.y == 0
        reading = [row.id for row in floor.rows if row.enabled][-1]
        floor.mark(reading)
        floor.show([*(row for row in floor.rows if row.id != "x"), Row("x", say("last"))])
        assert floor.marked == reading


async def test_the_marked_row_has_a_glyph() -> None:
    """Not colour alone: the marked move carries a ▸, also while another panel has the focus."""
    async with playing(session("works"), LARGE) as pilot:
        table = await seated(pilot)
        await pilot.press("down")
        for panel in ("moves", "world"):
            table.query_one(f"#{panel}").focus()
            await pilot.pause()
            row = next(line for line in shown(pilot).splitlines() if "Start the dam" in line)
            assert "▸Start the dam" in row


async def test_what_capital_is_stands_at_the_table_and_covers_nothing() -> None:
    """After the first spending it stands in a line of its own while one is asked next, no note lies over the page, and
    after that choice it is gone."""
    game = session("congress", deck=load_deck("zte"), seed=2162)
    async with playing(game) as pilot:
        await seated(pilot)
        table = await asked(pilot)
        legal = game.legal("congress")
        backed = next(m for m in legal if m.card and game.deck.moves[m.move].cost)
        await choose(pilot, str(backed))
        table = await asked(pilot)
        note = table.query_one("#note")
        assert table.session.state.phase == "answer"
        assert f"This move cost {game.deck.moves[backed.move].cost} capital." in str(note.render())
        assert note.display
        assert note.region.height <= 2
        assert not pilot.app._notifications
        await choose(pilot)
        await asked(pilot)
        assert not note.display
