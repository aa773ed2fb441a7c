"""Findings that see what was meant: the cure works, and nothing else that is wrong is hidden behind it."""

from __future__ import annotations

import pytest

from debate.deckfile import load_deck, shipped_decks
from debate.deckfile.checks.refuted import refuted
from debate.deckfile.finding import Finding
from debate.deckfile.load import examine_files
from debate.deckfile.read.notation import in_a_hundred
from debate.workshop.checking import told
from debate.workshop.examples import base


def checked(*changes: tuple[str, str]) -> tuple[Finding, ...]:
    """What is found in a new deck after these changes."""
    text = base()
    for stands, wrong in changes:
        assert stands in text
        text = text.replace(stands, wrong)
    return examine_files("d", {"deck.yaml": text.encode()}).findings


def codes(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in checked(*changes)]


# Odds and effects.


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.3", 30),
        (".3", 30),
        ("0,3", 30),
        ("30 %", 30),
        ("30%", 30),
        ("30 percent", 30),
        ("30.0", 30),
        ("1/3", 33),
        ("3 in 10", 30),
        ("1.0", 100),
        ("0.005 %", 0),
        ("often", None),
        ("3/0", None),
        ("4/3", None),
        ("300 %", None),
        ("", None),
    ],
)
def test_odds_in_other_words(text: str, meant: int | None) -> None:
    """Shares of one, per cent and fractions come to a whole number in a hundred, where they come to any."""
    assert in_a_hundred(text) == meant


@pytest.mark.parametrize("odds", ["0.3", "30 %"])
def test_odds_have_a_cure_that_speaks_of_odds(odds: str) -> None:
    """One error with the number to write; nothing is said of effects."""
    (finding,) = checked(("odds: 30\n", f"odds: {odds}\n"))
    assert finding.code == "number"
    assert finding.right == "odds are whole numbers in a hundred: 30"
    assert checked(("odds: 30\n", "odds: 30\n")) == ()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("set to 80", "not the 80 that it is to come to"),
        ("= 80", "not the 80 that it is to come to"),
        ("10 %", "+10"),
        ("-= 5", "-5"),
    ],
)
def test_effects_that_are_no_numbers(written: str, right: str) -> None:
    """Setting is told to be adding, and what adds anyway gets its sign."""
    (finding,) = checked(("plan: running, anger: +15}", f"plan: running, anger: {written}}}"))
    assert finding.code == "number"
    assert right in finding.right


@pytest.mark.parametrize(
    ("amount", "warned"), [("80", True), ("40", True), ("+80", False), ("15", False), ("-80", False)]
)
def test_a_large_effect_without_a_sign(amount: str, warned: bool) -> None:
    """It looks like a value that the meter is to have: a warning with both ways to write it; a sign says more."""
    found = [
        f for f in checked(("plan: running, anger: +15}", f"plan: running, anger: {amount}}}")) if f.code == "scale"
    ]
    assert bool(found) == warned
    if amount == "80":
        assert found[0].right == "+80 if it is to rise so far, +50 to take it from the start to 80"


@pytest.mark.parametrize("cost", ["0.5", "50 %"])
def test_other_numbers_that_are_not_whole(cost: str) -> None:
    """The cure is a number that may stand there and does something."""
    (finding,) = checked(
        ("    needs: {plan: [idea, trial]}\n    cost: 2", f"    needs: {{plan: [idea, trial]}}\n    cost: {cost}")
    )
    assert finding.right == ("a whole number such as 1" if cost == "0.5" else "50")


# Ids.


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("  works-elsewhere:\n", "  works_elsewhere:\n"),
        ("  works-elsewhere:\n", "  Works-Elsewhere:\n"),
        ("  clean-air:  ", "  clean_air:  "),
        ("  try-it-out:\n", "  try_it_out:\n"),
    ],
)
def test_an_id_with_an_underscore_has_one_cure(right: str, wrong: str) -> None:
    """The id is told with its cure; what names it as the cure has it is right, and is left alone."""
    (finding,) = checked((right, wrong))
    assert finding.code == "shape"
    assert finding.right == right.strip(" :\n")


def test_a_value_of_a_flag_with_an_underscore_has_one_cure() -> None:
    """The same where the id is a value."""
    found = checked(("running: running}, start: idea}", "in_force: running}, start: idea}"), ("running", "in-force"))
    assert {finding.code for finding in found} == {"shape"}


def test_other_misspelt_names_are_still_told() -> None:
    """Only what the cure makes right is left out."""
    assert ("error", "unknown") in codes(
        ("  works-elsewhere:\n", "  works_elsewhere:\n"), ("answers: [we-pay, no-miracles]", "answers: [we-pai]")
    )


# The table.


def test_an_offer_that_no_script_takes() -> None:
    """A warning at the offer: against opponents it would always be declined."""
    rule = next(line for line in base().splitlines(keepends=True) if "accept: offer-a-bargain" in line)
    (finding,) = checked((rule, ""))
    assert (finding.severity, finding.code) == ("warning", "unused")
    assert "never takes the offer 'offer-a-bargain'" in finding.sentence
    assert "accept: offer-a-bargain" in finding.right


def test_the_code_that_is_explained_is_that_of_an_error() -> None:
    """Where errors stand below a warning, the last line leads to what keeps the deck from being played."""
    deck = (
        base()
        .replace("title: Carry the plan out", "title: 'Carry \"the plan out'")
        .replace("odds: 30\n", "odds: 0.3\n")
    )
    deck = deck.replace("says: People trust what they could try.", 'says: People trust "what they could try.')
    found = examine_files("d", {"deck.yaml": deck.encode()})
    assert [finding.severity for finding in found.findings] == ["warning", "error"]
    assert list(told(found, "d"))[-1].endswith("debate deck explain number")


# Denials.

REFUTING = {
    "a move that brings about the cause": (
        "plan: running, anger: +15}",
        "plan: running, anger: +15, clean-air: +20}",
    ),
    "a link with the same cause": ("    effects: {money: -10}\n", "    effects: {money: -10, clean-air: +8}\n"),
    "a link with a narrower cause": (
        "    when: {plan: running, trust: below 40}\n    effects: {anger: +5}",
        "    when: {plan: running, trust: below 40}\n    effects: {anger: +5, clean-air: -5}",
    ),
}

LINK = "    source: P1\n    basis: inferred\n"
IN_STEPS = {
    "a rise that is large enough": "    per_fall_of: money\n    points: 5\n",
    "a meter that is brought there round by round": "    when: {money: below 40}\n",
    "a move that a link follows, whose flag it sets": "    follows: carry-it-out\n    when: {plan: running}\n",
}


@pytest.mark.parametrize("cause", IN_STEPS.values(), ids=IN_STEPS)
def test_a_denial_that_the_deck_refutes_in_steps(cause: str) -> None:
    """What the denied cause moves sets off what is denied: the finding names each step."""
    link = f"links:\n  thrift-clears-the-air:\n    says: Less is burnt.\n{LINK}{cause}    effects: {{clean-air: +5}}\n"
    found = [finding for finding in checked(("links:\n", link)) if finding.code == "refuted"]
    assert ["'thrift-clears-the-air' changes it for the same cause" in each.sentence for each in found] == [True]


def test_a_step_that_is_too_small_refutes_nothing() -> None:
    """A fall by 10 is none of 20 points."""
    link = f"links:\n  thrift-clears-the-air:\n    says: Less is burnt.\n{LINK}    per_fall_of: money\n    points: 20\n"
    assert ("warning", "refuted") not in codes(("links:\n", f"{link}    effects: {{clean-air: +5}}\n"))


@pytest.mark.parametrize("change", REFUTING.values(), ids=REFUTING)
def test_a_denial_that_the_deck_refutes(change: tuple[str, str]) -> None:
    """What is denied is changed for the cause that is denied: a warning at the denial that names what does it."""
    (finding,) = checked(change)
    assert (finding.severity, finding.code) == ("warning", "refuted")
    assert "'plan-moves-no-hopes' says that 'Clean air' does not change" in finding.sentence


OTHERWISE = {
    "a link of another cause": (
        "    follows: try-it-out\n    effects: {trust: +15}",
        "    follows: try-it-out\n    effects: {trust: +15, clean-air: +5}",
    ),
    "a link of a wider cause": (
        "    when: {plan: running}\n    effects: {money: -10}\n",
        "    when: {plan: [idea, trial, running]}\n    effects: {money: -10, clean-air: +8}\n",
    ),
    "another move": (
        "effects: {money: -10, trust: +10, trade: +5, anger: -10}",
        "effects: {money: -15, clean-air: +10, trade: +10}",
    ),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_other_causes_refute_nothing(change: tuple[str, str]) -> None:
    """The meter may move for its own reasons: that is what a denial is about."""
    assert ("warning", "refuted") not in codes(change)


def test_a_denial_of_what_follows_an_event() -> None:
    """A denial that follows a move is refuted by that move, and by a link that follows it."""
    denial = ("    when: {plan: running}\n    denies: clean-air", "    follows: try-it-out\n    denies: clean-air")
    link = ("    effects: {trust: +15}", "    effects: {trust: +15, clean-air: +5}")
    assert [finding.code for finding in checked(denial, link)] == ["refuted"]
    assert codes(denial) == []


# Promises.


def test_a_promise_that_nothing_speaks_of() -> None:
    """A move that promises what nothing moves for it, nor denies: a warning at the promise."""
    (finding,) = checked(
        ("{anger: +15, trade: +10}\n    promises: {trade: up}", "{money: -5}\n    promises: {clean-air: up}")
    )
    assert (finding.severity, finding.code) == ("warning", "promise")
    assert "move 'go-public' promises 'Clean air'" in finding.sentence


SPOKEN_OF = {
    "by what the move changes at once": ("promises: {trade: up}", "promises: {anger: down}"),
    "by a link at the end of a row: anger, the plan's success, trade": (
        "effects: {anger: +15, trade: +10}\n",
        "effects: {anger: -15}\n",
    ),
    "by a denial that follows it": (
        "    when: {plan: running}\n    denies: clean-air",
        "    follows: [carry-it-out, go-public]\n    denies: [clean-air, trade]",
    ),
    "by a link that asks about what it sets": (
        "needs: {plan: idea}\n    once: yes\n    effects: {plan: trial, money: -5}\n    promises: {trust: up}",
        "needs: {plan: idea}\n    once: yes\n    effects: {plan: trial, money: -5}\n    promises: {visitors: up}",
    ),
}


@pytest.mark.parametrize("change", SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_promises_that_the_deck_speaks_of(change: tuple[str, str]) -> None:
    """Whether it comes true is for the game to show; the deck says something of it."""
    assert ("warning", "promise") not in codes(change)


def test_the_shipped_decks_refute_none_of_their_denials() -> None:
    """Under no view and in no preset; the one that is known says why it is none."""
    found = {(deck, each.denial, each.by) for deck in shipped_decks() for each in refuted(load_deck(deck))}
    assert found == {("river", "raising-mends-no-foot", "weight-on-the-foot")}


# Indentation and names.


def spoilt(old: str, new: str) -> str:
    """What is found in the deck with this change, in one text."""
    text = base()
    assert old in text
    return "\n".join(map(str, examine_files("d", {"deck.yaml": text.replace(old, new, 1).encode()}).findings))


def test_the_blanks_before_a_line_are_counted() -> None:
    """The first key below an item sets the measure, so both lines are named; an item at the margin is told of too."""
    found = spoilt("    says: Running it", "     says: Running it")
    assert "this line has 4 blanks before it" in found
    assert ", 5:" in found
    found = spoilt("  plan-costs-money:\n", "plan-costs-money:\n")
    assert "two blanks before it, if it belongs to the section above" in found


def test_a_name_that_is_near_none_has_a_list() -> None:
    """No far guess is made: all that there is is named."""
    found = spoilt("effects: {money: -10}", "effects: {passengers: -10}")
    assert "did you mean" not in found
    assert "there are clean-air, " in found or ", clean-air" in found


def test_what_stands_twice_is_told_with_its_first_place() -> None:
    """An id that is there already wants another name, and is not to be dropped."""
    found = spoilt("  old-ways-suffer: ", "  plan-costs-money: ")
    assert "this key stands in line " in found
    assert "give one of them another id" in found


def test_a_card_that_answers_nothing() -> None:
    """It can be played, but never against anybody: a warning at the card."""
    answers = "    answers: [not-here, no-miracles]\n"
    assert "answers no other card" in spoilt(answers, "")
