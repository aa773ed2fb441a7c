"""Figures that need a strong player: whether thinking ahead pays in every seat, and what it never finds worth it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from time import process_time

from attrs import define, evolve, field

from debate.opponents import OPPONENTS
from debate.opponents.choice import chance_key
from debate.opponents.planner import BUDGET
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.outcome import outcome
from debate.rules.play import play, start
from debate.rules.view import view
from debate.workshop.agency import lists
from debate.workshop.balance import setups
from debate.workshop.duels import Duels, Seating, duels, wilson
from debate.workshop.figures import Figure, mean_of, more_games, unsure
from debate.workshop.games import play_game, seats

WANTED = 70
"""Per cent of its duels with a script that the planner should win, with each motive."""
FIRST = 50_000
"""The first seed: games that no script was tuned on."""
PLAYOUTS = 30
DEAREST = 400
"""Random games that one choice of the planner may cost."""
MORE, LESS = 500, 50
"""Games played on in the head of two planners that meet in one seat: the first should do better."""
SCRIPTED = 200
"""Games among scripts that tell which moves a script ever plays."""


def deep(deck: Deck, games: int, budget: int = BUDGET) -> Iterator[Figure]:
    """As they are worked out; it takes minutes. ``games``: duels for each motive. ``budget``: games that the planner
    plays on in its head for a choice."""
    told = (
        f"{games} duels a motive: the planner ({budget} games played on a choice) and the script in one seat by turns"
    )
    found = []
    for role, motive in seats(deck):
        seeds = range(FIRST, FIRST + games)
        found.append(duels(deck, role, motive, Seating("planner", budget), Seating("scripted"), seeds))
        yield evolve(_beaten(found[-1]), of=told)
    yield evolve(_all_beaten(found), of=told)
    yield _thinking_pays(deck, max(2, games // 4), budget)
    yield from _all_plan(deck, max(2, games // 2), budget)
    told = f"Lists of three moves, picked in games among scripts and measured in {10 * games} others"
    yield from (evolve(figure, of=told) for figure in lists(deck, 10 * games))


def _thinking_pays(deck: Deck, games: int, budget: int) -> Figure:
    """Whether the planner does better with more games played on for a choice. ``games``: duels a motive."""
    more, less = (max(2, number * budget // BUDGET) for number in (MORE, LESS))
    gained: list[float] = []
    for role, motive in seats(deck):
        found = duels(
            deck, role, motive, Seating("planner", more), Seating("planner", less), range(FIRST, FIRST + games)
        )
        gained += found.gains
    mean = mean_of(gained)
    cure = "choices of which one is better for longer than a round; where luck decides, thinking gains nothing."
    told = f"{games} duels a motive: planners that play {more} and {less} games on for a choice, in one seat by turns"
    cure = unsure(mean.value, mean.value + mean.luck, 0, cure)
    name = f"{more} games played on do better than {less} by"
    return Figure(name, f"{mean} points", "above 0, the lower end too", mean.value - mean.luck > 0, cure, told)


def _beaten(found: Duels) -> Figure:
    low, high = found.interval
    share = f"{100 * found.share:.0f} % ({100 * low:.0f} to {100 * high:.0f}), {found.gain:+.1f} points"
    name = f"planner beats script as {found.role}{f' {found.motive}' if found.motive else ''}"
    cure = (
        f"choices that matter more to {found.role}: what it can do should move what it wants, by more than luck does;"
        " and moves that are right at one time and wrong at another: where its rules find the best one each time,"
        " looking ahead gains nothing."
    )
    cure = unsure(100 * found.share, 100 * high, WANTED, cure)
    return Figure(name, share, f"at least {WANTED} %, the lower end too", 100 * low >= WANTED, cure)


def _all_beaten(found: Sequence[Duels]) -> Figure:
    wins, games = sum(each.wins for each in found), sum(each.games for each in found)
    low, high = wilson(wins, games)
    return Figure(
        "planner beats script, all seats", f"{100 * wins / games:.0f} % ({100 * low:.0f} to {100 * high:.0f})"
    )


@define
class _Planned:
    """What planners did who had every seat: moves that they could play and did, endings, answers to offers (offer,
    answer), and how long they thought about so many choices."""

    could: Counter[str] = field(factory=Counter)
    played: Counter[str] = field(factory=Counter)
    ended: Counter[str] = field(factory=Counter)
    offers: Counter[tuple[str, str]] = field(factory=Counter)
    seconds: float = 0.0
    choices: int = 0

    def add_game(self, deck: Deck, seed: int, budget: int) -> None:
        """Play one game more."""
        state = start(deck, seed)
        while state.to_move is not None:
            role = state.to_move
            seen = view(state, role)
            self.could.update({move.move for move in seen.legal if move.kind == "play"})
            begun = process_time()
            chosen = OPPONENTS["planner"].choose(deck, seen, seed=chance_key(seed, role), budget=budget).move
            if len(seen.legal) > 1:
                self.seconds, self.choices = self.seconds + process_time() - begun, self.choices + 1
            if chosen.kind == "play":
                self.played[chosen.move] += 1
            elif chosen.kind in ("accept", "decline"):
                self.offers[chosen.move, chosen.kind] += 1
            state = play(state, chosen).state
        self.ended[outcome(state).ending] += 1


def _all_plan(deck: Deck, games: int, budget: int) -> Iterator[Figure]:
    """Games in which everybody looks ahead: what is played, which offers are taken, and what a choice costs."""
    found = _Planned()
    for seed in range(FIRST, FIRST + games):
        found.add_game(deck, seed, budget)
    told = f"{games} games in which planners have every seat"
    for ending, item in deck.endings.items():
        if item.active and not item.tag and found.ended[ending]:
            yield Figure(f"ending {ending}", f"{100 * found.ended[ending] / games:.0f} %", of=told)
    by_script = {move.move for setup in setups(deck, SCRIPTED, "scripted") for move in play_game(deck, setup).moves}
    never = [id_ for id_ in found.could if not found.played[id_]]
    yield Figure("moves that planners never play", ", ".join(never) or "none", of=told)
    never = [id_ for id_ in never if id_ not in by_script]
    cure = "a use for them: lower costs, better effects, or a position in which they are right; or take them out."
    yield Figure("  nor any script", ", ".join(never) or "none", "none", not never, cure, told)
    for offer in sorted({id_ for id_, _ in found.offers}):
        taken, declined = found.offers[offer, "accept"], found.offers[offer, "decline"]
        yield evolve(_taken(offer, taken, declined), of=told)
    cost = found.seconds / max(1, found.choices) / _playout_seconds(deck)
    cure = "fewer rounds or prompts, or a planner of a smaller budget."
    yield Figure(
        "cost of a planner's choice", f"{cost:.0f} random games", f"at most {DEAREST}", cost <= DEAREST, cure, told
    )


def _taken(offer: str, taken: int, declined: int) -> Figure:
    """How often planners take an offer; where so few were made that luck may explain a miss, the cure says so."""
    made = taken + declined
    share, (low, high) = 100 * taken / made, wilson(taken, made)
    cure = "terms under which it is sometimes right to take it and sometimes not."
    holds = 25 <= share <= 75
    if not holds and 100 * low <= 75 and 100 * high >= 25:
        cure = more_games(cure)
    words = f"{share:.0f} % ({100 * low:.0f} to {100 * high:.0f}) of {made}"
    return Figure(f"offer {offer} is taken", words, "25 to 75 %", holds, cure)


def _playout_seconds(deck: Deck) -> float:
    begun = process_time()
    for seed in range(PLAYOUTS):
        state, count = start(deck, seed), 0
        while not state.over:
            legal = legal_moves(state)
            state, count = play(state, legal[roll64(seed, "playout", count) % len(legal)]).state, count + 1
    return (process_time() - begun) / PLAYOUTS
