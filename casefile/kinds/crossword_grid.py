"""The grid of a crossword: words that cross, laid one after the other, and every way to fill it from a list."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

Square = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A word's place."""

    row: int
    column: int
    is_down: bool
    word: str

    @property
    def squares(self) -> tuple[Square, ...]:
        """Where its letters stand."""
        by_row, by_column = (1, 0) if self.is_down else (0, 1)
        return tuple((self.row + by_row * at, self.column + by_column * at) for at in range(len(self.word)))


Layout = tuple[Entry, ...]

_TRIED = 16
"""Words that are tried for the next place."""


def lay(words: Sequence[str], size: int, most: int, stream: random.Random) -> Layout:
    """Lay words into a square, each where few others of the list would fit too and where it crosses most."""
    left = stream.sample(words, len(words))
    first = left.pop()
    layout = [
        _entry(first, stream.randint(0, size - len(first)), stream.randrange(size), is_down=stream.random() < 0.5)
    ]
    letters = dict(zip(layout[0].squares, first, strict=True))
    while len(layout) < most:
        tried = stream.sample(left, min(len(left), _TRIED))
        placings = [
            (-_others(entry, letters, left), crossed, stream.random(), entry)
            for word in tried
            for crossed, entry in _fits(word, letters, size)
        ]
        if not placings:
            break
        *_, entry = max(placings)
        layout.append(entry)
        letters |= zip(entry.squares, entry.word, strict=True)
        left.remove(entry.word)
    top, left_side = (min(square[side] for square in letters) for side in (0, 1))
    return tuple(sorted(replace(entry, row=entry.row - top, column=entry.column - left_side) for entry in layout))


def _entry(word: str, along: int, beside: int, *, is_down: bool) -> Entry:
    return Entry(along, beside, is_down, word) if is_down else Entry(beside, along, is_down, word)


def _others(entry: Entry, letters: Mapping[Square, str], words: Sequence[str]) -> int:
    """How many other words would fit into a place as well."""
    known = [(at, letters[square]) for at, square in enumerate(entry.squares) if square in letters]
    alike = (word for word in words if len(word) == len(entry.word) and word != entry.word)
    return sum(all(word[at] == letter for at, letter in known) for word in alike)


def _fits(word: str, letters: Mapping[Square, str], size: int) -> Iterator[tuple[int, Entry]]:
    """Every place in which a word crosses others and touches none, and how many it crosses."""
    seen = set()
    for (row, column), letter in letters.items():
        for at in (at for at, sign in enumerate(word) if sign == letter):
            for is_down in (False, True):
                along, beside = (row - at, column) if is_down else (column - at, row)
                if not 0 <= along <= size - len(word) or (along, beside, is_down) in seen:
                    continue
                seen.add((along, beside, is_down))
                entry = _entry(word, along, beside, is_down=is_down)
                if crossed := _crossed(entry, letters):
                    yield crossed, entry


def _crossed(entry: Entry, letters: Mapping[Square, str]) -> int:
    """How many letters that stand already an entry goes through; 0 where it does not fit."""
    by_row, by_column = (1, 0) if entry.is_down else (0, 1)
    squares = entry.squares
    (top, left), (bottom, right) = squares[0], squares[-1]
    if (top - by_row, left - by_column) in letters or (bottom + by_row, right + by_column) in letters:
        return 0
    crossed = 0
    for (row, column), letter in zip(squares, entry.word, strict=True):
        there = letters.get((row, column))
        if there is None:
            # beside a letter of its own there may be none
            if (row + by_column, column + by_row) in letters or (row - by_column, column - by_row) in letters:
                return 0
        elif there != letter:
            return 0
        else:
            crossed += 1
    return crossed if crossed < len(squares) else 0


def crossings(layout: Layout) -> dict[Square, tuple[int, int]]:
    """Squares that two entries share, with the indices of both, the across first."""
    owners: dict[Square, list[int]] = {}
    for index, entry in enumerate(layout):
        for square in entry.squares:
            owners.setdefault(square, []).append(index)
    pairs = {square: sorted(two, key=lambda at: layout[at].is_down) for square, two in owners.items() if len(two) == 2}
    return {square: (two[0], two[1]) for square, two in pairs.items()}


def numbers(layout: Layout) -> dict[Square, int]:
    """Number of every square in which a word begins, in reading order."""
    return {square: number for number, square in enumerate(sorted({entry.squares[0] for entry in layout}), 1)}


@dataclass(slots=True)
class Tally:
    """How much was tried."""

    tried: int = 0


def fillings(layout: Layout, words: Sequence[str], tally: Tally) -> Iterator[dict[int, str]]:
    """Every way to put different words of the list into the places: index of the entry to its word."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    places = [entry.squares for entry in layout]

    def fitting(index: int, letters: Mapping[Square, str], used: set[str]) -> list[str]:
        squares = places[index]
        pattern = [letters.get(square) for square in squares]
        return [
            word
            for word in by_length[len(squares)]
            if word not in used and all(known in {None, sign} for known, sign in zip(pattern, word, strict=True))
        ]

    def go_on(filled: dict[int, str], letters: dict[Square, str]) -> Iterator[dict[int, str]]:
        if len(filled) == len(places):
            yield filled
            return
        used = set(filled.values())
        open_places = {index: fitting(index, letters, used) for index in range(len(places)) if index not in filled}
        index = min(open_places, key=lambda at: len(open_places[at]))
        for word in open_places[index]:
            tally.tried += 1
            yield from go_on({**filled, index: word}, {**letters, **dict(zip(places[index], word, strict=True))})

    yield from go_on({}, {})
