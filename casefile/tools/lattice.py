"""A plan of streets to draw a round on: lines where somebody went, crosses where nobody did."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool

Edge: TypeAlias = tuple[int, int]
"""A stretch of street by half blocks down and half blocks across; one of the two is odd."""
Block: TypeAlias = tuple[int, int]
"""Row and place in it, from 0."""

_LEAST, _MOST = 2, 12
_LABEL = re.compile(r"[0-4]|[A-Za-z]")
_MARK = re.compile(r"([x-]?)(\d{1,2})\.(\d{1,2})([nesw])", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*\d+ +│")
_MARKS_MAX = 2000
_OFF: Mapping[str, Edge] = {"n": (0, 1), "e": (1, 2), "s": (2, 1), "w": (1, 0)}
"""Where the sides of a block are, in half blocks from its north-west corner."""
_SIDES = {"n": "north", "e": "east", "s": "south", "w": "west"}
_JOINS = {
    "": "·", "n": "╹", "e": "╺", "s": "╻", "w": "╸", "ne": "┗", "ns": "┃", "nw": "┛", "es": "┏", "ew": "━", "sw": "┓",
    "nes": "┣", "new": "┻", "nsw": "┫", "esw": "┳", "nesw": "╋",
}  # fmt: skip
ACROSS = 6
"""Columns from a corner to the next."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A plan and the player's marks. Nothing changes in place: each step gives a new plan."""

    wide: int
    high: int
    labels: Mapping[Block, str]
    """A count or a letter, of the blocks that have one."""
    marks: Mapping[Edge, bool] = field(default_factory=dict)
    """Walked, or crossed out."""

    @classmethod
    def read(cls, text: str) -> "Lattice":
        """Read a plan: as it is drawn, as a table, or as plain rows such as `2 . a 3`."""
        rows = _rows(text)
        sizes = {len(row) for row in rows}
        if not rows or len(sizes) != 1 or max(sizes) not in range(_LEAST, _MOST + 1) or len(rows) > _MOST:
            raise Refusal("tool-lattice-plan", f"A plan has rows of the same length, {_LEAST} to {_MOST} blocks each.")
        labels = {(row, at): cell for row, cells in enumerate(rows) for at, cell in enumerate(cells) if cell}
        return cls(sizes.pop(), len(rows), labels)

    @property
    def edges(self) -> Iterator[Edge]:
        """All stretches of street."""
        return ((y, x) for y in range(2 * self.high + 1) for x in range(2 * self.wide + 1) if (y + x) % 2)

    def edge(self, row: int, at: int, side: str) -> Edge:
        """A side of a block."""
        down, across = _OFF[side]
        return 2 * row + down, 2 * at + across

    def has(self, edge: Edge) -> bool:
        """Whether there is such a stretch."""
        y, x = edge
        return (y + x) % 2 == 1 and 0 <= y <= 2 * self.high and 0 <= x <= 2 * self.wide

    def put(self, edge: Edge, *, walked: bool | None) -> "Lattice":
        """Draw a line, a cross (False), or wipe (None)."""
        if not self.has(edge):
            raise Refusal("tool-lattice-side", "There is no such block in this plan.")
        marks = {other: mark for other, mark in self.marks.items() if other != edge}
        return replace(self, marks=marks if walked is None else {**marks, edge: walked})

    def follow(self, marks: str) -> "Lattice":
        """Set marks in turn, as `say` writes them; what is no mark is refused."""
        lattice = self
        for said in marks.split()[:_MARKS_MAX]:
            match = _MARK.fullmatch(said)
            if not match:
                raise Refusal("tool-lattice-mark", f"“{said[:20]}” is no mark. Write 2.3n, x2.3n or -2.3n.")
            row, at = int(match[2]) - 1, int(match[3]) - 1
            if not (0 <= row < self.high and 0 <= at < self.wide):
                raise Refusal("tool-lattice-side", f"There is no block {match[2]}.{match[3]} in this plan.")
            walked = {"": True, "x": False, "-": None}[match[1].lower()]
            lattice = lattice.put(lattice.edge(row, at, match[4].lower()), walked=walked)
        return lattice

    def name(self, edge: Edge) -> str:
        """A stretch as a side of a block, such as `2.3n`."""
        y, x = edge
        if y % 2:
            return f"{y // 2 + 1}.{x // 2 + 1}w" if x < 2 * self.wide else f"{y // 2 + 1}.{x // 2}e"
        return f"{y // 2 + 1}.{x // 2 + 1}n" if y < 2 * self.high else f"{y // 2}.{x // 2 + 1}s"

    def spell(self, edge: Edge) -> str:
        """A stretch in words."""
        block, side = self.name(edge)[:-1], self.name(edge)[-1]
        row, _, at = block.partition(".")
        return f"row {row}, block {at}, {_SIDES[side]} side"

    def cannot_be(self, block: Block) -> bool:
        """Whether more sides of a block are walked than its count allows, or too few are left."""
        count = self.labels.get(block, "")
        sides = [self.marks.get(self.edge(*block, side)) for side in _OFF]
        return count.isdigit() and not sides.count(True) <= int(count) <= len(sides) - sides.count(False)

    def is_met(self, block: Block) -> bool:
        """Whether as many sides of a block are walked as its count says."""
        count = self.labels.get(block, "")
        return count.isdigit() and sum(self.marks.get(self.edge(*block, side)) is True for side in _OFF) == int(count)

    def faults(self) -> list[str]:
        """The counts that cannot be kept any more, a sentence each."""
        wrong = [block for block in sorted(self.labels) if self.cannot_be(block)]
        return [f"Row {row + 1}, block {at + 1} cannot have its {self.labels[row, at]}." for row, at in wrong]

    def corner(self, y: int, x: int) -> str:
        """The glyph of a corner, as lines meet there."""
        around = {"n": (y - 1, x), "e": (y, x + 1), "s": (y + 1, x), "w": (y, x - 1)}
        return _JOINS["".join(side for side, edge in around.items() if self.marks.get(edge))]

    def stretch(self, edge: Edge) -> str:
        """The glyphs of a stretch."""
        mark, level = self.marks.get(edge), edge[0] % 2 == 0
        if level:
            return {True: "━" * (ACROSS - 1), False: "×".center(ACROSS - 1), None: " " * (ACROSS - 1)}[mark]
        return {True: "┃", False: "×", None: " "}[mark]

    def render(self) -> str:
        """Draw corners, marks and labels, with the numbers of rows and blocks around them."""
        lines = ["    " + "".join(f" {at + 1:^{ACROSS - 1}}" for at in range(self.wide)).rstrip()]
        for y in range(2 * self.high + 1):
            cells = [self._cell(y, x) for x in range(2 * self.wide + 1)]
            lines.append(f"{f'{y // 2 + 1:>3} ' if y % 2 else '    '}{''.join(cells)}".rstrip())
        return "\n".join(lines)

    def _cell(self, y: int, x: int) -> str:
        if self.has((y, x)):
            return self.stretch((y, x))
        return self.labels.get((y // 2, x // 2), "").center(ACROSS - 1) if y % 2 else self.corner(y, x)


def _rows(text: str) -> list[list[str]]:
    """The cells of every row of a plan, a label or nothing in each."""
    lines = text.splitlines()
    if any(map(_NUMBERED.match, lines)):
        # a large plan has names in further lines of a row
        lines = [line for line in lines if _NUMBERED.match(line)]
    barred = [cells for line in lines if (cells := _barred(line)) and not _is_rule(cells)]
    if barred:
        head = next((cells for cells in barred if _counts_up(cells)), None)
        first = 0 if head is None else head.index("1")
        return [[_label(cell) for cell in cells[first:]] for cells in barred if cells is not head]
    plain = [line.split() for line in text.splitlines()]
    return [[_label(cell) for cell in cells] for cells in plain if cells and all(map(_is_cell, cells))]


def _barred(line: str) -> list[str]:
    """The cells of a line with bars: of a drawing those between the outer ones, of a table all of them."""
    parts = [part.strip() for part in re.split(r"[|│┃]", line)]
    if len(parts) < 3:
        return []
    if "│" in line and not parts[-1]:
        return parts[1:-1]
    return parts[(not parts[0]) : len(parts) - (not parts[-1])]


def _is_rule(cells: list[str]) -> bool:
    return all(re.fullmatch(r"[-+:=─┼]+", cell) for cell in cells)


def _counts_up(cells: list[str]) -> bool:
    numbers = cells[cells.index("1") :] if "1" in cells else []
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_cell(text: str) -> bool:
    return bool(_LABEL.fullmatch(text)) or text in {".", "·", "-", "—", "_"}


def _label(text: str) -> str:
    return text if _LABEL.fullmatch(text) else ""


def _run(args: Mapping[str, str]) -> str:
    text = args.get("plan", "")
    if not text.strip():
        raise Refusal("tool-lattice-empty", "Give it a plan: as it is drawn, as a table, or as rows such as 2 . a 3.")
    lattice = Lattice.read(text).follow(args.get("marks", ""))
    faults = lattice.faults()
    return "\n".join([lattice.render(), *([""] if faults else []), *faults])


TOOL = Tool(
    id="lattice",
    title="Tracing",
    about="Lies over a plan of streets and takes your lines and crosses; says which counts they break.",
    parameters=(
        Parameter(
            id="plan",
            label="Plan",
            about="As it is drawn, as a table, or a row a line: a count, a letter or a dot for each block.",
            tall=True,
            example="3 . a\n. 2 .",
        ),
        Parameter(
            id="marks",
            label="Marks",
            about="`1.2n` is walked: row 1, block 2, its north side; `x1.2e` is not; `-1.2n` is wiped.",
            tall=True,
            example="1.1n 1.1w 1.1s x1.1e",
        ),
    ),
    run=_run,
)
