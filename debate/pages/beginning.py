"""A new game as a page that asks: who plays what, against whom, how long, and what else can be set before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from debate.debrief.foreseen import NEVER_SCORED
from debate.debrief.naming import counted
from debate.game.beginning import DEALT, WHO, WHO_SAYS, Chosen
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Line, Node, quiet, strong
from debate.rules.deck import CausalView, Deck
from debate.rules.variant import Length, lengths

BEGIN, STAY = "begin", "stay"
ME = "you"
"""The seat of the only person."""
OTHERS = "others"
"""The setting of all seats that no person has."""
SEED_DIGITS, LONGEST_NAME = 12, 24
NAMED = "How this player is called when the keyboard changes hands."
MOTIVE = "What this role is after. It is known to its own seat alone, until the end."
FORETOLD = (
    "Before the end of each round is shown you may say what will come: two questions, two keys each. What does not "
    "happen, and what a move sets going, is then told only once it was seen."
)
CHANCE = (
    "Chance in this game comes from this number: the cards dealt, the motives dealt, the news. The same seed and the "
    "same choices give the same game on every machine."
)


@frozen
class Setting:
    """``now``: how it stands, in words; ``choices``: what it can be, by id, and ``at``: the one that it is; ``told``:
    what it is about; ``typed``: what is asked where it is typed."""

    id: str
    label: str
    now: str
    choices: tuple[tuple[str, str], ...] = ()
    told: tuple[Line, ...] = ()
    typed: str = ""
    at: str = ""

    def turned(self, step: int) -> str:
        """The choice so many further on, past the last the first again."""
        ids = [id_ for id_, _ in self.choices]
        return ids[(ids.index(self.at) + step) % len(ids)] if self.at in ids else ids[0]

    @property
    def explained(self) -> Iterator[Node]:
        """What it is set to, and what that means; what it is about, and what else it can be."""
        yield strong(f"{self.label}: {self.now}")
        yield from (Line(words, 1, mark="on") for id_, words in self.choices if id_ == self.at)
        yield from self.told
        yield from (Line(words, 1, mark="off") for id_, words in self.choices if id_ != self.at)


class Beginning(Dialogue):
    """``decks``: those that can be played, by name; the first is offered first."""

    title = "A new game"

    def __init__(self, decks: Mapping[str, Deck]) -> None:
        self._decks = decks
        self._name = next(iter(decks))
        self.chosen = Chosen.for_deck(decks[self._name])
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
        deck, people = self.chosen.deck, self.chosen.people
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
        return {setting.id: setting for setting in self.settings()}

    def settings(self) -> Iterator[Setting]:
        """All that can be set now, in order."""
        chosen, deck = self.chosen, self.chosen.deck
        if len(self._decks) > 1:
            decks = tuple((name, f"{each.title}. {each.question}") for name, each in self._decks.items())
            yield Setting("deck", "Deck", deck.title, decks, at=self._name)
        if len(chosen.people) == 1:
            (me,) = chosen.people
            roles = tuple((role, f"{deck.roles[role].name}. {deck.roles[role].brief}") for role in deck.turn_order)
            yield Setting(ME, "You play", deck.roles[me].name, roles, at=me)
        known = lengths(deck)
        if len(known) > 1:
            choices = tuple((id_, _length_words(each)) for id_, each in known.items())
            yield Setting("length", "Length", _length_name(known[chosen.length]), choices, at=chosen.length)
        kinds = tuple((who, f"{words[:1].upper()}{words[1:]}. {WHO_SAYS[who]}") for who, words in WHO.items())
        others = {who for who in chosen.seats.values() if who != PERSON}
        if others:
            one = others.pop() if len(others) == 1 else ""
            against = tuple(kind for kind in kinds if kind[0] in OPPONENTS)
            yield Setting(OTHERS, "Against", WHO.get(one, "different ones"), against, at=one)
        for role in deck.turn_order:
            yield self._seat(role, kinds)
            if role in chosen.people and len(chosen.people) > 1:
                name = chosen.names.get(role, "")
                label = f"Name of {deck.roles[role].name}"
                yield Setting(f"name {role}", label, name or "none", (), (Line(NAMED),), "What is the name?")
            yield self._motive(role)
        if chosen.people:
            yield Setting(
                "predicting",
                "Predictions",
                "yes, before the world moves" if chosen.predicting else "no",
                (("on", "Yes, before the world moves."), ("off", "No, never.")),
                (Line(f"{FORETOLD} {NEVER_SCORED}"),),
                at="on" if chosen.predicting else "off",
            )
        yield from map(self._view, deck.views.values())
        yield Setting("seed", "Seed", str(chosen.seed), (), (Line(CHANCE),), "A whole number")

    def _view(self, view: CausalView) -> Setting:
        now = "on" if view.id in self.chosen.views else "off"
        answers = (("on", "On."), ("off", "Off: the brief's own model."))
        told = (Line(view.says), quiet("It is outside the brief, and marked so wherever it is at work."))
        return Setting(f"view {view.id}", view.name, now, answers, told, at=now)

    def _seat(self, role: str, kinds: tuple[tuple[str, str], ...]) -> Setting:
        of, who = self.chosen.deck.roles[role], self.chosen.seats[role]
        name = self.chosen.names.get(role, "") if who == PERSON else ""
        now = f"{WHO[who]}{f': {name}' if name else ''}"
        return Setting(f"seat {role}", of.name, now, kinds, (Line(of.brief),), at=who)

    def _motive(self, role: str) -> Setting:
        of, at = self.chosen.deck.roles[role], self.chosen.motives[role]
        names = ((motive.id, f"{motive.name}. {motive.text}") for motive in of.motives.values())
        choices = ((DEALT, "The seed deals one of these."), *names)
        now = of.motives[at].name if at in of.motives else "deal one"
        return Setting(f"motive {role}", f"Motive of {of.name}", now, choices, (Line(MOTIVE),), at=at)

    # What is chosen.

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        setting, given, value = id_.partition("=")
        if id_ == BEGIN:
            if not self.chosen.people:
                raise ValueError("Give one seat to a person first.")
            self._wished = self.chosen.session()
        elif id_ == STAY:
            self._open = ""
        elif given:
            self.set(setting, value, typed)
            self._open = ""
        else:
            self._open = id_

    def set(self, setting: str, value: str, typed: str = "") -> None:
        """Set this setting to one of its choices, or to what was typed; ``ValueError`` where that cannot be."""
        chosen = self.chosen
        what, _, of = setting.partition(" ")
        if what == "deck":
            self._name, self.chosen = value, Chosen.for_deck(self._decks[value])
        elif what == "length":
            chosen.length = value
        elif what == OTHERS:
            chosen.seats.update({role: value for role, who in chosen.seats.items() if who != PERSON})
        elif what == ME:
            for role in chosen.people:
                chosen.seats[role], chosen.seats[value] = chosen.seats[value], chosen.seats[role]
        elif what == "seat":
            chosen.seats[of] = value
        elif what == "name":
            chosen.names[of] = typed[:LONGEST_NAME]
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


def _length_words(length: Length) -> str:
    how = "the deck as it was written" if length.preset is None else "with delays and thresholds to match"
    return f"{_length_name(length)}, {how}."


def _length_name(length: Length) -> str:
    return length.name if "rounds" in length.name else f"{length.name}: {counted(length.rounds.count, 'round')}"
