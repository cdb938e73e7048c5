"""A case's author is met once and held to."""

from pathlib import Path

import pytest

from casefile.vault import KnownAuthors, Node, Pack, PackRefusal, Sealing, SealKey
from casefile.vault.manifest import Manifest


def sealed_by(secret: int, case: str = "small") -> Pack:
    key = SealKey(bytes([secret]) * 32)
    deal = key.deal(case, b"", "full")
    start = deal.ref("start")
    nodes = [Node(start, Manifest(kind="start", name="start"))]
    data = Sealing(key, deal, kdf="test").write(nodes, title={"en": "X"}, languages=["en"], rev=1, start=start)
    return Pack.open(data, allow_test=True)


def test_an_author_is_new_once(tmp_path: Path) -> None:
    path = tmp_path / "data" / "authors.json"
    assert KnownAuthors(path).meet(sealed_by(1))
    assert not KnownAuthors(path).meet(sealed_by(1))
    assert KnownAuthors(path).meet(sealed_by(1, "other"))


def test_another_author_is_refused_and_both_fingerprints_are_shown(tmp_path: Path) -> None:
    authors = KnownAuthors(tmp_path / "authors.json")
    authors.meet(sealed_by(1))
    with pytest.raises(PackRefusal) as caught:
        authors.meet(sealed_by(2))
    assert caught.value.code == "pack-author"
    assert all(sealed_by(secret).fingerprint in caught.value.sentence for secret in (1, 2))
    assert not authors.meet(sealed_by(1))


def test_a_case_that_came_with_the_program_has_its_own_author_and_enters_no_list(tmp_path: Path) -> None:
    path = tmp_path / "authors.json"
    authors = KnownAuthors(path, built_in={"small": sealed_by(1).author})
    assert not authors.meet(sealed_by(1))
    with pytest.raises(PackRefusal) as caught:
        authors.meet(sealed_by(2))
    assert all(sealed_by(secret).fingerprint in caught.value.sentence for secret in (1, 2))
    assert not path.exists()
    assert authors.meet(sealed_by(2, "other"))
    assert "small" not in path.read_text()


def test_an_author_can_be_forgotten(tmp_path: Path) -> None:
    authors = KnownAuthors(tmp_path / "authors.json")
    authors.meet(sealed_by(1))
    authors.forget("small")
    assert authors.meet(sealed_by(2))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"small":1}', b'{"small":"00"}', b'{"a":"","a":""}', b"\xff"])
def test_a_damaged_list_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "authors.json"
    path.write_bytes(content)
    with pytest.raises(PackRefusal) as caught:
        KnownAuthors(path).meet(sealed_by(1))
    assert caught.value.code == "pack-author"
    assert path.read_bytes() == content
