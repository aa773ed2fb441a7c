"""The files that the host gives out, read once, and the headers that everything goes out with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web
from attrs import frozen

STATIC = Path(__file__).parent.parent / "static"
PAGES: Mapping[str, str] = {
    "": "join.html",
    "seat": "terminal.html",
    "page": "page.html",
    "wall": "terminal.html",
    "teach": "terminal.html",
}
"""Address -> the file that is shown there."""
KINDS: Mapping[str, str] = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".txt": "text/plain",
    "": "text/plain",
}
_STYLED = frozenset({"terminal.html"})


@frozen
class Shown:
    """One file: what it is, its bytes, and a mark that changes with them."""

    name: str
    kind: str
    body: bytes
    mark: str


def read_files(folder: Path = STATIC) -> dict[str, Shown]:
    """All files that may be given out, by their path under the folder. Nothing else can be asked for."""
    found = {}
    for path in sorted(folder.rglob("*")):
        kind = KINDS.get(path.suffix if path.suffix or path.name.isupper() else "?")
        if kind is None or not path.is_file():
            continue
        body = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        found[name] = Shown(name, kind, body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
    return found


def protect(headers: dict[str, str], sockets: str = "", styled: bool = False) -> dict[str, str]:
    """Add what every answer is sent with.

    ``sockets``: what the page may open sockets to; not every browser counts those as its own address. ``styled``: for
    the page with the terminal, which writes its colours and the size of its letters into a style sheet of its own
    while it runs, and has no way to be given a nonce for that. Scripts come from this host alone on every page.
    """
    style = "; style-src 'self' 'unsafe-inline'" if styled else ""
    connect = f"; connect-src 'self' {sockets}" if sockets else ""
    headers.update(
        {
            "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            f"frame-ancestors 'none'; base-uri 'none'; form-action 'self'{style}{connect}",
            "Server": "debate",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        }
    )
    headers.setdefault("Cache-Control", "no-store")
    return headers


def page(shown: Shown, sockets: str) -> web.Response:
    """A page, never kept by the browser."""
    headers = protect({}, sockets, shown.name in _STYLED)
    return web.Response(body=shown.body, content_type=shown.kind, charset="utf-8", headers=headers)


def part(shown: Shown, known: str) -> web.Response:
    """What a page is made of. The browser may keep it, but asks each time whether it is still the same (``known``)."""
    headers = protect({"Cache-Control": "no-cache", "ETag": shown.mark})
    if known == shown.mark:
        return web.Response(status=304, headers=headers)
    charset = "utf-8" if shown.kind.startswith("text/") else None
    return web.Response(body=shown.body, content_type=shown.kind, charset=charset, headers=headers)
