"""Breaking runs of styled text into lines."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from casefile.desk.spans import Span, cells

_PIECE = re.compile(r"\s+|\S+")


def _words(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Words as lists of spans: a word may change its ink in the middle."""
    word: list[Span] = []
    for span in spans:
        for piece in _PIECE.findall(span.text):
            if piece[0].isspace():
                if word:
                    yield word
                    word = []
                yield [span._replace(text=" ")]
            else:
                word.append(span._replace(text=piece))
    if word:
        yield word


def _halves(word: list[Span], width: int) -> Iterator[list[Span]]:
    """A word that is wider than the line, cell by cell."""
    line: list[Span] = []
    used = 0
    for span in word:
        text = ""
        for glyph in span.text:
            size = cell_len(glyph)
            if used + size > width and used:
                yield [*line, span._replace(text=text)] if text else line
                line, text, used = [], "", 0
            text += glyph
            used += size
        if text:
            line.append(span._replace(text=text))
    if line:
        yield line


def join(line: Iterable[Span]) -> list[Span]:
    """Merge neighbours in the same ink: fewer, longer segments."""
    merged: list[Span] = []
    for span in line:
        if merged and merged[-1][1:] == span[1:]:
            merged[-1] = span._replace(text=merged[-1].text + span.text)
        elif span.text:
            merged.append(span)
    return merged


def wrap(spans: Iterable[Span], width: int, *, hang: int = 0) -> list[list[Span]]:
    """Break a paragraph into lines.

    Args:
        spans: The paragraph.
        width: Cells of the first line.
        hang: By how much the following lines are shorter.
    """
    lines: list[list[Span]] = []
    line: list[Span] = []
    used = 0
    room = max(1, width)
    for word in _words(spans):
        size = cells(word)
        if word[0].text == " ":
            if line:
                line.append(word[0])
                used += 1
            continue
        if used + size > room and line:
            lines.append(_trim(line))
            line, used, room = [], 0, max(1, width - hang)
        pieces = list(_halves(word, room)) if size > room else [word]
        for piece in pieces[:-1]:
            lines.append(join(piece))
            room = max(1, width - hang)
        line += pieces[-1]
        used += cells(pieces[-1])
    if line or not lines:
        lines.append(_trim(line))
    return lines


def _trim(line: list[Span]) -> list[Span]:
    while line and line[-1].text == " ":
        line = line[:-1]
    return join(line)


def justify(line: list[Span], width: int) -> list[Span]:
    """Spread a line's blanks so that it ends at the margin; a line that is too short stays ragged."""
    gaps = sum(span.text.count(" ") for span in line)
    missing = width - cells(line)
    if not gaps or missing <= 0 or missing > gaps:
        return line
    done = 0
    spread = []
    for span in line:
        text = ""
        for glyph in span.text:
            text += glyph
            if glyph == " ":
                done += 1
                text += " " * (missing * done // gaps - missing * (done - 1) // gaps)
        spread.append(span._replace(text=text))
    return spread
