"""One exchange in full: the cards in their own words, what came of it, and why an opponent chose as it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve

from debate.debrief.cards_held import CardsHeld
from debate.debrief.naming import CAPITAL, cited, how_answered, rounds_words, sentence
from debate.debrief.reasons import together
from debate.debrief.requirements import WhyNot
from debate.debrief.rounds import Exchange, rounds, won
from debate.debrief.script_rules import passed_over
from debate.debrief.unmoved import by_rule, is_unmoved, stood_then, takes_where, why_declined, why_held
from debate.debrief.waiting import waited
from debate.debrief.why_not import Past
from debate.game.record import Known
from debate.pages.document import Heading, Line, Node, Ref, item, quiet, section
from debate.pages.floor import AS_SAID, FATES, because_words, ground, reasons_of, result
from debate.pages.reader import Reader
from debate.pages.things import OUTSIDE, gists, reason_lines
from debate.pages.things_table import parts_of
from debate.pages.words import none_possible
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.trace import TraceStep


def exchanged(reader: Reader, number: int, speaker: str) -> Iterator[Node]:
    """What one role had on the floor in one round; nothing where it had nothing that is open."""
    for record in rounds(reader.game.played, reader.role):
        for exchange in record.exchanges:
            if record.number == number and exchange.role == speaker:
                yield from _passages_once(_exchange(reader, number, exchange))


def _passages_once(nodes: Iterable[Node]) -> Iterator[Node]:
    """A page on which each passage is told where it is first cited."""
    told: set[Ref] = set()
    for node in nodes:
        to = node.to if isinstance(node, Line) else None
        again = to is not None and to.kind == "passage" and to in told
        told |= {to} if to is not None else set()
        yield evolve(node, text=f"{AS_SAID}.") if again and isinstance(node, Line) else node


def _exchange(reader: Reader, number: int, exchange: Exchange) -> Iterator[Node]:
    deck, speaker = reader.deck, exchange.role
    move = deck.moves[exchange.move]

    def made(kind: str, role: str, of: str = "") -> list[Known]:
        return [
            known
            for known in reader.game.known(reader.role)
            if known.round == number
            and (known.entry.move.kind, known.entry.move.role) == (kind, role)
            and (not of or known.entry.move.move == of)
        ]

    yield Line(move.title, to=Ref("move", move.id), tone="strong")
    yield Line(move.text)
    yield Line(result(reader, number, exchange), mark="leads")
    yield from reasons(reader, made("play", speaker))
    if exchange.case:
        yield from card(deck, exchange.case, "The case", case=True)
    for who, id_ in exchange.answers:
        yield from card(deck, id_, f"Answered by {_name(reader, who)}")
        yield from reasons(reader, made("answer", who))
    yield from ground(reader, exchange, reasons_of(reader, number))
    if exchange.extension:
        yield from card(deck, exchange.extension[1], "Extended with")
    for who, id_ in exchange.dropped:
        kept, title = deck.arguments[id_], f"Dropped: {_name(reader, who)} held this answer and kept it"
        words = f"'{kept.title}'. {sentence(kept.claim, cited(kept))}"
        yield from section(title, [Line(words, 1, to=Ref("card", id_), key=f"card:{id_}")])
    if exchange.case and reader.over:
        yield from section(
            "What else could have been said or paid", reason_lines(deck, _held(reader, number, exchange))
        )
    if exchange.offer_to:
        yield from reasons(reader, made("accept", exchange.offer_to, move.id))
        yield from reasons(reader, made("decline", exchange.offer_to, move.id))


def _held(reader: Reader, number: int, exchange: Exchange) -> Iterator[WhyNot]:
    """What the cards that were held would have done, and what could have been paid, once the game is over."""
    held = CardsHeld(reader.game.played, number, exchange)
    yield from held.of_speaker()
    for who, _ in exchange.answers:
        yield from held.of_answerer(who)
    yield from (held.of_silent(who, card_) for who, card_ in exchange.dropped)
    yield from held.of_others()


def on_the_floor(reader: Reader, id_: str, number: int = 0) -> list[Node]:
    """What became of an argument in each round in which it was on the floor, as far as it is open: as a case, whether
    it stood and who answered it how; as an answer, to whom. Once the game is over also who kept it in hand. ``number``:
    in this round alone."""
    found: list[Node] = []
    for record in rounds(reader.game.played, reader.role):
        for exchange in record.exchanges:
            found += _used(reader, record.number, exchange, id_) if number in (0, record.number) else ()
    if not found and (reader.over or number):
        found.append(item(f"Nobody put it on the floor in {f'round {number}' if number else 'this game'}."))
    return found


def said_for(reader: Reader, move: str, number: int = 0) -> Iterator[Line]:
    """How the cases for a move fared, as far as it is open; ``number``: of this round alone."""
    for record in rounds(reader.game.played, reader.role):
        for exchange in record.exchanges:
            if exchange.move == move and exchange.case and number in (0, record.number):
                yield Line(
                    f"Its case: '{reader.deck.arguments[exchange.case].title}'.", 1, to=Ref("card", exchange.case)
                )
                yield from _used(reader, record.number, exchange, exchange.case)


def chosen_in(reader: Reader, role: str, number: int) -> Iterator[Node]:
    """All that a role chose in a round as far as it is open, an opponent's choices each with why; first which move took
    its turn, where one had waited."""
    made = [known for known in reader.game.known(reader.role) if (known.round, known.entry.move.role) == (number, role)]
    opened = [state for state in reader.game.played.states if (state.round, state.phase) == (number, "choose")]
    other = waited(opened[0], role) if opened else ""
    if other:
        yield item(f"{other}, so no other move could be chosen.", Ref("exchange", f"{number}:{role}"))
    yield from (item(f"Round {number}: {choice_words(reader.deck, known.entry.move)}.") for known in made)
    if (reader.over or role == reader.role) and (hindered := none_possible(reader, role, number)):
        yield item(hindered)
    yield from reasons(reader, made)


def won_by(reader: Reader, step: TraceStep) -> list[Line]:
    """Which case or answer a payment for an exchange was won by; where that cannot be told, all of that round."""
    role, number = step.target.removeprefix(CAPITAL), step.round
    own = (step.kind, step.cause, step.target, step.round)
    paid = [each for each in reader.steps if (each.kind, each.cause, each.target, each.round) == own]
    records = (record for record in rounds(reader.game.played, reader.role) if record.number == number)
    found = [line for record in records for each in record.exchanges for line in _won(reader, number, each, role)]
    return [found[paid.index(step)]] if len(found) == len(paid) else found


def _won(reader: Reader, number: int, exchange: Exchange, role: str) -> Iterator[Line]:
    deck, to = reader.deck, Ref("exchange", f"{number}:{exchange.role}")
    case = f"{_whose(reader, exchange.role)} case '{deck.arguments[exchange.case].title}'" if exchange.case else ""
    for card_ in won(exchange, role):
        answer = f"the answer '{deck.arguments[card_].title}' to {case} held"
        yield Line(f"{case} stood" if exchange.result == "stands" else answer, to=to)


def spoken_by(reader: Reader, step: TraceStep) -> Iterator[Line]:
    """Whose case it was, for which move, that stood or was beaten in this step; nothing for a step of another kind."""
    fate = {"stood": "stands", "beaten": "beaten"}.get(step.kind)
    for record in (record for record in rounds(reader.game.played, reader.role) if record.number == step.round):
        for each in record.exchanges:
            if fate and (each.case, each.result) == (step.cause, fate):
                words = f"{_whose(reader, each.role)} case for '{reader.deck.moves[each.move].title}'"
                yield Line(words, to=Ref("exchange", f"{step.round}:{each.role}"), tone="quiet")


def won_nothing(reader: Reader, role: str, number: int) -> Iterator[Line]:
    """What a role said in a round that won it no capital, each with why, as far as it is open."""
    deck, rules = reader.deck, reader.deck.rules
    records = (record for record in rounds(reader.game.played, reader.role) if record.number == number)
    for each in (each for record in records for each in record.exchanges if each.case and each.result):
        to, paid = Ref("exchange", f"{number}:{each.role}"), won(each, role)
        case, stood = f"{_whose(reader, each.role)} case '{deck.arguments[each.case].title}'", each.result == "stands"
        if each.role == role and not paid:
            alone = f"stood, and nobody answered it, which wins {rules.stands_bonus}"
            unshown = "stood, and its ground was not shown"
            how = (unshown if each.answers else alone) if stood else "was beaten"
            yield item(f"{case[:1].upper()}{case[1:]} {how}.", to)
        for card_ in (card_ for who, card_ in each.answers if who == role and card_ not in paid):
            words = f"The answer '{deck.arguments[card_].title}' to {case}"
            met = each.extension[1] if each.extension and each.extension[0] == role else ""
            why = f"was met with '{deck.arguments[met].title}'" if met else "did not beat it"
            yield item(f"{words} {why}.", to)


def cases_heard(reader: Reader) -> list[str]:
    """The arguments that were a case on the floor, as far as it is open, in their order."""
    found = rounds(reader.game.played, reader.role)
    return list(dict.fromkeys(each.case for record in found for each in record.exchanges if each.case))


def _used(reader: Reader, number: int, exchange: Exchange, id_: str) -> Iterator[Line]:
    """What an argument did in one exchange."""
    deck, case, answers = reader.deck, exchange.case, exchange.answers
    whose = _whose(reader, exchange.role)
    to = Ref("exchange", f"{number}:{exchange.role}")
    if case == id_:
        fared = {"stands": "it stood", "beaten": "it was beaten"}.get(exchange.result, "it is open")
        words = f"Round {number}, {whose} case for '{deck.moves[exchange.move].title}': {fared}"
        answered = "" if answers else "; nobody answered it"
        gone = f"; the move {FATES[exchange.fate]}" if exchange.fate in FATES else ""
        yield item(f"{sentence(f'{words}{answered}{gone}', cited(deck.arguments[id_]))}.", to)
        for who, answer in answers:
            yield Line(_answer(reader, who, answer, case), 2, to=Ref("card", answer))
            yield Line(f"It says: {deck.arguments[answer].claim}", 3)
        yield from ground(reader, exchange, reasons_of(reader, number))
        if exchange.extension:
            yield Line(_held_up(reader, exchange), 2, to=Ref("card", exchange.extension[1]))
        yield from _below(reader, _held(reader, number, exchange))
        return
    held = CardsHeld(reader.game.played, number, exchange)
    about = f"{whose} case '{deck.arguments[case].title}'" if case else ""
    fate = {"stands": ", which stood", "beaten": ", which was beaten"}.get(exchange.result, "")
    for who, answer in answers:
        if answer == id_:
            verb = _VERBS.get(how_answered(deck, id_, case), "answered")
            words = f"Round {number}: with it {_name(reader, who)} {verb} {about}{fate}"
            yield item(f"{sentence(words, cited(deck.arguments[id_]))}.", to)
            if exchange.extension and exchange.extension[0] == who:
                yield Line(_held_up(reader, exchange), 2, to=Ref("card", exchange.extension[1]))
            yield from _below(reader, held.of_answerer(who))
    if exchange.extension and exchange.extension[1] == id_:
        yield item(f"Round {number}: it held up {about}{fate}.", to)
    for who, kept in exchange.dropped:
        if kept == id_:
            yield item(f"Round {number}: {_name(reader, who)} held it against {about} and kept it.", to)
            yield from _below(reader, [held.of_silent(who, kept)])


def _below(reader: Reader, found: Iterable[WhyNot]) -> Iterator[Line]:
    """What could have been said instead, below what was, once the game is over."""
    if reader.over:
        yield from (evolve(line, level=2) for line in reason_lines(reader.deck, found, leads=True))


_VERBS = {"meets": "met", "turns": "turned", "outweighs": "outweighed", "limits": "limited"}
"""How an argument answers another, as what was done."""


def _answer(reader: Reader, who: str, answer: str, case: str) -> str:
    """``Beijing answered with 'No trust without proof', which limits it (P3).``"""
    found = reader.deck.arguments[answer]
    words = f"{_name(reader, who)} answered with '{found.title}', which {how_answered(reader.deck, answer, case)} it"
    return f"{sentence(f'{words[:1].upper()}{words[1:]}', cited(found))}."


def _held_up(reader: Reader, exchange: Exchange) -> str:
    """``Against you it was held up with 'A dead firm pays nobody' (P6).``"""
    assert exchange.extension is not None
    against, back = exchange.extension
    words = f"Against {_name(reader, against)} it was held up with '{reader.deck.arguments[back].title}'"
    return f"{sentence(words, cited(reader.deck.arguments[back]))}."


def card(deck: Deck, id_: str, title: str, case: bool = False) -> Iterator[Node]:
    """An argument in full under a heading. ``case``: with what it makes people feel as a case."""
    found = deck.arguments[id_]
    yield Heading(title, 3)
    yield Line(found.title, to=Ref("card", id_), tone="strong", key=f"card:{id_}")
    if found.basis == "outside":
        yield Line(OUTSIDE, tone="badge")
    yield from parts_of(deck, id_, case)
    yield quiet(cited(found))


def reasons(reader: Reader, made: Iterable[Known]) -> Iterator[Node]:
    """An opponent's reason: the rule of its script, the passage behind it, and what it rejected. Refusals of one offer
    that no rule took are told together once the game is over: what was so each time once, all else with its rounds."""
    groups: dict[object, list[Known]] = {}
    for known in (each for each in made if each.entry.chosen is not None):
        again = reader.over and known.entry.move.kind == "decline" and is_unmoved(known.entry.chosen)
        groups.setdefault(known.entry.move.move if again else known.number, []).append(known)
    for same in groups.values():
        yield from _reason(reader, same)


def _reason(reader: Reader, same: Sequence[Known]) -> Iterator[Node]:
    deck, chosen, made = reader.deck, same[-1].entry.chosen, same[-1].entry.move
    assert chosen is not None
    when = rounds_words([known.round for known in same])
    yield Heading(f"Why {deck.roles[made.role].name} chose this in {when}: {choice_words(deck, chosen.move)}", 3)
    if len(same) > 1:
        motive = reader.game.state.motives[made.role]
        yield Line(takes_where(deck, made, motive))
        stood = (stood_then(deck, reader.steps, made, known.round, motive) for known in same)
        yield from (item(words) for words in stood if words)
    else:
        yield Line(because_words(reader, same[0]))
    if reader.over and (is_unmoved(chosen) or made.kind in ("play", "accept")):
        found = {known.round: _unmoved(reader, known) for known in same}
        yield from reason_lines(deck, together(found))
    yield from gists(deck, chosen.source)
    yield from _rejected(reader, same[-1])


def _rejected(reader: Reader, known: Known) -> Iterator[Line]:
    """What it rejected, and why; of a move, once the game is over, by each rule that plays it how that stood. Nothing
    where what was chosen says it."""
    deck, chosen, made = reader.deck, known.entry.chosen, known.entry.move
    if chosen is None or chosen.rejected is None:
        return
    other, term, rules = chosen.rejected, "It rejected:", None
    if reader.over and made.role in reader.game.scripts and made.kind == other.kind == "play":
        rules = passed_over(Past(reader.game.played), other.move, {known.round: made})
    if rules is not None:
        yield Line(
            f"{choice_words(deck, other)}. The first rule of its script that holds and has a move it can play decides.",
            term=term,
        )
        yield from reason_lines(deck, rules[1][:-1])  # the last is what it played
    elif chosen.rejected_because:
        yield Line(f"{choice_words(deck, other)}. {chosen.rejected_because}", term=term)


def _unmoved(reader: Reader, known: Known) -> tuple[WhyNot, ...]:
    """What would have changed the mind of an opponent of whose script no rule fired, or by what rule it chose."""
    made, played = known.entry.move, reader.game.played
    if made.kind in ("play", "accept"):
        return by_rule(played, made, known.round) if made.role in reader.game.scripts else ()
    if made.kind == "decline":
        return why_declined(played, made, known.round)
    return why_held(played, made.role, known.round)


def refusals(reader: Reader, offers: Collection[str]) -> Iterator[Line]:
    """Of each of these offers that was declined: when, and where it would have been taken; its own page tells all."""
    rounds_: dict[str, list[Known]] = {}
    for known in reader.game.known(reader.role):
        if known.entry.move.kind == "decline" and known.entry.move.move in offers and known.entry.chosen is not None:
            rounds_.setdefault(known.entry.move.move, []).append(known)
    for offer, same in rounds_.items():
        made, chosen = same[-1].entry.move, same[-1].entry.chosen
        where = because_words(reader, same[-1])
        if is_unmoved(chosen):
            where = takes_where(reader.deck, made, reader.game.state.motives[made.role])
        name, when = reader.deck.roles[made.role].name, rounds_words([known.round for known in same])
        yield item(f"{name} declined '{reader.deck.moves[offer].title}' in {when}: {where}", Ref("move", offer))


def choice_words(deck: Deck, move: Move) -> str:
    """A choice in a few words."""
    card_ = f" with '{deck.arguments[move.card].title}'" if move.card else ""
    title = f"'{deck.moves[move.move].title}'" if move.move else ""
    to = deck.roles[move.to].name if move.to in deck.roles else move.to
    match move.kind:
        case "play":
            return f"play {title}{card_}"
        case "accept" | "decline":
            return f"{move.kind} {title}"
        case "answer":
            return f"answer {to}{card_}"
        case "extend":
            return f"answer {to} back{card_}"
        case "hold":
            return "hold"
        case "press":
            return f"press {to} for its ground"
        case "show":
            return "show the ground"
        case "withhold":
            return "not show the ground"
        case "let-stand":
            return "let the cases stand"
        case "rest":
            return "say no more"
        case "pay":
            return "pay to go on"
        case "wait":
            return "not pay to go on"
        case "rule":
            return f"rule that the case of {to} {'stands' if move.ruling == 'stands' else 'is beaten'}"
        case _:
            return "choose its hand"


def _whose(reader: Reader, role: str) -> str:
    return "your" if role == reader.role else f"{reader.deck.roles[role].name}'s"


def _name(reader: Reader, role: str) -> str:
    return "you" if role == reader.role else reader.deck.roles[role].name
