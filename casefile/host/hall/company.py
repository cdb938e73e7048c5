"""A room as a player's desk sees it: the others of the team who are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.host.hall.room import Room


class RoomCompany:
    """Fulfils `casefile.desk.company.Company`."""

    def __init__(self, room: Room, player: str) -> None:
        self._room, self._player = room, player

    def others(self) -> tuple[str, ...]:
        """Their names, in the order in which they sat down."""
        return tuple(seat.player for seat in self._room.seats if seat.player != self._player)

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told when somebody comes or goes; in any thread."""
        return self._room.watch(tell)

    def point(self, paper: str, block: int) -> None:
        """Show the others a place in a paper."""
        self._room.point(self._player, paper, block)
