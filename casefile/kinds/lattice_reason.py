"""Reasoning about a round as one does with a pencil: a block with its corners, a corner, an end that must not close."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from casefile.kinds.lattice_loops import Block, Town

_MEETING = {(0, 0): (3, 0), (0, 1): (0, 1), (1, 1): (1, 2), (1, 0): (2, 3)}
"""Corners of a block, as blocks down and on from its own; which two of its sides, from the north, meet there."""


@dataclass(frozen=True, slots=True)
class Found:
    """What can be said of the rounds that fit with some counts."""

    rounds: tuple[frozenset[int], ...]
    """Those that were found, as stretches of street."""
    depth: int
    """Guesses inside guesses that it took."""
    tried: int
    """Ways of going round a block that were looked at."""


def reason(town: Town, counts: Mapping[Block, int], deepest: int = 0) -> Found:
    """Find the rounds that fit.

    Args:
        town: The lattice.
        counts: How many sides of some blocks are walked.
        deepest: Guesses inside guesses that are allowed; where they do not suffice nothing is found.
    """
    board = _Board(_ties(town), dict(counts))
    return Found(tuple(_search(board, [None] * town.streets, deepest)), board.depth, board.tried)


@dataclass(frozen=True, slots=True)
class _Ties:
    """What hangs together in a town."""

    sides: Mapping[Block, tuple[int, int, int, int]]
    corners: tuple[tuple[int, ...], ...]
    ends: tuple[tuple[int, int], ...]
    """The two corners of each stretch."""
    outer: Mapping[Block, tuple[tuple[int, int, tuple[int, ...]], ...]]
    """Of each block, for its four corners: which two of its sides meet there, and which other stretches do."""


@dataclass(slots=True)
class _Board:
    ties: _Ties
    counts: Mapping[Block, int]
    depth: int = 0
    tried: int = 0


_Marks = list[bool | None]
"""Of each stretch: walked, not walked, not known."""


@cache
def _ties(town: Town) -> _Ties:
    corners = tuple(town.corners())
    ends: list[list[int]] = [[] for _ in range(town.streets)]
    for corner, meeting in enumerate(corners):
        for stretch in meeting:
            ends[stretch].append(corner)
    sides = {block: town.sides(block) for block in town.blocks}
    outer = {}
    for block, around in sides.items():
        row, at = block
        held = []
        for (down, on), (one, other) in _MEETING.items():
            number = (row + down) * (town.wide + 1) + at + on
            held.append((one, other, tuple(set(corners[number]) - set(around))))
        outer[block] = tuple(held)
    return _Ties(sides, corners, tuple((one, other) for one, other in ends), outer)


def _search(board: _Board, marks: _Marks, deepest: int, depth: int = 0) -> Iterator[frozenset[int]]:
    """Every round that fits with what is marked, as far as so many guesses reach."""
    if not _settle(board, marks):
        return
    board.depth = max(board.depth, depth)
    if None not in marks:
        walked = frozenset(number for number, mark in enumerate(marks) if mark)
        if walked and _is_one(board, walked):
            yield walked
        return
    if depth == deepest:
        return
    open_ended = marks.index(None)
    for guess in (True, False):
        yield from _search(board, [*marks[:open_ended], guess, *marks[open_ended + 1 :]], deepest, depth + 1)


def _settle(board: _Board, marks: _Marks) -> bool:
    """Mark all that follows; whether nothing contradicts."""
    while True:
        before = marks.count(None)
        for block in board.ties.sides:
            if not _block(board, marks, block):
                return False
        for meeting in board.ties.corners:
            if not _corner(marks, meeting):
                return False
        if not _ends(board, marks):
            return False
        if marks.count(None) == before:
            return True


def _block(board: _Board, marks: _Marks, block: Block) -> bool:
    """Try all ways of going round a block; what is the same in all that are possible holds."""
    around = board.ties.sides[block]
    known = [marks[side] for side in around]
    if None not in known:
        return block not in board.counts or sum(map(bool, known)) == board.counts[block]
    rooms = []
    for one, other, outer in board.ties.outer[block]:
        walked = sum(marks[stretch] is True for stretch in outer)
        rooms.append((one, other, walked, walked + sum(marks[stretch] is None for stretch in outer)))
    held: list[tuple[bool, ...]] = []
    for way in product(*((True, False) if mark is None else (mark,) for mark in known)):
        board.tried += 1
        fits = block not in board.counts or sum(way) == board.counts[block]
        if fits and all(_passes(way[one] + way[other], least, most) for one, other, least, most in rooms):
            held.append(way)
    if not held:
        return False
    for place, side in enumerate(around):
        if len({way[place] for way in held}) == 1:
            marks[side] = held[0][place]
    return True


def _passes(here: int, least: int, most: int) -> bool:
    """Whether a corner with so many walked stretches, and from so many to so many others, can have none or two."""
    return least <= 2 - here <= most or (here == 0 and least == 0)


def _corner(marks: _Marks, meeting: tuple[int, ...]) -> bool:
    walked = sum(marks[stretch] is True for stretch in meeting)
    left = [stretch for stretch in meeting if marks[stretch] is None]
    if walked > 2 or (walked == 1 and not left):
        return False
    if walked == 2 or (walked == 0 and len(left) == 1):
        for stretch in left:
            marks[stretch] = False
    elif walked == 1 and len(left) == 1:
        marks[left[0]] = True
    return True


def _ends(board: _Board, marks: _Marks) -> bool:
    """A way must not close while there is something left to walk."""
    chains = _chains(board, marks)
    lengths: dict[int, int] = {}
    for stretch, mark in enumerate(marks):
        if mark:
            chain = chains[board.ties.ends[stretch][0]]
            lengths[chain] = lengths.get(chain, 0) + 1
    for stretch, (one, other) in enumerate(board.ties.ends):
        if marks[stretch] is None and chains[one] == chains[other] and chains[one] in lengths:
            closed = [mark if number != stretch else True for number, mark in enumerate(marks)]
            if len(lengths) > 1 or not _is_whole(board, closed):
                marks[stretch] = False
    return True


def _chains(board: _Board, marks: _Marks) -> list[int]:
    """For each corner the chain of walked stretches that it is on, by some corner of it."""
    on = list(range(len(board.ties.corners)))

    def top(corner: int) -> int:
        while on[corner] != corner:
            corner = on[corner]
        return corner

    for stretch, (one, other) in enumerate(board.ties.ends):
        if marks[stretch]:
            on[top(one)] = top(other)
    return [top(corner) for corner in range(len(on))]


def _is_whole(board: _Board, marks: _Marks) -> bool:
    """Whether all counts are met by what is walked already."""
    return all(sum(marks[side] is True for side in board.ties.sides[block]) == n for block, n in board.counts.items())


def _is_one(board: _Board, walked: frozenset[int]) -> bool:
    marks: _Marks = [number in walked for number in range(len(board.ties.ends))]
    chains = _chains(board, marks)
    return len({chains[board.ties.ends[stretch][0]] for stretch in walked}) == 1
