"""The accessible face of a published page: the game as text and buttons, for those who read rather than look.

It is the page of a class (:mod:`debate.classroom.page`) at which one person, or several in turn, plays a whole game.
The room that it is made from is stood in for by :class:`~debate.publish.alone.Alone`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Sheet, link, sheet, words_in
from debate.classroom.page.foretelling import asked_now
from debate.classroom.page.front import PageFront
from debate.classroom.page.reading import read
from debate.classroom.page.seat import Seat
from debate.debrief.foreseen import NEVER_SCORED
from debate.deckfile import load_deck
from debate.faces.web.blocks import blocks
from debate.game.session import Session
from debate.pages.afterwards import ONWARD, leads_on, onward
from debate.pages.dialogue import Dialogue
from debate.pages.document import Line, Node
from debate.pages.lesson import DECK, Lesson, Step, asked_why, coach, lesson
from debate.pages.predictions import BEFORE_IT_MOVES
from debate.pages.reader import Reader
from debate.pages.recall import remember
from debate.pages.words import PHASES, capital_left, first_spending
from debate.publish.alone import ME, Alone, called
from debate.publish.first_page import first_dialogue, first_page, new_game
from debate.rules.moves import IllegalMove, NotationError, read_notation
from debate.rules.text import TextError, clean, visible
from debate.saves import drop_unplayed, latest
from debate.store import RecordError, Saves
from debate.store.learner import Learner

LONGEST = 200
"""Letters of a line that is typed."""
SAID = {"foretell": "Your prediction is noted."}
"""What is said of a thing that was done, where the next page may look like the one before."""
MUCH = 60
"""So many words may stand before the first choice of pages that ask, beside what is asked."""
PAINTED = 0.2
"""Seconds in which the page shows that something is being worked on."""


HOW: dict[Step, str] = {(2, "choose"): "'Why?' tells what moved something, and what did not."}
"""What the coach of the lesson adds here."""


def coached(session: Session, found: Sheet) -> Sheet:
    """The page under what the lesson says to this step; in any other game as it is."""
    if not isinstance(session, Lesson):
        return found
    nodes: list[Node] = [Line(coach(session, HOW))]
    if session.state.over:
        nodes.append(link(f"Why {session.source.meters[asked_why(session)].name}?", f"why/{asked_why(session)}/1"))
    return evolve(found, lead=(*blocks(nodes), *found.lead))


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
        self._said = ""
        """What is said of the choice that was just made."""

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
        self._said = ""
        refused = self._do(kind, frame.get("at"), given)
        if self._send is not None:
            id_ = str(frame.get("id", ""))[:80]
            self._send({"t": "refused", "id": id_, "sentence": refused} if refused else
                       {"t": "done", "id": id_, "words": SAID.get(kind, "") or self._said})  # fmt: skip
        self._page = self._page if refused else "now"
        self._show()

    def _do(self, kind: str, at: object, given: Mapping[str, str]) -> str:
        """Why it could not be done, as a sentence; empty where it was."""
        session = self.alone.session
        if kind == "new":
            game = new_game(given)
            if isinstance(game, str):
                return game
            refused = self._begin(game)
            self.play(game)
            return refused
        if kind == "lesson":
            self.play(lesson(load_deck(DECK)))
            return ""
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
            self._said = first_spending(Reader(session, role), move)
        elif kind == "foretell":
            session.predict(role, given["question"], given["answer"], int(given["sure"]), given.get("why", ""))
            self.alone.foretold()
        elif kind == "foretell-nothing":
            self.alone.skip(given.get("question", ""))
            self.alone.foretold()
        elif kind == "heard":
            if given.get("round") == str(self.alone.untold):  # not of one that was read: it was pressed twice
                self.alone.heard[role] = self.alone.untold
        elif kind == "quiet":
            session.set_predicting(False)
        elif kind == "undo":
            session.undo()
            self.alone.skipped.clear()
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
            self.talk = first_dialogue(given.get("name", ""), self._saves, self._open, self._learner)
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
            if self.talk.ready and self.talk.over and not any(True for _ in self.talk.page()):
                self.talk = None
        return ""

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
        nodes = list(talk.page())
        first = [node for node in nodes if isinstance(node, Line) and node.tone == "strong"]
        rest = [node for node in nodes if node not in first]
        # Much to read stands below what is asked, so that the first choice is in sight.
        if first and not talk.tells and sum(words_in(block.text) for block in blocks(rest)) > MUCH:
            return sheet(talk.title, rest, [*choices, back], ahead=True, lead=first)
        return sheet(talk.title, nodes, [*choices, back])

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
            parts += [f"you play {of.name}", f"capital {capital_left(view)[role]} of {of.capital_max}"]
        return "; ".join(parts) + "."

    def _sheet(self, seat: Seat) -> tuple[str, Sheet]:
        session = self.alone.session
        if session is None:
            return "now", first_page(self._saves, self._learner()) if self.talk is None else self._asked(self.talk)
        curtain = not self.alone.facing and not session.state.over and not session.read_only
        if self.talk is not None and self._page == "now" and not curtain:
            return "now", self._asked(self.talk)
        if curtain:
            return "now", self._curtain(session)
        told = self._telling(seat, self.alone.untold) if self.alone.untold and self._page == "now" else None
        if told is not None:
            return "now", told
        if session.withheld and self._page == "now":
            return "now", coached(session, self._foresee(session, seat))
        name, found = super()._sheet(seat)
        if name != "now":
            return name, found
        return name, coached(session, evolve(found, choices=(*found.choices, *self._more(session))))

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
        heard = Choice(
            "heard", label, "First read below what came of it.", do=Do("heard", fields={"round": str(number)})
        )
        later = (evolve(each, folded=True) for each in self._more(session))
        return evolve(found, choices=(heard, *later), ahead=True)
