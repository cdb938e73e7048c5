"""A strip to write on, several lines long. What is pasted into it is foreign text too."""

from textual import events
from textual.widgets import TextArea

from casefile.text import clean


class Strip(TextArea):
    """Several lines to write on."""

    def __init__(self, text: str, *, id: str) -> None:  # noqa: A002  Textual's name
        """Make a strip with a text on it."""
        super().__init__(clean(text, lines=True), id=id, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text, lines=True)
        await super()._on_paste(event)
        event.prevent_default()
