"""What can happen in a play that somebody hosts, for a team; `events.py` has what happens in every play, and the rules.

Every act of a host stands in the team's own save: who, when and why.
"""

from casefile.session.base import Base


class Act(Base, frozen=True, kw_only=True):
    """What whoever hosts does to a play. It is no sitting at the desk."""

    why: str = ""


class Timed(Act, frozen=True):
    """The clock began to run: by the wall, whoever sits, until the end of the case or until it is held."""

    minutes: float = 0.0
    """How long the play may last; 0: as long as it likes."""
    tries: int = 5
    """Wrong answers that a lock takes at once."""
    every: float = 20.0
    """Seconds after which it takes one more."""


class Held(Act, frozen=True):
    """The clock stands still; reading goes on, answering does not."""


class Released(Act, frozen=True):
    """The clock goes on."""


class Extended(Act, frozen=True):
    """There is more time, or less."""

    minutes: float


class Rewound(Act, frozen=True):
    """Minutes were taken off what has been spent."""

    minutes: float


class Announced(Act, frozen=True):
    """A line from the host, among the messages."""

    text: str
    sender: str = ""


class Corrected(Act, frozen=True):
    """An erratum to a paper, whether the team has it yet or not."""

    paper: str
    text: str


class Claimed(Act, frozen=True):
    """A host sees to a request."""

    request: int
    """`seq` of the `Asked`."""


class Replied(Act, frozen=True):
    """A host answered a request."""

    request: int
    text: str


class Refunded(Act, frozen=True):
    """A request is not held against the team."""

    request: int


class Closed(Act, frozen=True):
    """A request is done with."""

    request: int


class Freed(Act, frozen=True):
    """A host opened a lock."""

    lock: str
    node: str
    """The solved node's id, in hex."""
    key: str
    """Its key, in hex; without it nothing opens."""


class Seized(Act, frozen=True):
    """A host sits at a player's terminal."""

    player: str = ""
    """Whose; empty: everybody's."""


class Yielded(Act, frozen=True):
    """The terminal is the player's again."""


class Moved(Act, frozen=True):
    """A player went to another team."""

    player: str
    to: str


class Joined(Base, frozen=True):
    """A player of the team sat down for the first time."""

    player: str
    left: float = 0.0
    """As in `Resumed`."""


class Asked(Base, frozen=True):
    """A player asked the host for help."""

    text: str
    lock: str = ""


class Proposed(Base, frozen=True):
    """A player put something to the team that another one must sign."""

    what: str
    """`decision` or `answer`."""
    name: str
    """The decision, or the lock."""
    fields: list[str]
    """The option, or the answer."""


class Withdrawn(Base, frozen=True):
    """A proposal was taken off the table."""

    proposal: int
    """`seq` of the `Proposed`."""
