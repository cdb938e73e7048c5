"""The paper on the desk: one widget, drawn by the line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style as RichStyle
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from casefile.desk.motion import Motion
from casefile.desk.papers import Laid, lay, needed
from casefile.desk.spans import Span, cells, paint
from casefile.session.views import Page

Anchor = tuple[int, int]
TOP = (-1, 0)
MARGIN_FROM = 28
"""Rows from which on a strip of the desk shows above and below the paper."""


class Reader(ScrollView, can_focus=True):
    """Shows one paper; keeps its place by what is written there, not by line numbers."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The paper",
        "Arrows, page keys and the wheel move it. v marks a passage: then arrows choose it, y copies it, "
        "w takes it to the workbench. A hatched strip is a place where something is still to come; "
        "solid black was there before you.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Next page", id="paper.on", show=False, tooltip="Move the paper on"),
        Binding("v", "mark", "Mark passage", id="paper.mark", show=False, tooltip="Mark a passage to copy or to take"),
        Binding("y", "copy", "Copy passage", id="paper.copy", show=False, tooltip="Copy the marked passage"),
    ]

    @dataclass
    class Moved(Message):
        """Another part of the paper shows now."""

        reader: "Reader"

        @property
        def control(self) -> "Reader":
            """The reader."""
            return self.reader

        def can_replace(self, message: Message) -> bool:
            """Only the newest place matters."""
            return isinstance(message, Reader.Moved)

    def __init__(self, *, still: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make an empty reader.

        Args:
            still: Nothing moves.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.page: Page | None = None
        self.laid: Laid | None = None
        self.motion = Motion(self, still=still)
        self._strips: dict[int, Strip] = {}
        self._lifting: frozenset[str] = frozenset()
        self._reveal = 1.0
        self._stamp: tuple[str, float] | None = None
        self._marked: int | None = None
        self._awaited = TOP

    def show(self, page: Page, anchor: Anchor = TOP, *, lifting: Iterable[str] = ()) -> None:
        """Lay a paper on the desk.

        Args:
            page: The paper.
            anchor: Block and step that stand at the top.
            lifting: Marks whose lift has just come; the black runs off them.
        """
        self.motion.finish()
        self.page, self._marked, self._stamp = page, None, None
        self._lifting = frozenset(lifting)
        self._set(anchor)
        if self._lifting:
            self.motion.play(0.65, self._peel)

    def _set(self, anchor: Anchor) -> None:
        self._awaited = anchor
        if self.page is None or not self.size.width:
            return
        self.laid = lay(self.page, self.size.width - 1)
        self._strips.clear()
        rows = len(self.laid.lines) + self._top + (1 if self._top else 0)
        self.virtual_size = Size(self.laid.width, rows)
        at = self.laid.line_of(*anchor)
        # forced: the scrollbar that would allow it comes with the next layout only
        self.scroll_to(0, at + self._top if at else 0, animate=False, immediate=True, force=True)
        self.refresh()

    @property
    def _top(self) -> int:
        return 1 if self.size.height >= MARGIN_FROM else 0

    @property
    def place(self) -> Anchor:
        """What stands at the top now."""
        top = self.scroll_offset.y
        return self.laid.anchor(top - self._top) if self.laid and top > 0 else TOP

    @property
    def sheets(self) -> tuple[int, int]:
        """Which screenful shows, of how many."""
        height = max(1, self.size.height)
        count = max(1, -(-self.virtual_size.height // height))
        at_end = self.scroll_offset.y >= self.max_scroll_y
        return (count if at_end else min(count, self.scroll_offset.y // height + 1)), count

    @property
    def wants(self) -> int:
        """Cells that this paper needs at the least."""
        return needed(self.page) + 1 if self.page else 0

    def on_resize(self, _event: Resize) -> None:
        """Set the paper anew and stay where the reader was."""
        self._set(self.place if self.laid else self._awaited)

    def notify_style_update(self) -> None:
        """Another theme has other inks."""
        super().notify_style_update()
        self._strips.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part shows."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved(self))

    def goto(self, block: int) -> None:
        """Bring a block to the top third and mark it."""
        if self.laid is None:
            return
        self._mark_block(block)
        self.scroll_to(0, max(0, self.laid.line_of(block) + self._top - self.size.height // 3), animate=False)

    # The passage

    def action_mark(self) -> None:
        """Mark the first passage that shows, or unmark."""
        if self._marked is not None:
            self._mark_block(None)
        elif self.laid:
            top = self.scroll_offset.y
            self._mark_block(next((line.block for line in self.laid.lines[top:] if line.block >= 0), None))

    def action_copy(self) -> None:
        """Copy the marked passage, or the paper's whole text."""
        if self.page:
            self.app.copy_to_clipboard(self.passage or self.page.text)
            self.notify("Copied." if self.passage else "The whole paper is copied.", markup=False)

    @property
    def passage(self) -> str:
        """The marked passage."""
        if self.page is None or self._marked is None or self._marked >= len(self.page.blocks):
            return ""
        return self.page.blocks[self._marked].text

    def action_scroll_down(self) -> None:
        """Move on, or choose the next passage."""
        if not self._choose(1):
            super().action_scroll_down()

    def action_scroll_up(self) -> None:
        """Move back, or choose the passage before."""
        if not self._choose(-1):
            super().action_scroll_up()

    def _choose(self, step: int) -> bool:
        if self._marked is None or self.laid is None:
            return False
        blocks = sorted(self.laid.first)
        at = blocks.index(self._marked) + step if self._marked in blocks else 0
        self.goto(blocks[max(0, min(at, len(blocks) - 1))])
        return True

    def _mark_block(self, block: int | None) -> None:
        self._marked = block
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected."""
        if self.laid is None:
            return None
        left = " " * self._left
        text = "\n".join(left + "".join(span.text for span in line.spans) for line in self.laid.lines)
        return "\n".join(line.strip() for line in selection.extract("\n" * self._top + text).splitlines()), "\n"

    # Motion

    def _peel(self, part: float) -> None:
        self._reveal = part
        if part >= 1.0:
            self._lifting = frozenset()
        self._strips.clear()
        self.refresh()

    def stamp(self, word: str) -> None:
        """Let a stamp fall on the paper; the next paper takes it away."""
        self.motion.play(0.24, lambda part: self._press(word, part))

    def rest(self) -> None:
        """A key was pressed: what moves is at its end, a stamp that has fallen has been seen."""
        if self.motion.running:
            self.motion.finish()
        elif self._stamp:
            self._stamp = None
            self.refresh()

    def _press(self, word: str, part: float) -> None:
        self._stamp = (word, part)
        self.refresh()

    # Drawing

    @property
    def _left(self) -> int:
        room = self.size.width - (1 if self.show_vertical_scrollbar else 0)
        return max(0, (room - self.laid.width) // 2) if self.laid else 0

    def render_line(self, y: int) -> Strip:
        """Draw one line of the desk: its dark wood, the sheet, the sheet's shadow."""
        scroll_x, scroll_y = self.scroll_offset
        at = scroll_y + y
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self._draw(at)
        if self._stamp and self.laid:
            strip = self._stamped(strip, y, self.laid, *self._stamp)
        strip = strip.crop_extend(scroll_x, scroll_x + self.size.width, self.rich_style)
        if (selection := self.text_selection) is not None and (span := selection.get_span(at)) is not None:
            strip = self._selected(strip, span)
        return strip.apply_offsets(scroll_x, at)

    def _selected(self, strip: Strip, span: tuple[int, int]) -> Strip:
        start, end = span
        end = strip.cell_length if end == -1 else end
        style = RichStyle(reverse=True)
        middle = strip.crop(start, end).apply_style(style)
        return Strip.join([strip.crop(0, start), middle, strip.crop(end)])

    def _draw(self, at: int) -> Strip:
        colours = self.app.current_theme.variables
        if self.laid is None:
            return paint([Span(" " * self.size.width)], colours, "desk")
        left = " " * self._left
        row = at - self._top
        end = self._end
        if row < 0 or row > end:
            return paint([Span(" " * self.size.width)], colours, "desk")
        if row == end:
            under = "" if self.laid.look.edge.torn else "▀" * self.laid.width
            return paint([Span(left + " "), Span(under, "shadow")], colours, "desk")
        line = self.laid.lines[row] if row < len(self.laid.lines) else self.laid.blank(row)
        lit = "lift" if line.block >= 0 and line.block == self._marked else ""
        spans = [self._inked(span, lit) for span in line.spans]
        sheet = paint(spans, colours, self.laid.look.tint)
        shade = Span("▌" if row and not self.laid.look.edge.torn else " ", "shadow")
        return Strip.join([paint([Span(left)], colours, "desk"), sheet, paint([shade], colours, "desk")])

    @property
    def _end(self) -> int:
        """The row below the sheet: a whole sheet reaches to the end of the desk."""
        if self.laid is None:
            return 0
        lines = len(self.laid.lines)
        if not self.laid.look.whole or self.laid.look.edge.bottom:
            return lines
        return max(lines, self.size.height - self._top - (1 if self._top else 0))

    def _inked(self, span: Span, lit: str) -> Span:
        if span.mark in self._lifting and span.mark:
            shown = int(len(span.text) * self._reveal)
            return span._replace(text=span.text[:shown] + "█" * cells([Span(span.text[shown:])]), ink="black")
        return span._replace(ground=lit, ink="ink") if lit and not span.ground else span

    def _stamped(self, strip: Strip, y: int, laid: Laid, word: str, part: float) -> Strip:
        text = f"  {' '.join(word.upper())}  "
        box = ["╔" + "═" * len(text) + "╗", "║" + text + "║", "╚" + "═" * len(text) + "╝"]
        row = y - self.size.height // 2 + (1 if part < 0.6 else 0)
        if not 0 <= row < 3:
            return strip
        at = self._left + laid.width - len(box[0]) - (2 if part < 0.6 else 5)
        ink = paint(
            [Span(box[row], "paper-red", bold=part >= 0.6)], self.app.current_theme.variables, laid.look.tint
        )
        return Strip.join([strip.crop(0, at), ink, strip.crop(at + len(box[0]))])

