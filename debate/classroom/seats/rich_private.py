"""Every private name of Rich's that this program uses. Nothing else uses one; tests/test_private_names.py looks."""

from __future__ import annotations

from rich.style import Style


def kept_codes(style: Style) -> str | None:
    """How the style was written for the terminal that came first; None before any.

    Public instead: ``Style.render`` keeping its codes for each colour system.
    """
    return style._ansi


def link_of(style: Style) -> tuple[str, str]:
    """(id, address) of the link of a style; an empty address where it has none.

    Public instead: ``Style.link`` is the address; the id has no public name.
    """
    return style._link_id, style.link or ""
