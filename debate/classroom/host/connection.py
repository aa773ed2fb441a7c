"""One WebSocket, from its hello to its goodbye."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Protocol, cast

from aiohttp import WSCloseCode, WSMsgType, web

from debate.classroom.front import Front
from debate.classroom.host.aiohttp_private import wrap_frame_parser
from debate.classroom.host.frames import BadFrame, Frame, read_frame
from debate.classroom.host.fronts import Fronts, Wish
from debate.classroom.host.limits import Bucket, Limits
from debate.classroom.host.wire import Counted, Wire
from debate.classroom.room import Refused, Request, Room

LATE = "Nothing was heard for {:.0f} seconds. Open the page again."
FLOOD = "That was too much at once, so the connection was closed. It comes back by itself in a moment."
WAIT = "Too much was sent from here a moment ago. The connection comes back by itself."
BUSY = "That was a lot in a short time. Wait a second, then do it again."
MISTAKES = "What this client sends cannot be read. Load the page again, or update the program."
ELSEWHERE = "You came in from another window or device. This one is closed; only one at a time can be open."
BROKEN = "Something went wrong here with your screen; it is started anew."


class Host(Protocol):
    """What a visit asks of the host."""

    room: Room
    limits: Limits
    clock: Callable[[], float]
    fronts: Fronts
    visits: dict[str, Visit]
    """Each person's socket, the latest one."""
    open: set[Visit]

    async def pause(self, request: web.Request) -> None:
        """Let whoever asks too often wait."""

    def penalize(self, person: str) -> None:
        """Keep this person out for a while."""

    def may_come(self, person: str) -> bool:
        """Whether they do not come too often."""

    def may_do(self, person: str) -> bool:
        """Whether they do not ask for too much."""

    def note(self, problem: BaseException) -> None:
        """Write down what went wrong."""


class Visit:
    """A person's live socket."""

    def __init__(self, host: Host, request: web.Request) -> None:
        self._host, self._request = host, request
        limits = host.limits
        self.ws = web.WebSocketResponse(
            compress=False,
            max_msg_size=limits.frame,
            autoping=False,
            heartbeat=limits.heartbeat,
            timeout=1.0,
            writer_limit=16 * 1024,
        )
        self._bucket = Bucket(limits.burst, limits.rate, host.clock)
        self._mistakes = 0
        self._front: Front | None = None
        self._waiting: Frame | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.person = ""
        self.wire: Wire

    async def run(self) -> web.WebSocketResponse:
        """Talk until either side ends it."""
        await self.ws.prepare(self._request)
        self.wire = Wire(self.ws, self._request, self._host.limits)
        self._host.open.add(self)
        self._count_bytes()
        self._soon(self.wire.run())
        try:
            hello = await self._in_time()
            if hello is not None and await self._enter(hello):
                await self._talk()
        finally:
            self._leave()
        return self.ws

    def _count_bytes(self) -> None:
        """Put a meter before the parser of frames. aiohttp has no public place for one."""
        limits = self._host.limits
        bucket = Bucket(limits.byte_burst, limits.byte_rate, self._host.clock)
        flooded = lambda: self._soon(self._flooded())  # noqa: E731
        wrap_frame_parser(self._request.protocol, lambda parser: Counted(parser, bucket, flooded))

    def _soon(self, doing: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _frame(self) -> Frame | None:
        """The next frame of a known shape; None at the end."""
        while not self.wire.closed:
            got = await self.ws.receive()
            if got.type not in (WSMsgType.TEXT, WSMsgType.BINARY, WSMsgType.PING, WSMsgType.PONG):
                return None
            if not self._bucket.take():
                await self._flooded()
                return None
            try:
                if got.type is WSMsgType.TEXT:
                    return read_frame(got.data)
                if got.type is WSMsgType.BINARY:
                    raise BadFrame("Frames are text, each one JSON object.")
            except BadFrame as problem:
                self._mistakes += 1
                if self._mistakes > self._host.limits.mistakes:
                    self._host.penalize(self.person)
                    await self.wire.bye(MISTAKES, again=False, code=WSCloseCode.UNSUPPORTED_DATA)
                    return None
                self.wire.send({"t": "refused", "id": "", "code": "frame", "sentence": str(problem)})
            else:
                if got.type is WSMsgType.PING:
                    await self.ws.pong(got.data)
        return None

    async def _flooded(self) -> None:
        self._host.penalize(self.person)
        await self.wire.bye(FLOOD, again=True, code=WSCloseCode.POLICY_VIOLATION)

    async def _in_time(self) -> Frame | None:
        try:
            async with asyncio.timeout(self._host.limits.hello):
                return await self._hello()
        except TimeoutError:
            await self.wire.bye(LATE.format(self._host.limits.hello), again=False, code=WSCloseCode.POLICY_VIOLATION)
            return None

    async def _hello(self) -> Frame | None:
        frame = await self._frame()
        if frame is None or frame["t"] == "hello":
            return frame
        await self.wire.bye("The first frame has to be a hello.", again=False, code=WSCloseCode.POLICY_VIOLATION)
        return None

    async def _enter(self, hello: Frame) -> bool:
        room, token = self._host.room, cast(str, hello["token"])
        try:
            person = room.whose(token)
            if not self._host.may_come(person):
                await self._host.pause(self._request)
                await self.wire.bye(WAIT, again=True, code=WSCloseCode.TRY_AGAIN_LATER)
                return False
            ticket = room.enter(token)
        except Refused as refused:
            await self.wire.bye(refused.sentence, again=False, code=WSCloseCode.POLICY_VIOLATION)
            return False
        self.person = ticket.person
        before = self._host.visits.get(self.person)
        self._host.visits[self.person] = self
        if before is not None:
            before.replaced()
        self.wire.send({"t": "welcome", "person": ticket.person, "token": ticket.token})
        wish = Wish(cast(str, hello["as"]), cast(int, hello["cols"]), cast(int, hello["rows"]))
        self._soon(self._attach(wish))
        return True

    async def _attach(self, wish: Wish) -> None:
        """Have this person's front end draw here, as soon as it is there."""
        if self._host.visits.get(self.person) is not self:
            return
        try:
            front = await self._host.fronts.take(self._host.room.people[self.person], wish)
            if self._host.visits.get(self.person) is self and not self.wire.closed:
                front.attach(self.wire.send)
                self._front = front
                if self._waiting is not None:
                    front.feed(self._waiting)
        except Exception as problem:
            await self._broken(problem)

    async def _broken(self, problem: Exception) -> None:
        self._host.note(problem)
        if self._host.visits.get(self.person) is self:
            self._host.fronts.drop(self.person)
        self._front = None
        await self.wire.bye(BROKEN, again=True, code=WSCloseCode.INTERNAL_ERROR)

    async def _talk(self) -> None:
        while (frame := await self._frame()) is not None:
            try:
                self._take(frame)
            except Exception as problem:
                await self._broken(problem)

    def _take(self, frame: Frame) -> None:
        match frame["t"]:
            case "do":
                self._do(frame)
            case "ping":
                self.wire.send({"t": "pong"})
            case "kept":
                self._host.room.kept(self.person, cast(str, frame["token"]))
            case "hello":
                self.wire.send({"t": "refused", "id": "", "code": "frame", "sentence": "There was a hello already."})
            case kind:
                if kind == "size":
                    self._host.fronts.sized(self.person, cast(int, frame["cols"]), cast(int, frame["rows"]))
                if self._front is not None:
                    self._front.feed(frame)
                elif kind == "size":
                    self._waiting = frame

    def _do(self, frame: Frame) -> None:
        """Have the room do it. When it comes back, it is on disk; the answer goes out before what follows from it."""
        id_ = cast(str, frame["id"])
        if not self._host.may_do(self.person):
            self.wire.send({"t": "refused", "id": id_, "code": "busy", "sentence": BUSY})
            return
        fields = cast("Mapping[str, str]", frame["fields"])
        request = Request(id=id_, kind=cast(str, frame["kind"]), at=cast(int, frame["at"]), fields=fields)
        with self.wire.held() as first:
            try:
                done = self._host.room.do(self.person, request)
            except Refused as refused:
                first({"t": "refused", "id": id_, "code": refused.code, "sentence": refused.sentence})
            else:
                first({"t": "done", "id": id_, "words": done.words, "version": done.version})

    def replaced(self) -> None:
        """Another socket of the same person is there."""
        self._detach()
        self._soon(self.wire.bye(ELSEWHERE, again=False))

    def end(self, sentence: str, *, again: bool) -> None:
        """Say goodbye from outside."""
        self._soon(self.wire.bye(sentence, again=again, code=WSCloseCode.GOING_AWAY))

    def _detach(self) -> None:
        front, self._front = self._front, None
        if front is not None:
            try:
                front.detach()
            except Exception as problem:
                self._host.note(problem)

    def _leave(self) -> None:
        self._host.open.discard(self)
        if self.person and self._host.visits.get(self.person) is self:
            del self._host.visits[self.person]
            self._detach()
            self._host.room.left(self.person)
        self.wire.stop()
