"""The move that is marked when moves come to be chosen."""

from __future__ import annotations

import debate
from debate.faces.tui.panels import marked_first, offered, undoes
from debate.game.session import PERSON, Session
from tests.faces.tui.playing import asked, playing, until

ZTE = debate.load_deck("zte")
LAW, REPEAL = "restore-ban", "repeal-ban-law"


def after_the_law() -> Session:
    """Congress has voted for the law a round ago and is to choose again."""
    session, voted = Session(ZTE, {"congress": PERSON}, seed=1), 0
    session.advance()
    while session.state.phase != "choose" or not 0 < voted < session.state.round:
        legal = session.legal("congress")
        wanted = [move for name in (LAW, "file-ban-bill") for move in legal if (move.kind, move.move) == ("play", name)]
        chosen = (wanted or legal[-1:])[0]
        voted = session.state.round if chosen.move == LAW else voted
        session.submit(chosen)
        session.advance()
    return session


async def test_it_does_not_undo_what_one_did_a_round_ago() -> None:
    """After a vote for the law the first move of the list is its repeal; another one is marked."""
    session = after_the_law()
    assert offered(session, "congress")[0].id == REPEAL
    found = marked_first(session, "congress").removeprefix("move:")
    assert found != REPEAL
    assert not undoes(ZTE.moves[found], ZTE.moves[LAW])
    async with playing(session) as pilot:
        table = await asked(pilot)
        await until(pilot, lambda: table.listing("moves").marked is not None)
        assert table.listing("moves").marked == f"move:{found}"


def test_what_undoes_what() -> None:
    """A repeal undoes the law; the vote on a bill does not undo the bill, nor what has nothing to do with it."""
    moves = ZTE.moves
    assert undoes(moves[REPEAL], moves[LAW])
    assert not undoes(moves[LAW], moves["file-ban-bill"])
    assert undoes(moves["set-light-monitoring"], moves["set-deep-monitoring"])
    assert not undoes(moves["fund-cyber-defense"], moves[LAW])


async def test_a_hold_of_the_round_before_is_not_marked_again() -> None:
    """Who held a round ago finds the first move marked, not holding: one key more would hold again. A mark that is set
    later in the round stays. In this round 5 nothing else is asked between the two."""
    session = Session(ZTE, {"congress": PERSON}, seed=4)
    session.advance()
    while session.state.round < 5 or session.state.phase != "choose":
        session.submit(next(m for m in session.legal("congress") if m.kind in ("hold", "let-stand", "keep", "decline")))
        session.advance()
    async with playing(session) as pilot:
        table = await asked(pilot)
        moves = table.listing("moves")
        await until(pilot, lambda: table.choosing() and moves.marked is not None)
        moves.mark("hold")
        session.submit(next(move for move in session.legal("congress") if move.kind == "hold"))
        session.advance()
        assert (session.state.round, session.state.phase) == (6, "choose")
        table.show_asked()
        assert moves.marked == marked_first(session, "congress")
        assert moves.marked != "hold"
        moves.mark("hold")
        table.show_asked()
        assert moves.marked == "hold"
