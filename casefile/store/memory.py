"""Events in memory: for tests and for the author's preview. Gone when the process ends."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from casefile.store.eventstore import Conflict, Record


class MemoryStore:
    """An `EventStore` that keeps nothing."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._events: dict[str, list[Record]] = {}
        self._facts: dict[str, Record] = {}
        self._views: dict[tuple[str, str], Record] = {}
        self._tells: dict[str, list[Callable[[], None]]] = {}

    def append(self, session: str, expected_seq: int, cmd_id: str, events: Sequence[Mapping[str, Any]]) -> int:
        """See `EventStore.append`."""
        with self._lock:
            kept = self._events.setdefault(session, [])
            if any(event["cmd"] == cmd_id for event in kept):
                return len(kept)
            if expected_seq != len(kept):
                raise Conflict(len(kept))
            for event in events:
                kept.append(_copy({**event, "seq": len(kept) + 1, "cmd": cmd_id}))
                self._facts.setdefault(session, {}).update(_copy(event.get("facts", {})))
            head, tells = len(kept), list(self._tells.get(session, ()))
        for tell in tells:
            tell()
        return head

    def read(self, session: str, after: int = 0) -> list[Record]:
        """See `EventStore.read`."""
        with self._lock:
            return [_copy(event) for event in self._events.get(session, [])[after:]]

    def subscribe(self, session: str, tell: Callable[[], None]) -> Callable[[], None]:
        """See `EventStore.subscribe`."""
        with self._lock:
            self._tells.setdefault(session, []).append(tell)

        def end() -> None:
            with self._lock:
                self._tells[session] = [other for other in self._tells[session] if other is not tell]

        return end

    def view(self, session: str, player: str) -> Record | None:
        """See `EventStore.view`."""
        with self._lock:
            record = self._views.get((session, player))
            return _copy(record) if record is not None else None

    def keep_view(self, session: str, player: str, record: Mapping[str, Any]) -> None:
        """See `EventStore.keep_view`."""
        with self._lock:
            self._views[session, player] = _copy(record)

    def facts(self, session: str) -> Record:
        """See `EventStore.facts`."""
        with self._lock:
            return _copy(self._facts.get(session, {}))


def _copy(record: Mapping[str, Any]) -> Record:
    """A deep copy by way of JSON: what could not be written to disk cannot be kept here either."""
    copied: Record = msgspec.json.decode(msgspec.json.encode(record))
    return copied
