"""A wrong turning: marks on a speed chart, a route card, and turnings of which the vehicle fits into one."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Near, Params, Riddle, apart, clock, fold, minute_of, read, settle
from casefile.kinds.route_map import Bend, Place, draw, say
from casefile.kinds.route_solver import solve

_TOY = (
    "Suppose that a chart shows, minute by minute, 2, 3 and 1 tenths, with the mark L at the end of the third: the "
    "lock went over at 2 + 3 + 1 = 6 tenths from the start. The card has its first turn at 10, so this was another. "
    "Give or take one, it was between 5 and 7. Turnings on the left: Mill Row at 4, Fore St at 5 (height 2.8 m), "
    "Gas Lane at 7. Mill Row is too early; a van 3.0 m high does not go into Fore St; so it was Gas Lane."
)
_ERROR = 1
"""Tenths that a reading may be wrong by."""
_CLEAR = 4
"""Tenths around the reading in which no other turning is left open, so that a slip finds no plausible answer."""
_RUNS = 7
_STOP = (2, 1, 0, 0)
"""Tenths of the minutes after the turning, until the car stands."""


class Vehicle(Params, frozen=True, kw_only=True):
    """What has to fit, in metres."""

    height: float
    width: float


class Notes(Params, frozen=True, kw_only=True):
    """Remarks for turnings, by what bars them; `free` for the others."""

    height: list[str]
    width: list[str]
    out: list[str]
    free: list[str]


class RouteParams(Params, frozen=True, kw_only=True):
    """Parameters of a route."""

    streets: list[str]
    junctions: list[str]
    yard: str
    turn: tuple[str, str]
    """Earliest and latest minute of the wrong turning."""
    fast: int
    """Minutes that another clock of the story is ahead; gives the near miss."""
    vehicle: Vehicle
    notes: Notes


@dataclass(frozen=True, slots=True)
class _Left:
    """A turning on the left of the route."""

    at: int
    """Tenths from the start."""
    bar: str
    """`height`, `width` or `out` where it is barred, else `free`."""


@dataclass(frozen=True, slots=True)
class _Drive:
    """What happened."""

    places: tuple[Place, ...]
    lefts: tuple[_Left, ...]
    truth: _Left
    reading: int
    """Tenths that the chart adds up to at the wrong turning."""
    minutes: tuple[tuple[int, str], ...]
    """Tenths and mark of each minute of the chart."""

    @property
    def turned(self) -> int:
        """Index of the minute at whose end the wrong turning was taken."""
        return len(self.minutes) - len(_STOP) - 1


class Route:
    """Deals a drive and its papers; finds the turning from the tables."""

    name = "route"

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        route = read(params, RouteParams)
        _check(route)
        drive = settle(lambda: _drive(stream), 2000, "no drive came out; this is a fault of the kind.")
        turned = stream.randint(minute_of(route.turn[0]), minute_of(route.turn[1]))
        values = _values(route, drive, turned, stream)
        answer = (str(values["street"]), str(values["minute"]))
        near = [Near((answer[0], str(values["wrong_minute"])), "log-clock")] if route.fast else []
        near += [Near((street, answer[1]), "does-not-fit") for street in values["barred"]]
        other = [row["street"] for row in values["lefts"] if row["street"] not in {answer[0], *values["barred"]}]
        refused: list[Answer] = [(street, answer[1]) for street in other]
        refused += [(answer[0], clock(turned + by)) for by in (-2, -1, 1, 2) if by != route.fast]
        values |= {"answer": list(answer), "toy": _TOY}
        certificate = _certify(route, values)
        return Riddle(values, (answer,), tuple(near), apart((answer,), refused), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing: the tables say it all."""
        read(params, RouteParams)
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:  # noqa: ARG002
        """See `Kind.solve`."""
        return solve("\n".join(papers.values()))


def _check(route: RouteParams) -> None:
    need = {"streets": 9, "junctions": _RUNS + 1}
    for name, count in need.items():
        texts = getattr(route, name)
        if len(set(map(fold, texts))) < max(count, len(texts)):
            raise Refusal("kind-params", f"params: `{name}` wants {count} different names at least.")
    for name, count in {"height": 2, "width": 2, "out": 2, "free": 7}.items():
        if len(set(getattr(route.notes, name))) < count:
            raise Refusal("kind-params", f"params: `notes.{name}` wants {count} different remarks at least.")
    if minute_of(route.turn[0]) > minute_of(route.turn[1]):
        raise Refusal("kind-params", "params: `turn` ends before it begins.")


def _drive(stream: random.Random) -> _Drive | None:
    """Draw a route, where on it the wrong turning was, and how the chart went; None if it is not a fair one."""
    places = _places(stream)
    where = [place for place in places[:-1] if place.run >= 7 and 26 <= place.at + place.run // 2 <= 42]
    if not where:
        return None
    leg = stream.choice(where)
    reading = leg.at + stream.randint(3, leg.run - 3)
    miss = stream.choice((-1, 1))
    truth = _Left(reading - miss, "free")
    bars = stream.sample(("height", "width", "out"), 2)
    others = _others(places, reading, stream)
    if others is None:
        return None
    lefts = sorted([truth, _Left(reading, bars[0]), _Left(reading + miss, bars[1]), *others], key=lambda left: left.at)
    minutes = _chart(places, leg, reading, miss, stream)
    return _Drive(places, tuple(lefts), truth, reading, minutes) if minutes else None


def _places(stream: random.Random) -> tuple[Place, ...]:
    """Seven runs, east and across by turns, one of them with a junction to go straight over."""
    headings = ["E", "N", "E", "S", "E", "N", "E"] if stream.random() < 0.5 else ["E", "S", "E", "N", "E", "S", "E"]
    runs = [stream.randint(7, 8) if heading == "E" else stream.randint(6, 9) for heading in headings]
    places, at = [], 0
    for number, (heading, run) in enumerate(zip(headings, runs, strict=True)):
        # the last run is short: nothing happens on it
        length = run if number < _RUNS - 1 else 5
        after = headings[number + 1] if number < _RUNS - 1 else ""
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


def _others(places: tuple[Place, ...], reading: int, stream: random.Random) -> list[_Left] | None:
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
    return [_Left(at, bar) for at, bar in zip(sorted(chosen[:6]), stream.sample(bars, 6), strict=True)]


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
    return (*minutes, *((tenths, "") for tenths in _STOP))


def _errors(count: int, last: int, stream: random.Random) -> list[int]:
    """The chart's error at each turn: never more than one tenth, drifting to that of the wrong turning."""
    errors = [last]
    for _ in range(count):
        errors.append(min(max(errors[-1] + stream.choice((-1, 0, 0, 1)), -_ERROR), _ERROR))
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


def _values(route: RouteParams, drive: _Drive, turned: int, stream: random.Random) -> dict[str, Any]:
    names = [route.yard, *stream.sample(route.junctions, len(drive.places) - 1)]
    lefts = _left_rows(route, drive, names, stream)
    at = {row["no"]: left for row, left in zip(lefts, drive.lefts, strict=True)}
    begun = turned - drive.turned - 1
    street = next(row for row in lefts if at[row["no"]] == drive.truth)
    within = [row["street"] for row in lefts if abs(at[row["no"]].at - drive.reading) <= _ERROR and row is not street]
    card = _card_rows(drive.places, names)
    return {
        "card_rows": card,
        "junctions": [{"letter": _letter(number), "name": name} for number, name in enumerate(names)],
        "lefts": lefts,
        "tacho": [
            {"minute": clock(begun + number), "mph": tenths * 6, "tenths": tenths, "mark": mark}
            for number, (tenths, mark) in enumerate(drive.minutes, 1)
        ],
        "map": draw(drive.places, [left.at for left in drive.lefts]),
        "map_alt": say(drive.places, [left.at for left in drive.lefts], names),
        "street": street["street"],
        "minute": clock(turned),
        "wrong_minute": clock(turned + route.fast),
        "start": clock(begun),
        "stopped": clock(turned + sum(1 for tenths in _STOP if tenths)),
        "reading": drive.reading,
        "reading_miles": f"{drive.reading / 10:.1f}",
        "after": street["after"],
        "exact": next(row["street"] for row in lefts if at[row["no"]].at == drive.reading),
        "barred": within,
        "vehicle": {"height": f"{route.vehicle.height:.1f}", "width": f"{route.vehicle.width:.1f}"},
        "error": str(_ERROR),
    }


def _letter(number: int) -> str:
    return "ABCDEFGHIJKLMNOP"[number]


def _card_rows(places: tuple[Place, ...], names: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "leg": number + 1,
            "from": names[number],
            "from_letter": _letter(number),
            "to": names[number + 1],
            "to_letter": _letter(number + 1),
            "tenths": place.run,
            "turn": place.bend.value,
        }
        for number, place in enumerate(places[:-1])
    ]


def _left_rows(route: RouteParams, drive: _Drive, names: list[str], stream: random.Random) -> list[dict[str, Any]]:
    streets = stream.sample(route.streets, len(drive.lefts))
    notes = {bar: iter(stream.sample(texts, len(texts))) for bar, texts in _note_lists(route.notes)}
    rows = []
    for number, (left, street) in enumerate(zip(drive.lefts, streets, strict=True), 1):
        after = max(at for at, place in enumerate(drive.places) if place.at <= left.at)
        # the right one carries a limit that it passes: a blank would give it away
        limit = stream.choice(("height", "width")) if left == drive.truth else stream.choice(("height", "width", ""))
        height, width = _limits(route.vehicle, left.bar, limit, stream)
        rows.append(
            {
                "no": number,
                "street": street,
                "after": names[after],
                "letter": _letter(after),
                "tenths": left.at - drive.places[after].at,
                "height": height,
                "width": width,
                "way": "out only" if left.bar == "out" else "both ways",
                "note": next(notes[left.bar]),
            }
        )
    return rows


def _note_lists(notes: Notes) -> Iterator[tuple[str, list[str]]]:
    yield from (("height", notes.height), ("width", notes.width), ("out", notes.out), ("free", notes.free))


def _limits(vehicle: Vehicle, bar: str, limit: str, stream: random.Random) -> tuple[str, str]:
    """Height and width in metres. No limit is within 0.2 m of the vehicle: nobody should have to argue."""
    below, above = stream.choice((-0.4, -0.3, -0.2)), stream.choice((0.3, 0.4, 0.6))
    height = vehicle.height + (below if bar == "height" else above)
    width = vehicle.width + (below if bar == "width" else above)
    shown = {bar, limit if bar in {"free", "out"} else ""}
    return (f"{height:.1f}" if "height" in shown else "—", f"{width:.1f}" if "width" in shown else "—")


def _certify(route: RouteParams, values: Mapping[str, Any]) -> Certificate:
    """Try every turning with every minute of the chart."""
    rows, lefts = values["tacho"], values["lefts"]
    starts = {values["junctions"][0]["name"]: 0}
    turns: list[tuple[int, str]] = []
    for row in values["card_rows"]:
        starts[row["to"]] = starts[row["from"]] + row["tenths"]
        if row["turn"] in {"left", "right"}:
            turns.append((starts[row["to"]], row["turn"][0].upper()))
    standing = []
    for left in lefts:
        for number, row in enumerate(rows):
            reading = sum(earlier["tenths"] for earlier in rows[: number + 1])
            is_near = abs(starts[left["after"]] + left["tenths"] - reading) <= _ERROR
            on_card = any(abs(at - reading) <= _ERROR and side == row["mark"] for at, side in turns)
            if row["mark"] == "L" and is_near and not on_card and _fits(left, route.vehicle):
                standing.append((left["street"], row["minute"]))
    survivors = len(standing) if (values["street"], values["minute"]) in standing else 0
    span = minute_of(route.turn[1]) - minute_of(route.turn[0]) + 1
    note = "every turning with every minute of the chart: mark, distance give or take one tenth, height, width, way"
    return Certificate(len(route.streets) * span, "enumerated", len(lefts) * len(rows), survivors, note)


def _fits(left: Mapping[str, Any], vehicle: Vehicle) -> bool:
    if left["way"] != "both ways":
        return False
    limits = ((left["height"], vehicle.height), (left["width"], vehicle.width))
    return all(limit == "—" or float(limit) > size for limit, size in limits)
