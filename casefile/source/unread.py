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
    people: bool = False
    """Whether it is those who are in the story, or on the roll."""

    def note(self, path: str, text: str = "") -> None:
        """Note a file; of a puzzle the id is looked for in its text."""
        if path.startswith("docs/"):
            self.docs.add(PurePosixPath(path).stem)
        elif path.startswith("puzzles/"):
            found = _ID.search(text)
            self.puzzles.add(found[1] if found else PurePosixPath(path).parent.name)
        else:
            self.people = True
