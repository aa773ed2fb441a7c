"""A determined hawk: somebody who means to press the obvious button and keeps trying, against scripted opponents.

The deck teaches by what the vote brings, so whoever keeps trying must get it, however hard the White House lobbies.
``python -m tests.zte.determined [GAMES]`` prints how many do, and in which round.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from statistics import fmean

import debate
from debate.opponents.scripted import scripted
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.trace import TraceStep
from debate.rules.view import View
from debate.workshop.figures import Figure, luck_of_mean, luck_of_share, show, within
from debate.workshop.games import Game, Setup, play_game, play_on
from debate.workshop.players import player

ROUNDS = 4
"""By the end of this round the vote must have come: half of a full game is then left to see what it brings."""
TRIES = ("restore-ban", "file-ban-bill", "denounce-tweet-policy", "brand-zte-a-menace")
"""What the hawk tries in each round, the vote first; where none can be had it saves its capital."""
ANGRY = 65
"""Outrage from which the hawk saves its capital instead of stirring up more."""
OBVIOUS = "only:lift-ban-for-jobs,escalate-economic-war,set-light-monitoring,lobby-against-override"
"""What a White House presses that looks for jobs, applause and a quiet Congress, the first that it can each time."""
SAVED = 4
"""Capital that it does not stir up anger with: the vote and a little over."""


def hawk(view: View, key: int) -> Move:
    """The choice of a determined hawk: the vote, or what leads to it, backed by a card where the hand has one."""
    if view.legal[-1].kind != "hold":
        return scripted(view, key).move
    calm, spare = (view.meters["outrage"] or 0) < ANGRY, view.capital[view.role] > SAVED
    for wanted in TRIES:
        for move in view.legal:
            if move.move == wanted and (wanted in TRIES[:2] or (move.card and calm and spare)):
                return move
    return view.legal[-1]


def votes(deck: Deck, games: int, preset: str | None = None) -> list[int]:
    """The round in which the ban was voted into law, a game each; 0 where it never was."""
    found = []
    for seed in range(1, games + 1):
        seats = dict.fromkeys(deck.turn_order, "scripted")
        state = debate.start(deck, seed=seed, preset=preset, motives={"congress": "hawk"})
        players = {role: player("scripted") for role in seats} | {"congress": hawk}
        game = play_on(Setup(seats, seed, preset=preset), state, players)
        place = [p.round for p in game.state.promises if p.move == "restore-ban"]
        found.append(place[0] if place else 0)
    return found


def determination(deck: Deck, games: int) -> Iterator[Figure]:
    """How often a determined hawk gets the vote, and in time, in the full game and in the class preset."""
    for preset, rounds, name in ((None, ROUNDS, "a full game"), ("class", ROUNDS - 1, "a class game")):
        found = votes(deck, games, preset)
        share = 100 * sum(0 < round_ <= rounds for round_ in found) / games
        yield within(f"a determined hawk gets the vote by round {rounds} of {name}", share, 70, 100, " %")
        share = 100 * sum(map(bool, found)) / games
        luck = luck_of_share(share, games)
        yield within(f"a determined hawk gets the vote in {name}", share, 90, 100, " %", luck=luck)


def obvious_relief(deck: Deck, games: int) -> Iterator[Figure]:
    """How many denials a White House meets that presses what looks good, and how many of them its own moves brought."""
    for preset, name in ((None, "a full game"), ("class", "a class game")):
        own: list[int] = []
        every: list[int] = []
        for seed in range(1, games + 1):
            seats = {**dict.fromkeys(deck.turn_order, "scripted"), "white-house": OBVIOUS}
            found = denials(deck, play_game(deck, Setup(seats, seed, preset=preset)))
            own.append(sum("white-house" in roles for roles in found))
            every.append(len(found))
        told = f"denials that an obvious White House brings itself in {name} (of {fmean(every):.1f} it sees)"
        yield within(told, fmean(own), 3, 99, luck=luck_of_mean(own))


def denials(deck: Deck, game: Game) -> list[set[str]]:
    """For each denial that was told in the rounds of a game, the roles whose moves lead there."""
    state, steps = debate.start(deck, game.setup.seed, game.setup.preset, game.state.motives), list[TraceStep]()
    for move in game.moves:
        step = debate.play(deck, state, move)
        state, steps = step.state, [*steps, *step.trace]
    came: dict[int, set[str]] = {}
    for each in steps:
        roles = {deck.moves[each.cause].role} if each.cause in deck.moves else set()
        came[each.number] = roles.union(*(came.get(parent, set()) for parent in each.parents))
    last = game.state.term.round if game.state.term else state.round
    return [came[each.number] for each in steps if each.kind == "denied" and each.round <= last]


def main() -> None:
    deck, games = debate.load_deck("zte"), int(sys.argv[1]) if len(sys.argv) > 1 else 100
    show([*determination(deck, games), *obvious_relief(deck, games)])
    for preset in (None, "class"):
        rounds = sorted(Counter(votes(deck, games, preset)).items())
        told = ", ".join(f"{'never' if not round_ else f'in round {round_}'} {times}" for round_, times in rounds)
        print(f"     {preset or 'full'} game: {told}")


if __name__ == "__main__":
    main()
