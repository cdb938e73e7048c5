"""Clues of a logic grid: what each type says, and what follows from it without a guess."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Index of a category (the subjects are 0), index of an item in it."""
Solution: TypeAlias = tuple[tuple[int, ...], ...]
"""For each category the item of each subject; the subjects themselves first."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One statement about a grid."""

    type: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a grid is, and which of its categories has an order."""

    categories: int
    size: int
    ordered: int
    """Index of the category whose items follow each other; -1: none does."""

    def owner(self, solution: Solution, cell: Cell) -> int:
        """The subject that has an item."""
        return solution[cell[0]].index(cell[1])

    def place(self, solution: Solution, cell: Cell) -> int:
        """Where an item's subject stands in the order."""
        return solution[self.ordered][self.owner(solution, cell)]


TYPES = ("is", "not", "either", "pair", "before", "next", "apart")
SLOTS = {"is": "ab", "not": "ab", "either": "abc", "pair": "abcd", "before": "ab", "next": "ab", "apart": "ab"}


def holds(clue: Clue, shape: Shape, solution: Solution) -> bool:
    """Whether a solution obeys a clue."""
    if clue.type in _ORDER:
        first, second = clue.cells
        return _ORDER[clue.type](shape.place(solution, first), shape.place(solution, second))
    return _FLAT[clue.type]([shape.owner(solution, cell) for cell in clue.cells])


_FLAT: dict[str, Callable[[list[int]], bool]] = {
    "is": lambda who: who[0] == who[1],
    "not": lambda who: who[0] != who[1],
    "either": lambda who: who[0] in who[1:],
    "pair": lambda who: set(who[:2]) == set(who[2:]),
}
_ORDER: dict[str, Callable[[int, int], bool]] = {
    "before": lambda first, second: first < second,
    "next": lambda first, second: second - first == 1,
    "apart": lambda first, second: abs(first - second) > 1,
}


def statements(clue_type: str, a: int, b: int, size: int) -> Iterator[Clue]:
    """Every clue of a type over two categories, in one fixed order; each meaning once."""
    items = range(size)
    if clue_type == "either":
        for item, (one, other) in product(items, combinations(items, 2)):
            yield Clue("either", ((a, item), (b, one), (b, other)))
    elif clue_type == "pair":
        for (one, other), (first, second) in product(combinations(items, 2), repeat=2):
            yield Clue("pair", ((a, one), (a, other), (b, first), (b, second)))
    else:
        for one, other in product(items, repeat=2):
            if a != b or one != other:
                yield Clue(clue_type, ((a, one), (b, other)))


def meaning(clue: Clue) -> Clue:
    """The same for two clues that say the same."""
    if clue.type in {"is", "not", "apart"}:
        return Clue(clue.type, tuple(sorted(clue.cells)))
    if clue.type == "pair":
        halves = sorted([tuple(sorted(clue.cells[:2])), tuple(sorted(clue.cells[2:]))])
        return Clue("pair", (*halves[0], *halves[1]))
    if clue.type == "either":
        return Clue("either", (clue.cells[0], *sorted(clue.cells[1:])))
    return clue


def fillings(shape: Shape, clues: Sequence[Clue]) -> Iterator[Solution]:
    """Every way to fill the grid that obeys the clues, category by category: the ordered one first.

    A filling is dropped as soon as a clue fails of which all is filled in; none is passed over otherwise.
    """
    order = sorted(range(1, shape.categories), key=lambda category: category != shape.ordered)
    empty: list[tuple[int, ...]] = [()] * shape.categories
    empty[0] = tuple(range(shape.size))
    yield from _filled(shape, clues, empty, order)


def _filled(shape: Shape, clues: Sequence[Clue], rows: list[tuple[int, ...]], left: list[int]) -> Iterator[Solution]:
    if not left:
        yield tuple(rows)
        return
    now = left[0]
    open_after = set(left[1:])
    ready = [clue for clue in clues if now in (needs := _needs(clue, shape)) and not needs & open_after]
    for row in permutations(range(shape.size)):
        longer = [*rows[:now], row, *rows[now + 1 :]]
        if all(holds(clue, shape, tuple(longer)) for clue in ready):
            yield from _filled(shape, clues, longer, left[1:])


def _needs(clue: Clue, shape: Shape) -> set[int]:
    needs = {category for category, _ in clue.cells}
    return needs | {shape.ordered} if clue.type in _ORDER else needs


class Board:
    """What is still possible between every two categories, as a square of bits for each pair.

    Bit `row * size + column` stands for item `row` of the first category with item `column` of the second.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._full = (1 << shape.size * shape.size) - 1
        pairs = product(range(shape.categories), repeat=2)
        self._squares = {(a, b): self._full for a, b in pairs if a != b}

    def copy(self) -> "Board":
        """A board that can be changed without changing this one."""
        board = Board(self.shape)
        board._squares = dict(self._squares)
        return board

    @property
    def solved(self) -> bool:
        """Whether every square has exactly one tick in each row."""
        return all(square.bit_count() == self.shape.size for square in self._squares.values())

    def propagate(self, clues: Sequence[Clue]) -> int:
        """Cross out what the clues forbid until nothing more follows; no case is ever supposed.

        Returns:
            How many rounds brought something.
        """
        rounds = 0
        pending: Sequence[Clue] = clues
        while self._round(pending):
            rounds += 1
            # what the others forbid they forbid at once
            pending = [clue for clue in clues if clue.type in _ORDER]
        return rounds

    def _round(self, clues: Sequence[Clue]) -> bool:
        before = dict(self._squares)
        for clue in clues:
            self._apply(clue)
        size = self.shape.size
        for a, b in combinations(range(self.shape.categories), 2):
            square = _reduced(self._squares[a, b], size)
            for third in range(self.shape.categories):
                if third not in {a, b}:
                    square &= _joined(self._squares[a, third], self._squares[third, b], size)
            self._squares[a, b] = square
            self._squares[b, a] = _turned(square, size)
        return before != self._squares

    def _apply(self, clue: Clue) -> None:
        a, b = clue.cells[0], clue.cells[1]
        if clue.type == "is":
            self._only((a,), (b,))
        elif clue.type == "not":
            self._forbid(a, b)
        elif clue.type == "either":
            self._only((a,), clue.cells[1:])
        elif clue.type == "pair":
            self._only((a, b), clue.cells[2:])
        else:
            self._order(clue)

    def _order(self, clue: Clue) -> None:
        a, b = clue.cells
        self._forbid(a, b)
        test = _ORDER[clue.type]
        firsts, seconds = self._places(a), self._places(b)
        for place in firsts:
            if not any(test(place, second) for second in seconds):
                self._forbid(a, (self.shape.ordered, place))
        for place in seconds:
            if not any(test(first, place) for first in firsts):
                self._forbid(b, (self.shape.ordered, place))

    def _places(self, cell: Cell) -> list[int]:
        square = self._squares[cell[0], self.shape.ordered]
        return [place for place in range(self.shape.size) if square >> (cell[1] * self.shape.size + place) & 1]

    def _forbid(self, a: Cell, b: Cell) -> None:
        if a[0] == b[0]:
            return
        size = self.shape.size
        self._squares[a[0], b[0]] &= ~(1 << a[1] * size + b[1])
        self._squares[b[0], a[0]] &= ~(1 << b[1] * size + a[1])

    def _only(self, rows: tuple[Cell, ...], columns: tuple[Cell, ...]) -> None:
        """The rows' items go with these columns; where both are equally many, the columns with these rows."""
        for row in rows:
            for item in range(self.shape.size):
                if (columns[0][0], item) not in columns:
                    self._forbid(row, (columns[0][0], item))
        if len(rows) < len(columns):
            return
        for column in columns:
            for item in range(self.shape.size):
                if (rows[0][0], item) not in rows:
                    self._forbid(column, (rows[0][0], item))


@lru_cache(maxsize=1 << 16)
def _reduced(square: int, size: int) -> int:
    """Where a row has one possibility left, its column has no other; and the other way round."""
    row_mask = (1 << size) - 1
    column_mask = sum(1 << row * size for row in range(size))
    for index in range(size):
        row = square >> index * size & row_mask
        if row.bit_count() == 1:
            square &= ~(column_mask << row.bit_length() - 1) | row << index * size
        column = square >> index & column_mask
        if column.bit_count() == 1:
            square &= ~(row_mask << (column.bit_length() - 1) // size * size) | column << index
    return square


@lru_cache(maxsize=1 << 16)
def _joined(first: int, second: int, size: int) -> int:
    """What two squares that share a category allow between the other two."""
    row_mask = (1 << size) - 1
    square = 0
    for row in range(size):
        reach = 0
        for middle in range(size):
            if first >> (row * size + middle) & 1:
                reach |= second >> middle * size & row_mask
        square |= reach << row * size
    return square


@lru_cache(maxsize=1 << 16)
def _turned(square: int, size: int) -> int:
    return sum(
        (square >> (row * size + column) & 1) << (column * size + row) for row in range(size) for column in range(size)
    )
