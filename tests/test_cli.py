"""The commands, as a shell runs them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import cli
from tests.packs import sealed

HEAVY = {"textual", "rich", "cryptography", "tinydb", "msgspec", "asyncio", "shtab", "importlib.metadata"}


def casefile(*words: str, stdin: str = "", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casefile", *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )


def one_sentence(run: subprocess.CompletedProcess[str]) -> str:
    """The refusal, after checking that it is one: a line, exit code 2, nothing on standard output."""
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
    return run.stderr


def test_the_tree_of_commands_costs_no_heavy_room() -> None:
    code = "import sys; from casefile import cli; cli.parser().format_help(); print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY.intersection(run.stdout.split())


def test_version_names_the_programme_and_nothing_else() -> None:
    assert casefile("--version").stdout.startswith("casefile 0.")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([name, "--help"])
    assert left.value.code == 0
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--plain"], ["lyrebird"], ["some.case", "--json"], []])
def test_without_a_command_play_is_meant(words: list[str]) -> None:
    assert cli._with_play(words) == ["play", *words]


def test_a_slip_of_the_finger_is_not_taken_for_the_name_of_a_save() -> None:
    run = casefile("sael")
    assert run.returncode == 2
    assert "choose from" in run.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_its_shell_can_read(shell: str) -> None:
    script = casefile("completion", shell).stdout
    assert "doctor" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("words", [["play"], ["play", "lyrebird"], []])
def test_where_there_is_no_terminal_the_desk_names_the_line_mode(words: list[str], tmp_path: Path) -> None:
    assert "--plain" in one_sentence(casefile(*words, "--saves", str(tmp_path)))


def test_a_case_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    assert "lyrebird" in one_sentence(casefile("play", "nightjar", "--plain", "--saves", str(tmp_path)))


def test_a_foreign_file_is_refused_as_a_pack(tmp_path: Path) -> None:
    (tmp_path / "holiday.case").write_bytes(b"PK\x03\x04 a zip")
    said = one_sentence(casefile("play", str(tmp_path / "holiday.case"), "--plain", "--saves", str(tmp_path / "saves")))
    assert "not a casefile pack" in said


def test_a_source_that_is_no_case_is_refused_without_a_traceback(tmp_path: Path) -> None:
    run = casefile("seal", str(tmp_path), "-o", str(tmp_path / "x.case"))
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "x.case").exists()


def test_the_programme_bears_that_nobody_reads_on() -> None:
    run = subprocess.run(
        f"{sys.executable} -m casefile completion bash | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""


def test_a_saves_folder_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("no folder")
    (tmp_path / "fixture.case").write_bytes(sealed())
    words = ("play", str(tmp_path / "fixture.case"), "--plain", "--allow-test", "--saves", str(tmp_path / "saves"))
    one_sentence(casefile(*words))


def test_saves_are_listed_renamed_deleted_and_brought_back(tmp_path: Path) -> None:
    (tmp_path / "fixture.case").write_bytes(sealed())
    here = ("--saves", str(tmp_path / "saves"))
    assert "no saves" in casefile("saves", "list", *here).stdout
    casefile("play", str(tmp_path / "fixture.case"), "--plain", "--allow-test", "--name", "Tuesday", *here)
    casefile("saves", "rename", "tuesday", "Wednesday", *here)
    assert json.loads(casefile("saves", "list", "--json", *here).stdout)["name"] == "Wednesday"
    assert "undo" in casefile("saves", "delete", "wednesday", *here).stdout
    assert "no saves" in casefile("saves", "list", *here).stdout
    assert "Wednesday" in casefile("saves", "undo", *here).stdout
    assert "There is no save" in one_sentence(casefile("saves", "delete", "friday", *here))


def test_an_exported_save_is_taken_in_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "fixture.case").write_bytes(sealed())
    here, there = ("--saves", str(tmp_path / "here")), ("--saves", str(tmp_path / "there"))
    casefile("play", str(tmp_path / "fixture.case"), "--plain", "--allow-test", "--name", "Tuesday", *here)
    casefile("saves", "export", "tuesday", str(tmp_path / "mine.save"), *here)
    assert "Tuesday is on the shelf" in casefile("saves", "import", str(tmp_path / "mine.save"), *there).stdout
    assert "already" in one_sentence(casefile("saves", "export", "tuesday", str(tmp_path / "mine.save"), *here))


def test_what_is_deleted_last_is_brought_back_first(tmp_path: Path) -> None:
    (tmp_path / "fixture.case").write_bytes(sealed())
    here = ("--saves", str(tmp_path / "saves"))
    for name in ("Monday", "Tuesday"):
        casefile("play", str(tmp_path / "fixture.case"), "--plain", "--allow-test", "--name", name, *here)
    for name in ("tuesday", "monday"):
        casefile("saves", "delete", name, *here)
    assert "Monday" in casefile("saves", "undo", *here).stdout
