"""Playing many games of a deck and keeping what a measurement needs of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from debate.rules import legal, outcome
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.play import play, start
from debate.rules.state import State
from debate.rules.view import view
from debate.workshop.players import Player, player


@frozen
class Setup:
    """One game to be played: who sits where, and what decides the rest."""

    seats: Mapping[str, str]
    """Role -> name of a player."""
    seed: int
    motives: Mapping[str, str] | None = None
    preset: str | None = None
    views: tuple[str, ...] = ()


@frozen
class Game:
    """A finished game."""

    setup: Setup
    state: State
    outcome: outcome.Outcome
    moves: tuple[Move, ...]
    positions: tuple[State, ...]
    """Before each choice; empty unless asked for."""


def seats(deck: Deck) -> list[tuple[str, str]]:
    """Every (role, motive), in turn order; the motive is empty for a role that has none."""
    return [(role, motive) for role in deck.turn_order for motive in deck.roles[role].motives or ("",)]


def play_game(deck: Deck, setup: Setup, keep: bool = False) -> Game:
    """Play one game to its end. ``keep``: keep every position."""
    state = start(deck, setup.seed, setup.preset, setup.motives, setup.views)
    return play_on(setup, state, {role: player(name) for role, name in setup.seats.items()}, keep=keep)


def play_on(
    setup: Setup, state: State, players: Mapping[str, Player], first: Iterable[Move] = (), keep: bool = False
) -> Game:
    """Play from a position to the end; ``first``: choices made before the players are asked."""
    moves: list[Move] = []
    positions: list[State] = []
    queue = list(first)
    while state.to_move is not None:
        role = state.to_move
        if queue:
            move = queue.pop(0)
        else:
            move = players[role](view(state, role), setup.seed)
        if keep:
            positions.append(state)
        moves.append(move)
        state = play(state, move).state
    return Game(setup, state, outcome.outcome(state), tuple(moves), tuple(positions))


def too_dear(state: State, role: str) -> bool:
    """Whether some move of the role is refused for its price alone, whatever case there were for it."""
    tables = state.tables
    capital = state.v[tables.capital_places[role]]
    return any(
        legal.price_of(flat, backed=True) > capital and legal.refused_move(state, flat) is None
        for flat in tables.moves_of[role]
    )
