"""The way in over SSH, with a real client on a real socket."""

import asyncio
import random
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import asyncssh
import pytest

from casefile.host.apps.gc_policy import GcPolicy
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.door import Place, unknown
from casefile.host.hall.hall import Hall
from casefile.host.ssh.gm_key import host_key
from casefile.host.ssh.server import A_SECOND, AT_ONCE, ON_THE_WAY, Counter, listen

pytestmark = pytest.mark.timeout(60)


@dataclass
class Client(asyncssh.SSHClientSession[bytes]):
    """A terminal; what it was sent, without the codes."""

    sent: bytearray = field(default_factory=bytearray)
    is_over: bool = False

    def data_received(self, data: bytes, datatype: object) -> None:
        del datatype
        self.sent += data

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.is_over = True

    @property
    def text(self) -> str:
        return re.sub(r"\x1b\[[0-9;?<>=$]*[a-zA-Z]|\x1b[()][A-Z0-9]", "", self.sent.decode("utf-8", "replace"))

    async def shows(self, words: str) -> None:
        """Wait until it was sent."""
        await until(lambda: words in self.text, lambda: f"{words!r} in …{self.text[-300:]!r}")


async def until(holds: Callable[[], bool], what: Callable[[], str] = lambda: "it did not come to that") -> None:
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.025)
    raise AssertionError(what())


class Answers(asyncssh.SSHClient):
    """Answers what is asked on the way in."""

    def __init__(self, *answers: str, told: list[str] | None = None) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []
        self._told = [] if told is None else told

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(self, name: str, instructions: str, lang: str, prompts: object) -> list[str] | None:
        del name, lang
        self._told.append(instructions)
        asked = [prompt for prompt, _ in prompts]  # type: ignore[attr-defined]
        self.asked += asked
        if len(asked) > len(self._answers):
            return None
        return [self._answers.pop(0) for _ in asked]


Connect = Callable[..., Awaitable[asyncssh.SSHClientConnection]]


@asynccontextmanager
async def serving(hall: Hall) -> AsyncIterator[Connect]:
    acceptor = await listen(hall, host_key(hall.saves / "host.key"), GcPolicy(), address="127.0.0.1", port=0)
    opened: list[asyncssh.SSHClientConnection] = []

    async def connect(
        user: str = "somebody",
        *answers: str,
        key: asyncssh.SSHKey | None = None,
        holds: int = 0,
        told: list[str] | None = None,
    ) -> asyncssh.SSHClientConnection:
        """Come as somebody, with a key or not; the system keeps as good as so many bytes ready to be read."""
        sock = socket.socket()
        if holds:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, holds)
        await asyncio.to_thread(sock.connect, ("127.0.0.1", acceptor.get_port()))
        sock.setblocking(False)
        connection = await asyncssh.connect(
            sock=sock,
            username=user,
            known_hosts=None,
            config=None,
            agent_path=None,
            client_keys=[key] if key else None,
            client_factory=lambda: Answers(*answers, told=told),
        )
        opened.append(connection)
        return connection

    try:
        yield connect
    finally:
        for connection in opened:
            connection.abort()
        acceptor.close()
        await acceptor.wait_closed()
        await asyncio.to_thread(hall.close, "")


async def enter_until(channel: asyncssh.SSHClientChannel[bytes], holds: Callable[[], bool], key: bytes = b"\r") -> None:
    """Press Enter, or another key, again where the sheet was not there yet."""
    for _ in range(20):
        channel.write(key)
        for _ in range(20):
            if holds():
                return
            await asyncio.sleep(0.025)
    raise AssertionError("the key did not help")


async def terminal(
    connection: asyncssh.SSHClientConnection, size: tuple[int, int] = (100, 30)
) -> tuple[asyncssh.SSHClientChannel[bytes], Client]:
    channel, client = await connection.create_session(Client, term_type="xterm-256color", term_size=size, encoding=None)
    return channel, cast("Client", client)


async def join(connection: asyncssh.SSHClientConnection, name: str) -> tuple[asyncssh.SSHClientChannel[bytes], Client]:
    channel, client = await terminal(connection)
    await client.shows("Your name")
    channel.write(f"{name}\r".encode())
    return channel, client


async def test_whoever_has_a_code_sits_at_the_desk(hall: Hall, event: DealFolder) -> None:
    async with serving(hall) as connect:
        _, client = await join(await connect(event.teams[0].code), "Ann")
        await until(lambda: bool(hall.room("t01").seats))
        assert [seat.player for seat in hall.room("t01").seats] == ["Ann"]
        await client.shows("Before you begin")


async def test_a_code_may_be_given_when_it_is_asked_for(hall: Hall, event: DealFolder) -> None:
    async with serving(hall) as connect:
        channel, client = await join(await connect("ann", event.teams[1].code.lower()), "Ann")
        await until(lambda: bool(hall.room("t02").seats))
        channel.write(b"\x11")  # ctrl+q
        await until(lambda: client.is_over)
        await until(lambda: not hall.room("t02").seats)


async def test_a_wrong_code_is_no_way_in_and_takes_longer_every_time(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    told: list[str] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    async with serving(hall) as connect:
        monkeypatch.setattr("casefile.host.ssh.server.asyncio.sleep", wait)
        with pytest.raises(asyncssh.PermissionDenied):
            await connect("ann", "KESTREL-0000", "KESTREL-0001", "KESTREL-0002", told=told)
    assert waited == sorted(set(waited))
    assert len(waited) == 3
    assert told[:3] == ["", unknown().sentence, unknown().sentence]


async def test_a_key_spares_its_owner_the_code_and_lands_on_the_same_paper_with_what_was_half_typed(
    hall: Hall, event: DealFolder
) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code, key=key)
        channel, client = await join(connection, "Ann")
        await client.shows("Before you begin")
        await enter_until(channel, lambda: "next new" in client.text)
        channel.write(b"a")
        await client.shows("try it")
        channel.write(b"half an ans")
        await client.shows("half an ans")
        connection.abort()  # the line is cut
        await until(lambda: not hall.room("t01").seats)
        assert hall.door.known(key.get_fingerprint()) == Place("t01", "Ann")
        channel, client = await terminal(await connect("whoever", key=key))
        await client.shows("PREVIOUSLY")
        await enter_until(channel, lambda: "half an ans" in client.text)


async def test_two_of_a_team_see_at_once_what_one_of_them_writes(hall: Hall, event: DealFolder) -> None:
    code = event.teams[0].code
    async with serving(hall) as connect:
        _, ann = await join(await connect(code), "Ann")
        channel, ben = await join(await connect(code), "Ben")
        await until(lambda: len(hall.room("t01").seats) == 2)
        await ben.shows("Before you begin")
        await enter_until(channel, lambda: "next new" in ben.text)
        seat = next(seat for seat in hall.room("t01").seats if seat.player == "Ann")
        await ann.shows("Before you begin")
        await asyncio.to_thread(seat.session.note, "mirror")
        await ben.shows("mirror")


@pytest.mark.parametrize("command", ["ls", "sh -c id", "plainer", "scp -f /etc/passwd"])
async def test_there_is_no_shell(hall: Hall, event: DealFolder, command: str) -> None:
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_session(Client, command, encoding=None)


async def test_nothing_is_forwarded_and_no_file_is_moved(hall: Hall, event: DealFolder) -> None:
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", 22)
        with pytest.raises((asyncssh.ChannelListenError, asyncssh.ChannelOpenError)):
            await connection.forward_remote_port("127.0.0.1", 0, "127.0.0.1", 22)
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await connection.start_sftp_client()
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_session(Client, encoding=None)  # a shell without a terminal


async def test_the_line_mode_plays_for_whoever_asks_for_it(hall: Hall, event: DealFolder) -> None:
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code)
        run = await connection.run("plain", input="Ann\nls\nnote of the line mode\nquit", timeout=30)
        assert "Join code" not in str(run.stdout)
        assert "Everything is kept." in str(run.stdout)
        assert run.exit_status == 0
    assert hall.room("t01").has_begun


LEAVES = b"\x11"
"""Ctrl+q: who sends it goes, and rightly."""


async def test_bytes_that_mean_nothing_and_windows_of_any_size_do_no_harm(hall: Hall, event: DealFolder) -> None:
    dice = random.Random(5)
    noise = [bytes(range(256)) * 8, *(dice.randbytes(2_000) for _ in range(4))]
    async with serving(hall) as connect:
        connection = await connect(event.teams[0].code)
        channel, client = await terminal(connection, (1, 1))
        await until(lambda: len(client.sent) > 100)
        for size, data in zip(((0, 0), (65_535, 65_535), (1, 1), (500, 1), (80, 24)), noise, strict=True):
            channel.write(data.replace(LEAVES, b""))
            channel.change_terminal_size(*size)
        _, other = await join(await connect(event.teams[1].code), "Ben")
        await other.shows("Before you begin")
        assert not client.is_over


async def test_a_terminal_of_one_cell_grows_and_its_player_sits_down(hall: Hall, event: DealFolder) -> None:
    async with serving(hall) as connect:
        channel, client = await terminal(await connect(event.teams[0].code), (1, 1))
        await until(lambda: len(client.sent) > 100)
        channel.change_terminal_size(100, 30)
        await client.shows("Your name")
        channel.write(b"Ann\r")
        await client.shows("Before you begin")
        channel.change_terminal_size(1, 1)
        channel.write(b"\r")
        channel.change_terminal_size(120, 40)
        client.sent.clear()
        await enter_until(channel, lambda: "next new" in client.text)


def test_too_many_at_once_are_closed_before_they_cost_anything() -> None:
    now = 0.0
    counter = Counter(lambda: now)

    def come(seconds: int, *, has_exchanged: bool) -> int:
        """How many of a thousand a second are let on."""
        nonlocal now
        let_on = 0
        for _ in range(seconds):
            now += 1.0
            let_on += sum(counter.comes(object(), lambda: has_exchanged) for _ in range(1_000))
        return let_on

    assert come(1, has_exchanged=False) == A_SECOND
    assert come(9, has_exchanged=False) == AT_ONCE - A_SECOND


def test_whoever_looks_at_a_question_does_not_stand_in_the_way_of_others() -> None:
    now = 0.0
    counter = Counter(lambda: now)
    for who in range(2 * AT_ONCE):
        now += 1.0
        assert counter.comes(who, lambda: True)
    for who in range(2 * AT_ONCE, ON_THE_WAY):
        now += 1.0
        assert counter.comes(who, lambda: True)
    now += 1.0
    assert not counter.comes("one more", lambda: True)
    counter.arrived(0)
    counter.arrived("one more")  # it was never let on
    assert counter.comes("one more", lambda: True)
