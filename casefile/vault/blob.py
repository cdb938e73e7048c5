"""Blobs: one sealed text or manifest, bound to its place, that opens under one key only."""

import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault.labels import Purpose, expand
from casefile.vault.refusal import damaged

SALT = 24
COMMITMENT = 32
CHUNK = 64 << 10
TAG = 16
LENGTH = 8
SMALLEST = 4 << 10
"""Plaintext bytes below which no padded size shows."""
OVERHEAD = SALT + COMMITMENT


@dataclass(frozen=True, slots=True)
class Place:
    """Where a blob belongs; a blob moved elsewhere does not open.

    Attributes:
        pack: The pack's id, 16 bytes.
        node: The node's id, 16 bytes.
        role: `manifest` or `paper:ID`.
        language: Language tag; empty for a manifest.
    """

    pack: bytes
    node: bytes
    role: str
    language: str = ""

    def locator(self, key: bytes, table_salt: bytes) -> bytes:
        """Name the blob's entry in the directory; only a holder of the node's key can."""
        return expand(key, Purpose.LOCATE, self.pack, self.node, self.role, self.language, table_salt, length=16)

    def keys(self, key: bytes, salt: bytes) -> tuple[bytes, bytes]:
        """Derive the blob's cipher key and its commitment."""
        both = expand(key, Purpose.BLOB, self.pack, self.node, self.role, self.language, salt, length=64)
        return both[:32], both[32:]


def padded(length: int) -> int:
    """Size of a padded plaintext that carries `length` bytes of data.

    Source:
        Padmé: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (2019).
    """
    total = max(SMALLEST, LENGTH + length)
    exponent = total.bit_length() - 1
    low = exponent - exponent.bit_length()
    return (total + (1 << low) - 1) >> low << low


def sealed_size(length: int) -> int:
    """Size of the whole blob that carries `length` bytes of data."""
    total = padded(length)
    return OVERHEAD + total + TAG * -(-total // CHUNK)


def seal_blob(data: bytes, place: Place, key: bytes, salt: bytes, pad_to: int = 0) -> bytes:
    """Seal data for a place.

    Args:
        data: What to seal.
        place: Where it belongs.
        key: The node's key.
        salt: 24 fresh random bytes. Since they enter the key, every blob has a key of its own, and nonces may
            start at nought.
        pad_to: Length of the longest data that could have stood here; the blob is no smaller than that one's.
    """
    cipher_key, commitment = place.keys(key, salt)
    plain = (len(data).to_bytes(LENGTH, "big") + data).ljust(padded(max(len(data), pad_to)), b"\0")
    cipher = ChaCha20Poly1305(cipher_key)
    starts = range(0, len(plain), CHUNK)
    last = len(starts) - 1
    chunks = [cipher.encrypt(_nonce(i, last=i == last), plain[at : at + CHUNK], None) for i, at in enumerate(starts)]
    return b"".join((salt, commitment, *chunks))


def open_blob(blob: bytes, place: Place, key: bytes) -> bytes:
    """Open a blob; whole or not at all.

    Raises:
        PackRefusal: `pack-damaged`: it was not sealed for this place and key, or was changed.
    """
    cipher_key, commitment = place.keys(key, blob[:SALT])
    if not hmac.compare_digest(commitment, blob[SALT:OVERHEAD]):
        raise damaged("a paper belongs to another key")
    cipher = ChaCha20Poly1305(cipher_key)
    starts = range(OVERHEAD, len(blob), CHUNK + TAG)
    last = len(starts) - 1
    try:
        chunks = [
            cipher.decrypt(_nonce(i, last=i == last), blob[at : at + CHUNK + TAG], None) for i, at in enumerate(starts)
        ]
    except InvalidTag:
        raise damaged("a paper was changed") from None
    return _unpad(b"".join(chunks), empty_end=bool(chunks) and not chunks[-1])


def _nonce(index: int, *, last: bool) -> bytes:
    """Number a chunk, so that none can be moved, dropped or added."""
    return index.to_bytes(11, "big") + bytes([last])


def _unpad(plain: bytes, *, empty_end: bool) -> bytes:
    length = int.from_bytes(plain[:LENGTH], "big")
    if empty_end or len(plain) < SMALLEST or len(plain) != padded(len(plain) - LENGTH):
        raise damaged("a paper has a size that no paper has")
    if length > len(plain) - LENGTH or plain.count(0, LENGTH + length) != len(plain) - LENGTH - length:
        raise damaged("a paper is padded wrongly")
    return plain[LENGTH : LENGTH + length]
