"""Contest a link: doubt one of the model, or put one of your own, and see the same game under it.

What is proposed is kept with the game, under the name of who proposed it, and can be pasted into the deck.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from debate.debrief.proposals import (
    DELAYS,
    DENIAL,
    DOUBT,
    FALL,
    FLAG,
    LINK,
    MOVE,
    RISE,
    STRENGTHS,
    Proposal,
    cause_words,
    proposal_of,
    words_of,
    yaml_of,
)
from debate.game.record import GameRecord
from debate.game.session import driven
from debate.pages.contested import Contested, contested, page
from debate.pages.dialogue import Dialogue, Option, Progress, chosen_from
from debate.pages.document import Heading, Line, Node, item, quiet, strong
from debate.pages.rematch import offered, wanted
from debate.rules.text import visible
from debate.store import RecordError
from debate.store.files import FILES
from debate.store.writer import write_new

CONTEST = "contest"
"""Kind of the remark that keeps a proposal."""
_AGAIN, _YAML, _FILE = "again", "yaml", "file"


class Contest(Dialogue):
    """Of a game that is over. ``about``: the link or denial that is doubted, empty where that is chosen first."""

    title = "Contest a link"

    def __init__(self, session: GameRecord, role: str | None, about: str = "") -> None:
        self.game, self.role = session, role
        self._session, self._driven = session, driven(session)
        self._form: dict[str, str] = {}
        self._all = False
        """Whether all links and denials are listed, not only those that did most."""
        self.shown: Proposal | None = None
        self.there: Contested | None = None
        self._told = ""
        self._yaml = False
        deck = session.source
        if about in deck.links or about in deck.denials:
            self._form = {"kind": DOUBT, "about": about}

    @property
    def ready(self) -> bool:
        return self.shown is None or self.there is not None

    def work(self, progress: Progress) -> None:
        if self.shown is not None:
            self.there = contested(self._session, self.shown, progress)

    # What stands there.

    @property
    def tells(self) -> bool:
        return self.there is not None

    def page(self) -> Iterator[Node]:
        if self.there is not None:
            yield from self._outcome(self.there)
            return
        if not self._form:
            yield quiet(
                "The model is one author's claim. Doubt a part of it, or put one of your own, and the same game is "
                "played under that: the same choices, the same chance."
            )
            return
        for word, text in self._said():
            yield item(f"{word}: {text}")

    def _said(self) -> Iterator[tuple[str, str]]:
        deck, form = self._session.source, self._form
        kinds = {DOUBT: "You doubt", LINK: "A link of your own", DENIAL: "You say what does not follow"}
        about = form.get("about", "")
        doubted = deck.links.get(about) or deck.denials.get(about)
        yield kinds[form["kind"]], doubted.says if doubted is not None else "in your words"
        if "cause" in form:
            yield "It comes", cause_words(deck, form["cause"])
        if "to" in form:
            yield "It moves" if form["kind"] == LINK else "It does not move", deck.meters[form["to"]].name
        for word, label in (("strength", "By"), ("delay", "Round ends later"), ("reason", "Because"),
                            ("evidence", "Evidence")):  # fmt: skip
            if word in form:
                yield label, form[word] or "none given"

    def _outcome(self, shown: Contested) -> Iterator[Node]:
        yield from page(shown)
        if self._yaml:
            yield Heading("To paste into the deck", 3)
            yield from (Line(line, quoted=True) for line in yaml_of(self._session.source, shown.shown).splitlines())
        if self._told:
            yield strong(self._told)

    # What can be chosen.

    def options(self) -> Sequence[Option]:
        if self.shown is not None:
            found = [Option(_AGAIN, "Contest something else.")]
            if not self._yaml:
                found.append(Option(_YAML, "Show it as YAML for the author of the deck."))
            if sys.platform != "emscripten":  # on a page of the browser a file would be out of reach
                found.append(Option(_FILE, "Write that YAML into a file.", "Which file", "proposed.yaml"))
            return found
        form, kind = self._form, self._form.get("kind", "")
        if not form:
            return list(self._first())
        if kind != DOUBT and "cause" not in form:
            return list(self._causes(kind))
        if kind != DOUBT and "to" not in form:
            meters = self._session.source.meters.values()
            group = "What does it move?" if kind == LINK else "What does it not move?"
            return [Option(f"to {meter.id}", meter.name, group=group) for meter in meters]
        if kind == LINK and "strength" not in form:
            signed = [sign * points for sign in (1, -1) for points in STRENGTHS]
            return [Option(f"strength {n}", f"{n:+d} points", group="Which way, and by how much?") for n in signed]
        if kind == LINK and "delay" not in form:
            words = {0: "at once", 1: "at the next round end"}
            group = "When is it felt?"
            return [Option(f"delay {n}", words.get(n, f"{n} round ends later"), group=group) for n in DELAYS]
        if "reason" not in form:
            return [Option("reason", "Say why.", "Why, in a sentence")]
        if "evidence" not in form:
            return [
                Option("evidence", "Say what speaks for it.", "What speaks for it: a fact, a source"),
                Option("none", "I have nothing to show for it."),
            ]
        return [Option("by", "Say who proposes it, and see the same game under it.", "Your name", self._name())]

    def _name(self) -> str:
        seat = self._session.seats.get(self.role or "")
        return (seat.name if seat is not None else "") or "a player"

    def _first(self) -> Iterator[Option]:
        deck, session = self._session.source, self._session
        yield Option(LINK, "Put a link of your own: this leads to that.", group="Of your own")
        yield Option(DENIAL, "Say what does not follow, though the model has it so.", group="Of your own")
        for number, proposal in enumerate(self.proposals):
            words = f"{proposal.by or 'a player'}: {words_of(deck, proposal)}"
            yield Option(f"kept {number}", words, group="Proposed before in this game")
        ids = (
            offered(session, None, wanted(session, self.role) or None)
            if not self._all
            else (*deck.links, *deck.denials)
        )
        group = "Doubt what moved your goals most in this game, the most first"
        if self._all or self.role is None:
            group = "Doubt any of them" if self._all else "Doubt what did most in this game"
        for id_ in ids:
            thing = deck.links.get(id_) or deck.denials[id_]
            if thing.active or not self._all:
                yield Option(f"{DOUBT} {id_}", thing.says, group=group)
        if not self._all:
            yield Option("all", "List every link and denial.", group=group)

    def _causes(self, kind: str) -> Iterator[Option]:
        deck = self._session.source
        for move in deck.moves.values():
            if move.active:
                yield Option(f"cause {MOVE} {move.id}", move.title, group="When a move is played")
        for flag in deck.flags.values():
            for value, words in flag.values.items():
                yield Option(f"cause {FLAG} {flag.id} {value}", f"{flag.name}: {words}", group="While something is so")
        for what, words in ((RISE, "rises"), (FALL, "falls")):
            for meter in deck.meters.values():
                yield Option(f"cause {what} {meter.id}", f"{meter.name} {words}", group="When a meter moves")

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What was proposed in this game before."""
        deck = self._session.source
        found = (proposal_of(deck, remark.fields) for remark in self._session.journal.remarks(CONTEST))
        return tuple(proposal for proposal in found if proposal is not None)

    def choose(self, id_: str, typed: str = "") -> None:
        option = chosen_from(self.options(), id_)
        what, _, rest = id_.partition(" ")
        if option.typed and not typed.strip():
            raise ValueError("Nothing was typed, so nothing was done.")
        if what == _AGAIN:
            self._form, self.shown, self.there, self._told, self._yaml = {}, None, None, "", False
        elif what == _YAML:
            self._yaml = True
        elif what == _FILE:
            self._told = self._write(typed)
        elif what == "all":
            self._all = True
        elif what == "kept":
            self.shown = self.proposals[int(rest)]
        elif what in (LINK, DENIAL):
            self._form = {"kind": what}
        elif what == DOUBT:
            self._form = {"kind": DOUBT, "about": rest}
        elif what == "none":
            self._form["evidence"] = ""
        elif what == "by":
            self._propose(typed)
        else:
            self._form[what] = typed or rest

    def _propose(self, by: str) -> None:
        proposal = proposal_of(self._session.source, {**self._form, "by": by})
        if proposal is None:
            raise ValueError("That is not a whole proposal. Begin anew.")
        self.shown, self.there = proposal, None
        try:
            if self._driven is not None:
                self._driven.write(CONTEST, proposal.fields())
        except RecordError as problem:
            self._told = f"It is not kept with the game. {problem.sentence}"

    def _write(self, typed: str) -> str:
        assert self.shown is not None
        path = Path(typed).expanduser()
        try:
            write_new(FILES, path, yaml_of(self._session.source, self.shown).encode())
        except FileExistsError:
            raise ValueError(f"There is a file at {visible(str(path), 200)}. Choose another name.") from None
        except (OSError, ValueError) as problem:
            reason = visible(getattr(problem, "strerror", "") or str(problem), 120).lower()
            raise ValueError(f"{visible(str(path), 200)} cannot be written: {reason}.") from None
        return f"Written to {visible(str(path), 200)}."


def can_contest(session: GameRecord, role: str | None) -> bool:
    """Whether there is a whole game to be played under another model: its deck came from files."""
    return driven(session) is not None and session.state.over and bool(session.source.files)
