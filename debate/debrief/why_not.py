"""Why something did not come: what it takes, how that stood, and who or what kept it so, back to choices.

For endings, moves, links, denials and news of a game that is over (or, for whoever may know everything, one that runs).
What is asked of a promise that did not come is told by its verdict, see :mod:`debate.debrief.verdicts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from debate.debrief.midround import drawn_before, just_before, overtaken_by
from debate.debrief.naming import came_first, cause_name, cited, listed, name_of, rounds_words, sentence
from debate.debrief.narration import by_chance, odds_words
from debate.debrief.requirements import DEEPEST, MOST_CAUSES, Requirements, WhyNot, asked_about
from debate.debrief.script_rules import passed_over, while_another_waited
from debate.debrief.shares import Share, shares
from debate.debrief.waiting import DECLINED_WAITS
from debate.rules.conditions import Condition, Lasting, StepTable
from debate.rules.deck import Denial, Ending, Link, News
from debate.rules.evaluate import holds
from debate.rules.legal import legal_moves, refused_move
from debate.rules.moves import Move
from debate.rules.phase import count_rows
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import TraceStep
from debate.rules.words import in_words

NEVER = "was never possible."
"""What is said of a move that could be chosen in no round."""


def why_not(played: Played, id_: str, scripts: Collection[str] = ()) -> WhyNot | None:
    """Why this ending, move, link, denial or news item did not come; None where it did. ``KeyError`` for none such.

    ``played``: the game with all its choices, as a session has it. ``scripts``: the roles that a script played, of
    which it is known by what rules they chose.
    """
    return Past(played, scripts).thing(id_, frozenset(), 0)


def endings_that_did_not_come(played: Played, scripts: Collection[str] = ()) -> tuple[WhyNot, ...]:
    """Why each ending that is not the headline at the end of term, nor holds beside it, did not come, in deck order."""
    past = Past(played, scripts)
    found = (past.thing(id_, frozenset(), 0) for id_ in past.deck.endings)
    return tuple(reason for reason in found if reason is not None)


class Past(Requirements):
    """A game with all that reasons are found in, up to the end of term."""

    def __init__(self, played: Played, scripts: Collection[str] = ()) -> None:
        super().__init__(played)
        self.scripts = scripts

    def thing(self, id_: str, seen: frozenset[str], depth: int) -> WhyNot | None:
        deck = self.deck
        if id_ in deck.endings:
            return self._ending(id_, seen, depth)
        if id_ in deck.moves:
            return self._move(id_, seen | {id_}, depth)
        if id_ in deck.news:
            return self._news(deck.news[id_], seen | {id_}, depth)
        if id_ in deck.links or id_ in deck.denials:
            return self._link(deck.links.get(id_) or deck.denials[id_], seen | {id_}, depth)
        raise KeyError(id_)

    # Things.

    def _ending(self, id_: str, seen: frozenset[str], depth: int) -> WhyNot | None:
        ending = self.deck.endings[id_]
        when = {each.id: test for each, test in self.tables.endings}[id_]
        first = self._headline(self.state)
        if holds(when, self.state.v, self.tables):
            if first is ending or ending.tag:
                return None
            if ending.when:
                told = f"'{ending.title}' was true as well, and '{first.title}' comes before it."
                return WhyNot(told, (), id_, "beside")
            if self.played.state.over and self._headline(self.played.state) is ending:
                told = f"'{ending.title}' came only years later, when no other ending was true any more."
                return WhyNot(told, (), id_, "late")
            return WhyNot(f"'{ending.title}' comes only where no other ending does, and '{first.title}' came.", (), id_)
        causes = self.missing(ending.when, seen, depth + 1, self.last)
        end = self.played.state
        late = [each for each, test in self.tables.endings if end.over and holds(test, end.v, self.tables)]
        if ending not in late:
            return WhyNot(f"'{ending.title}' did not come.", causes, id_)
        lacked = tuple(test for test in ending.when if not self.holds((test,)))
        lasted = (f"Years later it had been so for {t.rounds} rounds." for t in lacked if isinstance(t, Lasting))
        causes = (*causes, *map(WhyNot, lasted), *self.years_later(lacked))
        if ending is late[0] or ending.tag:
            return WhyNot(f"'{ending.title}' came only years later, not by the end of term.", causes, id_, "late")
        told = f"'{ending.title}' was true only years later, and '{late[0].title}' comes before it."
        return WhyNot(told, causes, id_, "beside")

    def _headline(self, state: State) -> Ending:
        """The ending that would be told in this position."""
        return next(each for each, test in self.tables.endings if holds(test, state.v, self.tables))

    def years_later(self, when: Condition) -> Iterator[WhyNot]:
        """How each meter and flag that a condition asks for stood years later, where it stood otherwise than at the end
        of term, and what moved it since."""
        end, deck = self.played.state, self.deck
        for id_ in dict.fromkeys(asked_about(when)):
            if id_ in deck.flags:
                if end.flags[id_] != self.state.flags[id_]:
                    value = deck.flags[id_].values[end.flags[id_]]
                    yield WhyNot(f"Years later '{deck.flags[id_].name}' was '{value}'.", id=id_)
            elif end.meters[id_] != (now := self.state.meters[id_]):
                way = 1 if end.meters[id_] > now else -1
                found = [share for share in self.since(id_) if share.total * way > 0][:MOST_CAUSES]
                words = f"Years later '{deck.meters[id_].name}' moved from {now} to {end.meters[id_]}."
                yield WhyNot(words, tuple(self.share(share, self.later) for share in found), id_)

    def since(self, meter: str) -> tuple[Share, ...]:
        """What moved a meter after the end of term, the biggest first."""
        later = [step for step in self.later.steps if step.round > self.last]
        return shares(self.later.roots, later, meter, 0, self.played.state.round)

    def _move(self, id_: str, seen: frozenset[str], depth: int) -> WhyNot | None:
        move, role = self.deck.moves[id_], self.deck.roles[self.deck.moves[id_].role].name
        fates = [step for step in self.steps if step.cause == id_ and step.kind in ("event", "declined", "overtaken")]
        if any(step.kind == "event" for step in fates):
            return None
        title = f"'{move.title}'"
        if fates:
            step = fates[-1]
            if step.kind == "declined":
                other = self.deck.roles[move.offer_to].name if move.offer_to else "The other side"
                declined = self._declined(id_)
                waited = [number for number in declined if (id_, number + 1) in self.shared.late]
                told = f"Its case was beaten in {rounds_words(waited)}, too, and was not paid for: {DECLINED_WAITS}"
                causes = (WhyNot(told, id=id_),) if waited else ()
                return WhyNot(f"{other} declined {title} of {role} in {rounds_words(declined)}.", causes, id_)
            told = f"{title} of {role} came too late in round {step.round}: what it needs was gone."
            if move.offer_to and (answer := self._decided(id_, step.round)):
                other, title = self.deck.roles[move.offer_to].name, f"{title} of {role} in round {step.round}"
                told = f"{other} took {title}; it came too late all the same: what it needs was gone."
                if answer == "decline":
                    told = f"{other} declined {title}. It would have come too late, too: what it needs was gone."
            if first := overtaken_by(self.played, id_, step.round):
                told = f"{told} {came_first(self.deck, first, order=not depth)}"
            gone = self.gone(move.needs, just_before(self.opened[step.round], self.steps, step.number), step.number)
            return WhyNot(told, gone, id_)
        chose = [state.round for state, made in self._choices() if (made.kind, made.move) == ("play", id_)]
        if chose:
            told = f"{role} played {title} in round {chose[-1]}; it was beaten, and no round was left."
            return WhyNot(told, tuple(self._beaten(move.role, chose[-1])), id_)
        return self._never_played(id_, seen, depth)

    def _declined(self, offer: str) -> list[int]:
        """The rounds in which an offer was declined: those in which it was made, also where it waited after that."""
        made = zip(self.played.states, self.played.moves, strict=False)
        return [state.round for state, each in made if (each.kind, each.move) == ("decline", offer)]

    def _decided(self, offer: str, number: int) -> str:
        """Whether an offer was ``accept``ed or ``decline``d in a round; empty where it was not asked."""
        made = zip(self.played.states, self.played.moves, strict=False)
        found = (each.kind for state, each in made if state.round == number and each.move == offer)
        return next((kind for kind in found if kind in ("accept", "decline")), "")

    def _beaten(self, role: str, number: int) -> Iterator[WhyNot]:
        """Who answered the role's case in a round and with what, and that it did not pay to go on all the same."""
        for state, made in zip(self.played.states, self.played.moves, strict=False):
            if state.round != number:
                continue
            if made.kind == "answer" and made.to == role:
                card = self.deck.arguments[made.card].title
                yield WhyNot(f"{self.deck.roles[made.role].name} answered its case with '{card}'.", id=made.card)
            if made.kind == "wait" and made.role == role:
                extra = self.deck.rules.beaten_extra
                yield WhyNot(f"{self.deck.roles[role].name} could have paid {extra} more to go on, and did not.")

    def payable(self, id_: str) -> list[int]:
        """The rounds in which this move could have been chosen."""
        role = self.deck.moves[id_].role
        asked = ((n, state) for n, state in self.opened.items() if n <= self.last and role in state.awaiting)
        return [n for n, state in asked if any(made.move == id_ for made in legal_moves(state, role))]

    def _never_played(self, id_: str, seen: frozenset[str], depth: int) -> WhyNot:
        move, flat = self.deck.moves[id_], self.tables.moves[id_]
        role, title = self.deck.roles[move.role].name, f"'{move.title}'"
        if move.forbidden:
            return WhyNot(f"{title} cannot be played: {move.forbidden}", id=id_)
        asked = {n: state for n, state in self.opened.items() if n <= self.last and move.role in state.awaiting}
        possible = [n for n, state in asked.items() if refused_move(state, flat) is None]
        passed = self.passed(id_, in_full=not depth) if possible else None
        if passed is not None:
            return passed
        if possible:
            return WhyNot(
                f"{title} lacked only capital in {rounds_words(possible)}: {role} could not pay for it.", id=id_
            )
        causes = self._never(move.needs, list(asked.values()), seen, depth + 1)
        return WhyNot(f"{title} of {role} {NEVER}", causes, id_)

    def passed(self, id_: str, in_full: bool = True) -> WhyNot | None:
        """Why a move was not played in the rounds in which it could have been chosen; None where there is none."""
        move = self.deck.moves[id_]
        made = {state.round: made for state, made in self._choices() if made.role == move.role and made.move != id_}
        rounds = [number for number in self.payable(id_) if number in made]
        if not rounds:
            return None
        made = {number: made[number] for number in rounds}
        who, when = self.deck.roles[move.role].name, rounds_words(rounds)
        could = f"{who} could have played '{move.title}' in {when}, and did not"
        if move.role in self.scripts and (found := passed_over(self, id_, made)) is not None:
            short, causes = found
            waited = while_another_waited(self, id_, scripted=True)
            return WhyNot(f"{could}: {short}. {waited}".strip(), causes if in_full else (), id_)
        chose = [f"'{name_of(self.deck, each.move)}'" if each.move else "no move" for each in made.values()]
        waited = while_another_waited(self, id_, scripted=False)
        return WhyNot(f"{could}; it chose {listed(list(dict.fromkeys(chose)))} instead. {waited}".strip(), id=id_)

    def _never(self, when: Condition, asked: list[State], seen: frozenset[str], depth: int) -> tuple[WhyNot, ...]:
        """Why a condition held in none of these positions, each of another round: what was so in none of them; where
        all of it was so at some time, when each was that was not so in all."""
        held = {test: [state.round for state in asked if self._true(test, state)] for test in when}
        found = self.missing(tuple(test for test, rounds in held.items() if not rounds), seen, depth)
        if found or depth > DEEPEST:
            return found
        return tuple(
            WhyNot(f"It takes that {in_words(self.deck, (test,)).rstrip(',')}; {_when_so(rounds)}.")
            for test, rounds in held.items()
            if len(rounds) < len(asked)
        )

    def _choices(self) -> Iterator[tuple[State, Move]]:
        for state, made in zip(self.played.states, self.played.moves, strict=False):
            if state.phase == "choose":
                yield state, made

    def _news(self, item: News, seen: frozenset[str], depth: int) -> WhyNot | None:
        if any(step.kind == "event" and step.cause == item.id for step in self.steps):
            return None
        rolls = [step for step in self.steps if step.kind == "roll" and step.cause == item.id]
        if rolls:
            told = [f"round {step.round}: {odds_words(step)}" for step in rolls]
            why = "chance was against it" if any(map(by_chance, rolls)) else "it had no chance"
            return WhyNot(f"News, '{item.title}': {why} ({'; '.join(told)}).", id=item.id)
        return WhyNot(f"News, '{item.title}': never in question.", self.missing(item.when, seen, depth + 1), item.id)

    def _link(self, item: Link | Denial, seen: frozenset[str], depth: int) -> WhyNot | None:
        at_work = ("link", "landing", "pending", "denied", "overruled")
        came = [step.round for step in self.played.trace if step.cause == item.id and step.kind in at_work]
        if any(number <= self.last for number in came):
            return None
        words = sentence(item.says, cited(item))
        if came:
            words = f"At work only years later, not by the end of term: {words}"
        causes = self.missing(item.when, seen, depth + 1)
        followed = [step for step in self.steps if step.kind == "event" and step.cause in item.follows]
        if followed:
            causes = (self._not_then(item, followed[-1]),)
        elif item.follows:
            causes = (*self._each(item.follows, seen, depth + 1), *causes)
        watched = getattr(item, "per_rise_of", None) or getattr(item, "per_fall_of", None)
        if watched and not causes:
            way = "rose" if getattr(item, "per_rise_of", None) else "fell"
            causes = (WhyNot(f"{name_of(self.deck, watched)} never {way} enough while the rest held.", id=watched),)
        if not causes and depth < DEEPEST:
            read = [self.at_end(number)[0] for number in self.opened if number <= self.last]
            idle = [reason for state in read if self.holds(item.when, state) for reason in self.at_nothing(item, state)]
            causes = tuple(idle[-1:]) or self._never(item.when, read, seen, depth + 1)
        return WhyNot(words if came else f"Not at work: {words}", causes, item.id, "late" if came else "")

    def _not_then(self, item: Link | Denial, event: TraceStep) -> WhyNot:
        """When what an item follows came last, with what was lacking then."""
        read = just_before(self.opened[event.round], self.steps, event.number)
        lacking = self.gone(item.when, read, event.number) or self.at_nothing(item, read)
        return WhyNot(f"It follows {cause_name(self.deck, event.cause)}, round {event.round}.", lacking, event.cause)

    def at_nothing(self, item: Link | Denial, state: State, target: str = "") -> tuple[WhyNot, ...]:
        """Of a link that holds in this position and yet does nothing (to ``target``; empty: at all): by what its amount
        goes, and how that stood."""
        found: list[WhyNot] = []
        for meter, table in item.effects.meters if isinstance(item, Link) else ():
            if target in ("", meter) and isinstance(table, StepTable) and not table.at(value := state.meters[table.by]):
                words = f"How much it does depends on '{self.deck.meters[table.by].name}'"
                found.append(WhyNot(f"{words}, and by then that stood at {value}: nothing.", id=table.by))
        return tuple(found)

    def at_end(self, number: int) -> tuple[State, int, list[TraceStep]]:
        """How things stood when what comes at the end of a round was read, before which step, and what came."""
        ends = [step for step in self.steps if step.round == number and self.at_round_end(step)]
        # Where nothing came at the round end, all stood there as when the news was drawn.
        before = ends[0].number if ends else drawn_before(self.steps, number)
        state = just_before(self.opened[number], self.steps, before)
        count_rows(state)
        return state, before, ends

    def at_round_end(self, step: TraceStep) -> bool:
        """Whether the step is one of those that are read together at the end of a round."""
        item = self.deck.links.get(step.cause) or self.deck.denials.get(step.cause)
        at_once = step.kind in ("link", "pending", "denied") and item is not None and not item.follows
        return at_once or step.kind == "landing"


def _when_so(rounds: Sequence[int]) -> str:
    return f"so it was in {rounds_words(rounds)}, and not when the rest was" if rounds else "so it was only at the end"
