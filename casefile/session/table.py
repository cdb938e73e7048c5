"""One play, folded once for all who sit at it in one process."""

import threading
import time
import uuid
from collections.abc import Callable, Sequence

from casefile.session.events import Event, dump, load
from casefile.session.keyring import Keyring
from casefile.session.state import State
from casefile.store.eventstore import ONE, Conflict, EventStore
from casefile.vault import Pack

Decide = Callable[[State], Sequence[Event]]


class Table:
    """A play in a store: commands go to it, its events come back as a state, and whoever watches is told.

    Sessions that share a table share its keys and its one state; a state, once shown, is never changed again.
    Thread-safe.
    """

    def __init__(
        self, pack: Pack, store: EventStore, *, session: str = ONE, clock: Callable[[], float] = time.time
    ) -> None:
        """Lay a table.

        Args:
            pack: What is played.
            store: Where its events are.
            session: Which session of the store.
            clock: Seconds since the epoch.
        """
        self.pack, self.store, self.session, self.clock = pack, store, session, clock
        self.keyring = Keyring(pack)
        pack.manifest(pack.start)  # a pack whose first node does not open refuses here
        self.busy = threading.RLock()
        self._current = State.empty(self.keyring, pack.start)
        self._commander = 0
        self._is_stale = False
        self._watchers: list[Callable[[], None]] = []
        self._seats = 0
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def state(self) -> State:
        """The state at the head, as far as this table has been told. Do not change it."""
        if self._is_stale and self.busy.acquire(blocking=False):
            try:
                self._fold()
            finally:
                self.busy.release()
        return self._current

    def command(self, decide: Decide, command: str = "") -> tuple[State, State]:
        """Fold to the head, decide, append; decide again when somebody else was first. Returns before and after."""
        command = command or uuid.uuid4().hex
        with self.busy:
            self._commander = threading.get_ident()
            try:
                before, after = self._append(decide, command)
            finally:
                self._commander = 0
        if after is not before:
            self._tell()
        return before, after

    def _append(self, decide: Decide, command: str) -> tuple[State, State]:
        while True:
            self._fold()
            before = self._current
            events = [dump(event) for event in decide(before)]
            if not events:
                return before, before
            try:
                self.store.append(self.session, before.seq, command, events)
            except Conflict:
                continue
            self._fold()
            return before, self._current

    def around(self, command: str) -> tuple[State, State]:
        """The states before and after a command that was filed some time ago; of one that was not, the one at the head.

        Folded anew, which only whoever asks for a second time has to wait for.
        """
        state = self.state
        places = [place for place, event in enumerate(state.history) if event.cmd == command]
        if not places:
            return state, state
        before = State.empty(self.keyring, self.pack.start).fold(state.history[: places[0]])
        return before, before.copied().fold(state.history[places[0] : places[-1] + 1])

    def _fold(self) -> None:
        """Read on from the store. A new state replaces the old one whole, so that a query sees one or the other."""
        self._is_stale = False
        records = self.store.read(self.session, self._current.seq)
        if records:
            self._current = self._current.copied().fold(load(records))

    def sit(self) -> None:
        """Somebody listens from now on; the first one wakes the table up."""
        with self.busy:
            self._seats += 1
            if self._seats == 1:
                self._unsubscribe = self.store.subscribe(self.session, self._woken)
                self._is_stale = True

    def rise(self) -> None:
        """One listens no longer; after the last one the store is left alone."""
        with self.busy:
            self._seats -= 1
            if self._seats == 0 and self._unsubscribe:
                self._unsubscribe()

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
        """Be told after every change, whoever made it; perhaps in another thread. Returns what ends it.

        What is told must only post: it runs within the command of whoever made the change, perhaps a team-mate's.
        """
        self._watchers.append(tell)

        def end() -> None:
            if tell in self._watchers:
                self._watchers.remove(tell)

        return end
