"""Details of what lies on the table: moves, arguments, roles, and what the deck cites."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.ahead import LASTING_ON, Touch, Woken, ahead
from debate.debrief.naming import effects_words, listed, name_of
from debate.faces.tui.lookup import citing, denial_lines, grounds, leads, link_lines, own_words, ref_of
from debate.faces.tui.page import BADGE, BLANK, QUIET, STRONG, Line, Ref, labelled, section
from debate.faces.tui.text import BACKS, DENIED, DOWN, OTHER, UP, dots, signed
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck, MoveDef
from debate.rules.words import in_words

CHANGE = "→ "


def move(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """A move: what it is, what it costs, what it promises, does and wakes, what backs it."""
    deck = session.deck
    item = deck.moves[id_]
    yield Line(f"{deck.roles[item.role].name} · {_price(deck, item)}", QUIET)
    yield Line(item.text)
    if item.forbidden:
        yield Line(f"Never possible: {item.forbidden}", STRONG, lead=f"{DENIED} ", lead_style="bold")
    if own == item.role:
        yield from _seen_from_here(session, own, id_)
    else:
        yield from _as_written(deck, item)
    yield BLANK
    yield from _habits(deck, item)
    yield from labelled("Backed by", _backing(session, own, id_))
    yield from grounds(deck, item)


def _price(deck: Deck, item: MoveDef) -> str:
    if item.covert:
        return f"covert · costs {item.cost} · takes no argument"
    extra = deck.rules.unbacked_extra
    return f"costs {item.cost} with an argument, {item.cost + extra} without"


def _habits(deck: Deck, item: MoveDef) -> Iterator[Line]:
    if item.covert:
        words = "Others are not told of it. They see only what it changes, unless it is found out."
        yield from labelled("Covert", [Line(words)])
    if item.offer_to:
        words = f"It happens only if {deck.roles[item.offer_to].name} takes it."
        yield from labelled("An offer", [Line(words)])
    if item.needs:
        yield from labelled("Needs", [Line(f"{in_words(deck, item.needs)}.")])
    if item.once:
        yield from labelled("Once", [Line("It can happen once in a game.")])
    elif item.cooldown and not item.forbidden:
        count = f"{item.cooldown} round{'s' * (item.cooldown != 1)}"
        yield from labelled("Rests", [Line(f"for {count} after it happened.")])


def _promises(deck: Deck, item: MoveDef) -> Iterator[Line]:
    for meter, word in item.promises.items():
        glyph = UP if word == "up" else DOWN
        yield Line(f"{deck.meters[meter].name} {word}", lead=f"{glyph} ", to=Ref("meter", meter))


def _seen_from_here(session: Session, own: str, id_: str) -> Iterator[Line]:
    """The look ahead for a move of one's own."""
    deck = session.deck
    seen = ahead(deck, session.view(own), id_)
    if seen.refusal is not None and seen.refusal.code != "forbidden":
        yield Line(seen.refusal.sentence, STRONG, lead="! ", lead_style="bold")
    yield from labelled("Promises", _promises(deck, deck.moves[id_]))
    yield from labelled("At once", (_touch(deck, touch) for touch in seen.at_once))
    yield from labelled("Sets going", (_woken(woken, CHANGE) for woken in seen.links if not woken.stops))
    yield from labelled("Ends", (_woken(woken, "■ ") for woken in seen.links if woken.stops))
    yield from labelled("Will not do", (_woken(woken, f"{DENIED} ") for woken in seen.denials))
    yield from labelled("If declined", (_touch(deck, touch) for touch in seen.if_declined))


def _touch(deck: Deck, touch: Touch) -> Line:
    return Line(f"{touch.name} {touch.words}", lead=CHANGE, to=ref_of(deck, touch.target))


def _woken(woken: Woken, lead: str) -> Line:
    """What a move wakes, in a sentence with its citation and what else it hangs on."""
    if woken.kind == "denial":
        text = f"{listed(woken.changes, 'or')} will not move: {woken.says}"
    elif woken.stops:
        text = woken.says
    else:
        later = f" ({woken.later})" if woken.delay else ""
        lasting = " each round while it lasts" if woken.when == LASTING_ON and not woken.delay else ""
        text = f"{listed(woken.changes)}{later}{lasting}: {woken.says}"
    if woken.citation:
        text = f"{text.removesuffix('.')} ({woken.citation})"
    if woken.needs:
        text = f"{text}. Hangs on this: {woken.needs}"
    return Line(text, lead=lead, to=Ref(woken.kind, woken.id))


def _as_written(deck: Deck, item: MoveDef) -> Iterator[Line]:
    """What the deck says of a move of somebody else."""
    yield from labelled("Promises", _promises(deck, item))
    yield from labelled("At once", effect_lines(deck, item))
    declined = (Line(words, lead=CHANGE) for words in effects_words(deck, item.if_declined))
    yield from labelled("If declined", declined)
    follows = [id_ for id_, link in deck.links.items() if link.active and item.id in link.follows]
    denied = [id_ for id_, denial in deck.denials.items() if denial.active and item.id in denial.follows]
    yield from labelled("Sets going", link_lines(deck, follows))
    yield from labelled("Will not do", denial_lines(deck, denied))
    set_flags = dict(item.effects.flags)
    if set_flags:
        yield from labelled("Then see", leads(deck, "flag", set_flags))


def effect_lines(deck: Deck, item: MoveDef) -> list[Line]:
    """A move's own effects, each leading to what it changes."""
    targets = [
        *(id_ for id_, _ in item.effects.meters),
        *(id_ for id_, _ in item.effects.flags),
        *(f"capital.{id_}" for id_, _ in item.effects.capital),
    ]
    words = effects_words(deck, item.effects)
    return [Line(text, lead=CHANGE, to=ref_of(deck, target)) for text, target in zip(words, targets, strict=True)]


def _backing(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    deck = session.deck
    hand = session.view(own).hand
    speaker = deck.moves[id_].role
    cards = [c for c, item in deck.arguments.items() if item.active and id_ in item.backs and speaker in item.voices]
    for card in sorted(cards, key=lambda card: card not in hand):
        held = card in hand
        yield Line(
            deck.arguments[card].title + (" (in your hand)" if held else ""),
            STRONG if held else "",
            lead=f"{BACKS if held else OTHER} ",
            to=Ref("card", card),
        )


def card(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """An argument in its parts, what it backs and answers, and what it rests on."""
    deck = session.deck
    item = deck.arguments[id_]
    seen = session.view(own)
    voices = listed([deck.roles[voice].name for voice in item.voices])
    where = "in your hand" if id_ in seen.hand else "played" if any(id_ in c for c in seen.discards.values()) else ""
    yield Line(" · ".join(word for word in (f"Voiced by {voices}", where) if word), QUIET)
    yield BLANK
    if item.basis == "outside":
        yield Line(" OUTSIDE THE BRIEF ", BADGE)
    parts = (
        ("Claim", item.claim),
        ("Grounds", item.because),
        ("Warrant", item.warrant),
        ("Qualifier", item.qualifier),
        ("Rebuttal", item.rebuttal),
    )
    for label, text in parts:
        if text:
            yield Line(text, lead=f"{label:<11}", lead_style=STRONG)
    yield from section("Moves it backs", leads(deck, "move", (m for m in item.backs if deck.moves[m].active)))
    yield from section("Arguments it answers", leads(deck, "card", item.answers))
    answering = [other for other, argument in deck.arguments.items() if id_ in argument.answers and argument.active]
    notes = {other: BACKS for other in answering if other in seen.hand}
    yield from section("Arguments that answer it", leads(deck, "card", answering, note=notes))
    if notes:
        yield Line(f"{BACKS} is in your hand.", QUIET)
    yield from grounds(deck, item)


def role(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """A role: its brief, its motive where it may be known, its capital and its moves."""
    deck = session.deck
    item = deck.roles[id_]
    seen = session.view(own)
    seat = session.seats[id_]
    sits = (seat.name or "a person") if seat.who == PERSON else f"a {seat.who} opponent"
    yield Line("You sit here." if id_ == own else f"Here sits {sits}.", QUIET)
    yield Line(item.brief)
    yield BLANK
    has = seen.capital[id_]
    yield Line(
        f"{dots(has, item.capital_max)} {has} of at most {item.capital_max}, "
        f"{signed(item.capital_income)} each round · {seen.points[id_]} won on the floor",
        lead="Capital  ",
        lead_style=STRONG,
    )
    if id_ == own:
        mine = {id_: motive for id_, motive in item.motives.items() if id_ == seen.motive}
    elif seen.over:
        mine = {m: motive for m, motive in item.motives.items() if m == session.state.motives[id_]}
    else:
        mine = dict(item.motives)
        if len(mine) > 1:
            yield BLANK
            yield Line("Its motive is secret until the game is over. It is one of these:", QUIET)
    for motive in mine.values():
        yield from section(f"Motive: {motive.name}", [Line(motive.text)])
        yield from _weights(deck, "It is after (this is scored)", motive.wants)
        yield from _weights(deck, "It says it is for", motive.ends)
    moves = [m for m, definition in deck.moves.items() if definition.role == id_ and definition.active]
    notes = {m: DENIED for m in moves if deck.moves[m].forbidden}
    yield from section("Moves", leads(deck, "move", moves, note=notes))
    if notes:
        yield Line(f"{DENIED} can never be played; its page says why.", QUIET)


def _weights(deck: Deck, title: str, weights: dict[str, int] | object) -> Iterator[Line]:
    if not isinstance(weights, dict) or not weights:
        return
    yield Line(title, STRONG)
    for meter, weight in sorted(weights.items(), key=lambda pair: -abs(pair[1])):
        way = "high" if weight > 0 else "low"
        yield Line(
            f"{name_of(deck, meter)} {way}",
            lead=f"{UP if weight > 0 else DOWN} {abs(weight)} × ",
            to=Ref("meter", meter),
        )


def passage(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """A passage of the source, in the deck author's words, and all that rests on it."""
    deck = session.deck
    origin = deck.origin
    yield Line(f"{origin.title}, {origin.year}" if origin else "The brief", QUIET)
    yield Line(deck.passages[id_].gist)
    text = own_words(deck, id_)
    if text:
        yield Line("In the words of the deck's author. The source itself:", QUIET)
        yield from text
    else:
        yield Line("In the words of the deck's author; read the brief itself for the full text.", QUIET)
    yield from citing(deck, passage=id_)


def evidence(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """Evidence from outside the source, and all that rests on it."""
    deck = session.deck
    item = deck.evidence[id_]
    yield Line(" OUTSIDE THE BRIEF ", BADGE)
    yield Line(item.says)
    yield Line(item.where, lead="Source: ", lead_style=STRONG)
    if item.later and session.state.over:
        yield Line(item.later, lead="Later: ", lead_style=STRONG)
    yield from citing(deck, evidence=id_)


def ending(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """An ending: when it comes."""
    deck = session.deck
    item = deck.endings[id_]
    if session.state.over:
        yield Line(item.text)
    when = in_words(deck, item.when) if item.when else "none of the endings before it holds"
    yield Line(f"Comes if {when}.")
    if item.ends_the_game:
        yield Line("It ends the game at once.", STRONG)
    yield from grounds(deck, item)


def causal_view(session: Session, own: str | None, id_: str) -> Iterator[Line]:
    """A causal view: what it changes in the model."""
    deck = session.deck
    item = deck.views[id_]
    on = id_ in session.state.setting.views
    yield Line("This game is played under it." if on else "This game is played without it.", QUIET)
    if item.says:
        yield Line(item.says)
    yield from section("It takes in", leads(deck, "view", item.includes))
    changed = [to for to in (ref_of(deck, other) for other in item.replaces) if to is not None]
    yield from section("It changes", (line for to in changed for line in leads(deck, to.kind, [to.id])))
