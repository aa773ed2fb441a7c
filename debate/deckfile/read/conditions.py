"""Pass two, conditions."""

from __future__ import annotations

import re
from typing import Any, cast

from debate.deckfile.read.item_rules import says_no
from debate.deckfile.read.names import a, either, is_empty
from debate.deckfile.read.values import BAD, WHOLE, Values, some_of
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq
from debate.rules.conditions import (
    BEATEN,
    DECLINED,
    STOOD,
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Comparison,
    Condition,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    Test,
    limits,
)
from debate.rules.text import visible

_COMPARISON = re.compile(r"(at least|at most|below|above|exactly) (start|[+-]?[0-9]{1,9})")
_SPAN = re.compile(r"([+-]?[0-9]{1,9}) to ([+-]?[0-9]{1,9})")
_RECENT = re.compile(r"(not )?(?:this round|in the last ([0-9]{1,9}) rounds?)")
_PHRASES = "at least, at most, below, above, exactly"
_GUESSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), phrase)
    for pattern, phrase in (
        (r"(?:>=|=>|≥|at[ _-]?least|min(?:imum)?|from) *([0-9]+|start) *%?", "at least {0}"),
        (r"([0-9]+) *(?:\+|or more|and more|and up|or above)", "at least {0}"),
        (r"(?:<=|=<|≤|at[ _-]?most|max(?:imum)?|up to) *([0-9]+|start) *%?", "at most {0}"),
        (r"([0-9]+) *(?:or less|or fewer|or below)", "at most {0}"),
        (r"(?:>|over|more than|greater than|above) *([0-9]+|start) *%?", "above {0}"),
        (r"(?:<|under|less than|fewer than|below) *([0-9]+|start) *%?", "below {0}"),
        (r"(?:==?|equals?|is|exactly) *([0-9]+|start) *%?", "exactly {0}"),
        (r"(?:between|from)? *([0-9]+) *(?:-|–|\.\.+|to|and) *([0-9]+)", "{0} to {1}"),
    )
)
_EVENT_GUESSES = {
    "yes": "ever",
    "true": "ever",
    "once": "ever",
    "happened": "ever",
    "played": "ever",
    "always": "ever",
    "no": "never",
    "false": "never",
    "not ever": "never",
    "not": "never",
    "now": "this round",
    "last round": "in the last 2 rounds",
    "not now": "not this round",
}
_LIKE_GROUPS = {
    "or": "any_of",
    "any": "any_of",
    "either": "any_of",
    "anyof": "any_of",
    "and": "all_of",
    "all": "all_of",
    "both": "all_of",
    "allof": "all_of",
    "none": "none_of",
    "neither": "none_of",
    "noneof": "none_of",
}
_GROUPS = {"any_of": AnyOf, "all_of": AllOf, "none_of": NoneOf}
_ABOUT = ("meter", "flag", "move", "news")
_PREFIXES = {"declined": DECLINED, "stood": STOOD, "beaten": BEATEN}


class Conditions(Values):
    """Reads conditions. ``owner`` is what findings call the item."""

    def condition(self, node: Node, owner: str, lasting: bool = False) -> Any:
        """A condition; ``lasting`` tells that it stands inside one."""
        if is_empty(node):
            return self.bad(
                node, "empty", f"{owner} has an empty condition", right="leave it out: it always holds then"
            )
        if isinstance(node, Scalar):
            right = "a mapping, such as {outrage: at least 60}"
            return self.bad(node, "shape", f"{owner}: a condition is a mapping", visible(node.text), right)
        if isinstance(node, Seq):
            right = "any_of: [...] or all_of: [...]"
            return self.bad(node, "shape", f"{owner}: a condition is a mapping, not a list", right=right)
        tests: list[Test] = []
        good = True
        for key, value in self.entries(node, None, owner):
            test = self._test(key, value, owner, lasting)
            if test is BAD:
                good = False
            else:
                tests.extend(test if isinstance(test, tuple) else (test,))
        return tuple(tests) if good else BAD

    def _test(self, key: Scalar, value: Node, owner: str, lasting: bool) -> Any:
        word = key.text
        if word in _GROUPS:
            return self._group(word, value, owner, lasting)
        if word == "lasting":
            return self._lasting(key, value, owner, lasting)
        if word == "round":
            last = self.names.rounds + self.names.epilogue
            return self._compare("round", "", value, 1, last, "round", f"rounds run from 1 to {last}")
        if word == "capital":
            return self._capital(value, owner)
        if word in _PREFIXES:
            return self._about(word, value, owner)
        if word == "not":
            right = "none_of with a list: none_of: [{...}]"
            return self.bad(key, "not", f"{owner}: a condition has no 'not'", "not", right)
        if self.names.has(("meter",), word):
            self.used.add(("meter", word))
            scale = self.names.scales[word]
            span = f"{word} runs from {scale.min} to {scale.max}"
            return self._compare("meter", word, value, scale.min, scale.max, word, span, scale.start)
        if self.names.has(("flag",), word):
            self.used.add(("flag", word))
            return self._flag(word, value, owner)
        if self.names.has(("move", "news"), word):
            noun = self.names.noun(word)
            self.used.add((str(noun), word))
            return self._event(word, str(noun), value)
        return self._unknown(
            key, owner, "a condition asks about meters, flags, moves, news, round, capital, declined, stood and beaten"
        )

    def _unknown(self, key: Scalar, owner: str, wanted: str, options: tuple[str, ...] = _ABOUT) -> Any:
        if not self.names.complete:
            return BAD
        noun = self.names.noun(key.text)
        if noun is not None:
            return self.misnamed("kind", key, key.text, f"'{key.text}' is {a(noun)}; {wanted}")
        more = ["round", "capital", *_PREFIXES, "lasting", *_GROUPS] if options is _ABOUT else ["capital"]
        guess = _LIKE_GROUPS.get(key.text.lower().replace("_", "").replace("-", "")) if options is _ABOUT else None
        guess = guess or self.names.nearest(key.text, [*self.names.of(options), *more])
        sentence = f"{owner}: no {either(options)} called '{visible(key.text)}'"
        right = f"did you mean '{guess}'?" if guess else some_of(self.names.of(options))
        return self.misnamed("unknown", key, key.text, sentence, right)

    def _group(self, word: str, node: Node, owner: str, lasting: bool) -> Any:
        if isinstance(node, Map) and node.entries:
            right = f"{word}: [{{...}}, {{...}}]"
            return self.bad(node, "shape", f"{owner}: {word} wants a list of conditions", right=right)
        if is_empty(node):
            return self.bad(node, "empty", f"{owner}: {word} is empty", right="leave it out")
        if isinstance(node, Scalar):
            right = f"{word}: [{{...}}, {{...}}]"
            return self.bad(node, "shape", f"{owner}: {word} wants a list of conditions", visible(node.text), right)
        assert isinstance(node, Seq)
        options = [self.condition(item, owner, lasting) for item in node.items]
        return BAD if BAD in options else _GROUPS[word](tuple(cast(list[Condition], options)))

    def _lasting(self, key: Scalar, node: Node, owner: str, inside: bool) -> Any:
        if inside:
            return self.bad(key, "clash", f"{owner}: no 'lasting' inside 'lasting'", right="keep the outer one")
        if not isinstance(node, Map) or is_empty(node):
            right = "lasting: {rounds: 2, when: {...}}"
            return self.bad(node, "shape", f"{owner}: lasting is a mapping of rounds and when", right=right)
        entries = {k.text: v for k, v in self.entries(node, ("rounds", "when"), f"lasting in {owner}")}
        for name in ("rounds", "when"):
            if name not in entries:
                return self.bad(key, "missing", f"{owner}: lasting has no {name!r}", right="{rounds: 2, when: {...}}")
        rounds = self.whole(entries["rounds"], 1, 999, f"'rounds' of lasting in {owner}")
        when = self.condition(entries["when"], owner, lasting=True)
        if rounds is BAD or when is BAD:
            return BAD
        if rounds > self.names.rounds:
            sentence = f"lasting {rounds} rounds in a game of {self.names.rounds} can never hold"
            return self.bad(entries["rounds"], "never-true", sentence, right=f"1 to {self.names.rounds}")
        return Lasting(rounds, when)

    def _capital(self, node: Node, owner: str) -> Any:
        if not isinstance(node, Map) or is_empty(node):
            right = "capital: {role: at least 2}"
            return self.bad(node, "shape", f"{owner}: capital is a mapping of roles", right=right)
        tests: list[Test] = []
        good = True
        for key, value in self.entries(node, None, owner):
            role = self.resolve(key, ("role",), f"capital in {owner}")
            if role is BAD:
                good = False
                continue
            most = self.names.capital_max[role]
            called = f"capital of {role}"
            test = self._compare("capital", role, value, 0, most, called, f"{called} runs from 0 to {most}")
            good = good and test is not BAD
            tests.append(test)
        return tuple(tests) if good else BAD

    def _about(self, word: str, node: Node, owner: str) -> Any:
        """``declined``: offers, each with what is asked of it; ``stood``, ``beaten``: moves or arguments, likewise."""
        floor = word != "declined"
        what, example = ("moves or arguments", "a-move") if floor else ("offers", "an-offer")
        if not isinstance(node, Map) or is_empty(node):
            right = f"{word}: {{{example}: ever}}"
            return self.bad(node, "shape", f"{owner}: {word} is a mapping of {what}", right=right)
        tests: list[Test] = []
        good = True
        for key, value in self.entries(node, None, f"{word} in {owner}"):
            id = self.resolve(key, ("move", "argument") if floor else ("move",), f"{word} in {owner}")
            if id is not BAD and (wrong := self._never_about(word, key.text)):
                sentence, right = wrong
                self.report.error(key, "kind", f"{owner}: {sentence}", right=right)
                id = BAD
            noun = str(self.names.noun(key.text))
            test = BAD if id is BAD else self._event(key.text, noun, value, repeated=True)
            if test is BAD:
                good = False
            elif isinstance(test, Recent):
                tests.append(Recent(_PREFIXES[word] + test.event, test.rounds, test.negated))
            else:
                tests.append(Compare("times", _PREFIXES[word] + test.id, test.comparison, test.bound, test.upper))
        return tuple(tests) if good else BAD

    def _never_about(self, word: str, id: str) -> tuple[str, str] | None:
        """Why this can never be declined, stand or be beaten, and what could; None where it can."""
        entries = self.names.shared[id].entries
        if word == "declined":
            told = f"'{id}' is offered to nobody, so nobody declines it"
            return None if "offer_to" in entries else (told, "a move with 'offer_to'")
        if "covert" in entries and not says_no(entries["covert"][1]):
            return f"'{id}' is covert and takes no case, so none stands or is beaten", "a move that is not covert"
        if self.names.noun(id) == "argument" and "backs" not in entries:
            return f"'{id}' backs no move, so it is never a case", "an argument with 'backs'"
        return None

    def _flag(self, flag: str, node: Node, owner: str) -> Any:
        if isinstance(node, Map) or is_empty(node):
            right = either(self.names.values[flag]) if self.names.values[flag] else ""
            code = "empty" if is_empty(node) else "shape"
            return self.bad(node, code, f"{owner}: {flag} is a flag and wants a value or a list", right=right)
        values: list[str] = []
        good = True
        for item in node.items if isinstance(node, Seq) else [node]:
            value = self.flag_value(flag, item)
            if value is not BAD and value in values:
                self.report.error(item, "twice", f"{owner}: '{value}' stands twice", right="keep one")
                good = False
            good = good and value is not BAD
            values.append(value)
        return FlagIs(flag, tuple(values)) if good else BAD

    def flag_value(self, flag: str, node: Node) -> Any:
        """One value of ``flag``."""
        scalar = self.scalar(node, f"the value of {flag}")
        if scalar is None:
            return BAD
        values = self.names.values[flag]
        if scalar.text in values:
            self.used.add(("value", f"{flag}={scalar.text}"))
            return scalar.text
        if values:
            guess = self.names.nearest(scalar.text, values)
            sentence = f"{flag} is a flag and has no value '{visible(scalar.text)}'; it has {', '.join(values)}"
            right = f"did you mean '{guess}'?" if guess else ""
            parts = re.split(r" *,| or |^not ", scalar.text)
            if len(parts) > 1 and all(part.strip() in ("", *values) for part in parts):
                several = f"[{', '.join(part.strip() for part in parts)}]"
                right = several if parts[0] else f"none_of: [{{{flag}: {parts[1]}}}]"
            return self.misnamed("value", scalar, f"{flag}={scalar.text}", sentence, right)

    def _event(self, event: str, noun: str, node: Node, repeated: bool = False) -> Any:
        """What is asked of an event; ``repeated``: it may come more than once even where the move may not."""
        wants = f"'{event}' is {a(noun)}: ever, never, this round, in the last 2 rounds, or at least 2"
        scalar = self.scalar(node, event, "ever, never, this round, in the last 2 rounds")
        if scalar is None:
            return BAD
        phrase = " ".join(scalar.text.split())
        if phrase == "ever":
            return Compare("times", event, "at least", 1)
        if phrase == "never":
            return Compare("times", event, "exactly", 0)
        match = _RECENT.fullmatch(phrase)
        if match:
            rounds = int(match[2] or 1)
            if not 1 <= rounds <= self.names.rounds:
                right = f"1 to {self.names.rounds}"
                return self.bad(scalar, "range", f"a game has {self.names.rounds} rounds", visible(phrase), right)
            return Recent(event, rounds, bool(match[1]))
        lower = phrase.lower()
        guess = _EVENT_GUESSES.get(lower) or (lower if _RECENT.fullmatch(lower) or lower in ("ever", "never") else "")
        recent = re.fullmatch(r"(not )?(?:in |within )?(?:the )?(?:last |past )?([0-9]{1,3}) rounds?", lower)
        if recent:
            guess = f"{recent[1] or ''}in the last {recent[2]} rounds"
        if guess:
            return self.bad(scalar, "compare", wants, visible(phrase), f"'{guess}'")
        last, often = self.names.rounds, f"once in each of {self.names.rounds} rounds"
        once = self.names.shared[event].entries.get("once")
        if once is not None and not says_no(once[1]) and not repeated:
            last, often = 1, "once in a game"
        return self._compare("times", event, scalar, 0, last, wants, f"'{event}' happens at most {often}")

    def _compare(
        self, kind: str, id: str, node: Node, low: int, high: int, called: str, span: str, start: int | None = None
    ) -> Any:
        """A comparison with a number that can lie between ``low`` and ``high``; only meters have a ``start``."""
        wants = called if kind == "times" else f"{called}: {_PHRASES}, or 20 to 40"
        if start is not None:
            wants = f"{called} is a meter: {_PHRASES}, 20 to 40, above start"
        name = id if kind == "times" else called
        scalar = self.scalar(node, name, "a comparison such as 'at least 3'")
        if scalar is None:
            return BAD
        phrase = " ".join(scalar.text.split())
        if WHOLE.fullmatch(phrase):
            right = "'at least {0}' or 'exactly {0}'".format(phrase.lstrip("+"))
            wrong = f"{name}: {visible(phrase)}"
            return self.bad(scalar, "bare", "a bare number does not say how to compare", wrong, right)
        bound: Bound
        upper: int | None = None
        if (match := _COMPARISON.fullmatch(phrase)) and (match[2] != "start" or start is not None):
            comparison, bound = cast(Comparison, match[1]), "start" if match[2] == "start" else int(match[2])
        elif match := _SPAN.fullmatch(phrase):
            comparison, bound, upper = "to", int(match[1]), int(match[2])
        else:
            right = _guess_comparison(phrase)
            if start is None and phrase.endswith("start"):
                wants, right = f"{name} has no 'start' to compare with, only meters have", "a number"
            return self.bad(scalar, "compare", wants, visible(phrase), right)
        value = start if bound == "start" and start is not None else bound
        assert isinstance(value, int)
        least, most = limits(comparison, value, upper)
        if max(low, least) > min(high, most):
            return self.bad(scalar, "never-true", f"{span}: '{visible(phrase)}' can never hold")
        if kind == "meter" and high >= 50 and isinstance(bound, int) and low < bound < 10:
            sentence = f"{called}: {phrase}: meters run to {high}; was {bound * 10} meant?"
            self.report.warning(scalar, "scale", sentence)
        return Compare(cast(Any, kind), id, comparison, bound, upper)


def _guess_comparison(phrase: str) -> str:
    for pattern, words in _GUESSES:
        match = pattern.fullmatch(phrase)
        if match:
            return f"'{words.format(*match.groups()).lower()}'"
    return ""
