"""What each lock of a deal takes, what it nearly takes, and what it must refuse."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from casefile.errors import Refusal
from casefile.kinds import Riddle
from casefile.source.case import Puzzle
from casefile.source.case_file import LockOverride, ProfileEntry
from casefile.source.entries import FieldEntry
from casefile.vault import normalise
from casefile.workshop.rendering import Rendering

Answer = tuple[str, ...]
"""One string for each field."""

_normal = lru_cache(1 << 14)(normalise)  # every profile, mole and rule asks for the same few hundred


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An answer on the way, and the number of the author's entry that it belongs to."""

    answer: Answer
    entry: int


@dataclass(slots=True)
class Solution:
    """Everything that is known of one lock."""

    fields: tuple[FieldEntry, ...]
    """Those that the profile asks for."""
    answers: list[Answer] = field(default_factory=list)
    """Accepted, all different in normal form; the first is the canonical one. Empty for the archive."""
    near: list[NearMiss] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    rows: list[tuple[Answer, str]] = field(default_factory=list)
    """For the archive: a reference and the node that it draws."""

    def normal(self, answer: Sequence[str]) -> Answer:
        """Normal form of an answer.

        Raises:
            Refusal: It has none.
        """
        return tuple(_normal(raw, one.normal) for raw, one in zip(answer, self.fields, strict=True))


def solve_all(
    rendering: Rendering, riddles: dict[str, dict[str, Riddle]], profile: ProfileEntry
) -> dict[str, Solution]:
    """Collect the answers of every lock that the profile keeps, in all languages."""
    kept = [puzzle for name, puzzle in rendering.case.puzzles.items() if name not in profile.drops]
    return {
        puzzle.about.id: _Collector(rendering, puzzle, profile).collect(riddles.get(puzzle.about.id, {}))
        for puzzle in kept
    }


def override_of(profile: ProfileEntry, lock: str) -> LockOverride:
    """How a profile changes a lock."""
    return next((one for one in profile.locks if one.id == lock), LockOverride(id=lock))


class _Collector:
    """Collects the answers of one lock."""

    def __init__(self, rendering: Rendering, puzzle: Puzzle, profile: ProfileEntry) -> None:
        self._rendering = rendering
        self._puzzle = puzzle
        wanted = override_of(profile, puzzle.about.id).fields
        every = puzzle.about.fields
        self._places = [place for place, one in enumerate(every) if not wanted or one.id in wanted]
        self._solution = Solution(tuple(every[place] for place in self._places))
        self._taken: set[Answer] = set()

    def collect(self, riddles: dict[str, Riddle]) -> Solution:
        about, solution = self._puzzle.about, self._solution
        for riddle in riddles.values():
            for answer in riddle.answers:
                self._take(answer, "kind", solution.answers)
        for answer in self._written(about.accept, "accept"):
            self._take(answer, "accept", solution.answers)
        for number, near in enumerate(about.near):
            new = [answer for answer in self._written([near.answer], "near", number) if self._is_new(answer, "near")]
            solution.near += [NearMiss(self._cut(answer), number) for answer in new]
        for number, row in enumerate(about.rows):
            new = [answer for answer in self._written([row.answer], "rows", number) if self._is_new(answer, "rows")]
            solution.rows += [(self._cut(answer), row.opens) for answer in new]
        self._collect_refused(riddles)
        return solution

    def _collect_refused(self, riddles: dict[str, Riddle]) -> None:
        for riddle in riddles.values():
            for answer in riddle.refused:
                self._take(answer, "refuse", self._solution.refused)
        for number, wrong in enumerate(self._puzzle.about.refuse):
            for answer in self._written([wrong], "refuse", number):
                self._refuse(answer, number)

    def _refuse(self, answer: Answer, number: int) -> None:
        accepted = list(map(self._solution.normal, self._solution.answers))
        self._take(answer, "refuse", self._solution.refused)
        with suppress(Refusal):  # what has no normal form is told already
            if self._solution.normal(self._cut(answer)) in accepted:
                path, line = self._rendering.at(self._puzzle.path, "refuse", number)
                sentence = f'"{" / ".join(answer)}" must be refused, and it is an accepted answer.'
                self._rendering.findings.add("CF-U07", path, line, sentence)

    def _written(self, answers: Iterable[list[str]], *place: str | int) -> Iterator[Answer]:
        """The author's own answers, in every language."""
        at = self._rendering.at(self._puzzle.path, *place)
        for answer in answers:
            for language in self._rendering.facts:
                before = self._rendering.failures
                written = self._rendering.strings(f"puzzle:{self._puzzle.about.id}", answer, at, language)
                if self._rendering.failures == before:
                    yield written

    def _cut(self, answer: Answer) -> Answer:
        return tuple(answer[place] for place in self._places)

    def _take(self, answer: Answer, place: str, into: list[Answer]) -> None:
        if self._is_new(answer, place):
            into.append(self._cut(answer))

    def _is_new(self, answer: Answer, place: str) -> bool:
        """Whether an answer has a normal form that nothing before it has."""
        path, line = self._rendering.at(self._puzzle.path, place)
        if len(answer) != len(self._puzzle.about.fields):
            count = len(self._puzzle.about.fields)
            sentence = f"the kind gives {len(answer)} answer(s) at once, and the lock has {count} field(s)."
            self._rendering.findings.add("CF-S17", path, line, sentence)
            return False
        try:
            normal = self._solution.normal(self._cut(answer))
        except Refusal as refusal:
            shown = " / ".join(answer)
            self._rendering.findings.add("CF-A01", path, line, f'"{shown}" cannot be an answer: {refusal.sentence}')
            return False
        if normal in self._taken:
            return False
        self._taken.add(normal)
        return True
