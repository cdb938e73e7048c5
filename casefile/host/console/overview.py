"""What a game master sees of an evening at once: a row for every team, whoever is stuck first. Plain data."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.session.events import Decided, Solved
from casefile.session.hosted import Freed
from casefile.vault.manifest import say

if TYPE_CHECKING:
    from casefile.host.deal.deal_file import Sheet, Team
    from casefile.host.hall.hall import Hall
    from casefile.host.hall.room import Room
    from casefile.host.hall.sheets import Sheets
    from casefile.session.state import State

SLOW, STUCK = 1.0, 2.0
"""Idle time over what the shortest open puzzle should take, from which a team is called so."""


class Standing(StrEnum):
    """How a team stands with a puzzle."""

    SHUT = "shut"
    OPEN = "open"
    SOLVED = "solved"
    FREED = "freed"
    """A game master opened it."""
    RELEASED = "released"
    """Its papers were handed out; it can still be answered."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """One puzzle of a team."""

    lock: str
    title: str
    standing: Standing
    minutes: int
    """How long it should take; 0 where nobody says."""

    @property
    def is_open(self) -> bool:
        """Its team can work at it now."""
        return self.standing in (Standing.OPEN, Standing.RELEASED)

    @property
    def is_done(self) -> bool:
        """It is solved, by whomever."""
        return self.standing in (Standing.SOLVED, Standing.FREED)


@dataclass(frozen=True, slots=True)
class Clock:
    """A team's clock as it stood at a moment; it can be asked about any later one."""

    at: float
    spent: float = 0.0
    limit: float | None = None
    is_running: bool = False
    is_held: bool = False

    def spent_by(self, now: float) -> float:
        """Seconds spent."""
        return self.spent + (max(0.0, now - self.at) if self.is_running else 0.0)

    def left_by(self, now: float) -> float | None:
        """Seconds left; None: there is no limit."""
        return None if self.limit is None else max(0.0, self.limit - self.spent_by(now))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that nobody has answered."""

    id: int
    by: str
    text: str
    lock: str
    at: float
    claimed: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team."""

    id: str
    name: str
    clock: Clock
    present: tuple[str, ...] = ()
    puzzles: tuple[Puzzle, ...] = ()
    """In the case's order."""
    has_begun: bool = False
    ended: str = ""
    """Title of the ending."""
    idle: float = 0.0
    """Seconds without progress at the moment of `clock.at`; a held clock holds this one too."""
    last: float = 0.0
    """When anything last happened."""
    hints: int = 0
    wrong: int = 0
    waiting: tuple[Waiting, ...] = ()
    seized: str = ""
    trouble: str = ""
    """Why the room cannot be opened."""

    @property
    def solved(self) -> int:
        """How many puzzles are done."""
        return sum(puzzle.is_done for puzzle in self.puzzles)

    @property
    def open(self) -> tuple[Puzzle, ...]:
        """What the team can work at."""
        return tuple(puzzle for puzzle in self.puzzles if puzzle.is_open)

    @property
    def expected(self) -> int:
        """Minutes that the shortest open puzzle should take: it is the one that should have come by then."""
        return min((puzzle.minutes for puzzle in self.open if puzzle.minutes), default=0)

    def idle_by(self, now: float) -> float:
        """Seconds without progress."""
        return self.idle + (max(0.0, now - self.clock.at) if self.clock.is_running else 0.0)

    def strain(self, now: float) -> float:
        """How stuck they are: idle time over the expected one, or in hours where nothing is expected."""
        if not self.has_begun or self.is_done:
            return -1.0
        return self.idle_by(now) / (60 * self.expected if self.expected else 3600)

    def plight(self, now: float) -> str:
        """`stuck`, `slow`, or nothing; without expectations nobody can tell."""
        strain = self.strain(now) if self.expected else 0.0
        return "stuck" if strain >= STUCK else "slow" if strain >= SLOW else ""

    @property
    def is_done(self) -> bool:
        """They have come to an end."""
        return bool(self.ended)


def ordered(rows: Sequence[TeamRow], now: float) -> tuple[TeamRow, ...]:
    """The stuck ones first; who has not begun, and who has ended, last."""
    return tuple(sorted(rows, key=lambda row: (-row.strain(now), row.is_done, row.id)))


def blank(team: Team, now: float, *, trouble: str = "") -> TeamRow:
    """A team that nobody has sat down for; looking must not open its room, or its clock would start."""
    return TeamRow(team.id, team.name, Clock(now), trouble=trouble)


def row_of(room: Room, sheet: Sheet | None, now: float) -> TeamRow:
    """Look at a room that has begun. Refusal: as the room's table refuses."""
    table, present = room.table, tuple(seat.player for seat in room.seats)
    state = table.state
    hosting = state.hosting
    clock = Clock(now, state.elapsed(now), hosting.limit, state.is_running, hosting.held is not None)
    since = _progress(state)
    ending = next((row.title for row, _ in state.held.endings if row.id == state.ended), {"": state.ended})
    return TeamRow(
        id=room.team.id,
        name=room.team.name,
        clock=clock,
        present=present,
        puzzles=_puzzles(state, sheet, table.pack.languages[0]),
        has_begun=True,
        ended=say(ending, state.language, table.pack.languages[0]) if state.ended else "",
        idle=max(0.0, now - since - hosting.stood(since, now)),
        last=state.last,
        hints=sum(state.rungs.values()),
        wrong=sum(map(len, state.wrong.values())),
        waiting=tuple(
            Waiting(number, one.asked.by, one.asked.text, one.asked.lock, one.asked.at, _by(one.claimed))
            for number, one in hosting.requests.items()
            if not (one.is_closed or one.replies)
        ),
        seized=_by(hosting.seized),
    )


def _by(event: object) -> str:
    return str(getattr(event, "by", ""))


def _progress(state: State) -> float:
    """When the team last got on; else when its clock began."""
    for event in reversed(state.history):
        if isinstance(event, Solved | Decided | Freed) and event.seq not in state.dropped:
            return event.at
    timed = state.hosting.timed
    return timed.at if timed else state.last


def _puzzles(state: State, sheet: Sheet | None, fallback: str) -> tuple[Puzzle, ...]:
    """All puzzles that the sheet knows, else those that the team has been shown. An archive is none."""
    shown = {name: lock for name, (lock, _) in state.held.locks.items() if lock.form != "request"}
    told = {name: lock for name, lock in sheet.locks.items() if lock.node} if sheet else {}
    names = tuple(told) or tuple(shown)
    return tuple(
        Puzzle(
            lock=name,
            title=told[name].title if name in told else say(shown[name].title, state.language, fallback),
            standing=_standing(state, name, is_shown=name in shown),
            minutes=told[name].minutes if name in told else 0,
        )
        for name in names
    )


def _standing(state: State, lock: str, *, is_shown: bool) -> Standing:
    if lock in state.hosting.freed:
        return Standing.FREED
    if lock in state.solved:
        return Standing.SOLVED
    if f"{lock}/papers" in state.held.names:
        return Standing.RELEASED
    return Standing.OPEN if is_shown else Standing.SHUT


@dataclass(slots=True)
class _Watched:
    """A room, and whether something has changed in it since it was last looked at."""

    room: Room
    ends: list[Callable[[], None]] = field(default_factory=list)
    is_changed: bool = True
    has_table: bool = False
    row: TeamRow | None = None


class Overview:
    """The rows of a hall, kept up: a team is only looked at again when something has changed in its room."""

    def __init__(self, hall: Hall, sheets: Sheets) -> None:
        self._hall, self._sheets, self.clock = hall, sheets, hall.clock
        self._lock = threading.Lock()
        self._rooms: dict[str, _Watched] = {}
        self._is_changed = True
        self._end = hall.watch(self._has_news)

    @property
    def is_changed(self) -> bool:
        """There is something to read."""
        return self._is_changed

    def _has_news(self) -> None:
        """Somebody came or went, which his room tells by itself, or a team was dealt in late."""
        self._is_changed = True

    def _mark(self, watched: _Watched) -> None:
        """Called by whoever committed: nothing is looked at here."""
        watched.is_changed = self._is_changed = True

    def read(self) -> tuple[TeamRow, ...]:
        """Look at what has changed and return all rows, in the order of the deal. May open rooms: not for the loop."""
        with self._lock:
            self._is_changed = False
            for room in self._hall:
                watched = self._rooms.get(room.team.id) or self._add(room)
                if watched.is_changed or watched.row is None:
                    watched.is_changed = False
                    watched.row = self._look(watched)
            return self.rows

    def _add(self, room: Room) -> _Watched:
        watched = self._rooms[room.team.id] = _Watched(room)
        watched.ends.append(room.watch(lambda: self._mark(watched)))
        return watched

    @property
    def rows(self) -> tuple[TeamRow, ...]:
        """As they were last read."""
        return tuple(watched.row for watched in self._rooms.values() if watched.row)

    def _look(self, watched: _Watched) -> TeamRow:
        room, now = watched.room, self.clock()
        if not room.has_begun:
            return blank(room.team, now)
        try:
            if not watched.has_table:
                watched.ends.append(room.table.watch(lambda: self._mark(watched)))
                watched.has_table = True
            return row_of(room, self._sheets.of(room.team.id), now)
        except Refusal as refusal:
            return blank(room.team, now, trouble=refusal.sentence)

    def close(self) -> None:
        """Be told nothing more."""
        self._end()
        for watched in self._rooms.values():
            while watched.ends:
                watched.ends.pop()()
