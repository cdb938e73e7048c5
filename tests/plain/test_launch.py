"""What the words of `play` mean, and who sits down where."""

import shutil
from pathlib import Path

import pytest

from casefile.desk import launch
from casefile.desk.launch import Wanted, somebody
from casefile.errors import Refusal
from casefile.store.shelf import Shelf
from casefile.vault import Pack, fingerprint
from tests.packs import KEY, forged, sealed


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "saves")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "fixture.case"
    path.write_bytes(sealed())
    return path


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.case"
    path.write_bytes(forged())
    return path


def sit(shelf: Shelf, target: str = "", **words: object) -> tuple[str, bool, tuple[str, ...]]:
    """Sit down and get up again: the save, whether it was there before, and what was told."""
    sitting, back = launch._sit(shelf, Wanted(target, allow_test=True, **words))  # type: ignore[arg-type]
    told = sitting.session.status().notices
    sitting.close()
    return sitting.save, back, told


def test_a_pack_file_begins_and_its_name_goes_on(shelf: Shelf, pack: Path) -> None:
    save, back, _ = sit(shelf, str(pack), name="Tuesday", player="Ann")
    assert not back
    assert sit(shelf, "tues")[:2] == (save, True)
    assert sit(shelf, save)[:2] == (save, True)
    assert shelf.find(save).player == "Ann"


def test_without_a_word_the_last_save_is_meant(shelf: Shelf, pack: Path) -> None:
    sit(shelf, str(pack), name="Monday")
    last, _, _ = sit(shelf, str(pack), name="Tuesday")
    assert sit(shelf)[:2] == (last, True)


def test_two_saves_of_one_name_are_told_apart_by_their_ids(shelf: Shelf, pack: Path) -> None:
    one, _, _ = sit(shelf, str(pack), name="Tuesday")
    two, _, _ = sit(shelf, str(pack), name="Tuesday")
    with pytest.raises(Refusal, match="More than one save") as refusal:
        sit(shelf, "tuesday")
    assert one in refusal.value.sentence
    assert two in refusal.value.sentence


def test_what_is_nothing_here_is_refused_with_what_there_is(shelf: Shelf, pack: Path) -> None:
    sit(shelf, str(pack), name="Tuesday")
    with pytest.raises(Refusal, match=r"lyrebird.*Tuesday"):
        sit(shelf, "nightjar")


def test_a_save_file_from_elsewhere_is_not_played_where_it_lies(shelf: Shelf, pack: Path, tmp_path: Path) -> None:
    save, _, _ = sit(shelf, str(pack))
    shelf.export(save, tmp_path / "mine.save")
    with pytest.raises(Refusal, match="casefile saves import"):
        sit(shelf, str(tmp_path / "mine.save"))
    assert sit(shelf, str(shelf.folder / f"{save}.save"))[:2] == (save, True)


def test_an_imported_save_goes_on_with_the_pack_that_is_named(shelf: Shelf, pack: Path, tmp_path: Path) -> None:
    save, _, _ = sit(shelf, str(pack), name="Tuesday")
    other = Shelf(tmp_path / "elsewhere")
    other.take_in(shelf.export(save, tmp_path / "mine.save"))
    with pytest.raises(Refusal) as refusal:
        sit(other, "tuesday")
    assert refusal.value.code == "save-no-pack"
    assert sit(other, "tuesday", pack=pack)[1]


def test_a_corrected_edition_is_taken_when_it_is_named(shelf: Shelf, pack: Path, tmp_path: Path) -> None:
    save, _, _ = sit(shelf, str(pack))
    corrected = tmp_path / "corrected.case"
    corrected.write_bytes(sealed(2))
    assert any("corrected" in words for words in sit(shelf, save, pack=corrected)[2])
    assert shelf.find(save).rev == 2


def fingerprints(told: tuple[str, ...]) -> list[str]:
    return [words for words in told if "sealed by" in words]


def test_a_foreign_pack_is_met_once_with_its_authors_fingerprint(shelf: Shelf, pack: Path, tmp_path: Path) -> None:
    save, _, first = sit(shelf, str(pack))
    assert fingerprint(KEY.author) in fingerprints(first)[0]
    assert not fingerprints(sit(shelf, save)[2])
    shutil.copy(pack, tmp_path / "copy.case")
    assert not fingerprints(sit(shelf, str(tmp_path / "copy.case"))[2])


def test_another_authors_pack_of_a_known_case_is_refused_with_both_fingerprints(
    shelf: Shelf, pack: Path, theirs: Path
) -> None:
    save, _, _ = sit(shelf, str(pack))
    for target, correction in ((str(theirs), None), (save, theirs)):
        with pytest.raises(Refusal) as refusal:
            sit(shelf, target, pack=correction)
        assert refusal.value.code == "pack-author"
        with Pack.open(theirs, allow_test=True) as opened:
            assert opened.fingerprint in refusal.value.sentence
        assert fingerprint(KEY.author) in refusal.value.sentence
    assert [one.id for one in shelf.saves()] == [save]


def test_a_case_that_came_with_the_program_can_be_by_its_own_author_only(
    shelf: Shelf, pack: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "_built_in", lambda case: {case: KEY.author})
    assert not fingerprints(sit(shelf, str(pack))[2])
    assert not (shelf.folder / "authors.json").exists()
    with pytest.raises(Refusal) as refusal:
        sit(shelf, str(theirs))
    assert refusal.value.code == "pack-author"


@pytest.mark.parametrize(("login", "written"), [("anna", "anna"), ("root", "the Desk"), ("Administrator", "the Desk")])
def test_a_log_in_that_is_no_persons_name_is_written_into_no_file(
    monkeypatch: pytest.MonkeyPatch, login: str, written: str
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: login)
    assert somebody() == written
