"""Sealing: what stays, what changes, what does not show."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.vault import Answer, Node, Pack, PackRefusal, Sealing, SealKey, StretchCache, WrongKey
from casefile.vault.blob import Place
from casefile.vault.limits import BLOBS_MAX
from casefile.vault.manifest import Field, Manifest, Paper, Ref
from tests.vault.small import KEY, seal_small

FIELD = [Field(id="a", label={"en": "a"})]
DEAL = KEY.deal("small", b"7", "full")
START = DEAL.ref("start")


def header_of(data: bytes) -> dict[str, Any]:
    size = int.from_bytes(data[16:20], "big")
    found: dict[str, Any] = json.loads(data[20 : 20 + size])
    return found


def pieces(digits: str, size: int) -> list[str]:
    return [digits[at : at + size] for at in range(0, len(digits), size)]


def seal_text(text: str, *, pad_to: int = 0, pad_manifest: int = 0, title: str = "x") -> bytes:
    manifest = Manifest(kind="start", name="start", papers=[Paper(id="a", title={"en": title}, kind="log")])
    node = Node(
        START, manifest, papers={"a": {"en": text}}, pad_manifest=pad_manifest, pad_papers={"a": {"en": pad_to}}
    )
    return Sealing(KEY, DEAL, kdf="test").write([node], title={"en": "X"}, languages=["en"], rev=1, start=START)


def size_of(data: bytes, role: str, language: str) -> int:
    header = header_of(data)
    place = Place(DEAL.pack_id, START.node, role, language)
    locator = place.locator(START.key, bytes.fromhex(header["table_salt"])).hex()
    length: int = header["dir"]["lengths"][header["dir"]["locators"].index(locator) // 32]
    return length


def test_a_paper_is_as_large_as_its_longest_variant() -> None:
    short = seal_text("short", pad_to=50_000)
    assert size_of(short, "paper:a", "en") == size_of(seal_text("x" * 50_000), "paper:a", "en")
    with Pack.open(short, allow_test=True) as pack:
        assert pack.paper(START, "a", "en") == "short"


def test_a_manifest_is_as_large_as_its_longest_variant() -> None:
    assert size_of(seal_text("", pad_manifest=9_000), "manifest", "") > size_of(seal_text(""), "manifest", "")


def test_small_papers_all_have_one_size() -> None:
    assert {size_of(seal_text("x" * length), "paper:a", "en") for length in (0, 1, 100, 4000)} == {4096 + 24 + 32 + 16}


def test_one_blob_in_ten_is_a_decoy_of_a_size_that_a_real_one_has() -> None:
    papers = {f"p{index}": {"en": "x" * 300 * index} for index in range(39)}
    manifest = Manifest(
        kind="start", name="start", papers=[Paper(id=paper, title={"en": paper}, kind="log") for paper in papers]
    )
    node = Node(START, manifest, papers=papers)
    data = Sealing(KEY, DEAL, kdf="test").write([node], title={"en": "X"}, languages=["en"], rev=1, start=START)
    lengths = header_of(data)["dir"]["lengths"]
    real = [size_of(data, f"paper:{paper}", "en") for paper in papers] + [size_of(data, "manifest", "")]
    assert len(lengths) == 44
    assert set(lengths) == set(real)


def test_two_seals_of_one_case_share_what_a_save_needs_and_nothing_else() -> None:
    one, other = seal_small(), seal_small()
    first, second = header_of(one.data), header_of(other.data)
    assert {key for key in first if first[key] == second[key]} == {*first} - {"table_salt", "dir"}
    assert not set(pieces(first["dir"]["locators"], 32)) & set(pieces(second["dir"]["locators"], 32))
    locks = [pack.open().manifest(one.start).locks[0] for pack in (one, other)]
    assert locks[0].salt == locks[1].salt
    assert not set(pieces(locks[0].rows.hex(), 224)) & set(pieces(locks[1].rows.hex(), 224))


def test_nothing_of_a_locked_text_is_in_the_pack() -> None:
    data = seal_small().data
    for word in (b"Nine", b"static", b"Filed", b"CONVOY", b"p01", b"Half Moon", b"half moon", b"The strip"):
        assert word not in data


OTHERS = [("room", b"7", "small"), ("full", b"8", "small"), ("full", b"7", "x")]


@pytest.mark.parametrize(("profile", "seed", "case"), OTHERS)
def test_every_deal_has_its_own_names(profile: str, seed: bytes, case: str) -> None:
    other = KEY.deal(case, seed, profile)
    assert other.pack_id != DEAL.pack_id
    assert other.ref("start") != START
    assert other.lock("p01") != DEAL.lock("p01")
    assert other.gate_id("act") != DEAL.gate_id("act")


def test_a_seal_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "seal.key"
    made = SealKey.load_or_make(path)
    assert SealKey.load_or_make(path).author == made.author
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


DAMAGED_KEYS = [b"", b"x", b"casefile-seal-key/2\n" + b"0" * 64, b"casefile-seal-key/1\n" + b"0" * 62]


@pytest.mark.parametrize("content", DAMAGED_KEYS)
def test_a_damaged_seal_key_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seal.key"
    path.write_bytes(content)
    with pytest.raises(PackRefusal) as caught:
        SealKey.load_or_make(path)
    assert caught.value.code == "seal-key"
    assert path.read_bytes() == content


def refused(fields: list[Field], answers: list[Answer]) -> str:
    with pytest.raises(PackRefusal) as caught:
        Sealing(KEY, DEAL, kdf="test").make_lock("p01", fields, answers, START)
    return caught.value.code


@pytest.mark.parametrize("raw", ["", "...", "x" * 300, "a\u0378"])
def test_an_answer_that_nobody_can_type_is_refused(raw: str) -> None:
    assert refused(FIELD, [Answer((raw,), START)]) == "seal-answer"


def test_two_answers_with_one_normal_form_are_refused() -> None:
    assert refused(FIELD, [Answer(("Paris",), START), Answer(("PARIS!",), START, near=True)]) == "seal-answer"


def test_an_answer_with_a_field_too_many_is_refused() -> None:
    assert refused(FIELD, [Answer(("Paris", "London"), START)]) == "seal-answer"


def test_more_than_a_thousand_and_twenty_four_answers_are_refused() -> None:
    assert refused(FIELD, [Answer((str(index),), START) for index in range(1025)]) == "seal-limit"


@pytest.mark.parametrize(("k", "names"), [(0, "ab"), (3, "ab"), (2, "aab"), (1, "")])
def test_a_gate_that_cannot_be_is_refused(k: int, names: str) -> None:
    with pytest.raises(PackRefusal) as caught:
        Sealing(KEY, DEAL, kdf="test").make_gate("g", k, [DEAL.ref(name) for name in names], START)
    assert caught.value.code == "seal-gate"


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [Node(START, Manifest(kind="start", name="a"))] * 2,
        [Node(START, Manifest(kind="start", name="a"), papers={"a": {"en": "x"}})],
        [Node(START, Manifest(kind="start", name="a", papers=[Paper(id="a", title={"en": "x"}, kind="log")]))],
        [Node(START, Manifest(kind="start", name="a", grants=[Ref(node=b"", key=b"")]))],
    ],
)
def test_nodes_that_do_not_fit_together_are_refused(nodes: list[Node]) -> None:
    with pytest.raises(PackRefusal):
        Sealing(KEY, DEAL, kdf="test").write(nodes, title={"en": "X"}, languages=["en"], rev=1, start=START)


@pytest.mark.parametrize("text", ["x" * ((1 << 20) + 1), "\n" * 20_000])
def test_a_paper_that_no_reader_shows_whole_is_refused(text: str) -> None:
    with pytest.raises(PackRefusal) as caught:
        seal_text(text)
    assert caught.value.code == "seal-limit"


@pytest.mark.parametrize("wrong", [{"rev": 0}, {"languages": []}, {"languages": ["en", "en"]}, {"title": {}}])
def test_a_header_that_no_reader_takes_is_never_written(wrong: dict[str, Any]) -> None:
    nodes = [Node(START, Manifest(kind="start", name="a"))]
    header: dict[str, Any] = {"title": {"en": "X"}, "languages": ["en"], "rev": 1, "start": START, **wrong}
    with pytest.raises(Refusal):
        Sealing(KEY, DEAL, kdf="test").write(nodes, **header)


def test_an_unchanged_lock_costs_nothing_at_the_next_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.cache"
    answers = [Answer((f"answer {index}",), DEAL.ref("end")) for index in range(5)]

    def seal() -> StretchCache:
        cache = StretchCache(path, KEY)
        Sealing(KEY, DEAL, kdf="test", cache=cache).make_lock("p01", FIELD, answers, START)
        return cache

    seal().save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    monkeypatch.delattr("casefile.vault.stretch.Argon2id")
    seal()
    with pytest.raises(NameError):
        Sealing(KEY, DEAL, kdf="light", cache=StretchCache(path, KEY)).make_lock("p01", FIELD, answers, START)


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda data: data[:-1],
    lambda data: b"x" + data,
    lambda data: data[:60] + b"xx" + data[62:],
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_never_changes_a_key(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "answers.cache"
    cache = StretchCache(path, KEY)
    assert cache.get_or_make(b"context", lambda: b"k" * 32) == b"k" * 32
    cache.save()
    path.write_bytes(damage(path.read_bytes()))
    assert StretchCache(path, KEY).get_or_make(b"context", lambda: b"n" * 32) == b"n" * 32


def test_a_cache_is_of_no_use_without_its_seal_key(tmp_path: Path) -> None:
    path = tmp_path / "answers.cache"
    cache = StretchCache(path, KEY)
    cache.get_or_make(b"context", lambda: b"k" * 32)
    cache.save()
    assert b"k" * 32 not in path.read_bytes()
    other = StretchCache(path, SealKey(bytes(32)))
    assert other.get_or_make(b"context", lambda: b"n" * 32) == b"n" * 32


def test_a_decoy_is_nobodys() -> None:
    with Pack.open(seal_text("x"), allow_test=True) as pack, pytest.raises(WrongKey):
        pack.paper(START, "b", "en")


def test_more_blobs_than_a_reader_takes_are_refused() -> None:
    papers = {f"p{index}": {"en": ""} for index in range(BLOBS_MAX)}
    manifest = Manifest(kind="start", name="a", papers=[Paper(id=one, title={"en": ""}, kind="log") for one in papers])
    with pytest.raises(PackRefusal) as caught:
        Sealing(KEY, DEAL, kdf="test").write(
            [Node(START, manifest, papers=papers)], title={"en": "X"}, languages=["en"], rev=1, start=START
        )
    assert caught.value.code == "seal-limit"
