"""What a check says, to people and to scripts."""

import json
import re
from pathlib import Path

import pytest

from casefile import cli
from casefile.errors import Refusal
from casefile.source.problems import Problem
from casefile.workshop.check.explain import page_of
from casefile.workshop.check.report import WIDTH, Finding, Report
from casefile.workshop.check.rule import Severity
from casefile.workshop.check.rules import RULES, rule_of
from casefile.workshop.check.run import check
from casefile.workshop.check.search import Search
from tests.check.fault import Fault, edit

CASE = "case.toml"
NO_CONFIRMER = edit("puzzles/p1/puzzle.toml", 'confirmer = "', 'confirmer = ""  # "')
OF_THE_SHORT = edit(CASE, '{ opens = "f", of = ["p4", "p5"] }', '{ opens = "f", k = 2, of = ["p4", "p5"] }')


def _spoilt(root: Path, *severities: str) -> Path:
    """A case without one confirmer, whose author has said how much that matters."""
    Fault("", spoil=NO_CONFIRMER).put(root)
    with (root / CASE).open("a", encoding="utf-8") as file:
        file.write("\n[severities]\n" + "\n".join(severities))
    return root


def _levels(root: Path) -> list[tuple[str, Severity]]:
    return [(one.problem.code, one.severity) for one in check(root, only=["CF-A06"]).findings]


# -- severities


def test_a_rule_matters_as_much_as_it_says_of_itself(tmp_path: Path) -> None:
    assert _levels(_spoilt(tmp_path / "case")) == [("CF-A06", Severity.ERROR)]


def test_an_author_may_make_a_rule_matter_less(tmp_path: Path) -> None:
    assert _levels(_spoilt(tmp_path / "case", '"CF-A06" = "note"')) == [("CF-A06", Severity.NOTE)]


def test_a_rule_may_be_turned_off(tmp_path: Path) -> None:
    assert _levels(_spoilt(tmp_path / "case", '"CF-A06" = "off"')) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [('"CF-S10" = "note"', "CF-S10 stays an error"), ('"CF-A66" = "note"', 'Did you mean "CF-A06"?')],
)
def test_a_severity_that_cannot_be_is_told(tmp_path: Path, line: str, says: str) -> None:
    root = _spoilt(tmp_path / "case", line)
    told = [one.problem for one in check(root, only=["CF-A06"]).findings if one.problem.code == "CF-S12"]
    assert says in told[0].sentence
    assert (root / CASE).read_text("utf-8").split("\n")[told[0].line - 1] == line


def test_only_an_error_is_a_reason_to_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(_spoilt(tmp_path / "one")), "--only", "a06"]) == 1
    assert cli.main(["check", str(_spoilt(tmp_path / "two", '"CF-A06" = "warning"')), "--only", "a06"]) == 0
    assert "1 warning: 1 rule" in capsys.readouterr().out


# -- profiles and seeds


def test_what_holds_in_one_profile_only_says_so(tmp_path: Path) -> None:
    report = check(Fault("", spoil=OF_THE_SHORT).put(tmp_path / "case"), only=["CF-S08"])
    assert {one.profiles for one in report.findings} == {("short",)}
    assert "(profile short)" in " ".join(report.lines())


def test_one_profile_can_be_checked_alone(tmp_path: Path) -> None:
    root = Fault("", spoil=OF_THE_SHORT).put(tmp_path / "case")
    assert not check(root, profile="full", only=["CF-S08"]).findings
    with pytest.raises(Refusal) as refused:
        check(root, profile="shrot")
    assert refused.value.sentence.endswith('Did you mean "short"?')


def test_many_seeds_are_dealt_in_other_processes_and_counted(tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    report = check(
        Fault("", spoil=lambda _: None).put(tmp_path / "case"),
        seeds=3,
        profile="full",
        only=["CF-A02"],
        told=lambda number, total, _: done.append((number, total)),
    )
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert report.seeds == ("story", "2", "3")
    assert not report.findings


def test_a_finding_of_some_seeds_names_them() -> None:
    problem = Problem(CASE, 3, "CF-A06", "is odd.")
    one = Finding(problem, Severity.NOTE, ("full",), ("2", "5", "7", "11"))
    report = Report("case", (one,), ("full",), ("en",), tuple(map(str, range(100))), 1)
    assert "is odd. (4 of 100 seeds: 2, 5, 7, …)" in " ".join(" ".join(report.lines()).split())


# -- what is shown


def test_a_report_fits_into_eighty_columns(tmp_path: Path) -> None:
    lines = list(check(_spoilt(tmp_path / "case"), profile="full").lines())
    assert max(map(len, lines)) <= WIDTH
    assert lines[0] == "puzzles/p1/puzzle.toml"
    assert re.match(r" +\d+  CF-A06  error: ", lines[1])
    assert lines[-1].startswith("1 error: ")


def test_foreign_words_reach_no_terminal_as_they_are() -> None:
    problem = Problem("a\x1b[2J.md", 1, "CF-A06", "says \x1b[31mred.")
    assert "\x1b" not in "\n".join(Report("case", (Finding(problem, Severity.NOTE),)).lines())


@pytest.mark.parametrize(
    ("space", "words"),
    [
        (1, "1 s"),
        (10_000, "11 min"),
        (200_000, "4 h"),
        (44_000_000, "34 days"),
        (10**10, "21 years"),
        (10**13, "never"),
    ],
)
def test_a_lock_says_how_long_its_answers_are_searched(space: int, words: str) -> None:
    assert Search("full", "p1", "answer", space).words == words


def test_a_script_is_told_of_every_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Fault("", spoil=lambda _: None).put(tmp_path / "case")
    assert cli.main(["check", str(root), "--only", "CF-A02", "--profile", "short", "--json"]) == 0
    locks = {lock["lock"]: lock for lock in json.loads(capsys.readouterr().out)["locks"]}
    assert list(locks) == ["p1", "p2", "m", "archive", "p4", "p5", "f"]
    assert locks["p1"] == {
        "profile": "short",
        "lock": "p1",
        "form": "answer",
        "answers": 10_000,
        "bits": 13.3,
        "seconds": 667,
        "search": "11 min",
    }


# -- the rules themselves


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("CF-")] == list(RULES)
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("word", ["CF-A06", "cf-a06", "a06"])
def test_a_rule_is_found_however_its_code_is_written(word: str) -> None:
    assert rule_of(word).code == "CF-A06"


def test_a_code_that_there_is_not_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--explain", "CF-A66"]) == 2
    assert 'Did you mean "CF-A06"?' in capsys.readouterr().err


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_a_page_that_says_why_and_how_it_is_mended(code: str) -> None:
    page = page_of(code).split("\n")
    assert page[0].startswith(f"# {code}  ")
    assert [line for line in page if line.startswith("## ")] == ["## Why", "## Wrong", "## Mended"]
    assert max(map(len, page)) <= 120


def test_of_several_endings_one_is_read(tmp_path: Path) -> None:
    def longer(root: Path) -> None:
        for number, name in enumerate(("end-quiet", "end-open")):
            file = root / f"docs/night/{name}.md"
            more = " ".join(f"The porter wrote down barometer {number}{line} too." for line in range(200))
            file.write_text(f"{file.read_text('utf-8')}\n{more}\n", "utf-8")

    root = Fault("", spoil=longer).put(tmp_path / "case")
    assert [str(one.problem) for one in check(root, only=["CF-F09"]).findings] == []
