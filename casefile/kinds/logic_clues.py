"""Clues of a logic grid: what each type says, and which fillings obey it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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


SLOTS = {
    "is": "ab",
    "not": "ab",
    "either": "abc",
    "pair": "abcd",
    "before": "ab",
    "next": "ab",
    "beside": "ab",
    "apart": "ab",
    "between": "abc",
}
TYPES = tuple(SLOTS)
ORDER: dict[str, Callable[[Sequence[int]], bool]] = {
    "before": lambda place: place[0] < place[1],
    "next": lambda place: place[1] - place[0] == 1,
    "beside": lambda place: abs(place[0] - place[1]) == 1,
    "apart": lambda place: abs(place[0] - place[1]) > 1,
    "between": lambda place: min(place[1:]) < place[0] < max(place[1:]),
}
"""What the clues about the order say of the places of their items."""
_FLAT: dict[str, Callable[[Sequence[int]], bool]] = {
    "is": lambda who: who[0] == who[1],
    "not": lambda who: who[0] != who[1],
    "either": lambda who: who[0] in who[1:],
    "pair": lambda who: set(who[:2]) == set(who[2:]),
}
_SYMMETRIC = frozenset({"is", "not", "beside", "apart"})


def holds(clue: Clue, shape: Shape, solution: Solution) -> bool:
    """Whether a solution obeys a clue."""
    if clue.type in ORDER:
        return ORDER[clue.type]([shape.place(solution, cell) for cell in clue.cells])
    return _FLAT[clue.type]([shape.owner(solution, cell) for cell in clue.cells])


def statements(clue_type: str, a: int, b: int, size: int) -> Iterator[Clue]:
    """Every clue of a type over two categories, in one fixed order; each meaning once."""
    items = range(size)
    if clue_type in {"either", "between"}:
        for item, (one, other) in product(items, combinations(items, 2)):
            if a != b or item not in {one, other}:
                yield Clue(clue_type, ((a, item), (b, one), (b, other)))
    elif clue_type == "pair":
        for (one, other), (first, second) in product(combinations(items, 2), repeat=2):
            yield Clue("pair", ((a, one), (a, other), (b, first), (b, second)))
    else:
        for one, other in product(items, repeat=2):
            if a != b or one != other:
                yield Clue(clue_type, ((a, one), (b, other)))


def meaning(clue: Clue) -> Clue:
    """The same for two clues that say the same."""
    if clue.type in _SYMMETRIC:
        return Clue(clue.type, tuple(sorted(clue.cells)))
    if clue.type == "pair":
        halves = sorted([tuple(sorted(clue.cells[:2])), tuple(sorted(clue.cells[2:]))])
        return Clue("pair", (*halves[0], *halves[1]))
    if clue.type in {"either", "between"}:
        return Clue(clue.type, (clue.cells[0], *sorted(clue.cells[1:])))
    return clue


def fillings(shape: Shape, clues: Sequence[Clue]) -> Iterator[Solution]:
    """Every way to fill the grid that obeys the clues, category by category.

    A filling is dropped as soon as a clue fails of which all is filled in; none is passed over otherwise.
    """
    left, order = set(range(1, shape.categories)), list[int]()
    while left:
        known = {0, *order}
        ready = {category: sum(_needs(clue, shape) <= known | {category} for clue in clues) for category in left}
        # the category next on which most clues can be tried; the ordered one early, for most need it
        order.append(min(left, key=lambda category: (-ready[category], category != shape.ordered, category)))
        left.remove(order[-1])
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
    return needs | {shape.ordered} if clue.type in ORDER else needs
