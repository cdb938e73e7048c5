"""The parameters of a timetable, and what is wrong with them."""

import re
from collections.abc import Iterator
from itertools import permutations

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold, minute_of
from casefile.kinds.timetable_lines import LAST, LINES, MIDDLE

_SLOTS = {
    "start": ("stop", "time"),
    "goal": ("stop", "time"),
    "change": ("minutes",),
    "change_at": ("stop", "minutes"),
    "once": (),
    "wait": ("minutes",),
}


class Wording(Params, frozen=True, kw_only=True):
    """How the rules are said; each names its slots once."""

    start: str = "Start from {stop}, not before {time}."
    goal: str = "Be at {stop} not later than {time}."
    change: str = "A change takes {minutes} minutes at least."
    change_at: str = "At {stop} a change takes {minutes} minutes at least."
    once: str = "Never take the same line twice."
    wait: str = "Wait nowhere longer than {minutes} minutes."


class TimetableParams(Params, frozen=True, kw_only=True):
    """Parameters of a timetable."""

    start: str
    goal: str
    stops: list[str]
    """Names of the stops between; as many as are needed are drawn."""
    lines: list[str]
    leave: str
    """The clock at which the traveller is at the start."""
    legs: int = 4
    change: int = 5
    changes: dict[str, int] = msgspec.field(default_factory=dict)
    """Stops at which a change takes longer."""
    once: bool = True
    wait: int = 0
    """Longest wait at a change; 0: as long as one likes."""
    services: int = 5
    """Services of a line at most."""
    wording: Wording = msgspec.field(default_factory=Wording)


def check(table: TimetableParams) -> None:
    """Refuse what no timetable can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in _wrong(table):
        raise Refusal("kind-params", f"params: {what}")


def _wrong(table: TimetableParams) -> Iterator[str]:
    names = [table.start, table.goal, *table.stops]
    for listed, count in ((names, MIDDLE + 2), (table.lines, LINES)):
        if len(set(map(fold, listed))) < max(count, len(listed)) or not all(map(fold, listed)):
            yield f"`stops` wants {MIDDLE} different names at least, and `lines` {LINES}."
    if any(re.search(r"[|;:*]|\s{2}", name) for name in (*names, *table.lines)):
        yield "names of stops and lines have no bar, colon, semicolon or star."
    if minute_of(table.leave) + LAST >= 24 * 60:
        yield f"`leave` must lie {LAST} minutes before midnight at least."
    yield from _wrong_numbers(table)
    yield from _wrong_wording(table.wording)


def _wrong_wording(wording: Wording) -> Iterator[str]:
    for name, slots in _SLOTS.items():
        if sorted(re.findall(r"\{(\w+)\}", getattr(wording, name))) != sorted(slots):
            yield f"`wording.{name}` names {' and '.join(slots) or 'nothing'} in braces, once each."
            return
    for one, other in permutations(_SLOTS, 2):
        pieces = re.split(r"(\{\w+\})", getattr(wording, one))
        pattern = "".join(".+" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        if re.search(pattern, getattr(wording, other)):
            yield f"`wording.{other}` can be read as `wording.{one}`."


def _wrong_numbers(table: TimetableParams) -> Iterator[str]:
    if not 2 <= table.legs <= 4 or not 3 <= table.services <= 6:
        yield "an itinerary has 2 to 4 `legs`, a line 3 to 6 `services`."
    if not 2 <= table.change <= 15 or 0 < table.wait < table.change + 5 or table.wait < 0:
        yield "`change` is 2 to 15 minutes, and `wait` 5 more than it at least, or 0."
    for stop, minutes in table.changes.items():
        if stop not in table.stops or not table.change < minutes <= 20:
            yield f"`changes` gives a stop of `stops` more minutes than `change`, 20 at most; “{stop}” is not so."
