"""What stands in the Registry: folders on the shelf, lines of the register. Pure drawing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.desk import glyphs
from casefile.desk.cases import WHOLE
from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cut, fill

if TYPE_CHECKING:
    from casefile.store.shelf import Save

_BAR = 24
EMPTY: list[Line] = [
    [Span("  Nobody has drawn a file yet.", "ink", bold=True)],
    [],
    [Span("  Choose a case above and press enter; the clerk asks for a name.", "pencil")],
    [Span("  What you do is kept as you do it: there is nothing to save.", "pencil")],
]


@dataclass(frozen=True, slots=True)
class Folder:
    """A case as its folder shows it."""

    title: str
    words: str
    """What stands on it when there is nothing else to say."""
    progress: tuple[int, int] = (0, 0)
    """How much of it has been sealed, of how much; nothing of nothing when that does not matter."""
    problem: str = ""
    """Why it cannot be drawn."""

    def draw(self, width: int, *, lit: bool = False) -> list[Line]:
        """A folder with its tab, on buff while it has the cursor."""
        inner = width - 5
        if self.problem:
            inside = wrap([Span(self.problem, "stamp")], inner)
        elif self.progress[1]:
            inside = [_sealing(*self.progress)]
        else:
            inside = wrap([Span(self.words, "text-desk")], inner)
        tab = cut([Span(f"   {self.title}   ", "on-buff", bold=True, ground="buff")], width - 4)
        body = [
            [span._replace(ground="sheet") for span in fill([Span("▌  ", "buff"), *line], width)] for line in inside
        ]
        if lit:
            body = [[span._replace(ground="buff", ink="on-buff") for span in line] for line in body]
            body = [[Span("   ", ground="buff"), *line[1:]] for line in body]
        return [tab, *body]


def _sealing(done: int, total: int) -> Line:
    full = min(_BAR, _BAR * done // total)
    return [
        Span("being sealed  ", "amber"),
        Span("█" * full, "amber"),
        Span("░" * (_BAR - full), "quiet"),
        Span(f"  {done} of {total}", "text-desk"),
    ]


def heads(width: int) -> list[Line]:
    """The register's printed heads."""
    line: Line = [Span("  ")]
    for words, room in zip(("file", "case", "drawn by", "last at the desk", "opened"), _columns(width), strict=True):
        line += fill([Span(words, "paper-red")], room)
    title = Span("  REGISTER OF FILES DRAWN", "paper-red", bold=True)
    return [[], [title], line, [Span("  " + glyphs.LINE * (width - 4), "paper-rule")]]


def row(save: Save, now: float, width: int) -> list[Line]:
    """A save as a line of the register."""
    locks = f"{save.solved} lock{'' if save.solved == 1 else 's'}" if save.solved else "nothing yet"
    case = ", ".join([save.title or save.case, *([save.profile] if save.profile not in ("", WHOLE) else [])])
    parts = (save.name, case, save.player, when(save.changed, now), locks)
    line: Line = []
    for n, (words, room) in enumerate(zip(parts, _columns(width + 2), strict=True)):
        line += [*fill([Span(words, "ink" if n == 0 else "pencil", bold=n == 0)], room - 2), Span("  ")]
    if not save.problem:
        return [line]
    return [line, *([Span("  "), *text] for text in wrap([Span(save.problem, "paper-red")], width - 4))]


def _columns(width: int) -> tuple[int, ...]:
    """Cells for file, case, player, when, how far."""
    rest = width - 2 - 17 - 13
    name = max(16, min(rest * 2 // 5, rest - 31))
    case = max(19, (rest - name) // 2)
    return name, case, max(8, rest - name - case), 17, 13


def when(at: float, now: float) -> str:
    """A time as one says it."""
    then, today = time.localtime(at), time.localtime(now)
    hour = time.strftime("%H.%M", then)
    days = (time.mktime((*today[:3], 12, 0, 0, 0, 0, -1)) - time.mktime((*then[:3], 12, 0, 0, 0, 0, -1))) / 86400
    if abs(days) < 0.5:
        return f"today {hour}"
    if abs(days - 1) < 0.5:
        return f"yesterday {hour}"
    month = f"{then.tm_mday} {time.strftime('%b', then)}"
    return f"{month} {hour}" if then.tm_year == today.tm_year else f"{month} {then.tm_year}"
