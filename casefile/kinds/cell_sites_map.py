"""The map of a city within three rings: its streets and its river, and what stands between them."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from casefile.kinds.cell_sites_lines import ALONG, Canvas

EAST, NORTH = 35, 16
"""The last square, counted from nought."""
_MIDDLE = (17.5, 8.0)
_RINGS = ((4.6, 2.4), (9.8, 4.9), (16.0, 7.4))
"""Half width and half height, in squares; the first is the wall."""
_MARGIN = 3
"""Columns for the figures beside the map."""
_APART, _LEAST = 2.4, 2.2
"""Squares between two landmarks, and between a mast and whatever else stands there."""
_ROOM = 3
"""Columns about a letter in which no street runs: the letter and a blank on either side."""

Place = tuple[int, int]
"""Squares east and north of the south-west corner."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Cells of a square, which is twice as wide as it is high."""

    across: int
    down: int

    def cell(self, place: Place) -> tuple[int, int]:
        """The column and the row of a place."""
        return place[0] * self.across, (NORTH - place[1]) * self.down


NARROW, WIDE = Scale(2, 1), Scale(4, 2)


def draw_places(count: int, stream: random.Random) -> list[Place]:
    """Places off the streets and the river, well apart, in the order in which one reads; fewer if there is no room."""
    free = [*_off_the_streets()]
    stream.shuffle(free)
    chosen: list[Place] = []
    for place in free:
        if len(chosen) < count and all(_is_apart(place, other, _APART) for other in chosen):
            chosen.append(place)
    return sorted(chosen, key=lambda place: (-place[1], place[0]))


def draw_masts(count: int, places: Sequence[Place], stream: random.Random) -> list[Place]:
    """Places for masts, beside nothing else; in no order."""
    free = [place for place in _off_the_streets() if 2 <= place[0] <= EAST - 2 and 1 <= place[1] < NORTH]
    stream.shuffle(free)
    chosen: list[Place] = []
    for place in free:
        beside_nothing = all(_is_apart(place, other, _LEAST) for other in places)
        if len(chosen) < count and beside_nothing and all(_is_apart(place, other, 5) for other in chosen):
            chosen.append(place)
    return chosen


@dataclass(frozen=True, slots=True)
class City:
    """What stands where, and what it is called."""

    places: tuple[Place, ...]
    """Of the landmarks, in the order of their letters."""
    names: tuple[str, ...]
    river: str = ""
    rings: tuple[str, ...] = ()
    """From the wall outwards."""

    def draw(self, scale: Scale, masts: Sequence[Place] = ()) -> str:
        """The map: landmarks as letters, masts as figures; the large one has the names of the landmarks."""
        canvas = self._drawn(scale, masts)
        if scale is WIDE:
            for name, place in zip(self.names, self.places, strict=True):
                _name(canvas, name, *scale.cell(place))
        return "\n".join(_ruled(canvas.print(), scale))

    def can_be_named(self, masts: Sequence[Place]) -> bool:
        """Whether every name finds room on the large map, with the masts and without."""
        for standing in (masts, ()):
            canvas = self._drawn(WIDE, standing)
            named = zip(self.names, self.places, strict=True)
            if not all(_name(canvas, name, *WIDE.cell(place)) for name, place in named):
                return False
        return True

    def _drawn(self, scale: Scale, masts: Sequence[Place]) -> Canvas:
        canvas = _streets(scale)
        for number, place in enumerate(masts, 1):
            canvas.write(*scale.cell(place), f"▲{number}")
        for number, place in enumerate(self.places):
            canvas.write(*scale.cell(place), letter(number))
        if self.river:
            _name_river(canvas, self.river, scale)
        for name, (_, high) in zip(self.rings, _RINGS, strict=False):
            _name_ring(canvas, name, high, scale)
        return canvas


def letter(number: int) -> str:
    """The letter of a landmark."""
    return "abcdefghijklmnopqrstuvwx"[number]


def _is_apart(one: Place, other: Place, by: float) -> bool:
    return math.dist(one, other) >= by and (one[1] != other[1] or abs(one[0] - other[0]) > _ROOM)


@cache
def _off_the_streets() -> tuple[Place, ...]:
    """Squares with nothing in them, drawn small or large."""
    drawn = [(scale, _streets(scale)) for scale in (NARROW, WIDE)]

    def is_free(place: Place) -> bool:
        cells = [(canvas, *scale.cell(place)) for scale, canvas in drawn]
        return all(canvas.is_free(max(0, x - 1), y, min(_ROOM, canvas.columns - x + 1)) for canvas, x, y in cells)

    return tuple(place for place in product(range(EAST + 1), range(NORTH + 1)) if is_free(place))


def _streets(scale: Scale) -> Canvas:
    """The city with nothing in it."""
    canvas = Canvas(EAST * scale.across + 1, NORTH * scale.down + 1)
    for number, (wide, high) in enumerate(_RINGS):
        _ring(canvas, scale, wide, high, heavy=not number)
    x, y = round(_MIDDLE[0] * scale.across), round(_MIDDLE[1] * scale.down)
    gate_x, gate_y = round(_RINGS[0][0] * scale.across), round(_RINGS[0][1] * scale.down)
    canvas.line([(x, 0), (x, y - gate_y)])
    canvas.line([(x, y + gate_y), (x, canvas.rows - 1)])
    canvas.line([(0, y), (x - gate_x, y)])
    canvas.line([(x + gate_x, y), (canvas.columns - 1, y)])
    for east in (-1, 1):
        for north in (-1, 1):
            _lane(canvas, scale, east, north)
    _river(canvas, scale)
    return canvas


def _ring(canvas: Canvas, scale: Scale, wide: float, high: float, *, heavy: bool) -> None:
    """A ring as steps: half of it from the top down, and the other half."""
    middle_x, middle_y = _MIDDLE[0] * scale.across, _MIDDLE[1] * scale.down
    top, bottom = round(middle_y - high * scale.down), round(middle_y + high * scale.down)

    def half(row: int) -> float:
        return wide * scale.across * math.sqrt(1 - ((row - middle_y) / (high * scale.down + 0.35)) ** 2)

    for side in (-1, 1):
        edge = {row: round(middle_x + side * half(row)) for row in range(top, bottom + 1)}
        path = [(round(middle_x), top), (edge[top], top)]
        for row in range(top + 1, bottom + 1):
            # a step is taken above while the ring grows wider, and below when it closes
            path += [(edge[row], row - 1) if row <= middle_y else (edge[row - 1], row), (edge[row], row)]
        canvas.line([*path, (round(middle_x), bottom)], heavy=heavy)


def _lane(canvas: Canvas, scale: Scale, east: int, north: int) -> None:
    """A dotted way from the wall to the edge of the map, under whatever it meets."""
    slope = _RINGS[1][1] * scale.down / (_RINGS[1][0] * scale.across)
    middle_x, middle_y = round(_MIDDLE[0] * scale.across), _MIDDLE[1] * scale.down
    gate = round(_RINGS[0][0] * 1.1 * scale.across)
    for away in range(gate, canvas.columns, 2):
        x, y = middle_x + east * away, round(middle_y - north * (away * slope + 0.1))
        if 0 <= x < canvas.columns and 0 <= y < canvas.rows:
            canvas.ground[x, y] = "·"


def _river(canvas: Canvas, scale: Scale) -> None:
    """The river from west to east, under all bridges."""
    thick = scale.down + 1
    for x in range(canvas.columns):
        top = _bank(x, scale)
        for y in range(top, top + thick):
            if y < canvas.rows:
                canvas.ground[x, y] = "≈"


def _bank(x: int, scale: Scale) -> int:
    """The row in which the river begins at a column."""
    north = 3.9 + 1.35 * math.sin((x / scale.across - 4.5) / 35 * 2 * math.pi * 1.15)
    return round((NORTH - north) * scale.down) - scale.down // 2


def _name(canvas: Canvas, name: str, x: int, y: int) -> bool:
    """Write a name beside its letter: to the right or the left, above or below; across a street if need be."""
    beside, middle = [(x + 2, y), (x - 1 - len(name), y)], x - len(name) // 2
    for crosses in (False, True):
        for at, row in (*beside, (middle, y + 1), (middle, y - 1), (x, y + 1), (x, y - 1)):
            cells = [(column, row) for column in range(at - 1, at + len(name) + 1)]
            taken = any(cell in canvas.ink and cell != (x, y) for cell in cells)
            built = any(cell in canvas.heavy or canvas.ground.get(cell) == "≈" for cell in cells)
            on_paper = row in range(canvas.rows) and at >= 0 and at + len(name) <= canvas.columns
            if on_paper and not (taken or built) and (crosses or not any(cell in canvas.thin for cell in cells)):
                canvas.write(at, row, name)
                return True
    return False


def _name_river(canvas: Canvas, name: str, scale: Scale) -> None:
    """Write the river's name where its bank runs level for long enough, out of the way of bridges."""
    text = f" {' '.join(name) if scale is WIDE else name} "
    for x in range(4 * scale.across, canvas.columns - len(text)):
        row = _bank(x, scale) + scale.down // 2
        cells = [(x + at, row) for at in range(-1, len(text) + 1)]
        if all(canvas.ground.get(cell) == "≈" and cell not in canvas.thin and cell not in canvas.ink for cell in cells):
            canvas.write(x, row, text)
            return


def _name_ring(canvas: Canvas, name: str, high: float, scale: Scale) -> None:
    """Write a ring's name into the ring, at the top right, where that has room."""
    row = round((_MIDDLE[1] - high) * scale.down)
    x = round(_MIDDLE[0] * scale.across) + 2
    run = 0
    while (canvas.thin.get((x + run, row), 0) | canvas.heavy.get((x + run, row), 0)) == ALONG:
        run += 1
    text = f" {name} "
    if len(text) + 2 <= run and all((x + at, row) not in canvas.ink for at in range(-1, run)):
        canvas.write(x + (run - len(text)) // 2, row, text)


def _ruled(lines: Sequence[str], scale: Scale) -> Iterator[str]:
    """The map with its squares numbered above and at the left."""
    head = [" "] * (EAST * scale.across + 2)
    for east in range(EAST + 1):
        figure = str(east) if east % 5 == 0 else "·"
        head[east * scale.across : east * scale.across + len(figure)] = figure
    yield " " * _MARGIN + "".join(head).rstrip()
    for row, line in enumerate(lines):
        figure = "" if row % scale.down else str(NORTH - row // scale.down)
        yield f"{figure:>{_MARGIN - 1}} {line}".rstrip()
