"""Finding the pass that was in two hands: put the clocks right, and walk from every passage of a pass to its next."""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_CLOCK = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)")
_DOOR, _PASS = re.compile("[A-H]"), re.compile(r"\d{3}")
_SAID = re.compile(r"\b([A-H])[–-]([A-H]) (\d{1,2})\b")


@dataclass(slots=True)
class _Papers:
    """What the tables say, in minutes."""

    fast: dict[str, int] = field(default_factory=dict)
    ways: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    noted: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Of each pass, by the clock of the door."""


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The pass, and the letters of the two doors in the order in which it passed them.

    Args:
        papers: Texts. Tables have clock, door, pass; door, its name, its clock; door, door, minutes. The plan in words
            does for the last.
        params: `fast`, `slow` and `exact`: how a clock is said to go.
    """
    found = _read("\n\n".join(papers), params)
    if (
        not found.noted
        or not found.ways
        or any(door not in found.fast for mine in found.noted.values() for _, door in mine)
    ):
        raise unsolved("The papers do not have the log, the plan and the clock of every door.")
    away = {door: _minutes_from(door, found.ways) for door in found.fast}
    late = []
    for number, noted in found.noted.items():
        true = sorted((minute - found.fast[door], door) for minute, door in noted)
        for (minute, one), (then, other) in pairwise(true):
            if other not in away[one]:
                raise unsolved(f"No way on the plan leads from {one} to {other}.")
            if then - minute < away[one][other]:
                late.append((number, one, other))
    if len(late) != 1:
        raise unsolved(f"{len(late)} passages of {len(found.noted)} passes come too soon after the one before.")
    return late[0]


def _read(text: str, params: Mapping[str, Any]) -> _Papers:
    found = _Papers()
    for cells in rows(text):
        clock = _CLOCK.fullmatch(cells[0])
        if clock and len(cells) > 2 and _DOOR.fullmatch(cells[1]) and _PASS.fullmatch(cells[2]):
            found.noted[cells[2]].append((int(clock[1]) * 60 + int(clock[2]), cells[1]))
        elif len(cells) > 2 and _DOOR.fullmatch(cells[0]):
            if _DOOR.fullmatch(cells[1]) and cells[2].isdigit():
                found.ways[cells[0]][cells[1]] = found.ways[cells[1]][cells[0]] = int(cells[2])
            elif (fast := _fast(cells[2], params)) is not None:
                found.fast[cells[0]] = fast
    for one, other, minutes in _SAID.findall(text):
        found.ways[one][other] = found.ways[other][one] = int(minutes)
    return found


def _fast(cell: str, params: Mapping[str, Any]) -> int | None:
    """Minutes by which a clock is said to be ahead."""
    if cell == params["exact"]:
        return 0
    for name, sign in (("fast", 1), ("slow", -1)):
        before, _, after = str(params[name]).partition("{minutes}")
        if said := re.fullmatch(re.escape(before) + r"(\d+)" + re.escape(after), cell):
            return sign * int(said[1])
    return None


def _minutes_from(door: str, ways: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Minutes to every door that can be reached. Dijkstra, 1959."""
    known: dict[str, int] = {}
    ahead = [(0, door)]
    while ahead:
        minutes, here = heapq.heappop(ahead)
        if here not in known:
            known[here] = minutes
            for other, more in ways.get(here, {}).items():
                heapq.heappush(ahead, (minutes + more, other))
    return known
