"""The lines of a timetable: where they call, when, and every way to travel on them."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

START, GOAL = 0, 1
"""Stops that every timetable has; the others have higher numbers."""
MIDDLE = 7
"""Stops between the two."""
LINES = 6
LAST = 170
"""Minutes after the start in which anything runs."""


@dataclass(frozen=True, slots=True, order=True)
class Leg:
    """A ride: one service of one line, from a stop to another. Times are minutes after the start."""

    line: int
    service: int
    board: int
    alight: int
    leaves: int
    arrives: int

    @property
    def ride(self) -> tuple[int, int]:
        """The line and its service."""
        return self.line, self.service


Way = tuple[Leg, ...]
"""Rides one after the other, from the start to the goal."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its stops in order, and for each service when it calls there; None where it does not."""

    stops: tuple[int, ...]
    services: tuple[tuple[int | None, ...], ...]

    def without(self, service: int, stop: int) -> "Line":
        """The line when a service does not call at a stop; one that is left with a single call does not run."""
        at = self.stops.index(stop)
        calls = [*self.services]
        calls[service] = (*calls[service][:at], None, *calls[service][at + 1 :])
        if sum(time is not None for time in calls[service]) < 2:
            calls[service] = (None,) * len(self.stops)
        return Line(self.stops, tuple(calls))

    def rides(self, number: int, service: int) -> Iterator[Leg]:
        """Every ride on a service of this line, whose number is given."""
        calls = [(at, time) for at, time in zip(self.stops, self.services[service], strict=True) if time is not None]
        for (board, leaves), (alight, arrives) in combinations(calls, 2):
            yield Leg(number, service, board, alight, leaves, arrives)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a traveller must keep to; a rule that is None does not bind."""

    change: Mapping[int, int] | None
    """Least minutes to change, by stop."""
    by: int | None
    once: bool
    """Never twice the same line."""
    wait: int | None
    """Most minutes at a change."""

    def forbid(self, way: Way, leg: Leg) -> bool:
        """Whether a way that has kept the rules so far would break one with this ride."""
        if self.by is not None and leg.arrives > self.by:
            return True
        if self.once and any(leg.line == before.line for before in way):
            return True
        wait = leg.leaves - way[-1].arrives if way else None
        if wait is None:
            return False
        is_tight = self.change is not None and wait < self.change[leg.board]
        return is_tight or (self.wait is not None and wait > self.wait)

    def broken(self, way: Way) -> tuple[str, ...]:
        """Names of the rules that a way breaks."""
        changes = [(after.leaves - before.arrives, before.alight) for before, after in pairwise(way)]
        lines = [leg.line for leg in way]
        broken = {
            "tight-change": self.change is not None and any(wait < self.change[stop] for wait, stop in changes),
            "same-line": self.once and len(set(lines)) < len(lines),
            "long-wait": self.wait is not None and any(wait > self.wait for wait, _ in changes),
            "too-late": self.by is not None and way[-1].arrives > self.by,
        }
        return tuple(name for name, breaks in broken.items() if breaks)


def ways(lines: tuple[Line, ...], limits: Limits, legs: int) -> Iterator[Way]:
    """Every way from the start to the goal that keeps the limits, of so many legs at most."""
    rides: defaultdict[int, list[Leg]] = defaultdict(list)
    for number, line in enumerate(lines):
        for service in range(len(line.services)):
            for leg in line.rides(number, service):
                rides[leg.board].append(leg)

    def go_on(way: Way) -> Iterator[Way]:
        stop, now = (way[-1].alight, way[-1].arrives) if way else (START, 0)
        if stop == GOAL:
            yield way
        elif len(way) < legs:
            taken = {leg.ride for leg in way}
            for leg in rides[stop]:
                if leg.leaves >= now and leg.ride not in taken and not limits.forbid(way, leg):
                    yield from go_on((*way, leg))

    yield from go_on(())


def draw_lines(legs: int, services: int, stream: random.Random) -> tuple[Line, ...]:
    """Lines that lead from layer to layer of the stops; most services run only a part of the way."""
    middle = [*range(GOAL + 1, GOAL + 1 + MIDDLE)]
    stream.shuffle(middle)
    layers = [[START], *(middle[at :: legs - 1] for at in range(legs - 1)), [GOAL]]
    hops = [(at, at + 1) for at in range(legs)]
    reaches = [*hops, stream.choice(((0, legs - 1), (0, legs), (1, legs)))]
    while len(reaches) < LINES:
        first = stream.randrange(legs - 1)
        reaches.append((first, min(first + stream.choice((2, 3)), legs)))
    return tuple(_line(layers[first : last + 1], services, stream) for first, last in reaches)


def _line(layers: list[list[int]], services: int, stream: random.Random) -> Line:
    stops = [stop for layer in layers for stop in stream.sample(layer, min(len(layer), stream.choice((1, 1, 2))))]
    runs = [0]
    for _ in stops[1:]:
        runs.append(runs[-1] + stream.randint(6, 15))
    begins = [stream.randint(3, 30)]
    for _ in range(services - 1):
        begins.append(begins[-1] + stream.randint(15, 34))
    return Line(tuple(stops), tuple(_calls([begin + run for run in runs], stream) for begin in begins))


def _calls(times: list[int], stream: random.Random) -> tuple[int | None, ...]:
    """A service that runs all the way, or between two of its stops."""
    first, last = 0, len(times)
    if len(times) > 2 and stream.random() < 0.75:
        length = stream.randint(2, len(times) - 1)
        first = stream.randint(0, len(times) - length)
        last = first + length
    return tuple(time if first <= at < last and time <= LAST else None for at, time in enumerate(times))
