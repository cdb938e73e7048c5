"""A paper on the wood of the desk, drawn by the line: laying it out, its place, its shadow, the mouse's selection."""

from dataclasses import dataclass

from rich.style import Style as RichStyle
from textual.events import Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from casefile.desk.fitted import Fitted
from casefile.desk.paper.layout import Laid, lay, needed, roomy, well
from casefile.desk.spans import Span, cells, paint
from casefile.session.views import Page

Anchor = tuple[int, int]
"""A block of a paper and the line of that block: the same place at any width."""
TOP = (-1, 0)
COLUMN = 38
"""Cells of the file beside the paper, on a wide desk."""
MARGIN_FROM = 28
"""Rows from which on a strip of the desk shows above and below the paper."""


class PaperView(Fitted):
    """Shows one paper; keeps its place by what is written there, not by line numbers."""

    DEFAULT_CSS = """
    PaperView { overflow-y: scroll; }
    """

    @dataclass
    class Moved(Message):
        """Another part of the paper shows now."""

        reader: "PaperView"

        @property
        def control(self) -> "PaperView":
            """The view."""
            return self.reader

        def can_replace(self, message: Message) -> bool:
            """Only the newest place matters."""
            return isinstance(message, PaperView.Moved)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make an empty view.

        Args:
            id: The widget's id.
        """
        super().__init__(id=id)
        self.page: Page | None = None
        self.laid: Laid | None = None
        self._strips: dict[int, Strip] = {}
        self._turned: tuple[Laid | None, dict[int, Strip]] = (None, {})
        """The paper before, whose lines are drawn already: one goes to and fro between two."""
        self._awaited: Anchor = TOP
        self.margin = 0
        """Rows of the desk above the sheet."""

    def lay_out(self, anchor: Anchor) -> None:
        """Set the paper for the width that there is, with this place at the top."""
        self._awaited = anchor
        if self.page is None or not self.size.width:
            return
        before, self.laid = self.laid, lay(self.page, self.size.width - 1)
        if self.laid is not before:
            turned, strips = self._turned
            self._turned = before, self._strips
            self._strips = strips if turned is self.laid else {}
        rows = len(self.laid.lines) + self.margin + (1 if self.margin else 0)
        # Its scrollbar is always there, of the colour of the desk where there is nothing to scroll.
        self.hold(Size(self.laid.width, max(rows, self.size.height)))
        at = self.laid.line_of(*anchor)
        self.scroll_to(0, at + self.margin if at else 0, animate=False, immediate=True, force=True)
        self.refresh()

    @property
    def place(self) -> Anchor:
        """What stands at the top now."""
        top = self.scroll_offset.y
        return self.laid.anchor(top - self.margin) if self.laid and top > 0 else TOP

    @property
    def sheets(self) -> tuple[int, int]:
        """Which screenful shows, of how many."""
        height = max(1, self.size.height)
        count = max(1, -(-self.virtual_size.height // height))
        at_end = self.scroll_offset.y >= self.max_scroll_y
        return (count if at_end else min(count, self.scroll_offset.y // height + 1)), count

    @property
    def wants(self) -> int:
        """Cells that this paper needs at the least, or makes good use of where a column beside it stays."""
        if self.page is None:
            return 0
        room = self.app.size.width - COLUMN
        for sheet in (roomy(self.page), well(self.page)):
            if 0 < sheet < room:
                return sheet + 1
        return needed(self.page) + 1

    def fit(self) -> None:
        """Set the paper anew and stay where the reader was."""
        place = self.place if self.laid else self._awaited
        self.margin = 1 if self.size.height >= MARGIN_FROM else 0
        self.forget()
        self.lay_out(place)

    def on_resize(self, _event: Resize) -> None:
        """It is on another of another number of sheets."""
        self.post_message(self.Moved(self))

    def notify_style_update(self) -> None:
        """Another theme has other inks."""
        super().notify_style_update()
        self.forget()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part shows."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved(self))

    def redraw(self) -> None:
        """Draw every line anew."""
        self.forget()
        self.refresh()

    def forget(self) -> None:
        """What is drawn of this paper and the one before is not as it should be any more."""
        self._strips.clear()
        self._turned = None, {}

    def inked(self, span: Span, block: int) -> Span:  # noqa: ARG002  for those who colour by block
        """A piece of the sheet as it is to be drawn now."""
        return span

    def over(self, strip: Strip, y: int, laid: Laid) -> Strip:  # noqa: ARG002  for those who lay something over it
        """A line of the window with what lies over the sheet."""
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected."""
        if self.laid is None:
            return None
        left = " " * self.left
        text = "\n".join(left + "".join(span.text for span in line.spans) for line in self.laid.lines)
        return "\n".join(line.strip() for line in selection.extract("\n" * self.margin + text).splitlines()), "\n"

    @property
    def left(self) -> int:
        """Cells of the desk beside the sheet."""
        return max(0, (self.size.width - 1 - self.laid.width) // 2) if self.laid else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines as they are: a paper has no border and no padding, and to look for them costs as much again."""
        lines = [self.render_line(y) for y in crop.line_range]
        if filters := self.get_line_filters():  # without colours, or without Unicode
            _, background = self.background_colors
            for one in filters:
                lines = [line.apply_filter(one, background) for line in lines]
        return [line.crop(crop.x, crop.right) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the desk: its dark wood, the sheet, the sheet's shadow."""
        scroll_x, scroll_y = self.scroll_offset
        at = scroll_y + y
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self._draw(at)
        if self.laid:
            strip = self.over(strip, y, self.laid)
        if scroll_x or strip.cell_length != self.size.width:
            strip = strip.crop_extend(scroll_x, scroll_x + self.size.width, self.rich_style).apply_offsets(scroll_x, at)
        if (selection := self.text_selection) is not None and (span := selection.get_span(at)) is not None:
            strip = self._selected(strip, span)
        return strip

    def _selected(self, strip: Strip, span: tuple[int, int]) -> Strip:
        start, end = span
        end = strip.cell_length if end == -1 else end
        style = RichStyle(reverse=True)
        middle = strip.crop(start, end).apply_style(style)
        return Strip.join([strip.crop(0, start), middle, strip.crop(end)])

    def _draw(self, at: int) -> Strip:
        """One strip a line, not one for each piece: strips are what a repaint costs."""
        spans = self._spans(at - self.margin)
        spans.append(Span(" " * (self.size.width - cells(spans)), ground="desk"))
        tint = self.laid.look.tint if self.laid else "desk"
        return paint(spans, self.app.current_theme.variables, tint).apply_offsets(0, at)  # for the mouse's selection

    def _spans(self, row: int) -> list[Span]:
        laid = self.laid
        if laid is None or row < 0 or row > (end := self._end):
            return []
        left = Span(" " * self.left, ground="desk")
        if row == end:
            under = "" if laid.look.edge.torn else "▀" * laid.width
            return [left, Span(" ", ground="desk"), Span(under, "shadow", ground="desk")]
        line = laid.lines[row] if row < len(laid.lines) else laid.blank(row)
        shade = Span("▌" if row and not laid.look.edge.torn else " ", "shadow", ground="desk")
        return [left, *(self.inked(span, line.block) for span in line.spans), shade]

    @property
    def _end(self) -> int:
        """The row below the sheet: a whole sheet reaches to the end of the desk."""
        if self.laid is None:
            return 0
        lines = len(self.laid.lines)
        if not self.laid.look.whole or self.laid.look.edge.bottom:
            return lines
        return max(lines, self.size.height - self.margin - (1 if self.margin else 0))
