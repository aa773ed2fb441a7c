"""What a deck without errors is still checked for: dead cards, fairness, loose ends. Told once nothing else is wrong,
since a mistyped id would make half of it false."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from attrs import evolve

from debate.deckfile.checks.bounds import all_effects, replacements
from debate.deckfile.finding import Placed, Report
from debate.deckfile.read.names import Names
from debate.deckfile.sections import SECTIONS
from debate.rules.conditions import AllOf, AnyOf, Compare, Condition, FlagIs, Lasting, NoneOf, Recent, Test, limits
from debate.rules.deck import Argument, Deck, MoveDef, TableRules

PILE = 12
ANSWERS = 2
BACKING = 2


class Whole:
    """Checks one deck. ``used`` holds (noun, id) of all that something refers to."""

    def __init__(self, deck: Deck, names: Names, used: set[tuple[str, str]], report: Report) -> None:
        self.deck = deck
        self.names = names
        self.used = used
        self.report = report
        self.cards = [card for card in deck.arguments.values() if card.active]
        self.answers: dict[str, list[Argument]] = {card.id: [] for card in self.cards}
        for card in self.cards:
            for answered in card.answers:
                if answered in self.answers:
                    self.answers[answered].append(card)

    def check(self) -> None:
        """Report everything."""
        self.table()
        self.arguments()
        self.piles()
        self.offers()
        self.backing()
        self.first_round()
        self.loose_ends()
        self.views()
        self.horizons()

    def _warn(
        self, section: str, id: str, code: str, sentence: str, right: str = "", key: str = "", word: str = ""
    ) -> None:
        item = self.names.items[section][id]
        place = item.at(key, word) if key else item.key
        self.report.warning(place, code, sentence, right=right)

    # The table.

    def table(self) -> None:
        """The numbers of the table that depend on each other."""
        rules = self.deck.rules
        marked: dict[str, str] = {}
        for role in self.deck.roles.values():
            if role.mark and role.mark in marked:
                sentence = f"the roles '{marked[role.mark]}' and '{role.id}' have the same mark '{role.mark}'"
                self.report.error(self.names.items["roles"][role.id].at("mark", ""), "clash", sentence)
            marked.setdefault(role.mark, role.id)
        if rules.hand > rules.dealt:
            self._large_hand(rules, self.names.singles["rules"][1])
        for preset in self.deck.presets.values():
            item = self.names.items["presets"][preset.id]
            numbers = evolve(rules, **preset.rules)
            if numbers.hand > numbers.dealt and rules.hand <= rules.dealt:
                self._large_hand(numbers, item.at("rules"))
            for id, start in preset.capital.items():
                if start > (most := self.deck.roles[id].capital_max):
                    sentence = f"role '{id}' starts preset '{preset.id}' with more capital than it can hold"
                    self.report.error(item.at("capital", id), "range", sentence, str(start), f"at most {most}")

    def _large_hand(self, rules: TableRules, place: Placed) -> None:
        sentence = "a hand is kept from the cards dealt, so it cannot be larger"
        self.report.error(place, "range", sentence, f"hand {rules.hand}, dealt {rules.dealt}")

    def arguments(self) -> None:
        """Cards that can never be played, or never be answered."""
        for card in self.cards:
            item = self.names.items["arguments"][card.id]
            answered = self.answers[card.id]
            if not answered and not card.backs:
                sentence = f"nothing answers the argument '{card.id}' and it backs nothing"
                self.report.error(item.key, "unused", sentence, right="let it back a move, or a card answer it")
            elif not card.answers and not card.backs:
                right = "give it 'backs' or 'answers'"
                self.report.warning(item.key, "unused", f"'{card.id}' can never be played", right=right)
            elif not answered:
                right = f"{ANSWERS} are wanted: name it in 'answers' of cards of other roles"
                self._warn("arguments", card.id, "unused", f"no card answers '{card.id}'", right)
            elif len(found := self._answers_elsewhere(card)) < ANSWERS:
                sentence = f"'{card.id}' has {_some(len(found), 'answer')} in other piles"
                self._warn("arguments", card.id, "fairness", sentence, self._wanted_answers(card, found))
            if card.backs and not card.answers:
                right = "name in 'answers' what it speaks against"
                self._warn("arguments", card.id, "unused", f"'{card.id}' answers no other card", right)
            for other in card.answers:
                voices = self.deck.arguments[other].voices
                if len(set(voices) | set(card.voices)) == 1:
                    sentence = f"only '{voices[0]}' holds '{card.id}' and '{other}', and nobody answers its own case"
                    self._warn("arguments", card.id, "unused", sentence, "leave the answer out", "answers", other)
                elif (backed := self.deck.arguments[other].backs) and set(backed) <= set(card.backs):
                    sentence = f"'{card.id}' answers '{other}', but backs every move that it backs: they agree"
                    right = "leave the answer out, or let them speak for different moves"
                    self._warn("arguments", card.id, "agrees", sentence, right, "answers", other)
            for id in card.backs:
                self._backs(card, self.deck.moves[id])

    def _answers_elsewhere(self, card: Argument) -> list[str]:
        """The answers in other piles, for the speaker who has the fewest against it."""
        found = ([a.id for a in self.answers[card.id] if set(a.voices) - {role}] for role in card.voices)
        return min(found, key=len)

    def _wanted_answers(self, card: Argument, found: list[str]) -> str:
        """What to add for a card that too few others answer: whose cards may name it."""
        others = [role for role in self.deck.turn_order if role not in card.voices] or self.deck.turn_order
        have = f"beside '{found[0]}'" if found else "so far only its own pile does"
        return f"{ANSWERS} are wanted ({have}): name it in 'answers' of a card of {' or '.join(others)}"

    def _backs(self, card: Argument, move: MoveDef) -> None:
        why = ""
        if move.covert:
            why = "is covert and takes no case"
        elif move.forbidden:
            why = "is forbidden"
        elif move.role not in card.voices:
            why = f"is a move of '{move.role}', which cannot hold the card"
        if why:
            sentence = f"'{card.id}' backs '{move.id}', which {why}"
            self._warn("arguments", card.id, "unused", sentence, "leave it out", "backs", move.id)

    def piles(self) -> None:
        """How many cards each role can draw from, and whether its opponent has rules."""
        for id, role in self.deck.roles.items():
            count = sum(id in card.voices for card in self.cards)
            if count < PILE:
                sentence = f"{role.name} has {_some(count, 'argument')}"
                self._warn("roles", id, "fairness", sentence, f"{PILE} are wanted")
            if not self.deck.opponents.get(id):
                self._warn("roles", id, "unused", f"the opponent '{id}' has no rules and always holds", "add rules")

    def offers(self) -> None:
        """Offers that the scripted opponent of the role to whom they are made never takes."""
        for move in self.deck.moves.values():
            rules = self.deck.opponents.get(move.offer_to or "")
            if rules and move.active and not move.forbidden and not any(move.id in rule.accept for rule in rules):
                to = self.deck.roles[move.offer_to or ""].name
                sentence = f"the script of {to} never takes the offer '{move.id}', so nobody does whom no person plays"
                right = f"a rule in its script with 'accept: {move.id}' and a 'when' for which it would"
                self._warn("moves", move.id, "unused", sentence, right, "offer_to")

    def backing(self) -> None:
        """How many cards can back each move in the open."""
        for move in self.deck.moves.values():
            if move.covert or move.forbidden:
                continue
            found = [card.id for card in self.cards if move.id in card.backs and move.role in card.voices]
            if not found:
                right = f"{BACKING} are wanted: name it in 'backs' of cards of {move.role}"
                self._warn("moves", move.id, "unused", f"no argument backs '{move.id}'", right)
            elif len(found) < BACKING:
                right = f"{BACKING} are wanted: name it in 'backs' of a card of {move.role} beside '{found[0]}'"
                self._warn("moves", move.id, "fairness", f"one card backs '{move.id}'", right)

    def first_round(self) -> None:
        """Roles that can do nothing but hold in the first round."""
        for id, role in self.deck.roles.items():
            moves = [
                move for move in self.deck.moves.values() if move.role == id and move.active and not move.forbidden
            ]
            extra = self.deck.rules.unbacked_extra
            if not any(
                move.cost + (0 if move.covert else extra) <= role.capital_start and self._at_start(move.needs)
                for move in moves
            ):
                self._warn("roles", id, "no-move", f"{role.name} can have no legal move but hold in round 1")

    def _at_start(self, condition: Condition) -> bool:
        return all(self._test_at_start(test) for test in condition)

    def _test_at_start(self, test: Test) -> bool:
        match test:
            case FlagIs(flag, values):
                return self.deck.flags[flag].start in values
            case Recent(_, _, negated):
                return negated
            case Lasting():
                return False
            case AnyOf(options):
                return any(map(self._at_start, options))
            case AllOf(options):
                return all(map(self._at_start, options))
            case NoneOf(options):
                return not any(map(self._at_start, options))
            case Compare(kind, id, comparison, bound, upper):
                value = {"times": 0, "round": 1}.get(kind, 0)
                if kind == "meter":
                    value = self.deck.meters[id].start
                elif kind == "capital":
                    value = self.deck.roles[id].capital_start
                limit = self.deck.meters[id].start if bound == "start" else bound
                assert isinstance(limit, int)
                low, high = limits(comparison, limit, upper)
                return low <= value <= high

    # Loose ends.

    def loose_ends(self) -> None:
        """What nothing refers to."""
        for id in self.deck.flags:
            if ("flag", id) not in self.used:
                self._warn("flags", id, "unused", f"nothing reads the flag '{id}'", "leave it out, or let it matter")
        for meter in self.deck.meters:
            if not {("meter", meter), ("changed", meter)} & self.used:
                sentence = f"nothing reads or changes the meter '{meter}'"
                self._warn("meters", meter, "unused", sentence, "leave it out, or let it matter")
        for section in ("passages", "evidence"):
            noun = SECTIONS[section].noun
            for id in self.names.items[section]:
                if (noun, id) not in self.used:
                    self._warn(section, id, "unused", f"nothing cites {noun} '{id}'", "cite it, or leave it out")
        reachable = {(flag.id, flag.start) for flag in self.deck.flags.values()}
        reachable |= {pair for effects in all_effects(self.deck) for pair in effects.flags}
        for id, flag in self.deck.flags.items():
            for value in flag.values:
                if (id, value) not in reachable:
                    item = self.names.items["flags"][id]
                    sentence = f"nothing ever sets '{id}' to '{value}'"
                    self.report.warning(item.at("values", value), "unused", sentence)
        self._switched_off()

    def _switched_off(self) -> None:
        turned_on = {
            id for changes in replacements(self.deck) for id, change in changes.items() if change.get("active")
        }
        for section, declared in SECTIONS.items():
            if "active" in declared.keys:
                for id, item in getattr(self.deck, section).items():
                    if not item.active and id not in turned_on:
                        sentence = f"{declared.noun} '{id}' is not active and no view or preset turns it on"
                        self._warn(section, id, "unused", sentence, key="active")

    # Views and presets.

    def views(self) -> None:
        """Views that disagree about one key of one item, so that the later wins."""
        for one, other in combinations(self.deck.views.values(), 2):
            for id in one.replaces.keys() & other.replaces.keys():
                first, second = one.replaces[id], other.replaces[id]
                for attr in first.keys() & second.keys() - {"grounds"}:
                    if first[attr] != second[attr]:
                        sentence = f"views '{one.id}' and '{other.id}' both replace '{attr}' of '{id}'; the later wins"
                        self._warn("views", other.id, "clash", sentence, key="replaces", word=id)

    def horizons(self) -> None:
        """Conditions on the round that come too late to hold, in the deck's own length and in each preset's."""
        lengths: list[tuple[str, int, int, Mapping[str, Mapping[str, Any]]]] = [
            ("", self.deck.rounds.count, self.deck.rounds.epilogue, {})
        ]
        for preset in self.deck.presets.values():
            lengths.append((preset.id, preset.rounds.count, preset.rounds.epilogue, preset.replaces))
        late: set[str] = set()
        for preset_id, count, epilogue, replaces in lengths:
            game = f"preset '{preset_id}'" if preset_id else "the game"
            for section, key, told_after in _WAITING:
                last = count + (epilogue if told_after else 0)
                for id, item in getattr(self.deck, section).items():
                    changes = replaces.get(id, {})
                    if id in late or not changes.get("active", item.active):
                        continue
                    if not all(_within(test, count, last) for test in changes.get(key, getattr(item, key))):
                        noun = SECTIONS[section].noun
                        sentence = (
                            f"{noun} '{id}' waits for a round that {game} ({_some(count, 'round')}) does not have"
                        )
                        self._warn(section, id, "never-true", sentence, key=key)
                        late.add(id)


_WAITING = (
    ("links", "when", True),
    ("denials", "when", True),
    ("endings", "when", True),
    ("news", "when", False),
    ("moves", "needs", False),
)
"""Section, its condition, and whether it is still read in the epilogue."""


def _within(test: Test, count: int, last: int) -> bool:
    """Whether a game of ``count`` rounds and told up to round ``last`` is long enough for the test to hold."""
    match test:
        case Compare("round", _, comparison, bound, _) if isinstance(bound, int):
            return comparison in ("at most", "below") or bound + (comparison == "above") <= last
        case Lasting(rounds, when):
            return rounds <= count and all(_within(inner, count, last) for inner in when)
        case AllOf(options):
            return all(_within(inner, count, last) for option in options for inner in option)
        case _:
            return True


def _some(count: int, noun: str) -> str:
    return f"one {noun}" if count == 1 else f"{count or 'no'} {noun}s"
