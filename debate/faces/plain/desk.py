"""What a person has before them: the session as one role sees it, and ways to find things by what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from attrs import define, field

from debate.debrief.naming import names_of
from debate.debrief.naming import near as near_by_word
from debate.faces.plain.console import Console
from debate.game.session import Session
from debate.pages.finale import Finale, finale
from debate.pages.reader import Reader
from debate.rules.deck import Deck
from debate.rules.state import State
from debate.rules.text import visible
from debate.rules.trace import TraceStep
from debate.rules.view import View

MOST_LISTED, MOST_OTHERS = 20, 6
"""How many names are listed of which one may be meant, and where none is."""


class NotFound(Exception):
    """Nothing is called so, or ``several`` things are; the message says what there is."""

    def __init__(self, sentence: str, several: bool = False) -> None:
        super().__init__(sentence)
        self.several = several


@define
class Desk:
    """``role``: whose seat it is; None: somebody who looks on."""

    console: Console
    session: Session
    role: str | None
    told: set[str] = field(factory=set, init=False)
    """What was told in this round and need not be told again: sentences, and the ids of cards."""
    ended: tuple[State, Finale] | None = field(default=None, init=False)
    """The facts of the ending that were found last, and of which."""

    @property
    def reader(self) -> Reader:
        """What this person can read."""
        return Reader(self.session, self.role)

    @property
    def deck(self) -> Deck:
        return self.session.deck

    @property
    def view(self) -> View:
        return self.session.view(self.role)

    @property
    def steps(self) -> tuple[TraceStep, ...]:
        return self.session.visible(self.role)

    def finale(self) -> Finale:
        """The facts of the ending, found once. ``ValueError`` unless the game is over."""
        if self.ended is None or self.ended[0] is not self.session.state:
            self.ended = self.session.state, finale(self.reader)
        return self.ended[1]

    def moves(self) -> tuple[str, ...]:
        return self.reader.moves()

    def measures(self) -> dict[str, str]:
        return self.reader.measures()

    def things(self) -> dict[str, str]:
        """Id -> title, or what it says, of all else that can be asked about; of endings once one has come."""
        deck, found = self.deck, {each.id: each.title for each in self.deck.endings.values() if self.view.over}
        found |= {move.id: move.title for move in deck.moves.values() if move.active}
        found |= {news.id: news.title for news in deck.news.values() if news.active}
        found |= {link.id: link.says for link in deck.links.values() if link.active}
        return found | {denial.id: denial.says for denial in deck.denials.values() if denial.active}


def find(kind: str, typed: str, names: Mapping[str, str], deck: Deck | None = None) -> str:
    """The id that was meant: by id, name, beginning or part of a name; with ``deck`` by shorter names of it, too, and
    where no name holds it by a part of the id, which nobody is shown. Raises :class:`NotFound`."""
    whole, wanted = typed.casefold(), _bare(typed)
    short = {id_: () if deck is None else names_of(deck, id_) for id_ in names}
    labels = {id_: tuple(map(_bare, (name, *short[id_]))) for id_, name in names.items()}
    tests: tuple[Callable[[str, tuple[str, ...]], bool], ...] = (
        lambda id_, own: whole == id_.casefold() or wanted in own,
        lambda _, own: any(label.startswith(wanted) for label in own),
        lambda _, own: any(wanted in label for label in own),
        lambda _, own: any(all(word in label for word in wanted.split()) for label in own),
        lambda id_, _: all(word in id_.casefold() for word in whole.split()),
    )
    for test in tests:
        hits = [id_ for id_, own in labels.items() if test(id_, own)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            hits += [id_ for id_, own in labels.items() if id_ not in hits and any(wanted in label for label in own)]
            closest = sorted((names[id_] for id_ in hits), key=len)
            raise NotFound(f"'{visible(typed)}' may mean {_listed(closest)}. Write more of it.", several=True)
    words = {label: id_ for id_, own in labels.items() for label in own}
    near = get_close_matches(wanted, list(words), 1, 0.6)
    if near:
        raise NotFound(f"There is no {kind} '{visible(typed)}'. Did you mean '{names[words[near[0]]]}'?")
    alike = {} if deck is None else {id_: names[id_] for id_ in near_by_word(deck, names, typed)}
    told = f"Near it: {_listed(alike.values())}" if alike else f"There is: {_listed(names.values(), MOST_OTHERS)}"
    raise NotFound(f"There is no {kind} '{visible(typed)}'. {told}.")


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _listed(names: Iterable[str], most: int = MOST_LISTED) -> str:
    each = list(dict.fromkeys(name.removesuffix(".") for name in names))
    more = f" and {len(each) - most} more" if len(each) > most else ""
    return ", ".join(each[:most]) + more or "nothing"
