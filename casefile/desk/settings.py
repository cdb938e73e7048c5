"""Settings: a form on which every box takes effect as it is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from casefile.desk import glyphs
from casefile.desk.background import background
from casefile.desk.drawing import Drawing, Line
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.languages import LANGUAGES
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.left_once import LeftOnce
from casefile.desk.paper.wrap import wrap
from casefile.desk.preferences import Preferences
from casefile.desk.spans import Span, cells

if TYPE_CHECKING:
    from casefile.session.play import Session

Value = str | bool


@dataclass(frozen=True, slots=True)
class Box:
    """A line of the form: a preference and what it can be."""

    name: str
    """Of the preference."""
    label: str
    about: str
    choices: tuple[tuple[Value, str], ...]
    """Values and the words for them."""


CASE = "language-of-the-case"
"""The one line that belongs to the open play and not to the preferences."""
_YES_NO: tuple[tuple[Value, str], ...] = ((False, "no"), (True, "yes"))


def boxes(themes: Mapping[str, str], languages: Sequence[str]) -> tuple[Box, ...]:
    """The form's lines; a line with nothing to choose is left out.

    Args:
        themes: Titles of the themes by name.
        languages: Languages that the open case speaks.
    """
    spoken = tuple((code, LANGUAGES.get(code, code)) for code in languages)
    form = (
        Box("theme", "Theme", "the colours of desk and paper", tuple(themes.items())),
        Box(
            "colour",
            "Colour",
            "none: black and white, signs and words alone",
            (("auto", "as the terminal can"), ("none", "none")),
        ),
        Box("ascii", "Plain signs", "draw with ASCII alone, where boxes and bars come out wrong", _YES_NO),
        Box("reduced_motion", "Reduced motion", "nothing slides, runs or falls; it is simply there", _YES_NO),
        Box(CASE, "Papers in", "the language of this case; answers count in every one of them", spoken),
    )
    return tuple(box for box in form if len(box.choices) > 1)


class Sample(Drawing):
    """A scrap of paper in the chosen colours."""

    def draw(self, width: int) -> list[Line]:
        """A few lines with every ink."""
        return [
            [],
            [Span("  SPECIMEN OF PRINTING", "paper-red", bold=True)],
            [Span("  Ref CF/1      for comparison only", "pencil")],
            [Span("  " + glyphs.LINE * max(0, min(60, width - 4)), "paper-rule")],
            [
                Span("  A paper is read in this ink. ", "ink"),
                Span("████████", "black"),
                Span(" is blacked for good.", "ink"),
            ],
            [Span("  Q. And this? ", "carbon"), Span("  A. ", "carbon"), Span("No reply.", "carbon", italic=True)],
            [Span(f"  {glyphs.DONE} done   {glyphs.OPEN} open   {glyphs.SHUT} shut   {glyphs.OUT} out", "ink")],
        ]


class SettingsScreen(LeftOnce, Screen[Preferences]):
    """How the desk looks and moves. Nothing here touches a save."""

    CSS_PATH = "settings.tcss"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Settings",
        "Up and down choose a line, left and right or space change it, and it counts at once. These are yours, not the "
        "case's: they lie in a file of their own beside the saves.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,space,enter", "change(1)", "change", priority=True, id="settings.next", tooltip="The next value"
        ),
        Binding("left", "change(-1)", "back one", priority=True, id="settings.before", tooltip="The value before"),
        Binding("escape", "leave", "back", id="settings.leave", tooltip="Back to where you came from"),
    ]

    @dataclass
    class Changed(Message):
        """The player prefers something else now."""

        screen: SettingsScreen
        preferences: Preferences

    def __init__(self, preferences: Preferences, themes: Mapping[str, str], session: Session | None = None) -> None:
        """Make the form.

        Args:
            preferences: As they are.
            themes: Titles of the themes by name.
            session: The play that is open, if one is: its case may speak several languages.
        """
        super().__init__()
        self._preferences = preferences
        self._session = session
        self._boxes: Sequence[Box] = boxes(themes, session.pack.languages if session else ())

    def compose(self) -> ComposeResult:
        """A form, and a specimen of what it makes."""
        yield HeadLine("SETTINGS", "as you like the desk")
        yield Ledger(ground="paper-form")
        yield Sample()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the form."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Less air on a small terminal."""
        self.set_class(event.size.height < 30, "-small")

    def _show(self) -> None:
        self.query_one(Ledger).show([Entry(box.name, partial(_drawn, box, self._value(box))) for box in self._boxes])

    def _value(self, box: Box) -> Value:
        if box.name == CASE and self._session:
            return self._session.status().language
        return getattr(self._preferences, box.name, "")

    def action_change(self, by: int) -> None:
        """Give the line with the cursor another value."""
        box = next(box for box in self._boxes if box.name == self.query_one(Ledger).key)
        values = [value for value, _ in box.choices]
        now = self._value(box)
        value = values[(values.index(now) + by) % len(values) if now in values else 0]
        if box.name == CASE and self._session:
            background(self, partial(self._session.speak, str(value)), lambda _: self._show())
            return
        self._preferences = self._preferences.having(box.name, value)
        self._show()
        self.post_message(self.Changed(self, self._preferences))

    @on(Ledger.Chosen)
    def _clicked(self) -> None:
        self.action_change(1)

    def action_leave(self) -> None:
        """Go back, with the preferences as they are now."""
        self.dismiss(self._preferences)


def _drawn(box: Box, value: Value, width: int) -> list[Line]:
    """A line of the form: its label, its boxes, what it is about."""
    indent = Span(" " * 16)
    lines: list[Line] = [[Span(f"{box.label:<16}", "ink", bold=True)]]
    for choice, words in box.choices:
        ticked = choice == value
        tick = [Span(f"[{'x' if ticked else ' '}] ", "ink"), Span(words, "ink" if ticked else "pencil", bold=ticked)]
        if cells([*lines[-1], *tick]) > width and len(lines[-1]) > 1:
            lines.append([indent])
        elif len(lines[-1]) > 1:
            tick.insert(0, Span("   "))
        lines[-1] += tick
    return [*lines, *([indent, *about] for about in wrap([Span(box.about, "pencil", italic=True)], width - 17))]
