"""Why an opponent chose as it did, as a page of what its role chose in a round."""

from __future__ import annotations

import re

import debate
from debate.debrief.naming import citation
from debate.debrief.unmoved import by_rule
from debate.game.record import Known
from debate.game.session import Session
from debate.opponents.scripted import RATHER
from debate.pages.account import tellings
from debate.pages.document import Deed, Line
from debate.pages.exchange import reasons
from debate.pages.floor import floor
from debate.pages.reader import Reader
from debate.rules.moves import IllegalMove
from debate.rules.outcome import score
from debate.rules.play import play
from debate.rules.state import State
from tests.debrief.games import watched
from tests.pages.test_score_rounds import asked

ZTE = debate.load_deck("zte")


def test_a_reason_is_cited_where_it_is_said() -> None:
    """What is only inferred is said to be so behind the reason, before what it would rather have played; no line has
    nothing but passages in it."""
    inferred, stands_in = 0, 0
    for session in (watched(ZTE, 3, "scripted"), watched(debate.load_deck("river"), 5, "scripted")):
        for known in session.known(None):
            chosen = known.entry.chosen
            if chosen is not None and chosen.source:
                lines = [node.text for node in reasons(Reader(session, None), [known]) if isinstance(node, Line)]
                cites = citation(chosen.source, chosen.basis)
                reason, rather, other = lines[0].partition(RATHER)
                assert f"({cites})" in reason
                assert f"({cites})" not in other
                assert cites not in lines
                stands_in += bool(rather)
                inferred += chosen.basis == "inferred"
    assert inferred
    assert stands_in


def lines(session: Session, known: Known) -> list[str]:
    return [node.words for node in reasons(Reader(session, None), [known]) if isinstance(node, Line)]


def declining(session: Session, known: Known) -> State | None:
    """The end of the game with an offer declined that was taken; None where something is not legal then."""
    played, taken = session.played, known.entry.move
    asked = [n for n, state in enumerate(played.states) if state.round == known.round]
    state = played.states[asked[0]]
    for move in played.moves[asked[0] :]:
        now = debate.parse_move(ZTE, str(move).replace("accept", "decline")) if move == taken else move
        taken = None if move == taken else taken  # type: ignore[assignment]
        try:
            state = play(state, now).state
        except IllegalMove:
            return None
    return state.term


def test_what_agreeing_did_is_told_by_the_same_game_without_it() -> None:
    """Of each offer that a script took: where it takes it, how that stood, and its score with and without; where that
    is no better with it, that the reason is only what it believed. The score is that of the game played again."""
    checked = set()
    for seed in range(1, 13):
        session = watched(ZTE, seed, "scripted")
        for known in session.known(None):
            made = known.entry.move
            if made.kind != "accept":
                continue
            takes, wanted, instead = by_rule(session.played, made, known.round)
            assert takes.words.startswith("It takes this offer ")
            assert "wanted" in wanted.words
            found = re.search(r"would have been (\d+) (?:instead of (\d+)|all the same)", instead.words)
            assert found is not None
            there, here = int(found[1]), int(found[2] or found[1])
            assert ("only what it believed" in instead.words) == (here <= there)
            assert any(instead.words in line for line in lines(session, known))
            wants = ZTE.roles[made.role].motives[session.state.motives[made.role]].wants
            assert session.outcome().scores[made.role] == here
            if (state := declining(session, known)) is not None:
                assert score(state, wants) == there
                checked.add(here > there)
    assert checked


def test_what_was_rejected_says_why_in_the_words_of_the_rules() -> None:
    """Once a game is over: that the first rule decides, and of each rule that plays the other move that it stands lower
    or what it asked for that was not so. Nothing is said of the other of two choices, of which the reason tells."""
    told = set()
    for seed in (1, 3, 5):
        session = watched(ZTE, seed, "scripted")
        for known in session.known(None):
            chosen = known.entry.chosen
            if chosen is None or chosen.rejected is None:
                continue
            words = lines(session, known)
            line = next((n for n, each in enumerate(words) if each.startswith("It rejected:")), None)
            if known.entry.move.kind == chosen.rejected.kind == "play":
                assert line is not None
                assert words[line].endswith(
                    "The first rule of its script that holds and has a move it can play decides."
                )
                assert any(each.startswith("A lower rule that held plays it") for each in words[line + 1 :])
            else:
                assert (line is None) == (not chosen.rejected_because)
            told.add(chosen.rejected.kind)
    assert {"play", "accept", "decline"} <= told


def test_an_offer_that_was_declined_and_waited_says_that_it_takes_a_turn_for_nothing() -> None:
    """In the round in which it was declined and in the next, in the account and on the floor."""
    met = 0
    for seed in range(1, 16):
        session = watched(ZTE, seed, "scripted")
        reader = Reader(session, None)
        for number in range(1, ZTE.rounds.count):
            (telling,) = tellings(reader, (number,))
            for deed in telling.deeds.nodes if telling.deeds is not None else ():
                if isinstance(deed, Deed) and "still waits a round and takes that turn" in deed.result:
                    met += 1
                    assert "declined by" in deed.result
                    assert "a declined offer waits all the same" in str([*floor(reader, number)])
                    (after,) = tellings(reader, (number + 1,))
                    assert after.deeds is not None
                    own = [each for each in after.deeds.nodes if isinstance(each, Deed) and each.role == deed.role]
                    assert any(f"in round {number}, waited, took this turn" in each.result for each in own)
                    assert "so all that it does is to take this choice" in str([*floor(reader, number + 1)])
    assert met


def test_a_card_that_is_dropped_again_counts_once_on_the_flow() -> None:
    """Round by round: dropped where it was kept first, kept again after that; on the pages of the debrief alike."""
    session = watched(debate.load_deck("zte"), 11)
    flow = ""
    for number in range(1, session.deck.rounds.count + 1):
        flow += " ".join(asked(session, None, f"floor {number}").split())
    dropped = re.findall(r"Dropped: (.+?) held '(.+?)' and kept it\.", flow)
    again = re.findall(r"Kept again: (.+?) still held '(.+?)'\.", flow)
    assert len(dropped) == len(set(dropped)) > 3
    assert again
    assert {*again} <= {*dropped}
