"""The rematch: the same cards and chance from another seat, against oneself; then both games and the joint page.

The joint page is what two sides of a dispute write together: three links that both would accept, and one that both
doubt. Here one person has sat on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from debate.debrief.again import AT_WORK, departures, did
from debate.debrief.contest import ending_without
from debate.debrief.naming import cited, counted, sentence
from debate.game.record import GameRecord
from debate.game.session import Session, driven
from debate.pages.compared import compared
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Folded, Heading, Line, Node, Ref, item, quiet, strong
from debate.rules.deck import Denial, Link
from debate.rules.outcome import outcome
from debate.rules.replay import Played
from debate.store.checked import RecordError
from debate.store.compare import compare
from debate.store.joint import ACCEPTED, JOINT, PLACES, begun, fields_of, written

OFFERED = 12
"""How many links and denials there are to pick from: those that did most in both games."""
NAMES = "before", "rematch"
JOIN, ANEW, BACK, OTHER, GO_ON, UNPICK = "join", "anew", "back", "other", "go-on", "unpick"


class Rematch(Dialogue):
    """Of a game that is over. In a rematch: both games, then the joint page; else, or again: who is played next."""

    def __init__(self, session: GameRecord, role: str | None) -> None:
        self.game, self.role = session, role
        self._session, self._driven = session, driven(session)
        self._wished: Session | None = None
        self._former = self._driven.former() if self._driven is not None else None
        self._again = self._former is None
        """Whether it is being asked who is played next."""
        self._without: dict[tuple[str, str], str] = {}
        """(link or denial, name of a game) -> the ending without it, once that was looked for."""
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
            yield strong(f"The same cards, the same chance, another seat. Your ghost plays {own}.")
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
        apart = tuple(item(words) for words in departures(deck, former, session.played, ghost.role))
        if apart:
            yield Folded(f"What your ghost could not do again, and why: {counted(len(apart), 'move')}", apart)

    def _joint(self) -> Iterator[Node]:
        picked = list(self.joint) if self._picked is None else self._picked
        asked = "Pick three links that both would accept, then one that both would doubt."
        whole = self._picked is None
        yield quiet(f"You have sat on both sides. {'This is what both can sign.' if whole else asked}")
        for number, id_ in enumerate(picked, 1):
            if number == 1:
                yield Heading("Both sides accept", 3)
            if number == ACCEPTED + 1:
                yield Heading("Both sides doubt", 3)
            yield item(self._words(id_), _ref(self._thing(id_)))
            yield from self._figures(id_) if whole else ()
        if whole:
            yield quiet(
                KEPT if self._session.kept_at is not None else "This game is not kept, so neither is this page."
            )

    def _figures(self, id_: str) -> Iterator[Node]:
        """What a link or denial did in both games, and whether how one of them ended hangs on it."""
        for name, game in zip(NAMES, (self._former, self._session.played), strict=True):
            if game is not None:
                hangs = self._hangs(id_, name, game)
                yield Line(f"{did(self._session.deck, game, id_)}{hangs}", 2, name)

    def _hangs(self, id_: str, name: str, game: Played) -> str:
        """``; without it the game ends in 'Peace'``; empty where it ends in the same without it."""
        deck, found = self._session.source, self._without.get((id_, name))
        if found is None:
            found = self._without[id_, name] = ending_without(deck, game.state.record, id_)
        if found == outcome(game.state).ending:
            return ""
        return f"; without it the game ends in '{deck.endings[found].title}'" if found else "; without it in no ending"

    def _thing(self, id_: str) -> Link | Denial:
        deck = self._session.source
        return deck.links.get(id_) or deck.denials[id_]

    def _words(self, id_: str) -> str:
        thing = self._thing(id_)
        return sentence(thing.says, cited(thing))

    @property
    def joint(self) -> tuple[str, ...]:
        """The joint page that was written last: the links that both accept, then the one that both doubt; or empty."""
        return written(self._session.source, self._session.journal)

    # What can be chosen.

    def options(self) -> Sequence[Option]:
        deck = self._session.deck
        if self._again:
            roles = [Option(f"role {role}", f"Play {deck.roles[role].name}.") for role in self._roles()]
            return roles if self._former is None else [*roles, Option(BACK, "Back to both games.")]
        if self._picked is not None and len(self._picked) <= ACCEPTED:
            group = "Both sides accept" if len(self._picked) < ACCEPTED else "Both sides doubt"
            group = f"{group}: choose {'one' if len(self._picked) >= ACCEPTED - 1 else 'the next'}"
            left = [id_ for id_ in offered(self._session, self._former) if id_ not in self._picked]
            found = [Option(f"pick {id_}", self._words(id_), group=group) for id_ in left]
            return [*found, Option(UNPICK, "Take back what was picked last.", group="Or")] if self._picked else found
        found = [Option(ANEW, "Write the joint page anew.") if self.joint else Option(JOIN, "Write the joint page.")]
        if self.joint:
            found.insert(0, Option(OTHER, "Read the joint page." if self._beside else "Read both games side by side."))
        if left_off := begun(self._session.source, self._session.journal):
            words = f"Go on with the joint page: {counted(len(left_off), 'link')} of {len(PLACES)} picked."
            found.insert(0, Option(GO_ON, words))
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
        elif what == GO_ON:
            self._picked = list(begun(self._session.source, self._session.journal))
        elif what == UNPICK and self._picked:
            self._keep(self._picked[:-1])
        elif what == "pick" and self._picked is not None:
            self._keep([*self._picked, rest])

    def _keep(self, picked: list[str]) -> None:
        """Go on with these picks. They are kept at once, so that whoever leaves goes on with them later."""
        whole = len(picked) == len(PLACES)
        self._picked = None if whole else picked
        self._beside = self._beside and not whole
        assert self._driven is not None  # it is offered for no other
        try:
            self._driven.write(JOINT, fields_of(picked))
        except RecordError as problem:
            raise ValueError(f"It is not kept with the game. {problem.sentence}") from None


KEPT = "It is kept with this game: it stands here whenever the game is opened, and in its export."


def _ref(thing: Link | Denial) -> Ref:
    return Ref("link" if isinstance(thing, Link) else "denial", thing.id)


def wanted(session: GameRecord, role: str | None) -> dict[str, int]:
    """By how much a role cares for each meter, for its score or by what it says it is for; empty for nobody."""
    motive = None if role is None else session.deck.roles[role].motives.get(session.state.motives[role])
    if motive is None:
        return {}
    meters = (*motive.wants, *motive.ends)
    return {meter: max(abs(motive.wants.get(meter, 0)), abs(motive.ends.get(meter, 0))) for meter in meters}


def offered(session: GameRecord, former: Played | None, goals: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The links and denials that did most in both games, in the order of the deck. ``goals``: meter -> how much is
    cared for it: those that moved these most, or kept them from moving, the most first."""
    deck, weight = session.source, Counter[str]()
    for game in (session.played, former):
        for step in game.trace if game is not None else ():
            known = step.cause in deck.links or step.cause in deck.denials
            if known and step.kind in AT_WORK:
                by = 1 + abs(step.change)
                weight[step.cause] += by if goals is None else by * goals.get(step.target, 0)
    chosen = [id_ for id_, points in weight.most_common(OFFERED) if points]
    return tuple(chosen if goals else (id_ for id_ in (*deck.links, *deck.denials) if id_ in chosen))


def can_rematch(session: GameRecord, role: str | None) -> bool:
    """Whether there is another seat to play, or a rematch to look back on."""
    over = driven(session) is not None and session.state.over
    return over and role is not None and session.people() == (role,) and len(session.deck.roles) > 1
