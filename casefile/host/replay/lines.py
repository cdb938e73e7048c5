"""A team's play in lines: what happened, when, by whom."""

from collections.abc import Iterator

from casefile.host.replay.tape import Replay
from casefile.host.report.words import hour, short
from casefile.text import clean

_LONGEST = 400


def clock(seconds: float) -> str:
    """A place on the team's clock: `1:02:03`."""
    whole = int(max(0.0, seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def lines(replay: Replay, minute: float = 0.0) -> Iterator[str]:
    """The whole play, or what came from a minute of the team's clock on."""
    start = replay.at_minute(minute)
    rows = list(zip(replay.events, replay.played, replay.words, strict=True))[start:]
    wide = max((len(event.by) for event, _, _ in rows), default=0)
    for event, played, words in rows:
        told = short(clean(words, lines=False), _LONGEST)
        yield f"{clock(played):>8}  {hour(event.at)}  {clean(event.by, lines=False):<{wide}}  {told}"
