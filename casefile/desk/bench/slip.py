"""A tool without a bench of its own: the strips are what it takes, a slip is what it makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells
from casefile.errors import Refusal
from casefile.tools import Tool

_SHEET = 78
"""Cells of a slip: a tool's widest line and its margins."""


class SlipBench(BenchTool):
    """Runs a tool on the strips as one writes, and prints what it says."""

    def __init__(self, tool: Tool) -> None:
        """Make the bench of a tool with one or two parameters."""
        super().__init__()
        self._tool = tool
        self._made = ""
        self.name_of_tool = tool.id
        labels = [parameter.label.lower() for parameter in tool.parameters[:2]]
        first, second = (*labels, "laid aside")[:2]
        self.titles = (f"strip 1: {first}", f"strip 2: {second}")
        self.keeps_second = len(labels) > 1
        self.TOPIC = (
            tool.title,
            " ".join([tool.about, *(f"{one.label}: {_quoted(one.about)}" for one in tool.parameters)]),
        )

    def work(self, strips: Strips) -> Callable[[], str]:
        """Run the tool, once there is something on a strip that it reads."""
        texts = {one.id: text for one, text in zip(self._tool.parameters, (strips.first, strips.second), strict=False)}
        if not any(text.strip() for text in texts.values()):
            return str
        return partial(self._tool.run, texts)

    def take(self, made: str) -> None:
        """Print the slip. What is copied is its first part: the rest is how it came about."""
        self._made, self.refusal = made, ""
        self.result = made.partition("\n\n")[0]
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """The slip, or what the tool wants."""
        if not self._made or self.refusal:
            return self._wants(width)
        head, _, rest = self._made.partition("\n\n")
        lines: list[Line] = [[]]
        lines += [line for text in head.splitlines() for line in self._print(Span(text, "ink", bold=True), width)]
        lines += [[]] if rest else []
        lines += [line for text in rest.splitlines() for line in self._print(Span(text, "pencil"), width)]
        return [self._on_slip(line, width) for line in [*lines, []]]

    def refuse(self, refusal: Refusal) -> None:
        """Say what is missing, beneath what the strips are for."""
        self._made = ""
        super().refuse(refusal)

    def _wants(self, width: int) -> list[Line]:
        wanted = said(self.refusal or self._tool.about, width - 4, "stamp" if self.refusal else "text-desk")
        lines = [[], *wanted, []]
        for number, one in enumerate(self._tool.parameters, 1):
            about = said(_quoted(one.about), width - 13) + said(f"such as {one.example}", width - 13)
            heads = [Span(f"strip {number}  ", "buff", bold=True), *[Span(" " * 9)] * (len(about) - 1)]
            lines += [[head, *line] for head, line in zip(heads, about, strict=True)]
        return [[Span("  "), *line] for line in lines]

    @staticmethod
    def _print(span: Span, width: int) -> list[Line]:
        """A line as the tool laid it out, where there is room for it."""
        inner = min(width, _SHEET) - 2
        return [[span]] if cells([span]) <= inner else wrap([span], inner)

    @staticmethod
    def _on_slip(line: Line, width: int) -> Line:
        ground, sheet = "paper-strip", min(width, _SHEET)
        spans = [span._replace(ground=ground) for span in line]
        return [Span(" ", ground=ground), *spans, Span(" " * (sheet - 1 - cells(line)), ground=ground)]


def _quoted(about: str) -> str:
    """What may be typed, in quotation marks instead of a manual's backquotes."""
    return re.sub("`([^`]*)`", r"“\1”", about)
