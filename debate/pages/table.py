"""Who sits where, the own hand and the own moves, and what is on its way."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from debate.debrief.ahead import ahead
from debate.debrief.naming import by_holding, cited, counted, listed, name_of, sentence
from debate.debrief.narration import lands_in_words
from debate.pages.document import Heading, Line, Node, Ref, item, quiet, strong
from debate.pages.reader import Reader
from debate.pages.things import ref_of
from debate.pages.words import capital_left, price, when_chosen
from debate.rules.moves import Move
from debate.rules.state import Pending
from debate.rules.view import View
from debate.store import PERSON


def table(reader: Reader) -> Iterator[Node]:
    """Who sits where, with capital, points, cards and what is awaited."""
    deck, view = reader.deck, reader.view
    left = capital_left(view)
    yield Heading("At the table")
    for role in deck.turn_order:
        seat = reader.game.seats[role]
        person = (seat.name or "a person") if seat.who == PERSON else f"{seat.who} opponent"
        state = "is choosing" if role in view.awaiting else "ready"
        waiting = f", '{deck.moves[view.waiting[role]].title}' waits" if role in view.waiting and not view.over else ""
        yield item(
            f"{deck.roles[role].name} ({'you' if role == reader.role else person}): "
            f"capital {left[role]} of {deck.roles[role].capital_max}, "
            f"debate points {view.points[role]}, {counted(view.hand_sizes[role], 'card')} in hand, "
            f"{view.pile_sizes[role]} in the pile; {state}{waiting}",
            Ref("role", role),
        )


def hand(reader: Reader, known: Collection[str] = ()) -> Iterator[Node]:
    """The cards in hand, numbered, each with its claim; of those in ``known`` the title is enough."""
    deck = reader.deck
    yield Heading("Your hand")
    for number, id_ in enumerate(reader.view.hand, 1):
        argument = deck.arguments[id_]
        claim = "" if id_ in known else f": {sentence(argument.claim, cited(argument))}"
        yield Line(f"{argument.title}{claim}", 1, f"Card {number}", Ref("card", id_))
    if not reader.view.hand:
        yield item("It is empty.")


def card_in_hand(reader: Reader, id_: str) -> tuple[Line, ...]:
    """A card of the own hand: its title, what it says, and which of the own moves it backs."""
    deck, card = reader.deck, reader.deck.arguments[id_]
    backed = [f"'{deck.moves[move].title}'" for move in card.backs if deck.moves[move].role == reader.role]
    backs = f"Backs {listed(backed)}." if backed else BACKS_NONE
    return strong(card.title), Line(sentence(card.claim, cited(card)), 1, tone="quiet"), item(backs)


BACKS_NONE = "Backs none of your moves: it can only answer."


def moves(reader: Reader) -> Iterator[Node]:
    """All moves of this role, numbered: the possible ones with their price, the others with the reason."""
    yield Heading("Your moves")
    game, when, impossible = reader.game, when_chosen(reader), list[Node]()
    if reader.moves() and not reader.choosing:
        yield Line(str(game.refusal(Move(reader.role or "", "play", reader.moves()[0]))))
        yield Heading(f"Possible {when}", 3)
    for number, id_ in enumerate(reader.moves(), 1):
        look = ahead(reader.deck, reader.view, id_)
        refused = game.hindrance(id_)
        if refused is None:
            yield Line(f"{number}. {look.title}: {price(look, reader.choosing)}", 1, to=Ref("move", id_))
            continue
        dear = reader.choosing and refused.code != "forbidden"
        cost = f" Price {look.price if look.backing else look.bare_price}." if dear else ""
        impossible.append(Line(f"{number}. {look.title}: {refused.beside}{cost}", 1, to=Ref("move", id_)))
    yield item(f"hold: play nothing and {by_holding(reader.deck.rules)}")
    if impossible:
        yield Heading(f"Not possible {when}", 3)
        yield from impossible


def moves_in_short(reader: Reader) -> Iterator[Node]:
    """The moves that can be played now, each with its number and price; how many others there are."""
    closed = 0
    for number, id_ in enumerate(reader.moves(), 1):
        if reader.game.hindrance(id_) is not None:
            closed += 1
            continue
        look = ahead(reader.deck, reader.view, id_)
        cost = look.price if look.covert or look.backing else look.bare_price
        yield Line(f"{number}. {look.title}, price {cost}", 1, to=Ref("move", id_))
    others = "one other" if closed == 1 else f"{closed} others"
    why = f". 'moves' says why {others} cannot be played now" if closed else ""
    yield item(f"hold and {by_holding(reader.deck.rules)}{why}")


def still_coming(view: View) -> list[Pending]:
    """What will still land, the soonest first: nothing once the game is over."""
    return [] if view.over else sorted(view.pending, key=lambda item: (item.lands, item.link))


def coming(reader: Reader) -> Iterator[Node]:
    """Changes on their way, the soonest first, with the link that brings each."""
    pending = still_coming(reader.view)
    yield Heading("On its way")
    if reader.view.over:
        yield quiet("Nothing comes any more: the game is over.")
        return
    if not pending:
        yield quiet("Nothing that you can see from your seat. Some links land rounds after what set them going.")
        return
    yield quiet("These changes come whatever is played now; only later changes can work against them.")
    for lands in dict.fromkeys(change.lands for change in pending):
        yield Heading(_when(reader, lands), 3)
        for change in pending:
            if change.lands == lands:
                yield from _change(reader, change)


def _when(reader: Reader, lands: int) -> str:
    rounds = reader.deck.rounds
    if lands > rounds.count:
        words = lands_in_words(reader.deck, lands)
        return words[:1].upper() + words[1:]
    label = rounds.labels[lands - 1] if lands <= len(rounds.labels) else ""
    return f"At the end of round {lands}" + ("" if label in ("", f"Round {lands}") else f", {label}")


def _change(reader: Reader, change: Pending) -> Iterator[Node]:
    deck, tables = reader.deck, reader.game.state.tables
    for target, number in change.changes:
        if target in deck.flags:
            value = deck.flags[target].values[tables.shown(target, number)]
            yield item(f"{name_of(deck, target)} becomes '{value}'", ref_of(deck, target), "change")
        else:
            words = f"{name_of(deck, target)} {number:+d}"
            yield item(words, ref_of(deck, target), "up" if number > 0 else "down")
    link = deck.links[change.link]
    words = f"{sentence(link.says, cited(link))} Set going in round {change.fired}."
    yield Line(words, 2, to=Ref("link", change.link), tone="quiet")
