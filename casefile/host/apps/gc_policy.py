"""When a process with a hundred screens collects its garbage: never in the middle of somebody's key.

A full collection looks at every object of every desk, about 14 ms a desk; Python's own thresholds have it run
whenever enough was allocated. Here the young are collected often and everything old is frozen. Desks that are closed
are taken apart (`knot`), so that next to nothing waits for a full collection: it comes when few are left, and quiet.
"""

import gc
import logging
from collections.abc import Callable
from time import monotonic, perf_counter

_log = logging.getLogger(__name__)

YOUNG = (2_000, 5, 1_000_000)
"""Allocations before a young collection, young ones before a middle one, and as good as never a full one."""
QUIET = 10.0
"""Seconds without a key, anywhere, after which a full collection may run."""
CLOSED = 20
"""Desks that were closed since the last full collection, from which it is worth one."""
FEW = 10
"""Open desks up to which it may run: with so many, whoever types into it waits for less than 200 ms."""


class GcPolicy:
    """Tell it what happens, and call `tick` once a second."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._opened = self._closed = self._live = 0
        self._typed = clock()

    def begin(self) -> None:
        """After everything is imported."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*YOUNG)

    def typed(self) -> None:
        """Somebody is at work."""
        self._typed = self._clock()

    def opened(self) -> None:
        """A desk was opened."""
        self._opened += 1
        self._live += 1

    def closed(self) -> None:
        """A desk was closed."""
        self._closed += 1
        self._live -= 1

    def tick(self) -> None:
        """Do what is due."""
        if self._closed and (not self._live or self._is_due()):
            began = perf_counter()
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            _log.info("a full collection, %.1f ms", 1000 * (perf_counter() - began))
            self._closed = self._opened = 0
        elif self._opened:
            gc.collect(1)
            gc.freeze()
            self._opened = 0

    def _is_due(self) -> bool:
        is_quiet = self._clock() - self._typed >= QUIET
        return is_quiet and self._closed >= CLOSED and self._live <= FEW

    @staticmethod
    def end() -> None:
        """Python's own ways again."""
        gc.set_threshold(700, 10, 10)
        gc.unfreeze()
