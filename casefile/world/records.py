"""Registers: for one clue, where each suspect was and when.

An excluded suspect stands in the register somewhere else, over the whole window and `MARGIN` minutes beyond both of
its ends: a positive record, never a mere absence. A suspect who is not excluded stands there too, with a record that
leaves at least half of the window open. Everybody stands in it exactly once, in roll order.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile.source.world_file import ClueEntry, Window

MARGIN = 2
"""Minutes by which an excluding record is longer than the window at either end, at least."""
LONGEST = 40
"""Minutes that a record may reach beyond the window, or last outside it."""
_DAY = 24 * 60


class BadWindow(Exception):  # noqa: N818  it is told to the author as a Problem
    """A window that cannot be used."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of one day, from `start` to `end`."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Whether the other lies within this one, both ends included."""
        return self.start <= other.start and other.end <= self.end


def minute(clock: str) -> int:
    """`21.05` as minutes after midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def clock(minutes: int) -> str:
    """Minutes after midnight as `21.05`."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def window_of(window: Window, chance: random.Random) -> Span:
    """The window, moved as far as the author allows.

    Raises:
        BadWindow: It is too short or too near to midnight for records around it.
    """
    moved = chance.randint(-window.shift, window.shift)
    span = Span(minute(window.start) + moved, minute(window.end) + moved)
    edge = LONGEST + MARGIN + window.shift
    if span.end - span.start < 4 * MARGIN or span.start < edge or span.end > _DAY - 1 - edge:
        raise BadWindow(
            f"the window {window.start}-{window.end} must last {4 * MARGIN} minutes or more, "
            f"and leave {edge} minutes to midnight on both sides."
        )
    return span


def register(
    clue: ClueEntry, excluded: tuple[str, ...], people: Mapping[str, Mapping[str, Any]], chance: random.Random
) -> dict[str, Any]:
    """Everything that papers may say of one clue.

    Args:
        clue: The column of the code.
        excluded: Whom it excludes.
        people: The suspects in roll order.
        chance: The clue's own stream.

    Returns:
        The facts of the clue: `id act family excluded window rows`.
    """
    span = window_of(clue.window, chance)
    places = [chance.choice(clue.places) for _ in people]
    rows = []
    for (name, person), place in zip(people.items(), places, strict=True):
        out = name in excluded
        when = _covering(span, chance) if out else _open(span, chance)
        notes = clue.notes.get(name)
        rows.append(
            {
                "id": name,
                "name": person["name"],
                "place": place,
                "since": clock(when.start),
                "until": clock(when.end),
                "minutes": when.end - when.start,
                "note": (notes.out if out else notes.within) if notes else "",
                "excluded": out,
            }
        )
    window = {
        "place": clue.window.place,
        "date": clue.window.date,
        "from": clock(span.start),
        "to": clock(span.end),
        "minutes": span.end - span.start,
    }
    kept = {"id": clue.id, "act": clue.act, "family": clue.family, "excluded": list(excluded)}
    return kept | {"window": window, "rows": rows}


def _covering(span: Span, chance: random.Random) -> Span:
    return Span(span.start - chance.randint(MARGIN, LONGEST), span.end + chance.randint(MARGIN, LONGEST))


def _open(span: Span, chance: random.Random) -> Span:
    """A record that begins so late, or ends so early, that half of the window or more stays open."""
    half = (span.end - span.start) // 2
    length = chance.randint(5, LONGEST)
    if chance.random() < 0.5:
        end = span.start + chance.randint(-LONGEST // 4, half)
        return Span(end - length, end)
    start = span.end - chance.randint(-LONGEST // 4, half)
    return Span(start, start + length)
