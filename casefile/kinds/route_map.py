"""The map of a route: to scale, a tenth of a mile two characters across and one line down."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_STEP = {"E": (2, 0), "N": (0, -1), "S": (0, 1)}
_ROAD = {"E": "─", "N": "│", "S": "│"}
_STUB = {"E": ("┴", (0, -1)), "N": ("┤", (-1, 0)), "S": ("├", (1, 0))}
"""By heading: how a turning on the left is drawn, and where its number stands."""
_COURSE = {"E": "east", "N": "north", "S": "south"}


class Bend(Enum):
    """How the route leaves the end of a leg."""

    LEFT = "left"
    RIGHT = "right"
    AHEAD = "ahead"
    ARRIVE = "arrive"


@dataclass(frozen=True, slots=True)
class Place:
    """A junction of the route and the leg that begins there."""

    at: int
    """Tenths from the start."""
    run: int
    """Length of the leg in tenths."""
    heading: str
    """`E`, `N` or `S`."""
    bend: Bend
    """How the leg ends."""


def draw(places: Sequence[Place], lefts: Sequence[int]) -> str:
    """Draw junctions as letters, turnings on the left as numbered stubs.

    Args:
        places: In the order of the road, the end as a leg of no length.
        lefts: Where the turnings are, in tenths from the start, in order.
    """
    cells: dict[tuple[int, int], str] = {}
    x = y = 0
    for number, place in enumerate(places):
        across, down = _STEP[place.heading]
        for step in range(place.run):
            here = (x + across * step, y + down * step)
            cells[here] = _ROAD[place.heading]
            if across:
                cells[here[0] + 1, here[1]] = _ROAD[place.heading]
            if place.at + step in lefts:
                stub, (aside, above) = _STUB[place.heading]
                cells[here] = stub
                cells[here[0] + aside, here[1] + above] = str(lefts.index(place.at + step) + 1)
        cells[x, y] = "ABCDEFGHIJKLMNOP"[number]
        x, y = x + across * place.run, y + down * place.run
    return _print(cells)


def _print(cells: dict[tuple[int, int], str]) -> str:
    rows = range(min(y for _, y in cells), max(y for _, y in cells) + 1)
    columns = range(min(x for x, _ in cells), max(x for x, _ in cells) + 1)
    return "\n".join(("  " + "".join(cells.get((x, y), " ") for x in columns)).rstrip() for y in rows)


def say(places: Sequence[Place], lefts: Sequence[int], names: Sequence[str]) -> str:
    """The map in words."""
    legs = []
    for number, place in enumerate(places[:-1]):
        turnings = [
            f"number {lefts.index(at) + 1} at {at - place.at}"
            for at in range(place.at, place.at + place.run)
            if at in lefts
        ]
        sight = f"; on the left {', '.join(turnings)}" if turnings else ""
        ahead = {Bend.LEFT: ", then left", Bend.RIGHT: ", then right"}.get(place.bend, "")
        legs.append(
            f"from {names[number]} {_COURSE[place.heading]} {place.run} tenths to {names[number + 1]}{sight}{ahead}"
        )
    return "The route: " + ". ".join(leg[0].upper() + leg[1:] for leg in legs) + "."
