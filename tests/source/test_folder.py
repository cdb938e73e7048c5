"""A case's folder is read without ever leaving it."""

import os

import pytest

from casefile.source.folder import MOST_BYTES
from tests.spoilt import Folder


def test_a_link_out_of_the_folder_is_refused(case: Folder) -> None:
    memo = case.root / "docs" / "memo.md"
    outside = case.root.parent / "secret.md"
    memo.rename(outside)
    memo.symlink_to(outside)
    problems = case.problems()
    assert ("CF-S11", "docs/memo.md") in [(problem.code, problem.path) for problem in problems]


def test_a_link_within_the_folder_is_refused_too(case: Folder) -> None:
    (case.root / "docs" / "copy.md").symlink_to(case.root / "docs" / "memo.md")
    assert "CF-S11" in {problem.code for problem in case.problems()}


def test_a_folder_that_is_a_link_is_refused(case: Folder) -> None:
    outside = case.root.parent / "elsewhere"
    (case.root / "puzzles" / "a").rename(outside)
    (case.root / "puzzles" / "a").symlink_to(outside)
    assert ("CF-S11", "puzzles/a/puzzle.toml") in [(problem.code, problem.path) for problem in case.problems()]


def test_a_file_that_is_too_long_is_refused(case: Folder) -> None:
    case.write("docs/long.md", "x" * (MOST_BYTES + 1))
    assert [problem.code for problem in case.problems()] == ["CF-S11"]


def test_a_pipe_is_not_waited_for(case: Folder) -> None:
    os.mkfifo(case.root / "docs" / "pipe.md")
    assert [problem.code for problem in case.problems()] == ["CF-S11"]


def test_a_file_that_is_not_utf8_is_told_with_its_line(case: Folder) -> None:
    (case.root / "docs" / "memo.md").write_bytes(b"+++\n\xff\n")
    assert ("CF-S10", "docs/memo.md", 2) in [(one.code, one.path, one.line) for one in case.problems()]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_either_kind_are_read(case: Folder, ending: str) -> None:
    for path in case.root.rglob("*.md"):
        path.write_bytes(path.read_text("utf-8").replace("\n", ending).encode())
    assert case.problems() == ()
