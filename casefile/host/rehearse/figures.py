"""What a rehearsal, or a load, has measured, and what is said of it."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

REPAINT_P50, REPAINT_P99 = 50.0, 250.0
"""Milliseconds from a key to the first byte of what it changes, with a whole event's keys in a fraction of its time."""
GUESS_P99 = 500.0
"""Milliseconds from the enter after an answer until it is in the save, on disk."""


STRETCH = 5.0
"""Seconds."""
FULL = 95.0
"""Percent of a core from which a server, which has one, has no time left."""


@dataclass(slots=True)
class Spans:
    """Times of one kind, in milliseconds."""

    times: list[float] = field(default_factory=list)

    def add(self, milliseconds: float) -> None:
        """One more."""
        self.times.append(milliseconds)

    def at(self, share: float) -> float:
        """The time that this share stays below; nought where nothing was measured."""
        if not self.times:
            return 0.0
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times) if self.times else 0.0

    def as_row(self) -> dict[str, float]:
        """For whoever reads JSON."""
        return {
            "count": len(self.times),
            "p50": round(self.median, 1),
            "p99": round(self.at(0.99), 1),
            "max": round(self.at(1.0), 1),
        }


@dataclass(slots=True)
class Figures:
    """One rehearsal."""

    repaints: Spans = field(default_factory=Spans)
    guesses: Spans = field(default_factory=Spans)
    first_screens: Spans = field(default_factory=Spans)
    seats: Spans = field(default_factory=Spans)
    ends: Counter[str] = field(default_factory=Counter)
    """How many teams ended how; those still at work when the time was up are `at work`."""
    solved: list[int] = field(default_factory=list)
    """Locks that each team opened."""
    minutes: list[float] = field(default_factory=list)
    """When each team that came to an end did."""
    faults: list[str] = field(default_factory=list)
    """What broke: in the server's log, at the door, or because an answer did not open."""
    dead_ends: list[str] = field(default_factory=list)
    """Teams with nothing to do, before the end."""
    starved: Counter[str] = field(default_factory=Counter)
    """Locks at which a team had every hint that there is, and not the answer among them."""
    waits: list[float] = field(default_factory=list)
    """Minutes of the play from each request to its answer."""
    unanswered: list[str] = field(default_factory=list)
    """Requests that were left."""
    load: list[float] = field(default_factory=list)
    """Percent of a core that the server took, in each stretch of `STRETCH`."""
    silent: Counter[str] = field(default_factory=Counter)
    """Keys that should have changed something and did not, within five seconds, and how often."""
    acts: Counter[str] = field(default_factory=Counter)
    """What the players did."""

    @property
    def misses(self) -> list[str]:
        """Bars that were missed."""
        bars = (
            ("key to repaint, p50", self.repaints.median, REPAINT_P50),
            ("key to repaint, p99", self.repaints.at(0.99), REPAINT_P99),
            ("answer on disk, p99", self.guesses.at(0.99), GUESS_P99),
        )
        return [f"{what}: {is_:.0f} ms, bar {bar:.0f} ms" for what, is_, bar in bars if is_ > bar]

    @property
    def holds(self) -> bool:
        """Nothing broke and no bar was missed."""
        return not (self.faults or self.dead_ends or self.starved or self.unanswered or self.silent or self.misses)

    def as_dict(self) -> dict[str, Any]:
        """For whoever reads JSON."""
        return {
            "holds": self.holds,
            "ends": dict(self.ends),
            "solved": self.solved,
            "minutes": [round(at, 1) for at in self.minutes],
            "repaint_ms": self.repaints.as_row(),
            "guess_ms": self.guesses.as_row(),
            "first_screen_ms": self.first_screens.as_row(),
            "seat_ms": self.seats.as_row(),
            "faults": self.faults,
            "dead_ends": self.dead_ends,
            "starved": dict(self.starved),
            "request_minutes": [round(wait, 1) for wait in self.waits],
            "unanswered": self.unanswered,
            "server_percent": [round(share) for share in self.load],
            "silent_keys": dict(self.silent),
            "missed": self.misses,
            "acts": dict(self.acts),
        }

    def lines(self) -> list[str]:
        """The table."""
        solved = f"{min(self.solved)} to {max(self.solved)}" if self.solved else "none"
        ended = f", after {min(self.minutes):.0f} to {max(self.minutes):.0f} minutes" if self.minutes else ""
        return [
            f"teams       {_counted(self.ends)}{ended}",
            f"locks       {solved} opened by a team",
            f"players     {_counted(self.acts)}",
            f"repaint     {_spans(self.repaints)}   bar p50 {REPAINT_P50:.0f}, p99 {REPAINT_P99:.0f} ms",
            f"answer      {_spans(self.guesses)}   bar p99 {GUESS_P99:.0f} ms",
            f"way in      {_spans(self.first_screens)}   from the connection to the first screen",
            f"seated      {_spans(self.seats)}   from the name to the place at the table",
            *self._asked(),
            *self._loaded(),
            *_listed("broke", self.faults),
            *_listed("dead end", self.dead_ends),
            *_listed("starved", [f"{lock}: {count} teams had every hint" for lock, count in self.starved.items()]),
            *_listed("unanswered", self.unanswered),
            *_listed("silent", [f"{keys!r} changed nothing, {count} times" for keys, count in self.silent.items()]),
            *_listed("too slow", self.misses),
            "It holds." if self.holds else "It does not hold.",
        ]

    def _asked(self) -> list[str]:
        if not self.waits:
            return []
        return [
            f"requests    {len(self.waits)} answered, after {statistics.median(self.waits):.1f} minutes, "
            f"at most {max(self.waits):.1f}"
        ]

    def _loaded(self) -> list[str]:
        if not self.load:
            return []
        busiest = max(self.load)
        told = f"server      {statistics.mean(self.load):.0f} % of a core, {busiest:.0f} % in its busiest {STRETCH:g} s"
        if busiest >= FULL and self.misses:
            return [
                told,
                "            It had no time left: a lower --speed shows what an evening is like.",
            ]
        return [told]


def _spans(spans: Spans) -> str:
    return f"p50 {spans.median:.0f}  p99 {spans.at(0.99):.0f}  max {spans.at(1.0):.0f} ms of {len(spans.times)}"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counter.most_common()) or "none"


def _listed(head: str, rows: list[str]) -> list[str]:
    most = 12
    more = [f"{'':<12}and {len(rows) - most} more"] if len(rows) > most else []
    return [f"{head if at == 0 else '':<12}{row}" for at, row in enumerate(rows[:most])] + more
