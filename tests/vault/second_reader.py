"""A second reader of packs, written from `docs/pack-format.md` alone: nothing of casefile is imported here.

It checks nothing that an honest pack does not need. What it reads, and how it comes to it, is what the page says.
"""

import hashlib
import hmac
import json
import unicodedata
from base64 import b64decode
from itertools import combinations
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

COSTS = {"standard": (65536, 3), "light": (19456, 2), "test": (64, 1)}


def lp(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def expand(key: bytes, info: bytes, length: int) -> bytes:
    output, block, count = b"", b"", 0
    while len(output) < length:
        count += 1
        block = hmac.digest(key, block + info + bytes([count]), "sha256")
        output += block
    return output[:length]


def normal_text(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = unicodedata.normalize("NFKC", text.casefold())
    return " ".join("".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in text).split())


def normal_digits(raw: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in normal_text(raw) if unicodedata.category(char) == "Nd")


class Reader:
    """One pack."""

    def __init__(self, data: bytes) -> None:
        assert data[:16] == b"casefile-pack/1\n"
        size = int.from_bytes(data[16:20], "big")
        raw, signature = data[20 : 20 + size], data[20 + size : 84 + size]
        self.header: dict[str, Any] = json.loads(raw)
        author = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.header["author"]))
        author.verify(signature, b"casefile/v1/sig\0" + hashlib.sha512(raw).digest())
        self.pack = bytes.fromhex(self.header["pack"])
        self.table_salt = bytes.fromhex(self.header["table_salt"])
        columns, self.blobs, at = self.header["dir"], {}, 84 + size
        for row, length in enumerate(columns["lengths"]):
            blob = data[at : at + length]
            assert hashlib.sha256(blob).hexdigest() == columns["digests"][64 * row : 64 * row + 64]
            self.blobs[bytes.fromhex(columns["locators"][32 * row : 32 * row + 32])] = blob
            at += length
        assert at == len(data)

    def locator(self, node: bytes, key: bytes, role: str, language: str) -> bytes:
        info = lp(b"casefile/v1/locate", self.pack, node, role.encode(), language.encode(), self.table_salt)
        return expand(key, info, 16)

    def blob(self, node: bytes, key: bytes, role: str, language: str = "") -> bytes:
        blob = self.blobs[self.locator(node, key, role, language)]
        salt = blob[:24]
        both = expand(key, lp(b"casefile/v1/blob", self.pack, node, role.encode(), language.encode(), salt), 64)
        assert blob[24:56] == both[32:]
        plain, rest, index = b"", blob[56:], 0
        while rest:
            chunk, rest = rest[: 65536 + 16], rest[65536 + 16 :]
            nonce = index.to_bytes(11, "big") + (b"\0" if rest else b"\1")
            plain += ChaCha20Poly1305(both[:32]).decrypt(nonce, chunk, None)
            index += 1
        return plain[8 : 8 + int.from_bytes(plain[:8], "big")]

    def manifest(self, node: bytes, key: bytes) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.blob(node, key, "manifest"))
        return found

    def stretched(self, lock: dict[str, Any], normal: list[str], prior: bytes) -> bytes:
        memory, passes = COSTS[self.header["kdf"]]
        argon = Argon2id(
            salt=b64decode(lock["salt"]),
            length=32,
            iterations=passes,
            lanes=1,
            memory_cost=memory,
            ad=lp(b"casefile/v1/answer", self.pack, b64decode(lock["id"])),
            secret=prior,
        )
        return argon.derive(lp(*(form.encode() for form in normal)))

    def hosted(self, lock: dict[str, Any], normal: list[str], prior: bytes, pepper: bytes) -> bytes:
        forms = lp(*(form.encode() for form in normal))
        parts = (self.pack, b64decode(lock["id"]), b64decode(lock["salt"]), prior, forms)
        return hmac.digest(pepper, lp(b"casefile/v1/online", *parts), "sha256")

    def row_keys(self, lock: dict[str, Any], stretched: bytes) -> tuple[bytes, bytes]:
        both = expand(stretched, lp(b"casefile/v1/lock", self.pack, b64decode(lock["id"]), self.table_salt), 64)
        return both[:32], both[32:]

    def payload(self, lock: dict[str, Any], tag: bytes, key: bytes) -> bytes | None:
        rows = b64decode(lock["rows"])
        for at in range(0, len(rows), 112):
            if rows[at : at + 32] == tag:
                bound = lp(b"casefile/v1/wrap", self.pack, b64decode(lock["id"]), tag)
                return ChaCha20Poly1305(key).decrypt(bytes(12), rows[at + 32 : at + 112], bound)
        return None

    def gate_key(self, gate: dict[str, Any], chosen: tuple[int, ...], keys: list[bytes]) -> tuple[bytes, bytes]:
        count = len(gate["inputs"])
        mask = sum(1 << index for index in chosen).to_bytes((count + 7) // 8, "big")
        extracted = hmac.digest(self.table_salt, b"".join(keys), "sha256")
        return mask, expand(extracted, lp(b"casefile/v1/gate", self.pack, b64decode(gate["id"]), mask), 32)

    def open_gate(self, gate: dict[str, Any], chosen: tuple[int, ...], keys: list[bytes]) -> bytes:
        mask, key = self.gate_key(gate, chosen, keys)
        place = list(combinations(range(len(gate["inputs"])), gate["k"])).index(chosen)
        bound = lp(b"casefile/v1/wrap", self.pack, b64decode(gate["id"]), mask, b64decode(gate["target"]))
        return ChaCha20Poly1305(key).decrypt(bytes(12), b64decode(gate["wraps"])[48 * place : 48 * place + 48], bound)
