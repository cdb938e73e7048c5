"""A wrong turning: marks on a speed chart, a route card, and turnings of which the vehicle fits into one."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Near, Params, Riddle, apart, clock, fold, minute_of, read, settle
from casefile.kinds.route_drive import ERROR, RUNS, STOP, Drive, draw_drive
from casefile.kinds.route_map import Place, draw, say
from casefile.kinds.route_solver import solve

_TOY = (
    "Suppose that a chart shows, minute by minute, 2, 3 and 1 tenths, with the mark L at the end of the third: the "
    "lock went over at 2 + 3 + 1 = 6 tenths from the start. The card has its first turn at 10, so this was another. "
    "Give or take one, it was between 5 and 7. Turnings on the left: Mill Row at 4, Fore St at 5 (height 2.8 m), "
    "Gas Lane at 7. Mill Row is too early; a van 3.0 m high does not go into Fore St; so it was Gas Lane."
)


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


class Route:
    """Deals a drive and its papers; finds the turning from the tables."""

    name = "route"
    family = "map"
    tool = "reckoner"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        route = read(params, RouteParams)
        _check(route)
        drive = settle(lambda: draw_drive(stream), 2000, "no drive came out; this is a fault of the kind.")
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
    need = {"streets": 9, "junctions": RUNS + 1}
    for name, count in need.items():
        texts = getattr(route, name)
        if len(set(map(fold, texts))) < max(count, len(texts)):
            raise Refusal("kind-params", f"params: `{name}` wants {count} different names at least.")
    for name, count in {"height": 2, "width": 2, "out": 2, "free": 7}.items():
        if len(set(getattr(route.notes, name))) < count:
            raise Refusal("kind-params", f"params: `notes.{name}` wants {count} different remarks at least.")
    if minute_of(route.turn[0]) > minute_of(route.turn[1]):
        raise Refusal("kind-params", "params: `turn` ends before it begins.")


def _values(route: RouteParams, drive: Drive, turned: int, stream: random.Random) -> dict[str, Any]:
    names = [route.yard, *stream.sample(route.junctions, len(drive.places) - 1)]
    lefts = _left_rows(route, drive, names, stream)
    at = {row["no"]: left for row, left in zip(lefts, drive.lefts, strict=True)}
    begun = turned - drive.turned - 1
    street = next(row for row in lefts if at[row["no"]] == drive.truth)
    within = [row["street"] for row in lefts if abs(at[row["no"]].at - drive.reading) <= ERROR and row is not street]
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
        "stopped": clock(turned + sum(1 for tenths in STOP if tenths)),
        "reading": drive.reading,
        "reading_miles": f"{drive.reading / 10:.1f}",
        "after": street["after"],
        "exact": next(row["street"] for row in lefts if at[row["no"]].at == drive.reading),
        "barred": within,
        "vehicle": {"height": f"{route.vehicle.height:.1f}", "width": f"{route.vehicle.width:.1f}"},
        "error": str(ERROR),
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


def _left_rows(route: RouteParams, drive: Drive, names: list[str], stream: random.Random) -> list[dict[str, Any]]:
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
            is_near = abs(starts[left["after"]] + left["tenths"] - reading) <= ERROR
            on_card = any(abs(at - reading) <= ERROR and side == row["mark"] for at, side in turns)
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
