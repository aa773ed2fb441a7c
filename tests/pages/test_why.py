"""The page that says why something stands where it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest

import debate
from debate.debrief.naming import delay_words, rounds_words
from debate.debrief.rounds import rounds
from debate.debrief.why_not import NEVER
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.plain.told import write
from debate.faces.plain.why import moved
from debate.game.record import Known
from debate.pages.details import details
from debate.pages.document import Folded, Heading, Line, Node, Ref, Tree
from debate.pages.exchange import reasons, won_by
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, why
from tests.debrief.games import played, watched
from tests.debrief.test_origins import mill
from tests.debrief.test_questions import LATE
from tests.small_deck import deck_of


def test_a_cause_that_goes_on_is_told_at_length_once() -> None:
    """The mill grinds in each of four rounds, alike in the first two and in the last two: four lines that say so, and
    two that say why, each below the latest."""
    session = mill([], [], ["rain play pour"])
    out = io.StringIO()
    write(Console(io.StringIO(), out, 400), why(Reader(session, "rain"), "flour", WHOLE))
    page = [line.strip() for line in out.getvalue().splitlines()]
    for by in (8, 1):
        assert page.count(f"+{by}: The mill grinds (P1).") == 1
        assert page.count(f"+{by}: The mill grinds (P1). Why: as above.") == 1
    (rose, stood) = (line for line in page if "how much depends on" in line)
    assert "rose from 40 to 70: 'pour' by rain" in rose
    assert stood.endswith("because +1, not +8: how much depends on water, which stood at 40 from the start")
    assert page.index(rose) == page.index("+8: The mill grinds (P1).") + 1


def test_refusals_of_one_offer_are_told_together() -> None:
    """An offer was declined in several rounds: its own page tells that under one heading, what was so each time once
    and all else with its rounds, so that nothing of any refusal is lost; a page of what it would have moved says in a
    line when it was declined, and leads there."""
    deck, again = debate.load_deck("zte"), 0
    for seed in range(1, 60):
        if again:
            break
        session = watched(deck, seed, "scripted")
        reader = Reader(session, "congress")
        declined: dict[str, list[Known]] = {}
        for known in session.known(None):
            if known.entry.move.kind == "decline":
                declined.setdefault(known.entry.move.move, []).append(known)
        of_meters = [list(why(reader, meter, WHOLE)) for meter in deck.meters if declined]
        for offer, each in declined.items():
            when = rounds_words([known.round for known in each])
            page = [node for node in details(reader, Ref("move", offer)) if isinstance(node, Heading | Line)]
            heads = [node.text for node in page if isinstance(node, Heading) and ": decline '" in node.text]
            assert [f" in {when}: " in head for head in heads] == [True]
            told = [node.text for node in page if " declined '" in node.text and "too late, too" not in node.text]
            assert [words.endswith(f" in {when}.") for words in told] in ([], [True])
            said = " ".join(node.text for node in page)
            for known in each:
                alone = [node.text for node in reasons(reader, [known]) if isinstance(node, Line)]
                assert all(sentence in said for line in alone for sentence in line.split(" When it was "))
            for nodes in of_meters:
                lines = [node for node in nodes if isinstance(node, Line)]
                here = [node for node in lines if f" declined '{deck.moves[offer].title}' in {when}: " in node.text]
                assert [node.to for node in here] in ([], [Ref("move", offer)])
                again += bool(here) and len(each) > 1
    assert again


def test_the_capital_of_each_round_adds_up() -> None:
    """Of every role and round: the page goes from what it had when the round began to what it had when the next did;
    each line begins where the one before ended, and says by how much it went on, or where it was cut off."""
    session, told = watched(debate.load_deck("zte"), 3, "scripted"), 0
    opened = {state.round: state.capital for state in reversed(session.played.states)}
    for role in session.deck.turn_order:
        for number in range(1, session.deck.rounds.count):
            page = list(why(Reader(session, role), f"capital.{role}", number))
            stood, after = opened[number][role], opened[number + 1][role]
            heads = (node.text for node in page if isinstance(node, Heading) and node.text != "What won no capital")
            span = [text.rpartition(": ")[2] for text in heads]
            assert span in ([], [f"{stood}→{after}"])
            for line in (node.line.text for node in page if isinstance(node, Tree)):
                went = re.search(r" (-?\d+) -> (-?\d+)", line)
                cut = re.search(r" stops at (\d+)", line)
                assert went is None or int(went[1]) == stood
                by = re.search(r": ([+-]\d+) ", line)
                assert went is None or by is None or int(went[2]) - int(went[1]) == int(by[1])
                stood = int(went[2] if went is not None else cut[1])  # type: ignore[index]
                told += 1
            assert stood == after
    assert told


def test_all_that_was_said_won_capital_or_says_why_not() -> None:
    """Of every role and round of a game: its case and each of its answers stand once on the page of its capital."""
    session = watched(debate.load_deck("zte"), 3, "scripted", "class")
    deck, ways = session.deck, set[str]()
    for role in deck.turn_order:
        for record in rounds(session.played, None):
            page = list(why(Reader(session, role), f"capital.{role}", record.number))
            told = "\n".join(str(node) for node in page)
            for each in (each for each in record.exchanges if each.case):
                case = deck.arguments[each.case].title
                mine = [f"our case '{case}' "] if each.role == role else []
                mine += [f"he answer '{deck.arguments[card].title}' to " for who, card in each.answers if who == role]
                assert all(told.count(words) == 1 for words in mine), (record.number, role, mine, told)
                ways |= set(re.findall("stood, and nobody|was beaten|was met with|held|stood", told))
    assert ways == {"stood, and nobody", "was beaten", "was met with", "held", "stood"}


def test_a_case_that_moved_feelings_says_whose_it_was() -> None:
    """Where one card stood for one role and was beaten for another in a round, each line has its own speaker."""
    session, told = watched(debate.load_deck("zte"), 3, "scripted"), 0
    names = {each.name for each in session.deck.roles.values()}
    for meter in session.deck.meters:
        for node in why(Reader(session, None), meter, WHOLE):
            if isinstance(node, Tree) and re.match(r"[+-]\d+: (Stood|Beaten): the case ", node.line.text):
                first = node.below[0].line.text
                assert first.partition("'s case for '")[0] in names
                told += 1
    assert told > 10


def texts(nodes: Sequence[Node]) -> list[str]:
    """All that is told or folded, but for the rounds."""
    inside = (each for node in nodes for each in (texts(node.nodes) if isinstance(node, Folded) else [node]))
    return [each if isinstance(each, str) else each.text for each in inside if isinstance(each, Line | str)]


@pytest.mark.parametrize(("name", "seed"), [("zte", 5), ("river", 9), ("phones", 4)])
def test_a_short_answer_comes_first_and_all_of_it_where_it_is_asked_for(name: str, seed: int) -> None:
    """Of a game that is over: three causes either way and the sum of the rest, which add up; most answers take no more
    than the lines of a small terminal. Whatever is told or folded there stands on the whole page, and nothing there is
    folded."""
    session = watched(debate.load_deck(name), seed, "scripted")
    reader, lines = Reader(session, session.deck.turn_order[0]), []
    for id_ in reader.measures():
        short, whole = list(why(reader, id_)), list(why(reader, id_, WHOLE))
        assert not [node for node in whole if isinstance(node, Folded)]
        told, everything = texts(short), texts(whole)
        # In short the first reason stands in the same line.
        told = [part for text in told for part in text.replace(f" {NEVER} ", f" {NEVER}\n").split("\n")]
        assert [text for text in told if text not in everything and not text.startswith("It changed in ")] == []
        if id_ in session.deck.meters and reader.view.meters[id_] is not None:
            seen = [node.text for node in short if isinstance(node, Line | Folded)]
            by = [int(text.partition(":")[0]) for text in seen if re.match(r"[+-]\d+: ", text)]
            by += [int(text.split()[2]) for text in seen if text.endswith(" in all")]
            assert sum(by) == (session.state.term or session.state).meters[id_] - session.deck.meters[id_].start
            out = io.StringIO()
            moved(Desk(Console(io.StringIO(), out, 80), session, reader.role), id_)
            lines.append(out.getvalue().count("\n"))
    assert sum(count <= 24 for count in lines) >= 0.8 * len(lines)


def test_capital_won_on_the_floor_names_the_case_or_the_answer() -> None:
    """Each payment goes back to one exchange of its round: the speaker's case that stood, or an answer that held."""
    stood, held = 0, 0
    for name, seed in (("zte", 9), ("river", 2), ("phones", 3)):
        session = watched(debate.load_deck(name), seed, "scripted")
        reader = Reader(session, None)
        for step in session.trace:
            if (step.kind, step.cause) == ("rule", "exchange"):
                (line,) = won_by(reader, step)
                assert line.to is not None
                number, _, speaker = line.to.id.partition(":")
                assert int(number) == step.round
                own = speaker == step.target.removeprefix("capital.")
                assert line.text.endswith(" stood" if own else " held")
                stood, held = stood + own, held + (not own)
    assert stood
    assert held


@pytest.mark.parametrize(("name", "seed"), [("zte", 5), ("zte", 6), ("river", 2), ("phones", 1)])
def test_a_delay_read_on_the_map_agrees_with_the_rounds_told_of_what_came(name: str, seed: int) -> None:
    """What a round end set going lands as many rounds after that as the map says; and each rise that it was read from
    came in that round or at the end of the one before."""
    session, told = watched(debate.load_deck(name), seed, "scripted"), 0
    reader = Reader(session, session.deck.turn_order[0])
    for meter in session.deck.meters:
        for tree in (node for node in why(reader, meter, WHOLE) if isinstance(node, Tree)):
            found = re.search(r", set going in round (\d+)\b", tree.line.text)
            if found is None or tree.line.to is None:
                continue
            link = session.deck.links[tree.line.to.id]
            lands = re.search(r"(?:a|(\d+)) rounds? after it is set going", delay_words(session.deck, link))
            assert lands is not None, link.id
            landed = {step.round for step in session.trace if (step.cause, step.kind) == (link.id, "landing")}
            assert int(found[1]) + int(lands[1] or 1) in landed
            watched_ = link.per_rise_of or link.per_fall_of
            if watched_ is not None:
                name_ = session.deck.meters[watched_].name
                lines = [each.line.text for each in tree.below if each.line.text.startswith(name_)]
                rounds = [int(words.rpartition(" · round ")[2].split()[0]) for words in lines if " · round " in words]
                assert {int(found[1]) - number for number in rounds} <= {0, 1}, lines
                told += 1
    assert told or name != "zte"


def test_the_page_of_a_round_tells_what_was_still_on_its_way() -> None:
    """The page of the round in which the dam was built names the dam, whose water comes a round later; that of the
    round in which it came has nothing more on its way."""
    session = played(deck_of(LATE), [[], ["rain play pour", "town play build"], []])
    for number, told in ((2, True), (3, False)):
        out = io.StringIO()
        write(Console(io.StringIO(), out, 200), why(Reader(session, "town"), "water", number))
        assert ("Still on its way" in out.getvalue()) is told
        assert ("+20 for the end of round 3: 'build' of town (P1)." in out.getvalue()) is told


PUSH = """
rounds: {count: 3}
meters: {trade: {start: 30}, push: {start: 30}, mood: {start: 50}}
roles: {town: , shops: }
moves:
  drop: {role: town, text: Let go., effects: {push: -30}}
links:
  squeeze: {says: Who needs the trade gives way., when: {trade: at least 10, push: at least 10}, effects: {mood: +5}}
denials:
  idle: {says: Trade alone moves nobody., when: {trade: at least 10, push: below 10}, denies: mood, cause: trade}
"""


def test_what_is_denied_of_a_cause_that_did_move_it_says_where_that_holds() -> None:
    """Trade moved the mood while there was a push behind it, and did not once that was gone: below the denial stands
    under which condition it holds, and what moved it where that was not so. A denial that held throughout has no such
    line."""
    session = played(deck_of(PUSH), [[], ["town play drop"], []])
    words = [node.text for node in why(Reader(session, "town"), "mood") if isinstance(node, Line)]
    held = [text for text in words if text.startswith("That holds where")]
    assert held == [
        "That holds where 'trade' is at least 10 and 'push' is below 10. Where it was not so, this moved it: Who needs "
        "the trade gives way (P1)."
    ]
    never = PUSH.replace("push: {start: 30}", "push: {start: 0}")
    session = played(deck_of(never), [[], [], []])
    assert not any("That holds" in node.text for node in why(Reader(session, "town"), "mood") if isinstance(node, Line))
