"""What must hold across items, seen in what was written, so that it is told beside all other mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from debate.deckfile.finding import Place, Report
from debate.deckfile.keys import SINGLE
from debate.deckfile.read.names import Item, Names
from debate.deckfile.sections import SECTIONS
from debate.deckfile.yaml.nodes import Map, Node, Scalar, Seq


def across(names: Names, report: Report, file: str) -> None:
    """Report all that is missing from the deck, or does not fit between its items. ``file`` is its first file. What is
    missing is told at the file with the deck's single keys, if there is one."""
    if names.complete:
        singles = (key.file for key, _ in names.singles.values())
        _missing(names, report, Place(next(singles, file)))
    _turn_order(names, report)
    _endings(names, report)
    _opponents(names, report)
    _hidden(names, report)
    _floor(names, report)
    _covert(names, report)
    _includes(names, report)


def _missing(names: Names, report: Report, place: Place) -> None:
    for name, key in SINGLE.items():
        if key.required and name not in names.singles and name not in names.guessed:
            report.error(place, "missing", f"the deck has no {name!r}", right=key.help)
    for name, section in SECTIONS.items():
        if section.required and not names.items[name] and name not in names.guessed:
            report.error(place, "missing", f"the deck has no section {name!r}", right=section.help)


def _turn_order(names: Names, report: Report) -> None:
    if "turn_order" not in names.singles or not names.complete:
        return
    node = names.singles["turn_order"][1]
    listed = _texts(node)
    if not set(listed) <= set(names.items["roles"]):
        return
    for role, item in names.items["roles"].items():
        if role not in listed:
            report.error(node, "missing", f"turn_order leaves out {item.called}", right="name every role once")


def _endings(names: Names, report: Report) -> None:
    endings = list(names.items["endings"].values())
    if not endings or not names.complete:
        return
    *others, last = endings
    why = "every game ends in something"
    if "when" in last.entries:
        place = last.entries["when"][0]
        report.error(place, "last-ending", f"the last ending must have no 'when': {why}", right="leave it out")
    for key, refused in (("active", ("no", "false")), ("ends_the_game", ("yes", "true"))):
        if _word(last, key) in refused:
            sentence = f"the last ending always holds and may not have '{key}: {refused[0]}'"
            report.error(last.entries[key][0], "last-ending", sentence, right="leave it out")
    for ending in others:
        if ending.node is not None and "when" not in ending.entries:
            right = "give it a 'when', or put it last"
            report.error(ending.key, "last-ending", f"{ending.called} hides all endings after it", right=right)
    for section in ("views", "presets"):
        for view in names.items[section].values():
            for replaced, node in _replaced(view):
                if replaced.text == last.id and isinstance(node, Map):
                    for inner, _ in node.entries:
                        if inner.text in ("when", "active", "ends_the_game"):
                            sentence = f"{view.called} may not change when the last ending holds: {why}"
                            report.error(inner, "last-ending", sentence, right="leave it out")


def _opponents(names: Names, report: Report) -> None:
    for role, rules in names.scripts.items():
        for rule in rules:
            for word in _words(rule, "play"):
                move = names.items["moves"].get(word)
                owner = _word(move, "role") if move else ""
                if move and owner in names.items["roles"] and owner != role:
                    sentence = f"{rule.called} plays '{word}', a move of '{owner}'"
                    report.error(rule.at("play", word), "kind", sentence, right=f"a move of '{role}'")
                elif move and "forbidden" in move.entries:
                    sentence = f"{rule.called} plays '{word}', which is forbidden"
                    report.error(rule.at("play", word), "never-true", sentence, right="leave it out")
            for word in _words(rule, "accept"):
                move = names.items["moves"].get(word)
                if move is None or move.node is None:
                    continue
                offered = _word(move, "offer_to")
                mistaken = offered and (offered not in names.items["roles"] or offered == _word(move, "role"))
                if offered != role and not mistaken:
                    sentence = f"{rule.called} accepts '{word}', which is not offered to '{role}'"
                    report.error(rule.at("accept", word), "kind", sentence, right=f"a move with 'offer_to: {role}'")
            for word in _words(rule, "with"):
                card = names.items["arguments"].get(word)
                if card is None or card.node is None:
                    continue
                if role not in _words(card, "voices"):
                    sentence = f"{rule.called} prefers the card '{word}', which '{role}' cannot hold"
                    report.warning(rule.at("with", word), "unused", sentence, right="leave it out")
                elif not set(_words(card, "backs")) & set(_words(rule, "play")):
                    sentence = f"{rule.called} prefers the card '{word}', which backs none of its moves"
                    report.warning(rule.at("with", word), "unused", sentence, right="leave it out")


def _hidden(names: Names, report: Report) -> None:
    """Scripted opponents know what their role knows."""
    for role, rules in names.scripts.items():
        for rule in rules:
            for key in _keys_of(rule, "when"):
                meter = names.items["meters"].get(key.text)
                if meter is None or "seen_by" not in meter.entries or "shown_when" in meter.entries:
                    continue
                if role not in _words(meter, "seen_by"):
                    sentence = f"{rule.called} reads the meter '{key.text}', which '{role}' cannot see"
                    right = "another condition, or 'shown_when' for the meter"
                    report.error(key, "hidden", sentence, right=right)


def _floor(names: Names, report: Report) -> None:
    """What is said changes perceived meters and nothing else."""
    felt = {id for id, item in names.items["meters"].items() if _word(item, "perceived") in ("yes", "true")}
    for called, key, node in _said(names):
        for changed, _ in node.entries if key.text in ("stands", "beaten") and isinstance(node, Map) else ():
            known = names.has(("meter", "flag"), changed.text) or changed.text == "capital"
            if known and changed.text not in felt:
                sentence = f"{called}: '{key.text}' changes '{changed.text}', which is not what people feel"
                right = f"one of {', '.join(sorted(felt))}" if felt else "a meter with 'perceived: yes'"
                report.error(changed, "floor", sentence, right=right)
    for section in ("links", "denials", "news", "endings"):
        for item in names.items[section].values():
            asked = next((k for k in _keys_of(item, "when") if k.text in ("stood", "beaten")), None)
            effects = item.entries["effects"][1] if "effects" in item.entries else None
            targets = {key.text for key, _ in effects.entries} if isinstance(effects, Map) else set()
            if asked is not None and not (targets and targets <= felt):
                what = "whether a case stood" if asked.text == "stood" else "whether a case was beaten"
                right = "ask it in 'needs' of a move, or change only meters with 'perceived: yes'"
                report.error(asked, "floor", f"{item.called} asks {what}", right=right)


def _said(names: Names) -> Iterator[tuple[str, Scalar, Node]]:
    """(whose it is called, key, value) of all keys in which the effects of cases may stand."""
    rules = names.singles["rules"][1] if "rules" in names.singles else None
    for key, node in rules.entries if isinstance(rules, Map) else ():
        yield "'rules'", key, node
    for card in names.items["arguments"].values():
        for key, node in card.entries.values():
            yield card.called, key, node
    for section in ("views", "presets"):
        for view in names.items[section].values():
            for replaced, changes in _replaced(view):
                if replaced.text in names.items["arguments"] and isinstance(changes, Map):
                    for key, node in changes.entries:
                        yield f"argument '{replaced.text}' under {view.called}", key, node


def _covert(names: Names, report: Report) -> None:
    """Where capital is to tell nothing a covert move has no price of its own."""
    rules = names.singles["rules"][1] if "rules" in names.singles else None
    entries = rules.entries if isinstance(rules, Map) else ()
    if not any(key.text == "covert_as_hold" and _texts(value) in (["yes"], ["true"]) for key, value in entries):
        return
    for move in names.items["moves"].values():
        if _word(move, "covert") in ("yes", "true") and _word(move, "cost") != "0":
            sentence = f"{move.called} is covert and has a price, which 'covert_as_hold' of the rules takes from it"
            report.error(move.at("cost"), "clash", sentence, right="cost: 0")


def _includes(names: Names, report: Report) -> None:
    views = names.items["views"]
    for view in views.values():
        reached: list[str] = []
        waiting = _words(view, "includes")
        while waiting:
            word = waiting.pop()
            if word in views and word not in reached:
                reached.append(word)
                waiting += _words(views[word], "includes")
        if view.id in reached:
            place = view.at("includes")
            report.error(place, "clash", f"{view.called} includes itself", right="leave one 'includes' out")


# What was written, read without judging it.


def _texts(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    return [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Seq) else []


def _words(item: Item, key: str) -> list[str]:
    return _texts(item.entries[key][1]) if key in item.entries else []


def _word(item: Item, key: str) -> str:
    return next(iter(_words(item, key)), "")


def _replaced(view: Item) -> list[tuple[Scalar, Node]]:
    node = view.entries["replaces"][1] if "replaces" in view.entries else None
    return node.entries if isinstance(node, Map) else []


def _keys_of(item: Item, key: str) -> Iterator[Scalar]:
    yield from _keys_below(item.entries[key][1]) if key in item.entries else ()


def _keys_below(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Map):
        for key, value in node.entries:
            yield key
            yield from _keys_below(value)
    elif isinstance(node, Seq):
        for item in node.items:
            yield from _keys_below(item)
