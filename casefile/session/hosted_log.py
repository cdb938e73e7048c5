"""A hosted play's own events in words, for the log."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from casefile.session import words
from casefile.session.base import Base
from casefile.session.hosted import (
    Act,
    Announced,
    Asked,
    Claimed,
    Closed,
    Corrected,
    Extended,
    Freed,
    Moved,
    Proposed,
    Refunded,
    Replied,
    Rewound,
    Seized,
    Timed,
)
from casefile.session.hosted_queries import proposed
from casefile.session.hosting import minutes

if TYPE_CHECKING:
    from casefile.session.queries import Queries

_MAX_TEXT = 200


def key(event: Base) -> str:
    """Which sentence tells of an event."""
    if isinstance(event, Extended) and event.minutes < 0:
        return "extended-less"
    return "asked-about" if isinstance(event, Asked) and event.lock else event.kind


def values(play: "Queries", event: Base) -> dict[str, object]:
    """What stands in that sentence."""
    found = _VALUES.get(type(event))
    why = words.because(event.why) if isinstance(event, Act) else ""
    return {"why": why, **(found(play, event) if found else {})}


def _asker(play: "Queries", event: Claimed | Replied | Refunded | Closed) -> dict[str, str]:
    request = play.state.hosting.requests.get(event.request)
    asker = request.asked.by if request else words.say("somebody")
    return {"asker": asker, "text": _short(event.text) if isinstance(event, Replied) else ""}


def _timed(_: "Queries", event: Timed) -> dict[str, str]:
    return {"span": words.say("for-span", span=words.span(60 * minutes(event.minutes))) if event.minutes > 0 else ""}


def _minutes(_: "Queries", event: Extended | Rewound) -> dict[str, str]:
    return {"span": words.span(60 * abs(minutes(event.minutes)))}


def _seized(_: "Queries", event: Seized) -> dict[str, str]:
    whose = words.say("the-terminal", player=event.player) if event.player else words.say("the-terminals")
    return {"whose": whose}


def _proposed(play: "Queries", event: Proposed) -> dict[str, str]:
    title, fields = proposed(play, event)
    return {"title": title, "fields": " · ".join(fields)}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_TEXT else f"{flat[: _MAX_TEXT - 1]}…"


_VALUES: dict[type, Callable[["Queries", Any], dict[str, str]]] = {
    Timed: _timed,
    Extended: _minutes,
    Rewound: _minutes,
    Announced: lambda _, event: {"text": _short(event.text)},
    Corrected: lambda play, event: {"paper": play.paper_title(event.paper)},
    Asked: lambda play, event: {"lock": play.lock_title(event.lock), "text": _short(event.text)},
    Claimed: _asker,
    Replied: _asker,
    Refunded: _asker,
    Closed: _asker,
    Freed: lambda play, event: {"lock": play.lock_title(event.lock)},
    Seized: _seized,
    Moved: lambda _, event: {"player": event.player, "to": event.to},
    Proposed: _proposed,
}
