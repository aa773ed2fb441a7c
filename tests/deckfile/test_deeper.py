"""What can never come about in a deck, found by reading it: one cause, one finding, and nothing where it may."""

from __future__ import annotations

import pytest

from debate.deckfile import load_deck, shipped_decks
from debate.deckfile.checks.bounds import Possible
from debate.deckfile.checks.shadow import implies
from debate.rules.conditions import ABOUT, AllOf, AnyOf, Compare, FlagIs, Lasting, Recent
from debate.workshop.examples import base, examined


def told(*changes: tuple[str, str]) -> list[str]:
    """``code: sentence`` of what is found in the deck of ``debate deck new`` after these changes."""
    text = base()
    for stands, wrong in changes:
        assert text.count(stands) == 1, stands
        text = text.replace(stands, wrong)
    checked = examined(text)
    assert checked.deck is not None
    return [f"{finding.code}: {finding.sentence}" for finding in checked.findings]


@pytest.mark.parametrize("name", shipped_decks())
def test_shipped_decks_hold_nothing_that_never_comes(name: str) -> None:
    """All links may fire and all meters move; only what is forbidden never happens."""
    deck = load_deck(name)
    possible = Possible(deck)
    assert possible.fires == {*deck.links, *deck.denials}
    happens = {event for event in possible.happens if not event.startswith(ABOUT)}
    assert happens == {*deck.news, *(m.id for m in deck.moves.values() if not m.forbidden)}
    assert possible.rises | possible.falls == set(deck.meters)


@pytest.mark.parametrize(
    ("stands", "wrong", "finding"),
    [
        (
            "when: {plan: running, trust: below 40}",
            "when: {plan: running, money: above 90}",
            "never-true: link 'distrust-turns-to-anger' can never fire: 'Money' stays between 5 and 65,"
            " and it must be that 'Money' is above 90",
        ),
        (
            "when: {plan: running, trust: below 40}",
            "when: {plan: running, none_of: [{plan: running}]}",
            "never-true: link 'distrust-turns-to-anger' can never fire: what it needs excludes itself",
        ),
        (
            "    follows: try-it-out",
            "    follows: decree",
            "never-true: link 'trial-wins-trust' can never fire: 'Forbid the old ways' is forbidden",
        ),
        (
            "when: {anger: at least 80}",
            "when: {decree: ever}",
            "never-true: ending 'revolt' can never be reached: 'Forbid the old ways' is forbidden",
        ),
        (
            "    needs: {plan: [idea, trial]}\n    cost: 2",
            "    needs: {plan: [idea, trial]}\n    cost: 10",
            "never-true: move 'carry-it-out' can never be paid: The council holds 9 at most",
        ),
        (
            "{when: {anger: at least 30}, motive: results, play",
            "{when: {anger: at least 30, all_of: [{anger: below 30}]}, motive: results, play",
            "never-true: rule 2 of 'council' never holds: what it needs excludes itself",
        ),
        (
            "when: {plan: running, bad-story: never}",
            "when: {plan: idea, lasting: {rounds: 2, when: {plan: running}}}",
            "never-true: news 'bad-story' can never come: what it needs excludes itself",
        ),
    ],
)
def test_what_can_never_hold(stands: str, wrong: str, finding: str) -> None:
    """Each with its reason, and with nothing told of what merely follows from it."""
    assert told((stands, wrong)) == [finding]


def test_news_that_never_comes_wake_nothing() -> None:
    """Odds of nothing are as good as a condition that never holds; what is rare may come."""
    assert [line.split(":")[0] for line in told(("odds: 30", "odds: 0"))] == ["never-true"]
    assert told(("odds: 30", "odds: 1")) == []


def test_a_rule_with_something_of_its_own_has_its_turn() -> None:
    """One that stands behind a wider one and plays only the same is told; with another move beside it, it is not."""
    rule = "{when: {money: at least 30}, play: make-it-good, because: We can afford it.}"
    later = "{when: {money: at least 50}, play: %s, because: It is high time.}"
    same, other = (f"{rule}\n    - {later % play}" for play in ("make-it-good", "[make-it-good, carry-it-out]"))
    assert told((rule, other)) == []
    assert [line.split(":")[0] for line in told((rule, same))] == ["shadowed"]


def test_one_cause_one_finding() -> None:
    """A value that nothing sets is told where it stands; links, endings and moves that wait for it are not."""
    found = told(
        ("running: running}, start: idea}", "running: running, over: over}, start: idea}"),
        ("when: {plan: running, trust: below 40}", "when: {plan: over}"),
        ("when: {anger: at least 80}", "when: {plan: over}"),
    )
    assert found == ["unused: nothing ever sets 'plan' to 'over'"]


def test_a_chain_that_cannot_begin() -> None:
    """What only ever follows from itself never begins: both links are told, since each waits for the other."""
    found = told(
        (
            "when: {plan: running, trust: below 40}\n    effects: {anger: +5}",
            "when: {deal: gone}\n    effects: {anger: +5}",
        ),
        ("struck: struck}, start: none}", "struck: struck, gone: gone}, start: none}"),
        ("    follows: try-it-out\n    effects: {trust: +15}", "    when: {deal: gone}\n    effects: {deal: gone}"),
    )
    assert {line.partition(":")[0] for line in found} == {"never-true"}
    assert len(found) == 2


def test_a_view_may_bring_it_about() -> None:
    """A value that only a view sets, and what waits for it, are in order."""
    text = base().replace("running: running}, start: idea}", "running: running, over: over}, start: idea}")
    text = text.replace("when: {anger: at least 80}", "when: {plan: over}")
    view = "evidence: {K1: {says: So it is., where: A page.}}\nviews:\n  dark:\n    name: Dark\n    replaces:\n      "
    view += "trial-wins-trust: {effects: {plan: over}, basis: outside, evidence: K1}\n"
    assert examined(f"{text}\n{view}").findings == ()


def test_a_motive_that_only_others_move() -> None:
    """What a role wants must hang on something that it does; over links and moves that it allows counts."""
    (found,) = told(
        ("wants: {trade: 3}, ends: {trust: 2}", "wants: {money: 3}, ends: {trust: 2}"),
    )
    assert found == "motive: no move of 'shops' leads to anything that 'keep' wants ('Money')"


def test_a_card_in_the_wrong_hands() -> None:
    """A role that holds a card and can neither back, answer nor extend with it."""
    voices = "    voices: {}\n    claim: What others did"
    *_, found = told((voices.format("shops"), voices.format("[shops, council]")))
    assert found.startswith("unused: 'not-here' is of no use to The council")


def test_an_ending_behind_another() -> None:
    """The first that holds is the headline; a tag is told beside it, so it may stand behind."""
    stands = "when: {plan: running, visitors: at least 50}"
    (found,) = told(
        (stands, "when: {plan: running}"),
        (
            "  together:",
            "  well:\n    title: Well\n    text: So so.\n    source: P1\n    when: {plan: running, anger: below 20}\n"
            "  together:",
        ),
    )
    assert found.startswith("shadowed: ending 'well' is never the headline: 'works' stands before it")


def test_a_meter_that_a_denial_keeps_is_in_order() -> None:
    """The first deck denies that anything cleans the air, so nothing need change it."""
    assert told() == []


AT_LEAST_60 = Compare("meter", "m", "at least", 60)


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        ((AT_LEAST_60,), (Compare("meter", "m", "above", 40),), True),
        ((Compare("meter", "m", "above", 40),), (AT_LEAST_60,), False),
        ((Compare("meter", "m", "to", 20, 30),), (Compare("meter", "m", "below", 31),), True),
        ((Compare("meter", "m", "at least", "start"),), (Compare("meter", "m", "at least", 1),), False),
        ((FlagIs("f", ("a",)),), (FlagIs("f", ("a", "b")),), True),
        ((FlagIs("f", ("a", "b")),), (FlagIs("f", ("a",)),), False),
        ((Recent("e", 1),), (Recent("e", 2),), True),
        ((Recent("e", 3, True),), (Recent("e", 2, True),), True),
        ((Recent("e", 2, True),), (Recent("e", 3, True),), False),
        ((Lasting(2, (AT_LEAST_60,)),), (AT_LEAST_60,), True),
        ((AT_LEAST_60,), (AnyOf(((FlagIs("f", ("a",)),), (AT_LEAST_60,))),), True),
        ((AllOf(((AT_LEAST_60,), (FlagIs("f", ("a",)),))),), (FlagIs("f", ("a",)),), True),
        ((), (AT_LEAST_60,), False),
        ((AT_LEAST_60,), (), True),
    ],
)
def test_what_follows_from_what(one: tuple, other: tuple, so: bool) -> None:
    """Read off two conditions: the second is sure to hold where the first does."""
    assert implies(one, other) is so
