"""Players' names, kept or left out."""

import re
from collections.abc import Iterable

from casefile.session.events import Began, Event, Renamed
from casefile.session.hosted import Act, Joined, Moved


class Names:
    """Knows the players of a team, and says who somebody is, by name or without."""

    def __init__(self, players: Iterable[str], team: str, *, are_kept: bool) -> None:
        """Know a team.

        Args:
            players: Everybody who ever sat there.
            team: What the team is called.
            are_kept: Names may be told.
        """
        self.players = frozenset(players)
        self.nobody = f"a player of {team}"
        self._are_kept = are_kept
        ordered = sorted((name for name in self.players if name), key=len, reverse=True)
        words = "|".join(map(re.escape, ordered))
        self._any = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def who(self, name: str) -> str:
        """Somebody: a player as may be told, anybody else by name."""
        return self.nobody if name in self.players and not self._are_kept else name

    def text(self, text: str) -> str:
        """What somebody wrote; a player's whole name in it is a name, too."""
        return text if self._are_kept or self._any is None else self._any.sub("a player", text)


def players_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Everybody who sat at a table once, whether sent elsewhere since or not, in the order in which they came."""
    found: list[str] = []
    for event in events:
        if isinstance(event, Joined | Moved):
            found.append(event.player)
        elif not isinstance(event, Act | Began | Renamed):
            found += [event.by, getattr(event, "with_", "")]
    return tuple(dict.fromkeys(name for name in found if name))
