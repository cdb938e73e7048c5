"""Each rule finds its fault, and none finds one in the sound case."""

import shutil
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp

import pytest

from casefile.workshop.check.report import Report
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.run import check
from tests.check.fault import SOUND, Fault


def _faults() -> list[Fault]:
    files = sorted(Path(__file__).parent.glob("faults_*.py"))
    return [fault for file in files for fault in import_module(f"tests.check.{file.stem}").FAULTS]


FAULTS = _faults()


@cache
def _sound() -> Report:
    copy = Path(mkdtemp(prefix="casefile-sound-")) / "case"
    shutil.copytree(SOUND, copy)
    return check(copy)


def test_the_sound_case_is_clean() -> None:
    assert [str(one.problem) for one in _sound().findings] == []


def test_every_rule_looked_at_the_sound_case() -> None:
    assert _sound().rules == sum(rule.scope != "load" for rule in RULES.values())


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_a_fault_that_it_finds(code: str) -> None:
    assert code in {fault.code for fault in FAULTS}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    report = check(fault.put(tmp_path / "case"), profile=fault.profile, only=[fault.code])
    assert fault.code in {one.problem.code for one in report.findings}, [str(one.problem) for one in report.findings]
