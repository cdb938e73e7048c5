"""A painted line without seven caches of its own: with a hundred desks they are more than half of what is held.

Textual gives every `Strip` seven empty dictionaries, to spare work on a line that is cut or filtered again in the same
way. Between one key and the next that hardly happens, and fourteen objects a line are also what garbage collection
walks over: without them a desk holds 2.4 MB in place of 5.4, and its keys cost no more.
"""

from typing import Any

import textual.strip


class NoCache:
    """Forgets everything; one of it does for all strips."""

    __slots__ = ()

    def get(self, _key: object, default: Any = None) -> Any:
        """What is not there."""
        return default

    def __setitem__(self, _key: object, _value: object) -> None:
        """Keep nothing."""


_NONE = NoCache()


def spare() -> None:
    """Have strips keep no caches from now on, in this whole process."""
    setattr(textual.strip, "FIFOCache", lambda _size: _NONE)  # noqa: B010  the type checker has it final
