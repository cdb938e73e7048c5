"""A pack beside its source: what has changed since it was sealed, and what a correction may not change."""

import shutil
from pathlib import Path

import pytest

from casefile import cli
from tests import sealed


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "first.case"
    path.write_bytes(sealed.sealed())
    return path


@pytest.fixture
def case(pack: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(sealed.folder(), folder, ignore=shutil.ignore_patterns(f"{sealed.CACHE}*"))
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_pack_says_what_its_source_says(case: Path, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(pack), str(case)]) == 0
    assert "says what" in capsys.readouterr().out


def test_a_changed_paper_and_changed_answers_are_named(
    case: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = next((case / "docs").rglob("*.md"))
    paper.write_text(paper.read_text() + "\nOne more line.\n")
    replace(case / "puzzles" / "extra" / "puzzle.toml", '["lantern"]', '["candle"]')
    assert cli.main(["verify", str(pack), str(case)]) == 1
    told = capsys.readouterr().out
    assert f"changed: the paper {paper.stem} of " in told
    assert "changed: the answers of extra" in told


def test_a_pack_of_another_author_or_seed_is_refused(
    case: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", str(pack), str(case), "--seed", "other"]) == 2
    assert "another seed" in capsys.readouterr().err
    (case / "seal.key").unlink()
    assert cli.main(["verify", str(pack), str(case)]) == 2
    assert cli.main(["keys", str(case), "--make"]) == 0
    assert cli.main(["verify", str(pack), str(case)]) == 2
    assert "another key" in capsys.readouterr().err


def test_a_correction_needs_a_higher_revision_and_says_what_it_changes(
    case: Path, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "second.case"
    words = ["seal", str(case), "-o", str(again), "--kdf", "test", "--revises", str(pack)]
    assert cli.main(words) == 2
    assert not again.exists()
    text = (case / "case.toml").read_text()
    (case / "case.toml").write_text("rev = 2\n" + text.replace("rev = 1\n", ""))
    paper = next((case / "docs").rglob("*.md"))
    paper.write_text(paper.read_text() + "\nOne more line.\n")
    assert cli.main(words) == 0
    assert f"changed: the paper {paper.stem} of " in capsys.readouterr().out
    assert again.is_file()
