"""One fault put into a copy of the sound case."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SOUND = Path(__file__).parent / "sound"


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Put one thing in the place of another, which stands in the file once or more; the first is changed."""

    def spoil(root: Path) -> None:
        file = root / path
        text, count = re.subn(re.escape(old), lambda _: new, file.read_text("utf-8"), count=1)
        assert count == 1, f"{old!r} is not in {path}"
        file.write_text(text, "utf-8")

    return spoil


@dataclass(frozen=True)
class Fault:
    """What an author did wrong, and the rule that must say so.

    Either one thing in the place of another in one file, or a function that spoils the copied folder.
    """

    code: str
    path: str = ""
    old: str = ""
    new: str = ""
    spoil: Callable[[Path], None] | None = None
    profile: str = "full"
    """Where it shows."""

    def put(self, root: Path) -> Path:
        """Copy the sound case, spoil the copy and return it."""
        shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns("seal.key"))
        (self.spoil or edit(self.path, self.old, self.new))(root)
        return root

    @property
    def name(self) -> str:
        """What a test calls it."""
        return f"{self.code} {self.path or getattr(self.spoil, '__name__', '')}"
