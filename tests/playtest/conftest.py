"""Shared: somebody who plays the fixture case with a watch, into a save of a folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from casefile.session.play import Session
from casefile.store.tinydb import TinyStore
from casefile.vault import Pack
from tests.sealed import dealt, sealed
from tests.spoilt import Folder

BEGAN = 1_800_000_000.0
"""A Friday in January 2027."""


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Sitter:
    """Plays, and lets time pass."""

    def __init__(self, path: Path, player: str, began: float) -> None:
        self.clock = Clock(began)
        self.path = path
        self.dealt = dealt()
        self.store = TinyStore(path)
        self.session = Session.begin(
            Pack.open(sealed(), allow_test=True), self.store, name="test", player=player, clock=self.clock
        )

    def wait(self, minutes: float) -> None:
        self.clock.now += 60 * minutes

    def solve(self, lock: str, minutes: float) -> None:
        self.wait(minutes)
        if self.dealt.solutions[lock].fields[0].bank:
            for folder in self.session.folders():
                for paper in folder.papers:
                    self.session.read(paper.id)
        assert self.session.answer(lock, self.dealt.solutions[lock].answers[0]).kind == "solved"

    def say(self, lock: str, answer: str, minutes: float) -> None:
        self.wait(minutes)
        assert self.session.answer(lock, [answer]).kind != "solved"


@contextmanager
def playing(path: Path, player: str = "Ann", began: float = BEGAN) -> Iterator[Sitter]:
    sitter = Sitter(path, player, began)
    with closing(sitter.store):
        yield sitter
        sitter.session.leave()


@pytest.fixture
def case(tmp_path: Path) -> Folder:
    return Folder.copy(tmp_path / "case")


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    folder = tmp_path / "saves"
    folder.mkdir()
    return folder
