"""How many answers a host takes: forty teams in the line mode, over SSH, each reply coming after the fsync."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import asyncssh

from bench.table import Row
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.room import Room
from casefile.host.rehearse.figures import Spans
from casefile.host.rehearse.player_line import PlayerLine
from casefile.host.rehearse.server import Server
from casefile.session.events import Noted, dump
from casefile.store.eventstore import ONE

EVENTS, SECONDS, STEADY = 500, 10.0, 20.0
FAST = 100_000.0
"""The plays' clock: a lock takes one more wrong answer every twenty seconds, which here must be no time."""


class Lines(asyncssh.SSHClientSession[bytes]):
    """A player in lines: one goes out, and its reply ends with an empty one."""

    def __init__(self) -> None:
        self._told, self._came = b"", asyncio.Event()

    def data_received(self, data: bytes, datatype: object) -> None:
        del datatype
        self._told += data
        self._came.set()

    async def reply(self) -> bytes:
        """What is said next, up to the empty line."""
        while b"\n\n" not in self._told:
            self._came.clear()
            async with asyncio.timeout(20):
                await self._came.wait()
        said, _, self._told = self._told.partition(b"\n\n")
        return said


class Guesser:
    """A team's player, who answers its first lock, wrongly."""

    def __init__(self, channel: asyncssh.SSHClientChannel[bytes], lines: Lines, lock: str) -> None:
        self._channel, self._lines, self._lock = channel, lines, lock
        self._number = 0

    async def guess(self) -> float:
        """One more answer; seconds until it was acknowledged."""
        self._number += 1
        began = time.perf_counter()
        self._channel.write(f"guess {self._lock} wrong {self._number}, D9-0014\n".encode())
        said = await self._lines.reply()
        if b"does not open it" not in said:
            raise RuntimeError(said.decode())
        return time.perf_counter() - began


def _fill(folder: DealFolder) -> str:
    """Give every team a play of so many events; returns the lock that is asked first."""
    folder.saves.mkdir(exist_ok=True)
    lock = ""
    for team in folder.teams:
        room = Room(folder, team)
        table = room.table
        head = table.state.seq
        notes = [Noted(at=time.time(), by="bench", text=f"note {number}") for number in range(EVENTS - head)]
        table.store.append(ONE, head, "fill", [dump(note) for note in notes])
        lock = next(iter(table.state.held.locks))
        room.close()
    return lock


async def _come(server: Server, code: str, lock: str) -> Guesser:
    connection = await PlayerLine.knock(server.port, code)
    lines = Lines()
    channel, _ = await connection.create_session(lambda: lines, command="plain", encoding=None)
    channel.write(b"bench\nhints\n")
    while b"Sign" not in await lines.reply():
        pass
    await asyncio.sleep(0.2)
    lines._told = b""
    return Guesser(channel, lines, lock)


async def _guesses(server: Server, codes: list[str], lock: str) -> tuple[float, Spans, Spans]:
    teams = [await _come(server, code, lock) for code in codes]
    crowd, steady = Spans(), Spans()
    until = time.perf_counter() + SECONDS

    async def hurry(team: Guesser) -> None:
        while time.perf_counter() < until:
            crowd.add(1000 * await team.guess())

    began = time.perf_counter()
    await asyncio.gather(*[hurry(team) for team in teams])
    rate = len(crowd.times) / (time.perf_counter() - began)

    async def at(seconds: float, team: Guesser) -> None:
        await asyncio.sleep(seconds)
        steady.add(1000 * await team.guess())

    every = 1 / STEADY
    await asyncio.gather(*[at(n * every, teams[n % len(teams)]) for n in range(int(SECONDS * STEADY))])
    return rate, crowd, steady


def guesses(deal: Path) -> Iterator[Row]:
    """As many as they can, then twenty a second."""
    folder = DealFolder.open(deal)
    lock = _fill(folder)
    server = Server(deal, minutes=0, speed=FAST)
    try:
        rate, crowd, steady = asyncio.run(_guesses(server, [team.code for team in folder.teams], lock))
    finally:
        server.stop()
    load = f"load average {os.getloadavg()[0]:.1f}"
    yield Row(
        f"wrong answers acknowledged, {len(folder.teams)} plays of {EVENTS} events, each as fast as it can",
        f"{rate:.0f}/s",
        f"line mode over SSH, after the fsync; p50 {crowd.median:.0f}, p99 {crowd.at(0.99):.0f} ms; {load}",
        ">= 300/s",
        rate >= 300,
    )
    yield Row(
        f"the same at {STEADY:.0f}/s",
        f"p50 {steady.median:.1f}, p99 {steady.at(0.99):.1f} ms",
        f"{len(steady.times)} answers; {load}",
        "p99 <= 15 ms",
        steady.at(0.99) <= 15,
    )
