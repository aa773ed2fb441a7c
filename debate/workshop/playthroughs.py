"""Running the playthroughs of a deck: each line is carried out, and what does not go as written is a finding."""

from __future__ import annotations

import os
from collections.abc import Iterator

from attrs import evolve, frozen

from debate.deckfile.finding import Finding, Place, Report
from debate.deckfile.folder import OUTSIDE, PLAY, PLAYTHROUGHS, CannotRead, deck_root, read_inside
from debate.deckfile.load import Checked
from debate.game.session import PERSON, Session, own_ruling
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves, refusal
from debate.rules.moves import JUDGE, Move
from debate.rules.text import visible
from debate.workshop.playexpect import unmet
from debate.workshop.playfile import MAX_BYTES, read_playthrough, text_of
from debate.workshop.playstatements import Choice, Expect, GoOn, Playthrough, Refuse

FOLDER = PLAYTHROUGHS
SUFFIX = PLAY
MAX_FILES = 50
PHASES = ("deal", "choose", "answer", "extend", "settle")
_PHASE_OF = {"keep": "deal", "play": "choose", "hold": "choose", "answer": "answer", "let-stand": "answer"}
_PHASE_OF |= {"accept": "answer", "decline": "answer", "extend": "extend", "rest": "extend"}
_PHASE_OF |= {"press": "answer", "show": "extend", "withhold": "extend"}
_PHASE_OF |= {"pay": "settle", "wait": "settle", "rule": "settle"}


@frozen
class Ran:
    """A playthrough that was run. ``title`` is empty where it could not be read; ``statements`` counts those carried
    out; ``findings`` are what did not go as written; ``session`` is its game, None where it was not begun."""

    file: str
    title: str
    statements: int
    findings: tuple[Finding, ...]
    session: Session | None


def with_playthroughs(checked: Checked, path: str | os.PathLike[str]) -> Checked:
    """What was found in the deck at this path, and in its playthroughs. These are not run where the deck has errors."""
    if checked.deck is None:
        return checked
    texts = dict(checked.texts)
    found: list[Finding] = []
    report = Report()
    for file, raw in playthrough_files(path, report):
        texts[file] = text_of(raw)
        found += run_file(file, raw, checked.deck).findings
    found += report.findings()
    if not found and texts == checked.texts:
        return checked
    return evolve(checked, findings=(*checked.findings, *found), texts=texts)


def playthrough_files(path: str | os.PathLike[str], report: Report) -> Iterator[tuple[str, bytes]]:
    """(what findings call it, content) of each playthrough of the deck at this path, by name.

    A file that is too large comes as far as it is read. What cannot be read, and a file too many, is reported.
    """
    root = deck_root(path)
    folder = root / FOLDER
    shown = visible(os.fsdecode(path), 200).rstrip("/")
    try:
        if folder.is_symlink() and not folder.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
            report.error(Place(f"{shown}/{FOLDER}"), "file", OUTSIDE)
            return
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX) and not name.startswith("."))
    except (OSError, RuntimeError):
        return
    for name in names[:MAX_FILES]:
        file = visible(f"{shown}/{FOLDER}/{name}", 300)
        try:
            yield file, read_inside(root, folder / name, MAX_BYTES)
        except CannotRead as problem:
            report.error(Place(file), "file", str(problem))
    if len(names) > MAX_FILES:
        sentence = f"a deck has at most {MAX_FILES} playthroughs; the others are not run"
        report.error(Place(f"{shown}/{FOLDER}"), "long", sentence, f"{len(names)} files")


def run_file(file: str, raw: bytes, deck: Deck) -> Ran:
    """Read and run one playthrough."""
    report = Report()
    made = read_playthrough(file, raw, deck, report)
    if made is None:
        return Ran(file, "", 0, report.findings(), None)
    session, count = _Run(made, deck, report).run()
    return Ran(file, made.title, count, report.findings(), session)


class _Run:
    def __init__(self, made: Playthrough, deck: Deck, report: Report) -> None:
        self.made = made
        self.report = report
        seats = {role: made.players.get(role, PERSON) for role in deck.turn_order}
        self.session = Session(
            deck,
            seats,
            seed=made.seed,
            preset=made.preset,
            motives=made.motives,
            views=made.views,
            draft=made.draft,
            judged=made.judged,
        )
        self.session.bench = made.judged

    def run(self) -> tuple[Session, int]:
        """The game as far as it could be played, and how many statements that were. A refused choice ends it."""
        for count, statement in enumerate(self.made.statements):
            self.session.advance()
            match statement:
                case Choice():
                    if not self._choose(statement):
                        return self.session, count
                case GoOn():
                    if not self._go_on(statement):
                        return self.session, count
                case Refuse():
                    self._refuse(statement)
                case Expect():
                    why = unmet(self.session, statement)
                    if why:
                        self.report.error(statement.at, "expected", "this is not so", statement.text, why)
        return self.session, len(self.made.statements)

    def _choose(self, choice: Choice) -> bool:
        move = choice.move
        self._reach(move)
        why = refusal(self.session.state, move)
        if why is None and self._written(move.role):
            self.session.submit(move)
            return True
        if why is None or not self._written(move.role):
            sentence = f"the script plays '{move.role}' here, so its choices are not written"
            self.report.error(choice.at, "refused", sentence, right=f"take it out of '{self.made.players[move.role]}'")
            return False
        right = "; ".join(map(str, legal_moves(self.session.state, move.role)[:3]))
        self.report.error(choice.at, "refused", f"{why.sentence.rstrip('.')} ({why.code})", str(move), right)
        return False

    def _reach(self, move: Move) -> None:
        """Let roles pass until the game asks for a choice of this kind, in this round or the next."""
        session, wanted = self.session, _PHASE_OF[move.kind]
        last = session.state.round + 1
        while not session.state.over and session.state.phase != wanted and session.state.round <= last:
            if wanted != "choose" and PHASES.index(session.state.phase) > PHASES.index(wanted):
                return
            self._pass()
        if move.kind in ("extend", "rest") and any(m.kind == "show" for m in legal_moves(session.state, move.role)):
            session.submit(Move(move.role, "withhold"))
        while session.state.phase == wanted and move.role != JUDGE and session.state.awaiting[:1] == (JUDGE,):
            self._pass()

    def _pass(self) -> None:
        """The first role whose choice is written, and that is awaited, passes; opponents choose."""
        state = self.session.state
        role = state.awaiting[0]
        self.session.submit(own_ruling(state) if role == JUDGE else legal_moves(state, role)[-1])
        self.session.advance()

    def _go_on(self, goal: GoOn) -> bool:
        session, most = self.session, self.session.deck.rounds.count
        if goal.round > most:
            self.report.error(goal.at, "range", "the game has fewer rounds", str(goal.round), f"1 to {most}")
            return False
        if goal.round and session.state.round > goal.round:
            where = "the game is over" if session.state.over else f"the game is in round {session.state.round} already"
            self.report.error(goal.at, "line", where, f"round {goal.round}")
            return False
        seats = dict(session.seats)
        if goal.scripts:
            for role, seat in seats.items():
                if seat.who == PERSON:
                    session.takeover(role, evolve(seat, who="scripted"))
            session.bench = False
        while not session.state.over and (not goal.round or session.state.round < goal.round):
            if goal.scripts:
                session.ask()
            else:
                self._pass()
        for role, seat in seats.items() if goal.scripts else ():
            if seat.who == PERSON:
                session.takeover(role, seat)
        session.bench = self.made.judged
        if goal.round and session.state.over:
            ended = f"the game ended in round {session.state.term.round if session.state.term else 0}"
            self.report.error(goal.at, "expected", "this is not so", f"round {goal.round}", ended)
            return False
        session.advance()
        return True

    def _refuse(self, expected: Refuse) -> None:
        self._reach(expected.move)
        why = refusal(self.session.state, expected.move)
        if why is None:
            self.report.error(expected.at, "expected", "this is not refused", str(expected.move), "it is legal here")
        elif why.code != expected.code:
            sentence = f"it is refused for another reason ({why.sentence.rstrip('.')})"
            self.report.error(expected.code_at, "expected", sentence, expected.code, why.code)

    def _written(self, role: str) -> bool:
        return role == JUDGE or role not in self.made.players
