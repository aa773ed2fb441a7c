"""Pass two, effects and amounts."""

from __future__ import annotations

import re
from typing import Any

from debate.deckfile.read.conditions import Conditions
from debate.deckfile.read.names import is_empty
from debate.deckfile.read.values import BAD, WHOLE
from debate.deckfile.yaml.nodes import Map, Node, Scalar
from debate.rules.conditions import Amount, Effects, StepTable
from debate.rules.text import visible

LARGE = 40
"""A change of a meter that hardly anything makes in one step."""


def in_a_hundred(text: str) -> int | None:
    """The whole number in a hundred that odds in other words come to: ``0.3``, ``30 %``, ``1/3``, ``3 in 10``."""
    share = re.fullmatch(r"([0-9]{1,4}) *(?:/|in|of|out of|:) *([0-9]{1,4})", text)
    if share and int(share[2]) > 0 and int(share[1]) <= int(share[2]):
        return round(100 * int(share[1]) / int(share[2]))
    number = re.fullmatch(r"([0-9]{0,3})(?:[.,]([0-9]{1,6}))? *(%|percent|per cent|pct)?", text)
    if not number or not (number[1] or number[2]):
        return None
    value = float(f"{number[1] or 0}.{number[2] or 0}")
    found = round(value if number[3] or value > 1 else 100 * value)
    return found if 0 <= found <= 100 else None


class Notation(Conditions):
    """Reads effects and amounts too. ``owner`` is what findings call the item."""

    def effects(self, node: Node, owner: str, fine: bool = False) -> Any:
        """A mapping of effects; ``fine``: single points are usual there."""
        if is_empty(node):
            return self.bad(node, "empty", f"{owner} has empty effects", right="leave them out, or say what changes")
        if not isinstance(node, Map):
            right = "a mapping, such as {outrage: +5}"
            return self.bad(node, "shape", f"{owner}: effects are a mapping", right=right)
        meters: list[tuple[str, Amount]] = []
        flags: list[tuple[str, str]] = []
        capital: list[tuple[str, int]] = []
        good = True
        for key, value in self.entries(node, None, owner):
            word = key.text
            read: Any
            if self.names.has(("meter",), word):
                self.used.add(("changed", word))
                read = self.amount(value, f"{owner}: {word}", -100, 100)
                if read in (1, -1) and not fine:
                    self.report.warning(
                        value, "scale", f"{owner} changes {word} by {read}: meters run to 100", right=f"{read * 10:+}?"
                    )
                elif isinstance(read, int):
                    self._meant_to_set(value, word, read, owner)
                meters.append((word, read))
            elif self.names.has(("flag",), word):
                self.used.add(("changed", word))
                read = self.flag_value(word, value)
                flags.append((word, read))
            elif word == "capital":
                read = self._capital_effects(value, owner)
                capital = read
            else:
                read = self._unknown(key, owner, "effects change meters, flags and capital", ("meter", "flag"))
            good = good and read is not BAD
        return Effects(tuple(meters), tuple(flags), tuple(capital)) if good else BAD

    def _meant_to_set(self, node: Node, meter: str, amount: int, owner: str) -> None:
        """Warn of a large change without a sign: it looks like the value that the meter is to have."""
        scale = self.names.scales[meter]
        if not isinstance(node, Scalar) or node.text.strip()[0] in "+-":
            return
        if amount < LARGE and not (scale.start + amount > scale.max and amount >= LARGE // 2):
            return
        sentence = f"{owner} adds {amount} to {meter} (start {scale.start}); effects add and never set a value"
        change = amount - scale.start
        right = f"+{amount} if it is to rise so far" + (
            f", {change:+} to take it from the start to {amount}" * (change != 0)
        )
        self.report.warning(node, "scale", sentence, node.text.strip(), right)

    def _capital_effects(self, node: Node, owner: str) -> Any:
        if not isinstance(node, Map) or is_empty(node):
            return self.bad(node, "shape", f"{owner}: capital is a mapping of roles", right="capital: {role: -1}")
        found: list[tuple[str, int]] = []
        good = True
        for key, value in self.entries(node, None, owner):
            role = self.resolve(key, ("role",), f"capital in {owner}")
            amount = self.whole(value, -99, 99, f"capital of {visible(key.text)} in {owner}", zero=False)
            good = good and role is not BAD and amount is not BAD
            found.append((role, amount))
        return found if good else BAD

    # Amounts.

    def amount(self, node: Node, wants: str, low: int, high: int, zero: bool = False) -> Any:
        """A whole number or a step table. Where ``low`` is 0 it is a share of a hundred, else what is added."""
        if isinstance(node, Map) and node.entries:
            return self._step_table(node, wants, low, high)
        if isinstance(node, Scalar) and node.text.strip() and not WHOLE.fullmatch(node.text.strip()):
            self._not_whole(node, wants, share=low == 0)
            return BAD
        number = self.whole(node, low, high, wants)
        if number == 0 and number is not BAD and not zero:
            right = "leave it out, or write a denial if the source denies it"
            return self.bad(node, "zero", f"{wants}: 0 changes nothing", right=right)
        return number

    def _not_whole(self, node: Scalar, wants: str, share: bool) -> None:
        """Report an amount that is no whole number, with the number that was probably meant."""
        text = node.text.strip()
        if share:
            guess = in_a_hundred(text)
            right = f"odds are whole numbers in a hundred: {30 if guess is None else guess}"
            self.report.error(node, "number", f"{wants} is a whole number in a hundred", visible(text), right)
            return
        plain = re.fullmatch(r"(=|set(?: to)?|to|\+=|-=|by|up|down)? *([+-]?[0-9]+)(?:\.0+)?( *%)?", text)
        right = "effects add: +10, -10; +100 fills and -100 empties"
        if plain and plain[1] in ("=", "set", "set to", "to"):
            right = f"effects add: the change, such as +10 or -10, and not the {plain[2]} that it is to come to"
        elif plain:
            sign = "-" if plain[1] in ("-=", "down") else "+"
            right = plain[2] if plain[2][0] in "+-" else sign + plain[2]
        self.report.error(node, "number", f"{wants} is a whole number", visible(text), right)

    def _step_table(self, node: Map, wants: str, low: int, high: int) -> Any:
        example = "{by: meter, from: {0: +10, 50: +5}}"
        entries = {k.text: v for k, v in self.entries(node, ("by", "from"), f"the step table of {wants}")}
        for name in ("by", "from"):
            if name not in entries:
                return self.bad(node, "table", f"{wants}: a step table has 'by' and 'from'", right=example)
        meter = self.id(entries["by"], ("meter",), f"'by' in {wants}")
        table = entries["from"]
        if not isinstance(table, Map) or is_empty(table):
            return self.bad(table, "table", f"{wants}: 'from' is a mapping of steps", right=example)
        steps: list[tuple[int, int]] = []
        good = meter is not BAD
        for key, value in self.entries(table, None, wants):
            step = self.number(key, f"a step of {wants}")
            amount = self.whole(value, low, high, f"the amount from {visible(key.text)} in {wants}")
            if step is None or amount is BAD:
                good = False
            else:
                steps.append((step, amount))
        if not good or not steps:
            return BAD
        scale = self.names.scales[meter]
        starts = [step for step, _ in steps]
        if starts != sorted(set(starts)) or starts[0] not in (0, scale.min):
            first = "0" if scale.min == 0 else f"0 or {scale.min}"
            wrong = "{" + ", ".join(f"{step}: {amount:+}" for step, amount in steps) + "}"
            fixed = dict(steps) if starts[0] in (0, scale.min) else {scale.min: 0, **dict(steps)}
            right = "{" + ", ".join(f"{step}: {amount:+}" for step, amount in sorted(fixed.items())) + "}"
            return self.bad(table, "table", f"{wants}: steps must rise and begin at {first}", wrong, right)
        if starts[-1] > scale.max:
            sentence = f"{wants}: {meter} runs to {scale.max}, so the step from {starts[-1]} is never reached"
            return self.bad(table, "table", sentence, right="leave it out")
        if not any(amount for _, amount in steps):
            return self.bad(table, "zero", f"{wants}: all steps are 0, which changes nothing", right="leave it out")
        return StepTable(meter, tuple(steps))
