"""What is shown of a hosted play, beside what `views.py` has for every play."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock of a hosted play."""

    limit: float | None
    """Seconds that the play may last; None: as long as it likes."""
    spent: float
    left: float | None
    """Seconds, never fewer than none."""
    is_held: bool
    why: str
    """Why it is held."""
    by: str
    """Who holds it."""
    is_over: bool
    """The case has come to its end, and the clock stands."""

    @property
    def is_up(self) -> bool:
        """There is no time left: reading goes on, answering does not."""
        return self.left == 0 and not self.is_over


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What a host said to a request."""

    text: str
    by: str
    at: float


@dataclass(frozen=True, slots=True)
class RequestView:
    """What a player asked the host."""

    id: int
    text: str
    lock: str
    """The lock that it is about, if any, and its title."""
    title: str
    by: str
    at: float
    claimed: str
    """Which host sees to it."""
    replies: tuple[ReplyView, ...]
    is_refunded: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What a player has put to the team."""

    id: int
    what: str
    """`decision` or `answer`."""
    name: str
    """The decision, or the lock."""
    title: str
    words: tuple[str, ...]
    """The option, or the answer, as people read it."""
    by: str
    at: float
    is_mine: bool
    wait: int
    """Seconds until this player may sign it; 0: now."""
