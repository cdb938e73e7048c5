"""Reading a deal folder: what is not as it was dealt is refused in a sentence."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.vault import PackRefusal
from tests.workshop.dealt_folders import alone, dealt_folder


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        return dealt_folder(tmp_path_factory.mktemp("dealt")).path


@pytest.fixture
def path(dealt: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(dealt, tmp_path / "deal"))


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    about = json.loads((path / "deal.json").read_text("utf-8"))
    change(about)
    (path / "deal.json").write_text(json.dumps(about), "utf-8")


def refusal(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        DealFolder.open(path)
    assert "\n" not in caught.value.sentence
    return caught.value


def test_a_team_is_found_by_its_code_however_it_is_typed(path: Path) -> None:
    folder = DealFolder.open(path)
    first, second = folder.teams
    spaced = f" {second.code.lower().replace('-', ' ')} "
    assert [folder.find(code) for code in (first.code, spaced, second.code.replace("-", ""))] == [first, second, second]
    assert [folder.find(code) for code in ("", "-", first.code[:-1], first.code + "2", "ß" * 10_000)] == [None] * 5


def test_a_team_is_found_by_its_id(path: Path) -> None:
    folder = DealFolder.open(path)
    assert folder.team("t02") is folder.teams[1]
    with pytest.raises(Refusal) as caught:
        folder.team("t99\x1b")
    assert caught.value.code == "deal-team"
    assert "\x1b" not in caught.value.sentence


def test_saves_lie_in_the_folder(path: Path) -> None:
    assert DealFolder.open(path).saves == path / "saves"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda about: about.update(v=2, future=True), "deal-version"),
        (lambda about: about.update(more=1), "deal-damaged"),
        (lambda about: about.update(minutes="125"), "deal-damaged"),
        (lambda about: about.update(teams=[]), "deal-damaged"),
        (lambda about: about["teams"].append(about["teams"][0]), "deal-damaged"),
        (lambda about: about["teams"][0].update(id="../t01"), "deal-damaged"),
        (lambda about: about["teams"][0].update(pack="../../etc/passwd"), "deal-damaged"),
        (lambda about: about["teams"][0].update(sheet="/etc/passwd"), "deal-damaged"),
        (lambda about: about["teams"][0].update(code=about["teams"][1]["code"].lower()), "deal-damaged"),
        (lambda about: about["teams"][0].update(pepper=about["teams"][1]["pepper"]), "deal-pepper"),
        (lambda about: about["teams"][0].update(pepper="no"), "deal-pepper"),
    ],
)
def test_a_deal_that_was_changed_is_refused(path: Path, change: Callable[[dict[str, Any]], object], code: str) -> None:
    edit(path, change)
    assert refusal(path).code == code


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_deal_that_is_no_json_is_refused(path: Path, data: bytes) -> None:
    (path / "deal.json").write_bytes(data)
    assert refusal(path).code == "deal-damaged"


def test_a_folder_that_is_none_is_refused(path: Path) -> None:
    assert refusal(path / "packs").code == "deal-missing"
    assert refusal(path / "nowhere").code == "deal-missing"
    assert refusal(path / "deal.json").code == "deal-missing"


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "deal-pepper"), (b"00" * 32, "deal-pepper"), (b"no", "deal-damaged"), (b"", "deal-damaged")],
)
def test_the_pepper_of_another_evening_is_noticed_at_once(path: Path, data: bytes | None, code: str) -> None:
    (path / "pepper").unlink()
    if data is not None:
        (path / "pepper").write_bytes(data)
    assert refusal(path).code == code


def test_names_that_command_a_terminal_are_made_harmless(path: Path) -> None:
    edit(path, lambda about: (about.update(title="X\x1b[2J"), about["teams"][0].update(name="Owls\x07")))
    folder = DealFolder.open(path)
    assert (folder.about.title, folder.teams[0].name) == ("X\ufffd[2J", "Owls\ufffd")


def test_a_host_without_the_game_masters_key_serves_and_reads_no_sheet(path: Path) -> None:
    (path / "gm.key").unlink()
    folder = DealFolder.open(path)
    folder.pack(folder.teams[0]).close()
    with pytest.raises(Refusal) as caught:
        folder.sheet(folder.teams[0])
    assert caught.value.code == "deal-gm"


def test_a_sheet_that_was_exchanged_or_changed_does_not_open(path: Path) -> None:
    folder = DealFolder.open(path)
    first, second = (path / team.sheet for team in folder.teams)
    first.write_bytes(second.read_bytes())
    with pytest.raises(Refusal) as caught:
        folder.sheet(folder.teams[0])
    assert caught.value.code == "deal-gm"
    second.unlink()
    with pytest.raises(Refusal) as missing:
        folder.sheet(folder.teams[1])
    assert missing.value.code == "deal-damaged"


def test_a_pack_that_is_gone_is_said_when_it_is_opened(path: Path) -> None:
    folder = DealFolder.open(path)
    folder.pack_path(folder.teams[0]).unlink()
    with pytest.raises(PackRefusal) as caught:
        folder.pack(folder.teams[0])
    assert caught.value.code == "pack-missing"
