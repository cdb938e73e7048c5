"""Save, pack and session, opened and closed together."""

from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.session.sitting import Sitting, edition_for, go_back, newer, sit_again, sit_down
from casefile.store.safefile import beside
from casefile.store.shelf import Shelf
from tests.packs import forged, sealed


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "saves")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "fixture.case"
    path.write_bytes(sealed())
    return path


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    path = tmp_path / "corrected.case"
    path.write_bytes(sealed(rev=2))
    return path


def down(shelf: Shelf, case: Path) -> Sitting:
    return sit_down(shelf, case, name="Tuesday", player="Ann", allow_test=True)


def again(shelf: Shelf, save: str, pack: Path | None = None) -> Sitting:
    return sit_again(shelf, save, pack=pack, allow_test=True)


def test_a_play_survives_its_pack_being_moved_away(shelf: Shelf, case: Path) -> None:
    sitting = down(shelf, case)
    sitting.session.answer("p01", ["nine minutes"])
    sitting.session.keep_view({"paper": "log"})
    sitting.close()
    case.unlink()
    sitting = again(shelf, sitting.save)
    assert sitting.session.lock("p01").solved
    assert (sitting.session.player, sitting.session.view()) == ("Ann", {"paper": "log"})
    sitting.close()
    assert shelf.saves()[0].solved == 1


def test_a_correction_is_offered_and_only_taken_when_accepted(shelf: Shelf, case: Path, corrected: Path) -> None:
    sitting = down(shelf, case)
    sitting.close()
    (save,) = shelf.saves()
    assert newer(save, [case], allow_test=True) is None
    assert newer(save, [case, corrected, corrected.with_name("nowhere")], allow_test=True) == corrected
    sitting = again(shelf, save.id)
    assert sitting.session.pack.rev == 1
    sitting.close()
    sitting = again(shelf, save.id, corrected)
    sitting.close()
    (save,) = shelf.saves()
    assert (save.rev, newer(save, [case, corrected], allow_test=True)) == (2, None)
    corrected.unlink()
    sitting = again(shelf, save.id)
    assert sitting.session.pack.rev == 2
    sitting.close()
    with pytest.raises(Refusal) as older:
        again(shelf, save.id, case)
    assert older.value.code == "save-newer-pack"


def test_somebody_elses_pack_of_the_same_name_is_no_correction(shelf: Shelf, case: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.case"
    theirs.write_bytes(forged())
    down(shelf, case).close()
    (save,) = shelf.saves()
    assert newer(save, [case, theirs], allow_test=True) is None
    assert edition_for(save, [theirs, case], allow_test=True) == case
    with pytest.raises(Refusal) as refused:
        again(shelf, save.id, theirs)
    assert refused.value.code == "save-other-author"
    again(shelf, save.id).close()


def test_an_imported_save_asks_for_its_pack_and_keeps_it_then(shelf: Shelf, case: Path, tmp_path: Path) -> None:
    sitting = down(shelf, case)
    sitting.close()
    other = Shelf(tmp_path / "other")
    save = other.take_in(shelf.export(sitting.save, tmp_path)).id
    with pytest.raises(Refusal) as refused:
        again(other, save)
    assert refused.value.code == "save-no-pack"
    again(other, save, case).close()
    again(other, save).close()


def test_whatever_is_refused_leaves_save_and_pack_free(shelf: Shelf, case: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.case"
    broken.write_bytes(sealed()[:-5])
    with pytest.raises(Refusal):
        down(shelf, broken)
    assert shelf.saves() == ()
    assert not shelf.folder.exists()
    sitting = down(shelf, case)
    with pytest.raises(Refusal) as refused:
        again(shelf, sitting.save)
    assert refused.value.code == "save-open"
    sitting.close()
    with pytest.raises(Refusal):
        again(shelf, sitting.save, broken)
    again(shelf, sitting.save).close()


def test_a_damaged_save_goes_on_from_its_previous_generation_and_says_so(shelf: Shelf, case: Path) -> None:
    sitting = down(shelf, case)
    sitting.session.answer("p01", ["nine minutes"])
    sitting.close()
    path = shelf.folder / f"{sitting.save}.save"
    path.write_bytes(b"")
    sitting = again(shelf, sitting.save)
    assert sitting.session.lock("p01").solved
    assert "previous generation" in sitting.session.status().notices[0]
    sitting.close()
    assert beside(path, ".damaged").exists()


def test_going_back_leaves_both_plays_on_the_shelf(shelf: Shelf, case: Path, corrected: Path) -> None:
    first = down(shelf, case)
    first.session.answer("p01", ["nine minutes"])
    first.close()
    first = again(shelf, first.save, corrected)
    second = go_back(first, shelf, 1, name="Before")
    assert not second.session.lock("p01").solved
    assert second.session.status().notices == ()
    second.close()
    assert first.session.answer("p03", ["four"]).kind == "solved"
    first.close()
    again(shelf, second.save).close()
    assert {save.name for save in shelf.saves()} == {"Tuesday", "Before"}


def test_a_save_holds_nothing_of_what_was_not_opened(shelf: Shelf, case: Path) -> None:
    sitting = down(shelf, case)
    sitting.session.answer("p01", ["eight minutes"])
    sitting.session.hint("p01")
    sitting.close()
    written = b"".join(path.read_bytes() for path in shelf.folder.glob("*.save*"))
    for hidden in (b"nine", b"Nine", b"Count again", b"Alder", b"First.", b"THE DEAD MAN", b"Read the log"):
        assert hidden not in written
