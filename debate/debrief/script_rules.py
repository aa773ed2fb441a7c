"""Which rules of a script decided a choice, and why it passed over a move that it could have played."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from debate.debrief.naming import cited, ended, listed, rounds_words, sentence
from debate.debrief.reasons import together
from debate.debrief.requirements import Requirements, WhyNot
from debate.opponents.scripted import first_of
from debate.rules.deck import Deck, Motive, ScriptRule
from debate.rules.legal import legal_moves, not_now
from debate.rules.moves import Move
from debate.rules.replay import Played
from debate.rules.state import State


def motive_of(played: Played, role: str) -> Motive | None:
    """What a role is after in this game."""
    tables = played.state.tables
    chosen = played.state.setting.motives[tables.roles.index(role)]
    return tables.deck.roles[role].motives.get(chosen)


def rules_for(rules: Iterable[ScriptRule], motive: Motive | None) -> list[ScriptRule]:
    """Those of these rules that are for this motive, in their order."""
    return [rule for rule in rules if not rule.motives or (motive is not None and motive.id in rule.motives)]


def lacking(past: Requirements, rule: ScriptRule, what: str, number: int) -> WhyNot:
    """What a rule would have said, and what it asked for that was not so at the beginning of this round."""
    before = 1 + max((step.number for step in past.steps if step.round < number), default=0)
    return says(rule, what, past.gone(rule.when, past.opened[number], before))


def says(rule: ScriptRule, what: str, causes: tuple[WhyNot, ...] = ()) -> WhyNot:
    """What a rule says, with where it stands."""
    return WhyNot(ended(sentence(f"{what}: “{rule.because}”", cited(rule))), causes, (*rule.play, *rule.accept)[0])


def passed_over(past: Requirements, move: str, made: Mapping[int, Move]) -> tuple[str, tuple[WhyNot, ...]] | None:
    """Why a script did not play a move that it could have played in the rounds of ``made``, what it chose there: in a
    few words, and rule by rule. None where what it chose was not by its rules."""
    role = past.deck.moves[move].role
    motive, rules = motive_of(past.played, role), past.deck.opponents.get(role, ())
    order = rules_for(rules, motive)
    playing = [rule for rule in order if move in rule.play]
    second, found = list[int](), dict[int, list[WhyNot]]()
    for number, choice in made.items():
        firing = held_rules(past.opened[number], role, motive)
        rule, chosen = _first(past.opened[number], role, firing)
        if chosen != choice.move:
            return None
        found[number] = []
        second += [number] if any(each in firing for each in playing) else []
        for each in playing:
            instead = in_place(past.deck, each, move)
            if each in firing:
                held = "The rule by which it chose" if each is rule else "A lower rule that held"
                found[number].append(says(each, f"{held} plays it{instead}"))
            elif not instead or number not in second:
                lower = rule is not None and order.index(each) > order.index(rule)
                what = "A lower rule plays it{}, and did not hold" if lower else "It would have played it{}"
                found[number].append(lacking(past, each, what.format(instead), number))
        found[number].append(_chosen(past, rule, chosen, firing))
    others = any(move in rule.play for rule in rules)
    if not playing:
        while_ = f" while it is '{motive.name}'" if others and motive is not None else ""
        short = f"no rule of its script plays it{while_}"
    elif len(second) == len(made):
        short = "its script had something else that came first"
    else:
        else_ = f"; in {rounds_words(second)} something else came first" if second else ""
        short = f"what its script asks for was not so{else_}"
    return short, together(found)


def held_rules(state: State, role: str, motive: Motive | None) -> list[ScriptRule]:
    """The rules of a role that held when it chose, in their order."""
    rules = state.tables.script_rules.get(role)
    return rules_for(rules.holding(state.v), motive) if rules else []


def _first(state: State, role: str, firing: Sequence[ScriptRule]) -> tuple[ScriptRule | None, str]:
    """The first of these rules that has a move to play, with that move; None and nothing where none has."""
    can = {move.move for move in legal_moves(state, role)}
    found = ((rule, id_) for rule in firing for id_ in rule.play if id_ in can)
    return next(found, (None, ""))


def while_another_waited(past: Requirements, move: str, scripted: bool) -> str:
    """In which rounds a role was not asked for a move, since another one waited, and could have chosen this one else,
    with who had beaten that; of a script only where it would have played it. Empty where that never was so."""
    deck, role, told = past.deck, past.deck.moves[move].role, list[str]()
    motive, made = motive_of(past.played, role), list(zip(past.played.states, past.played.moves, strict=False))
    for number, state in past.opened.items():
        waiting = state.waiting.get(role)
        if waiting is None or waiting.move == move or number > past.last:
            continue
        if not_now(state, past.tables.moves[move]) is not None:
            continue
        wanted = (each for rule in held_rules(state, role, motive) for each in rule.play)
        first = next((each for each in wanted if not_now(state, past.tables.moves[each]) is None), "")
        if scripted and first != move:
            continue
        said = (each for then, each in made if (then.round, each.kind, each.to) == (number - 1, "answer", role))
        by = listed([f"'{deck.arguments[each.card].title}' of {deck.roles[each.role].name}" for each in said])
        beaten = f", whose case {by} had answered" if by else ""
        would = ", though its script would have played it then" if scripted else ""
        told.append(f"In round {number} it was not asked{would}: '{deck.moves[waiting.move].title}' waited{beaten}.")
    return " ".join(told)


def rule_of(state: State, made: Move, motive: Motive | None) -> ScriptRule | None:
    """The rule by which a script played this move in the position that it chose in; None where it was by none."""
    rule, move = _first(state, made.role, held_rules(state, made.role, motive))
    return rule if move == made.move else None


def too_dear_words(played: Played, state: State, move: str, refused: str) -> str:
    """Behind why a script could not pay for a move in this position: whether a rule of it called for the move, or would
    have with more capital."""
    tables, rich = state.tables, state.shallow()
    role = tables.deck.moves[move].role
    rich.v = state.v.copy()
    rich.v[tables.capital_places[role]] = tables.deck.roles[role].capital_max
    firing = (rule for each in (state, rich) for rule in held_rules(each, role, motive_of(played, role)))
    called = any(move in rule.play for rule in firing)
    return f"{refused.removesuffix('.')}; {'a' if called else 'no'} rule of its script was for it then."


def taking(state: State, made: Move, motive: Motive | None) -> ScriptRule | None:
    """The rule by which a script took this offer in the position that it was asked in; None where it was by none."""
    return next((rule for rule in held_rules(state, made.role, motive) if made.move in rule.accept), None)


def _chosen(past: Requirements, rule: ScriptRule | None, move: str, firing: Sequence[ScriptRule]) -> WhyNot:
    """What a script played by this rule, with what the first rule that is about just that says."""
    if rule is None:
        return WhyNot("It played nothing: no other rule of its script had a move that it could play.")
    instead = in_place(past.deck, rule, move)
    own = next((each for each in firing if first_of(past.deck, each) == move), None)
    reason = says(own or rule, f"It played '{past.deck.moves[move].title}'{instead}")
    return WhyNot(reason.words, id=move)


def in_place(deck: Deck, rule: ScriptRule, move: str) -> str:
    """Of a move that stands in for another in this rule: for which; the reason of the rule is about that one."""
    first = first_of(deck, rule)
    return "" if first == move else f" in place of '{deck.moves[first].title}'"
