"""A thousand connections within a second, at a host in a process of its own: who is inside notices nothing of it."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import asyncssh
import pytest

from casefile.host.deal.folder import DealFolder
from casefile.host.ssh.server import AT_ONCE, HANDSHAKE
from tests.host.real_host import MEGABYTE, RealHost, Sitter, hosting, sit_down

resource = pytest.importorskip("resource")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

MANY = 1_000
MEMORY = 48 * MEGABYTE
HELLO = b"SSH-2.0-nobody\r\n"
DICE = random.Random(3)
SENT = (
    b"",
    DICE.randbytes(20_000),
    HELLO,
    HELLO + (30_000).to_bytes(4) + b"\x04\x14" + DICE.randbytes(500),  # the beginning of a key exchange
    HELLO + (0xFFFF_FFFF).to_bytes(4) + DICE.randbytes(500),
    b"GET / HTTP/1.1\r\nHost: casefile\r\n\r\n",
)
"""What comes of them: nothing, noise, half a handshake."""


@pytest.fixture
def _many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3 * MANY if hard == resource.RLIM_INFINITY else min(3 * MANY, hard)
    if wanted < MANY + 200:
        pytest.skip("this system does not let one process open a thousand connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


class Flood:
    """Connections of which none will ever come in; whoever made them leaves them open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: list[asyncio.StreamWriter] = []
        self.made = self.closed = 0
        self._watches: list[asyncio.Task[None]] = []

    async def pour(self) -> None:
        """Make them all, within a second."""
        began = perf_counter()
        for number in range(MANY):
            self._watches.append(asyncio.create_task(self._knock(SENT[number % len(SENT)])))
            await asyncio.sleep(max(0.0, began + number / MANY - perf_counter()))

    async def _knock(self, data: bytes) -> None:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            self.made += 1
            self._open.append(writer)
            writer.write(data)
            while await reader.read(65_536):
                pass
        self.closed += 1

    async def end(self) -> None:
        for watch in self._watches:
            watch.cancel()
        for writer in self._open:
            writer.close()
        await asyncio.gather(*self._watches, return_exceptions=True)


async def play_on(line: Sitter, until: asyncio.Event) -> list[float]:
    """Press keys; how long each of them took."""
    took: list[float] = []
    while not until.is_set():
        took.append(await line.repaints())
        await asyncio.sleep(0.1)
    return took


async def comes_in(host: RealHost, code: str) -> float:
    """Try to come in until it is granted; how long it took."""
    began = perf_counter()
    while perf_counter() < began + 60:
        try:
            line = await sit_down(host.port, code, "Late")
        except (OSError, asyncssh.Error, TimeoutError):
            await asyncio.sleep(0.5)
        else:
            line.hang_up()
            return perf_counter() - began
    raise AssertionError("nobody comes in any more")


@pytest.mark.usefixtures("_many_files")
async def test_a_thousand_connections_in_a_second_disturb_nobody_inside_and_keep_nobody_out(
    event: DealFolder, tmp_path: Path
) -> None:
    with hosting(event.path, tmp_path / "host.log") as host:
        codes = [team.code for team in event.teams]
        lines = [await sit_down(host.port, code, name) for code, name in zip(codes, ("Ann", "Ben"), strict=True)]
        before, most, over = host.resident, 0, asyncio.Event()
        playing = [asyncio.create_task(play_on(line, over)) for line in lines]
        flood = Flood(host.port)
        await flood.pour()
        for _ in range(60):
            most = max(most, host.resident)
            if flood.made == MANY and flood.closed >= MANY - AT_ONCE:
                break
            await asyncio.sleep(0.1)
        came_in = await comes_in(host, codes[0])
        over.set()
        took = sorted(await asyncio.gather(*playing))
        await asyncio.sleep(0)
        for _ in range(int(10 * (HANDSHAKE + 10))):
            if flood.closed == flood.made:
                break
            await asyncio.sleep(0.1)
        assert flood.made == MANY
        assert flood.closed == MANY, "whoever says nothing is not waited for"
        assert max(key for keys in took for key in keys) < 3
        assert most - before < MEMORY
        assert came_in < 30
        await flood.end()
        for line in lines:
            assert line.is_open
            line.hang_up()
    assert "Traceback" not in host.said
