"""One ciphertext, two keys: what plain ChaCha20-Poly1305 allows and a blob does not.

The cipher's tag is a polynomial of the text, so whoever knows two keys can choose one block of the text such that
both keys give the same tag. A pack made so could show one player a text and another player another.
"""

import os

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault import PackRefusal
from casefile.vault.blob import SMALLEST, Place, open_blob

PRIME = 2**130 - 5
WORD = 2**128
CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
NONCE = bytes(11) + b"\1"
PLACE = Place(bytes(16), bytes(16), "paper:strip", "en")


def stream(key: bytes, length: int, counter: int) -> bytes:
    """ChaCha20's key stream from a block on."""
    algorithm = algorithms.ChaCha20(key, counter.to_bytes(4, "little") + NONCE)
    return Cipher(algorithm, None).encryptor().update(bytes(length))


def polynomial(point: int, blocks: list[int]) -> int:
    value = 0
    for block in blocks:
        value = (value + block) * point % PRIME
    return value


def text_for_both(keys: tuple[bytes, bytes], text: bytes, free: int) -> bytes | None:
    """Ciphertext with tag that both keys accept; the first reads `text`, but for block `free`.

    Source:
        Len, Grubbs, Ristenpart, "Partitioning Oracle Attacks" (2021): both tags are linear in the free block.
    """
    pads = [stream(key, 32, 0) for key in keys]
    points = [int.from_bytes(pad[:16], "little") & CLAMP for pad in pads]
    sums = [int.from_bytes(pad[16:], "little") for pad in pads]
    body = bytes(a ^ b for a, b in zip(text, stream(keys[0], len(text), 1), strict=True))
    blocks = [int.from_bytes(body[at : at + 16], "little") + WORD for at in range(0, len(body), 16)]
    blocks.append(len(body) * 2**64 + WORD)
    power = len(blocks) - free
    blocks[free] = 0
    rest = [polynomial(point, blocks) for point in points]
    slope = pow(points[0], power, PRIME) - pow(points[1], power, PRIME)
    for carry in range(-4, 5):
        block = (sums[1] - sums[0] + carry * WORD - rest[0] + rest[1]) * pow(slope, -1, PRIME) % PRIME
        tags = [(value + block * pow(point, power, PRIME)) % PRIME for value, point in zip(rest, points, strict=True)]
        tag, other = ((value + added) % WORD for value, added in zip(tags, sums, strict=True))
        if WORD <= block < 2 * WORD and tag == other:
            at = 16 * free
            return body[:at] + (block - WORD).to_bytes(16, "little") + body[at + 16 :] + tag.to_bytes(16, "little")
    return None


def two_faced() -> tuple[bytes, bytes, bytes]:
    """Two node keys, and a blob for the first whose chunk opens under the cipher keys of both."""
    text = (1000).to_bytes(8, "big") + b"x" * 1000 + bytes(SMALLEST - 1008)
    for _ in range(200):
        first, second, salt = os.urandom(32), os.urandom(32), os.urandom(24)
        (one, commitment), (other, _) = PLACE.keys(first, salt), PLACE.keys(second, salt)
        chunk = text_for_both((one, other), text, free=10)
        if chunk is not None:
            return first, second, salt + commitment + chunk
    raise AssertionError("no such text in 200 tries")


def test_the_cipher_alone_opens_one_text_under_two_keys_and_a_blob_does_not() -> None:
    first, second, blob = two_faced()
    salt, chunk = blob[:24], blob[56:]
    texts = [ChaCha20Poly1305(PLACE.keys(key, salt)[0]).decrypt(NONCE, chunk, None) for key in (first, second)]
    assert texts[0] != texts[1]
    assert open_blob(blob, PLACE, first).startswith(b"xxx")
    with pytest.raises(PackRefusal) as caught:
        open_blob(blob, PLACE, second)
    assert caught.value.code == "pack-damaged"
