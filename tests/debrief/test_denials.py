"""What the shipped decks deny is true as it is told, in whole games and against games without the move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from attrs import evolve, frozen

import debate
from debate.debrief.control import Control, Tried, tried
from debate.debrief.denials import denied
from debate.debrief.despite import despite
from debate.rules.deck import Denial
from debate.rules.state import Record, State
from debate.rules.trace import TraceStep
from debate.workshop.balance import setups
from debate.workshop.games import play_game

GAMES = (("zte", None), ("zte", "class"), ("river", None), ("river", "class"), ("phones", None))
STANDS = re.compile(
    r"\bas (before|ever)\b|the day before|weighed before|as much as before|no further|does not grow|"
    r"nothing moves|looks? the same|nothing gets|stays? too|stay where|nobody has|exactly as|"
    r"did not change|not one \w+ is safer",
    re.IGNORECASE,
)
"""Words by which a text says of the world, and not of one cause, that something stood still."""


@frozen
class Fired:
    """A denial in a game: its step, the round as it opened and as it closed, and all that happened in it."""

    game: Tried
    step: TraceStep
    opened: State
    closed: State
    steps: tuple[TraceStep, ...]

    @property
    def denial(self) -> Denial:
        return self.game.deck.denials[self.step.cause]

    @property
    def move(self) -> TraceStep | None:
        """The move of this round after which it fired."""
        for step in self.steps:
            if step.number in self.step.parents and step.kind == "event" and step.cause in self.game.deck.moves:
                return step if step.cause in self.denial.follows else None
        return None


def fired(name: str, preset: str | None, games: int, first: int = 1) -> Iterator[Fired]:
    """All denials in these games: scripts in half of them, and a mix of players in the others."""
    deck = debate.load_deck(name)
    half = games // 2
    for setup in (*setups(deck, half, "scripted", first), *setups(deck, half, None, first + half)):
        played = play_game(deck, evolve(setup, preset=preset))
        game = tried(deck, Record(deck.digest, played.state.setting, played.moves))
        opens: dict[int, State] = {}
        for state in game.played.states:
            if state.phase == "choose":
                opens.setdefault(state.round, state)
        assert game.state.term is not None
        opens[game.last + 1] = game.state.term
        for round_ in range(1, game.last + 1):
            steps = tuple(step for step in game.steps if step.round == round_)
            for step in steps:
                if step.kind == "denied":
                    yield Fired(game, step, opens[round_], opens[round_ + 1], steps)


@cache
def few(name: str, preset: str | None) -> tuple[Fired, ...]:
    return tuple(fired(name, preset, 16))


def without(one: Fired, move: TraceStep) -> Control | None:
    """The same round without the move; None where it was chosen before, or where other moves and other news happened
    without it, which move things by themselves."""
    game, round_ = one.game, one.step.round
    place = game.chosen(game.deck.moves[move.cause].role, move.cause, round_)
    control = game.run(frozenset([place]), until=round_, last=game.last)
    there, here = events(control.state, round_), events(one.closed, round_)
    return control if place[0] == round_ and there == here - {move.cause} else None


def events(state: State, round_: int) -> set[str]:
    """The moves and the news of this round, which was the latest."""
    deck = state.tables.deck
    return {id_ for id_ in (*deck.moves, *deck.news) if state.latest_round(id_) == round_}


def misses(found: tuple[Fired, ...]) -> Iterator[str]:
    """Each sentence that is false as shown."""
    for one in found:
        step, deck = one.step, one.game.deck
        where = f"{step.cause} (seed {one.game.state.seed}, round {step.round})"
        moved = despite(deck, step, one.steps)
        if moved is not None and moved.same:
            yield f"{where}: moved for that very reason"
        if moved is not None and STANDS.search(one.denial.says):
            yield f"{where}: says that it stood still, and it {moved.went}"
        move = one.move
        control = without(one, move) if move is not None and step.meter else None
        if control is not None:
            there = (control.state.term or control.state).meters[step.target]
            if there != one.closed.meters[step.target]:
                yield f"{where}: without {move and move.cause} it stands at {there}"


CLAIMS = {
    "zte": {
        "fine-alone-changes-nobody": lambda one: one.closed.flags["monitors"] != "deep",
        "ban-does-not-end-zte": lambda one: one.closed.flags["zte-firm"] == "alive",
        "punishing-zte-secures-nothing": lambda one: "punishing-soothes" in causes(one),
        "relief-reopens-no-networks": lambda one: one.closed.flags["supply-ban"] == "off",
        "words-ship-no-chips": lambda one: one.closed.flags["supply-ban"] != "off",
        "waiver-sets-no-precedent": lambda one: "unanswered-breach-erodes-rules" not in causes(one),
        "no-pressure-no-reform": lambda one: (
            not {"leverage-works-in-talks", "allies-add-weight", "strategy-makes-relief-count"} & causes(one)
        ),
    },
    "river": {
        "raising-mends-no-foot": lambda one: one.closed.flags["wall"] == "raised",
        "map-empties-no-town": lambda one: one.closed.flags["map"] == "published",
        "wet-meadows-end-no-farm": lambda one: (one.closed.flags["dig"], one.closed.flags["pay"]) == ("done", "paid"),
        "memory-stops-no-builder": lambda one: one.closed.meters["at-stake"] >= one.opened.meters["at-stake"],
        "taking-is-not-digging": lambda one: one.closed.flags["dig"] == "none",
    },
    "phones": {"box-ends-no-spite": lambda one: one.closed.flags["box"] == "locked"},
}
"""What else a text says of the world while it is shown, as far as it can be read from the round."""


def causes(one: Fired) -> set[str]:
    return {step.cause for step in one.steps}


@pytest.mark.parametrize(("name", "preset"), GAMES)
def test_no_denial_says_more_than_is_so(name: str, preset: str | None) -> None:
    """In a handful of games: what a denial keeps still stands the same without the move; a text that says of the world
    that it stood still is shown only where it did; what else it says of the world is so."""
    found = few(name, preset)
    assert found
    assert list(misses(found)) == []
    claims = CLAIMS[name]
    told = [one for one in found if one.step.cause in claims]
    assert told
    assert [one.step for one in told if not claims[one.step.cause](one)] == []


@pytest.mark.torture
@pytest.mark.parametrize(("name", "preset"), GAMES)
def test_no_denial_says_more_than_is_so_in_many_games(name: str, preset: str | None) -> None:
    """The same in a hundred and twenty other games."""
    found = tuple(fired(name, preset, 120, 1001))
    assert list(misses(found)) == []
    assert [one.step for one in found if not CLAIMS[name].get(one.step.cause, bool)(one)] == []


def test_what_did_not_make_news_likelier_is_named() -> None:
    """Better defences make a break-in rarer; what did not is said each time, after the news too."""
    told = [
        denied(one.game.deck, (one.step,), [s for s in one.steps if s.number in one.step.parents], one.steps)
        for one in few("zte", None)
        if one.step.target in one.game.deck.news
    ]
    assert told
    for line in told:
        assert re.search(r"^did not happen: '.+' did not make '.+' likelier or rarer", line.text), line.text
    assert any("'Shutting out Chinese gear' did not make" in line.text for line in told)


def test_news_that_only_shows_it_is_not_what_did_nothing() -> None:
    """A storm tells that a higher wall keeps no cellar dry: it is the wall of which that is said, not the storm."""
    found = [one for one in few("river", None) if one.step.cause == "wall-catches-no-rain"]
    assert found
    for one in found:
        parents = [step for step in one.steps if step.number in one.step.parents]
        assert any(step.cause == "cloudburst" for step in parents)
        assert "'A higher wall' did not move" in denied(one.game.deck, (one.step,), parents, one.steps).text
