"""Details of what lies on the table: moves, arguments, roles, and what the deck cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.debrief.ahead import LASTING_ON, Touch, Woken, ahead
from debate.debrief.foreseen import NOT_YET
from debate.debrief.naming import effects_words, listed, name_of, sentence
from debate.debrief.vocabulary import GAME_WORDS
from debate.pages.document import Field, Line, Mark, Node, Ref, Thing, field, item, quiet, section, strong
from debate.pages.reader import Reader
from debate.pages.score_beside import title as score_beside_title
from debate.pages.score_rounds import title as score_rounds_title
from debate.pages.things import OUTSIDE, citing, denial_lines, grounds, leads, link_lines, own_words, ref_of
from debate.pages.words import capital_left, when_chosen
from debate.rules.deck import Deck, MoveDef
from debate.rules.words import in_words
from debate.store import PERSON


def move(reader: Reader, id_: str) -> Iterator[Node]:
    """A move: what it is, what it costs, what it promises, does and wakes, what backs it."""
    deck = reader.deck
    definition = deck.moves[id_]
    yield from move_in_short(reader, id_)
    if reader.role != definition.role:
        yield from as_written(deck, definition)
    yield from habits(deck, definition)
    yield from field("Backed by", _backing(reader, id_))
    yield from grounds(deck, definition)


def move_in_short(reader: Reader, id_: str) -> Iterator[Node]:
    """What a move costs and is; one's own also with what it promises and does at once, and what else is known of it."""
    deck, definition = reader.deck, reader.deck.moves[id_]
    yield quiet(f"{deck.roles[definition.role].name} · {price(deck, definition)}")
    yield Line(definition.text)
    if definition.forbidden:
        yield strong(f"Never possible: {definition.forbidden}", "denied")
    if reader.role == definition.role:
        yield from look_ahead(reader, id_)


def price(deck: Deck, definition: MoveDef) -> str:
    """What a move costs, with and without a case."""
    if definition.covert:
        return f"covert: costs {definition.cost} and takes no argument"
    extra = deck.rules.unbacked_extra
    return f"costs {definition.cost} with an argument, {definition.cost + extra} without"


def habits(deck: Deck, definition: MoveDef) -> Iterator[Node]:
    """What is special about how a move can be played."""
    if definition.covert:
        yield Field("Covert", (Line(dict(GAME_WORDS)["covert"]),))
    if definition.offer_to:
        yield Field("An offer", (Line(f"It happens only if it is taken by {deck.roles[definition.offer_to].name}."),))
    if definition.needs:
        yield Field("Needs", (Line(f"{in_words(deck, definition.needs)}."),))
    if definition.once:
        yield Field("Once", (Line("It can happen once in a game."),))
    elif definition.cooldown and not definition.forbidden:
        count = f"{definition.cooldown} round{'s' * (definition.cooldown != 1)}"
        yield Field("Rests", (Line(f"for {count} after it happened."),))


def promises(deck: Deck, definition: MoveDef) -> Iterator[Line]:
    """What is said of a move: which meters are to go up or down."""
    for meter, word in definition.promises.items():
        mark: Mark = "up" if word == "up" else "down"
        yield item(f"{deck.meters[meter].name} {word}", Ref("meter", meter), mark)


def look_ahead(reader: Reader, id_: str) -> Iterator[Node]:
    """What a role can know of a move of its own before it plays it."""
    deck = reader.deck
    seen = ahead(deck, reader.view, id_)
    hindered = None if reader.over else reader.game.hindrance(id_)
    if hindered is not None and hindered.code != "forbidden":
        yield strong(f"Not possible {when_chosen(reader)}: {hindered.beside}", "warns")
    yield from field("Promises", promises(deck, deck.moves[id_]))
    yield from field("At once", [_touch(deck, touch) for touch in seen.at_once] or [Line("nothing by itself")])
    yield from field("Sets going", (woken_line(woken, "leads") for woken in seen.links if not woken.stops))
    yield from field("Puts an end to", (woken_line(woken, "ends") for woken in seen.links if woken.stops))
    yield from field("Will not do", (woken_line(woken, "denied") for woken in seen.denials))
    yield from field("If declined", (_touch(deck, touch) for touch in seen.if_declined))


def _touch(deck: Deck, touch: Touch) -> Line:
    return item(f"{touch.name} {touch.words}", ref_of(deck, touch.target), "change")


def woken_line(woken: Woken, mark: Mark) -> Line:
    """What a move wakes, in a sentence with its citation and what else it hangs on."""
    says = sentence(woken.says, woken.citation)
    if woken.kind == "denial":
        while_ = " for as long as it lasts" if woken.when == LASTING_ON else ""
        text = f"{listed(woken.changes, 'or')} will not move because of it{while_}: {says}"
    elif woken.stops:
        text = f"{' '.join(filter(None, ('as things stand', woken.lasting)))}: {says}"
    else:
        later = f" ({woken.later})" if woken.delay else ""
        text = f"{' '.join(filter(None, (f'{listed(woken.changes)}{later}', woken.lasting)))}: {says}"
    if woken.needs:
        text = f"{text} Hangs on this: {woken.needs}."
    return item(text, Ref(woken.kind, woken.id), mark)


def as_written(deck: Deck, definition: MoveDef) -> Iterator[Node]:
    """What the deck says of a move of somebody else."""
    yield from field("Promises", promises(deck, definition))
    yield from field("At once", effect_lines(deck, definition) or [Line("nothing by itself")])
    yield from field(
        "If declined", (item(words, mark="change") for words in effects_words(deck, definition.if_declined))
    )
    follows = [id_ for id_, link in deck.links.items() if link.active and definition.id in link.follows]
    denied = [id_ for id_, denial in deck.denials.items() if denial.active and definition.id in denial.follows]
    yield from field("Sets going", link_lines(deck, follows))
    yield from field("Will not do", denial_lines(deck, denied))
    yield from field("Then see", leads(deck, "flag", dict(definition.effects.flags)))


def effect_lines(deck: Deck, definition: MoveDef) -> list[Line]:
    """A move's own effects, each leading to what it changes."""
    targets = [
        *(id_ for id_, _ in definition.effects.meters),
        *(id_ for id_, _ in definition.effects.flags),
        *(f"capital.{id_}" for id_, _ in definition.effects.capital),
    ]
    words = effects_words(deck, definition.effects)
    return [item(text, ref_of(deck, target), "change") for text, target in zip(words, targets, strict=True)]


def _backing(reader: Reader, id_: str) -> Iterator[Line]:
    deck = reader.deck
    hand = reader.view.hand
    speaker = deck.moves[id_].role
    cards = [c for c, card in deck.arguments.items() if card.active and id_ in card.backs and speaker in card.voices]
    for card in sorted(cards, key=lambda card: card not in hand):
        title, to = deck.arguments[card].title, Ref("card", card)
        if card in hand:
            yield Line(f"{title} (in your hand)", 1, to=to, mark="held", tone="strong")
        else:
            yield item(title, to, "other")


def card(reader: Reader, id_: str) -> Iterator[Node]:
    """An argument in its parts, what it backs and answers, and what it rests on."""
    deck, seen = reader.deck, reader.view
    argument = deck.arguments[id_]
    voices = listed([deck.roles[voice].name for voice in argument.voices])
    where = "in your hand" if id_ in seen.hand else "played" if any(id_ in c for c in seen.discards.values()) else ""
    yield quiet(" · ".join(word for word in (f"Voiced by {voices}", where) if word))
    if argument.basis == "outside":
        yield Line(OUTSIDE, tone="badge")
    yield from parts_of(deck, id_)
    yield from section("Moves it backs", leads(deck, "move", (m for m in argument.backs if deck.moves[m].active)))
    answered = (other for other in argument.answers if deck.arguments[other].active)
    yield from section("Arguments it answers", leads(deck, "card", answered))
    answering = [other for other, its in deck.arguments.items() if id_ in its.answers and its.active]
    yield from section("Arguments that answer it", [_answering(reader, other) for other in answering])
    yield from grounds(deck, argument)


def _answering(reader: Reader, id_: str) -> Thing:
    title, held = reader.deck.arguments[id_].title, id_ in reader.view.hand
    return Thing(f"{title} (in your hand)" if held else title, Ref("card", id_), "held" if held else "")


def parts_of(deck: Deck, id_: str, case: bool = True) -> Iterator[Node]:
    """The parts of an argument that it has. ``case``: with what it makes people feel as a case."""
    argument = deck.arguments[id_]
    for label, text in (
        ("Claim", argument.claim),
        ("Grounds", argument.because),
        ("Warrant", argument.warrant),
        ("How sure", argument.qualifier),
        ("Against it", argument.rebuttal),
    ):
        yield from field(label, [Line(text)] if text else [])
    if case:
        yield from feelings(deck, id_)


def feelings(deck: Deck, id_: str) -> Iterator[Node]:
    """What an argument makes people feel as a case, and why."""
    argument, rules = deck.arguments[id_], deck.rules
    moved = (
        ("As a case that stands", rules.stands if argument.stands is None else argument.stands),
        ("As a case that is beaten", rules.beaten if argument.beaten is None else argument.beaten),
    )
    if argument.backs and not any(effects for _, effects in moved) and any(m.perceived for m in deck.meters.values()):
        yield Line("As a case it moves no feelings, whether it stands or is beaten.")
    for label, effects in moved:
        yield from field(label, [Line(f"{sentence(listed(effects_words(deck, effects)))}")] if effects else [])
    yield from field("Why people feel so", [Line(argument.feelings)] if argument.feelings else [])


def role(reader: Reader, id_: str) -> Iterator[Node]:
    """A role: its brief, its motive where it may be known, its capital and its moves."""
    deck, seen, own = reader.deck, reader.view, reader.role
    definition = deck.roles[id_]
    seat = reader.game.seats[id_]
    sits = (seat.name or "a person") if seat.who == PERSON else f"a {seat.who} opponent"
    yield quiet("You sit here." if id_ == own else f"Here sits {sits}.")
    yield Line(definition.brief)
    income = f"{definition.capital_income:+d} each round" if definition.capital_income else "none comes by itself"
    capital = (
        f"{capital_left(seen)[id_]} of at most {definition.capital_max}, {income}; {seen.points[id_]} won on the floor"
    )
    yield Field("Capital", (Line(capital),))
    if id_ == own:
        known = {m: motive for m, motive in definition.motives.items() if m == seen.motive}
    elif seen.over:
        known = {m: motive for m, motive in definition.motives.items() if m == reader.game.state.motives[id_]}
    else:
        known = dict(definition.motives)
        if len(known) > 1:
            yield quiet("Its motive is secret until the game is over. It is one of these:")
    for motive in known.values():
        yield from section(f"Motive: {motive.name}", [Line(motive.text)])
        yield from weights(deck, "It is after (this is scored)", motive.wants)
        yield from weights(deck, "It says it is for", motive.ends)
    if seen.over:
        yield Thing(score_rounds_title(reader, id_), Ref("score", id_))
        yield Thing(score_beside_title(reader, id_), Ref("par", id_))
    moves = [m for m, definition_ in deck.moves.items() if definition_.role == id_ and definition_.active]
    yield from section("Moves", [_move_of(deck, move) for move in moves])


def _move_of(deck: Deck, id_: str) -> Thing:
    never = bool(deck.moves[id_].forbidden)
    title = deck.moves[id_].title
    return Thing(f"{title} (never possible)" if never else title, Ref("move", id_), "denied" if never else "")


def weights(deck: Deck, title: str, weighed: Mapping[str, int]) -> Iterator[Node]:
    """What a motive weighs, the heaviest first."""
    if not weighed:
        return
    yield strong(f"{title}:")
    for meter, weight in sorted(weighed.items(), key=lambda pair: -abs(pair[1])):
        words = f"{name_of(deck, meter)} {'high' if weight > 0 else 'low'}, weight {abs(weight)}"
        yield item(words, Ref("meter", meter), "up" if weight > 0 else "down")


def passage(reader: Reader, id_: str) -> Iterator[Node]:
    """A passage of the source, in the deck author's words, and all that rests on it."""
    deck = reader.deck
    origin = deck.origin
    yield quiet(f"{origin.title}, {origin.year}" if origin else "The brief")
    yield Line(deck.passages[id_].gist)
    text = own_words(deck, id_)
    if deck.passages[id_].gist == NOT_YET:
        pass
    elif text:
        yield quiet("In the words of the deck's author; the source itself stands below.")
        yield from text
    else:
        yield quiet("In the words of the deck's author; read the brief itself for the full text.")
    yield from citing(deck, passage=id_)


def evidence(reader: Reader, id_: str) -> Iterator[Node]:
    """Evidence from outside the source, and all that rests on it."""
    deck = reader.deck
    found = deck.evidence[id_]
    yield Line(OUTSIDE, tone="badge")
    yield Line(found.says)
    yield Field("Source", (Line(found.where),))
    if found.later and reader.over:
        yield Field("Later", (Line(found.later),))
    yield from citing(deck, evidence=id_)


def ending(reader: Reader, id_: str) -> Iterator[Node]:
    """An ending: when it comes."""
    deck = reader.deck
    found = deck.endings[id_]
    if reader.over:
        yield Line(found.text)
    when = in_words(deck, found.when) if found.when else "none of the endings before it holds"
    yield Line(f"Comes if {when}.")
    if found.ends_the_game:
        yield strong("It ends the game at once.")
    yield from grounds(deck, found)


def causal_view(reader: Reader, id_: str) -> Iterator[Node]:
    """A causal view: what it changes in the model."""
    deck = reader.deck
    found = deck.views[id_]
    on = id_ in reader.game.state.setting.views
    yield quiet("This game is played under it." if on else "This game is played without it.")
    if found.says:
        yield Line(found.says)
    yield from section("It takes in", leads(deck, "view", found.includes))
    changed = [to for to in (ref_of(deck, other) for other in found.replaces) if to is not None]
    yield from section("It changes", (lead for to in changed for lead in leads(deck, to.kind, [to.id])))
