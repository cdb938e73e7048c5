"""What a check has found, for people and for scripts."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from casefile.source.problems import Problem
from casefile.text import clean
from casefile.workshop.check.rule import Severity
from casefile.workshop.check.search import Search

WIDTH = 80
_NAMED = 3
"""So many seeds are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, how much it matters, and where it holds."""

    problem: Problem
    severity: Severity
    profiles: tuple[str, ...] = ()
    """Profiles in which it was found; none means that they do not matter."""
    seeds: tuple[str, ...] = ()
    """Seeds with which it was found; none means that they do not matter."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one check has found."""

    folder: str
    findings: tuple[Finding, ...]
    """By file and line."""
    profiles: tuple[str, ...] = ()
    """All that were looked at."""
    languages: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    rules: int = 0
    """How many rules looked at the case; none at one that cannot be dealt."""
    searches: tuple[Search, ...] = field(default=(), repr=False)

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(one.severity is severity for one in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """All of it, for a script."""
        return {
            "folder": self.folder,
            "profiles": self.profiles,
            "languages": self.languages,
            "seeds": self.seeds,
            "rules": self.rules,
            **{f"{level.value}s": self.count(level) for level in _LEVELS},
            "findings": [_finding(one) for one in self.findings],
            "locks": [_search(one) for one in self.searches],
        }

    def lines(self) -> Iterator[str]:
        """All of it, for a person: file by file, then the locks, then how many of what."""
        for path, found in groupby(self.findings, key=lambda one: one.problem.path):
            yield clean(path, lines=False)
            for one in found:
                yield from self._told(one)
            yield ""
        yield from _table(self.searches)
        yield self._sum()

    def _told(self, one: Finding) -> Iterator[str]:
        problem = one.problem
        said = f"{problem.sentence} {problem.advice}".strip() + self._where(one)
        head = f"{problem.line:>5}  {problem.code}  {one.severity.value}: "
        yield from textwrap.wrap(
            clean(said, lines=False),
            WIDTH,
            initial_indent=head,
            subsequent_indent=" " * 15,
            break_on_hyphens=False,
            break_long_words=False,
        )

    def _where(self, one: Finding) -> str:
        """In which profiles and with which seeds, where it is not all."""
        said = []
        if one.profiles and len(one.profiles) < len(self.profiles):
            said.append("profile " + ", ".join(one.profiles))
        if one.seeds and len(one.seeds) < len(self.seeds):
            named = ", ".join(one.seeds[:_NAMED]) + (", …" if len(one.seeds) > _NAMED else "")
            said.append(f"{len(one.seeds)} of {len(self.seeds)} seeds: {named}")
        return f" ({'; '.join(said)})" if said else ""

    def _sum(self) -> str:
        counts = [_many(self.count(level), level.value) for level in _LEVELS if self.count(level)]
        if not self.rules:
            return f"{', '.join(counts)}. The rules look at the case once it can be dealt."
        parts = ((self.rules, "rule"), (self.profiles, "profile"), (self.languages, "language"), (self.seeds, "seed"))
        looked = [_many(part if isinstance(part, int) else len(part), name) for part, name in parts]
        return f"{', '.join(counts) or 'Nothing found'}: {', '.join(looked)}."


_LEVELS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _finding(one: Finding) -> dict[str, Any]:
    problem = one.problem
    return {
        "code": problem.code,
        "severity": one.severity.value,
        "path": problem.path,
        "line": problem.line,
        "sentence": problem.sentence,
        "advice": problem.advice,
        "profiles": one.profiles,
        "seeds": one.seeds,
    }


def _search(one: Search) -> dict[str, Any]:
    return {
        "profile": one.profile,
        "lock": one.lock,
        "form": one.form,
        "answers": one.space,
        "bits": round(one.bits, 1),
        "seconds": round(one.seconds),
        "search": one.words,
    }


def _table(searches: Sequence[Search]) -> Iterator[str]:
    """A row for each lock; another where a profile asks for less."""
    rows: dict[tuple[str, int], list[Search]] = {}
    for one in searches:
        rows.setdefault((one.lock, one.space), []).append(one)
    if not rows:
        return
    several = {lock for lock, _ in rows if sum(other == lock for other, _ in rows) > 1}
    yield f"{'lock':<16}{'possible answers':>28}{'bits':>8}  to try them all"
    for (lock, space), same in rows.items():
        where = f"  ({', '.join(one.profile for one in same)})" if lock in several else ""
        yield f"{lock:<16}{space:>28,}{same[0].bits:>8.1f}  {same[0].words}{where}"[:WIDTH]
    yield ""
