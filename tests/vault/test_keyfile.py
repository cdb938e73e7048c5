"""The seal key's file: made once, for its owner only, and locked if its author likes."""

from pathlib import Path

import pytest

from casefile.vault import PackRefusal, SealKey, is_locked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "seal.key"


def test_a_key_is_made_once_and_only_its_owner_can_read_it(path: Path) -> None:
    made = SealKey.load_or_make(path)
    assert SealKey.load_or_make(path).author == made.author
    assert path.stat().st_mode & 0o077 == 0


def test_a_locked_key_opens_to_its_passphrase_and_holds_no_secret_in_the_open(path: Path) -> None:
    key = SealKey.load_or_make(path)
    secret = path.read_text().split()[1]
    key.save(path, "a grey heron")
    assert is_locked(path)
    assert secret not in path.read_text()
    assert SealKey.load(path, lambda: "a grey heron").author == key.author


def test_a_wrong_passphrase_is_refused_and_changes_nothing(path: Path) -> None:
    SealKey.load_or_make(path).save(path, "a grey heron")
    before = path.read_bytes()
    with pytest.raises(PackRefusal, match="not the passphrase"):
        SealKey.load(path, lambda: "a gray heron")
    with pytest.raises(PackRefusal, match="is locked"):
        SealKey.load(path)
    assert path.read_bytes() == before


def test_a_passphrase_can_be_taken_away_again(path: Path) -> None:
    key = SealKey.load_or_make(path)
    key.save(path, "a grey heron")
    SealKey.load(path, lambda: "a grey heron").save(path)
    assert not is_locked(path)
    assert SealKey.load(path).author == key.author


@pytest.mark.parametrize("text", ["", "casefile-seal-key/1\nxyz\n", "casefile-seal-key/1 locked\n00\n00\n", "\x00\xff"])
def test_what_is_no_seal_key_is_refused_and_left_alone(path: Path, text: str) -> None:
    path.write_text(text, encoding="latin-1")
    with pytest.raises(PackRefusal, match="not a seal key"):
        SealKey.load_or_make(path, lambda: "x")
    assert path.read_text("latin-1") == text
