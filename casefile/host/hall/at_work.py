"""Whether a host is at work in a deal folder: one at a time, and nobody else writes to its saves meanwhile."""

from pathlib import Path

import filelock

from casefile.errors import Refusal
from casefile.store.tinydb import locked


def at_work(saves: Path, otherwise: str) -> filelock.BaseFileLock:
    """Be at work in a folder of saves, until the lock is released or the process ends.

    Args:
        saves: Where a host keeps what was played; it must exist.
        otherwise: What is said if somebody else is at work there.

    Raises:
        Refusal: `host-at-work`, or the folder cannot be written to.
    """
    return held(saves / "host", otherwise)


def held(path: Path, otherwise: str) -> filelock.BaseFileLock:
    """Take the lock of one save, which a host has while the team's table is open. Refusal: as `at_work`."""
    try:
        return locked(path)
    except Refusal as refusal:
        if refusal.code != "save-open":
            raise
        raise Refusal("host-at-work", otherwise) from None
