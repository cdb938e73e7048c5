"""A list whose entries may take several lines; one of them has the cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from casefile.desk.drawing import Drawing, Line
from casefile.desk.spans import Span, fill


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a ledger."""

    key: str
    draw: Callable[[int], list[Line]]
    """Its lines, for a width in cells."""
    lit: Callable[[int], list[Line]] | None = None
    """Its lines while it has the cursor; without it they are `draw`'s on buff."""


class Ledger(Drawing, can_focus=True):
    """Entries one under the other, for keys and mouse alike.

    A click goes to an entry, a click on the entry that has the cursor chooses it, as enter does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", "Up", show=False, id="list.up", tooltip="The entry above"),
        Binding("down,j", "go(1)", "Down", show=False, id="list.down", tooltip="The entry below"),
        Binding("pageup", "go(-8)", "Page up", show=False, id="list.page-up", tooltip="Eight entries up"),
        Binding("pagedown", "go(8)", "Page down", show=False, id="list.page-down", tooltip="Eight entries down"),
        Binding("home", "go(-100000)", "First", show=False, id="list.first", tooltip="The first entry"),
        Binding("end", "go(100000)", "Last", show=False, id="list.last", tooltip="The last entry"),
        Binding("enter", "choose", "Choose", show=False, id="list.choose", tooltip="Choose this entry"),
    ]

    @dataclass
    class Reached(Message):
        """The cursor came to an entry."""

        ledger: "Ledger"
        key: str

        @property
        def control(self) -> "Ledger":
            """The ledger."""
            return self.ledger

    @dataclass
    class Chosen(Message):
        """An entry was chosen with enter or a click."""

        ledger: "Ledger"
        key: str

        @property
        def control(self) -> "Ledger":
            """The ledger."""
            return self.ledger

    def __init__(
        self,
        *,
        ground: str = "paper",
        gap: int = 1,
        empty: Sequence[Line] = (),
        head: Callable[[int], list[Line]] | None = None,
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Make an empty ledger.

        Args:
            ground: Name of the colour that it lies on.
            gap: Blank lines around every entry.
            empty: What stands there when it has no entries.
            head: Lines above the entries, for a width in cells.
            id: As everywhere in Textual.
        """
        super().__init__(id=id)
        self.ground = ground
        self.ink = "ink" if ground.startswith("paper") else "text-desk"
        self._gap = gap
        self._head = head
        self._empty = list(empty)
        self._entries: list[Entry] = []
        self._tops: list[int] = []
        self._at = 0

    @property
    def key(self) -> str:
        """Key of the entry that has the cursor; empty without entries."""
        return self._entries[self._at].key if self._entries else ""

    def show(self, entries: Sequence[Entry], at: str | None = None) -> None:
        """Show other entries; the cursor stays with its entry, or goes to `at`."""
        wanted = self.key if at is None else at
        self._entries = list(entries)
        keys = [entry.key for entry in self._entries]
        self._at = keys.index(wanted) if wanted in keys else min(self._at, max(0, len(keys) - 1))
        self.redraw()
        self._in_view()

    def say_empty(self, lines: Sequence[Line]) -> None:
        """What stands there when there are no entries."""
        self._empty = list(lines)

    def draw(self, width: int) -> list[Line]:
        """All entries; the one with the cursor on buff (without colour: with a pointer at its edge)."""
        lines: list[Line] = list(self._head(width)) if self._head else []
        if not self._entries:
            return lines + self._empty
        lines += [[]] * self._gap
        self._tops = []
        for index, entry in enumerate(self._entries):
            self._tops.append(len(lines))
            here = index == self._at and self.has_focus
            drawn = entry.lit if here and entry.lit else entry.draw
            for n, line in enumerate(drawn(width - 2)):
                pointer = ("▸ " if here else "· ") if n == 0 and index == self._at else "  "
                whole = fill([Span(pointer, self.ink), *line], width, Span("", self.ink))
                buff = here and entry.lit is None
                lines.append([span._replace(ink="on-buff", ground="buff") for span in whole] if buff else whole)
            lines += [[]] * self._gap
        return lines

    def on_resize(self, _event: events.Resize) -> None:
        """A new width breaks lines elsewhere (`Drawing` sees to that); the cursor stays in view."""
        self.call_after_refresh(self._in_view)

    def watch_has_focus(self, value: bool) -> None:  # noqa: FBT001  Textual's signature
        """Show the cursor, or where it was."""
        super().watch_has_focus(value)
        self.redraw()

    def action_go(self, by: int) -> None:
        """Move the cursor."""
        if self._entries:
            self._go(max(0, min(len(self._entries) - 1, self._at + by)))

    def action_choose(self) -> None:
        """Choose the entry that has the cursor."""
        if self._entries:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Go to the entry under the pointer, or choose it."""
        row = event.y + self.scroll_offset.y
        hit = max((n for n, top in enumerate(self._tops) if top <= row), default=None)
        if hit is None or row >= len(self._lines) or not self._entries:
            return
        if hit == self._at:
            self.action_choose()
        else:
            self._go(hit)

    def _go(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self.redraw()
            self.post_message(self.Reached(self, self.key))
        self._in_view()

    def _in_view(self) -> None:
        if self._entries and self._tops:
            top = self._tops[self._at]
            below = self._tops[self._at + 1] if self._at + 1 < len(self._tops) else len(self._lines)
            self.scroll_to_region(Region(0, top, 1, below - top), animate=False, force=True, immediate=True)
