"""Games played on in the head: quick choices for every role in a world that is only thought of.

Nobody is quite what its script says, so each role of such a game plays in one of several ways: by its script, by what
looks best at once, or anyhow. All that is drawn is keyed by the world, so that two options are tried against the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.opponents.fitting import fitting
from debate.rules.deck import ScriptRule
from debate.rules.evaluate import amount, holds
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.play import play
from debate.rules.state import State
from debate.rules.tables import Tables
from debate.rules.trace import RawStep

SCRIPT, GREEDY, ANYHOW = "script", "greedy", "anyhow"
MIXTURE = ((SCRIPT, 70), (GREEDY, 85), (ANYHOW, 100))
"""Ways to play, each with the roll out of 100 below which a role plays so."""
OWN_MIXTURE = ((SCRIPT, 65), (GREEDY, 100), (ANYHOW, 100))
"""How the thinking role takes itself to go on: never anyhow."""
_MASK = (1 << 64) - 1
_PHASES = {"deal": 0, "choose": 1, "answer": 2, "extend": 3, "settle": 4}


def mixed(*numbers: int) -> int:
    """A number of 64 bits that depends on these small ones alone; quicker than a digest, and good enough to play by."""
    value = 0x9E3779B97F4A7C15
    for number in numbers:
        value = ((value ^ number) * 0xBF58476D1CE4E5B9) & _MASK
        value ^= value >> 29
    value = (value * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 32)


class Imagined:
    """Plays games on. ``own``: the role that thinks; ``tables``: of the game."""

    def __init__(self, tables: Tables, own: str) -> None:
        self.tables = tables
        self.own = own
        self._order = {role: n for n, role in enumerate((*tables.roles, "judge"))}
        self._weights: dict[tuple[str, str], dict[int, int]] = {}

    def ways(self, key: int) -> dict[str, str]:
        """How each role plays in the world with this key."""
        found = {}
        for role, number in self._order.items():
            rolled = mixed(key, 11, number) % 100
            mixture = OWN_MIXTURE if role == self.own else MIXTURE
            found[role] = next(way for way, below in mixture if rolled < below)
        return found

    def to_the_end(self, state: State, key: int, ways: Mapping[str, str], steps: list[RawStep] | None = None) -> State:
        """The game as it ends when it is played on from here. ``steps``: where all that happens is to be noted."""
        while state.awaiting:
            role = state.awaiting[0]
            step = play(state, self.choice(state, role, ways[role], key))
            state = step.state
            if steps is not None:
                steps += step.trace.raw
        return state

    def choice(self, state: State, role: str, way: str, key: int) -> Move:
        """What a role that plays in this way chooses here."""
        legal = legal_moves(state, role)
        if len(legal) == 1:
            return legal[0]
        last = legal[-1].ruling or legal[-1].kind
        if way == ANYHOW:
            made = len(state.choices.get(role, ()))
            return legal[mixed(key, state.round, _PHASES[state.phase], self._order[role], made) % len(legal)]
        if last == "hold":
            return self._greedy(state, role, legal) if way == GREEDY else self._scripted(state, role, legal)
        if last == "decline":
            return self._offer(state, role, way, legal)
        if last == "let-stand":
            return self._answer(state, role, legal)
        if last == "withhold":
            return legal[0] if state.capital[role] > self.tables.deck.rules.press else legal[1]
        if last == "beaten":
            extended = {to for to in state.extensions if to == legal[0].to}
            return legal[0] if extended else legal[1]
        if last == "rest":
            return self._extension(state, role, legal)
        # To pay, to keep the first cards: what a script does too.
        return legal[0]

    def _scripted(self, state: State, role: str, legal: tuple[Move, ...]) -> Move:
        first: dict[str, Move] = {}
        for move in legal:
            first.setdefault(move.move, move)
        for rule in _firing(state, role, self._motive(state, role)):
            for id_ in rule.play:
                if id_ in first:
                    return _backed(legal, id_, rule.backing) or first[id_]
        return legal[-1]

    def _greedy(self, state: State, role: str, legal: tuple[Move, ...]) -> Move:
        first: dict[str, Move] = {}
        for move in legal[:-1]:
            first.setdefault(move.move, move)
        best, most = legal[-1], 0
        for id_, move in first.items():
            worth = self.worth(state, role, id_)
            if worth > most:
                best, most = move, worth
        return best

    def _offer(self, state: State, role: str, way: str, legal: tuple[Move, ...]) -> Move:
        accept, decline = legal
        if way == GREEDY:
            return accept if self.worth(state, role, accept.move) > 0 else decline
        accepts = any(accept.move in rule.accept for rule in _firing(state, role, self._motive(state, role)))
        return accept if accepts else decline

    def _answer(self, state: State, role: str, legal: tuple[Move, ...]) -> Move:
        """The worst case that a card in hand answers, or else, where one can press, the worst that one can press."""
        worst, least = legal[-1], 0
        kind = legal[0].kind
        for move in legal[:-1]:
            if move.kind != kind and worst is not legal[-1]:
                break
            worth = self.worth_of_case(state, role, move.to)
            if worth < least:
                worst, least = move, worth
        if worst.kind != "answer":
            return worst
        play, same = state.plays[worst.to], [move for move in legal if move.to == worst.to and move.kind == "answer"]
        return fitting(self.tables.deck, same, play.case, play.move) if len(same) > 1 else worst

    def _extension(self, state: State, role: str, legal: tuple[Move, ...]) -> Move:
        """The extension that fits best against the answer that the first one meets; none where others are left."""
        first = legal[0]
        if not state.setting.judged and sum(to == role for to, _ in state.answers.values()) > 1:
            return legal[-1]
        same = [move for move in legal[:-1] if move.to == first.to]
        return fitting(self.tables.deck, same, state.answers[first.to][1]) if len(same) > 1 else first

    def _motive(self, state: State, role: str) -> str:
        return state.setting.motives[self._order[role]]

    def worth_of_case(self, state: State, role: str, speaker: str) -> int:
        """:meth:`worth` of the speaker's move, and what its case does to what people feel where it stands."""
        tables, on_floor = self.tables, state.plays[speaker]
        weights = self._weighed(state, role)
        felt = [weights.get(place, 0) * amount(asked, state.v) for place, asked in tables.stands.get(on_floor.case, ())]
        return self.worth(state, role, on_floor.move) + sum(felt)

    def _weighed(self, state: State, role: str) -> dict[int, int]:
        """Place of a meter -> what the role's motive gives for a point of it."""
        key = (role, self._motive(state, role))
        weights = self._weights.get(key)
        if weights is None:
            motive = self.tables.deck.roles[role].motives.get(key[1])
            weights = {self.tables.places[meter]: n for meter, n in motive.wants.items()} if motive else {}
            self._weights[key] = weights
        return weights

    def worth(self, state: State, role: str, move: str) -> int:
        """What the role's motive gives for the move and for what follows it at once."""
        tables, v = self.tables, state.v
        weights = self._weighed(state, role)
        flat = tables.moves[move]
        total = 0
        for place, asked in flat.effects:
            if place in weights:
                total += weights[place] * amount(asked, v)
        for link in tables.followers[flat.event]:
            if holds(link.when, v, tables):
                for place, asked in link.effects:
                    if place in weights:
                        total += weights[place] * amount(asked, v)
        return total


def _firing(state: State, role: str, motive: str) -> Iterator[ScriptRule]:
    """The script's rules for this role's motive whose condition holds, one at a time: often the first one will do."""
    tables, v = state.tables, state.v
    rules = tables.script_rules.get(role)
    for place, low, high, rest, _, rule in rules.entries if rules else ():
        fits = low <= v[place] <= high and (not rule.motives or motive in rule.motives)
        if fits and (rest is None or holds(rest, v, tables)):
            yield rule


def _backed(legal: tuple[Move, ...], id_: str, backing: tuple[str, ...]) -> Move | None:
    for card in backing:
        for move in legal:
            if move.move == id_ and move.card == card:
                return move
    return None
