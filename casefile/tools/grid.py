"""The logic grid: what belongs together, what does not, and what follows from the marks made so far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import combinations
from textwrap import wrap
from typing import Protocol, TypeAlias

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

Cell: TypeAlias = tuple[int, int]
"""Index of a category, index of an item in it."""

_COLUMNS = 76
_SIZES = range(2, 9)
_CATEGORIES = range(2, 6)
_NAME_MAX = 40


class Mark(Enum):
    """What stands in a box of the grid; the value is its letter in a dump."""

    BLANK = "."
    TICK = "+"
    CROSS = "x"


_GLYPHS = {Mark.BLANK: "·", Mark.TICK: "✓", Mark.CROSS: "✗"}

Marks: TypeAlias = dict[tuple[Cell, Cell], Mark]


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of thing, and the things."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A square of the staircase: the items of one category down, of another across."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid and its marks. Nothing changes in place: each step gives a new grid."""

    categories: tuple[Category, ...]
    marked: Marks = field(default_factory=dict)
    """The player's own marks."""
    followed: Marks = field(default_factory=dict)
    """What follows from them; filled by `follow`, emptied by `put`."""

    @classmethod
    def blank(cls, categories: Sequence[tuple[str, Sequence[str]]]) -> "Grid":
        """Make an empty grid of 2 to 5 categories that have the same number of items, 2 to 8."""
        made = tuple(Category(label, tuple(items)) for label, items in categories)
        sizes = {len(category.items) for category in made}
        if len(made) not in _CATEGORIES or len(sizes) != 1 or not sizes <= set(_SIZES):
            raise Refusal("tool-grid-shape", "A grid has 2 to 5 categories, all with the same number of items, 2 to 8.")
        if any(len(set(map(str.casefold, category.items))) < len(category.items) for category in made):
            raise Refusal("tool-grid-twice", "An item stands twice in its category.")
        return cls(made)

    @classmethod
    def read(cls, text: str) -> "Grid":
        """Make an empty grid from lines such as `Day: Monday, Tuesday, Wednesday`."""
        rows = [line.partition(":") for line in lines(text)]
        return cls.blank([(label.strip(), _items(items)) for label, _, items in rows])

    def own(self, a: Cell, b: Cell) -> Mark:
        """The player's own mark."""
        return self.marked.get(_pair(a, b), Mark.BLANK)

    def at(self, a: Cell, b: Cell) -> Mark:
        """The player's own mark, or what follows."""
        return self.marked.get(_pair(a, b)) or self.followed.get(_pair(a, b), Mark.BLANK)

    def put(self, a: Cell, b: Cell, mark: Mark) -> "Grid":
        """Set or wipe one of the player's own marks. What followed before is forgotten."""
        if not all(self._has(cell) for cell in (a, b)) or a[0] == b[0]:
            raise Refusal("tool-grid-box", "There is no such box in this grid.")
        marked = {pair: own for pair, own in self.marked.items() if pair != _pair(a, b)}
        if mark is not Mark.BLANK:
            marked[_pair(a, b)] = mark
        return replace(self, marked=marked, followed={})

    def follow(self) -> "Grid":
        """Add what follows from the player's own marks, until nothing more does.

        Crosses beside a tick; a tick where one box is left; what holds of one holds of all that it is tied to.
        """
        marks = dict(self.marked)
        while new := self._step(marks):
            marks.update(new)
        return replace(self, followed={pair: mark for pair, mark in marks.items() if pair not in self.marked})

    def clash(self) -> str:
        """One sentence on why the marks cannot all hold, or nothing."""
        grid = self.follow()
        for item in grid._cells():
            for other in range(len(grid.categories)):
                if other == item[0]:
                    continue
                row = [grid.at(item, cell) for cell in grid._column(other)]
                if row.count(Mark.TICK) > 1:
                    return f"{grid.name(item)} has two ticks under {grid.categories[other].label}."
                if row.count(Mark.CROSS) == len(row):
                    return f"Nothing is left for {grid.name(item)} under {grid.categories[other].label}."
        return ""

    def name(self, cell: Cell) -> str:
        """The name of an item."""
        return self.categories[cell[0]].items[cell[1]]

    def blocks(self) -> tuple[tuple[Block, ...], ...]:
        """The staircase of squares, from the top row: every two categories meet once."""
        last = len(self.categories) - 1
        return tuple(
            tuple(Block(row, column) for column in range(1, last + 1 - step))
            for step, row in enumerate([0, *range(last, 1, -1)])
        )

    def render(self, *, ascii_only: bool = False) -> str:
        """Draw the staircase, own marks and what follows, with its key, at most 76 columns wide."""
        return "\n".join(_draw(self, ascii_only=ascii_only))

    def dump(self) -> str:
        """The categories and the player's own marks as lines of text, for `load`."""
        heads = [f"{category.label}: {', '.join(category.items)}" for category in self.categories]
        marks = [f"@{a[0]}.{a[1]} {b[0]}.{b[1]} {mark.value}" for (a, b), mark in sorted(self.marked.items(), key=str)]
        return "\n".join([*heads, *marks])

    @classmethod
    def load(cls, text: str) -> "Grid":
        """Read what `dump` wrote. What is not a mark of this grid is refused."""
        rows = lines(text)
        grid = cls.read("\n".join(row for row in rows if not row.startswith("@")))
        for row in rows:
            if not row.startswith("@"):
                continue
            match = re.fullmatch(r"@(\d)\.(\d) (\d)\.(\d) ([+x])", row)
            if not match:
                raise Refusal("tool-grid-dump", "These marks are damaged. Begin the grid anew.")
            a, b, c, d = (int(number) for number in match.groups()[:4])
            grid = grid.put((a, b), (c, d), Mark(match[5]))
        return grid

    def find(self, name: str) -> Cell:
        """The item of that name, whatever its case."""
        found = [cell for cell in self._cells() if self.name(cell).casefold() == name.strip().casefold()]
        if len(found) != 1:
            count = "There is no" if not found else "There is more than one"
            raise Refusal("tool-grid-name", f"{count} “{name.strip()[:_NAME_MAX]}” in this grid.")
        return found[0]

    def _has(self, cell: Cell) -> bool:
        return 0 <= cell[0] < len(self.categories) and 0 <= cell[1] < len(self.categories[0].items)

    def _cells(self) -> list[Cell]:
        return [cell for category in range(len(self.categories)) for cell in self._column(category)]

    def _column(self, category: int) -> list[Cell]:
        return [(category, item) for item in range(len(self.categories[category].items))]

    def _step(self, marks: Marks) -> Marks:
        """One round of following: only what is new and contradicts nothing that stands."""
        new: Marks = {}

        def say(a: Cell, b: Cell, mark: Mark) -> None:
            if _pair(a, b) not in marks:
                new.setdefault(_pair(a, b), mark)

        for a in self._cells():
            for other in range(len(self.categories)):
                if other != a[0]:
                    self._line(marks, a, self._column(other), say)
        for (a, b), mark in marks.items():
            if mark is Mark.TICK:
                self._tie(marks, a, b, say)
        for a, b in combinations(self._cells(), 2):
            if a[0] != b[0] and self._apart(marks, a, b):
                say(a, b, Mark.CROSS)
        return new

    def _line(self, marks: Marks, a: Cell, row: list[Cell], say: "_Say") -> None:
        ticked = [b for b in row if marks.get(_pair(a, b)) is Mark.TICK]
        left = [b for b in row if marks.get(_pair(a, b)) is not Mark.CROSS]
        for b in row:
            if ticked and b not in ticked:
                say(a, b, Mark.CROSS)
        if len(left) == 1:
            say(a, left[0], Mark.TICK)

    def _tie(self, marks: Marks, a: Cell, b: Cell, say: "_Say") -> None:
        for cell in self._cells():
            if cell[0] in (a[0], b[0]):
                continue
            for one, other in ((a, b), (b, a)):
                if (known := marks.get(_pair(one, cell))) is not None:
                    say(other, cell, known)

    def _apart(self, marks: Marks, a: Cell, b: Cell) -> bool:
        """Whether some third category has no item that could go with both."""
        return any(
            all(Mark.CROSS in (marks.get(_pair(a, cell)), marks.get(_pair(b, cell))) for cell in self._column(third))
            for third in range(len(self.categories))
            if third not in (a[0], b[0])
        )


class _Say(Protocol):
    """Type of the callback that takes what follows."""

    def __call__(self, a: Cell, b: Cell, mark: Mark) -> None: ...


def _pair(a: Cell, b: Cell) -> tuple[Cell, Cell]:
    return (a, b) if a < b else (b, a)


def _items(text: str) -> list[str]:
    return [item.strip()[:_NAME_MAX] for item in text.split(",") if item.strip()]


def _draw(grid: Grid, *, ascii_only: bool) -> list[str]:
    size = len(grid.categories[0].items)
    across = [block.columns for block in grid.blocks()[0]]
    # Wide boxes where they fit: a row of single letters is hard to follow.
    gap = " " if 18 + len(across) * (2 * size + 2) <= _COLUMNS else ""
    square = size * (1 + len(gap)) - len(gap)
    name = min(
        max(len(item) for category in grid.categories for item in category.items), 76 - len(across) * (square + 3)
    )
    bar = "|" if ascii_only else "│"
    heads = [_fit(grid.categories[column].label, square).center(square) for column in across]
    numbers = gap.join(str(number + 1) for number in range(size))
    drawn = [_row("", name, heads, bar), _row("", name, [numbers] * len(across), bar)]
    for row in grid.blocks():
        drawn.append(_rule(name, square, len(row), ascii_only=ascii_only))
        for item in range(size):
            boxes = [gap.join(_glyphs(grid, (row[0].rows, item), block, ascii_only=ascii_only)) for block in row]
            drawn.append(_row(grid.name((row[0].rows, item)), name, boxes, bar))
    return [*drawn, "", *_key(grid, across)]


def _row(head: str, name: int, boxes: list[str], bar: str) -> str:
    return f"{_fit(head, name):<{name}} {bar}" + "".join(f" {box} {bar}" for box in boxes)


def _rule(name: int, square: int, count: int, *, ascii_only: bool) -> str:
    line, cross = ("-", "+") if ascii_only else ("─", "┼")
    return line * (name + 1) + cross + (line * (square + 2) + cross) * count


def _glyphs(grid: Grid, item: Cell, block: Block, *, ascii_only: bool) -> list[str]:
    marks = (grid.at(item, (block.columns, other)) for other in range(len(grid.categories[block.columns].items)))
    return [mark.value if ascii_only else _GLYPHS[mark] for mark in marks]


def _key(grid: Grid, across: list[int]) -> list[str]:
    key: list[str] = []
    for column in across:
        category = grid.categories[column]
        words = "  ".join(f"{number}\u00a0{item}" for number, item in enumerate(category.items, 1))
        key += wrap(f"{category.label}: {words}", _COLUMNS, subsequent_indent="  ", break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in key]


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _run(args: Mapping[str, str]) -> str:
    if not args.get("categories", "").strip():
        raise Refusal("tool-grid-empty", "Give the grid its categories, one a line: `Day: Monday, Tuesday`.")
    grid = Grid.read(args["categories"])
    for line in lines(args.get("marks", "")):
        match = re.fullmatch(r"(.+?)\s+(=|x|X|≠|!=)\s+(.+)", line)
        if not match:
            raise Refusal("tool-grid-mark", f"“{line[:_NAME_MAX]}” is no mark. Write `Ann = Monday` or `Ann x Monday`.")
        a, b = grid.find(match[1]), grid.find(match[3])
        grid = grid.put(a, b, Mark.TICK if match[2] == "=" else Mark.CROSS)
    clash = grid.clash()
    return grid.follow().render() + (f"\n\n{clash}" if clash else "")


TOOL = Tool(
    id="grid",
    title="Grid",
    about="Keeps a logic grid: takes your ticks and crosses and adds what follows from them.",
    parameters=(
        Parameter(
            id="categories",
            label="Categories, one a line",
            about="A label, a colon, and the items with commas between them; the same number in each.",
            tall=True,
            example="Clerk: Ann, Bob; Day: Monday, Tuesday",
        ),
        Parameter(
            id="marks",
            label="Marks, one a line",
            about="`Ann = Monday` for together, `Ann x Monday` for not.",
            tall=True,
            example="Ann x Monday",
        ),
    ),
    run=_run,
)
