"""A session as a cache of its events: it reads on, appends, and tells whoever watches."""

import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.session.events import Event, dump, load
from casefile.session.keyring import Keyring
from casefile.session.queries import Queries, refuse
from casefile.session.state import State
from casefile.store.eventstore import ONE, Conflict, EventStore
from casefile.text import clean
from casefile.vault import Pack

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
    """One player's end of a store: commands go to it, and its events come back as a state."""

    def __init__(
        self, pack: Pack, store: EventStore, *, player: str, session: str = ONE, clock: Callable[[], float] = time.time
    ) -> None:
        """Use `Session.begin` or `Session.resume`."""
        self.pack = pack
        self.player = person(player)
        self._store = store
        self._session = session
        self._clock = clock
        self._keyring = Keyring(pack)
        pack.manifest(pack.start)  # a pack whose first node does not open refuses here
        self._current = State.empty(self._keyring, pack.start)
        self._commands = threading.RLock()
        self._commander = 0
        self._is_stale = False
        self._watchers: list[Callable[[], None]] = []
        self._notices: list[str] = []
        self._view = _View(store.view(session, self.player) or {})
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def state(self) -> State:
        """The state at the head, as far as this session has been told. Do not change it."""
        if self._is_stale and self._commands.acquire(blocking=False):
            try:
                self._fold()
            finally:
                self._commands.release()
        return self._current

    def _show(self) -> Queries:
        return Queries(self.pack, self._keyring, self.state, self.player)

    def _shown(self, state: State) -> Queries:
        return Queries(self.pack, self._keyring, state, self.player)

    def _command(self, decide: Callable[[State], Sequence[Event]], command: str = "") -> tuple[State, State]:
        """Fold to the head, decide, append; decide again when somebody else was first. Returns before and after."""
        command = command or uuid.uuid4().hex
        with self._commands:
            self._commander = threading.get_ident()
            try:
                before, after = self._append(decide, command)
            finally:
                self._commander = 0
        if after is not before:
            self._tell()
        return before, after

    def _append(self, decide: Callable[[State], Sequence[Event]], command: str) -> tuple[State, State]:
        while True:
            self._fold()
            before = self._current
            events = [dump(event) for event in decide(before)]
            if not events:
                return before, before
            try:
                self._store.append(self._session, before.seq, command, events)
            except Conflict:
                continue
            self._fold()
            return before, self._current

    def _fold(self) -> None:
        """Read on from the store. A new state replaces the old one whole, so that a query sees one or the other."""
        self._is_stale = False
        records = self._store.read(self._session, self._current.seq)
        if records:
            self._current = self._current.copied().fold(load(records))

    def _listen(self) -> None:
        self._unsubscribe = self._store.subscribe(self._session, self._woken)

    def _woken(self) -> None:
        """The store has something; it may be calling in the middle of anything, so nothing is locked here."""
        if threading.get_ident() == self._commander:
            return
        self._is_stale = True
        self._tell()

    def _tell(self) -> None:
        for tell in tuple(self._watchers):
            tell()

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told after every change, whoever made it; perhaps in another thread. Returns what ends it."""
        self._watchers.append(tell)

        def end() -> None:
            if tell in self._watchers:
                self._watchers.remove(tell)

        return end

    def view(self) -> dict[str, Any]:
        """This player's view record: whatever a front end kept, so that coming back lands in the same place."""
        record = self._view.kept if self._view.waiting is None else self._view.waiting
        return {key: value for key, value in record.items() if key != "at"}

    def keep_view(self, record: Mapping[str, Any]) -> None:
        """Replace the view record. Written at most every two seconds and on leaving; the same one is not rewritten."""
        if dict(record) == self.view():
            return
        self._view.waiting = dict(record)
        if self._clock() - self._view.at >= VIEW_EVERY:
            self._write_view()

    def _write_view(self) -> None:
        with self._commands:
            if self._view.waiting is None:
                return
            now = self._clock()
            kept = {**self._view.waiting, "at": now}
            self._store.keep_view(self._session, self.player, kept)
            self._view = _View(kept, None, now)


def person(name: str) -> str:
    """A name as it may stand on a screen."""
    cleaned = " ".join(clean(name[:MAX_NAME], lines=False).split())
    if not cleaned:
        raise refuse("name-empty")
    return cleaned
