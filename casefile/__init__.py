"""Mystery cases for the terminal, sealed so that every answer is a key.

`Pack` is a sealed case file, `Session` one play of it, `EventStore` what keeps a play's events. They are loaded
when they are first asked for, so that importing `casefile` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casefile.errors import Refusal
    from casefile.session.play import Session
    from casefile.store.eventstore import EventStore
    from casefile.vault.pack import Pack

__all__ = ["EventStore", "Pack", "Refusal", "Session"]

_ROOMS = {
    "EventStore": "casefile.store.eventstore",
    "Pack": "casefile.vault.pack",
    "Refusal": "casefile.errors",
    "Session": "casefile.session.play",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
