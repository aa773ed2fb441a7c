"""The planner: it plays the game on in its head, many times, and takes the choice that ends best for it.

It knows its view and nothing else. What it cannot know it guesses, world by world: cards, sealed choices, hidden
meters, and what others want, by what they did so far. All options are tried in the same worlds; the better half of them
is tried in more, until two are left. How much it tries is a number of games played on, never a time, so that it chooses
the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from debate.opponents.beliefs import Beliefs, beliefs
from debate.opponents.choice import Choice
from debate.opponents.futures import Future, future, mean, worth_of_one
from debate.opponents.imagined import Imagined, mixed
from debate.opponents.reasons import Reasons
from debate.opponents.scripted import scripted
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.play import play
from debate.rules.sampling import sample
from debate.rules.state import State
from debate.rules.view import View

BUDGET = 320
"""Games that it plays on for one choice unless it is told otherwise. With shipped decks the dearest choice then costs
just under 400 random games, one on average 170 to 220."""
COMPARED = 24
"""How many games, at most, are kept back to try what it passed over in more worlds, for the reason that it gives."""
LEAST = 4
"""In how many worlds, at least, an option is tried before any is dropped, as far as the budget goes."""


_listening: list[Callable[[float], None]] = []


def tell_progress(told: Callable[[float], None]) -> None:
    """Have this be called while a choice is thought about, with the share of the budget that is spent: for a screen
    that could not say otherwise that somebody thinks. It changes no choice."""
    _listening[:] = [told]


def planner(deck: Deck, view: View, seed: int, budget: int = BUDGET) -> Choice:
    """The choice that ends best in the games that it plays on. ``budget``: how many these are; with none it does what
    the script of its role says."""
    if len(view.legal) == 1:
        return Choice(view.legal[0], "There is nothing else that it could do.")
    if budget < 2:
        return scripted(view, seed)
    return _Search(deck, view, seed, budget).choice()


def _what(move: Move) -> tuple[str, str, str]:
    """What tells two options apart for those who hear a reason: not the card."""
    return move.kind, move.move, move.to


@define
class _World:
    """A world that the view allows, with how each role plays in it."""

    state: State
    ways: dict[str, str]
    key: int


@define
class _Search:
    """One choice being thought about. ``found``: option -> how the game went on in the first worlds, in order."""

    deck: Deck
    view: View
    seed: int
    budget: int
    imagined: Imagined = field(init=False)
    believed: Beliefs = field(init=False)
    worlds: list[_World] = field(factory=list)
    found: dict[Move, list[Future]] = field(factory=dict)
    key: int = field(init=False)
    wants: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.imagined = Imagined(self.view.position.tables, self.view.role)
        self.key = roll64(self.seed, "planner", self.view.role, self.view.round, self.view.phase, len(self.view.chosen))
        self.wants = frozenset(worth_of_one(self.view))
        self.believed = beliefs(self.deck, self.view, self.key)

    def choice(self) -> Choice:
        # Kept back for what is to be compared with the best: the next best, and to do nothing.
        compared = min(COMPARED, self.budget // 10)
        ranked = self._halved(self._promising(self.budget - compared), self.budget - compared)
        best, idle = ranked[0], self.view.legal[-1]
        second = next((move for move in ranked if _what(move) != _what(best)), ranked[1])
        compared -= self._more(second, compared // 2)
        if idle != best:
            self._more(idle, compared)
        nothing = self.found[idle] if idle != best else ()
        reasons = Reasons(self.deck, self.view, self.believed, best, self.found[best], self.found[second], nothing)
        return Choice(
            best,
            reasons.because(),
            reasons.source,
            reasons.basis,
            second,
            reasons.rejected(),
            mean(one.worth for one in self.found[best]),
        )

    def _more(self, move: Move, games: int) -> int:
        """Try an option in the next worlds until it was tried in as many as the best, with at most so many games; how
        many these were."""
        found = self.found.setdefault(move, [])
        first, most = len(found), max(map(len, self.found.values()))
        while len(found) < min(most, first + games):
            found.append(self._ended(self._world(len(found)), move))
        return len(found) - first

    # The options.

    def _promising(self, budget: int) -> list[Move]:
        """The options, those first that look good at once; of so many that the budget would not go round, the first."""
        view, imagined = self.view, self.imagined
        first = scripted(view, self.seed).move
        world = self._world(0).state
        worth = {id_: imagined.worth(world, view.role, id_) for id_ in {move.move for move in view.legal if move.move}}
        gain = {move: worth.get(move.move, 0) for move in view.legal}
        if view.phase == "answer":
            gain = {
                move: -imagined.worth_of_case(world, view.role, move.to) if move.to else gain[move]
                for move in view.legal
            }
        ordered = sorted(view.legal, key=lambda move: (move != first, -gain[move]))
        return ordered[: max(2, budget // LEAST)]

    def _halved(self, options: Sequence[Move], budget: int) -> list[Move]:
        """The options, the best first; those that were dropped stand behind those that were tried in more worlds."""
        self.found = {move: [] for move in options}
        left, dropped = list(options), list[Move]()
        stages, whole = max(1, (len(options) - 1).bit_length()), max(1, budget)
        for stage in range(stages):
            share = budget // (stages - stage)
            tries = max(1, share // len(left))
            tried = len(self.found[left[0]])
            for number in range(tried, tried + tries):
                world = self._world(number)
                for told in _listening:
                    told(1 - max(0, budget) / whole)
                for move in left:
                    if budget <= 0 and number > 0:
                        break
                    self.found[move].append(self._ended(world, move))
                    budget -= 1
            order = {move: n for n, move in enumerate(left)}
            least = min(len(self.found[move]) for move in left)
            left.sort(key=lambda move: (-sum(one.worth for one in self.found[move][:least]), order[move]))
            if len(left) > 2:
                half = max(2, (len(left) + 1) // 2)
                dropped = [*left[half:], *dropped]
                left = left[:half]
        return [*left, *dropped]

    # The worlds.

    def _world(self, number: int) -> _World:
        while len(self.worlds) <= number:
            key = mixed(self.key, len(self.worlds))
            ways = self.imagined.ways(key)
            state = sample(
                self.view,
                roll64(self.key, "world", len(self.worlds)),
                self._motives(len(self.worlds)),
                lambda state, role: self.imagined.choice(state, role, ways[role], key),  # noqa: B023
            )
            self.worlds.append(_World(state, ways, key))
        return self.worlds[number]

    def _motives(self, number: int) -> dict[str, str]:
        """A motive for each other role, drawn as likely as it is believed to be."""
        drawn = {}
        for role, motives in self.believed.items():
            rolled = roll64(self.key, "motive", number, role) % 10_000 / 10_000
            for motive, share in motives.items():
                drawn[role] = motive
                rolled -= share
                if rolled < 0:
                    break
        return drawn

    def _ended(self, world: _World, move: Move) -> Future:
        step = play(world.state, move)
        steps = list(step.trace.raw)
        end = self.imagined.to_the_end(step.state, world.key, world.ways, steps)
        return future(self.view, self.wants, end, steps)
