"""Logs of play-tests."""

from pathlib import Path

import pytest

from casefile.workshop.playtests import read_plays

LINE = '{"player": "ann", "puzzle": "p1", "solved": true, "minutes": 12.5, "hints": ["stub/1"], "wrong": 2}'


def _log(root: Path, text: str) -> Path:
    (root / "playtests").mkdir()
    (root / "playtests" / "ann.jsonl").write_text(text, "utf-8")
    return root


def test_a_log_is_read_line_by_line_and_empty_lines_are_nothing(tmp_path: Path) -> None:
    plays, problems = read_plays(_log(tmp_path, f"{LINE}\n\n{LINE}\n"))
    assert [(play.player, play.puzzle, play.minutes, play.wrong) for play in plays] == [("ann", "p1", 12.5, 2)] * 2
    assert problems == []


def test_a_case_without_logs_has_no_plays(tmp_path: Path) -> None:
    assert read_plays(tmp_path) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        LINE[:-4],
        LINE.replace("12.5", "NaN"),
        LINE.replace("12.5", "-3"),
        LINE.replace('"ann"', '" "'),
        LINE.replace('"wrong"', '"wrongs"'),
        LINE.replace("true", '"yes"'),
        "[" * 5000,
    ],
)
def test_a_line_that_is_no_play_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    plays, problems = read_plays(_log(tmp_path, f"{LINE}\n{line}\n{LINE}\n"))
    assert len(plays) == 2
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("playtests/ann.jsonl", 2, "CF-P01")
    ]


def test_a_log_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(LINE, "utf-8")
    (tmp_path / "case" / "playtests").mkdir(parents=True)
    (tmp_path / "case" / "playtests" / "ann.jsonl").symlink_to(elsewhere)
    plays, problems = read_plays(tmp_path / "case")
    assert plays == []
    assert [problem.code for problem in problems] == ["CF-S11"]


@pytest.mark.parametrize(("more", "counts"), [("", True), (', "spoiled": true', False)])
def test_a_solve_counts_unless_the_answer_was_known(tmp_path: Path, more: str, counts: bool) -> None:
    plays, _ = read_plays(_log(tmp_path, LINE[:-1] + more + "}"))
    assert plays[0].counts is counts


def test_a_solve_by_the_last_rung_does_not_count(tmp_path: Path) -> None:
    plays, _ = read_plays(_log(tmp_path, LINE.replace("stub/1", "stub/4")))
    assert not plays[0].counts
