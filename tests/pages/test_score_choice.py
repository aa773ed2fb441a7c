"""Why a choice was worth what stands beside it: by goal, adding up, in every face."""

from __future__ import annotations

import io
import re

import pytest

from debate.debrief.control import tried
from debate.debrief.scores import score
from debate.deckfile import load_deck
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.game.session import Session
from debate.pages.details import details, title
from debate.pages.document import Line, Node, Ref
from debate.pages.finale import decisions, finale
from debate.pages.floor import OFFER_COUNTS
from debate.pages.reader import Reader
from debate.rules.moves import Move
from debate.rules.state import State
from tests.debrief.games import watched


@pytest.fixture(scope="module")
def over() -> Session:
    """A whole game of the shipped deck."""
    return watched(load_deck("zte"), 7, "scripted")


def lines(nodes: list[Node]) -> list[Line]:
    return [node for node in nodes if isinstance(node, Line)]


def points(text: str) -> int:
    return int(text.partition(":")[0].replace("±", ""))


def test_each_line_of_the_list_leads_to_why_it_was_worth_that(over: Session) -> None:
    """Each choice of the list, all of one's own and the others' biggest, opens a page whose goals add up to it,
    each with its value as played and in the control run."""
    reader, seen = Reader(over, "congress"), 0
    game = tried(over.source, over.to_record())
    found = score(over.source, over.to_record())["congress"]
    (group,) = decisions(finale(reader))
    listed = [node for node in group.nodes if isinstance(node, Line) and node.to is not None]  # type: ignore[union-attr]
    choices = [*found.choices, *(each for each in found.own if each not in found.choices)]
    assert [points(node.text) for node in listed] == [each.points for each in choices]
    for node, choice in zip(listed, choices, strict=True):
        assert node.to == Ref("choice", f"{choice.round}:{choice.role}")
        told = details(reader, node.to)
        goals = [line for line in lines(told) if line.to is not None and line.to.kind == "why"]
        assert sum(points(line.text) for line in goals) == choice.points
        control = game.without((choice.round, choice.role))
        for line in goals:
            assert line.to is not None
            values = re.search(r", (\d+) instead of (\d+) \(", line.text)
            assert values is not None
            here, there = map(int, values.groups())
            assert (here, there) == (game.state.term.meters[line.to.id], control.term(line.to.id))  # type: ignore[union-attr]
            seen += 1
        assert over.deck.moves[choice.move].title in title(reader, node.to)
        assert "there the others choose anew" in "".join(line.text for line in lines(told))
    assert seen


def test_what_made_the_difference_adds_up_for_every_goal(over: Session) -> None:
    """Below a goal stand the causes, each by itself; their points are the distance between both values to the last
    point."""
    reader, seen = Reader(over, "congress"), 0
    for choice in score(over.source, over.to_record())["congress"].choices:
        whole, parts = 0, 0
        for line in lines(details(reader, Ref("choice", f"{choice.round}:{choice.role}"))):
            values = re.search(r", (\d+) instead of (\d+) \(", line.text)
            cause = re.match(r"([+-]?\d+)(?: instead of ([+-]\d+))?: ", line.text)
            if values is not None and line.to is not None and line.to.kind == "why":
                assert whole == parts
                whole, parts = int(values[1]) - int(values[2]), 0
                seen += 1
            elif cause is not None and line.level == 2:
                parts += int(cause[1]) - int(cause[2] or 0)
                assert line.to is not None
        assert whole == parts
    assert seen


def test_of_a_declined_offer_it_is_said_that_the_making_of_it_counts(over: Session) -> None:
    """The page of a choice says so just where that was an offer that somebody declined."""
    reader, seen = Reader(over, "congress"), set()
    declined = {(state.round, move.move) for state, move in _made(over) if move.kind == "decline"}
    for (number, role), move in tried(over.source, over.to_record()).plays.items():
        said = any(line.text == OFFER_COUNTS for line in lines(details(reader, Ref("choice", f"{number}:{role}"))))
        assert said == ((number, move.move) in declined)
        seen.add(said)
    assert seen == {True, False}


def _made(session: Session) -> zip[tuple[State, Move]]:
    return zip(session.played.states, session.played.moves, strict=False)


def test_plain_lines_tell_it_by_round(over: Session) -> None:
    """``why score`` and a round tells of each move of that round what it was worth and why; a round that there was not
    has one sentence."""
    out = io.StringIO()
    desk = Desk(Console(io.StringIO(), out, 200), over, "congress")
    choice = score(over.source, over.to_record())["congress"].choices[0]
    typed(desk, f"why score {choice.round}")
    told = " ".join(out.getvalue().split())
    assert f"'{over.deck.moves[choice.move].title}' was worth +{choice.points} to your score." in told
    typed(desk, "why score 99")
    assert "Write a round from 1 to 11." in out.getvalue()


def test_a_place_where_nothing_was_chosen_has_no_page(over: Session) -> None:
    """An address that somebody made up is refused like one of a thing that is not there."""
    reader = Reader(over, "congress")
    for wrong in ("99:congress", "1:nobody", "x:congress", "", "²:congress"):
        with pytest.raises(KeyError):
            details(reader, Ref("choice", wrong))
