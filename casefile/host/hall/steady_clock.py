"""The time by which a host's plays go: it begins with the machine's, and is not set while the host is at work.

A machine's clock is put right by the network, or by hand, in the middle of an evening. By such a clock a jump forward
would end every play, and after a jump back a lock that has to wait would wait until the old time has come again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.store.eventstore import Record

_BEGAN = time.time() - time.monotonic()
DAY = 24 * 3600.0


def steady() -> float:
    """Seconds since the epoch. While the machine sleeps they stand: nobody can play meanwhile."""
    return _BEGAN + time.monotonic()


def after(last: list[Record], clock: Callable[[], float]) -> Callable[[], float]:
    """A clock that goes on behind a play's last event, where the machine's was put back between two evenings.

    A play that claims to be more than a day ahead was edited; it is told so, and the clock is left alone.
    """
    at = last[-1].get("at") if last else None
    ahead = at - clock() if isinstance(at, int | float) else 0.0
    return (lambda: clock() + ahead) if 0 < ahead <= DAY else clock
