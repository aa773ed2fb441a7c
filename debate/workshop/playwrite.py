"""Writing a playthrough from a game that was played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.game.session import PERSON, Session, own_ruling
from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE, Move
from debate.rules.outcome import outcome
from debate.rules.state import State
from debate.workshop.playthroughs import run_file

MOST_METERS = 6
MOST_DENIALS = 4


def playthrough_of(session: Session, title: str) -> str:
    """The game as the text of a playthrough that comes out the same, with expectations about how it stands at the end.

    Choices of opponents are left to scripts where these choose so, else all choices are written.
    """
    scripted = {role: seat.who for role, seat in session.seats.items() if seat.who in ("scripted", "novice")}
    if scripted and len(scripted) < len(session.seats):
        text = "\n".join(_lines(session, title, scripted))
        if _same(session, text):
            return text
    return "\n".join(_lines(session, title, {}))


def _same(session: Session, text: str) -> bool:
    """Whether this playthrough goes as the game went."""
    ran = run_file("", text.encode(), session.source)
    return not ran.findings and ran.session is not None and ran.session.state.digest() == session.state.digest()


def _lines(session: Session, title: str, players: Mapping[str, str]) -> Iterator[str]:
    setting, deck = session.state.setting, session.deck
    yield f"title {title}"
    if setting.preset is not None:
        yield f"preset {setting.preset}"
    yield from (f"view {view}" for view in setting.views)
    yield f"seed {setting.seed}"
    for role, motive in zip(deck.turn_order, setting.motives, strict=True):
        if motive:
            yield f"motive {role} {motive}"
    for who in ("scripted", "novice"):
        roles = [role for role, player in players.items() if player == who]
        if roles:
            yield f"{who} {' '.join(roles)}"
    if setting.draft:
        yield f"draft {' '.join(setting.draft)}"
    if setting.judged:
        yield "judged"
    states = session.played.states
    number = 0
    for state, move in zip(states, session.moves, strict=False):
        written = move.role not in players and not _passes(state, move)
        # Where scripts play, a game may end in a round in which nobody else is asked: there is no such place to go to.
        if state.round != number and (written or not players):
            number = state.round
            yield ""
            yield f"round {number}"
            yield f"# {deck.rounds.labels[number - 1]}"
        if written:
            yield f"  {move}"
    yield ""
    yield from _ending(session) if session.state.over else _standing(session)
    yield ""


def _passes(state: State, move: Move) -> bool:
    """Whether this choice comes about where none is written; not so before an answer that the same role gives next."""
    return move.kind != "decline" and move == (
        own_ruling(state) if move.role == JUDGE else legal_moves(state, move.role)[-1]
    )


def _ending(session: Session) -> Iterator[str]:
    found = outcome(session.state)
    yield "end"
    yield f"  expect ending {found.ending}"
    if found.later != found.ending:
        yield f"  expect later ending {found.later}"
    yield from (f"  expect tag {tag}" for tag in found.tags)
    yield from _standing(session)
    for role in session.people():
        yield f"  # {session.deck.roles[role].name}: {found.scores[role]} of 100"


def _standing(session: Session) -> Iterator[str]:
    """The meters that moved furthest, and what was denied."""
    meters = session.deck.meters
    state = session.state.term or session.state
    moved = sorted(meters, key=lambda id: -abs(state.meters[id] - meters[id].start))
    for id in moved[:MOST_METERS]:
        now, start = state.meters[id], meters[id].start
        if now != start:
            yield f"  expect {id} {'>' if now > start else '<'} start"
            yield f"  # {meters[id].name}: {start} at the start, {now} now"
    denied = dict.fromkeys(step.cause for step in session.trace if step.kind == "denied")
    yield from (f"  expect denied {id}" for id in list(denied)[:MOST_DENIALS])


def scripted_game(session: Session) -> Session:
    """The game played to its end, by scripts wherever a person sits. The session is changed."""
    for role, seat in session.seats.items():
        if seat.who == PERSON:
            session.takeover(role, type(seat)("scripted"))
    session.advance()
    return session
