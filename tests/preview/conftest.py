"""Shared: a folder that can be edited, and a preview of it."""

from pathlib import Path

import pytest

from casefile.source.template import Templates
from casefile.workshop.check.report import Finding
from casefile.workshop.preview.preview import Preview
from casefile.workshop.preview.proof import Press, Wish
from casefile.workshop.preview.rules import Rules
from casefile.workshop.preview.trail import Play
from tests.spoilt import Folder

TEMPLATES = Templates()
"""Most of what a first proof costs is to compile these."""


class Told(Rules):
    """Rules that have looked already."""

    def __init__(self, *found: Finding) -> None:
        super().__init__(Path())
        self._told = found

    def look(self, wish: Wish) -> tuple[Finding, ...]:
        return self._told


def preview_of(case: Folder, *found: Finding) -> Preview:
    """A preview that has not begun, and what the rules say of it."""
    press = Press(case.root)
    press._templates = TEMPLATES
    return Preview(press, Told(*found), Wish(), "Ann")


@pytest.fixture
def case(tmp_path: Path) -> Folder:
    return Folder.copy(tmp_path / "case")


class Author:
    """Somebody who edits a case and watches it."""

    def __init__(self, case: Folder) -> None:
        self.case = case
        self.preview = preview_of(case)
        self.preview.lay(self.preview.begin())

    @property
    def play(self) -> Play:
        assert self.preview.play
        return self.preview.play

    def go(self, name: str) -> Play:
        return self.preview.lay(self.preview.go_to(name))

    def save(self, path: str, old: str, new: str) -> Play:
        self.case.edit(path, old, new)
        return self.reload()

    def reload(self, wish: Wish | None = None) -> Play:
        return self.preview.lay(self.preview.load(wish))

    def solved(self) -> list[str]:
        return list(self.play.session.state.solved)


@pytest.fixture
def author(case: Folder) -> Author:
    return Author(case)
