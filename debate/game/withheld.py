"""The end of a round that is kept back until people have said what they think will come.

The rules settle a round and move the world within its last choice. Where predictions are on, that choice is in the
journal as any other, but what it led to is shown to nobody before everyone who sits at the table has answered, or
wishes to be asked nothing. Each answer is in the journal before that.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from debate.debrief.closing import closes
from debate.debrief.questions import SURE, Question, question_ahead, questions_at
from debate.game.record import Entry, GameRecord
from debate.rules.deck import Deck
from debate.rules.play import Step
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import Trace
from debate.store import Entry as JournalEntry
from debate.store import Predicting


@define
class Withheld:
    """The closing choice of a round with what it led to, and the position that is shown meanwhile: all choices are in,
    nobody is to choose."""

    entry: Entry
    step: Step
    before: Played
    shown: State = field(init=False)
    _questions: dict[tuple[str | None, frozenset[str]], tuple[Question, ...]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        state, move = self.before.state, self.entry.move
        self.shown = state.shallow()
        self.shown.choices = {**state.choices, move.role: (*state.choices.get(move.role, ()), move)}
        self.shown.awaiting = ()

    @property
    def round(self) -> int:
        """The round that is at its end."""
        return self.before.state.round

    def questions(self, deck: Deck, role: str | None, asked: frozenset[str]) -> tuple[Question, ...]:
        """What this role's player is asked; ``asked`` in earlier rounds is not asked again."""
        found = self._questions.get((role, asked))
        if found is None:
            found = self._questions[role, asked] = questions_at(deck, self._after(), role, asked)
        return found

    def _after(self) -> Played:
        before, step = self.before, self.step
        steps = Trace(step.state.tables, (*before.trace.raw, *step.trace.raw))
        return Played((*before.states, step.state), steps, (*before.moves, self.entry.move))


class Foreseeing(GameRecord):
    """A game that may withhold the ends of its rounds; :class:`debate.game.session.Session` drives it."""

    _withheld: Withheld | None
    _audience: bool

    def _note(self, entry: JournalEntry) -> None:
        """Put an entry into the journal, on disk where the game is recorded."""
        raise NotImplementedError

    @property
    def state(self) -> State:
        """Where the game stands. While the end of a round is withheld: that all choices are in, and nothing of it."""
        return self._withheld.shown if self._withheld is not None else super().state

    def set_predicting(self, on: bool) -> None:
        """Turn predictions on or off from now on; the game remembers it. What is withheld is shown if they go off."""
        if on != self.predicting:
            self._note(self.journal.predicting_set(on, self._tip()))
        if not on:
            self.release()

    @property
    def withheld(self) -> int:
        """The round whose end is withheld until :meth:`to_predict` is empty; 0 for none."""
        return self._withheld.round if self._withheld is not None else 0

    def to_predict(self) -> tuple[str, ...]:
        """The roles whose players are still to be asked before the end of the round is shown, in turn order."""
        return tuple(role for role in self.people() if self.questions(role)) if self._withheld is not None else ()

    def questions(self, role: str) -> tuple[Question, ...]:
        """What this role's player is still to be asked now; empty where nothing is withheld or all is answered."""
        if self._withheld is None or role not in self.people():
            return ()
        now = [entry for entry in self.journal.predicted_after(self.journal.head) if entry.role in (role, "")]
        if any(not entry.question for entry in now):
            return ()
        answered = {entry.question for entry in now}
        earlier = frozenset(e.question for e in self.journal.predicted() if e.role == role and e not in now)
        found = self._withheld.questions(self.source, role, earlier)
        return tuple(question for question in found if question.id not in answered)

    def asks(self, role: str | None, earlier: frozenset[str]) -> tuple[Question, ...]:
        """What is asked of one in this role (None: of one who has none) about the end of the round that is withheld,
        whatever was answered; ``earlier``: ids of questions not to be asked again. Empty where nothing is withheld."""
        return () if self._withheld is None else self._withheld.questions(self.source, role, earlier)

    def asks_ahead(self, role: str | None, earlier: frozenset[str]) -> tuple[Question, ...]:
        """What somebody in this role (None: without one) can be asked while the round runs and they wait; one question
        at most, none where nobody is asked or an end is withheld."""
        if not self.predicting or self._withheld is not None:
            return ()
        found = question_ahead(self.source, self.state, role, earlier)
        return () if found is None else (found,)

    def have_audience(self) -> None:
        """Others than the players of roles are asked too, each for themselves, and whoever drives the game keeps what
        they say: ends of rounds stay withheld until :meth:`show_all`."""
        self._audience = True
        if self._withheld is None:
            self._withhold_again()

    def show_all(self) -> None:
        """Nobody is asked anything more in this round, and its end is shown."""
        if self._withheld is not None:
            self._note(self.journal.prediction(self._tip(), "", self._withheld.round))
            self.release()

    def predict(self, role: str, question: str, answer: str, sure: int, why: str = "") -> None:
        """Note what this role's player thinks. ``ValueError`` for what is not asked or cannot be answered so."""
        asked = next((q for q in self.questions(role) if q.id == question), None)
        if asked is None:
            raise ValueError(f"'{role}' is not asked '{question}' now")
        if answer not in asked.answers or sure not in SURE:
            raise ValueError(f"'{answer}', {sure} per cent sure, is no answer to '{question}'")
        if why and why not in asked.reasons(answer):
            raise ValueError(f"'{why}' is none of the reasons that can be given for that")
        self._predicted(role, question=question, answer=answer, sure=sure, why=why)

    def predict_nothing(self, role: str) -> None:
        """This role's player wishes to be asked nothing more in this round."""
        if self.questions(role):
            self._predicted(role)

    def _predicted(self, role: str, **said: Any) -> None:
        assert self._withheld is not None
        self._note(self.journal.prediction(self._tip(), role, self._withheld.round, **said))
        if self._all_said():
            self.release()

    def release(self) -> Trace:
        """Show the end of the round, whoever has not answered; the steps that it wrote."""
        held, self._withheld = self._withheld, None
        if held is None:
            return self.state.tables.no_trace
        self._follow(held.entry, held.step.state, held.step.trace.raw)
        return held.step.trace

    def _tip(self) -> State:
        """The position after the latest choice in the journal, shown or not."""
        return self._withheld.step.state if self._withheld is not None else self.state

    def _withhold(self, entry: Entry, step: Step) -> bool:
        """Keep the end of the round back where people are to be asked about it."""
        if not (self.predicting and (self._audience or self.people()) and closes(self.state, step.state)):
            return False
        self._withheld = Withheld(entry, step, self.played)
        if self._all_said():
            self._withheld = None
        return self._withheld is not None

    def _all_said(self) -> bool:
        if not self._audience:
            return not self.to_predict()
        return any(not entry.role for entry in self.journal.predicted_after(self.journal.head))

    def _asked_since(self) -> bool:
        """Whether predictions were on when the latest choice was made, and have not been off since."""
        on, head = False, self.journal.head
        for entry in self.journal.entries:
            if isinstance(entry, Predicting):
                on = entry.on
                if not on and entry.number > head:
                    return False
            elif entry.number == head and not on:
                return False
        return True

    def _withhold_again(self) -> None:
        """In a game that is taken up while people were being asked: keep back again what was not shown then."""
        if not self._entries or self.read_only or not self.predicting or not self._asked_since():
            return
        *_, entry = self._entries
        before = self.at(len(self._entries) - 1)
        if not closes(before.state, self.state):
            return
        step = Step(self.state, self.wrote(len(self._entries)))
        last = self._states[-1], entry, self._steps[self._marks[-2] :]
        del self._states[-1], self._entries[-1], self._steps[self._marks[-2] :], self._marks[-1]
        if not self._withhold(entry, step):
            self._follow(last[1], last[0], last[2])
