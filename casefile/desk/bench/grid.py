"""The logic grid: every two kinds of thing meet once, and each box is crossed or ticked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region

from casefile.desk.bench.lists import lists_in
from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, fill
from casefile.errors import Refusal
from casefile.tools.grid import Block, Cell, Grid, Mark

_GLYPHS = {Mark.BLANK: ("·", "pencil"), Mark.TICK: ("✓", "carbon"), Mark.CROSS: ("✗", "paper-red")}
_NEXT = {Mark.BLANK: Mark.CROSS, Mark.CROSS: Mark.TICK, Mark.TICK: Mark.BLANK}
_NAME = 13
_STRIP = 24
"""Cells that a strip beside the grid needs to be read."""
_WORDS = 44
"""Cells for the sentence above the grid."""
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_HOW = (
    "Write on the first strip what there is, one kind a line, for example:",
    "Clerk: Ann, Bob, Cay",
    "Day: Monday, Tuesday, Wednesday",
    "Two to five kinds, the same number of each. A passage sent from a paper brings its lists along: its text comes "
    "on the second strip, what it lists on the first.",
)


def read_grid(text: str, kept: str) -> Grid | None:
    """The grid that a strip describes, with the marks that were kept if it is still the same grid."""
    rows = "\n".join(line for line in text.splitlines() if ":" in line and "," in line)
    if not rows:
        return None
    fresh = Grid.read(rows)
    if kept:
        try:
            old = Grid.load(kept)
        except Refusal:
            return fresh
        if old.categories == fresh.categories:
            return old
    return fresh


class GridBench(BenchTool):
    """The staircase of squares, for keys and mouse."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The logic grid",
        "The first strip says what there is. Arrows or a click choose a box; x crosses it, t ticks it, backspace wipes "
        "it. f shows what follows from your marks, in pencil; a sentence at the bottom says when they cannot all hold.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0,-1)", "Up", show=False, id="grid.up", tooltip="The box above"),
        Binding("down", "go(0,1)", "Down", show=False, id="grid.down", tooltip="The box below"),
        Binding("left", "go(-1,0)", "Left", show=False, id="grid.left", tooltip="The box to the left"),
        Binding("right", "go(1,0)", "Right", show=False, id="grid.right", tooltip="The box to the right"),
        Binding("x", "put('x')", "cross", id="grid.cross", tooltip="Cross the box"),
        Binding("t", "put('+')", "tick", id="grid.tick", tooltip="Tick the box"),
        Binding("backspace,delete", "put('.')", "wipe", id="grid.wipe", tooltip="Wipe the box"),
        Binding("space", "next", "next mark", show=False, id="grid.next", tooltip="Cross, tick, nothing"),
        Binding("f", "follow", "what follows", id="grid.follow", tooltip="Pencil in what follows from your marks"),
    ]
    name_of_tool = "grid"
    titles = ("strip 1: the lists", "strip 2: statements")
    ground = "paper-form"
    ink = "ink"

    def __init__(self, kept: str = "", *, follows: bool = False) -> None:
        """Make a grid.

        Args:
            kept: The marks of an earlier sitting, as `Grid.dump` wrote them.
            follows: Pencil in what follows.
        """
        super().__init__()
        self.kept = kept
        self.follows = follows
        self._grid: Grid | None = None
        self._x = self._y = 0
        self._rows: dict[int, int] = {}
        self._box_width, self._names = 3, _NAME

    def room(self, width: int) -> int:
        """As much as it takes to draw it; wider boxes only where the strips do not want for it."""
        across = len(self._grid.blocks()[0]) if self._grid else 0
        narrow, wide = (names + 3 + across * (self._count * box + 1) for names, box in ((_NAME, 3), (22, 5)))
        if not across or width - narrow < _STRIP:
            return 0
        return wide if width - wide >= 2 * _STRIP else max(narrow, _WORDS)

    @staticmethod
    def lay(text: str, strips: Strips) -> Strips:
        """Lists go to the lists; the passage itself goes to the statements, of which there may be several."""
        lists = [line for line in lists_in(text) if line not in strips.first.splitlines()]
        first, second = (text.strip() for text in (strips.first, strips.second))
        return Strips("\n".join(filter(None, [first, *lists])), "\n\n".join(filter(None, [second, text])))

    def work(self, strips: Strips) -> Callable[[], Grid | None]:
        """Read the grid off the first strip."""
        return partial(read_grid, strips.first, self.kept)

    def take(self, made: Grid | None) -> None:
        """Show the grid."""
        self.refusal = ""
        self._set(made)

    def _set(self, grid: Grid | None) -> None:
        self._grid = grid.follow() if grid and self.follows else grid
        if grid:
            self.kept, self.result = grid.dump(), grid.render()
        self.redraw()

    def action_go(self, right: int, down: int) -> None:
        """Go to another box; a step over the staircase's edge stays."""
        x, y = self._x + right, self._y + down
        if self._cell(x, y):
            self._x, self._y = x, y
            self.redraw()
            row = next((line for line, box in self._rows.items() if box == y), 0)
            self.scroll_to_region(Region(0, row - 3 if y == 0 else row - 1, 1, 3), animate=False)

    def action_put(self, mark: str) -> None:
        """Mark the box with the cursor."""
        pair = self._cell(self._x, self._y)
        if self._grid and pair:
            self._set(self._grid.put(*pair, Mark(mark)))

    def action_next(self) -> None:
        """Give the box the next mark in turn."""
        pair = self._cell(self._x, self._y)
        if self._grid and pair:
            self.action_put(_NEXT[self._grid.own(*pair)].value)

    def action_follow(self) -> None:
        """Pencil in what follows, or rub it out."""
        self.follows = not self.follows
        if self._grid:
            self._set(self._grid.put((0, 0), (1, 0), self._grid.own((0, 0), (1, 0))))

    def on_click(self, event: events.Click) -> None:
        """Go to a box; a click on the box with the cursor marks it."""
        row = event.y + self.scroll_offset.y
        column = event.x - self._names - 3  # after pointer, name and rule
        if self._grid is None or row not in self._rows or column < 0:
            return
        size, box = self._count, self._box_width
        block, rest = divmod(column, size * box + 1)
        x, y = block * size + min(rest // box, size - 1), self._rows[row]
        if (x, y) == (self._x, self._y):
            self.action_next()
        elif self._cell(x, y):
            self._x, self._y = x, y
            self.redraw()

    @property
    def _count(self) -> int:
        return len(self._grid.categories[0].items) if self._grid else 1

    def _cell(self, x: int, y: int) -> tuple[Cell, Cell] | None:
        """The two items of a box, counted in boxes from the top left; None outside the staircase."""
        if self._grid is None or x < 0 or y < 0:
            return None
        blocks, size = self._grid.blocks(), self._count
        if y // size >= len(blocks) or x // size >= len(blocks[y // size]):
            return None
        block = blocks[y // size][x // size]
        return (block.rows, y % size), (block.columns, x % size)

    def draw(self, width: int) -> list[Line]:
        """The box with the cursor in words, heads, squares."""
        grid = self._grid
        if grid is None:
            words = [self.refusal] if self.refusal else list(_HOW)
            return [[], *([Span("  "), *line] for sentence in words for line in said(sentence, width - 4, "ink"))]
        across = len(grid.blocks()[0])
        roomy = width >= 25 + across * (self._count * 5 + 1)
        self._box_width, self._names = (5, 22) if roomy else (3, _NAME)
        lines = [*self._in_words(grid, width), *self._heads(grid)]
        self._rows = {}
        for step in grid.blocks():
            lines.append(self._rule(len(step)))
            for item in range(self._count):
                y = len(self._rows)
                self._rows[len(lines)] = y
                lines.append(self._row(grid, step, item, y))
        return lines

    def _in_words(self, grid: Grid, width: int) -> list[Line]:
        pair = self._cell(self._x, self._y) or ((0, 0), (1, 0))
        names = (
            Span(grid.name(pair[0]), "ink", bold=True),
            Span(" and ", "pencil"),
            Span(grid.name(pair[1]), "ink", bold=True),
        )
        clash = grid.clash()
        follows = "   what follows is pencilled in" if self.follows else ""
        tail = Span(f"   ✗ {clash}", "paper-red", bold=True) if clash else Span(follows, "pencil", italic=True)
        return [[Span("  "), *line] for line in wrap([*names, tail], width - 4)]

    def _heads(self, grid: Grid) -> list[Line]:
        labels: Line = [Span(" " * (self._names + 2))]
        names: Line = [Span(" " * (self._names + 2))]
        here = self._cell(self._x, self._y)
        for block in grid.blocks()[0]:
            category, room = grid.categories[block.columns], self._count * self._box_width
            labels += [Span("│", "paper-rule"), *fill([Span(category.label, "paper-red", bold=True)], room)]
            names.append(Span("│", "paper-rule"))
            for n, short in enumerate(_short(category.items, self._box_width - 1)):
                lit = here is not None and here[1] == (block.columns, n)
                names.append(
                    Span(f" {short}".ljust(self._box_width), "ink" if lit else "pencil", bold=lit, underline=lit)
                )
        return [labels, names]

    def _rule(self, blocks: int) -> Line:
        return [Span("  " + "─" * self._names + ("┼" + "─" * (self._count * self._box_width)) * blocks, "paper-rule")]

    def _row(self, grid: Grid, step: tuple[Block, ...], item: int, y: int) -> Line:
        here = y == self._y
        name = Span(grid.categories[step[0].rows].items[item], "ink", bold=here)
        line: Line = [Span("▸ " if here and self.has_focus else "  ", "ink"), *fill([name], self._names)]
        for n, block in enumerate(step):
            line.append(Span("│", "paper-rule"))
            for column in range(self._count):
                lit = here and n * self._count + column == self._x
                box = _box(grid, (block.rows, item), (block.columns, column), lit=lit)
                line.append(box._replace(text=box.text.center(self._box_width)))
        return line


def _box(grid: Grid, a: Cell, b: Cell, *, lit: bool) -> Span:
    own = grid.own(a, b)
    glyph, ink = _GLYPHS[grid.at(a, b)]
    if lit:
        return Span(f"[{glyph}]", "on-buff", bold=True, ground="buff")
    return Span(f" {glyph} ", ink if own is not Mark.BLANK else "pencil", bold=own is not Mark.BLANK)


def _short(items: tuple[str, ...], width: int) -> list[str]:
    """Heads of a few letters, articles left out; numbers where two would be the same."""
    heads = [_ARTICLE.sub("", item)[:width] for item in items]
    return heads if len(set(heads)) == len(heads) else [str(n) for n in range(1, len(items) + 1)]
