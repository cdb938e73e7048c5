"""Megabytes on the wire: what is far too long for an answer costs its sender his time, and nobody else anything."""

import asyncio
import gc
from pathlib import Path
from time import perf_counter

import asyncssh
import pytest

from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.rehearse.hands import ESCAPE
from tests.host.test_ssh import Client, enter_until, serving, terminal, until

pytestmark = pytest.mark.timeout(90)

MEGABYTE = 1 << 20
STATM = Path("/proc/self/statm")
ROOM = 64 * MEGABYTE
"""What a paste may cost, the copies that this test makes of it included."""

Channel = asyncssh.SSHClientChannel[bytes]


def resident() -> int:
    """Bytes of this process, where the system tells."""
    gc.collect()
    return int(STATM.read_text().split()[1]) * 4096 if STATM.exists() else 0


async def at_the_desk(connection: asyncssh.SSHClientConnection, name: str) -> tuple[Channel, Client]:
    channel, client = await terminal(connection)
    return await to_the_desk(channel, client, name)


async def to_the_desk(channel: Channel, client: Client, name: str) -> tuple[Channel, Client]:
    """From the door."""
    await client.shows("Your name")
    channel.write(f"{name}\r".encode())
    await client.shows("Before you begin")
    client.sent.clear()  # the desk below the sheet was drawn before
    await enter_until(channel, lambda: "h hint" in client.text, ESCAPE.encode())
    return channel, client


async def slowest(channel: Channel, client: Client, until_over: "asyncio.Task[None]") -> float:
    """The longest that a key had to wait for its repaint while something else went on."""
    longest = 0.0
    while not until_over.done():
        before, began = len(client.sent), perf_counter()
        channel.write(b"\t")
        await until(lambda: len(client.sent) > before)  # noqa: B023  it is waited for within the round
        longest = max(longest, perf_counter() - began)
        await asyncio.sleep(0.05)
    return longest


async def send(channel: Channel, data: bytes) -> None:
    """Send it all, at the pace at which it is taken."""
    for at in range(0, len(data), 32_768):
        channel.write(data[at : at + 32_768])
        while channel.get_write_buffer_size() > 4 * 32_768:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.5)


@pytest.mark.parametrize("megabytes", [1, 10])
@pytest.mark.parametrize("marks", [(b"\x1b[200~", b"\x1b[201~"), (b"", b"")], ids=["pasted", "typed"])
async def test_megabytes_into_an_answer_keep_nobody_waiting(
    hall: Hall, event: DealFolder, marks: tuple[bytes, bytes], megabytes: int
) -> None:
    async with serving(hall) as connect:
        channel, ann = await at_the_desk(await connect(event.teams[0].code), "Ann")
        other, ben = await at_the_desk(await connect(event.teams[1].code), "Ben")
        channel.write(b"a")
        await ann.shows("try it")
        before = resident()
        sending = asyncio.create_task(send(channel, marks[0] + b"x" * (megabytes * MEGABYTE) + marks[1]))
        waited = await slowest(other, ben, sending)
        await sending
        driver = hall.room("t01").seats[0].terminal._driver  # type: ignore[attr-defined]
        await until(lambda: not driver._inlet)
        assert waited < 3
        assert resident() - before < ROOM
        channel.write(b"\x15half")  # the line is emptied: it goes on
        await ann.shows("half")
        play = hall.room("t01").seats[0].session
        assert play.status().tries == 0
