"""The one way a game is driven: who sits where, choices submitted, opponents asked, undo, views.

No front end keeps facts of the game of its own; all is read from here. Everything that is done becomes an entry of the
game's journal; where a record is kept, it is on disk before the method that did it returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from attrs import evolve

from debate.game.due import Due as Due
from debate.game.record import Entry as Entry
from debate.game.record import GameRecord, chosen_of, own_chance, reason_of
from debate.game.returning import Returnable
from debate.opponents import OPPONENTS, Choice, Opponent
from debate.opponents.choice import chance_key
from debate.opponents.ghost import GHOST, ghost_of
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE, IllegalMove, Move
from debate.rules.play import play, start
from debate.rules.replay import Played, run
from debate.rules.settling import standing
from debate.rules.state import State
from debate.rules.trace import Trace
from debate.store import PERSON as PERSON
from debate.store import Entry as JournalEntry
from debate.store import Ghost, Journal, Origin, Predicting, RecordError, Replayed, Writer, header_of
from debate.store import Seat as Seat


class Session(Returnable):
    """A game in progress.

    ``seats`` names every role's seat (those not named are scripted opponents); the rest is as for
    :func:`debate.start`, which also says what it raises. ``ValueError`` for a seat that nobody knows.
    What was done so far is read as from any :class:`debate.game.record.GameRecord`.

    ``journal`` holds all that was done, what was undone too. Where the game is recorded, every method that changes it
    raises :class:`RecordError`, and has changed nothing, once the record cannot be written any more.
    """

    def __init__(
        self,
        deck: Deck,
        seats: Mapping[str, Seat | str] | None = None,
        *,
        seed: int = 0,
        preset: str | None = None,
        motives: Mapping[str, str] | None = None,
        views: Iterable[str] = (),
        draft: Iterable[str] = (),
        judged: bool = False,
    ) -> None:
        given = {role: Seat(seat) if isinstance(seat, str) else seat for role, seat in (seats or {}).items()}
        for role, seat in given.items():
            if role not in deck.roles:
                raise ValueError(f"the deck has no role '{role}'; it has: {', '.join(deck.turn_order)}")
            if seat.who != PERSON and seat.who not in OPPONENTS:
                raise ValueError(f"nobody is called '{seat.who}'; a seat is person, {', '.join(OPPONENTS)}")
        first = start(deck, seed, preset, motives, views, judged, draft)
        self._begin(deck, Journal(header_of(deck, first, given)), first)

    def _begin(self, deck: Deck, journal: Journal, first: State) -> None:
        super()._begin(deck, journal, first)
        self._withheld, self._audience, self._veiled = None, False, None
        self._former: Played | None = None
        self._advised: dict[str, tuple[State, Choice]] = {}
        self.writer: Writer | None = None
        self._looking = ""
        self.bench = False
        """Whether people judge this game; where it is judged and nobody does, the rules' own result is the ruling."""

    @classmethod
    def resume(cls, deck: Deck, found: Replayed, writer: Writer | None = None, looking: str = "") -> Session:
        """A game taken up from its journal.

        ``writer``: where it is recorded from now on. ``looking``: why it can only be looked at, empty where it can be
        played.
        """
        session = cls.__new__(cls)
        session._begin(deck, found.journal, found.states[0])
        for made in found.journal.line():
            session._follow(Entry(made.move, chosen_of(made)), found.states[made.number], found.steps[made.number])
        session.writer, session._looking = writer, looking
        session._withhold_again()
        return session

    @classmethod
    def rematch(cls, former: GameRecord, role: str) -> Session:
        """The same cards and the same chance once more, with the one person of ``former`` in another role, and its own
        role played by a ghost: what was chosen there, where that is possible. ``ValueError`` where there is not one
        person, or ``role`` is its own or none of the deck.
        """
        deck, (own, *more) = former.source, former.people() or ("",)
        if more or not own:
            raise ValueError("A rematch is for a game that one person played.")
        if role == own or role not in deck.roles:
            raise ValueError(f"'{role}' is no other role of this game")
        setting = former.state.setting
        seats = {**former.journal.header.seats, role: Seat(PERSON, former.seats[own].name), own: Seat(GHOST)}
        first = start(
            deck,
            setting.seed,
            setting.preset,
            dict(zip(deck.turn_order, setting.motives, strict=True)),
            setting.views,
            setting.judged,
            tuple(each for each in deck.turn_order if each in (*setting.draft, role)),
        )
        new = cls.__new__(cls)
        header = evolve(header_of(deck, first, seats), ghost=Ghost(own, setting.draft, former.moves))
        new._begin(deck, Journal(header, clock=former.journal.clock), first)
        if any(isinstance(entry, Predicting) and entry.on for entry in former.journal.entries):
            new.set_predicting(True)
        return new

    def former(self) -> Played | None:
        """The game before, where this one is a rematch; None where it is none, or that game cannot be played again."""
        ghost = self.journal.header.ghost
        if ghost is None:
            return None
        if self._former is None:
            with suppress(IllegalMove):
                self._former = run(self.source, evolve(self._states[0].setting, draft=ghost.draft), ghost.moves)
        return self._former

    def write(self, kind: str, fields: Mapping[str, str]) -> None:
        """Keep something that was written about the game with it; it changes nothing of the game."""
        self._note(self.journal.remark(self._tip(), kind, fields))

    @property
    def read_only(self) -> str:
        """Why nothing more can be done in this game, as a sentence; empty while it can be played."""
        return self._looking or (self.writer.failed if self.writer is not None else "")

    @property
    def kept_at(self) -> Path | None:
        """The file in which every choice is on disk before it is shown; None where the game is not recorded."""
        return None if self.writer is None or self.read_only else self.writer.path

    def adopt(self, other: Session) -> None:
        """Go on as this other game: whoever holds this session sees that one from now on. What was recorded so far
        stays on disk and is let go of; ``other`` must not be used any more."""
        self.close()
        self.__dict__.update(other.__dict__)

    def record(self, writer: Writer) -> None:
        """Keep the record with this writer from now on; it holds the journal as it is."""
        if self.writer is not None:
            self.writer.close()
        self.writer, self._looking = writer, ""

    def rebase(self, origin: Origin) -> None:
        """Make this a game of its own, with today's rules and this deck, that says which one it goes on from."""
        old = self.journal
        header = header_of(self.source, self._states[0], dict(old.header.seats), origin, old.clock)
        header = evolve(header, ghost=old.header.ghost)
        self.journal = Journal(header, old.entries, old.clock)

    def close(self) -> None:
        """Let go of the record, if one is kept. The game can still be looked at."""
        if self.writer is not None:
            self.writer.close()

    def submit(self, move: Move) -> Trace:
        """Make a person's choice. Raises :class:`IllegalMove` and changes nothing then. Opponents come later."""
        return self._apply(Entry(move))

    def ask(self) -> Entry | None:
        """Let the first awaited opponent choose; None where only people are awaited or the game is over.

        A ruling that is awaited where nobody judges (see :attr:`bench`) is made here too.
        """
        if self._withheld is not None:
            return None
        for role in self.state.awaiting:
            if role == JUDGE and not self.bench:
                ruling = Entry(own_ruling(self.state))
                self._apply(ruling)
                return ruling
        due = self.due()
        return None if due is None else self.take(due, due.choose())

    def due(self) -> Due | None:
        """What the first awaited opponent is to choose, to be thought about wherever there is time; None where none is
        awaited."""
        if self._withheld is not None:
            return None
        for role in self.state.awaiting:
            seat = self.seats.get(role)
            if seat is not None and seat.who != PERSON:
                return Due(
                    self.opponent_of(seat), self.source, self.view(role), own_chance(self.state, role), self.state
                )
        return None

    def take(self, due: Due, chosen: Choice) -> Entry | None:
        """Make the choice that an opponent came to; None, and nothing is done, where the game has gone on meanwhile."""
        if self.state is not due.asked_in:
            return None
        entry = Entry(chosen.move, chosen)
        self._apply(entry)
        return entry

    def opinion(self, role: str) -> Due:
        """What the strongest opponent would choose for this person's role, to be thought about; ``ValueError`` where
        nothing is asked of a person there."""
        if role not in self.awaited():
            raise ValueError(f"nothing is asked of '{role}' now")
        key = chance_key(self.state.seed, f"opinion|{role}")
        asked_in, chosen = self._advised.get(role, (None, None))
        known = chosen if asked_in is self.state else None
        return Due(OPPONENTS["planner"], self.source, self.view(role), key, self.state, known)

    def advise(self, due: Due, chosen: Choice) -> Choice | None:
        """Note in the record that a second opinion was given, which changes nothing of the game; None where the game
        has gone on meanwhile."""
        if self.state is not due.asked_in:
            return None
        self._advised[due.view.role] = self.state, chosen
        self._note(self.journal.advice(self.state, due.view.role, chosen.move, chosen.because))
        return chosen

    def advance(self) -> Trace:
        """Ask opponents until a person is awaited or the game is over; the steps that this wrote."""
        first = len(self._steps)
        while self.ask() is not None:
            pass
        return Trace(self.state.tables, tuple(self._steps[first:]))

    def _apply(self, entry: Entry) -> Trace:
        """Validate, put on disk, and only then let it be seen. Where an opponent chooses once more what was taken back
        last, the game goes on along that branch, so that :meth:`redo` still has the rest of it."""
        step = play(self.state, entry.move)
        onward = () if self._by_person(entry.move) else self.journal.onward()
        if onward and onward[0].move == entry.move:
            self._note(self.journal.went(onward[0].number, step.state))
            self._follow(Entry(entry.move, chosen_of(onward[0])), step.state, step.trace.raw)
            return step.trace
        self._note(self.journal.made(entry.move, step.state, reason_of(entry.chosen)))
        if self._withhold(entry, step):
            return step.state.tables.no_trace
        self._follow(entry, step.state, step.trace.raw)
        return step.trace

    def _note(self, entry: JournalEntry) -> None:
        if self._looking:
            raise RecordError(self._looking)
        if self.journal.full():
            raise RecordError("The record of this game is full. Go on in a new one.")
        if self.writer is not None:
            self.writer.append(entry)
        self.journal.add(entry)

    def undo(self) -> Move | None:
        """Take back the latest choice of a person and all that came after it; None where that may not be.

        In a game of one person this may go back to any point; with several see :meth:`can_take_back`. What is taken
        back stays in the journal as a branch and can be made again with :meth:`redo`.
        """
        moves = [entry.move for entry in (*self._entries, *([self._withheld.entry] if self._withheld else []))]
        for at in reversed(range(len(moves))):
            move = moves[at]
            if self._chosen(at):
                if len(self.people()) > 1 and not self.can_take_back(move.role):
                    return None
                self.back(at)
                return move
        return None

    def back(self, count: int) -> None:
        """Go back to where ``count`` choices had been made. Whether that is fair says :meth:`can_go_back`."""
        line = self.journal.line()
        if not 0 <= count <= len(line):
            raise ValueError(f"the game has {len(line)} choices; it cannot go back to {count}")
        if count == len(line):
            return
        self._note(self.journal.went(line[count - 1].number if count else 0, self._states[count]))
        self._withheld = None
        del self._states[count + 1 :], self._entries[count:], self._marks[count + 1 :]
        del self._steps[self._marks[-1] :]

    def redo(self) -> Move | None:
        """Make again what was taken back last, with the opponents' choices that followed; None where nothing was."""
        if self._withheld is not None:
            return None
        made, again = None, []
        state, steps = self.state, []
        alone = len(self.people()) == 1
        for choice in self.journal.onward():
            asked = not alone or len(legal_moves(state, choice.move.role)) > 1
            by_person = asked and self._by_person(choice.move)
            if by_person and made is not None:
                break
            step = play(state, choice.move)
            state = step.state
            steps.append(step)
            again.append(choice)
            made = choice.move if by_person else made
        if made is None:
            return None
        self._note(self.journal.went(again[-1].number, state))
        for choice, step in zip(again, steps, strict=True):
            self._follow(Entry(choice.move, chosen_of(choice)), step.state, step.trace.raw)
        return made

    def take_up(self, tip: int) -> None:
        """Stand again after entry ``tip`` of the journal, a choice that was taken back; what is left stays a branch.

        ``KeyError`` where that entry is no choice. Whether it is fair is for the caller to see to.
        """
        line = self.journal.line(tip)
        self.journal.choice(tip)
        state, after = self._states[0], []
        for choice in line:
            step = play(state, choice.move)
            state = step.state
            after.append(step)
        self._note(self.journal.went(tip, state))
        self._withheld = None
        del self._states[1:], self._entries[:], self._steps[:], self._marks[1:]
        for choice, step in zip(line, after, strict=True):
            self._follow(Entry(choice.move, chosen_of(choice)), step.state, step.trace.raw)

    def fork(self, at: int) -> Session:
        """A session of its own that has made the first ``at`` choices of this one. It is not recorded."""
        return forked(self, at)

    def fork_to(self, tip: int) -> Session:
        """A session of its own that stands after entry ``tip`` of the journal, on the line or off. Not recorded."""
        return self.copied_to(Session.__new__(Session), tip)

    def opponent_of(self, seat: Seat) -> Opponent:
        """Who chooses for this seat: in a rematch the ghost of whoever played it before."""
        if seat.who == GHOST and (former := self.former()) is not None:
            return ghost_of(former)
        return super().opponent_of(seat)

    def takeover(self, role: str, seat: Seat) -> None:
        """Another person or opponent fills the role from now on."""
        if role not in self.seats:
            raise ValueError(f"the deck has no role '{role}'")
        self._note(self.journal.seated(role, seat, self._tip()))
        if self._withheld is not None and self._all_said():
            self.release()


def own_ruling(state: State) -> Move:
    """The next ruling as the rules by themselves would have it: a case stands unless an answer to it was left unmet.

    Only for a position in which a judge is awaited.
    """
    stands, beaten = legal_moves(state, JUDGE)
    return stands if standing(state, stands.to)[0] else beaten


def forked(game: GameRecord, at: int) -> Session:
    """A game of its own to be driven, that has made the first ``at`` choices of this one. It is not recorded."""
    return game.copied(Session.__new__(Session), at)


def driven(game: GameRecord) -> Session | None:
    """The session, where what is looked at is one; None for a record or a seat's view, which nothing can change."""
    return game if isinstance(game, Session) else None
