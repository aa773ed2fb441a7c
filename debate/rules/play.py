"""The rulebook: one pure transition from a choice to the next position.

=========  =====================================================================  ==========================
phase      what happens, in this order                                            where
=========  =====================================================================  ==========================
deal       seats that asked for it keep a hand of the cards dealt                 :func:`dealt`
choose     every role plays a move (with a case or without) or holds; sealed      ``legal``
           all at once: prices are paid, cases and open moves shown               :func:`reveal`
answer     every role takes or declines offers, answers one case, presses for     ``legal``
           the ground of one, or lets them stand
           all at once: answers are shown                                         :func:`answered`
extend     a speaker who was pressed shows the ground, for capital, or not        ``legal``
           a speaker who was answered may answer one answer                       :func:`extended`
settle     a judge, where there is one, rules on answered cases                   ``legal``
           beaten speakers who can pay choose to pay or wait                      ``settling.to_settle``
           in turn order: exchanges are paid                                      ``settling.settle``
           in turn order: moves happen, wait, are declined or are overtaken       ``settling.settle``
           cases that stood or were beaten move what people feel                  ``settling.settle``
world      links, denials, landings; news; questions; endings                     ``world.close``
close      income, cards, the next round; or end of term and the epilogue         ``world.close``
=========  =====================================================================  ==========================

Choices of one phase are sealed: they are checked against the state before the phase and carried out when the last one
is in, in turn order. :func:`play` is the only thing that makes a state from a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import define, evolve

from debate.rules import cards, world
from debate.rules.chance import roll64, shuffled
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.legal import can_show, cases_to_rule, refusal, wanted
from debate.rules.moves import JUDGE, IllegalMove, Move
from debate.rules.phase import pay
from debate.rules.settling import settle, to_settle
from debate.rules.state import Floor, Play, Setting, State
from debate.rules.tables import Tables, tables_for
from debate.rules.trace import RawStep, Trace


@define
class Step:
    """What a choice led to: the state after it, and the trace steps that it wrote (none while choices are sealed)."""

    state: State
    trace: Trace


def start(
    deck: Deck,
    seed: int = 0,
    preset: str | None = None,
    motives: Mapping[str, str] | None = None,
    views: Iterable[str] = (),
    judged: bool = False,
    draft: Iterable[str] = (),
) -> State:
    """The first position of a game.

    ``motives``: role -> motive; where a role is not named the seed decides. ``views``: causal views that are on.
    ``judged``: exchanges are ruled on by a judge. ``draft``: roles that choose which of the dealt cards they keep;
    the others keep the first. Raises ``ValueError`` for a name that the deck does not have.
    """
    views = tuple(sorted(set(views)))
    drafting = frozenset(draft)
    chosen = dict(motives or {})
    _known("preset", () if preset is None else (preset,), deck.presets)
    _known("view", views, deck.views)
    _known("role", (*chosen, *drafting), deck.roles)
    for role, motive in chosen.items():
        _known(f"motive of '{role}'", (motive,), deck.roles[role].motives)
    tables = tables_for(deck, preset, views)
    for role in deck.turn_order:
        ids = sorted(deck.roles[role].motives)
        if role not in chosen:
            chosen[role] = ids[roll64(seed, "motive", role) % len(ids)] if ids else ""
    order = deck.turn_order
    return opening(
        tables,
        Setting(
            seed,
            preset,
            views,
            motives=tuple(chosen[role] for role in order),
            judged=judged,
            draft=tuple(role for role in order if role in drafting),
        ),
    )


def _known(kind: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"the deck has no {kind} '{name}'; it has: {', '.join(known) or 'none'}")


def opening(tables: Tables, setting: Setting) -> State:
    """The first position of a game with this setting."""
    state = State.__new__(State)
    state.tables, state.setting = tables, setting
    state.v = tables.start.copy()
    state.touched = [()] * (tables.targets + len(tables.events))
    state.last = tables.start[: len(tables.meter_places)]
    state.since = dict.fromkeys(tables.watched, ())
    state.pending = ()
    state.waiting = {}
    state.asked = ()
    state.promises = ()
    state.legal = {}
    state.steps = 0
    state.past = ()
    state.seen = ()
    state.term = None
    state.passes = dict.fromkeys(tables.roles, 1)
    state.discards = dict.fromkeys(tables.roles, ())
    state.piles, state.hands = {}, {}
    rules = tables.deck.rules
    world.begin(state, 1)
    drafting = []
    for role in tables.roles:
        pile = shuffled(tables.piles[role], setting.seed, "pile", role, 1)
        state.hands[role], state.piles[role] = pile[: rules.dealt], pile[rules.dealt :]
        if role in setting.draft and len(state.hands[role]) > rules.hand:
            drafting.append(role)
        else:
            cards.keep(state, role, pile[: min(rules.hand, rules.dealt)])
    if drafting:
        state.phase, state.awaiting = "deal", tuple(drafting)
    return state


def play(state: State, move: Move) -> Step:
    """The one transition. Raises :class:`IllegalMove`, with the refusal, for a choice that is not legal."""
    role, awaiting, choices = move.role, state.awaiting, state.choices
    # A choice that was listed as legal in this phase need not be checked again.
    for listed in state.legal.get(role, ()) if role in awaiting else ():
        if listed is move:
            break
    else:
        refused = refusal(state, move)
        if refused is not None:
            raise IllegalMove(refused)
    new = state.shallow()
    made = (*choices[role], move) if role in choices else (move,)
    new.choices = {**choices, role: made}
    if state.past is not None:
        new.past = (*state.past, move)
    # Only offers, rulings and grounds ask one role for several choices; what it may choose next is another question.
    if (state.floor.offers or state.floor.presses or role == JUDGE) and len(made) < wanted(state, role):
        return Step(new, state.tables.no_trace)
    if len(awaiting) > 1:
        new.awaiting = awaiting[1:] if awaiting[0] == role else tuple([r for r in awaiting if r != role])
        new.legal = state.legal
        return Step(new, state.tables.no_trace)
    new.own()
    new.awaiting = ()
    trace: list[RawStep] = []
    resolve(new, trace)
    return Step(new, Trace(state.tables, trace))


def carry_out(state: State, choices: Mapping[str, tuple[Move, ...]], last: int = 0) -> Step:
    """All sealed choices of a phase at once, unchecked; for control runs.

    A role that is to choose a move and is not in ``choices`` sits out: it has nothing on the floor and is paid nothing
    for holding. ``last``: the round that ends the game whatever the deck says; 0: as the deck says.
    """
    new = state.copy()
    new.choices, new.awaiting, new.past = dict(choices), (), None
    trace: list[RawStep] = []
    resolve(new, trace, last)
    return Step(new, Trace(new.tables, trace))


def resolve(state: State, trace: list[RawStep], last: int = 0) -> None:
    """Carry out the sealed choices of a phase, and go on until somebody is to choose or the game is over.

    Changes ``state``, which must be the caller's own copy. ``last``: the round that is the last one whatever the deck
    says.
    """
    lay_open(state)
    while True:
        if state.phase == "settle":
            _settling(state, trace, last)
        else:
            _PHASES[state.phase](state, trace)
        if state.awaiting or state.phase == "over":
            return


def lay_open(state: State) -> None:
    """Of the choices of a phase that is complete, add to ``seen`` those that everybody learns of, in turn order."""
    tables, choices = state.tables, state.choices
    if not choices:
        return
    covert, may_be_covert, open_ = tables.covert, tables.may_be_covert, [*state.seen]
    for role in (*tables.roles, JUDGE):
        if role in choices:
            for move in choices[role]:
                secret = move.kind == "keep" or (move.kind == "hold" and role in may_be_covert)
                if not (secret or move.move in covert):
                    open_.append(move)
    state.seen = tuple(open_)


def dealt(state: State, trace: list[RawStep]) -> None:
    for role, (choice,) in state.choices.items():
        cards.keep(state, role, choice.cards)
    world.begin(state, 1)


def reveal(state: State, trace: list[RawStep], recorded: Tables | None = None) -> None:
    """Pay for what was chosen and lay it on the floor.

    ``recorded``: in a replay under another model, the tables of the game as it was played. Prices are those paid there,
    and a move that is not possible here stays on the floor but will not happen.
    """
    tables = state.tables
    rules = tables.deck.rules
    payments: list[tuple[str, str, int]] = []
    plays: dict[str, Play] = {}
    cases: list[tuple[str, str]] = []
    offers: dict[str, tuple[str, ...]] = {}
    taken: dict[str, bool] = {}
    for role in tables.roles:
        if role in state.waiting:
            waiting = state.waiting[role]
            plays[role] = Play(waiting.move, "", waiting.paid, True, waiting.playable)
            taken[role] = waiting.taken
            continue
        if role not in state.choices:
            continue  # it sits out, in a control run
        (choice,) = state.choices[role]
        if choice.kind == "hold":
            payments.append((role, "hold", rules.hold_bonus))
            continue
        move, card = choice.move, choice.card
        flat = (recorded or tables).moves[move]
        paid = flat.cost if card else flat.price_bare
        if flat.covert and rules.covert_as_hold:
            payments.append((role, "hold", rules.hold_bonus))
        else:
            payments.append((role, "cost", -paid))
        plays[role] = Play(move, card, paid, False, recorded is None or _possible(state, move))
        if flat.offer_to is not None:
            offers[flat.offer_to] = (*offers.get(flat.offer_to, ()), role)
        if card:
            cases.append((role, card))
            cards.spend(state, role, card)
    pay(state, payments, trace)
    _open_floor(state, Floor(plays, tuple(cases), offers, {}, {}, taken, {}))


def _open_floor(state: State, floor: Floor) -> None:
    """What was chosen lies open now, and whoever may say something to it is awaited."""
    state.floor = floor
    state.waiting = {}
    state.choices = {}
    state.phase = "answer"
    roles = state.tables.roles
    if len(floor.cases) > 1:
        state.awaiting = roles
    elif floor.cases or floor.offers:
        state.awaiting = tuple([role for role in roles if wanted(state, role)])
    else:
        state.awaiting = ()


def _possible(state: State, move: str) -> bool:
    flat = state.tables.moves[move]
    return flat.active and not flat.forbidden and holds(flat.needs, state.v, state.tables)


def answered(state: State, trace: list[RawStep]) -> None:
    tables, floor = state.tables, state.floor
    state.phase = "extend"
    if not state.choices:
        return
    offering = {play.move: role for role, play in floor.plays.items() if tables.moves[play.move].offer_to}
    taken = dict(floor.taken)
    answers: dict[str, tuple[str, str]] = {}
    presses: dict[str, str] = {}
    for role in tables.roles:
        for choice in state.choices.get(role, ()):
            if choice.kind == "answer":
                answers[role] = (choice.to, choice.card)
                cards.spend(state, role, choice.card)
            elif choice.kind == "press":
                presses[role] = choice.to
            elif choice.move:
                taken[offering[choice.move]] = choice.kind == "accept"
    state.floor = Floor(floor.plays, floor.cases, floor.offers, answers, {}, taken, {}, presses)
    state.choices = {}
    if answers or presses:
        answered = {to for to, _ in answers.values()}
        state.awaiting = tuple([role for role in tables.roles if role in answered or can_show(state, role)])


def extended(state: State, trace: list[RawStep]) -> None:
    state.phase = "settle"
    floor = state.floor
    if not floor.answers and not floor.presses:
        return
    extensions: dict[str, tuple[str, str]] = {}
    pressed = floor.presses.values()
    shown = {role: False for role in state.tables.roles if role in pressed}
    for role in state.tables.roles:
        for choice in state.choices.get(role, ()):
            if choice.kind == "extend":
                extensions[role] = (choice.to, choice.card)
                cards.spend(state, role, choice.card)
            elif choice.kind == "show":
                shown[role] = True
    if shown:
        price = state.tables.deck.rules.press
        pay(state, [(role, "show", -price) for role, does in shown.items() if does], trace)
    state.floor = Floor(
        floor.plays, floor.cases, floor.offers, floor.answers, extensions, floor.taken, {}, floor.presses, shown
    )
    state.choices = {}
    if state.setting.judged and cases_to_rule(state):
        state.awaiting = (JUDGE,)
    else:
        to_settle(state)


def _settling(state: State, trace: list[RawStep], last: int) -> None:
    """Rulings are in, then payments are in; then the round runs to its end."""
    rulings = state.choices.get(JUDGE)
    if rulings:
        state.floor = evolve(state.floor, rulings={choice.to: choice.ruling for choice in rulings})
        to_settle(state)
        if state.awaiting:
            return
    paying = {role for role, made in state.choices.items() if made[0].kind == "pay"}
    state.choices = {}
    settle(state, paying, trace)
    world.close(state, trace, state.round == last)


_PHASES: dict[str, Callable[[State, list[RawStep]], None]] = {
    "deal": dealt,
    "choose": reveal,
    "answer": answered,
    "extend": extended,
}
