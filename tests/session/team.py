"""A team at one table for the tests: Ann and Ben, and Grace, who hosts."""

from dataclasses import dataclass, field

from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.eventstore import EventStore
from casefile.store.memory import MemoryStore
from tests.packs import KEY, fixture
from tests.session.conftest import Clock

WHY = "the fire alarm"


@dataclass
class Team:
    """A play that has begun and whose clock runs."""

    minutes: float = 60
    clock: Clock = field(default_factory=Clock)
    store: EventStore = field(default_factory=MemoryStore)
    others: int = 1

    def __post_init__(self) -> None:
        self.table = Table(fixture(), self.store, clock=self.clock)
        self.grace = Mastery(self.table, player="Grace")
        self.grace.begin(name="Team 1")
        self.ann, self.ben = self.join("Ann"), self.join("Ben")
        self.grace.start(self.minutes)

    def join(self, name: str) -> Session:
        return Session.join(self.table, player=name, others=lambda: self.others)


def key_of(lock: str) -> tuple[str, str]:
    """Id and key of a lock's solved node, as a host's sheet has them."""
    ref = KEY.deal("fixture", b"7", "full").ref(f"{lock}/solved")
    return ref.node.hex(), ref.key.hex()
