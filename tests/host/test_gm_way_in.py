"""The game master's way in: by name and key, and by nothing less."""

import asyncio
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
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

pytestmark = pytest.mark.timeout(90)


def test_the_game_masters_key_is_made_once_for_its_owner_alone_and_is_openssh(event: DealFolder) -> None:
    first = gm_key(event.path)
    file = event.path / "gm_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")
    assert gm_key(event.path).get_fingerprint() == first.get_fingerprint()


def test_a_key_that_is_none_is_told_and_left(event: DealFolder) -> None:
    (event.path / "gm_key").write_bytes(b"no key")
    with pytest.raises(Refusal) as caught:
        gm_key(event.path)
    assert caught.value.code == "host-key"
    assert (event.path / "gm_key").read_bytes() == b"no key"


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
    hall: Hall, event: DealFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    gm_key(event.path)
    host_key(hall.saves / "host.key")
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


class Tmux:
    """A server of its own, with one window for each terminal."""

    def __init__(self, folder: Path) -> None:
        self.socket = str(folder / "tmux")

    def run(self, *words: str) -> str:
        told = ["tmux", "-S", self.socket, "-f", "/dev/null", *words]
        return subprocess.run(told, capture_output=True, text=True, check=False).stdout

    def open(self, name: str, size: tuple[int, int], *command: str) -> None:
        width, height = (str(cells) for cells in size)
        self.run("new-session", "-d", "-s", name, "-x", width, "-y", height, *command)
        self.run("set", "-g", "remain-on-exit", "on")

    def shows(self, name: str, words: str) -> str:
        seen = ""
        for _ in range(200):
            seen = self.run("capture-pane", "-p", "-t", name)
            if words in seen:
                return seen
            time.sleep(0.1)
        raise AssertionError(f"{words!r} is not in\n{seen}")

    def type(self, name: str, *keys: str) -> None:
        for key in keys:
            self.run("send-keys", "-t", name, key)
            time.sleep(0.3)


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("tmux") and shutil.which("ssh")), reason="needs tmux and OpenSSH's client")
def test_a_game_master_looks_on_and_takes_the_keys_with_real_terminals(event: DealFolder, tmp_path: Path) -> None:
    tmux, log = Tmux(tmp_path), tmp_path / "host.log"
    team = event.teams[0]
    with hosting(event.path, log) as host:
        assert re.search(r"The game master: casefile console ", log.read_text())
        options = ["-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
        try:
            tmux.open("ann", (100, 30), "ssh", *options, "-p", str(host.port), f"{team.code}@127.0.0.1")
            tmux.shows("ann", "Your name")
            tmux.type("ann", "Ann", "Enter")
            tmux.shows("ann", "Before you begin")
            there = f"cd {Path.cwd()} && {sys.executable} -m casefile console {event.path}"
            tmux.open("gm", (100, 32), there)
            tmux.shows("gm", "CONSOLE")
            tmux.shows("gm", "Ann. 0 of")
            tmux.type("gm", "v")
            tmux.shows("gm", "You see Ann's screen (100×30)")
            tmux.type("gm", "Enter")
            tmux.shows("gm", "ctrl+] comes back")
            hers, seen = (tmux.run("capture-pane", "-p", "-t", name).split("\n")[:29] for name in ("ann", "gm"))
            assert hers == seen
            tmux.type("gm", "t", "because", "Enter", "take", "Enter")
            tmux.shows("gm", "YOU HAVE THE KEYS")
            tmux.shows("ann", "has the keys of this")
            tmux.type("gm", "Escape")
            tmux.shows("ann", "Records, back room")
            tmux.type("gm", "C-]")
            tmux.shows("gm", "Ann has the keys again.")
            tmux.shows("ann", "The keys are yours again.")
        finally:
            tmux.run("kill-server")
