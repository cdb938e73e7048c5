"""A case solved by what its players can read, and played by a machine."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.source.loader import load
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.solve.by_papers import ByPapers, Proof, Way
from casefile.workshop.solve.process import CleanSolver
from casefile.workshop.solve.report import lines, reports
from casefile.workshop.solve.run import Solved, solve_deal
from casefile.workshop.solve.tour import tour
from casefile.workshop.trial import trial_pack
from tests.check.fault import SOUND, edit
from tests.sealed import SOURCE


@pytest.fixture(scope="module")
def solver() -> Iterator[CleanSolver]:
    with CleanSolver() as clean:
        yield clean


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "case", ignore=shutil.ignore_patterns("seal.key"))
    return tmp_path / "case"


def dealt(folder: Path, profile: str = "full") -> Dealt:
    return deal_case(load(folder), profile=profile)


def proofs(folder: Path, solver: CleanSolver) -> dict[tuple[str, str], Proof]:
    return {(one.lock, one.language): one for one in ByPapers(dealt(folder), solver).prove()}


def solved(folder: Path, solver: CleanSolver) -> Solved:
    return solve_deal(load(folder), solver, "", "full")


def failures(folder: Path, solver: CleanSolver) -> list[str]:
    return [remark.sentence for remark in reports([solved(folder, solver)])[0].faults]


# -- by papers


def test_every_lock_of_a_sound_case_is_solved_in_every_language(solver: CleanSolver) -> None:
    found = proofs(SOUND, solver)
    assert {language for _, language in found} == {"en", "de"}
    assert [one for one in found.values() if one.fault or one.warning] == []
    assert found["p1", "en"].way is Way.CERTAIN
    assert found["m", "en"].way is Way.MISSING


def test_an_answer_that_lies_behind_its_own_lock_is_not_found(case: Path, solver: CleanSolver) -> None:
    edit("docs/day/note1.md", 'opens_with = "p1/shown"', 'opens_with = "p1"')(case)
    assert "Stub of the coat" in proofs(case, solver)["p1", "en"].fault


def test_an_answer_that_only_some_can_read_yet_is_a_warning(case: Path, solver: CleanSolver) -> None:
    edit("docs/day/note1.md", 'opens_with = "p1/shown"', 'opens_with = "p2"')(case)
    proof = proofs(case, solver)["p1", "en"]
    assert (proof.way, proof.fault) == (Way.POSSIBLE, "")
    assert "more than what is surely open" in proof.warning


def test_a_solver_that_finds_something_else_is_told_with_what_the_lock_takes(case: Path, solver: CleanSolver) -> None:
    edit("docs/day/note1.md", "{{ row.label }}: {{ row.value }}", "Stub of the coat: {{ p1.other }}")(case)
    assert "which the lock refuses; it takes" in proofs(case, solver)["p1", "en"].fault


# -- the clean process


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")
def test_the_solver_knows_neither_the_source_nor_where_it_lies(
    solver: CleanSolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASE", str(SOUND))
    solver.solve("plain", {"find": ["(x)"]}, {"a": "x"})
    process = solver._process
    assert process is not None
    about = Path(f"/proc/{process.pid}")
    assert list((about / "cwd").iterdir()) == []
    assert str(SOUND) not in (about / "environ").read_text()
    assert str(SOUND) not in (about / "cmdline").read_text()


def test_the_solving_process_loads_no_source() -> None:
    probe = "import sys, casefile.kinds.solving; print([m for m in sys.modules if m.startswith('casefile.') and "
    probe += "m.split('.')[1] in ('source', 'workshop', 'world', 'session')])"
    told = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_solver_that_never_ends_is_ended_and_the_next_lock_is_solved() -> None:
    hard = "a" * 40
    with CleanSolver(patience=0.7) as clean:
        found = clean.solve("plain", {"find": ["(a+)+b"]}, {"paper": hard})
        assert "more than" in found.why
        assert clean.solve("plain", {"find": ["(b)"]}, {"paper": "b"}).answer == ("b",)


def test_a_kind_that_is_not_there_is_a_sentence(solver: CleanSolver) -> None:
    assert "no kind of puzzle" in solver.solve("plaine", {}, {}).why


# -- the machine that plays


@pytest.mark.slow
def test_the_machine_comes_upon_every_ending_paper_and_branch_of_the_fixture_case() -> None:
    deal = deal_case(load(SOURCE))
    found = tour(deal, trial_pack(deal))
    assert (found.faults, found.unseen) == ({}, ())


def test_what_nobody_can_come_upon_is_listed(case: Path) -> None:
    edit("case.toml", 'when = ["chose:d1=tell"]', 'when = ["chose:d1=tell", "chose:d1=wait"]')(case)
    deal = dealt(case)
    assert "ending:open" in tour(deal, trial_pack(deal)).unseen


def test_a_board_whose_cards_come_only_with_one_feeder_is_a_failure(case: Path) -> None:
    edit("docs/day/inventory.md", 'opens_with = "day"', 'opens_with = "p1"')(case)
    deal = dealt(case)
    assert "answer-card" in tour(deal, trial_pack(deal)).faults["m"]


# -- plans


def test_the_plans_of_the_sound_case_hold(solver: CleanSolver) -> None:
    found = solved(SOUND, solver)
    assert found.plans
    assert [failure for _, failed in found.plans.values() for failure in failed] == []


def test_a_line_that_fails_is_told_with_its_place_what_was_expected_and_the_note(
    case: Path, solver: CleanSolver
) -> None:
    edit("puzzles/p1/plan.test", 'answer p1: "10000" -> reject', 'answer p1: "{{ p1.stub }}" -> reject')(case)
    said = failures(case, solver)
    assert any(one.startswith("puzzles/p1/plan.test:6  expected") and "got solved" in one for one in said)
    assert any("(the other stub on the same paper)" in one for one in said)


def test_a_plan_that_gets_stuck_is_told_and_not_raised(case: Path, solver: CleanSolver) -> None:
    edit("puzzles/m/plan.test", "needs: p1, p2", "needs: f")(case)
    assert any("plan.test:1  it cannot be done" in one for one in failures(case, solver))


# -- the report


def test_the_report_counts_what_was_refused_and_fits_a_terminal(solver: CleanSolver) -> None:
    told = list(lines(reports([solved(SOUND, solver)])))
    assert max(map(len, told)) <= 100
    row = next(line for line in told if line.startswith("  p1 ") and " en " in line)
    assert row.split()[-3:] == ["4", "1", "7"]


def test_the_command_says_1_and_the_reason_for_a_case_that_cannot_be_solved(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("docs/day/note1.md", 'opens_with = "p1/shown"', 'opens_with = "p1"')(case)
    assert main(["solve", str(case), "--profile", "full", "--json"]) == 1
    [profile] = json.loads(capsys.readouterr().out)["profiles"]
    assert any("p1 (en)" in fault["sentence"] for fault in profile["faults"])
