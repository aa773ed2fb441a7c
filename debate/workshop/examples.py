"""For each code of a finding an example that triggers it, and the same put right.

Both are changes to the deck that ``debate deck new`` writes: of what ``stands`` there into ``wrong``, and to ``right``;
or to the playthrough that it writes beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from debate.deckfile.load import Checked, examine_files
from debate.workshop.beginning import DECK, PLAYTHROUGH, first_deck, first_playthrough
from debate.workshop.playthroughs import FOLDER, run_file
from debate.workshop.trials import sample, with_play


@frozen
class Example:
    """``stands`` is in the deck once. Without it the example is told in words.

    ``in_playthrough``: it is in the playthrough that a new deck brings.
    """

    wrong: str
    right: str
    stands: str = ""
    in_playthrough: bool = False


def _same(right: str, wrong: str) -> Example:
    """An example whose cure is what stands in the deck anyway."""
    return Example(wrong, right, right)


def _played(right: str, wrong: str) -> Example:
    """The same in the playthrough that a new deck brings."""
    return Example(wrong, right, right, in_playthrough=True)


EXAMPLES: Mapping[str, Example] = {
    "file": Example("my-deck/links.yml", "my-deck/links.yaml"),
    "character": _same("P4: {gist: A trial and", "P4: {gist: A\u200b trial and"),
    "long": _same("title: Carry the plan out", "title: Carry the plan out" + " and then wait for what comes of it" * 5),
    "syntax": _same('term: trial, text: "A plan', "term: 'trial, text: \"A plan"),
    "tab": _same("    name: Money", "\tname: Money"),
    "colon": Example(
        "text: In short: they help, and the worst is left out.",
        'text: "In short: they help, and the worst is left out."',
        "text: They help, and the worst is left out.",
    ),
    "comma": _same(
        '"It costs money, and at first it hurts those who live by the old ways."',
        "It costs money, and at first it hurts those who live by the old ways.",
    ),
    "hash": Example(
        "text: You show how our # 1 problem could be solved.",
        'text: "You show how our # 1 problem could be solved."',
        "text: You show how it could be done better.",
    ),
    "question-mark": Example(
        "as-we-see-it: {name: A say, text: Who asked us? Nobody.,",
        'as-we-see-it: {name: A say, text: "Who asked us? Nobody.",',
        "say: {name: A say, text: Nothing about us without us.,",
    ),
    "quote": _same("text: You show how it could be done better.", "text: “You show how it could be done better.”"),
    "feature": _same("when: {anger: at least 80}", "when: &furious {anger: at least 80}"),
    "shape": _same("answers: [we-pay, no-miracles]", "answers: we-pay, no-miracles"),
    "twice": _same("    needs: {plan: idea}\n    once: yes", "    needs: {plan: idea}\n    once: yes\n    once: no"),
    "unknown": _same("when: {plan: running, trust: below 40}", "when: {plan: running, trsut: below 40}"),
    "kind": _same("effects: {trust: +15}", "effects: {try-it-out: +15}"),
    "missing": _same(
        "    grounds: The source counts their results.\n    warrant: What works for others like us will work here.",
        "    grounds: The source counts their results.",
    ),
    "empty": _same("claim: Others have done it, and it worked.", "claim:"),
    "value": _same("running: running}, start: idea}", "running: running}, start: talk}"),
    "number": _same("    needs: {plan: [idea, trial]}\n    cost: 2", "    needs: {plan: [idea, trial]}\n    cost: two"),
    "yesno": _same("    covert: yes", "    covert: sure"),
    "range": _same("odds: 30", "odds: 130"),
    "zero": _same("effects: {trust: +15}", "effects: {trust: 0}"),
    "table": _same("from: {0: +14, 25: +8, 45: +3, 70: 0}", "from: {25: +8, 45: +3, 70: 0}"),
    "bare": _same("when: {plan: running, trust: below 40}", "when: {plan: running, trust: 40}"),
    "compare": _same("when: {plan: running, trust: below 40}", "when: {plan: running, trust: < 40}"),
    "not": Example(
        "when: {plan: running, not: {trust: at least 40}}",
        "when: {plan: running, none_of: [{trust: at least 40}]}",
        "when: {plan: running, trust: below 40}",
    ),
    "never-true": _same("when: {anger: at least 80}", "when: {anger: at least 180}"),
    "hidden": _same("{when: {plan: running, anger: below 70}", "{when: {plan: running, money: below 70}"),
    "clash": _same("    once: yes\n    delay: 1", "    once: yes\n    every: 2"),
    "grounds": _same(
        "    source: P4\n    follows: try-it-out",
        "    follows: try-it-out",
    ),
    "last-ending": _same(
        "    title: As ever",
        "    when: {plan: idea}\n    title: As ever",
    ),
    "scale": _same("effects: {anger: +5}", "effects: {anger: +1}"),
    "fairness": _same("backs: [try-it-out, offer-a-bargain]", "backs: offer-a-bargain"),
    "agrees": Example(
        "a card for opening the gate that answers another card for it",
        "a card for opening the gate that answers a card for shutting it",
    ),
    "no-move": _same("carry it out.\n    capital: {start: 4,", "carry it out.\n    capital: {start: 0,"),
    "unused": _same(
        "  P4: {gist: A trial and a fair bargain win trust.}",
        "  P4: {gist: A trial and a fair bargain win trust.}\n  P5: {gist: Nobody remembers this paragraph.}",
    ),
    "still": _same("    denies: clean-air\n", "    denies: trust\n"),
    "refuted": _same("    effects: {money: -10}\n", "    effects: {money: -10, clean-air: +8}\n"),
    "promise": _same(
        "effects: {trust: +8, trade: +5}\n    promises: {trust: up}",
        "effects: {trust: +8, trade: +5}\n    promises: {clean-air: up}",
    ),
    "motive": _same("wants: {visitors: 3, anger: -1}", "wants: {clean-air: 3}"),
    "shadowed": Example(
        "    - {play: join-in, because: Better inside than outside.}\n"
        "    - {when: {anger: at least 60}, play: join-in, because: Now they will listen.}",
        "    - {when: {anger: at least 60}, play: join-in, because: Now they will listen.}\n"
        "    - {play: join-in, because: Better inside than outside.}",
        "    - {play: join-in, because: Better inside than outside.}",
    ),
    "card": _same("title: Carry the plan out", "title: Carry the plan out from the first day of the next month on"),
    "grade": Example(
        "text: With an exhibition in the station, organised and paid for by several neighbouring shops,"
        " you demonstrate how the original proposal could be altered so that everybody who lives"
        " in the quarter would eventually benefit from it.",
        "text: Several shops pay for a show in the station. There you can see how the plan could be changed."
        " Then all who live in the quarter would gain by it, and not only those who thought of it.",
        "text: You show how it could be done better.",
    ),
    "pack": _same("pack:\n  tasks:\n", "pack:\n  easy: [{text: Much too short., source: P1}]\n  tasks:\n"),
    "out-of-reach": _same(
        "when: {plan: running, visitors: at least 50}",
        "when: {plan: running, visitors: at least 90, money: at least 60}",
    ),
    "dominated": _same(
        "effects: {plan: trial, money: -5}", "effects: {plan: trial, money: -60, trust: -40, anger: +30}"
    ),
    "floor": _same("    stands: {anger: +5}", "    stands: {money: +5}"),
    "line": _played("expect plan running", "expected plan running"),
    "refused": _played("round 2\n  expect", "round 2\n  council play try-it-out\n  expect"),
    "expected": _played("expect visitors > start", "expect visitors >= 95"),
    "more": Example("a deck with 500 findings", "the same deck without the first 100 of them"),
}


@cache
def base(playthrough: bool = False) -> str:
    """The deck that the examples change, or its playthrough."""
    return first_playthrough({}) if playthrough else first_deck(Path("my-deck"), "my-deck", {})


def changed(example: Example, to: str) -> str:
    """The text of the deck, or the playthrough, with ``to`` in place of what stands there."""
    return base(example.in_playthrough).replace(example.stands, to)


@cache
def examined(text: str, play: bool = False, playthrough: bool = False) -> Checked:
    """What the reader says to the deck with this text; ``play``: and what games of it tell. ``playthrough``: it is the
    text of a playthrough of the deck."""
    if playthrough:
        checked = examine_files("my-deck", {DECK: base().encode()})
        assert checked.deck is not None
        return evolve(
            checked, findings=run_file(f"my-deck/{FOLDER}/{PLAYTHROUGH}", text.encode(), checked.deck).findings
        )
    checked = examine_files("my-deck", {DECK: text.encode()})
    return with_play(checked, sample(checked.deck, jobs=1).summary) if play and checked.deck is not None else checked
