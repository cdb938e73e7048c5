"""The choices of a grid question one under the other, where the terminal is too narrow for columns."""

from collections.abc import Sequence

from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells, cut, fill
from casefile.session.views import ChoiceView

BOX = range(2, 5)
"""Where the box of the mark stands on a line."""
_BEFORE = 16
"""Cells of a line before the name: margin, box, word of the mark, initial."""


def too_narrow(choices: Sequence[ChoiceView], column: int) -> bool:
    """Whether somebody's name would have to be broken to stand in a column."""
    return any(cells([Span(word)]) > column for choice in choices for word in choice.label.split())


def row(  # noqa: PLR0913  a line of a form has many boxes
    choice: ChoiceView, mark: tuple[str, str, str], width: int, name: int, room: int, *, here: bool
) -> list[Line]:
    """One choice: its box, who it is, and why, in at most so many lines.

    Args:
        choice: The choice.
        mark: Glyph, word and ink of its mark.
        width: Cells of a line.
        name: Cells for the names.
        room: Lines for the reason.
        here: It has the cursor.
    """
    glyph, word, ink = mark
    gone = "pencil" if choice.mark == "out" else "ink"
    line: Line = [
        Span("▸ " if here else "  ", "ink", bold=True),
        Span("[", "ink"),
        Span(glyph, ink, bold=True),
        Span("] ", "ink"),
        Span(f"{word if choice.mark else '':<7}", ink),
        Span(f"{choice.initial:<3.3} ", gone, bold=True),
        *fill([Span(choice.label, gone, bold=here)], name),
        Span("  "),
    ]
    why = exactly(wrap([Span(choice.reason, "pencil", italic=True)], width - cells(line) - 2), room, 0)
    indent = Span(" " * cells(line))
    lines = [fill(one, width, Span("", "ink")) for one in ([*line, *why[0]], *([indent, *more] for more in why[1:]))]
    return [[span._replace(ink="on-buff", ground="buff") for span in one] for one in lines] if here else lines


def name_room(choices: Sequence[ChoiceView], width: int) -> int:
    """Cells that the names take; half a line at most."""
    longest = max((cells([Span(choice.label)]) for choice in choices), default=0)
    return max(1, min(longest, width // 2 - _BEFORE))


def exactly(lines: list[Line], most: int, least: int) -> list[Line]:
    """A text in at most and at least so many lines; an ellipsis after the last whole word says that there is more."""
    kept = lines[:most]
    if len(lines) > most:
        wide = max(cells(line) for line in lines)
        last = kept[-1] if cells(kept[-1]) + 2 <= wide else wrap(kept[-1], max(1, wide - 2))[0]
        kept[-1] = cut([*last, Span(" …", "pencil")], wide)
    return kept + [[]] * (least - len(kept))
