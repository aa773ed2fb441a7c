"""The scripted opponent: the deck's own priority rules for its role and motive.

Moves and offers follow the rules; the rest follows the table's habits: answer the case that is worst for this role, or
press for its ground; show the own ground where the case may stand; extend where that saves the case; pay where it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from debate.opponents.choice import Chosen
from debate.opponents.fitting import fitting
from debate.rules.conditions import Compare, FlagIs, Test
from debate.rules.deck import Deck, ScriptRule
from debate.rules.evaluate import amount, holds
from debate.rules.flat import FlatEffect
from debate.rules.legal import not_now
from debate.rules.moves import Move
from debate.rules.settling import may_stand
from debate.rules.view import View

NO_RULE = "No rule of its script"
"""How the reason begins where none fired; what would have made it choose otherwise is told by
:mod:`debate.debrief.unmoved`."""
RATHER = " It would rather have played "
"""How it goes on where what it played stands in for another move."""
READY = "A move that is ready should not wait while it can be paid for."
DECLINED = "Its offer was declined. It pays all the same: a move that waits would take its choice of the next round."
ACCEPTS = "It declines only an offer that no rule of its script takes."
_NONE_COULD = "could be followed: it can play none of the moves that it wants to play now"
_NONE_HOLDS = "calls for a move as things stand"
POOR = 3
"""Capital up to which a script answers cases that do not touch what it wants, even if some of the bonus is lost."""


def scripted(view: View, key: int) -> Chosen:
    """The choice that the deck's rules make here; ``key`` is not used."""
    match view.legal[-1].kind:  # the way to pass, which stands last
        case "hold":
            return _move(view)
        case "decline":
            return _offer(view)
        case "let-stand":
            return _answer(view)
        case "withhold":
            return _ground(view)
        case "rest":
            return _extension(view)
        case "wait":
            declined = view.position.floor.taken.get(view.role) is False
            return Chosen(view.legal[0], DECLINED if declined else READY)
    return Chosen(view.legal[0], "The first cards dealt are kept.")


def _firing(view: View) -> Iterator[ScriptRule]:
    """The rules of this role that are for its motive and whose condition holds, in order."""
    position = view.position
    rules = position.tables.script_rules.get(view.role)
    for rule in rules.holding(position.v) if rules else ():
        if not rule.motives or view.motive in rule.motives:
            yield rule


def _move(view: View) -> Chosen:
    options: list[tuple[ScriptRule, Move]] = []
    plays: dict[str, list[Move]] = {}
    for move in view.legal:
        if move.kind == "play":
            plays.setdefault(move.move, []).append(move)
    for rule in _firing(view):
        found = _first_play(plays, rule)
        if found is not None and all(found.move != other.move for _, other in options):
            options.append((rule, found))
            if len(options) == 2:
                break
    if not options:
        wanted = any(first_of(view.position.tables.deck, rule) for rule in _firing(view))
        return Chosen(view.legal[-1], f"{NO_RULE} {_NONE_COULD if wanted else _NONE_HOLDS}, so it plays none.")
    (rule, move), *passed = options
    tables, leading = view.position.tables, _leading(view, rule, move.move)
    if leading is None:
        chosen = Chosen(move, f"{NO_RULE} that holds puts this move first. {_rather(view, rule)}")
    else:
        rather = "" if leading is rule else _rather(view, rule)
        chosen = Chosen(move, f"{leading.because} {rather}".strip(), leading.source, leading.basis)
    if not passed:
        return chosen
    ((rule, other),) = passed
    leading = _leading(view, rule, other.move)
    lower = "A lower rule of its script plays it"
    why = f"{lower}: “{leading.because}”" if leading else f"{lower}, and only in place of {_named(tables.deck, rule)}."
    return evolve(chosen, rejected=other, rejected_because=why)


def first_of(deck: Deck, rule: ScriptRule) -> str:
    """The move that the reason of a rule is about: the first; those behind it stand in for it. Empty for none."""
    return next((id_ for id_ in rule.play if deck.moves[id_].active), "")


def _leading(view: View, rule: ScriptRule, move: str) -> ScriptRule | None:
    """The rule whose reason is about this move, which ``rule`` has it play; None where none that holds is."""
    deck = view.position.tables.deck
    return next((each for each in (rule, *_firing(view)) if first_of(deck, each) == move), None)


def _named(deck: Deck, rule: ScriptRule) -> str:
    """The first move of a rule by its title, unless that it was chosen is kept from others."""
    first = deck.moves[first_of(deck, rule)]
    return "another move" if first.covert else f"'{first.title}'"


def _rather(view: View, rule: ScriptRule) -> str:
    """Which move it would rather have played, and why it could not, by what everybody may know."""
    tables = view.position.tables
    flat = tables.moves[first_of(tables.deck, rule)]
    refused, rather = not_now(view.position, flat), f"{RATHER.strip()} {_named(tables.deck, rule)}"
    if flat.covert or refused is None:
        return f"{rather}, and could not."
    why = f"it {refused.beside}"
    if refused.code == "needs":
        told = all(_open(tables.deck, test) for test in tables.deck.moves[flat.id].needs)
        why = refused.beside if told else "what it needs was not so."
    return f"{rather}, and could not: {why}"


def _open(deck: Deck, test: Test) -> bool:
    """Whether everybody may know how it stands with this."""
    if isinstance(test, Compare):
        return test.kind != "times" and (test.kind != "meter" or deck.meters[test.id].seen_by is None)
    return isinstance(test, FlagIs)


def _first_play(plays: Mapping[str, list[Move]], rule: ScriptRule) -> Move | None:
    """The first move of the rule that is legal, with the preferred case if one is in hand. ``plays``: by move, each
    legal way to play it."""
    for id_ in rule.play:
        legal = plays.get(id_)
        if legal:
            for card in rule.backing:
                for move in legal:
                    if move.card == card:
                        return move
            return legal[0]
    return None


def _offer(view: View) -> Chosen:
    accept, decline = view.legal
    for rule in _firing(view):
        if accept.move in rule.accept:
            return Chosen(accept, rule.because, rule.source, rule.basis, decline, ACCEPTS)
    return Chosen(decline, f"{NO_RULE} takes this offer as things stand.", rejected=accept)


def _answer(view: View) -> Chosen:
    """The worst case for this role that it can answer, with the card that fits; else it presses for a ground."""
    order = view.position.tables.roles
    own = order.index(view.role)

    def nearest(kind: str) -> list[Move]:
        """The choices of this kind, those about the next in turn order first."""
        found = (move for move in view.legal if move.kind == kind)
        return sorted(found, key=lambda move: (order.index(move.to) - own) % len(order))

    answers, presses = nearest("answer"), nearest("press")
    let_stand = view.legal[-1]
    harms = {speaker: harm_of_case(view, speaker) for speaker in {move.to for move in view.legal[:-1]}}
    if answers:
        worst = fitting_answer(view, min(answers, key=lambda move: harms[move.to]).to)
        harm, title = harms[worst.to], _title(view, worst.to)
        bonus = view.position.tables.deck.rules.answer_bonus
        if harm < 0:
            return Chosen(worst, f"'{title}' works against what it wants, and it holds a card that answers the case.")
        if harm == 0 and bonus and view.capital[view.role] <= max(POOR, _most(view) - bonus):
            return Chosen(
                worst,
                f"It has {view.capital[view.role]} capital and can hold more, and an answer that holds earns {bonus}. "
                f"'{title}' itself moves nothing that it wants.",
            )
    passed = min(answers, key=lambda move: harms[move.to]) if answers else None
    because = _kept(view, passed, harms[passed.to]) if passed is not None else ""
    if presses:
        worst = min(presses, key=lambda move: harms[move.to])
        if harms[worst.to] < 0:
            asks = "it holds no card that answers this case, so it asks for the ground."
            told = f"'{_title(view, worst.to)}' works against what it wants; {asks}"
            return Chosen(worst, told, rejected=passed, rejected_because=because)
    if passed is None:
        return Chosen(let_stand, "It holds no card that answers a case on the floor.")
    told = "No case that it could answer backs a move that hurts what it wants."
    return Chosen(let_stand, told, rejected=passed, rejected_because=because)


def _kept(view: View, answer: Move, harm: int) -> str:
    """Why this answer is kept back, which is against a case that does no harm."""
    does = "helps what it wants" if harm > 0 else "moves nothing that it wants, and it has capital enough"
    return f"'{_title(view, answer.to)}' {does}."


def fitting_answer(view: View, speaker: str) -> Move:
    """The answer to this speaker's case that fits best."""
    found = [move for move in view.legal if move.kind == "answer" and move.to == speaker]
    play = view.plays[speaker]
    return fitting(view.position.tables.deck, found, play.case, play.move)


def _most(view: View) -> int:
    """The most capital that this role can hold."""
    return view.position.tables.deck.roles[view.role].capital_max


def _title(view: View, speaker: str) -> str:
    return view.position.tables.deck.moves[view.plays[speaker].move].title


def harm_of_case(view: View, speaker: str) -> int:
    """:func:`harm_of` the speaker's move, and of what its case does to what people feel where it stands."""
    play = view.plays[speaker]
    tables = view.position.tables
    return harm_of(view, play.move) + _weighed(view, tables.stands.get(play.case, ()))


def harm_of(view: View, move: str) -> int:
    """Wants weight times amount over all that the move would set going; below 0 is bad for this role.

    Counted are the move's own effects, the links that follow it, and, once each, the links that begin to hold because
    of the flags that it sets, all as things stand in the view.
    """
    position = view.position
    tables, v = position.tables, position.v
    motive = tables.deck.roles[view.role].motives.get(view.motive)
    if motive is None:
        return 0
    flat = tables.moves[move]
    effects = list(flat.effects)
    for link in tables.followers[flat.event]:
        if holds(link.when, v, tables):
            effects += link.effects
    flags = [(place, asked) for place, asked in effects if tables.is_flag[place] and v[place] != asked]
    if flags:
        after = v.copy()
        for place, asked in flags:
            after[place] = amount(asked, v)
        for link in tables.rowed:
            if holds(link.when, after, tables) and not holds(link.when, v, tables):
                effects += link.effects
    return _weighed(view, effects)


def _weighed(view: View, effects: Iterable[FlatEffect]) -> int:
    """Wants weight times amount over these effects, on the values of the view."""
    tables, v = view.position.tables, view.position.v
    motive = tables.deck.roles[view.role].motives.get(view.motive)
    if motive is None:
        return 0
    weights = motive.wants
    return sum(
        weights[tables.names[place]] * amount(asked, v)
        for place, asked in effects
        if not tables.is_flag[place] and tables.names[place] in weights
    )


def _ground(view: View) -> Chosen:
    """Show the ground where the case may stand and capital is left; a case that will be beaten gains nothing by it."""
    show, withhold = view.legal
    tables = view.position.tables
    if not may_stand(view.position, view.role, view.hand):
        return Chosen(withhold, "The case will be beaten, so showing its ground would gain nothing.", rejected=show)
    if view.capital[view.role] > tables.deck.rules.press:
        return Chosen(show, "A case that stands counts in full only where its ground is shown.", rejected=withhold)
    return Chosen(withhold, "It would have no capital left.", rejected=show)


def _answers_to_own(view: View) -> list[str]:
    """The cards with which this role's case was answered."""
    return [card for to, card in view.answers.values() if to == view.role]


def _extension(view: View) -> Chosen:
    found = [move for move in view.legal if move.kind == "extend"]
    rest = next(move for move in view.legal if move.kind == "rest")
    if not found:
        return Chosen(rest, "It holds no card that answers the answer.")
    tables = view.position.tables
    if len(_answers_to_own(view)) > 1 and not view.position.setting.judged:
        told = "One of several answers can be met, and the others would beat the case all the same."
        return Chosen(rest, told, rejected=found[0])
    first = min(found, key=lambda m: tables.roles.index(m.to)).to
    best = fitting(tables.deck, [move for move in found if move.to == first], view.answers[first][1])
    return Chosen(best, "It holds a card that answers the answer, and the case is worth defending.")
