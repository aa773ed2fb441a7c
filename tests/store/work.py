"""What a person does with saved games, step by step, and what must be true of the disk whatever happens meanwhile."""

from __future__ import annotations

from pathlib import Path
from random import Random

from attrs import define, field

from debate import saves as saved
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.store import Journal, RecordError, Replayed, Saves, Seat, read, replay
from debate.store.files import Files, read_path
from debate.store.lines import MAX_BYTES

DECK = load_deck(Path(__file__).parent.parent / "decks" / "harbour.yaml")
FOLDER = Path("/home/saves")
PEOPLE = {"port": Seat("person", "Ada")}


def new_session(seed: int = 3, people: dict[str, Seat] | None = None) -> Session:
    return Session(DECK, people or PEOPLE, seed=seed)


def play_some(session: Session, random: Random, choices: int) -> None:
    """This many choices, people's at random."""
    for _ in range(choices):
        if session.state.over:
            return
        if session.ask() is None:
            session.submit(random.choice(session.legal(session.awaited()[0])))


def play_out(session: Session, random: Random) -> Session:
    while not session.state.over:
        play_some(session, random, 1)
    return session


def record_of(session: Session) -> bytes:
    """The session's journal as the text of a record."""
    from debate.store.lines import whole

    return whole(session.journal.header, session.journal.entries)


def replayed(raw: bytes) -> Replayed:
    """A record that must be sound, played again."""
    found = read(raw)
    assert found.header is not None
    assert found.problem is None, found.problem
    again = replay(DECK, Journal(found.header, found.entries))
    assert isinstance(again, Replayed)
    assert again.stop is None, again.stop
    return again


class Violation(AssertionError):
    """Something that was acknowledged is lost or wrong."""


@define
class Ledger:
    """What was acknowledged: for each game, by name, the entries that it must have at least, in this order.

    ``begun``: games whose creation was acknowledged; of others anything may be there. ``more``: entries that were on
    their way when the world stopped, so that one of them may be there too.
    """

    games: dict[str, list[str]] = field(factory=dict)
    maybe: set[str] = field(factory=set)

    def saw(self, name: str, session: Session) -> None:
        self.games[name] = _entries(session.journal)


def _entries(journal: Journal) -> list[str]:
    return [f"{entry.number} {entry.state} {type(entry).__name__}" for entry in journal.entries]


def work(files: Files, ledger: Ledger, seed: int = 1, choices: int = 5) -> None:
    """Begin a game, play, undo, redo, go on, close; open it again and play; copy, rename, export, delete.

    Whatever is acknowledged is noted at once. A :class:`RecordError` ends it: nothing is acknowledged after one.
    """
    random = Random(seed)
    saves = Saves(FOLDER, files)
    try:
        session = new_session(seed)
        ledger.maybe.add("game")
        path = saved.begin(saves, session, "game")
        ledger.saw("game", session)
        _play(session, random, ledger, choices)
        session.close()
        opened = saved.open_game(saves, path, DECK)
        if opened.session is None:
            raise Violation(f"a sound game is refused: {opened.told}")
        if opened.session.read_only:
            return
        _play(opened.session, random, ledger, choices)
        opened.session.close()
        ledger.maybe.add("second")
        saves.copy(path, "second")
        ledger.games["second"] = list(ledger.games["game"])
        del ledger.games["second"]  # from here on it is being renamed: it has either name
        ledger.maybe.add("third")
        saves.rename(FOLDER / "second.game", "third")
        ledger.maybe.discard("second")
        ledger.games["third"] = list(ledger.games["game"])
        target = saves.export(path, FOLDER)
        ledger.games["imported"] = list(ledger.games["game"])
        del ledger.games["third"]
        saves.delete(FOLDER / "third.game")
        ledger.maybe.discard("third")
        assert target == FOLDER / "game.debate"
    except RecordError:
        return


def _play(session: Session, random: Random, ledger: Ledger, choices: int) -> None:
    for number in range(choices):
        play_some(session, random, 1)
        ledger.saw("game", session)
        if number % 3 == 2:
            session.undo()
            ledger.saw("game", session)
            session.redo()
            ledger.saw("game", session)
            session.undo()
            ledger.saw("game", session)
    session.takeover("town", Seat("novice"))
    ledger.saw("game", session)


def check(files: Files, ledger: Ledger) -> None:
    """All that was acknowledged is there, nothing is wrong, and every game can be gone on with. Raises Violation."""
    saves = Saves(FOLDER, files)
    listed = {item.name: item for item in saves.listing()}
    for name in ledger.games:
        if name not in listed and name != "imported":
            raise Violation(f"the game '{name}' is gone")
    for name, item in listed.items():
        if item.path.suffix == ".debate":
            continue
        if name not in ledger.games and name not in ledger.maybe:
            raise Violation(f"'{name}' is there and should not be")
        if item.header is None or (item.problem is not None and item.problem.kind != "torn"):
            raise Violation(f"'{name}' is damaged: {item.problem}")
        _check_game(saves, item.path, ledger.games.get(name, []))
    if "imported" in ledger.games:
        _check_export(saves, ledger.games["imported"])


def _check_game(saves: Saves, path: Path, acknowledged: list[str]) -> None:
    if saves.kept_deck(DECK.digest) is None:
        raise Violation("the deck of a game is not kept")
    opened = saved.open_game(saves, path, DECK)
    if opened.session is None or opened.session.read_only:
        raise Violation(f"'{path.name}' cannot be gone on with: {opened.told}")
    session = opened.session
    found = _entries(session.journal)
    if found[: len(acknowledged)] != acknowledged:
        raise Violation(f"'{path.name}' has lost what was acknowledged")
    if acknowledged and len(found) > len(acknowledged) + 1:
        raise Violation(f"'{path.name}' has entries that nobody made")
    for _ in range(2):
        if not session.state.over:
            play_some(session, Random(0), 1)
        else:
            session.undo()
    entries = _entries(session.journal)
    session.close()
    again = read(read_path(saves.files, path, MAX_BYTES))
    if again.problem is not None or [f"{e.number} {e.state} {type(e).__name__}" for e in again.entries] != entries:
        raise Violation(f"'{path.name}' cannot be read again after it was gone on with: {again.problem}")


def _check_export(saves: Saves, acknowledged: list[str]) -> None:
    try:
        path = saves.import_(FOLDER / "game.debate")
    except RecordError as problem:
        raise Violation(f"an export that was acknowledged cannot be imported: {problem.sentence}") from None
    found = read(read_path(saves.files, path, MAX_BYTES))
    if [f"{e.number} {e.state} {type(e).__name__}" for e in found.entries] != acknowledged:
        raise Violation("an export that was acknowledged is not the game")
    saves.delete(path)


def files_on_disk() -> Files:
    """The real file system."""
    return Files()
