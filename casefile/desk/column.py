"""A column of lines of which some can be chosen: the file, the questions, a card index. Drawn by the line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseMove
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from casefile.desk.fitted import Fitted
from casefile.desk.light_focus import LightFocus
from casefile.desk.motion import Motion
from casefile.desk.spans import Span, fill, paint


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    spans: tuple[Span, ...] = ()
    key: str = ""
    """What choosing it means to the parent; a row without one cannot be chosen."""
    end: tuple[Span, ...] = ()
    """Stands at the right edge."""


class Column(LightFocus, Fitted, can_focus=True):
    """Lines, some with a key. Up and down go from key to key; enter or a click chooses."""

    DEFAULT_CSS = "Column { overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor(-1)", "Up", id="column.up", show=False, tooltip="To the line above"),
        Binding("down,j", "cursor(1)", "Down", id="column.down", show=False, tooltip="To the line below"),
        Binding("home", "edge(0)", "First", id="column.first", show=False, tooltip="To the first line"),
        Binding("end", "edge(-1)", "Last", id="column.last", show=False, tooltip="To the last line"),
        Binding("enter", "choose", "Open", id="column.choose", show=False, tooltip="Open what the cursor is on"),
    ]

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        column: "Column"
        key: str

        @property
        def control(self) -> "Column":
            """The column."""
            return self.column

    @dataclass
    class Reached(Message):
        """The cursor came to a line."""

        column: "Column"
        key: str

        @property
        def control(self) -> "Column":
            """The column."""
            return self.column

    def __init__(
        self,
        *,
        ground: str = "panel-desk",
        still: bool = True,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        """Make an empty column.

        Args:
            ground: Name of the colour that it lies on.
            still: New lines are there at once; otherwise they slide in.
            id: The widget's id.
            classes: The widget's classes.
        """
        super().__init__(id=id, classes=classes)
        self.ground = ground
        self.rows: tuple[Row, ...] = ()
        self.motion = Motion(self, still=still)
        self._at = -1
        self._over = -1
        self._sliding: frozenset[str] = frozenset()
        self._out = 0.0
        """How far the sliding lines are still out of their place, 1 … 0."""

    @property
    def key(self) -> str:
        """What the cursor is on."""
        return self.rows[self._at].key if 0 <= self._at < len(self.rows) else ""

    def show(self, rows: Sequence[Row]) -> None:
        """Show other lines; the cursor stays on its key if that is still there."""
        key, at, before = self.key, self._at, self.rows
        self.rows = tuple(rows)
        width = self.size.width or self.virtual_size.width  # nought while it is put away
        if self.rows == before and self.virtual_size.width == width:
            return
        places = self._places
        same = [place for place in places if self.rows[place].key == key]
        self._at = same[0] if key and same else next((place for place in places if place >= at), -1)
        size = Size(width, len(self.rows))
        if size != self.virtual_size:
            self.hold(size)
            self.refresh()
            return
        top, height = self.scroll_offset.y, self.size.height
        changed = [row - top for row, (old, new) in enumerate(zip(before, self.rows, strict=True)) if old != new]
        if lines := [Region(0, row, size.width, 1) for row in changed if 0 <= row < height]:
            self.refresh(*lines)

    def fit(self) -> None:
        """Lines are cut at the edge as they are drawn."""
        self.hold(Size(self.size.width, len(self.rows)))

    def put(self, key: str) -> bool:
        """Put the cursor on a key; False if it is not there."""
        for at in self._places:
            if self.rows[at].key == key:
                self._go(at, tell=False)
                return True
        return False

    def arrive(self, keys: Iterable[str]) -> None:
        """Let lines that have just come slide into their place."""
        self._sliding = frozenset(keys)
        if self._sliding:
            self.motion.play(0.45, self._slide)

    def _slide(self, part: float) -> None:
        self._out = (1 - part) ** 2
        self.refresh()

    @property
    def _places(self) -> list[int]:
        return [at for at, row in enumerate(self.rows) if row.key]

    def _go(self, at: int, *, tell: bool = True) -> None:
        if at == self._at and not tell:
            return
        self._at = at
        top, height = self.scroll_offset.y, self.size.height
        if at < top + 1:
            self.scroll_to(y=max(0, at - 2), animate=False)
        elif at >= top + height - 1:
            self.scroll_to(y=at - height + 2, animate=False)
        if self.has_focus:  # without it the cursor is not drawn
            self.refresh()
        if tell:
            self.post_message(self.Reached(self, self.key))

    def action_cursor(self, step: int) -> None:
        """To the next key; without keys, scroll."""
        places = self._places
        if not places:
            self.scroll_relative(y=step, animate=False)
            return
        ahead = [at for at in places if (at > self._at if step > 0 else at < self._at)]
        if ahead:
            self._go(ahead[0] if step > 0 else ahead[-1])
        elif step < 0:
            self.scroll_home(animate=False)
        else:
            self.scroll_end(animate=False)

    def action_edge(self, which: int) -> None:
        """To the first or the last key."""
        if places := self._places:
            self._go(places[which])

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: Click) -> None:
        """Choose what is under the mouse."""
        at = event.y + self.scroll_offset.y
        if at < len(self.rows) and self.rows[at].key:
            self._go(at)
            self.action_choose()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Light what is under the mouse."""
        self._hover(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """The mouse has gone."""
        self._hover(-1)

    def _hover(self, at: int) -> None:
        over = at if 0 <= at < len(self.rows) and self.rows[at].key else -1
        if over != self._over:
            self._over = over
            self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  Textual's signature
        """The cursor is light only while the keys go here."""
        at = self._at - self.scroll_offset.y
        if 0 <= at < self.size.height:
            self.refresh(Region(0, at, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        at = y + self.scroll_offset.y
        width = min(self.size.width, self.scrollable_content_region.width)
        colours = self.app.current_theme.variables
        if at >= len(self.rows):
            return paint([Span(" " * width)], colours, self.ground)
        row = self.rows[at]
        if row.key in self._sliding and self._out:
            return paint(fill([Span(" " * round(width * self._out)), *row.spans], width), colours, self.ground)
        end = sum(span.cells for span in row.end)
        line = [*fill(row.spans, max(0, width - end - 2)), Span(" "), *row.end, Span(" ")] if end else [*row.spans]
        line = fill(line, width)
        if at == self._at and self.has_focus:
            line = [span._replace(ink="on-buff", ground="buff", bold=True) for span in line]
        elif at == self._over:
            line = [span._replace(ground=span.ground or "line") for span in line]
        return paint(line, colours, self.ground)
