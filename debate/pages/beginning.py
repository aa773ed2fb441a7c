"""A new game as a page that asks: who plays what, against whom, how long, and what else can be set before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from debate.debrief.foreseen import NEVER_SCORED
from debate.game.beginning import DEALT, WHO, WHO_SAYS, Chosen
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Line, Node, quiet, strong
from debate.rules.deck import Deck
from debate.rules.variant import lengths

BEGIN, STAY = "begin", "stay"
OTHERS = "others"
"""The setting of all seats that no person has."""
SEED_DIGITS = 12


@frozen
class Setting:
    """``now``: how it stands, in words; ``choices``: what it can be, by id; ``told``: what it is about; ``typed``: what
    is asked where it is typed."""

    id: str
    label: str
    now: str
    choices: tuple[tuple[str, str], ...] = ()
    told: tuple[Line, ...] = ()
    typed: str = ""


class Beginning(Dialogue):
    """``decks``: those that can be played, by name; the first is offered first."""

    title = "A new game"

    def __init__(self, decks: Mapping[str, Deck]) -> None:
        self._decks = decks
        self._name = next(iter(decks))
        self._chosen = Chosen.for_deck(decks[self._name])
        self._open = ""
        """The id of the setting that is being changed; empty for the page with all of them."""
        self._wished: Session | None = None

    def wishes(self) -> Session | None:
        return self._wished

    # What stands there.

    def page(self) -> Iterator[Node]:
        setting = self._settings().get(self._open)
        if setting is not None:
            yield strong(f"{setting.label}: {setting.now}")
            yield from setting.told
            return
        deck, people = self._chosen.deck, self._chosen.people
        yield strong(deck.title)
        yield Line(deck.question)
        names = " and ".join(deck.roles[role].name for role in people)
        yield quiet(f"You play {names}." if people else "Nobody plays yet: give one seat to a person.")

    def options(self) -> Sequence[Option]:
        settings = self._settings()
        setting = settings.get(self._open)
        if setting is not None:
            found = [Option(f"{setting.id}={id_}", words) for id_, words in setting.choices]
            if setting.typed:
                found.append(Option(f"{setting.id}=", f"{setting.label}: type it", typed=setting.typed))
            return [*found, Option(STAY, "Leave it as it is.")]
        changed = [Option(each.id, f"{each.label}: {each.now}", group="Change") for each in settings.values()]
        return [Option(BEGIN, "Begin this game."), *changed]

    def _settings(self) -> dict[str, Setting]:
        return {setting.id: setting for setting in self._all()}

    def _all(self) -> Iterator[Setting]:
        chosen, deck = self._chosen, self._chosen.deck
        if len(self._decks) > 1:
            decks = tuple((name, f"{each.title}. {each.question}") for name, each in self._decks.items())
            yield Setting("deck", "Deck", deck.title, decks)
        known = lengths(deck)
        if len(known) > 1:
            choices = tuple((id_, f"{each.name}: {each.rounds.count} rounds") for id_, each in known.items())
            yield Setting("length", "Length", known[chosen.length].name, choices)
        kinds = tuple((who, f"{words[:1].upper()}{words[1:]}. {WHO_SAYS[who]}") for who, words in WHO.items())
        others = {who for who in chosen.seats.values() if who != PERSON}
        if others:
            now = WHO[others.pop()] if len(others) == 1 else "different ones"
            yield Setting(OTHERS, "Against", now, tuple(kind for kind in kinds if kind[0] in OPPONENTS))
        for role in deck.turn_order:
            yield self._seat(role, kinds)
        for role in chosen.people:
            yield self._motive(role)
        if chosen.people:
            yield Setting(
                "predicting",
                "Asked what will come",
                "yes, before the world moves" if chosen.predicting else "no",
                (("on", "Yes, before the world moves."), ("off", "No, never.")),
                (Line(NEVER_SCORED),),
            )
        for view in deck.views.values():
            yield Setting(
                f"view {view.id}",
                view.name,
                "on" if view.id in chosen.views else "off",
                (("on", "On."), ("off", "Off: the brief's own model.")),
                (Line(view.says), quiet("It is outside the brief, and marked so wherever it is at work.")),
            )
        told = (Line("The same number and the same choices give the same game."),)
        yield Setting("seed", "Seed", str(chosen.seed), (), told, "A whole number")

    def _seat(self, role: str, kinds: tuple[tuple[str, str], ...]) -> Setting:
        of = self._chosen.deck.roles[role]
        return Setting(f"seat {role}", of.name, WHO[self._chosen.seats[role]], kinds, (Line(of.brief),))

    def _motive(self, role: str) -> Setting:
        of = self._chosen.deck.roles[role]
        motive = of.motives.get(self._chosen.motives[role])
        now = "one that is dealt" if motive is None else motive.name
        told = tuple(Line(each.text, 1, each.name) for each in of.motives.values())
        names = ((each.id, each.name) for each in of.motives.values())
        return Setting(f"motive {role}", f"What {of.name} is after", now, ((DEALT, "Have one dealt."), *names), told)

    # What is chosen.

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        setting, given, value = id_.partition("=")
        if id_ == BEGIN:
            if not self._chosen.people:
                raise ValueError("Give one seat to a person first.")
            self._wished = self._chosen.session()
        elif id_ == STAY:
            self._open = ""
        elif given:
            self._set(setting, value, typed)
            self._open = ""
        else:
            self._open = id_

    def _set(self, setting: str, value: str, typed: str) -> None:
        chosen = self._chosen
        what, _, of = setting.partition(" ")
        if what == "deck":
            self._name, self._chosen = value, Chosen.for_deck(self._decks[value])
        elif what == "length":
            chosen.length = value
        elif what == OTHERS:
            chosen.seats.update({role: value for role, who in chosen.seats.items() if who != PERSON})
        elif what == "seat":
            chosen.seats[of] = value
        elif what == "motive":
            chosen.motives[of] = value
        elif what == "predicting":
            chosen.predicting = value == "on"
        elif what == "view":
            chosen.views = [*(view for view in chosen.views if view != of), *([of] if value == "on" else [])]
        elif what == "seed":
            if not (typed.isascii() and typed.isdecimal() and len(typed) <= SEED_DIGITS):
                raise ValueError(f"A seed is a whole number of up to {SEED_DIGITS} digits.")
            chosen.seed = int(typed)
