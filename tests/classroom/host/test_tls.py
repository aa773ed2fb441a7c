"""A host that encrypts by itself, with a certificate of the school's own."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from debate.classroom.host.gate import Gate
from debate.classroom.host.host import Host
from debate.classroom.host.listen import BadCertificate, read_certificate
from debate.classroom.host.narration import addresses_of, told_lines
from debate.classroom.host.serve import open_runner
from debate.classroom.room import Room

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


def made(folder: Path, name: str, *more: str) -> tuple[Path, Path]:
    """A certificate for this machine that it signed itself, and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    lock = list(more) or ["-noenc"]
    command = ["openssl", "req", "-x509", *curve, *lock, "-days", "2", *names]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key


async def test_pages_and_sockets_are_encrypted(begin: Callable[..., Room], tmp_path: Path) -> None:
    """The page comes over https to who trusts the certificate; the origin is https; in the clear nobody is answered."""
    certificate, key = made(tmp_path, "school")
    one = socket.create_server(("127.0.0.1", 0))
    port = one.getsockname()[1]
    host = Host(begin(), Gate(port, scheme="https"))
    runner = await open_runner(host, [one], read_certificate(str(certificate), str(key)))
    try:
        trusting = ssl.create_default_context(cafile=str(certificate))
        async with aiohttp.ClientSession() as http:
            async with http.get(f"https://localhost:{port}/", ssl=trusting) as page:
                assert page.status == 200
            for origin, status in ((f"https://localhost:{port}", 400), (f"http://localhost:{port}", 421)):
                headers = {"Origin": origin, "Content-Type": "application/json"}
                async with http.post(f"https://localhost:{port}/join", data="{", headers=headers, ssl=trusting) as said:
                    assert said.status == status
            with pytest.raises(aiohttp.ClientError):
                await http.get(f"http://localhost:{port}/")
    finally:
        await runner.cleanup()


def test_what_is_told_is_where_to_go() -> None:
    """With a certificate https everywhere and no warning; without one the warning that others can read along."""
    told = addresses_of(True, 8420, (), "BCDFGH", "https")
    assert all(address.startswith("https://") for address in (*told.addresses, told.own))
    assert not any("read along" in line for line in told_lines(told, "A deck", "key", lan=True))
    assert addresses_of(False, 443, (), "BCDFGH", "https").own == "https://localhost/"


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    """Missing, swapped, of two different pairs, damaged, or with a password: one sentence, nothing is asked."""
    (one, key), (other, _), (_, locked) = (
        made(tmp_path, "one"),
        made(tmp_path, "two"),
        made(tmp_path, "three", "-passout", "pass:secret"),
    )
    damaged = tmp_path / "damaged.pem"
    damaged.write_bytes(one.read_bytes()[:200] + b"\n-----END CERTIFICATE-----\n")
    for certificate, with_key, words in (
        (tmp_path / "none.pem", key, "none.pem' cannot be read: no such file"),
        (tmp_path, key, "cannot be read: is a directory"),
        (key, one, "holds no certificate in PEM form"),
        (one, other, "holds no key in PEM form"),
        (other, key, "they do not belong together"),
        (damaged, key, "one of them is damaged"),
        (one, locked, "has a password"),
    ):
        with pytest.raises(BadCertificate) as caught:
            read_certificate(str(certificate), str(with_key))
        assert words in str(caught.value)
