"""What others may want, from what they did: how well each motive explains the choices that were seen.

The game is played again in the head with the choices that were seen, other cards and other luck. Wherever a role chose,
the script of each of its motives says what it would have chosen there, and so does what looks best at once to each.
Nobody need be played by a script: one whose choices neither explains tells little of what it wants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field

from debate.opponents.imagined import ANYHOW, GREEDY, MIXTURE, SCRIPT, Imagined
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
FAITHFUL = {SCRIPT: 0.75, GREEDY: 0.5, ANYHOW: 0.0}
"""How often a role that plays in this way is taken to do what its motive says, when it does not choose anyhow."""
PASTS = 2
"""How often the past is played again."""


_Likely = dict[str, dict[tuple[str, str], float]]
"""Role -> (way to play, motive) -> how likely, not brought to a sum."""


def beliefs(deck: Deck, seen: View, seed: int) -> Beliefs:
    """What this role has reason to believe of the others. ``seed``: for cards and luck that it does not know."""
    shares = _shares_of_ways()
    likely: _Likely = {
        role: {(way, motive): share for way, share in shares.items() for motive in deck.roles[role].motives}
        for role in deck.turn_order
        if role != seen.role and len(deck.roles[role].motives) > 1
    }
    if seen.seen and likely and not seen.over:
        for number in range(PASTS):
            _Past(deck, seen, roll64(seed, "past", number), likely).weigh()
    return {role: _summed(ways) for role, ways in likely.items()}


def _shares_of_ways() -> dict[str, float]:
    before, shares = 0, {}
    for way, below in MIXTURE:
        shares[way], before = (below - before) / 100, below
    return shares


def _summed(ways: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Motive -> its share, whichever way the role plays."""
    total, shares = sum(ways.values()), dict[str, float]()
    for (_, motive), weight in ways.items():
        shares[motive] = shares.get(motive, 0.0) + weight / total
    return shares


@define
class _Past:
    """One way in which the game may have come here; what it tells is multiplied into ``likely``."""

    deck: Deck
    seen: View
    seed: int
    likely: _Likely
    left: list[Move] = field(init=False)
    imagined: Imagined = field(init=False)

    def weigh(self) -> None:
        setting = self.seen.position.setting
        motives = {self.seen.role: self.seen.motive} if self.seen.motive else {}
        state = start(self.deck, self.seed, setting.preset, motives, setting.views, setting.judged)
        self.left = list(self.seen.seen)
        self.imagined = Imagined(state.tables, self.seen.role)
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
        covert = state.tables.covert
        options = {_known(move, covert) for move in legal}
        would: dict[tuple[str, str], str] = {}
        for motive in self.deck.roles[role].motives:
            for way in (SCRIPT, GREEDY):
                would[way, motive] = _known(self._would(state, role, motive, way), covert)
        for (way, motive), weight in likely.items():
            by_motive = FAITHFUL[way] if would.get((way, motive)) == was else 0.0
            # The same choice is looked at in each past, and counts once.
            likely[way, motive] = weight * (by_motive + (1 - FAITHFUL[way]) / len(options)) ** (1 / PASTS)

    def _would(self, state: State, role: str, motive: str, way: str) -> Move:
        """What the role would choose here if it wanted this and played so."""
        if way == SCRIPT:
            return scripted(evolve(view(state, role), motive=motive), 0).move
        wanting = state.shallow()
        motives = [motive if r == role else m for r, m in zip(state.tables.roles, state.setting.motives, strict=True)]
        wanting.setting = evolve(state.setting, motives=tuple(motives))
        return self.imagined.choice(wanting, role, way, self.seed)


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
