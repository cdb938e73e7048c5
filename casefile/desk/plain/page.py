"""A paper as lines of plain text: no drawing is needed to understand it, no colour, no control sequence."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casefile.desk.signs import cells
from casefile.session import paper
from casefile.session.views import Block, Page, Run, Shape, Style

SHUT = "[shut]"
"""What stands where a passage has not been lifted yet; of one width, whatever is behind it."""

_GLUE = "\N{NO-BREAK SPACE}"
"""Keeps `[black: 7]` on one line while a paragraph is wrapped; printed as a space."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the player wants it printed."""

    width: int = 72
    figures: bool = True
    """Figures as drawn, followed by their words, and tables in columns; off: words and lists, for the ear."""
    folds: bool = False
    """Cells of a table that is too wide are folded (a terminal); else its rows stay whole (a pipe)."""


def print_page(page: Page, sheet: Sheet) -> list[str]:
    """A paper as it is printed: title, its particulars in one line, then its blocks."""
    particulars = " · ".join(filter(None, (page.kind, page.ref, page.date, page.marking)))
    lines = [*wrap(page.title, sheet.width), *wrap(particulars, sheet.width)]
    if page.alt:
        lines += ["", *wrap(f"[Drawn on it: {page.alt}]", sheet.width)]
    previous = None
    for block in page.blocks:
        if not (block.shape is Shape.LIST and previous is Shape.LIST):
            lines.append("")
        lines += print_block(block, sheet)
        previous = block.shape
    return lines


def print_block(block: Block, sheet: Sheet) -> list[str]:
    """One block of a paper; one that has come to it later says so."""
    came = bool(block.runs) and all(run.mark and run.style is not Style.BAR for run in block.runs)
    return [*(["[added]"] if came else ()), *_SHAPES[block.shape](block, sheet)]


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """A text in lines; a word that is longer than the line is left whole."""
    indent = " " * len(first) if rest is None else rest
    lines: list[str] = []
    for piece in text.strip("\n").split("\n") if text else ():
        wrapped = textwrap.wrap(
            piece,
            width,
            initial_indent=first if not lines else indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapped or [""]
    return [line.replace(_GLUE, " ") for line in lines]


def say_runs(runs: Iterable[Run]) -> str:
    """A line of runs in words and signs that any printer has."""
    return "".join(_STYLES[run.style](run.text) for run in runs)


def columns(rows: Sequence[Sequence[str]], sheet: Sheet) -> list[str]:
    """Rows of cells in columns, the head first; for the ear one row a paragraph, each cell with its head."""
    if not sheet.figures:
        return _spoken(rows, sheet)
    count = max(map(len, rows), default=0)
    full = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*full, strict=True)]
    if sheet.folds:
        widths = _fitted(widths, sheet.width - 3 * (count - 1))
    lines: list[str] = []
    for number, row in enumerate(full):
        lines += _fold(row, widths)
        if not number:
            lines.append("-+-".join("-" * width for width in widths))
    return lines


def _fitted(widths: list[int], room: int) -> list[int]:
    """The widest columns give way first, none below eight cells."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > 8:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _fold(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    folded = [
        textwrap.wrap(cell, width, break_on_hyphens=False) if cells(cell) > width else [cell]
        for cell, width in zip(row, widths, strict=True)
    ]
    lines = []
    for number in range(max(map(len, folded))):
        parts = [cell[number] if number < len(cell) else "" for cell in folded]
        padded = [part + " " * (width - cells(part)) for part, width in zip(parts, widths, strict=True)]
        lines.append(" | ".join(padded).rstrip().replace(_GLUE, " "))
    return lines


def _spoken(rows: Sequence[Sequence[str]], sheet: Sheet) -> list[str]:
    if len(rows) < 2:
        return [line for row in rows for line in wrap("; ".join(row), sheet.width)]
    head, *body = rows
    lines = []
    for row in body:
        named = [f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=False) if cell]
        said = "; ".join(named)
        lines += wrap(said if said.endswith((".", "?", "!")) else f"{said}.", sheet.width, "- ")
    return lines


def _head(block: Block, sheet: Sheet) -> list[str]:
    mark = "==" if block.level == 1 else "--"
    return wrap(f"{mark} {_bare(block)} {mark}", sheet.width)


def _paragraph(block: Block, sheet: Sheet) -> list[str]:
    return wrap(say_runs(block.runs), sheet.width)


def _aside(block: Block, sheet: Sheet) -> list[str]:
    return wrap(f"[by hand: {say_runs(block.runs)}]", sheet.width, "    ")


def _hanging(first: str) -> Callable[[Block, Sheet], list[str]]:
    return lambda block, sheet: wrap(say_runs(block.runs), sheet.width, first)


def _right(block: Block, sheet: Sheet) -> list[str]:
    return [line.rjust(sheet.width) for line in wrap(say_runs(block.runs), sheet.width)]


def _rule(_block: Block, _sheet: Sheet) -> list[str]:
    return ["* * *"]


def _table(block: Block, sheet: Sheet) -> list[str]:
    return columns([[say_runs(cell) for cell in row] for row in block.rows], sheet)


def _figure(block: Block, sheet: Sheet) -> list[str]:
    words = wrap(f"[Figure: {block.alt}]", sheet.width) if block.alt else []
    if words and not sheet.figures:
        # One part a line: the ear goes back and forth by lines.
        return ["[Figure]", *(line for part in block.alt.split("; ") for line in wrap(part, sheet.width, "- "))]
    return [*(line.replace(paper.BAR, SHUT.ljust(len(paper.BAR))) for line in block.lines), *words]


def _bare(block: Block) -> str:
    return "".join(run.text if run.style is not Style.BAR else SHUT for run in block.runs)


def _glued(text: str) -> str:
    return text.replace(" ", _GLUE)


_STYLES: dict[Style, Callable[[str], str]] = {
    Style.PLAIN: str,
    Style.BOLD: lambda text: f"*{text}*",
    Style.ITALIC: lambda text: f"_{text}_",
    Style.BAR: lambda _text: SHUT,
    Style.BLACK: lambda text: _glued(f"[black: {len(text)}]"),
    Style.LIFTED: str,
}

_SHAPES: dict[Shape, Callable[[Block, Sheet], list[str]]] = {
    Shape.HEAD: _head,
    Shape.PARAGRAPH: _paragraph,
    Shape.ASIDE: _aside,
    Shape.QUESTION: _hanging("Q. "),
    Shape.ANSWER: _hanging("A. "),
    Shape.LIST: _hanging("- "),
    Shape.TABLE: _table,
    Shape.FIGURE: _figure,
    Shape.RIGHT: _right,
    Shape.RULE: _rule,
    Shape.SIGNATURE: _hanging("(signed) "),
}
