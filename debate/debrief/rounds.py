"""A game round by round: who played what, backed by which case, who answered, and what came of it (the flow sheet)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from debate.rules.moves import JUDGE, Move
from debate.rules.play import gains
from debate.rules.replay import Played
from debate.rules.state import Floor, Play, State
from debate.rules.trace import TraceStep
from debate.rules.view import visible_trace

Choices = dict[str, list[Move]]


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
    and was kept, each card once in a game, where it was kept first; told only once the game is over.
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
    steps: dict[int, list[TraceStep]] = {}
    for step in visible_trace(now, played.trace, role):
        steps.setdefault(step.round, []).append(step)
    events: dict[int, dict[str, str]] = {}
    for step in played.trace:
        if step.kind in ("event", "overtaken", "declined", "unplayable"):
            events.setdefault(step.round, {})[step.cause] = "happened" if step.kind == "event" else step.kind
    labels = now.tables.deck.rounds.labels
    last = now.term.round if now.term else now.round
    opened = _by_round(played)
    told_of: set[tuple[str, str]] = set()
    records = []
    for number in range(1, last + 1):
        taking_turns = opened.get(number, ())
        exchanges, holding, silent = _floor(now, number, taking_turns, events.get(number, {}), role)
        exchanges = tuple(evolve(exchange, dropped=_once(exchange.dropped, told_of)) for exchange in exchanges)
        told = tuple(steps.get(number, ()))
        records.append(RoundRecord(number, labels[number - 1], exchanges, holding, told, silent=silent))
    records += [
        RoundRecord(number, f"{number - last} after the end of term", (), (), tuple(steps.get(number, ())), True)
        for number in range(last + 1, now.round + 1)
    ]
    return tuple(records)


def _once(dropped: tuple[tuple[str, str], ...], told_of: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of these cards that were not told of yet; they are from now on."""
    found = tuple(item for item in dropped if item not in told_of)
    told_of.update(found)
    return found


def _by_round(played: Played) -> dict[int, tuple[tuple[State, Move], ...]]:
    """For each round, its positions with the choice made there."""
    found: dict[int, list[tuple[State, Move]]] = {}
    for state, move in zip(played.states, played.moves, strict=False):
        found.setdefault(state.round, []).append((state, move))
    return {number: tuple(pairs) for number, pairs in found.items()}


def _floor(
    now: State,
    number: int,
    pairs: tuple[tuple[State, Move], ...],
    events: Mapping[str, str],
    role: str | None,
) -> tuple[tuple[Exchange, ...], tuple[str, ...], tuple[str, ...]]:
    """The exchanges of a round, who held, and of whom nothing is open."""
    closed = now.over or now.round > number
    made: dict[str, Choices] = {}
    for state, move in pairs:
        made.setdefault(state.phase, {}).setdefault(move.role, []).append(move)
    if not closed and now.phase in made:
        sealed = made.pop(now.phase)
        if JUDGE in sealed and JUDGE not in now.awaiting:
            made[now.phase] = {JUDGE: sealed[JUDGE]}
    if not closed and now.phase in ("deal", "choose"):
        return (), (), ()
    tables = now.tables
    floor = _plays(now, number, pairs, made, closed)
    position = (pairs[-1][0] if pairs else now).shallow()
    presses = {m.role: m.to for m in _flat(tables.roles, made.get("answer")) if m.kind == "press"}
    shown = {role for role, moves in made.get("extend", {}).items() if any(m.kind == "show" for m in moves)}
    position.floor = Floor(
        plays=floor,
        presses=presses,
        shown={to: to in shown for to in presses.values()},
        answers={m.role: (m.to, m.card) for m in _flat(tables.roles, made.get("answer")) if m.kind == "answer"},
        extensions={m.role: (m.to, m.card) for m in _flat(tables.roles, made.get("extend")) if m.kind == "extend"},
        rulings={m.to: m.ruling for m in made.get("settle", {}).get(JUDGE, ())},
    )
    extended = closed or now.phase == "settle"
    settled = closed or (now.phase == "settle" and JUDGE not in now.awaiting)
    taken = {
        other: move.kind == "accept"
        for move in _flat(tables.roles, made.get("answer"))
        if move.kind in ("accept", "decline")
        for other, play in floor.items()
        if play.move == move.move
    }
    exchanges = []
    for speaker, play in floor.items():
        flat = tables.moves[play.move]
        if flat.covert and speaker != role and not now.over:
            continue
        stands, gained = gains(position, speaker)
        waits = "lapsed" if now.over and now.term is not None and number >= now.term.round else "waits"
        fate = events.get(play.move, waits) if closed else ""
        paying = any(move.kind == "pay" for move in made.get("settle", {}).get(speaker, ()))
        exchanges.append(
            Exchange(
                role=speaker,
                move=play.move,
                case=play.case,
                answers=tuple((r, card) for r, (to, card) in position.answers.items() if to == speaker),
                extension=position.extensions.get(speaker),
                result=("stands" if stands else "beaten") if play.case and settled else "",
                fate=fate,
                offer_to=flat.offer_to or "",
                taken=taken.get(speaker, play.waited or None) if flat.offer_to else None,
                dropped=_dropped(now, pairs, play.case, speaker) if now.over and play.case else (),
                covert=flat.covert,
                waited=play.waited,
                paid_on=paying,
                ruled=speaker in position.rulings,
                pressed=tuple(r for r, to in presses.items() if to == speaker),
                shown=position.shown.get(speaker) if extended else None,
                worth=gained[0][1] if play.case and settled else 0,
            )
        )
    holding = tuple(r for r in tables.roles if any(m.kind == "hold" for m in made.get("choose", {}).get(r, ())))
    shown = {*holding, *(exchange.role for exchange in exchanges)}
    return tuple(exchanges), holding, tuple(r for r in tables.roles if r not in shown)


def _flat(order: Iterable[str], choices: Choices | None) -> list[Move]:
    return [move for role in order for move in (choices or {}).get(role, ())]


def _plays(
    now: State,
    number: int,
    pairs: tuple[tuple[State, Move], ...],
    made: Mapping[str, Choices],
    closed: bool,
) -> dict[str, Play]:
    """What lay on the floor, in turn order: moves that waited and moves chosen."""
    if not closed and now.round == number:
        return dict(now.plays)
    waiting = next((state.waiting for state, _ in pairs if state.phase == "choose"), {})
    floor: dict[str, Play] = {}
    for role in now.tables.roles:
        if role in waiting:
            floor[role] = Play(waiting[role].move, "", waiting[role].paid, waited=True)
        for move in made.get("choose", {}).get(role, ()):
            if move.kind == "play":
                floor[role] = Play(move.move, move.card, 0)
    return floor


def _dropped(now: State, pairs: tuple[tuple[State, Move], ...], case: str, speaker: str) -> tuple[tuple[str, str], ...]:
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
