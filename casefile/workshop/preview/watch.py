"""Looks at a case's folder all the time and says when something in it was saved."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

EVERY = 0.05
"""Seconds between two looks. A look at a hundred files takes about a millisecond."""
SETTLED = 0.01
"""Seconds after which a file that is being written must look the same before it is read."""
MOST_FILES = 10_000

Look = dict[str, tuple[int, int]]
"""Path to time of change and size."""


def look(folder: Path) -> Look:
    """What lies in the folder now. Hidden files, editors' copies and the logs of plays are no part of the case."""
    return {path: (about.st_mtime_ns, about.st_size) for path, about in _files(str(folder))}


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    waiting, count = [folder], 0
    while waiting and count < MOST_FILES:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:  # gone between two looks
            continue
        for entry in entries:
            if entry.name.startswith((".", "#", "__pycache__")) or entry.name.endswith(("~", ".swp", ".part", ".key")):
                continue
            try:
                about = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(about.st_mode):
                if entry.name != "playtests":
                    waiting.append(entry.path)
            else:
                count += 1
                yield entry.path, about


class Watch(threading.Thread):
    """Calls `changed` from its own thread whenever the folder has changed and is at rest again."""

    def __init__(self, folder: Path, changed: Callable[[], object]) -> None:
        """Make one; `start` it.

        Args:
            folder: What is watched.
            changed: Called after every change; it must return at once.
        """
        super().__init__(name="preview-watch", daemon=True)
        self._folder = folder
        self._changed = changed
        self._end = threading.Event()
        self._seen = look(folder)

    def run(self) -> None:
        """Look, until `stop`."""
        while not self._end.wait(EVERY):
            now = look(self._folder)
            if now == self._seen:
                continue
            while not self._end.wait(SETTLED) and now != (again := look(self._folder)):
                now = again
            self._seen = now
            self._changed()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
