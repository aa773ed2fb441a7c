"""The ports that the host listens at, what it encrypts with, and the names that this machine has in its network."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import ssl
from collections.abc import Iterable
from pathlib import Path

from debate.rules.text import visible

PORT = 8420
TRIES = 20
BACKLOG, AT_ONCE = 256, 8
OUT = 128 * 1024
"""What the kernel holds of what is sent to one socket: little, so that a reader who has stopped is soon noticed."""


class NoPort(Exception):
    """Nothing could be listened at. The sentence says why and what to do."""


def listen(port: int | None, *, lan: bool, usual: int = PORT) -> tuple[list[socket.socket], int]:
    """Sockets that listen, and their port.

    ``port``: this one or none; without it ``usual`` or the next that is free. Without ``lan`` only this machine can
    reach them. Raises :class:`NoPort`.
    """
    for wanted in range(port or usual, (port or usual) + (1 if port else TRIES)):
        try:
            return _at(wanted, lan), wanted
        except OverflowError:
            break
        except OSError as problem:
            if problem.errno == errno.EACCES:
                raise NoPort(f"Port {wanted} is reserved by this system; take one from 1024 on.") from None
            if problem.errno != errno.EADDRINUSE:
                why = os.strerror(problem.errno).lower() if problem.errno else "unknown"
                raise NoPort(f"Port {wanted} cannot be used: {why}.") from None
    if port:
        raise NoPort(f"Port {port} is taken by another program. Leave out --port, or name another one.")
    raise NoPort(f"None of the ports {usual} to {usual + TRIES - 1} is free. Name another one with --port.")


def _at(port: int, lan: bool) -> list[socket.socket]:
    made: list[socket.socket] = []
    try:
        for family, address in _families(lan):
            try:
                made.append(socket.create_server((address, port), family=family, backlog=BACKLOG))
            except OSError as problem:
                # A machine may have no IPv6, or have it switched off.
                if family != socket.AF_INET6 or problem.errno == errno.EADDRINUSE:
                    raise
        for one in made:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, OUT)
            one.setblocking(False)
    except BaseException:
        for one in made:
            one.close()
        raise
    return made


def _families(lan: bool) -> Iterable[tuple[socket.AddressFamily, str]]:
    yield socket.AF_INET, "0.0.0.0" if lan else "127.0.0.1"
    if socket.has_ipv6:
        yield socket.AF_INET6, "::" if lan else "::1"


def own_addresses() -> tuple[str, ...]:
    """The addresses of this machine in its networks, the one that others most likely reach first. No packet is sent."""
    found: dict[str, None] = {}
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found[probe.getsockname()[0]] = None
        except OSError:
            continue
    try:
        for *_, where in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM):
            found[str(where[0])] = None
    except OSError:
        pass
    known = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    usable = [one for one in known if not (one.is_loopback or one.is_link_local or one.is_unspecified)]
    usable.sort(key=lambda one: one.version)
    return tuple(f"[{one.compressed}]" if one.version == 6 else str(one) for one in dict.fromkeys(usable))


def own_names() -> tuple[str, ...]:
    """What this machine is called in its network."""
    name = socket.gethostname().lower().rstrip(".")
    short = name.partition(".")[0]
    return tuple(dict.fromkeys((name, short, f"{short}.local"))) if short else ()


class BadCertificate(ValueError):
    """Files that cannot be used. The sentence says which and why."""


def read_certificate(certificate: str, key: str) -> ssl.SSLContext:
    """What the host encrypts with: the certificate (with what signed it, if anything did) and its key, both as PEM.

    Raises :class:`BadCertificate`.
    """
    for what, name in (("certificate", certificate), ("key", key)):
        try:
            text = Path(name).read_bytes()
        except (OSError, ValueError) as problem:
            why = getattr(problem, "strerror", None) or "it is no file"
            raise BadCertificate(f"the {what} '{visible(name, 100)}' cannot be read: {why.lower()}.") from None
        wanted = b"CERTIFICATE-----" if what == "certificate" else b"PRIVATE KEY-----"
        if wanted not in text:
            raise BadCertificate(f"'{visible(name, 100)}' holds no {what} in PEM form (it begins with '-----BEGIN').")
        if what == "key" and b"ENCRYPTED" in text:
            raise BadCertificate(f"the key '{visible(name, 100)}' has a password; write one without, for this host.")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except ssl.SSLError as problem:
        pair = "KEY_VALUES_MISMATCH" in (problem.reason or "")
        why = "they do not belong together" if pair else "one of them is damaged"
        shown = f"'{visible(certificate, 100)}' and '{visible(key, 100)}'"
        raise BadCertificate(f"{shown} cannot be used: {why}.") from None
    return context
