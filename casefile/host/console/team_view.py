"""What a game master sees of one team: its players, its locks with their times, its last guesses. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.host.console.overview import Puzzle, TeamRow
from casefile.session.events import Near, Solved, Wrong
from casefile.session.hosted import Freed

if TYPE_CHECKING:
    from casefile.session.mastery import Mastery
    from casefile.session.state import State

GUESSES = 8


@dataclass(frozen=True, slots=True)
class Guess:
    """An answer that did not open its lock."""

    at: float
    by: str
    title: str
    words: str
    was_near: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """A puzzle, and how long the team has had it."""

    puzzle: Puzzle
    seconds: float | None
    """From when it was shown until it was opened, or until now; the clock's pauses left out. None: not shown yet."""
    tries: int
    rungs: int
    by: str
    """Who opened it."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team, looked at closely."""

    row: TeamRow
    players: tuple[str, ...]
    """Everybody who has sat here, those first who are here now."""
    works: tuple[Worked, ...]
    guesses: tuple[Guess, ...]
    """The newest first."""


def team_view(row: TeamRow, master: Mastery, now: float) -> TeamView:
    """Look at a team that has begun."""
    state = master.state
    times = {event.seq: event.at for event in state.history}
    others = tuple(player for player in state.hosting.players if player not in row.present)
    opened = {
        event.lock: event for event in state.history if isinstance(event, Solved | Freed) and event.lock in state.solved
    }
    works = tuple(_worked(state, puzzle, times, opened.get(puzzle.lock), now) for puzzle in row.puzzles)
    return TeamView(row, row.present + others, works, _guesses(state, master))


def _worked(state: State, puzzle: Puzzle, times: dict[int, float], opened: Solved | Freed | None, now: float) -> Worked:
    shown = state.held.locks.get(puzzle.lock)
    seconds = None
    if shown is not None:
        # What came with the first node of all came when the play began.
        since = times.get(state.came.get(shown[1], 0), state.history[0].at)
        until = opened.at if opened and puzzle.is_done else now
        seconds = max(0.0, until - since - state.hosting.stood(since, until))
    return Worked(
        puzzle=puzzle,
        seconds=seconds,
        tries=len(state.wrong.get(puzzle.lock, ())),
        rungs=sum(count for (lock, _), count in state.rungs.items() if lock == puzzle.lock),
        by=opened.by if opened and puzzle.is_done else "",
    )


def _guesses(state: State, master: Mastery) -> tuple[Guess, ...]:
    found: list[Guess] = []
    for event in reversed(state.history):
        if isinstance(event, Wrong | Near):
            shown = state.held.locks.get(event.lock)
            title = master.lock(event.lock).title if shown else event.lock
            found.append(Guess(event.at, event.by, title, " · ".join(event.fields), isinstance(event, Near)))
            if len(found) == GUESSES:
                break
    return tuple(found)
