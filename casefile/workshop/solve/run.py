"""`casefile solve`: every seed and profile of a case, on all cores, each with a clean solver of its own."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from casefile.source.case import Case
from casefile.source.loader import load
from casefile.source.problems import Unsound
from casefile.workshop.deal import deal_case
from casefile.workshop.solve.by_papers import ByPapers, Proof
from casefile.workshop.solve.plan_run import Failure, plans_of, run_plan
from casefile.workshop.solve.process import CleanSolver
from casefile.workshop.solve.tour import Tour, tour
from casefile.workshop.trial import trial_pack

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of one seed of one profile."""

    seed: str
    """Empty for the story seed."""
    profile: str
    proofs: tuple[Proof, ...] = ()
    tour: Tour | None = None
    plans: dict[str, tuple[int, tuple[Failure, ...]]] | None = None
    """Puzzle to the lines of its plan and those that failed."""
    unsound: str = ""
    """Why it could not be dealt."""


def seeds_of(count: int) -> list[str]:
    """The story seed first, then so many others as are asked for: always the same."""
    return ["", *(f"seed {number}" for number in range(1, count))]


def solve_case(
    folder: Path, *, seeds: int = 1, profile: str = "", tell: Tell = lambda _done, _total, _what: None
) -> list[Solved]:
    """Solve a case.

    Args:
        folder: Where it lies.
        seeds: How many deals.
        profile: Only this one; without it all.
        tell: Told how far it is.

    Raises:
        Unsound: It cannot be read.
        Refusal: It has no such profile.
    """
    case = load(folder)
    profiles = [case.profile(profile).id] if profile else [entry.id for entry in case.file.profiles]
    jobs = list(product(seeds_of(seeds), profiles))
    done: list[Solved] = []
    for solved in _each(folder, jobs):
        done.append(solved)
        tell(len(done), len(jobs), solved.profile)
    return done


def _each(folder: Path, jobs: Sequence[tuple[str, str]]) -> Iterator[Solved]:
    cores = min(os.cpu_count() or 1, len(jobs))
    # A fresh interpreter each: whoever calls this may have threads, which a fork would break.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, context, _furnish, (folder,)) as pool:
        try:
            yield from pool.map(_job, jobs)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_bench: tuple[Case, CleanSolver]
"""What one process of the pool works with."""


def _furnish(folder: Path) -> None:
    global _bench  # noqa: PLW0603  a pool's process has no other place
    _bench = load(folder), CleanSolver()


def _job(job: tuple[str, str]) -> Solved:
    return solve_deal(*_bench, *job)


def solve_deal(case: Case, solver: CleanSolver, seed: str, profile: str) -> Solved:
    """Solve one deal of one profile."""
    try:
        dealt = deal_case(case, seed=seed or None, profile=profile)
        pack = trial_pack(dealt)
    except Unsound as unsound:
        return Solved(seed, profile, unsound=unsound.sentence)
    return Solved(
        seed,
        profile,
        proofs=tuple(ByPapers(dealt, solver).prove()),
        tour=tour(dealt, pack),
        plans={name: (len(plan.lines), tuple(run_plan(dealt, pack, plan))) for name, plan in plans_of(dealt)},
    )
