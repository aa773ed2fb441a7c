"""Pages about the game as it stands: briefing, world, table, hand, moves, floor."""

from __future__ import annotations

from collections.abc import Iterable

from debate.debrief.ahead import Ahead, Touch, Woken, ahead
from debate.debrief.foreseen import FIND_OUT
from debate.debrief.naming import cited, counted, effects_words, listed, name_of, sentence
from debate.debrief.narration import consequences
from debate.debrief.report import weights_words
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.faces.plain.consequences import blocks
from debate.faces.plain.desk import Desk
from debate.game.session import PERSON, Known
from debate.rules.deck import Argument
from debate.rules.moves import Move
from debate.rules.state import State

PHASES = {
    "deal": "choose your hand",
    "choose": "choose a move",
    "answer": "answer",
    "extend": "answer the answer",
    "settle": "settle",
    "over": "over",
}


def briefing(desk: Desk) -> None:
    """The question, the role, its motive and how a round goes."""
    deck, say = desk.deck, desk.console.say
    desk.console.head(deck.title)
    say(deck.question)
    if deck.origin:
        say(f"The deck follows '{deck.origin.title}' ({deck.origin.year}). It is one author's model, not the truth.")
    if desk.role is None:
        say("You look on: " + listed([deck.roles[role].name for role in deck.turn_order]) + " play.")
        return
    role = deck.roles[desk.role]
    motive = role.motives.get(desk.view.motive)
    say()
    say(f"You are {role.name}. {role.brief}")
    if motive:
        say(f"Your motive: {motive.name}. {motive.text}")
        say(f"You are scored on: {weights_words(deck, motive.wants.items())}. The number is the weight.", 2)
        if motive.ends:
            say(f"You say that it is for: {weights_words(deck, motive.ends.items())}.", 2)
    others = [deck.roles[other].name for other in deck.turn_order if other != desk.role]
    say(f"At the table with you: {listed(others)}.")
    say(
        f"A game is {counted(deck.rounds.count, 'round')}. In each, everybody chooses a move and backs it with a "
        "card, cases are answered, moves take effect, and then the world moves by itself."
    )
    desk.console.hint("Type 'help' at any time.")


def world(desk: Desk, whole: bool = True) -> None:
    """Meters by group, with what they changed in the latest round, and flags. ``whole``: one a line, with what the
    ends of the scale mean; otherwise a group a line, and flags that are not as they were at the start."""
    deck, view, say = desk.deck, desk.view, desk.console.say
    desk.console.head("The world")
    opened = desk.session.opened(max(1, view.round - 1)) if not view.over else desk.session.opened(1)
    before = desk.session.state if opened is None else opened
    groups: dict[str, list[str]] = {}
    for meter in deck.meters.values():
        groups.setdefault(meter.group, []).append(meter.id)
    if not whole:
        for group, ids in groups.items():
            say(f"{group}: {', '.join(_short(desk, id_, before) for id_ in ids)}", 2)
        flags = [f for f in deck.flags.values() if view.flags[f.id] != f.start or view.round == 1]
        if flags:
            unless = "" if view.round == 1 else ", other than at the start"
            say(f"How things stand{unless}:", 2)
            say(", ".join(f"{flag.name}: {flag.values[view.flags[flag.id]]}" for flag in flags), 4)
        return
    for group, ids in groups.items():
        say(f"{group}:")
        for id_ in ids:
            meter, value = deck.meters[id_], view.meters[id_]
            if value is None:
                say(f"{meter.name}: hidden from you", 2)
                continue
            changed = value - before.meters[id_]
            words = f", {'up' if changed > 0 else 'down'} {abs(changed)}" if changed else ""
            scale = f" ({meter.min} is {meter.low}, {meter.max} is {meter.high}; it began at {meter.start})"
            say(f"{meter.name}: {value}{words}{scale}", 2)
    if deck.flags:
        say("How things stand:")
        for flag in deck.flags.values():
            say(f"{flag.name}: {flag.values[view.flags[flag.id]]}", 2)
    span = "since the start" if view.over else "over the latest round"
    say(f"'up' and 'down' tell the change {span}.")
    desk.console.hint("Type 'why' and a name to see what moved it.")


def _short(desk: Desk, id_: str, before: State) -> str:
    meter, value = desk.deck.meters[id_], desk.view.meters[id_]
    if value is None:
        return f"{meter.name} hidden from you"
    changed = value - before.meters[id_]
    return f"{meter.name} {value}" + (f" ({'up' if changed > 0 else 'down'} {abs(changed)})" if changed else "")


def table(desk: Desk) -> None:
    """Who sits where, with capital, points, cards and what is awaited."""
    deck, view, say = desk.deck, desk.view, desk.console.say
    desk.console.head("At the table")
    for role in deck.turn_order:
        seat = desk.session.seats[role]
        who = (
            "you" if role == desk.role else (seat.name or "a person") if seat.who == PERSON else f"{seat.who} opponent"
        )
        state = "is choosing" if role in view.awaiting else "ready"
        waiting = f", '{deck.moves[view.waiting[role]].title}' waits" if role in view.waiting else ""
        say(
            f"{deck.roles[role].name} ({who}): capital {view.capital[role]} of {deck.roles[role].capital_max}, "
            f"debate points {view.points[role]}, {view.hand_sizes[role]} cards in hand, "
            f"{view.pile_sizes[role]} in the pile; {state}{waiting}",
            2,
        )


def hand(desk: Desk) -> None:
    """The cards in hand, numbered."""
    desk.console.head("Your hand")
    for number, id_ in enumerate(desk.view.hand, 1):
        argument = desk.deck.arguments[id_]
        desk.console.say(f"Card {number}. {argument.title}: {sentence(argument.claim, cited(argument))}", 2)
    if not desk.view.hand:
        desk.console.say("It is empty.", 2)
    else:
        desk.console.hint("Type 'card' and a number to read a card whole.")


def card(desk: Desk, argument: Argument) -> None:
    """One card, whole."""
    deck, say = desk.deck, desk.console.say
    desk.console.head(argument.title)
    say(f"Claim: {sentence(argument.claim, cited(argument))}")
    say(f"Grounds: {argument.because}")
    say(f"Warrant: {argument.warrant}")
    if argument.qualifier:
        say(f"How sure: {argument.qualifier}")
    if argument.rebuttal:
        say(f"What speaks against it: {argument.rebuttal}")
    if argument.basis == "outside":
        for id_ in argument.evidence:
            say(f"Outside the brief: {deck.evidence[id_].says} ({deck.evidence[id_].where})", 2)
    say("Voiced by: " + listed([deck.roles[role].name for role in argument.voices]))
    backs = [deck.moves[id_].title for id_ in argument.backs if deck.moves[id_].active]
    answers = [deck.arguments[id_].title for id_ in argument.answers if deck.arguments[id_].active]
    say("Backs: " + (listed([f"'{title}'" for title in backs]) or "no move"))
    say("Answers: " + (listed([f"'{title}'" for title in answers]) or "no card"))
    own_words(desk, argument.source)


def own_words(desk: Desk, passages: Iterable[str]) -> None:
    """These passages themselves, as far as their text is at hand."""
    texts = {id_: desk.deck.texts[id_] for id_ in dict.fromkeys(passages) if id_ in desk.deck.texts}
    if texts:
        desk.console.say("In the source's own words:")
    for id_, text in texts.items():
        for number, paragraph in enumerate(text.split("\n\n")):
            desk.console.say(paragraph if number else f"{id_}: {paragraph}", 2)


def moves(desk: Desk) -> None:
    """All moves of this role, numbered: the possible ones with their price, the others with the reason."""
    say = desk.console.say
    desk.console.head("Your moves")
    impossible: list[str] = []
    for number, id_ in enumerate(desk.moves(), 1):
        look = ahead(desk.deck, desk.view, id_)
        bare = desk.session.refusal(Move(desk.role or "", "play", move=id_))
        backed = look.backing and not desk.session.refusal(Move(desk.role or "", "play", id_, look.backing[0]))
        if bare is not None and not backed:
            refused = look.refusal or bare
            named = "" if look.title in refused.sentence else f"{look.title}. "
            price = "" if refused.code == "forbidden" else f" Price {look.price if look.backing else look.bare_price}."
            impossible.append(f"{number}. {named}{refused.sentence}{price}")
            continue
        say(f"{number}. {look.title}: {_price(look)}", 2)
    say(f"0. Hold: play nothing and gain {desk.deck.rules.hold_bonus} capital", 2)
    if impossible:
        say("Not possible now:")
        for line in impossible:
            say(line, 2)


def _price(look: Ahead) -> str:
    if look.covert:
        return f"covert, price {look.price}"
    cards = len(look.backing)
    if not cards:
        return f"price {look.bare_price}, no card in your hand backs it"
    cards_words = f"{cards} card{'s' * (cards != 1)} of yours back{'s' * (cards == 1)} it"
    return f"price {look.price} with a case, {look.bare_price} without; {cards_words}"


def move_ahead(desk: Desk, id_: str) -> str:
    """One move before it is chosen: promise, what it does at once, what it wakes, what will not happen.

    Returns why it cannot be chosen, as it was told; empty if it can.
    """
    deck, say = desk.deck, desk.console.say
    look, move = ahead(deck, desk.view, id_), deck.moves[id_]
    desk.console.head(look.title)
    say(sentence(look.text, look.citation))
    if move.role == desk.role:
        say(_price(look).capitalize() + ".")
    else:
        bare = "" if look.covert else f" with a case, {look.bare_price} without"
        say(f"A move of {deck.roles[move.role].name}. Price {look.price}{bare}.")
    rest = "It can happen once in a game." if move.once else ""
    if move.cooldown and not move.once:
        rest = f"After it has happened it rests for {move.cooldown} round{'s' * (move.cooldown != 1)}."
    if rest:
        say(rest)
    if look.covert:
        say("Covert: it takes no case, and the others are not told.")
    if look.promises:
        say("It promises: " + listed([f"{deck.meters[m].name} {way}" for m, way in look.promises]) + ".")
    if look.offer_to:
        declined = f" If it is declined: {_touches(look.if_declined)}." if look.if_declined else ""
        say(f"It is an offer: {deck.roles[look.offer_to].name} must accept it, or it does not happen.{declined}")
    say("At once: " + (_touches(look.at_once) or "nothing by itself") + ".")
    if look.links:
        say("What it sets going:")
        for woken in look.links:
            say(_woken(woken), 2)
    if look.denials:
        say("What will not happen:")
        for woken in look.denials:
            say(_woken(woken), 2)
    if desk.session.predicting:
        say(FIND_OUT)
    told = look.refusal.sentence if look.refusal else ""
    if told:
        say(told if "not possible now" in told else f"Not possible now: {told}")
    own_words(desk, move.source)
    return told


def _touches(touches: tuple[Touch, ...]) -> str:
    return listed([f"{touch.name} {touch.words}" for touch in touches])


def _woken(woken: Woken) -> str:
    if woken.kind == "denial":
        while_ = " for as long as it lasts" if woken.when != "now" else ""
        return (
            f"{listed(woken.changes, 'or')} will not move because of it{while_}: {sentence(woken.says, woken.citation)}"
        )
    says = sentence(woken.says, woken.citation)
    needs = f" It takes that {woken.needs}." if woken.needs else ""
    if woken.stops:
        return f"It ends this: {says}"
    later = f", {woken.later}" if woken.delay else ""
    while_ = "at round ends while it lasts, " if woken.when != "now" else ""
    return f"{while_}{listed(woken.changes)}{later}: {says}{needs}"


def pending(desk: Desk) -> None:
    """Changes on their way, with the round they land in."""
    deck, say = desk.deck, desk.console.say
    desk.console.head("On its way")
    for item in sorted(desk.view.pending, key=lambda item: item.lands):
        tables = desk.session.state.tables
        words = []
        for target, number in item.changes:
            if target in deck.flags:
                words.append(f"{name_of(deck, target)}: {deck.flags[target].values[tables.shown(target, number)]}")
            else:
                words.append(f"{name_of(deck, target)} {number:+d}")
        link = deck.links[item.link]
        late = " (after the end of term)" if item.lands > deck.rounds.count else ""
        say(f"At the end of round {item.lands}{late}: {listed(words)}. {sentence(link.says, cited(link))}", 2)
    if not desk.view.pending:
        say("Nothing that you know of.", 2)


def floor(desk: Desk, number: int | None = None, results: bool = False) -> None:
    """What lies on the floor in a round, by default in this one. ``results``: the cases were told before, so only
    what came of them."""
    records = rounds(desk.session.played, desk.role)
    wanted = desk.view.round if number is None else number
    record = next((r for r in records if r.number == wanted and not r.years_later), None)
    if record is None:
        desk.console.say(f"There was no round {wanted}.")
        return
    desk.console.head(f"The floor{' decides' if results else ''}, round {record.number}, {record.label}")
    _record(desk, record, results)


def flow(desk: Desk) -> None:
    """The flow sheet: every round's cases, answers and results; dropped cards once the game is over."""
    for record in rounds(desk.session.played, desk.role):
        if not record.years_later:
            desk.console.head(f"Round {record.number}, {record.label}")
            _record(desk, record)


def _record(desk: Desk, record: RoundRecord, results: bool = False) -> None:
    deck, say = desk.deck, desk.console.say
    if not record.exchanges and desk.view.phase in ("deal", "choose") and record.number == desk.view.round:
        say("Nothing is open yet: moves are being chosen.", 2)
        return
    reasons: dict[tuple[str, str], Known] = {
        (known.entry.move.role, known.entry.move.kind): known
        for known in desk.session.known(desk.role)
        if known.round == record.number
    }
    for exchange in record.exchanges:
        _exchange(desk, exchange, reasons, results)
    for role in () if results else record.holding:
        say(f"{deck.roles[role].name}: no move", 2)
        _reason(desk, reasons.get((role, "hold")))
    for role in () if results else record.silent:
        say(f"{deck.roles[role].name}: nothing that is open to see", 2)


def _exchange(desk: Desk, exchange: Exchange, reasons: dict[tuple[str, str], Known], results: bool) -> None:
    deck, say = desk.deck, desk.console.say
    speaker, move = deck.roles[exchange.role].name, deck.moves[exchange.move]
    marks = [word for word, so in (("covert", exchange.covert), ("waited a round", exchange.waited)) if so]
    say(f"{speaker}: {move.title}{f' ({listed(marks)})' if marks else ''}", 2)
    if not results:
        _reason(desk, reasons.get((exchange.role, "play")))
    if results:
        pass
    elif exchange.case:
        say(f"Case: {_card(desk, exchange.case)}", 4)
    elif not exchange.covert and not exchange.waited:
        say("No case: policy by decree.", 4)
    if exchange.offer_to:
        to = deck.roles[exchange.offer_to].name
        answer = {None: "not answered yet", True: "accepted", False: "declined"}[exchange.taken]
        say(f"Offer to {to}: {answer}.", 4)
        if exchange.taken is not None:
            _reason(desk, reasons.get((exchange.offer_to, "accept" if exchange.taken else "decline")))
    for role, id_ in exchange.answers:
        say(f"Answered by {deck.roles[role].name}: {_card(desk, id_)}", 4)
        _reason(desk, reasons.get((role, "answer")))
    if exchange.pressed:
        after = {None: "", True: " It is shown, for capital.", False: " It is not shown."}[exchange.shown]
        say(f"Pressed for its ground by {listed([deck.roles[role].name for role in exchange.pressed])}.{after}", 4)
    if exchange.extension:
        to, id_ = exchange.extension
        say(f"Answered back to {deck.roles[to].name}: {_card(desk, id_)}", 4)
    say(_result(desk, exchange), 4)
    for role, id_ in exchange.dropped:
        say(f"Dropped: {deck.roles[role].name} held '{deck.arguments[id_].title}' and kept it.", 4)


def _result(desk: Desk, exchange: Exchange) -> str:
    by = " by ruling" if exchange.ruled else ""
    half = " at half its worth" if exchange.shown is False else ""
    stands = f"The case stands{by}{half}: +{exchange.worth} capital."
    won = {"stands": stands, "beaten": f"The case is beaten{by}.", "": ""}[exchange.result]
    if exchange.result == "beaten" and exchange.paid_on:
        won += f" It pays {desk.deck.rules.beaten_extra} more and goes on."
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


def _card(desk: Desk, id_: str) -> str:
    argument = desk.deck.arguments[id_]
    return f"'{argument.title}'. {sentence(argument.claim, cited(argument))}"


def _reason(desk: Desk, known: Known | None) -> None:
    """Why an opponent chose so, and what it passed over."""
    chosen = None if known is None else known.entry.chosen
    if chosen is None or known is None:
        return
    because = sentence(chosen.because, ", ".join(chosen.source))
    passed = ""
    rejected = chosen.rejected
    if rejected is not None and rejected.move and rejected.kind == "play":
        passed = f" It passed over '{desk.deck.moves[rejected.move].title}': {chosen.rejected_because}"
    desk.console.say(f"Its reason: {because}{passed}", 6)


def happened(desk: Desk, number: int, title: str) -> None:
    """What a round brought, cause by cause."""
    steps = [step for step in desk.steps if step.round <= number]
    before = max((step.number for step in steps if step.round < number), default=0)
    desk.console.head(title)
    for block in blocks(lines := consequences(desk.deck, steps, before, desk.view.pending)):
        for told, below in block:
            # What a move or news does by itself stands under it and needs no cause of its own.
            desk.console.say(told.text if below and told.kind == "effect" else told.line, 4 if below else 2)
    if not lines:
        desk.console.say("Nothing that you know of.", 2)


def declined_words(desk: Desk, move: str) -> str:
    """What declining an offer does, in words; empty for nothing."""
    return listed(effects_words(desk.deck, desk.deck.moves[move].if_declined))
