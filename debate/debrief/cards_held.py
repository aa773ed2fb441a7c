"""What else could have been said and paid in an exchange that is over: the cards that were held, and what each would
have done; of a game that is over, for all hands are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.debrief.naming import how_answered, listed
from debate.debrief.requirements import WhyNot
from debate.debrief.rounds import Exchange
from debate.rules.moves import Move
from debate.rules.replay import Played
from debate.rules.settling import worth
from debate.rules.state import State


class CardsHeld:
    """One exchange of this round, with the hands of then."""

    def __init__(self, played: Played, number: int, exchange: Exchange) -> None:
        made: list[tuple[State, Move]] = list(zip(played.states, played.moves, strict=False))
        self._pairs = [pair for pair in made if pair[0].round == number]
        self._before = [(state.round, move) for state, move in made if state.round < number and move.card]
        self._tables, self._deck = played.state.tables, played.state.tables.deck
        self._exchange, self._name = exchange, self._deck.roles[exchange.role].name
        self._judged = exchange.ruled or played.state.setting.judged

    def of_speaker(self) -> Iterator[WhyNot]:
        """What its speaker could have answered back to save a beaten case, or why it could not; what it could have paid
        to go on, or to show its ground."""
        exchange = self._exchange
        if exchange.result == "beaten" and exchange.answers:
            yield from self._back()
        if exchange.to_go_on is not None and not exchange.paid_on and exchange.short_of is None:
            extra, had = exchange.to_go_on
            yield WhyNot(f"{self._name} could have paid {extra} to go on, and did not: it had {had}.")
        if exchange.shown is False:
            yield self._ground()

    def of_answerer(self, who: str) -> Iterator[WhyNot]:
        """With what else somebody could have answered whose answer was met, and whether that would have held."""
        exchange, name = self._exchange, self._deck.roles[who].name
        if exchange.extension is None or exchange.extension[0] != who:
            return
        others = [card for card in self._against(who) if (who, card) not in exchange.answers]
        for card in others:
            title = self._title(card)
            would = self._would(card, 1)
            yield WhyNot(f"{title}, which {name} held too, would have answered the case as well{would}", id=card)
        if not others:
            yield WhyNot(f"{name} held no other card that answers the case.")

    def of_silent(self, who: str, card: str) -> WhyNot:
        """What an answer would have done that was kept, and what its holder did instead."""
        exchange, name = self._exchange, self._deck.roles[who].name
        would = self._would(card, len(exchange.answers) + 1)
        words = f"{self._title(card)} of {name} would have answered the case, and was kept{would}"
        said = [move for _, move in self._pairs if move.role == who and move.kind in ("answer", "press")]
        for move in said:
            verb = "answered" if move.kind == "answer" else "pressed"
            words += f" It {verb} {self._deck.roles[move.to].name} instead."
        return WhyNot(words, id=card)

    def of_others(self) -> Iterator[WhyNot]:
        """Who used a card elsewhere that would have answered a case that stood, and who held none."""
        exchange, answered = self._exchange, {who for who, _ in self._exchange.answers}
        if exchange.result != "stands":
            return
        roles = [role for role in self._tables.roles if role != exchange.role and role not in answered]
        used = {role: list(self._used(role)) for role in roles}
        for role in roles:
            yield from used[role]
        none = [self._deck.roles[role].name for role in roles if not self._against(role) and not used[role]]
        if none:
            yield WhyNot(f"{listed(none)} held no card that answers it.")

    def _used(self, role: str) -> Iterator[WhyNot]:
        """The cards of a role that answer this case and that it put behind its own move, or against another case."""
        for move in (move for _, move in self._pairs if move.role == role and move.kind in ("play", "answer")):
            if move.card and self._exchange.case in self._tables.answers[move.card]:
                to = "behind its own move" if move.kind == "play" else f"against {self._deck.roles[move.to].name}"
                words = f"{self._deck.roles[role].name} put {self._title(move.card)}, which answers it, {to}."
                yield WhyNot(words, id=move.card)

    # What was held.

    def _hand(self, role: str, phase: str) -> tuple[str, ...]:
        """The hand of a role when this phase began; where nothing was chosen in it, what was left of the one before."""
        begun = next((state for state, _ in self._pairs if state.phase == phase), None)
        if begun is not None:
            return tuple(begun.hands[role])
        used = {move.card for _, move in self._pairs if move.role == role}
        return tuple(card for card in self._pairs[-1][0].hands[role] if card not in used)

    def _against(self, role: str) -> list[str]:
        """The cards of a role that answered the case, when answers were chosen."""
        return [card for card in self._hand(role, "answer") if self._exchange.case in self._tables.answers[card]]

    def _meeting(self, answer: str) -> list[str]:
        """The cards of the speaker that met an answer, when it could answer back."""
        hand = self._hand(self._exchange.role, "extend")
        return [card for card in hand if answer in self._tables.answers[card]]

    # In words.

    def _title(self, card: str) -> str:
        return f"'{self._deck.arguments[card].title}'"

    def _back(self) -> Iterator[WhyNot]:
        exchange, several = self._exchange, len(self._exchange.answers) > 1
        hand = self._hand(exchange.role, "extend")
        meeting = {card: [a for _, a in exchange.answers if a in self._tables.answers[card]] for card in hand}
        for card in (each for each in hand if meeting[each] and exchange.extension is None):
            met = meeting[card][0]
            how = how_answered(self._deck, card, met)
            words = f"{self._title(card)}, which {self._name} held and kept, {how} {self._title(met)}"
            sure = "" if self._judged else ": with it the case would have stood"
            yield WhyNot(f"{words}{'' if several else sure}.", id=card)
        if several and any(meeting.values()) and not self._judged:
            yield WhyNot("Only one answer can be met, and another would have beaten the case all the same.")
        useless = [self._title(card) for card in hand if not meeting[card]]
        if useless:
            verb = "answers" if len(useless) == 1 else "answer"
            yield WhyNot(f"{listed(useless)}, which {self._name} held, {verb} nothing of what was said.")
        if not several and not any(meeting.values()):
            yield from self._gone(exchange.answers[0][1], hand)

    def _gone(self, answer: str, hand: Sequence[str]) -> Iterator[WhyNot]:
        """Cards that would have met this answer, and that the speaker had used before."""
        used = {move.card: when for when, move in self._before if move.role == self._exchange.role}
        for card, when in used.items():
            if card not in hand and answer in self._tables.answers[card]:
                how = how_answered(self._deck, card, answer)
                words = f"{self._title(card)} {how} {self._title(answer)}"
                yield WhyNot(f"{words}; {self._name} had used it in round {when}.", id=card)

    def _would(self, card: str, answers: int) -> str:
        """The end of a sentence: what would have come of it had this card been one of so many answers to a case that
        stood."""
        if self._judged or self._exchange.result != "stands":
            return "."
        if meeting := self._meeting(card):
            against = f"{self._name} held {self._title(meeting[0])} against that"
            beaten = ", and could meet one answer only: it would have been beaten" if answers > 1 else ""
            return f"; {against}{beaten}."
        return f", and {self._name} held nothing against that: it would have been beaten."

    def _ground(self) -> WhyNot:
        """What a ground that was asked for and not shown would have cost, and have been worth."""
        exchange, price = self._exchange, self._deck.rules.press
        chose = ((state, (move.role, move.kind)) for state, move in self._pairs)
        asked = next((state for state, what in chose if what == (exchange.role, "withhold")), None)
        words = f"Showing its ground would have cost {price}"
        if asked is None:
            return WhyNot(f"{words}, and {self._name} had less.")
        had = f"{words}; {self._name} had {asked.capital[exchange.role]}"
        if exchange.result != "stands":
            return WhyNot(f"{had}. A case that is beaten gains nothing by it.")
        whole, _ = worth(asked, exchange.role, bool(exchange.answers))
        capital = (f"{whole:+d} capital and ", f"{exchange.worth:+d} and ") if whole else ("", "")
        return WhyNot(f"{had}. The case would have won {capital[0]}a debate point, not {capital[1]}none.")
