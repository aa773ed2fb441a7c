"""What a deck without errors is checked for besides: things that can never come about, whoever plays and however."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from debate.deckfile.checks.bounds import Possible, all_effects, replacements
from debate.deckfile.checks.promises import empty_promises
from debate.deckfile.checks.refuted import refuted
from debate.deckfile.checks.shadow import covered, hides, meets
from debate.deckfile.finding import Report, where
from debate.deckfile.read.names import Item, Names
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import Map, Scalar
from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    event_of,
    ids_read,
)
from debate.rules.deck import Argument, Deck, MoveDef
from debate.rules.reach import Lead, changed_by, hangs_on, led_to
from debate.rules.words import event_title, in_words

_CAN = {
    "links": "fire",
    "denials": "be told",
    "news": "come",
    "moves": "be legal",
    "endings": "be reached",
    "questions": "be asked",
}
"""Section -> what one of its items can never do."""


class Deeper:
    """Checks one deck. Where a mistake has a finding of its own already, what merely follows from it has none."""

    def __init__(self, deck: Deck, names: Names, report: Report) -> None:
        self.deck = deck
        self.names = names
        self.report = report
        self._set = {pair for effects in all_effects(deck) for pair in effects.flags}
        # First what is wrong in itself, with all else granted; then, with that granted, what is still left: things that
        # wait for each other.
        self.possible = Possible(deck, [id for section in _CAN for id in getattr(deck, section)])

    def check(self) -> None:
        """Report everything."""
        wrong = self.conditions()
        self.possible = self.possible.granting(wrong)
        wrong += self.conditions(wrong)
        self.possible = self.possible.granting(wrong)
        self.meters()
        self.scripts()
        self.endings()
        self.cards()
        self.motives()
        self.denials()
        if not wrong:
            self.promises()

    def _item(self, section: str, id: str) -> Item:
        return self.names.items[section][id]

    # The world.

    def meters(self) -> None:
        """Meters that nothing changes, and of which no denial says so."""
        denied = {id for denial in self.deck.denials.values() for id in denial.denies}
        moved = self.possible.rises | self.possible.falls
        for id in (each for each in self.deck.meters if each not in moved | denied):
            read = any(id in ids_read(condition) for condition in _all_conditions(self.deck))
            wanted = any(id in {*m.wants, *m.ends} for role in self.deck.roles.values() for m in role.motives.values())
            if read or wanted or self._changed(id):
                sentence = f"nothing ever changes the meter '{id}'"
                right = "a link or a move that does, or a denial that says why not"
                self.report.warning(self._item("meters", id).key, "still", sentence, right=right)

    def _changed(self, id: str) -> bool:
        return any(id == meter for effects in all_effects(self.deck) for meter, _ in effects.meters)

    def conditions(self, told: Container[str] = ()) -> list[str]:
        """Report items whose condition can never hold, or that hang on what never happens; gives their ids.

        ``told``: of which something is reported already.
        """
        never = [(section, id) for section, id in self._never() if id not in told]
        for section, id in never:
            item, form = self._item(section, id), self.possible.forms(section, id)[0]
            if section == "moves" and not self.possible.affordable(form):
                self._price(item, form)
                continue
            key = "needs" if section == "moves" else "when"
            why = self._why(getattr(form, key)) or (self._not_set_going(form) if hasattr(form, "follows") else "")
            if not why and section == "news" and form.odds == 0:
                key, why = "odds", "its odds are 0"
            if why:
                sentence = f"{SECTIONS[section].noun} '{id}' can never {_CAN[section]}: {why}"
                self.report.warning(item.at(key), "never-true", sentence)
        return [id for _, id in never]

    def _never(self) -> Iterator[tuple[str, str]]:
        """(section, id) of what can never come about, but for moves that are forbidden."""
        for section in _CAN:
            for id in getattr(self.deck, section):
                forms = self.possible.forms(section, id)
                forbidden = section == "moves" and any(form.forbidden for form in forms)
                if forms and not forbidden and not any(self._may(section, form) for form in forms):
                    yield section, id

    def _may(self, section: str, form: Any) -> bool:
        possible = self.possible
        if section in ("links", "denials"):
            return possible.can_fire(form)
        if section == "moves":
            return possible.holds(form.needs) and possible.affordable(form)
        return possible.holds(form.when) and (section != "news" or form.odds != 0)

    def _price(self, item: Item, move: MoveDef) -> None:
        role = self.deck.roles[move.role]
        price = self.possible.price(move)
        sentence = f"move '{move.id}' can never be paid: {role.name} holds {role.capital_max} at most"
        self.report.warning(item.at("cost"), "never-true", sentence, str(price), f"at most {role.capital_max}")

    def _why(self, condition: Condition) -> str:
        """Why it can never hold; empty where it can, or where what it hangs on has a finding already."""
        if self.possible.holds(condition):
            return ""
        for test in condition:
            if not self.possible.holds((test,)):
                return self._why_not(test)
        return "what it needs excludes itself"

    def _why_not(self, test: Any) -> str:
        deck = self.deck
        match test:
            case FlagIs(flag=flag, values=values):
                told = not any((flag, value) in self._set for value in values)
                words = " or ".join(f"'{deck.flags[flag].values[value]}'" for value in values)
                return "" if told else f"'{deck.flags[flag].name}' never becomes {words}"
            case Recent(event=event) | Compare(kind="times", id=event):
                return self._never_happens(event)
            case Compare(kind="meter", id=id):
                low, high = self.possible.span("meter", id)
                span = f"stays at {low}" if low == high else f"stays between {low} and {high}"
                return f"'{deck.meters[id].name}' {span}, and it must be that {in_words(deck, (test,))}"
            case AllOf(options=options):
                found = [why for option in options if (why := self._why(option))]
                return found[0] if found else "what it needs excludes itself"
            case Lasting(when=when):
                return self._why(when)
            case AnyOf(options=options):
                return "nothing of its 'any_of' can hold" if all(map(self._why, options)) else ""
            case NoneOf():
                return f"{in_words(deck, (test,))}, and that always is"
            case _:
                return "what it needs excludes itself"

    def _never_happens(self, event: str) -> str:
        """Why an event never happens; empty where it may, but not as wanted, or has its own finding."""
        if event in self.possible.happens:
            return f"'{event_title(self.deck, event)}' happens once at most"
        move = self.deck.moves.get(event_of(event)[1])
        if move is not None and move.forbidden:
            return f"'{move.title}' is forbidden"
        return ""

    def _not_set_going(self, form: Any) -> str:
        """Why a link or denial whose condition may hold never fires."""
        if form.follows:
            whys = [self._never_happens(event) for event in form.follows]
            return whys[0] if all(whys) else ""
        watched = getattr(form, "per_rise_of", None) or getattr(form, "per_fall_of", None)
        if watched and self.possible.holds(form.when):
            return f"nothing {'raises' if form.per_rise_of else 'lowers'} '{self.deck.meters[watched].name}'"
        return ""

    def denials(self) -> None:
        """Denials of what the deck makes happen for the very cause that they deny."""
        for each in refuted(self.deck):
            names = " and ".join(f"'{name_in(self.deck, target)}'" for target in each.targets)
            noun = SECTIONS[each.section].noun
            under = f" under {each.under}" if each.under else ""
            by = self._item(each.section, each.by).key
            steps = "".join(f"'{id}', then " for id in each.through)
            sentence = f"denial '{each.denial}' says that {names} does not change, and {noun} '{each.by}' changes it"
            why = f" for the same cause{steps and f', in steps: {steps}this'}{under}"
            place = self._item("denials", each.denial).at("denies", each.targets[0])
            right = f"take out the denial, or the effect of '{each.by}' in {where(by, place)}, or let that need more"
            self.report.warning(place, "refuted", f"{sentence}{why}", right=right)

    def promises(self) -> None:
        """Promises that the deck neither makes true nor denies."""
        moving = self.possible.rises | self.possible.falls
        for move, meter in empty_promises(self.deck):
            if meter not in moving and not any(meter in denial.denies for denial in self.deck.denials.values()):
                continue  # nothing moves it at all: that is told of the meter
            sentence = f"move '{move}' promises '{self.deck.meters[meter].name}', and nothing says what becomes of that"
            right = "a link that follows it, a denial that says why nothing moves, or no such promise"
            self.report.warning(self._item("moves", move).at("promises", meter), "promise", sentence, right=right)

    # The table.

    def scripts(self) -> None:
        """Rules of a script that never decide anything."""
        for role, rules in self.deck.opponents.items():
            items = self.names.scripts.get(role, [])
            for number, (rule, item) in enumerate(zip(rules, items, strict=False)):
                why = self._why(rule.when)
                if why:
                    self.report.warning(item.at("when"), "never-true", f"{item.called} never holds: {why}")
                    continue
                earlier = [at for at in range(number) if meets(rule, rules[at]) and hides(rules[at], rule)]
                if earlier and covered(rule, [rules[place] for place in earlier]):
                    sentence = f"{item.called} never comes to its turn: {items[earlier[0]].called} decides before it"
                    right = "put it first, or give the other a narrower 'when'"
                    self.report.warning(item.key, "shadowed", sentence, right=right)

    def endings(self) -> None:
        """Endings that stand behind one that holds whenever they do."""
        changed = {id for replaces in replacements(self.deck) for id in replaces}
        before: list[Any] = []
        for ending in self.deck.endings.values():
            if not ending.active:
                continue
            for other in before:
                late = ending.tag or (ending.ends_the_game and not other.ends_the_game)
                if not late and not {ending.id, other.id} & changed and hides(other, ending):
                    sentence = f"ending '{ending.id}' is never the headline: '{other.id}' stands before it"
                    sentence += " and holds whenever it does"
                    place = self._item("endings", ending.id).key
                    self.report.warning(place, "shadowed", sentence, right="put it first")
                    break
            before.append(ending)

    def cards(self) -> None:
        """Cards that one of their roles can hold and never use."""
        cards = [card for card in self.deck.arguments.values() if card.active]
        case = {(c.id, role) for c in cards for role in c.voices for move in c.backs if self._takes_case(move, role)}
        answer = {(c.id, role) for c in cards for role in c.voices if self._answered(c, role, case)}
        for card in cards:
            for role in card.voices:
                if not (card.backs or card.answers) or {(card.id, role)} & (case | answer):
                    continue
                if len(card.voices) > 1 and not self._extends(card, role, case):
                    name = self.deck.roles[role].name
                    sentence = f"'{card.id}' is of no use to {name}: it backs none of its moves and answers no case"
                    place = self._item("arguments", card.id).at("voices", role)
                    self.report.warning(place, "unused", sentence, right="leave the role out")

    def _takes_case(self, move: str, role: str) -> bool:
        return any(
            form.role == role and not form.covert and not form.forbidden for form in self.possible.forms("moves", move)
        )

    def _answered(self, card: Argument, role: str, case: set[tuple[str, str]]) -> bool:
        return any((other, speaker) in case for other in card.answers for speaker in self.deck.roles if speaker != role)

    def _extends(self, card: Argument, role: str, case: set[tuple[str, str]]) -> bool:
        """Whether it answers an answer to a case of the role."""
        for other in card.answers:
            argument = self.deck.arguments[other]
            if set(argument.voices) - {role} and any((own, role) in case for own in argument.answers):
                return True
        return False

    def motives(self) -> None:
        """Motives whose score nothing can move, or nothing that their role does."""
        moved = self.possible.rises | self.possible.falls
        leads = self._leads()
        for id, role in self.deck.roles.items():
            reached = led_to(self._own(id), leads)
            for motive in role.motives.values():
                wants = ", ".join(f"'{self.deck.meters[meter].name}'" for meter in motive.wants)
                if not moved & motive.wants.keys():
                    sentence = f"the score of '{motive.id}' never moves: nothing changes {wants}"
                elif not reached & motive.wants.keys():
                    sentence = f"no move of '{id}' leads to anything that '{motive.id}' wants ({wants})"
                else:
                    continue
                node = self._item("roles", id).entries["motives"][1]
                keys = (key for key, _ in node.entries if key.text == motive.id) if isinstance(node, Map) else ()
                place: Scalar | Map = next(iter(keys), self._item("roles", id).key)
                self.report.warning(place, "motive", sentence, right="a move or a link that does, or another want")

    def _leads(self) -> list[Lead]:
        """Of each move, news item and link that may come about."""
        possible = self.possible
        found: list[Lead] = []
        for section in ("moves", "news", "links"):
            for id in getattr(self.deck, section):
                if id in (possible.fires if section == "links" else possible.happens):
                    forms = possible.forms(section, id)
                    found += [({id, *hangs_on(form)}, {id, *changed_by(form)}) for form in forms]
        return found

    def _own(self, role: str) -> set[str]:
        """The moves of a role that may happen."""
        moves = self.deck.moves
        return {id for id in self.possible.happens if id in moves and moves[id].role == role}


def name_in(deck: Deck, id: str) -> str:
    """What a meter or a flag is called on screen."""
    return deck.meters[id].name if id in deck.meters else deck.flags[id].name


def _all_conditions(deck: Deck) -> Iterator[Condition]:
    for section in (deck.links, deck.denials, deck.news, deck.endings, deck.questions):
        yield from (item.when for item in section.values())
    yield from (move.needs for move in deck.moves.values())
    yield from (rule.when for rules in deck.opponents.values() for rule in rules)
