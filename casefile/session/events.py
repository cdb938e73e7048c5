"""What can happen in a play. The state of a session is the fold of these and of nothing else.

A kind, once released, keeps its name and the meaning of its fields; new fields have defaults. `Began.v` counts the
changes that an older program could not read.
"""

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from casefile.errors import Refusal
from casefile.session.base import Base
from casefile.session.hosted import (
    Announced,
    Asked,
    Claimed,
    Closed,
    Corrected,
    Extended,
    Freed,
    Held,
    Joined,
    Moved,
    Proposed,
    Refunded,
    Released,
    Replied,
    Rewound,
    Seized,
    Timed,
    Withdrawn,
    Yielded,
)
from casefile.text import clean

VERSION = 1


class Began(Base, frozen=True):
    """A play began."""

    language: str
    v: int = VERSION


class Resumed(Base, frozen=True):
    """Somebody sat down again."""

    left: float = 0.0
    """When the sitting before it ended: its last event or view record. A crash does not run the clock."""


class Paused(Base, frozen=True):
    """A break; the next event ends it."""


class Adopted(Base, frozen=True):
    """The play goes on with a higher revision of its pack."""

    rev: int


class Returned(Base, frozen=True):
    """The play went back: what stands before this was copied from another save."""

    to: int


class Renamed(Base, frozen=True):
    """The save has another name."""


class Read(Base, frozen=True):
    """A paper was opened: for the first time, or for the first time since a lift came to it."""

    paper: str


class Used(Base, frozen=True):
    """A tool was used for the first time."""

    tool: str


class Solved(Base, frozen=True):
    """An answer opened its lock."""

    lock: str
    fields: list[str]
    """As typed."""
    node: str
    """The opened node's id, in hex."""
    key: str
    """Its key, in hex; without it nothing opens."""
    with_: str = msgspec.field(default="", name="with")
    """Who signed what `by` proposed."""


class Near(Base, frozen=True):
    """An answer was a foreseen near miss."""

    lock: str
    fields: list[str]
    node: str
    key: str


class Wrong(Base, frozen=True):
    """An answer opened nothing."""

    lock: str
    fields: list[str]
    with_: str = msgspec.field(default="", name="with")
    """Who signed what `by` proposed."""


class Hinted(Base, frozen=True):
    """A rung of a hint was asked for."""

    lock: str
    step: str
    rung: int
    """From 1."""


class Noted(Base, frozen=True):
    """A note was written."""

    text: str
    paper: str = ""


class Unnoted(Base, frozen=True):
    """A note was thrown away."""

    note: int
    """`seq` of the `Noted`."""


class Marked(Base, frozen=True):
    """A choice of a question was marked, or its mark taken off."""

    question: str
    choice: str
    mark: str
    reason: str = ""
    paper: str = ""


class Undone(Base, frozen=True):
    """A note or a mark was undone."""

    undoes: int
    """`seq` of the event."""


class Decided(Base, frozen=True):
    """A decision was taken."""

    decision: str
    option: str
    with_: str = msgspec.field(default="", name="with")
    """Who signed what `by` proposed."""


class Spoke(Base, frozen=True):
    """The case's language was changed."""

    language: str


class Nudged(Base, frozen=True):
    """Somebody sent a line because nothing had come from the desk for a while."""

    message: str


Event = (
    Began
    | Resumed
    | Paused
    | Adopted
    | Returned
    | Renamed
    | Read
    | Used
    | Solved
    | Near
    | Wrong
    | Hinted
    | Noted
    | Unnoted
    | Marked
    | Undone
    | Decided
    | Spoke
    | Nudged
    | Timed
    | Held
    | Released
    | Extended
    | Rewound
    | Announced
    | Corrected
    | Asked
    | Claimed
    | Replied
    | Refunded
    | Closed
    | Freed
    | Seized
    | Yielded
    | Joined
    | Moved
    | Proposed
    | Withdrawn
)

_KINDS = frozenset(kind.__name__.lower() for kind in get_args(Event))


def dump(event: Event) -> dict[str, Any]:
    """An event as a store takes it."""
    record: dict[str, Any] = msgspec.to_builtins(event)
    return record


def load(records: Iterable[dict[str, Any]]) -> list[Event]:
    """Events as a store gives them; every text in them is clean.

    Raises:
        Refusal: `save-version` if one is of a kind that this program does not know, `save-damaged` if one is none.
    """
    cleaned = [_clean(record) for record in records]
    kinds = {kind for record in cleaned if isinstance(kind := record.get("kind"), str)}
    try:
        events = msgspec.convert(cleaned, list[Event], strict=True) if kinds <= _KINDS else None
    except msgspec.ValidationError:
        raise Refusal("save-damaged", "This save holds something that is not an event. It was left as it is.") from None
    if events is None or any(isinstance(event, Began) and event.v > VERSION for event in events):
        raise Refusal("save-version", "This save was made by a newer casefile. Update the program first.")
    return events


def _clean(value: Any, *, lines: bool = False) -> Any:
    """Clean every string: a save may have been edited, or come from somebody else."""
    match value:
        case str():
            return clean(value, lines=lines)
        case list():
            return [_clean(item) for item in value]
        case dict():
            return {key: _clean(item, lines=key == "text") for key, item in value.items()}
    return value
