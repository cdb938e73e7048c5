"""Sheets that slide over the desk: a head, lines of which some can be chosen, and the keys that matter."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from casefile.desk.column import Column, Row
from casefile.desk.keyline import KeyLine
from casefile.desk.left_once import LeftOnce
from casefile.desk.paper.wrap import wrap
from casefile.desk.safe import safe
from casefile.desk.spans import Span

Result = TypeVar("Result")

FURNITURE = 6
"""Rows of a sheet that are not its lines: margins, head, keys."""


class Sheet(LeftOnce, ModalScreen[Result]):
    """A sheet over the desk. What it says is rows; what a chosen row means, the kind of sheet knows."""

    CSS_PATH = str(Path(__file__).with_suffix(".tcss"))  # absolute: a kind of sheet may live in another room
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", id="sheet.close", tooltip="Back to the desk"),
        Binding("question_mark,f1", "app.help", "help", id="sheet.help", tooltip="Help for where you are"),
    ]

    def __init__(self, title: str, *, ground: str = "sheet") -> None:
        """Make a sheet.

        Args:
            title: Its head.
            ground: Name of the colour that its lines lie on.
        """
        super().__init__()
        self._head = title
        self._ground = ground

    def compose(self) -> ComposeResult:
        """A head, the lines, the keys."""
        with Vertical(id="sheet", classes=f"-on-{self._ground}"):
            with Vertical(id="sheet-page"):
                yield Static(safe(self._head.upper(), "bold"), id="sheet-head", markup=False)
                yield Column(ground=self._ground, id="sheet-lines")
            yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Draw, with the cursor on the first line that can be chosen."""
        for lines in self.query(Column):  # none, where a quick key has closed the sheet before it was there
            lines.focus()

    @property
    def lines(self) -> Column:
        """The lines."""
        return self.query_one("#sheet-lines", Column)

    def on_resize(self, _event: Resize) -> None:
        """Set the lines anew."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Show the rows as they are now, and the keys below them whatever the height."""
        if not self.query(Column):  # a quick key has closed the sheet
            return
        self.lines.styles.max_height = max(4, self.size.height - FURNITURE)
        self.lines.show(list(self.rows(max(20, self.lines.size.width - 2))))
        self.lines.refresh(layout=True)

    def rows(self, width: int) -> Iterable[Row]:
        """What the sheet says."""
        raise NotImplementedError

    def chosen(self, key: str) -> None:
        """A row was chosen."""

    @on(Column.Chosen)
    def _chosen(self, event: Column.Chosen) -> None:
        event.stop()
        self.chosen(event.key)

    def action_close(self) -> None:
        """Back to the desk."""
        self.dismiss(None)


def said(text: str, width: int, ink: str = "text-desk", *, indent: int = 1, italic: bool = False) -> Iterator[Row]:
    """A text in paragraphs as rows."""
    for paragraph in text.strip().split("\n"):
        for line in wrap([Span(paragraph, ink, italic=italic)], width - indent):
            yield Row((Span(" " * indent, ink), *line))


def button(words: str, key: str, ink: str = "buff") -> Row:
    """A row that does something."""
    return Row((Span(" ▸ ", ink), Span(words, ink, bold=True)), key)
