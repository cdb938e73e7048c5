"""Pieces of a line, and how they become a strip of the terminal.

Columns and papers are drawn by the line: foreign text goes from a view into segments and never through markup.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd"),
    0x09: " ",
    0x0A: " ",
    # a text may hold balanced ones, but a line is cut anywhere
    **dict.fromkeys(_DIRECTIONS),
}


class Span(NamedTuple):
    """A piece of a line in one ink; `ink` and `ground` are names of the theme's colours."""

    text: str
    ink: str = "text-desk"
    bold: bool = False
    italic: bool = False
    ground: str = ""
    """Empty: whatever the line lies on."""
    mark: str = ""
    """The lift that this piece belongs to."""
    underline: bool = False

    @property
    def cells(self) -> int:
        """How many cells it takes."""
        return cell_len(self.text)


def cells(spans: Iterable[Span]) -> int:
    """How many cells a line takes."""
    return sum(span.cells for span in spans)


def cut(spans: Iterable[Span], width: int) -> list[Span]:
    """Cut a line to a width; what does not fit is replaced by an ellipsis, blanks at its end by nothing."""
    line = list(spans)
    if cells(line) <= width or width <= 0:
        return line if width > 0 else []
    lost = cell_len("".join(span.text for span in line).rstrip()) > width
    kept: list[Span] = []
    left = width - 1 if lost else width
    for span in line:
        size = span.cells
        if size >= left:
            text = set_cell_size(span.text, left)
            return [*kept, span._replace(text=text.rstrip() + "…" if lost else text)]
        kept.append(span)
        left -= size
    return kept


def fill(spans: Iterable[Span], width: int, pad: Span | None = None) -> list[Span]:
    """Cut a line to a width, or lengthen it with blanks."""
    line = cut(spans, width)
    rest = width - cells(line)
    if rest > 0:
        line.append((pad or Span(""))._replace(text=" " * rest))
    return line


@lru_cache(2048)
def _style(colour: str, ground: str, bold: bool, italic: bool, underline: bool) -> Style:  # noqa: FBT001
    return Style(color=colour, bgcolor=ground, bold=bold, italic=italic, underline=underline)


def paint(spans: Iterable[Span], colours: Mapping[str, str], ground: str) -> Strip:
    """Turn a line into a strip.

    Args:
        spans: The line.
        colours: The theme's colours by name.
        ground: Name of the colour that the line lies on.
    """
    segments = []
    for span in spans:
        text = span.text.translate(_CONTROLS)
        colour, under = colours[span.ink], colours[span.ground or ground]
        segments.append(Segment(text, _style(colour, under, span.bold, span.italic, span.underline)))
    return Strip(segments)
