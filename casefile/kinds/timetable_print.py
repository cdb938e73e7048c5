"""Printing a timetable: its lines as tables, its rules as sentences, a way as the numbers of its services."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casefile.kinds.riddle import Answer, clock, minute_of
from casefile.kinds.timetable_lines import GOAL, Line, Way
from casefile.kinds.timetable_params import TimetableParams

NONE = "—"
"""Stands where a service does not call."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines with their names and numbers."""

    table: TimetableParams
    stops: tuple[str, ...]
    lines: tuple[Line, ...]
    names: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    """For each line the numbers of its services."""

    @classmethod
    def draw(
        cls, table: TimetableParams, stops: tuple[str, ...], lines: tuple[Line, ...], stream: random.Random
    ) -> "Printed":
        """Name the lines and number the services: the first figure is the line's, the others rise with the hour."""
        names = tuple(stream.sample(table.lines, len(lines)))
        figures = stream.sample(range(1, 10), len(lines))
        numbers = tuple(
            tuple(f"{figure}{number:02d}" for number in sorted(stream.sample(range(1, 100), len(line.services))))
            for figure, line in zip(figures, lines, strict=True)
        )
        return cls(table, stops, lines, names, numbers)

    def answer(self, way: Way) -> Answer:
        """The services of a way in one text, and when it arrives."""
        return " ".join(self.numbers[leg.line][leg.service] for leg in way), self._at(way[-1].arrives)

    def values(self, truth: Way, by: int) -> dict[str, Any]:
        """What the papers are written with."""
        services, arrival = self.answer(truth)
        legs = [
            {
                "service": self.numbers[leg.line][leg.service],
                "line": self.names[leg.line],
                "from": self.stops[leg.board],
                "leaves": self._at(leg.leaves),
                "to": self.stops[leg.alight],
                "arrives": self._at(leg.arrives),
            }
            for leg in truth
        ]
        order = sorted(range(len(self.lines)), key=lambda line: self.names[line])
        return {
            "lines": [self._line(line) for line in order],
            "rules": list(self._rules(by)),
            "legs": legs,
            "services": services,
            "arrival": arrival,
            "leave": self.table.leave,
            "by": self._at(by),
        }

    def _at(self, minutes: int) -> str:
        return clock(minute_of(self.table.leave) + minutes)

    def _line(self, number: int) -> dict[str, Any]:
        line = self.lines[number]
        runs = [service for service, calls in enumerate(line.services) if any(calls)]
        rows = [
            {"stop": self.stops[stop], "times": [self._call(line.services[service][at]) for service in runs]}
            for at, stop in enumerate(line.stops)
        ]
        return {
            "name": self.names[number],
            "services": [self.numbers[number][service] for service in runs],
            "rows": [row for row in rows if set(row["times"]) != {NONE}],
        }

    def _call(self, time: int | None) -> str:
        return NONE if time is None else self._at(time)

    def _rules(self, by: int) -> Iterator[str]:
        table, say = self.table, self.table.wording
        yield _say(say.start, stop=table.start, time=table.leave)
        yield _say(say.goal, stop=self.stops[GOAL], time=self._at(by))
        yield _say(say.change, minutes=table.change)
        printed = {row["stop"] for line in range(len(self.lines)) for row in self._line(line)["rows"]}
        for stop, minutes in table.changes.items():
            if stop in printed:
                yield _say(say.change_at, stop=stop, minutes=minutes)
        if table.once:
            yield say.once
        if table.wait:
            yield _say(say.wait, minutes=table.wait)


def _say(text: str, **words: object) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: str(words[slot[1]]), text)
