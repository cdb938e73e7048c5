"""Printing a crossword: the empty grid with its numbers and marks, the same in words, and its clues."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from casefile.kinds.crossword_grid import Layout, Square, crossings, numbers

BLACK = "███"
WAYS = ("across", "down")


def draw(layout: Layout, marked: Sequence[Square]) -> str:
    """The grid: a number where a word begins, a small letter in a marked square, black where nothing stands."""
    begun, marks = numbers(layout), _marks(marked)
    squares = {square for entry in layout for square in entry.squares}
    height, width = (max(square[side] for square in squares) + 1 for side in (0, 1))
    lines = ["┌" + "┬".join(["───"] * width) + "┐"]
    for row in range(height):
        cells = [
            f"{begun.get((row, column), ''):<2}{marks.get((row, column), ''):1}" if (row, column) in squares else BLACK
            for column in range(width)
        ]
        lines += ["│" + "│".join(cells) + "│", "├" + "┼".join(["───"] * width) + "┤"]
    return "\n".join([*lines[:-1], "└" + "┴".join(["───"] * width) + "┘"])


def say(layout: Layout, marked: Sequence[Square]) -> str:
    """The grid in words: how long each entry is, where they cross, which letters are marked."""
    names = entry_names(layout)
    entries = "; ".join(f"{name}, {len(entry.word)} letters" for name, entry in zip(names, layout, strict=True))
    shared = "; ".join(
        f"{names[across]} letter {layout[across].squares.index(square) + 1} is {names[down]} letter "
        f"{layout[down].squares.index(square) + 1}"
        for square, (across, down) in sorted(crossings(layout).items())
    )
    marks = "; ".join(f"{row['mark']} is {row['entry']} letter {row['letter']}" for row in mark_rows(layout, marked))
    return f"An empty crossword. {entries}. Crossings: {shared}. Marked: {marks}."


def entry_names(layout: Layout) -> list[str]:
    """`3 across` and the like, in the order of the layout."""
    begun = numbers(layout)
    return [f"{begun[entry.squares[0]]} {WAYS[entry.is_down]}" for entry in layout]


def mark_rows(layout: Layout, marked: Sequence[Square]) -> list[dict[str, Any]]:
    """Each mark with an entry that goes through it."""
    rows = []
    for mark, square in zip(ascii_lowercase, marked, strict=False):
        entry, name = next(
            (entry, name) for entry, name in zip(layout, entry_names(layout), strict=True) if square in entry.squares
        )
        rows.append({"mark": mark, "entry": name, "letter": entry.squares.index(square) + 1})
    return rows


def clue_rows(layout: Layout, clues: Mapping[str, str], way: str) -> list[dict[str, Any]]:
    """The clues of one way, by their numbers."""
    rows = [
        {"no": int(name.split()[0]), "clue": clues[entry.word], "length": len(entry.word), "word": entry.word}
        for name, entry in zip(entry_names(layout), layout, strict=True)
        if name.endswith(way)
    ]
    return sorted(
        ({**row, "text": f"{row['no']}. {row['clue']} ({row['length']})"} for row in rows), key=lambda row: row["no"]
    )


def _marks(marked: Sequence[Square]) -> dict[Square, str]:
    return dict(zip(marked, ascii_lowercase, strict=False))
