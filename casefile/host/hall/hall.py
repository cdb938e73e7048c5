"""All rooms of an event, and the door to them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.host.hall.door import Door, Place
from casefile.host.hall.errata import Errata
from casefile.host.hall.room import Room
from casefile.host.hall.steady_clock import steady

if TYPE_CHECKING:
    from casefile.host.deal.deal_file import Team
    from casefile.host.deal.folder import DealFolder


class Hall:
    """An event: a deal folder, and a room for each of its teams."""

    def __init__(
        self,
        folder: DealFolder,
        *,
        minutes: float = 0.0,
        waits: bool = False,
        clock: Callable[[], float] = steady,
    ) -> None:
        """Open a deal folder for play.

        Args:
            folder: What was dealt.
            minutes: How long a team has; 0 for as long as it likes.
            waits: The clocks of teams that begin stand until the game master lets them go.
            clock: Seconds since the epoch, for every play here; a rehearsal's runs faster.

        Raises:
            Refusal: The folder of saves cannot be made, or the players' file cannot be read.
        """
        self.folder = folder
        self.title = folder.about.title
        self.saves = folder.saves
        try:
            self.saves.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Refusal("host-saves", f"{self.saves} cannot be made ({error.strerror}).") from None
        self.door = Door(folder, self.saves / "players.json")
        self.master_key = ""
        """Fingerprint of the key that opens the console; without one nothing does."""
        self.errata = Errata(folder.saves / "errata.json")
        self.clock = clock
        self._minutes, self._waits = minutes, waits
        self._lock = threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._masters: dict[str, Callable[[str], object]] = {}
        self._watchers: list[Callable[[], None]] = []
        for team in folder.teams:
            self._add(team)

    def _add(self, team: Team) -> None:
        room = Room(
            self.folder,
            team,
            minutes=self._minutes,
            waits=self._waits,
            opened=self.errata.give,
            clock=self.clock,
        )
        room.watch(self._changed)
        self._rooms[team.id] = room

    def sign_in(self, name: str, close: Callable[[str], object]) -> str:
        """A game master comes; two at once are told apart by a number. `sign_out` when he goes.

        Args:
            name: How he signs.
            close: Sends him home with a sentence.

        Returns:
            How he signs from now on.
        """
        with self._lock:
            names = (name, *(f"{name} {number}" for number in range(2, 100)))
            signed = next(one for one in names if one not in self._masters)
            self._masters[signed] = close
            return signed

    def sign_out(self, name: str) -> None:
        """A game master has gone."""
        with self._lock:
            self._masters.pop(name, None)

    def look_again(self) -> None:
        """Teams may have been dealt in late: read the folder once more. Refusal: as `DealFolder.open`."""
        fresh = self.folder.open(self.folder.path)
        with self._lock:
            self.folder = self.door.folder = fresh
            for team in fresh.teams:
                if team.id not in self._rooms:
                    self._add(team)
        self._changed()

    def room(self, team: str) -> Room:
        """A team's room. Refusal: `team-unknown`."""
        room = self._rooms.get(team)
        if room is None:
            raise Refusal("team-unknown", f"There is no team {team} here.")
        return room

    def __iter__(self) -> Iterator[Room]:
        return iter(tuple(self._rooms.values()))

    def remember(self, fingerprint: str, place: Place) -> None:
        """Somebody has sat down: his key is known at the next visit."""
        with contextlib.suppress(Refusal):  # a full disk costs the player his code once more
            self.door.remember(fingerprint, place)

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told when somebody comes or goes. Returns what ends it."""
        self._watchers.append(tell)
        return lambda: self._watchers.remove(tell) if tell in self._watchers else None

    def _changed(self) -> None:
        for tell in tuple(self._watchers):
            tell()

    def close(self, sentence: str) -> None:
        """Send everybody home; every save is written and let go of."""
        for send_home in tuple(self._masters.values()):
            send_home(sentence)
        for room in self:
            room.close(sentence)
