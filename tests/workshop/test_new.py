"""A new case is small, complete and sound."""

from pathlib import Path

import pytest

from casefile import cli
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import deal_case
from casefile.workshop.seal import seal_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "tin"
    assert cli.main(["new", str(path), "--title", 'The "Biscuit" Tin', "--id", "tin", "--language", "en"]) == 0
    return path


def test_a_new_case_can_be_sealed_and_played_to_its_ending(folder: Path) -> None:
    pack = Pack.open(seal_case(folder, kdf="test"), allow_test=True)
    session = Session.begin(pack, MemoryStore(), name="t", player="Ann", language="en")
    dealt = deal_case(folder)
    for lock in ("p01", "m1"):
        for row in session.folders():
            for paper in row.papers:
                session.read(paper.id)
        assert session.answer(lock, dealt.solutions[lock].answers[0]).kind == "solved"
    assert session.status().ended
    assert session.status().title == 'The "Biscuit" Tin'


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))])
def test_another_seed_sends_another_message(folder: Path, seed: int) -> None:
    answers = {deal_case(folder, seed=f"{seed} {turn}").solutions["p01"].answers[0] for turn in range(6)}
    assert len(answers) > 1


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary").write_text("x")
    assert cli.main(["new", str(tmp_path / "mine"), "--title", "T"]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["diary"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--title", "T", "--id", "../x"], "cannot be an id"),
        (["--title", "T\n", "--id", "t"], "in one line"),
        (["--title", "T", "--language", "English"], "no language tag"),
    ],
)
def test_what_cannot_be_a_case_is_refused_and_nothing_is_written(
    tmp_path: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "t"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_case_with_an_error_is_sealed_only_by_whoever_says_so(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = folder / "puzzles" / "p01-the-attic-lamp" / "puzzle.toml"
    lock.write_text(lock.read_text().replace('"BOOK", "CAKE", ', "").replace('"FIRST", "SECOND", ', ""))
    pack = tmp_path / "tin.case"
    words = ["seal", str(folder), "-o", str(pack), "--kdf", "light"]
    assert cli.main(words) == 2
    assert "CF-A02" in capsys.readouterr().err
    assert not pack.exists()
    assert cli.main([*words, "--unchecked"]) == 0
    assert pack.exists()
