"""A program that floods a host: ``flooder.py PORT TOKEN SECONDS``. It prints as JSON how often and when it was cut.

It says hello with its token, then sends junk as fast as its machine lets it until it is cut, and comes back at once.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import time

JUNK = [b'{"t":"nothing"}', b"x" * 100, b'{"t":"do"}', b"[" * 60, b'{"t":"keys","d":"\\u0000"}', b'{"t":"ping"}']


def framed(text: bytes) -> bytes:
    """A text frame, masked with zeros."""
    assert len(text) < 126
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text


def opened(port: int) -> socket.socket:
    """A WebSocket that has said nothing yet."""
    one = socket.create_connection(("127.0.0.1", port), timeout=5)
    one.sendall(
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return one


def long_frame(text: bytes) -> bytes:
    return bytes([0x81, 0x80 | 126, *len(text).to_bytes(2, "big"), 0, 0, 0, 0]) + text


def main(port: int, token: str, seconds: float) -> dict[str, object]:
    """Flood for so long."""
    blob = b"".join(framed(JUNK[number % len(JUNK)]) for number in range(3000))
    end = time.monotonic() + seconds
    cuts: list[float] = []
    sent = refused = tries = 0
    busy = 0.0
    while time.monotonic() < end:
        tries += 1
        try:
            one = opened(port)
            hello = {"t": "hello", "token": token, "as": "script", "cols": 80, "rows": 24, "reader": False}
            one.sendall(long_frame(json.dumps(hello).encode()))
            heard = b""
            while b"welcome" not in heard and b"bye" not in heard and b"HTTP/1.1 4" not in heard:
                got = one.recv(4096)
                if not got:
                    break
                heard += got
            found = re.search(rb'"token":"([0-9a-f]{32})"', heard)
            if found is None:
                refused += 1
                one.close()
                continue
            token = found[1].decode()
            one.sendall(framed(json.dumps({"t": "kept", "token": token}).encode()))
        except OSError:
            refused += 1
            continue
        started = time.monotonic()
        try:
            while time.monotonic() - started < 5:
                one.sendall(blob)
                sent += 3000
        except OSError:
            pass
        cuts.append(time.monotonic() - started)
        busy += cuts[-1]
        one.close()
    return {"cuts": cuts, "sent": sent, "rate": sent / busy if busy else 0.0, "refused": refused, "tries": tries}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]))))
