"""What host and team have made of a play: its clock, its limits, requests, errata, a proposal. A fold, as the state is.

Values are immutable; a play that nobody hosts has an empty one.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casefile.session.events import Decided, Event, Near, Solved, Wrong
from casefile.session.hosted import (
    Announced,
    Asked,
    Claimed,
    Closed,
    Corrected,
    Extended,
    Freed,
    Held,
    Joined,
    Moved,
    Proposed,
    Refunded,
    Released,
    Replied,
    Seized,
    Timed,
    Withdrawn,
    Yielded,
)

MAX_TRIES = 1_000
MAX_MINUTES = 7 * 24 * 60.0
"""A save may claim any number."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a player asked, and what became of it."""

    asked: Asked
    claimed: Claimed | None = None
    replies: tuple[Replied, ...] = ()
    is_refunded: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Hosting:
    """All that stands in a hosted play beside what every play has."""

    timed: Timed | None = None
    more: float = 0.0
    """Seconds that the host gave, or took."""
    held: Held | None = None
    holds: tuple[tuple[float, float], ...] = ()
    """When the clock stood still, from and to."""
    tries: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Lock to how many wrong answers it would take at its last one, and when that was."""
    requests: Mapping[int, Request] = field(default_factory=dict)
    lines: Mapping[str, Announced | Replied] = field(default_factory=dict)
    """Message to what the host said."""
    errata: Mapping[str, tuple[Corrected, ...]] = field(default_factory=dict)
    """By paper, oldest first."""
    freed: frozenset[str] = frozenset()
    players: tuple[str, ...] = ()
    seized: Seized | None = None
    proposal: Proposed | None = None

    @property
    def limit(self) -> float | None:
        """Seconds that the play may last; None for as long as it likes."""
        if self.timed is None or self.timed.minutes <= 0:
            return None
        return max(0.0, 60 * minutes(self.timed.minutes) + self.more)

    def stood(self, since: float, until: float) -> float:
        """Seconds of a span in which the clock stood still."""
        holds = (*self.holds, (self.held.at, until)) if self.held else self.holds
        return sum(max(0.0, min(to, until) - max(at, since)) for at, to in holds)

    def left(self, lock: str, now: float) -> float | None:
        """How many wrong answers a lock takes now; one takes time to come back. None: as many as one likes."""
        if self.timed is None:
            return None
        left, since = self.tries.get(lock, (self.most, now))
        return min(self.most, left + max(0.0, now - since) / self.every)

    @property
    def most(self) -> float:
        """How many wrong answers a lock takes at once."""
        return float(max(1, min(self.timed.tries, MAX_TRIES))) if self.timed else math.inf

    @property
    def every(self) -> float:
        """Seconds after which a lock takes one more wrong answer."""
        return max(0.001, self.timed.every) if self.timed else 0.0

    def after(self, event: Event) -> "Hosting":
        """What an event makes of this."""
        step = _STEPS.get(type(event))
        return step(self, event) if step else self


def minutes(claimed: float) -> float:
    """A number of minutes, within reason."""
    return max(-MAX_MINUTES, min(MAX_MINUTES, claimed))


def _timed(was: Hosting, event: Timed) -> Hosting:
    return was if was.timed else replace(was, timed=event)


def _held(was: Hosting, event: Held) -> Hosting:
    return was if was.held else replace(was, held=event)


def _released(was: Hosting, event: Released) -> Hosting:
    return replace(was, held=None, holds=(*was.holds, (was.held.at, event.at))) if was.held else was


def _extended(was: Hosting, event: Extended) -> Hosting:
    return replace(was, more=was.more + 60 * minutes(event.minutes))


def _said(was: Hosting, event: Announced | Replied) -> Hosting:
    return replace(was, lines={**was.lines, message_id(event): event})


def message_id(event: Announced | Replied) -> str:
    """The id under which a host's line stands among the messages; no author's id has a colon."""
    return f"host:{event.seq}"


def _corrected(was: Hosting, event: Corrected) -> Hosting:
    return replace(was, errata={**was.errata, event.paper: (*was.errata.get(event.paper, ()), event)})


def _asked(was: Hosting, event: Asked) -> Hosting:
    return replace(was, requests={**was.requests, event.seq: Request(event)})


def _about(was: Hosting, request: int, **change: Any) -> Hosting:
    """Change what became of a request; one that is none is nobody's."""
    if request not in was.requests:
        return was
    return replace(was, requests={**was.requests, request: replace(was.requests[request], **change)})


def _replied(was: Hosting, event: Replied) -> Hosting:
    if event.request not in was.requests:
        return was
    return _said(_about(was, event.request, replies=(*was.requests[event.request].replies, event)), event)


def _freed(was: Hosting, event: Freed) -> Hosting:
    return replace(_done(was, event), freed=was.freed | {event.lock})


def _joined(was: Hosting, event: Joined) -> Hosting:
    return replace(was, players=tuple(dict.fromkeys([*was.players, event.player])))


def _moved(was: Hosting, event: Moved) -> Hosting:
    return replace(was, players=tuple(player for player in was.players if player != event.player))


def _proposed(was: Hosting, event: Proposed) -> Hosting:
    return replace(was, proposal=event) if event.fields else was


def _withdrawn(was: Hosting, event: Withdrawn) -> Hosting:
    return replace(was, proposal=None) if was.proposal and was.proposal.seq == event.proposal else was


def _tried(was: Hosting, event: Wrong) -> Hosting:
    was, left = _done(was, event), was.left(event.lock, event.at)
    if left is None:
        return was
    return replace(was, tries={**was.tries, event.lock: (max(0.0, left - 1), event.at)})


def _done(was: Hosting, event: Solved | Freed | Near | Wrong) -> Hosting:
    """A proposal is done with when its lock is open, or when just that answer was refused."""
    put = was.proposal
    if put is None or (put.what, put.name) != ("answer", event.lock):
        return was
    is_over = not isinstance(event, Near | Wrong) or event.fields == put.fields
    return replace(was, proposal=None) if is_over else was


def _decided(was: Hosting, event: Decided) -> Hosting:
    put = was.proposal
    return replace(was, proposal=None) if put and (put.what, put.name) == ("decision", event.decision) else was


_STEPS: dict[Any, Callable[[Hosting, Any], Hosting]] = {
    Timed: _timed,
    Held: _held,
    Released: _released,
    Extended: _extended,
    Announced: _said,
    Corrected: _corrected,
    Asked: _asked,
    Claimed: lambda was, event: _about(was, event.request, claimed=event),
    Replied: _replied,
    Refunded: lambda was, event: _about(was, event.request, is_refunded=True),
    Closed: lambda was, event: _about(was, event.request, is_closed=True),
    Freed: _freed,
    Seized: lambda was, event: replace(was, seized=event),
    Yielded: lambda was, _: replace(was, seized=None),
    Joined: _joined,
    Moved: _moved,
    Proposed: _proposed,
    Withdrawn: _withdrawn,
    Solved: _done,
    Near: _done,
    Wrong: _tried,
    Decided: _decided,
}
