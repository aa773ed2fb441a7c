"""Play games and print what they came to: the same lines on every Python. Argument: how many games of each deck."""

import sys
from hashlib import blake2b

import debate
from debate.opponents import novice, scripted


def played(deck: debate.Deck, seed: int) -> str:
    """The digests of all positions of a game, as one; seats alternate between scripts and novices."""
    state = debate.start(deck, seed=seed)
    told = blake2b(digest_size=8)
    while not state.over:
        role = state.to_move
        assert role is not None
        chooser = scripted if (seed + deck.turn_order.index(role)) % 2 else novice
        state = debate.play(deck, state, chooser(debate.view(deck, state, role), seed).move).state
        told.update(state.digest().encode())
    return told.hexdigest()


for name in ("phones", "river", "zte"):
    loaded = debate.load_deck(name)
    for number in range(int(sys.argv[1])):
        print(name, number, played(loaded, number), debate.outcome(loaded, debate.start(loaded, seed=number)).ending)
