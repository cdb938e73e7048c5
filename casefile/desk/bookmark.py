"""Where a player is at the desk: what coming back brings back. Kept as a view record, not as events."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

KEY = "desk"
"""Our part of the record; other front ends keep theirs beside it."""


@dataclass(slots=True)
class Bookmark:
    """One player's place."""

    paper: str = ""
    place: list[int] = field(default_factory=lambda: [-1, 0])
    """Block and step at the top of the paper."""
    beside: str = ""
    lock: str = ""
    answers: dict[str, list[str]] = field(default_factory=dict)
    """Half-typed answers by lock."""
    folded: list[str] = field(default_factory=list)
    answering: bool = False
    """The cursor was in the answer."""
    box: int = 0
    """In which box of it."""
    ended: str = ""
    """The ending that has been told."""
    late: bool = False
    """That the host's time is up has been told."""
    been: bool = False
    """The content note has been shown."""

    @classmethod
    def read(cls, record: dict[str, Any]) -> Self:
        """Take what is well formed from a record; the rest begins anew."""
        kept = record.get(KEY)
        mark = cls()
        if not isinstance(kept, dict):
            return mark
        for one in fields(cls):
            value = kept.get(one.name)
            if type(value) is type(getattr(mark, one.name)):
                setattr(mark, one.name, value)
        if len(mark.place) != 2 or not all(isinstance(number, int) for number in mark.place):
            mark.place = [-1, 0]
        mark.answers = {
            lock: [str(text) for text in typed] for lock, typed in mark.answers.items() if isinstance(typed, list)
        }
        return mark

    def record(self, whole: dict[str, Any]) -> dict[str, Any]:
        """The whole record with this place in it."""
        return {**whole, KEY: asdict(self)}
