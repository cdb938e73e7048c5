"""One team's play, read beside whoever plays it: folded event by event, with the time that each puzzle took."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.session.events import Decided, Event, Hinted, Near, Read, Solved, Wrong, load
from casefile.session.hosted import Freed, Rewound, Timed
from casefile.session.hosting import MAX_MINUTES
from casefile.session.keyring import Keyring
from casefile.session.queries import Queries
from casefile.session.state import State
from casefile.store.peek import peek
from casefile.vault import Pack

_LONGEST = 60 * MAX_MINUTES
"""Seconds between two events, at the most: a save may claim any time."""
NAMING = (Freed, Hinted, Near, Solved, Wrong)
"""Events that name the lock which somebody was at."""


@dataclass(slots=True)
class Way:
    """A lock, from when it was shown; times are seconds that the team has played."""

    lock: str
    shown: float
    opened: float | None = None
    order: int = 0
    spent: float = 0.0
    is_late: bool = False
    """It was opened when the case was over and the clock stood."""
    wrong: list[float] = field(default_factory=list)
    hints: list[float] = field(default_factory=list)


@dataclass
class Reading:
    """A play as far as it has been folded."""

    team: Team
    pack: Pack
    events: Sequence[Event]
    ways: dict[str, Way] = field(default_factory=dict)
    played: float = 0.0
    when: dict[int, float] = field(default_factory=dict)
    """For every event, by `seq`, the seconds that had been played."""

    def __post_init__(self) -> None:
        self.pack.manifest(self.pack.start)  # a pack whose first node does not open refuses here
        keyring = Keyring(self.pack)
        self.state = State.empty(keyring, self.pack.start)
        following = list(_following(self.events))
        self._show()
        for place, event in enumerate(self.events):
            before = self.events[place - 1] if place else None
            self._follow(before, event, following[place])
        last = self.events[-1].at if self.events else 0.0
        self.play = Queries(self.pack, keyring, self.state, "", last)
        """What there is to ask of the play, as it stands now."""

    def _follow(self, before: Event | None, event: Event, following: str) -> None:
        state = self.state
        passed, waiting, is_over = state.seconds, self._waiting(), bool(state.ended)
        until = state.elapsed(event.at)
        state.fold([event])
        # what a host puts back is put back on the clock; it was played all the same
        ran = (until if isinstance(event, Rewound) else state.seconds) - passed
        if isinstance(event, Timed) and state.hosting.timed is event:
            self._begin_anew()
        elif ran > 0:
            ran = min(ran, _LONGEST)
            self.played += ran
            at = _at(self.state, before, event, following, waiting)
            for name in at:
                self.ways[name].spent += ran / len(at)
        self.when[event.seq] = self.played
        self._show()
        self._note(event, is_over=is_over)

    def _begin_anew(self) -> None:
        """The host's clock begins: what was done before took no time."""
        self.played = 0.0
        for way in self.ways.values():
            way.shown = way.spent = 0.0
            way.opened = None if way.opened is None else 0.0

    def _show(self) -> None:
        for name, (lock, _) in self.state.held.locks.items():
            if lock.form != "request" and name not in self.ways:
                self.ways[name] = Way(name, self.played)

    def _waiting(self) -> list[str]:
        """Locks that wait for an answer. What a board has handed out waits no more."""
        state = self.state
        return [name for name in self.ways if name not in state.solved and f"{name}/papers" not in state.held.names]

    def _note(self, event: Event, *, is_over: bool) -> None:
        state = self.state
        if not isinstance(event, NAMING) or event.seq in state.dropped or event.lock not in self.ways:
            return
        way = self.ways[event.lock]
        if isinstance(event, Solved | Freed):
            if way.opened is None and event.lock in state.solved:
                way.opened, way.is_late = self.played, is_over
                way.order = 1 + max(other.order for other in self.ways.values())
        elif isinstance(event, Hinted):
            way.hints.append(self.played)
        elif isinstance(event, Wrong):
            way.wrong.append(self.played)

    def route(self) -> Iterator[Solved | Freed | Decided]:
        """What opened a lock, and every decision, in their order."""
        state, opened = self.state, set[str]()
        for event in self.events:
            if event.seq in state.dropped:
                continue
            if isinstance(event, Decided):
                yield event
            elif isinstance(event, Solved | Freed) and event.lock in self.ways and event.lock not in opened:
                opened.add(event.lock)
                yield event


@contextmanager
def reading(folder: DealFolder, team: Team) -> Iterator[Reading]:
    """Read a team's play. Its pack is open while it is looked at.

    Raises:
        Refusal: As `Pack.open`, `peek` and `load`.
    """
    kept = peek(folder.saves / f"{team.id}.save")
    events = load(kept.events)
    with folder.pack(team) as pack:
        yield Reading(team, pack, events)


def _at(state: State, before: Event | None, event: Event, following: str, waiting: list[str]) -> list[str]:
    """What a team was at between two events.

    What the later one names; else what the paper belongs to that was opened; else what is named next, if it was there
    already; else everything that was.
    """
    if isinstance(event, NAMING) and event.lock in waiting:
        return [event.lock]
    if isinstance(before, Read):
        locks = state.held.locks
        own = [name for name in waiting if before.paper in locks[name][0].papers]
        if own:
            return own
    return [following] if following in waiting else waiting


def _following(events: Sequence[Event]) -> Iterator[str]:
    """For each event the lock that is named next, by it or after it."""
    found, name = [], ""
    for event in reversed(events):
        name = event.lock if isinstance(event, NAMING) else name
        found.append(name)
    return reversed(found)
