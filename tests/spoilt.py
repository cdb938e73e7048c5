"""A case's folder that a test may spoil."""

import re
import shutil
from pathlib import Path

from casefile.source import Problem, examine
from tests.sealed import SOURCE


class Folder:
    """A copy of the fixture case."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, path: str, old: str, new: str) -> None:
        """Put one thing in the place of another that stands in the file once or more; the first is changed."""
        file = self.root / path
        text, count = re.subn(re.escape(old), lambda _: new, file.read_text("utf-8"), count=1)
        assert count == 1, f"{old!r} is not in {path}"
        file.write_text(text, "utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def problems(self) -> tuple[Problem, ...]:
        return examine(self.root)[1]

    def line(self, path: str, text: str) -> int:
        """Number of the first line that holds a text."""
        lines = (self.root / path).read_text("utf-8").split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    @classmethod
    def copy(cls, root: Path) -> "Folder":
        shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns("seal.key"))
        return cls(root)
