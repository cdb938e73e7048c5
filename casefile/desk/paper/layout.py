"""Setting a paper: a page becomes the lines of a sheet. Pure; the reader paints what comes out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from casefile.desk.paper.blocks import SHAPES, cells_of, inked_rows
from casefile.desk.paper.heads import PARTS, Head
from casefile.desk.paper.kinds import Print, printed
from casefile.desk.paper.tables import Cell, easy, least
from casefile.desk.spans import Span, cells, fill
from casefile.session.views import Block, Page, Shape, Style

TIGHT = {(Shape.LIST, Shape.LIST), (Shape.QUESTION, Shape.ANSWER), (Shape.RIGHT, Shape.RIGHT)}
"""Shapes that follow each other without a blank line."""
LONGEST_COLUMN = 34
"""An article that would give a longer column is set in one: nobody wants to scroll back up."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet, as wide as the sheet."""

    spans: tuple[Span, ...]
    block: int = -1
    """The block that it belongs to; -1 for the sheet's own furniture."""
    step: int = 0
    """Which line of its block it is."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper that has been set."""

    lines: tuple[Line, ...]
    width: int
    look: Print
    first: dict[int, int] = field(default_factory=dict)
    """Block to its first line."""

    def anchor(self, line: int) -> tuple[int, int]:
        """What stands at a line: block and step, the same at any width."""
        for at in range(min(line, len(self.lines) - 1), -1, -1):
            if self.lines[at].block >= 0:
                return self.lines[at].block, self.lines[at].step + line - at
        return -1, line

    def blank(self, row: int) -> Line:
        """A line of the sheet below its text."""
        edge = self.look.edge
        left, right = edge.left[(row + 1) % len(edge.left)], edge.right[(row + 1) % len(edge.right)]
        empty = Span(" " * (self.width - len(left) - len(right)))
        return Line((Span(left, edge.ink), empty, Span(right, edge.ink)))

    def line_of(self, block: int, step: int = 0) -> int:
        """The line where a block's step stands now."""
        if block < 0:
            return max(0, step)
        first = self.first.get(block, 0)
        last = first
        while last + 1 < len(self.lines) and self.lines[last + 1].block == block:
            last += 1
        return min(first + step, last)


@dataclass(frozen=True, slots=True)
class _Text:
    """Text set to the measure, not yet on its sheet."""

    spans: list[Span]
    block: int = -1
    step: int = 0


def needed(page: Page) -> int:
    """The narrowest sheet on which no figure is cut and no table breaks its words, edges included; 0: any."""
    return _narrowest(page, least)


def well(page: Page) -> int:
    """The narrowest sheet on which its tables read well, edges included; 0: any."""
    return _narrowest(page, easy)


def _narrowest(page: Page, table: Callable[[Sequence[Sequence[Cell]], Print], int]) -> int:
    look = printed(page.kind)
    figures = [Span(line).cells + (2 if look.negative else 0) for block in page.blocks for line in block.lines]
    tables = [table(inked_rows(block, look), look) for block in page.blocks if block.rows]
    widest = max([*figures, *tables], default=0)
    return widest + _edges(look) if widest else 0


def roomy(page: Page) -> int:
    """The sheet on which every figure is drawn as wide as it can be, edges included; 0: none has a wide form."""
    widest = max((cells_of(line) for block in page.blocks for line in block.wide), default=0)
    return widest + _edges(printed(page.kind)) if widest else 0


@lru_cache(256)  # a host has a hundred desks in one process
def lay(page: Page, room: int) -> Laid:
    """Set a paper.

    Args:
        page: The paper.
        room: Cells that the desk has for it; the sheet may be narrower, and is wider where a figure needs it.
    """
    look = printed(page.kind)
    edges = _edges(look)
    measure = max(20, min(room - edges, look.measure))
    figure = needed(page) - edges
    measure = max(measure, min(figure, room - edges)) if figure > 0 else measure
    wide = roomy(page)
    sheet = max(measure, wide - edges) if wide <= room else measure
    head, blocks = _head(page)
    text = [_Text(spans) for spans in _furniture(look.head, head, look, sheet)]
    # a map has air of its own at the top, and fits a small terminal by that line
    text += [_Text([])] if text and text[-1].spans and not look.glyphs else []
    text += _body(blocks, look, measure, sheet)
    text += [_Text(spans) for spans in _furniture(look.foot, head, look, sheet)]
    wide = max([sheet, *(cells(line.spans) for line in text)])
    return _sheet(text, look, wide)


def _edges(look: Print) -> int:
    return len(look.edge.left[0]) + len(look.edge.right[0])


def _head(page: Page) -> tuple[Head, list[tuple[int, Block]]]:
    """The paper's own printed head (the heads that it begins with) and the blocks after it."""
    blocks = list(enumerate(page.blocks))
    own = []
    takes = not {"masthead", "caption-hand"} & set(printed(page.kind).head + printed(page.kind).foot)
    while takes and blocks and blocks[0][1].shape is Shape.HEAD and blocks[0][1].level == 1:
        own.append(blocks.pop(0)[1].text)
    titles = tuple(own) or (page.title,)
    return Head(titles, bool(own), page.title, page.ref, page.date, page.marking), blocks


def _furniture(parts: tuple[str, ...], head: Head, look: Print, width: int) -> list[list[Span]]:
    lines = [line for part in parts for line in PARTS[part](head, look, width - look.shift)]
    return [[Span(" " * look.shift), *line] for line in lines] if look.shift else lines


def _body(blocks: list[tuple[int, Block]], look: Print, width: int, sheet: int) -> list[_Text]:
    """The blocks; where figures have their wide form, the text between them keeps its measure."""
    if sheet > width:
        shift = [Span(" " * ((sheet - width) // 2))]
        flown = (
            (block.shape is Shape.FIGURE, line)
            for at, block in blocks
            for line in (*_flow([(at, block)], look, sheet if block.shape is Shape.FIGURE else width), _Text([]))
        )
        return [line if drawn else replace(line, spans=[*shift, *line.spans]) for drawn, line in flown]
    if look.columns > 1 and width >= 52:
        return [line for group in _articles(blocks) for line in _article(group, look, width)]
    return list(_flow(blocks, look, width))


def _flow(blocks: list[tuple[int, Block]], look: Print, width: int) -> Iterator[_Text]:
    before: Shape | None = None
    for at, block in blocks:
        if before and not _tight(before, block.shape, look):
            yield _Text([])
        for step, spans in enumerate(SHAPES[block.shape](block, look, width)):
            yield _Text(spans, at, step)
        before = block.shape


def _tight(before: Shape, now: Shape, look: Print) -> bool:
    if look.indent and before is Shape.PARAGRAPH and now is Shape.PARAGRAPH:
        return True
    return (before, now) in TIGHT


def _articles(blocks: list[tuple[int, Block]]) -> Iterator[list[tuple[int, Block]]]:
    """Groups of blocks that begin with a head."""
    group: list[tuple[int, Block]] = []
    for at, block in blocks:
        if _is_headline(block) and group and not all(_is_headline(one) for _, one in group):
            yield group
            group = []
        group.append((at, block))
    if group:
        yield group


def _is_headline(block: Block) -> bool:
    """A head, or a paragraph that is set in bold from end to end."""
    bold = bool(block.runs) and all(run.style is Style.BOLD for run in block.runs)
    return block.shape is Shape.HEAD or (block.shape is Shape.PARAGRAPH and bold)


def _article(group: list[tuple[int, Block]], look: Print, width: int) -> list[_Text]:
    """A headline across the sheet, its text in columns below."""
    heads = []
    while group and _is_headline(group[0][1]):
        heads.append(group.pop(0))
    plain = replace(look, indent=0, justify=False)
    top = [
        _Text(_middle(line.spans, width), line.block, line.step) for line in _flow(heads, plain, width) if line.spans
    ]
    if any(block.shape in (Shape.TABLE, Shape.FIGURE) for _, block in group):
        return [*top, *_flow(group, look, width), _Text([])]
    gap = 3
    narrow = (width - gap * (look.columns - 1)) // look.columns
    lines = list(_flow(group, look, narrow))
    height = -(-len(lines) // look.columns)
    if height > LONGEST_COLUMN:
        return [*top, *_flow(group, look, width), _Text([])]
    pillars = [lines[at * height : (at + 1) * height] for at in range(look.columns)]
    return [*top, *_pillars(pillars, narrow, height), _Text([])]


def _pillars(pillars: list[list[_Text]], narrow: int, height: int) -> Iterator[_Text]:
    for row in range(height):
        spans: list[Span] = []
        for at, pillar in enumerate(pillars):
            spans += [Span(" │ ", "paper-rule")] if at else []
            spans += fill(pillar[row].spans if row < len(pillar) else [], narrow)
        yield _Text(spans, pillars[0][row].block, pillars[0][row].step)


def _middle(spans: list[Span], width: int) -> list[Span]:
    return [Span(" " * max(0, (width - cells(spans)) // 2)), *spans]


def _sheet(text: list[_Text], look: Print, measure: int) -> Laid:
    """Put the text on its sheet: margins, edges, and every line as wide as the sheet."""
    edge = look.edge
    width = measure + _edges(look)
    lines: list[Line] = []
    if edge.top:
        lines.append(Line(_border(edge.top, edge.corners[:2], width, look)))
    inner = text if edge.top and not edge.torn else [_Text([]), *text, _Text([])]
    for at, line in enumerate(inner):
        left, right = edge.left[at % len(edge.left)], edge.right[at % len(edge.right)]
        spans = (Span(left, edge.ink), *fill(line.spans, measure), Span(right, edge.ink))
        lines.append(Line(tuple(spans), line.block, line.step))
    if edge.bottom:
        lines.append(Line(_border(edge.bottom, edge.corners[2:], width, look)))
    first: dict[int, int] = {}
    for at, done in enumerate(lines):
        if done.block >= 0:
            first.setdefault(done.block, at)
    return Laid(tuple(lines), width, look, first)


def _border(pattern: str, corners: str, width: int, look: Print) -> tuple[Span, ...]:
    text = (pattern * (width // len(pattern) + 1))[:width]
    if corners:
        text = corners[0] + text[1:-1] + corners[1]
    if look.edge.torn:
        return (Span(text, look.tint, ground="desk"),)
    return (Span(text, look.edge.ink),)
