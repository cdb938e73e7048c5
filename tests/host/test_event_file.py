"""A whole evening in one file: out, in again, and nothing that somebody else has put there is believed."""

import hashlib
import json
import os
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.event.export import export
from casefile.host.event.take_in import take_in
from casefile.host.report.reading import reading
from tests.host.evenings import sitting
from tests.workshop.dealt_folders import alone, dealt_folder


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        folder = dealt_folder(tmp_path_factory.mktemp("dealt"), teams=2)
    with sitting(folder) as evening:
        evening.solve("t0", "a")
        evening.ann.note("Ben says it is the gate")
    (folder.saves / "players.json").write_text(json.dumps({"SHA256:x": {"team": "t01", "player": "Ann"}}))
    (folder.saves / "host.key").write_text("secret")
    return folder.path


@pytest.fixture
def folder(dealt: Path, tmp_path: Path) -> DealFolder:
    return DealFolder.open(Path(shutil.copytree(dealt, tmp_path / "deal")))


@pytest.fixture
def file(folder: DealFolder, tmp_path: Path) -> Path:
    export(folder, tmp_path / "evening", with_keys=True)
    return tmp_path / "evening"


def contents(path: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(path)): one.read_bytes()
        for one in path.rglob("*")
        if one.is_file() and one.suffix not in {".lock", ".bak"} and one.name != "deal.json"
    }


def test_what_goes_out_comes_in_again_and_is_played_on(folder: DealFolder, file: Path, tmp_path: Path) -> None:
    taken = take_in(file, tmp_path / "there")
    assert (taken.teams, taken.saves, len(taken.keys)) == (2, 1, 3)
    assert contents(tmp_path / "there") == contents(folder.path)
    again = DealFolder.open(tmp_path / "there")
    assert again.about == folder.about
    with sitting(again, names=("Ann", "Cleo")) as evening:
        evening.solve("b")
    with reading(again, again.teams[0]) as found:
        assert found.ways["b"].opened is not None


def test_all_of_it_is_its_owners(file: Path, tmp_path: Path) -> None:
    take_in(file, tmp_path / "there")
    for path in [file, tmp_path / "there", *(tmp_path / "there").rglob("*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_keys_go_along_only_where_that_is_wished(folder: DealFolder, tmp_path: Path) -> None:
    done = export(folder, tmp_path / "bare")
    assert done.keys == ()
    assert not {"pepper", "gm.key", "saves/host.key"} & set(zipfile.ZipFile(tmp_path / "bare").namelist())
    take_in(tmp_path / "bare", tmp_path / "there")
    with pytest.raises(Refusal) as caught:
        DealFolder.open(tmp_path / "there")
    assert caught.value.code == "deal-pepper"
    shutil.copy(folder.path / "pepper", tmp_path / "there" / "pepper")
    DealFolder.open(tmp_path / "there")


def test_an_evening_goes_out_while_it_is_played_and_every_save_is_whole(folder: DealFolder, tmp_path: Path) -> None:
    with sitting(folder) as evening:
        evening.ann.note("while it runs")
        export(folder, tmp_path / "now", with_keys=True)
        evening.ann.note("and on")
    there = take_in(tmp_path / "now", tmp_path / "there")
    assert there.saves == 1
    with reading(DealFolder.open(tmp_path / "there"), folder.teams[0]) as found:
        assert [note.text for note in found.play.notes()][-1] == "while it runs"


def test_a_damaged_save_goes_out_as_its_previous_generation_or_not_at_all(folder: DealFolder, tmp_path: Path) -> None:
    save = folder.saves / "t01.save"
    save.write_bytes(save.read_bytes()[:-5])
    export(folder, tmp_path / "one")
    (folder.saves / "t01.save.bak").write_bytes(b"no")
    with pytest.raises(Refusal) as caught:
        export(folder, tmp_path / "two")
    assert caught.value.code == "event-save"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deal", "one"]


def test_nothing_is_overwritten(folder: DealFolder, file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Refusal) as out:
        export(folder, file)
    with pytest.raises(Refusal) as back:
        take_in(file, folder.path)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refusal) as link:
        export(folder, tmp_path / "link")
    assert {out.value.code, back.value.code, link.value.code} == {"event-exists"}
    assert file.read_bytes() == before


def test_where_there_are_no_hard_links_a_file_is_written_all_the_same(
    folder: DealFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("casefile.host.event.export.os.link", none)
    export(folder, tmp_path / "stick")
    assert take_in(tmp_path / "stick", tmp_path / "there").teams == 2
    with pytest.raises(Refusal):
        export(folder, tmp_path / "stick")


def refused(file: Path, code: str = "event-damaged") -> None:
    """A file is refused in one sentence, and nothing is left of it."""
    target = file.parent / "in" / "there"
    with pytest.raises(Refusal) as caught:
        take_in(file, target)
    assert caught.value.code == code
    assert "\n" not in caught.value.sentence
    assert not target.parent.exists() or not list(target.parent.iterdir())
    assert not (file.parent / "evil").exists()


def rewrite(file: Path, change: Callable[[zipfile.ZipFile, dict[str, bytes]], object], *, listed: bool = True) -> None:
    """Make the file anew, with something else in it."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        change(archive, files)
        if listed:
            files.pop("event.json")
            rows = {
                name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
            }
            files["event.json"] = json.dumps({"v": 1, "files": rows}).encode()
        for name, data in files.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    "name",
    ["../evil", "/tmp/evil", "saves/../../evil", "packs/t01.case/../../evil", "C:\\evil", "packs\\t01.case", "notes",
     "packs/", "saves/t02.save\x00.exe", "saves/t01.save ", "Deal.json", "saves/t01.save.bak", "saves/.json"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(file: Path, name: str) -> None:
    rewrite(file, lambda _, files: files.update({name: b"x"}))
    refused(file)


def test_a_link_in_the_file_becomes_no_link(file: Path, tmp_path: Path) -> None:
    rewrite(file, lambda _, files: files.update({"saves/notes.json": b"/etc/passwd"}))
    with zipfile.ZipFile(file, "a") as archive:
        archive.getinfo("saves/notes.json").external_attr = (stat.S_IFLNK | 0o777) << 16
        archive._didModify = True  # type: ignore[attr-defined]
    assert b"\xff\xa1" in file.read_bytes()
    take_in(file, tmp_path / "there")
    assert not (tmp_path / "there" / "saves" / "notes.json").is_symlink()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_whatever_would_grow_when_it_is_unpacked_is_refused(file: Path, method: int) -> None:
    rewrite(file, lambda archive, _: archive.writestr("saves/bomb.json", b"0" * 50_000_000, method))
    refused(file)


def test_the_same_bytes_under_many_names_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "many"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("packs/t01.case", b"0" * 1_000_000)
        first = archive.infolist()[0]
        for number in range(2, 99):
            other = zipfile.ZipInfo(f"packs/t{number:02}.case")
            other.header_offset, other.file_size, other.compress_size = 0, first.file_size, first.file_size
            other.CRC = first.CRC
            archive.filelist.append(other)
    refused(file)


def test_a_list_of_more_files_than_there_can_be_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 60_000, 60_000, 30 << 20, 0, 0)
    with file.open("wb") as out:
        out.truncate(30 << 20)
        out.seek(0, os.SEEK_END)
        out.write(end)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was read"))
    refused(file)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\5\6" + b"\0" * 18, b"x" * 5_000, b"PK\3\4" + b"\xff" * 500])
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "none").write_bytes(data)
    refused(tmp_path / "none")


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none", "event-missing")
    refused(tmp_path, "event-missing")


def test_any_byte_that_was_changed_is_noticed(file: Path, folder: DealFolder) -> None:
    data, before = file.read_bytes(), contents(folder.path)
    for at in range(50, len(data), len(data) // 40):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :])
        target = file.parent / "there"
        with suppress(Refusal):  # or it was a byte that means nothing, such as one of a date
            take_in(file, target)
            assert contents(target) == before
            shutil.rmtree(target)
        assert not target.exists()


@pytest.mark.parametrize("size", [0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(file: Path, size: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * size)])
    refused(file)


SPOILS: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a save": lambda files: files.update({"saves/t01.save": b"no save"}),
    "no pack": lambda files: files.pop("packs/t01.case"),
    "no deal": lambda files: files.pop("deal.json"),
    "another deal": lambda files: files.update({"deal.json": b"{}"}),
    "deep": lambda files: files.update({"deal.json": b"[" * 100_000}),
    "another pepper": lambda files: files.update({"pepper": b"00" * 32}),
    "a path": lambda files: files.update(
        {"deal.json": files["deal.json"].replace(b"packs/t01.case", b"../../x/t01.case")}
    ),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_an_evening_that_does_not_hang_together_is_refused(file: Path, spoil: str) -> None:
    rewrite(file, lambda _, files: SPOILS[spoil](files))
    refused(file)


@pytest.mark.parametrize(
    ("told", "code"),
    [(b'{"v":2,"files":{}}', "event-version"), (b"{}", "event-damaged"), (b"[" * 100_000, "event-damaged"),
     (b'{"v":1,"files":{}}', "event-damaged"), (b'{"v":1,"files":{},"more":1}', "event-damaged")],
)  # fmt: skip
def test_a_list_that_says_something_else_is_refused(file: Path, told: bytes, code: str) -> None:
    rewrite(file, lambda _, files: files.update({"event.json": told}), listed=False)
    refused(file, code)


def test_the_commands_say_what_they_did(folder: DealFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["event", "export", str(folder.path), str(tmp_path / "e")]) == 0
    assert "2 teams, 1 save, without keys" in capsys.readouterr().out
    assert main(["event", "import", str(tmp_path / "e"), str(tmp_path / "there")]) == 0
    assert "pepper" in capsys.readouterr().out
    assert main(["event", "import", str(tmp_path / "e"), str(tmp_path / "there")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["event", "list", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert "2 teams, 1 played" in told[0]
    assert "pepper" in told[1]
    assert main(["event", "list", str(folder.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["played"] == 1
