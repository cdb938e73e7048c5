"""The rules find what is broken somewhere, somehow; and where nothing is, they find nothing."""

import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from casefile.workshop.check.rule import Severity
from casefile.workshop.check.run import check
from casefile.workshop.memory import Memory
from tests.check.mutants import CODES, PLAN, Outcome, outcome
from tests.check.mutants.folder import LYREBIRD, SOUND

SAMPLE = [(code, 0) for code in CODES[::4]]
FOUND, OF = 2, 3
"""So many mutants of so many of each rule."""
FOUND_IN_ALL = 0.95


@pytest.mark.parametrize(("code", "number"), SAMPLE, ids=[code for code, _ in SAMPLE])
def test_a_rule_finds_a_mutant(code: str, number: int) -> None:
    found = outcome(code, number)
    assert found.is_found, found


def _share() -> None:
    """What `conftest` does for the tests' own process, for one of the pool."""
    memory = Memory()
    pytest.MonkeyPatch().setattr("casefile.workshop.check.look.Memory", lambda **_: memory)


def _outcomes() -> dict[str, list[Outcome]]:
    by_code: defaultdict[str, list[Outcome]] = defaultdict(list)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_share) as pool:
        for one in pool.map(outcome, *zip(*PLAN, strict=True), chunksize=2):
            by_code[one.code].append(one)
    return by_code


def _found(outcomes: Iterable[Outcome]) -> int:
    return sum(one.is_found for one in outcomes)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_hundred_mutants_are_found() -> None:
    by_code = _outcomes()
    missed = [one for outcomes in by_code.values() for one in outcomes if not one.is_found]
    rows = [f"{code:<8}{len(outcomes):>9}{_found(outcomes):>7}" for code, outcomes in by_code.items()]
    sys.stdout.write("\n".join(["", f"{'rule':<8}{'mutants':>9}{'found':>7}", *rows, *map(str, missed), ""]))
    assert set(by_code) == set(CODES)
    assert len(PLAN) == 200
    assert [code for code, outcomes in by_code.items() if len(outcomes) < OF] == []
    assert [code for code, outcomes in by_code.items() if OF * _found(outcomes) < FOUND * len(outcomes)] == []
    assert len(missed) <= len(PLAN) * (1 - FOUND_IN_ALL), missed


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("case", "seeds"), [(SOUND, 100), (LYREBIRD, 8)], ids=["sound", "lyrebird"])
def test_nothing_is_found_where_nothing_is_broken(case: Path, seeds: int, tmp_path: Path) -> None:
    root = tmp_path / "case"
    shutil.copytree(case, root, ignore=shutil.ignore_patterns("seal.key"))
    report = check(root, seeds=seeds)
    assert [str(one.problem) for one in report.findings if one.severity is Severity.ERROR] == []
