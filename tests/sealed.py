"""The fixture case, sealed once for all tests, and somebody who plays it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from casefile.session.play import Session
from casefile.session.views import LockView, Outcome
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.seal import seal_case

SOURCE = Path(__file__).parent / "fixture_case"
CACHE = "stretched"


@cache
def folder() -> Path:
    """A copy of the case's folder that may be written to: its seal key comes to lie there."""
    copy = Path(mkdtemp(prefix="casefile-fixture-")) / "case"
    shutil.copytree(SOURCE, copy)
    return copy


@cache
def dealt(profile: str = "full", seed: str = "story") -> Dealt:
    return deal_case(folder(), seed=seed, profile=profile)


@cache
def sealed(profile: str = "full", seed: str = "story", *, answers: bool = True) -> bytes:
    return seal_case(folder(), seed=seed, profile=profile, kdf="test", cache=folder() / CACHE, answers=answers)


class Player:
    """Plays the fixture case, knowing every answer."""

    def __init__(self, profile: str = "full", *, language: str = "en", pack: bytes | None = None) -> None:
        self.dealt = dealt(profile)
        self.store = MemoryStore()
        self.pack = Pack.open(pack or sealed(profile), allow_test=True)
        self.session = Session.begin(self.pack, self.store, name="test", player="Ann", language=language)

    def go_on(self, pack: bytes) -> None:
        """Take the save up again with another pack."""
        self.pack = Pack.open(pack, allow_test=True)
        self.session = Session.resume(self.pack, self.store, player="Ann")

    def right(self, lock: str) -> tuple[str, ...]:
        return self.dealt.solutions[lock].answers[0]

    def solve(self, *locks: str) -> Outcome:
        """Answer locks rightly, one after the other; what came of the last."""
        outcomes = [self._solve(lock) for lock in locks]
        return outcomes[-1]

    def _solve(self, lock: str) -> Outcome:
        self.read_all()
        outcome = self.session.answer(lock, self.right(lock))
        assert outcome.kind == "solved", (lock, outcome)
        return outcome

    def draw(self, *nodes: str) -> None:
        for answer, node in self.dealt.solutions["archive"].rows:
            if node in nodes:
                assert self.session.answer("archive", answer).kind == "solved"

    def stand_by(self, suspect: str, means: str = "drawer") -> None:
        """Sign a wrong form and stand by it."""
        self.read_all()
        assert self.session.answer("accuse", [suspect, means]).kind == "wrong"
        self.session.decide("stand", suspect)

    def read_all(self) -> None:
        for name in self.papers():
            self.session.read(name)

    def papers(self) -> list[str]:
        return [row.id for part in self.session.folders() for row in part.papers]

    def text(self, paper: str) -> str:
        return self.session.page(paper).text

    def locks(self) -> dict[str, LockView]:
        return {lock.name: lock for lock in self.session.locks()}

    def decisions(self) -> dict[str, list[str]]:
        """Decisions that wait or were taken, with the options that are open."""
        return {one.id: [option.id for option in one.options] for one in self.session.decisions()}


def innocent(player: Player) -> str:
    return next(name for name in player.dealt.case.roll if name != player.dealt.mole)
