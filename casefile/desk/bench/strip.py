"""Strips to write on, several lines long. What is pasted into them is foreign text too."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from casefile.text import clean


class Strip(TextArea):
    """Several lines to write on."""

    def __init__(self, text: str, *, id: str, placeholder: str = "") -> None:  # noqa: A002  Textual's name
        """Make a strip with a text on it."""
        super().__init__(
            clean(text, lines=True), id=id, soft_wrap=True, highlight_cursor_line=False, placeholder=placeholder
        )
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text, lines=True)
        await super()._on_paste(event)
        event.prevent_default()


class Jotter(Strip):
    """A strip that grows with what is written on it; enter hands it in."""

    @dataclass
    class HandedIn(Message):
        """The player is done with a text."""

        jotter: Jotter
        text: str

    @property
    def is_at_top(self) -> bool:
        """The cursor is on the first of the rows that are seen: from there up leaves the strip."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y == 0

    async def _on_key(self, event: events.Key) -> None:
        """Enter is no new line here; editing keys act at once, or they would come after letters typed behind them."""
        binding = next((one for one in self._bindings.key_to_bindings.get(event.key, ()) if not one.priority), None)
        if event.key == "enter":
            self.post_message(self.HandedIn(self, self.text))
        elif binding is not None:
            await self.run_action(binding.action)
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
