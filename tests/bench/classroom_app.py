"""The game alone, seated at the table of the deck that the class plays: what the other server serves to each client.

python -m tests.bench.classroom_app
"""

from __future__ import annotations

from debate import load_deck
from debate.session import PERSON, Session
from debate.tui.app import DebateApp

if __name__ == "__main__":
    deck = load_deck("zte")
    DebateApp(session=Session(deck, {deck.turn_order[0]: PERSON}, preset="class", seed=5)).run()
