"""The rematch: the same cards and chance from another seat, against oneself; then both games and the joint page.

The joint page is what two sides of a dispute write together: three links that both would accept, and one that both
doubt. Here one person has sat on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from debate.debrief.naming import cited, sentence
from debate.game.record import GameRecord
from debate.game.session import Session, driven
from debate.pages.compared import compared
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Heading, Node, Ref, item, quiet, strong
from debate.rules.deck import Denial, Link
from debate.rules.replay import Played
from debate.store.compare import compare

JOINT = "joint"
"""Kind of the remark that keeps a joint page."""
ACCEPTED = 3
"""How many links both sides accept; one more is doubted."""
OFFERED = 12
"""How many links and denials there are to pick from: those that did most in both games."""
NAMES = "before", "rematch"
JOIN, ANEW, BACK, OTHER = "join", "anew", "back", "other"
_AT_WORK = ("link", "landing", "denied")


class Rematch(Dialogue):
    """Of a game that is over. In a rematch: both games, then the joint page; else, or again: who is played next."""

    def __init__(self, session: GameRecord, role: str | None) -> None:
        self.game, self.role = session, role
        self._session, self._driven = session, driven(session)
        self._wished: Session | None = None
        self._former = self._driven.former() if self._driven is not None else None
        self._again = self._former is None
        """Whether it is being asked who is played next."""
        self._picked: list[str] | None = None
        """What was picked for the joint page so far; None while none is being written."""
        self._beside = not self.joint
        """Whether both games are looked at, or what was written last."""

    @property
    def title(self) -> str:  # type: ignore[override]
        if self._again:
            return "The other side"
        return "Both games" if self._beside and self._picked is None else "The joint page"

    def wishes(self) -> Session | None:
        return self._wished

    # What stands there.

    @property
    def tells(self) -> bool:
        return not self._again and self._picked is None

    def page(self) -> Iterator[Node]:
        deck, role = self._session.deck, self.role
        if self._again:
            own = deck.roles[role].name if role is not None else "you"
            yield strong(f"The same cards, the same chance, another seat. {own} is played by your ghost.")
            yield quiet(
                "It does what you did, wherever that is possible, and follows the script of your motive where it is "
                "not. Afterwards you see both games side by side, and write one page for both sides."
            )
        elif self._picked is not None or not self._beside:
            yield from self._joint()
        else:
            yield from self._both()

    def _both(self) -> Iterator[Node]:
        session, former = self._session, self._former
        ghost = session.journal.header.ghost
        assert former is not None
        assert ghost is not None
        deck = session.deck
        now = deck.roles[self.role].name if self.role is not None else "another"
        yield quiet(f"'{NAMES[0]}': you played {deck.roles[ghost.role].name}. '{NAMES[1]}': you played {now}.")
        yield from compared(deck, compare(deck, former, session.played), NAMES)

    def _joint(self) -> Iterator[Node]:
        picked = list(self.joint) if self._picked is None else self._picked
        asked = "Pick three links that both would accept, then one that both would doubt."
        yield quiet(f"You have sat on both sides. {'This is what both can sign.' if self._picked is None else asked}")
        for number, id_ in enumerate(picked, 1):
            if number == 1:
                yield Heading("Both sides accept", 3)
            if number == ACCEPTED + 1:
                yield Heading("Both sides doubt", 3)
            yield item(self._words(id_), _ref(self._thing(id_)))

    def _thing(self, id_: str) -> Link | Denial:
        deck = self._session.source
        return deck.links.get(id_) or deck.denials[id_]

    def _words(self, id_: str) -> str:
        thing = self._thing(id_)
        return sentence(thing.says, cited(thing))

    @property
    def joint(self) -> tuple[str, ...]:
        """The joint page that was written last: the links that both accept, then the one that both doubt; or empty."""
        deck = self._session.source
        for remark in reversed(self._session.journal.remarks(JOINT)):
            ids = [remark.fields.get(word, "") for word in _words()]
            if all(id_ in deck.links or id_ in deck.denials for id_ in ids):
                return tuple(ids)
        return ()

    # What can be chosen.

    def options(self) -> Sequence[Option]:
        deck = self._session.deck
        if self._again:
            roles = [Option(f"role {role}", f"Play {deck.roles[role].name}.") for role in self._roles()]
            return roles if self._former is None else [*roles, Option(BACK, "Back to both games.")]
        if self._picked is not None and len(self._picked) <= ACCEPTED:
            group = "Both sides accept" if len(self._picked) < ACCEPTED else "Both sides doubt"
            group = f"{group}: choose {'one' if len(self._picked) >= ACCEPTED - 1 else 'the next'}"
            return [
                Option(f"pick {id_}", self._words(id_), group=group)
                for id_ in offered(self._session, self._former)
                if id_ not in self._picked
            ]
        found = [Option(ANEW, "Write the joint page anew.") if self.joint else Option(JOIN, "Write the joint page.")]
        if self.joint:
            found.insert(0, Option(OTHER, "Read the joint page." if self._beside else "Read both games side by side."))
        if self._roles():
            found.append(Option("again", "Play yet another seat."))
        return found

    def _roles(self) -> list[str]:
        people = self._session.people()
        return [role for role in self._session.deck.turn_order if len(people) == 1 and role not in people]

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        what, _, rest = id_.partition(" ")
        if what == "role":
            self._wished = Session.rematch(self._session, rest)
        elif what in ("again", BACK):
            self._again = what == "again"
        elif what == OTHER:
            self._beside = not self._beside
        elif what in (JOIN, ANEW):
            self._picked = []
        elif what == "pick" and self._picked is not None:
            picked = [*self._picked, rest]
            if len(picked) > ACCEPTED:
                assert self._driven is not None  # it is offered for no other
                self._driven.write(JOINT, dict(zip(_words(), picked, strict=True)))
                self._beside = False
            self._picked = picked if len(picked) <= ACCEPTED else None


def _words() -> tuple[str, ...]:
    return (*(f"accept-{number}" for number in range(1, ACCEPTED + 1)), "doubt")


def _ref(thing: Link | Denial) -> Ref:
    return Ref("link" if isinstance(thing, Link) else "denial", thing.id)


def offered(session: GameRecord, former: Played | None) -> tuple[str, ...]:
    """The links and denials that did most in both games, in the order of the deck."""
    deck, weight = session.source, Counter[str]()
    for game in (session.played, former):
        for step in game.trace if game is not None else ():
            known = step.cause in deck.links or step.cause in deck.denials
            if known and step.kind in _AT_WORK:
                before, after = step.before, step.after
                moved = abs(after - before) if isinstance(before, int) and isinstance(after, int) else 0
                weight[step.cause] += 1 + moved
    chosen = {id_ for id_, _ in weight.most_common(OFFERED)}
    return tuple(id_ for id_ in (*deck.links, *deck.denials) if id_ in chosen)


def can_rematch(session: GameRecord, role: str | None) -> bool:
    """Whether there is another seat to play, or a rematch to look back on."""
    over = driven(session) is not None and session.state.over
    return over and role is not None and session.people() == (role,) and len(session.deck.roles) > 1
