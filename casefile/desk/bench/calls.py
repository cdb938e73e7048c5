"""The card index: the rows of a table with a cursor in them; every key writes a line of the question on the strip."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region

from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span, cells
from casefile.errors import Refusal
from casefile.tools.calls import Table, read_table, show, work
from casefile.tools.tool import lines

Made = tuple[str, Table, tuple[str, ...]] | None
"""What is to be said, the rows that are left, and all columns that there are."""

_HOW = (
    "Send a table from a paper to the first strip: v marks it there, w brings it here. Then tab comes to its rows.",
    "The keys below ask about the cell under the cursor, and write the question on the second strip; you may write it "
    "yourself: only from 5550101, without to 5550102, sort seconds down, count from to, after 3 from 5550101.",
)
_SUMMARY = ("count", "after", "before")
_GAP = 2


def _look(strips: Strips) -> Made:
    if not strips.first.strip():
        return None
    table = read_table(strips.first)
    return (*work(table, lines(strips.second)), table.head)


class CallsBench(BenchTool):
    """A table on ruled paper, and a cursor."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The card index",
        "The first strip has a table. Arrows choose a cell: o keeps the rows that have the same there, x leaves them "
        "out, s sorts by its column and once more the other way, c counts what the column has, and with another column "
        "the pairs; a shows who talks to whom within three minutes after the pair of this row. What is asked stands on "
        "the second strip, a step a line, and can be written there too; backspace takes the last step back.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0,-1)", "Up", show=False, id="calls.up", tooltip="The row above"),
        Binding("down", "go(0,1)", "Down", show=False, id="calls.down", tooltip="The row below"),
        Binding("left", "go(-1,0)", "Left", show=False, id="calls.left", tooltip="The column to the left"),
        Binding("right", "go(1,0)", "Right", show=False, id="calls.right", tooltip="The column to the right"),
        Binding("pageup", "go(0,-10)", "Up ten", show=False, id="calls.back", tooltip="Ten rows up"),
        Binding("pagedown", "go(0,10)", "Down ten", show=False, id="calls.on", tooltip="Ten rows down"),
        Binding("o", "pick('only')", "only these", id="calls.only", tooltip="Keep the rows that have the same here"),
        Binding(
            "x", "pick('without')", "without", id="calls.without", tooltip="Leave out the rows that have this here"
        ),
        Binding("s", "order", "sort", id="calls.sort", tooltip="Sort by this column; again: the other way"),
        Binding("c", "count", "count", id="calls.count", tooltip="Count by this column; then by another one too"),
        Binding("a", "soon", "soon after", id="calls.after", tooltip="Who talks within three minutes after this pair"),
        Binding("backspace", "undo", "step back", id="calls.undo", tooltip="Take the last step back"),
    ]
    name_of_tool = "calls"
    titles = ("strip 1: records", "strip 2: ask")
    keeps_second = True
    ground = "paper-register"
    ink = "ink"

    def __init__(self) -> None:
        super().__init__()
        self._said, self._table = "", Table((), ())
        self._head: tuple[str, ...] = ()
        self._steps: list[str] = []
        self._x = self._y = 0
        self._top = 0
        """Lines above the first row."""

    @staticmethod
    def lay(text: str, strips: Strips) -> Strips:
        """What is sent are records: a list of several sheets grows by the next one."""
        return Strips("\n".join(filter(None, [strips.first.strip(), text.strip()])), strips.second)

    def work(self, strips: Strips) -> Callable[[], Made]:
        """Ask the question of the table."""
        self._steps = lines(strips.second)
        return partial(_look, strips)

    def take(self, made: Made) -> None:
        """Show the rows."""
        self._said, self._table, self._head = made or ("", Table((), ()), ())
        self.refusal = ""
        self.result = "\n".join(show(self._table)) if made else ""
        self._x = max(0, min(self._x, len(self._table.head) - 1))
        self._y = max(0, min(self._y, len(self._table.rows) - 1))
        self.redraw()

    def refuse(self, refusal: Refusal) -> None:
        """A question that is half written leaves the rows as they were."""
        self.refusal = refusal.sentence
        self.redraw()

    # The cursor

    def action_go(self, right: int, down: int) -> None:
        """Go to another cell."""
        self._x = max(0, min(self._x + right, len(self._table.head) - 1))
        self._y = max(0, min(self._y + down, len(self._table.rows) - 1))
        self.redraw()
        row = self._top + self._y
        self.scroll_to_region(Region(0, 0 if not self._y else row - 1, 1, 3 if self._y else row + 2), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Go to a row."""
        row = event.y + self.scroll_offset.y - self._top
        if 0 <= row < len(self._table.rows):
            self._y = row
            self.redraw()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.redraw()

    def on_blur(self) -> None:
        """Show none."""
        self.redraw()

    # The question

    def _ask(self, *steps: str) -> None:
        self._steps = list(steps)
        self.post_message(self.Asked(self, "\n".join(steps)))

    @property
    def _plain(self) -> list[str]:
        """The steps that leave the table as it is."""
        return [step for step in self._steps if step.partition(" ")[0].casefold() not in _SUMMARY]

    def _called(self, column: int) -> str:
        return self._table.head[column] or f"column {column + 1}"

    def action_pick(self, verb: str) -> None:
        """Keep or leave out what the cursor is on; of a count, the rows that were counted there."""
        if self._table.rows and self._called(self._x) != "times":
            self._ask(*self._plain, f"{verb} {self._called(self._x)} {self._table.rows[self._y][self._x]}")

    def action_order(self) -> None:
        """Sort by the column, or the other way round."""
        if self._table.head:
            step = f"sort {self._called(self._x)}"
            turned = self._steps[-1:] == [step]
            kept = self._steps[:-1] if turned else [old for old in self._steps if old != f"{step} down"]
            self._ask(*kept, f"{step} down" if turned else step)

    def action_count(self) -> None:
        """Count by the column; on a count, by the column of the table that comes next as well."""
        if self._steps and self._steps[-1].startswith("count ") and self._table.head:
            last = self._head.index(self._table.head[-1]) if self._table.head[-1] in self._head else 0
            free = [name for name in self._head[last + 1 :] if name not in self._table.head]
            self._ask(*self._steps[:-1], " ".join([self._steps[-1], *free[:1]]))
        elif self._table.head and self._called(self._x) != "times":
            self._ask(*self._plain, f"count {self._called(self._x)}")

    def action_soon(self) -> None:
        """What comes soon after the pair of this row."""
        pair = self._table.pair if self._table.clock is not None else tuple(range(1, len(self._table.head)))
        if self._table.rows and len(pair) == 2:
            row = self._table.rows[self._y]
            self._ask(f"after 3 {' '.join(f'{self._called(at)} {row[at]}' for at in pair)}")

    def action_undo(self) -> None:
        """Take the last step back."""
        self._ask(*self._steps[:-1])

    # What is seen

    def draw(self, width: int) -> list[Line]:
        """What was found, the heads, the rows."""
        table = self._table
        if not table.head:
            words = [self.refusal] if self.refusal else list(_HOW)
            return [[], *([Span("  "), *line] for sentence in words for line in said(sentence, width - 4, "ink"))]
        sizes = [max(map(len, (row[at] for row in (table.head, *table.rows)))) for at in range(len(table.head))]
        told = said(self.refusal or self._said, width - 4, "paper-red" if self.refusal else "ink")
        head = [
            Span(name.ljust(size + _GAP), "paper-red", bold=True, underline=at == self._x and self.has_focus)
            for at, (name, size) in enumerate(zip(table.head, sizes, strict=True))
        ]
        rule = Span("  " + "─" * (sum(sizes) + _GAP * (len(sizes) - 1)), "paper-rule")
        drawn: list[Line] = [[], *([Span("  "), *line] for line in told), [], [Span("  "), *head], [rule]]
        self._top = len(drawn)
        return [*drawn, *(self._row(number, row, sizes) for number, row in enumerate(table.rows)), []]

    def _row(self, number: int, row: tuple[str, ...], sizes: list[int]) -> Line:
        here = number == self._y and self.has_focus
        line: Line = [Span("▸ " if here else "  ", "ink")]
        for at, (cell, size) in enumerate(zip(row, sizes, strict=True)):
            lit = here and at == self._x
            span = Span(cell.ljust(size), "on-buff" if lit else "ink", bold=here, ground="buff" if lit else "")
            line += [span, Span(" " * (size + _GAP - cells([span])))]
        return line
