"""What the kinds' solvers make of papers, asked once for all rules and profiles that ask the same."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from casefile.kinds.solving import Found, Task, solve


class Here:
    """Solves in this process: a check asks what the papers say, and `casefile solve` asks it again in a clean one."""

    def solve(self, kind: str, params: Mapping[str, Any], papers: Mapping[str, str]) -> Found:
        """See `Solver.solve`."""
        return _solved(kind, msgspec.json.encode(params), msgspec.json.encode(papers))


@lru_cache(256)
def _solved(kind: str, params: bytes, papers: bytes) -> Found:
    """Parameters and papers as bytes, by which they are found again."""
    return solve(Task(kind, msgspec.json.decode(params), msgspec.json.decode(papers)))
