"""A frequency chart: two sets hop from channel to channel, each by its own rule, and meet after the chart has ended."""

import random
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.hopping_deal import Hopper, Watch, draw_watch, fitting, signed
from casefile.kinds.hopping_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Params, Riddle, apart, clock, minute_of, read, settle

_TOY = (
    "Suppose that there are 10 channels, and that a slot is an hour. At strength 2 there is always something: at noon "
    "on 4 and on 9, at 1 on 7, at 3 on 3 and on 5. From 4 to 7 is 3 up. Another two hours of that are 10 and then 3, "
    "since 1 comes after 10, and there it is: 3 up, every hour. If something of strength 5 was on 8, at 1 on 10 and at "
    "3 on 4, it goes 2 up. At 4 the one is 3 up from 3, and the other 2 up from 4: both are on 6."
)
_TRIES = 3000
_SHADES = {1: "░", 2: "░", 3: "▒", 4: "▒", 5: "█"}
_NONE = "no record"


class HoppingParams(Params, frozen=True, kw_only=True):
    """Parameters of a chart."""

    start: str
    """Clock of the first slot."""
    channels: int = 20
    minutes: int = 15
    """Length of a slot."""
    slots: int = 16
    """Rows of the chart, five of which have no record."""
    ahead: int = 24
    """Slots after the chart within which they meet."""
    alternates: bool = False
    """One of the sets has two steps, by turns."""


class Hopping:
    """Deals a chart and two rules; finds the meeting from what was heard."""

    name = "hopping"
    family = "table"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        chart = read(params, HoppingParams)
        _check(chart)
        why = "params: no two sets come out that meet in time and can be told from noise; give them more `ahead`."
        watch, near, certificate = settle(lambda: _deal(chart, stream), _TRIES, why)
        slot, channel = next(watch.meetings)
        answer = _said(chart, slot, channel)
        refused = [_said(chart, slot, wrong) for wrong in range(chart.channels) if wrong != channel]
        refused += [_said(chart, slot + by, channel) for by in (-2, 1, 2)]
        values = _values(chart, watch) | {
            "near": {miss.why: list(miss.answer) for miss in near},
            "answer": list(answer),
            "toy": _TOY,
        }
        told = (answer, *(miss.answer for miss in near))
        return Riddle(values, (answer,), near, apart(told, refused), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """What the papers say in prose: how many channels, how long a slot is, and whether steps alternate."""
        chart = read(params, HoppingParams)
        return {"channels": chart.channels, "minutes": chart.minutes, "alternates": chart.alternates}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _check(chart: HoppingParams) -> None:
    minute_of(chart.start)
    if chart.channels not in range(16, 24):
        raise Refusal("kind-params", "params: there are 16 to 23 `channels`; a chart has no room for more.")
    if chart.slots not in range(14, 21) or chart.ahead not in range(12, 41):
        raise Refusal("kind-params", "params: a chart has 14 to 20 `slots`, and 12 to 40 are `ahead` of it.")
    if not 1 <= chart.minutes <= 20:
        raise Refusal("kind-params", "params: a slot has 1 to 20 `minutes`, so that no clock comes twice.")


def _deal(chart: HoppingParams, stream: random.Random) -> tuple[Watch, tuple[Near, ...], Certificate] | None:
    watch = draw_watch(chart.channels, chart.slots, chart.ahead, alternates=chart.alternates, stream=stream)
    past_nought = watch.meeting_past_nought() if watch else None
    if not watch or not past_nought:
        return None
    (slot, channel), second = list(watch.meetings)[:2]
    answer = _said(chart, slot, channel)
    near = (
        Near(_said(chart, *past_nought), "modulo"),
        Near(_said(chart, *second), "second"),
        Near(_said(chart, slot - 1, channel), "early"),
    )
    certificate = _certify(chart, watch)
    clocks = {said[0] for said in (answer, *(miss.answer for miss in near))}
    # each has a clock of its own, so that a puzzle that goes on from the clock can tell them apart
    return (watch, near, certificate) if len(clocks) == len(near) + 1 and certificate.survivors == 1 else None


def _said(chart: HoppingParams, slot: int, channel: int) -> Answer:
    return _clock(chart, slot), str(channel + 1)


def _clock(chart: HoppingParams, slot: int) -> str:
    return clock(minute_of(chart.start) + slot * chart.minutes)


def _values(chart: HoppingParams, watch: Watch) -> dict[str, Any]:
    slot, channel = next(watch.meetings)
    heard = {at: ", ".join(f"{where + 1} ({level})" for where, level in row.items()) for at, row in watch.heard.items()}
    rows = [{"clock": _clock(chart, at), "heard": heard.get(at, _NONE)} for at in range(chart.slots)]
    said = (f"at {row['clock']} {row['heard']}" for row in rows)
    return {
        "chart": "\n".join(_draw(chart, watch)),
        "chart_alt": (
            f"A chart of {chart.channels} channels, with the channels on which something was heard and its strength "
            f"from 1 to 5; {'; '.join(said)}."
        ),
        "rows": rows,
        "sets": [_set(watch, one) for one in watch.sets],
        "track": [
            {"clock": _clock(chart, at), "channels": [one.at(at, chart.channels) + 1 for one in watch.sets]}
            for at in range(chart.slots - 1, slot + 1)
        ],
        "meeting": {"clock": _clock(chart, slot), "channel": channel + 1, "slots": slot - chart.slots + 1},
        "steady": {"channel": watch.steady[0] + 1, "level": watch.steady[1]},
        "gaps": [row["clock"] for row in rows if row["heard"] == _NONE],
        "channels": chart.channels,
        "minutes": chart.minutes,
        "start": rows[0]["clock"],
        "last": rows[-1]["clock"],
    }


def _set(watch: Watch, one: Hopper) -> dict[str, Any]:
    steps = [signed(step, watch.channels) for step in dict.fromkeys(one.steps)]
    said = " and ".join(f"{abs(step)} {'up' if step > 0 else 'down'}" for step in steps)
    return {"level": one.level, "first": one.first + 1, "steps": steps, "said": said}


def _draw(chart: HoppingParams, watch: Watch) -> list[str]:
    """A row for each slot, three columns for each channel: a shade, and the strength as a figure."""
    lines = [" " * 5 + "".join(f"{channel:>3}" for channel in range(1, chart.channels + 1))]
    for slot in range(chart.slots):
        row = watch.heard.get(slot)
        cells = (f" {_SHADES[row[at]]}{row[at]}" if at in row else "  ·" for at in range(chart.channels)) if row else ()
        body = "".join(cells) if row else "  " + f" {_NONE} ".center(3 * chart.channels - 2, "-")
        lines.append(_clock(chart, slot) + body)
    return lines


def _certify(chart: HoppingParams, watch: Watch) -> Certificate:
    """Try every beginning with every step, whatever the strength; each two rules that fit have a meeting."""
    found, tried = fitting(watch, alternates=chart.alternates)
    right = {(one.first, one.steps) for one in watch.sets}
    pairs = [{(one.first, one.steps), (other.first, other.steps)} for one, other in combinations(found, 2)]
    survivors = len(pairs) if right in pairs else 0
    note = "every first channel with every step, or two by turns; what is heard counts at any strength"
    return Certificate(chart.ahead * chart.channels, "enumerated", tried, survivors, note)
