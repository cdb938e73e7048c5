"""The store's promise: a saved event costs little more than bringing the same bytes safely to disk by hand."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row, ratio_row
from casefile.store.eventstore import ONE
from casefile.store.tinydb import TinyStore

EACH = 60
EVENT = {"kind": "guessed", "at": 1_750_000_000.0, "by": "the desk", "lock": "p01", "answer": ["tin heron is control"]}


def by_hand(path: Path, data: bytes) -> None:
    """The reference: temporary file, fsync, rename."""
    beside = path.with_suffix(".tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    beside.rename(path)


def events() -> Iterator[Row]:
    """One more event in a save of 200 and of 2,000, in turns with the reference."""
    for size, bar in ((200, 3.0), (2000, 4.0)):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            path = Path(folder, "play.save")
            store = TinyStore(path)
            store.append(ONE, 0, "fill", [EVENT] * size)
            ours, theirs = [], []
            for number in range(EACH):
                began = time.perf_counter()
                store.append(ONE, size + number, f"c{number}", [EVENT])
                ours.append((time.perf_counter() - began) * 1000)
                same = path.read_bytes()
                began = time.perf_counter()
                by_hand(Path(folder, "hand"), same)
                theirs.append((time.perf_counter() - began) * 1000)
            store.close()
        yield ratio_row(
            f"one saved event at {size:,} events",
            statistics.median(ours),
            statistics.median(theirs),
            "temp + fsync + rename",
            bar,
        )
