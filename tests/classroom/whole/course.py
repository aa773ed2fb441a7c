"""The lesson from the empty room to the file that the teacher takes home, and what was measured on the way."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
from attrs import define, field

from tests.classroom.page.browser import missing
from tests.classroom.whole.checks import Records
from tests.classroom.whole.clients import Wire
from tests.classroom.whole.lesson import Lesson, cores, until
from tests.classroom.whole.student import ENTER
from tests.classroom.whole.watching import shared


@define
class Report:
    """``lines``: figures in words. The lists are empty where all is well."""

    lines: list[str] = field(factory=list)
    stuck: list[str] = field(factory=list)
    leaks: list[str] = field(factory=list)
    lost: list[str] = field(factory=list)
    back: float = 0.0
    """Seconds from the host's new start until everybody was back."""


async def whole(
    folder: Path,
    people: int,
    tables: int,
    *,
    pictures: Path | None = None,
    seed: int = 1,
    pace: float = 0.8,
    cut: int = 0,
    predictions: bool = False,
) -> Report:
    """Run the lesson. ``cut``: the round in which the teacher ends the game; 0: it is played to its own end.
    ``predictions``: whether all are asked what they think will come before the world moves."""
    async with AsyncExitStack() as stack:
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        )
        browser = None
        if missing():
            print(f"Without the browser part. {missing()}")
        else:
            browser = await stack.enter_async_context(shared(folder))
        lesson = Lesson(
            folder,
            people,
            tables,
            browser=browser,
            pictures=pictures,
            seed=seed,
            pace=pace,
            cut=cut,
            predictions=predictions,
        )
        lesson.http = http
        try:
            await _begin(lesson)
            await _trouble(lesson)
            await _end(lesson)
        finally:
            await lesson.close()
            for log in folder.glob("saves/classes/*/host.log"):
                lesson.say(f"the host wrote down: {log.read_text()[:3000]}")
    return _report(lesson, Records(folder / "saves"))


async def _shots(lesson: Lesson, name: str) -> None:
    """What the teacher, the wall and the two browsers show now."""
    for page in ("terminal", "page", "wall"):
        if lesson.browser is not None:
            await lesson.pictures.page(page, f"{name} {page}")
    await lesson.pictures.screen(lesson.host.seen.screen, f"{name} console")


async def _begin(lesson: Lesson) -> None:
    await lesson.open()
    await lesson.pictures.screen(lesson.host.seen.screen, "empty console")
    await lesson.gather()
    lesson.say(f"{lesson.people} are in")
    await _shots(lesson, "gathered")
    await lesson.teach("decide", to="majority")
    await lesson.teach("pace", to="steps")
    await lesson.host.type("s")
    await lesson.on_console(lambda text: "without one" not in text and "begin the game" in text, "seats for all")
    lesson.at_door.cancel()
    await lesson.pictures.screen(lesson.host.seen.screen, "shared out console")
    await lesson.teach("start")
    await asyncio.sleep(4)
    await _shots(lesson, "briefed")
    await until(lambda: lesson.first(), 60, lesson.why)
    lesson.say("the first choice is made")
    await lesson.reach(2, step=True)
    lesson.say("a round in steps is over")
    await asyncio.sleep(1)
    await _shots(lesson, "told")
    await lesson.teach("pace", to="free")


async def _trouble(lesson: Lesson) -> None:
    resets = asyncio.create_task(lesson.resets())
    try:
        await lesson.host.type("p")
        await until(lambda: any("paused" in wire.text for wire in lesson.wires), 10, lambda: "nobody sees the pause")
        lesson.say("paused")
        await _shots(lesson, "paused")
        await lesson.message("What was new to you? Wonder!")
        await lesson.teach("resume")
        lesson.say("a message was seen, and the game goes on")
        await _kick_and_late(lesson)
        await lesson.reach(2, "answer")
        role = "beijing"
        if await lesson.teach("opponent", table="1", role=role, who="scripted"):
            lesson.say("an opponent plays Beijing at table 1")
        await lesson.message("Beijing is ill. Hush!")
        await lesson.reach(3)
        await lesson.teach("give-back", table="1", role=role)
        await lesson.teach("message", text="")
        await _shots(lesson, "third round")
        lesson.figures.memory = lesson.host.memory()
        await asyncio.sleep(3)
        await lesson.kill_and_resume()
        lesson.say(f"killed, and all back {lesson.figures.back:.1f} s after the start")
        await asyncio.sleep(2)
        await _shots(lesson, "resumed")
        await lesson.teach("pause")
        await lesson.teach("undo", table="1")
        await lesson.message("A choice was taken back. Rethink!")
        await lesson.teach("resume")
        lesson.say("a choice was taken back")
        await asyncio.sleep(5)
        await _shots(lesson, "after the undo")
    finally:
        resets.cancel()


async def _kick_and_late(lesson: Lesson) -> None:
    out = lesson.wires[3]
    table, role, others = lesson.seat_of(out.person)
    assert await lesson.teach("kick", person=out.person)
    await until(lambda: out.bye is not None and not out.bye["again"], 10, lambda: "who was sent out is still in")
    if role and not others and await lesson.teach("opponent", table=str(table), role=role, who="scripted"):
        lesson.say(f"an opponent plays what nobody plays any more: {role} at table {table}")
    late = Wire(lesson.http, lesson.base, "Late", 80, 24)
    began = time.monotonic()
    await late.join(lesson.code, "Late")
    lesson._keeping[late] = lesson._run(late.stay())
    await until(lambda: late.person, 10, lambda: "nobody late")
    await lesson.teach("let-in", person=late.person)
    await lesson.teach("name", person=late.person, ok="yes")
    await until(lambda: "udge" in late.text, 60, lambda: f"the late-comer sees:\n{late.text}")
    lesson.wires.append(late)
    lesson.figures.notes.append(f"a late-comer was at the table after {time.monotonic() - began:.1f} s")
    lesson._student("Late", late)
    lesson.say("one was sent out, and a late-comer judges")


async def _end(lesson: Lesson) -> None:
    if lesson.cut:
        await lesson.reach(lesson.cut)
        if await lesson.teach("end", table="all"):
            lesson.say("the teacher has ended the game")
    else:
        await lesson.reach(4)
        lesson.say("round 4")
        await _shots(lesson, "fourth round")
    await lesson.reach(99, within=400)
    lesson.say("all games are over")
    await until(lesson.debriefed, 60, lambda: "\n\n".join(lesson.undebriefed()[:4]))
    lesson.say("everybody sees how it ended")
    await asyncio.sleep(4)
    await _shots(lesson, "over")
    await lesson.host.type("h")
    await asyncio.sleep(1)
    await lesson.pictures.screen(lesson.host.seen.screen, "compared console")
    await lesson.host.type("\x1b")
    await asyncio.sleep(0.7)
    lesson.figures.memory = max(lesson.figures.memory, lesson.host.memory(), key=lambda pair: pair[1])
    await lesson.host.type("f")
    await lesson.on_console(lambda text: "without names" in text, "the question about names")
    await lesson.host.type(ENTER)
    await lesson.on_console(lambda text: "contributions-" in text, "the file")
    await lesson.teach("close")
    await until(lambda: not lesson.host.alive(), 20, lambda: lesson.host.text)
    code = await lesson.host.end()
    assert code == 0, (code, lesson.host.text)
    lesson.figures.whole = time.monotonic() - lesson._began


def _report(lesson: Lesson, records: Records) -> Report:
    figures = lesson.figures
    report = Report(back=figures.back, stuck=lesson.failed())
    say = report.lines.append
    acked = [(lesson.teacher.person, id_) for id_ in lesson.done]
    acked += [(reader.person, id_) for reader in lesson.readers for id_, _, _ in reader.acked]
    looked = records.once(acked)
    choices = records.games_fit()
    shown = 0
    for student in lesson.students:
        if student.name == lesson.wires[3].name:
            continue
        count, lost = records.shown(student.name, student.acts)
        shown += count
        report.lost += lost
        report.leaks += records.leaks(student.name, student.seen.past)
        report.stuck += student.stuck
    for reader in lesson.readers:
        report.leaks += records.leaks(reader.name, reader.past)
    if lesson.presser is not None:
        report.leaks += records.leaks("Yuri", lesson.presser.past)
        report.stuck += lesson.presser.stuck
    keys = sorted(latency for student in lesson.students for latency in student.latencies)
    rows = records.contributions()
    say("")
    say(f"{lesson.people} students at {lesson.tables} table(s), {figures.whole:.0f} s in all; {cores()}")
    say(f"console after {figures.console:.1f} s; everybody inside after {figures.all_in:.1f} s")
    say(f"from joining to inside: median {statistics.median(figures.seats):.1f} s, worst {max(figures.seats):.1f} s")
    say(f"from 'debate host' to the first choice: {figures.first_move:.1f} s")
    say(f"choices of the class in the games: {choices}; requests with known ids acknowledged and found once: {looked}")
    say(f"choices that screens acknowledged and the log has: {shown - len(report.lost)}; lost: {len(report.lost)}")
    drops = sum(one.resets for one in lesson.on_wires)
    say(f"lines cut: {drops}; after the kill all back on their seats {figures.back:.1f} s after the start")
    say(f"memory of the host: {figures.memory[0]:.0f} MB, at most {figures.memory[1]:.0f} MB")
    if keys:
        at = {p: keys[int(len(keys) * p / 100)] * 1000 for p in (50, 95, 99)}
        say(f"key to repaint, {len(keys)} keys: median {at[50]:.0f} ms, p95 {at[95]:.0f} ms, p99 {at[99]:.0f} ms")
    if figures.told:
        told = sorted(figures.told)
        say(f"a message on all screens: median {statistics.median(told) * 1000:.0f} ms, worst {told[-1] * 1000:.0f} ms")
    say(f"rows of the contributions: {len(rows)}; screens with what others hold: {len(report.leaks)}")
    say(f"screens on which a student was stuck: {len(report.stuck)}")
    report.lines += [*figures.notes, *report.leaks[:5], *report.lost[:5]]
    return report
