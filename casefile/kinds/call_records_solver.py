"""Finding the cut-out in a printed list: for each two lines that talk often, who rings the same number after all."""

import re
from collections import defaultdict

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_CLOCK = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)")
_NUMBER = re.compile(r"\d{7}")
_MINUTES, _OFTEN = 3, 4


def solve(text: str) -> Answer:
    """The number that answers every call of a pair, and how many times.

    Args:
        text: All papers; the list has clock, from, to and whatever else.
    """
    calls: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for cells in rows(text):
        said = _CLOCK.fullmatch(cells[0])
        if said and len(cells) >= 3 and all(map(_NUMBER.fullmatch, cells[1:3])):
            calls[cells[1], cells[2]].append(int(said[1]) * 60 + int(said[2]))
    found = {
        (answers[0], str(len(asked)))
        for pair, asked in calls.items()
        for answers, times in calls.items()
        if len(asked) >= _OFTEN and answers != pair and all(_is_answered(at, times) for at in asked)
    }
    if len(found) != 1:
        raise unsolved(f"{len(found)} numbers answer every call of some two lines; there are {len(calls)} pairs.")
    return found.pop()


def _is_answered(at: int, times: list[int]) -> bool:
    return any(0 <= time - at <= _MINUTES for time in times)
