"""What is chosen before a game: deck, length, who fills each role and with which motive, causal views, seed."""

from __future__ import annotations

import secrets

from attrs import define, field

from debate.game.session import PERSON, Seat, Session
from debate.rules.deck import Deck
from debate.rules.variant import FULL, lengths

SEEDS = 10_000
DEALT = ""
"""Stands for the motive that the seed deals."""
WHO = {PERSON: "a person", "scripted": "scripted opponent", "novice": "novice opponent", "planner": "planner opponent"}
WHO_SAYS = {
    PERSON: "A person at this keyboard. With several people a curtain hides each one's cards from the others.",
    "scripted": "Follows the deck's own rules for this role and motive, and says which rule fired.",
    "novice": "Takes what looks best now, of a few moves that come to mind. Has no plan. Good for a first game.",
    "planner": "Plays the game on in its head, many times, and takes what ends best. Knows no more than you would.",
}


def new_seed() -> int:
    """A seed short enough to be said aloud."""
    return secrets.randbelow(SEEDS)


@define
class Chosen:
    """What has been set so far, for one deck."""

    deck: Deck
    seats: dict[str, str]
    names: dict[str, str] = field(factory=dict)
    motives: dict[str, str] = field(factory=dict)
    length: str = FULL
    views: list[str] = field(factory=list)
    seed: int = 0
    predicting: bool = True

    @classmethod
    def for_deck(cls, deck: Deck, person: str = "") -> Chosen:
        """This role, by default the first, for a person, the others scripted, motives dealt, a new seed."""
        seats = dict.fromkeys(deck.turn_order, "scripted")
        seats[person or deck.turn_order[0]] = PERSON
        return cls(deck, seats, motives=dict.fromkeys(deck.turn_order, DEALT), seed=new_seed())

    @property
    def people(self) -> list[str]:
        return [role for role, who in self.seats.items() if who == PERSON]

    def session(self) -> Session:
        """The game with these settings; people choose their hands."""
        session = Session(
            self.deck,
            {role: Seat(who, self.names.get(role, "")) for role, who in self.seats.items()},
            seed=self.seed,
            preset=lengths(self.deck)[self.length].preset,
            motives={role: motive for role, motive in self.motives.items() if motive},
            views=self.views,
            draft=self.people,
        )
        if self.people and self.predicting:
            session.set_predicting(True)
        return session
