"""OpenSSH's own client in a real terminal: joins by the code, opens the first lock, is cut off, and finds its desk."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.host.deal.folder import DealFolder
from tests.host.real_host import hosting
from tests.terminal.lyrebird_event import deal_lyrebird
from tests.terminal.screen import needs_tmux
from tests.terminal.ssh_client import client, needs_ssh, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), needs_tmux, needs_ssh]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> DealFolder:
    return deal_lyrebird(tmp_path_factory.mktemp("event"), 3)


@pytest.fixture(scope="module")
def port(event: DealFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with hosting(event.path, tmp_path_factory.mktemp("log") / "host.log") as host:
        yield host.port


@pytest.fixture
def key(tmp_path: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    return tmp_path / "key"


def test_a_player_joins_opens_the_first_lock_is_cut_off_and_goes_on(event: DealFolder, port: int, key: Path) -> None:
    team = event.teams[0]
    first, second = event.sheet(team).locks["t0"].answers[0]
    with client(port, team.code, key) as terminal:
        sit_down(terminal, "Ann")
        terminal.press("a")
        terminal.wait_for("try it")
        terminal.write(first)
        terminal.press("Enter")
        terminal.write(second)
        terminal.press("Enter")
        terminal.wait_for("In the file now")
        terminal.press("o")
        terminal.wait_for("next new")
        paper = terminal.lines[0]
        terminal.kill()
    with client(port, "whoever", key) as terminal:
        terminal.wait_for("PREVIOUSLY", "enter go on")
        terminal.press("Enter")
        terminal.wait_gone("PREVIOUSLY")
        terminal.wait(lambda: terminal.lines[0].split("p ")[0] == paper.split("p ")[0], f"the paper of {paper!r}")


def test_two_of_a_team_sit_at_one_desk_and_another_team_sees_nothing_of_it(event: DealFolder, port: int) -> None:
    team, other = event.teams[1:]
    with client(port, team.code) as ann, client(port, team.code) as ben, client(port, other.code) as cat:
        sit_down(ann, "Ann")
        sit_down(ben, "Ben")
        ann.wait_for("Ben")
        sit_down(cat, "Cat")
        ann.press("n")
        ann.wait_for("NOTES")
        ann.write("the clock is four minutes fast")
        ann.press("Enter", "Escape")
        ben.press("n")
        ben.wait_for("the clock is four minutes fast")
        cat.press("n")
        cat.wait_for("NOTES")
        assert "four minutes fast" not in "\n".join(cat.lines)
