"""The past of a game: the choices that lie open, those that were taken back, and what each brought."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.narration import consequences
from debate.game.record import GameRecord, Known
from debate.pages.document import Heading, Line, Node, quiet, strong
from debate.pages.exchange import reasons
from debate.pages.groups import grouped, lines_of, title_of
from debate.pages.reader import Reader
from debate.pages.words import round_title
from debate.store import Branch, said


def timeline(reader: Reader) -> Iterator[Node]:
    """Every choice that lies open under its round, numbered; then what was taken back. A line's ``key`` is
    ``choice:NUMBER`` or ``branch:ENTRY``."""
    deck, round_ = reader.game.deck, 0
    for known in reader.game.known(reader.role):
        if known.round != round_:
            round_ = known.round
            yield Heading(round_title(deck, round_, " · "), 3)
        yield Line(said(deck, known.entry.move), 1, f"{known.number}", key=f"choice:{known.number}")
    if not round_:
        yield quiet("No choice lies open yet.")
    found = branches(reader)
    if found:
        yield Heading("Taken back", 3)
    for branch in found:
        first, more = branch.choices[0], len(branch.choices) - 1
        words = f" And {more} more choice{'s' * (more > 1)}." if more else ""
        yield Line(f"Round {first.round}: {said(deck, first.move)}{words}", 1, key=f"branch:{branch.tip}")


def made_words(game: GameRecord, known: Known) -> str:
    """A choice with its round, in one line: ``R2 The port held.``"""
    return f"R{known.round} {said(game.deck, known.entry.move)}"


def no_secrets(reader: Reader) -> bool:
    """Whether no person at the keyboard may learn from the past what another one keeps from them."""
    return reader.over or len(reader.game.people()) <= 1


def branches(reader: Reader) -> tuple[Branch, ...]:
    """What was taken back. While several people play, what one of them took back is nobody else's business."""
    return reader.game.journal.branches() if no_secrets(reader) else ()


def taken_back(reader: Reader, tip: int) -> Iterator[Node]:
    """The choices of one branch."""
    for branch in branches(reader):
        if branch.tip == tip:
            yield from (Line(said(reader.game.deck, choice.move), 1) for choice in branch.choices)


def brought(reader: Reader, number: int) -> Iterator[Node]:
    """What choice ``number`` (from 1) was, what it brought step by step, and why an opponent made it."""
    game = reader.game
    known = [known for known in game.known(reader.role) if known.number == number]
    yield from (strong(said(game.deck, each.entry.move)) for each in known)
    yield from steps(reader, number)
    yield from reasons(reader, known)
    if reader.over and number == len(game.entries):
        yield Heading("The last choice of the game", 3)


def steps(reader: Reader, number: int) -> Iterator[Node]:
    """What choice ``number`` brought, step by step."""
    visible, before = reader.game.seen_by(number, None if reader.over else reader.role)
    found = consequences(reader.game.deck, visible, before, reader.view.pending, reader.steps)
    if not found:
        yield quiet("Nothing yet: it was sealed, or waited for the others to choose.")
    elif any(told.step is not None and told.step.kind != "rule" for told in found):
        yield quiet("The last choice that was awaited. All choices together then brought:")
    for group in grouped(reader.game.deck, found):
        yield Line(title_of(group), 1, tone="strong")
        for _, lines in lines_of(group):
            yield from lines
