"""The folder of saves."""

from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.store.eventstore import ONE
from casefile.store.safefile import beside
from casefile.store.shelf import Shelf

FACTS = {"pack": "ab" * 16, "case": "fixture", "rev": 1, "title": "FIXTURE", "player": "Ann", "solved": 2, "created": 5}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "saves")


def begun(shelf: Shelf, name: str = "Tuesday", **facts: Any) -> str:
    save, store = shelf.new(name)
    for number in range(2):
        given = {"facts": {**FACTS, "name": name, **facts}} if number == 0 else {}
        store.append(ONE, number, f"c{number}", [{"kind": "paused", "at": 1.0, "by": "Ann", **given}])
    store.close()
    return save


def names(shelf: Shelf) -> list[str]:
    return sorted(save.name for save in shelf.saves())


def test_a_shelf_that_is_not_there_yet_is_empty(shelf: Shelf) -> None:
    assert shelf.saves() == ()
    assert shelf.trash() == ()
    assert not shelf.folder.exists()


def test_saves_are_listed_with_what_they_say_of_themselves(shelf: Shelf) -> None:
    begun(shelf)
    (save,) = shelf.saves()
    assert (save.name, save.player, save.title, save.rev, save.solved, save.created, save.problem) == (
        *("Tuesday", "Ann", "FIXTURE", 1, 2, 5),
        "",
    )
    assert save.changed > 5


def test_the_save_last_played_stands_first(shelf: Shelf) -> None:
    first, second = begun(shelf, "a"), begun(shelf, "b")
    store = shelf.open(first)
    store.append(ONE, 2, "later", [{"kind": "paused", "at": 2.0, "by": "Ann"}])
    store.close()
    assert [save.id for save in shelf.saves()] == [first, second]


@pytest.mark.parametrize("name", ["../../.bashrc", "CON", "a/b\\c", "x" * 300, "-rf", "\x1b[2J", "日本", "", "."])
def test_a_name_never_becomes_a_path(shelf: Shelf, name: str) -> None:
    save = begun(shelf, name)
    files = [path for path in shelf.folder.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {shelf.folder}
    assert all(path.name.startswith(save) and len(path.name) < 70 for path in files)
    assert save[0].isalnum()
    assert "\x1b" not in shelf.saves()[0].name


@pytest.mark.parametrize("save", ["../x", "a/b", "", ".", "nothing-00", "A", "a" * 80, "a.save"])
def test_a_save_that_is_not_there_is_refused(shelf: Shelf, save: str) -> None:
    begun(shelf)
    for call in (shelf.open, shelf.delete, shelf.restore, shelf.find):
        with pytest.raises(Refusal) as refused:
            call(save)
        assert refused.value.code == "save-unknown"


def test_a_save_is_renamed_and_its_file_stays(shelf: Shelf) -> None:
    save = begun(shelf)
    shelf.rename(save, "Wed\x1bnesday")
    assert (names(shelf), shelf.saves()[0].id) == (["Wed\ufffdnesday"], save)
    with pytest.raises(Refusal):
        shelf.rename(save, "  ")


def test_what_is_deleted_can_be_restored_with_all_that_was_in_it(shelf: Shelf) -> None:
    save = begun(shelf)
    before = (shelf.folder / f"{save}.save").read_bytes()
    shelf.delete(save)
    assert (names(shelf), [row.id for row in shelf.trash()]) == ([], [save])
    shelf.restore(save)
    assert (names(shelf), shelf.trash()) == (["Tuesday"], ())
    assert (shelf.folder / f"{save}.save").read_bytes() == before
    assert beside(shelf.folder / f"{save}.save", ".bak").exists()


def test_an_open_save_is_not_moved_or_renamed(shelf: Shelf) -> None:
    save = begun(shelf)
    store = shelf.open(save)
    with pytest.raises(Refusal) as moved:
        shelf.delete(save)
    with pytest.raises(Refusal) as renamed:
        shelf.rename(save, "x")
    assert (moved.value.code, renamed.value.code) == ("save-open", "save-open")
    store.close()
    assert names(shelf) == ["Tuesday"]


def test_an_exported_save_is_one_file_and_comes_in_elsewhere(shelf: Shelf, tmp_path: Path) -> None:
    save = begun(shelf)
    file = shelf.export(save, tmp_path)
    other = Shelf(tmp_path / "other")
    taken = other.take_in(file)
    assert (taken.name, taken.pack, taken.id != save) == ("Tuesday", FACTS["pack"], True)
    one, two = shelf.open(save), other.open(taken.id)
    assert one.read(ONE) == two.read(ONE)
    one.close()
    two.close()
    assert {path.name for path in tmp_path.iterdir()} == {"saves", "other", file.name}


def test_nothing_is_overwritten_by_an_export(shelf: Shelf, tmp_path: Path) -> None:
    save = begun(shelf)
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    with pytest.raises(Refusal, match="already"):
        shelf.export(save, target)
    assert target.read_text() == "mine"


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b'{"format":"casefile-save/1"}\n{}\n{}'])
def test_what_is_no_save_is_not_imported(shelf: Shelf, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.save"
    file.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        shelf.take_in(file)
    assert refused.value.code == "save-damaged"
    with pytest.raises(Refusal) as missing:
        shelf.take_in(tmp_path / "nowhere")
    assert missing.value.code == "save-missing"
    assert shelf.saves() == ()


def test_a_damaged_save_is_listed_by_its_previous_generation_or_with_its_problem(shelf: Shelf) -> None:
    save = begun(shelf)
    path = shelf.folder / f"{save}.save"
    path.write_bytes(b"")
    assert names(shelf) == ["Tuesday"]
    path.unlink()
    assert names(shelf) == ["Tuesday"]
    beside(path, ".bak").write_bytes(b"[]")
    (row,) = shelf.saves()
    assert (row.name, bool(row.problem)) == (save, True)


def test_hostile_facts_are_listed_clean(shelf: Shelf) -> None:
    begun(shelf, title="\x1b]0;x\x07" + "y" * 5_000, rev="one", solved=[], created=None)
    (row,) = shelf.saves()
    assert "\x1b" not in row.title
    assert (len(row.title), row.rev, row.solved, row.created) == (200, 0, 0, 0)


def test_a_pack_is_kept_once_and_found_by_its_digest(shelf: Shelf, tmp_path: Path) -> None:
    pack = tmp_path / "a.case"
    pack.write_bytes(b"sealed")
    digest = shelf.keep_pack(pack)
    assert shelf.keep_pack(pack) == digest
    kept = shelf.pack_path(digest)
    assert kept is not None
    pack.write_bytes(b"resealed")
    assert kept.read_bytes() == b"sealed"
    assert shelf.pack_path("0" * 64) is None
    assert shelf.pack_path("../../etc/passwd") is None
    with pytest.raises(Refusal):
        shelf.keep_pack(tmp_path / "nowhere")
