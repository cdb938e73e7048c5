"""The blocks of a paper as lines of a given width: one function a shape."""

import re
from collections.abc import Callable, Iterable

from casefile.desk.paper.kinds import Print
from casefile.desk.paper.tables import table
from casefile.desk.paper.wrap import justify, wrap
from casefile.desk.spans import Span, cells
from casefile.session.views import Block, Run, Shape, Style

_BARS = re.compile("[▁▂▃▄▅▆▇]{2,} *")
_WATER = re.compile("≈+(?: [\\w' -]+ ≈+)*")
"""The water of a map, and what is written on it."""
_ALONE = re.compile(r"(?<![\w'’])(?<![^\w'’][a-zA-Z] )[a-zA-Z](?![\w'’])(?! [a-zA-Z](?:\W|$))")
"""A letter of a map that stands for a place: alone, and none of a name that is spaced out."""

Lines = list[list[Span]]


def ink(run: Run, base: Span) -> Span:
    """A run in the ink of the text that it stands in."""
    match run.style:
        case Style.BAR:
            return base._replace(text="▒" * len(run.text), ink="strip-over", ground="black", mark=run.mark)
        case Style.BLACK:
            return base._replace(text="█" * len(run.text), ink="black")
        case Style.BOLD:
            made = base._replace(text=run.text, bold=True)
        case Style.ITALIC:
            made = base._replace(text=run.text, italic=not base.italic)
        case _:
            made = base._replace(text=run.text)
    if run.mark:
        return made._replace(ink="ink", ground="lift", mark=run.mark)
    return made


def inked(runs: Iterable[Run], base: Span) -> list[Span]:
    """Runs in the ink of the text that they stand in."""
    return [ink(run, base) for run in runs]


def _split(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs of a block whose line ends are kept."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.style, run.mark))
        lines += [[Run(text, run.style, run.mark)] for text in rest]
    return lines


def paragraph(block: Block, look: Print, width: int) -> Lines:
    """Running text."""
    spans = inked(block.runs, Span("", look.ink))
    if not look.indent:
        lines = wrap(spans, width)
    else:
        lines = wrap(spans, width - look.indent, hang=-look.indent)
        lines[0] = [Span(" " * look.indent), *lines[0]]
    if look.justify:
        lines[:-1] = [justify(line, width) for line in lines[:-1]]
    return lines


def head(block: Block, look: Print, width: int) -> Lines:
    """A head in the middle of a paper."""
    base = Span("", look.accent if block.level == 1 else look.ink, bold=True)
    return wrap(inked(block.runs, base), width)


def aside(block: Block, look: Print, width: int) -> Lines:
    """What somebody wrote on it, a little to the right, in another ink."""
    left = min(8, width // 6)
    lines = wrap(inked(block.runs, Span("", look.hand, italic=True)), width - left - 2)
    return [[Span(" " * left), Span("╱ " if not row else "  ", look.hand), *line] for row, line in enumerate(lines)]


def _hanging(label: Span, runs: Iterable[Run], base: Span, width: int) -> Lines:
    room = label.cells
    lines = wrap(inked(runs, base), width - room)
    return [[label if not row else Span(" " * room), *line] for row, line in enumerate(lines)]


def question(block: Block, _look: Print, width: int) -> Lines:
    """An interviewer's question."""
    return _hanging(Span("Q. ", "carbon", bold=True), block.runs, Span("", "carbon"), width)


def answer(block: Block, look: Print, width: int) -> Lines:
    """What was said to it."""
    return _hanging(Span("A. ", "pencil", bold=True), block.runs, Span("", look.ink), width)


def item(block: Block, look: Print, width: int) -> Lines:
    """A line of a list."""
    return _hanging(Span(f" {look.bullet} ", "pencil"), block.runs, Span("", look.ink), width)


def right(block: Block, look: Print, width: int) -> Lines:
    """Lines that end at the right margin."""
    lines: Lines = []
    for runs in _split(block.runs):
        for line in wrap(inked(runs, Span("", look.ink)), width):
            lines.append([Span(" " * max(0, width - cells(line))), *line])
    return lines


def signature(block: Block, look: Print, width: int) -> Lines:
    """Who signed it."""
    left = width // 2 if look.indent else 0
    lines: Lines = []
    for row, runs in enumerate(_split(block.runs)):
        base = Span("", "carbon" if not row else "pencil", italic=not row)
        lines += [[Span(" " * left), *line] for line in wrap(inked(runs, base), width - left)]
    return lines


def rule(_block: Block, look: Print, width: int) -> Lines:
    """A line across the sheet."""
    return [[Span("─" * width, "paper-rule" if look.tint != "paper-form" else look.ink)]]


def figure(block: Block, look: Print, width: int) -> Lines:
    """Lines that stand as they are; blacked and barred cells come as glyphs."""
    shown = drawn_lines(block, width)
    drawn = [_BARS.sub(_apart, line) for line in shown] if look.apart else shown
    widest = max((Span(line).cells for line in drawn), default=0)
    left = " " * max(0, (width - widest) // 2)
    if not look.negative:
        return [[Span(left), *_cells(line, look)] for line in drawn]
    dark = Span("", "print-light", ground="print-dark")
    edge = " " * max(0, (width - widest) // 2 - 1)
    framed = ["", *shown, ""]
    return [[Span(edge), dark._replace(text=f" {line}{' ' * (widest - Span(line).cells)} ")] for line in framed]


def _apart(bars: re.Match[str]) -> str:
    """Bars with a gap between them, at the cost of the blanks after them: what follows keeps its column."""
    text = bars[0].rstrip()
    return " ".join(text).ljust(len(bars[0])) + ("" if len(bars[0]) >= 2 * len(text) else " ")


def drawn_lines(block: Block, width: int) -> tuple[str, ...]:
    """A figure's lines for a sheet of this width: the wide ones where they fit."""
    return block.wide if block.wide and max(map(cells_of, block.wide)) <= width else block.lines


def cells_of(line: str) -> int:
    """Cells that a line of a figure takes."""
    return Span(line).cells


def _cells(line: str, look: Print) -> list[Span]:
    """A figure's line; what is blacked gets an ink of its own, and so do a map's water, roads and masts."""
    alone = {found.start() for found in _ALONE.finditer(line)} if look.glyphs else set[int]()
    wet = {at for found in _WATER.finditer(line) for at in range(*found.span())} if look.glyphs else set[int]()
    spans: list[Span] = []
    for at, glyph in enumerate(line):
        ink = "black" if glyph == "▓" else "carbon" if at in wet else look.glyphs.get(glyph, look.ink)
        ground = "paper-carbon" if at in wet else ""
        span = Span("█" if glyph == "▓" else glyph, ink, ground=ground, bold=at in alone)
        if spans and spans[-1][1:] == span[1:]:
            spans[-1] = spans[-1]._replace(text=spans[-1].text + span.text)
        else:
            spans.append(span)
    return spans


def tabular(block: Block, look: Print, width: int) -> Lines:
    """A table."""
    return table(inked_rows(block, look), look, width)


def inked_rows(block: Block, look: Print) -> list[list[list[Span]]]:
    """A table's cells in ink."""
    return [[inked(cell, Span("", look.ink)) for cell in row] for row in block.rows]


SHAPES: dict[Shape, Callable[[Block, Print, int], Lines]] = {
    Shape.PARAGRAPH: paragraph,
    Shape.HEAD: head,
    Shape.ASIDE: aside,
    Shape.QUESTION: question,
    Shape.ANSWER: answer,
    Shape.LIST: item,
    Shape.TABLE: tabular,
    Shape.FIGURE: figure,
    Shape.RIGHT: right,
    Shape.RULE: rule,
    Shape.SIGNATURE: signature,
}
"""How each shape is drawn."""
