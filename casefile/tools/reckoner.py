"""Sums of the road and of the clock: totals, distance, speed and time, the difference of two clocks."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

_DAY = 24 * 60
_MAX_LINES = 200
_DIGITS = r"\d{1,9}(?:\.\d{1,6})?"
_NUMBER = rf"({_DIGITS})"
_TIME = r"(\d{1,2})[.:](\d\d)"


def total(numbers: Sequence[Decimal]) -> list[Decimal]:
    """The running total after each number."""
    sums: list[Decimal] = []
    for number in numbers:
        sums.append((sums[-1] if sums else Decimal(0)) + number)
    return sums


def distance(mph: Decimal, minutes: Decimal) -> Decimal:
    """Miles gone at a steady speed (miles an hour) in so many minutes."""
    return mph * minutes / 60


def minutes(miles: Decimal, mph: Decimal) -> Decimal:
    """Minutes that so many miles take at a steady speed (miles an hour)."""
    return miles * 60 / mph


def speed(miles: Decimal, taken: Decimal) -> Decimal:
    """Speed in miles an hour over so many miles in so many minutes."""
    return miles * 60 / taken


def between(first: str, second: str) -> int:
    """Minutes from one clock (`HH.MM`) to another, over midnight if the second is earlier."""
    return (_minute(second) - _minute(first)) % _DAY


def later(clock: str, by: int) -> str:
    """The clock (`HH.MM`) so many minutes later, or earlier if negative."""
    hour, minute = divmod((_minute(clock) + by) % _DAY, 60)
    return f"{hour:02d}.{minute:02d}"


def _minute(clock: str) -> int:
    match = re.fullmatch(_TIME, clock.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Refusal("tool-reckoner-clock", "A clock is written as 21.49, from 00.00 to 23.59.")
    return int(match[1]) * 60 + int(match[2])


def _plain(number: Decimal) -> str:
    """At most two places, half up, no zeros behind."""
    text = f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sum(match: re.Match[str]) -> str:
    numbers = [Decimal(text) for text in re.findall(_DIGITS, match[1])]
    sums = total(numbers)
    answer = f"{len(numbers)} numbers, total {_plain(sums[-1])}"
    if match[2]:
        answer += f" tenths = {_plain(sums[-1] / 10)} miles"
    return answer + ("  (" + " ".join(_plain(number) for number in sums) + ")" if len(sums) > 1 else "")


def _difference(match: re.Match[str]) -> str:
    return f"{between(f'{match[1]}.{match[2]}', f'{match[3]}.{match[4]}')} min"


def _shift(match: re.Match[str]) -> str:
    by = int(match[4]) * (-1 if match[3] in "-−–" else 1)
    return later(f"{match[1]}.{match[2]}", by)


def _distance(match: re.Match[str]) -> str:
    miles = distance(Decimal(match[1]), Decimal(match[2]))
    return f"{_plain(miles)} miles = {_plain(miles * 10)} tenths"


def _minutes(match: re.Match[str]) -> str:
    return f"{_plain(minutes(_miles(match), _nonzero(match[3])))} min"


def _speed(match: re.Match[str]) -> str:
    return f"{_plain(speed(_miles(match), _nonzero(match[3])))} mph"


def _miles(match: re.Match[str]) -> Decimal:
    return Decimal(match[1]) / (10 if match[2].startswith("t") else 1)


def _nonzero(text: str) -> Decimal:
    number = Decimal(text)
    if not number:
        raise Refusal("tool-reckoner-zero", "Nothing goes anywhere at nought.")
    return number


_SPEED = rf"{_NUMBER}\s*(?:mph|miles an hour)"
_SPAN = rf"{_NUMBER}\s*(?:min|minutes?)"
_WAY = rf"{_NUMBER}\s*(miles?|tenths?)"
_AND = r"\s*(?:,|for|in|at|and)?\s*"

_SUMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), answer)
    for pattern, answer in (
        (rf"(?:from\s+)?{_TIME}\s*(?:to|until|-|–|->|→)\s*{_TIME}", _difference),
        (rf"{_TIME}\s*([+\-−–])\s*(\d{{1,4}})(?:\s*min(?:utes?)?)?", _shift),
        (_SPEED + _AND + _SPAN, _distance),
        (_WAY + _AND + _SPEED, _minutes),
        (_WAY + _AND + _SPAN, _speed),
        (rf"(?:sum\s+)?({_DIGITS}(?:[\s+,]+{_DIGITS})*)\s*(tenths?)?", _sum),
    )
)


def _answer(line: str) -> str:
    for pattern, answer in _SUMS:
        if match := pattern.fullmatch(line):
            try:
                return answer(match)
            except Refusal as refusal:
                return refusal.sentence
    return "not a sum that the reckoner knows"


def _run(args: Mapping[str, str]) -> str:
    sums = lines(args.get("text", ""))[:_MAX_LINES]
    if not sums:
        raise Refusal("tool-reckoner-empty", "Give the reckoner a sum, such as 3 4 5, 24 mph 5 min, 21.31 to 21.49.")
    if table := _table(sums):
        return "\n".join(table)
    return "\n".join(row for line in sums for row in _shown(line, _answer(line)))


def _table(rows: Sequence[str]) -> list[str]:
    """The rows of a table with running totals in the place of its figures; nothing if these are no rows of one.

    Columns are apart by two spaces or a bar. A column of clocks stays as it is; a row without a figure adds nothing.
    """
    cells = [[cell.strip() for cell in re.split(r"\s{2,}|\t|[|│]", row.strip(" |│"))] for row in rows]
    width = max(map(len, cells))
    table = [[*row, *[""] * (width - len(row))] for row in cells]
    summed = [at for at in range(width) if _adds_up([row[at] for row in table])]
    if width < 2 or not summed:
        return []
    sums = dict.fromkeys(summed, Decimal(0))
    for row in table:
        for at in summed:
            if re.fullmatch(_DIGITS, row[at]):
                sums[at] += Decimal(row[at])
                row[at] = _plain(sums[at])
    sizes = [max(len(row[at]) for row in table) for at in range(width)]
    shown = ["  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in table]
    return ["Running totals, row by row:", *(row if len(row) <= 76 else row[:75] + "…" for row in shown)]


def _adds_up(column: Sequence[str]) -> bool:
    figures = [cell for cell in column if re.fullmatch(_DIGITS, cell)]
    clocks = all(re.fullmatch(r"\d\d\.[0-5]\d", cell) for cell in figures)
    return len(figures) >= 3 and not clocks and len(figures) >= len(column) - 2


def _shown(line: str, answer: str) -> list[str]:
    whole = f"{line} : {answer}"
    if len(whole) <= 76:
        return [whole]
    return [*wrap(line, 76), *wrap(answer, 76, initial_indent="  ", subsequent_indent="  ")]


TOOL = Tool(
    id="reckoner",
    title="Reckoner",
    about="Adds up, works out distance, speed and time, and the minutes between two clocks; one sum a line.",
    parameters=(
        Parameter(
            id="text",
            label="Sums, one a line",
            about="`3 4 5 tenths`, `24 mph 5 min`, `2.4 miles 24 mph`, `21.31 to 21.49`, `21.49 - 4 min`.",
            tall=True,
            example="21.31 to 21.49",
        ),
    ),
    run=_run,
)
