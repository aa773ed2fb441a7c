"""The game alone, seated at the table of the deck that the class plays: what the other server serves to each client.

python -m tests.bench.classroom_app
"""

from __future__ import annotations

from debate import load_deck
from debate.faces.tui.app import DebateApp
from debate.game.session import PERSON, Session

if __name__ == "__main__":
    deck = load_deck("zte")
    DebateApp(session=Session(deck, {deck.turn_order[0]: PERSON}, preset="class", seed=5)).run()
