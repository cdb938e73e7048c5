"""A hall whose time a test turns on, players who know every answer, and lines that remember what was sent."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from textual.pilot import Pilot

from casefile.host.apps.isolation import Terminal
from casefile.host.apps.remote_app import RemoteApp
from casefile.host.console.app import ConsoleApp
from casefile.host.console.overview import Overview, TeamRow
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.hall.sheets import Sheets
from casefile.session.play import Session
from tests.desk.conftest import settle
from tests.host.test_rooms import Chair

TRUE = Terminal("xterm-256color", {"COLORTERM": "truecolor"})
App = TypeVar("App", bound=RemoteApp)


@dataclass
class Wire:
    """A line that keeps what was sent."""

    sent: bytearray = field(default_factory=bytearray)
    is_full: bool = False

    def send(self, data: bytes) -> None:
        self.sent += data

    @property
    def text(self) -> str:
        """What was sent since it was last asked, without the codes."""
        text = re.sub(r"\x1b\[[0-9;?<>=$]*[a-zA-Z]|\x1b[()78][A-Z0-9]?", "", self.sent.decode("utf-8", "replace"))
        self.sent.clear()
        return text


@dataclass
class SmallEvent:
    """Two teams of the fixture case."""

    hall: Hall
    _now: list[float]

    @property
    def now(self) -> float:
        return self._now[0]

    def clock(self) -> float:
        return self.now

    def go(self, minutes: float) -> None:
        self._now[0] += 60 * minutes

    def sit(self, team: str, player: str = "Ann", chair: Any = None) -> Session:
        return self.hall.room(team).sit(player, chair or Chair())

    def begin(self, team: str, player: str = "Ann", chair: Any = None) -> Session:
        """Sit down and get past the first lock: two more are open then, `a` and `b`."""
        session = self.sit(team, player, chair)
        if "a" not in session.state.held.locks:
            self.solve(session, team, "t0")
        return session

    def right(self, team: str, lock: str) -> list[str]:
        return self.hall.folder.sheet(self.hall.folder.team(team)).locks[lock].answers[0]

    def solve(self, session: Session, team: str, *locks: str) -> None:
        for lock in locks:
            for part in session.folders():
                for paper in part.papers:
                    session.read(paper.id)
            assert session.answer(lock, self.right(team, lock)).kind == "solved"

    def overview(self) -> Overview:
        return Overview(self.hall, Sheets(self.hall))

    def rows(self) -> dict[str, TeamRow]:
        overview = self.overview()
        try:
            return {row.id: row for row in overview.read()}
        finally:
            overview.close()


@contextmanager
def small_event(folder: DealFolder, minutes: float = 60) -> Iterator[SmallEvent]:
    now = [1_000_000.0]
    hall = Hall(folder, minutes=minutes, clock=lambda: now[0])
    event = SmallEvent(hall, now)
    try:
        yield event
    finally:
        hall.close("")


@asynccontextmanager
async def console(
    event: SmallEvent, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[Pilot[None], ConsoleApp]]:
    app = ConsoleApp(event.hall, Wire(), TRUE)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot, app
    app.rise()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(100):
        await settle(pilot)
        if holds():
            return
    raise AssertionError("it did not come to that")
