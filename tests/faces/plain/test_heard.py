"""What is heard in a whole game: short before a choice, nothing twice in a round, first what is new for the player."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

import debate
from debate.faces.plain import Console, play_plain
from debate.game.session import PERSON, Session

MOST = 60
"""Words before a choice, the choices themselves not counted."""
LONG = 40
"""Letters from which on what ends in a full stop is a sentence that must not be heard twice."""
OPTION = re.compile(r"(?m)^  (?:\d+\.|Card \d+:) .*(?:\n    .*)*")
"""What is numbered to be chosen from, or held: it has to stand there whenever it is asked for."""
ACCOUNT = re.compile(
    r"(?ms)^WHAT HAPPENED IN ROUND (\d+)\n(.*?)(?=^ROUND \d|^WHAT HAPPENED|^YEARS LATER|^HOW IT ENDED|\Z)"
)
LOOK = re.compile(r"(?ms)^Your move: \d+\n.*?^How do you play it\?")
"""What is told of a move that somebody looks at."""
HEAD = re.compile(r"(?m)^ROUND \d.*$|^Capital \d+ of \d+\.$")
QUESTION = re.compile(r"(?ms)^BEFORE THE WORLD MOVES.*?(?=^WHAT HAPPENED|^ROUND \d)")


class Somebody(io.StringIO):
    """Answers each prompt with one of what it asks for, and never asks for anything besides."""

    def __init__(self, out: io.StringIO, seed: int) -> None:
        super().__init__()
        self._out, self._chance = out, random.Random(seed)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        answer = self._answer(self._out.getvalue()[-300:].rstrip().splitlines()[-1])
        self._out.write(f"{answer}\n")
        return f"{answer}\n"

    def _answer(self, prompt: str) -> str:
        chance = self._chance
        if "quit" in prompt:
            return "quit"
        if "Answer and how sure" in prompt:
            return f"{chance.randint(1, 3)} {chance.choice((5, 7, 9))}"
        if prompt.startswith("Number, or 0"):
            return chance.choice(("1", "0"))
        if "you keep" in prompt:
            return ""
        if prompt.startswith("Your move"):
            offered = self._out.getvalue().rpartition("CHOOSE A MOVE")[2]
            numbers = re.findall(r"\n  (\d+)\. ", offered)
            return chance.choice([*numbers, *numbers, "hold"])
        word = re.search(r"'(\w+)'", prompt)
        return "1" if word is None or word[1] == "back" else chance.choice(["1", "1", word[1]])


@cache
def heard(name: str, role: str, seed: int) -> tuple[str, int]:
    """All that somebody in this role hears, with predictions; and how many rounds there were."""
    out = io.StringIO()
    session = Session(debate.load_deck(name), {role: PERSON}, seed=seed, draft=(role,))
    session.set_predicting(True)
    assert play_plain(Console(Somebody(out, seed), out, 10_000), session)
    assert session.state.term is not None
    return out.getvalue(), session.state.term.round


def rounds(text: str) -> Iterator[tuple[int, str, str]]:
    """(number, what is heard up to the account of the round, the account)."""
    begun = 0
    for found in ACCOUNT.finditer(text):
        yield int(found[1]), text[begun : found.start()], found[2]
        begun = found.end()


def sentences(text: str) -> Counter[str]:
    flat = " ".join(HEAD.sub("", QUESTION.sub("", LOOK.sub("", OPTION.sub("", text)))).split())
    return Counter(each for each in re.split(r"(?<=[.!?])(?<!U\.S\.)\s+", flat) if len(each) > LONG)


def check(name: str, role: str, seed: int) -> None:
    """The budgets of each round of one game."""
    text, count = heard(name, role, seed)
    told = list(rounds(text))
    assert [number for number, *_ in told] == list(range(1, count + 1))
    for number, before, account in told:
        where = (name, role, seed, number)
        for block in re.findall(r"(?ms)^ROUND \d[^\n]*CHOOSE A MOVE\n(.*?)Your move:", before):
            words = [word for line in block.splitlines() if not line.startswith("  ") for word in line.split()]
            assert len(words) <= MOST, (where, len(words))
        twice = [each for each, times in sentences(f"{before}\n{account}").items() if times > 1]
        assert twice == [], where
        assert account.lstrip().startswith("FOR YOU"), where


@pytest.mark.parametrize(
    ("name", "role"), [("zte", "beijing"), ("zte", "zte"), ("river", "city"), ("phones", "pupils")]
)
def test_what_is_heard_is_short_new_first_and_never_twice(name: str, role: str) -> None:
    """In games of a player who asks for nothing besides: at most sixty words before the choice of a move; no sentence
    twice from the end of one account to that of the next, what is numbered to be chosen from and the questions before
    the world moves apart; the account begins with what the round did for the player."""
    for seed in range(2):
        check(name, role, seed)


@pytest.mark.torture
@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_twenty_games_of_each_role(name: str) -> None:
    """The same over twenty games of each role."""
    for role in debate.load_deck(name).turn_order:
        for seed in range(20):
            check(name, role, seed)
