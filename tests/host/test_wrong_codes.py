"""Whoever guesses join codes waits, learns nothing, and is in nobody's way."""

import asyncio
import hmac
from concurrent.futures import ThreadPoolExecutor

import asyncssh
import pytest

from casefile.host.deal.folder import DealFolder
from casefile.host.hall.door import TRIES, penalty
from casefile.host.hall.hall import Hall
from casefile.host.ssh.visit import CROWDED
from tests.host.test_ssh import Client, Connect, enter_until, join, serving, terminal, until

pytestmark = pytest.mark.timeout(60)

SENTENCE = "No team here has that code."
LONG = 30.0
"""Seconds of a wait that no test waits for."""


def wrong_codes(code: str) -> list[str]:
    """Codes of no team: from the very first letter, or in the last figure only."""
    word, _, figures = code.rpartition("-")
    other = f"{(int(figures) + 1) % 10_000:04}"
    return ["XXXXXXX-9999", f"{word}-{other}", f"XXXXXXX-{figures}", code[:-1], f"{code}0", f"{word}-", figures]


@pytest.fixture
def key() -> asyncssh.SSHKey:
    return asyncssh.generate_private_key("ssh-ed25519")


class Looks:
    """How often a code was held against a team's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, compare = 0, hmac.compare_digest

        def looked(one: bytes, other: bytes) -> bool:
            self.count += 1
            return compare(one, other)

        monkeypatch.setattr("casefile.host.deal.folder.hmac.compare_digest", looked)


def waits(monkeypatch: pytest.MonkeyPatch, where: str, seconds: float = 0.01) -> list[float]:
    """Have a wait take so long; the list is of what it would have taken."""
    waited: list[float] = []

    def told(wrong: int) -> float:
        waited.append(penalty(wrong))
        return seconds

    monkeypatch.setattr(f"casefile.host.ssh.{where}.penalty", told)
    return waited


def test_a_code_is_held_against_every_teams_whichever_it_is(event: DealFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Looks(monkeypatch)
    for code in (*wrong_codes(event.teams[0].code), *(team.code for team in event.teams)):
        before = looks.count
        event.find(code)
        assert looks.count - before == len(event.teams), code


async def test_on_the_way_in_a_code_that_is_half_right_is_as_wrong_as_any(
    hall: Hall, event: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch, "server")
    seen = set()

    async def guess(connect: Connect, user: str, *answers: str) -> None:
        waited.clear()
        with pytest.raises(asyncssh.PermissionDenied) as denied:
            await connect(user, *answers)
        seen.add((str(denied.value).replace(user, ""), tuple(waited)))

    async with serving(hall) as connect:
        for code in wrong_codes(event.teams[0].code):
            await guess(connect, "somebody", code, code, code)
            await guess(connect, code, "XXXXXXX-9999", "XXXXXXX-9999", "XXXXXXX-9999")
    assert len(seen) == 1
    assert [row for _, row in seen] == [(penalty(1), penalty(2), penalty(3))]
    assert 1 <= penalty(1) < penalty(2) < penalty(3)


async def sign(client: Client, channel: asyncssh.SSHClientChannel[bytes], code: str) -> None:
    """Write a code and a name on the form."""
    await client.shows("Your name")
    channel.write(f"{code}\rAnn\r".encode())


async def test_at_the_desks_own_door_too(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch, "guest")
    async with serving(hall) as connect:
        for code in wrong_codes(event.teams[0].code):
            channel, client = await terminal(await connect(key=key))
            waited.clear()
            await sign(client, channel, code)
            await client.shows(SENTENCE)
            assert waited == [penalty(1)], code
            channel.abort()


async def test_while_a_guess_waits_no_other_is_heard_and_five_are_enough(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch, "guest", LONG)
    async with serving(hall) as connect:
        channel, client = await terminal(await connect(key=key))
        await sign(client, channel, "XXXXXXX-9999")
        await until(lambda: len(waited) == 1)
        channel.write(b"\r\r\x1b\r\r")  # signed again; torn up, and asked for anew
        channel.write(b"\x1b[A" + b"\x15" + event.teams[0].code.encode() + b"\r\r")
        await client.shows(event.teams[0].code)
        await asyncio.sleep(0.3)
        assert len(waited) == 1
        assert not hall.room("t01").seats
        waits(monkeypatch, "guest")
        channel, client = await terminal(await connect(key=key))
        await sign(client, channel, "XXXXXXX-9999")
        await client.shows(SENTENCE)
        await enter_until(channel, lambda: client.is_over)
        assert "Too many wrong codes." in client.text


async def test_the_penalty_grows_with_every_wrong_code(
    hall: Hall, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch, "guest")
    async with serving(hall) as connect:
        channel, client = await terminal(await connect(key=key))
        await sign(client, channel, "XXXXXXX-9999")
        await client.shows(SENTENCE)
        channel.write(b"\x1b")  # a new form is no new beginning
        await client.shows("Enter to join")
        await enter_until(channel, lambda: client.text.count("Join code") > 1)
        await enter_until(channel, lambda: client.is_over)
    assert waited == [penalty(number) for number in range(1, TRIES + 1)]


async def test_in_lines_too(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(monkeypatch, "lines")
    seen = set()
    async with serving(hall) as connect:
        for code in wrong_codes(event.teams[0].code):
            waited.clear()
            run = await (await connect(key=key)).run("plain", input=f"{code}\n" * 9, timeout=20)
            seen.add((str(run.stdout), run.exit_status, tuple(waited)))
    assert len(seen) == 1
    assert [row for *_, row in seen] == [tuple(penalty(number) for number in range(1, TRIES + 1))]
    assert [said.count(SENTENCE) for said, *_ in seen] == [TRIES]


async def test_whoever_guesses_keeps_no_save_waiting(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host has few threads, and every save needs one."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
    waited = waits(monkeypatch, "guest", LONG)
    async with serving(hall) as connect:
        for _ in range(3):
            channel, client = await terminal(await connect(key=key))
            await sign(client, channel, "XXXXXXX-9999")
        await until(lambda: len(waited) == 3)
        _, ann = await join(await connect(event.teams[0].code), "Ann")
        await ann.shows("Before you begin")
        assert [seat.player for seat in hall.room("t01").seats] == ["Ann"]


async def test_so_many_and_no_more_stand_at_the_door_without_a_code(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.host.ssh.server.AT_THE_DOOR", 2)
    async with serving(hall) as connect:
        standing = [await terminal(await connect(key=key)) for _ in range(2)]
        for _, client in standing:
            await client.shows("Join code")
        _, client = await terminal(await connect(key=key))
        await client.shows(CROWDED)
        await until(lambda: client.is_over)
        _, client = await terminal(await connect(event.teams[1].code, key=key))
        await client.shows("Your name")  # who brings a code is no stranger
        await sign(standing[0][1], standing[0][0], event.teams[0].code)
        await until(lambda: bool(hall.room("t01").seats))
        _, client = await terminal(await connect(key=asyncssh.generate_private_key("ssh-ed25519")))
        await client.shows("Join code")


async def test_whoever_gives_no_code_for_long_is_sent_away_and_whoever_sits_is_not(
    hall: Hall, event: DealFolder, key: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.host.ssh.guest.PATIENCE", 1.5)
    async with serving(hall) as connect:
        channel, sitting = await terminal(await connect(key=key))
        await sign(sitting, channel, event.teams[0].code)
        _, client = await terminal(await connect(key=asyncssh.generate_private_key("ssh-ed25519")))
        await until(lambda: client.is_over)
        assert "Nobody has given a code here" in client.text
        assert not sitting.is_over
