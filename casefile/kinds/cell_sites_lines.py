"""Lines on squared paper: whatever meets in a cell becomes the glyph that joins it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
ALONG = EAST | WEST

_THIN = dict(zip((5, 10, 6, 12, 3, 9, 7, 13, 14, 11, 15), "│─╭╮╰╯├┤┬┴┼", strict=True)) | {
    1: "│",
    4: "│",
    2: "─",
    8: "─",
}
_HEAVY = dict(zip((5, 10, 6, 12, 3, 9, 7, 13, 14, 11, 15), "┃━┏┓┗┛┣┫┳┻╋", strict=True)) | {
    1: "┃",
    4: "┃",
    2: "━",
    8: "━",
}
_MIXED = {(5, 10): "╋", (5, 2): "┠", (5, 8): "┨", (10, 1): "┷", (10, 4): "┯", (10, 5): "┿"}
"""A heavy line and what thin ones do at it."""


@dataclass(slots=True)
class Canvas:
    """Squared paper."""

    columns: int
    rows: int
    thin: dict[tuple[int, int], int] = field(default_factory=dict)
    heavy: dict[tuple[int, int], int] = field(default_factory=dict)
    ink: dict[tuple[int, int], str] = field(default_factory=dict)
    """Glyphs that lie over whatever is there."""
    ground: dict[tuple[int, int], str] = field(default_factory=dict)
    """Glyphs that lie under it."""

    def line(self, points: Iterable[tuple[int, int]], *, heavy: bool = False) -> None:
        """Draw from point to point, each straight east, west, north or south of the one before."""
        lines = self.heavy if heavy else self.thin
        for (from_x, from_y), (to_x, to_y) in pairwise(points):
            step_x, step_y = _sign(to_x - from_x), _sign(to_y - from_y)
            there, back = _ways(step_x, step_y)
            for step in range(abs(to_x - from_x) + abs(to_y - from_y)):
                here = (from_x + step * step_x, from_y + step * step_y)
                on = (here[0] + step_x, here[1] + step_y)
                lines[here] = lines.get(here, 0) | there
                lines[on] = lines.get(on, 0) | back

    def write(self, x: int, y: int, text: str) -> None:
        """Write over whatever is there."""
        self.ink |= {(x + at, y): glyph for at, glyph in enumerate(text)}

    def is_free(self, x: int, y: int, length: int) -> bool:
        """Whether nothing is drawn or written in these cells, nor on the ground beneath."""
        cells = [(x + at, y) for at in range(length)]
        within = y in range(self.rows) and x >= 0 and x + length <= self.columns
        return within and not any(
            cell in layer for cell in cells for layer in (self.thin, self.heavy, self.ink, self.ground)
        )

    def print(self) -> list[str]:
        """The lines of the drawing, none with blanks at its end."""
        return ["".join(self._glyph((x, y)) for x in range(self.columns)).rstrip() for y in range(self.rows)]

    def _glyph(self, cell: tuple[int, int]) -> str:
        if cell in self.ink:
            return self.ink[cell]
        thin, heavy = self.thin.get(cell, 0), self.heavy.get(cell, 0)
        if heavy:
            return _MIXED.get((heavy, thin & ~heavy), _HEAVY[heavy])
        return _THIN[thin] if thin else self.ground.get(cell, " ")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _ways(step_x: int, step_y: int) -> tuple[int, int]:
    """The way out of a cell and the way into the next."""
    if step_x:
        return (EAST, WEST) if step_x > 0 else (WEST, EAST)
    return (SOUTH, NORTH) if step_y > 0 else (NORTH, SOUTH)
