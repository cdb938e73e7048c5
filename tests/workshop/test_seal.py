"""Sealing: repeatable where it must be, fresh where it must be, and silent about the mole."""

import json
import random
import shutil
import stat
from pathlib import Path

import pytest

from casefile.source.wiring import START
from casefile.vault import Pack, Sealing, SealKey, WrongKey
from casefile.vault.manifest import Manifest
from casefile.workshop import seal
from casefile.workshop.deal import deal_again
from casefile.workshop.draft import Crypto
from casefile.workshop.locks import answers_of, blank, fields_of
from casefile.workshop.nodes import build_nodes
from casefile.workshop.seal import seal_case
from casefile.workshop.variants import measure
from tests.sealed import SOURCE, dealt, folder, sealed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns("seal.key"))
    return root


def walk(pack: Pack, key: SealKey, names: list[str]) -> dict[str, Manifest]:
    keys = key.deal(pack.case, dealt().seed, pack.profile)
    return {name: pack.manifest(keys.ref(name)) for name in names}


def test_the_seal_key_is_made_on_first_use_for_its_owner_only(copy: Path) -> None:
    first = Pack.open(seal_case(copy, kdf="test"), allow_test=True)
    assert stat.S_IMODE((copy / "seal.key").stat().st_mode) == 0o600
    second = Pack.open(seal_case(copy, kdf="test"), allow_test=True)
    assert (first.id, first.author) == (second.id, second.author)


def test_every_node_opens_with_the_seal_key_and_every_paper_is_there_in_every_language() -> None:
    pack = Pack.open(sealed(), allow_test=True)
    key = SealKey.load_or_make(folder() / "seal.key")
    keys = key.deal(pack.case, dealt().seed, "full")
    for name, manifest in walk(pack, key, list(dealt().wiring.kinds)).items():
        assert (manifest.name, manifest.kind) == (name, dealt().wiring.kinds[name])
        for paper in manifest.papers:
            source = next(one for one in dealt().papers if (one.source.about.id, one.node) == (paper.id, name))
            assert {pack.paper(keys.ref(name), paper.id, language) for language in ("en", "de")} == set(
                source.body.values()
            )


def test_the_start_that_everybody_can_read_holds_no_paper_no_act_and_no_lock() -> None:
    pack = Pack.open(sealed(), allow_test=True)
    start = pack.manifest(pack.start)
    assert start.name == START
    assert not any((start.papers, start.acts, start.locks, start.hints, start.endings, start.gates))
    assert len(start.grants) == 1


def test_the_keys_of_another_seed_open_nothing() -> None:
    pack = Pack.open(sealed(), allow_test=True)
    other = SealKey.load_or_make(folder() / "seal.key").deal(pack.case, b"another", "full")
    with pytest.raises(WrongKey):
        pack.manifest(other.ref("morning"))


def test_two_seals_of_one_deal_share_their_keys_and_none_of_their_bytes() -> None:
    first, second = sealed(), seal_case(folder(), kdf="test")
    one, other = Pack.open(first, allow_test=True), Pack.open(second, allow_test=True)
    assert (one.id, one.start) == (other.id, other.start)
    assert one.table_salt != other.table_salt
    ref = one.start
    assert one.manifest(ref) == other.manifest(ref)


def test_an_unchanged_case_is_not_dealt_again(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = seal_case(copy, kdf="test", cache=tmp_path / "cache")

    def never(*args: object, **kwargs: object) -> bytes:
        raise AssertionError("this was in the cache")

    monkeypatch.setattr(seal, "deal_case", never)
    assert seal_case(copy, kdf="test", cache=tmp_path / "cache") == first


def test_a_change_of_the_case_or_of_what_is_asked_is_sealed_anew(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = seal_case(copy, kdf="test", cache=cache)
    assert seal_case(copy, kdf="test", cache=cache, answers=False) != first
    assert seal_case(copy, kdf="test", cache=cache, seed="other") != first
    paper = copy / "docs" / "slip.md"
    paper.write_text(paper.read_text("utf-8") + "\nA word more.\n", "utf-8")
    pack = Pack.open(seal_case(copy, kdf="test", cache=cache), allow_test=True)
    key = SealKey.load_or_make(copy / "seal.key").deal(pack.case, dealt().seed, "full")
    assert "A word more." in pack.paper(key.ref("morning"), "slip", "en")


def test_a_changed_paper_costs_no_derivation(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seal_case(copy, kdf="test", cache=tmp_path / "cache")
    paper = copy / "docs" / "slip.md"
    paper.write_text(paper.read_text("utf-8") + "\nA word more.\n", "utf-8")

    def never(*args: object, **kwargs: object) -> bytes:
        raise AssertionError("this was in the cache")

    monkeypatch.setattr("casefile.vault.sealing.stretch", never)
    seal_case(copy, kdf="test", cache=tmp_path / "cache")


def test_a_damaged_cache_is_made_anew(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    seal_case(copy, kdf="test", cache=cache)
    for path in (cache, cache.with_name("cache.full.pack")):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    Pack.open(seal_case(copy, kdf="test", cache=cache), allow_test=True)


def test_progress_is_told_up_to_the_last_answer() -> None:
    told: list[tuple[int, int, str]] = []
    seal_case(folder(), kdf="test", progress=lambda *at: told.append(at))
    done, totals, names = zip(*told, strict=True)
    assert list(done) == sorted(done)
    assert (
        done[-1]
        == totals[0]
        == sum(len(one.answers) + len(one.near) + len(one.rows) for one in dealt().solutions.values())
    )
    assert set(names) == set(dealt().solutions)


def sizes_in(data: bytes) -> list[int]:
    length = int.from_bytes(data[16:20], "big")
    return sorted(entry[2] for entry in json.loads(data[20 : 20 + length])["dir"])


def test_the_sizes_in_a_pack_are_the_same_whoever_the_mole_is() -> None:
    deal = dealt()
    key = SealKey(bytes(32))
    keys = key.deal("stamp", deal.seed, "full")
    blanks = Crypto(keys, {lock: blank(deal, lock, keys) for lock in deal.solutions}, {})
    sizes = measure(deal, blanks)
    seen = []
    for mole in deal.case.roll:
        variant = deal_again(deal, mole)
        sealing = Sealing(key, keys, kdf="test", noise=random.Random(1).randbytes)
        holes = {
            lock: sealing.make_lock(
                lock, fields_of(variant, lock), answers_of(variant, lock, keys), keys.ref(f"{lock}/shown")
            )
            for lock in variant.solutions
        }
        nodes = [sizes.pad(node) for node in build_nodes(variant, Crypto(keys, holes, {}))]
        data = sealing.write(nodes, title={"en": "x"}, languages=["en", "de"], rev=1, start=keys.ref(START))
        seen.append(sizes_in(data))
    assert all(one == seen[0] for one in seen)


def test_branches_of_one_decision_are_of_one_size() -> None:
    deal = dealt()
    keys = SealKey(bytes(32)).deal("stamp", deal.seed, "full")
    crypto = Crypto(keys, {lock: blank(deal, lock, keys) for lock in deal.solutions}, {})
    sizes = measure(deal, crypto)
    branches = [sizes.pad(node) for node in build_nodes(deal, crypto) if node.manifest.name.startswith("branch:stand/")]
    assert len({(node.pad_manifest, str(node.pad_papers)) for node in branches}) == 1
