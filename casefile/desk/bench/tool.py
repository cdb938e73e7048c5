"""What every tool on the workbench is: something that looks at the strips and shows what it makes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message

from casefile.desk.drawing import Drawing, Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells
from casefile.errors import Refusal


@dataclass(frozen=True, slots=True)
class Strips:
    """The text on the bench."""

    first: str
    """The one that a tool reads that wants only one."""
    second: str


class BenchTool(Drawing, can_focus=True):
    """A tool. `work` is pure and may be slow; `take` gets what it made."""

    name_of_tool: str
    titles: tuple[str, str] = ("strip 1: the tool reads it", "strip 2: laid aside")
    """What the strips are to this tool."""
    keeps_second = False
    """The second strip is what it works with: no result is put there."""
    ground = "desk"
    ink = "text-desk"

    @dataclass
    class Wrote(Message):
        """The player wrote something with the tool, to go on the strip."""

        tool: BenchTool
        text: str

    @dataclass
    class Asked(Message):
        """The player asked something with the tool's keys; it stands on the second strip now."""

        tool: BenchTool
        text: str

    def __init__(self) -> None:
        super().__init__()
        self.result = ""
        """What the tool made, as text to copy."""
        self.refusal = ""

    def room(self, _width: int) -> int:
        """Cells that it wants beside strips on a bench of so many; 0: it lies beneath them."""
        return 0

    @staticmethod
    def lay(text: str, strips: Strips) -> Strips:
        """The strips with a passage that was sent here: on the first if that is empty, else on the second."""
        return Strips(strips.first, text) if strips.first.strip() else Strips(text, strips.second)

    def work(self, strips: Strips) -> Callable[[], Any]:
        """What to run in the background for these strips."""
        raise NotImplementedError

    def take(self, made: Any) -> None:
        """Show what was made."""
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        """Show why nothing could be made."""
        self.refusal, self.result = refusal.sentence, ""
        self.redraw()


def framed(lines: list[Line], width: int, title: str, *, ground: str, ink: str = "ink") -> list[Line]:
    """Lines on a card with a printed frame and a title in it."""
    inner = width - 4
    head = f"─ {title} " if title else ""
    top = [Span(f"┌{head}{'─' * (width - 2 - len(head))}┐", ink, ground=ground)]
    body: list[Line] = []
    for line in lines:
        rest = " " * max(0, inner - cells(line))
        grounded = [span if span.ground else span._replace(ground=ground) for span in line]
        body.append([Span("│ ", ink, ground=ground), *grounded, Span(rest + " │", ink, ground=ground)])
    return [top, *body, [Span(f"└{'─' * (width - 2)}┘", ink, ground=ground)]]


def beside(left: list[Line], right: list[Line], width: int, gap: int = 2) -> list[Line]:
    """Two blocks of lines side by side; `width` is the left one's."""
    height = max(len(left), len(right))
    left = left + [[]] * (height - len(left))
    right = right + [[]] * (height - len(right))
    return [[*a, Span(" " * (width + gap - cells(a))), *b] for a, b in zip(left, right, strict=True)]


def said(words: str, width: int, ink: str = "quiet") -> list[Line]:
    """A sentence in lines."""
    return wrap([Span(words, ink)], width)
