"""What others may want, from what they did: how well the script of each motive explains the choices that were seen.

The game is played again in the head with the choices that were seen, other cards and other luck. Wherever a role chose,
the script of each of its motives says what it would have chosen there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field

from debate.opponents.scripted import scripted
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.play import play, start
from debate.rules.state import State
from debate.rules.view import View, view

Beliefs = Mapping[str, Mapping[str, float]]
"""Role -> motive -> how likely it is taken to be; of one role they sum to 1."""
FAITHFUL = 0.75
"""How often a role is taken to do what the script of its motive says."""
PASTS = 2
"""How often the past is played again."""


def beliefs(deck: Deck, seen: View, seed: int) -> Beliefs:
    """What this role has reason to believe of the others. ``seed``: for cards and luck that it does not know."""
    likely = {
        role: dict.fromkeys(deck.roles[role].motives, 1.0)
        for role in deck.turn_order
        if role != seen.role and len(deck.roles[role].motives) > 1
    }
    if seen.seen and likely and not seen.over:
        for number in range(PASTS):
            _Past(deck, seen, roll64(seed, "past", number), likely).weigh()
    return {role: _shares(motives) for role, motives in likely.items()}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


@define
class _Past:
    """One way in which the game may have come here; what it tells is multiplied into ``likely``."""

    deck: Deck
    seen: View
    seed: int
    likely: dict[str, dict[str, float]]
    left: list[Move] = field(init=False)

    def weigh(self) -> None:
        setting = self.seen.position.setting
        motives = {self.seen.role: self.seen.motive} if self.seen.motive else {}
        state = start(self.deck, self.seed, setting.preset, motives, setting.views, setting.judged)
        self.left = list(self.seen.seen)
        while self.left and not state.over and state.round <= self.seen.round:
            self._skip(state)
            role = state.awaiting[0]
            state = play(state, self._made(state, role, legal_moves(state, role))).state

    def _skip(self, state: State) -> None:
        """Pass over what was done at prompts that do not come up in this past."""
        if state.phase == "choose":
            while self.left and not (_is_move(self.left[0]) and self.left[0].role in state.awaiting):
                self.left.pop(0)

    def _made(self, state: State, role: str, legal: Sequence[Move]) -> Move:
        """What the role is taken to have chosen here; where that was seen it tells something of its motive."""
        kinds = {move.kind for move in legal}
        was = self.left[0] if self.left and self.left[0].role == role and self.left[0].kind in kinds else None
        if was is None:
            if state.phase == "choose" and role in state.tables.may_be_covert:
                self._tells(state, role, legal, "")
            return legal[0] if legal[0].kind in ("keep", "rule") else legal[-1]
        self.left.pop(0)
        if state.phase == "choose":
            self._tells(state, role, legal, was.move)
        elif was.kind in ("accept", "decline"):
            self._tells(state, role, legal, was.kind)
        return _nearest(legal, was)

    def _tells(self, state: State, role: str, legal: Sequence[Move], was: str) -> None:
        likely = self.likely.get(role)
        if likely is None or len(legal) == 1:
            return
        looking = view(state, role)
        covert = state.tables.covert
        options = {_known(move, covert) for move in legal}
        for motive in likely:
            would = _known(scripted(evolve(looking, motive=motive), 0).move, covert)
            by_script = FAITHFUL if would == was else 0.0
            likely[motive] *= by_script + (1 - FAITHFUL) / len(options)


def _is_move(choice: Move) -> bool:
    return choice.kind in ("play", "hold")


def _known(choice: Move, covert: frozenset[str]) -> str:
    """What others see of a choice: the move, whether an offer was taken, or nothing."""
    if choice.kind in ("accept", "decline"):
        return choice.kind
    return "" if choice.move in covert else choice.move


def _nearest(legal: Sequence[Move], was: Move) -> Move:
    """The legal choice that is closest to what was seen: the same, else the same with another card, else to pass."""
    if was in legal:
        return was
    for move in legal:
        if (move.kind, move.move, move.to, move.ruling) == (was.kind, was.move, was.to, was.ruling):
            return move
    return legal[-1]
