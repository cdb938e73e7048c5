"""A hall over the fixture case, its door open on this machine, in the test's own loop."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import asyncssh
import pytest

from casefile.host.apps.gc_policy import GcPolicy
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.rehearse.figures import Figures
from casefile.host.rehearse.player_line import PlayerLine
from casefile.host.ssh.server import listen
from tests.workshop.dealt_folders import alone, dealt_folder


@cache
def _dealt() -> Path:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        return dealt_folder(Path(mkdtemp(prefix="casefile-hall-"))).path


SOURCE = "case"
"""Beside the deal: what was dealt."""


def copied(to: Path) -> DealFolder:
    """A deal of two teams, not played yet."""
    shutil.copytree(_dealt().parent / SOURCE, to / SOURCE)
    return DealFolder.open(Path(shutil.copytree(_dealt(), to / "deal")))


class Watched(PlayerLine):
    """A player's terminal, of which every byte is kept."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures)
        self.bytes = b""

    def data_received(self, data: bytes, datatype: object) -> None:
        self.bytes += data
        super().data_received(data, datatype)

    async def see(self, words: str, seconds: float = 10) -> None:
        """Wait until something was sent."""
        await until(lambda: words.encode() in self.bytes, seconds, lambda: f"{words!r} in {self.bytes[-2000:]!r}")

    async def end(self) -> None:
        """Hang up, and wait until the line is gone."""
        self.hang_up()
        await asyncio.sleep(0.1)


class Door:
    """A hall with its way in."""

    def __init__(self, hall: Hall, port: int) -> None:
        self.hall, self.port = hall, port

    def code(self, team: int = 0) -> str:
        return self.hall.folder.teams[team].code

    async def come(self, name: str, team: int = 0, size: tuple[int, int] = (120, 36)) -> Watched:
        """Sit down at a team's table, as far as the desk."""
        line = await Watched.connect(self.port, self.code(team), Figures(), size=size)
        await line.press(name)
        await line.press("\r")
        room = self.hall.room(self.hall.folder.teams[team].id)
        await until(lambda: any(seat.player == name for seat in room.seats), 10, lambda: name)
        await asyncio.sleep(0.5)
        await line.press("\x1b")
        return line


@asynccontextmanager
async def opened(folder: DealFolder) -> AsyncIterator[Door]:
    """Let people in for as long as it lasts."""
    (folder.path / "saves").mkdir(exist_ok=True)
    hall = Hall(folder)
    key = asyncssh.generate_private_key("ssh-ed25519")
    acceptor = await listen(hall, key, GcPolicy(), address="127.0.0.1", port=0)
    try:
        yield Door(hall, acceptor.get_port())
    finally:
        acceptor.close()
        await asyncio.to_thread(hall.close, "closing")
        await asyncio.sleep(0.2)


async def until(holds: Callable[[], bool], seconds: float, what: Callable[[], str]) -> None:
    """Wait for something."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(what())
