"""A screen without Unicode."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from casefile.desk.signs import to_ascii


class Ascii(LineFilter):
    """Lies over every line that the app draws: borders, scrollbars and foreign text alike."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  the base's signature
        """Replace the text of a line."""
        return [Segment(to_ascii(text), style, control) for text, style, control in segments]
