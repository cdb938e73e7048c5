"""The form of a board: a sentence with slots, drawn on paper."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cut, fill, paint
from casefile.session.views import FieldView

GROUND = "paper-form"
LOW = 30
"""Rows below which the lines of the sentence move together."""
EMPTY = 14
"""Cells of an empty slot: one width for all, so that nothing shows of what belongs there."""
_SLOT = re.compile(r"\{([^{}]*)\}")
_HOLD = "\ue000"
"""Stands for a blank inside a slot while the sentence is broken into lines."""

SLOT_KEYS = (
    Binding("left", "screen.slot(-1)", "slot before", id="board.before", show=False, tooltip="Slot before"),
    Binding("right", "screen.slot(1)", "slot", id="board.after", tooltip="The next slot"),
)
"""For whatever the keys of a form go to. Not the screen's: its own would come before those that were typed first."""


class BoardForm(ScrollView, can_focus=True):
    """The sentence; left and right go from slot to slot."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The form",
        "Fill every slot from the card index, then sign it with s. It is accepted whole or not at all; "
        "nobody tells you which slot was wrong. Cards come from what you have read.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *SLOT_KEYS,
        Binding("enter,down", "index", "to the cards", id="board.index", tooltip="To the cards for this slot"),
    ]

    class Reached(Message):
        """A click has taken a slot in hand."""

    class Wanted(Message):
        """Enter: the cards for this slot are wanted."""

    def __init__(self, title: str, prompt: str, fields: Sequence[FieldView], *, id: str) -> None:  # noqa: A002
        """Make an empty form.

        Args:
            title: Its head.
            prompt: The sentence, with `{field}` for each slot.
            fields: The slots.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._title, self._prompt = title, prompt
        self._fields = {field.id: field for field in fields}
        self._labels: Mapping[str, str] = {}
        self._lines: list[list[Span]] = []
        self.at = fields[0].id if fields else ""

    def fill(self, labels: Mapping[str, str]) -> None:
        """Show what is in the slots: field to label."""
        self._labels = labels
        self._set()

    def to(self, field: str) -> None:
        """Take another slot in hand."""
        if field in self._fields:
            self.at = field
            self._set()
            row = next((row for row, line in enumerate(self._lines) if any(span.mark == field for span in line)), 0)
            self.scroll_to_region(Region(0, row, 1, 2), animate=False)

    def beside(self, step: int) -> str:
        """The slot so many before or after the one in hand."""
        names = list(self._fields)
        return names[(names.index(self.at) + step) % len(names)]

    def action_index(self) -> None:
        """To the cards."""
        self.post_message(self.Wanted())

    def on_click(self, event: Click) -> None:
        """Take the slot under the mouse in hand."""
        at = event.y + self.scroll_offset.y
        column = event.x
        for span in self._lines[at] if at < len(self._lines) else []:
            if column < span.cells and span.mark:
                self.to(span.mark)
                self.post_message(self.Reached())
                return
            column -= span.cells

    def on_resize(self) -> None:
        """Set the sentence anew."""
        self._set()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  Textual's signature
        """The slot in hand is lit while the keys go here."""
        super().watch_has_focus(_has_focus)
        self._set()

    def _set(self) -> None:
        width = max(20, self.size.width)
        room = width - 6
        done = sum(bool(label) for label in self._labels.values())
        head = [
            Span("   "),
            Span(" ".join(self._title.upper()) if len(self._title) * 2 < room else self._title, "ink", bold=True),
        ]
        lines = [[], head, [Span("   "), Span("━" * room, "ink")], []]
        spans: list[Span] = []
        for at, piece in enumerate(_SLOT.split(self._prompt)):
            if at % 2 == 0:
                spans.append(Span(piece, "ink"))
            elif piece in self._fields:
                spans.append(self._slot(piece, room))
            else:
                spans.append(Span(f"{{{piece}}}", "ink"))
        apart: list[list[Span]] = [[]] if self.screen.size.height >= LOW else []
        for line in wrap(spans, room):
            words = [span._replace(text=span.text.replace(_HOLD, " ")) for span in line]
            lines += [[Span("   "), *words], *apart]
        lines += [] if apart else [[]]
        count = f"{done} of {len(self._fields)} filled"
        ready = done == len(self._fields)
        sign = Span("s  sign" if ready else "", "paper-red", bold=True)
        lines.append(
            [Span(" " * max(3, width - 3 - len(count) - sign.cells - 4)), Span(count, "pencil"), Span("    "), sign]
        )
        lines.append([])
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    def _slot(self, name: str, room: int) -> Span:
        label = self._labels.get(name, "")
        text = "".join(span.text for span in cut([Span(label)], min(room - 6, 40)))
        text = text.ljust(EMPTY) if text else "_" * EMPTY
        shown = f"[ {text} ▾]".replace(" ", _HOLD)
        here = name == self.at
        ink = "ink" if label else "pencil"
        return Span(shown, ink, bold=bool(label), ground="lift" if here else "", mark=name)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the form."""
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else []
        spans = [span._replace(ink="ink") if span.ink == "text-desk" else span for span in line]
        return paint(fill(spans, self.size.width, Span("", "ink")), self.app.current_theme.variables, GROUND)
