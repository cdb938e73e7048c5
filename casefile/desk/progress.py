"""How far a long piece of work has come, said on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int, str], None]
"""Called with how much is done, how much there is to do, and what was done last."""

_WIDTH = 30


@contextmanager
def progress(title: str, how: str = "auto") -> Iterator[Tell]:
    """Give a function that says how far the work has come.

    Args:
        title: What is being done.
        how: `auto`: a bar where standard error is a terminal, else nothing; `lines`: `done/total`, one a line,
            for another program; `none`.
    """
    if how == "lines":
        yield _lines()
        return
    if how == "none" or not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    try:
        yield lambda done, total, _what: _bar(title, done, total)
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _lines() -> Tell:
    last = ""

    def tell(done: int, total: int, _what: str) -> None:
        nonlocal last
        if (line := f"{done}/{total}") != last:
            print(line, file=sys.stderr, flush=True)  # noqa: T201
            last = line

    return tell


def _bar(title: str, done: int, total: int) -> None:
    filled = _WIDTH * done // max(total, 1)
    sys.stderr.write(f"\r{title}  [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}")
    sys.stderr.flush()
