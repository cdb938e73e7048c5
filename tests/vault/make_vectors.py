"""Makes `vectors/`: sealed packs with one fault each, and `vectors.toml` that says what a reader must answer.

Run as `python -m tests.vault.make_vectors` after a change of the format, and look at what changed.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault import Answer, Node, Sealing, SealKey
from casefile.vault.blob import Place, padded, seal_blob
from casefile.vault.header import MAGIC
from casefile.vault.labels import lp
from casefile.vault.lock import row_keys
from casefile.vault.manifest import Field, Lock, Manifest, Paper, Ref, dump
from casefile.vault.soundness import ROW
from casefile.vault.stretch import Setting, stretch

HERE = Path(__file__).parent / "vectors"
KEY = SealKey(hashlib.sha256(b"the key of the vectors").digest())
OTHER = SealKey(hashlib.sha256(b"another author").digest())
DEAL = KEY.deal("vector", b"seed", "full")
START, SOLVED, NEAR, BRANCH, ACT = map(DEAL.ref, ("start", "p01/solved", "p01/near", "branch", "act"))
FIELDS = [Field(id="street", label={"en": "street"}), Field(id="hour", label={"en": "hour"}, normal="digits")]
RIGHT, ALIAS, CLOSE = ("Half Moon Street", "21.49"), ("Halfmoon Street", "21.49"), ("Half Moon Street", "21.53")


@dataclass
class Vector:
    """A pack and what a reader must make of it."""

    file: str
    about: str
    data: bytes
    opens: str = "ok"
    checks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Parts:
    """A pack taken apart, to be put together wrongly."""

    header: dict[str, Any]
    blobs: tuple[bytes, ...]

    def join(self, raw: bytes | None = None, *, key: SealKey = KEY, magic: bytes = MAGIC) -> bytes:
        """Put the pack together and sign it, whatever it says."""
        header = raw if raw is not None else json.dumps(self.header, sort_keys=True, separators=(",", ":")).encode()
        return b"".join((magic, len(header).to_bytes(4, "big"), header, key.sign(header), *self.blobs))

    def saying(self, **changes: Any) -> bytes:
        """The same pack with another header."""
        return replace(self, header={**self.header, **changes}).join()

    def listing(self, **changes: Any) -> bytes:
        """The same pack with another directory."""
        return self.saying(dir={**self.header["dir"], **changes})

    def carrying(self, place: Place, ref: Ref, blob: bytes) -> bytes:
        """The same pack with another blob at a place, and a directory that fits."""
        locator = place.locator(ref.key, bytes.fromhex(self.header["table_salt"])).hex()
        blobs = list(self.blobs)
        blobs[self.header["dir"]["locators"].index(locator) // 32] = blob
        return replace(self, blobs=tuple(blobs)).listing(
            lengths=[len(one) for one in blobs], digests="".join(hashlib.sha256(one).hexdigest() for one in blobs)
        )


def noise(name: str) -> Callable[[int], bytes]:
    """Bytes that look random and are the same at every run."""
    count = 0

    def take(size: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(f"{name} {count}".encode()).digest(size)

    return take


def take_apart(data: bytes) -> Parts:
    size = int.from_bytes(data[16:20], "big")
    header = json.loads(data[20 : 20 + size])
    blobs, at = [], 20 + size + 64
    for length in header["dir"]["lengths"]:
        blobs.append(data[at : at + length])
        at += length
    return Parts(header, tuple(blobs))


def plain(name: str) -> Manifest:
    """The start of every vector: a paper, two locks and a gate. The same name gives the same table salt."""
    sealing = Sealing(KEY, DEAL, kdf="test", noise=noise(name))
    answers = [Answer(RIGHT, SOLVED), Answer(ALIAS, SOLVED), Answer(CLOSE, NEAR, near=True)]
    holes = [sealing.make_lock(lock, FIELDS, answers, START) for lock in ("p01", "p02")]
    text = {"en": "Where, and when?"}
    return Manifest(
        kind="start",
        name="start",
        papers=[Paper(id="strip", title={"en": "Strip"}, kind="log")],
        locks=[
            Lock(id=hole.id, name=lock, title=text, prompt=text, fields=FIELDS, salt=hole.salt, rows=hole.rows)
            for lock, hole in zip(("p01", "p02"), holes, strict=True)
        ],
        gates=[sealing.make_gate("act", 2, (SOLVED, NEAR, BRANCH), ACT)],
    )


def seal(name: str) -> bytes:
    sealing = Sealing(KEY, DEAL, kdf="test", noise=noise(name))
    node = Node(START, plain(name), papers={"strip": {"en": "Nine minutes.\n"}})
    return sealing.write([node], title={"en": "VECTOR"}, languages=["en"], rev=1, start=START)


MANIFEST = Place(DEAL.pack_id, START.node, "manifest")
STRIP = Place(DEAL.pack_id, START.node, "paper:strip", "en")
SALT = noise("blob")(24)


def with_manifest(parts: Parts, alter: Callable[[dict[str, Any]], object]) -> bytes:
    """The whole pack with a manifest that says what no writer would let it say."""
    manifest = json.loads(dump(plain("whole")))
    alter(manifest)
    return parts.carrying(MANIFEST, START, seal_blob(json.dumps(manifest).encode(), MANIFEST, START.key, SALT))


def with_rows(parts: Parts, alter: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """The whole pack with other rows in its first lock."""

    def change(manifest: dict[str, Any]) -> None:
        lock = manifest["locks"][0]
        rows = base64.b64decode(lock["rows"])
        altered = alter([rows[at : at + ROW] for at in range(0, len(rows), ROW)])
        lock["rows"] = base64.b64encode(b"".join(altered)).decode()

    return with_manifest(parts, change)


def right_row(payload: bytes | None = None, lock: str = "p01") -> bytes:
    """The row of the right answer, or one in its place with another payload."""
    setting = Setting(DEAL.pack_id, *DEAL.lock(lock), START.key)
    keys = row_keys(
        stretch(("half moon street", "2149"), "test", setting),
        pack=setting.pack,
        lock=setting.lock,
        table_salt=noise("whole")(32),
    )
    solved = b"\1" + SOLVED.node + SOLVED.key + bytes(15)
    binding = lp("casefile/v1/wrap", setting.pack, setting.lock, keys.tag)
    return keys.tag + ChaCha20Poly1305(keys.key).encrypt(bytes(12), payload or solved, binding)


def put_row(row: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """Put a row where the one with its tag stands."""
    return lambda rows: [row if old[:32] == row[:32] else old for old in rows]


def exchange(rows: list[bytes]) -> list[bytes]:
    """Give the right answer's tag the ciphertext of another row."""
    right = next(row for row in rows if row == right_row())
    other = next(row for row in rows if row != right)
    bodies = {right: other[32:], other: right[32:]}
    return [row[:32] + bodies.get(row, row[32:]) for row in rows]


def chunk(plain_text: bytes, *, last: bool = True) -> bytes:
    """A strip's blob with exactly this padded plaintext in its one chunk."""
    cipher_key, commitment = STRIP.keys(START.key, SALT)
    nonce = bytes(11) + bytes([last])
    return SALT + commitment + ChaCha20Poly1305(cipher_key).encrypt(nonce, plain_text, None)


def padding(length: int, data: bytes, filler: bytes = b"\0") -> bytes:
    return (length.to_bytes(8, "big") + data).ljust(padded(len(data)), filler)


def attempt(answer: tuple[str, ...], gives: str, *, lock: int = 0, prior: bytes = START.key) -> dict[str, Any]:
    return {"do": "answer", "lock": lock, "answer": list(answer), "prior": prior.hex(), "gives": gives}


def read(gives: str, *, ref: Ref = START, paper: str = "strip") -> dict[str, Any]:
    return {"do": "paper", "node": ref.node.hex(), "key": ref.key.hex(), "paper": paper, "gives": gives}


def manifest_of(gives: str, *, ref: Ref = START) -> dict[str, Any]:
    return {"do": "manifest", "node": ref.node.hex(), "key": ref.key.hex(), "gives": gives}


def gate(gives: str, *held: Ref) -> dict[str, Any]:
    return {"do": "gate", "held": [ref.node.hex() + ref.key.hex() for ref in held], "gives": gives}


def shown(word: str, ref: Ref) -> str:
    return f"{word} {ref.node.hex()} {ref.key.hex()}"


def vectors() -> Iterator[Vector]:
    """Every vector, made anew; the same on every machine."""
    with patch("casefile.vault.sealing.UNIDATA", "14.0.0"):
        whole = seal("whole")
    parts = take_apart(whole)
    yield from _whole(whole)
    yield from _frames(whole, parts)
    yield from _headers(parts)
    yield from _directories(parts)
    yield from _locks(parts)
    yield from _gates(parts)
    yield from _blobs(parts)


def _whole(whole: bytes) -> Iterator[Vector]:
    act = shown("ref", ACT)
    checks = [
        manifest_of("start"),
        read("Nine minutes.\n"),
        attempt(RIGHT, shown("solved", SOLVED)),
        attempt(ALIAS, shown("solved", SOLVED)),
        attempt(CLOSE, shown("near", NEAR)),
        attempt(RIGHT, shown("solved", SOLVED), lock=1),
        attempt(("Full Moon Street", "21.49"), "nothing"),
        attempt(RIGHT, "nothing", prior=SOLVED.key),
        attempt(("", "21.49"), "answer-empty"),
        attempt(("x" * 257, "21.49"), "answer-long"),
        *(gate(act, *pair) for pair in ((SOLVED, NEAR), (NEAR, SOLVED), (SOLVED, BRANCH), (NEAR, BRANCH))),
        gate(act, SOLVED, NEAR, BRANCH),
        *(gate("nothing", *few) for few in ((), (SOLVED,), (NEAR,), (BRANCH,), (SOLVED, ACT))),
        gate("pack-damaged", SOLVED, Ref(node=NEAR.node, key=ACT.key)),
        manifest_of("pack-wrong-key", ref=ACT),
        manifest_of("pack-wrong-key", ref=Ref(node=START.node, key=ACT.key)),
        read("pack-wrong-key", paper="coat"),
    ]
    yield Vector("whole", "nothing is wrong", whole, checks=checks)


def _frames(whole: bytes, parts: Parts) -> Iterator[Vector]:
    size = int.from_bytes(whole[16:20], "big")
    bad_signature = bytearray(whole)
    bad_signature[20 + size] ^= 1
    front = MAGIC, whole[20:]
    yield Vector("frame-empty", "an empty file", b"", "pack-not-a-pack")
    yield Vector("frame-zip", "a zip archive", b"PK\3\4" + whole[4:], "pack-not-a-pack")
    yield Vector("frame-version", "magic line of version 2", parts.join(magic=b"casefile-pack/2\n"), "pack-version")
    yield Vector("frame-header-nought", "header length 0", (0).to_bytes(4, "big").join(front), "pack-damaged")
    past = len(whole).to_bytes(4, "big")
    yield Vector("frame-header-past-end", "header ends after the file", past.join(front), "pack-damaged")
    over = ((8 << 20) + 1).to_bytes(4, "big")
    yield Vector("frame-header-over-limit", "header of 8 MiB and a byte", over.join(front), "pack-limit")
    yield Vector("frame-trailing", "a byte after the last blob", whole + b"\0", "pack-damaged")
    yield Vector("frame-signature", "one bit of the signature", bytes(bad_signature), "pack-damaged")
    yield Vector("frame-other-author", "signed by another author", parts.join(key=OTHER), "pack-damaged")


def _headers(parts: Parts) -> Iterator[Vector]:
    text = json.dumps(parts.header, sort_keys=True, separators=(",", ":"))

    def raw(old: str, new: str) -> bytes:
        return parts.join(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))

    without = {key: value for key, value in parts.header.items() if key != "unidata"}
    yield Vector("header-duplicate", "`rev` stands there twice", raw('"rev":1', '"rev":1,"rev":1'), "pack-damaged")
    yield Vector("header-float", "`rev` is 1.0", raw('"rev":1', '"rev":1.0'), "pack-damaged")
    yield Vector("header-infinite", "`rev` is 1e400", raw('"rev":1', '"rev":1e400'), "pack-damaged")
    yield Vector("header-nan", "`rev` is NaN", raw('"rev":1', '"rev":NaN'), "pack-damaged")
    yield Vector("header-digits", "`rev` has 5,000 digits", raw('"rev":1', '"rev":' + "9" * 5000), "pack-damaged")
    yield Vector("header-true", "`rev` is true", raw('"rev":1', '"rev":true'), "pack-damaged")
    yield Vector("header-revision", "`rev` is 0", parts.saying(rev=0), "pack-damaged")
    yield Vector("header-unknown", "an unknown key", parts.saying(gates=[]), "pack-damaged")
    yield Vector("header-missing", "a missing key", replace(parts, header=without).join(), "pack-damaged")
    yield Vector("header-surrogate", "a lone surrogate in the title", raw("VECTOR", "\\ud800"), "pack-damaged")
    yield Vector("header-bom", "a byte order mark", parts.join(b"\xef\xbb\xbf" + text.encode()), "pack-damaged")
    latin = text.encode().replace(b"VECTOR", b"\xff")
    yield Vector("header-latin", "a byte that is not UTF-8", parts.join(latin), "pack-damaged")
    yield Vector("header-utf16", "UTF-16", parts.join(text.encode("utf-16")), "pack-damaged")
    yield Vector("header-nested", "2,000 brackets", raw('"rev":1', '"rev":' + "[" * 2000 + "]" * 2000), "pack-damaged")
    yield Vector("header-list", "a list in place of an object", parts.join(b"[]"), "pack-damaged")
    yield Vector("header-version", "`v` is 2", parts.saying(v=2), "pack-version")
    yield Vector("header-reader", "`min_reader` is 2", parts.saying(min_reader=2), "pack-version")
    yield Vector("header-language", "no language", parts.saying(languages=[]), "pack-damaged")
    yield Vector("kdf-unknown", "an unknown profile", parts.saying(kdf="heavy"), "pack-kdf")
    yield Vector("kdf-hosted", "a hosted pack, and no pepper", parts.saying(kdf="hosted"), "pack-hosted")
    free = {"m": 65536, "t": 3, "p": 4}
    yield Vector("kdf-lanes", "numbers with p = 4", parts.saying(kdf=free), "pack-kdf")


def _directories(parts: Parts) -> Iterator[Vector]:
    columns = parts.header["dir"]
    locators, lengths, digests = columns["locators"], columns["lengths"], columns["digests"]
    first, *rest = lengths
    backwards = "".join(locators[at : at + 32] for at in range(len(locators) - 32, -1, -32))
    yield Vector("dir-short", "a blob is a byte shorter", parts.listing(lengths=[first - 1, *rest]), "pack-damaged")
    yield Vector("dir-long", "a blob is a byte longer", parts.listing(lengths=[first + 1, *rest]), "pack-damaged")
    moved = [first + 1, *rest[:-1], rest[-1] - 1]
    yield Vector("dir-small", "a blob smaller than any blob is", parts.listing(lengths=moved), "pack-damaged")
    yield Vector("dir-negative", "a negative length", parts.listing(lengths=[-first, *rest]), "pack-damaged")
    yield Vector("dir-huge", "a blob of 10 GB", parts.listing(lengths=[10**10, *rest]), "pack-limit")
    yield Vector("dir-many", "20,001 blobs", parts.listing(lengths=[1] * 20_001), "pack-limit")
    yield Vector("dir-empty", "no blob", parts.listing(lengths=[], locators="", digests=""), "pack-damaged")
    yield Vector("dir-order", "locators not ascending", parts.listing(locators=backwards), "pack-damaged")
    yield Vector("dir-twice", "a locator twice", parts.listing(locators=locators[:32] + locators[:-32]), "pack-damaged")
    yield Vector("dir-capitals", "locators in capitals", parts.listing(locators=locators.upper()), "pack-damaged")
    yield Vector("dir-column", "a digest too few", parts.listing(digests=digests[:-64]), "pack-damaged")
    turned = f"{int(digests[0], 16) ^ 1:x}" + digests[1:]
    swapped = "".join(reversed([digests[at : at + 64] for at in range(0, len(digests), 64)]))
    yield Vector(
        "dir-digests", "digests in another order", parts.listing(digests=swapped), checks=[read("pack-damaged")]
    )
    yield Vector(
        "dir-digest",
        "one bit of the first digest",
        parts.listing(digests=turned),
        checks=[{"do": "verify", "gives": "pack-damaged"}],
    )


def _locks(parts: Parts) -> Iterator[Vector]:
    def rows(alter: Callable[[list[bytes]], list[bytes]]) -> bytes:
        return with_rows(parts, alter)

    def swap(manifest: dict[str, Any]) -> None:
        one, other = manifest["locks"]
        one["rows"], other["rows"] = other["rows"], one["rows"]

    bad, wrong = [attempt(RIGHT, "pack-damaged")], [manifest_of("pack-damaged")]
    target = SOLVED.node + SOLVED.key
    yield Vector("lock-swapped", "rows of another lock", with_manifest(parts, swap), checks=[attempt(RIGHT, "nothing")])
    yield Vector("lock-exchanged", "tags of two rows exchanged", rows(exchange), checks=bad)
    other = right_row(b"\3" + target + bytes(15))
    yield Vector("lock-payload-kind", "a row of kind 3", rows(put_row(other)), checks=bad)
    filled = right_row(b"\1" + target + bytes(14) + b"\1")
    yield Vector("lock-payload-end", "a row not filled with noughts", rows(put_row(filled)), checks=bad)
    yield Vector("lock-unsorted", "rows not ascending", rows(lambda whole: whole[::-1]), checks=wrong)
    yield Vector("lock-seven", "7 rows", rows(lambda whole: whole[:-1]), checks=wrong)
    yield Vector("lock-four", "4 rows", rows(lambda whole: whole[:4]), checks=wrong)
    yield Vector("lock-cut", "rows of odd length", rows(lambda whole: [*whole[:-1], whole[-1][:-1]]), checks=wrong)


def _gates(parts: Parts) -> Iterator[Vector]:
    def gates(**changes: Any) -> bytes:
        return with_manifest(parts, lambda manifest: manifest["gates"][0].update(changes))

    def nodes(count: int) -> list[str]:
        return [base64.b64encode(bytes([at >> 8, at & 255]) + bytes(14)).decode() for at in range(count)]

    inputs = [base64.b64encode(ref.node).decode() for ref in (NEAR, SOLVED, BRANCH)]
    wrong = [manifest_of("pack-damaged")]
    yield Vector(
        "gate-reordered", "inputs in another order", gates(inputs=inputs), checks=[gate("pack-damaged", SOLVED, NEAR)]
    )
    yield Vector("gate-target", "another target", gates(target=inputs[2]), checks=[gate("pack-damaged", SOLVED, NEAR)])
    yield Vector("gate-k", "k is 1, with wraps for 2", gates(k=1), checks=[gate("pack-damaged", SOLVED)])
    yield Vector("gate-nought", "k is 0", gates(k=0), checks=wrong)
    yield Vector("gate-more", "k is 4 of 3", gates(k=4), checks=wrong)
    yield Vector("gate-twice", "an input twice", gates(inputs=[inputs[0], *inputs[:2]]), checks=wrong)
    yield Vector("gate-13-of-26", "10,400,600 wraps promised", gates(k=13, inputs=nodes(26)), checks=wrong)
    yield Vector("gate-wide", "1,001 inputs", gates(k=1, inputs=nodes(1001)), checks=[manifest_of("pack-limit")])


def _blobs(parts: Parts) -> Iterator[Vector]:
    def strip(blob: bytes) -> bytes:
        return parts.carrying(STRIP, START, blob)

    bad = [read("pack-damaged")]
    text = b"Nine minutes.\n"
    good = chunk(padding(len(text), text))
    turned = bytearray(good)
    turned[24] ^= 1
    coat = replace(STRIP, role="paper:coat")
    german = replace(STRIP, language="de")
    away = replace(STRIP, node=SOLVED.node)
    elsewhere = replace(STRIP, pack=bytes(16))
    yield Vector("blob-commitment", "one bit of the commitment", strip(bytes(turned)), checks=bad)
    yield Vector("blob-no-final", "no final chunk", strip(chunk(padding(len(text), text), last=False)), checks=bad)
    yield Vector("blob-trailing", "a byte after the final chunk", strip(good + b"\0"), checks=bad)
    yield Vector(
        "blob-padding", "padding that is not nought", strip(chunk(padding(len(text), text, b"\1"))), checks=bad
    )
    yield Vector("blob-length", "longer than its body", strip(chunk(padding(5000, text))), checks=bad)
    yield Vector(
        "blob-odd-size", "a size that padding never gives", strip(chunk(padding(len(text), text) + b"\0")), checks=bad
    )
    yield Vector("blob-latin", "text that is not UTF-8", strip(seal_blob(b"\xff", STRIP, START.key, SALT)), checks=bad)
    for name, place in (("paper", coat), ("language", german), ("node", away), ("pack", elsewhere)):
        moved = strip(seal_blob(text, place, START.key, SALT))
        yield Vector(f"blob-other-{name}", f"the blob of another {name}", moved, checks=bad)
    other_key = strip(seal_blob(text, STRIP, SOLVED.key, SALT))
    yield Vector("blob-other-key", "a blob under another key", other_key, checks=bad)

    def manifest(data: bytes) -> bytes:
        return parts.carrying(MANIFEST, START, seal_blob(data, MANIFEST, START.key, SALT))

    wrong = [manifest_of("pack-damaged")]
    yield Vector("manifest-unknown", "an unknown key", manifest(b'{"kind":"start","name":"x","code":""}'), checks=wrong)
    yield Vector("manifest-twice", "a key twice", manifest(b'{"kind":"start","name":"x","name":"y"}'), checks=wrong)
    yield Vector("manifest-float", "a float", manifest(b'{"kind":"start","name":"x","gates":[1.5]}'), checks=wrong)
    yield Vector("manifest-not-json", "not JSON", manifest(b"name: start"), checks=wrong)
    hostile = b'{"kind":"start","name":"a\\u001b]0;b\\u202e\\u0007"}'
    clean = "a\ufffd]0;b\ufffd\ufffd"
    yield Vector("manifest-hostile", "terminal escapes in a name", manifest(hostile), checks=[manifest_of(clean)])


def sidecar(made: list[Vector]) -> str:
    """What a reader must answer, as TOML: every value in it is also JSON."""
    lines = ["# Written by make_vectors.py. What each pack has wrong with it, and what a reader must answer."]
    for vector in made:
        lines += ["", "[[vector]]", f'file = "{vector.file}.case"', f"about = {json.dumps(vector.about)}"]
        lines.append(f'opens = "{vector.opens}"')
        for check in vector.checks:
            lines.append("[[vector.check]]")
            lines += [f"{key} = {json.dumps(value)}" for key, value in check.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    HERE.mkdir(exist_ok=True)
    made = list(vectors())
    for vector in made:
        (HERE / f"{vector.file}.case").write_bytes(vector.data)
    (HERE / "vectors.toml").write_text(sidecar(made), "utf-8")


if __name__ == "__main__":
    main()
