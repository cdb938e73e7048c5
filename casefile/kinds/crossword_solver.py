"""Filling a crossword on paper: read the grid, or its words, and try every word of the list in every place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from casefile.kinds.riddle import Answer, unsolved

_Place = tuple[int, ...]
"""The squares of an entry, by any numbers."""
_FRAMED = re.compile(r"^[^\n\w]*┌[─┬]+┐[^\n\w]*$.*?^[^\n\w]*└[─┴]+┘", re.DOTALL | re.MULTILINE)


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The keyword that the marked squares spell.

    Args:
        papers: Texts, one of them with the grid, drawn or said.
        params: `words`, the list.
    """
    words = defaultdict(list)
    for word in params["words"]:
        words[len(word)].append(word.upper())
    # the grid stands in one paper, drawn or said; another paper may have the grid of another puzzle
    grids = [grid for paper in papers for grid in (*map(_drawn, _FRAMED.findall(paper)), _said(paper)) if grid]
    found = {
        "".join(letters[marked[mark]] for mark in sorted(marked))
        for places, marked in grids
        for letters in _fill(sorted(places, key=len, reverse=True), {}, words)
        if marked
    }
    if len(found) != 1:
        raise unsolved(f"{len(found)} ways to fill {len(grids)} grids of a crossword.")
    return (found.pop(),)


def _drawn(text: str) -> tuple[list[_Place], dict[str, int]] | None:
    rows = [line.strip()[1:-1].split("│") for line in text.splitlines() if re.fullmatch(r"\s*│.*│\s*", line)]
    width = max(map(len, rows), default=0)
    if width < 3 or any(len(row) != width or any(len(cell) != 3 for cell in row) for row in rows):
        return None
    is_open = [[("█" not in cell) for cell in row] for row in rows]
    places = []
    for lines, name in (
        (is_open, lambda row, at: row * width + at),
        (_turned(is_open), lambda at, row: row * width + at),
    ):
        for number, line in enumerate(lines):
            runs = re.finditer("1{2,}", "".join("01"[cell] for cell in line))
            places += [tuple(name(number, at) for at in range(*run.span())) for run in runs]
    cells = [cell for row in rows for cell in row]
    return places, {cell[2]: at for at, cell in enumerate(cells) if cell[2].islower()}


def _turned(lines: Sequence[Sequence[bool]]) -> list[list[bool]]:
    return [list(line) for line in zip(*lines, strict=True)]


def _said(text: str) -> tuple[list[_Place], dict[str, int]] | None:
    text = " ".join(text.split())
    lengths = {name: int(length) for name, length in re.findall(r"(\d+ (?:across|down)), (\d+) letters", text)}
    spot = r"(\d+ (?:across|down)) letter (\d+)"
    begins = {name: 100 * number for number, name in enumerate(lengths)}
    squares = {name: list(range(begins[name], begins[name] + length)) for name, length in lengths.items()}
    for across, at, down, also in re.findall(rf"{spot} is {spot}", text):
        squares[down][int(also) - 1] = squares[across][int(at) - 1]
    marked = {mark: squares[name][int(at) - 1] for mark, name, at in re.findall(rf"\b([a-z]) is {spot}", text)}
    return ([tuple(place) for place in squares.values()], marked) if lengths and marked else None


def _fill(
    places: Sequence[_Place],
    letters: Mapping[int, str],
    words: Mapping[int, Sequence[str]],
    used: frozenset[str] = frozenset(),
) -> Iterator[Mapping[int, str]]:
    """Every filling by different words; the place of which most is known comes next."""
    if not places:
        yield letters
        return
    place = max(places, key=lambda one: sum(square in letters for square in one) / len(one))
    for word in words[len(place)]:
        if word not in used and all(
            letters.get(square, sign) == sign for square, sign in zip(place, word, strict=True)
        ):
            filled = {**letters, **dict(zip(place, word, strict=True))}
            yield from _fill([one for one in places if one != place], filled, words, used | {word})
