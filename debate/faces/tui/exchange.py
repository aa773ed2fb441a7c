"""One exchange in full: the cards in their own words, and why an opponent chose as it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from debate.debrief.naming import citation
from debate.debrief.rounds import rounds
from debate.faces.tui.floor import name_for, results
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, section
from debate.faces.tui.question import card_lines
from debate.faces.tui.sheet import GameSheet
from debate.game.session import Known, Session
from debate.pages.document import Ref
from debate.rules.deck import Deck
from debate.rules.moves import Move


class ExchangeScreen(GameSheet):
    """What one role had on the floor in one round."""

    def __init__(self, session: Session, role: str | None, number: int, speaker: str) -> None:
        super().__init__(session, role)
        self.number = number
        self.speaker = speaker

    def heading(self) -> tuple[str, str]:
        return f"Round {self.number}: {self.deck.roles[self.speaker].name}", ""

    def lines(self) -> Iterable[Line]:
        deck, own = self.deck, self.role
        for record in rounds(self.session.played, own):
            for exchange in record.exchanges:
                if record.number != self.number or exchange.role != self.speaker:
                    continue
                move = deck.moves[exchange.move]
                yield Line(move.title, STRONG, to=Ref("move", move.id))
                yield Line(move.text)
                yield from (Line(text, lead="-> ") for text in results(deck, exchange, own))
                yield from reasons(deck, self._made("play"))
                if exchange.case:
                    yield BLANK
                    yield from card_lines(deck, exchange.case, "The case")
                for who, card in exchange.answers:
                    yield BLANK
                    yield from card_lines(deck, card, f"Answered by {name_for(deck, who, own)}")
                    yield from reasons(deck, self._made("answer", who))
                if exchange.extension:
                    yield BLANK
                    yield from card_lines(deck, exchange.extension[1], "Extended with")
                for who, card in exchange.dropped:
                    yield BLANK
                    yield from card_lines(
                        deck, card, f"Dropped: {name_for(deck, who, own)} held this answer and kept it"
                    )
                if exchange.offer_to:
                    yield from reasons(deck, self._made("accept", exchange.offer_to, move.id))
                    yield from reasons(deck, self._made("decline", exchange.offer_to, move.id))

    def _made(self, kind: str, role: str = "", move: str = "") -> list[Known]:
        return [
            known
            for known in self.session.known(self.role)
            if known.round == self.number
            and known.entry.move.kind == kind
            and known.entry.move.role == (role or self.speaker)
            and (not move or known.entry.move.move == move)
        ]


def reasons(deck: Deck, made: Iterable[Known]) -> Iterator[Line]:
    """An opponent's reason: the rule of its script, the passage behind it, and what it rejected."""
    for known in made:
        chosen = known.entry.chosen
        if chosen is None:
            continue
        name = deck.roles[chosen.move.role].name
        yield from section(f"Why {name} chose this: {choice_words(deck, chosen.move)}", [Line(chosen.because)])
        for passage in chosen.source:
            if passage in deck.passages:
                yield Line(deck.passages[passage].gist, lead=f"{passage}  ", to=Ref("passage", passage))
        if chosen.basis in ("inferred", "outside"):
            yield Line(citation(chosen.source, chosen.basis), QUIET)
        if chosen.rejected is not None:
            because = f" {chosen.rejected_because}" if chosen.rejected_because else ""
            yield Line(f"{choice_words(deck, chosen.rejected)}.{because}", lead="It rejected: ", lead_style=STRONG)


def choice_words(deck: Deck, move: Move) -> str:
    """A choice in a few words."""
    card = f" with '{deck.arguments[move.card].title}'" if move.card else ""
    title = f"'{deck.moves[move.move].title}'" if move.move else ""
    to = deck.roles[move.to].name if move.to in deck.roles else move.to
    match move.kind:
        case "play":
            return f"play {title}{card}"
        case "accept" | "decline":
            return f"{move.kind} {title}"
        case "answer":
            return f"answer {to}{card}"
        case "extend":
            return f"answer {to} back{card}"
        case "hold":
            return "hold"
        case "press":
            return f"press {to} for its ground"
        case "show":
            return "show the ground"
        case "withhold":
            return "not show the ground"
        case "let-stand":
            return "let the cases stand"
        case "rest":
            return "say no more"
        case "pay":
            return "pay to go on"
        case "wait":
            return "let the move wait"
        case "rule":
            return f"rule that the case of {to} {'stands' if move.ruling == 'stands' else 'is beaten'}"
        case _:
            return "choose its hand"
