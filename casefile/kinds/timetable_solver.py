"""Finding an itinerary on paper: read the rules and the tables, then try every connection, hour by hour."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import records

_Calls = list[tuple[str, int]]
"""Where a service calls, and at which minute of the day, in order."""
_TIME = r"([01]\d|2[0-3])\.([0-5]\d)"


@dataclass(frozen=True, slots=True)
class _Services:
    """What the tables say."""

    calls: Mapping[str, _Calls]
    line_of: Mapping[str, str]
    """A line is named by all its services."""


@dataclass(frozen=True, slots=True)
class _Orders:
    """The rules as they are printed."""

    start: str
    since: int
    goal: str
    by: int
    change: int
    slow: Mapping[str, int]
    once: bool
    wait: int


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The services of the only itinerary, and its arrival.

    Args:
        papers: Texts. A line is a table: stops down, services across; `—` where a service does not call.
        params: `wording` of the rules.
    """
    text = "\n\n".join(papers)
    services = _read_services(text)
    orders = _read_orders(text, params["wording"], {stop for calls in services.calls.values() for stop, _ in calls})
    found = list(_travel([], orders.start, orders.since, services, orders))
    if len(found) != 1:
        raise unsolved(f"{len(found)} itineraries keep the rules on {len(services.calls)} services.")
    rides, arrival = found[0]
    return " ".join(rides), f"{arrival // 60:02d}.{arrival % 60:02d}"


def _read_services(text: str) -> _Services:
    calls: defaultdict[str, _Calls] = defaultdict(list)
    line_of: dict[str, str] = {}
    for record in records(text):
        (_, stop), *cells = record.items()
        if not all(re.fullmatch(r"\d{3}", name) for name, _ in cells):
            continue
        for service, cell in cells:
            line_of[service] = " ".join(name for name, _ in cells)
            if match := re.fullmatch(_TIME, cell):
                calls[service].append((stop, int(match[1]) * 60 + int(match[2])))
    return _Services(dict(calls), line_of)


def _read_orders(text: str, wording: Mapping[str, str], stops: set[str]) -> _Orders:
    plain = " ".join(re.sub(r"^[\s>|│-]+", "", line) for line in text.replace("*", "").splitlines())
    plain = " ".join(plain.split())
    slots = {
        "stop": "(" + "|".join(re.escape(stop) for stop in sorted(stops, key=len, reverse=True)) + ")",
        "time": r"(\d\d\.\d\d)",
        "minutes": r"(\d+)",
    }

    def find(rule: str) -> list[dict[str, str]]:
        pieces = re.split(r"\{(\w+)\}", " ".join(wording[rule].split()))
        pattern = "".join(slots[piece] if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        return [dict(zip(pieces[1::2], found.groups(), strict=True)) for found in re.finditer(pattern, plain)]

    start, goal, change = (find(rule)[:1] for rule in ("start", "goal", "change"))
    if not (stops and start and goal and change):
        raise unsolved("The papers do not say where from, where to and how long a change takes.")
    return _Orders(
        start[0]["stop"],
        _minutes(start[0]["time"]),
        goal[0]["stop"],
        _minutes(goal[0]["time"]),
        int(change[0]["minutes"]),
        {said["stop"]: int(said["minutes"]) for said in find("change_at")},
        bool(find("once")),
        max((int(said["minutes"]) for said in find("wait")), default=24 * 60),
    )


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(".")
    return int(hours) * 60 + int(minutes)


def _travel(
    rides: list[str], stop: str, now: int, services: _Services, orders: _Orders
) -> Iterator[tuple[list[str], int]]:
    """Every itinerary that goes on from a stop and keeps the orders."""
    if stop == orders.goal:
        yield rides, now
        return
    ready = now + orders.slow.get(stop, orders.change) if rides else now
    latest = now + orders.wait if rides else orders.by
    used = {services.line_of[ride] for ride in rides}
    for service, calls in services.calls.items():
        if service in rides or (orders.once and services.line_of[service] in used):
            continue
        boards = [at for at, (place, time) in enumerate(calls) if place == stop and ready <= time <= latest]
        for place, time in calls[boards[0] + 1 :] if boards else ():
            if time <= orders.by and place != orders.start:
                yield from _travel([*rides, service], place, time, services, orders)
