"""Where events are kept."""

from casefile.store.eventstore import ONE, Conflict, EventStore
from casefile.store.memory import MemoryStore

__all__ = ["ONE", "Conflict", "EventStore", "MemoryStore"]
