from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from tests.packs import fixture

if TYPE_CHECKING:
    from tests.session.team import Team


@dataclass
class Clock:
    """A clock that goes when it is told."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pack() -> Pack:
    return fixture()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def session(pack: Pack, store: MemoryStore, clock: Clock) -> Session:
    return Session.begin(pack, store, name="Tuesday", player="Ann", clock=clock)


@pytest.fixture
def team() -> "Team":
    from tests.session.team import Team

    return Team()
