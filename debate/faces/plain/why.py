"""What can be asked with ``why``: what moved something, why it did not come, what scores, why a role chose so."""

from __future__ import annotations

import re

from debate.debrief.naming import called, name_of, names_of
from debate.debrief.vocabulary import GAME_WORDS
from debate.faces.plain import pages
from debate.faces.plain.desk import Desk, NotFound, find
from debate.faces.plain.pages import debrief_part
from debate.faces.plain.told import write
from debate.pages import why as reasons
from debate.pages import world
from debate.pages.document import OWN_WORDS, Folded, Heading, item
from debate.pages.exchange import chosen_in
from debate.pages.finale import arithmetic, decisions
from debate.pages.glossary import word_of_the_game
from debate.pages.in_round import closed, in_round, latest_news, news_of, with_round
from debate.pages.score_beside import score_beside
from debate.pages.score_beside import title as score_beside_title
from debate.pages.score_rounds import last_scored, score_rounds
from debate.pages.score_rounds import title as score_rounds_title
from debate.pages.things import ref_of
from debate.rules.text import visible

_SCORE = re.compile(r"\b(?:my|your|the|of|for|score|scores|points)\b|['’]s\b", re.IGNORECASE)
"""What may stand beside the name of a role, or alone, where a score is asked about."""


def why(desk: Desk, rest: str) -> None:
    """What is typed behind ``why``: a thing of the game, a role or one's score, and perhaps a round."""
    whole = {name.casefold() for id_ in (*desk.measures(), *desk.things()) for name in names_of(desk.deck, id_)}
    wanted, round_ = (rest, None) if rest.casefold() in whole else with_round(rest)
    if not wanted:
        raise NotFound("Write what you ask about, such as 'why' and the name of a meter. 'world' lists them.")
    word = wanted.casefold().removeprefix("the ")
    if word == "news":
        _of_news(desk, round_)
        return
    if word not in whole and _of_the_game(desk, word):
        return
    role = _role_named(desk, wanted)
    if role is None and {"score", "scores", "points"} & set(wanted.casefold().split()):
        left = " ".join(_SCORE.sub(" ", wanted).split())
        whose = _role_named(desk, left) if left else desk.role or ""
        if whose is not None and not called(desk.deck, desk.measures(), wanted):
            _of_score(desk, whose, round_)
            return
    if role:
        _of_role(desk, role, round_)
        return
    wanted = _of_oneself(desk, wanted)
    try:
        meter = find("meter", wanted, desk.measures(), desk.deck)
        _one_thing(desk, wanted, meter)
        moved(desk, meter, round_)
    except NotFound as problem:
        if problem.several:
            raise
        try:
            thing = _thing_or_case(desk, wanted)
        except NotFound as other:
            if not other.several:  # what is near may be any of them
                says = {**desk.deck.links, **desk.deck.denials}
                names = {id_: name for id_, name in desk.things().items() if id_ not in says}
                find("meter, move, case, news or ending", wanted, {**desk.measures(), **names}, desk.deck)
            raise other from None
        _of_thing(desk, thing, round_)


def _of_the_game(desk: Desk, word: str) -> bool:
    """Tell of a word of the game that is no name in this deck: one's moves, how it ended, what a word means; False for
    any other."""
    if word in ("move", "moves") and desk.role is not None:
        pages.moves(desk)
    elif word in ("ending", "endings") and not (desk.view.over and word == "ending"):
        endings(desk)
    elif word == "par" and desk.view.over and desk.role is not None:
        head = Heading(score_beside_title(desk.reader, desk.role))
        write(desk.console, [word_of_the_game(desk.deck, "par"), head, *score_beside(desk.reader, desk.role)])
    elif word == "hold":
        write(desk.console, [word_of_the_game(desk.deck, "hold")])
        desk.console.say("'moves' says why a move cannot be played, 'why' and a role what it chose and why.")
    elif word in ("declined", "accepted", "taken", "offer", "offers"):
        _of_offers(desk)
    elif (term := "turn order" if word == "order" else word) in dict(GAME_WORDS) and word != "capital":
        write(desk.console, [word_of_the_game(desk.deck, term)])
    else:
        return False
    return True


def _of_offers(desk: Desk) -> None:
    """Which offers were taken and declined, as far as that lies open."""
    deck = desk.deck
    did = {"accept": "took", "decline": "declined"}
    told = [(known.round, known.entry.move) for known in desk.session.known(desk.role)]
    found = [
        item(f"Round {number}: {name_of(deck, move.role)} {did[move.kind]} '{name_of(deck, move.move)}'.")
        for number, move in told
        if move.kind in did
    ]
    if not found:
        raise NotFound("No offer has been taken or declined.")
    write(desk.console, [Heading("Offers"), *found])
    desk.console.say("'why' and the name of one tells why.")


def endings(desk: Desk) -> None:
    """How the game ended. ``NotFound`` while it runs."""
    if not desk.view.over:
        raise NotFound("How this game can end is told once it is over: 'endings', or 'why' and the title of one.")
    debrief_part(desk, 1)
    desk.console.say("Part 5 tells which endings did not come, and why.")


def _role_named(desk: Desk, wanted: str) -> str | None:
    """The role of this name, or of just this id; None where there is none."""
    word = wanted.casefold().removeprefix("the ")
    roles = desk.deck.roles.items()
    return next((id_ for id_, each in roles if word in (id_, each.name.casefold().removeprefix("the "))), None)


def _of_oneself(desk: Desk, wanted: str) -> str:
    """The name of what one word means to whoever asks: one's own capital, and the ending of a game that is over."""
    word = wanted.casefold().removeprefix("my ").removeprefix("the ")
    if word == "capital" and desk.role is not None:
        return name_of(desk.deck, f"capital.{desk.role}")
    if word == "ending" and desk.view.over:
        return desk.deck.endings[desk.session.outcome().ending].title
    return wanted


def _of_news(desk: Desk, round_: int | None) -> None:
    """The news of a round (None: the latest that brought some, 0: all), why it came, and why other news did not."""
    rounds, reader = closed(desk.reader), desk.reader
    asked = rounds if round_ == 0 else [latest_news(reader) if round_ is None else round_]
    if not rounds or asked[0] not in rounds:
        raise NotFound(f"Write a round from 1 to {rounds[-1]}." if rounds else "No round has closed yet.")
    for number in asked:
        write(desk.console, list(news_of(reader, number, short=round_ != 0)))
    if round_ != 0:
        desk.console.say("Add the number of a round to see its news, or 'all'.")


def _of_thing(desk: Desk, id_: str, round_: int | None) -> None:
    """Why a thing came or did not; of news, cases and moves what became of it in a round, where one is asked for."""
    to = ref_of(desk.deck, id_)
    found = in_round(desk.reader, to, round_) if to is not None and round_ else []
    if to is not None and found:
        write(desk.console, [Heading(f"{name_of(desk.deck, id_)}: round {round_}"), *found])
        desk.console.say("Without the number: all rounds.")
        return
    if round_:  # before what is told of all rounds
        desk.console.say(
            "A round that has closed can be chosen for meters, flags, news and cases, and after the game for moves."
        )
    pages.because(desk, id_)


def _of_role(desk: Desk, role: str, round_: int | None) -> None:
    """What a role chose in a round (None: the latest in which something lies open), and why."""
    rounds = [known.round for known in desk.session.known(desk.role) if known.entry.move.role == role]
    number, name = round_ or max(rounds, default=0), name_of(desk.deck, role)
    found = list(chosen_in(desk.reader, role, number))
    if not found:
        raise NotFound(
            f"Nothing that {name} chose in round {number} lies open."
            if number
            else f"{name} has chosen nothing yet that lies open."
        )
    write(desk.console, [Heading(f"What {name} chose in round {number}"), *found])
    if len(set(rounds)) > 1:
        desk.console.say("Add the number of another round to see what was chosen there.")


def _thing_or_case(desk: Desk, wanted: str) -> str:
    """The id of what is meant: an argument of just this title, else any other thing, else an argument again."""
    cases = {card.id: card.title for card in desk.deck.arguments.values() if card.active}
    just = [id_ for id_, title in cases.items() if title.casefold() == wanted.casefold()]
    try:
        return just[0] if len(just) == 1 else find("meter, move, news or ending", wanted, desk.things(), desk.deck)
    except NotFound as problem:
        if problem.several:
            raise
        return find("argument", wanted, cases)


def _of_score(desk: Desk, role: str, round_: int | None) -> None:
    """What one's score is made of, and after the game which choices moved it; of a round, and of another role's score,
    what each goal gave round by round, and of one's own why each move of the round was worth what it was."""
    own, over, reader = role == desk.role, desk.view.over, desk.reader
    last = desk.view.round if over else desk.view.round - 1
    if not role or not (own or over):
        known = "" if over else " Until the game is over a role is told its own alone."
        raise NotFound(f"Write whose score, such as 'why score of {next(iter(desk.deck.roles.values())).name}'.{known}")
    if round_ and round_ > last:
        raise NotFound(f"Write a round from 1 to {last}." if last else "No round has closed yet.")
    if round_ is not None or not own:
        head = Heading(score_rounds_title(reader, role, round_ or 0))
        write(desk.console, [head, *score_rounds(reader, role, round_ or 0)])
    if not own:
        return
    if not over:
        write(desk.console, [world.score_so_far(reader)])
    elif round_ and round_ <= last_scored(reader):
        pages.choices(desk, round_)
    elif round_:
        desk.console.say("The score counts as it stood at the end of term. The rounds after it are told together.")
    else:
        found = desk.finale()
        write(desk.console, [*arithmetic(found), *decisions(found)])
        desk.console.say(
            "'why score' and a round tells what each goal gave then, and what each move was worth; 'why par' sets your "
            "score beside what scripts make of your seat."
        )


def _one_thing(desk: Desk, wanted: str, meter: str) -> None:
    """Refuse a word that could as well mean an ending, or that no reader knows this meter by: all that it could mean is
    listed, endings first."""
    deck, things = desk.deck, desk.things()
    names = [name.casefold() for name in names_of(deck, meter)]
    if wanted.casefold() in names:
        return
    likely = called(deck, [id_ for id_ in things if id_ not in deck.links and id_ not in deck.denials], wanted)
    endings = [id_ for id_ in likely if id_ in deck.endings]
    if endings or (likely and not any(wanted.casefold() in name for name in names)):
        others = [id_ for id_ in likely if id_ not in endings]
        listed = ", ".join(f"'{name_of(deck, id_)}'" for id_ in (*endings, meter, *others))
        raise NotFound(f"'{visible(wanted)}' may mean {listed}. Write more of it.", several=True)


def moved(desk: Desk, target: str, round_: int | None = None) -> None:
    """What moved a meter, flag or capital in a round (None: the latest in which it moved, 0: all), and what did not."""
    desk.console.head(reasons.title(desk.reader, target))
    nodes = list(reasons.why(desk.reader, target, round_))
    said = next((n for n, node in enumerate(nodes) if getattr(node, "text", "").startswith(OWN_WORDS)), len(nodes))
    write(desk.console, nodes[:said])
    if said < len(nodes):
        desk.console.say(pages.READ_PASSAGE)
    several = len(reasons.changed_in(desk.reader, target)) > 1
    if round_ != reasons.WHOLE and (several or any(isinstance(node, Folded) for node in nodes[:said])):
        desk.console.say("Add 'all' to the name to read all of it, or the number of a round.")
