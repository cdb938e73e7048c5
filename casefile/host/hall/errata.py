"""Corrections for every team, those too that have not sat down yet."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from casefile.errors import Refusal
from casefile.session.mastery import Mastery
from casefile.store import safefile

if TYPE_CHECKING:
    from casefile.session.table import Table


@dataclass(frozen=True, slots=True)
class Erratum:
    """What is to be read at the head of a paper."""

    paper: str
    text: str
    why: str
    by: str


class Errata:
    """All corrections of an evening, kept beside the saves."""

    def __init__(self, file: Path) -> None:
        """Read them. Refusal: `errata-unreadable`."""
        self._file = file
        self._lock = threading.Lock()
        self._all = _read(file)

    def add(self, erratum: Erratum) -> None:
        """One more. Refusal: as the disk refuses."""
        with self._lock:
            every = [*self._all, erratum]
            safefile.put(self._file, [msgspec.json.format(msgspec.json.encode(every), indent=1)])
            self._all = every

    def give(self, table: Table) -> None:
        """Tell a team what it has not been told."""
        for erratum in tuple(self._all):
            told = (event.text for event in table.state.hosting.errata.get(erratum.paper, ()))
            if erratum.text not in told:
                master = Mastery(table, player=erratum.by)
                try:
                    master.correct(erratum.paper, erratum.text, erratum.why)
                finally:
                    master.leave()


def _read(file: Path) -> list[Erratum]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Erratum])
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError):
        words = f"{file.name} cannot be read. Move it away: corrections that all teams have been told are not lost."
        raise Refusal("errata-unreadable", words) from None
