"""Files of a case that are there and could not be understood."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

_ID = re.compile(r"^id *= *[\"']([a-z0-9_-]+)[\"']", re.MULTILINE)


@dataclass
class Unread:
    """What such files may hold: it is not called missing."""

    docs: set[str] = field(default_factory=set)
    """Ids."""
    puzzles: set[str] = field(default_factory=set)
    mains: set[str] = field(default_factory=set)
    """`cast`, `world`."""

    @property
    def people(self) -> bool:
        """Whether those who are in the story, or on its roll, are among it."""
        return bool(self.mains)

    @property
    def names(self) -> frozenset[str]:
        """Names that templates could have used. Without its cast nobody can deal a world."""
        return frozenset(self.puzzles | self.mains | ({"world"} if self.mains else set()))

    def note(self, path: str, text: str = "") -> None:
        """Note a file; of a puzzle the id is looked for in its text."""
        if path.startswith("docs/"):
            self.docs.add(PurePosixPath(path).stem)
        elif path.startswith("puzzles/"):
            found = _ID.search(text)
            self.puzzles.add(found[1] if found else PurePosixPath(path).parent.name)
        else:
            self.mains.add(PurePosixPath(path).stem)
