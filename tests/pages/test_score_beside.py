"""A score beside scripted play: what is said of those games is what comes of playing them."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from debate.classroom.page.reading import INNER
from debate.debrief.scores import score, scripted_play, shared
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.pages.details import details, title
from debate.pages.document import Line, Ref
from debate.pages.finale import arithmetic, finale
from debate.pages.reader import Reader
from debate.workshop.games import Setup, play_game
from tests.debrief.games import watched
from tests.pages.test_score_rounds import asked

GAVE = re.compile(r"^([+±-]?\d+): (.+), weight \d+(?:, wanted low)?: (?:you|it) (-?\d+), scripts (-?\d+)\.$")
PLAYED = re.compile(r"^'(.+)': in (none|\d+ of \d+)(, and in this one|, not in this one)\.$")


@pytest.fixture(scope="module", params=["river", "phones"])
def over(request: pytest.FixtureRequest) -> Session:
    """A whole game of a deck."""
    return watched(load_deck(request.param), 3, "scripted")


def test_scripted_play_is_what_scripts_play(over: Session) -> None:
    """The same games, played by the workshop: scores, where meters end and what came about are their averages."""
    deck, setting = over.source, over.to_record().setting
    found, motives = scripted_play(deck, setting), dict(zip(deck.turn_order, setting.motives, strict=True))
    seats = dict.fromkeys(deck.turn_order, "scripted")
    games = [play_game(deck, Setup(seats, seed, motives)) for seed in range(found.games)]
    for role in deck.turn_order:
        assert found.scores[role] == round(sum(game.outcome.scores[role] for game in games) / len(games))
    for meter, end in found.ends.items():
        ends = [(game.state.term or game.state).meters[meter] for game in games]
        assert end == Fraction(sum(ends), len(ends))
    for move, times in found.came.items():
        assert times == sum((game.state.term or game.state).count(move) > 0 for game in games)


def test_goal_by_goal_it_adds_up(over: Session) -> None:
    """For every role: the points of the goals add up to what lies between both scores; each meter stands where it ended
    here and there; a move is told as in this game where it came about."""
    record = over.to_record()
    usual, term = scripted_play(over.source, record.setting), over.state.term or over.state
    meters = {meter.name: meter.id for meter in over.deck.meters.values()}
    for role in over.deck.turn_order:
        texts = [node.text for node in details(Reader(over, role), Ref("par", role)) if isinstance(node, Line)]
        goals = [found for found in map(GAVE.match, texts) if found]
        motive = over.deck.roles[role].motives[over.state.motives[role]]
        assert {meters[goal[2]] for goal in goals} == set(motive.wants)
        between = score(over.source, record)[role].end - usual.scores[role]
        assert sum(int(goal[1].replace("±", "")) for goal in goals) == between
        for goal in goals:
            assert int(goal[3]) == term.meters[meters[goal[2]]]
            assert int(goal[4]) == round(usual.ends[meters[goal[2]]])
        moves = {move.title: id_ for id_, move in over.deck.moves.items()}
        played = [found for found in map(PLAYED.match, texts) if found]
        assert played
        for found in played:
            assert (term.count(moves[found[1]]) > 0) == (found[3] == ", and in this one")
            assert found[2] == (
                f"{usual.came[moves[found[1]]]} of {usual.games}" if usual.came[moves[found[1]]] else "none"
            )
        told = {moves[found[1]] for found in played}
        assert {id_ for id_ in usual.came if term.count(id_) and over.deck.moves[id_].role == role} <= told


@pytest.mark.parametrize("total", range(-4, 6))
def test_points_between_averages_add_up_too(total: int) -> None:
    """However the sum was rounded, whole points are found that add up to it, none further off than the sum was."""
    deck = load_deck("phones")
    role = deck.roles[deck.turn_order[0]]
    wants = next(iter(role.motives.values())).wants
    start = {meter: Fraction(101, 2) for meter in wants}
    assert sum(shared(deck.meters, wants, start, dict.fromkeys(wants, 51), total).values()) == total


def test_it_is_found_from_the_score(over: Session) -> None:
    """From where the score came from, from the page of each role, by 'why par', and in a class; not while it runs."""
    role, *others = over.deck.turn_order
    reader = Reader(over, role)
    (group,) = arithmetic(finale(reader))
    assert Ref("par", role) in [getattr(node, "to", None) for node in group.nodes]  # type: ignore[union-attr]
    for other in others:
        assert Ref("par", other) in [getattr(node, "to", None) for node in details(reader, Ref("role", other))]
    assert title(reader, Ref("par", role)) == "Your score beside scripted play"
    said = asked(over, role, "why par")
    assert "YOUR SCORE BESIDE SCRIPTED PLAY" in said
    assert "par: The score that scripted play reaches" in said
    assert "par" in INNER
    running = Session(over.source, {role: "person"}, seed=3)
    running.advance()
    assert "BESIDE" not in asked(running, role, "why par")
    with pytest.raises(KeyError):
        details(Reader(running, role), Ref("par", role))
