"""What a report says of an evening: plain values, made by `make`, drawn by `page` and its neighbours."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hand:
    """One puzzle in one team's hands. Times are seconds that the team has played."""

    lock: str
    title: str
    shown: float
    opened: float | None
    spent: float
    """The team's time, shared among what it had open."""
    order: int
    """Place in the order of opening; 0 for one that stayed shut."""
    freed: bool
    is_late: bool
    """It was opened when the case was over; what that took is not known."""
    wrong: tuple[float, ...]
    """When something wrong was tried."""
    hints: tuple[float, ...]
    """When a rung was asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a team's way: a lock that opened, or a decision."""

    title: str
    at: float
    option: str = ""
    lock: str = ""
    freed: bool = False
    by: tuple[str, ...] = ()
    """Who answered or signed; only with names."""


@dataclass(frozen=True, slots=True)
class TeamPlay:
    """What one team did."""

    id: str
    name: str
    problem: str = ""
    """Why nothing is known of it."""
    players: tuple[str, ...] = ()
    began: float = 0.0
    """Seconds since the epoch; 0 for a team that never sat down."""
    last: float = 0.0
    seconds: float = 0.0
    """On the team's clock, as the host has set it."""
    played: float = 0.0
    """That the clock ran, whatever was put back."""
    limit: float | None = None
    ending: str = ""
    opened: int = 0
    freed: int = 0
    hints: int = 0
    wrong: int = 0
    requests: int = 0
    refunded: int = 0
    notes: int = 0
    hands: tuple[Hand, ...] = ()
    route: tuple[Step, ...] = ()
    mole: str = ""
    """Only with spoilers."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """One puzzle over all teams."""

    lock: str
    title: str
    expected: int
    """Its author's minutes; 0 where they are not known."""
    shown: int
    """Teams that had it."""
    minutes: tuple[tuple[str, float], ...]
    """Team and its minutes, of those who opened it by themselves and before the end, the quickest first."""
    opened: int
    """Teams that opened it, or for whom it was opened."""
    quartiles: tuple[float, float, float] | None
    freed: int
    wrong: int
    hints: int


@dataclass(frozen=True, slots=True)
class Guess:
    """Something wrong that was tried, by however many."""

    lock: str
    title: str
    words: str
    """Empty for all that hold an answer of some team's, or a part of one, where spoilers are not wanted."""
    teams: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class ActRow:
    """Something that whoever hosts did."""

    team: str
    kind: str
    at: float
    played: float
    by: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Something that a player asked."""

    team: str
    at: float
    played: float
    by: str
    title: str
    text: str
    replies: tuple[str, ...]
    is_refunded: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """A guess that was wrong here and right for another team."""

    team: str
    other: str
    lock: str
    title: str
    at: float
    by: str
    words: str
    """Only with spoilers."""
    is_after: bool
    """The other team had opened it by then."""
    is_choice: bool
    """It was put together from cards: such a guess is made by chance, too."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What opened one lock, team by team; only with spoilers."""

    lock: str
    title: str
    answers: tuple[tuple[str, str], ...]
    """Team and answer."""


@dataclass(frozen=True, slots=True)
class Report:
    """An evening."""

    case: str
    title: str
    profile: str
    minutes: int
    made: float
    teams: tuple[TeamPlay, ...]
    puzzles: tuple[Puzzle, ...]
    guesses: tuple[Guess, ...]
    acts: tuple[ActRow, ...]
    requests: tuple[RequestRow, ...]
    alarms: tuple[Alarm, ...]
    notices: tuple[str, ...] = ()
    has_names: bool = True
    has_spoilers: bool = False
    has_sheets: bool = True
    answers: tuple[Answers, ...] = field(default=())
