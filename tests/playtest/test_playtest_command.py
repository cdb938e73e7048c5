"""The command: saves in, files and a table out."""

import json
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.workshop.playtests import read_plays
from tests.playtest.conftest import playing
from tests.spoilt import Folder


@pytest.fixture
def played(case: Folder, saves: Path) -> Folder:
    for number, player in enumerate(("Ann", "Ben", "Cat")):
        with playing(saves / f"play-{number}.save", player) as sitter:
            sitter.solve("t0", number + 1)
            sitter.say("a", "Nothing", 2)
            if player != "Cat":
                sitter.solve("a", 6 * number + 2)
    return case


def run(case: Folder, saves: Path, *words: str) -> int:
    return main(["playtest", str(case.root), "--saves", str(saves), *words])


def test_all_saves_of_the_case_make_a_table(played: Folder, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(played, saves) == 0
    said = capsys.readouterr().out
    row = next(line for line in said.split("\n") if line.startswith("a "))
    assert "2 of 3" in row
    assert "7 (4–10)" in row
    assert "wrong: “nothing” 3×" in said
    assert max(map(len, said.split("\n"))) <= 100
    assert "Ann" not in said


def test_collecting_again_counts_nothing_twice(played: Folder, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(played, saves)
    once = capsys.readouterr().out
    run(played, saves)
    assert capsys.readouterr().out == once


def test_the_files_are_read_without_complaint(played: Folder, saves: Path) -> None:
    run(played, saves)
    plays, problems = read_plays(played.root)
    assert not problems
    assert {play.puzzle for play in plays} == {"t0", "a", "b"}


def test_json_says_the_same(played: Folder, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(played, saves, "--json")
    rows = {row["puzzle"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["a"]["solved"], rows["a"]["players"], rows["a"]["wrong"], rows["a"]["stopped"]) == (2, 3, 3, 1)
    assert rows["a"]["commonest"] == [{"answer": "nothing", "times": 3}]
    assert rows["f"]["median"] is None


def test_an_exported_save_is_taken_in_by_itself(
    played: Folder, saves: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(played, tmp_path / "none", "--import", str(saves / "play-1.save"), "--json") == 0
    rows = {row["puzzle"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["t0"]["players"] == 1


def test_players_who_knew_the_case_are_left_out_of_the_minutes(
    played: Folder, saves: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(played, saves, "--spoiled", "--json")
    rows = {row["puzzle"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["a"]["median"], rows["a"]["spoiled"], rows["a"]["solved"]) == (None, 3, 2)


def test_without_a_play_it_says_what_to_do(case: Folder, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(case, saves) == 2
    assert "--import FILE" in capsys.readouterr().err
    assert not (case.root / "playtests").exists()


def test_a_damaged_save_keeps_no_other_back(played: Folder, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saves / "play-0.save"
    path.write_bytes(path.read_bytes()[:-20])
    path.with_name("play-0.save.bak").unlink(missing_ok=True)
    assert run(played, saves) == 0
    out, err = capsys.readouterr()
    assert "play-0.save is not a save, or it is damaged." in err
    assert "of 2" in out


def test_a_folder_of_logs_that_leads_elsewhere_is_refused(played: Folder, saves: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (played.root / "playtests").symlink_to(tmp_path / "elsewhere")
    assert run(played, saves) == 2
    assert not list((tmp_path / "elsewhere").iterdir())
