"""A game round by round: who played what, backed by which case, who answered, and what came of it (the flow sheet)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from debate.debrief.naming import CAPITAL
from debate.rules.moves import JUDGE, Move
from debate.rules.replay import Played
from debate.rules.settling import gains, paying_with
from debate.rules.state import Floor, Play, State
from debate.rules.trace import TraceStep
from debate.rules.view import visible_trace

HAPPENED = "happened"
Choices = dict[str, list[Move]]
Pairs = tuple[tuple[State, Move], ...]


@frozen
class Exchange:
    """What one role had on the floor in one round.

    ``case``: its argument, empty without one. ``answers``: (role, card) in turn order. ``extension``: (whose answer it
    met, with which card) or None. ``result``: ``stands``, ``beaten``, empty while open or without a case. ``paid_on``:
    beaten, it paid and went on. ``fate``: of the move: ``happened``, ``waits``, ``lapsed`` (it would wait, but the last
    round is over), ``overtaken``, ``declined``, ``unplayable``, empty while open. ``offer_to``: the role it was offered
    to, empty for no offer; ``taken``: None while undecided. ``waited``: it was waiting from the round before.
    ``ruled``: a judge decided. ``pressed``: roles that asked for the ground of the case; ``shown``: whether it was
    shown, None while that is open or nobody asked. ``worth``: capital that the speaker of a case that stands gains, or
    each whose answer holds; 0 while the result is open. ``dropped``: (role, card) that could have answered this case
    and was kept, each card once in a game, where it was kept first; told only once the game is over. ``helpless``: its
    speaker held no card against any answer to it; told to the speaker alone until the game is over.
    """

    role: str
    move: str
    case: str
    answers: tuple[tuple[str, str], ...] = ()
    extension: tuple[str, str] | None = None
    result: str = ""
    fate: str = ""
    offer_to: str = ""
    taken: bool | None = None
    dropped: tuple[tuple[str, str], ...] = ()
    covert: bool = False
    waited: bool = False
    paid_on: bool = False
    ruled: bool = False
    pressed: tuple[str, ...] = ()
    shown: bool | None = None
    worth: int = 0
    to_go_on: tuple[int, int] | None = None
    """Where it was beaten: what going on cost, and what its speaker had."""
    helpless: bool = False

    @property
    def short_of(self) -> tuple[int, int] | None:
        """The same where it could not be paid for."""
        return self.to_go_on if self.to_go_on is not None and self.to_go_on[1] < self.to_go_on[0] else None


def won(exchange: Exchange, role: str) -> list[str]:
    """The cards of a role that won capital in an exchange: its case that stood, or answers that held."""
    if not exchange.worth or exchange.result == "stands":
        return [exchange.case] if exchange.worth and exchange.role == role else []
    met = exchange.extension[0] if exchange.extension else ""
    held = [(who, card) for who, card in exchange.answers if who != met] or exchange.answers
    return [card for who, card in held if who == role]


@frozen
class RoundRecord:
    """One round as a role may know it. ``holding``: roles that held. ``silent``: roles of whose choice nothing is open
    to this role, such as those that acted covertly. ``steps``: its visible steps.

    Rounds after the last one are the epilogue: they have steps only, and ``years_later`` is True.
    """

    number: int
    label: str
    exchanges: tuple[Exchange, ...]
    holding: tuple[str, ...]
    steps: tuple[TraceStep, ...]
    years_later: bool = False
    silent: tuple[str, ...] = ()


def rounds(played: Played, role: str | None) -> tuple[RoundRecord, ...]:
    """Every round so far, the open one included, as ``role`` may know it (None: as everybody may).

    While the game runs: no covert moves of others, no sealed choices, no dropped cards; once it is over, everything.
    ``played`` must hold the choices (a session's ``played``, or a replay under the game's own views).
    """
    now = played.state
    # Each line of a page may ask for them: those of the latest position that a role asked about are kept.
    kept: dict[str | None, tuple[State, State, tuple[RoundRecord, ...]]]
    kept = now.tables.deck._cache.setdefault("rounds", {})
    latest = kept.get(role)
    if latest is None or latest[0] is not now or latest[1] is not played.states[0]:
        latest = kept[role] = now, played.states[0], _rounds(played, now, role)
    return latest[2]


def _rounds(played: Played, now: State, role: str | None) -> tuple[RoundRecord, ...]:
    steps: dict[int, list[TraceStep]] = {}
    for step in visible_trace(now, played.trace, role):
        steps.setdefault(step.round, []).append(step)
    events, spent = _came_and_paid(played)
    labels = now.tables.deck.rounds.labels
    last = now.term.round if now.term else now.round
    opened = _by_round(played)
    records = []
    for number in range(1, last + 1):
        told = RoundRecord(number, labels[number - 1], (), (), tuple(steps.get(number, ())))
        if now.over or now.round > number or now.phase not in ("deal", "choose"):
            one = _Round(now, number, opened.get(number, ()), spent.get(number, {}))
            exchanges = tuple(one.exchanges(role, events.get(number, {})))
            holding = one.holding()
            open_of = {*holding, *(exchange.role for exchange in exchanges)}
            silent = tuple(other for other in now.tables.roles if other not in open_of)
            told = evolve(told, exchanges=exchanges, holding=holding, silent=silent)
        records.append(told)
    records += [
        RoundRecord(number, f"{number - last} after the end of term", (), (), tuple(steps.get(number, ())), True)
        for number in range(last + 1, now.round + 1)
    ]
    return tuple(records)


def _came_and_paid(played: Played) -> tuple[dict[int, dict[str, str]], dict[int, dict[str, int]]]:
    """By round: what became of moves, and what roles had when they had paid for a move or for showing a ground."""
    events: dict[int, dict[str, str]] = {}
    spent: dict[int, dict[str, int]] = {}
    for step in played.trace:
        if step.kind in ("event", "overtaken", "declined", "unplayable"):
            events.setdefault(step.round, {})[step.cause] = HAPPENED if step.kind == "event" else step.kind
        elif step.kind == "rule" and step.cause in ("cost", "show") and isinstance(step.after, int):
            spent.setdefault(step.round, {})[step.target.removeprefix(CAPITAL)] = step.after
    return events, spent


def _by_round(played: Played) -> dict[int, Pairs]:
    """For each round, its positions with the choice made there."""
    found: dict[int, list[tuple[State, Move]]] = {}
    for state, move in zip(played.states, played.moves, strict=False):
        found.setdefault(state.round, []).append((state, move))
    return {number: tuple(pairs) for number, pairs in found.items()}


def _opened(now: State, number: int, pairs: Pairs) -> Mapping[str, Choices]:
    """Phase -> the choices that are open: those of the phase that goes on are sealed, but for a given ruling."""
    made: dict[str, Choices] = {}
    for state, move in pairs:
        made.setdefault(state.phase, {}).setdefault(move.role, []).append(move)
    if not now.over and now.round <= number and now.phase in made:
        sealed = made.pop(now.phase)
        if JUDGE in sealed and JUDGE not in now.awaiting:
            made[now.phase] = {JUDGE: sealed[JUDGE]}
    return made


class _Round:
    """One round with the choices of it that are open."""

    def __init__(self, now: State, number: int, pairs: Pairs, spent: Mapping[str, int]) -> None:
        self.now = now
        self.spent = spent
        self.number = number
        self.pairs = pairs
        self.closed = now.over or now.round > number
        self.made = _opened(now, number, pairs)
        answered, extended = self._in_turn("answer"), self._in_turn("extend")
        self.asked = {move.role: move.to for move in answered if move.kind == "press"}
        showing = {move.role for move in extended if move.kind == "show"}
        self.decided = {move.move: move.kind == "accept" for move in answered if move.kind in ("accept", "decline")}
        """Offered move -> whether it was taken."""
        waiting = next((state.waiting for state, _ in pairs if state.phase == "choose"), {})
        self.waited = {role: each.taken for role, each in waiting.items()}
        """Who made an offer that waited from the round before -> whether it had been taken then."""
        self.position = (pairs[-1][0] if pairs else now).shallow()
        plays = self._plays()
        self.position.floor = Floor(
            plays=plays,
            cases=tuple((role, play.case) for role, play in plays.items() if play.case),
            presses=self.asked,
            shown={to: to in showing for to in self.asked.values()},
            answers={move.role: (move.to, move.card) for move in answered if move.kind == "answer"},
            extensions={move.role: (move.to, move.card) for move in extended if move.kind == "extend"},
            rulings={move.to: move.ruling for move in self.made.get("settle", {}).get(JUDGE, ())},
        )

    def _in_turn(self, phase: str) -> list[Move]:
        made = self.made.get(phase, {})
        return [move for role in self.now.tables.roles for move in made.get(role, ())]

    def _plays(self) -> dict[str, Play]:
        """What lay on the floor, in turn order: moves that waited and moves chosen."""
        if not self.closed and self.now.round == self.number:
            return dict(self.now.plays)
        waiting = next((state.waiting for state, _ in self.pairs if state.phase == "choose"), {})
        floor: dict[str, Play] = {}
        for role in self.now.tables.roles:
            if role in waiting:
                floor[role] = Play(waiting[role].move, "", waiting[role].paid, waited=True)
            for move in self.made.get("choose", {}).get(role, ()):
                if move.kind == "play":
                    floor[role] = Play(move.move, move.card, 0)
        return floor

    def holding(self) -> tuple[str, ...]:
        """Who held."""
        return tuple(move.role for move in self._in_turn("choose") if move.kind == "hold")

    def exchanges(self, role: str | None, events: Mapping[str, str]) -> Iterator[Exchange]:
        """What every role had on the floor, as ``role`` may know it. ``events``: move -> what became of it."""
        for speaker, play in self.position.plays.items():
            if not self.now.tables.moves[play.move].covert or speaker == role or self.now.over:
                found = self._exchange(speaker, play, events)
                known = speaker == role or self.now.over
                yield evolve(found, helpless=known and _helpless(self.now, self.pairs, found))

    def _exchange(self, speaker: str, play: Play, events: Mapping[str, str]) -> Exchange:
        now, position, flat = self.now, self.position, self.now.tables.moves[play.move]
        stands, gained = gains(position, speaker)
        settled = bool(play.case) and (self.closed or (now.phase == "settle" and JUDGE not in now.awaiting))
        waits = "lapsed" if now.over and now.term is not None and self.number >= now.term.round else "waits"
        return Exchange(
            role=speaker,
            move=play.move,
            case=play.case,
            answers=tuple((r, card) for r, (to, card) in position.answers.items() if to == speaker),
            extension=position.extensions.get(speaker),
            result=("stands" if stands else "beaten") if settled else "",
            fate=events.get(play.move, waits) if self.closed else "",
            offer_to=flat.offer_to or "",
            taken=self.decided.get(play.move, self.waited.get(speaker)) if flat.offer_to else None,
            dropped=_dropped(now, self.pairs, play.case, speaker) if now.over and play.case else (),
            covert=flat.covert,
            waited=play.waited,
            paid_on=any(move.kind == "pay" for move in self.made.get("settle", {}).get(speaker, ())),
            ruled=speaker in position.rulings,
            pressed=tuple(r for r, to in self.asked.items() if to == speaker),
            shown=position.shown.get(speaker) if self.closed or now.phase == "settle" else None,
            worth=gained[0][1] if settled else 0,
            to_go_on=(now.tables.deck.rules.beaten_extra, paying_with(position, speaker, self.spent))
            if settled and not stands
            else None,
        )


def _helpless(now: State, pairs: Pairs, exchange: Exchange) -> bool:
    """Whether its speaker, who was to answer back, held no card against what was said."""
    hands = [state.hands[move.role] for state, move in pairs if (move.kind, move.role) == ("rest", exchange.role)]
    answers = {card for _, card in exchange.answers}
    return bool(hands) and all(answers.isdisjoint(now.tables.answers[card]) for card in hands[0])


def _dropped(now: State, pairs: Pairs, case: str, speaker: str) -> tuple[tuple[str, str], ...]:
    """(role, card) for the roles that held an answer to the case, and did not answer it."""
    answering = [(state, move) for state, move in pairs if state.phase == "answer"]
    if not answering:
        return ()
    hands = answering[0][0].hands
    met = {move.role for _, move in answering if move.kind == "answer" and move.to == speaker}
    spent = {(move.role, move.card) for _, move in answering if move.card}
    return tuple(
        (role, card)
        for role in now.tables.roles
        if role != speaker and role not in met
        for card in hands[role]
        if case in now.tables.answers[card] and (role, card) not in spent
    )
