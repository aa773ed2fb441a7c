"""Why something did not come: the condition that failed, how it stood, and who kept it so, back to choices."""

from __future__ import annotations

import re
from typing import Any

import pytest

import debate
from debate.debrief.naming import ended, rounds_words
from debate.debrief.origins import Origins
from debate.debrief.requirements import DEEPEST
from debate.debrief.rounds import rounds
from debate.debrief.why_not import Past, endings_that_did_not_come, why_not
from debate.debrief.why_so import in_short, moved_by, stayed_away, true_no_longer, why_so
from debate.pages.document import Bar, Line
from debate.pages.ending import endings
from debate.pages.finale import finale
from debate.pages.floor import result
from debate.pages.reader import Reader
from debate.pages.why import why
from debate.rules.evaluate import holds
from debate.rules.legal import legal_moves
from debate.rules.outcome import outcome
from debate.rules.replay import Played
from tests.debrief.games import DECKS, harbour, played, watched
from tests.small_deck import deck_of

ZTE = debate.load_deck("zte")


def text(reason: object) -> str:
    return "\n".join(node.words for _, node in reason.lines())  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["zte", "river", "phones", DECKS / "valley", DECKS / "harbour.yaml"])
def test_everything_that_did_not_come_has_a_reason(name: object) -> None:
    """Every ending, move, link, denial and news item of whole games: None where it came, else a reason with an end."""
    deck = debate.load_deck(name)  # type: ignore[arg-type]
    for seed, opponent in ((1, "novice"), (2, "scripted")):
        session = watched(deck, seed, opponent)
        game, now = session.played, session.state.tables.deck
        term = session.state.term
        assert term is not None
        came = {step.cause for step in session.trace if step.round <= term.round and step.kind not in ("roll", "rule")}
        for section in (now.moves, now.links, now.denials, now.news):
            for id_ in section:
                reason = why_not(game, id_)
                if reason is None:
                    assert id_ in came
                else:
                    assert reason.words
                    assert max(depth for depth, _ in reason.lines()) <= DEEPEST + 2
                    assert all(node.words.strip() for _, node in reason.lines())
        result = outcome(session.state)
        held = {result.ending, *result.tags}
        assert {reason.id for reason in endings_that_did_not_come(game)} >= {
            id_ for id_, ending in now.endings.items() if id_ not in held and not ending.tag
        } - held
        assert not held & {reason.id for reason in endings_that_did_not_come(game)}


def test_a_flag_leads_back_to_the_choice_that_set_it() -> None:
    """In some game a bargain or settlement fails on a flag: the reason names who changed it, how, and when."""
    named = 0
    for seed in range(1, 9):
        session = watched(ZTE, seed, "scripted")
        for reason in endings_that_did_not_come(session.played):
            for _, node in reason.lines():
                for cause in node.causes:
                    if node.id in ZTE.flags and cause.words.startswith("It became so in round"):
                        number = int("".join(filter(str.isdecimal, cause.words[21:24])))
                        step = next(
                            s for s in reversed(session.trace) if s.flag == node.id and s.before != s.after
                            and s.round == number
                        )  # fmt: skip
                        assert step.round == number
                        named += "' of " in cause.words
    assert named


def test_what_was_declined_and_what_was_never_played() -> None:
    """The harbour: whoever could have dug and did not is told with the rounds; what happened has no reason not to."""
    session = played(harbour(), [[], ["port play dig with ships-pay"], [], []])
    assert why_not(session.played, "dig") is None
    session = played(harbour(), [[], [], [], []])
    reason = why_not(session.played, "dig")
    assert reason is not None
    assert "could have played 'Dig the channel' in rounds 1 to 4, and did not; it chose no move instead" in reason.words


def test_what_does_not_exist_is_a_key_error() -> None:
    """An id that is none of these."""
    game: Played = played(harbour(), [[], [], [], []]).played
    with pytest.raises(KeyError):
        why_not(game, "the-moon")


def test_an_ending_that_came_late_says_so() -> None:
    """What holds only years later is not said never to have come; no reason is given twice in a row, and none has a
    comma before its semicolon."""
    late = 0
    for seed in range(1, 13):
        session = watched(ZTE, seed, "scripted")
        found = endings_that_did_not_come(session.played)
        over, term, tables = outcome(session.state), session.state.term, session.state.tables
        assert term is not None
        for reason in found:
            when = next(test for each, test in tables.endings if each.id == reason.id)
            at_term, at_last = holds(when, term.v, tables), holds(when, session.state.v, tables)
            ending = ZTE.endings[reason.id]
            came, named = reason.id == over.later or (ending.tag and at_last), ending.when
            late_ = came and not (at_term and named)
            assert (reason.fate == "late") == ("came only years later" in reason.words) == late_
            assert (reason.fate == "beside") == bool(named and (at_term or (at_last and not came)))
            if reason.fate == "late" and named:
                late += 1
                (*_, now) = reason.causes
                assert now.words.startswith("Years later ")
            for _, node in reason.lines():
                assert ",;" not in node.words
                words = [each.words for each in node.causes]
                assert len(words) == len(set(words))
    assert late


def test_an_ending_that_is_true_no_longer_says_what_moved_since() -> None:
    """Endings beside the one that came, which years later no longer hold: named at the end, with what of them is not so
    any more and how that stood; of one that holds still nothing is said."""
    gone, kept = 0, 0
    for seed in (1, 2, 3, 14, 20, 24):
        session = watched(ZTE, seed, "scripted")
        over, ends = session.outcome(), list(endings(finale(Reader(session, None))))
        for tag in over.tags:
            told = true_no_longer(session.played, tag)
            assert bool(told) == (tag not in (*over.later_tags, over.later))
            line = f"True no longer: {ended(ZTE.endings[tag].title)}"
            assert bool(told) == any(getattr(node, "text", "") == line for node in ends)
            gone, kept = gone + bool(told), kept + (not told)
            assert all(each.causes and "Years later '" in each.causes[0].words for each in told)
    assert gone
    assert kept


def test_the_ending_that_comes_where_no_other_does() -> None:
    """It was not true beside the one that came: where it is not the ending at last, it says which came instead."""
    told = set()
    for seed in range(1, 30):
        session = watched(ZTE, seed, "scripted")
        reason, over = why_not(session.played, "long-haul"), session.outcome()
        if reason is not None:
            title = ZTE.endings[over.ending].title
            late = over.later == "long-haul"
            assert reason.fate == ("late" if late else "")
            assert late or reason.words.endswith(f"only where no other ending does, and '{title}' came.")
            told.add(reason.fate)
    assert told


def test_rounds_in_words() -> None:
    """Two in a row are two; more are a span."""
    assert [rounds_words(some) for some in ([3], [1, 2], [1, 2, 4], [1, 2, 3, 6])] == [
        "round 3", "rounds 1 and 2", "rounds 1, 2 and 4", "rounds 1 to 3 and 6",
    ]  # fmt: skip


def test_what_moved_a_meter_is_called_what_it_is() -> None:
    """A case moves what people feel on the floor, and is no cause of its own; those who are named with it played it as
    theirs, in one of the rounds that are named. A flag that a link set names the link."""
    cases = links = 0
    for seed in range(1, 5):
        session = watched(ZTE, seed, "scripted")
        for meter in ZTE.meters:
            for reason in moved_by(session.played, meter):
                if reason.id in ZTE.arguments:
                    cases += 1
                    _, fate = reason.words.split(": ", 1)
                    assert fate.startswith(("stood in round", "beaten in round"))
                    assert f", the case '{ZTE.arguments[reason.id].title}' of " in fate
                    made = {
                        ZTE.roles[move.role].name
                        for before, move in zip(session.played.states, session.played.moves, strict=False)
                        if move.kind == "play" and move.card == reason.id and str(before.round) in fate
                    }
                    assert {role.name for role in ZTE.roles.values() if role.name in fate.rsplit("' of ", 1)[1]} <= made
        for reason in endings_that_did_not_come(session.played):
            for _, node in reason.lines():
                if node.id in ZTE.links and node.words.startswith("It became so in round"):
                    links += 1
                    assert ZTE.links[node.id].says.removesuffix(".") in node.words
    assert cases
    assert links


def test_nothing_goes_on_by_itself_that_another_meter_drives() -> None:
    """A link that began when another meter came to where it asks for it names that meter, beside flags that stood so
    from the start; one that stood as it must all along, and only moved, is no cause."""
    driven = alone = 0
    for seed in range(1, 4):
        played = watched(ZTE, seed, "scripted").played
        assert played.state.term is not None
        steps = tuple(step for step in played.trace if step.round <= played.state.term.round)
        origins = Origins(ZTE, steps)
        for meter in ZTE.meters:
            for reason in moved_by(played, meter):
                made = [step for step in steps if (step.cause, step.target) == (reason.id, meter)]
                led = [each.step for step in made for each in origins.of(step) if each.how == "led" and each.step]
                if {step.meter for step in led} - {None, meter} and not re.search("through| again in", reason.words):
                    assert "after changes of '" in reason.words
                    driven += 1
                alone += ", all by itself" in reason.words
    assert driven
    assert alone


def test_an_offer_that_was_declined_and_too_late_says_both() -> None:
    """The square was closed first, and the shops had declined: what became of the offer names both, and so does its
    exchange."""
    deck = deck_of(
        """
rounds: {count: 1}
meters: {trade: {start: 50, min: 0, max: 100}}
flags: {square: {values: {open: open, closed: closed}, start: open}}
roles: {town: , shops: , fair: }
moves:
  close: {role: town, text: A fence., effects: {square: closed}}
  stalls: {role: fair, text: Stalls., needs: {square: open}, offer_to: shops, effects: {trade: +5}}
"""
    )
    session = played(deck, [["town play close", "fair play stalls"]])
    (reason,) = stayed_away(session.played, "trade")
    assert reason.words == (
        "Up: shops declined 'stalls' of fair in round 1. It would have come too late, too: what it needs was gone."
        " 'close' of town came first."
    )
    assert [each.words for each in reason.causes] == ["It takes that 'square' is open; by then it was 'closed'."]
    (record,) = rounds(session.played, "town")
    (exchange,) = [each for each in record.exchanges if each.move == "stalls"]
    words = result(Reader(session, "town"), 1, exchange)
    assert words.startswith("shops declined it. It came too late:")
    assert words.endswith(" 'close' of town came first: moves take effect in the order town, shops, fair.")


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_all_that_would_have_moved_a_meter_is_named(name: str) -> None:
    """Whole games: every move, link and news item of the deck that changes a meter, at once or by a link that follows
    it, did so, came for nothing, or is told among what did not come; what of it came is not."""
    deck, through = debate.load_deck(name), 0
    for seed in (1, 2, 3):
        session = watched(deck, seed, "scripted")
        items: dict[str, Any] = {**session.deck.moves, **session.deck.links, **session.deck.news}
        happened = {step.cause for step in session.trace if step.kind == "event"}
        for meter in deck.meters:
            did = {step.cause for step in session.trace if step.target == meter and step.change}
            told = {reason.id: reason for reason in stayed_away(session.played, meter)}
            nested = {node.id for reason in told.values() for _, node in reason.lines()}
            assert not told.keys() & (did | happened)
            for id_, item in items.items():
                if item.active and meter in dict(item.effects.meters) and id_ not in did:
                    assert id_ in told or why_not(session.played, id_) is None, (meter, id_)
            for link in (link for link in session.deck.links.values() if link.id in did):
                for event in set(link.follows) - happened:
                    if items[event].active:
                        through += 1
                        assert event in nested, (meter, event)
                        if meter not in dict(items[event].effects.meters):
                            assert link.says.removesuffix(".") in told[event].words
    assert through or name == "phones"


def test_the_answer_comes_before_all_else() -> None:
    """A page of a finished game begins with what became of the meter; then the causes of the way it went, and then what
    went against it, each with the passages that it rests on; they add up to what the first sentence says."""
    for seed in (1, 7):
        session = watched(ZTE, seed, "scripted")
        term = session.state.term
        assert term is not None
        for meter, definition in ZTE.meters.items():
            way = term.meters[meter] - definition.start
            found = moved_by(session.played, meter)
            points = [int(each.words.split(":")[0]) for each in found]
            assert sum(points) == way
            signs = [number * (way or 1) > 0 for number in points]
            assert signs == sorted(signs, reverse=True)
            first, *_ = [node for node in why(Reader(session, "congress"), meter) if not isinstance(node, Bar)]
            answer = in_short(session.played, meter)
            assert not answer or (isinstance(first, Line) and first.text == answer)
            assert not way or f" by {abs(way)}, from {definition.start} to {term.meters[meter]}" in answer
            for each in found:
                item = ZTE.links.get(each.id) or ZTE.moves.get(each.id) or ZTE.news.get(each.id)
                assert item is None or all(passage in each.words for passage in item.source)


def test_what_a_lapse_brought_back_is_not_the_movers() -> None:
    """The rules lapse, and the doors stand open again: that is told with the lapse and its round, and not as what the
    programme did that had closed them."""
    told = 0
    for seed in range(1, 9):
        session = watched(ZTE, seed, "scripted")
        for reason in moved_by(session.played, "us-security"):
            if " again in round " in reason.words:
                told += 1
                number = int(reason.words.split(" again in round ")[1].split()[0])
                (step,) = (s for s in session.trace if s.flag == "cyber-policy" and s.round == number)
                assert (step.after, step.kind) == ("voluntary", "link")
                assert "through" not in reason.words
    assert told


def test_a_chance_that_a_waiting_move_took_is_none() -> None:
    """Rounds in which somebody could have played a move are rounds in which it chose one."""
    seen = 0
    for name, seed in (("zte", 3), ("zte", 11), ("river", 4)):
        session = watched(debate.load_deck(name), seed, "scripted")
        made = zip(session.played.states, session.played.moves, strict=False)
        chose = {(state.round, move.role) for state, move in made if state.phase == "choose"}
        for id_, move in session.deck.moves.items():
            reason = why_not(session.played, id_) if move.active else None
            found = (
                None
                if reason is None
                else re.search(r"could have played .* in rounds? (.*), and did not", reason.words)
            )
            for part in re.split(", | and ", found[1]) if found is not None else ():
                first, _, last = part.partition(" to ")
                rounds = range(int(first), int(last or first) + 1)
                assert {(number, move.role) for number in rounds} <= chose, reason
                seen += 1
    assert seen > 20


def test_what_had_been_so_before_did_not_become_so_by_the_last_change() -> None:
    """An ending asks for a gate that is shut or locked. It was shut from the start, then locked, then merely shut
    again: nobody's last choice made it so."""
    text = """
rounds: {count: 3}
meters: {trade: {start: 50, min: 0, max: 100}}
flags: {gate: {values: {open: open, shut: shut, locked: locked}, start: shut}}
roles: {town: }
moves:
  lock: {role: town, text: A lock., effects: {gate: locked}}
  free: {role: town, text: A key., once: yes, needs: {gate: locked}, effects: {gate: shut}}
endings:
  closed: {title: Closed, text: Closed., when: {gate: [shut, locked]}}
  other: {title: Other, text: Other.}
"""
    session = played(deck_of(text), [["town play lock"], ["town play free"], []])
    assert session.state.flags["gate"] in ("shut", "locked")
    (reason,) = why_so(session.played, "closed")
    assert [each.words for _, each in reason.lines()][1:] == ["It was so from the start."]


@pytest.mark.parametrize("name", ["zte", "river"])
def test_what_could_have_been_played_could(name: str) -> None:
    """Whole games: a move is said to have been open in just those rounds in which its role was asked and could pay for
    it with the cards that it held; without a card that backs it, it costs more."""
    deck, told = debate.load_deck(name), 0
    for seed in (1, 3):
        session = watched(deck, seed, "scripted")
        past = Past(session.played)
        for id_, move in deck.moves.items():
            reason = why_not(session.played, id_)
            words = reason.words if reason is not None else ""
            if " could have played " not in words:
                continue
            open_ = [n for n, state in past.opened.items() if any(m.move == id_ for m in legal_moves(state, move.role))]
            assert f"'{move.title}' in {rounds_words(open_)}, and did not" in words
            told += 1
    assert told


def test_what_a_flag_was_and_is_is_told_with_its_date() -> None:
    """A gate that was opened in the term and shut by itself years later: what it was then, and what it is now."""
    text = """
rounds: {count: 2, epilogue: 2}
meters: {trade: {start: 50, min: 0, max: 100}}
flags: {gate: {values: {open: open, shut: shut}, start: shut}}
roles: {town: }
moves: {free: {role: town, text: A key., effects: {gate: open}}}
links: {rust: {says: Gates rust shut., when: {round: at least 4}, effects: {gate: shut}}}
"""
    session = played(deck_of(text), [[], ["town play free"]])
    assert in_short(session.played, "gate") == (
        "At the end of term it was 'open'. It became so in round 2, through 'free' of town in round 2 (P1). Years "
        "later it is 'shut'."
    )
