"""The reckoner: a roll of paper on which every sum has its answer beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from casefile.desk.bench.tool import BenchTool, Strips, beside, framed, said
from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells, cut
from casefile.tools import TOOLS
from casefile.tools.tool import lines as split

_PLATE = (
    ("3 4 2 5", "adds up"),
    ("3 4 2 5 tenths", "the same, in miles"),
    ("24 mph 5 min", "how far"),
    ("2.4 miles 24 mph", "how long"),
    ("2.4 miles 6 min", "how fast"),
    ("21.31 to 21.49", "minutes between"),
    ("21.49 - 4 min", "another clock"),
)


def reckon(text: str) -> tuple[tuple[str, str], ...]:
    """Every line of a text with its answer."""
    run = TOOLS["reckoner"].run
    return tuple(
        (line, " ".join(run({"text": line}).split("\n")).removeprefix(line).lstrip(" :")) for line in split(text)[:200]
    )


class ReckonerBench(BenchTool):
    """The roll at the left, the plate with what it can do at the right."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The reckoner",
        "Each line of the strip is a sum: a row of numbers is added up; a speed, a way or a time is worked out from "
        "the other two; two clock times give the minutes between them.",
    )
    name_of_tool = "reckoner"

    def __init__(self) -> None:
        super().__init__()
        self._sums: tuple[tuple[str, str], ...] = ()

    def work(self, strips: Strips) -> Callable[[], tuple[tuple[str, str], ...]]:
        """Reckon the first strip."""
        return partial(reckon, strips.first)

    def take(self, made: tuple[tuple[str, str], ...]) -> None:
        """Show the roll."""
        self._sums, self.refusal = made, ""
        self.result = "\n".join(f"{line} : {answer}" for line, answer in made)
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Roll and plate."""
        plate = [[Span(f"{sum_:<18}", "ink", bold=True), Span(what, "pencil")] for sum_, what in _PLATE]
        brass = framed(plate, 42, "WRITE ON THE STRIP", ground="paper-form")
        if width < 78:
            return [*self._roll(width), [], *brass]
        roll = min(64, width - 44)
        return beside(self._roll(roll), brass, roll)

    def _roll(self, width: int) -> list[Line]:
        ground, inner = "paper-strip", width - 4
        lines: list[Line] = []
        for sum_, answer in self._sums:
            left, right = Span(sum_, "pencil"), Span(answer, "ink", bold=True)
            gap = inner - cells([left, right])
            if gap >= 2:
                lines.append([left, Span(" " * gap), right])
            else:
                lines += [cut([left], inner), *([Span("   "), *line] for line in wrap([right], inner - 3))]
        if not lines:
            lines = said(
                "The roll is blank. Write a sum on the strip, or send a column of figures here.", inner, "pencil"
            )
        edge = ("╱╲" * width)[:width]
        body = [[Span("  "), *line] for line in ([], *lines, [])]
        paper = [[*line, Span(" " * (width - cells(line)))] for line in body]
        return [[Span(edge, "quiet")], *([span._replace(ground=ground) for span in line] for line in paper)]
