"""What a store of events promises; `tests/store/test_conformance.py` holds every implementation to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

ONE = "play"
"""Name of the session in a store that holds a single one."""

Record = dict[str, Any]
"""A JSON object."""


class Conflict(Exception):  # noqa: N818  not an error: somebody else was first
    """The session is not where the writer believed it to be; read on and decide again.

    Attributes:
        head: Number of the session's last event.
    """

    def __init__(self, head: int) -> None:
        super().__init__(f"the session is at event {head}")
        self.head = head


class EventStore(Protocol):
    """Keeps the events of sessions, in order, once each, and one view record for each player.

    An event is a JSON object. The store numbers it (`seq`, from 1 without gaps) and names the command that made it
    (`cmd`). An event may carry `facts`; the facts of a session are the union of these, later ones winning.
    Whoever appends has the events on disk when the call returns. Every method may be called from any thread.
    """

    def append(self, session: str, expected_seq: int, cmd_id: str, events: Sequence[Mapping[str, Any]]) -> int:
        """Add the events of one command: all of them or none.

        Args:
            session: Which session.
            expected_seq: Number of the last event that the writer knows; 0 for a new session.
            cmd_id: Name of the command. A command that is there already is not added again.
            events: JSON objects without `seq` and `cmd`.

        Returns:
            Number of the session's last event.

        Raises:
            Conflict: Another command came first.
            Refusal: The events cannot be kept; nothing was changed.
        """

    def read(self, session: str, after: int = 0) -> list[Record]:
        """All events with a higher number than `after`, in order, each with `seq` and `cmd`."""

    def subscribe(self, session: str, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` after every append, perhaps from another thread; it must return at once.

        Returns:
            Ends the subscription.
        """

    def view(self, session: str, player: str) -> Record | None:
        """The player's view record."""

    def keep_view(self, session: str, player: str, record: Mapping[str, Any]) -> None:
        """Replace the player's view record."""

    def facts(self, session: str) -> Record:
        """The session's facts; empty if there is no such session."""
