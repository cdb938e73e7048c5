"""What a team sees, read from its save as it lies on disk: bots look here, since a screen cannot be asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.session.mastery import Mastery
from casefile.session.table import Table
from casefile.store.eventstore import ONE, Record
from casefile.store.memory import MemoryStore
from casefile.store.peek import peek

if TYPE_CHECKING:
    from casefile.host.deal.deal_file import Team
    from casefile.host.deal.folder import DealFolder
    from casefile.session.hosted_views import RequestView
    from casefile.session.views import LockView, PaperRow

_GIVEN = ("seq", "cmd")


class Mirror:
    """A team's play as it stands in its save. Nothing here writes to it."""

    def __init__(self, folder: DealFolder, team: Team, *, clock: Callable[[], float] = time.time) -> None:
        """Look into a team's save; it need not be there yet.

        Args:
            folder: What was dealt.
            team: Whose save.
            clock: The one that the plays run by.
        """
        self.sheet = folder.sheet(team)
        self.team = team
        self._path = folder.saves / f"{team.id}.save"
        self._changed = 0
        self._store = MemoryStore()
        self._pack = folder.pack(team)
        self.play = Mastery(Table(self._pack, self._store, clock=clock), player="rehearsal")
        self.events: list[Record] = []

    def look(self) -> None:
        """Read on."""
        try:
            changed = self._path.stat().st_mtime_ns
            if changed == self._changed:
                return
            kept = peek(self._path)
        except (FileNotFoundError, Refusal):
            return  # between one generation and the next
        self._changed = changed
        for event in kept.events[len(self.events) :]:
            plain = {name: value for name, value in event.items() if name not in _GIVEN}
            self._store.append(ONE, len(self.events), f"{event['seq']}", [plain])
            self.events.append(event)

    @property
    def has_begun(self) -> bool:
        """Somebody has sat down."""
        return bool(self.events)

    def papers(self) -> list[PaperRow]:
        """Every paper, in the order of the file."""
        return [paper for folder in self.play.folders() for paper in folder.papers]

    def unread(self) -> PaperRow | None:
        """What the key for the next paper opens."""
        papers = self.papers()
        fresh = next((one for one in papers if not one.is_read), None)
        return fresh or next((one for one in papers if one.is_changed), None)

    def in_hand(self) -> LockView | None:
        """The lock that the desk asks for next."""
        waiting = [lock for lock in self.play.locks() if not lock.solved and lock.form != "request"]
        return min(waiting, key=lambda lock: lock.released, default=None)

    def requests(self) -> tuple[RequestView, ...]:
        """What was asked of the game master."""
        return self.play.requests()

    def close(self) -> None:
        """Let go of the pack."""
        self.play.leave()
        self._pack.close()
