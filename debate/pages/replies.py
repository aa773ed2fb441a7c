"""The choices after moves are open (answers, offers, grounds, paying): what each is called and what it would mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from debate.debrief.naming import cited, effects_words, how_answered, listed, sentence
from debate.pages.details import details
from debate.pages.document import Field, Heading, Line, Node, Ref, quiet, strong
from debate.pages.exchange import card
from debate.pages.floor import claim_once
from debate.pages.reader import Reader
from debate.pages.words import declined
from debate.rules.deck import Argument
from debate.rules.legal import cases_against
from debate.rules.moves import Move
from debate.rules.settling import may_stand, paying_with, standing, worth

HALF = "half the capital, half of what it makes people feel, no debate point"


NOTHING_SAVES = "Nothing in your hand saves this case now."
"""Said where no card meets the answer to a case, or where one does, and another answer beats it all the same."""


@frozen
class Reply:
    """One choice. ``label``: what it is called; ``means``: in a sentence or two what comes of it; ``nodes``: all that
    there is to read before one makes it, ``means`` among it."""

    label: str
    means: str
    nodes: tuple[Node, ...]


def reply(reader: Reader, move: Move) -> Reply:
    """This choice of the reader's role. ``KeyError`` for one of another kind, such as to play a move."""
    label, means, nodes = _REPLIES[move.kind](reader, move)
    return Reply(label, means, tuple(nodes))


def case(reader: Reader, speaker: str) -> Iterator[Node]:
    """What a role has on the floor: its move, its case, and the answers to it."""
    deck, play = reader.deck, reader.game.state.plays[speaker]
    move = deck.moves[play.move]
    yield Heading(f"{deck.roles[speaker].name}: the move", 3)
    yield Line(move.title, to=Ref("move", move.id), tone="strong", key=f"move:{move.id}")
    yield Line(move.text)
    if play.case:
        yield from card(deck, play.case, "Its case", case=True)
    yield from answers(reader, speaker)


def answers(reader: Reader, speaker: str) -> Iterator[Node]:
    """The answers to a role's case, every card whole."""
    for who, (to, id_) in reader.game.state.answers.items():
        if to == speaker:
            yield from card(reader.deck, id_, f"{reader.deck.roles[who].name} answered")


def answered(reader: Reader, role: str, told: set[str]) -> Iterator[Line]:
    """In a line each what was asked of this role's case and said against it; once it is beaten, by whom alone.
    ``told``: cards whose claims were heard in this round; those told now are put there."""
    deck, state = reader.deck, reader.game.state
    against: dict[str, list[str]] = {}
    for who, (to, id_) in state.answers.items():
        if to == role:
            against.setdefault(id_, []).append(deck.roles[who].name)
    asked = [deck.roles[who].name for who, to in state.presses.items() if to == role and role not in state.shown]
    if not against and not asked:
        return
    case = deck.arguments[state.plays[role].case].title
    if asked and state.phase == "extend":
        yield Line(f"Of your case '{case}' the ground was asked for by {listed(asked)}.")
    if not against:
        return
    if state.phase == "settle":
        everybody = listed([who for some in against.values() for who in some])
        yield Line(f"Your case '{case}' is beaten: {everybody} answered.")
        return
    yield Line(f"Your case '{case}' was answered:")
    for id_, names in against.items():
        yield Line(f"{listed(names)}: {claim_once(deck.arguments[id_], told)}".removesuffix(".") + ".", 1)
    asks = {move.kind for move in reader.view.legal}
    if role == reader.role and will_be_beaten(reader) and asks & {"extend", "show"}:
        yield Line(f"{NOTHING_SAVES} Showing its ground gains nothing." if "show" in asks else NOTHING_SAVES)


def _own_case(reader: Reader) -> Iterator[Node]:
    yield from card(reader.deck, reader.game.state.plays[reader.role or ""].case, "Your case", case=True)


def last_round(reader: Reader) -> bool:
    return reader.view.round >= reader.deck.rounds.count


def _waits(reader: Reader) -> str:
    """What becomes of a beaten move that is not paid for."""
    return "the move does not come any more" if last_round(reader) else "the move waits a round"


def _beaten(reader: Reader, speaker: str) -> str:
    """What becomes of somebody's move whose case is beaten."""
    deck = reader.deck
    return f"to go on then costs {deck.roles[speaker].name} {deck.rules.beaten_extra} more, or {_waits(reader)}"


Made = tuple[str, str, list[Node]]


def _answer(reader: Reader, move: Move) -> Made:
    deck, play = reader.deck, reader.game.state.plays[move.to]
    speaker, theirs, mine = deck.roles[move.to].name, deck.arguments[play.case], deck.arguments[move.card]
    then = _beaten(reader, move.to)
    gains = f"+{deck.rules.answer_bonus} capital and a debate point for you"
    earns = f"If {speaker} cannot answer back: {gains}. {then[:1].upper()}{then[1:]}."
    nodes: list[Node] = [
        *_against(speaker, theirs, mine, how_answered(deck, move.card, theirs.id), earns),
        *_taken(reader, play.move),
        *card(deck, move.card, "Your answer in full"),
        *case(reader, move.to),
    ]
    return f"Answer '{theirs.title}' of {speaker} with '{mine.title}'", sentence(mine.claim, cited(mine)), nodes


def _taken(reader: Reader, offer: str) -> Iterator[Node]:
    """That one has taken this offer, to whoever may now speak against the case for it."""
    if any(made.kind == "accept" and made.move == offer for made in reader.view.chosen):
        yield quiet("You have just taken this offer, and it stays taken. Here you would speak against the case for it.")


def _against(who: str, theirs: Argument, mine: Argument, how: str, earns: str) -> Iterator[Node]:
    """What somebody said, what one may say to that, and what that would earn, in a few lines."""
    yield Field("Said", (Line(f"{who}: “{theirs.claim}”"),))
    yield Field("You say", (Line(f"“{mine.claim}”"), quiet(f"It {how} what was said.")))
    yield Field("It earns", (Line(earns),))


def _extend(reader: Reader, move: Move) -> Made:
    deck, state = reader.deck, reader.game.state
    answerer, theirs, mine = deck.roles[move.to].name, state.answers[move.to][1], deck.arguments[move.card]
    others = [who for who, (to, _) in state.answers.items() if to == reader.role and who != move.to]
    if others:
        answers_ = "The answers of" if len(others) > 1 else "The answer of"
        earns = f"{answers_} {listed([deck.roles[who].name for who in others])} would still beat your case."
    else:
        capital, points = worth(state, reader.role or "", answered=True)
        half = "" if points else " at half, since its ground was asked for and not shown"
        earns = f"Your case stands again{half}: +{capital} capital and {'a' if points else 'no'} debate point for you."
    nodes: list[Node] = [
        *_against(answerer, deck.arguments[theirs], mine, how_answered(deck, move.card, theirs), earns),
        *card(deck, move.card, "Your answer in full"),
        *card(deck, theirs, f"{answerer} answered"),
        *_own_case(reader),
    ]
    label = f"Answer '{deck.arguments[theirs].title}' of {answerer} with '{mine.title}'"
    return label, sentence(mine.claim, cited(mine)), nodes


def _press(reader: Reader, move: Move) -> Made:
    deck = reader.deck
    speaker, theirs = deck.roles[move.to].name, deck.arguments[reader.game.state.plays[move.to].case]
    price = deck.rules.press
    means = (
        f"No card needed. To show its ground costs {speaker} {price} capital; else the case counts half if it stands."
    )
    said = Field("Said", (Line(f"{speaker}: “{theirs.claim}”"),))
    asked = Field("You ask", (Line(means), quiet(f"That is {HALF}.")))
    nodes = [said, asked, *_taken(reader, reader.game.state.plays[move.to].move), *case(reader, move.to)]
    return f"Press {speaker} for the ground of '{theirs.title}'", means, nodes


def will_be_beaten(reader: Reader) -> bool:
    """Whether one's own case is answered so that no card in hand lets it stand, and the rules decide that."""
    view = reader.view
    return not view.position.setting.judged and not may_stand(view.position, view.role, view.hand)


def _ground(reader: Reader, move: Move) -> Made:
    price, has = reader.deck.rules.press, reader.view.capital[reader.role or ""]
    if move.kind == "show":
        label = f"Show the ground of your case, for {price} capital"
        takes = f"It takes {price} of your {has} capital once all have chosen."
        means = f"{takes} If your case stands, it counts in full."
    else:
        takes = f"You keep your {has} capital."
        label, means = "Do not show it", f"{takes} If your case stands, it counts half: {HALF}."
    if will_be_beaten(reader):
        held = "Your case was answered, and no card in your hand saves it: it will be beaten"
        gains = "and its ground gains nothing" if move.kind == "show" else "so nothing is lost by this"
        means = f"{held}, {gains}. {takes}"
    return label, means, [strong(means), quiet(_defence(reader)), *_own_case(reader)]


def _defence(reader: Reader) -> str:
    """Whether one's own case, whose ground was asked for, was answered too, and by what card one could save it."""
    deck, state, view = reader.deck, reader.game.state, reader.view
    against = {who: card for who, (to, card) in state.answers.items() if to == reader.role}
    if not against:
        return "Nobody answered your case."
    saves = [card for card in view.hand if not set(deck.arguments[card].answers).isdisjoint(against.values())]
    who, titles = listed([deck.roles[role].name for role in against]), [f"'{deck.arguments[c].title}'" for c in saves]
    if not saves or not may_stand(view.position, view.role, view.hand):
        return f"Your case was answered by {who}."
    return f"{who} answered your case too. You are asked next: you hold {listed(titles)} against that."


def _let_stand(reader: Reader, move: Move) -> Made:
    bonus = reader.deck.rules.stands_bonus
    capital = f"{bonus} capital and " if bonus else ""
    means = f"You keep your cards. Each case that nobody answers earns its speaker {capital}a debate point."
    speakers = [speaker for speaker, _ in cases_against(reader.game.state, reader.role or "")]
    speakers += [other for other, play in reader.view.plays.items() if not play.case and other != reader.role]
    return "Let the cases stand", means, [Line(means), *(node for each in speakers for node in case(reader, each))]


def _offer(reader: Reader, move: Move) -> Made:
    deck, plays = reader.deck, reader.game.state.plays
    speaker = next(other for other, play in plays.items() if play.move == move.move)
    title = deck.moves[move.move].title
    if move.kind == "accept":
        unless = f", unless its case is beaten: {_beaten(reader, speaker)}" if plays[speaker].case else ""
        means = f"It costs no capital of yours, but all that it does counts. It happens in this round{unless}."
        label = f"Take the offer: {title}"
    else:
        then = listed(effects_words(deck, deck.moves[move.move].if_declined))
        label = "Decline the offer"
        means = "It costs no capital of yours, and the move does not happen. "
        means += f"What declining does instead: {then}." if then else "Declining by itself changes nothing else."
    nodes: list[Node] = [Heading(f"An offer of {deck.roles[speaker].name} to you", 3), strong(title), Line(means)]
    nodes += details(reader, Ref("move", move.move))
    if plays[speaker].case:
        nodes += card(deck, plays[speaker].case, "The case for it", case=True)
    return label, means, nodes


def _rest(reader: Reader, move: Move) -> Made:
    role, extra = reader.role or "", reader.deck.rules.beaten_extra
    lost = "Nothing in your hand saves it: y" if will_be_beaten(reader) else "Y"
    means = f"{lost}our case is beaten then. You can still pay {extra} more to go on, if you have it"
    means = f"{means}; else {_waits(reader)}."
    if reader.game.state.setting.judged:
        means = "The judges hear nothing more from you, and rule."
    return "Say no more", means, [Line(means), *answers(reader, role), *_own_case(reader)]


def _pay(reader: Reader, move: Move) -> Made:
    deck, role, state = reader.deck, reader.role or "", reader.game.state
    extra, has, title = deck.rules.beaten_extra, state.capital[role], deck.moves[state.plays[role].move].title
    if move.kind == "pay":
        label = f"Pay {extra} more capital and go on"
        then = paying_with(state, role)
        gained = f", and {then} then, by what your answer earns" if then > has else ""
        means = (
            f"'{title}' happens in this round. It takes {extra} capital when it is settled; you have {has} now{gained}."
        )
    elif last_round(reader):
        label, means = "Let the move go", f"'{title}' does not come any more. You keep your {has} capital."
    else:
        label = "Let the move wait"
        means = f"'{title}' comes in the next round and takes your choice of that round. You keep your {has} capital."
    if declined(reader):
        means = _declined(reader, move)
    gaining = listed([deck.roles[who].name for who in standing(state, role)[1]])
    either = f"Either way: +{deck.rules.answer_bonus} capital and a debate point for {gaining}."
    return label, means, [strong(means), quiet(f"{_unmet(reader)}{either}"), *answers(reader, role), *_own_case(reader)]


def _declined(reader: Reader, move: Move) -> str:
    """What going on or waiting comes to for an offer that was declined: neither makes it happen."""
    deck, role, state = reader.deck, reader.role or "", reader.game.state
    made, has = deck.moves[state.plays[role].move], state.capital[role]
    told = f"'{made.title}' was declined by {deck.roles[made.offer_to or ''].name}: it does not happen whatever you do."
    if move.kind == "wait" and last_round(reader):
        return f"{told} You keep your {has} capital."
    then = listed(effects_words(deck, made.if_declined))
    when = "Going on ends it in this round" if move.kind == "pay" else "Waiting ends it in the next round"
    costs = f"for {deck.rules.beaten_extra} of your {has} capital" if move.kind == "pay" else "for your choice there"
    return f"{told} {when}, {costs}{f', with what declining does: {then}' if then else ''}."


def _unmet(reader: Reader) -> str:
    """That one was not asked to answer back, where no card held answers what was said; else empty."""
    state, role, deck = reader.game.state, reader.role or "", reader.deck
    against = {card for to, card in state.answers.values() if to == role}
    held = any(not against.isdisjoint(deck.arguments[card].answers) for card in reader.view.hand)
    return "" if held or role in state.extensions else "No card of yours met what was said. "


_REPLIES: Mapping[str, Callable[[Reader, Move], Made]] = {
    "answer": _answer,
    "press": _press,
    "show": _ground,
    "withhold": _ground,
    "let-stand": _let_stand,
    "accept": _offer,
    "decline": _offer,
    "extend": _extend,
    "rest": _rest,
    "pay": _pay,
    "wait": _pay,
}
