"""Drawing a logic grid: who has what, and a set of clues of which none can be left out."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from casefile.kinds.logic_board import Board
from casefile.kinds.logic_clues import Clue, Shape, Solution, holds, meaning, statements
from casefile.kinds.logic_params import Category, GridParams, Phrase
from casefile.kinds.logic_target import Asked, Items, asked, is_told

_SPARE = 3
_FLAT = frozenset({"is", "not"})
_BANDS = {
    # subjects, categories: clues, rounds of following
    (3, 2): ((3, 5), (2, 3)),
    (3, 3): ((4, 6), (2, 4)),
    (3, 4): ((5, 8), (2, 5)),
    (4, 2): ((4, 7), (3, 5)),
    (4, 3): ((6, 9), (4, 6)),
    (4, 4): ((8, 12), (4, 7)),
    (5, 2): ((5, 9), (3, 6)),
    (5, 3): ((8, 13), (4, 7)),
    (5, 4): ((11, 17), (5, 9)),
}
"""Least and most of each for a grid of that size: the band of difficulty. Measured on grids with every type of clue."""


@dataclass(frozen=True, slots=True)
class Said:
    """A clue and the author's words for it."""

    clue: Clue
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Deal:
    """A grid that can be solved."""

    items: Items
    """The subjects, then for each category the items that are dealt, in the order of the roll."""
    fields: Asked
    solution: Solution
    chosen: tuple[Said, ...]
    spare: tuple[Said, ...]
    rounds: int


def shape_of(grid: GridParams) -> Shape:
    """How large the grid is."""
    ordered = [at for at, category in enumerate((grid.subject, *grid.categories)) if category.ordered]
    return Shape(len(grid.categories) + 1, len(grid.subject.items), ordered[0] if ordered else -1)


def draw_grid(grid: GridParams, shape: Shape, stream: random.Random) -> Deal | None:
    """A grid that its clues solve without a guess; None if they are too few, too many, too easy or too hard."""
    items = tuple(_items(grid, category, shape.size, stream) for category in grid.categories)
    items = (tuple(grid.subject.items), *items)
    solution = _solution(grid, items, stream)
    told = _told(grid, shape, solution)
    fields = asked(grid, items)
    # what is asked for must be worked out, not read
    usable = [said for said in told if not is_told(said.clue, fields)]
    usual, (quick, slow) = _BANDS[shape.size, len(grid.categories)]
    clues = grid.clues or usual
    chosen = _choose(usable, clues[0], shape, stream)
    if chosen is None or not _is_good(chosen, clues, shape):
        return None
    means = {meaning(said.clue) for said in chosen}
    rest = [said for said in usable if meaning(said.clue) not in means]
    spare = islice(_varied(rest, stream), _SPARE)
    board = Board(shape)
    rounds = board.propagate([said.clue for said in chosen])
    if not quick <= rounds <= slow:
        return None
    return Deal(items, fields, solution, tuple(chosen), tuple(spare), rounds)


def _items(grid: GridParams, category: Category, size: int, stream: random.Random) -> tuple[Mapping[str, Any], ...]:
    """As many items as there are subjects, what is fixed among them, in the order of the author's list."""
    kept = {fixed.item for fixed in grid.fixed if fixed.category == category.id} | grid.wanted(category)
    others = [item["id"] for item in category.items if item["id"] not in kept]
    dealt = kept | set(stream.sample(others, size - len(kept)))
    return tuple(item for item in category.items if item["id"] in dealt)


def _solution(grid: GridParams, items: Items, stream: random.Random) -> Solution:
    subjects = [item["id"] for item in grid.subject.items]
    rows = [tuple(range(len(subjects)))]
    for category, dealt in zip(grid.categories, items[1:], strict=True):
        ids = [item["id"] for item in dealt]
        settled = {
            subjects.index(fixed.subject): ids.index(fixed.item)
            for fixed in grid.fixed
            if fixed.category == category.id
        }
        left = [item for item in range(len(ids)) if item not in settled.values()]
        stream.shuffle(left)
        rows.append(tuple(settled[at] if at in settled else left.pop() for at in range(len(subjects))))
    return tuple(rows)


def _told(grid: GridParams, shape: Shape, solution: Solution) -> list[Said]:
    """Every true clue that the author has words for, each meaning once."""
    said: dict[Clue, Said] = {}
    for phrase in grid.phrases:
        a, b = number_of(grid, phrase.a), number_of(grid, phrase.b)
        for clue in statements(phrase.clue, a, b, shape.size):
            if holds(clue, shape, solution):
                said.setdefault(meaning(clue), Said(clue, phrase))
    return list(said.values())


def number_of(grid: GridParams, category: str) -> int:
    """Index of a category; the subjects are 0."""
    return [grid.subject.id, *(other.id for other in grid.categories)].index(category)


def _choose(told: list[Said], least: int, shape: Shape, stream: random.Random) -> list[Said] | None:
    """A set of clues that solves the grid and of which none can be left out; varied types first."""
    order = _varied(told, stream)
    board, chosen = Board(shape), []
    for said in order:
        chosen.append(said)
        if len(chosen) >= least:
            board.propagate([other.clue for other in chosen])
        if board.solved:
            break
    else:
        return None
    # what says most goes first, so that the cheap and flat clues stay out
    for said in sorted(chosen, key=lambda one: one.clue.type == "is", reverse=True):
        rest = [other for other in chosen if other is not said]
        trial = Board(shape)
        trial.propagate([other.clue for other in rest])
        if trial.solved:
            chosen = rest
    return chosen


def _varied(told: list[Said], stream: random.Random) -> Iterator[Said]:
    """The clues in a random order in which the types take turns."""
    piles: dict[str, list[Said]] = {}
    for said in told:
        piles.setdefault(said.clue.type, []).append(said)
    for pile in piles.values():
        stream.shuffle(pile)
    while piles:
        for clue_type in stream.sample(sorted(piles), len(piles)):
            yield piles[clue_type].pop()
            if not piles[clue_type]:
                del piles[clue_type]


def _is_good(chosen: list[Said], clues: tuple[int, int], shape: Shape) -> bool:
    """Neither too few nor too many, and of several types, none of them a bore."""
    types = Counter(said.clue.type for said in chosen)
    subjects = {cell for said in chosen for cell in said.clue.cells if cell[0] == 0}
    return (
        clues[0] <= len(chosen) <= clues[1]
        and len(types) >= min(4, clues[0])
        and max(types.values()) <= max(3, len(chosen) // 3)
        and types["is"] <= max(1, len(chosen) // 8)
        and sum(types[flat] for flat in _FLAT) <= len(chosen) // 2
        # subjects that stand in a row are spoken of by their neighbours
        and (len(subjects) >= shape.size - 1 or shape.ordered == 0)
    )
