"""The doctor: what is wrong, and what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile import doctor
from casefile.desk import cases
from casefile.errors import Refusal
from casefile.session.sitting import sit_down
from casefile.store.shelf import Shelf
from tests.packs import sealed


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "fixture.case"
    path.write_bytes(sealed())
    return path


@pytest.fixture
def save(tmp_path: Path, pack: Path) -> Path:
    """A save that was played a little, on a shelf with its pack."""
    shelf = Shelf(tmp_path / "saves")
    sitting = sit_down(shelf, pack, name="Tuesday", player="Ann", allow_test=True)
    sitting.session.answer("p01", ["nine minutes"])
    sitting.close()
    return shelf.folder / f"{sitting.save}.save"


def one(file: Path) -> doctor.Finding:
    (finding,) = doctor.look_at(file)
    return finding


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-100] ^= 1
    file.write_bytes(data)


def test_a_whole_pack_is_good_and_says_whose_it_is(pack: Path) -> None:
    finding = one(pack)
    assert finding.state == "good"
    assert "FIXTURE, revision 1" in finding.words


@pytest.mark.parametrize("spoil", [cut, flip])
def test_a_spoilt_pack_is_bad_and_the_advice_is_to_get_it_again(pack: Path, spoil: Callable[[Path], None]) -> None:
    spoil(pack)
    finding = one(pack)
    assert finding.state == "bad"
    assert "Get it again" in finding.advice


def test_a_whole_save_is_good_and_looking_at_it_changes_nothing(save: Path) -> None:
    before = save.read_bytes()
    assert one(save).state == "good"
    assert save.read_bytes() == before


def test_a_save_without_its_pack_says_how_to_name_one(save: Path) -> None:
    for pack in (save.parent / "packs").iterdir():
        pack.unlink()
    assert "--pack" in one(save).advice


def test_a_spoilt_save_with_a_whole_generation_before_it_says_so(save: Path) -> None:
    flip(save)
    finding = one(save)
    assert finding.state == "bad"
    assert "Its previous generation is whole." in finding.advice


def test_a_file_that_is_neither_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "shopping.txt").write_text("eggs")
    assert "neither a save nor a pack" in one(tmp_path / "shopping.txt").words
    assert "no such file" in one(tmp_path / "nothing.case").words


def test_a_folder_that_cannot_be_written_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    (finding,) = [finding for finding in doctor.examine(tmp_path) if finding.what == "saves"]
    assert finding.state == "bad"
    assert "--saves" in finding.advice


@pytest.mark.parametrize(
    ("columns", "rows", "state"),
    [("120", "36", "good"), ("80", "24", "good"), ("70", "20", "mind"), ("40", "10", "bad")],
)
def test_the_size_of_the_terminal_is_judged(
    monkeypatch: pytest.MonkeyPatch, columns: str, rows: str, state: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", rows)
    assert doctor._size().state == state


def test_the_desks_own_least_size_is_the_one_that_the_doctor_names() -> None:
    from casefile.desk import app

    assert app.SMALLEST == doctor.LEAST


def test_the_doctor_speaks_json_and_fails_only_on_what_is_bad(pack: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "casefile", "doctor", str(pack), "--json"]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)

    good = run()
    cut(pack)
    bad = run()
    assert (good.returncode, bad.returncode) == (0, 1)
    assert json.loads(bad.stdout)["findings"][0]["state"] == "bad"


def test_a_checkout_offers_lyrebird_from_its_source() -> None:
    offer = cases.choose("lyrebird")
    assert offer.title == "LYREBIRD"
    assert offer.source is not None


def test_a_pack_is_stale_as_soon_as_its_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "case.toml").write_text("id = 'x'")
    offer = cases.Offer("x", "X", tmp_path / "x.case", source)
    offer.pack.write_bytes(b"")
    cases._stamp_file(offer.pack).write_text(json.dumps({"source": cases._digest(source)}))
    assert offer.ready
    (source / "seal.key").write_text("made by the first seal")
    assert offer.ready
    (source / "case.toml").write_text("id = 'xy'")
    assert not offer.ready


def test_a_source_that_cannot_be_sealed_is_refused_with_the_workshops_own_sentence(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("id = 'x'")
    with pytest.raises(Refusal, match=r"case\.toml"):
        cases.make(cases.Offer("x", "X", tmp_path / "build" / "x.case", tmp_path), lambda *_: None)
