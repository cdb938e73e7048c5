"""Tracing paper over a plan of streets: lines where somebody went, crosses where nobody did."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region

from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span
from casefile.errors import Refusal
from casefile.tools.lattice import ACROSS, Edge, Lattice

Made = tuple[str, Lattice] | None
"""The marks as they stand on the second strip, and the plan with them."""

_HOW = (
    "Send a plan from a paper to the first strip: v marks it there, w brings it here. Then tab comes to its streets.",
    "It may also be written: a row a line, with a count, a letter or a dot for each block, such as 3 . a.",
)
_NEXT = {None: True, True: False, False: None}
_SIGN = {True: "", False: "x", None: "-"}
_MARGIN = 6
_TOP = 2
"""Lines above the first street."""
_NEAR = 1
"""Columns beside a street that runs down in which a click still means it."""


def _look(strips: Strips) -> Made:
    if not strips.first.strip():
        return None
    return strips.second, Lattice.read(strips.first).follow(strips.second)


class LatticeBench(BenchTool):
    """The plan, and a cursor on one of its streets."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The tracing paper",
        "The first strip has a plan. Arrows choose a stretch of street; up and down go from those that run across to "
        "those that run down. Space draws a line there, then a cross, then wipes it; x crosses it, backspace wipes it, "
        "u takes back what was done last. A click on a street does what space does. A count that cannot be kept any "
        "more turns red; one that is met, pale. The marks stand on the second strip, in the order in which they were "
        "made: 2.3n is row 2, block 3, its north side. Another plan that is sent here begins anew.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1,0)", "Up", show=False, id="lattice.up", tooltip="The streets above"),
        Binding("down", "go(1,0)", "Down", show=False, id="lattice.down", tooltip="The streets below"),
        Binding("left", "go(0,-1)", "Left", show=False, id="lattice.left", tooltip="The street to the left"),
        Binding("right", "go(0,1)", "Right", show=False, id="lattice.right", tooltip="The street to the right"),
        Binding("space,enter", "next", "line/cross", id="lattice.next", tooltip="A line, a cross, nothing"),
        Binding("x", "put('x')", "cross", id="lattice.cross", tooltip="Nobody went here"),
        Binding("backspace,delete", "put('-')", "wipe", id="lattice.wipe", tooltip="Wipe what is drawn here"),
        Binding("u", "undo", "undo", id="lattice.undo", tooltip="Take back what was done last"),
    ]
    name_of_tool = "lattice"
    titles = ("strip 1: the plan", "strip 2: marks")
    keeps_second = True
    ground = "paper-form"
    ink = "ink"

    def __init__(self) -> None:
        super().__init__()
        self._plan: Lattice | None = None
        self._marks = ""
        self._asked: str | None = None
        """Marks that are on their way to the second strip."""
        self._at: Edge = (0, 1)

    @staticmethod
    def lay(text: str, strips: Strips) -> Strips:
        """A plan takes the place of another, and the marks on that one go with it; what is no plan is left aside."""
        try:
            Lattice.read(text)
        except Refusal:
            return strips if strips.first.strip() else Strips(text, strips.second)
        return strips if strips.first.strip() == text.strip() else Strips(text, "")

    def work(self, strips: Strips) -> Callable[[], Made]:
        """Read the plan and the marks."""
        return partial(_look, strips)

    def take(self, made: Made) -> None:
        """Show the plan; what was read before the last key was struck is old already."""
        if made and self._asked is not None and made[0] != self._asked:
            return
        self._asked, self.refusal = None, ""
        self._set(*(made or ("", None)))

    def refuse(self, refusal: Refusal) -> None:
        """What is half written leaves the plan as it was."""
        self._asked, self.refusal = None, refusal.sentence
        self.redraw()

    def _set(self, marks: str, plan: Lattice | None) -> None:
        self._marks, self._plan = marks, plan
        self.result = plan.render() if plan else ""
        if plan and not plan.has(self._at):
            self._at = (0, 1)
        self.redraw()

    # The cursor

    def action_go(self, down: int, right: int) -> None:
        """Go to the next street; from one that runs across, down is to the west side of the block beneath."""
        y, x = self._at
        near = [(y, x + 2 * right)] if right else [(y + down, x - (x % 2 or -1)), (y + down, x - 1)]
        if self._plan and (there := next(filter(self._plan.has, near), None)):
            self._at = there
            self.redraw()
            self.scroll_to_region(Region(0, 0 if there[0] < 2 else _TOP + there[0] - 1, 1, 3), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Mark the street that was clicked."""
        edge = self._under(event.x - _MARGIN, event.y + self.scroll_offset.y - _TOP)
        if self._plan and edge and self._plan.has(edge):
            self._at = edge
            self.action_next()

    @staticmethod
    def _under(column: int, row: int) -> Edge | None:
        """The street under a cell of the drawing; None on a corner or in the middle of a block."""
        at, within = divmod(column + _NEAR, ACROSS)
        if row % 2:
            return (row, 2 * at) if within <= 2 * _NEAR else None
        at, within = divmod(column, ACROSS)
        return (row, 2 * at + 1) if within else None

    def on_focus(self) -> None:
        """Show the cursor."""
        self.redraw()

    def on_blur(self) -> None:
        """Show none."""
        self.redraw()

    # The pencil

    def action_next(self) -> None:
        """Give the street the next mark in turn."""
        if self._plan:
            self.action_put(_SIGN[_NEXT[self._plan.marks.get(self._at)]])

    def action_put(self, sign: str) -> None:
        """Draw on the street; a second mark on the same one takes the place of the first."""
        if self._plan is None:
            return
        name = self._plan.name(self._at)
        marks = self._marks.split()
        if marks and marks[-1].lstrip("x-") == name:
            marks.pop()
        plan = self._plan.follow(f"-{name}").follow(" ".join(marks))
        if sign != "-" or self._at in plan.marks:
            marks.append(sign + name)
        self._keep(marks)

    def action_undo(self) -> None:
        """Take back the last mark."""
        self._keep(self._marks.split()[:-1])

    def _keep(self, marks: list[str]) -> None:
        if self._plan is None:
            return
        blank = Lattice(self._plan.wide, self._plan.high, self._plan.labels)
        self._asked = " ".join(marks)
        self._set(self._asked, blank.follow(self._asked))
        self.post_message(self.Asked(self, self._asked))

    # The drawing

    def draw(self, width: int) -> list[Line]:
        """Where the cursor is, the numbers of the blocks, the streets."""
        plan = self._plan
        if plan is None:
            words = [self.refusal] if self.refusal else list(_HOW)
            return [[], *([Span("  "), *line] for sentence in words for line in said(sentence, width - 4, "ink"))]
        head = "".join(f" {at + 1:^{ACROSS - 1}}" for at in range(plan.wide))
        rows = ([*self._margin(y), *self._row(plan, y)] for y in range(2 * plan.high + 1))
        return [self._words(plan), [Span(" " * _MARGIN + head, "pencil")], *rows]

    def _words(self, plan: Lattice) -> Line:
        if self.refusal:
            return [Span(f"  {self.refusal}", "paper-red", bold=True)]
        mark = {True: "walked", False: "not walked", None: ""}[plan.marks.get(self._at)]
        words = [Span(f"  {plan.spell(self._at)}", "ink", bold=True), Span(f"  {mark}".rstrip(), "pencil")]
        faults = plan.faults()
        return [*words, Span(f"   {faults[0]}", "paper-red", bold=True)] if faults else words

    def _margin(self, y: int) -> Line:
        lit = self.has_focus and y == self._at[0]
        number = f"{y // 2 + 1:>3} " if y % 2 else " " * 4
        return [Span("▸" if lit else " ", "ink"), Span(f"{number} ", "pencil")]

    def _row(self, plan: Lattice, y: int) -> Line:
        return [self._cell(plan, y, x) for x in range(2 * plan.wide + 1)]

    def _cell(self, plan: Lattice, y: int, x: int) -> Span:
        if plan.has((y, x)):
            return self._street(plan, (y, x))
        if y % 2 == 0:
            glyph = plan.corner(y, x)
            return Span(glyph, "pencil" if glyph == "·" else "carbon", bold=glyph != "·")
        block = (y // 2, x // 2)
        label = plan.labels.get(block, "")
        ink = "paper-red" if plan.cannot_be(block) else "pencil" if plan.is_met(block) else "ink"
        return Span(label.center(ACROSS - 1), ink, bold=ink != "pencil", italic=label.isalpha())

    def _street(self, plan: Lattice, edge: Edge) -> Span:
        glyphs, mark = plan.stretch(edge), plan.marks.get(edge)
        if edge == self._at and self.has_focus:
            shown = glyphs if glyphs.strip() else "░" * len(glyphs)
            return Span(shown, "on-buff", bold=True, ground="buff")
        return Span(glyphs, "carbon" if mark else "paper-red", bold=bool(mark))
