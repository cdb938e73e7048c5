"""A line to write on. What is pasted into it is foreign text too."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from casefile.text import clean


class WritingLine(Input):
    """One line to write on."""

    # Before all else, so that what is typed after it goes to the next line, even where both come in one packet.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "app.focus_next", "Next box", show=False, priority=True, id="writing.next", tooltip="The next box"
        ),
        Binding(
            "shift+tab", "app.focus_previous", "Box before", show=False, priority=True, id="writing.before",
            tooltip="The box before",
        ),
    ]  # fmt: skip

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

    async def _on_key(self, event: events.Key) -> None:
        """Editing keys act at once: as bindings they would come after the letters that are typed behind them."""
        binding = next((one for one in self._bindings.key_to_bindings.get(event.key, ()) if not one.priority), None)
        # There is nothing to scroll up or down on one line: these keys are the form's.
        if binding is None or binding.action.startswith("scroll_"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(binding.action)

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


def when_written(focused: Widget | None, then: Callable[[], object]) -> None:
    """Do something when the letters that are on their way to the line in hand stand on it."""
    if focused is None:
        then()
    else:
        focused.call_later(then)


def moved_on(lines: Sequence[Input]) -> bool:
    """Go to the next empty line behind the one in hand, if there is one.

    At once, unlike `focus`: what is typed behind the key belongs there, even where both come in one packet.
    """
    at = next((at for at, line in enumerate(lines) if line.screen.focused is line), len(lines))
    ahead = next((line for line in lines[at + 1 :] if not line.value), None)
    if ahead:
        ahead.screen.set_focus(ahead)
    return ahead is not None
