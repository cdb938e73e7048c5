"""A damaged, cut or foreign file never shows a byte of a document."""

import os
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.errors import Refusal
from casefile.vault import Pack, PackRefusal, Sealing, SealKey, derive, open_gate
from casefile.vault.blob import CHUNK, TAG, Place, open_blob, padded, seal_blob, sealed_size
from casefile.vault.manifest import Field, Lock, Manifest, Ref
from casefile.vault.soundness import ROW, check_manifest
from tests.vault.make_vectors import HERE, START

WHOLE = (HERE / "whole.case").read_bytes()
TEXT = "Nine minutes.\n"
PLACE = Place(bytes(16), bytes(16), "paper:x", "en")
NODE_KEY, SALT = bytes(32), bytes(24)


def open_and_read(data: bytes) -> str:
    """Do all that a reader does, and return the text if every step went well."""
    with Pack.open(data, allow_test=True) as pack:
        manifest = pack.manifest(pack.start)
        derive(pack, manifest.locks[0], ("Half Moon Street", "21.49"), pack.start.key)
        open_gate(pack, manifest.gates[0], {})
        return pack.paper(pack.start, "strip", "en")


def code_of(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        open_and_read(data)
    return caught.value.code


def test_a_pack_cut_at_any_place_is_refused() -> None:
    places = [*range(200), *random.Random(1).sample(range(200, len(WHOLE)), 100)]
    codes = {code_of(WHOLE[:place]) for place in places}
    assert codes == {"pack-not-a-pack", "pack-damaged"}
    assert {code_of(WHOLE[:place]) for place in range(16, 200)} == {"pack-damaged"}


def test_a_flipped_bit_is_refused_or_lies_where_nothing_is_read() -> None:
    chosen = random.Random(2)
    refused = 0
    for place in [*range(200), *chosen.sample(range(200, len(WHOLE)), 200)]:
        changed = bytearray(WHOLE)
        changed[place] ^= 1 << chosen.randrange(8)
        try:
            assert open_and_read(bytes(changed)) == TEXT
        except Refusal as refusal:
            refused += refusal.code.startswith("pack-")
        with pytest.raises(PackRefusal), Pack.open(bytes(changed), allow_test=True) as pack:
            pack.verify()
    assert refused > 250


FOREIGN = [b"", b"PK\x03\x04", b"%YAML 1.2\n", b"\x80\x04\x95", b"casefile-pack", WHOLE[:15]]


@pytest.mark.parametrize("data", FOREIGN)
def test_what_is_no_pack_is_called_so(data: bytes) -> None:
    assert code_of(data) == "pack-not-a-pack"


def test_a_header_of_a_hundred_thousand_brackets_is_refused() -> None:
    key = SealKey(bytes(32))
    header = b"[" * 100_000 + b"]" * 100_000
    data = b"casefile-pack/1\n" + len(header).to_bytes(4, "big") + header + key.sign(header)
    assert code_of(data) == "pack-damaged"


def test_only_a_regular_file_is_a_pack(tmp_path: Path) -> None:
    real, link, pipe = tmp_path / "x.case", tmp_path / "link.case", tmp_path / "pipe.case"
    real.write_bytes(WHOLE)
    link.symlink_to(real)
    os.mkfifo(pipe)
    with Pack.open(real, allow_test=True) as pack:
        assert pack.paper(pack.start, "strip", "en") == TEXT
    for path in (link, pipe, tmp_path, Path(os.devnull), Path("a\0b")):
        with pytest.raises(PackRefusal) as caught:
            Pack.open(path)
        assert caught.value.code == "pack-not-a-pack"


def test_a_missing_pack_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(PackRefusal) as caught:
        Pack.open(tmp_path / "x.case")
    assert caught.value.code == "pack-missing"


def test_a_pack_that_is_cut_short_while_it_is_open_is_damaged_and_kills_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    path.write_bytes(WHOLE)
    with Pack.open(path, allow_test=True) as pack:
        os.truncate(path, 3000)
        with pytest.raises(PackRefusal) as caught:
            pack.verify()
    assert caught.value.code == "pack-damaged"


def test_a_closed_pack_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    path.write_bytes(WHOLE)
    pack = Pack.open(path, allow_test=True)
    pack.close()
    with pytest.raises(PackRefusal) as caught:
        pack.manifest(START)
    assert caught.value.code == "pack-closed"


@pytest.mark.parametrize("length", [0, 1, 4088, 4089, CHUNK - 8, CHUNK, 3 * CHUNK + 5])
def test_a_blob_of_any_length_comes_back(length: int) -> None:
    data = random.Random(length).randbytes(length)
    blob = seal_blob(data, PLACE, NODE_KEY, SALT)
    assert open_blob(blob, PLACE, NODE_KEY) == data
    assert len(blob) == sealed_size(length)


def three_chunks() -> list[bytes]:
    """The pieces of a blob: salt and commitment, then three chunks."""
    blob = seal_blob(bytes(3 * CHUNK - 8), PLACE, NODE_KEY, SALT)
    assert padded(3 * CHUNK - 8) == 3 * CHUNK
    return [blob[:56], *(blob[at : at + CHUNK + TAG] for at in range(56, len(blob), CHUNK + TAG))]


@pytest.mark.parametrize(
    "order",
    [(0,), (0, 1), (0, 1, 2), (0, 3), (0, 1, 3), (0, 2, 1, 3), (0, 1, 2, 2, 3), (0, 1, 2, 3, 3), (0, 1, 2, 3, 1)],
    ids=str,
)
def test_chunks_cannot_be_dropped_moved_or_added(order: tuple[int, ...]) -> None:
    pieces = three_chunks()
    assert open_blob(b"".join(pieces), PLACE, NODE_KEY) == bytes(3 * CHUNK - 8)
    with pytest.raises(PackRefusal):
        open_blob(b"".join(pieces[index] for index in order), PLACE, NODE_KEY)


def test_an_empty_final_chunk_is_refused() -> None:
    cipher = ChaCha20Poly1305(PLACE.keys(NODE_KEY, SALT)[0])
    text = (CHUNK - 8).to_bytes(8, "big") + bytes(CHUNK - 8)
    chunks = cipher.encrypt(bytes(12), text, None) + cipher.encrypt(bytes(10) + b"\1\1", b"", None)
    with pytest.raises(PackRefusal):
        open_blob(SALT + PLACE.keys(NODE_KEY, SALT)[1] + chunks, PLACE, NODE_KEY)


def test_a_lock_with_two_thousand_rows_is_refused() -> None:
    rows = b"".join(index.to_bytes(ROW, "big") for index in range(2048))
    text = {"en": "x"}
    fields = [Field(id="a", label=text)]
    lock = Lock(id=bytes(16), name="p", title=text, prompt=text, fields=fields, salt=bytes(16), rows=rows)
    with pytest.raises(PackRefusal) as caught:
        check_manifest(Manifest(kind="node", name="x", locks=[lock]))
    assert caught.value.code == "pack-limit"


MISSHAPEN = [Ref(node=bytes(16), key=b""), Ref(node=bytes(17), key=bytes(32))]


@pytest.mark.parametrize("ref", MISSHAPEN)
def test_a_ref_of_the_wrong_size_opens_nothing(ref: Ref) -> None:
    with Pack.open(WHOLE, allow_test=True) as pack, pytest.raises(PackRefusal) as caught:
        pack.manifest(ref)
    assert caught.value.code == "pack-wrong-key"


def test_thirteen_of_twenty_six_is_refused_to_the_author() -> None:
    key = SealKey(bytes(32))
    deal = key.deal("x", b"", "full")
    sealing = Sealing(key, deal, kdf="test")
    with pytest.raises(PackRefusal) as caught:
        sealing.make_gate("wide", 13, [deal.ref(str(index)) for index in range(26)], deal.ref("end"))
    assert caught.value.code == "seal-gate"
