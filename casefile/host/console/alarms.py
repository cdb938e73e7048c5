"""What a game master should look at before anybody complains. Plain data, made from the overview's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.desk.notices import minutes_left
from casefile.host.hall.sheets import in_form

if TYPE_CHECKING:
    from casefile.host.console.overview import TeamRow
    from casefile.host.hall.hall import Hall
    from casefile.host.hall.sheets import Sheets
    from casefile.session.state import State

LATE = 5 * 60.0
"""Seconds after the first team's beginning from which an untouched room is odd, and of an empty table."""
UNANSWERED = 3 * 60.0
"""Seconds that a request may wait."""
EARLY = 0.25
"""Part of the time before which nobody can say that it will not do."""
_PACE = (0.6, 2.0)
"""How much faster or slower than expected a team is taken to go on."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something to look at."""

    kind: str
    """`shared`, `untouched`, `empty`, `time`, `waiting`, `trouble`."""
    team: str
    words: str
    key: str
    """The same for the same thing, so that it can be put away once."""


def alarms(rows: Sequence[TeamRow], now: float) -> Iterator[Alarm]:
    """All alarms but shared answers: what the rows say by themselves."""
    begun = [row for row in rows if row.has_begun]
    longest = max((row.clock.spent_by(now) for row in begun), default=0.0)
    for row in rows:
        if row.trouble:
            yield Alarm("trouble", row.id, f"{row.name} cannot be opened: {row.trouble}", f"trouble:{row.id}")
        elif not row.has_begun and longest >= LATE:
            words = f"{row.name} has not sat down: nobody has touched that room."
            yield Alarm("untouched", row.id, words, f"untouched:{row.id}")
    for row in begun:
        yield from _of(row, now)


def _of(row: TeamRow, now: float) -> Iterator[Alarm]:
    for one in row.waiting:
        if now - one.at >= UNANSWERED:
            words = f"{one.by} of {row.name} has waited {round((now - one.at) / 60)} minutes for an answer."
            yield Alarm("waiting", row.id, words, f"waiting:{row.id}:{one.id}")
    if row.is_done:
        return
    if row.clock.is_running and not row.present and now - row.last >= LATE and row.clock.left_by(now) != 0:
        yield Alarm("empty", row.id, f"Nobody sits at {row.name}'s table, and the clock runs.", f"empty:{row.id}")
    if (words := _out_of_time(row, now)) and row.clock.is_running:
        yield Alarm("time", row.id, words, f"time:{row.id}")


def _out_of_time(row: TeamRow, now: float) -> str:
    """Whether what is left to do fits into what is left of the time, at this team's own pace."""
    limit, left, spent = row.clock.limit, row.clock.left_by(now), row.clock.spent_by(now)
    if not limit or not left or spent < EARLY * limit or not row.puzzles:
        return ""
    if row.solved / len(row.puzzles) >= spent / limit:
        return ""
    ahead = sum(puzzle.minutes for puzzle in row.puzzles if not puzzle.is_done)
    if not ahead:
        late = spent / limit - row.solved / len(row.puzzles) >= EARLY
        return f"{row.name} is behind: {row.solved} of {len(row.puzzles)} with {_minutes(left)} left." if late else ""
    done = sum(puzzle.minutes for puzzle in row.puzzles if puzzle.is_done)
    pace = min(_PACE[1], max(_PACE[0], spent / 60 / done)) if done else 1.0
    if 60 * ahead * pace <= left:
        return ""
    return f"{row.name} will run out of time: {_minutes(left)} left, about {round(ahead * pace)} minutes to do."


def _minutes(seconds: float) -> str:
    whole = minutes_left(seconds)
    return "a minute" if whole == 1 else f"{whole} minutes"


class Sharing:
    """Finds answers that are wrong where they were given, and right at another team's table."""

    def __init__(self, hall: Hall, sheets: Sheets) -> None:
        self._hall, self._sheets = hall, sheets
        self._seen: dict[str, int] = {}
        self.found: list[Alarm] = []

    def read(self, rows: Sequence[TeamRow]) -> tuple[Alarm, ...]:
        """Look at what was answered since the last time, and return everything found. Not for the loop."""
        for row in rows:
            if row.has_begun and not row.trouble:
                state = self._hall.room(row.id).table.state
                seen = self._seen.get(row.id, 0)
                if state.seq > seen:
                    self._seen[row.id] = state.seq
                    self._look(row, rows, state, seen)
        return tuple(self.found)

    def _look(self, row: TeamRow, rows: Sequence[TeamRow], state: State, seen: int) -> None:
        for event in reversed(state.history):
            if event.seq <= seen:
                return
            if event.kind not in ("wrong", "near"):
                continue
            name, fields = str(getattr(event, "lock", "")), list(getattr(event, "fields", ()))
            shown = state.held.locks.get(name)
            form = in_form(shown[0], fields) if shown else None
            if shown is None or form is None:
                continue
            for other in rows:
                if other.id != row.id and self._sheets.opens(other.id, shown[0], form):
                    self._tell(row, other, name, event.by, event.seq)

    def _tell(self, row: TeamRow, other: TeamRow, lock: str, by: str, seq: int) -> None:
        title = next((puzzle.title for puzzle in row.puzzles if puzzle.lock == lock), lock)
        has = any(puzzle.lock == lock and puzzle.is_done for puzzle in other.puzzles)
        told = "who have solved it" if has else "who have not solved it"
        words = f"{by} of {row.name} gave {other.name}'s answer to {title} ({told})."
        self.found.append(Alarm("shared", row.id, words, f"shared:{row.id}:{other.id}:{seq}"))
