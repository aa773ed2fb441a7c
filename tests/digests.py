"""300 whole games, and what each comes to as a digest: to be the same on every Python, machine and hash seed.

``python -m tests.digests`` prints one line for each deck and kind of opponent, and one for all of them; it needs the
package, attrs and PyYAML alone. ``python -m tests.digests GAMES`` plays another number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

from debate.deckfile import load_deck, shipped_decks
from debate.game.session import Session
from debate.rules.chance import roll64
from debate.rules.legal import legal_moves
from debate.rules.outcome import outcome
from debate.rules.play import play, start

GAMES = 300


def kinds() -> list[tuple[str, str]]:
    """(deck, who plays): each deck among scripts, among novices, and with moves drawn by the seed."""
    return [(deck, who) for deck in shipped_decks() for who in ("scripted", "novice", "drawn")]


loaded = cache(load_deck)


def game(name: str, who: str, seed: int) -> str:
    """One game as text: the digest of each position, the ending and the scores."""
    deck = loaded(name)
    if who == "drawn":
        state = start(deck, seed=seed)
        found: list[str] = []
        while state.to_move is not None:
            moves = legal_moves(state)
            state = play(state, moves[roll64(seed, "move", len(found)) % len(moves)]).state
            found.append(state.digest())
    else:
        session = Session(deck, dict.fromkeys(deck.turn_order, who), seed=seed)
        found = []
        while not session.state.over:
            session.ask()
            found.append(session.state.digest())
        state = session.state
    end = outcome(state)
    return " ".join((*found, end.ending, end.later, *(f"{role}={score}" for role, score in sorted(end.scores.items()))))


def lines(games: int = GAMES) -> Iterator[str]:
    """One line for each kind, and one over all."""
    every = blake2b(digest_size=16)
    each = -(-games // len(kinds()))
    for name, who in kinds():
        here = blake2b(digest_size=16)
        for seed in range(1, each + 1):
            here.update(game(name, who, seed).encode())
        every.update(here.digest())
        yield f"{name} {who} {each} {here.hexdigest()}"
    yield f"all {each * len(kinds())} {every.hexdigest()}"


def main() -> None:
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else GAMES):
        print(line, flush=True)


if __name__ == "__main__":
    main()
