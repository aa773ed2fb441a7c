"""What is said at the table: moves, cases, answers and what became of them; and what a round brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debate.debrief.naming import cited, how_answered, listed, sentence
from debate.debrief.narration import Told, consequences
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.debrief.vocabulary import HOW_ANSWERS
from debate.game.record import Known
from debate.pages.document import Heading, Line, Node, Ref, quiet
from debate.pages.reader import Reader
from debate.pages.words import round_title

Reasons = Mapping[tuple[str, str], Known]


def floor(reader: Reader, number: int) -> Iterator[Node]:
    """What lies on the floor in a round. Nothing where there was no such round."""
    found = rounds(reader.game.played, reader.role)
    record = next((r for r in found if r.number == number and not r.years_later), None)
    if record is not None:
        title = round_title(reader.deck, number)
        yield Heading(f"The floor, {title[:1].lower()}{title[1:]}")
        yield from _record(reader, record)


def flow(reader: Reader) -> Iterator[Node]:
    """Every round's cases, answers and results; dropped cards once the game is over."""
    for record in rounds(reader.game.played, reader.role):
        if not record.years_later:
            yield Heading(round_title(reader.deck, record.number))
            yield from _record(reader, record)
    yield quiet(HOW_ANSWERS)


def happened(reader: Reader, number: int, title: str) -> Iterator[Node]:
    """What a round brought, cause by cause."""
    steps = [step for step in reader.steps if step.round <= number]
    before = max((step.number for step in steps if step.round < number), default=0)
    yield Heading(title)
    lines = consequences(reader.deck, steps, before, reader.view.pending)
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
    deck = reader.deck
    if not record.exchanges and reader.view.phase in ("deal", "choose") and record.number == reader.view.round:
        yield quiet("Nothing is open yet: moves are being chosen.")
        return
    known = (known for known in reader.game.known(reader.role) if known.round == record.number)
    reasons: Reasons = {(str(made.entry.move.role), str(made.entry.move.kind)): made for made in known}
    for exchange in record.exchanges:
        yield from _exchange(reader, exchange, reasons)
    for role in record.holding:
        yield Line(f"{deck.roles[role].name}: no move", 1)
        yield from _reason(reader, reasons.get((role, "hold")))
    for role in record.silent:
        yield Line(f"{deck.roles[role].name}: nothing that is open to see", 1)


def _exchange(reader: Reader, exchange: Exchange, reasons: Reasons) -> Iterator[Node]:
    deck = reader.deck
    speaker, move = deck.roles[exchange.role].name, deck.moves[exchange.move]
    marks = [word for word, so in (("covert", exchange.covert), ("waited a round", exchange.waited)) if so]
    yield Line(f"{speaker}: {move.title}{f' ({listed(marks)})' if marks else ''}", 1, to=Ref("move", move.id))
    yield from _reason(reader, reasons.get((exchange.role, "play")))
    if exchange.case:
        yield _card(reader, "Case", exchange.case)
    elif not exchange.covert and not exchange.waited:
        yield Line("No case: policy by decree.", 2)
    if exchange.offer_to:
        answer = {None: "not answered yet", True: "accepted", False: "declined"}[exchange.taken]
        yield Line(f"Offer to {deck.roles[exchange.offer_to].name}: {answer}.", 2)
        if exchange.taken is not None:
            yield from _reason(reader, reasons.get((exchange.offer_to, "accept" if exchange.taken else "decline")))
    for role, id_ in exchange.answers:
        how = how_answered(deck, id_, exchange.case)
        yield _card(reader, f"Answered by {deck.roles[role].name}, who {how} the case", id_)
        yield from _reason(reader, reasons.get((role, "answer")))
    if exchange.pressed:
        after = {None: "", True: " It is shown, for capital.", False: " It is not shown."}[exchange.shown]
        by = listed([deck.roles[role].name for role in exchange.pressed])
        yield Line(f"Pressed for its ground by {by}.{after}", 2)
    if exchange.extension:
        to, id_ = exchange.extension
        how = how_answered(deck, id_, dict(exchange.answers)[to])
        yield _card(reader, f"Answered back to {deck.roles[to].name}: it {how} that answer", id_)
    yield Line(result(reader, exchange), 2)
    for role, id_ in exchange.dropped:
        yield Line(f"Dropped: {deck.roles[role].name} held '{deck.arguments[id_].title}' and kept it.", 2)


def _card(reader: Reader, term: str, id_: str) -> Line:
    argument = reader.deck.arguments[id_]
    words = f"'{argument.title}'. {sentence(argument.claim, cited(argument))}"
    return Line(words, 2, term, Ref("card", id_), "Read the card")


def result(reader: Reader, exchange: Exchange) -> str:
    """How the exchange ended on the floor, and what became of the move."""
    by = " by ruling" if exchange.ruled else ""
    half = " at half its worth" if exchange.shown is False else ""
    stands = f"The case stands{by}{half}: +{exchange.worth} capital."
    won = {"stands": stands, "beaten": f"The case is beaten{by}.", "": ""}[exchange.result]
    if exchange.result == "beaten" and exchange.paid_on:
        won += f" It pays {reader.deck.rules.beaten_extra} more and goes on."
    fates = {
        "happened": "The move happens.",
        "waits": "The move waits and takes the choice of the next round.",
        "lapsed": "No round is left in which the move could come.",
        "overtaken": "Overtaken: what it needs was gone when it was its turn. Its price is paid back.",
        "declined": "It does not happen.",
        "unplayable": "It could not have been played here.",
        "": {"": "Still open.", "beaten": "Whether its move goes on is still open.", "stands": ""}[exchange.result],
    }
    return f"{won} {fates[exchange.fate]}".strip()


def _reason(reader: Reader, known: Known | None) -> Iterator[Node]:
    """Why an opponent chose so, and what it passed over."""
    chosen = None if known is None else known.entry.chosen
    if chosen is None:
        return
    because = sentence(chosen.because, ", ".join(chosen.source))
    passed = ""
    rejected = chosen.rejected
    if rejected is not None and rejected.move and rejected.kind == "play":
        passed = f" It passed over '{reader.deck.moves[rejected.move].title}': {chosen.rejected_because}"
    yield Line(f"{because}{passed}", 3, "Its reason", tone="quiet")
