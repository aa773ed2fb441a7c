"""What is asked beside the game, at a terminal: claims to believe or not, and words of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from debate.debrief.believed import AFTER
from debate.faces.tui.dialogue import DialogueScreen
from debate.pages.believing import both
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Node, Ref
from debate.pages.own_words import (
    LEFT_OUT,
    PASS,
    SENDS,
    WRITE,
    asked_choices,
    asked_page,
    claim_answer,
    claim_choices,
    claim_page,
)

if TYPE_CHECKING:
    from debate.classroom.room import Asking, Room

ASKED = ("believe", "say", "ticket")
"""What is asked of a person that is asked beside the game."""


class Beside(Dialogue):
    """What a room asks of one person beside the game, one thing after the other; it follows what the room says.

    ``request`` asks the room for something, and says whether it was done.
    """

    title = "Beside the game"

    def __init__(self, room: Room, person: str, request: Callable[..., bool]) -> None:
        self._room, self._person, self._request = room, person, request
        self._answer = "", ""
        """A claim, and the yes or no that was said to it before its reason."""

    @property
    def asking(self) -> Asking:
        return self._room.asking(self._person)

    def _said(self, claim: str) -> str:
        return self._answer[1] if self._answer[0] == claim else ""

    def page(self) -> Iterator[Node]:
        asking, deck = self.asking, self._room.deck
        if asking.what == "believe":
            yield from claim_page(deck, asking.claims, asking.when)
        elif asking.what in LEFT_OUT:
            yield from asked_page(LEFT_OUT[asking.what], asking.written)
        elif AFTER in self._room.put:
            voice = self._room.voice(self._person)
            if voice.after:
                yield from both(deck, voice.before, voice.after)

    def options(self) -> Sequence[Option]:
        asking = self.asking
        if asking.what == "believe":
            claim = asking.claims[0]
            return claim_choices(self._room.deck, claim, asking.when, self._said(claim))
        return asked_choices(LEFT_OUT[asking.what], asking.written) if asking.what in LEFT_OUT else []

    def choose(self, id_: str, typed: str = "") -> None:
        kind, _, what = id_.partition(" ")
        if kind == WRITE:  # what was typed answers what stood there, whatever has come to be asked meanwhile
            self._request(SENDS[what], text=typed)
            return
        chosen_from(self.options(), id_)
        if kind == PASS:
            self._request("pass", what=what)
        else:
            asking = self.asking
            claim = asking.claims[0]
            given = claim_answer(self._room.deck, claim, asking.when, id_, self._said(claim))
            if given is None:
                self._answer = claim, id_
            else:
                self._request("believe", claim=claim, answer=given[0], reason=given[1])


class BesideScreen(DialogueScreen):
    """The same on the screen; it goes when it is one's turn in the game, or when nothing more is asked."""

    dialogue: Beside

    def __init__(self, room: Room, person: str, request: Callable[..., bool]) -> None:
        super().__init__(Beside(room, person, request))
        self._shown: tuple[object, ...] = ()

    def follow(self, to: Ref) -> None:
        try:
            super().follow(to)
        except ValueError:  # it stood there a moment ago
            self._shown = ()
            self.show()

    def on_screen_resume(self) -> None:
        self.show()

    def show(self) -> None:
        """Look what is asked now."""
        asking = self.dialogue.asking
        seen = asking.what, asking.claims, asking.written
        if seen == self._shown or not self.is_current:
            return
        self._shown = seen
        if asking.what not in ASKED and not any(True for _ in self.dialogue.page()):
            self.dismiss()
        else:
            self.fill()
