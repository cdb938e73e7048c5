"""Reading a case's folder without ever leaving it."""

import stat
from dataclasses import dataclass
from pathlib import Path

from casefile.source.problems import Findings

MOST_BYTES = 1 << 20
"""A text file of a case is at most this long."""
MOST_FILES = 4000
"""A case folder holds at most this many files that are read."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text file of a case."""

    path: str
    """Relative to the case's folder, with `/`."""
    text: str


class Folder:
    """A case's folder: reads regular files inside it, and nothing else.

    Symbolic links are refused wherever they lead: a case that is sent to somebody must mean the same there.
    """

    def __init__(self, root: Path, findings: Findings) -> None:
        self.root = root
        self._findings = findings

    def read(self, relative: str, *, needed: bool = True) -> SourceText | None:
        """Read a text file of the case; problems are noted, and then there is no text."""
        path = self.root / relative
        if not path.exists() and not path.is_symlink():
            if needed:
                self._findings.add("CF-S10", relative, 1, "is missing; every case has this file.")
            return None
        if not self._is_safe(path, relative):
            return None
        try:
            data = path.read_bytes()
            return SourceText(relative, data.decode("utf-8").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self._findings.add("CF-S10", relative, line, "is not UTF-8; save it as UTF-8.")
        except OSError as error:
            self._findings.add("CF-S10", relative, 1, f"cannot be read: {error.strerror}.")
        return None

    def find(self, pattern: str) -> list[str]:
        """Paths of the files that match, sorted, so that no file system's order shows."""
        found = sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))
        if len(found) > MOST_FILES:
            self._findings.add("CF-S11", pattern, 1, f"matches {len(found)} files; a case has at most {MOST_FILES}.")
        return found[:MOST_FILES]

    def _is_safe(self, path: Path, relative: str) -> bool:
        inside = [
            path,
            *(parent for parent in path.parents if parent.is_relative_to(self.root) and parent != self.root),
        ]
        if any(part.is_symlink() for part in inside) or ".." in Path(relative).parts:
            self._findings.add(
                "CF-S11", relative, 1, "is a link or leads out of the case's folder; put the file itself here."
            )
            return False
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            self._findings.add("CF-S11", relative, 1, "is not a regular file.")
            return False
        if about.st_size > MOST_BYTES:
            self._findings.add("CF-S11", relative, 1, f"is {about.st_size:,} bytes; at most {MOST_BYTES:,} are read.")
            return False
        return True
