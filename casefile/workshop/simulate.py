"""How long a case takes, and how much of it lies open meanwhile: many plays by dice.

Whoever is free reads what has come, then takes the lock that fewest are at, and the dice decide between equals. No lock
is begun while something is unread; who shares one goes to one that nobody is at. A play is over when the node of the
endings is held, or nothing is left.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from casefile.workshop.course import Course, Moment

_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Pace:
    """How people work."""

    spread: float = 0.45
    """Sigma of the lognormal that one puzzle's minutes are drawn from; its median is what the author says."""
    together: float = 0.6
    """So many people at one thing are as fast as their number to this power."""
    words: int = 220
    """Words read in a minute: a little under the 238 of silent reading (Brysbaert 2019, J. Memory and Language 109)."""


@dataclass(slots=True)
class Trace:
    """One play."""

    minutes: float = 0.0
    opened: float = 0.0
    """Open locks, summed over the minutes."""
    choice: float = 0.0
    """Minutes with two or more."""
    crowd: float = 0.0
    """Minutes with more than five."""
    alone: dict[str, float] = field(default_factory=dict)
    """Minutes in which one lock only was open, by lock; boards, what came with the start and what leads nowhere are
    left out: they may be alone."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One profile and size of team, over all plays."""

    profile: str
    players: int
    p10: float
    median: float
    p90: float
    mean_open: float
    choice: float
    """Share of the time with two or more locks open."""
    crowd: float
    """Share of the time with more than five."""
    alone: float
    """Share of the time with one only that should not be alone: see `Trace.alone`."""
    narrowest: str
    """The lock that is alone for longest; empty where none is."""


def forecast(course: Course, players: int, runs: int, *, seed: int = 1, pace: Pace | None = None) -> Forecast:
    """Play a profile often; the same seed gives the same numbers."""
    dice = random.Random(f"{seed} {course.profile} {players}")  # noqa: S311  dice, not secrets
    traces = [_play(course, players, dice, pace or Pace()) for _ in range(runs)]
    spans = sorted(trace.minutes for trace in traces)
    total = sum(spans) or 1.0
    lonely = {name for trace in traces for name in trace.alone}
    alone = {name: sum(trace.alone.get(name, 0.0) for trace in traces) for name in sorted(lonely)}
    return Forecast(
        profile=course.profile,
        players=players,
        p10=_quantile(spans, 0.1),
        median=_quantile(spans, 0.5),
        p90=_quantile(spans, 0.9),
        mean_open=sum(trace.opened for trace in traces) / total,
        choice=sum(trace.choice for trace in traces) / total,
        crowd=sum(trace.crowd for trace in traces) / total,
        alone=sum(alone.values()) / total,
        narrowest=max(alone, key=lambda name: alone[name], default=""),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Team:
    """Who is at what."""

    def __init__(self, players: int, pace: Pace, dice: random.Random) -> None:
        self.left: dict[str, float] = {}
        """Thing to do, and the minutes that one person would still need."""
        self._at: dict[str, int] = {}
        self._begun: set[str] = set()
        self._players = players
        self._pace = pace
        self._dice = dice

    def drop(self, done: set[str]) -> None:
        for name in done:
            self.left.pop(name, None)
            self._at.pop(name, None)

    def settle(self) -> None:
        """Seat everybody who is free, and part those who share while something is left alone."""
        for _ in range(self._players - sum(self._at.values())):
            if self.left:
                self._seat(self._lonely())
        while any(count > 1 for count in self._at.values()) and len(self._at) < len(self._ready()):
            crowded = max(self._at, key=lambda name: self._at[name])
            self._at[crowded] -= 1
            self._seat(self._lonely())

    def _ready(self) -> list[str]:
        """What can be done now: a lock is not begun while there is something unread that may belong to it."""
        if _READING not in self.left:
            return list(self.left)
        return [name for name in self.left if name == _READING or name in self._begun]

    def _seat(self, name: str) -> None:
        self._begun.add(name)
        self._at[name] = self._at.get(name, 0) + 1

    def _lonely(self) -> str:
        """The thing that fewest are at; what there is to read before any lock."""
        return min(self._ready(), key=lambda name: (self._at.get(name, 0), name != _READING, self._dice.random()))

    def advance(self) -> float:
        """Work until the next thing is done; how long that took."""
        speeds: dict[str, float] = {name: count**self._pace.together for name, count in self._at.items()}
        span = min(self.left[name] / speed for name, speed in speeds.items())
        for name, speed in speeds.items():
            self.left[name] -= span * speed
        return span


_READING = "(reading)"


def _play(course: Course, players: int, dice: random.Random, pace: Pace) -> Trace:
    solved: set[str] = set()
    taken: set[str] = set()
    trace, team, read = Trace(), _Team(players, pace, dice), 0
    begun: set[str] = set()
    while True:
        moment = _here(course, solved, taken, dice)
        team.drop({name for name in team.left if name != _READING and name not in moment.open})
        if moment.words > read:
            team.left[_READING] = team.left.get(_READING, 0.0) + (moment.words - read) / pace.words
            read = moment.words
        for name in moment.open:
            if name not in begun:
                begun.add(name)
                team.left[name] = course.minutes[name] * math.exp(dice.gauss(0.0, pace.spread))
        if moment.is_over or not team.left:
            return trace
        team.settle()
        _count(trace, team.advance(), moment, course)
        done = {name for name, minutes in team.left.items() if minutes <= _DUST}
        solved |= done - {_READING}
        team.drop(done)


def _here(course: Course, solved: set[str], taken: set[str], dice: random.Random) -> Moment:
    """Where the play stands; decisions are taken as they come, detours only when nothing else goes on."""
    while True:
        moment = course.moment(frozenset(solved), frozenset(taken))
        roads = [name for name in moment.waiting if name not in course.detours]
        if not roads and not moment.open and not moment.is_over:
            roads = list(moment.waiting)
        if not roads:
            return moment
        taken.add(dice.choice(course.decisions[roads[0]]))


def _count(trace: Trace, span: float, moment: Moment, course: Course) -> None:
    count = len(moment.open)
    trace.minutes += span
    trace.opened += span * count
    trace.choice += span * (count >= 2)
    trace.crowd += span * (count > 5)
    bound = course.boards | course.first
    if count == 1 and moment.is_more and moment.open[0] not in bound:
        trace.alone[moment.open[0]] = trace.alone.get(moment.open[0], 0.0) + span
