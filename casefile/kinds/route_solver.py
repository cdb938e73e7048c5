"""Finding the wrong turning from the papers: tables by their rows, the vehicle by its measures."""

import re
from dataclasses import dataclass

from casefile.kinds.riddle import Answer, fold, unsolved
from casefile.kinds.tables import rows

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TURNS = {"left": "L", "right": "R", "ahead": "", "arrive": ""}
_WITHIN = 1


@dataclass(frozen=True, slots=True)
class _Tables:
    legs: dict[int, tuple[str, str, int, str]]
    """Number of the leg: from, to, tenths, turn."""
    turnings: dict[str, tuple[str, int, list[str]]]
    """Street: junction before it, tenths from there, the cells about what it lets through."""
    chart: dict[str, tuple[int, str]]
    """Minute: tenths, mark."""


def solve(text: str) -> Answer:
    """Street and minute of the turning that is not on the card and that the vehicle fits into.

    Args:
        text: All papers; tables as `|a|b|` lines or in columns with two spaces between them.
    """
    tables = _tables(text)
    starts, turns = _route(tables)
    size = _vehicle(text)
    so_far = 0
    for minute, (tenths, mark) in sorted(tables.chart.items()):
        so_far += tenths
        if not mark:
            continue
        if turns and turns[0][1] == mark and abs(turns[0][0] - so_far) <= _WITHIN:
            turns.pop(0)
            continue
        return _turning(tables, starts, so_far, size), minute
    raise unsolved("Every mark of the chart is a turn of the card.")


def _tables(text: str) -> _Tables:
    tables = _Tables({}, {}, {})
    for cells in rows(text):
        if _is_chart(cells):
            numbers = [float(cell) for cell in cells[1:] if _NUMBER.fullmatch(cell)]
            mark = next((cell for cell in cells[1:] if cell in {"L", "R"}), "")
            tables.chart[cells[0]] = (round(numbers[1] if len(numbers) > 1 else numbers[0] / 6), mark)
        elif len(cells) >= 5 and cells[0].isdigit() and cells[3].isdigit() and cells[4].lower() in _TURNS:
            tables.legs[int(cells[0])] = (cells[1], cells[2], int(cells[3]), _TURNS[cells[4].lower()])
        elif len(cells) >= 7 and cells[0].isdigit() and cells[3].isdigit():
            tables.turnings[cells[1]] = (cells[2], int(cells[3]), cells[4:7])
    if not (tables.legs and tables.turnings and tables.chart):
        raise unsolved("A table is missing: the card, the turnings or the chart.")
    return tables


def _is_chart(cells: list[str]) -> bool:
    return len(cells) >= 2 and re.fullmatch(r"\d\d\.\d\d", cells[0]) is not None and cells[1].isdigit()


def _names(junction: str) -> list[str]:
    """How a junction may be called: `B Corn Cross` is also B, and Corn Cross."""
    match = re.fullmatch(r"([A-Z]) (.+)", junction)
    return [fold(name) for name in (junction, *(match.groups() if match else ()))]


def _route(tables: _Tables) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Tenths from the start of every junction, and of every turn with its side."""
    starts: dict[str, int] = {}
    turns: list[tuple[int, str]] = []
    for _, (begin, end, tenths, turn) in sorted(tables.legs.items()):
        at = starts.get(fold(begin), 0) + tenths
        starts |= dict.fromkeys(_names(begin), at - tenths) | dict.fromkeys(_names(end), at)
        if turn:
            turns.append((at, turn))
    return starts, turns


def _vehicle(text: str) -> tuple[float, float]:
    found = [re.search(rf"(\d\.\d)\s*m\s+{word}", text) for word in ("high", "wide")]
    if not found[0] or not found[1]:
        raise unsolved("The papers do not say how high and how wide the vehicle is.")
    return float(found[0][1]), float(found[1][1])


def _turning(tables: _Tables, starts: dict[str, int], reading: int, size: tuple[float, float]) -> str:
    possible = []
    for street, (after, tenths, (height, width, way)) in tables.turnings.items():
        is_low = bool(_NUMBER.fullmatch(height)) and float(height) < size[0]
        is_narrow = bool(_NUMBER.fullmatch(width)) and float(width) < size[1]
        at = next((starts[name] for name in _names(after) if name in starts), None)
        is_near = at is not None and abs(at + tenths - reading) <= _WITHIN
        if is_near and not is_low and not is_narrow and "out only" not in way:
            possible.append(street)
    if len(possible) != 1:
        raise unsolved(f"{len(possible)} turnings are possible at {reading} tenths.")
    return possible[0]
