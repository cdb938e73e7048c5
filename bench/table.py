"""One line of the table: what was measured, beside what, and the bar that it must clear."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured promise.

    Attributes:
        what: The promise in words.
        figure: What was measured, with its unit.
        beside: The reference that was measured in the same run, or an empty string.
        bar: The promise's limit.
        holds: Whether the figure clears the bar.
    """

    what: str
    figure: str
    beside: str
    bar: str
    holds: bool

    def line(self) -> str:
        """The row as it is printed."""
        beside = f"  ({self.beside})" if self.beside else ""
        return f"{'ok  ' if self.holds else 'MISS'}  {self.what}: {self.figure}{beside}   bar {self.bar}"


def median_ms(run: Callable[[], object], times: int) -> float:
    """Median wall time of a call in milliseconds."""
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        spans.append((time.perf_counter() - began) * 1000)
    return statistics.median(spans)


def ratio_row(what: str, ours: float, theirs: float, name: str, bar: float) -> Row:
    """A row whose bar is a ratio between two medians that were measured in turns."""
    return Row(
        what,
        f"{ours:.2f} ms",
        f"{name} {theirs:.2f} ms, {ours / theirs:.2f} x",
        f"<= {bar:g} x",
        ours <= bar * theirs,
    )
