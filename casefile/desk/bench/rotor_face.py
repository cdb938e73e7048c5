"""How the machine of three wheels looks, and what a click on it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from casefile.desk.bench.tool import beside, framed, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span, cells
from casefile.tools.letters import ALPHABET

UNKNOWN, CLASH = "·", "×"
_WHEEL, _GAP, _LEFT = 9, 1, 2
_FACE = _LEFT + 3 * (_WHEEL + _GAP)
_HEIGHT = 5
_NARROWEST = 30
"""Cells that the words beside the wheels want; with less they stand beneath."""
_GROUP, _MARGIN = 5, 6
_BUTTONS = (("‹", "slide", -1), ("›", "slide", 1), ("can stand", "next", 1), ("run", "run", 0), ("order", "order", 0))


class Hit(NamedTuple):
    """What lies where it was clicked."""

    what: str
    """`wheel`, `letter`, or what a button does."""
    number: int
    """Of the wheel, or of the letter, from 0."""
    by: int


@dataclass(frozen=True, slots=True)
class Front:
    """The three wheels, and what is said beside them."""

    names: tuple[str, ...]
    """From the left."""
    windows: str
    """Their letters, or question marks."""
    hand: int
    """The wheel in hand, from 0."""
    head: Line
    says: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The message, what comes out, and the crib at its place."""

    text: str
    out: str
    """Empty while the machine is set to any order."""
    crib: str
    at: int
    clashes: tuple[int, ...]
    """Letters of the crib that would stand for themselves."""

    def crib_at(self, place: int) -> str:
        """What the crib has under a letter of the message; a letter that would stand for itself is a cross."""
        inner = place - self.at
        if not 0 <= inner < len(self.crib):
            return " "
        return CLASH if inner in self.clashes else self.crib[inner]


class RotorFace:
    """Draws the machine and remembers where things are."""

    def __init__(self) -> None:
        self._zones: list[tuple[int, range, Hit]] = []
        self._rows: dict[int, int] = {}
        """Line to the first letter of the message in it."""
        self._end = 0

    def draw(self, width: int, front: Front, sheet: Sheet) -> list[Line]:
        """The wheels with what is said beside them, and the message beneath."""
        self._zones, self._rows, self._end = [], {}, len(sheet.text)
        wheels = self._wheels(front)
        room = width - _FACE - 2
        if room >= _NARROWEST:
            face = beside(wheels, self._words(front, room, _FACE, 0), _FACE, 0)
        else:
            face = [*wheels, *self._words(front, width - 2, _LEFT, _HEIGHT)]
        return [*face, [], *self._message(width, len(face) + 1, sheet)]

    def hit(self, x: int, y: int) -> Hit | None:
        """What lies there."""
        for row, columns, what in self._zones:
            if row == y and x in columns:
                return what
        group, inner = divmod(x - _MARGIN, _GROUP + 1)
        if y not in self._rows or group < 0 or inner == _GROUP:
            return None
        letter = self._rows[y] + group * _GROUP + inner
        return Hit("letter", letter, 0) if letter < self._end else None

    def _wheels(self, front: Front) -> list[Line]:
        lines: list[Line] = [[Span(" " * _LEFT)] for _ in range(_HEIGHT)]
        for wheel, (name, char) in enumerate(zip(front.names, front.windows, strict=True)):
            held = wheel == front.hand
            before, after = (_beside(char, by) for by in (-1, 1))
            middle = f"▸ {char} ◂" if held else f"  {char}  "
            rim = [Span(f"  {before}  ", "pencil"), Span(middle, "ink", bold=True), Span(f"  {after}  ", "pencil")]
            box = framed([[span] for span in rim], _WHEEL, name[:4], ground="paper-letter")
            left = _LEFT + wheel * (_WHEEL + _GAP)
            for row, (line, drawn) in enumerate(zip(lines, box, strict=True)):
                line += [*drawn, Span(" " * _GAP)]
                by = {1: -1, 3: 1}.get(row, 0)
                self._zones.append((row, range(left, left + _WHEEL), Hit("wheel", wheel, by)))
        return lines

    def _words(self, front: Front, width: int, left: int, top: int) -> list[Line]:
        """The windows, a sentence, and the buttons on the last line of the wheels."""
        lines = [front.head, *said(front.says, width, "text-desk")]
        lines += [[]] * (_HEIGHT - 1 - len(lines))
        buttons: Line = []
        for words, what, by in _BUTTONS:
            begin = left + cells(buttons)
            buttons += [Span(f"[{words}]", "buff", bold=True), Span(" ")]
            self._zones.append((top + len(lines), range(begin, left + cells(buttons) - 1), Hit(what, 0, by)))
        indent: Line = [Span(" " * left)] if top else []
        return [[*indent, *line] for line in (*lines, buttons)]

    def _message(self, width: int, top: int, sheet: Sheet) -> list[Line]:
        """Each row of the message over what comes out, and the crib between them where it lies."""
        a_row = max((width - _MARGIN) // (_GROUP + 1), 1) * _GROUP
        lines: list[Line] = []
        for begin in range(0, len(sheet.text), a_row):
            places = range(begin, min(begin + a_row, len(sheet.text)))
            shown = [(f"{begin + 1:>4}", lambda at: Span(sheet.text[at], "ink"))]
            if any(sheet.crib_at(at).strip() for at in places):
                shown.append(("crib", lambda at: _of_crib(sheet, at)))
            shown.append(("", lambda at: Span((sheet.out or UNKNOWN * len(sheet.text))[at], "carbon", bold=True)))
            for head, ink in shown:
                self._rows[top + len(lines)] = begin
                lines.append([Span(f"{head:>4} ", "quiet"), *_groups(places, ink)])
        return lines


def _of_crib(sheet: Sheet, at: int) -> Span:
    char = sheet.crib_at(at)
    if char == " ":
        return Span(char)
    return Span(char, "paper-red", bold=True) if char == CLASH else Span(char, "ink", bold=True, ground="lift")


def _groups(places: range, ink: Callable[[int], Span]) -> Line:
    ground = "paper-strip"
    line: Line = [Span(" ", ground=ground)]
    for number, at in enumerate(places, 1):
        span = ink(at)
        line += [
            span if span.ground else span._replace(ground=ground),
            Span(" " * (number % _GROUP == 0), ground=ground),
        ]
    return line


def _beside(char: str, by: int) -> str:
    return ALPHABET[(ALPHABET.index(char) + by) % 26] if char in ALPHABET else " "
