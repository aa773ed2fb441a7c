"""One of the two servers of the classroom bench, told what to do on standard input.

python -m tests.bench.classroom_served ours SEATS TABLES     a class; prints its port and a token a seat
python -m tests.bench.classroom_served peer PORT             textual-serve with the game alone
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
import tempfile
import time
from pathlib import Path


async def ours(seats: int, tables: int) -> None:
    """Serve a class in which everybody has a seat. ``move N``: the teacher chooses at table N; prints when it began."""
    from debate import load_deck
    from debate.classroom.host.gate import Gate
    from debate.classroom.host.host import Host
    from debate.classroom.host.serve import open_runner
    from debate.classroom.room import Request, Room
    from debate.classroom.seats.shared import collect_seldom, settle
    from debate.store import Saves

    with tempfile.TemporaryDirectory() as folder, socket.socket() as one:
        room = Room.begin(load_deck("zte"), Saves(Path(folder)), tables=tables, preset="class", seed=5, pace="free")
        teacher, count = room.teacher().person, iter(range(10**9))

        def ask(kind: str, **fields: str) -> None:
            room.do(teacher, Request(f"t{next(count)}", kind, -1, fields))

        ask("doors", to="open")
        ask("names", to="open")
        tokens = [room.join(room.code, f"Learner {n}").token for n in range(seats)]
        ask("share-out")
        ask("start")
        one.bind(("127.0.0.1", 0))
        host = Host(room, Gate(one.getsockname()[1]))
        host.tidy = settle
        collect_seldom()
        await open_runner(host, [one])
        asyncio.get_running_loop().create_task(host.run())
        print(json.dumps({"port": one.getsockname()[1], "tokens": tokens}), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            table = room.tables[int(line.split()[1]) - 1]
            kind, fields = _next(table)
            if kind == "play" and fields["role"] not in table.taken:
                ask("take", table=str(table.number), role=fields["role"])
                await asyncio.sleep(0.8)
            fields.pop("role", "")
            begun = time.monotonic()
            ask(kind, table=str(table.number), **fields)
            print(json.dumps({"at": begun, "took": time.monotonic() - begun, "kind": kind, **fields}), flush=True)


def _next(table: object) -> tuple[str, dict[str, str]]:
    """What the teacher does next at a table: the first choice of the first role that is awaited, or a ruling."""
    from debate.rules.legal import legal_moves
    from debate.rules.moves import JUDGE

    session = table.session  # type: ignore[attr-defined]
    role = session.state.awaiting[0]
    if role == JUDGE:
        return "rule", {"speaker": table.ballot().speaker, "ruling": "stands"}  # type: ignore[attr-defined]
    return "play", {"role": role, "move": str(legal_moves(session.state, role)[0])}


def peer(port: int) -> None:
    """Serve the game alone with textual-serve: a process for each client."""
    from textual_serve.server import Server

    logging.disable(logging.CRITICAL)
    Server(f"{sys.executable} -m tests.bench.classroom_app", port=port).serve()


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        asyncio.run(ours(int(sys.argv[2]), int(sys.argv[3])))
    else:
        peer(int(sys.argv[2]))
