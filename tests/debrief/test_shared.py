"""What moved a meter in all, and why something never came: told from the whole course of a game, not from its end."""

from __future__ import annotations

from debate.debrief.requirements import WhyNot
from debate.debrief.why_not import why_not
from debate.debrief.why_so import moved_by
from debate.game.session import Session
from tests.debrief.games import played
from tests.debrief.test_origins import mill
from tests.small_deck import deck_of

GATE = """
rounds: {count: 4}
meters:
  sheep: {start: 10, min: 0, max: 100}
  coins: {start: 0, min: 0, max: 100}
flags:
  gate: {values: {shut: shut, open: open}, start: open}
  dog: {values: {asleep: asleep, awake: awake}, start: asleep}
roles: {shepherd: , buyer: }
moves:
  shut: {role: shepherd, text: It clangs., effects: {gate: shut}}
  reopen: {role: shepherd, text: It creaks., effects: {gate: open}}
  wake: {role: shepherd, text: It barks., effects: {dog: awake}}
  lull: {role: shepherd, text: It snores., effects: {dog: asleep}}
  guard: {role: shepherd, text: All is safe., needs: {dog: awake, gate: shut}, effects: {sheep: +1}}
  hire: {role: shepherd, text: Help comes., needs: {coins: at least 5}, effects: {sheep: +3}}
  buy: {role: buyer, text: A price is named.}
links:
  stray: {says: Sheep stray., when: {gate: open}, effects: {sheep: -1}}
  paid: {says: The buyer pays., follows: buy, effects: {coins: +9}}
endings: {full: {title: A full fold, text: Full., when: {sheep: at least 60}}, any: {title: Any, text: Any.}}
"""


def words(reason: WhyNot) -> list[str]:
    return [node.words for _, node in reason.lines()]


def gate(*moves: str) -> Session:
    return played(deck_of(GATE), [[f"shepherd play {move}"] if move else [] for move in moves])


def test_parts_of_a_sum_that_began_otherwise_are_told_apart() -> None:
    """The gate stood open from the start, was shut, and opened again: two sums, and only the second is anybody's."""
    session = gate("", "shut", "reopen", "")
    (stray,) = [each.words for each in moved_by(session.played, "sheep") if each.id == "stray"]
    parts = "-1 with 'gate' 'open' from the start, -2 through 'reopen' of shepherd in round 3"
    assert stray == f"-3: Sheep stray: {parts} (P1)."


def test_what_only_went_on_is_nobodys() -> None:
    """The mill grinds mended or locked: the sum is not the lock's, which is named with its round beside the start."""
    session = mill([], ["miller play lock"])
    (grind,) = [each.words for each in moved_by(session.played, "flour") if each.id == "grind"]
    assert grind == "+4: The mill grinds, with 'mill' 'mended' from the start and 'locked' from round 2 (P1)."


def test_a_move_behind_a_sum_is_named_once_with_its_rounds() -> None:
    """The buyer bought twice: one move with two rounds, not the same move twice."""
    session = played(deck_of(GATE), [["buyer play buy"], [], ["buyer play buy"], []])
    (paid,) = moved_by(session.played, "coins")
    assert paid.words == "+18: The buyer pays, through 'buy' of buyer in rounds 1 and 3 (P1)."


def test_what_was_never_possible_is_told_from_all_rounds() -> None:
    """The dog was awake in a round and the gate was shut in another: neither is said to have been missing all along."""
    session = gate("wake", "lull", "shut", "")
    reason = why_not(session.played, "guard")
    assert reason is not None
    assert words(reason)[1:] == [
        "It takes that 'dog' is awake; so it was in round 2, and not when the rest was.",
        "It takes that 'gate' is shut; so it was in round 4, and not when the rest was.",
    ]
    never = why_not(gate("shut", "reopen", "", "").played, "guard")
    assert never is not None
    assert words(never)[1] == "It takes that 'dog' is awake; it was 'asleep'."
    assert not [each for each in words(never) if "gate" in each]


def test_what_nothing_moved_leads_on_to_who_could_have() -> None:
    """The help was never paid for, since the buyer never bought: the chain ends with that choice."""
    reason = why_not(gate("", "", "", "").played, "hire")
    assert reason is not None
    assert words(reason)[1:4] == [
        "It takes that 'coins' is at least 5; it stood at 0.",
        "Nothing moved it.",
        "Not at work: The buyer pays (P1).",
    ]
    assert words(reason)[4].startswith("buyer could have played 'buy' in rounds 1 to 4, and did not")


def test_what_moved_towards_it_was_not_enough() -> None:
    """A fold that grew by less than it needed is not said to have been left alone."""
    session = gate("shut", "wake", "guard", "")
    reason = why_not(session.played, "full")
    assert reason is not None
    assert words(reason)[2] == "What moved it, +1 in all, was not enough."


def test_what_follows_another_meter_names_who_brought_that_there() -> None:
    """The fold fills for whoever hires a hand: that the hand is paid for goes back to coins, and they to the buyer."""
    text = """
rounds: {count: 3}
meters:
  coins: {start: 0, min: 0, max: 100}
  sheep: {start: 10, min: 0, max: 100}
  wool: {start: 50, min: 0, max: 100}
roles: {buyer: }
moves: {buy: {role: buyer, text: A price is named., effects: {coins: +9}}}
links:
  hire: {says: Who has coins hires a hand., when: {coins: at least 5}, effects: {sheep: +3}}
  rot: {says: Much wool rots., when: {wool: at least 40}, effects: {wool: -1, sheep: -1}}
endings: {any: {title: Any, text: Any.}}
"""
    game = played(deck_of(text), [[], ["buyer play buy"], []]).played
    assert [each.words for reason in moved_by(game, "sheep") for _, each in reason.lines()] == [
        "+6: Who has coins hires a hand, after changes of 'coins' (P1).",
        "'coins' +9: 'buy' of buyer, round 2 (P1).",
        "-3: Much wool rots, with 'wool' at least 40 from the start (P1).",
    ]


HEARTH = """
rounds: {count: 4}
meters:
  warmth: {start: 50, min: 0, max: 100}
  smoke: {start: 10, min: 0, max: 100}
flags:
  flue: {values: {shut: shut, open: open}, start: shut}
roles: {host: }
moves:
  stoke: {role: host, text: It flares., effects: {smoke: +20}}
links:
  cools: {says: A fire left alone goes down., when: {stoke: not in the last 1 rounds}, effects: {warmth: -1}}
  clears: {says: Smoke finds its way., when: {smoke: at least 20}, effects: {smoke: -3}}
  gives: {says: The flue gives., when: {smoke: at least 25, flue: shut}, effects: {flue: open}}
  draws: {says: It draws., when: {flue: open}, effects: {warmth: +2}}
endings: {any: {title: Any, text: Any.}}
"""


def test_what_no_move_set_going_tells_what_it_waited_for() -> None:
    """A sum behind which no move stands says what had to be so: that something was long ago, that its own meter came
    to where it is asked for, or that another link had set a flag."""
    session = played(deck_of(HEARTH), [["host play stoke"], [], [], []])
    found = {each.id: each.words for meter in ("warmth", "smoke") for each in moved_by(session.played, meter)}
    assert ", as a round went by without another after 'stoke' of host in round 1 (P1)." in found["cools"]
    assert ", after changes of 'smoke' (P1)." in found["clears"]
    assert ", since 'flue' was 'open' in round 1 (The flue gives) (P1)." in found["draws"]
