"""A client that stops reading while its team plays on: it costs so much memory, nobody's time, and catches up."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast

import asyncssh
import pytest

from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.ssh.visit import HIGH, Visit
from tests.host.real_host import Glass
from tests.host.test_pastes import Channel, at_the_desk, to_the_desk
from tests.host.test_rooms import Chair
from tests.host.test_ssh import Client, serving, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

SIZE = (160, 50)
FRAME = 256 * 1024
"""Bytes that no frame of that size has."""
RECENT = 128 * 1024
"""Bytes within which a screen is painted anew."""
MANY = 40
"""Frames that are drawn when nothing goes out any more."""
WINDOWS = {"window": 64 * 1024, "socket": 1 << 30}
"""Bytes that the client lets be sent: few, and then no more; or as good as all, and it looks into no socket."""


@dataclass
class Sleeper:
    """A player's terminal whose client can stop reading."""

    connection: asyncssh.SSHClientConnection
    channel: Channel
    client: Client
    way: str

    @classmethod
    async def sits(cls, way: str, connection: asyncssh.SSHClientConnection) -> Sleeper:
        """At the desk, awake."""
        opened = await connection.create_session(
            Client, term_type="xterm-256color", term_size=SIZE, encoding=None, window=WINDOWS[way]
        )
        channel, client = await to_the_desk(opened[0], cast("Client", opened[1]), "Ann")
        return cls(connection, channel, client, way)

    @property
    def _reading(self) -> Any:
        return self.channel if self.way == "window" else self.connection._transport

    def stop(self) -> None:
        self._reading.pause_reading()

    def go_on(self) -> None:
        self._reading.resume_reading()

    async def screen(self) -> list[str]:
        """What stands on it when nothing more comes. What was painted long ago does not count: all of it is anew."""
        sent, seen = self.client.sent, -1
        while seen < len(sent):
            seen = len(sent)
            await asyncio.sleep(0.5)
        return Glass(SIZE).rows(sent[max(0, sent.rfind(b"\x1b", 0, max(0, seen - RECENT))) :])


def lasting(rows: list[str]) -> list[str]:
    """A screen without what passes by itself: the clock, and the last line, which tells for a while who has come."""
    return [row for row in rows[:-1] if not any(words in row for words in (" min ", "so far"))]


def waiting(visit: Visit) -> int:
    """Bytes that wait in this process for a client."""
    channel = visit._channel
    if channel is None:
        return 0
    return channel.get_write_buffer_size() + channel._conn._transport.get_write_buffer_size()  # type: ignore[union-attr]


@pytest.mark.parametrize("way", WINDOWS)
async def test_a_client_that_does_not_read_costs_little_and_its_screen_is_right_when_it_reads_again(
    hall: Hall, event: DealFolder, way: str
) -> None:
    code = event.teams[0].code
    async with serving(hall) as connect:
        ann = await Sleeper.sits(way, await connect(code, holds=32 * 1024))
        channel, ben = await at_the_desk(await connect(code), "Ben")
        seat, mate = hall.room("t01").seats
        visit = seat.terminal._driver._line  # type: ignore[attr-defined]
        ann.stop()
        most, longest, full = 0, 0.0, 0
        for number in range(400):
            ann.channel.change_terminal_size(SIZE[0] - 1 - number % 2, SIZE[1])  # it can still speak
            await asyncio.to_thread(mate.session.note, f"note {number}")
            before, began = len(ben.sent), perf_counter()
            channel.write(b"\t")
            await until(lambda: len(ben.sent) > before)  # noqa: B023  it is waited for within the round
            longest = max(longest, perf_counter() - began)
            most = max(most, waiting(visit))
            full += visit.is_full
            if full == MANY:
                break
        assert full == MANY, "it never came to that"
        assert most < HIGH + FRAME
        assert longest < 3
        ann.channel.change_terminal_size(*SIZE)
        ann.go_on()
        caught_up = await ann.screen()
        assert f"{number + 1} notes" in "\n".join(caught_up)
        for size in ((SIZE[0] - 1, SIZE[1]), SIZE):
            before = len(ann.client.sent)
            ann.channel.change_terminal_size(*size)
            await until(lambda: len(ann.client.sent) > before + 5_000)  # noqa: B023  as above
        assert lasting(caught_up) == lasting(await ann.screen())


async def test_a_player_in_lines_who_does_not_read_is_told_no_more_until_he_does(hall: Hall, event: DealFolder) -> None:
    asked = 2_000
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code, holds=32 * 1024)
        opened = await connection.create_session(Client, "plain", encoding=None, window=WINDOWS["window"])
        channel, client = opened[0], cast("Client", opened[1])
        channel.write(b"Ann\n" + b"help\n" * asked)
        await until(lambda: bool(hall.room("t01").seats))
        channel.pause_reading()
        visit = hall.room("t01").seats[0].terminal._out._send.__self__  # type: ignore[attr-defined]
        await until(lambda: visit.is_full)
        told, most = -1, 0
        while told != (told := waiting(visit)):
            most = max(most, told)
            await asyncio.sleep(0.5)
        assert most < HIGH + FRAME
        channel.resume_reading()
        channel.write(b"note read at last\nquit\n")
        await client.shows("Everything is kept.")
        assert "read at last" in [note.text for note in hall.room("t01").sit("Ben", Chair()).notes()]
