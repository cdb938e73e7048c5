"""A team at a host's table for the desk's tests: Ann's desk on the screen, Ben beside her, Grace who hosts."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from casefile.desk.app import CaseApp
from casefile.desk.desk import DeskScreen
from casefile.desk.keyline import KeyLine
from casefile.desk.notices import Notices
from casefile.session.play import Session
from tests.desk.conftest import STILL, settle
from tests.session.team import Team


@dataclass
class Others:
    """Who else is there, as a test has it."""

    names: tuple[str, ...] = ("Ben",)
    pointed: list[tuple[str, int]] = field(default_factory=list)
    tells: list[Callable[[], None]] = field(default_factory=list)

    def others(self) -> tuple[str, ...]:
        return self.names

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        self.tells.append(tell)
        return lambda: self.tells.remove(tell)

    def point(self, paper: str, block: int) -> None:
        self.pointed.append((paper, block))

    def become(self, *names: str) -> None:
        self.names = names
        for tell in tuple(self.tells):
            tell()


def before_the_board(team: Team) -> Team:
    """A team with the board m1 on the desk, and the cards for it."""
    team.ann.answer("p01", ["nine minutes"])
    team.ann.answer("p03", ["four"])
    for paper in ("log", "letter"):
        team.ann.read(paper)
    return team


def before_the_decision(team: Team) -> Team:
    """A team with the decision d1 on the desk."""
    before_the_board(team)
    team.others = 0
    team.ann.answer("m1", ["ash", "birch"])
    team.others = 1
    return team


class Seat:
    """A desk at the table, and what is told there."""

    def __init__(self, pilot: Pilot[None], desk: DeskScreen, others: Others) -> None:
        self.pilot, self.desk, self.others = pilot, desk, others

    @property
    def notices(self) -> str:
        notices = self.desk.query_one(Notices)
        return str(notices.render()) if notices.display else ""

    def top(self) -> Screen[Any]:
        """The screen that is open now; a call, so that its type is not narrowed for good."""
        return self.pilot.app.screen

    @property
    def bottom(self) -> str:
        return str(self.top().query_one(KeyLine).render())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def settle(self) -> None:
        await settle(self.pilot)


@asynccontextmanager
async def seat(play: Session, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Seat]:
    """Sit down at a host's table."""
    play.keep_view({"desk": {"been": True, "paper": "log"}})
    others = Others()
    screen = DeskScreen(play, STILL, others)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        if app.screen is not screen:  # what happened before has been told
            await pilot.press("escape")
            await settle(pilot)
        yield Seat(pilot, screen, others)
