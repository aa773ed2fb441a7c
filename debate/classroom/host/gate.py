"""From where the host may be spoken to: the exact names it answers to, and the exact pages that may open its sockets.

A page of another site can make a browser send requests to this host, and a name of another site can be made to point at
this machine. Neither gets in: the ``Host`` of every request is one that the host knows for its own, and its ``Origin``,
which a browser adds by itself, belongs to it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from attrs import frozen

from debate.rules.text import visible

LOCAL = ("localhost", "127.0.0.1", "[::1]")
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?")
_TYPED = re.compile(r"[\x21-\x7e]*")
_PORTS = {"http": 80, "https": 443}


class BadAddress(ValueError):
    """An address that cannot be used. The sentence says why."""


@frozen
class Named:
    """An address that the teacher gave, under which people reach the host: often that of a proxy.

    ``url`` is what people type, with a slash at its end. ``hosts`` are the ``Host`` headers that belong to it,
    ``origins`` the ``Origin`` headers.
    """

    url: str
    hosts: frozenset[str]
    origins: frozenset[str]


def read_address(text: str, own: str = "http") -> Named:
    """``HOST``, ``HOST:PORT`` or a whole address such as ``https://school.example/r/one/``.

    Without ``http://`` or ``https://`` either will do, and ``own``, which the host speaks, is shown. Raises
    :class:`BadAddress`.
    """
    none = f"'{visible(text, 80)}' is no address; write it as school.example or 192.168.1.5:8400."
    if not _TYPED.fullmatch(text.strip(" ")):
        raise BadAddress(none)
    given = text.strip().lower()
    scheme, separator, rest = given.partition("://")
    schemes = (scheme,) if separator else sorted(_PORTS, key=lambda each: each != own)
    if separator and scheme not in _PORTS:
        raise BadAddress(f"'{visible(text, 80)}' begins with neither http:// nor https://.")
    try:
        parts = urlsplit("//" + (rest if separator else given))
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadAddress(none) from None
    name = _bracketed(name)
    strange = parts.username is not None or parts.query or parts.fragment or (parts.path and not separator)
    if strange or not name:
        raise BadAddress(none)
    hosts, origins = set(), set()
    for each in schemes:
        host = name if port is None or port == _PORTS[each] else f"{name}:{port}"
        hosts.add(host)
        origins.add(f"{each}://{host}")
    # The path keeps its letters as they were given; only names are the same in capitals.
    path = text.strip()[-len(parts.path) :] if parts.path else "/"
    shown = f"{schemes[0]}://{name}" + (f":{port}" if port not in (None, _PORTS[schemes[0]]) else "")
    return Named(shown + (path if path.endswith("/") else path + "/"), frozenset(hosts), frozenset(origins))


def _bracketed(name: str) -> str:
    """A host name as the ``Host`` header has it; empty where it is none."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name if _NAME.fullmatch(name) and len(name) < 254 else ""
    return f"[{address.compressed}]" if address.version == 6 else str(address)


def _all(headers: Mapping[str, str], name: str) -> list[str]:
    """Every value that a request has for this header, which it can send more than once."""
    every = getattr(headers, "getall", None)
    if every is not None:
        return list(every(name, ()))
    return [headers[name]] if name in headers else []


class Gate:
    """The names that this host answers to, and whether a request belongs to one of them."""

    def __init__(
        self,
        port: int,
        *,
        names: Iterable[str] = (),
        lan: bool = False,
        named: Iterable[Named] = (),
        scheme: str = "http",
    ) -> None:
        """``names``: of this machine, beside the local ones; only meant with ``lan``. ``scheme``: how its own pages are
        served."""
        self.scheme = scheme
        self.lan, self.port = lan, port
        self.named = tuple(named)
        own = {f"{name.lower()}:{port}" for name in (*LOCAL, *(names if lan else ()))}
        if port == _PORTS[scheme]:
            own |= {name.removesuffix(f":{port}") for name in own}
        self._origins: dict[str, frozenset[str]] = {host: frozenset({f"{scheme}://{host}"}) for host in own}
        for each in self.named:
            for host in each.hosts:
                self._origins[host] = self._origins.get(host, frozenset()) | each.origins

    def allowed(self, headers: Mapping[str, str], arrived: str, *, must: bool) -> bool:
        """Whether the request is for this host and from one of its own pages.

        ``arrived``: the address of this machine at which it arrived; with ``lan`` that is a name of it too, since
        an address cannot be made to point elsewhere as a name can. ``must``: it needs an ``Origin``, which a plain
        page does not.
        """
        if any(len(_all(headers, name)) > 1 for name in ("Host", "Origin")):
            return False  # nobody can tell which of them counts
        host = headers.get("Host", "").lower()
        origins = self._origins.get(host)
        here = _bracketed(arrived) if self.lan and arrived else ""
        own = {f"{here}:{self.port}"} | ({here} if self.port == _PORTS[self.scheme] else set())
        if origins is None and here and host in own:
            origins = frozenset({f"{self.scheme}://{host}"})
        if origins is None:
            return False
        origin = headers.get("Origin")
        if origin is None:
            return not must
        # Behind a proxy the page may have any of the addresses that the teacher gave.
        return origin.lower() in origins

    def sockets(self, host: str) -> str:
        """What a page may open sockets to, for its content security policy. ``host`` was found to be allowed."""
        return f"ws://{host.lower()} wss://{host.lower()}"
