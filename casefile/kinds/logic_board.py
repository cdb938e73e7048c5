"""The board of a logic grid: what follows from its clues without a guess."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, product

from casefile.kinds.logic_clues import ORDER, Cell, Clue, Shape


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
            pending = [clue for clue in clues if clue.type in ORDER]
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
        for a, b in combinations(clue.cells, 2):
            self._forbid(a, b)
        test = ORDER[clue.type]
        open_places = [self._places(cell) for cell in clue.cells]
        standing = [places for places in product(*open_places) if test(places)]
        for at, cell in enumerate(clue.cells):
            for place in open_places[at]:
                if not any(places[at] == place for places in standing):
                    self._forbid(cell, (self.shape.ordered, place))

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
