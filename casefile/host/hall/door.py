"""Who is let in: join codes, and the keys of those who have been here before."""

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.store import safefile

MAX_CODE = 64
"""Characters of what is typed as a code that are looked at."""

TRIES = 5
"""Wrong codes on one line; then it is closed."""
UNKNOWN = "code-unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A player's place at a team's table."""

    team: str
    player: str


class Door:
    """Knows the teams by their codes, and players by the keys that they came with."""

    def __init__(self, folder: DealFolder, file: Path) -> None:
        """Open the door.

        Args:
            folder: The teams and their codes.
            file: Where the keys of players are kept, with their places; made when the first one comes.
        """
        self.folder = folder
        self._file = file
        self._lock = threading.Lock()
        self._known = _read(file)

    def team_of(self, code: str) -> Team | None:
        """The team with this code, however it is typed."""
        return self.folder.find(code[:MAX_CODE]) if code else None

    def known(self, fingerprint: str) -> Place | None:
        """Where whoever has this key sat before."""
        place = self._known.get(fingerprint)
        return place if place and any(team.id == place.team for team in self.folder.teams) else None

    def remember(self, fingerprint: str, place: Place) -> None:
        """Keep a key, for the next visit. A file that cannot be written costs the player his code once more."""
        if not fingerprint or self._known.get(fingerprint) == place:
            return
        with self._lock:
            self._known[fingerprint] = place
            data = json.dumps({key: asdict(one) for key, one in sorted(self._known.items())}, indent=1)
            safefile.put(self._file, [data.encode()])

    def move(self, old: Place, new: Place) -> None:
        """Whoever sat at one place sits at another from now on."""
        for fingerprint, place in list(self._known.items()):
            if place == old:
                self.remember(fingerprint, new)


def penalty(wrong: int) -> float:
    """Seconds that whoever guesses codes waits after so many wrong ones."""
    return min(8.0, 0.5 * 2.0**wrong)


def unknown() -> Refusal:
    """What is said to a wrong code, however much of it is right."""
    return Refusal(UNKNOWN, "No team here has that code. It stands on the slip that the host handed out.")


def _read(file: Path) -> dict[str, Place]:
    try:
        data = json.loads(file.read_text("utf-8"))
        return {str(key): Place(str(row["team"]), str(row["player"])) for key, row in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Refusal(
            "players-unreadable", f"{file.name} cannot be read. Move it away: players then type their code once more."
        ) from None
