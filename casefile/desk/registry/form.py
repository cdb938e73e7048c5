"""A form that the clerk at the Registry hands over: a few lines to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from casefile.desk.background import background
from casefile.desk.drawing import Drawing, Line
from casefile.desk.keyline import KeyLine
from casefile.desk.left_once import LeftOnce
from casefile.desk.safe import safe
from casefile.desk.spans import Span
from casefile.desk.writing import WritingLine
from casefile.errors import Refusal

_BESIDE = 64
"""Cells for boxes that stand beside each other."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the form."""

    label: str
    value: str = ""
    placeholder: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and words; where there are any, one is ticked and nothing is written."""
    most: int = 200
    """Code points that fit."""


class Ticks(Drawing, can_focus=True):
    """Boxes of which one is ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "go(1)", "change", id="form.next", tooltip="The next box"),
        Binding("left", "go(-1)", "back", show=False, id="form.before", tooltip="The box before"),
    ]
    ground = "paper-form"

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.styles.height = self.height
        self._at = next((n for n, (value, _) in enumerate(field.choices) if value == field.value), 0)

    @property
    def value(self) -> str:
        """The value of the ticked box."""
        return self._field.choices[self._at][0]

    @property
    def height(self) -> int:
        """Lines that it needs: one for each box where they do not fit beside each other."""
        return len(self._field.choices) if self._is_tall else 1

    @property
    def _is_tall(self) -> bool:
        return sum(len(words) + 7 for _, words in self._field.choices) + len(self._field.label) > _BESIDE

    def draw(self, width: int) -> list[Line]:  # noqa: ARG002  the base's signature
        """Label and boxes."""
        ink = "paper-red" if self.has_focus else "pencil"
        label = Span(f"  {self._field.label}  ", ink, bold=self.has_focus)
        boxes = [
            Span(f"[{'x' if n == self._at else ' '}] {words}   ", "ink", bold=n == self._at)
            for n, (_, words) in enumerate(self._field.choices)
        ]
        if not self._is_tall:
            return [[label, *boxes]]
        return [[label if n == 0 else Span(" " * len(label.text)), box] for n, box in enumerate(boxes)]

    def watch_has_focus(self, value: bool) -> None:  # noqa: FBT001  Textual's signature
        """Show that the arrows are here."""
        super().watch_has_focus(value)
        self.redraw()

    def action_go(self, by: int) -> None:
        """Tick another box."""
        self._at = (self._at + by) % len(self._field.choices)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Tick the box under the pointer; beside all boxes, the next one."""
        line = self._lines[event.y] if event.y < len(self._lines) else []
        hit, at = None, 0
        for n, span in enumerate(line):
            at += len(span.text)
            if event.x < at:
                hit = n
                break
        if hit:
            self._at = event.y if self._is_tall else hit - 1
            self.redraw()
        else:
            self.action_go(1)


class FormScreen(LeftOnce, ModalScreen[object]):
    """Hands back what `sign` made of the lines, or None when it was torn up."""

    CSS_PATH = str(Path(__file__).with_name("form.tcss"))  # absolute: a kind of it lives in another room
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next line", priority=True, id="form.on", tooltip="The next line"),
        Binding("enter", "sign", "sign", priority=True, id="form.sign", tooltip="Sign, at the last line"),
        Binding("down", "app.focus_next", "Next line", show=False, id="form.down", tooltip="The next line"),
        Binding("up", "app.focus_previous", "Line before", show=False, id="form.up", tooltip="The line before"),
        Binding("escape", "tear", "tear up", id="form.tear", tooltip="Put the form away; nothing is done"),
    ]

    def __init__(
        self, title: str, words: str, fields: Sequence[Field], sign: Callable[[tuple[str, ...]], object]
    ) -> None:
        """Make a form.

        Args:
            title: Its head.
            words: What it is for, in a sentence.
            fields: Its lines; without any it is a question to say yes to.
            sign: Called in the background with what was written. A refusal is shown on the form.
        """
        super().__init__()
        self._title, self._words, self._fields, self._sign = title, words, fields, sign

    def compose(self) -> ComposeResult:
        """One form."""
        with Vertical(id="form"):
            yield Static(safe(self._title), classes="title")
            yield Static(safe(self._words), classes="words")
            for field in self._fields:
                if field.choices:
                    yield Ticks(field)
                    continue
                line = WritingLine(field.value, placeholder=field.placeholder, max_length=field.most)
                line.border_title = field.label
                line.select_on_focus = True  # what is offered goes when one writes something else
                yield line
            yield Static("", classes="refused")
            yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Enter goes on to the next line and signs at the last; the key line says which."""
        if action not in ("next", "sign"):
            return True
        lines = list(self.query("WritingLine, Ticks"))
        return (self.focused in lines[:-1]) == (action == "next")

    def action_next(self) -> None:
        """Go on to the next line."""
        self.focus_next("WritingLine, Ticks")

    def action_sign(self) -> None:
        """Sign, at the last line."""
        lines = list(self.query("WritingLine, Ticks"))
        values = tuple(line.value.strip() for line in lines if isinstance(line, WritingLine | Ticks))
        background(self, lambda: self._sign(values), self.dismiss, refused=self._refuse)

    @on(WritingLine.Changed)
    def _better(self) -> None:
        self.query_one(".refused", Static).update("")

    def _refuse(self, refusal: Refusal) -> None:
        self.query_one(".refused", Static).update(safe(refusal.sentence))

    def action_tear(self) -> None:
        """Put the form away."""
        self.dismiss(None)
