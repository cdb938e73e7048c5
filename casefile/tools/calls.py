"""The card index of records: keep some rows of a table, sort them, count them, see what comes soon after others."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

Row = tuple[str, ...]

_TEXT_MAX = 120_000
_ROWS_MAX, _COLUMNS_MAX, _STEPS_MAX = 1000, 12, 12
_SHOWN = 300
_WIDE = 76
_BAR, _GAP = re.compile(r"[|│]"), re.compile(r"\s{2,}|\t")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_CLOCK = re.compile(r"(\d\d)[.:]([0-5]\d)(?:[.:][0-5]\d)?")
_DAY = 24 * 60
_RULE = frozenset("-+: ")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns."""

    head: Row
    rows: tuple[Row, ...]

    @property
    def clock(self) -> int | None:
        """The first column of clocks, if there is one."""
        return next(
            (at for at in range(len(self.head)) if self.rows and all(_minute(row[at]) for row in self.rows)), None
        )

    @property
    def pair(self) -> tuple[int, ...]:
        """The two columns behind the clock: who, and whom."""
        begin = 0 if self.clock is None else self.clock + 1
        return tuple(range(begin, min(begin + 2, len(self.head))))


def read_table(text: str) -> Table:
    """The longest table in a text: cells apart by bars or by two spaces; a first row without figures is its head.

    Raises:
        Refusal: `tool-calls-empty`.
    """
    found: dict[int, list[Row]] = {}
    for line in text[:_TEXT_MAX].splitlines():
        bare = line.strip().strip("|│").strip()
        cells = tuple(cell.strip() for cell in (_BAR if _BAR.search(bare) else _GAP).split(bare))
        if 1 < len(cells) <= _COLUMNS_MAX and not all(set(cell) <= _RULE for cell in cells):
            found.setdefault(len(cells), []).append(cells)
    rows = max(found.values(), key=len, default=[])[:_ROWS_MAX]
    if len(rows) < 2:
        raise Refusal(
            "tool-calls-empty", "Give the index a table: a row a line, its cells apart by bars or two spaces."
        )
    if any(re.search(r"\d", cell) for cell in rows[0]):
        return Table(tuple(f"column {at}" for at in range(1, len(rows[0]) + 1)), tuple(rows))
    return Table(rows[0], tuple(rows[1:]))


def keep(table: Table, words: str, *, without: bool = False) -> Table:
    """The rows that have all of these words: `from 11 to 22` each in its column, `seconds < 10` less, `11` anywhere."""
    wanted = list(_picks(table, words))
    return replace(table, rows=tuple(row for row in table.rows if all(has(row) for has in wanted) is not without))


def order(table: Table, words: str) -> Table:
    """The rows by a column, numbers by size; `down` begins with the last."""
    name, _, down = words.rpartition(" ") if words.casefold().endswith(" down") else (words, "", "")
    column, rest = _column(table, name)
    if column is None or rest:
        raise _unknown(table, name)
    rows = sorted(table.rows, key=lambda row: _by_size(row[column]), reverse=bool(down))
    return replace(table, rows=tuple(rows))


def count(table: Table, words: str) -> Table:
    """How many rows have the same in these columns, the most first."""
    columns: list[int] = []
    while words:
        column, words = _column(table, words)
        if column is None:
            raise _unknown(table, words)
        columns.append(column)
    if not columns:
        raise _unknown(table, words)
    counted = Counter(tuple(row[at] for at in columns) for row in table.rows)
    rows = ((str(times), *cells) for cells, times in counted.most_common())
    return Table(("times", *(table.head[at] for at in columns)), tuple(rows))


def soon(table: Table, words: str, *, before: bool = False) -> tuple[str, Table]:
    """What comes within so many minutes after the rows that have all of these words, and after how many of them.

    Returns:
        A sentence, and who talks to whom after how many of those rows.
    """
    match = re.fullmatch(r"(\d{1,3})\s*(?:min(?:utes?)?)?\s+(.+)", words.strip())
    clock = table.clock
    if clock is None:
        raise Refusal("tool-calls-clock", "The table has no column of clocks, such as 21.49.")
    if not match:
        raise Refusal("tool-calls-after", "Say within how many minutes, and after which rows: after 3 from 11 to 22.")
    span, begun = int(match[1]), keep(table, match[2]).rows
    followed: Counter[Row] = Counter()
    for row in begun:
        at = _minute(row[clock])
        near = (
            tuple(other[column] for column in table.pair)
            for other in table.rows
            if other not in begun and ((_minute(other[clock]) - at) * (-1 if before else 1)) % _DAY <= span
        )
        followed.update(set(near))
    which = "before" if before else "after"
    said = f"{len(begun)} rows have {match[2]}. Within {span} minutes {which} them:"
    rows = tuple((f"{times} of {len(begun)}", *cells) for cells, times in followed.most_common())
    return said, Table(("times", *(table.head[column] for column in table.pair)), rows)


def show(table: Table) -> list[str]:
    """The table in columns; a line that is too long ends in an ellipsis."""
    shown = [table.head, *table.rows[:_SHOWN]]
    sizes = [max(len(row[at]) for row in shown) for at in range(len(table.head))]
    right = [bool(table.rows) and all(_NUMBER.fullmatch(row[at]) for row in table.rows) for at in range(len(sizes))]
    printed = [
        "  ".join(
            f"{cell:>{size}}" if to_right else f"{cell:<{size}}"
            for cell, size, to_right in zip(row, sizes, right, strict=True)
        )
        for row in shown
    ]
    return [line.rstrip() if len(line.rstrip()) <= _WIDE else line[: _WIDE - 1] + "…" for line in printed]


def _minute(cell: str) -> int:
    """The minute of the day, counted from one; 0 where it is no clock."""
    match = _CLOCK.fullmatch(cell)
    return int(match[1]) * 60 + int(match[2]) + 1 if match and int(match[1]) < 24 else 0


def _by_size(cell: str) -> tuple[int, float, str]:
    return (0, float(cell), "") if _NUMBER.fullmatch(cell) else (1, 0, cell.casefold())


def _column(table: Table, words: str) -> tuple[int | None, str]:
    """The column that words begin with, by name or as `column 2`, and the words behind it."""
    words = words.strip()
    named = {name.casefold(): at for at, name in enumerate(table.head)} | {
        f"column {at + 1}": at for at in range(len(table.head))
    }
    for name in sorted(filter(None, named), key=len, reverse=True):
        rest = words[len(name) :]
        if words.casefold().startswith(name) and not rest[:1].strip():
            return named[name], rest.strip()
    return None, words


def _picks(table: Table, words: str) -> Iterator[Callable[[Row], bool]]:
    """What a row must have: words in any cell, or after the name of a column in that."""
    while words.strip():
        column, rest = _column(table, words)
        match = re.match(r"([<>])\s*(\d{1,12}(?:\.\d{1,6})?)|(\S{1,80})", rest)
        if match is None:
            raise Refusal("tool-calls-word", f"Say what is to stand under “{table.head[column or 0]}”.")
        words = rest[match.end() :]
        yield partial(
            _has, [*range(len(table.head))] if column is None else [column], match[1] or "", match[2] or match[3]
        )


def _has(columns: Sequence[int], sign: str, wanted: str, row: Row) -> bool:
    if not sign:
        return any(wanted.casefold() in row[at].casefold() for at in columns)
    numbers = (float(row[at]) for at in columns if _NUMBER.fullmatch(row[at]))
    return any(number < float(wanted) if sign == "<" else number > float(wanted) for number in numbers)


def _unknown(table: Table, words: str) -> Refusal:
    named = ", ".join(name or "?" for name in table.head)
    return Refusal("tool-calls-column", f"There is no column “{words.strip()[:40]}”; there are: {named[:200]}.")


_STEPS: Mapping[str, Callable[[Table, str], Table]] = {
    "only": keep,
    "without": lambda table, words: keep(table, words, without=True),
    "sort": order,
    "count": count,
}


def work(table: Table, steps: Sequence[str]) -> tuple[str, Table]:
    """Take the steps in turn.

    Returns:
        What was done, in a sentence, and the rows that are left.

    Raises:
        Refusal: A step is not understood.
    """
    said = ""
    for step in steps[:_STEPS_MAX]:
        verb, _, words = step.strip().partition(" ")
        if verb.casefold() in {"after", "before"}:
            said, table = soon(table, words, before=verb.casefold() == "before")
        elif verb.casefold() in _STEPS and words.strip():
            rows, table = len(table.rows), _STEPS[verb.casefold()](table, words)
            said = f"{rows} rows, {len(table.rows)} of them different." if verb.casefold() == "count" else ""
        else:
            raise Refusal("tool-calls-step", "Say only, without, sort, count, after or before, and then what.")
    return said or f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}.", table


def _run(args: Mapping[str, str]) -> str:
    said, table = work(read_table(args.get("records", "")), lines(args.get("ask", "")[:4000]))
    return "\n".join([*wrap(said, _WIDE), "", *show(table)])


TOOL = Tool(
    id="calls",
    title="Card index",
    about="Keeps, sorts and counts the rows of any table, and says what comes within minutes after some of them.",
    parameters=(
        Parameter(
            id="records",
            label="Records",
            about="A table, a row a line; the first row names the columns.",
            tall=True,
            example="hour  from  to  seconds\n09.00  11  22  40\n09.01  33  44  5\n09.30  11  22  61\n09.32  33  44  4",
        ),
        Parameter(
            id="ask",
            label="Ask",
            about="`only from 11`, `without 44`, `sort seconds down`, `count from to`, `after 3 from 11 to 22`.",
            tall=True,
            example="after 3 from 11 to 22",
        ),
    ),
    run=_run,
)
