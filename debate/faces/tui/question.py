"""What is asked of a role now: a question, the choices with what each would mean, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from textual.content import Content

from debate.debrief.naming import how_answered, listed, waiting_for
from debate.faces.tui.drawn import drawn, lookup
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, heading
from debate.faces.tui.panels import rows_of
from debate.game.record import GameRecord
from debate.pages import exchange as exchanges
from debate.pages.document import Ref
from debate.pages.reader import Reader
from debate.pages.words import waited
from debate.rules.deck import Deck
from debate.rules.legal import cases_against
from debate.rules.moves import Move
from debate.rules.play import standing

PHASES = {
    "deal": "HANDS",
    "choose": "CHOOSE",
    "answer": "ANSWER",
    "extend": "EXTEND",
    "settle": "SETTLE",
    "over": "THE END",
}
"""The phase as the header names it."""
CHOOSE_A_MOVE = "Choose a move: ↑↓ marks one, ←→ turns to another card, ⏎ plays it. Or hold with d."
"""What is asked where moves are chosen."""


@frozen
class Option:
    """One choice: how it reads in a list, and its page."""

    label: str
    move: Move
    page: tuple[Line, ...]

    @property
    def id(self) -> str:
        return str(self.move)

    def content(self, cells: int) -> Content:
        return rows_of([self.label], cells)


@frozen
class Asked:
    """What a role is asked. ``title`` heads the list, ``prompt`` is one sentence that says what to do."""

    title: str
    prompt: str
    options: tuple[Option, ...] = ()


def asked(session: GameRecord, role: str) -> Asked:
    """What this role is asked now. Nothing but a sentence where it is not its turn, and in the choose phase, where the
    moves and the hand have panels of their own."""
    state, deck = session.state, session.deck
    if state.over:
        return Asked("The end", "The game is over: ⏎ shows how it ended.")
    if role not in state.awaiting:
        return Asked("Wait", waiting_for(deck, state.awaiting))
    if state.phase == "choose":
        return Asked("Your move", CHOOSE_A_MOVE)
    options = tuple(_options(session, role))
    if state.phase == "answer":
        came = waited(Reader(session, role))
        if options[0].move.kind == "accept":
            title, prompt = "An offer to you", "Take the offer or decline it: ⏎ chooses. It costs no turn."
        elif len(options) == 1:
            title, prompt = "Answer", "You hold no card that answers a case here. Read the floor, then ⏎."
        else:
            title, prompt = "Answer a case", "Answer one case with a card, or let them stand: ⏎ chooses."
            if any(option.move.kind == "press" for option in options):
                prompt = "Answer one case with a card, press for its ground, or let them stand: ⏎ chooses."
        return Asked(title, f"{came} ⏎ {'goes on' if len(options) == 1 else 'chooses'}." if came else prompt, options)
    if state.phase == "extend" and options[0].move.kind == "show":
        who = listed([deck.roles[other].name for other, to in state.presses.items() if to == role])
        return Asked("Your ground is asked for", f"{who} asks what your case rests on: ⏎ chooses.", options)
    if state.phase == "extend":
        who = listed([deck.roles[other].name for other, (to, _) in state.answers.items() if to == role])
        if len(options) == 1:
            return Asked("You were answered", f"Answered by {who}. You hold no card against it: ⏎ goes on.", options)
        return Asked("You were answered", f"Answered by {who}. Answer back, or say no more: ⏎ chooses.", options)
    if state.phase == "settle":
        wait = "let the move go" if _last_round(session) else "let the move wait a round"
        return Asked("Your case is beaten", f"Pay to go on now, or {wait}: ⏎ chooses.", options)
    return Asked("Choose", "Choose: ⏎ takes what is marked.", options)


def _last_round(session: GameRecord) -> bool:
    return session.state.round >= session.deck.rounds.count


def _waits(session: GameRecord) -> str:
    """What becomes of a beaten move that is not paid for."""
    return "the move does not come any more" if _last_round(session) else "the move waits a round"


def _options(session: GameRecord, role: str) -> Iterator[Option]:
    if session.state.phase != "deal":
        for move in session.legal(role):
            yield _OPTIONS[move.kind](session, role, move)


def card_lines(deck: Deck, card_id: str, title: str) -> list[Line]:
    """An argument in full under a heading."""
    return drawn(exchanges.card(deck, card_id, title))


def case_lines(session: GameRecord, speaker: str) -> list[Line]:
    """What a role has on the floor: its move, and the case with the answers to it."""
    deck, state = session.deck, session.state
    play = state.plays[speaker]
    move = deck.moves[play.move]
    name = deck.roles[speaker].name
    found = [
        heading(f"{name}: the move"),
        Line(move.title, STRONG, to=Ref("move", move.id), key=f"move:{move.id}"),
        Line(move.text),
    ]
    if play.case:
        found += [BLANK, *card_lines(deck, play.case, "Its case")]
    for who, (to, card) in state.answers.items():
        if to == speaker:
            found += [BLANK, *card_lines(deck, card, f"{deck.roles[who].name} answered")]
    return found


def _answer(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    speaker = deck.roles[move.to].name
    case, card = deck.arguments[state.plays[move.to].case], deck.arguments[move.card]
    extra = deck.rules.beaten_extra
    said = f"'{deck.moves[state.plays[move.to].move].title}', because: \"{case.claim}\""
    page = [
        heading(f"What {speaker} said"),
        Line(said),
        BLANK,
        *card_lines(deck, move.card, f"Your answer {how_answered(deck, move.card, case.id)} the case"),
        BLANK,
        *case_lines(session, move.to),
        BLANK,
        heading("What it would earn"),
        Line(
            f"If {speaker} cannot answer back: +{deck.rules.answer_bonus} capital and a debate point for you. To go on "
            f"then costs {speaker} {extra} more, or {_waits(session)}."
        ),
    ]
    return Option(f"Against '{case.title}' ({speaker}): {card.title}", move, tuple(page))


def _press(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    speaker, price = deck.roles[move.to].name, deck.rules.press
    title = deck.arguments[state.plays[move.to].case].title
    page = [
        Line(f"You ask {speaker} to show what its case rests on. It needs no card of yours.", STRONG),
        Line(f"{speaker} pays {price} capital to show it. If it does not and the case stands, it counts {HALF}."),
        BLANK,
        *case_lines(session, move.to),
    ]
    return Option(f"Press {speaker}: what does '{title}' rest on?", move, tuple(page))


HALF = "half: half the capital, half of what it makes people feel, no debate point"


def _ground(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    price, has = deck.rules.press, state.capital[role]
    if move.kind == "show":
        label, words = f"Show the ground, for {price} capital", f"You have {has} capital and keep {has - price}."
        then = "If your case stands, it counts in full."
    else:
        label, words = "Do not show it", f"You keep your {has} capital."
        then = f"If your case stands, it counts {HALF}."
    page = [Line(words, STRONG), Line(then), BLANK, *card_lines(deck, state.plays[role].case, "Your case")]
    return Option(label, move, tuple(page))


def _let_stand(session: GameRecord, role: str, move: Move) -> Option:
    page: list[Line] = [
        Line(
            "You keep your cards. Each case that nobody answers earns its speaker "
            f"{session.deck.rules.stands_bonus} capital and a debate point."
        ),
    ]
    for speaker, _ in cases_against(session.state, role):
        page += [BLANK, *case_lines(session, speaker)]
    silent = [other for other, play in session.view(role).plays.items() if not play.case and other != role]
    for speaker in silent:
        page += [BLANK, *case_lines(session, speaker)]
    return Option("Let the cases stand", move, tuple(page))


def _offer(session: GameRecord, role: str, move: Move) -> Option:
    deck = session.deck
    speaker = next(other for other, play in session.state.plays.items() if play.move == move.move)
    title, name = deck.moves[move.move].title, deck.roles[speaker].name
    if move.kind == "accept":
        label, words = f"Take it: {title}", "If you take it, it happens in this round. Taking it costs you nothing."
    else:
        label, words = "Decline it", "If you decline, it does not happen."
    page = [heading(f"An offer of {name} to you"), Line(title, STRONG), Line(words), BLANK]
    page += lookup(session, role, Ref("move", move.move))
    play = session.state.plays[speaker]
    if play.case:
        page += [BLANK, *card_lines(deck, play.case, "The case for it")]
    return Option(label, move, tuple(page))


def _extend(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    answerer = deck.roles[move.to].name
    card = deck.arguments[move.card]
    others = [who for who, (to, _) in state.answers.items() if to == role and who != move.to]
    if others:
        earns = f"The answer of {listed([deck.roles[who].name for who in others])} would still beat your case."
    else:
        earns = f"Your case stands again: +{deck.rules.extended_bonus} capital and a debate point for you."
    answer = state.answers[move.to][1]
    page = [
        *card_lines(deck, answer, f"{answerer} answered"),
        BLANK,
        *card_lines(deck, move.card, f"Yours {how_answered(deck, move.card, answer)} that answer"),
        BLANK,
        heading("What it would earn"),
        Line(earns),
        BLANK,
        *card_lines(deck, state.plays[role].case, "Your case"),
    ]
    return Option(f"Against '{deck.arguments[answer].title}' ({answerer}): {card.title}", move, tuple(page))


def _rest(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    extra = deck.rules.beaten_extra
    page = [
        Line(f"Your case is beaten. You can still pay {extra} more to go on, if you have it; else {_waits(session)}."),
        *_answers_to(session, role),
        BLANK,
        *card_lines(deck, state.plays[role].case, "Your case"),
    ]
    return Option("Say no more", move, tuple(page))


def _answers_to(session: GameRecord, role: str) -> Iterator[Line]:
    deck = session.deck
    for who, (to, card) in session.state.answers.items():
        if to == role:
            yield BLANK
            yield from card_lines(deck, card, f"{deck.roles[who].name} answered")


def _pay(session: GameRecord, role: str, move: Move) -> Option:
    deck, state = session.deck, session.state
    extra, has = deck.rules.beaten_extra, state.capital[role]
    title = deck.moves[state.plays[role].move].title
    gaining = listed([deck.roles[who].name for who in standing(state, role)[1]])
    if move.kind == "pay":
        label = f"Pay {extra} more capital and go on"
        words = f"'{title}' happens in this round. You have {has} capital and keep {has - extra}."
    else:
        label = "Let the move go" if _last_round(session) else "Let the move wait"
        comes = "comes in the next round and takes your choice of that round"
        words = f"'{title}' {'does not come any more' if _last_round(session) else comes}. You keep your {has} capital."
    page = [
        Line(words, STRONG),
        Line(f"Either way: +{deck.rules.answer_bonus} capital and a debate point for {gaining}.", QUIET),
        *_answers_to(session, role),
        BLANK,
        *card_lines(deck, state.plays[role].case, "Your case"),
    ]
    return Option(label, move, tuple(page))


_OPTIONS = {
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
