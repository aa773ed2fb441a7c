"""``debate host``: a room is begun or taken up, served, and left so that it can be taken up again."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import ssl
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aiohttp import web
from attrs import evolve, frozen

from debate.classroom.faults import note_faults
from debate.classroom.host.gate import Gate, Named
from debate.classroom.host.host import Host
from debate.classroom.host.listen import AT_ONCE, BACKLOG, PORT, listen, own_addresses, own_names
from debate.classroom.host.narration import Told, addresses_of, counted, picture, told_lines
from debate.classroom.records.deleting import delete
from debate.classroom.rehearsal import come_in, run_through
from debate.classroom.room import Room
from debate.classroom.room.setup import left_out, put_away, unfinished
from debate.classroom.room.types import TEACHER, Request
from debate.classroom.seats.shared import collect_seldom, settle
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import RecordError, Saves
from debate.store.files import private

_LINGER = 1.5
"""Seconds between the end of the room and that of the host, so that everybody is told."""
_PORT_FILE, _LOG_FILE = "port", "host.log"


@frozen
class Wanted:
    """The game that a new room is to play."""

    deck: Deck
    tables: int
    seed: int
    preset: str | None
    views: tuple[str, ...]
    judged: bool
    origin: Session | None = None
    pace: str = "rounds"
    bell: str = ""
    """When the lesson ends, as a time of day; empty: nobody has said so."""
    predictions: bool = True
    beliefs: bool = True


@frozen
class Place:
    """Where the host is to be found. ``port`` None: the usual one or the next. ``plain``: without the console.

    ``tls``: what it encrypts with; None: it does not. ``rehearsed``: so many scripted students come by themselves.
    """

    port: int | None = None
    lan: bool = False
    named: tuple[Named, ...] = ()
    proxies: tuple[str, ...] = ()
    plain: bool = False
    tls: ssl.SSLContext | None = None
    rehearsed: int = 0


def rehearse(wanted: Wanted, place: Place) -> int:
    """Serve a class of scripted students in a folder of its own, which is gone afterwards; the exit code.

    Raises what :func:`host` raises.
    """
    with tempfile.TemporaryDirectory(prefix="debate-rehearsal-") as folder:
        saves = Saves(Path(folder))
        print(
            f"A rehearsal: {place.rehearsed} scripted students come to the door by themselves. Nothing of it is kept."
        )
        code = host(wanted, place, saves, told=False)
    print("The rehearsal is over. All of it is deleted; your saved games are as they were.")
    return code


def host(wanted: Wanted | None, place: Place, saves: Saves, *, told: bool = True) -> int:
    """Serve a room until the teacher ends it or stops the program; the exit code. ``told``: say what is kept of it.

    Without ``wanted`` the latest room that was not ended is taken up. Raises :class:`NoPort` and
    :class:`debate.store.RecordError`.
    """
    room = _room(wanted, saves)
    if room is None:
        lies = f"No class that could be taken up lies in {visible(str(saves.folder), 200)}."
        print(f"{lies} {left_out(saves)}".rstrip(), file=sys.stderr)
        return 1
    try:
        usual = _last_port(room.folder) or PORT
        sockets, port = listen(place.port, lan=place.lan, usual=usual)
        if place.port is None:
            place = evolve(place, port=port)
        with suppress(OSError), open(room.folder / _PORT_FILE, "w", encoding="ascii", opener=private) as file:
            file.write(f"{port}\n")
        _more_files()
        asyncio.run(_serve(room, place, sockets, port))
    finally:
        closed, empty = room.phase == "closed", len(room.people) <= 1
        kept = room.close()
        if empty:
            _forget(room.folder)
        elif closed and room.forgotten:
            _delete(saves, room.folder)
    if not told:
        return 0
    if empty:
        print("\nNobody had come, so nothing is kept.")
    elif closed and kept:
        games = "its game is" if kept == 1 else f"its {kept} games are"
        print(f"The class is over, and {games} among your saved games ('debate saves').")
    elif closed:
        print("The class is over. Nobody had chosen anything, so no game of it is kept.")
    else:
        print("\nThe class is interrupted, and nothing is lost.")
        print("'debate host --resume' takes it up, and everybody comes back by themselves.")
    return 0


def _room(wanted: Wanted | None, saves: Saves) -> Room | None:
    """The room to serve; None where one was to be taken up and there is none."""
    folders = unfinished(saves)
    if wanted is None:
        folders = folders or unfinished(saves, away=True)
        return Room.resume(folders[0], saves) if folders else None
    if folders:
        found = folders[0]
        when = time.strftime("%d %B, %H:%M", time.localtime(found.stat().st_mtime))
        if sys.stdin.isatty() and sys.stdout.isatty():
            print(f"A class that was not ended lies here, last changed on {when} ({visible(found.name, 60)}).")
            with suppress(EOFError):
                if input("Take it up again? [y/N] ").strip().casefold() in ("y", "yes"):
                    return Room.resume(found, saves)
            for folder in folders:
                put_away(saves, folder)
            print("It is put away, and not asked about again. 'debate host --resume' still takes it up.")
        else:
            print(f"A class from {when} was not ended; 'debate host --resume' would take it up. This is a new one.")
    room = Room.begin(
        wanted.deck,
        saves,
        tables=wanted.tables,
        seed=wanted.seed,
        preset=wanted.preset,
        views=wanted.views,
        judged=wanted.judged,
        origin=wanted.origin,
        pace=wanted.pace,
    )
    first = {"bell": wanted.bell, "predictions": "on" * wanted.predictions, "beliefs": "on" * wanted.beliefs}
    for kind, to in first.items():
        if to:
            room.teacher()
            room.do(TEACHER, Request(f"{kind} at the start", kind, -1, {"to": to}))
    return room


def _delete(saves: Saves, folder: Path) -> None:
    """Delete what names people, and say what was removed, or why it is still there."""
    try:
        print(f"Deleted: {'; '.join(delete(saves, folder))}.")
    except RecordError as problem:
        print(f"The class is not deleted: {problem.sentence}", file=sys.stderr)


def _forget(folder: Path) -> None:
    """Take away what the host left in the folder of a class that nobody came to."""
    with suppress(OSError):
        for name in (_PORT_FILE, _LOG_FILE):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _last_port(folder: Path) -> int | None:
    """The port that this room was served at before: whoever is in it comes back to that one."""
    try:
        port = int((folder / _PORT_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return port if 0 < port < 65536 else None


def _more_files() -> None:
    """A class with all its sockets needs more open files than some systems allow at first."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 8192 if hard == resource.RLIM_INFINITY else min(hard, 8192)
    if soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def _serve(room: Room, place: Place, sockets: list, port: int) -> None:  # type: ignore[type-arg]
    scheme = "http" if place.tls is None else "https"
    gate = Gate(port, names=(*own_names(), *own_addresses()), lan=place.lan, named=place.named, scheme=scheme)
    proxies = frozenset((*place.proxies, *(("127.0.0.1", "::1") if place.named else ())))
    serving = Host(room, gate, proxies=proxies)
    # With thirty front ends in one process a full collection takes half a second.
    serving.tidy = settle
    collect_seldom()
    note_faults(room.folder / _LOG_FILE)
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: serving.note(context.get("exception") or RuntimeError())
    )
    runner = await open_runner(serving, sockets, place.tls)
    stop = asyncio.Event()
    with _signals(stop.set):
        working = asyncio.create_task(serving.run())
        ending = asyncio.create_task(_ended(room, stop))
        told = addresses_of(place.lan, port, gate.named, room.code, scheme)
        crowd = asyncio.create_task(come_in(f"{scheme}://localhost:{port}/", room, place.rehearsed))
        try:
            await _teach(serving, told, place, stop)
        finally:
            crowd.cancel()
            await asyncio.gather(crowd, return_exceptions=True)
            ending.cancel()
            await runner.cleanup()
            working.cancel()
            await asyncio.gather(working, ending, return_exceptions=True)


async def open_runner(
    serving: Host,
    sockets: list,  # type: ignore[type-arg]
    tls: ssl.SSLContext | None = None,
) -> web.AppRunner:
    """Begin to answer at these sockets, encrypted where ``tls`` says with what. What is asked is never logged."""
    quiet = logging.getLogger("debate.classroom.http")
    quiet.disabled = True
    runner = web.AppRunner(
        serving.app,
        access_log=None,
        logger=quiet,
        keepalive_timeout=20.0,
        lingering_time=1.0,
        shutdown_timeout=2.0,
        handle_signals=False,
    )
    await runner.setup()
    serving.server = runner.server
    for one in sockets:
        # So many are let in at a time before anybody else is served again; the rest queue in the kernel.
        await web.SockSite(runner, one, backlog=AT_ONCE, ssl_context=tls).start()
        one.listen(BACKLOG)
    return runner


async def _teach(serving: Host, told: Told, place: Place, stop: asyncio.Event) -> None:
    """Give the teacher the console until it is over; plain lines where there is no terminal for it, or it failed."""
    from debate.classroom.console.board import board_of

    if TEACHER not in serving.room.people:
        serving.room.teacher()
    board = board_of(serving.room)
    board.address, board.others = told.addresses[0], told.addresses[1:]
    board.rehearsal = bool(place.rehearsed)
    board.new_console = lambda: told.teacher(serving.new_key())
    on_screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if place.rehearsed and (place.plain or not on_screen):
        ways = {asyncio.create_task(run_through(serving.room, place.rehearsed)), asyncio.create_task(stop.wait())}
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
    elif place.plain or not on_screen or not await _in_console(serving, told, stop):
        await _plainly(serving, told, stop)


async def _in_console(serving: Host, told: Told, stop: asyncio.Event) -> bool:
    """Show the console until it is left or the host is to stop. False where it failed: the class goes on."""
    from debate.classroom.console.app import ConsoleApp

    app = ConsoleApp(serving.room, TEACHER)
    running, stopping = asyncio.create_task(app.run_async()), asyncio.create_task(stop.wait())
    # Apps put back the streams that they found, and here many end in any order.
    streams = sys.stdout, sys.stderr
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            app.exit()
        await asyncio.wait({running})
    finally:
        stopping.cancel()
        sys.stdout, sys.stderr = streams
    failed = running.exception()
    if failed is not None:
        serving.note(failed)
    return stop.is_set() or (failed is None and not app.return_code)


async def _plainly(serving: Host, told: Told, stop: asyncio.Event) -> None:
    """Tell the teacher what there is to know until it is over, in plain lines."""
    for line in told_lines(told, visible(serving.room.deck.title, 100), serving.key, lan=serving.gate.lan):
        print(line)
    if sys.stdout.isatty():
        print(picture(told.scanned))
    print("Ctrl+C stops; nothing is lost then." + (" Enter shows a new address for your console." if _asks() else ""))
    sys.stdout.flush()
    with _lines(lambda: print(f"Your console: {told.teacher(serving.new_key())}", flush=True)):
        before = ""
        while not stop.is_set():
            now = counted(serving.room)
            if now != before:
                print(now, flush=True)
                before = now
            with suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    await stop.wait()


def _asks() -> bool:
    return sys.stdin.isatty() and sys.platform != "win32"


@contextmanager
def _lines(typed: Callable[[], None]) -> Iterator[None]:
    """Call this whenever somebody presses Enter in the terminal."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        if not sys.stdin.readline():
            loop.remove_reader(sys.stdin)
        else:
            typed()

    if not _asks():
        yield
        return
    loop.add_reader(sys.stdin, read)
    try:
        yield
    finally:
        loop.remove_reader(sys.stdin)


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Stop cleanly on Ctrl+C, and when the system says so."""
    loop = asyncio.get_running_loop()
    caught = [each for each in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)) if each is not None]
    try:
        for each in caught:
            loop.add_signal_handler(each, stop)
    except (NotImplementedError, RuntimeError):
        # Windows: Ctrl+C ends asyncio.run(), and what is to be tidied up is.
        yield
        return
    try:
        yield
    finally:
        for each in caught:
            loop.remove_signal_handler(each)


async def _ended(room: Room, stop: asyncio.Event) -> None:
    """Stop a moment after the teacher has closed the room."""
    while room.phase != "closed":
        await asyncio.sleep(0.25)
    await asyncio.sleep(_LINGER)
    stop.set()
