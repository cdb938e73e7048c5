"""Paper markup: the text of a paper becomes blocks, with the lifts that are held in place.

The markup is line-based (`docs/author-guide.md`): what a line begins with is what its block is; inside a block
there are `**bold**`, `*italic*` and four bracketed words: `[[mark NAME]]`, `[[hidden NAME]]`, `[[black N]]` and
`[[player]]`. There are no errors: what is not markup is text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from casefile.session.views import Block, Run, Shape, Style

BAR = "█" * 12
"""What stands for a lift that is not held: one width for all, so that nothing shows of its length."""

BLACK = "▓"
"""One cell that the paper's maker has blacked for good."""

MAX_BLACK = 76

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

_TOKEN = re.compile(
    r"\\(?P<literal>[\\*\[\]|])"
    r"|\[\[(?P<word>mark|hidden|black|player)(?: +(?P<name>[^\]\s]{1,80}))?\]\]"
    # spans are bounded: a text of nothing but stars must not cost the square of its length
    r"|\*\*(?=\S)(?P<bold>.{1,600}?)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<italic>.{1,600}?)(?<=\S)\*",
    re.DOTALL,
)
_WORD = re.compile(r"\[\[(mark|hidden|black|player)(?: +([^\]\s]{1,80}))?\]\]")
_FENCE = re.compile(r"```figure\b ?(.*)")
_TABLE_RULE = re.compile(r"\|[\s|:-]*\|?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a paper where a lift may come."""

    name: str
    hidden: bool
    """Nothing shows of it until its lift is held."""


@dataclass(slots=True)
class _Chunk:
    """The raw lines of one block."""

    shape: Shape
    text: str = ""
    level: int = 1
    lines: list[str] = field(default_factory=list)
    alt: str = ""


@dataclass(frozen=True, slots=True)
class _Ink:
    """What the words of a paper are written with."""

    lifts: Mapping[str, str]
    player: str
    mark: str = ""
    """The lift that is being set, if any."""
    above: frozenset[str] = frozenset()
    """Lifts around this one; a lift that holds its own mark must not go on for ever."""

    def held(self, name: str) -> str | None:
        return None if name in self.above else self.lifts.get(name)

    def inside(self, name: str) -> "_Ink":
        return replace(self, mark=name, above=self.above | {name})


def parse(text: str, lifts: Mapping[str, str] | None = None, player: str = "") -> tuple[Block, ...]:
    """Set a paper.

    Args:
        text: Paper markup, already cleaned (`casefile.text`).
        lifts: Mark to text of the lifts that are held for this paper, markup too.
        player: What `[[player]]` prints; never taken as markup.

    Returns:
        The blocks in reading order; blocks in which nothing shows are left out.
    """
    return tuple(_blocks(text, _Ink(lifts or {}, player)))


def marks(text: str) -> tuple[Mark, ...]:
    """Every mark of a paper, in order; for checks that each lift has its place."""
    found = (match.groups() for match in _WORD.finditer(text))
    return tuple(Mark(name, word == "hidden") for word, name in found if word in {"mark", "hidden"} and name)


def _blocks(text: str, ink: _Ink) -> Iterator[Block]:
    for chunk in _chunks(text):
        alone = _WORD.fullmatch(chunk.text) if chunk.shape is Shape.PARAGRAPH else None
        lifted = ink.held(alone[2]) if alone and alone[1] in {"mark", "hidden"} and alone[2] else None
        if alone and lifted is not None:
            yield from _blocks(lifted, ink.inside(alone[2]))
        elif (block := _block(chunk, ink)) is not None:
            yield block


def _block(chunk: _Chunk, ink: _Ink) -> Block | None:
    if chunk.shape is Shape.RULE:
        return Block(Shape.RULE)
    if chunk.shape is Shape.FIGURE:
        return Block(Shape.FIGURE, lines=tuple(_figure(chunk.lines, ink)), alt=chunk.alt)
    if chunk.shape is Shape.TABLE:
        rows = (tuple(tuple(_runs(cell, ink)) for cell in _cells(line)) for line in chunk.lines)
        kept = tuple(row for row in rows if any(row))
        return Block(Shape.TABLE, rows=kept) if kept else None
    runs = tuple(_runs(chunk.text, ink))
    return Block(chunk.shape, runs=runs, level=chunk.level) if runs else None


def _chunks(text: str) -> Iterator[_Chunk]:
    chunk: _Chunk | None = None
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


def _begin(line: str) -> _Chunk | None:
    """The block that this line would begin; None for a blank one."""
    bare = line.strip()
    if not bare or bare == ">":
        return None
    if match := _FENCE.fullmatch(bare):
        return _Chunk(Shape.FIGURE, alt=match[1].strip())
    if bare == "---":
        return _Chunk(Shape.RULE)
    if bare.startswith("|"):
        return _Chunk(Shape.TABLE, lines=[] if _TABLE_RULE.fullmatch(bare) else [bare])
    for prefix, shape, level, _ in _PREFIXES:
        if bare.startswith(prefix):
            return _Chunk(shape, bare.removeprefix(prefix).strip(), level)
    return _Chunk(Shape.PARAGRAPH, bare)


def _joins(chunk: _Chunk, begun: _Chunk | None) -> bool:
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


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _figure(lines: list[str], ink: _Ink) -> Iterator[str]:
    """A figure's lines; a line that is one mark gives way to all lines of its lift."""
    for line in lines:
        alone = _WORD.fullmatch(line.strip())
        lifted = ink.held(alone[2]) if alone and alone[2] else None
        if alone and lifted is not None:
            yield from _figure(lifted.splitlines(), ink.inside(alone[2]))
        elif not (alone and alone[1] == "hidden"):
            yield _WORD.sub(lambda match: "".join(run.text for run in _word(match[1], match[2] or "", ink)), line)


def _runs(text: str, ink: _Ink, style: Style = Style.PLAIN) -> Iterator[Run]:
    """Inline markup; neighbours of one style become one run."""
    last: Run | None = None
    for run in _pieces(text, ink, style):
        if last and (last.style, last.mark) == (run.style, run.mark):
            last = Run(last.text + run.text, run.style, run.mark)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _pieces(text: str, ink: _Ink, style: Style) -> Iterator[Run]:
    plain = Style.LIFTED if ink.mark and style is Style.PLAIN else style
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()], plain, ink.mark)
        at = match.end()
        if match["literal"]:
            yield Run(match["literal"], plain, ink.mark)
        elif match["word"]:
            yield from _word(match["word"], match["name"] or "", ink, style, match[0])
        else:
            span, to = (match["bold"], Style.BOLD) if match["bold"] else (match["italic"], Style.ITALIC)
            yield from _runs(span, ink, to)
    if at < len(text):
        yield Run(text[at:], plain, ink.mark)


def _word(word: str, name: str, ink: _Ink, style: Style = Style.PLAIN, literal: str = "") -> Iterator[Run]:
    """One bracketed word."""
    plain = Style.LIFTED if ink.mark and style is Style.PLAIN else style
    if word == "player":
        yield Run(ink.player, plain, ink.mark)
    elif word == "black" and name.isdecimal():
        yield Run(BLACK * min(int(name[:4]), MAX_BLACK), Style.BLACK, ink.mark)
    elif word in {"mark", "hidden"} and name:
        lifted = ink.held(name)
        if lifted is not None:
            yield from _runs(" ".join(lifted.split()), ink.inside(name), style)
        elif word == "mark":
            yield Run(BAR, Style.BAR, name)
    elif literal:
        yield Run(literal, plain, ink.mark)
