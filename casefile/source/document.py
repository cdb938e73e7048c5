"""A Markdown file with TOML front matter between `+++` lines, and its division into blocks."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^```")
_BLANK = re.compile(r"^[ \t]*$")


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
