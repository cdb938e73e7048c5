"""A team's play, wound to any moment. It is looked at, and nothing in it can be done."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from casefile.errors import Refusal
from casefile.host.report.names import players_of
from casefile.host.report.reading import Reading
from casefile.session import log
from casefile.session.events import Event, Read, dump
from casefile.session.play import Session
from casefile.session.state import State
from casefile.session.table import Table
from casefile.session.views import MessageView, Page
from casefile.store.eventstore import Record
from casefile.vault import Pack

_EVERY = 40
"""Events between two states that are kept, to wind back to."""


class Tape:
    """An `EventStore` that shows what was recorded up to a place, and takes nothing."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._facts: Record = {}
        for record in records:
            self._facts |= record.get("facts", {})
        self.place = 0
        """How many of the events there are by now."""

    def append(self, session: str, expected_seq: int, cmd_id: str, events: Sequence[Mapping[str, Any]]) -> int:
        """Refuse. Refusal: `replay-shut`."""
        del session, expected_seq, cmd_id, events
        raise Refusal("replay-shut", "This is only watched again: nothing can be done in it.")

    def read(self, session: str, after: int = 0) -> list[Record]:
        """See `EventStore.read`."""
        del session
        return [dict(record) for record in self._records[: self.place] if record["seq"] > after]

    def subscribe(self, session: str, tell: Callable[[], None]) -> Callable[[], None]:
        """Nobody else winds it, so there is nothing to tell."""
        del session, tell
        return lambda: None

    def view(self, session: str, player: str) -> Record | None:
        """Whoever watches has seen how the case begins."""
        del session, player
        return {"desk": {"been": True}}

    def keep_view(self, session: str, player: str, record: Mapping[str, Any]) -> None:
        """Where somebody looked is not kept."""

    def facts(self, session: str) -> Record:
        """See `EventStore.facts`."""
        del session
        return dict(self._facts)


class ReplayTable(Table):
    """A table whose play can be wound back."""

    def __init__(self, pack: Pack, tape: Tape, clock: Callable[[], float]) -> None:
        """Lay it, with nothing on it."""
        super().__init__(pack, tape, clock=clock)
        self._tape = tape
        self._kept: dict[int, State] = {0: self._current}

    def wind(self, place: int) -> None:
        """Have so many events have happened, and no more."""
        with self.busy:
            if place < self._tape.place:
                self._tape.place = max(kept for kept in self._kept if kept <= place)
                self._current = self._kept[self._tape.place]
            while self._tape.place < place:
                self._tape.place = min(place, (self._tape.place // _EVERY + 1) * _EVERY)
                self._fold()
                if self._tape.place % _EVERY == 0:
                    self._kept[self._tape.place] = self._current
        self._tell()


class Watching(Session):
    """A session that looks on."""

    def __init__(self, table: Table, *, player: str) -> None:
        """Look on at a table, as a player would see it."""
        super().__init__(table, player=player)
        self._pages: dict[str, Page] = {}

    def page(self, paper: str) -> Page:
        """A paper; one that the play was wound back before stays readable as long as it lies there."""
        with suppress(Refusal):
            self._pages[paper] = super().page(paper)
        return self._pages[paper] if paper in self._pages else super().page(paper)

    def read(self, paper: str) -> Page:
        """Look at a paper; the team has read it or not."""
        return self.page(paper)

    def tick(self, idle_minutes: float) -> tuple[MessageView, ...]:
        """No time passes."""
        del idle_minutes
        return ()

    def pause(self) -> None:
        """Whoever looks on does not stop the clock."""


class Replay:
    """What a team did, event by event."""

    def __init__(self, reading: Reading) -> None:
        """Take a play that was read; it begins before its first event.

        Raises:
            Refusal: `replay-empty`: nothing happened in it.
        """
        self.events: Sequence[Event] = reading.events
        if not self.events:
            raise Refusal("replay-empty", f"{reading.team.name} has not played: there is nothing to watch.")
        self.team = reading.play.state.facts.get("name") or reading.team.name
        self.played = [reading.when[event.seq] for event in self.events]
        """Seconds played, event by event."""
        self.words = [row.words for row in log.rows(reading.play, is_host=True)]
        self._ats = [event.at for event in self.events]
        self._tape = Tape([dump(event) for event in self.events])
        self._table = ReplayTable(reading.pack, self._tape, self.now)
        players = players_of(self.events)
        self.session = Watching(self._table, player=players[0] if players else "Nobody")

    @property
    def place(self) -> int:
        """How many events have happened."""
        return self._tape.place

    @property
    def event(self) -> Event | None:
        """The last event that has happened."""
        return self.events[self.place - 1] if self.place else None

    def now(self) -> float:
        """What time it is in the play."""
        return self._ats[max(0, self.place - 1)]

    def wind(self, place: int) -> None:
        """Have so many events have happened, as far as there are."""
        self._table.wind(max(0, min(len(self.events), place)))

    def at_minute(self, minute: float) -> int:
        """How many events had happened by a minute of the team's clock."""
        return bisect_left(self.played, 60 * minute) if minute > 0 else 0

    def within(self, seconds: float) -> int:
        """How many events will have happened so long after the next one."""
        if self.place >= len(self.events):
            return self.place
        return max(self.place + 1, bisect_right(self._ats, self._ats[self.place] + seconds))

    def wait(self) -> float:
        """Seconds of the play until the next event."""
        return max(0.0, self._ats[self.place] - self.now()) if self.place < len(self.events) else 0.0

    def last_read(self) -> str:
        """The paper that was opened last, by anybody; empty before the first."""
        papers = self.session.state.held.papers
        reads = (event.paper for event in reversed(self.events[: self.place]) if isinstance(event, Read))
        return next((paper for paper in reads if paper in papers), "")
