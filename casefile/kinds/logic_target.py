"""What a logic grid asks for: rows, columns, all of it, or whatever goes with one thing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import perm, prod
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.logic_clues import Cell, Clue, Solution
from casefile.kinds.logic_params import ALL, GridParams
from casefile.kinds.riddle import Answer

Asked = tuple[tuple[Cell, int], ...]
"""For each field of the answer an item, and the category of which the answer is the item that goes with it."""
Items = tuple[tuple[Mapping[str, Any], ...], ...]
"""The items that are dealt, by category; the subjects first."""

_WAYS = 128
"""Ways to write one answer; each is a row of its lock."""


def asked(grid: GridParams, items: Items) -> Asked:
    """The fields that the target stands for.

    A subject is its row; a category is its column, in the order of the subjects; any other item is whatever goes with
    it, the subject first; `*` is everything, row by row; a list is one after the other.
    """
    categories = range(1, len(items))
    subjects = [(0, at) for at in range(len(items[0]))]
    ids = [[item["id"] for item in dealt] for dealt in items]
    columns = ["", *(category.id for category in grid.categories)]
    fields: list[tuple[Cell, int]] = []
    for name in grid.targets:
        if name == ALL:
            fields += product(subjects, categories)
        elif name in ids[0]:
            fields += [((0, ids[0].index(name)), category) for category in categories]
        elif name in columns:
            fields += [(subject, columns.index(name)) for subject in subjects]
        else:
            home = next(category for category in categories if name in ids[category])
            cell = (home, ids[home].index(name))
            fields += [(cell, category) for category in range(len(items)) if category != home]
    return tuple(fields)


def is_told(clue: Clue, fields: Asked) -> bool:
    """Whether a clue says outright what is asked for."""
    if clue.type != "is":
        return False
    a, b = clue.cells
    return (a, b[0]) in fields or (b, a[0]) in fields


def answers_of(fields: Asked, items: Items, solution: Solution) -> tuple[Answer, ...]:
    """The names, then the ways to write them with other names of the same things."""
    held = [items[category][_held(solution, cell, category)] for cell, category in fields]
    ways = [[str(item["name"]), *map(str, item.get("also", ()))] for item in held]
    if prod(map(len, ways)) > _WAYS:
        raise Refusal("kind-params", f"params: `also` gives more than {_WAYS} ways to write the answer; ask for less.")
    return tuple(product(*ways))


def wrong_of(fields: Asked, items: Items, solution: Solution) -> Iterator[Answer]:
    """Of one row: the other rows, then one item wrong. Of more: two things of a category in each other's place."""
    right = answers_of(fields, items, solution)[0]
    if len({cell for cell, _ in fields}) > 1:
        for one, other in combinations(range(len(fields)), 2):
            if fields[one][1] == fields[other][1]:
                swapped = list(right)
                swapped[one], swapped[other] = right[other], right[one]
                yield tuple(swapped)
        return
    category, item = fields[0][0]
    for other in range(len(items[category])):
        if other != item:
            row = tuple(((category, other), asked_for) for _, asked_for in fields)
            yield answers_of(row, items, solution)[0]
    for at, (_, asked_for) in enumerate(fields):
        for thing in items[asked_for]:
            yield (*right[:at], str(thing["name"]), *right[at + 1 :])


def space_of(grid: GridParams, fields: Asked) -> int:
    """Answers that fit the author's lists."""
    sizes = [len(grid.subject.items), *(len(category.items) for category in grid.categories)]
    columns = [category for _, category in fields]
    return prod(perm(sizes[category], columns.count(category)) for category in set(columns))


def _held(solution: Sequence[Sequence[int]], cell: Cell, category: int) -> int:
    """The item of a category that goes with an item of another."""
    return solution[category][solution[cell[0]].index(cell[1])]
