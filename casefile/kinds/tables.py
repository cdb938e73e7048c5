"""Reading tables as a player meets them: as markup, in columns, or said row by row for the ear."""

import re
from collections.abc import Iterator
from itertools import zip_longest

_MARKS = re.compile(r"\*+|(?<!\w)_|_(?!\w)")
_BAR = re.compile(r"[|│]")
_ITEM = re.compile(r"^- (?=\S)")


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line that has several, without emphasis; folded cells put together again."""
    folded: list[str] = []
    for line in _whole_lines(text):
        plain = _MARKS.sub("", line).rstrip()
        cells = _cells(plain)
        if folded and len(cells) > 1 and not cells[0] and not plain.startswith("|"):
            pairs = zip_longest(folded, cells[: len(folded)], fillvalue="")
            folded = [f"{above} {below}".strip() for above, below in pairs]
            continue
        if folded:
            yield folded
        folded = cells
    if folded:
        yield folded


def records(text: str) -> Iterator[dict[str, str]]:
    """Every row of a table with a head, as its cells by the names of their columns, in that order."""
    others: list[str] = []
    for line in _whole_lines(_MARKS.sub("", text)):
        named = [cell.partition(": ") for cell in line.strip()[2:].removesuffix(".").split("; ")]
        if _ITEM.match(line.strip()) and all(colon for _, colon, _ in named):
            yield {name: value.strip() for name, _, value in named}
        else:
            others.append(line)
    head: list[str] = []
    for cells in rows("\n".join(others)):
        if all(set(cell) <= set("-+: ") for cell in cells) and any(cells):
            continue
        if len(cells) < 2:
            head = []
        elif not head:
            head = cells
        elif len(cells) == len(head):
            yield dict(zip(head, cells, strict=True))


def _cells(line: str) -> list[str]:
    plain = line.strip()
    if _BAR.search(plain):
        return [cell.strip() for cell in _BAR.split(_strip_bars(line if line[:1] == " " else plain))]
    if _ITEM.match(plain) and ": " in plain:
        said = plain[2:].removesuffix(".").split("; ")
        return [value.strip() for _, colon, value in (cell.partition(": ") for cell in said) if colon]
    return re.split(r"\s{2,}", plain)


def _strip_bars(line: str) -> str:
    """Without the bars around a row of markup; a row in columns has none, and may begin with an empty cell."""
    return line[1:-1] if len(line) > 1 and _BAR.match(line) and _BAR.match(line[-1]) else line


def _whole_lines(text: str) -> Iterator[str]:
    """Lines; those that go on from a list item, indented, are part of it."""
    whole: list[str] = []
    for line in text.splitlines():
        if whole and _ITEM.match(whole[0]) and re.match(r"^  \S", line):
            whole.append(line.strip())
            continue
        if whole:
            yield " ".join(whole)
        whole = [line]
    if whole:
        yield " ".join(whole)
