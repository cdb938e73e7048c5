"""One team's play, kept open: its pack, its events, and who sits at it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.steady_clock import after, steady
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.eventstore import ONE
from casefile.store.tinydb import TinyStore

SEATS = 12
"""Players of one team at once."""
NOT_YET = "It begins for all teams at once."
HOST = "The host"
"""Who has begun a play and started its clock."""


class Terminal(Protocol):
    """Where a player sits."""

    def close(self, sentence: str) -> None:
        """End it, and say why."""

    def tell(self, sentence: str) -> None:
        """Say something in a corner of the screen."""

    def point(self, who: str, paper: str, block: int) -> None:
        """Show where another player points."""


@dataclass(slots=True)
class Seat:
    """A player at the table."""

    player: str
    session: Session
    terminal: Terminal
    since: float


class Room:
    """A team's table. Opened when somebody first asks for it, and open from then on."""

    def __init__(  # noqa: PLR0913  each is named in the call
        self,
        folder: DealFolder,
        team: Team,
        *,
        minutes: float = 0.0,
        waits: bool = False,
        opened: Callable[[Table], object] | None = None,
        clock: Callable[[], float] = steady,
    ) -> None:
        """Make the room; nothing is read before it is needed.

        Args:
            folder: What was dealt.
            team: Whose the room is.
            minutes: How long the team has; 0 for as long as it likes.
            waits: Its clock stands until the game master lets it go.
            opened: Called with the table when it is laid.
            clock: Seconds since the epoch, for the play.
        """
        self._opened = opened
        self.team = team
        self._folder = folder
        self._minutes, self._waits, self._clock = minutes, waits, clock
        self._path = folder.saves / f"{team.id}.save"
        self._lock = threading.RLock()
        self._table: Table | None = None
        self._store: TinyStore | None = None
        self._seats: dict[str, Seat] = {}
        self._watchers: list[Callable[[], None]] = []

    # What is open

    @property
    def table(self) -> Table:
        """The team's play, begun if it has not begun. Every key of it is checked when it is opened.

        Raises:
            Refusal: As pack and store refuse.
        """
        with self._lock:
            if self._table is None:
                self._table = self._lay()
            return self._table

    def _lay(self) -> Table:
        pack = self._folder.pack(self.team)
        try:
            store = TinyStore(self._path)
        except BaseException:
            pack.close()
            raise
        try:
            table = Table(pack, store, clock=after(store.read(ONE), self._clock))
            master = Mastery(table, player=HOST)
            master.begin(name=self.team.name)
            is_new = master.clock() is None
            master.start(self._minutes)
            if is_new and self._waits:
                master.hold(NOT_YET)
            master.yield_("the host was stopped meanwhile")  # nobody sits at a player's terminal after that
            master.leave()
            if self._opened:
                self._opened(table)
        except BaseException:
            store.close()
            pack.close()
            raise
        self._store = store
        return table

    @property
    def has_begun(self) -> bool:
        """Somebody of the team has sat down once."""
        return self._table is not None or self._path.exists()

    def master(self, name: str) -> Mastery:
        """A game master's hand in this play; whoever asks lets go of it by `leave`."""
        return Mastery(self.table, player=name)

    # Who sits there

    def sit(self, player: str, terminal: Terminal) -> Session:
        """Take a place. Whoever sat there by that name is sent away: it is the same person at another terminal.

        Raises:
            Refusal: `room-full`, or as pack and store refuse.
        """
        with self._lock:
            before = self._seats.pop(player, None)
            if before is None and len(self._seats) >= SEATS:
                raise Refusal("room-full", f"{SEATS} players sit at this table already. One of them has to get up.")
            if before is not None:
                before.terminal.close("You have sat down at another terminal. This one was closed.")
                before.session.leave()
            session = Session.join(self.table, player=player, others=lambda: max(0, len(self._seats) - 1))
            self._seats[player] = Seat(player, session, terminal, self._clock())
        self._changed()
        return session

    def rise(self, player: str, terminal: Terminal) -> None:
        """Get up from a place, if that terminal still has it. What waits to be written is so before it is free."""
        seat = self._seats.get(player)
        if seat is None or seat.terminal is not terminal:
            return
        try:
            seat.session.leave()
        finally:
            with self._lock:
                if self._seats.get(player) is seat:
                    del self._seats[player]
            self._changed()

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who is there."""
        with self._lock:
            return tuple(self._seats.values())

    def point(self, who: str, paper: str, block: int) -> None:
        """Show the others where one of them points."""
        for seat in self.seats:
            if seat.player != who:
                seat.terminal.point(who, paper, block)

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told when somebody sits down or gets up. Returns what ends it."""
        self._watchers.append(tell)
        return lambda: self._watchers.remove(tell) if tell in self._watchers else None

    def _changed(self) -> None:
        for tell in tuple(self._watchers):
            tell()

    def close(self, sentence: str = "") -> None:
        """Send everybody away and let go of pack and save."""
        for seat in self.seats:
            seat.terminal.close(sentence)
            with contextlib.suppress(Refusal):  # a full disk costs what was half typed, and nobody else his goodbye
                self.rise(seat.player, seat.terminal)
        with self._lock:
            if self._table is not None and self._store is not None:
                self._store.close()
                self._table.pack.close()
            self._table = self._store = None
