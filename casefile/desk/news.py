"""What team-mates and the host have done since a player last looked, in the words of the log."""

from itertools import takewhile

from casefile.session.events import Event, Wrong
from casefile.session.hosted_views import RequestView
from casefile.session.play import Session

TOLD = frozenset(
    {"solved", "freed", "wrong", "decided", "proposed", "withdrawn"}
    | {"timed", "corrected", "held", "released", "extended", "rewound", "claimed", "refunded", "moved"}
)
"""Kinds of events that everybody at the table hears of; of wrong answers only those that two have signed."""


def stands(request: RequestView) -> str:
    """What has become of a request."""
    if request.replies:
        return "answered"
    if request.is_closed:
        return "closed"
    return f"{request.claimed} sees to it" if request.claimed else "waits"


class News:
    """Tells everything once. A player is not told what they did themselves."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen = session.state.seq

    def fresh(self) -> tuple[str, ...]:
        """Sentences, the oldest first."""
        state, seen = self._session.state, self._seen
        self._seen = state.seq
        came = takewhile(lambda event: event.seq > seen, reversed(state.history))
        wanted = {event.seq for event in came if self._is_news(event)}
        if not wanted:  # the log is long, and most of what happens is somebody reading
            return ()
        me = self._session.player
        rows = [row for row in self._session.log() if row.seq in wanted]
        return tuple(row.words if row.by == me else f"{row.by}: {row.words}" for row in rows)

    def _is_news(self, event: Event) -> bool:
        with_ = getattr(event, "with_", "")
        if isinstance(event, Wrong) and not with_:
            return False
        return event.kind in TOLD and (with_ or event.by) != self._session.player
