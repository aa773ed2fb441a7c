"""What the ZTE deck is to show, in figures: ``python -m tests.zte.balance [GAMES]`` prints each and what is wanted.

What can be said of any deck is told by ``debate deck balance zte``, with ``--preset class`` for the shorter game.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from statistics import fmean

from attrs import evolve

import debate
from debate.rules.deck import Deck
from debate.rules.trace import TraceStep
from debate.rules.variant import FULL, lengths
from debate.workshop.balance import cases_that_stood, setups
from debate.workshop.figures import Figure, luck_of_share, show, within
from debate.workshop.games import Game, Setup, play_game
from tests.zte.determined import determination, obvious_relief
from tests.zte.world import course, not_restored, restored, world

HARD = {"restore-ban", "file-ban-bill", "keep-ban-no-exit", "reimpose-after-violation", "ban-zte-phones"}
"""Moves that are for the question, or as hard on ZTE; a card that backs one of them and no soft one is for it."""
SOFT = {
    "waive-ban",
    "lift-ban-for-jobs",
    "announce-relief",
    "offer-settlement",
    "offer-nxp-swap",
    "offer-reform-bargain",
    "accept-settlement",
    "repeal-ban-law",
    "lobby-against-override",
    "refuse-talks",
    "plead-jobs",
    "ask-for-settlement",
}
WORDS_A_MINUTE = 200
"""How fast a fifteen-year-old reads, on the slow side."""


def bargains(deck: Deck, games: int) -> Iterator[Figure]:
    """How often scripts that follow the brief's advice reach the strategic bargain, and whether a gift ever does."""
    advised = [
        play_game(deck, evolve(setup, motives={"congress": "reformer", "white-house": "strategic"}))
        for setup in setups(deck, games, "scripted")
    ]
    reached = 100 * fmean(game.outcome.ending == "strategic-bargain" for game in advised)
    # A quarter of the tables has a Beijing and a ZTE that both gain by it; the others are right to decline.
    yield within("strategic White House and reformer Congress reach the bargain", reached, 20, 100, " %")
    mixed = [play_game(deck, setup) for setup in setups(deck, games)]
    gifts = [game for game in (*advised, *mixed) if game.state.flags["gift"] == "made"]
    both = sum("strategic-bargain" in (game.outcome.ending, *game.outcome.tags) for game in gifts)
    yield Figure(f"bargains after relief for nothing (of {len(gifts)} such games)", str(both), "0", both == 0)


def lessons(deck: Deck, games: int) -> Iterator[Figure]:
    """Whether five rounds are enough for the bargain, in mixed play of the class preset."""
    endings = [play_game(deck, evolve(setup, preset="class")).outcome.ending for setup in setups(deck, games)]
    share = 100 * endings.count("strategic-bargain") / games
    yield within("the class preset reaches the strategic bargain", share, 2, 35, " %")


def met(deck: Deck, games: int, preset: str | None) -> Iterator[Figure]:
    """How often scripted play meets a denial, and an effect that comes rounds later, before its last round is over."""
    rounds = lengths(deck)[preset or FULL].rounds.count
    kinds = []
    for setup in setups(deck, games, "scripted"):
        game = play_game(deck, evolve(setup, preset=preset))
        trace: list[TraceStep] = []
        state = debate.start(deck, setup.seed, preset, game.state.motives)
        for move in game.moves:
            step = debate.play(deck, state, move)
            state, trace = step.state, [*trace, *step.trace]
        came = {step.number: step.round for step in trace}
        landed = (step for step in trace if step.kind == "landing")
        late = [step for step in landed if max(came[parent] for parent in step.parents) < step.round]
        denied = [step for step in trace if step.kind == "denied"]
        kinds.append([any(step.round <= rounds for step in steps) for steps in (denied, late)])
    for name, found in zip(("a denial", "a delayed effect"), zip(*kinds, strict=True), strict=True):
        yield within(f"scripted games of {rounds} rounds meet {name}", 100 * fmean(found), 90, 100, " %")


def what_the_vote_pays(deck: Deck) -> Iterator[Figure]:
    """What restoring the ban brings a hawk: a little of what it wants, nothing of what it says that it is for."""
    hawk = deck.roles["congress"].motives["hawk"]
    with_ban, without = restored().state, not_restored().state
    from debate.rules.outcome import score

    assert with_ban.term is not None
    assert without.term is not None
    wants = score(with_ban.term, hawk.wants) - score(without.term, hawk.wants)
    yield within("the vote pays the hawk's wants", wants, 1, 12, " points")
    ends = score(with_ban, hawk.ends) - score(without, hawk.ends)
    yield within("the vote pays the hawk's ends", ends, -100, 0, " points")
    critics = restored(("critic",)).state, not_restored(("critic",)).state
    ends = score(critics[0], hawk.ends) - score(critics[1], hawk.ends)
    yield within("if the critics are right, the vote pays the hawk's ends", ends, 3, 100, " points")


def what_the_ban_does() -> Iterator[Figure]:
    """The ban against a control run without it, the rest holding."""
    banned, lifted = world([[]]), world([["white-house play lift-ban-for-jobs"]])
    substitutes = [a - b for a, b in zip(course(banned, "substitutes"), course(lifted, "substitutes"), strict=True)]
    lead = [a - b for a, b in zip(course(banned, "us-tech-lead"), course(lifted, "us-tech-lead"), strict=True)]
    yield within("the ban lifts substitutes by the end of term", substitutes[7], 10, 60, " points")
    yield within("the ban lowers the technology lead years later", lead[-1], -60, -8, " points")


def both_sides_beaten(games: Sequence[Game], deck: Deck, play: str) -> Figure:
    """How often cases for the question and against it are beaten."""
    beaten: dict[bool, list[bool]] = {True: [], False: []}
    for game in games:
        stood = cases_that_stood(game)
        for position, move in zip(game.positions, game.moves, strict=True):
            if move.kind == "play" and move.card:
                backs = set(deck.arguments[move.card].backs)
                if bool(backs & HARD) != bool(backs & SOFT):
                    beaten[bool(backs & HARD)].append(not stood[position.round, move.role])
    a, b = 100 * fmean(beaten[True]), 100 * fmean(beaten[False])
    value = f"{a:.0f} % of {len(beaten[True])} and {b:.0f} % of {len(beaten[False])}"
    luck = luck_of_share(a, len(beaten[True]))
    told = f"{value} ±{luck:.0f}"
    return Figure(f"cases for and against beaten, {play} play", told, "within 10", abs(a - b) <= 10 + luck)


def minutes(deck: Deck, preset: str | None, table: int) -> Figure:
    """About how long a game takes: reading what is shown once, and deciding. ``table``: people at it."""
    game = play_game(deck, Setup(dict.fromkeys(deck.turn_order, "scripted"), 1, preset=preset), keep=True)
    shown = {move.card for move in game.moves if move.card} | {
        card for s in game.positions for card in s.hands["congress"]
    }
    cards = [deck.arguments[card] for card in shown]
    words = sum(len(f"{c.title} {c.claim}".split()) for c in cards)
    words += sum(len(f"{m.title} {m.text}".split()) for m in deck.moves.values() if m.role == "congress")
    words += 12 * sum(len(p.plays) for p in game.positions if p.phase == "answer" and p.to_move == p.awaiting[0])
    changes = sum(position.steps for position in game.positions[-1:]) // 4
    rounds = deck.presets[preset].rounds.count if preset else deck.rounds.count
    deciding = rounds * (75 if table == 1 else 180)
    total = (words + 9 * changes) / WORDS_A_MINUTE + deciding / 60
    low, high = (18, 40) if table == 1 else (10, 30)
    name = "a solo game takes about" if table == 1 else f"the {preset} preset takes {table} teams about"
    return within(name, total, low, high, " minutes")


def figures(games: int) -> Iterator[Figure]:
    """Every figure, as it is worked out."""
    deck = debate.load_deck("zte")
    yield from bargains(deck, games)
    yield from what_the_vote_pays(deck)
    yield from what_the_ban_does()
    yield from determination(deck, games)
    yield from obvious_relief(deck, games // 2)
    yield from lessons(deck, 2 * games)
    yield from met(deck, games // 2, "short")
    for play in ("random", "scripted"):
        kept = [play_game(deck, setup, keep=True) for setup in setups(deck, games // 2, play)]
        yield both_sides_beaten(kept, deck, play)
    yield minutes(deck, None, 1)
    yield minutes(deck, "class", 4)


def main() -> None:
    show(figures(int(sys.argv[1]) if len(sys.argv) > 1 else 400))


if __name__ == "__main__":
    main()
