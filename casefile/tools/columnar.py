"""Columnar transposition: a text written in rows under a keyword, taken off in columns by the alphabet.

Source: FM 34-40-2, Basic Cryptanalysis, chapter 11; the last row may be short, equal letters go from left to right.
"""

import re
from collections.abc import Mapping, Sequence

from casefile.errors import Refusal
from casefile.tools.letters import direction, given, groups, letters, rows
from casefile.tools.tool import Parameter, Tool

_COLUMNS = range(2, 25)
_ROWS_SHOWN = 40


def order(keyword: str) -> tuple[int, ...]:
    """The columns, counted from 0, in the order in which they are taken off."""
    return tuple(sorted(range(len(keyword)), key=lambda column: keyword[column]))


def encipher(text: str, columns: Sequence[int]) -> str:
    """Write a text: take its columns off in this order."""
    return "".join(text[column :: len(columns)] for column in columns)


def decipher(text: str, columns: Sequence[int]) -> str:
    """Read a text: put its columns back."""
    return "".join("".join(row) for row in grid(text, columns))


def grid(text: str, columns: Sequence[int]) -> list[list[str]]:
    """The rows that a text stood in; the last may be short."""
    long, rest = divmod(len(text), len(columns))
    table = [[""] * len(columns) for _ in range(long + (rest > 0))]
    at = 0
    for column in columns:
        for row in range(long + (column < rest)):
            table[row][column] = text[at]
            at += 1
    return table


def _columns(key: str) -> tuple[int, ...]:
    """A keyword's order, or the numbers themselves: over each column when it is taken off."""
    numbers = [int(number) for number in re.findall(r"\d{1,2}", key)]
    if numbers:
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            raise Refusal("tool-columnar-order", "Number the columns from 1, each number once, such as 3 1 4 2.")
        found = tuple(sorted(range(len(numbers)), key=lambda column: numbers[column]))
    else:
        found = order(letters(key))
    if len(found) not in _COLUMNS:
        raise Refusal(
            "tool-columnar-key", "Give the columns a keyword of 2 to 24 letters, or their numbers, such as 3 1 4 2."
        )
    return found


def _run(args: Mapping[str, str]) -> str:
    text = given(args.get("text", ""), "tool-columnar-empty", "Give the columns a text.")
    writes, key = direction(args.get("key", ""))
    columns = _columns(key)
    made = encipher(text, columns) if writes else decipher(text, columns)
    table = grid(made if writes else text, columns)
    rank = {column: place for place, column in enumerate(columns, 1)}
    head = letters(key)
    heads = [" ".join(f"{char:>2}" for char in head)] if head else []
    heads.append(" ".join(f"{rank[column]:>2}" for column in range(len(columns))))
    shown = [" ".join(f"{char:>2}" for char in row).rstrip() for row in table[:_ROWS_SHOWN]]
    more = [f"… and {len(table) - _ROWS_SHOWN} rows more"] if len(table) > _ROWS_SHOWN else []
    return "\n".join([*rows(" ".join(groups(made)) if writes else made), "", *heads, *shown, *more])


TOOL = Tool(
    id="columnar",
    title="Columns",
    about="Puts the columns of a transposed text back under their keyword; “write” before the keyword takes them off.",
    parameters=(
        Parameter(
            id="text",
            label="Text",
            about="The groups as the paper shows them; whatever is no letter is passed over.",
            tall=True,
            example="EVLNA CDTES EAROF ODEEC WIREE",
        ),
        Parameter(
            id="key",
            label="Keyword or numbers",
            about="`ZEBRAS` reads, `write ZEBRAS` writes; or over each column when it was taken off, `6 3 2 4 1 5`.",
            tall=False,
            example="ZEBRAS",
        ),
    ),
    run=_run,
)
