"""Hosted packs: without the host's pepper no answer can be tried, and with it one guess is one HMAC."""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.vault import (
    Answer,
    Node,
    Pack,
    PackRefusal,
    Sealing,
    SealKey,
    StretchCache,
    derive,
    open_sheet,
    seal_sheet,
)
from casefile.vault.manifest import Field, Lock, Manifest
from casefile.vault.soundness import ROW, ROW_TAG
from casefile.vault.stretch import Setting, stretch
from tests.vault.second_reader import Reader

KEY = SealKey(bytes(range(32)))
DEAL = KEY.deal("hosted", b"7", "full")
START, SOLVED, NEAR = map(DEAL.ref, ("start", "p01/solved", "p01/near"))
PEPPER = bytes(range(100, 132))
OTHER = bytes(range(101, 133))
FIELD = [Field(id="door", label={"en": "door"}, normal="digits")]
RIGHT = "73"
EVERY = [f"{number:02}" for number in range(100)]


def seal(kdf: str = "hosted", pepper: bytes = PEPPER, cache: StretchCache | None = None) -> bytes:
    """A start that shows one lock of two digits, with a near miss."""
    sealing = Sealing(KEY, DEAL, kdf=kdf, pepper=pepper, cache=cache)
    hole = sealing.make_lock("p01", FIELD, [Answer((RIGHT,), SOLVED), Answer(("37",), NEAR, near=True)], START)
    text = {"en": "Which door?"}
    lock = Lock(id=hole.id, name="p01", title=text, prompt=text, fields=FIELD, salt=hole.salt, rows=hole.rows)
    nodes = [
        Node(START, Manifest(kind="start", name="start", locks=[lock])),
        Node(SOLVED, Manifest(kind="solved", name="p01/solved")),
        Node(NEAR, Manifest(kind="near", name="p01/near")),
    ]
    return sealing.write(nodes, title={"en": "HOSTED"}, languages=["en"], rev=1, start=START)


@pytest.fixture(scope="module")
def data() -> bytes:
    return seal()


def opened_by(pack: Pack) -> dict[str, str]:
    """Every answer of the lock that opens something."""
    lock = pack.manifest(pack.start).locks[0]
    hits = {answer: derive(pack, lock, (answer,), pack.start.key) for answer in EVERY}
    return {answer: hit.kind for answer, hit in hits.items() if hit is not None}


def test_a_host_can_try_every_answer(data: bytes) -> None:
    with Pack.open(data, pepper=PEPPER) as pack:
        assert (pack.kdf, opened_by(pack)) == ("hosted", {RIGHT: "solved", "37": "near"})


def test_a_wrong_pepper_opens_nothing_whatever_is_answered(data: bytes) -> None:
    with Pack.open(data, pepper=OTHER) as pack:
        assert opened_by(pack) == {}


def test_without_the_pepper_no_search_finds_the_answer(data: bytes) -> None:
    # A searcher with the pack, the key of the node before and our code: every way of deriving that he could think of.
    reader = Reader(data)
    lock = reader.manifest(START.node, START.key)["locks"][0]
    empty = [reader.hosted(lock, [answer], START.key, pepper) for answer in EVERY for pepper in (b"", bytes(32))]
    public = [reader.hosted(lock, [answer], START.key, reader.table_salt) for answer in EVERY]
    reader.header["kdf"] = "test"
    slow = [reader.stretched(lock, [answer], START.key) for answer in EVERY]
    for guess in (*empty, *public, *slow):
        assert reader.payload(lock, *reader.row_keys(lock, guess)) is None
    assert reader.payload(lock, *reader.row_keys(lock, reader.hosted(lock, [RIGHT], START.key, PEPPER))) is not None


@pytest.mark.parametrize("how", [{}, {"allow_test": True}, {"pepper": b""}])
def test_without_a_pepper_a_hosted_pack_is_refused_in_one_sentence(data: bytes, how: dict[str, Any]) -> None:
    with pytest.raises(PackRefusal) as caught:
        Pack.open(data, **how)
    assert caught.value.code == "pack-hosted"
    assert "host" in caught.value.sentence
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize("size", [1, 31, 33, 64])
def test_a_pepper_of_another_size_is_refused(data: bytes, size: int) -> None:
    with pytest.raises(PackRefusal) as caught:
        Pack.open(data, pepper=bytes(size))
    assert caught.value.code == "pack-hosted"
    with pytest.raises(PackRefusal):
        seal(pepper=bytes(size))


def test_a_pack_on_a_file_is_let_go_of_when_it_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    path.write_bytes(data)
    with pytest.raises(PackRefusal):
        Pack.open(path)
    with Pack.open(path, pepper=PEPPER) as pack:
        pack.verify()


@pytest.mark.parametrize(("kdf", "pepper"), [("hosted", b""), ("test", PEPPER), ("standard", PEPPER)])
def test_a_pepper_goes_with_hosted_and_with_nothing_else(kdf: str, pepper: bytes) -> None:
    with pytest.raises(PackRefusal) as caught:
        Sealing(KEY, DEAL, kdf=kdf, pepper=pepper)
    assert caught.value.code == "seal-pepper"


def test_a_pepper_changes_nothing_for_a_pack_that_is_not_hosted() -> None:
    with Pack.open(seal("test", b""), allow_test=True, pepper=PEPPER) as pack:
        assert opened_by(pack) == {RIGHT: "solved", "37": "near"}
        assert pack.pepper == b""


@pytest.mark.parametrize("answer", [RIGHT, "37", "99"])
def test_a_hosted_guess_is_one_derivation_and_no_argon2(
    data: bytes, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    ran: list[str] = []
    digest = hmac.digest

    def never(**_: Any) -> Argon2id:
        raise AssertionError("a host does not stretch")

    def counted(*given: Any) -> bytes:
        ran.append("hmac")
        return digest(*given)

    pack = Pack.open(data, pepper=PEPPER)
    lock = pack.manifest(pack.start).locks[0]
    monkeypatch.setattr("casefile.vault.stretch.Argon2id", never)
    monkeypatch.setattr("casefile.vault.stretch.hmac.digest", counted)
    derive(pack, lock, (answer,), pack.start.key)
    assert ran == ["hmac"]


@dataclass
class Work:
    """What trying an answer has cost."""

    hmacs: int = 0
    tags: int = 0
    unwraps: list[int] = field(default_factory=list)
    """Bytes of each."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    counted, digest, same, cipher = Work(), hmac.digest, hmac.compare_digest, ChaCha20Poly1305

    class Counting:
        def __init__(self, key: bytes) -> None:
            self._cipher = cipher(key)

        def decrypt(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
            counted.unwraps.append(len(data))
            return self._cipher.decrypt(nonce, data, bound)

    def hashed(*given: Any) -> bytes:
        counted.hmacs += 1
        return digest(*given)

    def compared(one: bytes, other: bytes) -> bool:
        counted.tags += 1
        return same(one, other)

    monkeypatch.setattr("casefile.vault.stretch.hmac.digest", hashed)
    monkeypatch.setattr("casefile.vault.lock.hmac.compare_digest", compared)
    monkeypatch.setattr("casefile.vault.lock.ChaCha20Poly1305", Counting)
    return counted


def test_a_wrong_a_near_and_a_right_answer_are_equal_work(data: bytes, work: Work) -> None:
    """One HMAC, a look at every row, and one unwrap of a row's size, which may be nobody's."""
    pack = Pack.open(data, pepper=PEPPER)
    lock = pack.manifest(pack.start).locks[0]
    rows = len(lock.rows) // ROW
    assert rows >= 2
    done = []
    for answer, kind in (("99", None), ("37", "near"), (RIGHT, "solved")):
        work.hmacs = work.tags = 0
        work.unwraps.clear()
        hit = derive(pack, lock, (answer,), pack.start.key)
        assert (hit.kind if hit else None) == kind
        done.append((work.hmacs, work.tags, tuple(work.unwraps)))
    assert done == [(1, rows, (ROW - ROW_TAG,))] * 3


def test_the_hosted_step_is_the_hmac_that_the_format_says() -> None:
    setting = Setting(b"\1" * 16, b"\2" * 16, b"\3" * 16, b"\4" * 32)
    forms = b"\0\0\0\5alder\0\0\0\x042149"
    message = b"\0\0\0\x12casefile/v1/online" + b"\0\0\0\x10" + b"\1" * 16 + b"\0\0\0\x10" + b"\2" * 16
    message += b"\0\0\0\x10" + b"\3" * 16 + b"\0\0\0\x20" + b"\4" * 32 + len(forms).to_bytes(4, "big") + forms
    block, inner = PEPPER.ljust(64, b"\0"), bytes(byte ^ 0x36 for byte in PEPPER.ljust(64, b"\0"))
    digest = hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + hashlib.sha256(inner + message).digest()).digest()
    assert stretch(("alder", "2149"), "hosted", setting, PEPPER) == digest
    assert hmac.new(PEPPER, message, "sha256").digest() == digest


@pytest.mark.parametrize("changed", ["pack", "lock", "salt", "prior"])
def test_a_hosted_answer_belongs_to_its_pack_its_lock_and_the_node_before_it(changed: str) -> None:
    setting = {"pack": bytes(16), "lock": bytes(16), "salt": bytes(16), "prior": bytes(32)}
    other = {**setting, changed: b"\1" * len(setting[changed])}
    first, second = (stretch(("answer",), "hosted", Setting(**each), PEPPER) for each in (setting, other))
    assert first != second


def test_the_cache_of_stretched_answers_learns_nothing_of_a_hosted_lock(tmp_path: Path) -> None:
    cache = StretchCache(tmp_path / "cache", KEY)
    seal(cache=cache)
    cache.save()
    assert (tmp_path / "cache").read_bytes().count(b"\n") == 1
    assert len((tmp_path / "cache").read_bytes()) == len(b"casefile-seal-cache/1\n")


@pytest.mark.parametrize("length", [0, 1, 55, 56, 57, 5000])
def test_a_sheet_opens_to_what_was_sealed_and_its_size_is_a_power_of_two(length: int) -> None:
    sheet = seal_sheet(b"x" * length, PEPPER, "sheet:t01")
    plain = len(sheet) - 17 - 24 - 16
    assert open_sheet(sheet, PEPPER, "sheet:t01") == b"x" * length
    assert plain >= 64
    assert plain & (plain - 1) == 0


@pytest.mark.parametrize("fault", ["key", "place", "flip", "cut", "empty", "short key"])
def test_a_sheet_that_is_not_what_it_was_does_not_open(fault: str) -> None:
    sheet, key, place = seal_sheet(b"tregear", PEPPER, "sheet:t01"), PEPPER, "sheet:t01"
    key = {"key": OTHER, "short key": PEPPER[:16]}.get(fault, key)
    place = "sheet:t02" if fault == "place" else place
    sheet = {"flip": sheet[:-1] + bytes([sheet[-1] ^ 1]), "cut": sheet[:40], "empty": b""}.get(fault, sheet)
    with pytest.raises(PackRefusal) as caught:
        open_sheet(sheet, key, place)
    assert caught.value.code == "sheet-key"
