"""What is posted to the host: somebody joins, asks whether their seat is still there, uses the teacher's key."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Protocol

from aiohttp import web

from debate.classroom.host import pages
from debate.classroom.host.frames import BadFrame, read_object
from debate.classroom.host.limits import Knocks
from debate.classroom.room import Refused, Room


class Host(Protocol):
    """What is asked of the host here."""

    room: Room
    joins: Knocks

    def address(self, request: web.Request) -> str:
        """Who is asking, for counting."""

    def use_key(self, key: str) -> bool:
        """Whether this is the teacher's key; it works once."""


CROWD = "Many people have joined from here just now. Wait a minute, then try again, or ask your teacher."
_STATUS = {"busy": 429, "code": 403, "locked": 403, "full": 409, "name": 422, "unsaved": 503}


async def join(host: Host, request: web.Request) -> web.Response:
    """``{"code", "name", "kind"}`` -> ``{"token"}``; kind is ``student`` or ``wall``. Nobody chooses who they are."""
    given = await _read(request, {"code": 40, "name": 200, "kind": 10})
    if given["kind"] not in ("student", "wall"):
        raise BadFrame('"kind" is student or wall.')
    address = host.address(request)
    try:
        if not host.joins.take(address):
            raise Refused("busy", CROWD)
        try:
            ticket = host.room.join(given["code"], given["name"], kind=given["kind"], address=address)
        except Refused:
            host.joins.give(address)
            raise
    except Refused as refused:
        return answer(_STATUS.get(refused.code, 403), {"code": refused.code, "sentence": refused.sentence})
    return answer(200, {"token": ticket.token})


async def held(host: Host, request: web.Request) -> web.Response:
    """``{"token"}`` -> ``{"held", "name"}``: ``yes`` or ``no``, whether a seat that a browser has kept is one here, and
    whose. Nothing changes by asking."""
    given = await _read(request, {"token": 64})
    try:
        person = host.room.people[host.room.whose(given["token"])]
    except Refused:
        return answer(200, {"held": "no", "name": ""})
    return answer(200, {"held": "yes", "name": person.wish or person.name if person.kind == "student" else ""})


async def teach(host: Host, request: web.Request) -> web.Response:
    """``{"key"}`` -> ``{"token"}`` of the teacher, once."""
    given = await _read(request, {"key": 64})
    if not host.use_key(given["key"]):
        sentence = "This address was used before or is not the latest one. The teacher's console gives out a new one."
        return answer(403, {"code": "key", "sentence": sentence})
    return answer(200, {"token": host.room.teacher().token})


async def _read(request: web.Request, longest: Mapping[str, int]) -> dict[str, str]:
    """The body: a JSON object of exactly these texts. Raises :class:`BadFrame`."""
    if request.content_type != "application/json":
        raise BadFrame("The body has to be JSON, and to say so.")
    try:
        async with asyncio.timeout(5.0):
            found = read_object((await request.read()).decode())
    except UnicodeDecodeError:
        raise BadFrame("The body is not UTF-8.") from None
    except TimeoutError:
        raise BadFrame("The body took too long.") from None
    except web.RequestPayloadError:
        raise BadFrame("The body cannot be unpacked.") from None
    if found.keys() != longest.keys():
        raise BadFrame(f"The body has exactly these keys: {', '.join(longest)}.")
    texts = {key: value for key, value in found.items() if isinstance(value, str) and len(value) <= longest[key]}
    if texts.keys() != longest.keys():
        raise BadFrame("Each of the keys has a text, and none is very long.")
    return texts


def answer(status: int, said: Mapping[str, str]) -> web.Response:
    """What a posted request is answered with, as JSON."""
    text = json.dumps(said, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json", headers=pages.protect({}))
