"""Paper markup: the text of a paper becomes blocks, with the lifts that are held in place.

The markup is line-based (`docs/authors/format.md`): what a line begins with is what its block is; inside a block
there are `**bold**`, `*italic*` and four bracketed words: `[[mark NAME]]`, `[[hidden NAME]]`, `[[black N]]` and
`[[player]]`. There are no errors: what is not markup is text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casefile.session.chunks import Chunk, cells, cut
from casefile.session.views import Block, Run, Shape, Style

BAR = "█" * 12
"""What stands for a lift that is not held: one width for all, so that nothing shows of its length."""

BLACK = "▓"
"""One cell that the paper's maker has blacked for good."""

MAX_BLACK = 76

_TOKEN = re.compile(
    r"\\(?P<literal>[\\*\[\]|])"
    r"|\[\[(?P<word>mark|hidden|black|player)(?: +(?P<name>[^\]\s]{1,80}))?\]\]"
    # spans are bounded: a text of nothing but stars must not cost the square of its length
    r"|\*\*(?=\S)(?P<bold>.{1,600}?)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<italic>.{1,600}?)(?<=\S)\*",
    re.DOTALL,
)
_WORD = re.compile(r"\[\[(mark|hidden|black|player)(?: +([^\]\s]{1,80}))?\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a paper where a lift may come."""

    name: str
    hidden: bool
    """Nothing shows of it until its lift is held."""


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
    for chunk in cut(text):
        alone = _WORD.fullmatch(chunk.text) if chunk.shape is Shape.PARAGRAPH else None
        lifted = ink.held(alone[2]) if alone and alone[1] in {"mark", "hidden"} and alone[2] else None
        if alone and lifted is not None:
            yield from _blocks(lifted, ink.inside(alone[2]))
        elif (block := _block(chunk, ink)) is not None:
            yield block


def _block(chunk: Chunk, ink: _Ink) -> Block | None:
    if chunk.shape is Shape.RULE:
        return Block(Shape.RULE)
    if chunk.shape is Shape.FIGURE:
        return Block(
            Shape.FIGURE, lines=tuple(_figure(chunk.lines, ink)), wide=tuple(_figure(chunk.wide, ink)), alt=chunk.alt
        )
    if chunk.shape is Shape.TABLE:
        rows = (tuple(tuple(_runs(cell, ink)) for cell in cells(line)) for line in chunk.lines)
        kept = tuple(row for row in rows if any(row))
        return Block(Shape.TABLE, rows=kept) if kept else None
    runs = tuple(_runs(chunk.text, ink))
    return Block(chunk.shape, runs=runs, level=chunk.level) if runs else None


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
