"""What is said moves what people feel and nothing else: the reader refuses all else, with a cure."""

from __future__ import annotations

import pytest

from debate.deckfile.load import examine_files
from debate.workshop.examples import base


def told(stands: str, instead: str) -> list[str]:
    """The findings of the first deck with one text in place of another."""
    assert stands in base()
    found = examine_files("my-deck", {"deck.yaml": base().replace(stands, instead).encode()}).findings
    return [f"{finding.code}: {finding.sentence} -> {finding.right}" for finding in found]


def test_the_first_deck_uses_the_floor() -> None:
    """Perceived meters, a press, cases that move what people feel; and nothing to find."""
    checked = examine_files("my-deck", {"deck.yaml": base().encode()})
    assert checked.findings == ()
    assert checked.deck is not None
    assert checked.deck.rules.press == 1
    assert checked.deck.rules.covert_as_hold
    assert checked.deck.meters["anger"].perceived
    assert any(card.stands for card in checked.deck.arguments.values())


@pytest.mark.parametrize(
    ("stands", "instead", "finding"),
    [
        (
            "    stands: {anger: +5}",
            "    stands: {money: +5}",
            "floor: argument 'we-pay': 'stands' changes 'money', which is not what people feel -> one of anger",
        ),
        (
            "    stands: {anger: +5}",
            "    stands: {plan: running}",
            "floor: argument 'we-pay': 'stands' changes 'plan', which is not what people feel -> one of anger",
        ),
        (
            "  press: 1 ",
            "  beaten: {capital: {council: -1}} ",
            "floor: 'rules': 'beaten' changes 'capital', which is not what people feel -> one of anger",
        ),
        (
            "    when: {plan: running, trust: below 40}\n",
            "    when: {plan: running, stood: {go-public: ever}}\n    follows: try-it-out\n",
            "",
        ),
        (
            "    when: {plan: running, deal: none}",
            "    when: {plan: running, stood: {go-public: ever}}",
            "floor: link 'old-ways-suffer' asks whether a case stood -> "
            "ask it in 'needs' of a move, or change only meters with 'perceived: yes'",
        ),
        (
            "    when: {anger: at least 80}",
            "    when: {beaten: {no-miracles: ever}}",
            "floor: ending 'revolt' asks whether a case was beaten -> "
            "ask it in 'needs' of a move, or change only meters with 'perceived: yes'",
        ),
        ("    needs: {deal: none}\n", "    needs: {deal: none, stood: {go-public: this round}}\n", ""),
        (
            "    needs: {plan: idea}\n",
            "    needs: {plan: idea, stood: {whisper: ever}}\n",
            "kind: move 'try-it-out': 'whisper' is covert and takes no case, so none stands or is beaten -> "
            "a move that is not covert",
        ),
        (
            "    needs: {plan: idea}\n",
            "    needs: {plan: idea, stood: go-public}\n",
            "shape: move 'try-it-out': stood is a mapping of moves or arguments -> stood: {a-move: ever}",
        ),
        (
            "    covert: yes                   # no card backs it, and the others are not told\n    cost: 0\n",
            "    covert: yes\n    cost: 1\n",
            "clash: move 'whisper' is covert and has a price, which 'covert_as_hold' of the rules takes from it -> "
            "cost: 0",
        ),
    ],
)
def test_what_the_floor_may_not(stands: str, instead: str, finding: str) -> None:
    """One finding that says what to do instead; none where it is allowed, as in a move's needs."""
    assert told(stands, instead) == ([finding] if finding else [])
