"""A Markdown file with TOML front matter between `+++` lines, and its division into blocks.

A block may have an id, by which its translation is found again when its words have changed: `<!-- #k7mx -->` at the
end of its first line. Ids are taken off before anything else reads the text, and no pack has them.
"""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^```")
_BLANK = re.compile(r"^[ \t]*$")
_ID = re.compile(r"[ \t]*<!-- #(?P<id>[a-z0-9]{1,16}) -->[ \t]*$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A text cut at its front matter."""

    front: str
    front_line: int
    body: str
    body_line: int


def cut(text: str) -> Parts | None:
    """Cut a document; None if it does not begin with front matter that also ends."""
    lines = text.split("\n")
    if lines[0].strip() != "+++":
        return None
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == "+++"), None)
    if end is None:
        return None
    body = lines[end + 1 :]
    skipped = 0
    while skipped < len(body) and _BLANK.match(body[skipped]):
        skipped += 1
    return Parts("\n".join(lines[1:end]), 2, "\n".join(body[skipped:]).rstrip() + "\n", end + 2 + skipped)


def blocks(body: str) -> list[str]:
    """Blocks of a text, between blank lines; a fenced figure is one block, whatever is in it."""
    found: list[list[str]] = [[]]
    fenced = False
    for line in body.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        if _BLANK.match(line) and not fenced:
            found.append([])
        else:
            found[-1].append(line)
    return ["\n".join(lines) for lines in found if lines]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text."""

    text: str
    """Without its id."""
    id: str
    offset: int
    """Lines of the text before it."""


def identified(body: str) -> list[Block]:
    """The blocks of a text, with their ids; those that have none have an empty one."""
    lines = body.split("\n")
    found: list[Block] = []
    for start, end in _spans(lines):
        name = _ID.search(lines[start])
        first = _ID.sub("", lines[start])
        # An id may stand on a line of its own, above its block.
        begin = start if first.strip() else start + 1
        text = "\n".join([first, *lines[start + 1 : end]][begin - start :])
        if text:
            found.append(Block(text, name["id"] if name else "", begin))
    return found


def without_ids(body: str) -> str:
    """A text without the ids of its blocks; every line stays on its line."""
    lines = body.split("\n")
    for start, _ in _spans(lines):
        lines[start] = _ID.sub("", lines[start])
    return "\n".join(lines)


def _spans(lines: list[str]) -> list[tuple[int, int]]:
    """First line of each block, and the line after its last."""
    found: list[tuple[int, int]] = []
    fenced, begun = False, -1
    for number, line in enumerate([*lines, ""]):
        if _FENCE.match(line):
            fenced = not fenced
        if begun < 0 and not _BLANK.match(line):
            begun = number
        elif begun >= 0 and ((_BLANK.match(line) and not fenced) or number == len(lines)):
            found.append((begun, number))
            begun = -1
    return found


def repeated(found: list[Block]) -> list[Block]:
    """Blocks whose id an earlier one has."""
    ids = [block.id for block in found]
    return [block for number, block in enumerate(found) if block.id and block.id in ids[:number]]
