"""A line to write on. What is pasted into it is foreign text too."""

from textual import events
from textual.widgets import Input

from casefile.text import clean


class WritingLine(Input):
    """One line to write on."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, max_length: int = 200) -> None:  # noqa: A002  Textual's name
        """Make a line.

        Args:
            value: What stands on it.
            placeholder: What stands on it while it is empty.
            id: As everywhere in Textual.
            max_length: In code points.
        """
        text = clean(value, lines=False)
        super().__init__(text, placeholder=placeholder, id=id, max_length=max_length, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(" ".join(event.text.split()), lines=False)
        super()._on_paste(event)
        event.prevent_default()
