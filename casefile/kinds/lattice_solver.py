"""Finding a round from its plan: which blocks it shuts in, row after row, and which of all that agree hang together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_CELL = r"(?:nothing|[a-z]|\d)"
_SAID = re.compile(rf"\brow (\d): ({_CELL}(?:, {_CELL})*)\b")
_DRAWN = re.compile(r"^\W*(\d) +│(.+)│\s*$")
_CLOCK = re.compile(r"\b\d\d\.\d\d\b")
_WIDE = range(6, 9)
"""Blocks in a row."""
_BLANK = {"", "—", "-", "nothing"}
_Row = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    counts: Mapping[tuple[int, int], int]
    sites: Mapping[tuple[int, int], str]
    wide: int
    high: int


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The letters of the sites that are shut in, and the site with three sides walked.

    Args:
        papers: The plan as it is drawn, as a table or in words.
        params: `clocks` of several rounds, and the `clock` of the one that is asked for.
    """
    held = (_plan(_of_the_hour(text, params["clocks"], params["clock"])) for text in papers)
    plans = [plan for plan in held if plan]
    if not plans or any(plan != plans[0] for plan in plans):
        raise unsolved("The papers have no whole plan, or several.")
    (plan, *_) = plans
    rounds = [inside for inside in _fills(plan) if _is_one(inside)]
    if len(rounds) != 1:
        raise unsolved(f"{len(rounds)} rounds agree with the plan.")
    (inside,) = rounds
    shut = [letter for (row, at), letter in plan.sites.items() if inside[row][at]]
    thrice = [letter for (row, at), letter in plan.sites.items() if _sides(inside, row, at) == 3]
    if len(thrice) != 1:
        raise unsolved(f"{len(thrice)} sites are passed on three sides.")
    return "".join(sorted(shut)), thrice[0]


def _of_the_hour(text: str, clocks: Sequence[str], clock: str) -> str:
    """What stands under an hour, where there are several; elsewhere all of it."""
    if not clocks:
        return text
    kept, is_it = [], False
    for line in text.splitlines():
        named = [found for found in _CLOCK.findall(line) if found in clocks]
        is_it = named[-1] == clock if named else is_it
        kept += [line] if is_it else []
    return "\n".join(kept)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    flat = " ".join(text.split())
    for number, said in _SAID.findall(flat):
        yield int(number), said.split(", ")
    for line in text.splitlines():
        if match := _DRAWN.match(line):
            yield int(match[1]), match[2].split("│")
    for cells in rows(text):
        if cells[0].isdigit() and all(cell in _BLANK or re.fullmatch(_CELL, cell) for cell in cells[1:]):
            yield int(cells[0]), cells[1:]


def _plan(text: str) -> _Plan | None:
    """The plan in a text, if every row of one is there."""
    cells: dict[int, list[str]] = {}
    for number, found in _rows(text):
        if len(found) in _WIDE:
            cells.setdefault(number, [cell.strip() for cell in found])
    widths = {len(row) for row in cells.values()}
    if len(widths) != 1 or sorted(cells) != list(range(1, len(cells) + 1)):
        return None
    counts, sites = {}, {}
    for (row, found), at in product(sorted(cells.items()), range(max(widths))):
        if found[at].isdigit():
            counts[row - 1, at] = int(found[at])
        elif found[at] not in _BLANK:
            sites[row - 1, at] = found[at]
    return _Plan(counts, sites, max(widths), len(cells))


def _fills(plan: _Plan) -> Iterator[tuple[_Row, ...]]:
    """Every choice of blocks that agrees with all counts and in which no two meet at a corner only."""
    none = (False,) * plan.wide

    def go(fixed: tuple[_Row, ...]) -> Iterator[tuple[_Row, ...]]:
        above, here, row = fixed[-2], fixed[-1], len(fixed) - 2
        for below in _below(plan, row, above, here):
            if _meets(here, below):
                continue
            if row < plan.high - 1:
                yield from go((*fixed, below))
            elif below == none:
                yield fixed[1:]

    for first in product((False, True), repeat=plan.wide):
        yield from go((none, first))


def _below(plan: _Plan, row: int, above: _Row, here: _Row) -> Iterator[_Row]:
    """The rows that may come next, if the counts of this one are to agree."""
    padded = (False, *here, False)
    choices = []
    for at, shut in enumerate(here):
        so_far = (padded[at] != shut) + (padded[at + 2] != shut) + (above[at] != shut)
        count = plan.counts.get((row, at))
        choices.append([other for other in (False, True) if count is None or so_far + (other != shut) == count])
    if row == plan.high - 1:
        choices = [[other for other in choice if not other] for choice in choices]
    return product(*choices)


def _meets(here: _Row, below: _Row) -> bool:
    """Whether two blocks of a kind touch at a corner only, so that a way would cross itself."""
    squares = zip(here, here[1:], below, below[1:], strict=False)
    return any(a == d and b == c and a != b for a, b, c, d in squares)


def _is_one(inside: Sequence[_Row]) -> bool:
    """Whether all that is shut in hangs together, and all that is not reaches the edge of the town."""
    wide = len(inside[0])
    edged = [(False,) * (wide + 2), *((False, *row, False) for row in inside), (False,) * (wide + 2)]
    places = {(row, at): shut for row, line in enumerate(edged) for at, shut in enumerate(line)}
    for kind in (True, False):
        left = {place for place, shut in places.items() if shut == kind}
        if not left:
            return False
        reached, open_ended = set[tuple[int, int]](), [min(left)]
        while open_ended:
            row, at = place = open_ended.pop()
            if place in left and place not in reached:
                reached.add(place)
                open_ended += [(row - 1, at), (row + 1, at), (row, at - 1), (row, at + 1)]
        if reached != left:
            return False
    return True


def _sides(inside: Sequence[_Row], row: int, at: int) -> int:
    beside = ((row - 1, at), (row + 1, at), (row, at - 1), (row, at + 1))
    others = (0 <= r < len(inside) and 0 <= c < len(inside[0]) and inside[r][c] for r, c in beside)
    return sum(other != inside[row][at] for other in others)
