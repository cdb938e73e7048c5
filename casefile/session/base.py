"""What all events have."""

from typing import Any

import msgspec


class Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=str.lower, omit_defaults=True):
    """What all events have."""

    at: float
    """Seconds since the epoch."""
    by: str
    """The player's name."""
    seq: int = 0
    """Given by the store, from 1 on."""
    cmd: str = ""
    """The command that made it."""
    facts: dict[str, Any] = {}
    """What the store shows of the session without folding it."""

    @property
    def kind(self) -> str:
        """The event's name on disk."""
        return type(self).__name__.lower()
