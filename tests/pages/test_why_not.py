"""Once a game is over, the page of whatever did not come says why, back to choices, and a move's says what it kept."""

from __future__ import annotations

from typing import Any

from attrs import evolve

import debate
from debate.debrief.midround import overtaken_by
from debate.debrief.naming import came_first
from debate.debrief.why_not import why_not
from debate.debrief.why_so import moved_by, stayed_away, why_so
from debate.opponents.scripted import scripted
from debate.pages.details import NOT_COME, details
from debate.pages.document import Field, Heading, Line, Ref, Tree
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, subjects, why
from debate.rules.legal import legal_moves, refused_move, too_dear
from debate.rules.state import State
from debate.rules.view import view
from tests.debrief.games import harbour, played, watched
from tests.small_deck import deck_of

KINDS = {"move": "moves", "link": "links", "denial": "denials", "news": "news", "ending": "endings"}


def texts(reader: Reader, to: Ref) -> list[str]:
    found = []
    for node in details(reader, to):
        lines = node.lines if isinstance(node, Field) else (node,)
        found += [each.text for each in lines if isinstance(each, Heading | Line)]
    return found


def test_whatever_did_not_come_says_why() -> None:
    """Every move, link, denial, news item and ending that did not come has its reasons on its page, as deep as they go;
    of what came it says when and why."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    reader, deepest = Reader(session, "congress"), 0
    for kind, section in KINDS.items():
        for id_, item in getattr(session.deck, section).items():
            if not item.active:
                continue
            page, reason = texts(reader, Ref(kind, id_)), why_not(session.played, id_, session.scripts)
            over = set(page) & set(NOT_COME.values())
            assert over == ({NOT_COME[reason.fate]} if reason is not None else set()), id_
            assert ("Why it came" in page) is (reason is None), id_
            for depth, each in reason.lines() if reason is not None else ():
                assert each.words in page
                deepest = max(deepest, depth)
    assert deepest >= 3


def test_a_move_that_came_too_late_says_what_was_gone_and_what_took_it() -> None:
    """What it needed, how that stood in the middle of the round, and what had taken it away, or where it began."""
    deck, told, overtaken = debate.load_deck("zte"), 0, 0
    for seed in range(40):
        game = watched(deck, seed, "scripted")
        last = {step.cause: step for step in game.trace if step.kind in ("event", "overtaken", "declined")}
        for step in (step for step in last.values() if step.kind == "overtaken"):
            reason = why_not(game.played, step.cause)
            if reason is None:  # it had come in another round
                continue
            assert "too late" in reason.words
            assert f"in round {step.round}" in reason.words
            first = overtaken_by(game.played, step.cause, step.round)
            gone_words = ": what it needs was gone."
            assert reason.words.endswith(f" {came_first(deck, first)}" if first else gone_words)
            assert gone_words in reason.words
            overtaken += bool(first)
            assert reason.causes
            for gone in (each for _, each in reason.lines() if each.id in deck.meters and "stood at" in each.words):
                before = [s for s in game.trace if s.meter == gone.id and s.number < step.number and s.kind != "denied"]
                stood = before[-1].after if before else deck.meters[gone.id].start
                assert gone.words.endswith(f"; by then it stood at {stood}.")
                assert gone.causes
                told += 1
    assert told >= 3
    assert overtaken


def test_a_move_that_was_beaten_says_by_whom() -> None:
    """In the last round a beaten move cannot wait: its page names who answered its case and with what, and that it
    could have been paid for."""
    last = ["port play dig with ships-pay", "town answer port with water-is-all", "port wait"]
    reason = why_not(played(harbour(), [[], [], [], last], seed=2).played, "dig")
    assert reason is not None
    assert [each.words for _, each in reason.lines()] == [
        "The port played 'Dig the channel' in round 4; it was beaten, and no round was left.",
        "The town answered its case with 'Water is all we have'.",
        "The port could have paid 2 more to go on, and did not.",
    ]


def test_a_move_says_what_became_of_its_promises() -> None:
    """Each promise of each move that happened stands on the move's page with its verdict and why; not while it runs."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    found = debate.verdicts(session.source, session.to_record())
    assert found
    for verdict in found:
        page = " ".join(texts(Reader(session, None), Ref("move", verdict.move)))
        assert f"{verdict.promised}: {verdict.told}." in page
        assert verdict.because in page
    running = session.fork(10)
    assert "What it promised, and what came" not in texts(Reader(running, None), Ref("move", found[0].move))


def test_which_way_a_move_leads_counts_what_it_sets_going() -> None:
    """A settlement costs ZTE some business and ends the ban: nothing says that it would have led down."""
    session, told = watched(debate.load_deck("zte"), 1, "novice"), 0
    for each in stayed_away(session.played, "zte-operations"):
        if each.id in ("offer-settlement", "reimpose-after-violation"):
            assert not each.words.startswith(("Up: ", "Down: ")), each.words
            told += 1
    assert told


def test_why_something_stands_where_it_stands_when_the_game_is_over() -> None:
    """The page of a meter sums up what moved it and whose that was; that of a flag or meter that nothing changed says
    what would have, and why that did not come; endings are among what can be asked about."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    reader, deck, unmoved, signed = Reader(session, "congress"), session.deck, 0, 0
    acting: dict[str, Any] = {**deck.moves, **deck.links, **deck.news}
    term = session.state.term
    assert term is not None
    pages = {
        id_: [node.text for node in why(reader, id_, WHOLE) if isinstance(node, Heading | Line)]
        for id_ in (*deck.meters, *deck.flags)
    }
    for meter in deck.meters:
        page = pages[meter]
        found = moved_by(session.played, meter)
        assert sum(int(each.words.split(":")[0]) for each in found) == term.meters[meter] - deck.meters[meter].start
        assert all(each.words in page for each in found)
    for id_, page in pages.items():
        away = stayed_away(session.played, id_, session.scripts, in_full=True)
        assert ("What would have moved it by itself, and did not come" in page) is bool(away)
        assert all(reason.words in page for each in away for _, reason in each.lines())
        for each in away:
            amount = dict(acting[each.id].effects.meters).get(id_) if each.id in acting else None
            if isinstance(amount, int):
                assert not each.words.startswith("Down: " if amount > 0 else "Up: ")
                signed += each.words.startswith(("Up: ", "Down: "))
        if any(words.endswith("has not changed in the whole game.") for words in page):
            unmoved += bool(away)
    assert unmoved
    assert signed
    assert {to.id for _, to in subjects(reader)} >= set(deck.endings)
    running = session.fork(10)
    page = [node.text for node in why(Reader(running, "congress"), "allies") if isinstance(node, Heading | Line)]
    assert "What would have moved it by itself, and did not come" not in page


def test_news_came_in_the_rounds_of_its_event_only() -> None:
    """The page of news that came tells each round in which it did, the chance and the roll that brought it (or that it
    was bound to come), and apart from these the rolls against it; a round in which only the chance was asked is none in
    which it came."""
    deck, told = debate.load_deck("zte"), 0
    for seed in range(6):
        session = watched(deck, seed, "scripted")
        for id_ in deck.news:
            steps = [step for step in session.trace if step.cause == id_]
            came = [step.round for step in steps if step.kind == "event"]
            if not came:
                continue
            page = details(Reader(session, "congress"), Ref("news", id_))
            page = page[[getattr(node, "text", "") for node in page].index("Why it came") :]
            news = [node.line.text for node in page if isinstance(node, Tree)]
            assert [int(line.rpartition("round ")[2]) for line in news] == came
            lines = [node.text for node in page if isinstance(node, Line)]
            lines += [line.text for node in page if isinstance(node, Tree) for line in node.lines()]
            assert not [line for line in lines if line.startswith("At work")]
            won = [step for step in steps if step.kind == "roll" and step.round in came]
            for step in won:
                chance = f"had {step.after} chances in 100 and rolled {step.before}, so it happens"
                chance = chance if step.after != 100 else "was bound to come once "
                assert any(chance in line for line in lines)
            lost = [step for step in steps if step.kind == "roll" and step.round not in came]
            rolls = [f"Round {s.round}: {s.after} chances in 100, rolled {s.before}." for s in lost]
            assert [line for line in lines if line.startswith("Round ")] == rolls
            told += bool(lost and won)
    assert told


def test_an_ending_that_nothing_leads_to_names_the_denial() -> None:
    """Nothing in the deck makes the company bankrupt: what says why it does not come stands below, with its passage."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    reason = why_not(session.played, "zte-bankrupt")
    assert reason is not None
    told = [each for _, each in reason.lines()]
    flag, denial = told[-2:]
    assert flag.words == "Nothing in this game makes 'ZTE, the company' 'bankrupt'."
    assert flag.id == "zte-firm"
    assert denial.words.startswith("ZTE is close to death but does not die.")
    assert denial.words.endswith(" (P1, P8).")
    assert session.deck.denials[denial.id].denies == ("zte-firm",)


def test_what_came_of_an_ending_names_who_and_where_it_is_cited() -> None:
    """An ending that took a move: whose it was and when; what moved a meter there cites the link."""
    deck = deck_of(
        """
rounds: {count: 2}
meters: {warmth: {start: 10, min: 0, max: 100}}
roles: {cook: , guest: }
moves:
  stoke: {role: cook, text: It glows.}
  sing: {role: guest, text: It rings.}
links: {glow: {says: Embers warm the room., follows: stoke, effects: {warmth: +30}}}
endings:
  cosy: {title: Cosy, text: All is well., when: {stoke: ever, warmth: at least 30}, source: P1}
  cold: {title: Cold, text: It is cold., source: P1}
"""
    )
    session = played(deck, [[], ["cook play stoke"]])
    told = [each.words for one in why_so(session.played, "cosy") for _, each in one.lines()]
    assert told == [
        "It took that 'stoke' has happened, and so it was.",
        "cook did it in round 2 (P1).",
        "It took that 'warmth' is at least 30; it stood at 40, from 10.",
        "+30: Embers warm the room, through 'stoke' of cook in round 2 (P1).",
    ]


def test_when_a_move_that_came_was_not_possible() -> None:
    """The page of a move names each round in which what it needs was not there, with why, as the game itself does, or
    in which another had waited; of one that was never possible that stands above already."""
    session = watched(debate.load_deck("zte"), 3, "scripted")
    reader = Reader(session, None)
    choosing, seen = [state for state in reversed(session.played.states) if state.phase == "choose"], set[str]()
    for id_, move in session.deck.moves.items():
        opened = {state.round: state for state in choosing if move.role in state.awaiting}
        text = "\n".join(texts(reader, Ref("move", id_))) if move.active else ""
        refused = {n: each for n, state in opened.items() if text and (each := not_now(state, id_)) is not None}
        never = len(refused) == len(opened) and all(each.code == "needs" for each in refused.values())
        waiting = [state.waiting[move.role].move for state in choosing if text and move.role in state.waiting]
        other = any(each != id_ for each in waiting)
        assert ("When it could not be chosen" in text) == ((bool(refused) or other) and not never), id_
        if not never:
            assert all(each.beside.removesuffix(".") in text for each in refused.values())
            seen |= {each.code for each in refused.values()}
    assert {"needs", "cost", "resting"} <= seen


def test_what_could_not_be_paid_for_says_whether_the_script_wanted_it() -> None:
    """Behind the price of a move stands whether a rule of the script was for it: with capital enough, and nothing
    else to choose, the script plays just that."""
    session, seen = watched(debate.load_deck("zte"), 3, "scripted"), set()
    opened = {state.round: state for state in reversed(session.played.states) if state.phase == "choose"}
    for move in filter(lambda move: move.active, session.deck.moves.values()):
        told = "\n".join(texts(Reader(session, None), Ref("move", move.id)))
        for state in (state for state in opened.values() if move.role in state.awaiting):
            refused = not_now(state, move.id)
            if refused is None or refused.code != "cost" or "When it could not be chosen" not in told:
                continue
            rich = state.shallow()
            rich.v = state.v.copy()
            rich.v[state.tables.capital_places[move.role]] = session.deck.roles[move.role].capital_max
            legal = (each for each in legal_moves(rich, move.role) if each.kind == "hold" or each.move == move.id)
            choices = tuple(legal)
            tried = (scripted(evolve(view(each, move.role), legal=choices), 0) for each in (state, rich))
            wanted = any(choice.move.kind == "play" for choice in tried)
            assert (
                f"{refused.beside.removesuffix('.')}; {'a' if wanted else 'no'} rule of its script was for it" in told
            )
            seen.add(wanted)
    assert seen == {True, False}


def not_now(state: State, move: str) -> debate.Refusal | None:
    """Why a move could not be chosen at the beginning of a round, with a card if one in hand backs it."""
    flat = state.tables.moves[move]
    return refused_move(state, flat) or too_dear(state, flat, not set(flat.backed).isdisjoint(state.hands[flat.role]))


def test_all_reasons_are_told_where_all_is_asked_for() -> None:
    """Of many things that would have moved a meter the first few have their reasons, and in full every one; a move that
    was never possible has its first reason either way."""
    session, more = watched(debate.load_deck("zte"), 9, "scripted"), 0
    for meter in session.deck.meters:
        short, full = (stayed_away(session.played, meter, session.scripts, in_full) for in_full in (False, True))
        assert all(one.words.startswith(other.words) for one, other in zip(short, full, strict=True))
        assert not any(one.words.endswith("never possible.") > bool(one.causes) for one in short)
        assert short[:4] == full[:4]
        more += sum(bool(each.causes) for each in full[4:])
        told = [node.text for node in why(Reader(session, "congress"), meter, WHOLE) if isinstance(node, Line)]
        assert all(reason.words in told for each in full for _, reason in each.lines())
    assert more
