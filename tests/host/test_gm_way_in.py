"""The game master's way in: by name and key, and by nothing less."""

import asyncio
import socket
import stat
from pathlib import Path

import asyncssh
import pytest

from casefile.cli import main
from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.ssh.gm_key import Listening, command, gm_key, host_key, keep_listening, listening_at
from tests.host.real_host import hosting
from tests.host.test_ssh import serving, terminal
from tests.terminal.screen import needs_tmux
from tests.terminal.ssh_client import client, console, needs_ssh

pytestmark = pytest.mark.timeout(90)


def test_the_game_masters_key_is_made_once_for_its_owner_alone_and_is_openssh(event: DealFolder) -> None:
    first = gm_key(event.path)
    file = event.path / "gm_ssh_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")
    assert gm_key(event.path).get_fingerprint() == first.get_fingerprint()


def test_a_key_that_is_none_is_told_and_left(event: DealFolder) -> None:
    (event.path / "gm_ssh_key").write_bytes(b"no key")
    with pytest.raises(Refusal) as caught:
        gm_key(event.path)
    assert caught.value.code == "host-key"
    assert (event.path / "gm_ssh_key").read_bytes() == b"no key"


async def test_the_name_and_the_key_open_the_console(hall: Hall) -> None:
    key = gm_key(hall.folder.path)
    hall.master_key = key.get_fingerprint()
    async with serving(hall) as connect:
        _, client = await terminal(await connect("gm", key=key))
        await client.shows("CONSOLE")
        await client.shows("Team 2")


async def test_neither_the_name_nor_the_key_alone_does(hall: Hall, event: DealFolder) -> None:
    key, other = gm_key(hall.folder.path), asyncssh.generate_private_key("ssh-ed25519")
    hall.master_key = key.get_fingerprint()
    async with serving(hall) as connect:
        for user, shown in (("gm", other), ("GM", key), ("somebody", key)):
            _, client = await terminal(await connect(user, key=shown))
            await client.shows("Join code")
            assert "CONSOLE" not in client.text
        _, client = await terminal(await connect("gm", event.teams[0].code))  # asked for a code, as anybody is
        await client.shows("Your name")


async def test_a_host_without_a_game_masters_key_has_no_console(hall: Hall) -> None:
    key = gm_key(hall.folder.path)
    async with serving(hall) as connect:
        _, client = await terminal(await connect("gm", key=key))
        await client.shows("Join code")


async def test_a_key_that_was_only_shown_opens_nothing(hall: Hall, event: DealFolder) -> None:
    """Whoever knows the public half may ask whether it would do; it must not count for what follows."""
    from casefile.host.apps.gc_policy import GcPolicy
    from casefile.host.ssh.server import Counter, Doorman

    key = gm_key(hall.folder.path)
    hall.master_key = key.get_fingerprint()
    door = Doorman(hall, Counter(), asyncio.Semaphore(1), GcPolicy())
    door.begin_auth("gm")
    assert door.validate_public_key("gm", key)
    assert door._is_master
    door.get_kbdint_challenge("gm", "", "")
    assert await door.validate_kbdint_response("gm", [event.teams[0].code])
    assert not door._is_master
    door.validate_public_key("gm", asyncssh.generate_private_key("ssh-ed25519"))
    assert not door._is_master


async def test_the_console_plays_no_lines(hall: Hall) -> None:
    key = gm_key(hall.folder.path)
    hall.master_key = key.get_fingerprint()
    async with serving(hall) as connect:
        connection = await connect("gm", key=key)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process("plain")


def test_the_command_knows_the_host_by_its_key_and_uses_this_key_alone(hall: Hall, event: DealFolder) -> None:
    with pytest.raises(Refusal) as caught:
        command(event.path, "127.0.0.1", 2222)
    assert caught.value.code == "console-none"
    gm_key(event.path)
    public = host_key(hall.saves / "host.key").export_public_key().decode().split()[1]
    words = command(event.path, "box", 2400)
    assert words[:6] == ["ssh", "-F", "none", "-t", "-p", "2400"]
    assert words[-1] == "gm@box"
    assert {"StrictHostKeyChecking=yes", "IdentitiesOnly=yes", "IdentityAgent=none"} <= set(words)
    assert public in (hall.saves / "known_hosts").read_text()


def test_where_the_host_listened_last_is_remembered(hall: Hall, event: DealFolder) -> None:
    assert listening_at(event.path) is None
    keep_listening(event.path, Listening("", 2400))
    assert listening_at(event.path) == Listening("", 2400)
    (hall.saves / "hall.json").write_bytes(b"[")
    assert listening_at(event.path) is None


def test_a_host_that_does_not_answer_is_told_in_a_sentence(
    hall: Hall,
    event: DealFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gm_key(event.path)
    host_key(hall.saves / "host.key")
    (tmp_path / "ssh").touch(0o755)  # a bare system has no client, and none is wanted before somebody answers
    monkeypatch.setenv("PATH", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        assert main(["console", str(event.path), "--port", str(taken.getsockname()[1])]) == 2
    told = capsys.readouterr().err
    assert "Nobody answers at 127.0.0.1" in told
    assert told.count("\n") == 1


def test_without_a_client_for_ssh_it_is_said_what_to_install(
    hall: Hall, event: DealFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gm_key(event.path)
    host_key(hall.saves / "host.key")
    monkeypatch.setenv("PATH", "")
    assert main(["console", str(event.path)]) == 2
    assert "There is no `ssh` here" in capsys.readouterr().err


# With a real client in a real terminal


@pytest.mark.slow
@needs_tmux
@needs_ssh
def test_a_game_master_looks_on_and_takes_the_keys_with_real_terminals(event: DealFolder, tmp_path: Path) -> None:
    with (
        hosting(event.path, tmp_path / "host.log") as host,
        client(host.port, event.teams[0].code, size=(100, 30)) as ann,
    ):
        assert "The game master: casefile console " in host.said
        ann.wait_for("Your name")
        ann.write("Ann")
        ann.press("Enter")
        ann.wait_for("Before you begin")
        with console(event.path, (100, 32)) as gm:
            gm.wait_for("CONSOLE", "Ann. 0 of")
            gm.press("v")
            gm.wait_for("You see Ann's screen (100×30)")
            gm.press("Enter")
            gm.wait_for("ctrl+] comes back")
            ann.wait(lambda: ann.lines[:29] == gm.lines[:29], "the same screen at both")
            gm.press("t")
            gm.wait_for("TAKE OVER")
            gm.write("because")
            gm.press("Enter")
            gm.write("take")
            gm.press("Enter")
            gm.wait_for("YOU HAVE THE KEYS")
            ann.wait_for("has the keys of this")
            gm.press("Escape")
            ann.wait_for("Records, back room")
            gm.press("C-]")
            gm.wait_for("Ann has the keys again.")
            ann.wait_for("The keys are yours again.")
