"""The top line of a screen: whose, what, and when, on buff."""

from textual import events
from textual.content import Content
from textual.widgets import Static

from casefile.desk.safe import safe


class HeadLine(Static):
    """One buff line: a name at the left, words in the middle, something at the right."""

    DEFAULT_CSS = """
    HeadLine {
        dock: top; height: 1; padding: 0 1; background: $buff; color: $on-buff;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, name: str, words: str = "", right: str = "") -> None:
        """Make the line.

        Args:
            name: Set in bold; the screen's name.
            words: After the name, when there is room.
            right: At the right edge.
        """
        super().__init__()
        self._parts = name, words, right

    def say(self, name: str, words: str = "", right: str = "") -> None:
        """Change the line."""
        self._parts = name, words, right
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the line to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        name, words, right = (safe(part) for part in self._parts)
        room = width - name.cell_length - right.cell_length - 6
        middle = words.truncate(max(0, room), ellipsis=True)
        space = max(1, width - name.cell_length - middle.cell_length - right.cell_length - 4)
        line = Content.assemble(name.stylize("bold"), "    ", middle, " " * space, right)
        if not (isinstance(self.content, Content) and line.is_same(self.content)):
            self.update(line, layout=False)
