"""Screens by name: who wants one asks for it here, and needs to know neither its class nor where that stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from textual.app import App
from textual.screen import Screen

ROUTES: Mapping[str, str] = {
    "details": "debate.faces.tui.readings:DetailsScreen",
    "ending": "debate.faces.tui.ending:EndingScreen",
    "dialogue": "debate.faces.tui.dialogue:DialogueScreen",
    "every-step": "debate.faces.tui.readings:every_step",
    "exchange": "debate.faces.tui.readings:exchange",
    "flow": "debate.faces.tui.readings:FlowScreen",
    "glossary": "debate.faces.tui.glossary:GlossaryScreen",
    "hosting": "debate.faces.tui.hosting:HostingScreen",
    "how-to": "debate.faces.tui.howto:HowToScreen",
    "map": "debate.faces.tui.causal_map:MapScreen",
    "new-game": "debate.faces.tui.newgame:NewGameScreen",
    "opinion": "debate.faces.tui.readings:second_opinion",
    "other-choice": "debate.faces.tui.whatif:OtherChoiceScreen",
    "coming": "debate.faces.tui.readings:what_is_coming",
    "reading": "debate.faces.tui.readings:registered",
    "saved": "debate.faces.tui.saved:SavedScreen",
    "timeline": "debate.faces.tui.timeline:TimelineScreen",
    "type": "debate.faces.tui.confirm:TypeScreen",
    "why": "debate.faces.tui.why:WhyScreen",
    "workshop": "debate.faces.tui.workshop:WorkshopScreen",
    "workshop-choice": "debate.faces.tui.workshop_choice:WorkshopChoiceScreen",
}
"""Name -> module and class, or a function that makes the screen. It is imported when it is first asked for, so that the
first screen is there at once."""


def screen(name: str, *given: object, **named: object) -> Screen[Any]:
    """The screen of this name, or that of the page of the register. ``KeyError`` where there is none."""
    if name not in ROUTES:
        name, given = "reading", (name, *given)
    module, _, maker = ROUTES[name].partition(":")
    made: Screen[Any] = getattr(import_module(module), maker)(*given, **named)
    return made


def show(app: App[Any], name: str, *given: object, then: Callable[[Any], None] | None = None, **named: object) -> None:
    """Put the screen of this name on top of the others. ``then``: takes what it ends with."""
    app.push_screen(screen(name, *given, **named), then)


def shown(app: App[Any], name: str) -> bool:
    """Whether a screen of this name, or a kind of it, is open."""
    kinds = (kind for each in app.screen_stack for kind in type(each).__mro__)
    return any(f"{kind.__module__}:{kind.__qualname__}" == ROUTES[name] for kind in kinds)


def look_up(app: App[Any], session: Any, role: str | None, to: Any) -> None:
    """Show what a reference of a page leads to: why, an exchange, or the page of a thing of the deck."""
    if to.kind == "why":
        show(app, "why", session, role, to.id)
    elif to.kind == "exchange":
        number, _, speaker = to.id.partition(":")
        show(app, "exchange", session, role, int(number), speaker)
    else:
        show(app, "details", session, role, to)
