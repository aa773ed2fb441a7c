"""What is said at the table: moves, cases, answers and what became of them; and what a round brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from debate.debrief.midround import overtaken_by
from debate.debrief.naming import came_first, citation, cited, how_answered, listed, sentence
from debate.debrief.narration import consequences
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.debrief.told import Told
from debate.debrief.unmoved import could_spend, is_unmoved, what_takes
from debate.debrief.vocabulary import HOW_ANSWERS
from debate.debrief.waiting import DECLINED_WAITS
from debate.game.record import Known
from debate.opponents.scripted import RATHER
from debate.pages.document import Across, Heading, Line, Node, Ref, item, quiet, strong
from debate.pages.reader import Reader
from debate.pages.words import round_title
from debate.rules.deck import Argument, Deck

Reasons = Mapping[tuple[str, str], Known]
NO_CASE, LATE = "no case", "a round late"
"""Of a move that came without a case, and why."""
AS_SAID = "as said"
"""In place of what was said before."""
FATES = {
    "waits": "waits a round",
    "lapsed": "had no round left",
    "overtaken": "came too late and was paid back",
    "declined": "was declined",
    "unplayable": "could not be played here",
}
"""What became of a move that did not happen."""


_TAKEN = {"accept": "taken", "decline": "declined"}


def taken_by(reader: Reader, move: str, number: int) -> str:
    """``taken by you``, ``declined by Beijing``: what came of an offer of this round; empty for a move that is none."""
    to = reader.deck.moves[move].offer_to
    made = zip(reader.game.played.states, reader.game.played.moves, strict=False)
    kinds = (each.kind for state, each in made if (state.round, each.move, each.role) == (number, move, to))
    verb = next((_TAKEN[kind] for kind in kinds if kind in _TAKEN), "")
    if not (verb and to):
        return ""
    return f"{verb} by {'you' if to == reader.role else reader.deck.roles[to].name}"


OFFER_COUNTS = "Of an offer that was declined this counts all that came of making it, not just of the declining."
"""What is said where something is counted of such an offer."""


def could_not_pay(reader: Reader, exchange: Exchange) -> str:
    """Why a beaten case could not be gone on with: what that costs, and what there was; empty where it was not so."""
    if exchange.short_of is None:
        return ""
    cost, had = exchange.short_of
    who, whose = ("you", "your") if exchange.role == reader.role else (reader.deck.roles[exchange.role].name, "its")
    return f"going on would have cost {cost}, {who} had {had} when {whose} case was settled, in turn order"


def before_it(reader: Reader) -> str:
    """What the reader was not asked about before: that its beaten case cannot be paid for; else empty."""
    records = (r for r in rounds(reader.game.played, reader.role) if r.number == reader.view.round)
    own = (each for record in records for each in record.exchanges if each.role == reader.role)
    no_money = next((words for each in own if (words := could_not_pay(reader, each))), "")
    return f"Your case is beaten; {no_money}." if no_money else ""


def floor(reader: Reader, number: int) -> Iterator[Node]:
    """What lies on the floor in a round. Nothing where there was no such round."""
    found = rounds(reader.game.played, reader.role)
    record = next((r for r in found if r.number == number and not r.years_later), None)
    if record is not None:
        title = round_title(reader.deck, number)
        yield Heading(f"The floor, {title[:1].lower()}{title[1:]}")
        yield from _record(reader, record)


def in_short(reader: Reader, number: int, told: set[str] | None = None) -> Iterator[tuple[str, Line]]:
    """What the others have put on the floor of a round, a line each: (the role, or empty where several are named, and
    the line). ``told``: cards whose claims were heard in this round; those told now are put there."""
    told = set() if told is None else told
    deck = reader.deck
    record = next(r for r in rounds(reader.game.played, reader.role) if r.number == number and not r.years_later)
    for exchange in record.exchanges:
        if exchange.role == reader.role:
            continue
        move, card = deck.moves[exchange.move], deck.arguments.get(exchange.case)
        to = exchange.offer_to and ("you" if exchange.offer_to == reader.role else deck.roles[exchange.offer_to].name)
        offer = f", offered to {to}" if to else ""
        late = f", {LATE if exchange.waited else NO_CASE}"
        said = late if card is None else f". {claim_once(card, told)}"
        words = f"{move.title}{offer}{said}".removesuffix(".")
        yield exchange.role, Line(f"{words}.", term=deck.roles[exchange.role].name)
    for held, what in ((record.holding, "No move"), (record.silent, "Nothing that is open to see")):
        if names := [deck.roles[role].name for role in held if role != reader.role]:
            yield "", Line(f"{what}: {listed(names)}.")


def claim_once(card: Argument, told: set[str]) -> str:
    """The title of a card with what it says, or that it was said; then it is put among the ``told``."""
    said = AS_SAID if card.id in told else sentence(card.claim, cited(card))
    told.add(card.id)
    return f"'{card.title}': {said}"


def flow(reader: Reader) -> Iterator[Node]:
    """Every round's cases, answers and results; dropped cards once the game is over."""
    records = [r for r in rounds(reader.game.played, reader.role) if not r.years_later]
    for record in records:
        yield Heading(round_title(reader.deck, record.number, " · "))
        yield from _record(reader, record)
    yield quiet(HOW_ANSWERS)


def happened(reader: Reader, number: int, title: str) -> Iterator[Node]:
    """What a round brought, cause by cause."""
    steps = [step for step in reader.steps if step.round <= number]
    before = max((step.number for step in steps if step.round < number), default=0)
    yield Heading(title)
    lines = consequences(reader.deck, steps, before, reader.view.pending, reader.steps)
    for block in by_cause(lines):
        for told, below in block:
            # What a move or news does by itself stands under it and needs no cause of its own.
            yield Line(told.text if below and told.kind == "effect" else told.line, 2 if below else 1)
    if not lines:
        yield quiet("Nothing that you know of.")


def by_cause(lines: Iterable[Told]) -> list[list[tuple[Told, bool]]]:
    """The lines in their order, in blocks, each line with whether it stands below the first of its block: each change
    that an event made by itself stands under that event.

    News of a round end come together: first all that happened, then what they changed, mixed; each change goes back to
    its own.
    """
    found: list[list[tuple[Told, bool]]] = []
    owners: dict[int, list[tuple[Told, bool]]] = {}
    together = False
    for told in lines:
        step = told.step
        if told.kind == "event" and step is not None:
            owners = owners if together else {}
            owners[step.number] = [(told, False)]
            found.append(owners[step.number])
        else:
            own = step is not None and told.kind in ("effect", "link")
            mine = [owners[n] for n in step.parents if n in owners] if own and step is not None else []
            if mine:
                mine[0].append((told, True))
            else:
                found.append([(told, False)])
        together = told.kind == "event"
    return found


def _record(reader: Reader, record: RoundRecord) -> Iterator[Node]:
    if not record.exchanges and reader.view.phase in ("deal", "choose") and record.number == reader.view.round:
        chosen = "all have chosen, and it opens once everybody has said what will come"
        waits = chosen if not reader.game.state.awaiting else "moves are being chosen"
        yield quiet(f"Nothing is open yet: {waits}.")
        return
    reasons = reasons_of(reader, record.number)
    for exchange in record.exchanges:
        yield exchanged(reader, record.number, exchange, reasons)
    yield from idle(reader, record, reasons)


def idle(reader: Reader, record: RoundRecord, reasons: Reasons) -> Iterator[Across]:
    """Who made no move in a round, and of whose choice nothing is open."""
    for held, what in ((record.holding, "no move"), (record.silent, "nothing that is open to see")):
        if held:
            lines = [line for role in held for line in _idle(reader, role, what, reasons)]
            short = quiet(what)
            yield Across(tuple((short,) if role in held else () for role in reader.deck.turn_order), tuple(lines))


def record_title(deck: Deck, record: RoundRecord) -> str:
    """What a round is called; of one after the end of term how long after."""
    return f"Years later: {record.label}" if record.years_later else round_title(deck, record.number, " · ")


def reasons_of(reader: Reader, number: int) -> Reasons:
    """The choices of a round that lie open, by role and kind."""
    known = (known for known in reader.game.known(reader.role) if known.round == number)
    return {(str(made.entry.move.role), str(made.entry.move.kind)): made for made in known}


def ground(reader: Reader, exchange: Exchange, reasons: Reasons) -> Iterator[Line]:
    """Who asked for the ground of a case, what showing it cost and what came of it, with the reasons of opponents;
    nothing where nobody asked."""
    if not exchange.pressed:
        return
    names = {role: reader.deck.roles[role].name for role in (*exchange.pressed, exchange.role)}
    cost = reader.deck.rules.press
    after = {None: "", True: f" It is shown, for {cost} capital.", False: " It is not shown."}[exchange.shown]
    came = {
        ("stands", True): " So the case counts in full, with a debate point.",
        ("beaten", True): " That gains nothing: the case is beaten all the same.",
        ("beaten", False): " Nothing is lost by that: the case is beaten anyway.",
    }.get((exchange.result, exchange.shown is True), "")
    yield Line(f"Pressed for its ground by {listed([names[role] for role in exchange.pressed])}.{after}{came}", 2)
    for role in exchange.pressed:
        yield from _reason(reader, reasons.get((role, "press")), f"Why {names[role]} pressed")
    yield from _reason(reader, reasons.get((exchange.role, "withhold")), f"Why {names[exchange.role]} did not")


def _idle(reader: Reader, role: str, what: str, reasons: Reasons) -> Iterator[Line]:
    yield Line(f"{reader.deck.roles[role].name}: {what}", 1)
    yield from _reason(reader, reasons.get((role, "hold")))


class _Sheet:
    """An exchange as it is put together: what each line says in turn, and what stands of it in whose column."""

    def __init__(self, reader: Reader, reasons: Reasons) -> None:
        self.reader, self.reasons = reader, reasons
        self.lines: list[Line] = []
        self.columns: dict[str, list[Line]] = {role: [] for role in reader.deck.turn_order}

    def say(self, role: str, line: Line, *short: Line | str) -> None:
        self.lines.append(line)
        self.columns[role] += [Line(each) if isinstance(each, str) else each for each in short]

    def because(self, role: str, kind: str) -> None:
        """Why an opponent chose so."""
        self.lines += _reason(self.reader, self.reasons.get((role, kind)))

    def debated(self, exchange: Exchange, names: Mapping[str, str]) -> None:
        """What the others said to the case, and what its speaker said back."""
        deck, speaker = self.reader.deck, exchange.role
        for role, id_ in exchange.answers:
            how = how_answered(deck, id_, exchange.case)
            line = _card(self.reader, f"Answered by {names[role]}, who {how} the case", id_)
            self.say(role, line, quiet(f"→ {how} {names[speaker]}"), deck.arguments[id_].title)
            self.because(role, "answer")
        if exchange.pressed:
            self.lines += ground(self.reader, exchange, self.reasons)
            self.columns[speaker].append(quiet(f"pressed by {listed([names[role] for role in exchange.pressed])}"))
        if exchange.extension:
            to, id_ = exchange.extension
            how = how_answered(deck, id_, dict(exchange.answers)[to])
            line = _card(self.reader, f"Answered back to {names[to]}: it {how} that answer", id_)
            self.say(speaker, line, f"↳ {how} the answer: {deck.arguments[id_].title}")
            self.columns[to].append(quiet("met by the extension"))


def exchanged(reader: Reader, number: int, exchange: Exchange, reasons: Reasons) -> Across:
    """What one role had on the floor, what the others said to it, and what became of it."""
    deck, speaker, move = reader.deck, exchange.role, reader.deck.moves[exchange.move]
    names = {role: deck.roles[role].name for role in deck.turn_order}
    sheet = _Sheet(reader, reasons)
    marks = [word for word, so in (("covert", exchange.covert), ("waited a round", exchange.waited)) if so]
    what = f"{move.title}{f' ({listed(marks)})' if marks else ''}"
    sheet.say(
        speaker,
        evolve(item(f"{names[speaker]}: {what}", Ref("move", move.id)), tone="strong"),
        strong(move.title),
        *map(quiet, marks),
    )
    sheet.because(speaker, "play")
    if exchange.case:
        sheet.say(speaker, _card(reader, "Case", exchange.case), f"case: {deck.arguments[exchange.case].title}")
    elif not marks:
        sheet.say(speaker, Line("No case: policy by decree.", 2), quiet("no case"))
    if exchange.offer_to:
        answer = {None: "not answered yet", True: "accepted", False: "declined"}[exchange.taken]
        line = Line(f"Offer to {names[exchange.offer_to]}: {answer}.", 2)
        sheet.say(exchange.offer_to, line, strong(f"the offer: {answer}"))
        if exchange.taken is not None:
            sheet.because(exchange.offer_to, "accept" if exchange.taken else "decline")
    sheet.debated(exchange, names)
    sheet.say(speaker, Line(result(reader, number, exchange), 2), *_came(exchange))
    before = _dropped_before(reader, number) if exchange.dropped else ()
    for role, id_ in exchange.dropped:
        title, once = deck.arguments[id_].title, (role, id_) not in before
        held = f"Dropped: {names[role]} held '{title}' and kept it."
        line = Line(held if once else f"Kept again: {names[role]} still held '{title}'.", 2)
        sheet.say(role, line, Line(f"{'dropped' if once else 'kept again'}: {title}", mark="off", tone="quiet"))
    columns = tuple(tuple(column) for column in sheet.columns.values())
    return Across(columns, tuple(sheet.lines), Ref("exchange", f"{number}:{speaker}"))


def _dropped_before(reader: Reader, number: int) -> set[tuple[str, str]]:
    """The cards, each with its role, that were dropped in rounds before this one: none counts twice."""
    earlier = (record for record in rounds(reader.game.played, None) if record.number < number)
    return {kept for record in earlier for exchange in record.exchanges for kept in exchange.dropped}


def _came(exchange: Exchange) -> Iterator[Line]:
    """In a few words how an exchange ended, and what became of its move."""
    ruled = " (ruled)" if exchange.ruled else ""
    if exchange.result == "stands":
        yield strong(f"stands{ruled}", "stands")
    elif exchange.result == "beaten":
        yield strong(f"beaten{ruled}{', paid to go on' if exchange.paid_on else ''}", "beaten")
    if exchange.fate in FATES:
        yield quiet(FATES[exchange.fate])


def _card(reader: Reader, term: str, id_: str) -> Line:
    argument = reader.deck.arguments[id_]
    words = f"'{argument.title}'. {sentence(argument.claim, cited(argument))}"
    return Line(words, 2, term, Ref("card", id_), "Read the card")


def overtaken(reader: Reader, number: int, exchange: Exchange) -> str:
    """The move that overtook this one in this round, as far as the reader may know of it; empty for none."""
    if exchange.fate != "overtaken":
        return ""
    first = reader.deck.moves.get(overtaken_by(reader.game.played, exchange.move, number))
    open_ = first is not None and (reader.over or not first.covert or first.role == reader.role)
    return first.id if first is not None and open_ else ""


def result(reader: Reader, number: int, exchange: Exchange) -> str:
    """How the exchange ended on the floor, and what became of the move."""
    by = " by ruling" if exchange.ruled else ""
    half = " at half its worth" if exchange.shown is False else ""
    stands = f"The case stands{by}{half}: +{exchange.worth} capital."
    won = {"stands": stands, "beaten": f"The case is beaten{by}.", "": ""}[exchange.result]
    if exchange.result == "beaten" and exchange.helpless:
        whose = "you" if exchange.role == reader.role else reader.deck.roles[exchange.role].name
        won += f" No card that {whose} held met what was said."
    if exchange.result == "beaten" and exchange.paid_on:
        won += f" It pays {reader.deck.rules.beaten_extra} more and goes on."
    elif no_money := could_not_pay(reader, exchange):
        won += f" {no_money[:1].upper()}{no_money[1:]}."
    fates = {
        "happened": "The move happens.",
        "waits": "The move waits and takes the choice of the next round.",
        "lapsed": "No round is left in which the move could come.",
        "overtaken": "It came too late: what it needs was gone when it was its turn. Its price is paid back.",
        "declined": "It does not happen.",
        "unplayable": "It could not have been played here.",
        "": {"": "Still open.", "beaten": "Whether its move goes on is still open.", "stands": ""}[exchange.result],
    }
    if exchange.taken is False and exchange.fate == "waits":
        fates["waits"] = f"It was declined, too; {DECLINED_WAITS}"
    if exchange.waited and exchange.fate == "declined":
        fates["declined"] = f"It was declined in round {number - 1}, so all that it does is to take this choice."
    other = exchange.offer_to if exchange.taken is False and exchange.fate == "overtaken" else ""
    declined = f"{reader.deck.roles[other].name} declined it. " if other else ""
    first = overtaken(reader, number, exchange)
    order = f" {came_first(reader.deck, first)}" if first else ""
    return f"{won} {declined}{fates[exchange.fate]}{order}".strip()


TOLD_LATER = "What would have made {} play a move is told when the game is over."


def because_words(reader: Reader, known: Known) -> str:
    """The reason that an opponent gave, cited, without what is still to be found out; where no rule of its script took
    an offer, by what it would have been taken; where none called for a move, what it could spend and, while the game
    runs, that the rest is told when it is over: its rules would give away what it knows and wants."""
    chosen, made = known.entry.chosen, known.entry.move
    if chosen is None:
        return ""
    if made.kind == "decline" and is_unmoved(chosen):
        motive = reader.game.state.motives[made.role] if reader.over else ""
        return what_takes(reader.deck, reader.steps, made, known.round, motive)
    reason, rather, other = reader.as_known(chosen.because).partition(RATHER)
    because = f"{sentence(reason, citation(chosen.source, chosen.basis))}{rather}{other}"
    if made.kind == "hold" and is_unmoved(chosen):
        then = "" if reader.over else f" {TOLD_LATER.format(reader.deck.roles[made.role].name)}"
        return f"{because} {could_spend(reader.deck, reader.steps, made.role, known.round)}{then}"
    return because


def _reason(reader: Reader, known: Known | None, term: str = "Its reason") -> Iterator[Line]:
    """Why an opponent chose so, and what it passed over."""
    chosen = None if known is None else known.entry.chosen
    if known is None or chosen is None:
        return
    because = because_words(reader, known)
    passed = ""
    rejected = chosen.rejected
    if rejected is not None and rejected.move and rejected.kind == "play":
        passed = f" It passed over '{reader.deck.moves[rejected.move].title}': {chosen.rejected_because}"
    yield Line(f"{because}{passed}", 3, term, tone="quiet")
