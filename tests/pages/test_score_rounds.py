"""A score round by round: it adds up, and says what the account of the round said at the time."""

from __future__ import annotations

import io
import re

import pytest
from attrs import evolve

from debate.classroom.page.reading import INNER
from debate.debrief.account import account
from debate.debrief.scores import score
from debate.deckfile import load_deck
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.game.session import Session
from debate.pages.account import MINE, tellings
from debate.pages.details import details, title
from debate.pages.document import Heading, Line, Node, Ref
from debate.pages.finale import arithmetic, finale
from debate.pages.reader import Reader
from debate.pages.score_rounds import score_rounds
from tests.debrief.games import harbour, played, watched

WENT = re.compile(r"Score (?:(\d+)→)?(\d+)")
GAVE = re.compile(r"(?:is|are) ([+-]\d+)\b")


@pytest.fixture(scope="module", params=["zte", "river", "phones"])
def over(request: pytest.FixtureRequest) -> Session:
    """A whole game of each deck that comes with the program."""
    return watched(load_deck(request.param), 3, "scripted")


def asked(session: Session, role: str | None, words: str) -> str:
    out = io.StringIO()
    typed(Desk(Console(io.StringIO(), out, 2000), session, role), words)
    return out.getvalue()


def texts(nodes: list[Node]) -> list[str]:
    return [node.text for node in nodes if isinstance(node, Line)]


def test_each_round_adds_up_and_says_what_its_account_said(over: Session) -> None:
    """For every role and round: where the score went from and to, goals whose points add up to that, causes that add up
    to what each goal moved; all rounds lead from the first score to the last; the account that the role read when the
    round had just closed has the very same lines."""
    found, rounds = score(over.source, over.to_record()), range(1, over.deck.rounds.count + 1)
    closed = (
        next(n for n, each in enumerate(over.played.states) if each.round > number or each.over) for number in rounds
    )
    then = [over.fork_to(count) for count in closed]
    for role in over.deck.turn_order:
        stood = found[role].start
        for number, game in zip(rounds, then, strict=True):
            nodes = list(score_rounds(Reader(over, role), role, number))
            first = texts(nodes)[0]
            went = WENT.match(first)
            assert went is not None, first
            assert int(went[1] or stood) == stood
            assert sum(map(int, GAVE.findall(first))) == int(went[2]) - stood
            stood = int(went[2])
            moved = {each.meter: each for each in account(over.deck, over.visible(role), [number]).meters}
            goals = [node for node in nodes if isinstance(node, Line) and node.to is not None]
            assert sum(int(node.text.partition(":")[0].lstrip("±")) for node in goals) == sum(
                map(int, GAVE.findall(first))
            )
            for each in (moved[node.to.id] for node in goals if node.to is not None):
                assert sum(cause.by for cause in each.causes) == each.by
                assert any(f" {each.before}→{each.after}." in node.text for node in goals)
            (told,) = tellings(Reader(game, role), [number])
            assert told.mine is not None
            assert told.mine.title == MINE
            assert {*texts(nodes)} - {node.text for node in goals} <= {*texts(list(told.mine.nodes))}
        assert stood == found[role].end


def test_it_is_asked_for_as_people_would() -> None:
    """'why score' and a round, of oneself or of another role, however it is put; while the game runs only of oneself,
    and of no round that has not closed."""
    session = Session(load_deck("zte"), {"congress": "person"}, seed=3)
    session.advance()
    assert "No round has closed yet." in asked(session, "congress", "why score 1")
    assert "its own alone" in asked(session, "congress", "why score of beijing")
    over = watched(load_deck("zte"), 3, "scripted")
    own = asked(over, "congress", "why score 5")
    assert own.splitlines()[1] == "YOUR SCORE IN ROUND 5"
    assert "WHAT YOUR SCORE OWES TO" in own
    for words in ("why my score in round 5", "why points r5", "why the score, round 5"):
        assert asked(over, "congress", words) == own
    other = asked(over, "congress", "why score of Beijing 5")
    assert other.splitlines()[1] == "SCORE OF BEIJING IN ROUND 5"
    assert " you " not in other
    for words in ("why Beijing's score in round 5", "why beijing score 5", "why the score of beijing round 5"):
        assert asked(over, "congress", words) == other
    assert "Write a round from 1 to 11." in asked(over, "congress", "why score 12")
    assert asked(over, None, "why score of Beijing").splitlines()[1] == "SCORE OF BEIJING, ROUND BY ROUND"
    assert "Write whose score" in asked(over, None, "why score")


def test_a_score_on_what_is_hidden_is_told_at_the_end() -> None:
    """While a role does not see what it wants, a round of its score tells nothing of it."""
    deck = harbour()
    hidden = {id_: evolve(meter, seen_by=("town",)) for id_, meter in deck.meters.items()}
    session = played(evolve(deck, meters=hidden), [["port play dig with ships-pay"]])
    said = asked(session, "port", "why score 1")
    assert "Your score is told at the end" in said
    assert "Score " not in said


def test_the_ending_leads_to_it() -> None:
    """From where the score came from, and from the page of every role, a line leads to its score round by round; the
    page of a class has it, too, years later last."""
    over = watched(load_deck("phones"), 3, "scripted")
    role, *others = over.deck.turn_order
    reader = Reader(over, role)
    (group,) = arithmetic(finale(reader))
    assert Ref("score", role) in [getattr(node, "to", None) for node in group.nodes]  # type: ignore[union-attr]
    for other in others:
        to = Ref("score", other)
        assert to in [getattr(node, "to", None) for node in details(reader, Ref("role", other))]
        assert title(reader, to).endswith(", round by round")
        heads = [node.text for node in details(reader, to) if isinstance(node, Heading)]
        assert [head.split(" · ")[0] for head in heads] == [
            *(f"Round {number}" for number in range(1, over.deck.rounds.count + 1)),
            *(["Years later"] if over.state.round > over.deck.rounds.count else []),
        ]
    assert "score" in INNER


def test_the_years_after_the_term_can_be_asked_for_too(over: Session) -> None:
    """'why score' says where it stood at the end of term and years later, and a round after the term leads from the one
    to the other; a round that never was is refused with the last one there is."""
    role, last = over.deck.turn_order[0], over.state.round
    term = over.state.term
    assert term is not None
    plain = " ".join(asked(over, role, "why score").split())
    ended = re.search(r"Ended at (\d+); years later (\d+)", plain)
    assert ended is not None
    for number in range(term.round + 1, last + 1):
        told = " ".join(asked(over, role, f"why score {number}").split())
        assert "YOUR SCORE, YEARS LATER" in told
        went = re.search(r"Score on what you want, years later: (?:(\d+) to )?(\d+)", told)
        assert went is not None
        assert (went[1] or went[2], went[2]) == ended.groups()
    assert f"from 1 to {last}." in asked(over, role, f"why score {last + 1}")
