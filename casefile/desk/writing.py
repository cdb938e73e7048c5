"""A line to write on. What is pasted into it is foreign text too."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from casefile.text import clean


class WritingLine(Input):
    """One line to write on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next box", show=False, id="writing.next", tooltip="The next box"),
        Binding(
            "shift+tab", "app.focus_previous", "Box before", show=False, id="writing.before", tooltip="The box before"
        ),
    ]

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

    def lay(self, text: str) -> None:
        """Have something stand on the line, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)

    def action_delete_left_all(self) -> None:
        """Empty the line, wherever in it the cursor is."""
        self.clear()

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(" ".join(event.text.split()), lines=False)
        super()._on_paste(event)
        event.prevent_default()


class AnswerLine(WritingLine):
    """A line for an answer. None begins with a question mark: while the line is empty, that key is help."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            await self.run_action("app.help")
        else:
            await super()._on_key(event)


def moved_on(lines: Sequence[Input]) -> bool:
    """Go to the next empty line behind the one in hand, if there is one; whether there was."""
    at = next((at for at, line in enumerate(lines) if line.screen.focused is line), len(lines))
    ahead = next((line for line in lines[at + 1 :] if not line.value), None)
    if ahead:
        ahead.screen.set_focus(ahead)
    return ahead is not None
