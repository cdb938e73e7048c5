"""One check of a case: everything that the source, the deal and the rules have to say, in one run."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from casefile.source.loader import examine
from casefile.source.problems import Problem
from casefile.workshop.check.look import Look, Looker, Told
from casefile.workshop.check.report import Finding, Report
from casefile.workshop.check.rule import Severity
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.severities import severities


def check(
    folder: Path, *, seeds: int = 1, profile: str = "", only: Collection[str] = (), told: Told | None = None
) -> Report:
    """Check a case.

    Args:
        folder: Where it lies.
        seeds: How many deals of it are looked at; the first is that of its story seed.
        profile: Only this one of its profiles.
        only: Only the rules with these codes.
        told: Told how far it is.

    Raises:
        Refusal: `profile-unknown`.
    """
    case, problems = examine(folder)
    if case is None:
        return Report(folder.name, tuple(Finding(problem, Severity.ERROR) for problem in problems))
    profiles = [case.profile(profile).id] if profile else [entry.id for entry in case.file.profiles]
    looker = Looker(folder, case, profiles, not problems, only)
    seeded = [case.file.seed, *map(str, range(2, seeds + 1))]
    looks = [looker.at_seed(seeded[0], told)] if seeds == 1 else _in_parallel(looker, seeded, told)
    levels, faults = severities(case)
    tally = _Tally()
    tally.take([*problems, *faults], is_firm=True)
    if looker.is_sound:
        tally.take(looker.at_case())
        for name in profiles:
            tally.take(looker.at_profile(name), profile=name)
    for look in looks:
        for name, fault in look.faults:
            tally.take([fault], profile=name, seed=look.seed, is_firm=True)
        for name, problem in look.problems:
            tally.take([problem], profile=name, seed=look.seed)
    looked = looker.is_sound and all(look.is_dealt for look in looks)
    return Report(
        folder.name,
        tuple(tally.findings(levels)),
        tuple(profiles),
        tuple(case.file.languages),
        tuple(seeded),
        len(looker.rules()) if looked else 0,
        tuple(looks[0].searches),
    )


def _in_parallel(looker: Looker, seeds: list[str], told: Told | None) -> list[Look]:
    """Look at many seeds with all cores."""
    done: dict[str, Look] = {}
    # A process that is spawned has nothing of ours: it reads the case once, when it starts.
    pool = ProcessPoolExecutor(
        min(os.cpu_count() or 1, len(seeds)),
        mp_context=get_context("spawn"),
        initializer=partial(_Worker.begin, looker.folder, looker.profiles, looker.only),
    )
    try:
        waiting = {pool.submit(_Worker.look, seed): seed for seed in seeds}
        for number, future in enumerate(as_completed(waiting), start=1):
            done[waiting[future]] = future.result()
            if told:
                told(number, len(seeds), waiting[future])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return [done[seed] for seed in seeds]


class _Worker:
    """What one process of the pool keeps from seed to seed."""

    looker: Looker | None

    @classmethod
    def begin(cls, folder: Path, profiles: Sequence[str], only: Collection[str]) -> None:
        """Read the case."""
        case, problems = examine(folder)
        cls.looker = Looker(folder, case, profiles, not problems, only) if case else None

    @classmethod
    def look(cls, seed: str) -> Look:
        """Look at one seed; a case that has gone meanwhile cannot be dealt."""
        return cls.looker.at_seed(seed) if cls.looker else Look(seed, is_dealt=False)


@dataclass
class _Tally:
    """Problems, each once, with the profiles and seeds in which it was found."""

    seen: dict[Problem, tuple[dict[str, None], dict[str, None]]] = field(default_factory=dict)
    firm: set[Problem] = field(default_factory=set)
    """Those that keep the case from being read or dealt: no author can make them matter less."""

    def take(self, problems: Iterable[Problem], *, profile: str = "", seed: str = "", is_firm: bool = False) -> None:
        """Count problems."""
        for problem in problems:
            profiles, seeds = self.seen.setdefault(problem, ({}, {}))
            profiles |= {profile: None} if profile else {}
            seeds |= {seed: None} if seed else {}
            self.firm |= {problem} if is_firm else set()

    def findings(self, levels: dict[str, Severity]) -> Iterator[Finding]:
        """By file and line; what the case has turned off is left out."""
        for problem in sorted(self.seen):
            profiles, seeds = self.seen[problem]
            level = Severity.ERROR
            if problem not in self.firm:
                level = levels.get(problem.code, RULES[problem.code].severity)
            if level is not Severity.OFF:
                yield Finding(problem, level, tuple(profiles), tuple(seeds))
