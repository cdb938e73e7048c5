"""A session as a cache of its events: it reads on, appends, and tells whoever watches."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.session.queries import Queries
from casefile.session.state import State
from casefile.session.table import Decide, Table
from casefile.session.words import refuse
from casefile.text import clean

MAX_NAME = 60
VIEW_EVERY = 2.0
"""Seconds between two view records of one player."""


@dataclass(slots=True)
class _View:
    """What of the player's view record is written, and what still waits."""

    kept: dict[str, Any]
    waiting: dict[str, Any] | None = None
    at: float = 0.0


class Ledger:
    """One person's end of a table: commands go to it, and its events come back as a state."""

    def __init__(self, table: Table, *, player: str) -> None:
        """Sit down at a table, by oneself or with others."""
        self.pack = table.pack
        self.player = person(player)
        self._table = table
        self._store, self._session, self._clock = table.store, table.session, table.clock
        self._ends: list[Callable[[], None]] = []
        self._is_listening = False
        self._notices: list[str] = []
        self._viewing, self._waiting = threading.Lock(), threading.Lock()
        self._view = _View(self._store.view(self._session, self.player) or {})

    @property
    def state(self) -> State:
        """The state at the head, as far as this session has been told. Do not change it."""
        return self._table.state

    def _show(self) -> Queries:
        return self._shown(self.state)

    def _shown(self, state: State) -> Queries:
        return Queries(self.pack, self._table.keyring, state, self.player, self._clock())

    def _command(self, decide: Decide, command: str = "") -> tuple[State, State]:
        return self._table.command(decide, command)

    def _listen(self) -> None:
        self._is_listening = True
        self._table.sit()

    def _rise(self) -> None:
        """Be told nothing more."""
        while self._ends:
            self._ends.pop()()
        if self._is_listening:
            self._is_listening = False
            self._table.rise()

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told after every change, whoever made it; perhaps in another thread. Returns what ends it."""
        end = self._table.watch(tell)
        self._ends.append(end)

        def stop() -> None:
            end()
            if end in self._ends:
                self._ends.remove(end)

        return stop

    def view(self) -> dict[str, Any]:
        """This player's view record: whatever a front end kept, so that coming back lands in the same place."""
        record = self._view.kept if self._view.waiting is None else self._view.waiting
        return {key: value for key, value in record.items() if key != "at"}

    def keep_view(self, record: Mapping[str, Any]) -> None:
        """Replace the view record. Written at most every two seconds and on leaving; the same one is not rewritten."""
        if dict(record) == self.view():
            return
        with self._waiting:
            self._view.waiting = dict(record)
        if self._clock() - self._view.at >= VIEW_EVERY:
            self._write_view()

    def _write_view(self) -> None:
        with self._viewing:
            waiting = self._view.waiting
            if waiting is None:
                return
            now = self._clock()
            kept = {**waiting, "at": now}
            self._store.keep_view(self._session, self.player, kept)
            with self._waiting:  # what has come while the disk was waited for waits on
                newer = self._view.waiting if self._view.waiting is not waiting else None
                self._view = _View(kept, newer, now)


def person(name: str) -> str:
    """A name as it may stand on a screen."""
    cleaned = " ".join(clean(name[:MAX_NAME], lines=False).split())
    if not cleaned:
        raise refuse("name-empty")
    return cleaned
