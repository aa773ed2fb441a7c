"""The planner's reasons: what is no more than luck is not told, and what is told teaches and is true."""

from __future__ import annotations

import re
from random import Random

from attrs import evolve

import debate
from debate import Choice, State
from debate.opponents.beliefs import beliefs
from debate.opponents.futures import SAID, Future, apart
from debate.opponents.reasons import SURE, Reasons
from debate.rules.moves import Move
from tests.opponents.test_planner import ZTE, asked, positions

HAWK = debate.view(ZTE, debate.start(ZTE, seed=1, motives={"congress": "hawk"}), "congress")
BRAND = Move("congress", "play", move="brand-zte-a-menace")


def future(worth: float = 50.0, purse: int = 0, came: tuple[str, ...] = (), **ends: int) -> Future:
    """One in which the hawk's meters end as they began but for ``ends``, which the link that soothes moved."""
    began = {"punishment": 40, "felt-security": 30, "rule-credibility": 50}
    to = {meter.replace("_", "-"): value for meter, value in ends.items()}
    moved = {("punishing-soothes", meter): value - began[meter] for meter, value in to.items()}
    return Future(worth, began | to, moved, frozenset(came), frozenset(came), purse, ())


def reasons(best: list[Future], second: list[Future], idle: list[Future], move: Move = BRAND) -> Reasons:
    return Reasons(ZTE, HAWK, beliefs(ZTE, HAWK, 1), move, best, second, idle)


def choices(every: int, budget: int = 160) -> list[tuple[State, Choice]]:
    return [(state, asked(ZTE, state, budget)) for state in list(positions(ZTE, 2))[::every]]


def test_luck_is_no_difference() -> None:
    """What is more in every world is told as it is; what is more in one world and less in the next is nothing."""
    low, high, odd = [future(40.0)] * 10, [future(43.0)] * 10, [future(30.0), future(52.0)] * 5
    assert apart(high, low, lambda one: one.worth) == 3.0
    assert apart(odd, low, lambda one: one.worth) == 0.0
    assert apart(high[:1], low, lambda one: one.worth) == 0.0


def test_it_names_the_meter_and_what_moves_it() -> None:
    """What ends higher than otherwise, where to, and the link behind it with its passages."""
    found = reasons([future(54.0, felt_security=61)] * 9, [future(50.0, felt_security=55)] * 9, [])
    where = "It gains most on 'Feeling safe', which ends at about 61 then, otherwise at 55"
    assert found.because().endswith(f"{where}: Hitting ZTE makes people feel safer.")
    assert "about 54 of 100 this way, about 4 points more than with its next best choice." in found.because()
    assert found.rejected() == "In the same futures it ends about 4 points lower that way."
    assert found.source == ZTE.links["punishing-soothes"].source


def test_it_tells_what_it_gives_up() -> None:
    """A choice that is better on the whole may be worse for something that its maker wants."""
    best = [future(54.0, felt_security=61, punishment=50)] * 9
    found = reasons(best, [future(50.0, felt_security=40, punishment=60)] * 9, [])
    told = "It gives up most on 'ZTE held to account', which ends at about 50 then, otherwise at 60, and gains most on"
    assert told in found.because()


def test_a_cause_is_named_by_its_share() -> None:
    """Of a small gain the cause is named as of a large one; where many causes share it, none of them is."""
    second = [future(50.0, felt_security=38)] * 9
    assert "otherwise at 38: Hitting ZTE" in reasons([future(51.0, felt_security=40)] * 9, second, []).because()
    links = ("punishing-soothes", "phone-ban-soothes", "defence-reassures", "comfort-fades")
    shared = {(link, "felt-security"): 13 for link in links}
    best = [evolve(future(54.0, felt_security=82), moved=shared)] * 9
    assert reasons(best, [future(50.0)] * 9, []).because().endswith("ends at about 82 then, otherwise at 30.")


def test_roles_of_several_people_are_named_without_a_verb() -> None:
    """A role may be called 'The pupils': nothing is said of it that would have to agree."""
    phones = debate.load_deck("phones")
    state = debate.start(phones, seed=1)
    told = debate.OPPONENTS["planner"].choose(phones, debate.view(phones, state, "head"), seed=1, budget=60).because
    assert re.search(r"Meanwhile, in \d+ of \d+ futures: '[^']+' by the pupils\.", told)
    assert "the motive of the pupils" in told
    assert "pupils wants" not in told


def test_harm_that_is_less_is_told_as_harm() -> None:
    """A link that lowers what is wanted, less so this way, is no gain by itself."""
    found = reasons([future(54.0, felt_security=28)] * 9, [future(50.0, felt_security=20)] * 9, [])
    assert "otherwise at 20. What it feels less of: Hitting ZTE" in found.because()


def test_news_of_what_is_covert_is_not_told() -> None:
    """A hack that would come to light tells of a hack that is planned; the break-in of a third one tells nothing."""
    told = {}
    for news in ("hack-reported", "rival-break-in"):
        began = {"punishment": 40, "felt-security": 30, "rule-credibility": 50}
        there = Future(
            50.0, began | {"felt-security": 22}, {(news, "felt-security"): -8}, frozenset([news]), frozenset(), 0, ()
        )
        told[news] = reasons([future(54.0)] * 9, [there] * 9, [])
    assert (
        told["hack-reported"]
        .because()
        .endswith("It gains most on 'Feeling safe', which ends at about 30 then, otherwise at 22.")
    )
    assert (
        told["rival-break-in"]
        .because()
        .endswith(": 'Another rival breaks in' comes in none of the futures this way, otherwise in all.")
    )
    assert told["rival-break-in"].source == ZTE.news["rival-break-in"].source


def test_a_covert_choice_may_say_what_it_does_itself() -> None:
    """Its reason is read by its own seat alone until the game is over; another covert move is still not named."""
    view = debate.view(ZTE, debate.start(ZTE, seed=1, motives={"zte": "old-guard"}), "zte")
    worth = dict.fromkeys(ZTE.meters, 40)
    there = Future(
        54.0, worth | {"punishment": 35}, {("pay-bonuses", "punishment"): -5}, frozenset(), frozenset(), 0, ()
    )
    plain = Future(50.0, worth, {}, frozenset(), frozenset(), 0, ())
    for move, told in (("pay-bonuses", ": the move does that by itself."), ("plead-jobs", "otherwise at 40.")):
        found = Reasons(ZTE, view, {}, Move("zte", "play", move=move), [there] * 9, [plain] * 9, [])
        assert found.because().endswith(told)


def test_what_is_said_is_a_cause_without_a_card() -> None:
    """What cases make people feel is told as that, and names none."""
    best = [Future(54.0, dict(one.ends), {(SAID, "felt-security"): 20}, one.came, one.now, 0, ()) for one in
            [future(felt_security=50)] * 9]  # fmt: skip
    found = reasons(best, [future(50.0)] * 9, [])
    assert found.because().endswith("otherwise at 30: that is what people make of the cases that they hear.")
    assert found.source == ()


def test_where_the_next_best_would_do_as_well_it_is_held_against_doing_nothing() -> None:
    """Then it says what doing nothing comes to, and what the choice gains against that."""
    best, idle = [future(54.0, felt_security=61)] * 9, [future(50.0, felt_security=55)] * 9
    told = reasons(best, list(best), idle).because()
    assert "Its next best choice would do about as well; playing no move would end about 4 points lower." in told
    assert "It gains most on 'Feeling safe'" in told
    told = reasons(best, list(best), list(best)).because()
    little = (
        "Its next best choice would do about as well, and so would playing no move: little of what it wants hangs on"
    )
    assert little in told
    assert "It gains" not in told
    hold = Move("congress", "hold")
    told = reasons(best, list(best), [], hold).because()
    assert "Its next best choice would do about as well: little of what it wants hangs on this." in told
    told = reasons(best[:3], best[:3], [], hold).because()
    assert "hangs on this" not in told
    told = reasons(best, idle, idle).because()
    assert "this way, about 4 points more than by playing no move." in told
    assert told.count("playing no move") == 1


def test_a_word_is_told_by_what_it_does_at_once() -> None:
    """Whose move goes ahead less often, and the capital that is earned."""
    state = next(s for s in positions(ZTE, 1) if s.phase == "answer" and s.awaiting[0] == "congress" and s.floor.cases)
    view = debate.view(ZTE, state, "congress")
    speaker, play = next((role, play) for role, play in view.plays.items() if role != "congress" and play.case)
    move = Move("congress", "press", to=speaker)
    worth = dict.fromkeys(ZTE.meters, 40)
    stopped = [Future(54.0, worth, {}, frozenset(), frozenset(), 6, ())] * 9
    ahead = [Future(50.0, worth, {}, frozenset([play.move]), frozenset([play.move]), 0, ())] * 9
    told = Reasons(ZTE, view, {}, move, stopped, ahead, []).because()
    title = ZTE.moves[play.move].title
    assert f"'{title}' then goes ahead this round in none of the futures, otherwise in all." in told
    assert "It comes out of the round with about 6 capital more than otherwise." in told


def test_a_choice_is_not_its_own_cause_and_counts_are_of_all_that_was_tried() -> None:
    """That a move comes in each future in which it is chosen tells nothing. Of replies it says in how many of the
    futures that it played on they came, and some reasons name a meter with the passage behind it."""
    replies = gains = 0
    for _, choice in choices(11, 100):
        told = choice.because
        if choice.move.kind == "play":
            assert f"'{ZTE.moves[choice.move.move].title}' comes in" not in told
        tried = re.search(r"It played (\d+) futures", told)
        assert tried is not None
        for _, of in re.findall(r"(?:reply|Meanwhile), in (\d+) of (\d+) futures", told):
            assert of == tried[1]
            replies += 1
        gains += "gains most on" in told and bool(choice.source)
    assert replies > 1
    assert gains > 1


def test_who_chooses_last_does_not_know_what_lies_sealed() -> None:
    """The others have chosen and nobody has seen it: that belongs to what it could not know."""
    told = 0
    for state in positions(ZTE, 2):
        if state.phase == "choose" and len(state.awaiting) == 1 and not state.waiting:
            assert "the cards of the others and what they choose now" in asked(ZTE, state, 8).because
            told += 1
    assert told > 3


def test_a_motive_that_is_not_known_is_told_as_a_guess() -> None:
    """Of each role it says what it guesses, or that it could not know its motive, and never both."""
    guessed = 0
    for state, choice in choices(13, 24):
        _, _, after = choice.because.partition("From what was played it guesses ")
        guess = after.partition(". It could not know")[0]
        hidden = choice.because.partition("the motive")[2].partition(".")[0]
        for role in set(ZTE.turn_order) - {choice.move.role}:
            name = ZTE.roles[role].name.removeprefix("The ")
            assert (name in guess) != (name in hidden), (state.round, choice.because)
            guessed += name in guess
    assert guessed


def test_who_plays_anyhow_is_taken_for_nobody() -> None:
    """What no motive explains is no sign of one: of roles that are played by chance few are taken for anybody, though
    those that are played by their script are known."""
    sure = roles = 0
    for seed in range(8):
        order, state = Random(seed), debate.start(ZTE, seed=seed)
        while state.round < 5 and not state.over:
            state = debate.play(ZTE, state, order.choice(debate.legal_moves(ZTE, state))).state
        for motives in beliefs(ZTE, debate.view(ZTE, state, "congress"), 1).values():
            roles += 1
            sure += max(motives.values()) >= SURE
    assert roles > 15
    assert sure <= roles / 4
