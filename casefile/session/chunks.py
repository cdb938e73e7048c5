"""Cutting a paper into blocks: what a line begins with is what its block is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casefile.session.views import Shape

_PREFIXES: tuple[tuple[str, Shape, int, str | None], ...] = (
    # prefix, shape, level, how a second such line joins the block before it (None: it is a block of its own)
    ("## ", Shape.HEAD, 2, None),
    ("# ", Shape.HEAD, 1, None),
    (">> ", Shape.RIGHT, 1, "\n"),
    ("> ", Shape.ASIDE, 1, " "),
    ("-- ", Shape.SIGNATURE, 1, "\n"),
    ("- ", Shape.LIST, 1, None),
    ("Q. ", Shape.QUESTION, 1, None),
    ("A. ", Shape.ANSWER, 1, None),
)
_CLOSED = {Shape.HEAD, Shape.RULE, Shape.TABLE, Shape.FIGURE}
"""Shapes that a plain line does not continue."""

_FENCE = re.compile(r"```figure(?P<wide>-wide)?\b ?(?P<alt>.*)")
_TABLE_RULE = re.compile(r"\|[\s|:-]*\|?")


@dataclass(slots=True)
class Chunk:
    """The raw lines of one block."""

    shape: Shape
    text: str = ""
    level: int = 1
    lines: list[str] = field(default_factory=list)
    alt: str = ""
    wide: list[str] = field(default_factory=list)
    """A figure as it is drawn where there is more room."""
    is_wide: bool = False
    """It is what the figure before it is where there is more room."""


def cut(text: str) -> Iterator[Chunk]:
    """The blocks of a text, a wide figure with the figure that it stands behind."""
    last: Chunk | None = None
    for chunk in _chunks(text):
        if last and last.shape is Shape.FIGURE and chunk.is_wide:
            last.wide = chunk.lines
            continue
        if last:
            yield last
        last = chunk
    if last:
        yield last


def _chunks(text: str) -> Iterator[Chunk]:
    chunk: Chunk | None = None
    for line in text.splitlines():
        if chunk and chunk.shape is Shape.FIGURE:
            if line.strip() == "```":
                yield chunk
                chunk = None
            else:
                chunk.lines.append(line.rstrip())
            continue
        begun = _begin(line)
        if chunk and _joins(chunk, begun):
            continue
        if chunk:
            yield chunk
        chunk = begun
    if chunk:
        yield chunk


def _begin(line: str) -> Chunk | None:
    """The block that this line would begin; None for a blank one."""
    bare = line.strip()
    if not bare or bare == ">":
        return None
    if match := _FENCE.fullmatch(bare):
        return Chunk(Shape.FIGURE, alt=match["alt"].strip(), is_wide=bool(match["wide"]))
    if bare == "---":
        return Chunk(Shape.RULE)
    if bare.startswith("|"):
        return Chunk(Shape.TABLE, lines=[] if _TABLE_RULE.fullmatch(bare) else [bare])
    for prefix, shape, level, _ in _PREFIXES:
        if bare.startswith(prefix):
            return Chunk(shape, bare.removeprefix(prefix).strip(), level)
    return Chunk(Shape.PARAGRAPH, bare)


def _joins(chunk: Chunk, begun: Chunk | None) -> bool:
    """Add a line to the block before it where it belongs there."""
    if begun is None:
        return False
    if begun.shape is Shape.TABLE and chunk.shape is Shape.TABLE:
        chunk.lines += begun.lines
        return True
    if begun.shape is Shape.PARAGRAPH:
        joint = None if chunk.shape in _CLOSED else " "
    else:
        joint = next((join for _, shape, _, join in _PREFIXES if shape is begun.shape), None)
        joint = joint if begun.shape is chunk.shape else None
    if joint is None:
        return False
    chunk.text += joint + begun.text
    return True


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    inner = line.removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]
