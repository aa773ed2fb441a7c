"""The address and the code as people type them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from debate.command import Exit, Stop
from debate.rules.text import visible

EXAMPLE = "such as 192.168.1.20:8420 or https://school.example/r/one/"


def base_of(address: str) -> str:
    """The address of the room's pages, with ``http://`` in front and a slash at the end.

    Raises :class:`Stop` for what is no address.
    """
    text = address.strip()
    given = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(given)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        port = parts.port
    except ValueError:
        fine, port = False, None
    if not fine or re.search(r"\s", text) or port == 0:
        raise Stop(Exit.USAGE, f"'{visible(text, 80)}' is no address; write what the teacher shows, {EXAMPLE}.")
    path = re.sub(r"(?:seat|page|wall|teach)?$", "", parts.path) or "/"
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/') else path + '/'}"


def origin_of(base: str) -> str:
    """What a browser that shows the pages would give as their origin."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def code_of(code: str) -> str:
    """The room code without the blanks and hyphens that people put in. Raises :class:`Stop` for what cannot be one."""
    found = re.sub(r"[\s-]", "", code).upper()
    if not re.fullmatch(r"[A-Z]{6}", found):
        raise Stop(Exit.USAGE, f"'{visible(code, 40)}' is no room code: it has six letters, as the teacher shows it.")
    return found
