"""Tables on paper: cells wrapped into columns that fit, ruled as the kind of paper is ruled."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from casefile.desk.paper.kinds import Print
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells

Cell = list[Span]
Lines = list[list[Span]]
NARROWEST = 3
LONGEST_WORD = 16
"""A longer word may be broken; nobody widens a column for it."""
SCREENFUL = 20
"""Rows that a small terminal shows: a longer table is ruled only where a row has several lines, and is read at once."""
FEW, EASY = 3, 26
"""A remark reads well in three lines, and in more where the column has 26 cells."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules of a table; empty: none."""

    left: str = ""
    between: str = "  "
    right: str = ""
    under_head: str = "─"
    head_joint: str = ""
    under_row: str = ""
    row_joint: str = ""
    ends: str = ""
    """Both ends of the rule below a row."""


RULINGS = {
    "plain": Ruling(),
    "ruled": Ruling(between=" │ ", under_head="═", head_joint="═╪═", under_row="─", row_joint="─┼─"),
    "boxed": Ruling("│ ", " │ ", " │", "─", "─┼─", "─", "─┼─", ends="├─┤"),
    "striped": Ruling(between="  ", under_head="━", head_joint="━━"),
}


def narrowest(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The width of each column below which words would have to be broken."""
    count = max((len(row) for row in rows), default=0)
    return [max((_longest_word(row[at]) for row in rows if at < len(row)), default=1) for at in range(count)]


def _longest_word(cell: Cell) -> int:
    words = "".join(span.text for span in cell).split()
    return min(LONGEST_WORD, max((cell_len(word) for word in words), default=1))


def widths(rows: Sequence[Sequence[Cell]], room: int) -> list[int]:
    """Columns as wide as their widest cell; what does not fit is taken from the widest, if need be from words."""
    low = narrowest(rows)
    fitted = [max(small, *(cells(row[at]) for row in rows if at < len(row)), 1) for at, small in enumerate(low)]
    while sum(fitted) > room:
        spare = [width - small for width, small in zip(fitted, low, strict=True)]
        if max(spare) > 0:
            widest = max(range(len(fitted)), key=lambda at: (spare[at] > 0, fitted[at]))
        elif max(fitted) > NARROWEST:
            widest = fitted.index(max(fitted))
        else:
            break
        fitted[widest] -= 1
    return fitted


def least(rows: Sequence[Sequence[Cell]], look: Print) -> int:
    """The narrowest table in which no word is broken, its rules included."""
    columns = narrowest(rows)
    return sum(columns) + _ruled(RULINGS[look.table], len(columns))


def easy(rows: Sequence[Sequence[Cell]], look: Print) -> int:
    """The narrowest table that reads well: in none of its columns does a remark take many lines."""
    columns = [
        max(word, min(EASY, -(-max(cells(row[at]) for row in rows if at < len(row)) // FEW)))
        for at, word in enumerate(narrowest(rows))
    ]
    return sum(columns) + _ruled(RULINGS[look.table], len(columns))


def _ruled(ruling: Ruling, columns: int) -> int:
    return len(ruling.left) + len(ruling.right) + len(ruling.between) * max(0, columns - 1)


def _numeric(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a column holds numbers and is set to the right."""
    texts = ["".join(span.text for span in row[at]).strip() for row in rows[1:] if at < len(row)]
    return bool(texts) and all(text.replace(".", "").replace(",", "").isdigit() or not text for text in texts)


def _row(row: Sequence[Cell], size: list[int], right: list[bool], ruling: Ruling, ink: str) -> Lines:
    wrapped = [wrap(cell, width) for cell, width in zip([*row, *[[]] * (len(size) - len(row))], size, strict=True)]
    lines: Lines = []
    for at in range(max(len(cell) for cell in wrapped)):
        line: list[Span] = [Span(ruling.left, ink)] if ruling.left else []
        for column, (cell, width) in enumerate(zip(wrapped, size, strict=True)):
            text = cell[at] if at < len(cell) else []
            pad = [Span(" " * (width - cells(text)))]
            line += [
                *([Span(ruling.between, ink)] if column else []),
                *([*pad, *text] if right[column] else [*text, *pad]),
            ]
        lines.append([*line, Span(ruling.right, ink)] if ruling.right else line)
    return lines


def _rule(glyph: str, joint: str, size: list[int], ruling: Ruling, ink: str) -> list[Span]:
    text = (joint or "  ").join(glyph * width for width in size)
    if ruling.ends:
        text = ruling.ends[:2] + text + ruling.ends[1:]
    return [Span(text, ink)]


def table(rows: Sequence[Sequence[Cell]], look: Print, width: int) -> Lines:
    """Draw a table.

    Args:
        rows: Cells, head row first.
        look: How the paper is printed.
        width: Room for it.
    """
    rows = [row for row in rows if row]
    if not rows:
        return []
    ruling = RULINGS[look.table]
    count = max(len(row) for row in rows)
    size = widths(rows, width - _ruled(ruling, count))
    right = [_numeric(rows, at) for at in range(count)]
    ink = "paper-red" if look.table == "ruled" else ("paper-rule" if look.table == "plain" else look.ink)
    head = [
        [span._replace(bold=True, ink=look.accent if span.ink == look.ink else span.ink) for span in cell]
        for cell in rows[0]
    ]
    lines = _row(head, size, right, ruling, ink)
    if ruling.ends:
        lines.insert(0, [Span("┌─" + "─┬─".join("─" * wide for wide in size) + "─┐", ink)])
    lines.append(_rule(ruling.under_head, ruling.head_joint, size, ruling, ink))
    before = 1
    for at, row in enumerate(rows[1:], 1):
        drawn = _row(row, size, right, ruling, ink)
        if ruling.under_row and at > 1 and (len(rows) - 1 <= SCREENFUL or max(before, len(drawn)) > 1):
            faint = ink if ruling.ends else "paper-rule"
            lines.append(_rule(ruling.under_row, ruling.row_joint, size, ruling, faint))
        before = len(drawn)
        if look.table == "striped" and at % 2 == 0:
            drawn = [_stripe(line, sum(size) + 2 * (count - 1)) for line in drawn]
        lines += drawn
    if ruling.ends:
        lines.append([Span("└─" + "─┴─".join("─" * wide for wide in size) + "─┘", ink)])
    return lines


def _headed(cell: Cell, look: Print) -> Cell:
    return [span._replace(bold=True, ink=look.accent if span.ink == look.ink else span.ink) for span in cell]


def _stripe(line: list[Span], width: int) -> list[Span]:
    """Every second row on a slightly other ground, as a roster is printed."""
    padded = [*line, Span(" " * max(0, width - cells(line)))]
    return [span if span.ground else span._replace(ground="paper-photo") for span in padded]
