"""What the teacher can turn: how the class is run, and what the wall shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from debate.classroom.console.board import BY_PACE, PACES, PAGES, USUAL, board_of
from debate.faces.tui.turning import Turned

if TYPE_CHECKING:
    from debate.classroom.room import Room

Word = TypeVar("Word", str, int)
Do = Callable[..., bool]
"""``do(kind, **fields)``: a request to the room; whether it was done."""

_PACE = {
    "rounds": "Round by round: after each round the tables wait for each other, and for the space bar.",
    "free": "Free: each step goes on as soon as everybody has chosen.",
    "steps": "Step by step: after each step the class waits until you go on with the space bar.",
}
_DECIDE = {
    "majority": "A team's choice is made once more than half of those who are here support it.",
    "captain": "A team's captain makes the choice. Members propose.",
    "anyone": "The first proposal of anybody in the team is its choice.",
}
_LET_IN = {
    "ask": "Whoever types the code waits at the door until you let them in.",
    "open": "Whoever types the code is in.",
}
_NAMES = {
    "ask": "A name is shown to others only once you have let it through; until then it is Student and a number.",
    "open": "Names are shown as they are typed. Cleaned of anything that could do harm, but not of what they say.",
}


_SWITCHED = {
    "predictions": "On: before the end of a round is shown, everybody is asked what will come. Seen by them and you "
    "alone.",
    "beliefs": "On: at the door each is asked what they believe, and after the game what they say they achieved.",
    "lock": "Locked: nobody new comes in, whatever they type. Those who were in come back as before.",
    "wall-names": "Off: the wall says how many play a role, and no names.",
    "hands": "On: everybody may see every hand, as in a first game that is learned together.",
}
"""What a switch does, in words."""


def class_form(room: Room, do: Do) -> Iterator[Turned]:
    """The settings of the room."""
    now = room.settings
    yield _words(do, "pace", "Pace", _PACE, now.pace)
    yield _words(do, "decide", "How a team decides", _DECIDE, now.decide)
    yield _words(do, "doors", "The door", _LET_IN, now.let_in)
    yield _words(do, "names", "Names", _NAMES, now.names)
    yield _switch(do, "predictions", "Predictions", now.predictions)
    yield _switch(do, "beliefs", "Before and after", now.beliefs)
    shut = "on" if now.locked else "off"
    yield Turned("lock", "Locked", shut, _SWITCHED["lock"], lambda step: do("unlock" if now.locked else "lock"))
    yield _switch(do, "wall-names", "Names on the wall", now.names_on_wall)
    yield _switch(do, "hands", "Hands lie open", now.hands_open, "open", "shut")


def wall_address(address: str) -> str:
    """Where the wall is opened in a browser; ``address``: of the room, empty where that is not known."""
    return f"{address}#wall" if address else "the address of this host with #wall behind it"


def wall_form(room: Room) -> Iterator[Turned]:
    """What the wall shows, and where it is opened."""
    board = board_of(room)

    def page(step: int) -> None:
        board.show(page=_next(list(PAGES), board.page, step))

    def table(step: int) -> None:
        board.show(table=_next(range(len(room.tables) + 1), board.table, step))

    def pace(step: int) -> None:
        board.show(seconds=_next(PACES, board.seconds, step))

    def again(step: int) -> None:
        board.show(page="auto")
        board.again(board.now)

    def skip(step: int) -> None:
        board.skip(board.now)

    yield Turned("page", "The wall shows", board.page, f"It shows {PAGES[board.page]}.", page)
    if len(room.tables) > 1:
        words = f"table {board.table}" if board.table else "one after the other"
        yield Turned("table", "Which table", words, "One table, or all of them, one after the other.", table)
    words = {BY_PACE: "as the pace is", 0: "when you say so"}.get(board.seconds, f"every {board.seconds} seconds")
    means = (
        "How long a page of what came stays. As the pace is: step by step it waits for the space bar, else it goes on "
        f"every {USUAL} seconds."
    )
    yield Turned("seconds", "The next page", words, means, pace)
    telling = board.telling(board.now)
    if telling is not None:
        words = f"{telling.shown} of {len(telling.pages)} shown"
        yield Turned("skip", "What came of it", words, "→ shows the table again at once.", skip)
    else:
        yield Turned("again", "What came of it", "told", "→ tells the latest round once more from its start.", again)
    means = "Open this in a browser on the projector, then let it in at the door like everybody else. n tells of more."
    yield Turned("address", "Its address", wall_address(board.address), means, lambda step: None)


def _next(among: Sequence[Word], now: Word, step: int) -> Word:
    return among[(among.index(now) + step) % len(among)]


def _words(do: Do, kind: str, label: str, means: dict[str, str], now: str) -> Turned:
    """A setting of several words; ``kind``: of the request that turns it."""
    return Turned(kind, label, now, means[now], lambda step: do(kind, to=_next(list(means), now, step)))


def _switch(do: Do, kind: str, label: str, now: bool, on: str = "on", off: str = "off") -> Turned:
    """The same, of two words as the request has them."""
    return Turned(kind, label, "on" if now else "off", _SWITCHED[kind], lambda step: do(kind, to=off if now else on))
