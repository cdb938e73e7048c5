"""The drive behind a route: where it went, what stood on its left, what its chart recorded."""

import random
from dataclasses import dataclass

from casefile.kinds.route_map import Bend, Place

ERROR = 1
"""Tenths that a reading may be wrong by."""
_CLEAR = 4
"""Tenths around the reading in which no other turning is left open, so that a slip finds no plausible answer."""
RUNS = 7
STOP = (2, 1, 0, 0)
"""Tenths of the minutes after the turning, until the car stands."""


@dataclass(frozen=True, slots=True)
class Left:
    """A turning on the left of the route."""

    at: int
    """Tenths from the start."""
    bar: str
    """`height`, `width` or `out` where it is barred, else `free`."""


@dataclass(frozen=True, slots=True)
class Drive:
    """What happened."""

    places: tuple[Place, ...]
    lefts: tuple[Left, ...]
    truth: Left
    reading: int
    """Tenths that the chart adds up to at the wrong turning."""
    minutes: tuple[tuple[int, str], ...]
    """Tenths and mark of each minute of the chart."""

    @property
    def turned(self) -> int:
        """Index of the minute at whose end the wrong turning was taken."""
        return len(self.minutes) - len(STOP) - 1


def draw_drive(stream: random.Random) -> Drive | None:
    """Draw a route, where on it the wrong turning was, and how the chart went; None if it is not a fair one."""
    places = _places(stream)
    where = [place for place in places[:-1] if place.run >= 7 and 26 <= place.at + place.run // 2 <= 42]
    if not where:
        return None
    leg = stream.choice(where)
    reading = leg.at + stream.randint(3, leg.run - 3)
    miss = stream.choice((-1, 1))
    truth = Left(reading - miss, "free")
    bars = stream.sample(("height", "width", "out"), 2)
    others = _others(places, reading, stream)
    if others is None:
        return None
    lefts = sorted([truth, Left(reading, bars[0]), Left(reading + miss, bars[1]), *others], key=lambda left: left.at)
    minutes = _chart(places, leg, reading, miss, stream)
    return Drive(places, tuple(lefts), truth, reading, minutes) if minutes else None


def _places(stream: random.Random) -> tuple[Place, ...]:
    """Seven runs, east and across by turns, one of them with a junction to go straight over."""
    headings = ["E", "N", "E", "S", "E", "N", "E"] if stream.random() < 0.5 else ["E", "S", "E", "N", "E", "S", "E"]
    runs = [stream.randint(7, 8) if heading == "E" else stream.randint(6, 9) for heading in headings]
    places, at = [], 0
    for number, (heading, run) in enumerate(zip(headings, runs, strict=True)):
        # the last run is short: nothing happens on it
        length = run if number < RUNS - 1 else 5
        after = headings[number + 1] if number < RUNS - 1 else ""
        places.append(Place(at, length, heading, _bend(heading, after)))
        at += length
    places.append(Place(at, 0, "E", Bend.ARRIVE))
    return _split(places, stream)


def _bend(heading: str, after: str) -> Bend:
    """How the run ends."""
    if not after:
        return Bend.ARRIVE
    return Bend.LEFT if heading + after in {"EN", "SE"} else Bend.RIGHT


def _split(places: list[Place], stream: random.Random) -> tuple[Place, ...]:
    """Put a junction into one of the early runs, where the route goes straight on."""
    number = stream.choice((1, 2))
    place = places[number]
    first = stream.randint(3, place.run - 3)
    parts = [
        Place(place.at, first, place.heading, Bend.AHEAD),
        Place(place.at + first, place.run - first, place.heading, place.bend),
    ]
    return (*places[:number], *parts, *places[number + 1 :])


def _others(places: tuple[Place, ...], reading: int, stream: random.Random) -> list[Left] | None:
    """Six turnings elsewhere: at least two tenths from junctions and from each other, none near the reading."""
    free = [
        place.at + step
        for place in places
        for step in range(2, place.run - 1)
        if abs(place.at + step - reading) > _CLEAR
    ]
    stream.shuffle(free)
    chosen: list[int] = []
    for at in free:
        if all(abs(at - other) >= 2 for other in chosen):
            chosen.append(at)
    if len(chosen) < 6:
        return None
    bars = ["free", "free", "free", stream.choice(("height", "width")), "out", "free"]
    return [Left(at, bar) for at, bar in zip(sorted(chosen[:6]), stream.sample(bars, 6), strict=True)]


def _chart(
    places: tuple[Place, ...], leg: Place, reading: int, miss: int, stream: random.Random
) -> tuple[tuple[int, str], ...]:
    """Minutes of the chart: each mark at a reading that is right give or take one; nothing if it took too long."""
    turns = [place for place in places if place.at + place.run <= leg.at and place.bend in {Bend.LEFT, Bend.RIGHT}]
    errors = _errors(len(turns), miss, stream)
    marks = [
        (place.at + place.run + error, place.bend.value[0].upper()) for place, error in zip(turns, errors, strict=True)
    ]
    minutes: list[tuple[int, str]] = []
    so_far = 0
    for at, mark in [*marks, (reading, "L")]:
        steps = _steps(at - so_far, stream)
        minutes += [(tenths, "") for tenths in steps[:-1]] + [(steps[-1], mark)]
        so_far = at
    if not 14 <= len(minutes) <= 19:
        return ()
    return (*minutes, *((tenths, "") for tenths in STOP))


def _errors(count: int, last: int, stream: random.Random) -> list[int]:
    """The chart's error at each turn: never more than one tenth, drifting to that of the wrong turning."""
    errors = [last]
    for _ in range(count):
        errors.append(min(max(errors[-1] + stream.choice((-1, 0, 0, 1)), -ERROR), ERROR))
    return errors[:0:-1]


def _steps(tenths: int, stream: random.Random) -> list[int]:
    """So many tenths as minutes at multiples of six miles an hour; the last is slow, for the corner."""
    last = stream.choice((1, 1, 2)) if tenths > 2 else tenths
    left = tenths - last
    steps: list[int] = []
    while left:
        step = min(stream.choice((0, 2, 3, 3, 4, 4, 5)), left)
        if step or not steps or steps[-1]:
            steps.append(step)
            left -= step
    return [*steps, last]
