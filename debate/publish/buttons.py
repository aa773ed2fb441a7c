"""The accessible face of a published page: the game as text and buttons, for those who read rather than look.

It is the page of a class (:mod:`debate.classroom.page`) at which one person, or several in turn, plays a whole game.
The room that it is made from is stood in for by :class:`Alone`: a table, whoever is asked now, and nobody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Sheet, sheet
from debate.classroom.page.foretelling import asked_now
from debate.classroom.page.front import PageFront
from debate.classroom.page.reading import read
from debate.classroom.page.seat import Seat
from debate.classroom.room.types import Asking, Person, Place, Settings
from debate.debrief.foreseen import NEVER_SCORED
from debate.deckfile import DeckError, first_deck, load_deck, shipped_decks
from debate.deckfile.load import LEARNERS
from debate.game.beginning import Chosen
from debate.game.session import Session
from debate.pages.afterwards import ONWARD, leads_on, onward
from debate.pages.beginning import Beginning
from debate.pages.dialogue import Dialogue
from debate.pages.document import Line, Node
from debate.pages.kept import Kept
from debate.pages.predictions import BEFORE_IT_MOVES
from debate.pages.recall import Recalling, due_words, remember
from debate.pages.words import LOOK_AT_THE_END, PHASES, TO_DO
from debate.rules.deck import Deck
from debate.rules.moves import IllegalMove, NotationError, read_notation
from debate.rules.text import TextError, clean, visible
from debate.saves import drop_unplayed, latest, listed_words
from debate.store import RecordError, Saves
from debate.store.learner import Learner

ME = "me"
LONGEST = 200
"""Letters of a line that is typed."""
SAID = {"foretell": "Your prediction is noted."}
"""What is said of a thing that was done, where the next page may look like the one before."""
PAINTED = 0.2
"""Seconds in which the page shows that something is being worked on."""
FIRST = (
    ("beginning", "Set up a game", "Who plays whom, which opponents, how many rounds, and more."),
    ("kept", "Saved games", "Go on with one, look at one, or delete one."),
)
"""Pages that ask which there are before a game: name, label and help of the button."""


class _Table:
    """The one table of :class:`Alone`, as far as pages ask it."""

    number = 1
    judges: tuple[str, ...] = ()
    captains: tuple[str, ...] = ()
    cut_words = ""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def version(self) -> int:
        return len(self.session.journal)

    @property
    def withheld(self) -> int | None:
        return self.session.withheld

    @property
    def teams(self) -> dict[str, tuple[str, ...]]:
        return {role: (ME,) if role in self.session.people() else () for role in self.session.source.turn_order}

    def ballot(self) -> None:
        return None

    def filled_by(self, role: str) -> str:
        return self.session.seats[role].who


class Alone:
    """Stands in for the room of a class: one table, and whoever of the people at it is asked."""

    settings = Settings(decide="anyone", names="open")
    message = ""
    eyes_up = False
    put: Mapping[str, str] = {}
    """What a teacher has put to the class: nothing here."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.facing = ""
        """The role whose player reads now; empty while nobody has taken the keyboard yet."""
        self.heard: dict[str, int] = {}
        """Role -> the latest round of which its player was told what happened."""

    def take(self, session: Session | None) -> None:
        """Sit down at this game; unless it is over, the latest round that has closed is told again."""
        self.session, self.facing, self.heard = session, "", {}
        if session is not None:
            self.heard = dict.fromkeys(session.people(), max(0, self.closed - (not session.state.over)))

    @property
    def closed(self) -> int:
        """The latest round that has closed; what the world does years after the last one is no round."""
        return 0 if self.session is None else min(self.session.state.round - 1, self.rounds)

    @property
    def untold(self) -> int:
        """The first round of which whoever reads is still to be told what happened; 0: none. Where a move waits, a
        round goes by in which nothing is asked: each is told, and before it is asked what the next will bring."""
        session = self.session
        if session is None or not self.facing or session.read_only:
            return 0
        heard = self.heard.get(self.facing, 0)
        return heard + 1 if self.closed > heard else 0

    @property
    def phase(self) -> str:
        return "gathering" if self.session is None else "playing"

    @property
    def tables(self) -> tuple[_Table, ...]:
        return () if self.session is None else (_Table(self.session),)

    @property
    def people(self) -> dict[str, Person]:
        place = None if self.session is None else Place(1, self.facing)
        return {ME: Person(ME, "You", "", "student", "in", place, True, 0.0)}

    @property
    def deck(self) -> Deck:
        return self.session.deck if self.session is not None else load_deck(first_deck())

    @property
    def rounds(self) -> int:
        return self.deck.rounds.count

    def game(self, person: str) -> Session | None:
        return self.session

    def hands(self, table: int) -> dict[str, tuple[str, ...]]:
        return {}

    def news(self, person: str) -> tuple[str, ...]:
        return ()

    def listen(self, told: Callable[[Any], None]) -> Callable[[], None]:
        return lambda: None

    def asking(self, person: str) -> Asking:
        session = self.session
        if session is None:
            return Asking("start", self.deck.question)
        if self.untold:
            return Asking("told", f"Round {self.untold} is over.")
        if session.state.over:
            return Asking("debrief", f"The game is over. {LOOK_AT_THE_END}")
        if session.read_only:
            return Asking("unsaved", session.read_only)
        if session.withheld:
            questions = tuple(session.questions(self.facing)) if self.facing else ()
            return Asking("foretell", "What do you think will come?", questions=questions)
        if not self.facing:
            return Asking("wait", f"It is the turn of {called(session, self.next)}.")
        return Asking("choose", f"You play {called(session, self.facing)}. {TO_DO[session.state.phase]}")

    @property
    def next(self) -> str:
        """The role whose player is asked now; empty where none is."""
        assert self.session is not None
        waiting = self.session.to_predict() or self.session.awaited()
        return self.facing if self.facing in waiting else waiting[0] if waiting else ""

    def turn(self) -> None:
        """Have opponents choose, and hand the page to whom it is asked of next. Raises :class:`RecordError`."""
        session = self.session
        if session is None:
            return
        while not session.read_only and not session.state.over and not session.withheld:
            session.advance()
            awaited = session.awaited()
            if session.withheld or not awaited:
                break
            role = self.facing if self.facing in awaited else awaited[0]
            legal = session.legal(role)
            if len(legal) > 1:
                break
            session.submit(legal[0])  # nothing to choose, so nobody is asked
        people = session.people()
        if len(people) == 1:
            self.facing = people[0]
        elif session.state.over or (self.next and self.next != self.facing):
            self.facing = ""


def playable_decks() -> dict[str, Deck]:
    """The decks of this page that can be played, by name: the one that it is for first, the one to learn with last."""
    found = {}
    for name in sorted(shipped_decks(), key=lambda name: (name != first_deck(), name == LEARNERS, name)):
        with suppress(DeckError):
            found[name] = load_deck(name)
    return found


def called(session: Session, role: str) -> str:
    return session.deck.roles[role].name if role else "nobody"


class Buttons(PageFront):
    """Sends the page, and does what its buttons ask for.

    ``begin`` takes a session that is to be recorded from now on and returns why that failed, else nothing; ``open``
    opens the game at a path of ``saves``, or says why not. ``learner``: what is kept of the reader beside the games.
    """

    def __init__(
        self,
        begin: Callable[[Session], str],
        saves: Saves,
        open: Callable[[Path], Session | str],
        learner: Callable[[], Learner] = Learner,
    ) -> None:
        self.alone = Alone()
        super().__init__(cast(Any, self.alone), ME)
        self._begin, self._saves, self._open, self._learner = begin, saves, open, learner
        self.talk: Dialogue | None = None
        """The pages that ask which are open now."""

    def play(self, session: Session | None) -> None:
        """Go on in this game; None: choose one."""
        before = self.alone.session
        if session is not before:
            self.alone.take(session)
            self.talk = None
            if before is not None:
                drop_unplayed(self._saves, before)
        self._turn()

    def feed(self, frame: Mapping[str, object]) -> None:
        """A page that is wished for, or a choice: that is answered, and then the page comes anew."""
        if frame.get("t") != "do":
            super().feed(frame)
            return
        fields = frame.get("fields")
        given = {str(k): str(v) for k, v in fields.items()} if isinstance(fields, Mapping) else {}
        kind = str(frame.get("kind", ""))
        refused = self._do(kind, frame.get("at"), given)
        if self._send is not None:
            id_ = str(frame.get("id", ""))[:80]
            self._send({"t": "refused", "id": id_, "sentence": refused} if refused else
                       {"t": "done", "id": id_, "words": SAID.get(kind, "")})  # fmt: skip
        self._page = self._page if refused else "now"
        self._show()

    def _do(self, kind: str, at: object, given: Mapping[str, str]) -> str:
        """Why it could not be done, as a sentence; empty where it was."""
        session = self.alone.session
        if kind == "new":
            return self._new(given)
        if kind == "resume":
            saved = latest(self._saves)
            found = "There is no game to go on with." if saved is None else self._open(saved.path)
            if isinstance(found, str):
                return found
            self.play(found)
            return ""
        if kind == "home":
            self.play(None)
            return ""
        if kind in ("talk", "answer", "back"):
            return self._talk(kind, given)
        if session is None or (kind in ("propose", "foretell") and at != len(session.journal)):
            return "The game has gone on meanwhile. Look at what is asked now."
        try:
            return self._act(session, kind, given)
        except (RecordError, IllegalMove, NotationError, ValueError) as problem:
            refusal = getattr(problem, "refusal", None)
            told = getattr(refusal, "sentence", "") or getattr(problem, "sentence", "") or str(problem)
            return f"{visible(told).removesuffix('.')}."

    def _act(self, session: Session, kind: str, given: Mapping[str, str]) -> str:
        role = self.alone.facing
        if kind == "propose":
            move = read_notation(given.get("move", ""))
            if move.role != role:
                return "That is not yours to choose."
            session.submit(move)
        elif kind == "foretell":
            session.predict(role, given["question"], given["answer"], int(given["sure"]), given.get("why", ""))
        elif kind == "foretell-nothing":
            session.predict_nothing(role)
        elif kind == "heard":
            self.alone.heard[role] = self.alone.untold
        elif kind == "quiet":
            session.set_predicting(False)
        elif kind == "undo":
            session.undo()
            self.alone.heard[role] = min(self.alone.heard.get(role, 0), self.alone.closed)
        elif kind == "face":
            self.alone.facing, self.talk = self.alone.next, None
        else:
            return "There is no such button."
        self.alone.turn()
        self._remember()
        return ""

    def _remember(self) -> None:
        """What was foreseen wrongly in a game that has just ended comes back on another day."""
        if self.alone.session is not None:
            remember(self.alone.session, self.alone.facing or None)

    def _talk(self, kind: str, given: Mapping[str, str]) -> str:
        """Open pages that ask, answer there, or go back from them."""
        session, role = self.alone.session, self.alone.facing or None
        if kind == "back":
            self.talk = None
        elif kind == "talk" and session is None:
            self.talk = self._first(given.get("name", ""))
        elif kind == "talk":
            self.talk = None if session is None else onward(session, role, given.get("name", ""))
        elif self.talk is not None:
            try:
                self.talk.choose(given.get("option", ""), clean(given.get("typed", ""), limit=LONGEST))
            except TextError as problem:
                return problem.sentence
            except ValueError as problem:
                return str(problem)
            wished = self.talk.wishes()
            if isinstance(wished, Session):
                known = wished is session or wished.kept_at is not None or wished.read_only
                refused = "" if known else self._begin(wished)
                self.talk = None
                self.play(wished)
                return refused
        return ""

    def _first(self, name: str) -> Dialogue | None:
        """The pages that ask before there is a game."""
        if name == "recall":
            return Recalling(self._learner())
        if name == "kept":
            return Kept(self._saves, self._open)
        return Beginning(decks) if name == "beginning" and (decks := playable_decks()) else None

    def _work(self) -> None:
        """Do what the open pages need first, and show them then."""
        if self.talk is not None and not self.talk.ready:
            self.talk.work(lambda done, whole: None)
            self._show()

    def _asked(self, talk: Dialogue) -> Sheet:
        """The pages that ask, as they stand now."""
        back = Choice("back", "Back to where you were", do=Do("back"))
        if not talk.ready:
            with suppress(RuntimeError):  # where nothing turns, as in a test, it is done when it is asked for
                asyncio.get_running_loop().call_later(PAINTED, self._work)
                return sheet(talk.title, [Line(talk.waits)], [back])
            talk.work(lambda done, whole: None)
        choices = [
            Choice(
                id=f"answer {option.id}",
                label=option.text,
                help=option.typed,
                group=option.group,
                do=Do("answer", fields={"option": option.id}),
                text="typed" if option.typed else "",
            )
            for option in talk.options()
        ]
        return sheet(talk.title, talk.page(), [*choices, back])

    def _new(self, given: Mapping[str, str]) -> str:
        deck = playable_decks().get(given.get("deck", ""))
        if deck is None or given.get("role", "") not in deck.roles:
            return "There is no such deck or role."
        session = Chosen.for_deck(deck, given["role"]).session()
        refused = self._begin(session)
        self.play(session)
        return refused

    def _turn(self) -> None:
        with suppress(RecordError):  # the session says so itself from now on: see Alone.asking
            self.alone.turn()
        self._remember()
        self._show()

    # What stands on the page.

    def _frame(self, seat: Seat) -> dict[str, object]:
        frame = super()._frame(seat)
        nav = cast("list[dict[str, object]]", frame["nav"])
        begun = self.alone.session is not None
        frame["nav"] = [item for item in nav if item["page"] != "people"] if begun else []
        if not begun:
            frame["head"] = {**cast("Mapping[str, object]", frame["head"]), "who": self.room.deck.title}
        frame["status"] = self._status()
        return frame

    def _status(self) -> str:
        session, role = self.alone.session, self.alone.facing
        if session is None:
            return "No game is being played."
        state = session.state
        where = "The game is over" if state.over else f"Round {state.round} of {session.deck.rounds.count}"
        parts = [where if state.over else f"{where}: {PHASES[state.phase]}"]
        if role:
            view, of = session.view(role), session.deck.roles[role]
            parts += [f"you play {of.name}", f"capital {view.capital[role]} of {of.capital_max}"]
        return "; ".join(parts) + "."

    def _sheet(self, seat: Seat) -> tuple[str, Sheet]:
        session = self.alone.session
        if session is None:
            return "now", self._start() if self.talk is None else self._asked(self.talk)
        curtain = not self.alone.facing and not session.state.over and not session.read_only
        if self.talk is not None and self._page == "now" and not curtain:
            return "now", self._asked(self.talk)
        if curtain:
            return "now", self._curtain(session)
        told = self._telling(seat, self.alone.untold) if self.alone.untold and self._page == "now" else None
        if told is not None:
            return "now", told
        if session.withheld and self._page == "now":
            return "now", self._foresee(session, seat)
        name, found = super()._sheet(seat)
        return (name, evolve(found, choices=(*found.choices, *self._more(session)))) if name == "now" else (name, found)

    def _more(self, session: Session) -> Iterator[Choice]:
        if len(session.people()) == 1 and session.can_undo() and not session.read_only:
            words = "Your latest choice is taken back, and all that followed it."
            yield Choice(
                "undo",
                "Take back my latest choice",
                words,
                "The game",
                Do("undo"),
                confirm=words,
                yes="Take it back",
                folded=True,
            )
        for name in leads_on(session, self.alone.facing or None):
            item = ONWARD[name]
            yield Choice(
                f"talk {name}",
                item.label,
                item.help,
                "Go on",
                Do("talk", fields={"name": name}),
                folded=not session.state.over,
            )
        kept = "It stays among the saved games." if session.kept_at is not None else "It is not kept."
        yield Choice("home", "Leave this game", kept, "The game", Do("home"), confirm=kept, yes="Leave it", folded=True)

    def _start(self) -> Sheet:
        choices = []
        if (saved := latest(self._saves)) is not None:
            words = " · ".join(listed_words(saved))
            choices.append(Choice("resume", "Continue", words, "Go on", Do("resume")))
        if due := due_words(self._learner()):
            choices.append(Choice("talk recall", "Recall", due, "Go on", Do("talk", fields={"name": "recall"})))
        nodes: list[Node] = []
        decks = playable_decks()
        for name, deck in decks.items():
            nodes.append(Line(f"{deck.title}. {deck.question}"))
            for role in deck.turn_order:
                choices.append(
                    Choice(
                        id=f"new {name} {role}",
                        label=f"Play {deck.roles[role].name}",
                        help=f"{deck.roles[role].brief.partition('. ')[0].removesuffix('.')}.",
                        folded=name != next(iter(decks)),
                        group=f"New game: {deck.title}",
                        do=Do("new", fields={"deck": name, "role": role}),
                    )
                )
        for name, label, help_ in FIRST:
            choices.append(Choice(f"talk {name}", label, help_, "More", Do("talk", fields={"name": name})))
        return sheet("Choose a game", nodes[1:], choices, ahead=True)

    def _curtain(self, session: Session) -> Sheet:
        name = called(session, self.alone.next)
        told = Line(f"Give the page to whoever plays {name}; the others look away.")
        return sheet(f"Now {name}", [told], [Choice("face", f"I play {name}: go on", do=Do("face"))])

    def _foresee(self, session: Session, seat: Seat) -> Sheet:
        """The question that is open now: an answer first, then how sure one is, and perhaps why."""
        asked = asked_now(seat, Sheet("")).choices
        quiet = Choice("quiet", "Ask no more in this game", group="Or", do=Do("quiet"))
        title = f"{BEFORE_IT_MOVES}, round {session.withheld}"
        return sheet(title, [Line(NEVER_SCORED)], [*asked, quiet], ahead=True)

    def _telling(self, seat: Seat, number: int) -> Sheet | None:
        """What happened in a round, and the way on."""
        session, found = self.alone.session, read(seat, f"told/{number}")
        if session is None or found is None:
            return None
        last = session.state.over and number == self.alone.closed
        label = "Go on to the end" if last else f"Go on to round {number + 1}"
        heard = Choice("heard", label, "First read below what came of it.", do=Do("heard"))
        return evolve(found, choices=(heard, *self._more(session)), ahead=True)
