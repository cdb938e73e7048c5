"""What a host promises, with a hundred players: server and load are two processes on the same machine.

`python -m bench.hosting` prints the table; `--players`, `--seconds` and `--minutes` make it smaller or longer, and
`--deal` takes a deal that is there already in place of dealing one.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from bench import dealing
from bench.guesses import guesses
from bench.table import Row
from casefile.host.deal.folder import DealFolder
from casefile.host.rehearse.figures import Figures, Spans
from casefile.host.rehearse.hands import ESCAPE
from casefile.host.rehearse.player_line import PlayerLine
from casefile.host.rehearse.server import Server

PLAYERS, EXTRA, SECONDS, MINUTES = 100, 20, 60.0, 2.0
EVERY = 2.0
"""Seconds between two keys of one player."""
AT_ONCE = 4
GUESTS = 50
"""Players who come and go."""
_TURNED: WeakKeyDictionary[PlayerLine, list[bool]] = WeakKeyDictionary()


class Hall:
    """A server with players at its desks, each with a paper open and a second one read."""

    def __init__(self, server: Server, codes: list[str]) -> None:
        self.server, self.figures, self.lines = server, Figures(), list[PlayerLine]()
        self._codes = codes
        self._door = asyncio.Semaphore(AT_ONCE)
        self._count = 0

    def memory(self) -> float:
        """Megabytes that the server holds."""
        status = Path(f"/proc/{self.server.pid}/status").read_text()
        return int(next(row for row in status.splitlines() if row.startswith("VmRSS")).split()[1]) / 1024

    def cpu(self) -> float:
        """Seconds of a core that it has spent."""
        return self.server.cpu() or 0.0

    async def comes(self, number: int = 0) -> PlayerLine:
        """One more player, as far as two papers; or one who has been here before."""
        number = number or self._next()
        async with self._door:
            line = await PlayerLine.connect(
                self.server.port, self._codes[number % len(self._codes)], self.figures, size=(120, 36)
            )
            await line.press(f"P{number}", paints=True)
            await line.press("\r", paints=True)
            await asyncio.sleep(1)
            await line.press(ESCAPE)
            for key in "oo[":  # both papers were read, and the first of them lies open
                await line.press(key)
                await asyncio.sleep(0.3)
        return line

    async def fill(self, players: int) -> None:
        """So many come, four at a time."""
        self.lines += await asyncio.gather(*[self.comes() for _ in range(players)])

    async def keys(self, seconds: float, *, more: int = 0) -> tuple[Spans, float]:
        """Everybody types; returns what the keys took, and the server's CPU in percent of a core."""
        self.figures.repaints = Spans()
        until, cpu = time.perf_counter() + seconds, self.cpu()
        late = [asyncio.create_task(self._late(1 + at * (seconds - 2) / more)) for at in range(more)]
        typing = [asyncio.create_task(_types(line, until)) for line in self.lines]
        await asyncio.gather(*typing)
        measured, spent = self.figures.repaints, 100 * (self.cpu() - cpu) / seconds
        for task in late:
            with suppress(OSError):
                (await task).hang_up()
        return measured, spent

    async def _late(self, seconds: float) -> PlayerLine:
        await asyncio.sleep(seconds)
        return await self.comes_unmeasured()

    async def comes_unmeasured(self, number: int = 0) -> PlayerLine:
        """As `comes`; this player's own keys are not counted."""
        quiet = Hall(self.server, self._codes)
        quiet._door = self._door
        return await quiet.comes(number or self._next())

    def _next(self) -> int:
        self._count += 1
        return self._count

    def close(self) -> None:
        """All hang up."""
        for line in self.lines:
            line.hang_up()
        self.lines.clear()


async def _types(line: PlayerLine, until: float) -> None:
    """A key every two seconds, at this player's own time; every eighth opens a paper."""
    number = random.randrange(8)
    turned = _TURNED.setdefault(line, [True])
    await asyncio.sleep(random.random() * EVERY)
    while time.perf_counter() < until and line.is_open:
        began = time.perf_counter()
        number += 1
        if number % 8 == 0:
            await line.press("]" if turned[0] else "[", paints=True)
            turned[0] = not turned[0]
        else:
            await line.press("\t", paints=True)
        await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))


async def players(server: Server, codes: list[str], wanted: argparse.Namespace, show: Callable[[Row], None]) -> None:
    """The rows with people in them, each shown when it is known."""
    hall, count = Hall(server, codes), wanted.players
    await hall.fill(1)  # what is loaded with the first desk is the process's, not a player's
    await asyncio.sleep(3)
    base = hall.memory()
    await hall.fill(count - 1)
    await asyncio.sleep(5)
    each = (hall.memory() - base) / (count - 1)
    what = f"memory of a player, {count} connected over {len(codes)} tables"
    beside = f"RSS, {hall.memory():.0f} MB in all; first screen p50 {hall.figures.first_screens.median:.0f} ms"
    show(Row(what, f"{each:.1f} MB", beside, "<= 5 MB", each <= 5))
    cpu, began = hall.cpu(), time.perf_counter()
    await asyncio.sleep(15)
    idle = 100 * (hall.cpu() - cpu) / (time.perf_counter() - began)
    show(Row(f"CPU of {count} players who do nothing, 15 s", f"{idle:.1f} %", "of a core", "<= 3 %", idle <= 3))
    measured = await hall.keys(wanted.seconds)
    show(_keys(f"key to repaint, {count} players", measured, hall, 8, 50))
    hall.figures.silent.clear()  # of the next row only
    measured = await hall.keys(wanted.seconds, more=EXTRA)
    show(_keys(f"the same while {EXTRA} more come", measured, hall, 0, 150))
    hall.close()
    await asyncio.sleep(3)
    for row in await _coming_and_going(hall, wanted.minutes):
        show(row)


def _keys(what: str, measured: tuple[Spans, float], hall: Hall, p50: float, p99: float) -> Row:
    (spans, spent), silent = measured, hall.figures.silent.total()
    holds = (not p50 or spans.median <= p50) and spans.at(0.99) <= p99 and not silent
    return Row(
        what,
        f"p50 {spans.median:.1f}, p99 {spans.at(0.99):.0f}, max {spans.at(1.0):.0f} ms",
        f"{len(spans.times)} keys, one in {EVERY:g} s each, every 8th opens a paper; {spent:.0f} % of a core; "
        f"{silent} unanswered; load average {os.getloadavg()[0]:.1f}",
        f"p99 <= {p99:g} ms" if not p50 else f"p50 <= {p50:g}, p99 <= {p99:g} ms",
        holds,
    )


async def _coming_and_going(hall: Hall, minutes: float) -> tuple[Row, Row]:
    """So many are at work, and each hangs up now and then and comes back; what the server holds must not grow.

    A player of a rehearsal loses the line once or twice in an evening; here each goes about six times in an hour.
    """
    visits, stay = 0, min(600.0, max(30.0, 10 * minutes))
    samples = list[float]()
    numbers = range(1, GUESTS + 1)
    hall.lines += await asyncio.gather(*[hall.comes_unmeasured(number) for number in numbers])
    before, until = len(hall.server.collections()), time.perf_counter() + 60 * minutes

    async def guest(number: int, line: PlayerLine) -> None:
        nonlocal visits
        while True:
            await _types(line, min(until, time.perf_counter() + random.expovariate(1 / stay)))
            line.hang_up()
            visits += 1
            if time.perf_counter() >= until:
                return
            line = await hall.comes_unmeasured(number)

    async def weigher() -> None:
        while time.perf_counter() < until:
            samples.append(hall.memory())
            await asyncio.sleep(1)

    await asyncio.gather(weigher(), *[guest(*each) for each in zip(numbers, hall.lines, strict=True)])
    half = len(samples) // 2
    early, late = max(samples[:half]), max(samples[half:])
    grown = 100 * (late - early) / early
    pauses = hall.server.collections()[before:]  # before, everybody sat still for a while, to be measured
    return (
        Row(
            f"memory over {minutes:g} minutes of {GUESTS} players who come and go, {visits} visits",
            f"{grown:+.1f} %",
            f"peak of the second half beside the first's, {early:.0f} MB",
            "<= 5 %",
            grown <= 5,
        ),
        Row(
            "longest full collection of garbage meanwhile",
            f"{max(pauses, default=0):.0f} ms",
            f"{len(pauses)} of them; one runs only when few desks are open and nobody has typed for ten seconds",
            "<= 200 ms",
            max(pauses, default=0) <= 200,
        ),
    )


def measure(wanted: argparse.Namespace, show: Callable[[Row], None]) -> None:
    """Show all rows, each when it is known."""
    with tempfile.TemporaryDirectory(prefix="casefile-bench-", dir=Path.cwd() / "build") as place:
        deal = wanted.deal
        if deal is None:
            deal = Path(place, "deal")
            for row in dealing.rows(deal):
                show(row)
        codes = [team.code for team in DealFolder.open(deal).teams]
        server = Server(dealing.copied(deal, Path(place, "played")), minutes=0)
        try:
            asyncio.run(players(server, codes, wanted, show))
        finally:
            server.stop()
        for row in guesses(dealing.copied(deal, Path(place, "guessed"))):
            show(row)


def main(words: list[str] | None = None) -> int:
    """Print the table row by row."""
    tree = argparse.ArgumentParser(prog="python -m bench.hosting", description=__doc__)
    tree.add_argument("--players", type=int, default=PLAYERS)
    tree.add_argument("--seconds", type=float, default=SECONDS, help="how long everybody types")
    tree.add_argument("--minutes", type=float, default=MINUTES, help="how long people come and go")
    tree.add_argument("--deal", type=Path, default=None, help="a deal folder")
    wanted = tree.parse_args(words)
    (Path.cwd() / "build").mkdir(exist_ok=True)
    shown = list[Row]()

    def show(row: Row) -> None:
        shown.append(row)
        print(row.line(), flush=True)

    measure(wanted, show)
    return 0 if all(row.holds for row in shown) else 1


if __name__ == "__main__":
    sys.exit(main())
