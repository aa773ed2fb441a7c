"""Encryption by a certificate of the school's own: read from two files, every mistake in one sentence."""

from __future__ import annotations

import ssl
from pathlib import Path

from debate.rules.text import visible


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
