"""A case as its author wrote it: typed, checked, not yet dealt."""

from dataclasses import dataclass, field
from typing import Any

from casefile.errors import Refusal
from casefile.source.case_file import CaseFile, ProfileEntry
from casefile.source.catalogue import Catalogue
from casefile.source.doc_file import DocFile
from casefile.source.hints import Step
from casefile.source.lines import Lines, Place
from casefile.source.plan_file import Plan
from casefile.source.problems import did_you_mean
from casefile.source.puzzle_file import PuzzleFile
from casefile.source.world_file import WorldFile


@dataclass(frozen=True, slots=True)
class Document:
    """One paper's source."""

    about: DocFile
    body: str
    path: str
    line: int
    """The line of its file on which the body begins."""
    ids: tuple[str, ...] = ()
    """Of its blocks, in order; nothing for those that have none."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """One puzzle's source."""

    about: PuzzleFile
    steps: tuple[Step, ...]
    path: str
    hints_path: str
    plan: Plan | None = None
    """How it must behave in play, if its author says so."""


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case. Papers and puzzles stand in the order of the story."""

    file: CaseFile
    cast: dict[str, dict[str, Any]]
    world: WorldFile | None
    docs: dict[str, Document]
    puzzles: dict[str, Puzzle]
    catalogues: dict[str, Catalogue]
    """For every language of the case; the source language's is empty."""
    digest: str
    """SHA-256 over all files that were read: equal digests mean equal sources."""
    lines: dict[str, Lines] = field(repr=False, compare=False)
    parts: dict[str, Puzzle] = field(default_factory=dict)
    """Puzzles without a lock: they are dealt and proved for others, and no player ever meets them."""
    lost: frozenset[str] = frozenset()
    """Names of templates whose values lie in files that could not be read."""

    def line(self, path: str, place: Place) -> int:
        """Line of a key of one of the case's files."""
        return self.lines[path].of(place) if path in self.lines else 1

    @property
    def made(self) -> dict[str, Puzzle]:
        """Everything that a kind makes: the puzzles, and the parts of them."""
        return {**self.puzzles, **self.parts}

    @property
    def roll(self) -> list[str]:
        """The suspects in roll order; empty in a case without a hidden world."""
        return self.world.roll if self.world else []

    def profile(self, name: str) -> ProfileEntry:
        """A profile by its id.

        Raises:
            Refusal: The case has no such profile.
        """
        known = {entry.id: entry for entry in self.file.profiles}
        if name not in known:
            raise Refusal("profile-unknown", f'This case has no profile "{name}".{did_you_mean(name, known)}')
        return known[name]
