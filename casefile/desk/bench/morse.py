"""Morse on the workbench: the signals card, a key to tap, and the tape as it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from casefile.desk.bench.tool import BenchTool, Strips, beside, framed, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span, cells
from casefile.tools import morse

_CARD = 41
_COLUMNS = 4
_LETTERS = [sign for sign in morse.CARD if sign.isalnum()]
_ROWS = -(-len(_LETTERS) // _COLUMNS)
_PRINT = str.maketrans(".-", "·−")
_MARKS = frozenset(".-▁▂▃▄▅▆▇█")
"""What can stand on a tape; a line of prose among the marks is counted, not shown."""
_KEYS = (("[ · short ]", "."), ("[ − long ]", "-"), ("[ next ]", " "))


@dataclass(frozen=True, slots=True)
class Tape:
    """What the strip says: Morse that was read, or words that were written as Morse."""

    text: str
    signs: tuple[tuple[str, str], ...]
    """Marks and sign, in order; empty when it was written."""
    unread: tuple[str, ...]


def read_tape(text: str) -> Tape:
    """Read the strip if there is Morse on it, write it as Morse if there is not."""
    if not text.strip():
        return Tape("", (), ())
    reading = morse.read(text)
    if any(row.marks and row.sign not in " ?" for row in reading.rows):
        signs = tuple((row.marks, row.sign) for row in reading.rows if _MARKS.issuperset(row.marks))
        return Tape(reading.text, signs, reading.unread)
    return Tape(morse.write(text), (), ())


class MorseBench(BenchTool):
    """The card at the left, what the strip says at the right."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The signals card",
        "Put a strip's lines on the bench and they are read; put words there and they are written as Morse. Here you "
        "can also tap: . is short, - is long, space is the next letter. The card dims what no longer fits.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop", "tap('.')", "short", id="morse.short", tooltip="Tap a short mark"),
        Binding("minus", "tap('-')", "long", id="morse.long", tooltip="Tap a long mark"),
        Binding("space", "tap(' ')", "next letter", id="morse.next", tooltip="The letter is done"),
        Binding("backspace", "rub", "rub out", id="morse.rub", tooltip="Take back the last mark"),
    ]
    name_of_tool = "morse"

    def __init__(self) -> None:
        super().__init__()
        self._tape = Tape("", (), ())
        self._tapped = ""

    def work(self, strips: Strips) -> Callable[[], Tape]:
        """Read the first strip."""
        return partial(read_tape, strips.first)

    def take(self, made: Tape) -> None:
        """Show the tape."""
        self._tape, self.result, self.refusal = made, made.text, ""
        self.redraw()

    def action_tap(self, mark: str) -> None:
        """A mark, or the end of a letter."""
        if mark != " ":
            self._tapped = (self._tapped + mark)[:6]
        elif self._tapped:
            self.post_message(self.Wrote(self, self._tapped + " "))
            self._tapped = ""
        self.redraw()

    def action_rub(self) -> None:
        """Take back the last mark."""
        self._tapped = self._tapped[:-1]
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """The three keys under the card."""
        if event.y + self.scroll_offset.y != self._key_row:
            return
        left = 3
        for words, mark in _KEYS:
            if left <= event.x < left + len(words):
                self.action_tap(mark)
            left += len(words) + 1

    def draw(self, width: int) -> list[Line]:
        """Card and tape, side by side where there is room for both."""
        card = self._card()
        if width < _CARD + 26:
            return [*card, [], *self._read(width - 2)]
        return beside(card, self._read(width - _CARD - 3), _CARD)

    def _card(self) -> list[Line]:
        lines: list[Line] = []
        for row in range(_ROWS):
            line: Line = []
            for column in range(_COLUMNS):
                line += self._sign(column * _ROWS + row)
            lines.append(line)
        tapped = self._tapped.translate(_PRINT) or "nothing tapped"
        fits = next((sign for sign, code in morse.CARD.items() if code == self._tapped), "")
        now = [
            Span(tapped, "pencil" if not self._tapped else "ink", bold=True),
            Span(f"   {fits}", "paper-red", bold=True),
        ]
        keys = [span for words, _ in _KEYS for span in (Span(words, "carbon", bold=True), Span(" "))]
        self._key_row = _ROWS + 3
        return framed([*lines, [], now, keys], _CARD, "SIGNALS CARD", ground="paper-letter")

    def _sign(self, index: int) -> Line:
        if index >= len(_LETTERS):
            return [Span(" " * 9)]
        sign, code = _LETTERS[index], morse.CARD[_LETTERS[index]]
        fits = code.startswith(self._tapped)
        exact = bool(self._tapped) and code == self._tapped
        ink = "ink" if fits else "pencil"
        ground = "lift" if exact else ""
        return [
            Span(f"{sign} ", ink, bold=fits, ground=ground),
            Span(f"{code.translate(_PRINT):<6} ", ink, ground=ground),
        ]

    def _read(self, width: int) -> list[Line]:
        tape = self._tape
        if not tape.text and not tape.signs:
            return [
                [],
                *said("The strip is empty. Send a passage here from the desk, write on the strip, or tap.", width),
            ]
        if not tape.signs:
            words = tape.text.translate(_PRINT)
            return [[], [Span("written as Morse", "buff")], [], *said(words, width, "text-desk")]
        lines: list[Line] = [[], [Span("the strip says", "buff")], []]
        lines += [[span._replace(bold=True) for span in line] for line in said(tape.text, width, "text-desk")]
        lines += [[], *self._tape_lines(width)]
        if tape.unread:
            count = len(tape.unread)
            lines += [
                [],
                *said(f"{count} {'line is' if count == 1 else 'lines are'} no sign of the code.", width, "stamp"),
            ]
        return lines

    def _tape_lines(self, width: int) -> list[Line]:
        """Marks over signs on white tape, as many to a line as there is room for."""
        lines: list[Line] = []
        above: Line = []
        below: Line = []
        for marks, sign in (*self._tape.signs, ("", "\0")):
            size = max(3, len(marks) + 1)
            if (cells(above) + size > width or sign == "\0") and above:
                lines += [above, below]
                above, below = [], []
            if sign != "\0":
                ground = "paper-strip"
                above.append(Span(f"{marks.translate(_PRINT):<{size}}", "pencil", ground=ground))
                ink = "paper-red" if sign == "?" else "ink"
                below.append(Span(f"{sign:<{size}}", ink, bold=True, ground=ground))
        return lines
