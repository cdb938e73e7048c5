"""Help: a card about the thing that has the focus, and the keys that it understands now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen

from casefile.desk.drawing import Drawing, Line
from casefile.desk.keyline import KeyLine
from casefile.desk.left_once import LeftOnce
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells

Topic = tuple[str, str]
"""A title and a few sentences."""
Key = tuple[str, str]
"""A key as it is printed on a keyboard and what it does."""


class HelpCard(Drawing, can_focus=True):
    """The card."""

    def __init__(self, topics: Sequence[Topic], keys: Sequence[Key]) -> None:
        super().__init__()
        self._topics, self._keys = topics, keys

    def draw(self, width: int) -> list[Line]:
        """Topics, the nearest first, then the keys in one or two columns."""
        lines: list[Line] = [[]]
        for title, words in self._topics:
            lines.append([Span(f"  {title.upper()}", "paper-red", bold=True)])
            lines += [[Span("  "), *line] for line in wrap([Span(words, "ink")], width - 4)]
            lines.append([])
        if self._keys:
            lines += [[Span("  KEYS", "paper-red", bold=True)], *self._columns(width - 4), []]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """As long as what stands on it."""
        return len(self.draw(width))

    def _columns(self, width: int) -> list[Line]:
        name = max(cells([Span(key)]) for key, _ in self._keys) + 2
        two = width >= 72
        column = width // 2 if two else width
        drawn = [self._key(key, words, name, column) for key, words in self._keys]
        if not two:
            return [line for lines in drawn for line in lines]
        half = -(-len(drawn) // 2)
        left = [line for lines in drawn[:half] for line in lines]
        right = [line for lines in drawn[half:] for line in lines]
        height = max(len(left), len(right))
        left += [[]] * (height - len(left))
        right += [[]] * (height - len(right))
        return [[*a, Span(" " * (column + 2 - cells(a))), *b] if b else a for a, b in zip(left, right, strict=True)]

    @staticmethod
    def _key(key: str, words: str, name: int, column: int) -> list[Line]:
        text = wrap([Span(words, "ink")], column - name - 3)
        first = [Span(f"  {key}", "carbon", bold=True), Span(" " * (name - cells([Span(key)]))), *text[0]]
        return [first, *([Span(" " * (name + 2)), *line] for line in text[1:])]


class HelpScreen(LeftOnce, ModalScreen[None]):
    """A card that any key puts away that does not move it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "leave", "put away", id="help.leave", tooltip="Put the card away"),
    ]

    def __init__(self, topics: Sequence[Topic], keys: Sequence[Key]) -> None:
        """Make the card.

        Args:
            topics: Titles and sentences, from the focused thing outwards.
            keys: Keys and what they do.
        """
        super().__init__()
        self._topics, self._keys = topics, keys

    def compose(self) -> ComposeResult:
        """One card."""
        with Vertical(id="card"):
            yield HelpCard(self._topics, self._keys)
            yield KeyLine()

    def on_resize(self, event: events.Resize) -> None:
        """On a small terminal the card takes it all."""
        self.set_class(event.size.height < 30, "-small")

    def on_click(self, event: events.Click) -> None:
        """A click beside the card puts it away."""
        if event.widget is self:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Put the card away."""
        self.dismiss(None)
