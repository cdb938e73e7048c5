"""`casefile deal`, as a shell runs it."""

import json
from pathlib import Path

import pytest

from casefile import cli
from casefile.host.deal.folder import DealFolder
from tests.sealed import SOURCE
from tests.test_cli import casefile, one_sentence
from tests.workshop.dealt_folders import alone, copy_of


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case, and a place for what lies ready that is no other test's."""
    alone(monkeypatch)
    monkeypatch.setattr("casefile.workshop.fresh.faults_of", lambda *_: [])
    monkeypatch.setattr("casefile.desk.cases.seal_cache", lambda source: tmp_path / "cache" / f"{source.name}.stretch")
    return copy_of(SOURCE, tmp_path / "case")


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert cli.main(["deal", *map(str, words)]) == 0
    return capsys.readouterr().out


def test_an_evening_is_dealt_and_late_teams_are_added(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deal"
    told = said(capsys, case, "--teams", "2", "-o", folder, "--name", "Owls", "--minutes", "90")
    dealt = DealFolder.open(folder)
    assert "Owls" in told
    assert all(team.code in told for team in dealt.teams)
    assert dealt.about.minutes == 90
    found = json.loads(said(capsys, folder, "--add", "1", "--json"))
    assert [team["id"] for team in found["teams"]] == ["t03"]
    assert len(DealFolder.open(folder).teams) == 3
    assert not {dealt.sheet(team).seed for team in dealt.teams} & {*told.split(), *json.dumps(found).split('"')}


def test_what_was_prepared_is_dealt(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, case, "--prepare", "2") == f"{case}: 2 deals made, 2 lie ready.\n"
    told = json.loads(said(capsys, case, "--teams", "3", "-o", tmp_path / "deal", "--json"))
    assert (told["ready"], len(told["teams"]), told["profile"]) == (2, 3, "full")
    assert json.loads(said(capsys, case, "--prepare", "1", "--json"))["ready"] == 1


def test_without_a_name_the_folder_is_called_after_the_case(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said(capsys, case, "--teams", "1")
    assert (tmp_path / "case-deal" / "deal.json").is_file()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "casefile deal DIR --teams 12"),
        (["{case}"], "casefile deal DIR --teams 12"),
        (["{case}", "--teams", "0"], "at least one team"),
        (["{case}", "--teams", "10000"], "at most 500"),
        (["{case}", "--prepare", "0"], "at least one team"),
        (["{case}", "--teams", "1", "--profile", "nope"], 'no profile "nope"'),
        (["{case}", "--teams", "1", "-o", "{case}"], "is there already"),
        (["{case}", "--teams", "1", "--add", "1"], "two commands"),
        (["{case}", "--add", "1"], "no deal folder"),
        (["{case}/nowhere", "--teams", "1"], "is not a folder"),
        (["{case}", "--prepare", "1", "--seed", "x"], "--seed"),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path: Path, words: list[str], sentence: str) -> None:
    case = copy_of(SOURCE, tmp_path / "case")
    run = casefile("deal", *(word.format(case=case) for word in words), cwd=tmp_path)
    assert sentence in one_sentence(run)


def test_a_folder_that_is_dealt_is_not_dealt_again(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, case, "--teams", "1", "-o", tmp_path / "deal")
    assert cli.main(["deal", str(tmp_path / "deal"), "--teams", "1"]) == 2
    assert "--add" in capsys.readouterr().err
