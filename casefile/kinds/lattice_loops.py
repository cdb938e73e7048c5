"""A closed round through a lattice of streets: the blocks that it shuts in, and the streets that it takes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

Block: TypeAlias = tuple[int, int]
"""Row from the north and place in it from the west, both from 0."""
_AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""The eight neighbours of a block, clockwise."""
_LUMPS = 0.1
"""How often a block is taken that would make the round thick."""
_TIRED = 40
"""Blocks tried one after the other of which none could be added: the round is as it is."""


@dataclass(frozen=True, slots=True)
class Town:
    """So many blocks each way, and the streets between and around them, numbered."""

    wide: int
    high: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, a row after the other."""
        return tuple((row, at) for row in range(self.high) for at in range(self.wide))

    @property
    def streets(self) -> int:
        """How many stretches of street there are, from corner to corner."""
        return (self.high + 1) * self.wide + self.high * (self.wide + 1)

    def along(self, row: int, at: int) -> int:
        """The stretch that runs along the north of a block; of a row beneath the last, along the south of that."""
        return row * self.wide + at

    def down(self, row: int, at: int) -> int:
        """The stretch that runs down the west of a block."""
        return (self.high + 1) * self.wide + row * (self.wide + 1) + at

    def sides(self, block: Block) -> tuple[int, int, int, int]:
        """The stretches around a block: north, east, south, west."""
        row, at = block
        return self.along(row, at), self.down(row, at + 1), self.along(row + 1, at), self.down(row, at)

    def corners(self) -> Iterator[tuple[int, ...]]:
        """The stretches that meet at each corner of streets."""
        for row in range(self.high + 1):
            for at in range(self.wide + 1):
                level = [self.along(row, beside) for beside in (at - 1, at) if 0 <= beside < self.wide]
                upright = [self.down(above, at) for above in (row - 1, row) if 0 <= above < self.high]
                yield (*level, *upright)


@dataclass(frozen=True, slots=True)
class Round:
    """A closed round that never meets itself."""

    town: Town
    inside: frozenset[Block]
    """The blocks that it shuts in."""

    @property
    def walked(self) -> frozenset[int]:
        """The stretches of street that it takes: those with a block that is shut in on one side only."""
        met: set[int] = set()
        for block in self.inside:
            met ^= set(self.town.sides(block))
        return frozenset(met)

    def counts(self) -> dict[Block, int]:
        """How many sides of each block it takes."""
        walked = self.walked
        return {block: sum(side in walked for side in self.town.sides(block)) for block in self.town.blocks}


def draw_round(town: Town, share: float, stream: random.Random) -> Round:
    """Grow a round, block by block, over about such a share of the town; it likes to be thin."""
    inside = {stream.choice(town.blocks)}
    refused = 0
    while len(inside) < share * town.wide * town.high and refused < _TIRED:
        block = stream.choice(town.blocks)
        held = [(block[0] + down, block[1] + on) in inside for down, on in _AROUND]
        # a block with one neighbour makes an arm; with more it makes a lump
        fits = block not in inside and _adds(tuple(held)) and (sum(held[::2]) == 1 or stream.random() < _LUMPS)
        if fits:
            inside.add(block)
        refused = 0 if fits else refused + 1
    return Round(town, frozenset(inside))


@cache
def _adds(held: tuple[bool, ...]) -> bool:
    """Whether a block may join: the round stays one, and neither touches itself at a corner nor leaves a hole."""
    beside = sum(held[place] for place in (0, 2, 4, 6))
    changes = sum(held[place] != held[place - 1] for place in range(8))
    return beside > 0 and changes == 2
