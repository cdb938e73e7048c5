"""A process that knows the kinds and nothing of any case: it is handed papers, and says what it makes of them.

Run as `python -I -m casefile.kinds.solving`. A line is one JSON object: `{kind, params, papers}` comes in,
`{answer}` or `{why}` goes out, each with the `seconds` that it took.
"""

import os
import sys
import time
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds import kind

READY = b"ready\n"
"""Said once, before the first task: what comes after it is time spent on solving."""


class Task(msgspec.Struct, frozen=True):
    """What a player would have before them."""

    kind: str
    params: dict[str, Any]
    """What `Kind.public` gave."""
    papers: dict[str, str]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a solver found, or why it found nothing."""

    answer: tuple[str, ...] = ()
    why: str = ""
    seconds: float = 0.0


def solve(task: Task) -> Found:
    """Solve one task; whatever goes wrong is told and not raised."""
    begun = time.perf_counter()
    try:
        answer = tuple(map(str, kind(task.kind).solve(task.papers, task.params)))
    except Refusal as refusal:
        return Found(why=refusal.sentence, seconds=time.perf_counter() - begun)
    except Exception as error:  # noqa: BLE001  a solver's slip is a finding, and the next task is still to do
        return Found(why=f"The solver fails: {type(error).__name__}: {error}", seconds=time.perf_counter() - begun)
    return Found(answer=answer, seconds=time.perf_counter() - begun)


def main() -> None:
    """Solve until nothing more comes."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a kind prints must not be taken for an answer
    out.write(READY)
    out.flush()
    for line in sys.stdin.buffer:
        out.write(msgspec.json.encode(solve(msgspec.json.decode(line, type=Task))) + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
