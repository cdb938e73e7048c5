"""Two flimsies laid over each other: what one copy blacks, the other may show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells
from casefile.tools.overlay import Gap, Overlay, Piece, lay

_INKS = {"both": "ink", "first": "carbon", "second": "paper-red", "gap": "ink"}


class OverlayBench(BenchTool):
    """The two strips as one sheet."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Two flimsies",
        "One copy on each strip. What only the first shows is underlined and blue, what only the second shows is in "
        "italics and red; what is black in both stays black, with a number, and what is known of it stands beneath.",
    )
    name_of_tool = "overlay"
    titles = ("strip 1: the first copy", "strip 2: the second copy")

    def __init__(self) -> None:
        super().__init__()
        self._overlay: Overlay | None = None

    def work(self, strips: Strips) -> Callable[[], Overlay | None]:
        """Lay the strips over each other."""
        if not strips.first.strip() or not strips.second.strip():
            return lambda: None
        return partial(lay, strips.first, strips.second)

    def take(self, made: Overlay | None) -> None:
        """Show the sheet."""
        self._overlay, self.refusal = made, ""
        self.result = made.text if made else ""
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """The sheet, its gaps, and where the copies differ."""
        sheet = min(width - 2, 96)
        overlay = self._overlay
        if overlay is None:
            words = self.refusal or "Put one copy on each strip; laid over each other they are read as one."
            return [[], *([Span("  "), *line] for line in said(words, width - 4))]
        lines = [self._key(overlay)]
        gaps = {f"[{gap.number}]": gap for gap in overlay.gaps}
        spans = [span for piece in overlay.pieces for span in _inked(piece, gaps)]
        for paragraph in _paragraphs(spans):
            lines += [self._on_paper(line, sheet) for line in ([], *wrap(paragraph, sheet - 4))]
        lines.append(self._on_paper([], sheet))
        for gap in overlay.gaps:
            lines += [[Span(" "), *line] for line in wrap(_known(gap), width - 2, hang=5)]
        for stray in overlay.strays:
            lines += [[Span(" "), *line] for line in said(f"The copies differ: {stray}", width - 2, "amber")]
        return lines

    def _key(self, overlay: Overlay) -> Line:
        filled = f"{overlay.filled} filled" if overlay.filled else "nothing filled"
        return [
            Span(" first alone ", "text-desk", underline=True),
            Span("   second alone ", "text-desk", italic=True),
            Span(f"   {filled}, {len(overlay.gaps)} black in both", "quiet"),
        ]

    @staticmethod
    def _on_paper(line: Line, width: int) -> Line:
        ground = "paper-flimsy"
        spans = [span._replace(ground=ground) for span in line]
        return [Span("  ", ground=ground), *spans, Span(" " * (width - 2 - cells(line)), ground=ground)]


def _inked(piece: Piece, gaps: dict[str, Gap]) -> Line:
    """A piece as it lies on the sheet: a gap as black of its width, with the letter that was left."""
    gap = gaps.get(piece.text.strip())
    if piece.kind != "gap" or gap is None:
        own = piece.kind != "both"
        return [Span(piece.text, _INKS[piece.kind], own, piece.kind == "second", underline=piece.kind == "first")]
    before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    width = max(gap.first.width, gap.second.width) or 4
    black = Span("█" * (width - len(gap.initial)), "black")
    return [Span(before), Span(f"{gap.number}:", "pencil"), Span(gap.initial, "ink", bold=True), black]


def _known(gap: Gap) -> Line:
    """What the two copies give away of a word that is black in both."""
    first, second = gap.first.width, gap.second.width
    if first and second and first != second:
        parts = [f"{first} letters wide on strip 1, {second} on strip 2"]
    else:
        parts = [f"{first or second} letters wide" if first or second else "of no known width"]
    if gap.initial:
        parts.append(f"begins with {gap.initial}")
    return [
        Span(f"{gap.number:>2}  ", "buff", bold=True),
        Span(", ".join(parts), "text-desk", bold=True),
        Span(f"   … {gap.before} ██ {gap.after} …", "quiet"),
    ]


def _paragraphs(spans: list[Span]) -> list[Line]:
    """Split a run of spans at empty lines."""
    found: list[Line] = [[]]
    for span in spans:
        for n, part in enumerate(span.text.split("\n\n")):
            if n:
                found.append([])
            if part:
                found[-1].append(span._replace(text=part))
    return [paragraph for paragraph in found if paragraph]
