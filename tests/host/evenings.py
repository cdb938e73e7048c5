"""Evenings for tests: the fixture case dealt to some teams, and played by somebody who knows every answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.tinydb import TinyStore
from tests.session.conftest import Clock

GRACE = "Grace"


@dataclass
class Evening:
    """A team's table, with a clock that goes when it is told."""

    folder: DealFolder
    team: Team
    table: Table
    store: TinyStore
    clock: Clock
    grace: Mastery
    ann: Session
    ben: Session

    def go(self, minutes: float) -> None:
        self.clock.go(60 * minutes)

    def right(self, lock: str, team: str = "") -> list[str]:
        """What opens a lock, for this team or for another."""
        whose = self.folder.team(team) if team else self.team
        return self.folder.sheet(whose).locks[lock].answers[0]

    def read_all(self) -> None:
        for folder in self.ann.folders():
            for paper in folder.papers:
                self.ann.read(paper.id)

    def solve(self, *locks: str, minutes: float = 5) -> None:
        for lock in locks:
            self.read_all()
            self.go(minutes)
            assert self.ann.answer(lock, self.right(lock)).kind == "solved", lock

    def free(self, lock: str, why: str = "the lamp failed") -> None:
        told = self.folder.sheet(self.team).locks[lock]
        self.grace.free(lock, told.node, told.key, why)


@contextmanager
def sitting(
    folder: DealFolder, team: str = "t01", *, minutes: float = 60, names: tuple[str, str] = ("Ann", "Ben")
) -> Iterator[Evening]:
    """A team's play at a host, open."""
    folder.saves.mkdir(mode=0o700, exist_ok=True)
    whose = folder.team(team)
    clock = Clock(1_790_000_000.0)
    pack = folder.pack(whose)
    store = TinyStore(folder.saves / f"{team}.save")
    table = Table(pack, store, clock=clock)
    grace = Mastery(table, player=GRACE)
    grace.begin(name=whose.name)
    grace.start(minutes)
    ann, ben = (Session.join(table, player=name, others=lambda: 0) for name in names)
    try:
        yield Evening(folder, whose, table, store, clock, grace, ann, ben)
    finally:
        ann.leave()
        ben.leave()
        grace.leave()
        store.close()
        pack.close()
