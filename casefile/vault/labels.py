"""Domain separation: every derived key says what it is for and where it belongs.

Reusing a label would let a value made for one purpose be taken for another, so all of them stand in this file.
"""

from enum import Enum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand


class Purpose(Enum):
    """What a value is derived or bound for."""

    ANSWER = "casefile/v1/answer"
    ONLINE = "casefile/v1/online"
    LOCK = "casefile/v1/lock"
    WRAP = "casefile/v1/wrap"
    GATE = "casefile/v1/gate"
    BLOB = "casefile/v1/blob"
    LOCATE = "casefile/v1/locate"
    SEAL_SIGN = "casefile/v1/seal-sign"
    SEAL_PACK = "casefile/v1/seal-pack"
    SEAL_NODE = "casefile/v1/seal-node"
    SEAL_LOCK = "casefile/v1/seal-lock"
    SEAL_GATE = "casefile/v1/seal-gate"
    SEAL_CACHE = "casefile/v1/seal-cache"
    SEAL_RESERVE = "casefile/v1/seal-reserve"
    SHEET = "casefile/v1/sheet"


SIGNATURE = b"casefile/v1/sig\0"
"""Prefix of what the author signs."""


def lp(*parts: bytes | str) -> bytes:
    """Concatenate parts, each behind its length as four bytes, so that no two lists give the same bytes."""
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        pieces += (len(data).to_bytes(4, "big"), data)
    return b"".join(pieces)


def expand(key: bytes, purpose: Purpose, *context: bytes | str, length: int) -> bytes:
    """HKDF-Expand-SHA256 of a key that is uniformly random already (RFC 5869, section 2.3)."""
    return HKDFExpand(hashes.SHA256(), length, lp(purpose.value, *context)).derive(key)


def extract_expand(material: bytes, salt: bytes, purpose: Purpose, *context: bytes | str, length: int) -> bytes:
    """HKDF-SHA256 of material that is not one uniform key, such as several keys in a row (RFC 5869)."""
    return HKDF(hashes.SHA256(), length, salt, lp(purpose.value, *context)).derive(material)
