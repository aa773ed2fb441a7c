"""The host of one room: the addresses it answers at, who is connected, and what follows from a change of the room."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from debate.classroom.faults import LOG, failure
from debate.classroom.host import pages
from debate.classroom.host.connection import Visit
from debate.classroom.host.frames import BadFrame
from debate.classroom.host.fronts import Fronts, Make, make_front
from debate.classroom.host.gate import Gate
from debate.classroom.host.http_routes import answer, held, join, teach
from debate.classroom.host.limits import Clock, Knocks, Limits, Places
from debate.classroom.host.thinking import Thinkers
from debate.classroom.room import Change, Room

OUT = "The teacher has taken you out of this room."
OVER = "The room is closed. Thank you for playing."
STOPPED = "The teacher's computer has stopped the game for a moment. Nothing is lost; this page comes back by itself."
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Host:
    """Serves one room. :attr:`app` is the aiohttp application; :meth:`run` works in the background while it is served.

    ``limits``, ``clock`` and ``make`` are for tests. The clock counts seconds from anywhere.
    """

    def __init__(
        self,
        room: Room,
        gate: Gate,
        *,
        proxies: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        clock: Clock = time.monotonic,
        make: Make = make_front,
    ) -> None:
        self.room, self.gate, self.clock = room, gate, clock
        self.limits = limits or Limits()
        self.fronts = Fronts(room, make, self.limits.starts)
        self.visits: dict[str, Visit] = {}
        """Person -> their socket."""
        self.open: set[Visit] = set()
        """All sockets, those included that have not said yet whose they are."""
        self.key = secrets.token_hex(16)
        self.tidy: Callable[[], None] | None = None
        """Called once when the game begins: everybody who will be there is there."""
        self._proxies = proxies
        self._files = pages.read_files()
        self._places = Places(self.limits.sockets)
        self._knocks = Knocks(self.limits.knocks, self.limits.knock_rate, clock)
        self._deeds = Knocks(self.limits.deeds, self.limits.deed_rate, clock)
        self._comings = Knocks(self.limits.comings, self.limits.coming_rate, clock)
        self.joins = Knocks(self.limits.joins, self.limits.join_rate, clock)
        self._pausing = 0
        self._penalties: dict[str, float] = {}
        self.server: web.Server | None = None
        self._silent: dict[web.RequestHandler, float] = {}
        self._spoke: set[web.RequestHandler] = set()
        self._changed = asyncio.Event()
        self._unlisten = room.listen(self._told)
        self._thinkers = Thinkers(self._changed.set)
        self.app = self._application()

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], client_max_size=self.limits.body)
        # A proxy may pass on the whole address of a room, or only what follows after it. Any letters will do there:
        # whoever tries out codes must not be told so which is right.
        for before in ("/", "/r/{room:[A-Za-z]{6}}/"):
            for name in pages.PAGES:
                app.router.add_get(before + name, self._page)
            app.router.add_get(before + "static/{name:.+}", self._part)
            app.router.add_get(before + "ws", self._socket)
            app.router.add_get(before + "healthz", self._health)
            for posted in (join, held, teach):
                app.router.add_post(before + posted.__name__, partial(posted, self))
        app.on_shutdown.append(self._shut)
        return app

    # What comes in.

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        self._spoke.add(request.protocol)
        transport = request.transport
        arrived = transport.get_extra_info("sockname") if transport is not None else None
        must = request.method != "GET" or "Upgrade" in request.headers
        try:
            if not self.gate.allowed(request.headers, arrived[0] if arrived else "", must=must):
                raise web.HTTPMisdirectedRequest(text="This address is not one of this room's.\n")
            if not self._knocks.take(self.address(request)):
                await self.pause(request)
                raise web.HTTPTooManyRequests(text="Too many requests from this address. Wait a moment.\n")
            return await handler(request)
        except BadFrame as problem:
            return answer(400, {"code": "frame", "sentence": str(problem)})
        except web.HTTPException as refused:
            headers = {key: refused.headers[key] for key in ("Allow", "Location") if key in refused.headers}
            return web.Response(status=refused.status, text=refused.text, headers=pages.protect(headers))
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as problem:
            self.note(problem)
            text = "Something went wrong here.\n"
            return web.Response(status=500, text=text, headers=pages.protect({}))

    def address(self, request: web.Request) -> str:
        """Who is asking, for counting: behind a proxy of ours, whom it names. An IPv6 network counts as one."""
        peer = request.remote or ""
        if peer in self._proxies:
            # The last word is the proxy's own; what stands before it, or in an earlier header, anybody can send.
            peer = request.headers.getall("X-Forwarded-For", [peer])[-1].rpartition(",")[2].strip()
        try:
            found = ipaddress.ip_address(peer)
        except ValueError:
            return "unknown"
        if isinstance(found, ipaddress.IPv6Address):
            if found.ipv4_mapped is not None:
                return str(found.ipv4_mapped)
            if not found.is_loopback:
                return str(ipaddress.ip_network((found, 64), strict=False))
        return str(found)

    async def _page(self, request: web.Request) -> web.Response:
        name = request.path.rpartition("/")[2]
        shown = self._files.get(pages.PAGES[name])
        if shown is None:
            raise web.HTTPNotFound(text="There is nothing at this address.\n")
        return pages.page(shown, self.gate.sockets(request.headers["Host"]))

    async def _part(self, request: web.Request) -> web.Response:
        shown = self._files.get(request.match_info["name"])
        if shown is None:
            raise web.HTTPNotFound(text="There is nothing at this address.\n")
        return pages.part(shown, request.headers.get("If-None-Match", ""))

    async def _health(self, request: web.Request) -> web.Response:
        return web.Response(text="ok\n", headers=pages.protect({}))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        with self._places.one(self.address(request)) as free:
            if not free:
                raise web.HTTPTooManyRequests(text="Too many connections from this address.\n")
            return await Visit(self, request).run()

    async def pause(self, request: web.Request) -> None:
        """Let somebody wait who asks too much."""
        if self._pausing >= self.limits.paused:
            if request.transport is not None:
                request.transport.abort()
            return
        self._pausing += 1
        try:
            await asyncio.sleep(self.limits.pause)
        finally:
            self._pausing -= 1

    # The teacher's key.

    def new_key(self) -> str:
        """A key that lets one browser in as the teacher, once. The one before it is no good any more."""
        self.key = secrets.token_hex(16)
        return self.key

    def use_key(self, key: str) -> bool:
        """Whether it is the key; if so, it is used up."""
        if not self.key or not hmac.compare_digest(key.encode(), self.key.encode()):
            return False
        self.key = ""
        return True

    # What follows.

    def penalize(self, person: str) -> None:
        """This person sent too much."""
        if person:
            self._penalties[person] = self.clock() + self.limits.penalty

    def may_come(self, person: str) -> bool:
        """Whether this person may come in now: neither cut off a moment ago nor coming and going all the time."""
        return self.clock() >= self._penalties.get(person, float("-inf")) and self._comings.take(person)

    def may_do(self, person: str) -> bool:
        """Whether this person may have the room do something now."""
        return self._deeds.take(person)

    def note(self, problem: BaseException) -> None:
        """Write down where something went wrong. What was said there is left out: it may be somebody's."""
        LOG.error("%s", failure(problem))

    def _told(self, change: Change) -> None:
        self._changed.set()

    async def run(self) -> None:
        """Let opponents choose, take out who was removed, and cut sockets that take nothing, until cancelled."""
        looking = asyncio.create_task(self._look())
        self.room.think = self._thinkers
        try:
            while True:
                # Once a second in any case: a ballot may be over, a hint of time may have passed.
                try:
                    async with asyncio.timeout(1.0):
                        await self._changed.wait()
                except TimeoutError:
                    pass
                self._changed.clear()
                try:
                    await self._follow()
                except Exception as problem:
                    self.note(problem)
                await asyncio.sleep(0)
        finally:
            looking.cancel()
            self._thinkers.close()

    async def _follow(self) -> None:
        room = self.room
        if room.fault is not None:
            fault, room.fault = room.fault, None
            self.note(fault)
        for person, visit in tuple(self.visits.items()):
            if person not in room.people or room.people[person].status == "out":
                del self.visits[person]
                visit.end(OUT, again=False)
                self.fronts.drop(person)
            elif room.phase == "closed":
                visit.end(OVER, again=False)
        if room.phase == "closed":
            return
        if self.tidy is not None and room.phase == "playing":
            tidy, self.tidy = self.tidy, None
            tidy()
        for _ in room.ticks():
            await asyncio.sleep(0)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self.limits.look)
            for visit in tuple(self.open):
                if visit.wire.stuck > self.limits.slow:
                    visit.wire.cut()
            self._cut_silent()

    def _cut_silent(self) -> None:
        """End connections that have not asked for anything in all their time, or not to the end."""
        if self.server is None:
            return
        now, open_ = self.clock(), self.server.connections
        self._spoke.intersection_update(open_)
        self._silent = {one: self._silent.get(one, now) for one in open_ if one not in self._spoke}
        for one, since in self._silent.items():
            if now - since > self.limits.silent and one.transport is not None:
                one.transport.abort()

    async def _shut(self, _: web.Application) -> None:
        """Say goodbye to everybody. Whoever was in comes back by itself when the room is taken up again."""
        self._unlisten()
        closed = self.room.phase == "closed"
        for visit in tuple(self.open):
            visit.end(OVER if closed else STOPPED, again=not closed)
        await asyncio.sleep(0.05 if self.open else 0)
        await self.fronts.close()
