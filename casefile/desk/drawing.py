"""A widget that is drawn line by line from spans: every form, card and strip of the desk is one of these."""

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casefile.desk.spans import Span, fill, paint

Line = list[Span]
"""One line of spans."""


_DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


def _forward(span: Span) -> Span:
    """A span that cannot turn the rest of its line around."""
    return span if span.text.isascii() else span._replace(text=span.text.translate(_DIRECTIONS))


class Drawing(ScrollView, can_focus=False):
    """Draws what `draw` says on one ground; scrolls when it is longer than its place."""

    DEFAULT_CSS = """
    Drawing { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    ground = "paper"
    """Name of the colour that everything lies on."""
    ink = "ink"
    """Colour of blanks; matters for nothing but copying."""

    _lines: list[Line]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._lines = []

    def draw(self, width: int) -> list[Line]:
        """What stands on it, for a width in cells. Subclasses say."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again because what stands on it has changed."""
        if not self.is_mounted or not self.size.width:
            return
        width = self.size.width
        drawn = self.draw(width)
        if len(drawn) > self.size.height:
            # room for the scrollbar that this length brings, before it is there
            width -= self.styles.scrollbar_size_vertical
            drawn = self.draw(width)
        self._lines = [[_forward(span) for span in line] for line in drawn]
        self.virtual_size = Size(width, len(drawn))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """A new width breaks lines elsewhere."""
        self.redraw()

    def notify_style_update(self) -> None:
        """A new theme changes the colours of lines that were drawn already."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        spans = self._lines[row] if row < len(self._lines) else []
        return paint(fill(spans, width, Span("", self.ink)), self.app.theme_variables, self.ground)
