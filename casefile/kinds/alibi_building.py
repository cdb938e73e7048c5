"""The building behind a log of turnstiles: where its doors are, and how long it takes from one to another."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

_SHAPES = {6: ((3, 2), (4, 2), (3, 3)), 7: ((4, 2), (3, 3)), 8: ((4, 2), (3, 3))}
"""By how many doors there are: squares across and down."""
_SHORT, _LONG = 2, 5
"""Minutes between doors beside each other."""
_CLOSED = 2
"""Ways that are walled up at the most."""
_ROUND = 10
"""Minutes past other doors, at the most, where the lift takes longer still."""
_ACROSS, _DOWN = 18, 5
"""Columns and rows of a square of the plan."""
_FAR = 999

Ways = Mapping[tuple[int, int], int]
"""Minutes between two doors that are beside each other, the lower number first."""


@dataclass(frozen=True, slots=True)
class Building:
    """Doors on squares, and the ways between them."""

    squares: tuple[tuple[int, int], ...]
    """Across and down, from the top left; of door A first."""
    ways: Ways
    lift: tuple[int, int]
    """The way that takes longer than another past other doors."""
    walk: Sequence[Sequence[int]]
    """Minutes from door to door by the shortest way."""

    def direct(self, one: int, other: int) -> int:
        """Minutes that somebody reads off the plan who takes the way between two doors for the shortest."""
        return self.ways.get((min(one, other), max(one, other)), self.walk[one][other])

    def past(self, one: int, other: int) -> list[int]:
        """The doors of a shortest way, both ends among them."""
        walk, doors = self.walk, range(len(self.squares))
        between = [door for door in doors if walk[one][door] + walk[door][other] == walk[one][other]]
        found = [one]
        for door in sorted(between, key=lambda door: walk[one][door])[1:]:
            # two ways may be as short as each other: keep to the one that was begun
            if walk[found[-1]][door] == self.ways.get((min(found[-1], door), max(found[-1], door))):
                found.append(door)
        return found

    def draw(self, names: Sequence[str]) -> str:
        """The plan: doors as letters over their names, ways as lines with their minutes in them."""
        cells: dict[tuple[int, int], str] = {}
        for (one, other), minutes in self.ways.items():
            begin, end = sorted((self._cell(one), self._cell(other)))
            if begin[1] == end[1]:
                line = f" {minutes} ".center(_ACROSS - 3, "─")
                cells |= {(begin[0] + 2 + at, begin[1]): char for at, char in enumerate(line)}
            else:
                x, y = begin
                cells |= {(x, y + 2): "│", (x, y + 4): "│"}
                cells |= {(x + at, y + 3): char for at, char in enumerate(str(minutes))}
        for door, name in enumerate(names):
            x, y = self._cell(door)
            cells[x, y] = letter(door)
            cells |= {(x + at, y + 1): char for at, char in enumerate(name)}
        across, down = (max(place) + 1 for place in zip(*cells, strict=True))
        return "\n".join("".join(cells.get((x, y), " ") for x in range(across)).rstrip() for y in range(down))

    def _cell(self, door: int) -> tuple[int, int]:
        across, down = self.squares[door]
        return across * _ACROSS, down * _DOWN


def letter(door: int) -> str:
    """The letter of a door."""
    return "ABCDEFGH"[door]


def shortest(count: int, ways: Ways) -> list[list[int]]:
    """Minutes between any two of so many doors. Floyd and Warshall, 1962."""
    walk = [[0 if one == other else _FAR for other in range(count)] for one in range(count)]
    for (one, other), minutes in ways.items():
        walk[one][other] = walk[other][one] = minutes
    for past, one, other in product(range(count), repeat=3):
        walk[one][other] = min(walk[one][other], walk[one][past] + walk[past][other])
    return walk


def draw_building(count: int, stream: random.Random) -> Building | None:
    """Draw a building with so many doors; None where it falls into parts, or has no way round."""
    across, down = stream.choice(_SHAPES[count])
    squares = tuple(stream.sample([*product(range(across), range(down))], count))
    beside = [
        (one, other)
        for one, other in combinations(range(count), 2)
        if abs(squares[one][0] - squares[other][0]) + abs(squares[one][1] - squares[other][1]) == 1
    ]
    ways = {way: stream.randint(_SHORT, _LONG) for way in beside}
    for way in stream.sample(beside, min(_CLOSED, len(beside))):
        if _holds_together(count, _without(ways, way)):
            ways = _without(ways, way)
    if not _holds_together(count, ways):
        return None
    rounds = {way: shortest(count, _without(ways, way))[way[0]][way[1]] for way in ways}
    lifts = [way for way, minutes in rounds.items() if minutes <= _ROUND]
    if not lifts:
        return None
    lift = stream.choice(lifts)
    ways[lift] = rounds[lift] + stream.randint(2, 3)
    return Building(squares, ways, lift, shortest(count, ways))


def _without(ways: Ways, closed: tuple[int, int]) -> dict[tuple[int, int], int]:
    return {way: minutes for way, minutes in ways.items() if way != closed}


def _holds_together(count: int, ways: Ways) -> bool:
    return max(shortest(count, ways)[0]) < _FAR
