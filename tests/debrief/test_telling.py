"""Consequences in words."""

from __future__ import annotations

import debate
from debate.debrief.narration import consequences, lands_in_words, tell
from debate.rules.conditions import FlagIs
from tests.debrief.games import harbour, played, watched

DIG = ["port play dig with ships-pay"]


def test_a_round_reads_as_sentences() -> None:
    """Digging: the move, what it does, its links, what is on its way, what does not happen, what was paid."""
    session = played(harbour(), [DIG])
    lines = [told.line for told in consequences(session.deck, session.visible("port"))]
    assert lines[:4] == [
        "The port: Dig the channel. Dredgers come (P1).",
        "Capital (The town) 5 -> 4: Digging costs money (P2, inferred).",
        "The channel: shallow -> dug deep: 'Dig the channel' by The port (P1)",
        "Debt 30 -> 50: Digging costs money (P2, inferred).",
    ]
    assert "On its way, for the end of round 2: Mud +15: Mud comes down a round later (P2)." in lines
    assert lines[-2] == "Capital (The port) is now 5: -2 for its move, +1 won on the floor, +2 income"


def test_a_denial_is_told_when_it_begins_and_folded_while_it_goes_on() -> None:
    """Round 1 says what did not happen and why, and that digging itself drove fish away; rounds 2 and 3 only that it is
    still true."""
    session = played(harbour(), [DIG, [], []])
    steps = session.visible("port")
    told = {}
    for number in (1, 2, 3):
        so_far = [step for step in steps if step.round <= number]
        before = max((step.number for step in so_far if step.round < number), default=0)
        told[number] = [t for t in consequences(session.deck, so_far, before) if t.kind in ("denied", "still")]
    assert [t.line for t in told[1]] == [
        "did not happen: 'The channel: dug deep' did not move Fish (it fell for this very reason, so the deck"
        " contradicts itself here) or change The beach: The fish stay away (P1)."
    ]
    for number in (2, 3):
        assert [t.line for t in told[number]] == [
            "still true: no change of Fish or The beach for the reasons told before (P1)"
        ]


def test_a_denial_is_told_only_where_what_it_argues_from_is_there() -> None:
    """Whatever it follows happened in that round, and each standing fact that it reads was so in it."""
    deck, told = debate.load_deck("zte"), 0
    for seed in (1, 2, 3):
        session = watched(deck, seed)
        flags = {id_: {flag.start} for id_, flag in deck.flags.items()}
        happened: set[str] = set()
        last, now = 1, {id_: flag.start for id_, flag in deck.flags.items()}
        for step in session.trace:
            if step.round != last:
                last, happened, flags = step.round, set(), {id_: {value} for id_, value in now.items()}
            if step.flag:
                now[step.flag] = str(step.after)
                flags[step.flag].add(str(step.after))
            if step.kind == "event":
                happened.add(step.cause)
            if step.kind == "denied":
                denial, told = deck.denials[step.cause], told + 1
                assert not denial.follows or happened & set(denial.follows), step
                read = [test for test in denial.when if isinstance(test, FlagIs)]
                assert all(flags[test.flag] & set(test.values) for test in read), step
    assert told > 20


def test_every_step_of_every_kind_has_words() -> None:
    """Whole games: no step without a text, and none with an id of the deck in it."""
    for seed in range(6):
        session = watched(harbour(), seed)
        for step in session.trace:
            told = tell(session.deck, step)
            assert told.text
            assert "-come" not in told.line
            assert "capital." not in told.line


def test_others_see_a_change_but_not_its_covert_cause() -> None:
    """The town leaks the books. The port sees its debt grow, and not by whom; the town does not see the debt at all."""
    session = played(harbour(), [["town play leak-the-books"]])
    port = [told.line for told in consequences(session.deck, session.visible("port"))]
    town = [told.line for told in consequences(session.deck, session.visible("town"))]
    assert "Debt 30 -> 35: Something that you cannot see from your seat." in port
    assert not any("Leak" in line for line in port)
    assert not any(line.startswith("Debt") for line in town)


def test_what_is_on_its_way_is_told_in_the_amounts_that_will_land() -> None:
    """While it is on its way and after it has landed: the number itself, never the range that the link allows."""
    game = watched(debate.load_deck("zte"), seed=1, opponent="scripted")
    deck, steps = game.deck, tuple(game.played.trace)
    over = consequences(deck, steps, 0, game.state.pending)
    coming = [told for told in over if told.kind == "pending"]
    assert coming
    assert not [told.text for told in coming if " to +" in told.text or "depending on" in told.text]


def test_a_landing_after_the_end_is_told_as_such() -> None:
    """Rounds of the game by number, rounds of the epilogue counted, and nothing promised beyond."""
    deck = harbour()
    count, epilogue = deck.rounds.count, deck.rounds.epilogue
    assert lands_in_words(deck, count) == f"the end of round {count}"
    assert lands_in_words(deck, count + 1) == "one round after the end of term"
    assert lands_in_words(deck, count + epilogue + 1) == "a time that this game does not reach"
