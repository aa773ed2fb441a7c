"""Pages that ask: what stands there, what can be chosen, and what a choice leads to. The same one for every face.

A face shows :meth:`Dialogue.page`, offers :meth:`Dialogue.options`, and hands back what was chosen. It knows nothing of
what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from debate.game.record import GameRecord
from debate.pages.document import Node

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""


@frozen
class Option:
    """Something to choose. ``typed``: what is to be typed with it, as a prompt, empty for nothing; ``value``: what
    stands there to begin with. ``group``: the heading under which it stands, where there are several."""

    id: str
    text: str
    typed: str = ""
    value: str = ""
    group: str = ""


class Dialogue:
    """A page that asks. ``game`` and ``role``: the game that it is about, as this role reads it; None: about none."""

    title = ""
    waits = "This takes some seconds."
    """What is said while :meth:`work` runs."""
    game: GameRecord | None = None
    role: str | None = None

    @property
    def ready(self) -> bool:
        """Whether there is anything to be shown yet; where not, :meth:`work` is to be done first."""
        return True

    def work(self, progress: Progress) -> None:
        """What takes long, done before anything is shown: away from the screen where there is one."""

    @property
    def over(self) -> bool:
        """Whether nothing more is asked, so that a face may close it after the page was read."""
        return not self.options()

    @property
    def tells(self) -> bool:
        """Whether the page tells what came, to be read before anything more is chosen."""
        return False

    @property
    def deeper(self) -> bool:
        """Whether :meth:`back` leads to an earlier page of it."""
        return False

    def back(self) -> None:
        """Go back to the page from which one came to this one; only where it is :attr:`deeper`."""

    def page(self) -> Iterator[Node]:
        """What stands on the page now."""
        raise NotImplementedError

    def options(self) -> Sequence[Option]:
        """What can be chosen now; empty at the end."""
        raise NotImplementedError

    def choose(self, id_: str, typed: str = "") -> None:
        """Do what was chosen. ``ValueError`` with a sentence where that cannot be; nothing is changed then."""
        raise NotImplementedError

    def wishes(self) -> GameRecord | None:
        """A game that is to be played from now on, in place of this dialogue; None for none."""
        return None


def chosen_from(options: Sequence[Option], id_: str) -> Option:
    """The option of this id. ``ValueError`` where it is not among them, as when a page was left open too long."""
    for option in options:
        if option.id == id_:
            return option
    raise ValueError("That cannot be chosen any more. Look at what is asked now.")
