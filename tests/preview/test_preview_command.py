"""The command, where it cannot begin."""

from pathlib import Path

import pytest

from casefile.cli import main


def test_a_folder_that_is_not_there_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", str(tmp_path / "gone")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_without_a_terminal_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(tmp_path)]) == 2
    assert "terminal" in capsys.readouterr().err
