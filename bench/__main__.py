"""Prints what was promised beside what was measured; the exit code says whether every bar holds."""

import sys
from collections.abc import Iterator

from bench import check, desk, kinds, preview, saves, vault, whole
from bench.table import Row


def rows() -> Iterator[Row]:
    """Measure, one after the other: nothing else should run meanwhile."""
    yield desk.first_frame()
    yield from desk.memory()
    yield from vault.guesses()
    yield desk.timer()
    yield desk.opening()
    yield vault.opening()
    yield from saves.events()
    yield check.checking()
    yield kinds.generators()
    yield preview.saved_to_painted()
    yield from whole.rows()


def main() -> int:
    """Print the table row by row."""
    missed = 0
    for row in rows():
        missed += not row.holds
        print(row.line(), flush=True)
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
